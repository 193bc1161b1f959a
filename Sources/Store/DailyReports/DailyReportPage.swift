import Domain

/// What pages read of daily reports.
extension DailyReportTable {
  /// One report with all that became of it.
  package struct Whole: Sendable {
    package let id: DailyReportID
    package let reader: DailyReport.Reader
    package let day: Day
    /// As the agency reads them now.
    package let words: String
    package let status: DailyReport.Status
    package let composed: DailyReport.Signed
    package let approved: DailyReport.Signed?
    package let published: DailyReport.Signed?
    package let withdrawn: DailyReport.Withdrawal?
    package let version: Int
    package fileprivate(set) var lines: [Line] = []
    package fileprivate(set) var openings: [Opening] = []

    /// Everybody matched in its contacts, then or since.
    package var people: [PersonID] { Set(lines.flatMap(\.people)).sorted() }
    /// Of those it still tells of.
    package var contacts: [ContactID] { lines.filter { $0.removal == nil }.map(\.contact) }
  }

  package struct Line: Sendable {
    package let contact: ContactID
    package let text: String
    package let removal: DailyReport.Removal?
    package fileprivate(set) var people: [PersonID] = []
  }

  package struct Opening: Sendable, Equatable {
    package let who: String
    package let at: Instant
  }

  package static func whole(
    _ id: DailyReportID, in tx: any Transaction
  ) throws -> Whole? {
    try wholes("r.id = \(id)", in: tx).first
  }

  /// The reports of a day, withdrawn ones too, in the order in which they were made.
  package static func all(on day: Day, in tx: any Transaction) throws -> [Whole] {
    try wholes("r.day = \(day)", in: tx)
  }

  /// What an agency may read, newest first; without what may no longer be told. One that was made before
  /// the agency was registered is known by the agency's name.
  package static func published(
    to agency: AgencyID, in tx: any Transaction
  ) throws -> [Whole] {
    guard let line = try AgencyTable.line(agency, in: tx), !line.isClosed else { return [] }
    let key = DailyReport.Reader(kind: line.kind, name: line.name).key
    return try wholes(
      """
      r.status = 'published' AND (r.agency = \(agency) OR (r.agency IS NULL AND r.reader = \(key)))
      """, in: tx
    )
    .filter { try held($0.contacts, in: tx).isEmpty }
    .sorted { ($0.day, $0.id) > ($1.day, $1.id) }
  }

  private static func wholes(_ condition: SQL, in tx: any Transaction) throws -> [Whole] {
    var wholes = try tx.rows(
      """
      SELECT r.id, r.kind, r.name, r.agency, r.day, r.words, r.status, r.composed_by, r.composed_on,
        r.approved_by, r.approved_on, r.published_by, r.published_on, r.withdrawn_by,
        r.withdrawn_on, r.withdrawn_reason, r.version
      FROM dailyreport r WHERE \(condition) ORDER BY r.id
      """
    ).map(whole)
    let ids = wholes.map(\.id)
    guard !ids.isEmpty else { return [] }
    let lines = try lines(of: ids, in: tx)
    var openings: [DailyReportID: [Opening]] = [:]
    for row in try tx.rows(
      """
      SELECT dailyreport, who, opened_at FROM dailyreport_opening
      WHERE dailyreport IN (\(list: ids)) ORDER BY dailyreport, position
      """)
    {
      openings[try row.id("dailyreport"), default: []].append(
        Opening(who: try row.text("who"), at: try row.instant("opened_at")))
    }
    for index in wholes.indices {
      wholes[index].lines = lines[wholes[index].id] ?? []
      wholes[index].openings = openings[wholes[index].id] ?? []
    }
    return wholes
  }

  private static func whole(_ row: Row) throws -> Whole {
    func signed(_ what: String) throws -> DailyReport.Signed? {
      try row.dayIfAny("\(what)_on").map {
        DailyReport.Signed(by: try row.idIfAny("\(what)_by"), on: $0)
      }
    }
    return Whole(
      id: try row.id("id"),
      reader: DailyReport.Reader(
        kind: try row.code("kind"), name: try row.text("name"),
        agency: try row.idIfAny("agency")),
      day: try row.day("day"), words: try row.text("words"), status: try row.code("status"),
      composed: DailyReport.Signed(
        by: try row.idIfAny("composed_by"), on: try row.day("composed_on")),
      approved: try signed("approved"), published: try signed("published"),
      withdrawn: try row.dayIfAny("withdrawn_on").map {
        DailyReport.Withdrawal(
          reason: try row.text("withdrawn_reason"), by: try row.idIfAny("withdrawn_by"), on: $0)
      }, version: try row.int("version"))
  }

  private static func lines(
    of reports: [DailyReportID], in tx: any Transaction
  ) throws -> [DailyReportID: [Line]] {
    var people: [DailyReportID: [ContactID: Set<PersonID>]] = [:]
    // Whoever was matched since is somebody the line is about as well.
    for row in try tx.rows(
      """
      SELECT dailyreport, contact, person FROM dailyreport_person
      WHERE dailyreport IN (\(list: reports))
      UNION
      SELECT l.dailyreport, l.contact, n.person FROM dailyreport_line l
      JOIN contact_person n ON n.contact = l.contact AND n.person IS NOT NULL
      WHERE l.dailyreport IN (\(list: reports))
      """)
    {
      people[try row.id("dailyreport"), default: [:]][try row.id("contact"), default: []]
        .insert(try row.id("person"))
    }
    var lines: [DailyReportID: [Line]] = [:]
    for row in try tx.rows(
      """
      SELECT dailyreport, contact, text, removed_reason, removed_by, removed_on
      FROM dailyreport_line WHERE dailyreport IN (\(list: reports)) ORDER BY dailyreport, position
      """)
    {
      let (report, contact): (DailyReportID, ContactID) =
        (try row.id("dailyreport"), try row.id("contact"))
      let removal = try row.dayIfAny("removed_on").map {
        DailyReport.Removal(
          contact: contact, reason: try row.text("removed_reason"),
          by: try row.idIfAny("removed_by"), on: $0)
      }
      var line = Line(contact: contact, text: try row.text("text"), removal: removal)
      line.people = (people[report]?[contact] ?? []).sorted()
      lines[report, default: []].append(line)
    }
    return lines
  }
}
