import Domain
import Testing

@testable import Returns

@Suite("Reading a census file", .enabled(if: Samples.arePresent))
struct CINCensusReaderTests {
  @Test("every published sample is read", arguments: Samples.names)
  func samples(_ name: String) throws {
    let file = try CINCensusReader().file(Samples.cin(name))
    #expect(file.header.collection == "CIN")
    #expect(file.header.sourceLevel == "L")
    let expected = ["fake_CIN_data": 332, "CIN_Census_2024": 2, "CIN_Census_2026": 2][name] ?? 1
    #expect(file.children.count == expected)
    #expect(file.children.allSatisfy { $0.identifiers.laChildID != nil && !$0.episodes.isEmpty })
    #expect(file.children.map(\.position) == Array(1...expected))
  }

  @Test("a child's record arrives whole, each value with its line")
  func whole() throws {
    let child = try #require(CINCensusReader().file(Samples.cin("CIN_Census_2021")).children.first)
    #expect(child.identifiers.laChildID == "DfEX0000001")
    #expect(child.identifiers.laChildID?.line.number == 20)
    #expect(child.identifiers.formerUPN == "X98765432123B")
    #expect(child.identifiers.expectedPersonBirthDate == "1066-04-13")
    #expect(child.characteristics.disabilities == ["HAND", "HEAR"])
    let episode = try #require(child.episodes.first)
    #expect(episode.line.number == 36)
    #expect(episode.reasonForClosure == "RC1")
    #expect(episode.assessments.first?.factors == ["2A", "2B"])
    #expect(episode.cinPlans.first?.endDate == "1971-01-26")
    #expect(episode.section47s.first?.initialCPCTarget == "1970-06-23")
    #expect(episode.referralNFA?.line.number == 62)
    let plan = try #require(episode.childProtectionPlans.first)
    #expect(plan.reviews == ["1971-02-15"])
    #expect(plan.reviews.first?.line.number == 70)
    #expect(plan.numberOfPreviousPlans == "10")
  }

  @Test("what cannot be kept is passed over with a warning and its line")
  func warnings() throws {
    let warnings = try CINCensusReader().file(Samples.cin("CIN_Census_2026")).warnings
    #expect(
      warnings.map { "\($0.kind.rawValue) \($0.line)" } == [
        "yearAndReferenceDate 6", "strayText 23", "notHeld 71", "emptyElement 107",
      ])
    #expect(
      warnings.map(\.description).last
        == "Line 107, <FactorsIdentifiedAtAssessment>: is empty; read as absent.")
  }

  @Test(
    "gender of older years is read as sex",
    arguments: [("0", "U"), ("1", "M"), ("2", "F"), ("9", "U"), ("7", "7")])
  func gender(_ code: String, _ sex: String) throws {
    let file = try read(identifiers: "<GenderCurrent>\(code)</GenderCurrent>")
    #expect(file.children.first?.identifiers.sex?.text == sex)
    #expect(file.warnings.map(\.kind) == [.genderCurrent])
  }

  @Test("one group of reviews and a group for each review say the same")
  func reviews() throws {
    let date = { (month: Int) in "<CPPreviewDate>2025-0\(month)-01</CPPreviewDate>" }
    let one = try read(plan: "<Reviews>\(date(5))\(date(8))</Reviews>")
    let many = try read(plan: "<Reviews>\(date(5))</Reviews><Reviews>\(date(8))</Reviews>")
    #expect(one.children == many.children)
    #expect(
      one.children.first?.episodes.first?.childProtectionPlans.first?.reviews == [
        "2025-05-01", "2025-08-01",
      ])
  }

  @Test(
    "booleans of any spelling",
    arguments: [
      ("0", false), ("1", true), ("true", true), ("FALSE", false), ("True", true), ("yes", nil),
      ("", nil),
    ] as [(String, Bool?)])
  func booleans(_ text: String, _ value: Bool?) { #expect(CINCensus.boolean(text) == value) }

  @Test("an unknown element, attributes and a namespace are passed over")
  func tolerated() throws {
    let namespaced = CensusText.message().replacing(
      "<Message>", with: "<Message xmlns=\"urn:x\" version='1'>")
    let file = try CINCensusReader().file(
      Array(
        namespaced.replacing(
          "<Ethnicity>", with: "<Shoe size='4'><Left>1</Left></Shoe><Ethnicity note='a'>"
        ).utf8))
    #expect(file.warnings.map(\.kind) == [.namespace, .unknownElement])
    #expect(file.children.first?.characteristics.ethnicity == "WBRI")
  }

  @Test("order within a group is not a reason to lose a child, but is said")
  func order() throws {
    let file = try read(identifiers: "<UPN>A</UPN>")
    #expect(
      file.warnings.map(\.description) == [
        "Line 16, <UPN>: stands later than the specification has it."
      ])
    #expect(file.children.first?.identifiers.upn == "A")
  }

  @Test("what is not a census file is refused with the element and its line", arguments: Broken.all)
  func refused(_ broken: Broken) throws {
    #expect(throws: FormatError.self) { try CINCensusReader().file(broken.bytes) }
    do { _ = try CINCensusReader().file(broken.bytes) } catch let error as FormatError {
      #expect(error.description == broken.message)
    }
  }

  @Test("the rules may read false dates")
  func falseDates() throws {
    let text = CensusText.message().replacing("2025-05-06", with: "06/05/2025")
    let file = try CINCensusReader(refusesFalseDates: false).file(Array(text.utf8))
    #expect(file.children.first?.episodes.first?.referralDate == "06/05/2025")
  }

  @Test("one child cannot fill the memory")
  func endlessChild() throws {
    let factors = String(repeating: "<AssessmentFactors>2A</AssessmentFactors>", count: 21_000)
    let text = CensusText.message(
      episode: "<Assessments><FactorsIdentifiedAtAssessment>\(factors)"
        + "</FactorsIdentifiedAtAssessment></Assessments>")
    let error = #expect(throws: FormatError.self) { try CINCensusReader().file(Array(text.utf8)) }
    #expect(error?.message == "has more than 20000 elements.")
  }

  @Test("a value in endless pieces is refused")
  func endlessValue() throws {
    let pieces = String(repeating: String(repeating: "x", count: 1000) + "<b/>", count: 66)
    let error = #expect(throws: FormatError.self) { try read(identifiers: "<UPN>\(pieces)</UPN>") }
    #expect(error?.message == "the text is longer than 65536 bytes.")
  }

  private func read(identifiers: String = "", plan: String = "") throws -> (
    header: CINCensus.Header, children: [CINCensus.Child], warnings: [CINCensusReader.Warning]
  ) {
    let sex = identifiers.contains("Gender") ? "" : "<Sex>F</Sex>"
    let plans = plan.isEmpty ? "" : "<ChildProtectionPlans>\(plan)</ChildProtectionPlans>"
    return try CINCensusReader().file(
      Array(CensusText.message(identifiers: sex + identifiers, episode: plans).utf8))
  }
}

/// A small census file in pieces.
enum CensusText {
  static let header = """
    <Header>
    <CollectionDetails>
    <Collection>CIN</Collection>
    <Year>2026</Year>
    <ReferenceDate>2026-03-31</ReferenceDate>
    </CollectionDetails>
    <Source>
    <SourceLevel>L</SourceLevel>
    <LEA>908</LEA>
    </Source>
    </Header>
    """

  static func message(
    identifiers: String = "<PersonBirthDate>2015-01-01</PersonBirthDate><Sex>F</Sex>",
    episode: String = ""
  ) -> String {
    """
    <Message>
    \(header)
    <Children>
    <Child>
    <ChildIdentifiers><LAchildID>A1</LAchildID>
    \(identifiers)
    </ChildIdentifiers>
    <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
    <CINdetails>
    <CINreferralDate>2025-05-06</CINreferralDate>
    \(episode)
    </CINdetails>
    </Child>
    </Children>
    </Message>

    """
  }
}

/// A file that is refused, and the one message that says why.
struct Broken: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let message: String
  var testDescription: String { name }

  private init(_ name: String, _ change: (String) -> String, _ message: String) {
    self.name = name
    bytes = Array(change(CensusText.message()).utf8)
    self.message = message
  }

  static let all = [
    Broken(
      "another root", { $0.replacing("Message>", with: "Report>") },
      "Line 1, <Report>: the root is not <Message>, so this is no census file."),
    Broken(
      "no header", { $0.replacing(CensusText.header, with: "") },
      "Line 3, <Children>: <Header> must stand before it."),
    Broken(
      "no children", { _ in "<Message>\n\(CensusText.header)\n</Message>" },
      "Line 13, <Children>: is missing from <Message>."),
    Broken(
      "another collection", { $0.replacing(">CIN<", with: ">CLA<") },
      "Line 4, <Collection>: the collection is not CIN, so this is no children in need census."),
    Broken(
      "no collection", { $0.replacing("<Collection>CIN</Collection>", with: "") },
      "Line 12, <Collection>: is missing from <Header>."),
    Broken(
      "no year", { $0.replacing("<Year>2026</Year>", with: "<Year/>") },
      "Line 12, <Year>: is missing from <Header>."),
    Broken(
      "a year that is none", { $0.replacing(">2026<", with: ">MMXX<") },
      "Line 5, <Year>: this is not a year."),
    Broken(
      "no reference date",
      { $0.replacing("<ReferenceDate>2026-03-31</ReferenceDate>", with: "") },
      "Line 12, <ReferenceDate>: is missing from <Header>."),
    Broken(
      "a date that is none", { $0.replacing("2025-05-06", with: "2025-02-30") },
      "Line 20, <CINreferralDate>: this is not a date. Dates are written like 2026-03-31."),
    Broken(
      "an episode outside a child",
      { $0.replacing("</Children>", with: "<CINdetails></CINdetails></Children>") },
      "Line 24, <CINdetails>: may not stand inside <Children>."),
    Broken(
      "an identifier in an episode",
      { $0.replacing("</CINdetails>", with: "<LAchildID>A2</LAchildID></CINdetails>") },
      "Line 22, <LAchildID>: may not stand inside <CINdetails>."),
    Broken(
      "an element in a value", { $0.replacing("A1", with: "A1<Sex>F</Sex>") },
      "Line 15, <Sex>: may not stand inside <LAchildID>."),
    Broken(
      "two identifiers", { $0.replacing("<Sex>F</Sex>", with: "<LAchildID>A2</LAchildID>") },
      "Line 16, <LAchildID>: stands twice in one <ChildIdentifiers>."),
    Broken(
      "two headers", { $0.replacing("</Header>", with: "</Header>\(CensusText.header)") },
      "Line 12, <Header>: stands twice in one <Message>."),
    Broken(
      "a child without identifiers",
      { $0.replacing("<Children>", with: "<Children><Child></Child>") },
      "Line 13, <ChildIdentifiers>: is missing from <Child>."),
    Broken(
      "elements crossed", { $0.replacing("</CINdetails>", with: "</Child>") },
      "Line 22, column 9, <CINdetails>: an element is closed that is not the one that is open."),
    Broken(
      "cut short", { String($0.prefix { $0 != "W" }) },
      "Line 18, <Ethnicity>: the file is cut short: it ends before every element is closed."),
    Broken(
      "something after the end", { $0 + "<Message/>" },
      "Line 26, column 1: the file ends before every element is closed, or something stands after "
        + "its end."),
  ]
}
