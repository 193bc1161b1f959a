import Domain
import EngineTesting
import Matching
import Testing

@testable import Store

@Suite("Two records of one person are merged, and un-merged") struct MergeTests {
  @Test(
    "Merge, work on, un-merge: everything of both, of the family, of lists and returns is as before",
    arguments: Engine.allCases)
  func exact(_ engine: Engine) async throws {
    try await DoubleCouncil.with(engine) { council in
      let before = try await council.everything()
      try await council.merge()
      let merged = try await council.everything()
      #expect(merged != before)
      // What is written while they are one is written about the record that stands.
      try await council.workOn()
      try await council.unmerge()
      let after = try await council.everything()
      let now = try await council.everything(withoutWork: true)
      for name in before.keys.sorted() { #expect(now[name] == before[name], "\(name)") }
      // What was done between is there, in the record in which it was written.
      #expect(after["notes \(council.first)"]?.contains("Seen while they were one") == true)
      #expect(after["notes \(council.second)"]?.contains("Seen while they were one") == false)
      #expect(try await council.front.differencesAfterRebuild() == [])
      let rebuilt = try await council.everything()
      for name in after.keys.sorted() { #expect(rebuilt[name] == after[name], "\(name)") }
    }
  }

  @Test("Merged, each is found by any name and number of either, once", arguments: Engine.allCases)
  func found(_ engine: Engine) async throws {
    try await DoubleCouncil.with(engine) { council in
      try await council.merge()
      for words in ["aysha kahn", "aisha khan", "9434765919", council.second.description] {
        let found = try await council.search(words)
        #expect(found.first == council.first, "\(words)")
        #expect(Set(found).count == found.count, "\(words)")
        #expect(!found.contains(council.second), "\(words)")
      }
      try await council.unmerge()
      #expect(try await council.search("9434765919").first == council.second)
    }
  }

  @Test("While merged, the one page shows what both have", arguments: Engine.allCases)
  func together(_ engine: Engine) async throws {
    try await DoubleCouncil.with(engine) { council in
      let (first, second) = (council.first, council.second)
      try await council.merge()
      let (overview, past, open, head, family) = try await council.read { tx in
        (
          try ChildOverview.of(first, today: council.today, in: tx),
          try ContactTable.past(of: [second], siblings: [], except: ContactID(99), in: tx),
          try ReferralTable.openEpisode(of: first, in: tx),
          try ChildHead.of([second], in: tx).first,
          try PersonTable.family(of: council.mother, in: tx)
        )
      }
      #expect(overview?.contacts.count == 2)
      #expect(overview?.episodes.count == 1)
      #expect(open == council.referral)
      #expect(past.first?.name == "Aisha Khan")
      #expect(past.first?.contacts.count == 2)
      // A record that gave way keeps its number and shows the person.
      #expect(head?.id == second)
      #expect(head?.name.full == "Aisha Khan")
      #expect(head?.lastSeen.on != nil)
      // Her mother has one child, and the two records are no family of one another.
      #expect(family.map(\.line.id) == [first])
      // A second open episode is refused, whichever record it is for.
      await #expect(throws: Refusal.self) {
        let _: Done<Referral> = try await council.store.perform(
          .open(
            child: first, contact: nil, source: .school, primaryNeed: nil, on: council.today),
          as: council.act)
      }
    }
  }

  @Test("A in B in C: each un-merge gives back exactly one", arguments: Engine.allCases)
  func chain(_ engine: Engine) async throws {
    try await DoubleCouncil.with(engine) { council in
      let third = try await council.child("Aishah", "Khan")
      try await council.perform(.merge(into: council.first, reason: "One"), on: council.second)
      try await council.perform(.merge(into: third, reason: "One"), on: council.first)
      #expect(try await council.standing() == [council.first: third, council.second: third])
      // No circle: who stands cannot give way to one of its own.
      await #expect(throws: Refusal.self) {
        try await council.perform(.merge(into: council.second, reason: "One"), on: third)
      }
      try await council.perform(.unmerge(reason: "Two"), on: council.first)
      #expect(
        try await council.standing() == [
          council.first: council.first, council.second: council.first,
        ])
      #expect(try await council.front.differencesAfterRebuild() == [])
      try await council.perform(.merge(into: third, reason: "One"), on: council.first)
      try await council.perform(.unmerge(reason: "Two"), on: council.second)
      #expect(
        try await council.standing() == [council.first: third, council.second: council.second])
      #expect(try await council.front.differencesAfterRebuild() == [])
    }
  }

  @Test("Two with open work, two brothers, two said to be two: refused", arguments: Engine.allCases)
  func refused(_ engine: Engine) async throws {
    try await DoubleCouncil.with(engine) { council in
      func rule(_ command: Person.Command, _ id: PersonID) async throws -> String? {
        do {
          try await council.perform(command, on: id)
          return nil
        } catch let refusal as Refusal { return refusal.rule }
      }
      let sister = council.sister
      let merge = Person.Command.merge(into: sister, reason: "One")
      #expect(try await rule(merge, council.first) == "person.merge-related")
      try await council.perform(.sayNotSame(as: council.first, reason: "Two"), on: council.second)
      let same = Person.Command.merge(into: council.first, reason: "One")
      #expect(try await rule(same, council.second) == "person.merge-not-same")
      let back = Person.Command.merge(into: council.second, reason: "One")
      #expect(try await rule(back, council.first) == "person.merge-not-same")
      try await council.perform(
        .withdrawNotSame(as: council.first, reason: "A mistake"), on: council.second)
      let _: Done<Referral> = try await council.store.perform(
        .open(
          child: council.first, contact: nil, source: .school, primaryNeed: nil,
          on: council.today), as: council.act)
      #expect(try await rule(same, council.second) == "person.merge-two-open")
    }
  }

  @Test(
    "As at a day before, between and after: each record as it stood then",
    arguments: Engine.allCases)
  func asAt(_ engine: Engine) async throws {
    try await DoubleCouncil.with(engine) { council in
      let before = try await council.seenAsAt(council.today)
      try await council.merge(days: 1)
      let between = try await council.seenAsAt(council.today.adding(days: 1))
      try await council.unmerge(days: 2)
      let after = try await council.seenAsAt(council.today.adding(days: 2))
      #expect(before[council.first]?.contacts == 1)
      #expect(between[council.first]?.contacts == 2)
      #expect(between[council.first]?.episodes == 1)
      #expect(after == before)
      #expect(try await council.seenAsAt(council.today) == before)
      #expect(try await council.seenAsAt(council.today.adding(days: 1)) == between)
    }
  }

  @Test(
    "A look at one is a look at both, and stands in each afterwards", arguments: Engine.allCases)
  func looks(_ engine: Engine) async throws {
    try await DoubleCouncil.with(engine) { council in
      let (first, second) = (council.first, council.second)
      try await council.merge()
      let look = Access(
        at: council.front.at, worker: council.front.social, deed: .seePerson, people: [first],
        allowed: true, rule: "test", request: "1")
      try await council.store.database.write { try AccessLogTable.append($0, look) }
      try await council.unmerge()
      let seen = try await council.read { tx in
        try [first, second].map { try AccessLogTable.looks(tx, at: $0, limit: 9).count }
      }
      #expect(seen == [1, 1])
      #expect(try await council.read { try AccessLogTable.firstDamaged($0) } == nil)
    }
  }

  @Test(
    "Likely duplicates are listed with reasons, leave when said to be two, and come back",
    arguments: Engine.allCases)
  func duplicates(_ engine: Engine) async throws {
    try await DoubleCouncil.with(engine) { council in
      let pair = LikelyDuplicates.Pair(one: council.first, other: council.second)
      #expect(try await council.duplicates() == [pair])
      try await council.perform(.sayNotSame(as: council.first, reason: "Two"), on: council.second)
      #expect(try await council.duplicates() == [])
      try await council.perform(
        .withdrawNotSame(as: council.first, reason: "Not sure"), on: council.second)
      #expect(try await council.duplicates() == [pair])
      try await council.merge()
      #expect(try await council.duplicates() == [])
      try await council.unmerge()
      #expect(try await council.duplicates() == [pair])
      try await council.perform(
        .addName(
          .init(given: "Rosalind", family: "Featherstone"),
          provenance: .init(saidBy: "the mother")), on: council.first)
      let likeness = try await council.read {
        try PersonTable.likeness(council.first, council.second, in: $0)
      }
      #expect(likeness?.reasons.isEmpty == false)
    }
  }
}
