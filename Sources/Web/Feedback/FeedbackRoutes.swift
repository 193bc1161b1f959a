import Crypto
import Domain
import HTML
import Hummingbird
import Store

/// `/feedback` and the three ways in which the promise to a referrer ends: told, written to, or said
/// why not (A5).
enum FeedbackRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/feedback") { try await owed($0) }
    routes.get("/contacts/:contact/feedback") { context in
      let contact = try await context.contact(.tellReferrer)
      return try await context.show(try await toldForm(context, contact))
    }
    routes.post("/contacts/:contact/feedback") { try await tell($0) }
    routes.get("/contacts/:contact/feedback/email") { context in
      let contact = try await context.contact(.tellReferrer)
      return try await context.show(try await emailForm(context, contact))
    }
    routes.post("/contacts/:contact/feedback/email") { try await write($0) }
    routes.get("/contacts/:contact/feedback/untold") { context in
      let contact = try await context.contact(.tellReferrer)
      return try await context.show(try await untoldForm(context, contact))
    }
    routes.post("/contacts/:contact/feedback/untold") { try await sayWhyNot($0) }
  }

  private static func owed(_ context: Context) async throws -> Response {
    try await context.may(.seeFrontDoor)
    let owed = try await context.read { try ContactTable.owed(in: $0) }
    let sight = try await context.sight(of: Set(owed.flatMap(\.matched)).sorted())
    let lines = owed.compactMap { line -> OwedList.Line? in
      switch sight.view(.seeContact, of: line.matched, fromPolice: line.fromPolice) {
      case .whole: OwedList.Line(owed: line, isClosed: false)
      case .stub: OwedList.Line(owed: line, isClosed: true)
      case .nothing: nil
      }
    }
    let shown = lines.filter { !$0.isClosed }.flatMap(\.owed.matched)
    try await context.showed(Set(shown).sorted(), by: .seeContact)
    let model = OwedList(
      lines: lines, names: Names(workers: try await context.workerNames()), today: context.today)
    return context.page(owedPage(model))
  }

  // MARK: - Told by telephone, letter or in person

  private static func toldForm(
    _ context: Context, _ contact: ContactTable.Whole
  ) async throws -> FormPage {
    var form = FormPage(
      "Feedback to the referrer",
      FormDefinition(
        "contact-feedback", edition: "1",
        [
          Question(
            "words", .longText(rows: 6), "What the referrer was told",
            hint: "The decision and its reason, and no more of the family than they need."),
          Question(
            "how", .one(Contact.Method.allCases.map { Choice($0.rawValue, $0.words) }),
            "How they were told"),
          Question("on", .day, "Day on which they were told"),
        ]), path: FeedbackPaths.told(contact.id), submit: "Record feedback",
      version: contact.version)
    form.around = { contact.around(&$0) }
    form.before = "\(otherWays(contact, .told))\(referrerCard(contact))"
    let draft = try await draft(context, contact)
    form.after = details(
      "Words to begin with, when you ring or write", content: prose(draft))
    return form
  }

  private static func tell(_ context: Context) async throws -> Response {
    let contact = try await context.contact(.tellReferrer)
    let today = context.today
    let form = try await toldForm(context, contact)
    return try await context.submit(form) { reader -> Contact.Command? in
      let words = reader.text("words", "it", ask: "Write what the referrer was told")
      let how: Contact.Method? = reader.code("how", "how they were told")
      let on = reader.day(
        "on", "the day on which they were told", latest: today,
        earliest: contact.details.receivedOn)
      guard let words, let how, let on else { return nil }
      return .feedBack(words: words, how: how, on: on)
    } perform: { command, sending in
      try await context.perform(command, on: contact.id, sending)
      return ContactPaths.record(contact.id, done: .fedBack)
    }
  }

  // MARK: - By email

  /// The template's words for this contact.
  private static func draft(
    _ context: Context, _ contact: ContactTable.Whole
  ) async throws -> String {
    let taken = contact.details
    return FeedbackTemplates.inForce(on: context.today).words(
      to: FeedbackTemplates.Reader(taken.source), called: taken.callerName,
      outcomes: contact.decision?.outcomes.map(\.outcome) ?? [], receivedOn: taken.receivedOn,
      number: contact.id, council: context.house.configuration.organisation)
  }

  private static func emailForm(
    _ context: Context, _ contact: ContactTable.Whole, preview: ReferrerEmail? = nil
  ) async throws -> FormPage {
    var form = FormPage(
      preview == nil ? "Write to the referrer" : "This is what will be sent",
      FormDefinition(
        "contact-message", edition: "1",
        [
          Question("to", .text(.full), "Their email address"),
          Question(
            "words", .longText(rows: 16), "What they are told",
            hint: "Change it to fit. Leave out names, addresses and other children."),
        ]), path: FeedbackPaths.email(contact.id),
      submit: preview == nil ? "Show what will be sent" : "Send this email",
      version: contact.version)
    let known = [contact.details.callerEmail, contact.details.callerReach].compactMap { $0 }
    form.record["to"] = known.first { EmailAddress($0) != nil }
    form.record["words"] = try await draft(context, contact)
    form.around = { contact.around(&$0) }
    let mail = context.house.configuration.mail
    if let preview {
      let card = preview.shown(from: mail?.from)
      form.before = warning(mail)
      form.layout = { view in
        """
        \(hiddenField("_seen", preview.digest))
        \(card)
        \(details("Change the address or the words", content: view.all))
        """
      }
    } else {
      form.before = """
        \(otherWays(contact, .email))\(warning(mail))
        \(referrerCard(contact))
        """
    }
    return form
  }

  private static func warning(_ mail: WebConfiguration.Mail?) -> HTML {
    mail == nil
      ? warningText(
        "No mail server has been set up. An email waits until there is one, and the time to tell "
          + "the referrer goes on. Ring or write a letter if you can.") : ""
  }

  private static func write(_ context: Context) async throws -> Response {
    let contact = try await context.contact(.tellReferrer)
    let today = context.today
    var reader = AnswerReader(context.answers)
    var refusal: Refusal?
    var form = try await emailForm(context, contact)
    if let email = read(&reader, today), reader.errors.isEmpty {
      let (id, actor) = (contact.id, context.actor)
      // What would refuse it is told before it is shown as ready.
      refusal = try await context.read { tx in
        do {
          try ContactTable.tryOut(email.command, on: id, by: actor, today: today, in: tx)
          return nil
        } catch let refusal as Refusal { return refusal }
      }
      form = try await emailForm(context, contact, preview: refusal == nil ? email : nil)
      let seen = context.fields.first { $0.name == "_seen" }?.value
      // An act that was done already is told so by the store, however it is sent again.
      if refusal == nil, seen != email.digest { return context.showAgain(form) }
      if seen == email.digest, refusal?.rule == "contact.message-waiting" { refusal = nil }
    }
    return try await context.submit(form) {
      read(&$0, today)
    } perform: { email, sending in
      if let refusal { throw refusal }
      try await context.perform(email.command, on: contact.id, sending)
      return ContactPaths.record(contact.id, done: .wroteBack)
    }
  }

  private static func read(_ reader: inout AnswerReader, _ today: Day) -> ReferrerEmail? {
    let to = reader.text("to", "their email address", longest: 254)
    let words = reader.text(
      "words", "the message", ask: "Write what they are told", longest: 5000)
    guard let to, let words else { return nil }
    guard let address = EmailAddress(to) else {
      reader.wrong("to", "Enter an email address, like name@school.example")
      return nil
    }
    return ReferrerEmail(
      to: address, subject: FeedbackTemplates.inForce(on: today).subject, words: words)
  }

  // MARK: - Cannot be told

  private static func untoldForm(
    _ context: Context, _ contact: ContactTable.Whole
  ) async throws -> FormPage {
    var form = FormPage(
      "The referrer cannot be told",
      FormDefinition(
        "contact-untold", edition: "1",
        [
          Question(
            "untold", .one(Contact.Untold.Reason.allCases.map { Choice($0.rawValue, $0.words) }),
            "Why can they not be told?"),
          Question(
            "untold-words", .longText(rows: 3), "What a reader should know of it",
            hint: "Needed where telling them is not safe, and for another reason.",
            optional: true),
        ]), path: FeedbackPaths.untold(contact.id), submit: "Record why not",
      version: contact.version)
    form.around = { contact.around(&$0) }
    form.before = "\(otherWays(contact, .untold))\(referrerCard(contact))"
    return form
  }

  private static func sayWhyNot(_ context: Context) async throws -> Response {
    let contact = try await context.contact(.tellReferrer)
    let form = try await untoldForm(context, contact)
    return try await context.submit(form) { reader -> Contact.Command? in
      let reason: Contact.Untold.Reason? = reader.code(
        "untold", "why", ask: "Select why they cannot be told")
      let words = reader.textIfAny("untold-words", "what a reader should know", longest: 2000)
      return reason.map { .sayCannotBeTold($0, words: words ?? "") }
    } perform: { command, sending in
      try await context.perform(command, on: contact.id, sending)
      return ContactPaths.record(contact.id, done: .untold)
    }
  }
}

/// An email as its form has it, ready to be looked at.
struct ReferrerEmail: Sendable {
  let to: EmailAddress
  let subject: String
  let words: String

  var command: Contact.Command { .writeBack(to: to, subject: subject, words: words) }

  /// What was looked at is what is sent: another word, and it is shown again.
  var digest: String {
    let bytes = SHA256.hash(data: Array("\(to)\n\(subject)\n\(words)".utf8))
    return Base64URL.encode(Array(bytes))
  }
}
