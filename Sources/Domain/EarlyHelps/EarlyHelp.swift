package typealias EarlyHelpID = Identifier<EarlyHelp>

/// Early help for the children of one family (A7): asked for with the family's agreement, led by
/// somebody who has accepted it, planned with the family, reviewed, stepped up or closed.
///
/// It is voluntary: without consent there is no episode, and that the family did not want it is kept.
/// The episode is counted from the day on which its lead accepted; where work steps down from a
/// referral, from the day on which that referral closes.
package struct EarlyHelp: Noun {
  package static let noun = "earlyhelp"
  package static let letter = "F"

  package let request: Request
  /// The family did not want it.
  package let isRefused: Bool
  package var proposals: [Proposed] = []
  /// Who has accepted.
  package var lead: Lead?
  package var begunOn: Day?
  /// Every version, the last in force.
  package var plans: [FamilyPlan] = []
  package var reviews: [Review] = []
  package var progress: [Progress] = []
  package var stepUps: [StepUp] = []
  package var ending: Ending?

  package var people: [PersonID] { request.people }

  /// The proposal that nobody has answered yet.
  package var waitingFor: Proposal? {
    proposals.last.flatMap { $0.answer == nil ? $0.proposal : nil }
  }

  package var status: Status {
    if isRefused { return .refused }
    if ending != nil { return .closed }
    guard lead != nil else { return .waiting }
    return begunOn == nil ? .accepted : .open
  }

  package enum Status: String, Codable, Sendable, CaseIterable {
    case refused, waiting, accepted, open, closed

    package var words: String {
      switch self {
      case .refused: "The family did not want it"
      case .waiting: "Waiting for a lead"
      case .accepted: "Accepted, begins when the referral closes"
      case .open: "Open"
      case .closed: "Closed"
      }
    }
  }

  package enum Fact: Domain.Fact {
    case requested(request: Request)
    case refused(request: Request)
    case leadProposed(proposal: Proposal, people: [PersonID])
    /// `begins` is false where a referral has to be closed first.
    case leadAccepted(answer: Answer, begins: Bool, people: [PersonID])
    case leadDeclined(answer: Answer, people: [PersonID])
    /// The referral from which it steps down was closed.
    case begun(referral: ReferralID, on: Day, people: [PersonID])
    case planned(plan: FamilyPlan, people: [PersonID])
    case progressed(progress: Progress, people: [PersonID])
    case reviewed(review: Review, people: [PersonID])
    case steppedUp(stepUp: StepUp, people: [PersonID])
    case closed(ending: Ending, people: [PersonID])

    package var subjects: [PersonID] {
      switch self {
      case .requested(let request), .refused(let request): request.people
      case .leadProposed(_, let people), .leadAccepted(_, _, let people),
        .leadDeclined(_, let people), .begun(_, _, let people), .planned(_, let people),
        .progressed(_, let people), .reviewed(_, let people), .steppedUp(_, let people),
        .closed(_, let people):
        people
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .requested(let request), .refused(let request): request.on
      case .leadProposed(let proposal, _): proposal.on
      case .leadAccepted(let answer, _, _), .leadDeclined(let answer, _): answer.on
      case .begun(_, let on, _): on
      case .planned(let plan, _): plan.on
      case .progressed(let progress, _): progress.on
      case .reviewed(let review, _): review.on
      case .steppedUp(let stepUp, _): stepUp.details.receivedOn
      case .closed(let ending, _): ending.on
      }
    }
  }

  /// `email` is the address that was verified, of somebody who acts through the portal; nil for a
  /// worker, who acts as the lead or types in what a lead outside the council said.
  package enum Command: Sendable {
    /// Records a refusal where the family does not agree. `lead` may be proposed later.
    case request(Wish, lead: Lead?)
    /// To begin with, after somebody declined, or to hand an open episode to somebody else.
    case propose(Lead)
    case accept(said: String?, email: String? = nil)
    case decline(reason: String, said: String?, email: String? = nil)
    /// Follows from the closure of a referral; see ``Referral``.
    case begin(ReferralID)
    case plan(Plan)
    case note(String, email: String? = nil)
    case review(Reviewing, email: String? = nil)
    /// To the front door, which decides (A2 to A4). `at` is now.
    case stepUp(Raising, at: Instant, email: String? = nil)
    case close(Ending.Reason, words: String, on: Day)
  }

  /// What the children's other records tell.
  package struct Around: Sendable {
    /// Early help that the children have or wait for already.
    package var already: [PersonID: EarlyHelpID] = [:]
    /// Children for whom the contact was decided early help, once nothing stands before it (A4).
    package var decided: Set<PersonID> = []
    /// The child of the referral from which it steps down; nil where it is not open.
    package var steppingDown: PersonID?
    /// Open work with one of the children, where it is asked for directly.
    package var openReferral: ReferralID?
    /// Of the worker proposed as lead: nil where there is none of that number.
    package var leadHasLeft: Bool?
    /// As a contact names them.
    package var named: [Contact.Named] = []
    package var leadName: String?
    /// The contact of the last step up, while it waits at the front door.
    package var waitingContact: ContactID?
    package var nextContact: ContactID?
    package init() {}
  }

  package static func decide(
    _ command: Command, given help: EarlyHelp?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let help else {
      guard case .request(let wish, let lead) = command else { throw .notThere(Self.self) }
      return try request(wish, lead, around, by: actor, today: today)
    }
    return try help.judge(command, around, by: actor, today: today)
  }

  package static func evolve(_ help: EarlyHelp?, _ fact: Fact) -> EarlyHelp {
    guard var help else {
      switch fact {
      case .requested(let request): return EarlyHelp(request: request, isRefused: false)
      case .refused(let request): return EarlyHelp(request: request, isRefused: true)
      case .leadProposed, .leadAccepted, .leadDeclined, .begun, .planned, .progressed, .reviewed,
        .steppedUp, .closed:
        outOfOrder(fact)
      }
    }
    switch fact {
    case .requested, .refused: outOfOrder(fact)
    case .leadProposed(let proposal, _): help.proposals.append(Proposed(proposal: proposal))
    case .leadAccepted(let answer, let begins, _):
      help.answer(answer)
      help.lead = help.proposals.last?.proposal.lead ?? help.lead
      if begins { help.begunOn = help.begunOn ?? answer.on }
    case .leadDeclined(let answer, _): help.answer(answer)
    case .begun(_, let on, _): help.begunOn = help.begunOn ?? on
    case .planned(let plan, _): help.plans.append(plan)
    case .progressed(let progress, _): help.progress.append(progress)
    case .reviewed(let review, _): help.reviews.append(review)
    case .steppedUp(let stepUp, _): help.stepUps.append(stepUp)
    case .closed(let ending, _): help.ending = ending
    }
    return help
  }

  private mutating func answer(_ answer: Answer) {
    guard let last = proposals.indices.last else { return }
    proposals[last].answer = answer
  }
}
