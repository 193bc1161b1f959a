import Domain

/// A whole assessment, as its pages show it.
extension AssessmentTable {
  package struct ChildRow: Sendable, Equatable {
    package let head: ChildHead
    package let referral: ReferralID
    package let referredOn: Day
    /// Nil until the question whether the child was seen is answered.
    package let seen: Assessment.Seen?
    package let factors: [AssessmentFactor]
    package let outcome: Assessment.ChildOutcome?
    package var person: PersonID { head.id }
  }

  package struct SectionRow: Sendable, Equatable {
    /// Nil where the section is set aside.
    package let written: Assessment.Written?
    package let setAside: String?
    package let by: String?
    package let on: Day
  }

  /// A manager's comment, or an addendum, with the name of who wrote it.
  package struct Remark: Sendable, Equatable {
    package let text: String
    /// Why an addendum was added.
    package let reason: String?
    package let by: String?
    package let on: Day
  }

  package struct Authorisation: Sendable, Equatable {
    package let sentence: String
    package let withoutRiskPlan: String?
    package let by: String?
    package let on: Day
  }

  package struct Whole: Sendable, Equatable {
    package let id: AssessmentID
    package let kind: Assessment.Kind
    package let status: Assessment.Status
    package let startedOn: Day
    package let reviewPoint: Day?
    package let sentOn: Day?
    package let risk: Assessment.Risk
    package let authorisation: Authorisation?
    package let imported: Bool
    package let beganBy: String?
    package let version: Int
    package let children: [ChildRow]
    package let sections: [Assessment.Section: SectionRow]
    /// Oldest first.
    package let returns: [Remark]
    package let addenda: [Remark]
    package let authors: [WorkerID: String]
    package let grown: Grown

    package var people: [PersonID] { children.map(\.person) }
    /// The day whose law rules: the earliest referral of the children covered.
    package var referredOn: Day { children.map(\.referredOn).min() ?? startedOn }
  }

  package static func whole(_ id: AssessmentID, in tx: any Transaction) throws -> Whole? {
    guard
      let row = try tx.row(
        """
        SELECT a.kind, a.status, a.started_on, a.review_point, a.sent_on, a.authorised_on,
          a.authorised_sentence, a.without_risk_plan, a.imported, a.version, b.name AS began_by, w.name AS authorised_by
        FROM assessment a LEFT JOIN worker b ON b.id = a.began_by
          LEFT JOIN worker w ON w.id = a.authorised_by
        WHERE a.id = \(id)
        """)
    else { return nil }
    var authorisation: Authorisation?
    if let on = try row.dayIfAny("authorised_on") {
      authorisation = Authorisation(
        sentence: try row.textIfAny("authorised_sentence") ?? "",
        withoutRiskPlan: try row.textIfAny("without_risk_plan"),
        by: try row.textIfAny("authorised_by"), on: on)
    }
    var authors: [WorkerID: String] = [:]
    for author in try tx.rows(
      """
      SELECT w.id, w.name FROM assessment_author a JOIN worker w ON w.id = a.worker
      WHERE a.assessment = \(id)
      """)
    {
      authors[try author.id("id")] = try author.text("name")
    }
    let quotes = try quotes(of: id, in: tx)
    let grown = try grown(of: id, in: tx)
    return Whole(
      id: id, kind: try row.code("kind"), status: try row.code("status"),
      startedOn: try row.day("started_on"), reviewPoint: try row.dayIfAny("review_point"),
      sentOn: try row.dayIfAny("sent_on"),
      risk: grown.risks.last?.risk ?? Assessment.Risk(),
      authorisation: authorisation, imported: try row.bool("imported"),
      beganBy: try row.textIfAny("began_by"), version: try row.int("version"),
      children: try children(of: id, quotes: quotes, in: tx),
      sections: try sections(of: id, quotes: quotes, in: tx),
      returns: try remarks(
        """
        SELECT r.comment AS text, NULL AS reason, w.name AS by_name, r.returned_on AS on_day
        FROM assessment_return r LEFT JOIN worker w ON w.id = r.returned_by
        WHERE r.assessment = \(id) ORDER BY r.position
        """, in: tx),
      addenda: try remarks(
        """
        SELECT d.text, d.reason, w.name AS by_name, d.added_on AS on_day
        FROM assessment_addendum d LEFT JOIN worker w ON w.id = d.added_by
        WHERE d.assessment = \(id) ORDER BY d.position
        """, in: tx),
      authors: authors, grown: grown)
  }

  private struct Place: Hashable {
    var section: String
    var child: Int
  }

  private static func quotes(
    of id: AssessmentID, in tx: any Transaction
  ) throws -> [Place: [Assessment.Quote]] {
    var quotes: [Place: [Assessment.Quote]] = [:]
    for row in try tx.rows(
      """
      SELECT section, child, words, source, record FROM assessment_quote WHERE assessment = \(id)
      ORDER BY section, child, position
      """)
    {
      let place = Place(section: try row.text("section"), child: try row.int("child"))
      quotes[place, default: []].append(
        Assessment.Quote(
          words: try row.text("words"), source: try row.text("source"),
          record: try row.textIfAny("record")))
    }
    return quotes
  }

  private static func remarks(_ sql: SQL, in tx: any Transaction) throws -> [Remark] {
    try tx.rows(sql).map {
      Remark(
        text: try $0.text("text"), reason: try $0.textIfAny("reason"),
        by: try $0.textIfAny("by_name"), on: try $0.day("on_day"))
    }
  }

  private static func children(
    of id: AssessmentID, quotes: [Place: [Assessment.Quote]], in tx: any Transaction
  ) throws -> [ChildRow] {
    let rows = try tx.rows(
      """
      SELECT c.child, c.referral, r.received_on, c.seen, c.seen_on, c.seen_alone, c.why_not,
        c.outcome, c.outcome_reason
      FROM assessment_child c JOIN referral r ON r.id = c.referral
        JOIN person_of p ON p.record = c.child
      WHERE c.assessment = \(id)
      ORDER BY CASE WHEN p.birth IS NULL THEN 1 ELSE 0 END, p.birth, p.id
      """)
    let heads = try ChildHead.of(rows.map { try $0.id("child") }, in: tx)
    return try zip(rows, heads).map { row, head in
      var seen: Assessment.Seen?
      if let was = try row.boolIfAny("seen") {
        seen = Assessment.Seen(
          child: head.id, seen: was, seenOn: try row.dayIfAny("seen_on"),
          alone: try row.boolIfAny("seen_alone") ?? false, whyNot: try row.textIfAny("why_not"),
          quotes: quotes[Place(section: seenQuotes, child: head.id.number)] ?? [])
      }
      var outcome: Assessment.ChildOutcome?
      if let code = try row.codeIfAny("outcome", of: Assessment.Outcome.self) {
        outcome = Assessment.ChildOutcome(
          child: head.id, outcome: code, reason: try row.text("outcome_reason"))
      }
      let factors = try tx.rows(
        """
        SELECT factor FROM assessment_factor WHERE assessment = \(id) AND child = \(head.id)
        ORDER BY position
        """
      ).map { try $0.code("factor", of: AssessmentFactor.self) }
      return ChildRow(
        head: head, referral: try row.id("referral"), referredOn: try row.day("received_on"),
        seen: seen, factors: factors, outcome: outcome)
    }
  }

  private static func sections(
    of id: AssessmentID, quotes: [Place: [Assessment.Quote]], in tx: any Transaction
  ) throws -> [Assessment.Section: SectionRow] {
    var perChild: [String: [Assessment.ChildText]] = [:]
    for row in try tx.rows(
      """
      SELECT section, child, text FROM assessment_section_child WHERE assessment = \(id)
      ORDER BY section, child
      """)
    {
      perChild[try row.text("section"), default: []].append(
        Assessment.ChildText(child: try row.id("child"), text: try row.text("text")))
    }
    let ticks = try ticks(of: id, in: tx)
    var sections: [Assessment.Section: SectionRow] = [:]
    for row in try tx.rows(
      """
      SELECT s.section, s.text, s.completed, s.set_aside, s.written_on, s.difference,
        s.copied_from, s.copied_on, s.still_true, w.name AS by_name
      FROM assessment_section s LEFT JOIN worker w ON w.id = s.written_by
      WHERE s.assessment = \(id)
      """)
    {
      let section = try row.code("section", of: Assessment.Section.self)
      let setAside = try row.textIfAny("set_aside")
      var copied: Assessment.Copied?
      if let on = try row.dayIfAny("copied_on") {
        copied = Assessment.Copied(
          from: try row.id("copied_from"), on: on, isStillTrue: try row.bool("still_true"))
      }
      let written = Assessment.Written(
        text: try row.text("text"), perChild: perChild[section.rawValue] ?? [],
        quotes: quotes[Place(section: section.rawValue, child: 0)] ?? [],
        completed: try row.bool("completed"), difference: try row.textIfAny("difference"),
        ticks: ticks[section.rawValue], copied: copied)
      sections[section] = SectionRow(
        written: setAside == nil ? written : nil, setAside: setAside,
        by: try row.textIfAny("by_name"), on: try row.day("written_on"))
    }
    return sections
  }
}
