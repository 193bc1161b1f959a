import Domain
import HTML
import Hummingbird
import Store

/// `/contacts/C-1` and what is done with a contact in one short form.
enum ContactRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/contacts/:contact") { try await record($0) }
    routes.get("/contacts/:contact/triage") { context in
      try await context.show(triageForm(try await context.contact(.decideContact)))
    }
    routes.post("/contacts/:contact/triage") { try await triage($0) }
    routes.get("/contacts/:contact/information") { context in
      try await context.show(informationForm(try await context.contactToWriteIn()))
    }
    routes.post("/contacts/:contact/information") { try await addInformation($0) }
  }

  private static func record(_ context: Context) async throws -> Response {
    let contact = try await context.contact(.seeContact)
    let id = contact.id
    let standing = try await context.standing(of: contact.matched).map {
      $0.with(fromPolice: contact.fromPolice)
    }
    let records = standing.isEmpty ? [Record(fromPolice: contact.fromPolice)] : standing
    let (story, outbox) = try await context.read { tx in
      (
        try ContactTable.feedbackStory(of: id, in: tx),
        try OutboxTable.lines(of: FactStream(id), in: tx)
      )
    }
    let names = Names(workers: try await context.workerNames())
    var model = ContactRecord(
      contact: contact, story: story, outbox: outbox, past: try await context.past(of: contact),
      steps: try await context.read { try ContactTable.steps(of: id, in: $0) },
      names: names, today: context.today,
      canDecide: context.can(.decideContact, about: records),
      canCheck: context.can(.checkContact, about: records),
      canRecord: context.can(.recordContact),
      canTell: context.can(.tellReferrer, about: records), me: context.worker,
      notifications: try await context.read { try PoliceNotificationTable.of(contact: id, in: $0) },
      showsPast: context.can(.seePerson),
      done: context.query["done"].flatMap { ContactDone(rawValue: $0) },
      checks: try await context.checksCard(
        .contact(id: id), of: contact.matched, offersToAsk: true))
    model.sent = try await context.read { try PartnerReferralTable.of(contact: id, in: $0) }
    model.queue = Queueing.place(
      contact, mayShareOut: context.can(.shareOutContact, about: records), names, context)
    model.passedOn = try await ContactPassedOn.readers(contact, names, context)
    model.earlyHelp = try await context.earlyHelpCard(of: contact)
    return context.page(contactPage(model))
  }

  // MARK: - Triage: whether the outcome is clear (A3)

  private static func triageForm(_ contact: ContactTable.Whole) -> FormPage {
    var form = FormPage(
      "Is the outcome clear?",
      FormDefinition(
        "contact-triage", edition: "1",
        [
          Question(
            "outcome-clear", .yesOrNo, "Is the outcome of this contact clear already?",
            hint: "If it is, decide now. Enquiries can go on after the decision."),
          Question(
            "level", .one(contactLevels), "Level of need, as it looks now", optional: true),
        ]), path: ContactPaths.triage(contact.id), submit: "Record triage",
      version: contact.version)
    form.record.set("outcome-clear", yes: contact.outcomeClear)
    form.record["level"] = contact.triageLevel.map { "\($0.rawValue)" }
    form.around = { contact.around(&$0) }
    form.before = contactSummary(contact)
    return form
  }

  private static func triage(_ context: Context) async throws -> Response {
    let contact = try await context.contact(.decideContact)
    return try await context.submit(triageForm(contact)) { reader -> Contact.Command? in
      let clear = reader.yesOrNo("outcome-clear", "the outcome is clear")
      let level = level(&reader, isOptional: true)
      return clear.map { .triage(outcomeClear: $0, level: level) }
    } perform: { command, sending in
      try await context.perform(command, on: contact.id, sending)
      return ContactPaths.record(contact.id, done: .triaged)
    }
  }

  static func level(_ reader: inout AnswerReader, isOptional: Bool = false) -> Contact.Level? {
    guard let text = reader.textIfAny("level") else {
      if !isOptional { reader.wrong("level", "Select the level of need") }
      return nil
    }
    guard let level = Int(text).flatMap({ Contact.Level(rawValue: $0) }) else {
      reader.wrong("level", "Select the level of need from the list")
      return nil
    }
    return level
  }

  // MARK: - Information that came later

  private static func informationForm(_ contact: ContactTable.Whole) -> FormPage {
    var form = FormPage(
      "Add information to this contact",
      FormDefinition(
        "contact-information", edition: "1",
        [
          Question(
            "information", .longText(rows: 8), "What was added",
            hint: "Say who told you and when, in their own words.")
        ]), path: ContactPaths.information(contact.id), submit: "Add information",
      version: contact.version)
    form.around = { contact.around(&$0) }
    form.before = contactSummary(contact)
    return form
  }

  private static func addInformation(_ context: Context) async throws -> Response {
    let contact = try await context.contactToWriteIn()
    return try await context.submit(informationForm(contact)) { reader -> Contact.Command? in
      reader.text("information", "what was added", ask: "Write what was added").map {
        .addInformation($0)
      }
    } perform: { command, sending in
      try await context.perform(command, on: contact.id, sending)
      return ContactPaths.record(contact.id, done: .added)
    }
  }
}

/// The levels of need, to choose one.
let contactLevels = Contact.Level.allCases.map { Choice("\($0.rawValue)", $0.words) }

extension Context {
  /// An act on a contact that is there, at the version the worker saw.
  func perform(_ command: Contact.Command, on id: ContactID, _ sending: Sending) async throws {
    let _: Done<Contact> = try await house.store.perform(
      command, on: id, expecting: sending.version, as: sending.act)
  }
}
