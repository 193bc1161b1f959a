extension EarlyHelp {
  static func request(
    _ wish: Wish, _ lead: Lead?, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard !wish.children.isEmpty else {
      throw Refusal(
        "earlyhelp.children", "Select the children it is for", question: "children")
    }
    guard Set(wish.children + wish.adults).count == wish.children.count + wish.adults.count else {
      throw Refusal("earlyhelp.twice", "Somebody is named twice", question: "children")
    }
    try allowed(wish, around)
    try required(
      wish.consent.who, "earlyhelp.consent-who",
      "Say who spoke for the family, and with whom", "consent-who")
    guard wish.consent.on <= today else {
      throw Refusal(
        "earlyhelp.consent-day", "The day must be today or in the past", question: "consent-on")
    }
    let request = Request(wish, by: actor.worker, on: today)
    guard wish.consent.given else {
      try required(
        wish.consent.words ?? "", "earlyhelp.refusal",
        "Write why the family does not want it, in their words", "consent-words")
      return [.refused(request: request)]
    }
    try required(
      wish.story, "earlyhelp.story", "Write what is happening for the family", "story")
    try required(wish.hope, "earlyhelp.hope", "Write what is hoped for the children", "hope")
    let facts: [Fact] = [.requested(request: request)]
    guard let lead else { return facts }
    try check(lead, around)
    return facts + [
      .leadProposed(
        proposal: Proposal(lead: lead, by: actor.worker, on: today), people: request.people)
    ]
  }

  /// Whether it may be asked for from there, and whether the children have it already.
  private static func allowed(_ wish: Wish, _ around: Around) throws(Refusal) {
    switch wish.origin {
    case .contact:
      guard wish.children.allSatisfy(around.decided.contains) else {
        throw Refusal(
          "earlyhelp.not-decided",
          "Early help is asked for from a contact only for children for whom it was decided, after "
            + "the second check", question: "children")
      }
    case .referral:
      guard let child = around.steppingDown else {
        throw Refusal("earlyhelp.referral-closed", "The referral is not open any more")
      }
      guard wish.children.contains(child) else {
        throw Refusal(
          "earlyhelp.referral-child", "Select the child whose referral steps down",
          question: "children")
      }
    case .direct:
      if let open = around.openReferral {
        throw Refusal(
          "earlyhelp.open-work",
          "One of the children has an open referral (\(open)). Step down from there",
          question: "children")
      }
    }
    guard wish.consent.given else { return }
    if let other = wish.children.compactMap({ around.already[$0] }).first {
      throw Refusal(
        "earlyhelp.already",
        "One of the children has early help already (\(other)). What is new belongs there",
        question: "children")
    }
  }

  static func check(_ lead: Lead, _ around: Around) throws(Refusal) {
    switch lead {
    case .worker:
      guard around.leadHasLeft == false else {
        throw Refusal(
          "earlyhelp.lead-left", "Select somebody who works here now", question: "lead-worker")
      }
    case .outside(let person):
      try required(person.name, "earlyhelp.lead-name", "Enter the lead's name", "lead-name")
      try required(person.agency, "earlyhelp.lead-agency", "Enter their agency", "lead-agency")
      try required(person.job, "earlyhelp.lead-job", "Enter their job", "lead-job")
      guard EmailAddress(person.email) != nil, person.email == person.email.lowercased() else {
        throw Refusal(
          "earlyhelp.lead-email", "Enter an email address like name@school.example",
          question: "lead-email")
      }
    }
  }

  func judge(
    _ command: Command, _ around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    if case .request = command { throw .alreadyThere(Self.self) }
    guard !isRefused else {
      throw Refusal(
        "earlyhelp.refused",
        "The family did not want early help. If they do now, ask for it anew")
    }
    guard ending == nil else {
      throw Refusal(
        "earlyhelp.closed", "This early help is closed. Ask for it anew if it is needed")
    }
    switch command {
    case .request: throw .alreadyThere(Self.self)
    case .propose(let lead):
      guard waitingFor == nil else {
        throw Refusal(
          "earlyhelp.proposed",
          "Somebody was asked already. Wait for their answer, or record that they declined",
          question: "lead")
      }
      guard lead != self.lead else {
        throw Refusal("earlyhelp.same-lead", "They lead it already", question: "lead")
      }
      try Self.check(lead, around)
      return [
        .leadProposed(proposal: Proposal(lead: lead, by: actor.worker, on: today), people: people)
      ]
    case .accept(let said, let email):
      let answer = try answered(nil, said, email, by: actor, today: today)
      let waits = request.origin.referral != nil && begunOn == nil && around.steppingDown != nil
      return [.leadAccepted(answer: answer, begins: !waits, people: people)]
    case .decline(let reason, let said, let email):
      try Self.required(
        reason, "earlyhelp.decline", "Say why they cannot lead", "reason")
      return [
        .leadDeclined(
          answer: try answered(reason, said, email, by: actor, today: today), people: people)
      ]
    case .begin(let referral):
      guard lead != nil, begunOn == nil else { return [] }
      return [.begun(referral: referral, on: today, people: people)]
    case .plan(let plan): return [try planned(plan, by: actor, today: today)]
    case .note(let words, let email):
      let voice = try speaking(actor, email)
      try Self.required(words, "earlyhelp.progress", "Write what has happened", "words")
      return [
        .progressed(progress: Progress(words: words, by: voice, on: today), people: people)
      ]
    case .review(let review, let email):
      return [try reviewed(review, by: try speaking(actor, email), today: today)]
    case .stepUp(let raising, let at, let email):
      return [try steppedUp(raising, around, by: try speaking(actor, email), at: at)]
    case .close(let reason, let words, let on):
      return [try closed(reason, words, on: on, by: actor, today: today)]
    }
  }

  /// An answer of the one who was asked: a worker for themselves; somebody outside through the portal,
  /// or in the words of the worker to whom they said it.
  private func answered(
    _ reason: String?, _ said: String?, _ email: String?, by actor: Actor, today: Day
  ) throws(Refusal) -> Answer {
    guard let proposal = waitingFor else {
      throw Refusal("earlyhelp.nobody-asked", "Nobody is asked to lead. Propose a lead first")
    }
    switch proposal.lead {
    case .worker(let id):
      guard actor.worker == id else {
        throw Refusal(
          "earlyhelp.not-asked", "Only the worker who was asked to lead can answer for themselves")
      }
      return Answer(reason: reason, by: Voice(worker: id), on: today)
    case .outside(let person):
      if actor.identity == .portal {
        return Answer(reason: reason, by: try Self.voice(of: person, email), on: today)
      }
      try Self.required(
        said ?? "", "earlyhelp.said", "Say how and when they told you", "said")
      return Answer(reason: reason, said: said, by: Voice(worker: actor.worker), on: today)
    }
  }

  /// The lead, or whoever may write in the lead's place.
  private func speaking(_ actor: Actor, _ email: String?) throws(Refusal) -> Voice {
    guard let lead else {
      throw Refusal("earlyhelp.no-lead", "Nobody leads this yet. A lead must accept first")
    }
    switch lead {
    case .worker(let id):
      guard actor.worker == id || actor.roles.contains(.teamManager) else { throw Self.notLead }
      return Voice(worker: actor.worker)
    case .outside(let person):
      if actor.identity == .portal { return try Self.voice(of: person, email) }
      guard actor.worker != nil else { throw Self.notLead }
      return Voice(worker: actor.worker)
    }
  }

  private static func voice(of person: Outside, _ email: String?) throws(Refusal) -> Voice {
    guard let email, email == person.email else { throw notLead }
    return Voice(worker: nil, email: email)
  }

  private static let notLead = Refusal(
    "earlyhelp.not-lead",
    "Somebody else leads this early help. The lead writes here, or a team manager")

  static func required(
    _ text: String, _ rule: String, _ message: String, _ question: String
  ) throws(Refusal) {
    guard !text.isEmpty else { throw Refusal(rule, message, question: question) }
  }
}

extension EarlyHelp.Command {
  /// The same, done through the portal by whoever reads the mail of this address. Nil for what no lead
  /// outside the council does.
  package func said(by email: String) -> EarlyHelp.Command? {
    switch self {
    case .accept: .accept(said: nil, email: email)
    case .decline(let reason, _, _): .decline(reason: reason, said: nil, email: email)
    case .note(let words, _): .note(words, email: email)
    case .review(let review, _): .review(review, email: email)
    case .stepUp(let raising, let at, _): .stepUp(raising, at: at, email: email)
    case .request, .propose, .begin, .plan, .close: nil
    }
  }
}

extension EarlyHelp.Origin {
  package var contact: ContactID? { if case .contact(let id) = self { id } else { nil } }
  package var referral: ReferralID? { if case .referral(let id) = self { id } else { nil } }
}

extension EarlyHelp {
  private func mustBeOpen() throws(Refusal) -> Day {
    guard let begunOn else {
      throw Refusal(
        "earlyhelp.not-begun",
        "This begins when the referral is closed. Until then the referral is where work is recorded"
      )
    }
    return begunOn
  }

  private func planned(_ plan: Plan, by actor: Actor, today: Day) throws(Refusal) -> Fact {
    let voice = try speaking(actor, nil)
    guard !plan.outcomes.isEmpty else {
      throw Refusal(
        "earlyhelp.outcomes", "Write what is to change for the children", question: "outcome-1")
    }
    for (index, outcome) in plan.outcomes.enumerated() where outcome.actions.isEmpty {
      throw Refusal(
        "earlyhelp.actions", "Say who does what by when", question: "what-\(index + 1)-1")
    }
    for child in request.children {
      guard plan.views.contains(where: { $0.child == child && !$0.words.isEmpty }) else {
        throw Refusal(
          "earlyhelp.views", "Write what the child says, or why the child was not asked",
          question: "view-\(child)")
      }
    }
    try Self.required(
      plan.parents, "earlyhelp.parents", "Write what the parents or carers say", "parents")
    guard plan != plans.last.map({ Plan($0) }) else {
      throw Refusal("earlyhelp.same-plan", "This is the plan as it stands. Nothing was changed")
    }
    return .planned(plan: FamilyPlan(plan, by: voice, on: today), people: people)
  }

  private func reviewed(
    _ review: Reviewing, by voice: Voice, today: Day
  ) throws(Refusal) -> Fact {
    let begun = try mustBeOpen()
    guard let plan = plans.last else {
      throw Refusal("earlyhelp.no-plan", "Write the family plan first. A review looks at it")
    }
    guard review.on >= begun, review.on <= today else {
      throw Refusal(
        "earlyhelp.review-day", "The review must be between the beginning of early help and today",
        question: "on")
    }
    if let last = reviews.last, review.on < last.on {
      throw Refusal(
        "earlyhelp.review-order", "The last review was on \(last.on.long). This one comes after it",
        question: "on")
    }
    guard review.distances.count == plan.outcomes.count else {
      throw Refusal(
        "earlyhelp.distances", "Say of each outcome how far it has come", question: "distance-1")
    }
    try Self.required(
      review.present, "earlyhelp.present", "Say who took part", "present")
    try Self.required(
      review.words, "earlyhelp.changed", "Write what has changed for the children", "words")
    guard review.next > review.on else {
      throw Refusal(
        "earlyhelp.next", "The next review comes after this one", question: "next")
    }
    if let latest = Self.reviewClock(after: review.on, isFirst: false)?.due.day,
      review.next > latest
    {
      throw Refusal(
        "earlyhelp.next-late",
        "The next review is due by \(latest.long), by the council's standard", question: "next")
    }
    return .reviewed(review: Review(review, by: voice), people: people)
  }

  private func closed(
    _ reason: Ending.Reason, _ words: String, on: Day, by actor: Actor, today: Day
  ) throws(Refusal) -> Fact {
    if lead != nil { _ = try speaking(actor, nil) }
    guard actor.identity != .portal else { throw Self.notLead }
    guard on >= begunOn ?? request.on, on <= today else {
      throw Refusal(
        "earlyhelp.close-day", "The day must be between its beginning and today", question: "on")
    }
    switch reason {
    case .outcomesMet:
      guard begunOn != nil, !plans.isEmpty else {
        throw Refusal(
          "earlyhelp.no-outcomes", "There is no plan with outcomes that could have been met",
          question: "reason")
      }
    case .steppedUp:
      guard !stepUps.isEmpty else {
        throw Refusal(
          "earlyhelp.not-stepped-up", "Step it up first: the front door must know of it",
          question: "reason")
      }
    case .noLead:
      guard lead == nil else {
        throw Refusal("earlyhelp.has-lead", "Somebody leads this", question: "reason")
      }
    case .consentWithdrawn, .lostTouch, .moved, .anotherService: break
    }
    try Self.required(words, "earlyhelp.close-words", "Say why it ends", "words")
    return .closed(
      ending: Ending(reason: reason, words: words, by: actor.worker, on: on), people: people)
  }
}

extension EarlyHelp.Plan {
  init(_ plan: EarlyHelp.FamilyPlan) {
    self.init(outcomes: plan.outcomes, views: plan.views, parents: plan.parents)
  }
}
