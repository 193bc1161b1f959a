import Domain

/// What a database must look like. Each step runs once, in order, in one transaction with the line
/// that says so; a step that shipped is never edited, and so neither is the `schema` of a table that
/// shipped: `Tests/Frozen/migrations.txt` holds the digests. What changes is a new step.
package enum Migrations {
  package struct Step: Sendable {
    package let name: String
    package let statements: @Sendable (Dialect) -> [String]
    /// Fills new tables from the rows that are there; nothing to do in an empty database.
    let fill: @Sendable (any Transaction) throws -> Void

    package init(
      _ name: String, fill: @escaping @Sendable (any Transaction) throws -> Void = { _ in },
      _ statements: @escaping @Sendable (Dialect) -> [String]
    ) {
      self.name = name
      self.fill = fill
      self.statements = statements
    }
  }

  package static let all: [Step] = [
    Step("0001 ledger") { Ledger.schema + Ledger.guards($0) },
    Step("0002 nouns") { _ in Nouns.firstSchema },
    Step("0003 authority") { _ in Authority.schema },
    Step("0004 signing in") { dialect in
      AccountTable.schema + SessionTable.schema + DraftTable.schema
        + AccessLogTable.schema(dialect)
    },
    Step("0005 saved searches") { _ in SavedSearchTable.schema },
    Step("0006 search index", fill: { try PersonIndex.fill(in: $0) }) { dialect in
      PersonIndex.schema(dialect) + PersonWeights.schema
    },
    Step("0007 merging") { _ in PersonRecords.schema + LikelyDuplicates.schema },
    Step("0008 sources and restrictions") { _ in
      PersonTable.provenanceSchema + PersonTable.restrictedSchema
    },
    Step("0009 alerts and family") { _ in AlertTable.schema + PersonTable.familySchema },
    Step("0010 decisions and samples", fill: { try ContactTable.fillReturned(in: $0) }) { _ in
      ContactTable.decisionSchema + SampleTable.schema
    },
    Step("0011 police notifications") { _ in PoliceNotificationTable.schema },
    Step("0012 front door") { _ in ContactTable.queueSchema + CallTable.schema },
    Step("0013 feedback and outbox", fill: { try ContactTable.fillOwed(in: $0) }) { _ in
      ContactTable.feedbackSchema + OutboxTable.schema
    },
    Step("0014 partner checks") { _ in PartnerCheckTable.schema },
    Step("0015 handovers") { _ in HandoverTable.schema },
    Step("0016 agencies and portal") { _ in
      AgencyTable.schema + PartnerCheckTable.portalSchema + PortalTables.schema
    },
    Step("0017 referral forms") { _ in
      PartnerReferralTable.schema + PortalDraftTable.schema + UploadTable.schema
    },
    Step("0018 daily reports") { _ in DailyReportTable.schema },
    Step("0019 early help") { _ in EarlyHelpTable.schema },
    Step("0020 arrivals") { _ in Volumes.schema },
    Step("0021 who read what was passed on") { _ in ContactTable.readerSchema },
    Step("0022 threshold documents") { _ in ThresholdDocumentTable.schema },
    Step("0023 strategy discussions, enquiries and conferences") { _ in
      StrategyDiscussionTable.schema + EnquiryTable.grownSchema + ConferenceTable.schema
    },
    Step("0024 plans") { _ in
      PlanTable.workSchema + NoteTable.failedSchema + ReferralTable.closureSchema
        + PreProceedingsTable.schema
    },
    Step("0025 teams, allocation and transfers") { _ in
      WorkerTable.workloadSchema + ReferralTable.allocationSchema + TransferTable.schema
        + Reminders.schema
    },
    Step("0026 assessments grown up", fill: { try AssessmentTable.fillRisks(in: $0) }) { _ in
      AssessmentTable.grownSchema + ContributionLinkTable.schema
    },
    Step("0027 chronology and documents") { _ in
      SignificantEventTable.schema + DocumentTable.schema + KeptFiles.schema
    },
  ]

  /// Brings a database up to date.
  /// - Returns: the names of the steps that ran.
  /// - Throws: when the database was written by a later version of Threshold.
  @discardableResult package static func run(on database: any Database) async throws -> [String] {
    try await database.write { tx in try run(in: tx) }
  }

  package static func run(in tx: any Transaction) throws -> [String] {
    try tx.run(
      "CREATE TABLE IF NOT EXISTS migration (position INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    let done = try tx.rows("SELECT name FROM migration ORDER BY position").map {
      try $0.text("name")
    }
    guard done.count <= all.count, done == all.prefix(done.count).map(\.name) else {
      throw DatabaseError.unavailable(
        "This database was made by another version of Threshold. Use that version, or a newer one")
    }
    var ran: [String] = []
    for (index, step) in all.enumerated().dropFirst(done.count) {
      for statement in step.statements(tx.dialect) { try tx.run(SQL(trusted: statement)) }
      try tx.run(
        "INSERT INTO migration (position, name) VALUES (\(index + 1), \(step.name))")
      ran.append(step.name)
    }
    // Once all tables are as the code of today reads them.
    for step in all.dropFirst(done.count) { try step.fill(tx) }
    return ran
  }
}
