extension Transfer {
  /// From asking to the receiving team's answer: a local standard. Nil where there is none.
  package static func acceptanceClock(
    asked: Day, answered: Day?, standards: LocalStandards = LocalStandards()
  ) -> Clock? {
    standards.rule(.transferAcceptance, on: asked).map { rule in
      Clock(
        "Answer to the transfer", started: Clock.Started(on: asked, by: "transfer asked"),
        rule: rule,
        stopped: answered.map { Clock.Stopped(on: $0, by: "answered by the receiving team") })
    }
  }

  package func isLate(on day: Day) -> Bool {
    Transfer.acceptanceClock(asked: askedOn, answered: nil)?.state(today: day).isLate ?? false
  }

  static func ask(
    _ asking: Asking, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard !asking.children.isEmpty else {
      throw Refusal("transfer.children", "Select at least one child", question: "children")
    }
    guard asking.from != asking.to else {
      throw Refusal("transfer.same-team", "Choose another team", question: "to")
    }
    guard around.toHoldsChildren else {
      throw Refusal("transfer.team", "Choose a team that works with children", question: "to")
    }
    for child in asking.children where around.holders[child.referral] != asking.from {
      throw Refusal(
        "transfer.not-held",
        "Your team does not work with the child of \(child.referral). Only the team that has a child "
          + "can ask another to take over", question: "children")
    }
    if let open = around.open.first {
      throw Refusal(
        "transfer.open", "Transfer \(open) of these children waits for its answer already",
        question: "children")
    }
    if let receiving = around.receiving {
      try Referral.checkRemit(
        receiving, isForDisabled: around.isForDisabled, question: "to", today: today)
    }
    try required(asking.reason, "transfer.why", "Say why another team should take over", "reason")
    try required(
      asking.summary, "transfer.summary", "Say where things stand for the children", "summary")
    try required(
      asking.outstanding, "transfer.outstanding",
      "Say what is still to be done, or that nothing is", "outstanding")
    try required(
      asking.familyTold, "transfer.family",
      "Say what the family has been told, and what they say", "told")
    if asking.jointVisit == nil {
      try required(
        asking.noJointVisit ?? "", "transfer.joint",
        "Say why there is no visit of both workers together", "no-visit")
    }
    var asking = asking
    asking.by = actor.worker
    asking.on = today
    return [.asked(asking: asking)]
  }

  /// Somebody of the team that is asked answers, by name.
  func checkReceiver(_ actor: Actor) throws(Refusal) {
    guard status == .asked else {
      throw Refusal(
        "transfer.not-asked",
        status == .returned
          ? "This was sent back. The other team asks again first"
          : "This waits for a decision by \(escalated.map { "\($0.to)" } ?? "somebody else")")
    }
    guard actor.worker != nil, actor.team == asking.to else {
      throw Refusal(
        "transfer.not-your-team", "Only the team that is asked can accept it or send it back")
    }
  }

  /// Between asking and accepting the children may have been closed or have gone elsewhere.
  func checkHolders(_ around: Around) throws(Refusal) {
    for child in asking.children where around.holders[child.referral] != asking.from {
      throw Refusal(
        "transfer.moved",
        "The work of \(child.referral) has ended or changed hands since this was asked. Ask the other "
          + "team to withdraw it")
    }
  }

  func escalation(
    _ to: WorkerID, _ reason: String, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> Escalation {
    guard status != .escalated else {
      throw Refusal("transfer.escalated", "This waits for a decision already")
    }
    guard status == .returned || isLate(on: today) else {
      throw Refusal(
        "transfer.not-late",
        "The receiving team still has time to answer. It can be escalated when it is late or was "
          + "sent back")
    }
    guard let judge = around.judge,
      judge.roles.contains(.seniorLeader) || judge.roles.contains(.teamManager)
    else {
      throw Refusal(
        "transfer.judge", "Choose a senior leader or a manager who is here", question: "to")
    }
    guard judge.team == nil || (judge.team != asking.from && judge.team != asking.to) else {
      throw Refusal(
        "transfer.judge-party", "Choose somebody who is in neither of the two teams",
        question: "to")
    }
    try Self.required(reason, "transfer.escalate", "Say why it cannot wait", "reason")
    return Escalation(to: to, reason: reason, by: actor.worker, on: today)
  }

  static func required(
    _ text: String, _ rule: String, _ message: String, _ question: String
  ) throws(Refusal) {
    guard !text.isEmpty else { throw Refusal(rule, message, question: question) }
  }
}

extension Consequences {
  /// With the acceptance the children are with the receiving team, in the same transaction.
  package static func of(
    _ fact: Transfer.Fact, on id: TransferID, now transfer: Transfer
  ) -> [Consequence] {
    let worker: WorkerID?
    let (over, at): (String?, Instant?)
    switch fact {
    case .accepted(_, let answered):
      (worker, over, at) = (answered.worker, answered.over, answered.at)
    case .decided(_, let decision):
      guard decision.accepts else { return [] }
      // A binding decision is itself the reason for going over what somebody can hold.
      (worker, over, at) = (decision.worker, decision.sentence, decision.at)
    case .asked, .returned, .askedAgain, .escalated, .withdrawn: return []
    }
    return transfer.asking.children.map { child in
      .episode(
        child.referral,
        .allocate(team: transfer.asking.to, worker: worker, over: over, at: at, transfer: id))
    }
  }
}
