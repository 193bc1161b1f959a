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
  @Test("Referrals") func referrals() throws {
    try check(Referral.self, Examples.referrals)
    try check(Examples.givenOver, "referral.allocated.over")
  }
  @Test("Transfers") func transfers() throws { try check(Transfer.self, Examples.transfers) }
  @Test("Assessments") func assessments() throws {
    try check(Assessment.self, Examples.assessments)
    for (name, fact) in Examples.otherAssessments { try check(fact, name) }
  }
  @Test("Alerts") func alerts() throws { try check(Alert.self, Examples.alerts) }
  @Test("Partner checks") func partnerChecks() throws {
    try check(PartnerCheck.self, Examples.partnerChecks)
  }
  @Test("Police notifications") func police() throws {
    try check(PoliceNotification.self, Examples.police)
  }
  @Test("Referral forms") func partnerReferrals() throws {
    try check(PartnerReferral.self, Examples.partnerReferrals)
  }
  @Test("Daily reports") func dailyReports() throws {
    try check(DailyReport.self, Examples.dailyReports)
  }
  @Test("Agencies") func agencies() throws { try check(Agency.self, Examples.agencies) }
  @Test("Handovers") func handovers() throws { try check(Handover.self, Examples.handovers) }
  @Test("Early help") func earlyHelp() throws {
    try check(EarlyHelp.self, Examples.earlyHelp)
    for (fact, name) in Examples.otherEarlyHelp { try frozen(fact, "\(name).json") }
  }
  @Test("Notes") func notes() throws { try check(Note.self, Examples.notes) }
  @Test("Enquiries and plans") func enquiries() throws {
    try check(Enquiry.self, Examples.enquiries)
    try check(Plan.self, Examples.plans)
  }
  @Test("Pre-proceedings, a closure in full, a visit that failed") func preProceedings() throws {
    try check(PreProceedings.self, Examples.preProceedings)
    try check(Examples.fullClosure, "referral.closed.in-full")
    try check(Examples.failedVisit, "note.recorded.failed")
  }

  @Test("Strategy discussions and conferences") func protection() throws {
    try check(StrategyDiscussion.self, Examples.strategyDiscussions)
    try check(Conference.self, Examples.conferences)
    for (fact, name) in Examples.otherOrigins { try frozen(fact, "\(name).json") }
  }

  @Test("Samples") func samples() throws {
    try check(Sample.self, Examples.samples)
    try check(Examples.otherSample, "sample.drawn.share")
  }

  @Test("What was asked and answered through the portal") func inPortal() throws {
    for (name, fact) in Examples.inPortal { try check(fact, name) }
  }

  @Test("Significant events") func significantEvents() throws {
    try check(SignificantEvent.self, Examples.significantEvents)
  }
  @Test("Documents") func documents() throws {
    try check(Document.self, Examples.documents)
    try check(Examples.fileKept, "document.kept.file")
  }

  @Test("Threshold documents") func thresholdDocuments() throws {
    try check(ThresholdDocument.self, Examples.thresholdDocuments)
  }
  @Test("Calls that are no contacts") func calls() throws { try check(Call.self, Examples.calls) }

  @Test("A contact that was pasted") func pasted() throws {
    try frozen(Examples.pasted, "contact.received.pasted.json")
  }

  private func frozen<F: Fact>(_ fact: F, _ name: String) throws {
    let bytes = try FactJSON.encode(fact)
    let file = Self.folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["THRESHOLD_FREEZE"] != nil,
      !FileManager.default.fileExists(atPath: file.path)
    {
      try Data(bytes).write(to: file)
    }
    let frozen = Array(try Data(contentsOf: file))
    #expect(frozen == bytes)
    #expect(try FactJSON.decode(frozen, as: F.self) == fact)
  }

  @Test("Every value that intake may propose") func proposed() throws {
    for value in Examples.proposed {
      let fact = Person.Fact.proposed(
        proposal: .init(key: 1, value: value, provenance: Examples.said), on: Examples.day)
      try check(fact, "person.proposed.\(value.field.rawValue)")
    }
  }

  @Test("Every rule by which a decision may be checked") func decided() throws {
    for decision in Examples.decidedByEdition {
      let fact = Contact.Fact.decided(decision: decision, people: [Examples.child])
      try check(fact, "contact.decided.\(decision.checkRule?.rawValue ?? "old")")
    }
  }

  private func check<F: Domain.Fact>(_ fact: F, _ name: String) throws {
    let bytes = try FactJSON.encode(fact)
    let file = Self.folder.appendingPathComponent("\(name).json")
    if ProcessInfo.processInfo.environment["THRESHOLD_FREEZE"] != nil,
      !FileManager.default.fileExists(atPath: file.path)
    {
      try Data(bytes).write(to: file)
    }
    let frozen = Array(try Data(contentsOf: file))
    #expect(frozen == bytes, "\(name)")
    #expect(try FactJSON.decode(frozen, as: F.self) == fact, "\(name)")
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
