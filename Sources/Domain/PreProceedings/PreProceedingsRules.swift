extension PreProceedings {
  static func canBegin(
    _ child: PersonID, _ reason: String, _ on: Day, _ around: Around, today: Day
  ) throws(Refusal) {
    guard let episode = around.episode, episode.child == child else {
      throw Refusal("preproceedings.episode", "This referral is not this child’s")
    }
    guard episode.isOpen else { throw .closed }
    if let open = around.open {
      throw Refusal(
        "preproceedings.open", "Pre-proceedings are open for this child already (\(open))")
    }
    guard on >= episode.receivedOn, on <= today else {
      throw Refusal(
        "preproceedings.start", "The day must be between the referral and today", question: "on")
    }
    guard !reason.isEmpty else {
      throw Refusal(
        "preproceedings.reason", "Write why the legal gateway meeting decided so",
        question: "reason")
    }
  }

  func judge(_ command: Command, by actor: Actor, today: Day) throws(Refusal) -> Fact {
    switch command {
    case .begin: throw .alreadyThere(Self.self)
    case .take(let kind, let on, let words):
      try canTake(kind, on, today: today)
      guard !words.isEmpty else {
        throw Refusal(
          "preproceedings.words", "Write what was said, offered or agreed", question: "words")
      }
      return .stepTaken(
        step: Step(kind: kind, on: on, words: words, by: actor.worker), child: child)
    case .decide(let outcome, let on, let words):
      guard decision == nil else {
        throw Refusal("preproceedings.decided", "How they ended is recorded already")
      }
      try mustFollow(startedOn, "they began", on, today: today)
      if let last = steps.map(\.on).max() {
        try mustFollow(last, "the last step", on, today: today)
      }
      guard !words.isEmpty else {
        throw Refusal("preproceedings.decision", "Write why it was decided so", question: "words")
      }
      return .decided(
        decision: Decision(outcome: outcome, on: on, words: words, by: actor.worker), child: child)
    }
  }

  private func canTake(_ kind: Step.Kind, _ on: Day, today: Day) throws(Refusal) {
    if kind == .courtApplication {
      guard let decision, decision.outcome == .proceedings else {
        throw Refusal(
          "preproceedings.not-decided",
          "Record first that an application to the court was decided", question: "kind")
      }
      try mustFollow(decision.on, "the decision", on, today: today)
    } else if let decision, kind != .letterOfIssue || decision.outcome != .proceedings {
      throw Refusal("preproceedings.ended", "These pre-proceedings have ended")
    }
    guard kind == .reviewMeeting || self.on(kind) == nil else {
      throw Refusal(
        "preproceedings.twice", "“\(kind.words)” is recorded already", question: "kind")
    }
    if kind == .familyMeetingDeclined, self.on(.familyMeetingHeld) != nil {
      throw Refusal(
        "preproceedings.held", "The meeting with the family was held", question: "kind")
    }
    try mustFollow(startedOn, "they began", on, today: today)
    if let needed = kind.follows {
      guard let day = self.on(needed) else {
        throw Refusal(
          "preproceedings.order", "Record first: \(needed.words.lowercased())", question: "kind")
      }
      try mustFollow(day, needed.words.lowercased(), on, today: today)
    }
    if kind == .reviewMeeting, let last = steps.last(where: { $0.kind == kind })?.on, on <= last {
      throw Refusal(
        "preproceedings.review-order", "A review meeting was held on \(last.long) already",
        question: "on")
    }
  }

  private func mustFollow(
    _ before: Day, _ what: String, _ on: Day, today: Day
  ) throws(Refusal) {
    guard on >= before, on <= today else {
      throw Refusal(
        "preproceedings.day",
        "The day must not be before \(what) (\(before.long)), and not in days to come",
        question: "on")
    }
  }
}

extension PreProceedings.Step.Kind {
  /// What must have happened before it.
  fileprivate var follows: Self? {
    switch self {
    case .letterBeforeProceedings, .familyMeetingOffered, .letterOfIssue, .courtApplication: nil
    case .familyMeetingDeclined, .familyMeetingHeld: .familyMeetingOffered
    case .initialMeeting: .letterBeforeProceedings
    case .reviewMeeting: .initialMeeting
    }
  }
}

extension PreProceedings {
  /// The values of the census group PreProceedingsandFGDM (2026-27), under the names of its elements.
  /// `PPOutcome` stays in words until the department publishes its codes.
  package struct Returned: Sendable, Equatable {
    package let ppStartDate: Day
    package let lbpSentDate: Day?
    package let fgdmMeetingOffer: Bool
    package let fgdmMeetingFac: Bool
    package let initialPPMeetingDate: Day?
    package let reviewMeetingsCount: Int
    package let stepDecisionDate: Day?
    package let ppOutcome: String?
    package let courtAppDate: Day?
    package let letterInitCPDate: Day?

    package init(
      ppStartDate: Day, lbpSentDate: Day?, fgdmMeetingOffer: Bool, fgdmMeetingFac: Bool,
      initialPPMeetingDate: Day?, reviewMeetingsCount: Int, stepDecisionDate: Day?,
      ppOutcome: String?, courtAppDate: Day?, letterInitCPDate: Day?
    ) {
      self.ppStartDate = ppStartDate
      self.lbpSentDate = lbpSentDate
      self.fgdmMeetingOffer = fgdmMeetingOffer
      self.fgdmMeetingFac = fgdmMeetingFac
      self.initialPPMeetingDate = initialPPMeetingDate
      self.reviewMeetingsCount = reviewMeetingsCount
      self.stepDecisionDate = stepDecisionDate
      self.ppOutcome = ppOutcome
      self.courtAppDate = courtAppDate
      self.letterInitCPDate = letterInitCPDate
    }
  }
}
