import Domain
import HTML
import Hummingbird
import Store

/// One contact's place in the queue: with whom it is, and until when it is put aside.
enum Queueing: HasRoutes {
  static func add(to routes: Routes) {
    routes.post("/contacts/:contact/take") { context in
      try await hand(context, to: context.worker, done: .taken)
    }
    routes.post("/contacts/:contact/give-back") { context in
      try await hand(context, to: nil, done: .givenBack)
    }
    routes.get("/contacts/:contact/park") { context in
      let contact = try await context.contact(.shareOutContact)
      return try await context.show(parkForm(contact))
    }
    routes.post("/contacts/:contact/park") { try await park($0) }
    routes.post("/contacts/:contact/unpark") { context in
      let contact = try await context.contact(.shareOutContact)
      let record = ContactPaths.record(contact.id, done: .unparked)
      return try await context.carryOut(back: ContactPaths.record(contact.id)) { sending in
        try await context.perform(.unpark, on: contact.id, sending)
        return record
      }
    }
  }

  private static func hand(
    _ context: Context, to worker: WorkerID?, done: ContactDone
  ) async throws -> Response {
    let contact = try await context.contact(.shareOutContact)
    return try await context.carryOut(back: ContactPaths.record(contact.id)) { sending in
      try await context.perform(.assign(to: worker), on: contact.id, sending)
      return ContactPaths.record(contact.id, done: done)
    }
  }

  private static func parkForm(_ contact: ContactTable.Whole) -> FormPage {
    var form = FormPage(
      "Park a contact",
      FormDefinition(
        "contact-park", edition: "1",
        [
          Question(
            "until", .day, "Day on which it comes back",
            hint: "It comes back by itself on that day, \(Contact.longestParking) days from now at "
              + "most. Its clock goes on meanwhile."),
          Question(
            "reason", .longText(rows: 3), "What does it wait for?",
            hint: "For example, the school opens again on Monday and will say who lives at home."),
        ]), path: ContactPaths.park(contact.id), submit: "Park this contact",
      version: contact.version)
    form.around = { contact.around(&$0) }
    form.before = contactSummary(contact)
    return form
  }

  private static func park(_ context: Context) async throws -> Response {
    let contact = try await context.contact(.shareOutContact)
    return try await context.submit(parkForm(contact)) { reader -> Contact.Command? in
      let until = reader.day("until", "the day on which it comes back")
      let reason = reader.text("reason", "it", ask: "Say what the contact waits for")
      guard let until, let reason else { return nil }
      return .park(until: until, reason: reason)
    } perform: { command, sending in
      try await context.perform(command, on: contact.id, sending)
      return ContactPaths.record(contact.id, done: .parked)
    }
  }

  /// With whom the contact is and until when it is put aside, with what can be done about either;
  /// nothing once it is decided.
  static func place(
    _ contact: ContactTable.Whole, mayShareOut: Bool, _ names: Names, _ context: Context
  ) -> HTML {
    guard contact.decision == nil else { return "" }
    let page = ContactPaths.record(contact.id)
    func act(_ text: String, _ action: String) -> HTML {
      context.button(text, action: action, page: page, version: contact.version)
    }
    var acts: HTML = ""
    if mayShareOut {
      if contact.assignedTo != context.worker,
        context.viewer.roles.contains(where: \.worksAtTheDoor)
      {
        acts += act("Take this contact", ContactPaths.take(contact.id))
      }
      if contact.assignedTo != nil { acts += act("Give back", ContactPaths.giveBack(contact.id)) }
      if contact.isParked(on: context.today) {
        acts += act("Take it up again now", ContactPaths.unpark(contact.id))
      } else if contact.details.inDanger != .yes, contact.outcomeClear != true {
        acts += buttonLink("Park", to: ContactPaths.park(contact.id), kind: .secondary)
      }
    }
    var rows = [
      SummaryRow("With", contact.assignedTo.map { names.of($0) } ?? "Nobody yet")
    ]
    if let parking = contact.parking {
      rows.append(
        SummaryRow(
          contact.isParked(on: context.today) ? "Parked until" : "Was parked until",
          "\(parking.until.longWithWeekday): \(parking.reason) (\(names.of(parking.by)), "
            + "\(parking.on.long))"))
    }
    return card(
      "In the queue", content: "\(summaryList(rows))\(if: !acts.isEmpty, buttonGroup(acts))")
  }
}

extension ContactTable.Whole {
  func isParked(on today: Day) -> Bool {
    decision == nil && (parking.map { today < $0.until } ?? false)
  }
}
