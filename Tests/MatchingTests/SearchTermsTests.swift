import Domain
import Testing

@testable import Matching

@Suite struct SearchTermsTests {
  private func today() throws -> Day { try #require(Day(iso: "2026-03-14")) }
  private func read(_ box: String) throws -> SearchTerms { SearchTerms(box, today: try today()) }
  private func day(_ iso: String) throws -> BirthTerm { .day(try #require(Day(iso: iso))) }

  @Test(arguments: [
    "Aisha Khan 14/03/2016 LS1 4AB", "LS1 4AB, 14.3.16, Aisha Khan", "Aisha 2016-03-14 Khan ls14ab",
    "14 March 2016 Aisha Khan LS1 4AB", "Aisha Khan 14th of Mar 16 LS1 4AB",
    "Aisha Khan dob 14032016 LS1 4AB", "March 14, 2016; Aisha Khan; LS1 4AB",
    "Miss Aisha Khan born 14-03-2016 LS1 4AB",
  ])
  func oneBoxIsReadInAnyOrder(box: String) throws {
    let terms = try read(box)
    #expect(terms.names == ["aisha", "khan"])
    #expect(terms.birth == (try day("2016-03-14")))
    #expect(terms.postcode == "LS1 4AB")
    #expect(terms.numbers.isEmpty)
    #expect(terms.unread.isEmpty)
  }

  @Test func numbersAreKnownByTheirShape() throws {
    let terms = try read(
      "C-1042 p-12 943 476 5919 H801200001001 07700 900123 +447700900456 AB12345")
    #expect(
      terms.numbers.map(\.key) == [
        "ref:C-1042", "ref:P-12", "nhs:9434765919", "upn:H801200001001", "tel:07700900123",
        "tel:07700900456", "la:AB12345",
      ])
    #expect(terms.names.isEmpty)
  }

  @Test func aPartOfADateIsEnough() throws {
    #expect(try read("Aisha 2016").birth == .year(2016))
    #expect(try read("Aisha March 2016").birth == .month(year: 2016, month: 3))
    #expect(try read("Aisha 03/2016").birth == .month(year: 2016, month: 3))
  }

  @Test func dayComesBeforeMonthUnlessThatIsNoDate() throws {
    #expect(try read("03/04/2016").birth == (try day("2016-04-03")))
    #expect(try read("03/14/2016").birth == (try day("2016-03-14")))
  }

  @Test func aYearOfTwoDigitsIsNeverFarAhead() throws {
    #expect(try read("1/2/27").birth == (try day("2027-02-01")))
    #expect(try read("1/2/28").birth == (try day("1928-02-01")))
    #expect(try read("1/2/85").birth == (try day("1985-02-01")))
  }

  @Test func aMonthsNameAloneIsAName() throws {
    let terms = try read("June May Summers")
    #expect(terms.names == ["june", "may", "summers"])
    #expect(terms.birth == nil)
  }

  @Test func partOfAPostcodeIsEnough() throws {
    #expect(try read("Khan LS1").postcode == "LS1")
    #expect(try read("Khan LS1 4").postcode == "LS1 4")
  }

  @Test func whatIsNotUnderstoodIsSaid() throws {
    let terms = try read("12 Acacia 31/02/2016")
    #expect(terms.names == ["acacia"])
    #expect(terms.unread == ["12", "31/02/2016"])
    #expect(try read("  ,; ").isEmpty)
  }

  @Test func anUnbornChildIsLookedForByItsMother() throws {
    let terms = try read("baby of Sara Khan")
    #expect(terms.unborn)
    #expect(terms.names == ["sara", "khan"])
  }

  @Test func accentsAndPunctuationDoNotMatter() throws {
    #expect(try read("Zoë O’Brien-Søndergård").names == ["zoe", "obrien", "sondergard"])
    #expect(Folding.parts("D'Arcy STRAßE Łukasz") == ["darcy", "strasse", "lukasz"])
    #expect(Folding.parts("محمد") == ["محمد"])
  }

  @Test func separateQuestionsAreReadToo() throws {
    let terms = SearchTerms(
      given: "Mary-Jane", family: "O'Neil", birth: "14 Mar 2016", postcode: "ls1  4ab",
      number: "943 476 5919", today: try today())
    #expect(terms.given == ["mary", "jane"])
    #expect(terms.family == ["oneil"])
    #expect(terms.birth == (try day("2016-03-14")))
    #expect(terms.postcode == "LS1 4AB")
    #expect(terms.numbers.map(\.key) == ["nhs:9434765919"])
    let wrong = SearchTerms(birth: "soon", postcode: "Leeds", number: "?", today: try today())
    #expect(wrong.isEmpty)
    #expect(wrong.unread == ["soon", "Leeds", "?"])
  }

  @Test func anyTextIsReadWithoutHarm() throws {
    var random = Seeded(3)
    let today = try today()
    for _ in 0..<2000 {
      let box = random.word(upTo: 30, of: "aB9 01/-.,'+C\u{301}é😀 LS14")
      let terms = SearchTerms(box, today: today)
      #expect(
        BlockingKeys.searching(terms) == BlockingKeys.searching(SearchTerms(box, today: today)))
    }
  }

  @Test(arguments: [
    ("Aisha Khan 12 Acacia Road LS1 4AB", "12", "Acacia Road"),
    ("12a High St, Khan Aisha", "12a", "High St"),
    ("Flat 3 12 Mill Lane Aisha Khan", "Flat 3 12", "Mill Lane"),
    ("Aisha Khan 7 Upper Park Terrace", "7", "Upper Park Terrace"),
  ])
  func aHouseAndAStreetAreKnownByTheirShape(box: String, house: String, street: String) throws {
    let terms = try read(box)
    #expect(terms.house == house)
    #expect(terms.street == street)
    #expect(Set(terms.names) == ["aisha", "khan"])
    #expect(terms.unread.isEmpty)
  }

  @Test func aStreetWithoutANumberIsKnownByItsLastWord() throws {
    let terms = try read("acacia road khan")
    #expect(terms.street == "acacia road")
    #expect(terms.names == ["khan"])
    #expect(try read("Sam Street Jane Lane Eve Hill").street == nil)
  }

  @Test(arguments: [
    ("khan hillside primary school 2016", "hillside primary school"),
    ("St Mary's Primary Khan", "St Mary's Primary"),
    ("Khan Northfield Academy", "Northfield Academy"),
  ])
  func aSchoolIsKnownByItsWords(box: String, school: String) throws {
    let terms = try read(box)
    #expect(terms.school == school)
    #expect(terms.names == ["khan"])
  }

  @Test func anAddressOfMailIsOne() throws {
    let terms = try read("Khan Sara.Khan@Example.org")
    #expect(terms.numbers.map(\.key) == ["mail:sara.khan@example.org"])
    #expect(terms.names == ["khan"])
    for text in ["a@b", "@b.org", "a@b@c.org", "a@.org", "a b@c.org"] {
      #expect(IdentifyingNumber(email: text) == nil, "\(text)")
    }
  }
}
