extension Referral {
  package struct Closure: Codable, Sendable, Equatable {
    package var on: Day
    /// Always there for work closed here; an imported episode may have the day alone.
    package var reason: ReasonForClosure?
    package var words: String
    /// What would bring us back, as the family was told. Nil where nobody was asked: imported, or closed
    /// before it was.
    package var comeBack: String?
    /// The day on which it was recorded: on that day a mistake can be undone.
    package var recordedOn: Day?
    package var by: WorkerID?

    package init(
      on: Day, reason: ReasonForClosure?, words: String, comeBack: String? = nil,
      recordedOn: Day? = nil, by: WorkerID? = nil
    ) {
      self.on = on
      self.reason = reason
      self.words = words
      self.comeBack = comeBack
      self.recordedOn = recordedOn
      self.by = by
    }
  }

  /// What of the episode is not finished, or rules out a reason for closure.
  package struct Unfinished: Sendable {
    package var plan: (id: PlanID, kind: Plan.Kind)?
    package var enquiries: [EnquiryID] = []
    /// Arranged, and neither held nor called off.
    package var conferences: [ConferenceID] = []
    package var preProceedings: [PreProceedingsID] = []
    /// The episode has had a section 47 enquiry, a plan or a child protection conference (census rule
    /// 2990: then it did not close after assessment alone).
    package var wentBeyondAssessment = false
    /// Early help that took over with the closure and is open.
    package var helpTookOver: EarlyHelpID?
    package init() {}
  }

  func closed(
    _ on: Day, _ reason: ReasonForClosure, _ words: String, _ comeBack: String,
    _ letters: [Letter.Writing], around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard isOpen else { throw .closed }
    guard decision != nil || imported else {
      throw Refusal("referral.undecided", "Decide the referral before closing it")
    }
    guard around.assessmentsUnderWay.isEmpty else {
      throw Refusal(
        "referral.assessment-open",
        "The assessment \(around.assessmentsUnderWay[0]) is not authorised yet. Finish it first")
    }
    try mustBeFinished(around.unfinished)
    guard on >= receivedOn, on <= today else {
      throw Refusal(
        "referral.close-day", "The closure date must be between the referral and today",
        question: "on")
    }
    guard !words.isEmpty else {
      throw Refusal("referral.close-words", "Say why the work ends", question: "words")
    }
    guard !comeBack.isEmpty || !reason.leavesChildAtHome else {
      throw Refusal(
        "referral.come-back", "Write what would bring us back, as you told the family",
        question: "come-back")
    }
    if reason.isAfterAssessmentAlone, around.unfinished.wentBeyondAssessment {
      throw Refusal(
        "referral.not-after-assessment",
        "“\(reason.meaning)” is for work that ended with the assessment. This child has had "
          + "an enquiry, a plan or a conference: choose "
          + "“\(ReasonForClosure.servicesCeased.meaning)”",
        question: "closure-reason")
    }
    try checkStepDown(reason, around)
    let closure = Closure(
      on: on, reason: reason, words: words, comeBack: comeBack.isEmpty ? nil : comeBack,
      recordedOn: today, by: actor.worker)
    var facts: [Fact] = [.closed(closure: closure, child: child)]
    for letter in letters { facts.append(try written(letter, closure, by: actor, today: today)) }
    return facts
  }

  func mustBeFinished(_ unfinished: Unfinished) throws(Refusal) {
    if let (id, kind) = unfinished.plan {
      throw Refusal(
        "referral.plan-open",
        kind == .childProtection
          ? "The child protection plan \(id) is open. A review conference ends it first"
          : "The child in need plan \(id) is open. End it first")
    }
    if let enquiry = unfinished.enquiries.first {
      throw Refusal(
        "referral.enquiry-open", "The section 47 enquiry \(enquiry) is open. Finish it first")
    }
    if let conference = unfinished.conferences.first {
      throw Refusal(
        "referral.conference-open",
        "The conference \(conference) is arranged. Hold it or call it off first")
    }
    if let before = unfinished.preProceedings.first {
      throw Refusal(
        "referral.pre-proceedings-open",
        "Pre-proceedings \(before) are open. Record how they ended first")
    }
  }

  /// Nobody is allocated to a child whose referral is closed: what follows the closure is for whoever
  /// closed it, and for managers.
  func mayFollow(_ closure: Closure, _ actor: Actor) throws(Refusal) {
    guard actor.worker != nil,
      actor.worker == closure.by || actor.roles.contains(.teamManager)
    else {
      throw Refusal(
        "referral.not-closer",
        "Somebody else closed this referral. They do this, or a team manager")
    }
  }

  /// A closure by mistake is undone the same day. What is new on another day is a new referral.
  func reopened(
    _ reason: String, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> Fact {
    guard let closure else {
      throw Refusal("referral.not-closed", "This referral is not closed")
    }
    try mayFollow(closure, actor)
    guard closure.recordedOn == today else {
      throw Refusal(
        "referral.reopen-late",
        "A closure can be undone only on the day on which it was recorded. What is new is a new "
          + "referral: it shows this one, and what was to bring us back")
    }
    if let open = around.openEpisode { throw .episodeOpen(open) }
    if let help = around.unfinished.helpTookOver {
      throw Refusal(
        "referral.help-began",
        "Early help \(help) began with this closure. Close it first, then reopen the referral")
    }
    guard !reason.isEmpty else {
      throw Refusal("referral.reopen-reason", "Say what the mistake was", question: "reason")
    }
    return .reopened(reason: reason, by: actor.worker, on: today, child: child)
  }

  /// Step down needs a lead who has accepted (A7): no child falls between two services.
  private func checkStepDown(
    _ reason: ReasonForClosure, _ around: Around
  ) throws(Refusal) {
    if let (help, status) = around.earlyHelp, status == .waiting {
      throw Refusal(
        "referral.no-lead",
        "Early help \(help) takes over from this referral, and nobody has accepted to lead it yet. "
          + "Wait for the answer, or close \(help) first", question: "closure-reason")
    }
    guard reason == .earlyHelpAfterAssessment else { return }
    guard around.earlyHelp != nil else {
      throw Refusal(
        "referral.no-early-help",
        "Nobody has accepted to lead early help for this child. Ask for early help first, or choose "
          + "another reason", question: "closure-reason")
    }
  }
}

extension ReasonForClosure {
  /// Census rule 2990: only where there was no section 47 enquiry, no plan and no conference.
  package var isAfterAssessmentAlone: Bool {
    self == .noFurtherActionAfterAssessment || self == .earlyHelpAfterAssessment
  }

  /// The child lives on with the family, who may need us again.
  package var leavesChildAtHome: Bool {
    switch self {
    case .adopted, .died, .movedToAdultSocialCare: false
    case .childArrangementsOrder, .specialGuardianshipOrder, .movedToAnotherCouncil,
      .servicesCeased, .noFurtherActionAfterAssessment, .earlyHelpAfterAssessment:
      true
    }
  }
}
