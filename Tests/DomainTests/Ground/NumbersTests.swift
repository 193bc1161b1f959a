import Foundation
import Testing

@testable import Domain

@Suite struct NHSNumberTests {
  /// Published examples: 943 476 5919 (NHS), 943 476 5870 (python-stdnum), 401 023 2137 (NHS).
  @Test(arguments: ["9434765919", "943 476 5919", "943-476-5870", "9434765870", "4010232137"])
  func publishedNumbersAreAccepted(text: String) { #expect(NHSNumber(text) != nil) }

  @Test(arguments: [
    "9434765918", "9434765871", "943476591", "94347659190", "0000000000", "1111111111",
    "943476591X", "", "９434765919",
  ])
  func othersAreRefused(text: String) { #expect(NHSNumber(text) == nil) }

  @Test func itIsShownInGroupsAndKeptAsDigits() throws {
    let number = try #require(NHSNumber("9434765919"))
    #expect(number.description == "943 476 5919")
    let kept = try JSONEncoder().encode([number])
    #expect(String(decoding: kept, as: UTF8.self) == "[\"9434765919\"]")
    #expect(try JSONDecoder().decode([NHSNumber].self, from: kept) == [number])
  }

  @Test func everySingleWrongDigitIsNoticed() throws {
    let digits = Array("9434765919")
    for place in digits.indices {
      for digit in "0123456789" where digit != digits[place] {
        var wrong = digits
        wrong[place] = digit
        #expect(NHSNumber(String(wrong)) == nil)
      }
    }
  }
}

@Suite struct UPNTests {
  /// The first and the temporary one are the examples of DfE's guidance on unique pupil numbers;
  /// the third is python-stdnum's.
  @Test(arguments: ["H801200001001", "G80120000101A", "B801200005001", "h801200001001"])
  func publishedNumbersAreAccepted(text: String) { #expect(UPN(text) != nil) }

  @Test(arguments: [
    "Z801200001001", "A801200005001", "H80120000100", "H8012000010011", "X80120000A001",
    "G80120000101I", "I801200001001", "8801200001001", "",
  ])
  func othersAreRefused(text: String) { #expect(UPN(text) == nil) }

  @Test func aTemporaryOneEndsInALetter() throws {
    #expect(try #require(UPN("G80120000101A")).isTemporary)
    let lasting = try #require(UPN("H801200001001"))
    #expect(!lasting.isTemporary)
    #expect(lasting.localAuthority == "801")
  }

  @Test func anLAChildIDIsUpToTwentyLettersAndDigits() {
    #expect(LAChildID("A1b2") != nil)
    #expect(LAChildID(String(repeating: "7", count: 20)) != nil)
    for text in ["", String(repeating: "7", count: 21), "A-1", "A 1", "é1"] {
      #expect(LAChildID(text) == nil)
    }
  }
}

@Suite struct PostcodeTests {
  /// One of each shape that Royal Mail's Programmers' Guide lists.
  @Test(arguments: [
    ("m1 1aa", "M1 1AA"), ("M601NW", "M60 1NW"), ("CR2 6XH", "CR2 6XH"), ("dn55 1pt", "DN55 1PT"),
    ("W1A1HQ", "W1A 1HQ"), ("EC1A 1BB", "EC1A 1BB"), ("gir0aa", "GIR 0AA"),
    ("S W 1 A 1 A A", "SW1A 1AA"),
  ])
  func everyShapeIsReadAndWrittenTheSame(typed: String, written: String) {
    #expect(Postcode(typed)?.text == written)
  }

  @Test(arguments: [
    "", "LS1", "LS1 4", "1LS 4AB", "LS1 4CI", "QS1 4AB", "LI1 4AB", "LS123 4AB", "LS1-4AB",
    "LS1 AAB",
    "SW1AA 1AA", "GIR 1AA", "LSX 4AB",
  ])
  func otherShapesAreRefused(text: String) { #expect(Postcode(text) == nil) }

  @Test(arguments: [
    ("ls1", "LS1"), ("LS1 4", "LS1 4"), ("LS14", "LS14"), ("LS144", "LS14 4"),
    ("sw1a1a", "SW1A 1A"),
    ("LS1 4AB", "LS1 4AB"), ("ls14ab", "LS1 4AB"),
  ])
  func aPartIsReadAsTheBeginning(typed: String, written: String) {
    #expect(Postcode.partial(typed) == written)
  }

  @Test(arguments: ["", "LS", "4AB", "Leeds", "12", "LS1 4AB X"])
  func whatBeginsNoPostcodeIsRefused(text: String) { #expect(Postcode.partial(text) == nil) }

  @Test func itKnowsItsSector() throws {
    #expect(try #require(Postcode("LS1 4AB")).sector == "LS1 4")
  }
}
