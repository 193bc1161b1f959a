import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// Somebody says whether two records are of one person, rightly or wrongly.
  mutating func mergeAttempt() async throws -> Attempt {
    let merged: [PersonID] = try await database.read { tx in
      try tx.rows("SELECT record FROM person_merge ORDER BY record").map { try $0.id("record") }
    }
    let (id, _) = pick(world.people, of: Person.self)
    let (other, _) = pick(world.people, of: Person.self)
    let gave = merged.isEmpty ? id : chance.one(of: merged)
    switch chance.number(1...10) {
    case ...5:
      return Attempt(Person.Command.merge(into: other, reason: words("One certificate")), on: id)
    case ...7: return Attempt(Person.Command.unmerge(reason: words("Two people")), on: gave)
    case 8:
      return Attempt(Person.Command.sayNotSame(as: other, reason: words("Cousins")), on: id)
    case 9:
      return Attempt(
        Person.Command.withdrawNotSame(as: other, reason: words("Not sure")), on: id)
    default:
      let new = Person.Name(given: "", family: words("Name"), kind: .alias)
      return Attempt(Person.Command.addName(new, provenance: said()), on: gave)
    }
  }

  /// Two records become one and two again, and nothing that pages read of either is another.
  mutating func mergedAndBack() async throws {
    guard world.people > 1 else { return try await attempt(try await next()) }
    let (gives, _) = pick(world.people, of: Person.self, missing: 0)
    let (stands, _) = pick(world.people, of: Person.self, missing: 0)
    let before = try await seen([gives, stands])
    let act = Act(key: nil, actor: .system, at: now)
    do {
      let _: Done<Person> = try await store.perform(
        .merge(into: stands, reason: "One certificate"), on: gives, as: act)
    } catch let refusal as Refusal {
      tally.refused[refusal.rule, default: 0] += 1
      return
    }
    let (one, other) = try await database.read { tx in
      (
        try PersonRecords.standing(for: gives, in: tx),
        try PersonRecords.standing(for: stands, in: tx)
      )
    }
    guard one == stands, other == stands else {
      throw failure("\(gives) was merged into \(stands), and stands by \(one as Any)")
    }
    let _: Done<Person> = try await store.perform(
      .unmerge(reason: "Two people"), on: gives, as: act)
    let after = try await seen([gives, stands])
    guard before == after else {
      throw failure("merged and un-merged, \(gives) or \(stands) reads differently")
    }
    try await caughtUp()
    tally.accepted["merge", default: 0] += 1
  }

  /// The incidents of the households that these were about.
  private func earlier(
    than ids: [PoliceNotificationID], in tx: any Transaction
  ) throws -> [[PoliceNotificationID]] {
    try PoliceNotificationTable.whole(ids, in: tx).map {
      try PoliceNotificationTable.earlier(than: $0, in: tx).map(\.id)
    }
  }

  private func seen(_ people: [PersonID]) async throws -> [String] {
    let (today, moment) = (today, now)
    return try await database.read { tx in
      let board = try ContactTable.page(
        ContactTable.Filter(), from: 0, length: 500,
        for: ContactTable.Looking(WorkerID(1), on: today), in: tx)
      return try people.flatMap { person -> [String] in
        let happenings = try Chronology.of(person, in: tx).filter { !$0.kind.hasSuffix("merged") }
        let names = try Chronology.names(of: Chronology.people(in: happenings), in: tx)
        let whole = try PersonTable.whole(of: person, in: tx)
        let checks = try PartnerCheckTable.waiting(in: tx)
        let police = try PoliceNotificationTable.about(person, in: tx)
        let overview = try ChildOverview.of(person, today: today, in: tx)
        return [
          "\(whole.map { ($0.person, $0.censusID) } as Any)",
          "\(try PersonTable.family(of: person, in: tx))",
          "\(try ChildHead.siblings(of: person, in: tx))",
          "\(checks.map { "\($0.id) \($0.people) \($0.names)" })",
          "\(try ContactTable.past(of: [person], siblings: [], except: ContactID(1), in: tx))",
          "\(police) \(try earlier(than: police, in: tx)) "
            + "\(try PoliceNotificationTable.passed(about: [person], unreadBy: WorkerID(1), in: tx))",
          "\(happenings.map { "\($0.seq) \($0.entries(names))" })",
          "\(try HandoverTable.of(person, in: tx).map { ($0.id, $0.version, $0.name) })",
          "\(try HandoverTable.inForce(about: [person], at: moment, in: tx))",
          "\(try NightReading.managers(of: person, in: tx))",
          "\(try SignificantEventTable.of(person, in: tx)) \(try DocumentTable.of(person, in: tx))",
          "\(try VisitGap.of(person, on: today, in: tx)) \(try StatusBar.of(person, in: tx))",
          "\(try EarlyHelpTable.of(person, in: tx).map { ($0.id, $0.version, $0.names) })",
          "\(try CameBack.of(.referrals, from: today.adding(months: -12), to: today, in: tx).lines)",
          overview.map {
            "\($0.episodes) \($0.contacts) \($0.assessments) \($0.words) \($0.decisions)"
              + "\($0.clocks) \($0.plans) \($0.enquiries) \($0.identity.livesWith)"
          } ?? "",
        ]
      } + board.lines.map { "\($0)" }
    }
  }
}
