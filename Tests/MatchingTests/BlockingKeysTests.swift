import Domain
import Foundation
import Testing

@testable import Matching

@Suite struct BlockingKeysTests {
  private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  private func shared(_ box: String, _ person: KnownPerson) throws -> Set<String> {
    let terms = SearchTerms(box, today: try day("2026-03-14"))
    return Set(BlockingKeys.searching(terms)).intersection(BlockingKeys.of(person))
  }

  @Test func theKeysOfAPersonAreTheseAndInOrder() throws {
    let keys = BlockingKeys.of(
      names: ["Liz", "O'Hara"], birth: try day("2016-03-04"), postcode: "ls14ab",
      identifiers: [.nhs(try #require(NHSNumber("9434765919")))])
    #expect(
      keys == [
        "d:2016-03-04", "d:2016-04-03", "k:elizabeth", "m:AHR", "m:LS", "mm:AHR:LS", "n:liz:2016",
        "n:oha:2016", "nhs:9434765919", "oc:LS1:AHR", "oc:LS1:LS", "out:LS1", "pc:LS1 4AB",
      ])
  }

  @Test(arguments: [
    "Smyth", "Steven", "Schmidt", "Ste", "4/3/2016", "3 April 2016", "LS1 4AB", "LS1", "P-7",
    "Stephen 2016", "Whitcombe", "9434765919", "07700 900123",
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
    #expect(try shared("محمد", person) == ["x:محمد"])
  }

  @Test func aPostalDistrictAloneIsLookedUpOnlyWhenNothingElseIsKnown() throws {
    let today = try day("2026-03-14")
    #expect(BlockingKeys.searching(SearchTerms("LS1", today: today)) == ["out:LS1"])
    #expect(
      !BlockingKeys.searching(SearchTerms("Khan LS1", today: today)).contains("out:LS1"))
  }

  @Test func theRarestKeysComeFirst() throws {
    let terms = SearchTerms("Liz Smith 04/03/2016 P-7", today: try day("2026-03-14"))
    let kinds = BlockingKeys.searching(terms).map { String($0.prefix { $0 != ":" }) }
    var order: [String] = []
    for kind in kinds where order.last != kind { order.append(kind) }
    #expect(order == ["ref", "d", "mm", "n", "k", "m"])
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
  func ofFiveHundredTruePairsNearlyAllAreFoundAmongTheFirstThree() throws {
    var people: [String: KnownPerson] = [:]
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
      people[id] = person
      for key in BlockingKeys.of(person) { byKey[key, default: []].append(id) }
      var asked = SearchTerms(given: name.given, family: name.family, today: try day("2026-03-14"))
      asked.birth = Day(iso: iso).map { .day($0) }
      terms[id] = asked
    }
    let pairs = try lines("febrl1_truth_pairs.csv")
    var found = 0
    for pair in pairs {
      let (asked, wanted) = (String(pair[0]), String(pair[1]))
      let term = try #require(terms[asked])
      let ids = Set(BlockingKeys.searching(term).flatMap { byKey[$0] ?? [] }).subtracting([asked])
      let best = FellegiSunter().ranked(term, among: ids.compactMap { people[$0] }, limit: 3)
      if best.contains(where: { $0.person == people[wanted]?.id }) { found += 1 }
    }
    #expect(pairs.count == 500)
    #expect(found >= 485, "\(found) of \(pairs.count)")
  }
}
