extension PoliceNotification {
  static func receive(
    _ report: Report, around: Around, today: Day
  ) throws(Refusal) -> [Fact] {
    if let known = around.known {
      throw Refusal(
        "police.known", "This incident is on the record already, as \(known)",
        question: "reference")
    }
    try check(report, today: today)
    return [.received(report: report)]
  }

  private static func check(_ report: Report, today: Day) throws(Refusal) {
    guard !report.reference.isEmpty, !report.force.isEmpty else {
      throw Refusal(
        "police.reference", "Enter the force's reference for the incident", question: "reference")
    }
    guard !report.kind.isEmpty else {
      throw Refusal("police.kind", "Say what kind of incident it was", question: "kind")
    }
    guard !report.text.isEmpty else {
      throw Refusal("police.text", "The text of the notification is missing", question: "text")
    }
    guard report.receivedAt.day <= today else {
      throw Refusal(
        "police.received-future", "It cannot have been received after today",
        question: "received")
    }
    guard report.happenedOn <= report.receivedAt.day else {
      throw Refusal(
        "police.happened-later", "The incident is later than the day it was received",
        question: "incident_date")
    }
    guard Set(report.named.map(\.key)).count == report.named.count else {
      throw Refusal("police.keys", "Two people have the same number", question: "people")
    }
  }

  func judge(
    _ command: Command, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .receive: throw .alreadyThere(Self.self)
    case .receiveAgain(let report): return try receiveAgain(report, today: today)
    case .match(let key, let person, let because):
      return try match(key, to: person, because: because)
    case .unmatch(let key, let reason):
      guard let person = named.first(where: { $0.key == key })?.person else { return [] }
      guard !reason.isEmpty else {
        throw Refusal("police.unmatch-reason", "Say why the match was wrong", question: "reason")
      }
      return [.unmatched(key: key, from: person, reason: reason)]
    case .take:
      let worker = try named(actor)
      return takenBy == worker ? [] : [.taken(by: worker, on: today)]
    case .assess(let grade, let reason, let history):
      return try assess(grade, reason: reason, history: history, by: actor, today: today)
    case .route(let destination, let reason):
      return try route(destination, reason: reason, around: around, by: actor, today: today)
    case .carryOver(let day, let reason):
      return try carryOver(day, reason: reason, by: actor, today: today)
    case .read:
      guard let last = routings.last, last.route == .openWork else {
        throw Refusal("police.not-passed", "This has not been passed to open work")
      }
      let worker = try named(actor)
      return readers.contains(worker)
        ? [] : [.read(by: worker, children: last.children, on: today)]
    }
  }

  /// Each of these acts is somebody's: never an import's or the system's.
  private func named(_ actor: Actor) throws(Refusal) -> WorkerID {
    guard let worker = actor.worker else {
      throw Refusal("police.named", "A named person has to do this")
    }
    return worker
  }

  private func receiveAgain(_ report: Report, today: Day) throws(Refusal) -> [Fact] {
    guard let first = reports.first, report.incident == first.incident else {
      throw Refusal(
        "police.other-incident", "This reference is of another incident", question: "reference")
    }
    guard report.happenedOn == first.happenedOn else {
      throw Refusal(
        "police.other-day",
        "This reference is on the record with another day of the incident "
          + "(\(first.happenedOn.long)), so it was not joined to that one",
        question: "incident_date")
    }
    guard !reports.contains(where: { $0.saysTheSame(as: report) }) else { return [] }
    try Self.check(report, today: today)
    var joined = report
    var next = named.map(\.key).max() ?? 0
    for index in joined.named.indices {
      if let there = named.first(where: { $0.isSame(as: joined.named[index]) }) {
        joined.named[index].key = there.key
      } else {
        next += 1
        joined.named[index].key = next
      }
      joined.named[index].person = nil
    }
    return [.receivedAgain(report: joined)]
  }

  private func match(
    _ key: Int, to person: PersonID, because: String
  ) throws(Refusal) -> [Fact] {
    guard let somebody = named.first(where: { $0.key == key }) else {
      throw Refusal(
        "police.not-named", "Nobody with this number is named in the notification")
    }
    guard somebody.person != person else { return [] }
    guard somebody.person == nil else {
      throw Refusal(
        "police.matched", "\(somebody.full) is matched already. Undo that match first")
    }
    guard !named.contains(where: { $0.person == person }) else {
      throw Refusal(
        "police.matched-twice", "Somebody else in this notification is matched to this record")
    }
    return [.matched(key: key, to: person, because: because)]
  }

  private func assess(
    _ grade: Grade, reason: String, history: String, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    let officer = try named(actor)
    guard status != .closed else {
      throw Refusal(
        "police.closed", "This incident has been assessed and routed. A new report opens it again")
    }
    guard !reason.isEmpty else {
      throw Refusal("police.reason", "Say why you give this grade", question: "reason")
    }
    guard !history.isEmpty else {
      throw Refusal(
        "police.history",
        "Say what the history adds. If there is none, say that you looked", question: "history")
    }
    return [
      .assessed(
        assessment: RiskAssessment(
          grade: grade, reason: reason, history: history, by: officer, on: today,
          reports: reports.count), people: matchedPeople)
    ]
  }

  private func route(
    _ destination: Destination, reason: String, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    let worker = try named(actor)
    guard !isRouted else {
      throw Refusal("police.routed", "This has been routed already")
    }
    guard !reason.isEmpty else {
      throw Refusal("police.route-reason", "Say why it goes there", question: "reason")
    }
    let withWork = named.filter { $0.person.map { around.openEpisodes[$0] != nil } ?? false }
    var routing = Routing(
      route: .information, reason: reason, by: worker, on: today, reports: reports.count)
    switch destination {
    case .openWork:
      guard !withWork.isEmpty else {
        throw Refusal(
          "police.no-open-work",
          "Nobody in it is matched to a record with open work. Match the people, or choose a "
            + "contact", question: "route")
      }
      routing.route = .openWork
      routing.children = withWork.compactMap(\.person)
    case .newContact(let inDanger, let done):
      if inDanger == .yes, (done ?? "").isEmpty {
        throw Refusal(
          "police.danger-action", "Say what was done to keep the child safe now",
          question: "danger-action")
      }
      routing.route = .contact
      routing.contact = around.nextContact
      routing.inDanger = inDanger
      routing.dangerAction = done
    case .contact(let contact):
      routing.route = .contact
      routing.contact = contact
    case .information:
      guard isAssessed else {
        throw Refusal(
          "police.not-assessed",
          "The officer assesses the risk first. What cannot wait goes to open work or to a contact",
          question: "route")
      }
      guard withWork.isEmpty else {
        throw Refusal(
          "police.open-work",
          "There is open work with \(withWork.map(\.full).joined(separator: ", ")). Pass it there",
          question: "route")
      }
    }
    return [.routed(routing: routing, people: matchedPeople)]
  }

  private func carryOver(
    _ day: Day, reason: String, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    let worker = try named(actor)
    guard !isAssessed else {
      throw Refusal("police.assessed", "This has been assessed, so nothing is carried over")
    }
    let waiting = reports.dropFirst(assessments.last?.reports ?? 0)
    guard day <= today, let first = waiting.map(\.receivedAt.day).min(), day >= first else {
      throw Refusal(
        "police.carry-day", "The day must be between the day it was received and today",
        question: "day")
    }
    guard !reason.isEmpty else {
      throw Refusal(
        "police.carry-reason", "Say why it could not be assessed on that day", question: "reason")
    }
    guard !carried.contains(where: { $0.day == day && $0.reports == reports.count }) else {
      return []
    }
    return [
      .carriedOver(
        carrying: CarryOver(
          day: day, reason: reason, by: worker, on: today, reports: reports.count),
        people: matchedPeople)
    ]
  }
}
