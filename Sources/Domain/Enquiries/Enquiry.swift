package typealias EnquiryID = Identifier<Enquiry>

/// A section 47 enquiry about children of one family, each within an episode (Children Act 1989
/// section 47): opened by the decision of a strategy discussion, led by a registered social worker,
/// ended with an outcome for each child. One that a census file brought is about one child.
package struct Enquiry: Noun {
  package static let noun = "enquiry"
  package static let letter = "E"

  package let children: [Meeting.Child]
  /// The day of the strategy discussion that began it: census, S47ActualStartDate.
  package let startedOn: Day
  /// By when the initial conference is held: census, InitialCPCtarget.
  package let conferenceTarget: Day?
  /// The discussion that opened it; nil where it was brought in.
  package let strategy: StrategyDiscussionID?
  /// Children about whom it is made jointly with the police.
  package let jointly: [PersonID]
  /// As the census file had it; nil for one of our own.
  package let history: History?
  /// Everybody who led it, the last in charge.
  package var leads: [Lead] = []
  package var medicals: [PersonID: Medical] = [:]
  package var interviews: [PersonID: Interview] = [:]
  /// Children of whom a manager agreed that no conference is held in spite of continuing risk.
  package var agreed: [PersonID: Meeting.Words] = [:]
  package var outcomes: [PersonID: ChildOutcome] = [:]
  package var endedOn: Day?
  package var endedBy: WorkerID?
  /// The day of the initial conference, for each child of whom one was held.
  package var conferences: [PersonID: Day] = [:]

  package var people: [PersonID] { children.map(\.person) }
  package var lead: Lead? { leads.last }
  package var isOpen: Bool { history == nil && endedOn == nil }

  package struct History: Codable, Sendable, Equatable {
    package var child: PersonID
    package var referral: ReferralID
    /// The day of the strategy discussion that began it.
    package var startedOn: Day
    package var conferenceTarget: Day?
    package var conferenceOn: Day?
    /// It ended without needing a conference.
    package var conferenceNotRequired: Bool
    package init(
      child: PersonID, referral: ReferralID, startedOn: Day, conferenceTarget: Day?,
      conferenceOn: Day?, conferenceNotRequired: Bool
    ) {
      self.child = child
      self.referral = referral
      self.startedOn = startedOn
      self.conferenceTarget = conferenceTarget
      self.conferenceOn = conferenceOn
      self.conferenceNotRequired = conferenceNotRequired
    }
  }

  package enum Fact: Domain.Fact {
    case imported(history: History)
    case opened(opening: Opening)
    case leadAllocated(lead: Lead, by: WorkerID?, children: [PersonID])
    case medicalRecorded(medical: Medical, by: WorkerID?, on: Day)
    case interviewRecorded(interview: Interview, by: WorkerID?, on: Day)
    /// A manager agrees that no conference is held, though the risk goes on.
    case noConferenceAgreed(child: PersonID, words: Meeting.Words)
    case concluded(outcomes: [ChildOutcome], by: WorkerID?, on: Day)
    /// Told by the conference that was held.
    case conferenceHeld(conference: ConferenceID, on: Day, children: [PersonID])

    package var subjects: [PersonID] {
      switch self {
      case .imported(let history): [history.child]
      case .opened(let opening): opening.children.map(\.person)
      case .leadAllocated(_, _, let children), .conferenceHeld(_, _, let children): children
      case .medicalRecorded(let medical, _, _): [medical.child]
      case .interviewRecorded(let interview, _, _): [interview.child]
      case .noConferenceAgreed(let child, _): [child]
      case .concluded(let outcomes, _, _): outcomes.map(\.child)
      }
    }
    package var occurredOn: Day? {
      switch self {
      case .imported(let history): history.startedOn
      case .opened(let opening): opening.on
      case .leadAllocated(let lead, _, _): lead.on
      case .medicalRecorded(let medical, _, let on): medical.heldOn ?? on
      case .interviewRecorded(let interview, _, let on): interview.heldOn ?? on
      case .noConferenceAgreed(_, let words): words.on
      case .concluded(_, _, let on), .conferenceHeld(_, let on, _): on
      }
    }
  }

  package enum Command: Sendable {
    case importRecord(History)
    /// Follows from the decision of a strategy discussion.
    case open(Opening)
    case allocate(lead: WorkerID, on: Day)
    case recordMedical(Medical)
    case recordInterview(Interview)
    case agreeNoConference(child: PersonID, sentence: String)
    case conclude([ChildOutcome], on: Day)
    /// Follows from a conference that was held.
    case noteConference(ConferenceID, on: Day, children: [PersonID])
  }

  package struct Around: Sendable {
    /// Whom the lead is to be; nil where there is no worker of that number.
    package var worker: Worker?
    package init(worker: Worker? = nil) { self.worker = worker }
  }

  package static func decide(
    _ command: Command, given enquiry: Enquiry?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let enquiry else { return try begin(command) }
    return try enquiry.judge(command, around, by: actor, today: today)
  }

  package static func evolve(_ enquiry: Enquiry?, _ fact: Fact) -> Enquiry {
    guard var enquiry else {
      switch fact {
      case .imported(let history): return Enquiry(history)
      case .opened(let opening):
        return Enquiry(
          children: opening.children, startedOn: opening.on,
          conferenceTarget: opening.conferenceTarget, strategy: opening.strategy,
          jointly: opening.jointly, history: nil)
      case .leadAllocated, .medicalRecorded, .interviewRecorded, .noConferenceAgreed, .concluded,
        .conferenceHeld:
        outOfOrder(fact)
      }
    }
    switch fact {
    case .imported, .opened: outOfOrder(fact)
    case .leadAllocated(let lead, _, _): enquiry.leads.append(lead)
    case .medicalRecorded(let medical, _, _): enquiry.medicals[medical.child] = medical
    case .interviewRecorded(let interview, _, _):
      enquiry.interviews[interview.child] = interview
    case .noConferenceAgreed(let child, let words): enquiry.agreed[child] = words
    case .concluded(let outcomes, let by, let on):
      for outcome in outcomes { enquiry.outcomes[outcome.child] = outcome }
      enquiry.endedOn = on
      enquiry.endedBy = by
    case .conferenceHeld(_, let on, let children):
      for child in children where enquiry.conferences[child] == nil {
        enquiry.conferences[child] = on
      }
    }
    return enquiry
  }
}

extension Enquiry {
  fileprivate init(_ history: History) {
    self.init(
      children: [Meeting.Child(person: history.child, referral: history.referral)],
      startedOn: history.startedOn, conferenceTarget: history.conferenceTarget, strategy: nil,
      jointly: [], history: history)
    if let held = history.conferenceOn { conferences[history.child] = held }
  }
}
