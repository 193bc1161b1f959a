extension Conference {
  static func check(
    _ arrangement: Arrangement, _ around: Around, today: Day
  ) throws(Refusal) {
    guard arrangement.from <= today else {
      throw Refusal("conference.future", "The day must be today or in the past", question: "from")
    }
    try Meeting.check(arrangement.children, around.episodes, on: today, noun)
    if let waiting = arrangement.children.compactMap({ around.waiting[$0.person] }).first {
      throw Refusal(
        "conference.waiting",
        "\(waiting) is about one of these children and is not held yet. Go on there, or call it off",
        question: "children")
    }
    switch arrangement.origin {
    case .enquiry:
      guard let enquiry = around.enquiry else {
        throw Refusal("conference.enquiry", "An initial conference follows a section 47 enquiry")
      }
      for child in arrangement.children {
        guard enquiry.people.contains(child.person) else {
          throw Refusal(
            "conference.other-child", "A child is named whom the enquiry is not about",
            question: "children")
        }
        guard !enquiry.conferenceNotRequired(for: child.person) else {
          throw Refusal(
            "conference.not-needed",
            "The enquiry ended without a conference for one of these children",
            question: "children")
        }
      }
    case .plans(let plans):
      for child in arrangement.children {
        guard
          plans.contains(where: {
            $0.child == child.person && around.plans[$0.plan]?.child == child.person
          })
        else {
          throw Refusal(
            "conference.no-plan", "A review is about children on a child protection plan",
            question: "children")
        }
      }
      guard plans.allSatisfy({ around.plans[$0.plan]?.isOpen == true }) else {
        throw Refusal("conference.plan-ended", "One of these plans has ended already")
      }
    case .council(let name):
      try Meeting.required(
        name, "conference.council", "Say which council the plan is of", "council")
    }
  }

  func judge(
    _ command: Command, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch (command, status) {
    case (.arrange, _): throw .alreadyThere(Self.self)
    case (_, .calledOff):
      throw Refusal("conference.called-off", "This conference was called off. Arrange a new one")
    case (.distribute(let to, let on), .held):
      try Meeting.required(to, "conference.sent-to", "Say to whom the minutes went", "to")
      guard on <= today, on >= decision?.heldOn ?? on else {
        throw Refusal(
          "conference.sent-on", "The minutes go out after the conference, and not in the future",
          question: "on")
      }
      return [.distributed(sent: Sent(to: to, on: on, by: actor.worker), children: people)]
    case (.distribute, .open):
      throw Refusal("conference.not-held", "The conference is not held yet")
    case (.report(let place, let report), _):
      return try reported(place, report, today: today)
    case (_, .held):
      throw Refusal("conference.held", "This conference has been held and decided")
    case (_, .open): return try arrange(command, around, by: actor, today: today)
    }
  }

  private func arrange(
    _ command: Command, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .plan(let planned):
      guard plannedFor == nil else {
        throw Refusal(
          "conference.planned", "It is planned already: postpone it, with the reason",
          question: "at")
      }
      return [.planned(planned: planned, on: today, children: people)]
    case .postpone(let to, let reason):
      try Meeting.required(reason, "conference.postponed", "Say why it is postponed", "reason")
      return [
        .postponed(
          postponement: Postponement(
            from: plannedFor, to: to, reason: reason, by: actor.worker, on: today),
          children: people)
      ]
    case .name(let chair):
      try check(chair, around)
      return chair == self.chair ? [] : [.chairNamed(chair: chair, on: today, children: people)]
    case .invite(let invitee):
      try Meeting.required(
        invitee.name, "conference.invitee", "Say who is invited, by name or by post", "name")
      return [.invited(invitee: invitee, on: today, children: people)]
    case .answer(let place, let answer):
      guard invited.indices.contains(place) else {
        throw Refusal("conference.not-invited", "Nobody of this line was invited")
      }
      guard invited[place].answer != answer else { return [] }
      return [.answered(place: place, answer: answer, on: today, children: people)]
    case .attend(let attendance):
      try check(attendance)
      return attendance == self.attendance
        ? [] : [.attended(attendance: attendance, children: people)]
    case .decide(let decision):
      return [
        .decided(decision: try judged(decision, around, by: actor, today: today), by: actor.worker)
      ]
    case .callOff(let reason):
      try Meeting.required(reason, "conference.reason", "Say why it is not held", "reason")
      return [
        .calledOff(
          words: Meeting.Words(words: reason, by: actor.worker, on: today), children: people)
      ]
    case .arrange, .report, .distribute: preconditionFailure("judged elsewhere")
    }
  }

  /// The chair stands outside the management of the case (Working Together, every edition).
  private func check(_ chair: WorkerID, _ around: Around) throws(Refusal) {
    guard let found = around.chair, found.leftOn == nil else {
      throw Refusal("conference.no-chair", "Select who is to chair it", question: "chair")
    }
    guard found.roles.contains(.conferenceChair) else {
      throw Refusal(
        "conference.chair-role", "\(found.name) is not a conference chair. Select one who is",
        question: "chair")
    }
    guard !around.inTheLine.contains(chair) else {
      throw Refusal(
        "conference.chair-line",
        "\(found.name) works with these children or manages those who do. The chair stands outside "
          + "the management of the case", question: "chair")
    }
  }

  private func reported(
    _ place: Int?, _ report: Report, today: Day
  ) throws(Refusal) -> [Fact] {
    let place = place ?? reports.count
    guard reports.indices.contains(place) || place == reports.count else {
      throw Refusal("conference.no-report", "There is no such report")
    }
    try Meeting.required(report.title, "conference.report", "Say which report it is", "title")
    let before = reports.indices.contains(place) ? reports[place].version : 1
    guard report.version >= before else {
      throw Refusal(
        "conference.version", "This report is at version \(before) already", question: "version")
    }
    for (day, question) in [
      (report.readyOn, "ready"), (report.sharedWithParents, "parents"),
      (report.sharedWithChild, "child"),
    ] {
      if let day, day > today {
        throw Refusal(
          "conference.report-future", "The day must be today or in the past", question: question)
      }
    }
    if reports.indices.contains(place), reports[place] == report { return [] }
    return [.reported(place: place, report: report, on: today, children: people)]
  }

  private func check(_ attendance: Attendance) throws(Refusal) {
    guard !attendance.attended.isEmpty, attendance.attended.allSatisfy({ !$0.name.isEmpty }) else {
      throw Refusal(
        "conference.attended", "Say who took part, by name or by post", question: "attended")
    }
    try Meeting.required(
      attendance.parents, "conference.parents",
      "Say which parents were there, and which were not and why", "parents")
    for person in people {
      guard let child = attendance.children.first(where: { $0.child == person }) else {
        throw Refusal(
          "conference.child-there", "Say for each child whether they were there",
          question: "there-\(person)")
      }
      guard child.there || !(child.whyNot ?? "").isEmpty else {
        throw Refusal(
          "conference.child-why-not", "Say why the child was not there",
          question: "why-not-\(person)")
      }
      try Meeting.required(
        child.views ?? "", "conference.child-views",
        "Say what the child's views were, and how they were given", "views-\(person)")
    }
  }

  /// Agencies that took part, the family left out.
  package var agencies: Set<Meeting.Agency> {
    Set((attendance?.attended ?? []).map(\.agency)).subtracting([.family])
  }

  /// Fewer than three agencies: a council decides by exception, and says why (Working Together 2006,
  /// and local procedures since).
  package static let quorum = 3

  package var isQuorate: Bool {
    agencies.count >= Self.quorum && agencies.contains(.socialCare)
  }

  private func judged(
    _ decision: Decision, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> Decision {
    guard let chair else {
      throw Refusal("conference.chair-first", "Name the chair of the conference first")
    }
    guard actor.worker == chair else {
      throw Refusal("conference.chair-decides", "The chair records what the conference decided")
    }
    guard attendance != nil else {
      throw Refusal("conference.attendance-first", "Record who was there first")
    }
    guard decision.heldOn <= today, decision.heldOn >= arrangement.from else {
      throw Refusal(
        "conference.held-on",
        "It was held after \(arrangement.from.long), and not in the future", question: "held")
    }
    var judged = decision
    if isQuorate {
      judged.withoutQuorum = nil
    } else {
      try Meeting.required(
        decision.withoutQuorum ?? "", "conference.quorum",
        "Fewer than three agencies took part. Say why it was held all the same, or postpone it",
        "without-quorum")
    }
    for person in people {
      guard let child = decision.children.first(where: { $0.child == person }) else {
        throw Refusal(
          "conference.each-child", "Record what was decided for each child",
          question: "outcome-\(person)")
      }
      try check(child)
    }
    judged.children = decision.children.filter { people.contains($0.child) }
      .sorted { $0.child < $1.child }
    for (place, dissent) in decision.dissents.enumerated() {
      guard !dissent.name.isEmpty, !dissent.reason.isEmpty else {
        throw Refusal(
          "conference.dissent", "Say who did not agree, and why",
          question: "dissent-\(place)-reason")
      }
    }
    try checkPlan(judged)
    return judged
  }

  private func check(_ child: ChildDecision) throws(Refusal) {
    let question = "outcome-\(child.child)"
    try Meeting.required(
      child.reason, "conference.why", "Say why this was decided for each child",
      "reason-\(child.child)")
    guard kind == .review ? child.outcome != .noPlan : child.outcome != .ends else {
      throw Refusal(
        "conference.outcome",
        kind == .review
          ? "At a review a plan goes on or ends" : "A plan that has not begun cannot end",
        question: question)
    }
    guard child.outcome != .plan || child.category != nil else {
      throw Refusal(
        "conference.category", "Select the category of abuse", question: "category-\(child.child)")
    }
    guard child.outcome == .plan || child.category == nil else {
      throw Refusal(
        "conference.no-category", "Only a child on a plan has a category of abuse",
        question: "category-\(child.child)")
    }
  }

  /// Where a child is on a plan: what is to change, who is in the core group, and the next days.
  private func checkPlan(_ decision: Decision) throws(Refusal) {
    guard decision.children.contains(where: { $0.outcome == .plan }) else { return }
    for (place, aim) in decision.outline.enumerated() {
      try Meeting.required(
        aim.outcome, "conference.aim", "Say what is to change for the children",
        "aim-\(place)-outcome")
      try Meeting.check(aim.actions, from: decision.heldOn, Self.noun)
    }
    guard let review = decision.nextReview else {
      throw Refusal("conference.next-review", "Set the day of the next review", question: "review")
    }
    let rule = Self.clock(
      .review, from: decision.heldOn, isLater: kind == .review, heldOn: nil)
    guard review > decision.heldOn, review <= rule.due.day ?? review else {
      throw Refusal(
        "conference.review-late",
        "The next review is within \(rule.rule.words): by \(rule.due.day?.long ?? "then")",
        question: "review")
    }
    guard kind != .review else { return }
    guard !decision.outline.isEmpty else {
      throw Refusal(
        "conference.outline", "Record the outline plan: what is to change for the children",
        question: "aim-0-outcome")
    }
    guard !decision.coreGroup.isEmpty else {
      throw Refusal(
        "conference.core-group", "Record who is in the core group", question: "member-0-name")
    }
    guard let first = decision.firstCoreGroup else {
      throw Refusal(
        "conference.first-core-group", "Set the day of the first core group",
        question: "core-group")
    }
    let core = Clock(
      "First core group", started: Clock.Started(on: decision.heldOn, by: "conference"),
      rule: LocalStandards().rule(.firstCoreGroup, on: decision.heldOn)
        ?? Timescales.firstCoreGroup)
    guard first >= decision.heldOn, first <= core.lastDayInTime ?? first else {
      throw Refusal(
        "conference.core-group-late",
        "The first core group meets within \(core.rule.words): by \(core.due.day?.long ?? "then")",
        question: "core-group")
    }
  }
}
