import Domain
import EngineTesting
import Store
import Testing

@testable import Returns

@Suite("The census return")
struct CINCensusReturnTests {
  @Test("the whole structure, in and out, byte for byte", arguments: Engine.allCases)
  func golden(_ engine: Engine) async throws {
    let golden = try Samples.golden("cin-census/whole-structure.xml")
    try await Council.with(engine) { council in
      _ = try await council.load(golden)
      let written = try await council.write(2026)
      #expect(String(decoding: written, as: UTF8.self) == String(decoding: golden, as: UTF8.self))
    }
  }

  @Test(
    "written, imported into an empty record and written again: the same bytes",
    .enabled(if: Samples.arePresent), arguments: Engine.allCases)
  func roundTrip(_ engine: Engine) async throws {
    let returns = [
      ("CIN_Census_2021", 1971), ("CIN2rows", 2023), ("CIN_Census_2021_copy", 2023),
      ("CIN_Census_2024", 2025), ("fake_CIN_data", 2020), ("fake_CIN_data", 2022),
    ]
    for (name, year) in returns {
      let first = try await Council.with(engine) { council in
        _ = try await council.load(Samples.cin(name))
        return try await council.write(year)
      }
      let second = try await Council.with(engine) { council in
        let report = try await council.load(first)
        #expect(report.children > 0, "\(name) \(year) returns nobody")
        #expect(report.problems == [], "\(name) \(year)")
        return try await council.write(year)
      }
      #expect(second == first, "\(name) \(year)")
    }
  }

  @Test(
    "records that reach beyond the period come back as the same bytes too",
    arguments: Engine.allCases)
  func cutRoundTrip(_ engine: Engine) async throws {
    let first = try await Council.with(engine) { council in
      try await fill(council, ["b2", "a1", "B3"])
      return try await council.write(2026)
    }
    let second = try await Council.with(engine) { council in
      let report = try await council.load(first)
      #expect(report.problems == [])
      #expect(report.warnings == [])
      return try await council.write(2026)
    }
    #expect(String(decoding: second, as: UTF8.self) == String(decoding: first, as: UTF8.self))
  }

  @Test("the order of recording does not show", arguments: Engine.allCases)
  func order(_ engine: Engine) async throws {
    var written: [[UInt8]] = []
    for order in [["b2", "a1", "B3"], ["B3", "b2", "a1"]] {
      written.append(
        try await Council.with(engine) { council in
          try await fill(council, order)
          return try await council.write(2026)
        })
    }
    #expect(written[0] == written[1])
    let ids = try CINCensusReader().file(written[0]).children.map(\.identifiers.laChildID?.text)
    #expect(ids == ["B3", "a1", "b2"], "by bytes, whatever the engine's collation")
  }

  @Test("who belongs in the year, and what of each record")
  func period() async throws {
    try await Council.with(.sqlite) { council in
      let closedBefore = try await council.child("before")
      _ = try await council.episode(of: closedBefore, "2024-01-01", closed: "2025-03-31")
      let closedFirstDay = try await council.child("first")
      _ = try await council.episode(
        of: closedFirstDay, "2024-01-01", closed: "2025-04-01", reason: .servicesCeased)
      let closedAfter = try await council.child("later")
      _ = try await council.episode(
        of: closedAfter, "2026-03-31", closed: "2026-04-01", reason: .servicesCeased,
        conference: "2026-04-01")
      let after = try await council.child("after")
      _ = try await council.episode(of: after, "2026-04-01")
      let nobody = try await council.child("nobody")
      _ = try await council.episode(of: nobody, "2025-03-31", noFurtherAction: true)
      let nothing = try await council.child("nothing")
      let referral = try await council.episode(of: nothing, "2025-04-01", noFurtherAction: true)
      try await council.assessment(nothing, referral, "2025-04-02")
      let written = try CINCensusReader().file(try await council.write(2026)).children
      #expect(written.map(\.identifiers.laChildID?.text) == ["first", "later", "nothing"])
      #expect(written[0].episodes.first?.closureDate == "2025-04-01")
      #expect(written[0].episodes.first?.reasonForClosure == "RC7")
      #expect(written[1].episodes.first?.closureDate == nil)
      #expect(written[1].episodes.first?.reasonForClosure == nil)
      #expect(written[1].episodes.first?.dateOfInitialCPC == nil)
      #expect(written[2].episodes.first?.referralNFA == "1")
      #expect(written[2].episodes.first?.assessments == [])
    }
  }

  @Test("assessments, enquiries and plans are cut to the period")
  func parts() async throws {
    try await Council.with(.sqlite) { council in
      let child = try await council.child("c")
      let referral = try await council.episode(of: child, "2024-06-01")
      try await council.assessment(child, referral, "2024-06-02", authorised: "2025-03-31")
      try await council.assessment(
        child, referral, "2025-02-01", authorised: "2025-04-01", factors: [.other, .alcoholChild])
      try await council.assessment(
        child, referral, "2026-03-01", authorised: "2026-04-01", factors: [.other])
      try await council.assessment(child, referral, "2026-04-01")
      try await council.enquiry(child, referral, "2025-03-01", conference: "2025-03-31")
      try await council.enquiry(child, referral, "2025-03-20", conference: "2025-04-01")
      try await council.enquiry(child, referral, "2026-03-20", conference: "2026-04-07")
      try await council.enquiry(child, referral, "2025-03-30")
      try await council.enquiry(child, referral, "2025-09-01")
      try await council.plan(child, referral, "2024-07-01", to: "2025-03-31")
      try await council.plan(child, referral, "2024-08-01", to: "2025-04-01")
      try await council.plan(child, referral, "2026-01-01", to: "2026-04-01")
      try await council.plan(
        child, referral, "2024-09-01",
        reviews: ["2024-12-01", "2025-03-01", "2025-09-01", "2026-04-02"])
      try await council.plan(child, referral, "2025-04-01", to: "2025-10-01", reviews: [])
      let file = try CINCensusReader().file(try await council.write(2026))
      let episode = try #require(file.children.first?.episodes.first)
      #expect(episode.assessments.map(\.actualStartDate) == ["2025-02-01", "2026-03-01"])
      #expect(episode.assessments.map(\.authorisationDate) == ["2025-04-01", nil])
      #expect(episode.assessments.map(\.factors) == [["1A", "20"], []])
      #expect(
        episode.section47s.map(\.actualStartDate) == ["2025-03-20", "2025-09-01", "2026-03-20"])
      #expect(episode.section47s.map(\.dateOfInitialCPC) == ["2025-04-01", nil, nil])
      #expect(episode.section47s.map(\.icpcNotRequired) == ["0", "1", "0"])
      #expect(episode.cinPlans.map(\.startDate) == ["2024-08-01", "2026-01-01"])
      #expect(episode.cinPlans.map(\.endDate) == ["2025-04-01", nil])
      #expect(episode.childProtectionPlans.map(\.startDate) == ["2024-09-01", "2025-04-01"])
      #expect(
        episode.childProtectionPlans.map(\.reviews) == [["2025-03-01", "2025-09-01"], []])
      #expect(episode.childProtectionPlans.first?.latestCategory == "EMO")
    }
  }

  @Test("unborn at the end of the period: expected date, sex U, NOBT, no disabilities")
  func unborn() async throws {
    try await Council.with(.sqlite) { council in
      let expected = try await council.child("a", birth: .expected(Council.day("2026-05-01")))
      _ = try await council.episode(of: expected, "2026-03-01")
      let since = try await council.child("b", birth: .exact(Council.day("2026-04-02")))
      _ = try await council.episode(of: since, "2026-03-01")
      let died = try await council.child("c", died: Council.day("2026-04-02"))
      _ = try await council.episode(of: died, "2026-03-01")
      let children = try CINCensusReader().file(try await council.write(2026)).children
      #expect(
        children.map(\.identifiers.expectedPersonBirthDate) == ["2026-05-01", "2026-04-02", nil])
      #expect(children.map(\.identifiers.personBirthDate) == [nil, nil, "2015-06-01"])
      #expect(children.map(\.identifiers.sex) == ["U", "U", "F"])
      #expect(children.map(\.characteristics.ethnicity) == ["NOBT", "NOBT", "WBRI"])
      #expect(children.map(\.characteristics.disabilities) == [[], [], ["NONE"]])
      #expect(children.map(\.identifiers.personDeathDate) == [nil, nil, nil])
    }
  }

  @Test(
    "what workers recorded here is returned, a sibling assessment for each child",
    arguments: Engine.allCases)
  func ownRecords(_ engine: Engine) async throws {
    try await Council.with(engine) { council in
      var children: [Assessment.Child] = []
      for name in ["Ada", "Ben"] {
        let details = Person.Details(
          name: Person.Name(given: name, family: "Canary"), stage: .child,
          birth: .estimated(Council.day("2018-01-01")),
          provenance: Person.Provenance(saidBy: "mother"))
        let person = try await council.act(.create(details, searched: name), Person.self)
        let on = Council.day("2026-03-02")
        let referral = try await council.act(
          .open(child: person, contact: nil, source: .school, primaryNeed: nil, on: on),
          Referral.self)
        try await council.act(
          .decide(.assessment, reason: "Worry", primaryNeed: .childsDisability), Referral.self,
          on: referral)
        children.append(Assessment.Child(person: person, referral: referral))
      }
      let assessment = try await council.act(
        .begin(.single, children: children, on: Council.day("2026-03-03")), Assessment.self)
      try await council.act(
        .recordFactors([Assessment.ChildFactors(child: children[1].person, factors: [.other])]),
        Assessment.self, on: assessment)
      let written = try await council.write(2026)
      let file = try CINCensusReader().file(written)
      #expect(file.children.map(\.identifiers.laChildID) == ["TH0000001", "TH0000002"])
      #expect(file.children.map(\.identifiers.sex) == ["U", "U"])
      for child in file.children {
        let episode = try #require(child.episodes.first)
        #expect(episode.referralDate == "2026-03-02")
        #expect(episode.referralSource == "2A")
        #expect(episode.primaryNeed == "N2")
        #expect(episode.referralNFA == "0")
        #expect(episode.assessments.map(\.actualStartDate) == ["2026-03-03"])
        #expect(episode.assessments.map(\.factors) == [[]], "not authorised: no factors")
      }
      #expect(!String(decoding: written, as: UTF8.self).contains("Canary"))
      let again = try await Council.with(engine) { other in
        _ = try await other.load(written)
        return try await other.write(2026)
      }
      #expect(again == written)
    }
  }

  @Test("the summary counts what was written and gives the head of the ledger")
  func summary() async throws {
    try await Council.with(.sqlite) { council in
      _ = try await council.load(Samples.golden("cin-census/whole-structure.xml"))
      let census = try #require(CINCensusReturn(year: 2026, laCode: "908", release: "1.0"))
      let summary = try await council.store.database.read { tx in
        try census.write(from: tx) { _ in }
      }
      let head = try await council.head()
      #expect(
        summary
          == CINCensusReturn.Summary(
            year: 2026, from: "2025-04-01", to: "2026-03-31", children: 2, episodes: 4,
            noFurtherAction: 1, assessments: 2, enquiries: 2, childInNeedPlans: 1,
            childProtectionPlans: 1, ledgerHead: head.text))
      #expect(CINCensusReturn(year: 20_260, laCode: "908", release: "1.0") == nil)
    }
  }

  /// Three children, each with history before, in and after the year.
  private func fill(_ council: Council, _ ids: [String]) async throws {
    for id in ids {
      let child = try await council.child(id)
      let old = try await council.episode(
        of: child, "2024-01-01", closed: "2025-04-20", reason: .adopted)
      try await council.plan(child, old, "2024-02-01", to: "2025-04-10")
      let new = try await council.episode(
        of: child, "2025-05-01", closed: "2026-04-10", reason: .servicesCeased,
        conference: "2025-05-20")
      try await council.assessment(
        child, new, "2026-02-01", authorised: "2026-04-02", factors: [.other])
      try await council.assessment(
        child, new, "2025-05-02", authorised: "2025-06-02", factors: [.missing, .alcoholChild])
      try await council.enquiry(child, new, "2026-03-20", conference: "2026-04-07")
      try await council.plan(child, new, "2025-05-20", reviews: ["2026-04-03", "2025-08-01"])
      _ = try await council.episode(of: child, "2025-04-25", noFurtherAction: true)
    }
  }
}
