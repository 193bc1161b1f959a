import Domain

extension AssessmentTable {
  /// The rows of what came to assessments later, after the fact that changed them.
  static func saveGrown(
    _ assessment: Assessment, on id: AssessmentID, after fact: Assessment.Fact,
    in tx: any Transaction
  ) throws {
    switch fact {
    case .riskRecorded, .riskReviewed, .riskActionDone:
      if let last = assessment.risks.indices.last {
        try saveRisk(assessment, place: last, on: id, in: tx)
      }
      try saveActions(assessment, on: id, in: tx)
    case .commented(let comment, _):
      try tx.run(
        """
        INSERT INTO assessment_comment (assessment, position, section, text, written_by, written_on)
        VALUES (\(id), \(assessment.comments.count - 1), \(comment.section?.rawValue),
          \(comment.text), \(comment.by), \(comment.on))
        """)
    case .checkpointHeld(let checkpoint, _):
      try tx.run(
        """
        INSERT INTO assessment_checkpoint
          (assessment, position, held_on, planned, agreed, sentence, held_by)
        VALUES (\(id), \(assessment.checkpoints.count - 1), \(checkpoint.on),
          \(checkpoint.planned), \(checkpoint.agreed.rawValue), \(checkpoint.sentence),
          \(checkpoint.by))
        """)
    case .contributionAsked:
      try save(assessment.contributions.count - 1, of: assessment, on: id, in: tx)
    case .contributionChased(let place, _, _), .contributionWithdrawn(let place, _, _),
      .contributionReceived(let place, _, _):
      try save(place, of: assessment, on: id, in: tx)
    case .passagesMarked(let passages, _, _, _):
      for passage in passages {
        try save(passage, of: id, in: tx)
      }
    case .shared(let sharing, _):
      try tx.run(
        """
        INSERT INTO assessment_sharing
          (assessment, position, version, child, with_whom, how, shared_on, was_draft, shared_by)
        VALUES (\(id), \(assessment.sharings.count - 1), \(sharing.version.rawValue),
          \(sharing.child), \(sharing.with), \(sharing.how.rawValue), \(sharing.on),
          \(sharing.wasDraft), \(sharing.by))
        """)
    case .began, .imported, .reviewPointSet, .sectionWritten, .sectionSetAside, .childrenSeen,
      .factorsRecorded, .sent, .returned, .authorised, .addendumAdded:
      break
    }
  }

  /// The versions of risk documents that were written before they had a table.
  static func fillRisks(in tx: any Transaction) throws {
    let ids: [AssessmentID] = try tx.rows(
      """
      SELECT id FROM assessment WHERE risk_assessment IS NOT NULL OR risk_plan IS NOT NULL
        OR risk_review_on IS NOT NULL ORDER BY id
      """
    ).map { try $0.id("id") }
    for id in ids {
      guard let assessment = try Store.load(id, in: tx)?.state else { continue }
      for place in assessment.risks.indices {
        try saveRisk(assessment, place: place, on: id, in: tx)
      }
    }
  }

  private static func saveRisk(
    _ assessment: Assessment, place: Int, on id: AssessmentID, in tx: any Transaction
  ) throws {
    let version = assessment.risks[place]
    let isNew = try !tx.exists(
      "SELECT 1 FROM risk_version WHERE assessment = \(id) AND place = \(place)")
    // Of a version that stands, an action was done: its words stay.
    guard isNew else { return }
    try tx.run("UPDATE risk_version SET is_current = 0 WHERE assessment = \(id)")
    try tx.run(
      """
      INSERT INTO risk_version (assessment, place, assessment_words, plan_words, review_on,
        changed, is_current, written_by, written_on)
      VALUES (\(id), \(place), \(version.risk.assessment), \(version.risk.plan),
        \(version.risk.reviewOn), \(version.risk.changed), 1, \(version.by), \(version.on))
      """)
    for statement in version.risk.statements ?? [] {
      try tx.run(
        """
        INSERT INTO risk_statement (assessment, place, child, worried, because, so_that,
          likelihood, impact, keeps_safe)
        VALUES (\(id), \(place), \(statement.child), \(statement.worried), \(statement.because),
          \(statement.soThat), \(statement.likelihood), \(statement.impact),
          \(statement.keepsSafe))
        """)
    }
  }

  private static func saveActions(
    _ assessment: Assessment, on id: AssessmentID, in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM risk_action WHERE assessment = \(id)")
    for (place, action) in (assessment.risk.actions ?? []).enumerated() {
      var other: String?
      if case .other(let words) = action.action.owner { other = words }
      try tx.run(
        """
        INSERT INTO risk_action
          (assessment, place, what, worker, other, due, done_on, done_words, done_by)
        VALUES (\(id), \(place), \(action.action.what), \(action.action.worker), \(other),
          \(action.action.by), \(action.done?.on), \(action.done?.words), \(action.done?.by))
        """)
    }
  }

  private static func save(
    _ place: Int, of assessment: Assessment, on id: AssessmentID, in tx: any Transaction
  ) throws {
    let one = assessment.contributions[place]
    let asking = one.asked.asking
    try tx.run(
      """
      INSERT INTO assessment_contribution (assessment, place, section, who, job, email, question,
        asked_by, asked_on, until_day, chases, chased_on, words, author, replied_on, withdrawn_on,
        reason)
      VALUES (\(id), \(place), \(asking.section.rawValue), \(asking.who), \(asking.job),
        \(asking.email), \(asking.question), \(one.asked.by), \(one.asked.on), \(one.until),
        \(one.chased.count), \(one.chased.last?.on), \(one.reply?.words), \(one.reply?.author),
        \(one.reply?.on), \(one.withdrawn?.on), \(one.withdrawn?.reason))
      ON CONFLICT (assessment, place) DO UPDATE SET until_day = excluded.until_day,
        chases = excluded.chases, chased_on = excluded.chased_on, words = excluded.words,
        author = excluded.author, replied_on = excluded.replied_on,
        withdrawn_on = excluded.withdrawn_on, reason = excluded.reason
      """)
  }

  private static func save(
    _ passage: Assessment.Passage, of id: AssessmentID, in tx: any Transaction
  ) throws {
    let changed = try tx.run(
      """
      UPDATE assessment_passage SET about_other = \(passage.isAboutOther)
      WHERE assessment = \(id) AND text = \(passage.text)
      """)
    guard changed == 0 else { return }
    let last = try tx.row(
      "SELECT MAX(position) AS last FROM assessment_passage WHERE assessment = \(id)")
    try tx.run(
      """
      INSERT INTO assessment_passage (assessment, position, text, about_other)
      VALUES (\(id), \((try last?.intIfAny("last") ?? -1) + 1), \(passage.text),
        \(passage.isAboutOther))
      """)
  }

  static func saveTicks(
    _ written: Assessment.Written, in section: Assessment.Section, of id: AssessmentID,
    in tx: any Transaction
  ) throws {
    for ticked in written.ticks ?? [] {
      for factor in ticked.factors {
        try tx.run(
          """
          INSERT INTO assessment_tick (assessment, section, child, factor)
          VALUES (\(id), \(section.rawValue), \(ticked.child), \(factor.rawValue))
          """)
      }
    }
  }

  // MARK: - What a command asks of other records

  /// Who of the children is not born yet, as their records say today.
  static func unborn(
    _ children: [PersonID], in tx: any Transaction
  ) throws -> Set<PersonID> {
    Set(
      try tx.rows(
        """
        SELECT record FROM person_of WHERE record IN (\(list: children))
          AND stage = \(Person.LifeStage.unborn.rawValue)
        """
      ).map { try $0.id("record") })
  }

  /// Whether an assessment is about one of these children.
  static func isAbout(
    _ id: AssessmentID, _ children: [PersonID], in tx: any Transaction
  ) throws -> Bool {
    for child in children {
      if try tx.exists(
        """
        SELECT 1 FROM assessment_child WHERE assessment = \(id) AND child IN \(records: child)
        """)
      {
        return true
      }
    }
    return false
  }
}
