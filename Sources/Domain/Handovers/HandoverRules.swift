extension Handover {
  package var child: PersonID? { about.child }

  /// What the morning has not taken over yet.
  package var open: Passed? { needs.last.flatMap { $0.isOpen ? $0 : nil } }

  /// Whether it is told to the night at a moment.
  package func isInForce(at moment: Instant) -> Bool {
    guard let warning, closed == nil else { return false }
    return warning.from <= moment && moment < warning.until
  }

  static func begin(
    _ command: Command, _ around: Around, _ actor: Actor
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .raise(let warning, let at):
      try check(warning, now: at)
      return [.raised(warning: warning, by: actor.worker, at: at)]
    case .log(let about, var action, let passing, let at):
      if about.child == nil {
        try required(about.who ?? "", "handover.who", "Say whom it was about", "who")
      }
      try check(action, now: at)
      action.by = actor.worker
      var facts: [Fact] = [.happened(about: about, action: action, at: at)]
      if let passing {
        let need = try need(passing.words, passing.to, around, actor, at)
        facts.append(.passed(child: about.child, need: need))
      }
      return facts
    case .acknowledge, .act, .pass, .accept, .chase, .close: throw .notThere(Self.self)
    }
  }

  /// Each night somebody else is on duty: an acknowledgement is for one night.
  func acknowledge(_ actor: Actor, _ at: Instant) throws(Refusal) -> [Fact] {
    guard let warning else {
      throw Refusal("handover.not-warning", "Only an alert for the night is acknowledged")
    }
    guard at < warning.until else {
      throw Refusal("handover.expired", "This alert has ended. The day team can raise it again")
    }
    guard let worker = actor.worker else {
      throw Refusal("handover.by-name", "A person acknowledges an alert, by name")
    }
    let night = Night(at: at)
    if acknowledged.contains(where: { $0.by == worker && night.contains($0.at) }) { return [] }
    return [.acknowledged(child: warning.child, signed: Signed(by: worker, at: at))]
  }

  func accept(_ actor: Actor, _ at: Instant) throws(Refusal) -> [Fact] {
    guard let open else { throw Self.nothingOpen }
    guard let worker = actor.worker else {
      throw Refusal("handover.accept-by-name", "A person accepts it, by name")
    }
    guard open.need.isFor(actor) else {
      throw Refusal(
        "handover.not-yours",
        "This was passed to somebody else. They accept it, or it is passed on to you first")
    }
    return [.accepted(child: child, signed: Signed(by: worker, at: at))]
  }

  static func need(
    _ words: String, _ to: Addressee, _ around: Around, _ actor: Actor, _ at: Instant
  ) throws(Refusal) -> Need {
    try required(words, "handover.need", "Say what is needed, and by when", "need")
    guard !around.hasLeft else {
      throw Refusal(
        "handover.has-left", "This worker has left. Pass it to somebody who is here", question: "to"
      )
    }
    if around.team == .emergencyDuty {
      throw Refusal(
        "handover.day-team", "Pass it to a team or a worker of the day service", question: "to")
    }
    let due = NightHours.acceptBy(passedAt: at)
    switch to {
    case .team(let team):
      return Need(words: words, team: team, worker: nil, at: at, due: due, by: actor.worker)
    case .worker(let worker):
      return Need(
        words: words, team: around.workersTeam, worker: worker, at: at, due: due, by: actor.worker)
    }
  }

  private static func check(_ warning: Warning, now: Instant) throws(Refusal) {
    try required(warning.what, "handover.what", "Say what may happen", "what")
    try required(warning.act, "handover.act", "Say what the night is to do", "do")
    try required(warning.ring, "handover.ring", "Say whom to ring, and on which number", "ring")
    guard warning.until > now, warning.until > warning.from else {
      throw Refusal(
        "handover.until", "The alert must end after it begins, and not be over already",
        question: "until")
    }
    guard warning.until.day <= now.day.adding(days: NightHours.longestDays) else {
      throw Refusal(
        "handover.too-long",
        "The alert must end within \(NightHours.longestDays) days. Raise it again if it is still "
          + "needed then", question: "until")
    }
  }

  static func check(_ action: Action, now: Instant) throws(Refusal) {
    try required(action.words, "handover.words", "Write what happened and what was done", "words")
    guard action.at <= now else {
      throw Refusal("handover.future", "The time must not be in the future", question: "time")
    }
    if action.outcome == .accommodationPrevented {
      try required(
        action.instead ?? "", "handover.instead",
        "Say what was put in place so that the child did not come into care", "instead")
    }
    if action.kind == .strategyDiscussion {
      try required(
        action.tookPart ?? "", "handover.took-part", "Say who took part in the discussion",
        "took-part")
    }
  }

  static var nothingOpen: Refusal {
    Refusal("handover.nothing-open", "Nothing of this is open any more")
  }

  static func required(
    _ text: String, _ rule: String, _ message: String, _ question: String
  ) throws(Refusal) {
    guard !text.isEmpty else { throw Refusal(rule, message, question: question) }
  }
}

extension Handover.Need {
  /// The person it is for, somebody of the team it is for, or the manager of the person's team.
  package func isFor(_ actor: Actor) -> Bool {
    guard let me = actor.worker else { return false }
    if worker == me { return true }
    guard let team, team == actor.team else { return false }
    return worker == nil || actor.roles.contains(.teamManager)
  }
}
