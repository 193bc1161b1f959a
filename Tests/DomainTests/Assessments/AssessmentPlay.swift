import Testing

@testable import Domain

/// An assessment played by its rules alone: what a worker asks, what comes of it.
struct AssessmentPlay {
  var state: Assessment?
  var today: Day
  static let worker = WorkerID(1)
  static let manager = WorkerID(2)
  static let aisha = PersonID(1)
  static let sam = PersonID(2)

  init(today: String) throws { self.today = try #require(Day(iso: today)) }

  static func actor(_ worker: WorkerID, roles: Set<Role> = [.socialWorker]) -> Actor {
    Actor(.worker(worker), roles: roles)
  }

  @discardableResult
  mutating func act(
    _ command: Assessment.Command, by worker: WorkerID = Self.worker,
    around: Assessment.Around = Assessment.Around()
  ) throws -> [Assessment.Fact] {
    let facts = try Assessment.decide(
      command, given: state, around: around, by: Self.actor(worker), today: today)
    for fact in facts { state = Assessment.evolve(state, fact) }
    return facts
  }

  /// The rule that says no; nil where none does.
  mutating func refusal(
    _ command: Assessment.Command, by worker: WorkerID = Self.worker,
    around: Assessment.Around = Assessment.Around()
  ) throws -> Refusal? {
    do {
      try act(command, by: worker, around: around)
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }

  static func around(
    received: Day, isOpen: Bool = true, kinds: [Assessment.Kind] = []
  ) -> Assessment.Around {
    Assessment.Around(
      episodes: [
        ReferralID(1): Assessment.Around.Episode(
          child: aisha, receivedOn: received, isOpen: isOpen, kinds: kinds),
        ReferralID(2): Assessment.Around.Episode(
          child: sam, receivedOn: received, isOpen: isOpen, kinds: kinds),
      ])
  }

  static let both = [
    Assessment.Child(person: aisha, referral: ReferralID(1)),
    Assessment.Child(person: sam, referral: ReferralID(2)),
  ]

  mutating func begin(_ kind: Assessment.Kind = .single) throws {
    try act(
      .begin(kind, children: Self.both, on: today), around: Self.around(received: today))
  }

  mutating func write(_ sections: [Assessment.Section] = Assessment.Section.allCases) throws {
    for section in sections {
      try act(.write(section, Assessment.Written(text: "What we found.", completed: true)))
    }
  }

  mutating func see() throws {
    try act(
      .recordSeen([
        Assessment.Seen(child: Self.aisha, seen: true, seenOn: today, alone: true),
        Assessment.Seen(child: Self.sam, seen: false, whyNot: "In hospital"),
      ]))
  }

  mutating func findFactors() throws {
    try act(
      .recordFactors([
        Assessment.ChildFactors(child: Self.aisha, factors: [.neglect, .youngCarer]),
        Assessment.ChildFactors(child: Self.sam, factors: [.noneIdentified]),
      ]))
  }

  static let outcomes = [
    Assessment.ChildOutcome(child: aisha, outcome: .childInNeedPlan, reason: "Needs help"),
    Assessment.ChildOutcome(child: sam, outcome: .noFurtherAction, reason: "Needs are met"),
  ]

  mutating func ready() throws {
    try begin()
    try write()
    try see()
    try findFactors()
  }
}
