import Domain
import EngineTesting
import Store
import Testing

@testable import Returns

@Suite("Importing a census file", .enabled(if: Samples.arePresent))
struct CINCensusImportTests {
  @Test("the published samples go in, child by child", arguments: Engine.allCases)
  func samples(_ engine: Engine) async throws {
    let expected = [
      "CIN2rows": (1, 0), "CIN_Census_2021": (1, 0), "CIN_Census_2021_copy": (1, 0),
      "CIN_Census_2021_no_assessment_factors": (1, 0), "CIN_Census_2024": (1, 1),
      "CIN_Census_2026": (1, 1), "CIN_header_issues_100": (1, 0), "CIN_la_issues_2887Q": (1, 0),
      "fake_CIN_data": (332, 0),
    ]
    for name in Samples.names {
      try await Council.with(engine) { council in
        let report = try await council.load(Samples.cin(name))
        #expect(report.stored == expected[name]?.0, "\(name)")
        #expect(report.refused == expected[name]?.1, "\(name)")
        #expect(report.children == report.stored + report.refused)
        #expect(try await council.count("person") == report.stored)
        #expect(try await council.count("referral") == report.episodes)
        #expect(try await council.count("assessment") == report.assessments)
        #expect(try await council.count("enquiry") == report.enquiries)
        #expect(try await council.count("plan") == report.plans)
        #expect(try await council.count("person WHERE imported = 0") == 0)
      }
    }
  }

  @Test("everything that the file says of a child is on the record", arguments: Engine.allCases)
  func whole(_ engine: Engine) async throws {
    try await Council.with(engine) { council in
      let report = try await council.load(Samples.golden("cin-census/whole-structure.xml"))
      #expect(report.stored == 2)
      #expect(report.warnings == [])
      #expect((report.episodes, report.assessments, report.enquiries, report.plans) == (4, 2, 2, 2))
      let person = try #require(try await council.store.load(PersonID(1))).state
      #expect(person.imported)
      #expect(person.identifiers.formerUPN == "B123456789012")
      #expect(person.identity.disabilities == [.learning, .autism])
      #expect(person.diedOn == Council.day("2026-03-01"))
      let unborn = try #require(try await council.store.load(PersonID(2))).state
      #expect(unborn.birth == .expected(Council.day("2026-05-20")))
      #expect(unborn.stage == .unborn)
      let referral = try #require(try await council.store.load(ReferralID(1))).state
      #expect(referral.transferInConference == Council.day("2025-04-15"))
      #expect(referral.closure?.reason == .servicesCeased)
      let verdict = try await council.store.database.read { try Ledger.verify(in: $0) }
      #expect(verdict.isSound)
    }
  }

  @Test("the same file again changes nothing", arguments: Engine.allCases)
  func again(_ engine: Engine) async throws {
    try await Council.with(engine) { council in
      let first = try await council.load(Samples.cin("CIN_Census_2024"))
      let head = try await council.head()
      let second = try await council.load(Samples.cin("CIN_Census_2024"))
      #expect(try await council.head() == head)
      #expect(second.alreadyThere == first.stored)
      #expect(second.stored == 0)
      #expect(second.problems == first.problems)
    }
  }

  @Test("a file that breaks the format leaves nothing", arguments: Engine.allCases)
  func format(_ engine: Engine) async throws {
    try await Council.with(engine) { council in
      for broken in Broken.all {
        await #expect(throws: FormatError.self, "\(broken.name)") {
          try await council.load(broken.bytes)
        }
      }
      // The last child of many is broken: those before it are not stored either.
      let golden = String(
        decoding: try Samples.golden("cin-census/whole-structure.xml"), as: UTF8.self)
      let late = golden.replacing("2026-03-23", with: "23/03/2026")
      let error = await #expect(throws: FormatError.self) {
        try await council.load(Array(late.utf8))
      }
      #expect(error?.element == "AssessmentActualStartDate")
      #expect(try await council.head() == .none)
      #expect(try await council.count("authority") == 0)
    }
  }

  @Test("a child that breaks a rule is named by its place, and the rest go in")
  func rules() async throws {
    try await Council.with(.sqlite) { council in
      let report = try await council.load(Samples.cin("CIN_Census_2024"))
      #expect(
        report.problems.map(\.description) == [
          "line 25, child 1: Sex is a code that is not in its list",
          "line 46, child 1: AssessmentFactors is a code that is not in its list",
        ])
      #expect(
        report.warnings.map(\.description) == [
          "line 6: <ReferenceDate>: is not 31 March of the year given.",
          "line 23: <ChildIdentifiers>: text between elements; passed over.",
          "line 95: <FactorsIdentifiedAtAssessment>: is empty; read as absent.",
          "line 75: LAchildID is longer than 20 letters and digits, or has other marks",
        ])
      #expect(try await council.count("person") == 1)
    }
  }

  @Test("each rule says its line and what is wrong", arguments: Ruled.all)
  func ruled(_ ruled: Ruled) async throws {
    try await Council.with(.sqlite) { council in
      let report = try await council.load(Array(ruled.text.utf8))
      #expect(report.problems.map(\.description) == ruled.problems)
      #expect(report.refused == 1)
      #expect(try await council.head() == .none, "nothing of the child is stored")
    }
  }

  @Test(
    "an LAchildID twice in a file, or on the record already, is refused", arguments: Engine.allCases
  )
  func sameID(_ engine: Engine) async throws {
    try await Council.with(engine) { council in
      let one = CensusText.message()
      let child = String(one[one.range(of: "<Child>\n", to: "</Child>\n")])
      let two = one.replacing(child, with: child + child)
      let report = try await council.load(Array(two.utf8))
      #expect(report.stored == 1)
      #expect(
        report.problems.map(\.description) == [
          "line 25, child 2: LAchildID is that of child 1 in this file"
        ])
      let other = try await council.load(Array(one.utf8))
      #expect(
        other.problems.map(\.description) == [
          "line 15, child 1: LAchildID is that of a child on the record already"
        ])
      #expect(try await council.count("person") == 1)
      // The same word again is no news; another one waits for a worker, and is asked once.
      #expect(try await council.count("person_proposal") == 0)
      for _ in 1...2 {
        let born = one.range(of: "<PersonBirthDate>", to: "</PersonBirthDate>")
        let changed = one.replacing(
          one[born], with: "<PersonBirthDate>2011-02-03</PersonBirthDate>")
        _ = try await council.load(Array(changed.utf8))
        #expect(try await council.count("person_proposal") == 1)
      }
    }
  }

  @Test(
    "an act that the database refuses takes the whole child with it", arguments: Engine.allCases)
  func wholeOrNothing(_ engine: Engine) async throws {
    try await Council.with(engine) { council in
      // The fault lies in the last thing to be stored.
      let text = CensusText.message(
        episode: """
          <Assessments><AssessmentActualStartDate>2025-06-01</AssessmentActualStartDate></Assessments>
          <Section47><S47ActualStartDate>2025-07-01</S47ActualStartDate></Section47>
          <CINPlanDates><CINPlanStartDate>2025-08-02</CINPlanStartDate>
          <CINPlanEndDate>2025-08-01</CINPlanEndDate></CINPlanDates>
          """)
      let report = try await council.load(Array(text.utf8))
      #expect(
        report.problems.map(\.description) == [
          "line 24, child 1: The plan ends before it starts"
        ])
      for table in ["person", "referral", "assessment", "enquiry", "fact", "act"] {
        #expect(try await council.count(table) == 0, "\(table)")
      }
    }
  }

  @Test("the record learns its authority's number from its first file, and says when another comes")
  func authority() async throws {
    try await Council.with(.sqlite) { council in
      _ = try await council.load(Array(CensusText.message().utf8))
      let known = try await council.store.database.read { try Authority.load(in: $0) }
      #expect(known?.laCode == "908")
      let other = CensusText.message().replacing("908", with: "201").replacing("A1", with: "A2")
      let report = try await council.load(Array(other.utf8))
      #expect(
        report.warnings.map(\.what) == [
          "<LEA>: the file is of another authority than this record.",
          "ReferralNFA is missing: 0 is taken",
        ])
      let still = try await council.store.database.read { try Authority.load(in: $0) }
      #expect(still?.laCode == "908")
    }
  }

  @Test("a file changed between the two readings is said")
  func changed() async throws {
    try await Council.with(.sqlite) { council in
      var readings = [CensusText.message(), CensusText.message() + "\n"]
      await #expect(throws: CINCensusImport.FileChanged.self) {
        try await CINCensusImport(into: council.store, at: council.at).run {
          .bytes(Array(readings.removeFirst().utf8))
        }
      }
    }
  }

  @Test("what is reported and stored as an error names no child")
  func noNumbers() async throws {
    try await Council.with(.sqlite) { council in
      let text = CensusText.message().replacing(">A1<", with: ">CANARY77<")
        .replacing("<Sex>F</Sex>", with: "<UPN>CANARY88</UPN><Sex>Q</Sex>")
      let report = try await council.load(Array(text.utf8))
      #expect(report.refused == 1)
      #expect(!"\(report)".contains("CANARY"))
      let error = FormatError(line: 1, element: "CAN<ARY", "is not known")
      #expect(!error.description.contains("ARY"))
    }
  }
}

extension String {
  /// From the first `start` to the end of the first `end`.
  fileprivate func range(of start: String, to end: String) -> Range<Index> {
    let from = firstRange(of: start)?.lowerBound ?? startIndex
    let to = self[from...].firstRange(of: end)?.upperBound ?? endIndex
    return from..<to
  }
}

/// A file whose one child breaks a rule.
struct Ruled: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  let problems: [String]
  var testDescription: String { name }

  private init(_ name: String, _ problems: [String], _ change: (String) -> String) {
    self.name = name
    self.problems = problems
    let birth = "<Sex>F</Sex><PersonBirthDate>2015-01-01</PersonBirthDate>"
    text = change(CensusText.message(identifiers: birth))
  }

  private static func inEpisode(_ text: String) -> (String) -> String {
    { $0.replacing("</CINdetails>", with: text + "</CINdetails>") }
  }

  static let all = [
    Ruled("no id", ["line 15, child 1: LAchildID is missing"]) {
      $0.replacing("<LAchildID>A1</LAchildID>", with: "")
    },
    Ruled(
      "no birth", ["line 15, child 1: PersonBirthDate and ExpectedPersonBirthDate are missing"]
    ) { $0.replacing("<PersonBirthDate>2015-01-01</PersonBirthDate>", with: "") },
    Ruled("no sex", ["line 15, child 1: Sex is missing"]) {
      $0.replacing("<Sex>F</Sex>", with: "")
    },
    Ruled("no ethnicity", ["line 18, child 1: Ethnicity is missing"]) {
      $0.replacing("<Ethnicity>WBRI</Ethnicity>", with: "")
    },
    Ruled("another ethnicity", ["line 18, child 1: Ethnicity is a code that is not in its list"]) {
      $0.replacing("WBRI", with: "WBR")
    },
    Ruled("no referral date", ["line 19, child 1: CINreferralDate is missing"]) {
      $0.replacing("<CINreferralDate>2025-05-06</CINreferralDate>", with: "")
    },
    Ruled("no episode", ["line 14, child 1: the child has no CINdetails"]) {
      $0.replacing(
        "<CINdetails>\n<CINreferralDate>2025-05-06</CINreferralDate>\n\n</CINdetails>", with: "")
    },
    Ruled(
      "closed before", ["line 22, child 1: The episode closes before it is referred"],
      inEpisode("<CINclosureDate>2025-05-05</CINclosureDate>")),
    Ruled(
      "authorised before", ["line 22, child 1: The assessment is authorised before it starts"],
      inEpisode(
        "<Assessments><AssessmentActualStartDate>2025-05-08</AssessmentActualStartDate>"
          + "<AssessmentAuthorisationDate>2025-05-07</AssessmentAuthorisationDate></Assessments>")),
    Ruled(
      "conference before", ["line 22, child 1: The conference is before the enquiry starts"],
      inEpisode(
        "<Section47><S47ActualStartDate>2025-05-08</S47ActualStartDate>"
          + "<DateOfInitialCPC>2025-05-07</DateOfInitialCPC></Section47>")),
    Ruled(
      "a plan without category", ["line 22, child 1: InitialCategoryOfAbuse is missing"],
      inEpisode(
        "<ChildProtectionPlans><CPPstartDate>2025-05-08</CPPstartDate></ChildProtectionPlans>")),
    Ruled(
      "no number of plans",
      ["line 22, child 1: NumberOfPreviousCPP is not a whole number from 0 to 999"],
      inEpisode(
        "<ChildProtectionPlans><CPPstartDate>2025-05-08</CPPstartDate>"
          + "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
          + "<NumberOfPreviousCPP>-1</NumberOfPreviousCPP></ChildProtectionPlans>")),
    Ruled(
      "a boolean that is none",
      ["line 22, child 1: ReferralNFA is neither 0, 1, true nor false"],
      inEpisode("<ReferralNFA>no</ReferralNFA>")),
    Ruled(
      "two open episodes",
      ["line 22, child 1: two episodes are open at once; the other begins on line 19"],
      inEpisode("</CINdetails><CINdetails><CINreferralDate>2025-06-01</CINreferralDate>")),
  ]
}
