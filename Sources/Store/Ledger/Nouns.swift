import Domain

/// Every noun the store keeps, in the order in which their tables can be created.
/// A new noun is one line here.
package enum Nouns {
  package static let all: [any Kept.Type] = [
    Team.self, Worker.self, Person.self, Contact.self, Referral.self, Assessment.self, Note.self,
    Enquiry.self, Plan.self, Alert.self, Sample.self, Call.self, PoliceNotification.self,
    Handover.self,
    PartnerCheck.self,
    Agency.self,
    PartnerReferral.self,
    DailyReport.self,
    EarlyHelp.self,
    ThresholdDocument.self,
    StrategyDiscussion.self, Conference.self,
    PreProceedings.self,
    SignificantEvent.self, Document.self,
    Transfer.self,
  ]

  /// Tables derived from facts, in order of creation.
  package static var tables: [DerivedTable] { all.flatMap { $0.tableList } }

  /// The tables of the nouns of the first edition, as migration 0002 makes them. A noun that comes
  /// later has a step of its own.
  static var firstSchema: [String] {
    let first: [any Kept.Type] = [
      Team.self, Worker.self, Person.self, Contact.self, Referral.self, Assessment.self,
      Note.self, Enquiry.self, Plan.self,
    ]
    return first.flatMap { $0.schemaList }
  }
}

extension Kept {
  fileprivate static var tableList: [DerivedTable] { Table.tables }
  fileprivate static var schemaList: [String] { Table.schema }
}
