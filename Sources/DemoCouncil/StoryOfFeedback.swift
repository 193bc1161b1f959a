import Domain
import Store

/// Referrers are told what became of what they said: most within a working day, some late.
extension Story {
  mutating func planFeedback(_ index: Int, mostly percent: Int, _ scene: Scene) {
    guard chance.chance(percent) else {
      // Forgotten, and found on the list of those who wait.
      contacts[index].toldLate = true
      plan(.feedBack(contact: index), on: workday(3 + index % 3, after: scene.day), minute: 640)
      return
    }
    let wait = chance.number(0...2)
    planAtWork(
      .feedBack(contact: index), after: index % 5 == 0 ? wait : min(wait, 1), from: scene.day)
  }

  /// Professionals leave an address. It leads nowhere: `.example` belongs to nobody.
  func address(of name: String, _ worry: Words.Worry) -> String? {
    guard let agency = worry.agency, worry.source.group != .police else { return nil }
    let words = agency.lowercased().split(separator: " ").joined(separator: "-")
    return "\(name.lowercased().split(separator: " ").joined(separator: "."))@\(words).example"
  }

  mutating func feedBack(_ index: Int, _ scene: inout Scene) throws {
    let story = contacts[index]
    guard let id = story.id, let contact = try Store.load(id, in: scene.tx)?.state,
      contact.feedbackOwedFrom != nil, contact.told == nil
    else { return }
    let workers = staff.with(.contactWorker)
    let worker =
      contacts[index].toldLate ? workers[index % workers.count] : chance.one(of: workers)
    // Some who rang about their own family cannot be told safely.
    if story.worry.source == .family, index % 6 == 1 {
      try scene.perform(
        Contact.Command.sayCannotBeTold(
          .notSafe, words: "She lives with the person she told us about, who reads her messages."),
        on: id, by: worker)
    } else if let email = contact.details.callerEmail.flatMap({ EmailAddress($0) }), index % 4 != 0
    {
      try write(to: email, about: id, contact, isRefused: index % 19 == 5, by: worker, &scene)
    } else {
      try scene.perform(
        Contact.Command.feedBack(
          words: words(contact, id, scene), how: index % 3 == 0 ? .letter : .phone, on: scene.day),
        on: id, by: worker)
    }
  }

  private func words(_ contact: Contact, _ id: ContactID, _ scene: Scene) -> String {
    let taken = contact.details
    return FeedbackTemplates.inForce(on: scene.day).words(
      to: .init(taken.source), called: taken.callerName,
      outcomes: contact.decision?.outcomes.map(\.outcome) ?? [], receivedOn: taken.receivedOn,
      number: id, council: "Harrowmouth Council")
  }

  private mutating func write(
    to email: EmailAddress, about id: ContactID, _ contact: Contact, isRefused: Bool,
    by worker: Staff.Member, _ scene: inout Scene
  ) throws {
    try scene.perform(
      Contact.Command.writeBack(
        to: email, subject: FeedbackTemplates.inForce(on: scene.day).subject,
        words: words(contact, id, scene)), on: id, by: worker)
    // The last morning's wait to be sent.
    if scene.day == until { return }
    try scene.send(isRefused ? .never(why: "The mail server refused it (550)") : .accepted)
    // Who cannot be reached so is rung; the last ones have still to be.
    if isRefused, scene.day < workday(before: 2) {
      try scene.perform(
        Contact.Command.feedBack(
          words: "Told by telephone, for the email came back.", how: .phone, on: scene.day),
        on: id, by: worker)
    }
  }
}

extension Scene {
  /// What a mail server would have done.
  mutating func send(_ outcome: DeliveryOutcome) throws {
    guard let council = EmailAddress("children@harrowmouth.example") else { return }
    let at = now()
    // Receipts and notices to agencies wait there too: they arrive.
    while let claim = try OutboxTable.claim(
      at: at, key: "demo", from: council, store: store, in: tx)
    {
      let isFeedback =
        try OutboxTable.line(claim.message, in: tx)?.record.noun == Contact.noun
      _ = try OutboxTable.handOver(claim, at: at, in: tx)
      try OutboxTable.finish(
        claim, isFeedback ? outcome : .accepted, at: at, store: store, in: tx)
    }
  }
}
