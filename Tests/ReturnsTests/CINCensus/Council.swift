import Domain
import EngineTesting
import Store

@testable import Returns

/// An authority's record to import into and to write from.
struct Council {
  let store: Store
  let at = Instant(london: Day(number: 20_563), hour: 10, minute: 0)

  /// Runs `body` with an empty record on an engine.
  static func with<T>(
    _ engine: Engine, _ body: (Council) async throws -> T
  ) async throws -> T {
    try await engine.with { database in
      try await Migrations.run(on: database)
      return try await body(Council(store: Store(database)))
    }
  }

  func load(_ bytes: [UInt8]) async throws -> CINCensusImport.Report {
    try await CINCensusImport(into: store, at: at).run { .bytes(bytes) }
  }

  func write(_ year: Int, laCode: String = "908") async throws -> [UInt8] {
    let census = CINCensusReturn(year: year, laCode: laCode, release: "1.0")
    guard let census else { throw Failure(what: "no such year") }
    return try await store.database.read { tx in
      var bytes: [UInt8] = []
      _ = try census.write(from: tx) { bytes += $0 }
      return bytes
    }
  }

  func head() async throws -> Ledger.Head {
    try await store.database.read { try Ledger.head(in: $0) }
  }

  func count(_ table: String) async throws -> Int {
    try await store.database.read { tx in
      try tx.rows(SQL(trusted: "SELECT 1 FROM \(table)")).count
    }
  }

  @discardableResult func act<N: Kept>(
    _ command: N.Command, _: N.Type, on id: Identifier<N>? = nil
  ) async throws -> Identifier<N> {
    try await store.perform(command, on: id, as: Act(key: nil, actor: .system, at: at)).id
  }

  /// A child as another system had it.
  func child(
    _ laChildID: String, birth: Person.Birth = .exact(Council.day("2015-06-01")), died: Day? = nil
  ) async throws -> PersonID {
    var stage = Person.LifeStage.child
    if case .expected = birth { stage = .unborn }
    let details = Person.Details(
      name: Person.Name(given: "", family: ""), stage: stage, birth: birth,
      identity: Person.Identity(sex: .female, ethnicity: .whiteBritish, disabilities: [.none]),
      identifiers: Person.Identifiers(laChildID: laChildID), diedOn: died,
      provenance: Person.Provenance(saidBy: "test"))
    return try await act(.importRecord(details), Person.self)
  }

  func episode(
    of child: PersonID, _ received: String, closed: String? = nil,
    reason: ReasonForClosure? = nil, noFurtherAction: Bool = false, conference: String? = nil
  ) async throws -> ReferralID {
    let history = Referral.History(
      child: child, receivedOn: Self.day(received), source: .police,
      primaryNeed: noFurtherAction ? nil : .abuseNeglectExploitation,
      noFurtherAction: noFurtherAction,
      closedOn: closed.map(Self.day), reasonForClosure: reason,
      transferInConference: conference.map(Self.day))
    return try await act(.importRecord(history), Referral.self)
  }

  func assessment(
    _ child: PersonID, _ referral: ReferralID, _ started: String, authorised: String? = nil,
    factors: [AssessmentFactor] = []
  ) async throws {
    let history = Assessment.History(
      child: child, referral: referral, startedOn: Self.day(started), reviewPoint: nil,
      authorisedOn: authorised.map(Self.day), factors: factors)
    try await act(.importRecord(history), Assessment.self)
  }

  func enquiry(
    _ child: PersonID, _ referral: ReferralID, _ started: String, conference: String? = nil
  ) async throws {
    let history = Enquiry.History(
      child: child, referral: referral, startedOn: Self.day(started), conferenceTarget: nil,
      conferenceOn: conference.map(Self.day), conferenceNotRequired: conference == nil)
    try await act(.importRecord(history), Enquiry.self)
  }

  func plan(
    _ child: PersonID, _ referral: ReferralID, _ from: String, to: String? = nil,
    reviews: [String]? = nil
  ) async throws {
    let history = Plan.History(
      child: child, referral: referral, kind: reviews == nil ? .childInNeed : .childProtection,
      from: Self.day(from), to: to.map(Self.day),
      protection: reviews.map {
        Plan.Protection(
          initialCategory: .neglect, latestCategory: .emotional, previousPlans: 1,
          reviews: $0.map(Self.day))
      })
    try await act(.importRecord(history), Plan.self)
  }

  static func day(_ iso: String) -> Day {
    guard let day = Day(iso: iso) else { preconditionFailure("the test has a false date") }
    return day
  }

  struct Failure: Error { let what: String }
}
