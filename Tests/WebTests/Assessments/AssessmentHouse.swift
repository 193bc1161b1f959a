import Domain
import Store
import Testing

@testable import Web

/// Two sisters referred and given to leila, whose manager is morgan; kim is in their team, sten in
/// another, ada looks after accounts.
struct AssessmentHouse: Sendable {
  let council: TestHouse
  let children: [PersonID]
  let referrals: [ReferralID]
  let leila: WorkerID
  let morgan: WorkerID

  init() async throws {
    let council = try await TestHouse()
    let act = Act(key: nil, actor: .system, at: council.clock.now)
    let store = council.house.store
    let south =
      (try await store.perform(
        Team.Command.form(name: "South Assessment", kind: .assessment), as: act
      ) as Done<Team>).id
    leila = try await council.worker("leila")
    morgan = try await council.worker("morgan", [.teamManager])
    try await council.worker("kim")
    try await council.worker("sten", team: south)
    try await council.worker("ada", [.administrator])
    var children: [PersonID] = []
    var referrals: [ReferralID] = []
    for given in ["Aisha", "Samira"] {
      let child =
        (try await store.perform(
          Person.Command.create(
            Person.Details(
              name: Person.Name(given: given, family: "Quillfeather"), stage: .child,
              provenance: Person.Provenance(saidBy: "the school")), searched: given), as: act
        ) as Done<Person>).id
      let referral =
        (try await store.perform(
          Referral.Command.open(
            child: child, contact: nil, source: .school, primaryNeed: nil,
            on: council.clock.now.day.adding(days: -7)), as: act
        ) as Done<Referral>).id
      _ =
        try await store.perform(
          Referral.Command.allocate(team: council.team, worker: leila), on: referral, as: act)
        as Done<Referral>
      children.append(child)
      referrals.append(referral)
    }
    _ =
      try await store.perform(
        Person.Command.relate(
          Person.Relationship(kind: .sibling), to: children[1],
          provenance: Person.Provenance(saidBy: "their mother")), on: children[0], as: act)
      as Done<Person>
    self.council = council
    self.children = children
    self.referrals = referrals
  }

  var store: Store { council.house.store }
  var today: Day { council.clock.now.day }

  /// A day into the three boxes of a question.
  func day(_ question: String, _ day: Day) -> [(String, String)] {
    [
      ("\(question)-day", String(day.dayOfMonth)), ("\(question)-month", String(day.month)),
      ("\(question)-year", String(day.year)),
    ]
  }

  func begun(by worker: WorkerID? = nil) async throws -> AssessmentID {
    (try await store.perform(
      Assessment.Command.begin(
        .single,
        children: zip(children, referrals).map { Assessment.Child(person: $0, referral: $1) },
        on: today), as: act(worker ?? leila)
    ) as Done<Assessment>).id
  }

  func act(_ worker: WorkerID) -> Act {
    Act(
      key: nil, actor: Actor(.worker(worker), roles: [.socialWorker]), at: council.clock.now)
  }

  func sent(riskPlan: Bool) async throws -> AssessmentID {
    let id = try await begun()
    var commands = Assessment.Section.allCases.map {
      Assessment.Command.write($0, Assessment.Written(text: "What we found", completed: true))
    }
    commands.append(
      .recordSeen(
        children.map { Assessment.Seen(child: $0, seen: true, seenOn: today, alone: true) }))
    commands.append(
      .recordFactors(
        children.map { Assessment.ChildFactors(child: $0, factors: [.neglect]) }))
    if riskPlan {
      commands.append(.recordRisk(Assessment.Risk(assessment: "Left alone", plan: "Aunt stays")))
    }
    commands.append(
      .send(
        outcomes: children.map {
          Assessment.ChildOutcome(child: $0, outcome: .close, reason: "Needs are met")
        }))
    for command in commands {
      _ = try await store.perform(command, on: id, as: act(leila))
    }
    return id
  }

  func state(_ id: AssessmentID) async throws -> Assessment {
    try #require(try await store.load(id)).state
  }

  /// The access log's answers about one record: deed and whether it was allowed.
  func accesses(_ record: FactStream) async throws -> [String] {
    try await council.house.database.read { tx in
      try tx.rows(
        """
        SELECT deed, allowed FROM access_log WHERE record = \(record.description) ORDER BY seq
        """
      ).map { "\(try $0.text("deed")) \(try $0.bool("allowed") ? "allowed" : "refused")" }
    }
  }
}
