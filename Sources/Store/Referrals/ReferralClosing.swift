import Domain

/// The end of an episode: what is not finished, letters, and a closure undone.
extension ReferralTable {
  package static let closureSchema = [
    "ALTER TABLE referral ADD COLUMN come_back TEXT",
    "ALTER TABLE referral ADD COLUMN closed_by INTEGER REFERENCES worker (id)",
    "ALTER TABLE referral ADD COLUMN closure_recorded_on TEXT",
    """
    CREATE TABLE referral_letter (
      referral INTEGER NOT NULL REFERENCES referral (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      reader TEXT NOT NULL CHECK (reader IN ('child', 'family')),
      name TEXT NOT NULL CHECK (name <> ''),
      text TEXT NOT NULL CHECK (text <> ''),
      worker INTEGER REFERENCES worker (id),
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      PRIMARY KEY (referral, position)
    )
    """,
  ]

  /// What of the episode is open, as a closure asks.
  package static func unfinished(
    _ id: ReferralID, in tx: any Transaction
  ) throws -> Referral.Unfinished {
    var unfinished = Referral.Unfinished()
    let plans = try PlanTable.of(referral: id, in: tx)
    unfinished.plan = plans.first { $0.history.to == nil }.map { ($0.id, $0.history.kind) }
    unfinished.preProceedings = try PreProceedingsTable.of(referral: id, in: tx).filter(\.isOpen)
      .map(\.id)
    unfinished.enquiries = try tx.rows(
      """
      SELECT e.id FROM enquiry_child c JOIN enquiry e ON e.id = c.enquiry
      WHERE c.referral = \(id) AND e.is_open = 1 ORDER BY e.id
      """
    ).map { try $0.id("id") }
    unfinished.conferences = try tx.rows(
      """
      SELECT x.id FROM conference_child c JOIN conference x ON x.id = c.conference
      WHERE c.referral = \(id) AND x.status = 'open' ORDER BY x.id
      """
    ).map { try $0.id("id") }
    unfinished.wentBeyondAssessment =
      try !plans.isEmpty
      || tx.exists("SELECT 1 FROM enquiry_child WHERE referral = \(id)")
      || tx.exists("SELECT 1 FROM conference_child WHERE referral = \(id)")
      || tx.exists(
        "SELECT 1 FROM referral WHERE id = \(id) AND transfer_in_conference IS NOT NULL")
    return unfinished
  }

  /// Early help that began with the closure and has not ended.
  static func helpTookOver(
    from id: ReferralID, in tx: any Transaction
  ) throws -> EarlyHelpID? {
    try tx.row(
      """
      SELECT id FROM earlyhelp WHERE referral = \(id) AND begun_on IS NOT NULL AND status = 'open'
      ORDER BY id DESC LIMIT 1
      """)?.id("id")
  }

  static func insert(
    _ letter: Referral.Letter, at position: Int, of id: ReferralID, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO referral_letter (referral, position, reader, name, text, worker, on_day)
      VALUES (\(id), \(position), \(letter.to.rawValue), \(letter.name), \(letter.text),
        \(letter.by), \(letter.on))
      """)
  }

  /// The letters about the end of the work, oldest first.
  package static func letters(
    of id: ReferralID, in tx: any Transaction
  ) throws -> [Referral.Letter] {
    try tx.rows(
      """
      SELECT reader, name, text, worker, on_day FROM referral_letter WHERE referral = \(id)
      ORDER BY position
      """
    ).map { row in
      Referral.Letter(
        to: try row.code("reader"), name: try row.text("name"), text: try row.text("text"),
        by: try row.idIfAny("worker"), on: try row.day("on_day"))
    }
  }

  /// The allocation that the closure ended goes on.
  static func resumeAllocation(of id: ReferralID, in tx: any Transaction) throws {
    try tx.run(
      """
      UPDATE referral_allocation SET to_day = NULL WHERE referral = \(id) AND position =
        (SELECT MAX(position) FROM referral_allocation WHERE referral = \(id))
      """)
  }

  /// What was to bring us back: the child's last closed episode before this one, where it was asked.
  package struct ComeBack: Sendable, Equatable {
    package let id: ReferralID
    package let closedOn: Day
    package let reason: ReasonForClosure?
    package let words: String
  }

  package static func comeBack(
    of child: PersonID, before id: ReferralID, in tx: any Transaction
  ) throws -> ComeBack? {
    try tx.row(
      """
      SELECT id, closed_on, closure_reason, come_back FROM referral
      WHERE child IN \(records: child) AND id < \(id) AND come_back IS NOT NULL
      ORDER BY closed_on DESC, id DESC LIMIT 1
      """
    ).map { row in
      ComeBack(
        id: try row.id("id"), closedOn: try row.day("closed_on"),
        reason: try row.codeIfAny("closure_reason"), words: try row.text("come_back"))
    }
  }
}
