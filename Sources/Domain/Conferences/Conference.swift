package typealias ConferenceID = Identifier<Conference>

/// A child protection conference about children of one family: the initial one, that follows a section
/// 47 enquiry; a review of child protection plans; or that of a child on a plan elsewhere who has moved
/// in for good (Working Together, every edition). Its decisions open, review and end plans.
package struct Conference: Noun {
  package static let noun = "conference"
  package static let letter = "X"

  package let arrangement: Arrangement
  package let arrangedBy: WorkerID?
  package var plannedFor: Planned?
  package var chair: WorkerID?
  package var postponements: [Postponement] = []
  package var invited: [Meeting.Invited] = []
  /// Each as it stands now.
  package var reports: [Report] = []
  package var attendance: Attendance?
  package var decision: Decision?
  package var distributed: [Sent] = []
  package var calledOff: Meeting.Words?

  package var people: [PersonID] { arrangement.children.map(\.person) }

  package var status: Status {
    if calledOff != nil { return .calledOff }
    return decision == nil ? .open : .held
  }

  package enum Status: String, Codable, Sendable, CaseIterable {
    case open, held, calledOff

    package var words: String {
      switch self {
      case .open: "Not held yet"
      case .held: "Held"
      case .calledOff: "Called off"
      }
    }
  }

  package enum Fact: Domain.Fact {
    case arranged(arrangement: Arrangement, by: WorkerID?, on: Day)
    case planned(planned: Planned, on: Day, children: [PersonID])
    /// To another day, with the reason; the clock goes on.
    case postponed(postponement: Postponement, children: [PersonID])
    case chairNamed(chair: WorkerID, on: Day, children: [PersonID])
    case invited(invitee: Meeting.Invitee, on: Day, children: [PersonID])
    case answered(place: Int, answer: Meeting.Answer, on: Day, children: [PersonID])
    /// A report, or what changed about it: a version, the days on which the family read it.
    case reported(place: Int, report: Report, on: Day, children: [PersonID])
    case attended(attendance: Attendance, children: [PersonID])
    case decided(decision: Decision, by: WorkerID?)
    case distributed(sent: Sent, children: [PersonID])
    case calledOff(words: Meeting.Words, children: [PersonID])

    package var subjects: [PersonID] {
      switch self {
      case .arranged(let arrangement, _, _): arrangement.children.map(\.person)
      case .planned(_, _, let children), .postponed(_, let children),
        .chairNamed(_, _, let children), .invited(_, _, let children),
        .answered(_, _, _, let children), .reported(_, _, _, let children),
        .attended(_, let children), .distributed(_, let children), .calledOff(_, let children):
        children
      case .decided(let decision, _): decision.children.map(\.child)
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .arranged(_, _, let on), .planned(_, let on, _), .chairNamed(_, let on, _),
        .invited(_, let on, _), .answered(_, _, let on, _), .reported(_, _, let on, _):
        on
      case .postponed(let postponement, _): postponement.on
      case .attended: nil
      case .decided(let decision, _): decision.heldOn
      case .distributed(let sent, _): sent.on
      case .calledOff(let words, _): words.on
      }
    }
  }

  package enum Command: Sendable {
    case arrange(Arrangement)
    case plan(Planned)
    case postpone(to: Planned, reason: String)
    case name(chair: WorkerID)
    case invite(Meeting.Invitee)
    case answer(place: Int, Meeting.Answer)
    /// Nil begins a new report.
    case report(place: Int?, Report)
    case attend(Attendance)
    case decide(Decision)
    case distribute(to: String, on: Day)
    case callOff(reason: String)
  }

  package struct Around: Sendable {
    package var episodes: [ReferralID: Meeting.Episode] = [:]
    /// The enquiry that an initial conference follows; nil where there is none of that number.
    package var enquiry: Enquiry?
    /// Conferences about these children that are still to be held.
    package var waiting: [PersonID: ConferenceID] = [:]
    /// Child protection plans that a review is about, as they stand.
    package var plans: [PlanID: PlanNow] = [:]
    /// Whom the chair is to be.
    package var chair: Worker?
    /// Workers who have the children, lead their enquiry, or manage those who do.
    package var inTheLine: Set<WorkerID> = []
    package init() {}
  }

  package static func decide(
    _ command: Command, given conference: Conference?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let conference else {
      guard case .arrange(let arrangement) = command else { throw .notThere(Self.self) }
      try check(arrangement, around, today: today)
      return [.arranged(arrangement: arrangement.inOrder, by: actor.worker, on: today)]
    }
    return try conference.judge(command, around, by: actor, today: today)
  }

  package static func evolve(_ conference: Conference?, _ fact: Fact) -> Conference {
    guard var conference else {
      guard case .arranged(let arrangement, let by, _) = fact else { outOfOrder(fact) }
      return Conference(
        arrangement: arrangement, arrangedBy: by, plannedFor: arrangement.plannedFor)
    }
    switch fact {
    case .arranged: outOfOrder(fact)
    case .planned(let planned, _, _): conference.plannedFor = planned
    case .postponed(let postponement, _):
      conference.postponements.append(postponement)
      conference.plannedFor = postponement.to
    case .chairNamed(let chair, _, _): conference.chair = chair
    case .invited(let invitee, _, _): conference.invited.append(Meeting.Invited(invitee))
    case .answered(let place, let answer, _, _):
      if conference.invited.indices.contains(place) { conference.invited[place].answer = answer }
    case .reported(let place, let report, _, _):
      if conference.reports.indices.contains(place) {
        conference.reports[place] = report
      } else {
        conference.reports.append(report)
      }
    case .attended(let attendance, _): conference.attendance = attendance
    case .decided(let decision, _): conference.decision = decision
    case .distributed(let sent, _): conference.distributed.append(sent)
    case .calledOff(let words, _): conference.calledOff = words
    }
    return conference
  }
}
