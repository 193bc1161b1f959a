import Foundation
import Testing

@testable import Domain

@Suite struct IdentifierTests {
  @Test func aNumberIsWrittenAsLetterAndNumber() {
    #expect(PersonID(1042).description == "P-1042")
    #expect(PersonID("P-1042") == PersonID(1042))
    #expect(PersonID(2) < PersonID(10))
  }

  @Test(arguments: [
    "C-1042", "p-1042", "P-01", "P-0", "P--1", "P-+1", "P-1 ", "P1", "P-", "", "P-١", "P-1.0",
    "P-99999999999999999999",
  ])
  func whatIsNoNumberOfAPersonIsRefused(text: String) { #expect(PersonID(text) == nil) }

  @Test func aContactsNumberIsNotReadAsAPersons() throws {
    let kept = try JSONEncoder().encode([ContactID(7)])
    #expect(String(decoding: kept, as: UTF8.self) == "[\"C-7\"]")
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([PersonID].self, from: kept) }
    #expect(try JSONDecoder().decode([ContactID].self, from: kept) == [ContactID(7)])
  }

  @Test func aStreamNamesTheNounAndTheNumber() {
    #expect(FactStream(PersonID(7)).description == "person/7")
    #expect(FactStream("person/7") == FactStream(PersonID(7)))
    for text in ["person", "person/", "person/0", "person/-1", "person/7/8", ""] {
      #expect(FactStream(text) == nil)
    }
  }

  @Test func aRefusalNamesItsRuleAndItsQuestion() {
    let refusal = Refusal("contact.outcome", "Choose an outcome", question: "outcome")
    #expect(refusal.rule == "contact.outcome")
    #expect(refusal == Refusal("contact.outcome", "Choose an outcome", question: "outcome"))
    #expect(refusal != Refusal("contact.outcome", "Choose an outcome"))
  }
}
