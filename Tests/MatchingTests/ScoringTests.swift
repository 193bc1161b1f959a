import Domain
import Testing

@testable import Matching

@Suite struct ScoringTests {
  private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  private func person(
    _ number: Int, _ given: String, _ family: String, born: String? = nil,
    previous: [(String, String)] = [], postcodes: [KnownPerson.KnownPostcode] = [],
    unborn: Bool = false, numbers: [IdentifyingNumber] = []
  ) throws -> KnownPerson {
    KnownPerson(
      id: PersonID(number),
      names: [Person.Name(given: given, family: family)]
        + previous.map { Person.Name(given: $0.0, family: $0.1, kind: .previous) },
      birth: try born.map { unborn ? .expected(try day($0)) : .exact(try day($0)) },
      unborn: unborn, postcodes: postcodes, numbers: numbers)
  }

  private func search(_ box: String, _ candidate: KnownPerson) throws -> Match? {
    PlainScoring().score(SearchTerms(box, today: try day("2026-03-14")), candidate)
  }

  private func reasons(_ box: String, _ candidate: KnownPerson) throws -> [String] {
    try #require(try search(box, candidate)).reasons
  }

  @Test func theVeryChildIsFoundWithFullScore() throws {
    let aisha = try person(
      1, "Aisha", "Khan", born: "2016-03-14", postcodes: [.init("LS1 4AB", current: true)])
    let match = try #require(try search("khan aisha 14/3/2016 ls14ab", aisha))
    #expect(match.score == 1)
    #expect(match.person == PersonID(1))
    #expect(
      match.reasons == [
        "same name: Khan", "same name: Aisha", "same date of birth", "same postcode",
      ])
  }

  @Test func theWorkerIsToldWhyItMatched() throws {
    let smith = try person(1, "Stephen", "Smith", born: "2016-04-03")
    #expect(try reasons("Steven Smyth", smith).first == "Steven is a form of Stephen")
    #expect(try reasons("Steven Smyth", smith).last == "one letter different from Smith")
    #expect(
      try reasons("Stephen Smith 4/3/2016", smith).last
        == "date of birth has day and month swapped")
    #expect(
      try reasons("Stephen Smith 3/4/2015", smith).last == "date of birth one digit different")
    #expect(
      try reasons("Stephen Smith 30/4/2016", smith).last
        == "date of birth has two digits exchanged")
    #expect(try reasons("Stephen Smith 19/9/2001", smith).last == "date of birth differs")
    #expect(try reasons("Stephen Smith 2016", smith).last == "born in 2016")
  }

  @Test(arguments: [
    ("Liz Brown", "Elizabeth", "Brown", "Liz is a form of Elizabeth"),
    ("Bill Brown", "William", "Brown", "Bill is a form of William"),
    ("Mohammad Ali", "Muhammed", "Ali", "Mohammad is a form of Muhammed"),
    ("Shaun Brown", "Sean", "Brown", "Shaun is a form of Sean"),
    ("Eleanor Schmidt", "Eleanor", "Smith", "sounds like Smith"),
    ("Abi Brown", "Abigail", "Brown", "Abigail begins with Abi"),
    ("Jonh Brown", "John", "Brown", "one letter different from John"),
    ("Renée Brown", "Renee", "Brown", "same name: Renee Brown"),
    ("Mary Jane Brown", "Maryjane", "Brown", "same name: Mary Jane Brown"),
  ])
  func anotherSpellingIsFoundAndExplained(
    box: String, given: String, family: String, reason: String
  ) throws {
    #expect(try reasons(box, try person(1, given, family)).contains(reason))
  }

  @Test func swappedNamesAreFound() throws {
    let person = try person(1, "Khan", "Aisha")
    let terms = SearchTerms(given: "Aisha", family: "Khan", today: try day("2026-03-14"))
    let match = try #require(PlainScoring().score(terms, person))
    #expect(match.reasons.contains("given name and surname the other way round"))
  }

  @Test func aPreviousSurnameIsFoundAndNamed() throws {
    let jane = try person(1, "Jane", "Jones", previous: [("Jane", "Whitcombe")])
    #expect(try reasons("Jane Whitcombe", jane).first == "previous surname Whitcombe")
    #expect(try reasons("Jane Jones", jane) == ["same name: Jane Jones"])
    let alias = KnownPerson(
      id: PersonID(2),
      names: [
        Person.Name(given: "Kai", family: "Moss"),
        Person.Name(given: "Ace", family: "Riley", kind: .alias),
      ])
    #expect(try reasons("Ace Riley", alias).first == "also known as Ace Riley")
  }

  @Test func anEarlierAddressIsSaidToBeOne() throws {
    let person = try person(
      1, "Aisha", "Khan",
      postcodes: [.init("LS9 7QQ", current: true), .init("LS1 4AB", current: false)])
    #expect(try reasons("Khan LS1 4AB", person).last == "same postcode (earlier address)")
    #expect(try reasons("Khan LS9 7QR", person).last == "postcode one letter different")
    #expect(try reasons("Khan LS9", person).last == "postcode begins with LS9")
    #expect(try reasons("Khan M1 1AA", person).last == "postcode differs")
  }

  @Test func anUnbornChildIsFoundByMotherAndExpectedDay() throws {
    let baby = try person(1, "Baby", "Khan", born: "2026-06-01", unborn: true)
    let match = try #require(try search("unborn Khan 20/05/2026", baby))
    #expect(
      match.reasons == [
        "same name: Khan", "within six weeks of the expected date of birth", "unborn child",
      ])
    let born = try person(2, "Sara", "Khan")
    #expect(try #require(try search("unborn Khan", baby)).score > 0.99)
    #expect(try #require(try search("unborn Khan", born)).score < 0.9)
  }

  @Test func aNumberFindsThePersonWhateverTheName() throws {
    let nhs = try #require(NHSNumber("9434765919"))
    let person = try person(12, "Aisha", "Khan", numbers: [.nhs(nhs)])
    #expect(try #require(try search("943 476 5919", person)).reasons == ["same NHS number"])
    #expect(try #require(try search("P-12", person)).score == 1)
    let other = try #require(try search("Robert Taylor 943 476 5919", person))
    #expect(other.score > 0.85)
    #expect(other.reasons.first == "same NHS number")
    #expect(try search("401 023 2137", person) == nil)
  }

  @Test func strangersAreNotShown() throws {
    let person = try person(1, "Aisha", "Khan", born: "2016-03-14")
    for box in ["Robert Taylor", "Robert Taylor 14/03/2016", "Q", "C-1042", "1/1/1990", "2001"] {
      #expect(try search(box, person) == nil, "\(box)")
    }
  }

  @Test func theBestComeFirstAndEqualOnesByNumber() throws {
    let people = [
      try person(9, "Aisha", "Khan"), try person(4, "Ayesha", "Kahn"),
      try person(2, "Aisha", "Khan"),
      try person(3, "Robert", "Taylor"), try person(7, "Aisha", "Khan", born: "2016-03-14"),
    ]
    let terms = SearchTerms("Aisha Khan 14/03/2016", today: try day("2026-03-14"))
    let found = PlainScoring().ranked(terms, among: people)
    #expect(found.map(\.person.number) == [7, 2, 9, 4])
    #expect(PlainScoring().ranked(terms, among: people.reversed()) == found)
    #expect(PlainScoring().ranked(terms, among: people, limit: 1).map(\.person.number) == [7])
  }

  @Test func everyScoreIsBetweenNoughtAndOneAndHasAReason() throws {
    var random = Seeded(5)
    let today = try day("2026-03-14")
    for number in 1..<1500 {
      let known = try person(
        number, random.word(upTo: 6), random.word(upTo: 6),
        born: Day(number: 16_000 + number % 3000).iso,
        postcodes: [.init("LS\(number % 9) 4AB", current: number % 2 == 0)])
      let born = Day(number: 16_000 + Int.random(in: 0..<3000, using: &random))
      let box = "\(random.word(upTo: 6)) \(random.word(upTo: 6)) \(born.iso) LS1 4AB"
      guard let match = PlainScoring().score(SearchTerms(box, today: today), known) else {
        continue
      }
      #expect((PlainScoring.floor...1).contains(match.score), "\(box)")
      #expect(!match.reasons.isEmpty, "\(box)")
    }
  }
}
