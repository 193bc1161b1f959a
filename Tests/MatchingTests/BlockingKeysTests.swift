import Domain
import Foundation
import Testing

@testable import Matching

@Suite struct BlockingKeysTests {
  private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  private func shared(_ box: String, _ person: KnownPerson) throws -> Set<String> {
    let terms = SearchTerms(box, today: try day("2026-03-14"))
    return Set(BlockingKeys.searching(terms).map(\.text))
      .intersection(BlockingKeys.texts(of: person))
  }

  @Test func theKeysOfAPersonAreTheseAndInOrder() throws {
    let person = KnownPerson(
      id: PersonID(7), names: [Person.Name(given: "Liz", family: "O'Hara")],
      birth: .exact(try day("2016-03-04")),
      addresses: [KnownAddress(house: "12", street: "Mill Lane", postcode: "ls14ab")],
      numbers: [.nhs(try #require(NHSNumber("9434765919")))])
    #expect(
      BlockingKeys.texts(of: person) == [
        "d:2016-03-04", "e:liz", "e:ohara", "hs:12:mill", "m:AHR", "m:ALSP", "m:LS", "md:3-4:AHR",
        "md:3-4:LS", "mm:AHR:ALSP", "mm:AHR:LS", "my:AHR:ALSP:2016", "my:AHR:LS:2016",
        "nhs:9434765919", "oc:LS1:AHR", "oc:LS1:ALSP", "oc:LS1:LS", "out:LS1", "pc:LS1 4AB",
        "pp:liz:oha", "yd:2016-4:AHR", "yd:2016-4:LS", "ym:2016-3:AHR", "ym:2016-3:LS",
        "ys:2016:AHR", "ys:2016:LS",
      ])
  }

  @Test func aKeyIsKeptAsANumberThatNeverChanges() {
    #expect(BlockingKeys.number(of: "d:2016-03-04") == -2_144_270_335)
    #expect(BlockingKeys.number(of: "pc:LS1 4AB") != BlockingKeys.number(of: "pc:LS1 4AD"))
  }

  @Test(arguments: [
    "Smyth", "Steven", "Schmidt", "Ste", "4/3/2016", "3 April 2016", "LS1 4AB", "LS1",
    "Stephen 2016", "Whitcombe", "9434765919", "07700 900123", "smith steven", "Stephen Smihtt",
    "Smith 4/5/2016", "Stephan 3/4/2017", "Jones LS1 4AB",
  ])
  func whatIsLookedForSharesAKeyWithThePerson(box: String) throws {
    let stephen = KnownPerson(
      id: PersonID(7),
      names: [
        Person.Name(given: "Stephen", family: "Smith"),
        Person.Name(given: "Stephen", family: "Whitcombe", kind: .previous),
      ],
      birth: .exact(try day("2016-04-03")), postcodes: [.init("LS1 4AB", current: true)],
      numbers: [.nhs(try #require(NHSNumber("9434765919"))), .phone("07700900123")])
    #expect(try !shared(box, stephen).isEmpty)
    #expect(try shared("Robert Taylor 1/1/1990 M1 1AA", stephen).isEmpty)
  }

  @Test func aNameInAnotherScriptHasAKeyToo() throws {
    let person = KnownPerson(
      id: PersonID(1), names: [Person.Name(given: "محمد", family: "")])
    #expect(try shared("محمد", person) == ["e:محمد", "m:محمد"])
  }

  @Test func aPostalDistrictAloneIsLookedUpOnlyWhenNothingElseIsKnown() throws {
    func keys(_ box: String) throws -> [String] {
      BlockingKeys.searching(SearchTerms(box, today: try day("2026-03-14"))).map(\.text)
    }
    #expect(try keys("LS1") == ["out:LS1"])
    #expect(try !keys("Khan LS1").contains("out:LS1"))
  }

  @Test func theRarestKeysComeFirst() throws {
    let terms = SearchTerms("Liz Smith 04/03/2016 07700 900123", today: try day("2026-03-14"))
    let kinds = BlockingKeys.searching(terms).map { String($0.text.prefix { $0 != ":" }) }
    var order: [String] = []
    for kind in kinds where order.last != kind { order.append(kind) }
    #expect(order == ["tel", "d", "my", "ym", "md", "yd", "mm", "pp"])
  }

  // MARK: Invented people with their true pairs (FEBRL, sets of the Australian National University)

  private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/samples/febrl")
  private static let there = FileManager.default.fileExists(
    atPath: samples.appending(path: "febrl1.csv").path)

  private func lines(_ name: String) throws -> [[Substring]] {
    let text = try String(contentsOf: Self.samples.appending(path: name), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  @Test(.enabled(if: there))
  func ofFiveHundredTruePairsNearlyAllShareAKey() throws {
    var terms: [String: SearchTerms] = [:]
    var byKey: [String: [String]] = [:]
    for (index, row) in try lines("febrl1.csv").enumerated() {
      let id = String(row[0])
      let name = Person.Name(given: String(row[1]), family: String(row[2]))
      let birth = row[9].count == 8 ? Array(row[9]) : []
      let iso =
        birth.isEmpty
        ? "" : "\(String(birth[0..<4]))-\(String(birth[4..<6]))-\(String(birth[6...]))"
      let person = KnownPerson(
        id: PersonID(index + 1), names: [name], birth: Day(iso: iso).map { .exact($0) })
      for key in BlockingKeys.texts(of: person) { byKey[key, default: []].append(id) }
      var asked = SearchTerms(given: name.given, family: name.family, today: try day("2026-03-14"))
      asked.birth = Day(iso: iso).map { .day($0) }
      terms[id] = asked
    }
    let pairs = try lines("febrl1_truth_pairs.csv")
    var found = 0
    for pair in pairs {
      let (asked, wanted) = (String(pair[0]), String(pair[1]))
      let term = try #require(terms[asked])
      let keys = BlockingKeys.searching(term).map(\.text)
      if keys.contains(where: { byKey[$0]?.contains(wanted) == true }) { found += 1 }
    }
    #expect(pairs.count == 500)
    #expect(found >= 480, "\(found) of \(pairs.count)")
  }
}
