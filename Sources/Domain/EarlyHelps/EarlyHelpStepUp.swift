extension EarlyHelp {
  /// The contact that a step up makes: the story of the episode as it stands, in order, so that nothing
  /// is typed again and the front door decides on all of it.
  func steppedUp(
    _ raising: Raising, _ around: Around, by voice: Voice, at now: Instant
  ) throws(Refusal) -> Fact {
    guard let contact = around.nextContact else { throw .notThere(Contact.self) }
    if let waiting = around.waitingContact {
      throw Refusal(
        "earlyhelp.waits-already",
        "Contact \(waiting) about this family waits at the front door already. Add what is new there"
      )
    }
    try Self.required(
      raising.why, "earlyhelp.why-up", "Write why early help is not enough now", "why")
    if raising.inDanger == .yes {
      try Self.required(
        raising.dangerAction ?? "", "earlyhelp.danger-action",
        "Say what was done to keep the children safe now", "danger-action")
    }
    try Self.required(
      raising.consentBasis, "earlyhelp.basis-up",
      "Say who knows of this and agreed, or why it goes without", "consent-basis")
    let (day, hour, minute) = now.london
    let outside = lead?.outside
    let details = Contact.Details(
      receivedOn: day, receivedMinute: hour * 60 + minute,
      method: voice.email == nil ? .form : .portal, source: .earlyHelp,
      agency: outside?.agency ?? "Early help", callerName: outside?.name ?? around.leadName,
      callerRole: outside.map { "\($0.job), lead for early help" } ?? "Lead for early help",
      callerReach: outside?.email, callerEmail: outside?.email,
      account: story(raising.why), inDanger: raising.inDanger,
      dangerAction: raising.dangerAction, consent: raising.consent,
      consentBasis: raising.consentBasis)
    return .steppedUp(
      stepUp: StepUp(
        contact: contact, why: raising.why, details: details, named: around.named, by: voice),
      people: people)
  }

  /// Why now, what early help was for, and what became of it.
  private func story(_ why: String) -> String {
    var parts = [
      "Stepped up from early help.\n\(why)", "What early help was asked for\n\(request.story)",
    ]
    parts.append("What was hoped\n\(request.hope)")
    if let begunOn { parts.append("Early help began on \(begunOn.long).") }
    if let plan = plans.last {
      let outcomes = plan.outcomes.map { outcome in
        ([outcome.what] + outcome.actions.map { "– \($0.what) (\($0.owner), by \($0.by.long))" })
          .joined(separator: "\n")
      }
      parts.append("Family plan of \(plan.on.long)\n\(outcomes.joined(separator: "\n"))")
      let views = plan.views.map(\.words).joined(separator: "\n")
      parts.append("What the children say\n\(views)")
      parts.append("What the parents or carers say\n\(plan.parents)")
    }
    for review in reviews {
      parts.append("Review of \(review.on.long), with \(review.present)\n\(review.words)")
    }
    for note in progress { parts.append("\(note.on.long)\n\(note.words)") }
    return parts.joined(separator: "\n\n")
  }

  /// From the beginning to the first review, or from one review to the next: local standards.
  package static func reviewClock(
    after day: Day, isFirst: Bool, standards: LocalStandards = LocalStandards()
  ) -> Clock? {
    standards.rule(isFirst ? .earlyHelpFirstReview : .earlyHelpReview, on: day).map { rule in
      Clock(
        isFirst ? "First review of early help" : "Review of early help",
        started: Clock.Started(on: day, by: isFirst ? "early help began" : "last review"),
        rule: rule)
    }
  }

  /// The day by which the next review is to be held; nil where it has not begun or has ended.
  package var reviewDue: Day? {
    guard status == .open, let begunOn else { return nil }
    return reviews.last?.next ?? Self.reviewClock(after: begunOn, isFirst: true)?.due.day
  }

  /// From the day somebody was asked to lead to the day they answer: a local standard.
  package static func answerClock(
    asked: Day, answered: Day?, standards: LocalStandards = LocalStandards()
  ) -> Clock? {
    standards.rule(.earlyHelpLead, on: asked).map { rule in
      Clock(
        "Answer of the lead", started: Clock.Started(on: asked, by: "asked to lead"), rule: rule,
        stopped: answered.map { Clock.Stopped(on: $0, by: "answered") })
    }
  }
}
