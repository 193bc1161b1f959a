extension Assessment {
  init(_ history: History) {
    // The census does not say which kind it was: the regime of the referral does, when asked.
    self.init(
      kind: .single,
      children: [Child(person: history.child, referral: history.referral)],
      startedOn: history.startedOn, imported: true)
    reviewPoint = history.reviewPoint
    if !history.factors.isEmpty { factors[history.child] = history.factors }
    authorisation = history.authorisedOn.map {
      Review(comment: "As imported", withoutRiskPlan: "As imported", by: nil, on: $0)
    }
  }

  mutating func apply(_ fact: Fact) {
    switch fact {
    case .began, .imported: outOfOrder(fact)
    case .reviewPointSet(let on, _): reviewPoint = on
    case .sectionWritten(let section, let written, let by, _, _):
      sections[section] = written
      setAside[section] = nil
      wrote(by)
    case .sectionSetAside(let section, let reason, let by, _, _):
      setAside[section] = reason
      sections[section] = nil
      wrote(by)
    case .childrenSeen(let blocks, let by, _):
      for block in blocks { seen[block.child] = block }
      wrote(by)
    case .factorsRecorded(let blocks, let by, _):
      for block in blocks { factors[block.child] = block.factors }
      wrote(by)
    case .riskRecorded(let risk, let by, let on, _):
      risks.append(RiskVersion(risk: risk, by: by, on: on))
      wrote(by)
    case .sent(let outcomes, let by, let on):
      self.outcomes = outcomes
      sentOn = on
      wrote(by)
    case .returned(let review, _):
      returns.append(review)
      sentOn = nil
    case .authorised(let review, _): authorisation = review
    case .addendumAdded(let addendum, _): addenda.append(addendum)
    case .commented(let comment, _): comments.append(comment)
    case .checkpointHeld(let checkpoint, _): checkpoints.append(checkpoint)
    case .riskReviewed, .riskActionDone: applyRisk(fact)
    case .contributionAsked, .contributionChased, .contributionWithdrawn, .contributionReceived:
      applyContribution(fact)
    case .passagesMarked(let passages, _, _, _):
      for passage in passages { self.passages[passage.text] = passage.isAboutOther }
    case .shared(let sharing, _): sharings.append(sharing)
    }
  }

  mutating func wrote(_ worker: WorkerID?) {
    if let worker { authors.insert(worker) }
  }

  static func begin(
    _ command: Command, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .begin(let kind, let children, let on):
      guard !children.isEmpty else {
        throw Refusal(
          "assessment.children", "Select the children it is about", question: "children")
      }
      guard Set(children.map(\.person)).count == children.count else {
        throw Refusal("assessment.child-twice", "A child is named twice", question: "children")
      }
      guard on <= today else {
        throw Refusal(
          "assessment.future", "The start must be today or in the past", question: "on")
      }
      for child in children {
        guard let episode = around.episodes[child.referral], episode.child == child.person else {
          throw Refusal("assessment.episode", "This referral is not this child's")
        }
        guard episode.isOpen else { throw .closed }
        guard on >= episode.receivedOn else {
          throw Refusal(
            "assessment.before-referral", "The start must not be before the referral",
            question: "on")
        }
        try check(kind, for: episode)
      }
      return [
        .began(
          kind: kind, children: children.sorted { $0.person < $1.person }, on: on, by: actor.worker)
      ]
    case .importRecord(let history):
      if let authorised = history.authorisedOn, authorised < history.startedOn {
        throw Refusal(
          "assessment.authorised-before", "The assessment is authorised before it starts",
          question: "AssessmentAuthorisationDate")
      }
      return [.imported(history: history)]
    case .setReviewPoint, .write, .setAside, .recordSeen, .recordFactors, .recordRisk, .send,
      .sendBack, .authorise, .addAddendum, .comment, .holdCheckpoint, .reviewRisk,
      .finishRiskAction, .askContribution, .chaseContribution, .withdrawContribution, .contribute,
      .markPassages, .share:
      throw .notThere(Self.self)
    }
  }

  /// The law of the referral date: initial and core, or single.
  private static func check(_ kind: Kind, for episode: Around.Episode) throws(Refusal) {
    switch (Regime.inForce(onReferral: episode.receivedOn), kind) {
    case (.single, .single), (.initialAndCore, .initial), (_, .prenatal): break
    case (.initialAndCore, .core):
      guard episode.kinds.contains(.initial) else {
        throw Refusal(
          "assessment.initial-first", "A core assessment follows an initial one", question: "kind")
      }
    case (.single, _):
      throw Refusal(
        "assessment.regime",
        "A referral of \(episode.receivedOn.long) has a single assessment", question: "kind")
    case (.initialAndCore, .single):
      throw Refusal(
        "assessment.regime",
        "A referral of \(episode.receivedOn.long) has an initial, then a core assessment",
        question: "kind")
    }
    guard !episode.kinds.contains(kind) || kind == .single else {
      throw Refusal("assessment.kind-twice", "This episode has one of this kind already")
    }
  }

  func judge(
    _ command: Command, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    let people = children.map(\.person)
    switch command {
    case .begin, .importRecord: throw .alreadyThere(Self.self)
    case .addAddendum(let text, let reason):
      guard authorisation != nil else {
        throw Refusal(
          "assessment.addendum-early", "It is not authorised yet: change the section itself")
      }
      guard !text.isEmpty else {
        throw Refusal("assessment.addendum", "Write what is added", question: "text")
      }
      guard !reason.isEmpty else {
        throw Refusal("assessment.addendum-reason", "Say why it is added now", question: "reason")
      }
      return [
        .addendumAdded(
          addendum:
            Addendum(text: text, reason: reason, by: actor.worker, on: today), children: people)
      ]
    case .sendBack(let comment):
      try mustBeSent()
      guard !comment.isEmpty else {
        throw Refusal(
          "assessment.return-comment", "Say what needs more work", question: "comment")
      }
      return [
        .returned(
          review:
            Review(comment: comment, withoutRiskPlan: nil, by: actor.worker, on: today),
          children: people)
      ]
    case .authorise(let sentence, let withoutRiskPlan):
      return try authorise(sentence, withoutRiskPlan, by: actor, today: today)
    case .setReviewPoint, .write, .setAside, .recordSeen, .recordFactors, .recordRisk, .send:
      return try write(command, around: around, by: actor, today: today)
    case .comment, .holdCheckpoint: return try supervise(command, by: actor, today: today)
    case .reviewRisk, .finishRiskAction: return try followRisk(command, by: actor, today: today)
    case .askContribution, .chaseContribution, .withdrawContribution, .contribute:
      return try contribution(command, around: around, by: actor, today: today)
    case .markPassages, .share: return try read(command, by: actor, today: today)
    }
  }

  private func mustBeSent() throws(Refusal) {
    switch status {
    case .sent: break
    case .authorised:
      throw Refusal("assessment.locked", "This assessment is authorised and locked")
    case .inProgress, .returned:
      throw Refusal("assessment.not-sent", "It has not been sent to a manager yet")
    }
  }

  private func authorise(
    _ sentence: String, _ withoutRiskPlan: String?, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    try mustBeSent()
    guard let worker = actor.worker else {
      throw Refusal("assessment.nobody-authorises", "A manager must authorise this, by name")
    }
    guard !authors.contains(worker) else {
      throw Refusal(
        "assessment.author-authorises",
        "Another manager must authorise this: you wrote part of it")
    }
    guard !sentence.isEmpty else {
      throw Refusal(
        "assessment.own-sentence", "Say in your own words why you authorise it",
        question: "sentence")
    }
    guard hasRiskDocuments || !(withoutRiskPlan ?? "").isEmpty else {
      throw Refusal(
        "assessment.risk-plan",
        "A risk assessment and a risk management plan are needed, or your reason why not",
        question: "without-risk-plan")
    }
    let reason = hasRiskDocuments ? nil : withoutRiskPlan
    return [
      .authorised(
        review:
          Review(comment: sentence, withoutRiskPlan: reason, by: worker, on: today),
        children: children.map(\.person))
    ]
  }

  func mustBeOpen() throws(Refusal) {
    switch status {
    case .authorised:
      throw Refusal(
        "assessment.locked", "This assessment is authorised and locked. Add an addendum")
    case .sent:
      throw Refusal(
        "assessment.with-manager", "It is with the manager. Ask for it to be returned first")
    case .inProgress, .returned: break
    }
  }

  private func write(
    _ command: Command, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    try mustBeOpen()
    let people = children.map(\.person)
    let by = actor.worker
    switch command {
    case .setReviewPoint(let on):
      guard on >= startedOn else {
        throw Refusal(
          "assessment.review-early", "The review point must be after the start", question: "on")
      }
      return [.reviewPointSet(on: on, children: people)]
    case .write(let section, let written):
      try mustCover(written.perChild.map(\.child))
      guard sections[section] != written else { return [] }
      guard !written.completed || !written.text.isEmpty || !written.perChild.isEmpty else {
        throw Refusal(
          "assessment.empty-section", "Write this section before marking it completed",
          question: "text")
      }
      try check(written, in: section, around: around)
      return [
        .sectionWritten(section: section, written: written, by: by, on: today, children: people)
      ]
    case .setAside(let section, let reason):
      guard section != .analysis, section != .identity else {
        throw Refusal("assessment.needed", "This section is always needed", question: "reason")
      }
      guard !reason.isEmpty else {
        throw Refusal(
          "assessment.set-aside", "Say why this section is not needed", question: "reason")
      }
      return [
        .sectionSetAside(section: section, reason: reason, by: by, on: today, children: people)
      ]
    case .recordSeen(let blocks):
      try mustCover(blocks.map(\.child))
      guard !blocks.isEmpty else { return [] }
      for block in blocks { try check(block, today: today) }
      return [.childrenSeen(children: blocks, by: by, on: today)]
    case .recordFactors(let blocks):
      try mustCover(blocks.map(\.child))
      guard !blocks.isEmpty else { return [] }
      for block in blocks { try Self.check(block.factors, "factors-\(block.child)") }
      return [.factorsRecorded(children: blocks, by: by, on: today)]
    case .recordRisk(let risk):
      try check(risk, today: today)
      return risk == self.risk
        ? [] : [.riskRecorded(risk: risk, by: by, on: today, children: people)]
    case .send(let outcomes):
      return try send(outcomes, unborn: around.unborn, by: by, today: today)
    case .begin, .importRecord, .sendBack, .authorise, .addAddendum, .comment, .holdCheckpoint,
      .reviewRisk, .finishRiskAction, .askContribution, .chaseContribution, .withdrawContribution,
      .contribute, .markPassages, .share:
      preconditionFailure("judged elsewhere")
    }
  }

  /// 21 "no factors" stands alone (rule 8869); nothing is listed twice (8898).
  static func check(_ factors: [AssessmentFactor], _ question: String) throws(Refusal) {
    guard Set(factors).count == factors.count else {
      throw Refusal("assessment.factor-twice", "A factor is listed twice", question: question)
    }
    guard !factors.contains(.noneIdentified) || factors.count == 1 else {
      throw Refusal(
        "assessment.no-factors", "\"No factors\" cannot stand with others", question: question)
    }
  }

  private func check(_ block: Seen, today: Day) throws(Refusal) {
    let question = "seen-\(block.child)"
    guard block.seen || !block.alone else {
      throw Refusal(
        "assessment.alone-unseen", "A child who was not seen was not seen alone",
        question: question)
    }
    if block.seen {
      guard let on = block.seenOn else {
        throw Refusal("assessment.seen-on", "Enter the day the child was seen", question: question)
      }
      guard on <= today else {
        throw Refusal(
          "assessment.seen-future", "The day seen must be today or in the past",
          question: question)
      }
    }
    guard block.seen && block.alone || !(block.whyNot ?? "").isEmpty else {
      throw Refusal(
        "assessment.why-not",
        block.seen ? "Say why the child was not seen alone" : "Say why the child was not seen",
        question: question)
    }
  }

  func mustCover(_ people: [PersonID]) throws(Refusal) {
    guard people.allSatisfy({ person in children.contains { $0.person == person } }) else {
      throw Refusal("assessment.other-child", "A child is named whom it does not cover")
    }
  }

  private func send(
    _ outcomes: [ChildOutcome], unborn: Set<PersonID>, by: WorkerID?, today: Day
  ) throws(Refusal) -> [Fact] {
    let beforeBirth = children.allSatisfy { unborn.contains($0.person) }
    for section in Section.allCases where setAside[section] == nil {
      // What is asked of a child who lives is not asked before the birth; what was begun is finished.
      if beforeBirth, !section.isAskedBeforeBirth, sections[section] == nil { continue }
      guard sections[section]?.completed == true else {
        throw Refusal(
          "assessment.unfinished",
          "Finish \"\(section.title)\" first, or set it aside with a reason",
          question: section.rawValue)
      }
    }
    for child in children {
      guard seen[child.person] != nil || unborn.contains(child.person) else {
        throw Refusal(
          "assessment.seen", "Say for each child whether they were seen, and seen alone",
          question: "seen-\(child.person)")
      }
      guard !(factors[child.person] ?? []).isEmpty else {
        throw Refusal(
          "assessment.factors", "Record the factors for each child, or that there are none",
          question: "factors-\(child.person)")
      }
      guard let outcome = outcomes.first(where: { $0.child == child.person }),
        !outcome.reason.isEmpty
      else {
        throw Refusal(
          "assessment.outcome", "Select an outcome for each child and say why",
          question: "outcome-\(child.person)")
      }
      if outcome.outcome == .coreAssessment, kind != .initial {
        throw Refusal(
          "assessment.core-after", "A core assessment follows an initial one only",
          question: "outcome-\(child.person)")
      }
    }
    try mustCover(outcomes.map(\.child))
    return [.sent(outcomes: outcomes.sorted { $0.child < $1.child }, by: by, on: today)]
  }
}
