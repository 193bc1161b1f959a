import Domain

extension Assessment: Kept { package typealias Table = AssessmentTable }

/// Assessments as they stand: the sections, each child covered, the manager's review.
package enum AssessmentTable: NounTable {
  package typealias N = Assessment

  package static let tables =
    [
      DerivedTable("assessment", key: ["id"]),
      DerivedTable("assessment_child", key: ["assessment", "child"]),
      DerivedTable("assessment_factor", key: ["assessment", "child", "position"]),
      DerivedTable("assessment_section", key: ["assessment", "section"]),
      DerivedTable("assessment_section_child", key: ["assessment", "section", "child"]),
      DerivedTable("assessment_quote", key: ["assessment", "section", "child", "position"]),
      DerivedTable("assessment_return", key: ["assessment", "position"]),
      DerivedTable("assessment_addendum", key: ["assessment", "position"]),
      DerivedTable("assessment_author", key: ["assessment", "worker"]),
    ] + grownTables

  /// Where the child's own words stand in `assessment_quote` when they belong to no section but to
  /// the question whether the child was seen.
  static let seenQuotes = "seen"

  /// What other records tell, where the command asks for it.
  package static func around(
    _ command: Assessment.Command, on id: AssessmentID, given state: Assessment?,
    in tx: any Transaction
  ) throws -> Assessment.Around {
    let people = state?.children.map(\.person) ?? []
    switch command {
    case .begin(_, let children, _): return try episodes(of: children, in: tx)
    case .send: return Assessment.Around(unborn: try unborn(people, in: tx))
    case .askContribution:
      return Assessment.Around(undisclosed: try UndisclosedHomes.near(people, in: tx))
    case .write(_, let written):
      guard let copied = written.copied else { return Assessment.Around() }
      return Assessment.Around(copiesOwn: try isAbout(copied.from, people, in: tx))
    case .importRecord, .setReviewPoint, .setAside, .recordSeen, .recordFactors, .recordRisk,
      .sendBack, .authorise, .addAddendum, .comment, .holdCheckpoint, .reviewRisk,
      .finishRiskAction, .chaseContribution, .withdrawContribution, .contribute, .markPassages,
      .share:
      return Assessment.Around()
    }
  }

  /// The episodes that `begin` names, as they stand, with the kinds of assessment each has already.
  private static func episodes(
    of children: [Assessment.Child], in tx: any Transaction
  ) throws -> Assessment.Around {
    var episodes: [ReferralID: Assessment.Around.Episode] = [:]
    for referral in Set(children.map(\.referral)) {
      guard
        let row = try tx.row(
          "SELECT child, received_on, is_open FROM referral WHERE id = \(referral)")
      else { continue }
      let kinds = try tx.rows(
        """
        SELECT DISTINCT a.kind FROM assessment a
        JOIN assessment_child c ON c.assessment = a.id WHERE c.referral = \(referral)
        ORDER BY a.kind
        """
      ).map { try $0.code("kind", of: Assessment.Kind.self) }
      episodes[referral] = Assessment.Around.Episode(
        child: try row.id("child"), receivedOn: try row.day("received_on"),
        isOpen: try row.bool("is_open"), kinds: kinds)
    }
    return Assessment.Around(episodes: episodes)
  }

  package static func save(
    _ assessment: Assessment, on id: AssessmentID, after fact: Assessment.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    try saveHead(assessment, on: id, after: fact, as: entry, in: tx)
    switch fact {
    case .began, .imported:
      for child in assessment.children {
        try tx.run(
          """
          INSERT INTO assessment_child (assessment, child, referral)
          VALUES (\(id), \(child.person), \(child.referral))
          """)
      }
      try saveFactors(assessment, of: assessment.children.map(\.person), on: id, in: tx)
    case .reviewPointSet, .riskRecorded: break
    case .sectionWritten(let section, let written, let by, let on, _):
      try save(written, in: section, by: by, on: on, of: id, in: tx)
    case .sectionSetAside(let section, let reason, let by, let on, _):
      try clear(section, of: id, in: tx)
      try tx.run(
        """
        INSERT INTO assessment_section
          (assessment, section, text, completed, set_aside, written_by, written_on)
        VALUES (\(id), \(section.rawValue), '', 0, \(reason), \(by), \(on))
        """)
    case .childrenSeen(let blocks, _, _):
      for block in blocks { try save(block, of: id, in: tx) }
    case .factorsRecorded(let blocks, _, _):
      try saveFactors(assessment, of: blocks.map(\.child), on: id, in: tx)
    case .sent(let outcomes, _, _):
      for outcome in outcomes {
        try tx.run(
          """
          UPDATE assessment_child
          SET outcome = \(outcome.outcome.rawValue), outcome_reason = \(outcome.reason)
          WHERE assessment = \(id) AND child = \(outcome.child)
          """)
      }
    case .returned(let review, _):
      try tx.run(
        """
        INSERT INTO assessment_return (assessment, position, comment, returned_by, returned_on)
        VALUES (\(id), \(assessment.returns.count - 1), \(review.comment), \(review.by),
          \(review.on))
        """)
    case .authorised: break
    case .addendumAdded(let addendum, _):
      try tx.run(
        """
        INSERT INTO assessment_addendum (assessment, position, text, reason, added_by, added_on)
        VALUES (\(id), \(assessment.addenda.count - 1), \(addendum.text), \(addendum.reason),
          \(addendum.by), \(addendum.on))
        """)
    case .commented, .checkpointHeld, .riskReviewed, .riskActionDone, .contributionAsked,
      .contributionChased, .contributionWithdrawn, .contributionReceived, .passagesMarked,
      .shared:
      break
    }
    try saveGrown(assessment, on: id, after: fact, in: tx)
    for author in assessment.authors.sorted() {
      try tx.run(
        """
        INSERT INTO assessment_author (assessment, worker) VALUES (\(id), \(author))
        ON CONFLICT (assessment, worker) DO NOTHING
        """)
    }
  }

  private static func saveHead(
    _ assessment: Assessment, on id: AssessmentID, after fact: Assessment.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    var beganBy: WorkerID?
    if case .began(_, _, _, let by) = fact { beganBy = by }
    let risk = assessment.risk
    let authorisation = assessment.authorisation
    try tx.run(
      """
      INSERT INTO assessment
        (id, kind, status, started_on, review_point, sent_on, authorised_on, authorised_by,
         authorised_sentence, without_risk_plan, risk_assessment, risk_plan, risk_review_on,
         imported, began_by, version, recorded_at, recorded_by)
      VALUES (\(id), \(assessment.kind.rawValue), \(assessment.status.rawValue),
        \(assessment.startedOn), \(assessment.reviewPoint), \(assessment.sentOn),
        \(authorisation?.on), \(authorisation?.by), \(authorisation?.comment),
        \(authorisation?.withoutRiskPlan), \(some(risk.assessmentWords)),
        \(some(risk.planWords)),
        \(risk.reviewOn), \(assessment.imported), \(beganBy), \(entry.version),
        \(entry.recorded), \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status,
        review_point = excluded.review_point, sent_on = excluded.sent_on,
        authorised_on = excluded.authorised_on, authorised_by = excluded.authorised_by,
        authorised_sentence = excluded.authorised_sentence,
        without_risk_plan = excluded.without_risk_plan,
        risk_assessment = excluded.risk_assessment, risk_plan = excluded.risk_plan,
        risk_review_on = excluded.risk_review_on, version = excluded.version
      """)
  }

  /// Nothing written is no text at all.
  private static func some(_ text: String) -> String? { text.isEmpty ? nil : text }

  private static func clear(
    _ section: Assessment.Section, of id: AssessmentID, in tx: any Transaction
  ) throws {
    let name = section.rawValue
    try tx.run(
      "DELETE FROM assessment_quote WHERE assessment = \(id) AND section = \(name)")
    try tx.run("DELETE FROM assessment_tick WHERE assessment = \(id) AND section = \(name)")
    try tx.run(
      "DELETE FROM assessment_section_child WHERE assessment = \(id) AND section = \(name)")
    try tx.run("DELETE FROM assessment_section WHERE assessment = \(id) AND section = \(name)")
  }

  private static func save(
    _ written: Assessment.Written, in section: Assessment.Section, by: WorkerID?, on: Day,
    of id: AssessmentID, in tx: any Transaction
  ) throws {
    try clear(section, of: id, in: tx)
    try tx.run(
      """
      INSERT INTO assessment_section
        (assessment, section, text, completed, set_aside, written_by, written_on, difference,
         copied_from, copied_on, still_true)
      VALUES (\(id), \(section.rawValue), \(written.text), \(written.completed), NULL, \(by),
        \(on), \(written.difference), \(written.copied?.from), \(written.copied?.on),
        \(written.copied?.isStillTrue))
      """)
    try saveTicks(written, in: section, of: id, in: tx)
    for text in written.perChild {
      try tx.run(
        """
        INSERT INTO assessment_section_child (assessment, section, child, text)
        VALUES (\(id), \(section.rawValue), \(text.child), \(text.text))
        """)
    }
    try save(written.quotes, section: section.rawValue, child: 0, of: id, in: tx)
  }

  private static func save(
    _ block: Assessment.Seen, of id: AssessmentID, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      UPDATE assessment_child SET seen = \(block.seen), seen_on = \(block.seenOn),
        seen_alone = \(block.alone), why_not = \(block.whyNot)
      WHERE assessment = \(id) AND child = \(block.child)
      """)
    try tx.run(
      """
      DELETE FROM assessment_quote
      WHERE assessment = \(id) AND section = \(seenQuotes) AND child = \(block.child)
      """)
    try save(block.quotes, section: seenQuotes, child: block.child.number, of: id, in: tx)
  }

  private static func save(
    _ quotes: [Assessment.Quote], section: String, child: Int, of id: AssessmentID,
    in tx: any Transaction
  ) throws {
    for (position, quote) in quotes.enumerated() {
      try tx.run(
        """
        INSERT INTO assessment_quote
          (assessment, section, child, position, words, source, record)
        VALUES (\(id), \(section), \(child), \(position), \(quote.words), \(quote.source),
          \(quote.record))
        """)
    }
  }

  private static func saveFactors(
    _ assessment: Assessment, of children: [PersonID], on id: AssessmentID,
    in tx: any Transaction
  ) throws {
    for child in children {
      try tx.run(
        "DELETE FROM assessment_factor WHERE assessment = \(id) AND child = \(child)")
      for (position, factor) in (assessment.factors[child] ?? []).enumerated() {
        try tx.run(
          """
          INSERT INTO assessment_factor (assessment, child, position, factor)
          VALUES (\(id), \(child), \(position), \(factor.rawValue))
          """)
      }
    }
  }
}
