import Domain
import Store

/// Other agencies are asked before a contact is decided; some answer late, and some after it.
extension Story {
  /// One check on its way.
  struct CheckStory: Sendable {
    let id: PartnerCheckID
    let agency: PartnerCheck.Agency
    let asker: Staff.Member
  }

  /// Every second contact that names a family is asked about, at the school and one other agency.
  mutating func askAgencies(_ index: Int, _ scene: inout Scene) throws {
    let story = contacts[index]
    guard let id = story.id, story.family != nil, story.matched else { return }
    let subject = try PartnerCheckTable.subject(.contact(id: id), in: scene.tx)
    guard let subject, let contact = try Store.load(id, in: scene.tx)?.state else { return }
    let children = contact.children.map(\.key)
    guard !children.isEmpty else { return }
    let others: [PartnerCheck.Agency] = [.health, .police, .housing, .adultServices]
    let asker = chanceOfChecks.one(of: staff.with(.contactWorker))
    for agency in [.school, chanceOfChecks.one(of: others)] where chanceOfChecks.chance(75) {
      guard let due = PartnerCheck.standardDue(agency, on: scene.day) else { continue }
      let question = PartnerCheck.Question(
        about: .contact(id: id), agency: agency, who: Words.asked(agency), keys: children,
        reason: "We have been told something that worries us and want to understand daily life.",
        basis: contact.details.consent == .yes ? .consent : .withoutConsent,
        basisWords: contact.details.consent == .yes
          ? "A parent agreed when the worry was taken."
          : "Asking first could put a child at more risk.",
        questions: CheckTemplates.inForce(on: scene.day).questions(for: agency), dueOn: due,
        from: "\(asker.name), Harrowmouth Council",
        addressee: partner(for: agency, on: scene.day)?.id)
      let request = try PartnerCheck.composed(
        question, of: subject, by: asker.actor(on: scene.day), today: scene.day)
      let check = try scene.perform(
        PartnerCheck.Command.ask(question, shown: request.words), on: nil as PartnerCheckID?,
        by: asker)
      // The mailbox hears of it; the last morning's messages wait to be sent.
      if question.addressee != nil, scene.day < until { try scene.send(.accepted) }
      checks.append(CheckStory(id: check, agency: agency, asker: asker))
      let wait = chanceOfChecks.weighted([(0, 40), (1, 35), (3, 15), (9, 10)])
      // Planned by its own chance, so that what else happens to the council stays as it was.
      plan(
        .answer(check: checks.count - 1), on: workday(wait, after: scene.day),
        minute: wait == 0 ? scene.minute + 40 : chanceOfChecks.number(560...1000))
    }
  }

  mutating func answer(_ index: Int, _ scene: inout Scene) throws {
    let check = checks[index]
    guard let now = try Store.load(check.id, in: scene.tx)?.state else { return }
    if now.request.dueOn < scene.day {
      try scene.perform(
        PartnerCheck.Command.chase(how: .phone, words: "They will look today.", on: scene.day),
        on: check.id, by: check.asker)
    }
    let kind = chanceOfChecks.weighted([
      (PartnerCheck.Reply.Kind.answer, 70), (.nothingKnown, 22), (.refusal, 8),
    ])
    let words: String? =
      switch kind {
      case .answer: chanceOfChecks.one(of: Words.answers)
      case .refusal: "They ask for the family's consent first."
      case .nothingKnown: nil
      }
    if let partner = now.request.addressee.flatMap({ id in partners.all.first { $0.id == id } }) {
      try answerInPortal(check, partner, kind, words: words, &scene)
    } else {
      try scene.perform(
        PartnerCheck.Command.reply(
          kind, words: words, who: "Duty desk, \(now.request.who)", on: scene.day), on: check.id,
        by: check.asker)
    }
    if let decider = now.replies.isEmpty ? try told(check.id, scene) : nil,
      chanceOfChecks.chance(60)
    {
      try scene.perform(
        PartnerCheck.Command.consider(
          words: "Read with what was known. It supports the decision as it stands."),
        on: check.id, by: decider)
    }
  }

  private func told(_ id: PartnerCheckID, _ scene: Scene) throws -> Staff.Member? {
    let worker = try Store.load(id, in: scene.tx)?.state.tells
    return staff.members.first { $0.id == worker }
  }
}

extension Words {
  static func asked(_ agency: PartnerCheck.Agency) -> String {
    switch agency {
    case .school: "Harrowmouth Primary School"
    case .health: "Harbour Surgery, health visiting"
    case .police: "Harrow Coast Police, public protection"
    case .housing: "Harrowmouth Homes"
    case .probation: "Harrow Probation Service"
    case .adultServices: "Adult services, Harrowmouth"
    case .otherAuthority: "Northshire Council"
    }
  }

  static let answers = [
    "Known since September. Often late on Mondays, tired, and friendly with one teaching assistant.",
    "Seen last month. Growing as expected; two appointments were missed and not rearranged.",
    "Two calls to the address in the last year, both for noise. Nothing else is on record.",
    "The tenancy is sound. Neighbours complained once, in spring.",
    "We know the mother. She keeps her appointments and speaks warmly of her children.",
  ]
}
