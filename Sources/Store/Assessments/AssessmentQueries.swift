import Domain

/// Lists of assessments, and what is known already when one is written.
extension AssessmentTable {
  /// One assessment in a list about one child.
  package struct Line: Sendable, Equatable {
    package let id: AssessmentID
    package let kind: Assessment.Kind
    package let status: Assessment.Status
    package let child: PersonID
    package let referral: ReferralID
    package let referredOn: Day
    package let startedOn: Day
    package let sentOn: Day?
    package let authorisedOn: Day?
    package let outcome: Assessment.Outcome?
    package let imported: Bool

    /// What times it for this child.
    package var clock: Clock {
      Assessment.clock(
        kind, referredOn: referredOn, startedOn: startedOn, authorisedOn: authorisedOn)
    }
  }

  /// A child's assessments, newest first.
  package static func of(child: PersonID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE c.child IN \(records: child)", in: tx)
  }

  /// The assessments of one episode, newest first.
  package static func of(referral: ReferralID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE c.referral = \(referral)", in: tx)
  }

  /// What waits for a manager of the team, by child, oldest first.
  package static func waiting(team: TeamID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE a.status = 'sent' AND r.team = \(team)", in: tx).reversed()
  }

  /// What a worker has under way with the children given to them, by child, oldest first.
  package static func underWay(worker: WorkerID, in tx: any Transaction) throws -> [Line] {
    try lines(
      "WHERE a.status <> 'authorised' AND r.worker = \(worker) AND r.is_open = 1", in: tx
    ).reversed()
  }

  private static func lines(_ condition: SQL, in tx: any Transaction) throws -> [Line] {
    try tx.rows(
      """
      SELECT a.id, a.kind, a.status, c.child, c.referral, r.received_on, a.started_on, a.sent_on,
        a.authorised_on, c.outcome, a.imported
      FROM assessment_child c JOIN assessment a ON a.id = c.assessment
        JOIN referral r ON r.id = c.referral
      \(condition) ORDER BY a.started_on DESC, a.id DESC, c.child DESC
      """
    ).map { row in
      Line(
        id: try row.id("id"), kind: try row.code("kind"), status: try row.code("status"),
        child: try row.id("child"), referral: try row.id("referral"),
        referredOn: try row.day("received_on"), startedOn: try row.day("started_on"),
        sentOn: try row.dayIfAny("sent_on"), authorisedOn: try row.dayIfAny("authorised_on"),
        outcome: try row.codeIfAny("outcome"), imported: try row.bool("imported"))
    }
  }

  /// An episode for which an assessment can be begun.
  package struct Episode: Sendable, Equatable {
    package let referral: ReferralID
    package let child: ChildHead
    package let receivedOn: Day
    package let isOpen: Bool
    package let kinds: [Assessment.Kind]
  }

  /// The episode of this referral.
  package static func episode(
    _ referral: ReferralID, in tx: any Transaction
  ) throws -> Episode? {
    guard
      let row = try tx.row(
        "SELECT child, received_on, is_open FROM referral WHERE id = \(referral)")
    else { return nil }
    guard let child = try ChildHead.of([row.id("child")], in: tx).first else { return nil }
    return Episode(
      referral: referral, child: child, receivedOn: try row.day("received_on"),
      isOpen: try row.bool("is_open"),
      kinds: try of(referral: referral, in: tx).map(\.kind))
  }

  /// The open episodes of a child's brothers and sisters.
  package static func siblingEpisodes(
    of child: PersonID, in tx: any Transaction
  ) throws -> [Episode] {
    let siblings = try ChildHead.siblings(of: child, in: tx)
    let open = try ReferralTable.openEpisodes(of: siblings, in: tx)
    return try siblings.compactMap { try open[$0].flatMap { try episode($0, in: tx) } }
  }

  /// What the record says of a child already, beside the question.
  package struct Known: Sendable, Equatable {
    package let child: ChildHead
    package let notes: [NoteTable.Line]
    /// The child's own words with their source, newest first.
    package let words: [Words]
    /// What is recorded of who the child is: a name for each, and the words.
    package let details: [Detail]

    /// Something the child said, with a key by which a form can ask for it as a quote.
    package struct Words: Sendable, Equatable {
      package let key: String
      package let quote: Assessment.Quote
    }

    package struct Detail: Sendable, Equatable {
      package let name: String
      package let words: String
    }
  }

  package static func known(_ child: ChildHead, in tx: any Transaction) throws -> Known {
    let spoken = try NoteTable.words(of: child.id, limit: 6, in: tx).map { line in
      Known.Words(
        key: "\(line.id)/\(child.id)",
        quote: Assessment.Quote(
          words: line.block.words ?? "",
          source: "\(child.given), \(line.kind.words.lowercased()), \(line.happenedOn.long)",
          record: FactStream(line.id).description))
    }
    let quoted = try tx.rows(
      """
      SELECT q.assessment, q.position, q.words, q.source FROM assessment_quote q
      JOIN assessment a ON a.id = q.assessment
      WHERE q.section = \(seenQuotes) AND q.child IN \(records: child.id)
      ORDER BY a.started_on DESC, a.id DESC, q.position LIMIT 6
      """
    ).map { row in
      let assessment: AssessmentID = try row.id("assessment")
      return Known.Words(
        key: "\(assessment)/\(child.id)/\(try row.int("position"))",
        quote: Assessment.Quote(words: try row.text("words"), source: try row.text("source")))
    }
    return Known(
      child: child, notes: try NoteTable.of(child: child.id, limit: 5, in: tx),
      words: spoken + quoted, details: try details(of: child.id, in: tx))
  }

  private static func details(
    of child: PersonID, in tx: any Transaction
  ) throws -> [Known.Detail] {
    guard
      let row = try tx.row(
        """
        SELECT ethnicity, language, interpreter, religion, gender, disability_help, school, gp
        FROM person WHERE id = (SELECT person FROM person_record WHERE record = \(child))
        """)
    else { return [] }
    var details: [Known.Detail] = []
    func add(_ name: String, _ words: String?) {
      if let words, !words.isEmpty { details.append(Known.Detail(name: name, words: words)) }
    }
    add("Ethnicity", try row.codeIfAny("ethnicity", of: Ethnicity.self)?.meaning)
    add("First language", try row.textIfAny("language"))
    add("Interpreter", try row.boolIfAny("interpreter") == true ? "Needed" : nil)
    add("Religion", try row.textIfAny("religion"))
    add("Gender, in the child's own words", try row.textIfAny("gender"))
    add("What helps with a disability", try row.textIfAny("disability_help"))
    add("School", try row.textIfAny("school"))
    add("GP", try row.textIfAny("gp"))
    return details
  }
}
