package typealias PreProceedingsID = Identifier<PreProceedings>

/// What comes before the court, for one child: the letter before proceedings, meetings with the parents
/// and their lawyers, family group decision making, and what was decided (Public Law Outline; statutory
/// guidance on court orders and pre-proceedings). The children in need census asks for it from 2026-27.
package struct PreProceedings: Noun {
  package static let noun = "preproceedings"
  package static let letter = "I"

  package let child: PersonID
  package let referral: ReferralID
  package let startedOn: Day
  /// Why the legal gateway meeting decided so.
  package let reason: String
  package let by: WorkerID?
  /// In the order in which they were recorded.
  package var steps: [Step] = []
  package var decision: Decision?

  package var isOpen: Bool {
    decision == nil || decision?.outcome == .proceedings && on(.courtApplication) == nil
  }

  /// The day of the first step of a kind.
  package func on(_ kind: Step.Kind) -> Day? { steps.first { $0.kind == kind }?.on }

  package struct Step: Codable, Sendable, Equatable {
    package var kind: Kind
    package var on: Day
    package var words: String
    package var by: WorkerID?

    package init(kind: Kind, on: Day, words: String, by: WorkerID?) {
      self.kind = kind
      self.on = on
      self.words = words
      self.by = by
    }

    package enum Kind: String, Codable, Sendable, CaseIterable {
      case letterBeforeProceedings, familyMeetingOffered, familyMeetingDeclined, familyMeetingHeld
      case initialMeeting, reviewMeeting, letterOfIssue, courtApplication

      package var words: String {
        switch self {
        case .letterBeforeProceedings: "Letter before proceedings sent"
        case .familyMeetingOffered: "Family group decision-making meeting offered"
        case .familyMeetingDeclined: "The family did not want the meeting"
        case .familyMeetingHeld: "Family group decision-making meeting held"
        case .initialMeeting: "First pre-proceedings meeting held"
        case .reviewMeeting: "Review meeting held"
        case .letterOfIssue: "Letter of intention to issue proceedings sent"
        case .courtApplication: "Application made to the court"
        }
      }
    }
  }

  package struct Decision: Codable, Sendable, Equatable {
    package var outcome: Outcome
    package var on: Day
    package var words: String
    package var by: WorkerID?

    package init(outcome: Outcome, on: Day, words: String, by: WorkerID?) {
      self.outcome = outcome
      self.on = on
      self.words = words
      self.by = by
    }
  }

  /// How they ended. The department has published no list of codes yet; these are words of the field.
  package enum Outcome: String, Codable, Sendable, CaseIterable {
    case proceedings, protection, inNeed, livesWithFamily, accommodated, closed

    package var words: String {
      switch self {
      case .proceedings: "Step up: an application to the court"
      case .protection: "Step down: the child protection plan goes on"
      case .inNeed: "Step down: a child in need plan"
      case .livesWithFamily: "The child lives with family or friends by agreement"
      case .accommodated: "The child is looked after by agreement"
      case .closed: "Step down: nothing more is needed"
      }
    }
  }

  package enum Fact: Domain.Fact {
    case begun(child: PersonID, referral: ReferralID, reason: String, on: Day, by: WorkerID?)
    case stepTaken(step: Step, child: PersonID)
    case decided(decision: Decision, child: PersonID)

    package var subjects: [PersonID] {
      switch self {
      case .begun(let child, _, _, _, _), .stepTaken(_, let child), .decided(_, let child): [child]
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .begun(_, _, _, let on, _): on
      case .stepTaken(let step, _): step.on
      case .decided(let decision, _): decision.on
      }
    }
  }

  package enum Command: Sendable {
    case begin(child: PersonID, referral: ReferralID, reason: String, on: Day)
    case take(Step.Kind, on: Day, words: String)
    case decide(Outcome, on: Day, words: String)
  }

  package struct Around: Sendable {
    /// The episode named: its child, its day, and whether it is open.
    package var episode: (child: PersonID, receivedOn: Day, isOpen: Bool)?
    /// Pre-proceedings of the child that are open.
    package var open: PreProceedingsID?
    package init(
      episode: (child: PersonID, receivedOn: Day, isOpen: Bool)? = nil,
      open: PreProceedingsID? = nil
    ) {
      self.episode = episode
      self.open = open
    }
  }

  package static func decide(
    _ command: Command, given state: PreProceedings?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let state else {
      guard case .begin(let child, let referral, let reason, let on) = command else {
        throw .notThere(Self.self)
      }
      try canBegin(child, reason, on, around, today: today)
      return [
        .begun(child: child, referral: referral, reason: reason, on: on, by: actor.worker)
      ]
    }
    return [try state.judge(command, by: actor, today: today)]
  }

  package static func evolve(_ state: PreProceedings?, _ fact: Fact) -> PreProceedings {
    guard var state else {
      guard case .begun(let child, let referral, let reason, let on, let by) = fact else {
        outOfOrder(fact)
      }
      return PreProceedings(
        child: child, referral: referral, startedOn: on, reason: reason, by: by)
    }
    switch fact {
    case .begun: outOfOrder(fact)
    case .stepTaken(let step, _): state.steps.append(step)
    case .decided(let decision, _): state.decision = decision
    }
    return state
  }
}
