/// What is done on a plan while it is open.
extension Plan {
  func judge(_ command: Command, by actor: Actor, today: Day) throws(Refusal) -> [Fact] {
    switch command {
    case .importRecord, .open: throw .alreadyThere(Self.self)
    case .review, .reviewInNeed, .end, .write, .addAction, .finishAction, .dropAction,
      .setCoreGroup, .meet, .agreeVisits:
      break
    }
    guard isOpen else {
      throw Refusal("plan.ended", "This plan has ended. Nothing more is written in it")
    }
    switch command {
    case .importRecord, .open: throw .alreadyThere(Self.self)
    case .review(let on, let conference, let category, let continues, let words):
      return try reviewed(
        on, conference, category, continues: continues, words, by: actor, today: today)
    case .reviewInNeed(let review): return try reviewed(review, by: actor, today: today)
    case .end(let on, let reason, let words):
      return [try ended(on, reason, words, by: actor, today: today)]
    case .write(let writing): return try written(writing, by: actor, today: today)
    case .addAction(let action, let outcome):
      guard outcome == nil || outcomes.contains(where: { $0.key == outcome }) else {
        throw Refusal("plan.other-outcome", "Select an outcome of this plan", question: "outcome")
      }
      return try added([action], to: outcome, on: today)
    case .finishAction(let key, let on, let words):
      try mustBeOpen(key)
      try mustBeHeld(on, today, "on")
      try Self.required(words, "plan.action-words", "Say what came of it", "words")
      let ended = Action.Ended(on: on, words: words, by: actor.worker)
      return [.actionDone(key: key, ended: ended, child: child)]
    case .dropAction(let key, let reason):
      try mustBeOpen(key)
      try Self.required(reason, "plan.action-reason", "Say why it is not to be done", "words")
      let ended = Action.Ended(on: today, words: reason, by: actor.worker)
      return [.actionDropped(key: key, ended: ended, child: child)]
    case .setCoreGroup(let members):
      try mustBeProtection("A core group belongs to a child protection plan")
      guard !members.isEmpty else {
        throw Refusal(
          "plan.core-group", "Name the members of the core group", question: "core-group")
      }
      for member in members { try Self.check(member) }
      guard members != self.members else { return [] }
      return [.coreGroupSet(members: members, on: today, child: child)]
    case .meet(let meeting, let actions):
      return try met(meeting, actions, by: actor, today: today)
    case .agreeVisits(let limit, let unit, let words):
      return [try agreed(limit, unit, words, by: actor, today: today)]
    }
  }

  private func mustBeOpen(_ key: Int) throws(Refusal) {
    guard let action = actions.first(where: { $0.key == key }) else {
      throw Refusal("plan.no-action", "This action is not in the plan")
    }
    guard action.isOpen else {
      throw Refusal("plan.action-ended", "This action was done or dropped already")
    }
  }

  private func mustBeProtection(_ words: String) throws(Refusal) {
    guard kind == .childProtection else { throw Refusal("plan.not-protection", words) }
  }

  private func mustBeHeld(_ on: Day, _ today: Day, _ question: String) throws(Refusal) {
    guard on >= from, on <= today else {
      throw Refusal(
        "plan.day", "The day must be between the beginning of the plan and today",
        question: question)
    }
  }

  private func added(
    _ agreed: [AgreedAction], to outcome: Int?, on day: Day
  ) throws(Refusal) -> [Fact] {
    var facts: [Fact] = []
    for (place, action) in agreed.enumerated() {
      try Self.check(action, from: from)
      let added = Action(
        key: actions.count + place + 1, outcome: outcome, agreed: action, addedOn: day)
      facts.append(.actionAdded(action: added, child: child))
    }
    return facts
  }

  // MARK: Words

  private func written(
    _ writing: Writing, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard !writing.outcomes.isEmpty else {
      throw Refusal(
        "plan.outcomes", "Write at least one thing that is to change for the child",
        question: "outcome-1")
    }
    let known = Set(versions.flatMap(\.outcomes).map(\.key))
    var writing = writing
    var next = (known.max() ?? 0) + 1
    for place in writing.outcomes.indices {
      try Self.required(
        writing.outcomes[place].what, "plan.outcome", "Say what is to change for the child",
        "outcome-\(place + 1)")
      for answer in writing.outcomes[place].answers {
        try Self.required(
          answer.words, "plan.answer", "Write the child's own words", "answer-\(place + 1)")
        try Self.required(
          answer.source, "plan.answer-source", "Say where and when the child said it",
          "answer-source-\(place + 1)")
      }
      writing.outcomes[place].actions = []
      if !known.contains(writing.outcomes[place].key) {
        writing.outcomes[place].key = next
        next += 1
      }
    }
    guard Set(writing.outcomes.map(\.key)).count == writing.outcomes.count else {
      throw Refusal("plan.outcome-twice", "An outcome is named twice", question: "outcome-1")
    }
    if let last = versions.last, last.outcomes == writing.outcomes,
      last.contingency == writing.contingency, last.family == writing.family
    {
      return []
    }
    return [.written(version: Version(writing, by: actor.worker, on: today), child: child)]
  }

  // MARK: Reviews

  private func reviewed(
    _ on: Day, _ conference: FactStream, _ category: CategoryOfAbuse?, continues: Bool,
    _ words: String, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    try mustBeProtection("A conference reviews a child protection plan, not a child in need plan")
    try mustFollow(on, today)
    try Self.required(words, "plan.review-words", "Write why the conference decided so", "words")
    let category = category == protection?.latestCategory ? nil : category
    let facts: [Fact] = [
      .reviewed(
        review: Review(
          on: on, conference: conference, category: category, continues: continues, words: words,
          progress: [], by: actor.worker), child: child)
    ]
    guard !continues else { return facts }
    let ending = Ending(on: on, reason: .conferenceDecided, words: words, by: actor.worker)
    return facts + [.ended(ending: ending, child: child)]
  }

  /// Reviews are held in order, after the plan began and not in days to come.
  private func mustFollow(_ on: Day, _ today: Day) throws(Refusal) {
    guard on > from, on <= today else {
      throw Refusal(
        "plan.review-day", "The review must be after the plan began, and not in days to come",
        question: "on")
    }
    if let last = lastReview, on <= last {
      throw Refusal(
        "plan.review-order", "The plan was reviewed on \(last.long) already", question: "on")
    }
  }

  private func reviewed(
    _ review: Reviewing, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard kind == .childInNeed else { throw Self.conferenceOnly("reviews") }
    try mustFollow(review.on, today)
    try Self.required(review.present, "plan.review-present", "Say who took part", "present")
    try checkWhole(review.progress)
    try Self.required(
      review.words, "plan.review-words", "Write what has changed for the child", "words")
    try Self.required(
      review.view, "plan.review-view", "Write what the child says, or why they were not asked",
      "view")
    try mustComeBy(review.next, after: review.on, Self.reviewRule(.childInNeed, on: review.on))
    return [
      .reviewed(
        review: Review(
          on: review.on, continues: true, words: review.words, present: review.present,
          progress: review.progress, view: review.view, next: review.next, by: actor.worker),
        child: child)
    ]
  }

  /// Of outcomes in force, each once.
  private func check(_ progress: [Progress]) throws(Refusal) {
    for (place, one) in progress.enumerated() {
      let isTwice = progress[..<place].contains { $0.outcome == one.outcome }
      guard !isTwice, outcomes.contains(where: { $0.key == one.outcome }) else {
        throw Refusal(
          "plan.other-outcome", "Say once of each outcome of this plan how far it has come",
          question: "distance-\(one.outcome)")
      }
    }
  }

  /// One answer for each outcome in force.
  private func checkWhole(_ progress: [Progress]) throws(Refusal) {
    try check(progress)
    for outcome in outcomes {
      guard let found = progress.first(where: { $0.outcome == outcome.key }) else {
        throw Refusal(
          "plan.progress", "Say how far each outcome has come", question: "distance-\(outcome.key)")
      }
      try Self.required(
        found.words, "plan.progress-words", "Say in words how far it has come",
        "progress-\(outcome.key)")
    }
  }

  private func mustComeBy(
    _ next: Day, after day: Day, _ rule: Clock.Rule?
  ) throws(Refusal) {
    guard next > day else {
      throw Refusal("plan.next", "The next one must be after this one", question: "next")
    }
    guard let rule,
      let due = Clock("Next", started: Clock.Started(on: day, by: "held"), rule: rule).due.day
    else { return }
    guard next <= due else {
      throw Refusal(
        "plan.next-late", "The next one must be within \(rule.words): by \(due.long)",
        question: "next")
    }
  }

  private func ended(
    _ on: Day, _ reason: Ending.Reason, _ words: String, by actor: Actor, today: Day
  ) throws(Refusal) -> Fact {
    try mustBeHeld(on, today, "on")
    let replaced = kind == .childInNeed && reason == .protection
    guard replaced || Ending.Reason.chosen(for: kind).contains(reason) else {
      throw kind == .childProtection
        ? Self.conferenceOnly("ends")
        : Refusal("plan.end-reason", "Choose why this plan ends", question: "reason")
    }
    try Self.required(
      words, "plan.end-words", "Say why the plan ends, and what changed for the child", "words")
    return .ended(
      ending: Ending(on: on, reason: reason, words: words, by: actor.worker), child: child)
  }

  // MARK: Core group and visits

  private func met(
    _ meeting: Meeting, _ actions: [AgreedAction], by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    try mustBeProtection("A core group belongs to a child protection plan")
    try mustBeHeld(meeting.on, today, "on")
    if let last = meetings.last, meeting.on <= last.on {
      throw Refusal(
        "plan.meeting-order", "The core group met on \(last.on.long) already", question: "on")
    }
    guard meeting.attendance.contains(where: \.came) else {
      throw Refusal("plan.attendance", "Say who came", question: "came")
    }
    try Self.required(meeting.agreed, "plan.agreed", "Write what was agreed", "agreed")
    try check(meeting.progress)
    try mustComeBy(
      meeting.next, after: meeting.on, LocalStandards().rule(.laterCoreGroup, on: meeting.on))
    var meeting = meeting
    meeting.by = actor.worker
    return [.coreGroupMet(meeting: meeting, child: child)]
      + (try added(actions, to: nil, on: meeting.on))
  }

  private func agreed(
    _ limit: Int, _ unit: Clock.Rule.Unit, _ words: String, by actor: Actor, today: Day
  ) throws(Refusal) -> Fact {
    guard limit >= 1 else {
      throw Refusal("plan.visits", "Enter how many days at most between visits", question: "limit")
    }
    try Self.required(
      words, "plan.visits-words", "Say with whom this was agreed and why", "words")
    let pattern = VisitPattern(
      limit: limit, unit: unit, from: today, words: words, by: actor.worker)
    if let standard = Self.visitRule(kind, on: today),
      let most = Self.due(standard, after: today), let own = Self.due(pattern.rule, after: today),
      own > most
    {
      throw Refusal(
        "plan.visits-longer",
        "Visits may be agreed more often than every \(standard.words), never less often",
        question: "limit")
    }
    return .visitsAgreed(pattern: pattern, child: child)
  }
}
