extension Plan {
  static func begin(
    _ command: Command, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .importRecord(let history): return try imported(history, around)
    case .open(let opening): return try opened(opening, around, by: actor, today: today)
    case .review, .reviewInNeed, .end, .write, .addAction, .finishAction, .dropAction,
      .setCoreGroup, .meet, .agreeVisits:
      throw .notThere(Self.self)
    }
  }

  private static func imported(_ history: History, _ around: Around) throws(Refusal) -> [Fact] {
    if let to = history.to, to < history.from {
      throw Refusal(
        "plan.ends-before", "The plan ends before it starts",
        question: history.kind == .childInNeed ? "CINPlanEndDate" : "CPPendDate")
    }
    guard (history.kind == .childProtection) == (history.protection != nil) else {
      throw Refusal(
        "plan.category", "A child protection plan has a category of abuse",
        question: "InitialCategoryOfAbuse")
    }
    if let open = around.open, history.to == nil {
      throw Refusal(
        "plan.open-plan",
        "The child has a \(open.kind.words.lowercased()) already (\(open.id)). A child has one plan "
          + "at a time")
    }
    return [.imported(history: history)]
  }

  private static func opened(
    _ opening: Opening, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let episode = around.episode, episode.child == opening.child else {
      throw Refusal("plan.episode", "This referral is not this child's")
    }
    guard episode.isOpen else { throw .closed }
    guard opening.from >= episode.receivedOn, opening.from <= today else {
      throw Refusal(
        "plan.from", "The plan must begin between the referral and today", question: "from")
    }
    let origin = try origin(of: opening, around)
    var replaces: PlanID?
    if let open = around.open {
      guard opening.kind == .childProtection, open.kind == .childInNeed else {
        throw Refusal(
          "plan.open-plan",
          "The child has a \(open.kind.words.lowercased()) already (\(open.id)). A child has one plan "
            + "at a time: write in that one, or end it first")
      }
      replaces = open.id
    }
    var opening = opening
    if case .stepDown = origin, opening.outline.isEmpty, let ended = around.steppingDown?.plan {
      opening.carryOver(from: ended)
    }
    if opening.kind == .childInNeed, opening.outline.isEmpty {
      throw Refusal(
        "plan.outcomes", "Write at least one thing that is to change for the child",
        question: "outcome-1")
    }
    var key = 0
    var actions: [Fact] = []
    for place in opening.outline.indices {
      try required(
        opening.outline[place].what, "plan.outcome", "Say what is to change for the child",
        "outcome-\(place + 1)")
      try check(opening.outline[place].answers, place)
      for agreed in opening.outline[place].actions {
        try check(agreed, from: opening.from)
        key += 1
        let action = Action(key: key, outcome: place + 1, agreed: agreed, addedOn: opening.from)
        actions.append(.actionAdded(action: action, child: opening.child))
      }
      opening.outline[place].key = place + 1
      opening.outline[place].actions = []
    }
    for member in opening.coreGroup { try check(member) }
    let previous = opening.kind == .childProtection ? around.previousProtection : nil
    return [
      .opened(
        opening: opening, origin: origin, previous: previous, replaces: replaces, by: actor.worker)
    ] + actions
  }

  /// What the plan rests on; refused where there is nothing.
  private static func origin(
    of opening: Opening, _ around: Around
  ) throws(Refusal) -> Origin {
    switch opening.kind {
    case .childProtection:
      guard let conference = opening.conference else { throw conferenceOnly("opens") }
      guard opening.category != nil else {
        throw Refusal(
          "plan.category", "A child protection plan has a category of abuse", question: "category")
      }
      return .conference(conference)
    case .childInNeed:
      guard opening.category == nil else {
        throw Refusal(
          "plan.category", "Only a child protection plan has a category of abuse",
          question: "category")
      }
      if let ended = around.steppingDown { return .stepDown(from: ended.id) }
      guard let assessment = around.assessment else {
        throw Refusal(
          "plan.no-assessment",
          "A child in need plan follows an authorised assessment with that outcome for this child. "
            + "Finish the assessment first")
      }
      return .assessment(assessment)
    }
  }

  static func conferenceOnly(_ does: String) -> Refusal {
    Refusal(
      "plan.conference-only",
      "Only a child protection conference \(does) a child protection plan. Record the conference")
  }

  private static func check(_ answers: [Answer], _ place: Int) throws(Refusal) {
    for answer in answers {
      try required(
        answer.words, "plan.answer", "Write the child's own words", "answer-\(place + 1)")
      try required(
        answer.source, "plan.answer-source", "Say where and when the child said it",
        "answer-source-\(place + 1)")
    }
  }

  static func check(_ action: AgreedAction, from: Day) throws(Refusal) {
    try required(action.what, "plan.action", "Say what is to be done", "action")
    if case .other(let words) = action.owner {
      try required(words, "plan.action-owner", "Say who does it", "action-owner")
    }
    guard action.by >= from else {
      throw Refusal(
        "plan.action-day", "Enter a day on which it is to be done, not before the plan",
        question: "action-by")
    }
  }

  static func check(_ member: Member) throws(Refusal) {
    try required(
      member.role, "plan.member-role", "Say what part each member of the core group has",
      "core-group")
    if case .other(let words) = member.who {
      try required(
        words, "plan.member-name", "Name each member of the core group", "core-group")
    }
  }

  static func required(
    _ text: String, _ rule: String, _ message: String, _ question: String
  ) throws(Refusal) {
    guard !text.isEmpty else { throw Refusal(rule, message, question: question) }
  }
}

extension Plan.Opening {
  /// What was to change and is still to be done, from the plan that ended.
  fileprivate mutating func carryOver(from ended: Plan) {
    outline = ended.outcomes.map { outcome in
      let open = ended.actions.filter { action in
        action.outcome == outcome.key && action.done == nil && action.dropped?.on == ended.to
          && action.agreed.by >= from
      }
      return Plan.Outcome(
        what: outcome.what, answers: outcome.answers, actions: open.map(\.agreed))
    }
    if contingency.isEmpty { contingency = ended.versions.last?.contingency ?? "" }
    if family.isEmpty { family = ended.versions.last?.family ?? "" }
  }
}
