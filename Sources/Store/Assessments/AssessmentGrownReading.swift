import Domain

/// What came to assessments later, as their pages show it.
extension AssessmentTable {
  package struct Risked: Sendable, Equatable {
    package var risk: Assessment.Risk
    package let by: String?
    package let on: Day
  }

  package struct Commented: Sendable, Equatable {
    package let section: Assessment.Section?
    package let text: String
    package let by: String?
    package let on: Day
  }

  package struct Held: Sendable, Equatable {
    package let checkpoint: Assessment.Checkpoint
    package let by: String?
  }

  package struct Contributed: Sendable, Equatable {
    package let place: Int
    package let asking: Assessment.ContributionAsking
    package let askedOn: Day
    package let askedBy: String?
    package let until: Day
    package let chases: Int
    package let chasedOn: Day?
    package let reply: Assessment.ContributionReply?
    package let withdrawn: (reason: String, on: Day)?

    package var waits: Bool { reply == nil && withdrawn == nil }

    package func status(on today: Day) -> Assessment.ContributionStatus {
      if reply != nil { return .received }
      if withdrawn != nil { return .withdrawn }
      if until < today { return .runOut }
      return chases == 0 ? .asked : .chased
    }

    package static func == (left: Contributed, right: Contributed) -> Bool {
      left.place == right.place && left.asking == right.asking && left.reply == right.reply
        && left.until == right.until && left.withdrawn?.reason == right.withdrawn?.reason
    }
  }

  package struct Shared: Sendable, Equatable {
    package let sharing: Assessment.Sharing
    package let by: String?
  }

  /// All of it, oldest first.
  package struct Grown: Sendable, Equatable {
    package var risks: [Risked] = []
    package var comments: [Commented] = []
    package var checkpoints: [Held] = []
    package var contributions: [Contributed] = []
    /// Passages that were gone through: whether each is about somebody else.
    package var passages: [String: Bool] = [:]
    package var sharings: [Shared] = []
    package init() {}
  }

  static func grown(of id: AssessmentID, in tx: any Transaction) throws -> Grown {
    var grown = Grown()
    grown.risks = try risks(of: id, in: tx)
    grown.comments = try tx.rows(
      """
      SELECT c.section, c.text, c.written_on, w.name FROM assessment_comment c
      LEFT JOIN worker w ON w.id = c.written_by WHERE c.assessment = \(id) ORDER BY c.position
      """
    ).map {
      Commented(
        section: try $0.codeIfAny("section"), text: try $0.text("text"),
        by: try $0.textIfAny("name"), on: try $0.day("written_on"))
    }
    grown.checkpoints = try tx.rows(
      """
      SELECT c.held_on, c.planned, c.agreed, c.sentence, c.held_by, w.name
      FROM assessment_checkpoint c LEFT JOIN worker w ON w.id = c.held_by
      WHERE c.assessment = \(id) ORDER BY c.position
      """
    ).map {
      Held(
        checkpoint: Assessment.Checkpoint(
          on: try $0.day("held_on"), agreed: try $0.code("agreed"),
          sentence: try $0.text("sentence"), by: try $0.idIfAny("held_by"),
          planned: try $0.dayIfAny("planned")), by: try $0.textIfAny("name"))
    }
    grown.contributions = try contributions(of: id, in: tx)
    for row in try tx.rows(
      "SELECT text, about_other FROM assessment_passage WHERE assessment = \(id)")
    {
      grown.passages[try row.text("text")] = try row.bool("about_other")
    }
    grown.sharings = try tx.rows(
      """
      SELECT s.version, s.child, s.with_whom, s.how, s.shared_on, s.was_draft, s.shared_by, w.name
      FROM assessment_sharing s LEFT JOIN worker w ON w.id = s.shared_by
      WHERE s.assessment = \(id) ORDER BY s.position
      """
    ).map {
      Shared(
        sharing: Assessment.Sharing(
          version: try $0.code("version"), child: try $0.idIfAny("child"),
          with: try $0.text("with_whom"), how: try $0.code("how"), on: try $0.day("shared_on"),
          wasDraft: try $0.bool("was_draft"), by: try $0.idIfAny("shared_by")),
        by: try $0.textIfAny("name"))
    }
    return grown
  }

  package static func contributions(
    of id: AssessmentID, in tx: any Transaction
  ) throws -> [Contributed] {
    try tx.rows(
      """
      SELECT c.place, c.section, c.who, c.job, c.email, c.question, c.asked_on, c.until_day,
        c.chases, c.chased_on, c.words, c.author, c.replied_on, c.withdrawn_on, c.reason, w.name
      FROM assessment_contribution c LEFT JOIN worker w ON w.id = c.asked_by
      WHERE c.assessment = \(id) ORDER BY c.place
      """
    ).map { row in
      var reply: Assessment.ContributionReply?
      if let on = try row.dayIfAny("replied_on") {
        reply = Assessment.ContributionReply(
          words: try row.text("words"), author: try row.text("author"), on: on)
      }
      var withdrawn: (String, Day)?
      if let on = try row.dayIfAny("withdrawn_on") { withdrawn = (try row.text("reason"), on) }
      return Contributed(
        place: try row.int("place"),
        asking: Assessment.ContributionAsking(
          section: try row.code("section"), who: try row.text("who"), job: try row.text("job"),
          email: try row.text("email"), question: try row.text("question")),
        askedOn: try row.day("asked_on"), askedBy: try row.textIfAny("name"),
        until: try row.day("until_day"), chases: try row.int("chases"),
        chasedOn: try row.dayIfAny("chased_on"), reply: reply, withdrawn: withdrawn)
    }
  }

  private static func risks(of id: AssessmentID, in tx: any Transaction) throws -> [Risked] {
    var statements: [Int: [Assessment.RiskStatement]] = [:]
    for row in try tx.rows(
      """
      SELECT place, child, worried, because, so_that, likelihood, impact, keeps_safe
      FROM risk_statement WHERE assessment = \(id) ORDER BY place, child
      """)
    {
      statements[try row.int("place"), default: []].append(
        Assessment.RiskStatement(
          child: try row.id("child"), worried: try row.text("worried"),
          because: try row.text("because"), soThat: try row.text("so_that"),
          likelihood: try row.text("likelihood"), impact: try row.text("impact"),
          keepsSafe: try row.text("keeps_safe")))
    }
    var risks = try tx.rows(
      """
      SELECT v.place, v.assessment_words, v.plan_words, v.review_on, v.changed, v.written_on,
        w.name
      FROM risk_version v LEFT JOIN worker w ON w.id = v.written_by
      WHERE v.assessment = \(id) ORDER BY v.place
      """
    ).map { row in
      Risked(
        risk: Assessment.Risk(
          assessment: try row.text("assessment_words"), plan: try row.text("plan_words"),
          reviewOn: try row.dayIfAny("review_on"), statements: statements[try row.int("place")],
          changed: try row.textIfAny("changed")),
        by: try row.textIfAny("name"), on: try row.day("written_on"))
    }
    if let last = risks.indices.last {
      let actions = try actions(of: id, in: tx)
      risks[last].risk.actions = actions.isEmpty ? nil : actions
    }
    return risks
  }

  private static func actions(
    of id: AssessmentID, in tx: any Transaction
  ) throws -> [Assessment.RiskAction] {
    try tx.rows(
      """
      SELECT what, worker, other, due, done_on, done_words, done_by FROM risk_action
      WHERE assessment = \(id) ORDER BY place
      """
    ).map { row in
      let worker: WorkerID? = try row.idIfAny("worker")
      let owner: AgreedAction.Owner =
        try worker.map { .worker($0) } ?? .other(words: row.textIfAny("other") ?? "")
      var done: Assessment.ActionDone?
      if let on = try row.dayIfAny("done_on") {
        done = Assessment.ActionDone(
          on: on, words: try row.text("done_words"), by: try row.idIfAny("done_by"))
      }
      return Assessment.RiskAction(
        AgreedAction(what: try row.text("what"), owner: owner, by: try row.day("due")), done: done)
    }
  }

  static func ticks(
    of id: AssessmentID, in tx: any Transaction
  ) throws -> [String: [Assessment.ChildFactors]] {
    var ticks: [String: [Assessment.ChildFactors]] = [:]
    for row in try tx.rows(
      """
      SELECT section, child, factor FROM assessment_tick WHERE assessment = \(id)
      ORDER BY section, child, factor
      """)
    {
      let (section, child) = (try row.text("section"), try row.id("child", of: Person.self))
      let factor = try row.code("factor", of: AssessmentFactor.self)
      var some = ticks[section] ?? []
      if some.last?.child == child {
        some[some.count - 1].factors.append(factor)
      } else {
        some.append(.init(child: child, factors: [factor]))
      }
      ticks[section] = some
    }
    return ticks
  }
}

extension AssessmentTable.Whole {
  /// Whether both risk documents are there, for each child (A9).
  package var hasRiskDocuments: Bool {
    guard risk.isComplete else { return false }
    let told = Set((risk.statements ?? []).map(\.child))
    return !risk.assessment.isEmpty || people.allSatisfy(told.contains)
  }

  /// The day planned for the checkpoint has gone by, and it was not held.
  package func checkpointIsLate(on today: Day) -> Bool {
    guard authorisation == nil, let planned = reviewPoint else { return false }
    return planned < today && !grown.checkpoints.contains { $0.checkpoint.planned == planned }
  }

  /// Nobody of the children covered is born yet.
  package var isBeforeBirth: Bool { children.allSatisfy { $0.head.stage == .unborn } }

  /// What is ticked in the sections for a child, with the sections it was ticked in.
  package func proposedFactors(
    for child: PersonID
  ) -> [(factor: AssessmentFactor, from: [Assessment.Section])] {
    var from: [AssessmentFactor: [Assessment.Section]] = [:]
    for (section, row) in sections {
      for ticked in row.written?.ticks ?? [] where ticked.child == child {
        for factor in ticked.factors { from[factor, default: []].append(section) }
      }
    }
    return from.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value.sorted()) }
  }
}
