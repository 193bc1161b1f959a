extension Enquiry {
  static func begin(_ command: Command) throws(Refusal) -> [Fact] {
    switch command {
    case .importRecord(let history):
      if let held = history.conferenceOn, held < history.startedOn {
        throw Refusal(
          "enquiry.conference-before", "The conference is before the enquiry starts",
          question: "DateOfInitialCPC")
      }
      return [.imported(history: history)]
    case .open(let opening):
      guard !opening.children.isEmpty else {
        throw Refusal("enquiry.children", "An enquiry is about at least one child")
      }
      return [.opened(opening: opening)]
    case .allocate, .recordMedical, .recordInterview, .agreeNoConference, .conclude,
      .noteConference:
      throw .notThere(Self.self)
    }
  }

  func judge(
    _ command: Command, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    if case .noteConference(let conference, let on, let children) = command {
      let covered = children.filter { people.contains($0) && conferences[$0] == nil }
      return covered.isEmpty
        ? [] : [.conferenceHeld(conference: conference, on: on, children: covered)]
    }
    if history != nil, case .importRecord = command { throw .alreadyThere(Self.self) }
    guard history == nil else {
      throw Refusal("enquiry.imported", "This enquiry was brought in and is not worked on here")
    }
    guard endedOn == nil else {
      throw Refusal(
        "enquiry.ended", "This enquiry has ended. New concerns need a new strategy discussion")
    }
    switch command {
    case .importRecord, .open: throw .alreadyThere(Self.self)
    case .noteConference: preconditionFailure("judged above")
    case .allocate(let worker, let on):
      let lead = try allocated(worker, on, around.worker, today: today)
      return lead == self.lead
        ? [] : [.leadAllocated(lead: lead, by: actor.worker, children: people)]
    case .recordMedical(let medical):
      try check(
        medical.child, medical.arrangedFor, medical.heldOn, medical.result, medical.whyNot,
        "medical", today: today)
      return medicals[medical.child] == medical
        ? [] : [.medicalRecorded(medical: medical, by: actor.worker, on: today)]
    case .recordInterview(let interview):
      try check(
        interview.child, interview.arrangedFor, interview.heldOn, interview.result,
        interview.whyNot, "interview", today: today)
      return interviews[interview.child] == interview
        ? [] : [.interviewRecorded(interview: interview, by: actor.worker, on: today)]
    case .agreeNoConference(let child, let sentence):
      return [try agree(child, sentence, by: actor, today: today)]
    case .conclude(let outcomes, let on):
      return [try concluded(outcomes, on, by: actor, today: today)]
    }
  }

  /// Only a registered social worker leads it, registered on the day on which they take it (A11).
  private func allocated(
    _ worker: WorkerID, _ on: Day, _ found: Worker?, today: Day
  ) throws(Refusal) -> Lead {
    guard let found else {
      throw Refusal("enquiry.no-worker", "Select who is to lead it", question: "lead")
    }
    guard on <= today, on >= startedOn else {
      throw Refusal(
        "enquiry.lead-day",
        "The day must not be before the enquiry began (\(startedOn.long)), nor in the future",
        question: "on")
    }
    guard found.leftOn == nil else {
      throw Refusal(
        "enquiry.lead-left", "\(found.name) has left. Select somebody who is here",
        question: "lead")
    }
    guard let registration = found.registration, registration.holds(on: on) else {
      let why =
        found.registration.map {
          $0.to < on
            ? "Their registration ended on \($0.to.long)."
            : "Their registration begins on \($0.from.long)."
        } ?? "No registration of theirs is recorded."
      throw Refusal(
        "enquiry.lead-registered",
        "\(found.name) is not a registered social worker on \(on.long). \(why) Select a registered "
          + "social worker, or ask the workforce lead to record the registration first",
        question: "lead")
    }
    return Lead(worker: worker, on: on, registration: registration.number)
  }

  private func check(
    _ child: PersonID, _ arranged: Day?, _ held: Day?, _ result: String?, _ whyNot: String?,
    _ kind: String, today: Day
  ) throws(Refusal) {
    let what = kind == "medical" ? "examination" : "interview"
    guard people.contains(child) else {
      throw Refusal("enquiry.other-child", "A child is named whom this enquiry is not about")
    }
    guard arranged != nil || held != nil || whyNot != nil else {
      throw Refusal(
        "enquiry.\(kind)-nothing",
        "Say for which day the \(what) is arranged, or why there is none",
        question: "arranged")
    }
    guard whyNot == nil || held == nil else {
      throw Refusal(
        "enquiry.\(kind)-both", "The \(what) was held, or there is a reason why not: not both",
        question: "why-not")
    }
    if let held {
      guard held <= today else {
        throw Refusal(
          "enquiry.\(kind)-future", "The day it was held must be today or in the past",
          question: "held")
      }
      try Meeting.required(
        result ?? "", "enquiry.\(kind)-result", "Say who held the \(what) and what came of it",
        "result")
    }
  }

  private func agree(
    _ child: PersonID, _ sentence: String, by actor: Actor, today: Day
  ) throws(Refusal) -> Fact {
    guard people.contains(child) else {
      throw Refusal("enquiry.other-child", "A child is named whom this enquiry is not about")
    }
    guard let worker = actor.worker, actor.roles.contains(.teamManager) else {
      throw Refusal("enquiry.manager", "A team manager agrees to this, by name")
    }
    guard !leads.contains(where: { $0.worker == worker }) else {
      throw Refusal(
        "enquiry.lead-agrees", "Another manager must agree to this: you led the enquiry")
    }
    try Meeting.required(
      sentence, "enquiry.own-sentence",
      "Say in your own words why the child is safe without a conference", "sentence")
    return .noConferenceAgreed(
      child: child, words: Meeting.Words(words: sentence, by: worker, on: today))
  }

  private func concluded(
    _ outcomes: [ChildOutcome], _ on: Day, by actor: Actor, today: Day
  ) throws(Refusal) -> Fact {
    guard lead != nil else {
      throw Refusal(
        "enquiry.no-lead", "A registered social worker must lead the enquiry before it can end")
    }
    guard on <= today, on >= startedOn else {
      throw Refusal(
        "enquiry.ended-on",
        "The day must not be before the enquiry began (\(startedOn.long)), nor in the future",
        question: "on")
    }
    for person in people {
      guard let child = outcomes.first(where: { $0.child == person }) else {
        throw Refusal(
          "enquiry.each-child", "Record an outcome for each child", question: "outcome-\(person)")
      }
      try check(child)
    }
    return .concluded(
      outcomes: outcomes.filter { people.contains($0.child) }.sorted { $0.child < $1.child },
      by: actor.worker, on: on)
  }

  private func check(_ child: ChildOutcome) throws(Refusal) {
    try Meeting.required(
      child.reason, "enquiry.reason", "Say why, for each child", "reason-\(child.child)")
    guard child.outcome == .continuingRisk || !child.conference else {
      throw Refusal(
        "enquiry.conference-why",
        "A conference is for a child who is at continuing risk of significant harm",
        question: "conference-\(child.child)")
    }
    guard child.outcome != .continuingRisk || child.conference || agreed[child.child] != nil else {
      throw Refusal(
        "enquiry.manager-agrees",
        "A child at continuing risk goes to a conference, unless a manager who does not lead the "
          + "enquiry has agreed. Ask a manager to agree on this enquiry's page first",
        question: "conference-\(child.child)")
    }
  }
}
