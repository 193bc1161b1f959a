package typealias ReferralID = Identifier<Referral>

/// A child-in-need episode: one referral of one child, from its receipt to its closure.
/// Its number runs through everything after it. One open episode a child.
package struct Referral: Noun {
  package static let noun = "referral"
  package static let letter = "R"

  package let child: PersonID
  package let contact: ContactID?
  /// Day 0 of the referral's clocks.
  package let receivedOn: Day
  package var source: ReferralSource?
  package var primaryNeed: PrimaryNeed?
  package var decision: Decision?
  package var allocation: Allocation?
  package var acceptedOn: Day?
  /// What stood before the last allocation, for an undo, where there is something to undo.
  package var previous: Allocation?
  package var previousAccepted: Day?
  package var canUndo = false
  /// Why the last worker sent it back, until somebody else has it.
  package var declined: Declined?
  /// Who works with the child beside the holder, now; and how many were ever named.
  package var involved: [Involvement] = []
  package var involvements = 0
  package var closure: Closure?
  /// Of a child on a plan elsewhere who moved in: the transfer-in conference (census N00110).
  package var transferInConference: Day?
  package let imported: Bool

  /// No further action after initial consideration: the census's `ReferralNFA`.
  package var noFurtherAction: Bool { decision?.outcome == .noFurtherAction }
  package var isOpen: Bool { closure == nil && !noFurtherAction }

  package enum Outcome: String, Codable, Sendable, CaseIterable {
    case assessment, strategyDiscussion, earlyHelp, noFurtherAction

    package var words: String {
      switch self {
      case .assessment: "Assessment"
      case .strategyDiscussion: "Strategy discussion"
      case .earlyHelp: "Early help"
      case .noFurtherAction: "No further action"
      }
    }
  }

  package struct Decision: Codable, Sendable, Equatable {
    package var outcome: Outcome
    package var reason: String
    package var by: WorkerID?
    package var on: Day

    package init(outcome: Outcome, reason: String, by: WorkerID?, on: Day) {
      self.outcome = outcome
      self.reason = reason
      self.by = by
      self.on = on
    }
  }

  package struct Closure: Codable, Sendable, Equatable {
    package var on: Day
    /// Always there for work closed here; an imported episode may have the day alone.
    package var reason: ReasonForClosure?
    package var words: String

    package init(on: Day, reason: ReasonForClosure?, words: String) {
      self.on = on
      self.reason = reason
      self.words = words
    }
  }

  /// An episode as a census file has it.
  package struct History: Codable, Sendable, Equatable {
    package var child: PersonID
    package var receivedOn: Day
    package var source: ReferralSource?
    package var primaryNeed: PrimaryNeed?
    package var noFurtherAction: Bool
    package var closedOn: Day?
    package var reasonForClosure: ReasonForClosure?
    package var transferInConference: Day?

    package init(
      child: PersonID, receivedOn: Day, source: ReferralSource?, primaryNeed: PrimaryNeed?,
      noFurtherAction: Bool, closedOn: Day?, reasonForClosure: ReasonForClosure?,
      transferInConference: Day?
    ) {
      self.child = child
      self.receivedOn = receivedOn
      self.source = source
      self.primaryNeed = primaryNeed
      self.noFurtherAction = noFurtherAction
      self.closedOn = closedOn
      self.reasonForClosure = reasonForClosure
      self.transferInConference = transferInConference
    }
  }

  package enum Fact: Domain.Fact {
    case opened(
      child: PersonID, contact: ContactID?, source: ReferralSource, primaryNeed: PrimaryNeed?,
      on: Day)
    case imported(history: History)
    case decided(decision: Decision, primaryNeed: PrimaryNeed?, child: PersonID)
    case primaryNeedCorrected(to: PrimaryNeed, reason: String, child: PersonID, on: Day)
    case allocated(allocation: Allocation, child: PersonID)
    case closed(closure: Closure, child: PersonID)
    case allocationAccepted(by: WorkerID, child: PersonID, on: Day)
    case allocationDeclined(declined: Declined, child: PersonID)
    /// Taken back within minutes by whoever gave it: what stood before stands again.
    case allocationUndone(before: Allocation?, by: WorkerID, child: PersonID, on: Day)
    case involved(involvement: Involvement, child: PersonID)
    case involvementEnded(key: Int, on: Day, reason: String, child: PersonID)

    package var subjects: [PersonID] {
      switch self {
      case .opened(let child, _, _, _, _), .decided(_, _, let child),
        .primaryNeedCorrected(_, _, let child, _), .allocated(_, let child),
        .closed(_, let child), .allocationAccepted(_, let child, _),
        .allocationDeclined(_, let child), .allocationUndone(_, _, let child, _),
        .involved(_, let child), .involvementEnded(_, _, _, let child):
        [child]
      case .imported(let history): [history.child]
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .opened(_, _, _, _, let on), .primaryNeedCorrected(_, _, _, let on): on
      case .imported(let history): history.receivedOn
      case .decided(let decision, _, _): decision.on
      case .allocated(let allocation, _): allocation.from
      case .closed(let closure, _): closure.on
      case .allocationAccepted(_, _, let on), .allocationUndone(_, _, _, let on),
        .involvementEnded(_, let on, _, _):
        on
      case .allocationDeclined(let declined, _): declined.on
      case .involved(let involvement, _): involvement.from
      }
    }
  }

  package enum Command: Sendable {
    /// Made by a contact decided and checked, or typed in for a child already matched.
    case open(
      child: PersonID, contact: ContactID?, source: ReferralSource, primaryNeed: PrimaryNeed?,
      on: Day)
    case importRecord(History)
    case decide(Outcome, reason: String, primaryNeed: PrimaryNeed?)
    case correctPrimaryNeed(PrimaryNeed, reason: String)
    /// - over: a named manager's reason for more than the worker can hold.
    /// - at: now, where the worker is to be asked; nil where what was is told.
    /// - transfer: the transfer that was accepted.
    case allocate(
      team: TeamID, worker: WorkerID?, over: String? = nil, at: Instant? = nil,
      transfer: TransferID? = nil)
    case acceptAllocation
    case declineAllocation(reason: String)
    case undoAllocation(at: Instant)
    case involve(WorkerID, as: InvolvedAs, from: Day)
    case endInvolvement(key: Int, reason: String)
    case close(on: Day, reason: ReasonForClosure, words: String)
  }

  /// What the child's other records tell.
  package struct Around: Sendable {
    /// Another episode of the child that is open.
    package var openEpisode: ReferralID?
    /// Assessments begun for this episode and not yet authorised.
    package var assessmentsUnderWay: [AssessmentID]
    /// For `allocate`: the team is of a kind that holds children, and the worker is in it.
    package var teamHoldsChildren: Bool
    package var workerInTeam: Bool
    /// For `close`: the child's early help, open or asked for; nil where there is none.
    package var earlyHelp: (id: EarlyHelpID, status: EarlyHelp.Status)?
    /// For `allocate`: what the team may lead and what the worker holds.
    package var receiving: Receiving

    package init(
      openEpisode: ReferralID? = nil, assessmentsUnderWay: [AssessmentID] = [],
      teamHoldsChildren: Bool = true, workerInTeam: Bool = true,
      earlyHelp: (id: EarlyHelpID, status: EarlyHelp.Status)? = nil,
      receiving: Receiving = Receiving()
    ) {
      self.receiving = receiving
      self.earlyHelp = earlyHelp
      self.openEpisode = openEpisode
      self.assessmentsUnderWay = assessmentsUnderWay
      self.teamHoldsChildren = teamHoldsChildren
      self.workerInTeam = workerInTeam
    }
  }

  package static func decide(
    _ command: Command, given referral: Referral?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let referral else {
      return try begin(command, around: around, today: today)
    }
    return try referral.judge(command, around: around, by: actor, today: today)
  }

  package static func evolve(_ referral: Referral?, _ fact: Fact) -> Referral {
    guard var referral else {
      switch fact {
      case .opened(let child, let contact, let source, let need, let on):
        return Referral(
          child: child, contact: contact, receivedOn: on, source: source, primaryNeed: need,
          imported: false)
      case .imported(let history): return Referral(history)
      case .decided, .primaryNeedCorrected, .allocated, .closed, .allocationAccepted,
        .allocationDeclined, .allocationUndone, .involved, .involvementEnded:
        outOfOrder(fact)
      }
    }
    switch fact {
    case .opened, .imported: outOfOrder(fact)
    case .decided(let decision, let need, _):
      referral.decision = decision
      referral.primaryNeed = need ?? referral.primaryNeed
    case .primaryNeedCorrected(let need, _, _, _): referral.primaryNeed = need
    case .allocated(let allocation, _):
      referral.previous = referral.allocation
      referral.previousAccepted = referral.acceptedOn
      referral.canUndo = true
      referral.allocation = allocation
      referral.acceptedOn = nil
      referral.declined = nil
      // Whoever holds the child now is not beside themselves.
      referral.involved.removeAll { $0.worker == allocation.worker }
    case .closed(let closure, _): referral.closure = closure
    case .allocationAccepted(_, _, let on): referral.acceptedOn = on
    case .allocationDeclined(let declined, _):
      referral.declined = declined
      referral.canUndo = false
      referral.allocation?.worker = nil
      referral.allocation?.from = declined.on
      referral.allocation?.over = nil
    case .allocationUndone(let before, _, _, _):
      referral.allocation = before
      referral.acceptedOn = referral.previousAccepted
      referral.canUndo = false
    case .involved(let involvement, _):
      referral.involved.append(involvement)
      referral.involvements += 1
    case .involvementEnded(let key, _, _, _): referral.involved.removeAll { $0.key == key }
    }
    return referral
  }
}

extension Referral {
  private init(_ history: History) {
    child = history.child
    contact = nil
    receivedOn = history.receivedOn
    source = history.source
    primaryNeed = history.primaryNeed
    transferInConference = history.transferInConference
    imported = true
    if history.noFurtherAction {
      decision = Decision(
        outcome: .noFurtherAction, reason: "As imported", by: nil, on: history.receivedOn)
    }
    if let on = history.closedOn {
      closure = Closure(on: on, reason: history.reasonForClosure, words: "As imported")
    }
  }

  private static func begin(
    _ command: Command, around: Around, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .open(let child, let contact, let source, let need, let on):
      if let open = around.openEpisode { throw .episodeOpen(open) }
      guard on <= today else {
        throw Refusal(
          "referral.future", "The referral date must be today or in the past", question: "on")
      }
      return [
        .opened(child: child, contact: contact, source: source, primaryNeed: need, on: on)
      ]
    case .importRecord(let history):
      if let open = around.openEpisode, history.closedOn == nil, !history.noFurtherAction {
        throw .episodeOpen(open)
      }
      if let closed = history.closedOn, closed < history.receivedOn {
        throw Refusal(
          "referral.closed-before", "The episode closes before it is referred",
          question: "CINclosureDate")
      }
      return [.imported(history: history)]
    case .decide, .correctPrimaryNeed, .allocate, .close, .acceptAllocation, .declineAllocation,
      .undoAllocation, .involve, .endInvolvement:
      throw .notThere(Self.self)
    }
  }

  private func judge(
    _ command: Command, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .open, .importRecord: throw .alreadyThere(Self.self)
    case .decide(let outcome, let reason, let need):
      guard closure == nil else { throw .closed }
      guard decision == nil else {
        throw Refusal("referral.decided", "This referral has been decided already")
      }
      guard !reason.isEmpty else {
        throw Refusal("referral.reason", "Say why this decision was made", question: "reason")
      }
      guard outcome == .noFurtherAction || (need ?? primaryNeed) != nil else {
        throw Refusal(
          "referral.need", "Select the child's primary need", question: "primary-need")
      }
      let decision = Decision(outcome: outcome, reason: reason, by: actor.worker, on: today)
      return [.decided(decision: decision, primaryNeed: need, child: child)]
    case .correctPrimaryNeed(let need, let reason):
      guard need != primaryNeed else { return [] }
      guard !reason.isEmpty else {
        throw Refusal("referral.correction", "Say why it is corrected", question: "reason")
      }
      return [.primaryNeedCorrected(to: need, reason: reason, child: child, on: today)]
    case .allocate(let team, let worker, let over, let at, let transfer):
      let giving = Giving(team: team, worker: worker, over: over, at: at, transfer: transfer)
      return try allocate(giving, around: around, by: actor, today: today)
    case .acceptAllocation: return try answer(declining: nil, by: actor, today: today)
    case .declineAllocation(let reason):
      return try answer(declining: reason, by: actor, today: today)
    case .undoAllocation(let at): return try undo(at: at, around: around, by: actor, today: today)
    case .involve(let worker, let role, let from):
      return try involve(worker, as: role, from: from, around: around, today: today)
    case .endInvolvement(let key, let reason):
      return try endInvolvement(key, reason: reason, today: today)
    case .close(let on, let reason, let words):
      guard isOpen else { throw .closed }
      guard decision != nil || imported else {
        throw Refusal("referral.undecided", "Decide the referral before closing it")
      }
      guard around.assessmentsUnderWay.isEmpty else {
        throw Refusal(
          "referral.assessment-open",
          "The assessment \(around.assessmentsUnderWay[0]) is not authorised yet. Finish it first")
      }
      guard on >= receivedOn, on <= today else {
        throw Refusal(
          "referral.close-day", "The closure date must be between the referral and today",
          question: "on")
      }
      guard !words.isEmpty else {
        throw Refusal("referral.close-words", "Say why the work ends", question: "words")
      }
      try checkStepDown(reason, around)
      return [.closed(closure: Closure(on: on, reason: reason, words: words), child: child)]
    }
  }
}

extension Referral {
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

extension Refusal {
  static func episodeOpen(_ open: ReferralID) -> Refusal {
    Refusal(
      "referral.open-episode",
      "The child has an open referral already (\(open)). New information belongs there")
  }
  static let closed = Refusal("referral.closed", "This referral is closed")
}
