package typealias StrategyDiscussionID = Identifier<StrategyDiscussion>

/// A discussion of social care, police, health and others about children of one family who may be
/// suffering significant harm: planned, or urgent and held by telephone in the night. It says for each
/// child whether a section 47 enquiry is made, and by whom (Children Act 1989 section 47; Working
/// Together, every edition).
///
/// It frames the work that follows (A12): the decision opens the enquiry, which starts on the day the
/// discussion was held.
package struct StrategyDiscussion: Noun {
  package static let noun = "strategydiscussion"
  package static let letter = "V"

  package let beginning: Beginning
  package let begunBy: WorkerID?
  package var plannedFor: Instant?
  package var invited: [Meeting.Invited] = []
  package var attended: [Meeting.Attender] = []
  package var lanes: [Meeting.Agency: Lane] = [:]
  package var decision: Decision?
  package var decidedBy: WorkerID?
  package var finished: [Int: Meeting.Words] = [:]
  package var followedUp: [Meeting.Agency: Meeting.Words] = [:]
  package var calledOff: Meeting.Words?

  package var people: [PersonID] { beginning.children.map(\.person) }

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
    case begun(beginning: Beginning, by: WorkerID?, on: Day)
    case planned(at: Instant, by: WorkerID?, children: [PersonID])
    case invited(invitee: Meeting.Invitee, on: Day, children: [PersonID])
    case answered(place: Int, answer: Meeting.Answer, on: Day, children: [PersonID])
    case attended(attended: [Meeting.Attender], children: [PersonID])
    /// What one agency brought, as its lane of the minutes stands now.
    case wrote(agency: Meeting.Agency, lane: Lane, children: [PersonID])
    case decided(decision: Decision, by: WorkerID?, children: [PersonID])
    case actionDone(place: Int, done: Meeting.Words, children: [PersonID])
    /// An agency without which it was held at night has been told, and what it said.
    case followedUp(agency: Meeting.Agency, words: Meeting.Words, children: [PersonID])
    case calledOff(words: Meeting.Words, children: [PersonID])

    package var subjects: [PersonID] {
      switch self {
      case .begun(let beginning, _, _): beginning.children.map(\.person)
      case .planned(_, _, let children), .invited(_, _, let children),
        .answered(_, _, _, let children), .attended(_, let children), .wrote(_, _, let children),
        .decided(_, _, let children), .actionDone(_, _, let children),
        .followedUp(_, _, let children), .calledOff(_, let children):
        children
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .begun(_, _, let on), .invited(_, let on, _), .answered(_, _, let on, _): on
      case .planned, .attended: nil
      case .wrote(_, let lane, _): lane.at.day
      case .decided(let decision, _, _): decision.heldAt.day
      case .actionDone(_, let words, _), .followedUp(_, let words, _), .calledOff(let words, _):
        words.on
      }
    }
  }

  /// `now` is handed in where the moment matters: a night is told by the hour.
  package enum Command: Sendable {
    case begin(Beginning)
    case plan(at: Instant)
    case invite(Meeting.Invitee)
    case answer(place: Int, Meeting.Answer)
    case attend([Meeting.Attender])
    /// `seen` is the moment of the lane's text from which the worker began; nil where there was none.
    case write(Meeting.Agency, text: String, seen: Instant?, now: Instant)
    case decide(Decision, now: Instant)
    case finish(place: Int, words: String, on: Day)
    case followUp(Meeting.Agency, words: String)
    case callOff(reason: String)
  }

  package struct Around: Sendable {
    package var episodes: [ReferralID: Meeting.Episode] = [:]
    /// Discussions about these children that are still to be held.
    package var waiting: [PersonID: StrategyDiscussionID] = [:]
    /// Open enquiries about these children.
    package var enquiries: [PersonID: EnquiryID] = [:]
    package init() {}
  }

  package static func decide(
    _ command: Command, given discussion: StrategyDiscussion?, around: Around, by actor: Actor,
    today: Day
  ) throws(Refusal) -> [Fact] {
    guard let discussion else {
      guard case .begin(let beginning) = command else { throw .notThere(Self.self) }
      try check(beginning, around, today: today)
      return [.begun(beginning: beginning.inOrder, by: actor.worker, on: today)]
    }
    return try discussion.judge(command, around, by: actor, today: today)
  }

  package static func evolve(_ discussion: StrategyDiscussion?, _ fact: Fact) -> StrategyDiscussion
  {
    guard var discussion else {
      guard case .begun(let beginning, let by, _) = fact else { outOfOrder(fact) }
      return StrategyDiscussion(
        beginning: beginning, begunBy: by, plannedFor: beginning.plannedFor)
    }
    switch fact {
    case .begun: outOfOrder(fact)
    case .planned(let at, _, _): discussion.plannedFor = at
    case .invited(let invitee, _, _):
      discussion.invited.append(Meeting.Invited(invitee))
    case .answered(let place, let answer, _, _):
      if discussion.invited.indices.contains(place) { discussion.invited[place].answer = answer }
    case .attended(let attended, _): discussion.attended = attended
    case .wrote(let agency, let lane, _): discussion.lanes[agency] = lane
    case .decided(let decision, let by, _):
      discussion.decision = decision
      discussion.decidedBy = by
    case .actionDone(let place, let done, _): discussion.finished[place] = done
    case .followedUp(let agency, let words, _): discussion.followedUp[agency] = words
    case .calledOff(let words, _): discussion.calledOff = words
    }
    return discussion
  }
}
