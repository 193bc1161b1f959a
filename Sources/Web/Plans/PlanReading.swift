import Domain
import HTML
import Store

/// A posted form of a plan as a command.
extension PlanAct {
  func read(
    _ reader: inout AnswerReader, _ whole: PlanTable.Whole, today: Day
  ) -> Plan.Command? {
    let plan = whole.plan
    switch self {
    case .write:
      return PlanBlocksForm(said: whole.answers).read(&reader, keys: plan.outcomes.map(\.key))
        .map { .write($0) }
    case .action:
      let outcome = reader.textIfAny("outcome").flatMap { Int($0) }
      guard let action = Self.action(&reader, "", optional: false), reader.errors.isEmpty
      else { return nil }
      return .addAction(action, outcome: outcome)
    case .coreGroup:
      let members = Self.members(&reader)
      guard reader.errors.isEmpty else { return nil }
      return .setCoreGroup(members)
    case .meeting: return Self.meeting(&reader, plan, today: today)
    case .visits:
      let limit = reader.number("limit", "the number of days", in: 1...366)
      let unit: Clock.Rule.Unit? = reader.code("unit", "which days are meant")
      let words = reader.text(
        "words", "it", ask: "Say with whom this was agreed and why", longest: 2000)
      guard let limit, let unit, let words, reader.errors.isEmpty else { return nil }
      return .agreeVisits(limit: limit, unit: unit, words: words)
    case .review:
      let on = reader.day("on", "the day of the review", latest: today)
      let present = reader.text(
        "present", "who took part", ask: "Say who took part", longest: 1000)
      let progress = Self.progress(&reader, plan, optional: false)
      let words = reader.text("words", "it", ask: "Write what has changed for the child")
      let view = reader.text(
        "view", "it", ask: "Write what the child says, or why they were not asked", longest: 4000)
      let next = reader.day("next", "the day of the next review")
      guard let on, let present, let words, let view, let next, reader.errors.isEmpty
      else { return nil }
      return .reviewInNeed(
        Plan.Reviewing(
          on: on, present: present, progress: progress, words: words, view: view, next: next))
    case .end:
      let on = reader.day("on", "the day on which it ends", latest: today)
      let reason: Plan.Ending.Reason? = reader.code("reason", "why it ends")
      let words = reader.text(
        "words", "it", ask: "Say why the plan ends, and what changed for the child",
        longest: 10_000)
      guard let on, let reason, let words, reader.errors.isEmpty else { return nil }
      return .end(on: on, reason: reason, words: words)
    }
  }

  /// Nil where nothing was typed and nothing need be, or where a message stands.
  static func action(
    _ reader: inout AnswerReader, _ key: String, optional: Bool
  ) -> AgreedAction? {
    let worker: WorkerID? = reader.idIfAny("worker\(key)", "the worker")
    let other = reader.textIfAny("other\(key)", "who does it", longest: 300)
    let typed = reader.textIfAny("what\(key)")
    if optional, typed == nil, worker == nil, other == nil { return nil }
    let what = reader.text("what\(key)", "it", ask: "Say what is done", longest: 1000)
    let by = reader.day("by\(key)", "the day by which it is done")
    if worker == nil, other == nil { reader.wrong("worker\(key)", "Say who does it") }
    if worker != nil, other != nil {
      reader.wrong("other\(key)", "Give one of the two: a worker of ours, or somebody else")
    }
    guard let what, let by, (worker == nil) != (other == nil) else { return nil }
    return AgreedAction(
      what: what, owner: worker.map { .worker($0) } ?? .other(words: other ?? ""), by: by)
  }

  private static func members(_ reader: inout AnswerReader) -> [Plan.Member] {
    (1...mostMembers).compactMap { place in
      let role = reader.textIfAny("role-\(place)", "the part", longest: 100)
      let who = reader.textIfAny("who-\(place)")
      let name = reader.textIfAny("name-\(place)", "the name", longest: 200)
      guard role != nil || who != nil || name != nil else { return nil }
      guard let role else {
        reader.wrong("role-\(place)", "Say what part they have")
        return nil
      }
      if let worker = who.flatMap({ WorkerID($0) }) {
        return Plan.Member(.worker(worker), role: role)
      }
      if let person = who.flatMap({ PersonID($0) }) {
        return Plan.Member(.person(person), role: role)
      }
      guard let name else {
        reader.wrong("who-\(place)", "Say who it is")
        return nil
      }
      return Plan.Member(.other(words: name), role: role)
    }
  }

  private static func progress(
    _ reader: inout AnswerReader, _ plan: Plan, optional: Bool
  ) -> [Plan.Progress] {
    plan.outcomes.compactMap { outcome in
      let key = outcome.key
      let words = reader.textIfAny("progress-\(key)", "it", longest: 2000)
      if optional, words == nil, reader.textIfAny("distance-\(key)") == nil { return nil }
      let distance: Plan.Distance? = reader.code(
        "distance-\(key)", "how far it has come", ask: "Select how far this outcome has come")
      guard let words else {
        reader.wrong("progress-\(key)", "Say in words how far it has come")
        return nil
      }
      return distance.map { Plan.Progress(outcome: key, distance: $0, words: words) }
    }
  }

  private static func meeting(
    _ reader: inout AnswerReader, _ plan: Plan, today: Day
  ) -> Plan.Command? {
    let on = reader.day("on", "the day of the meeting", latest: today)
    let came = Set(reader.answers.all("came").compactMap { Int($0) })
    if came.isEmpty { reader.wrong("came", "Say who came") }
    let agreed = reader.text("agreed", "it", ask: "Write what was agreed", longest: 10_000)
    let progress = progress(&reader, plan, optional: true)
    let action = action(&reader, "", optional: true)
    let next = reader.day("next", "the day of the next meeting")
    guard let on, let agreed, let next, reader.errors.isEmpty else { return nil }
    return .meet(
      Plan.Meeting(
        on: on,
        attendance: plan.members.enumerated().map { place, member in
          Plan.Meeting.Attendance(member, came: came.contains(place))
        }, agreed: agreed, progress: progress, next: next),
      actions: [action].compactMap { $0 })
  }
}
