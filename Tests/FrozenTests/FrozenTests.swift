@testable import Domain
import Foundation
import Store
import Testing

/// Facts once shipped decode for ever, to the same bytes. A file in Tests/Frozen is never edited.
///
/// A new case: add an example, run once with THRESHOLD_FREEZE=1, commit the new file.
@Suite("Facts decode for ever")
struct FrozenTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Frozen")

  @Test("Teams and workers") func workers() throws {
    try check(Team.self, Examples.team)
    try check(Worker.self, Examples.workers)
  }
  @Test("People") func people() throws { try check(Person.self, Examples.people) }
  @Test("Contacts") func contacts() throws { try check(Contact.self, Examples.contacts) }
  @Test("Referrals") func referrals() throws { try check(Referral.self, Examples.referrals) }
  @Test("Assessments") func assessments() throws {
    try check(Assessment.self, Examples.assessments)
  }
  @Test("Alerts") func alerts() throws { try check(Alert.self, Examples.alerts) }
  @Test("Handovers") func handovers() throws { try check(Handover.self, Examples.handovers) }
  @Test("Notes") func notes() throws { try check(Note.self, Examples.notes) }
  @Test("Enquiries and plans") func enquiries() throws {
    try check(Enquiry.self, Examples.enquiries)
    try check(Plan.self, Examples.plans)
  }

  @Test("Every value that intake may propose") func proposed() throws {
    for value in Examples.proposed {
      let fact = Person.Fact.proposed(
        proposal: .init(key: 1, value: value, provenance: Examples.said), on: Examples.day)
      let bytes = try FactJSON.encode(fact)
      let file = Self.folder.appendingPathComponent(
        "person.proposed.\(value.field.rawValue).json")
      if ProcessInfo.processInfo.environment["THRESHOLD_FREEZE"] != nil,
        !FileManager.default.fileExists(atPath: file.path)
      {
        try Data(bytes).write(to: file)
      }
      let frozen = Array(try Data(contentsOf: file))
      #expect(frozen == bytes)
      #expect(try FactJSON.decode(frozen, as: Person.Fact.self) == fact)
    }
  }

  private func check<N: Noun>(_: N.Type, _ examples: [N.Fact]) throws {
    #expect(Set(examples.map(\.name)).count == examples.count, "one example a case")
    for fact in examples {
      let file = Self.folder.appendingPathComponent("\(N.noun).\(fact.name).json")
      let bytes = try FactJSON.encode(fact)
      if ProcessInfo.processInfo.environment["THRESHOLD_FREEZE"] != nil,
        !FileManager.default.fileExists(atPath: file.path)
      {
        try Data(bytes).write(to: file)
      }
      let frozen = try Data(contentsOf: file)
      #expect(
        try FactJSON.decode(Array(frozen), as: N.Fact.self) == fact, "\(file.lastPathComponent)")
      #expect(Array(frozen) == bytes, "\(file.lastPathComponent) is written in other bytes now")
    }
  }
}
