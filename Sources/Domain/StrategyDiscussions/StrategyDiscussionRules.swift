extension StrategyDiscussion {
  static func check(
    _ beginning: Beginning, _ around: Around, today: Day
  ) throws(Refusal) {
    guard beginning.informationOn <= today else {
      throw Refusal(
        "strategydiscussion.future", "The day must be today or in the past", question: "on")
    }
    try Meeting.check(
      beginning.children, around.episodes, on: beginning.informationOn, Self.noun)
    try Meeting.required(
      beginning.concern, "strategydiscussion.concern", "Say what is feared for the children",
      "concern")
    let waiting = beginning.children.compactMap { around.waiting[$0.person] }.first
    if let waiting {
      throw Refusal(
        "strategydiscussion.waiting",
        "\(waiting) is about one of these children and is not held yet. Go on there, or call it off",
        question: "children")
    }
  }

  func judge(
    _ command: Command, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .begin: throw .alreadyThere(Self.self)
    case .finish(let place, let words, let on):
      return try finish(place, words, on, by: actor, today: today)
    case .followUp(let agency, let words):
      guard toFollowUp.contains(agency) else {
        throw Refusal(
          "strategydiscussion.follow-up", "This agency took part, or has been told already")
      }
      try Meeting.required(
        words, "strategydiscussion.follow-up-words", "Say who was told and what they said", "words")
      return [
        .followedUp(
          agency: agency, words: Meeting.Words(words: words, by: actor.worker, on: today),
          children: people)
      ]
    case .write(let agency, let text, let seen, let now):
      guard calledOff == nil else { throw Self.over }
      guard agency != .family else {
        throw Refusal(
          "strategydiscussion.lane", "The family does not take part in a strategy discussion")
      }
      guard decision == nil else {
        throw Refusal(
          "strategydiscussion.minutes-closed",
          "The minutes are closed with the decision. Write what came later as a note",
          question:
            "text")
      }
      guard lanes[agency]?.at == seen else {
        throw Refusal(
          "strategydiscussion.lane-changed",
          "Somebody else wrote in this lane meanwhile. Read what they wrote, then send yours",
          question: "text")
      }
      guard lanes[agency]?.text != text, !(text.isEmpty && lanes[agency] == nil) else { return [] }
      return [
        .wrote(
          agency: agency, lane: Lane(text: text, by: actor.worker, at: now), children: people)
      ]
    case .plan, .invite, .answer, .attend, .decide, .callOff: break
    }
    switch status {
    case .open: break
    case .held:
      throw Refusal("strategydiscussion.held", "This discussion has been held and decided")
    case .calledOff: throw Self.over
    }
    return try arrange(command, around, by: actor, today: today)
  }

  private static var over: Refusal {
    Refusal("strategydiscussion.called-off", "This discussion was called off. Begin a new one")
  }

  private func arrange(
    _ command: Command, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .plan(let at):
      return at == plannedFor ? [] : [.planned(at: at, by: actor.worker, children: people)]
    case .invite(let invitee):
      try Meeting.required(
        invitee.name, "strategydiscussion.invitee", "Say who is asked, by name or by post", "name")
      guard invitee.agency != .family else {
        throw Refusal(
          "strategydiscussion.family",
          "The family does not take part in a strategy discussion", question: "agency")
      }
      return [.invited(invitee: invitee, on: today, children: people)]
    case .answer(let place, let answer):
      guard invited.indices.contains(place) else {
        throw Refusal("strategydiscussion.not-invited", "Nobody of this line was asked")
      }
      guard invited[place].answer != answer else { return [] }
      return [.answered(place: place, answer: answer, on: today, children: people)]
    case .attend(let attended):
      guard !attended.isEmpty, attended.allSatisfy({ !$0.name.isEmpty }) else {
        throw Refusal(
          "strategydiscussion.attended", "Say who took part, by name or by post",
          question: "attended")
      }
      guard attended.allSatisfy({ $0.agency != .family }) else {
        throw Refusal(
          "strategydiscussion.family",
          "The family does not take part in a strategy discussion", question: "attended")
      }
      return attended == self.attended ? [] : [.attended(attended: attended, children: people)]
    case .decide(let decision, let now):
      return [
        .decided(
          decision: try judged(decision, around, now: now), by: actor.worker, children: people)
      ]
    case .callOff(let reason):
      try Meeting.required(
        reason, "strategydiscussion.reason", "Say why it is not held", "reason")
      return [
        .calledOff(
          words: Meeting.Words(words: reason, by: actor.worker, on: today), children: people)
      ]
    case .begin, .write, .finish, .followUp: preconditionFailure("judged elsewhere")
    }
  }

  private func judged(
    _ decision: Decision, _ around: Around, now: Instant
  ) throws(Refusal) -> Decision {
    guard decision.heldAt <= now, decision.heldAt.day >= beginning.informationOn else {
      throw Refusal(
        "strategydiscussion.held-at",
        "It was held after \(beginning.informationOn.long), and not in the future",
        question: "held")
    }
    var judged = decision
    judged.missing = missing
    judged.withoutQuorum = try quorum(decision)
    for person in people {
      guard let child = decision.children.first(where: { $0.child == person }) else {
        throw Refusal(
          "strategydiscussion.each-child", "Decide for each child", question: "outcome-\(person)")
      }
      try check(child)
    }
    judged.children = decision.children.filter { people.contains($0.child) }
      .sorted { $0.child < $1.child }
    try Meeting.required(
      decision.safety, "strategydiscussion.safety", "Say what keeps each child safe now", "safety")
    if judged.children.contains(where: \.outcome.isEnquiry) {
      try Meeting.required(
        decision.medical, "strategydiscussion.medical",
        "Say whether a medical examination is needed, and why not if it is not", "medical")
    }
    try Meeting.check(decision.actions, from: decision.heldAt.day, Self.noun)
    if let next = decision.next, next < decision.heldAt.day {
      throw Refusal(
        "strategydiscussion.next", "The next discussion is after this one", question: "next")
    }
    judged.opens = beginning.children.filter { child in
      around.enquiries[child.person] == nil
        && judged.children.contains { $0.child == child.person && $0.outcome.isEnquiry }
    }
    return judged
  }

  /// Planned: without the three it is not held. Urgent: with a reason, and each is told afterwards.
  private func quorum(_ decision: Decision) throws(Refusal) -> String? {
    guard !missing.isEmpty else { return nil }
    guard beginning.urgency == .urgent else {
      throw Refusal(
        "strategydiscussion.quorum",
        "Record that \(missing.inWords) took part first. A planned strategy discussion is not held "
          + "without children's social care, police and health", question: "attended")
    }
    guard missing != Self.quorum else {
      throw Refusal(
        "strategydiscussion.nobody", "Record who took part first", question: "attended")
    }
    guard let reason = decision.withoutQuorum, !reason.isEmpty else {
      throw Refusal(
        "strategydiscussion.without-quorum",
        "Say why it could not wait for \(missing.inWords). They are told as soon as they can be",
        question: "without-quorum")
    }
    return reason
  }

  private func check(_ child: ChildDecision) throws(Refusal) {
    try Meeting.required(
      child.reason, "strategydiscussion.why", "Say why this was decided for each child",
      "reason-\(child.child)")
    guard child.suspected == child.outcome.isEnquiry else {
      throw Refusal(
        "strategydiscussion.threshold",
        child.suspected
          ? "Where there is reasonable cause to suspect significant harm, enquiries are made "
            + "(Children Act 1989, section 47)"
          : "A section 47 enquiry needs reasonable cause to suspect significant harm",
        question: "outcome-\(child.child)")
    }
    guard child.outcome != .joint || attended.contains(where: { $0.agency == .police }) else {
      throw Refusal(
        "strategydiscussion.joint",
        "A joint enquiry is agreed with the police: record who of them took part",
        question: "outcome-\(child.child)")
    }
  }

  private func finish(
    _ place: Int, _ words: String, _ on: Day, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let actions = decision?.actions, actions.indices.contains(place) else {
      throw Refusal("strategydiscussion.no-action", "There is no such action")
    }
    guard finished[place] == nil else { return [] }
    guard on <= today else {
      throw Refusal(
        "strategydiscussion.done-future", "The day must be today or in the past", question: "on")
    }
    return [
      .actionDone(
        place: place, done: Meeting.Words(words: words, by: actor.worker, on: on),
        children: people)
    ]
  }
}
