package typealias AssessmentID = Identifier<Assessment>

/// An assessment of one child or a sibling group. Its kind follows the law of the referral date:
/// initial and core, or single (Working Together 2013). Locked once authorised; what comes later is
/// an addendum.
package struct Assessment: Noun {
  package static let noun = "assessment"
  package static let letter = "A"

  package let kind: Kind
  package let children: [Child]
  package let startedOn: Day
  package var reviewPoint: Day?
  package var sections: [Section: Written] = [:]
  package var setAside: [Section: String] = [:]
  package var seen: [PersonID: Seen] = [:]
  package var factors: [PersonID: [AssessmentFactor]] = [:]
  /// The risk assessment and risk management plan, each time it was written, oldest first.
  package var risks: [RiskVersion] = []
  package var outcomes: [ChildOutcome] = []
  package var sentOn: Day?
  package var returns: [Review] = []
  package var authorisation: Review?
  package var addenda: [Addendum] = []
  package var comments: [Comment] = []
  package var checkpoints: [Checkpoint] = []
  package var contributions: [Contribution] = []
  /// Passages that somebody went through: whether each is about somebody else.
  package var passages: [String: Bool] = [:]
  package var sharings: [Sharing] = []
  /// Everybody who wrote or sent: none of them authorises.
  package var authors: Set<WorkerID> = []
  package let imported: Bool

  package var risk: Risk { risks.last?.risk ?? Risk() }

  package var status: Status {
    if authorisation != nil { return .authorised }
    if sentOn != nil { return .sent }
    return returns.isEmpty ? .inProgress : .returned
  }

  package enum Status: String, CaseIterable, Sendable {
    case inProgress, sent, returned, authorised

    package var words: String {
      switch self {
      case .inProgress: "In progress"
      case .sent: "Waiting for manager"
      case .returned: "Returned"
      case .authorised: "Completed"
      }
    }
  }

  package typealias Kind = Regime.Kind

  package enum Fact: Domain.Fact {
    case began(kind: Kind, children: [Child], on: Day, by: WorkerID?)
    case imported(history: History)
    case reviewPointSet(on: Day, children: [PersonID])
    case sectionWritten(
      section: Section, written: Written, by: WorkerID?, on: Day, children: [PersonID])
    case sectionSetAside(
      section: Section, reason: String, by: WorkerID?, on: Day, children: [PersonID])
    case childrenSeen(children: [Seen], by: WorkerID?, on: Day)
    case factorsRecorded(children: [ChildFactors], by: WorkerID?, on: Day)
    case riskRecorded(risk: Risk, by: WorkerID?, on: Day, children: [PersonID])
    case sent(outcomes: [ChildOutcome], by: WorkerID?, on: Day)
    case returned(review: Review, children: [PersonID])
    case authorised(review: Review, children: [PersonID])
    case addendumAdded(addendum: Addendum, children: [PersonID])
    case commented(comment: Comment, children: [PersonID])
    case checkpointHeld(checkpoint: Checkpoint, children: [PersonID])
    case riskReviewed(risk: Risk, by: WorkerID?, on: Day, children: [PersonID])
    case riskActionDone(place: Int, done: ActionDone, children: [PersonID])
    case contributionAsked(asked: ContributionAsked, children: [PersonID])
    case contributionChased(place: Int, chased: ContributionChased, children: [PersonID])
    case contributionWithdrawn(place: Int, withdrawn: ContributionWithdrawn, children: [PersonID])
    case contributionReceived(place: Int, reply: ContributionReply, children: [PersonID])
    case passagesMarked(passages: [Passage], by: WorkerID?, on: Day, children: [PersonID])
    case shared(sharing: Sharing, children: [PersonID])

    package var subjects: [PersonID] {
      switch self {
      case .began(_, let children, _, _): children.map(\.person)
      case .imported(let history): [history.child]
      case .reviewPointSet(_, let children), .sectionWritten(_, _, _, _, let children),
        .sectionSetAside(_, _, _, _, let children), .riskRecorded(_, _, _, let children),
        .returned(_, let children), .authorised(_, let children),
        .addendumAdded(_, let children), .commented(_, let children),
        .checkpointHeld(_, let children), .riskReviewed(_, _, _, let children),
        .riskActionDone(_, _, let children), .contributionAsked(_, let children),
        .contributionChased(_, _, let children), .contributionWithdrawn(_, _, let children),
        .contributionReceived(_, _, let children), .passagesMarked(_, _, _, let children),
        .shared(_, let children):
        children
      case .childrenSeen(let seen, _, _): seen.map(\.child)
      case .factorsRecorded(let factors, _, _): factors.map(\.child)
      case .sent(let outcomes, _, _): outcomes.map(\.child)
      }
    }

    package var occurredOn: Day? {
      switch self {
      // It is set when it is recorded, for a day that has not come.
      case .reviewPointSet: nil
      case .began(_, _, let on, _), .sectionWritten(_, _, _, let on, _),
        .sectionSetAside(_, _, _, let on, _),
        .childrenSeen(_, _, let on), .factorsRecorded(_, _, let on),
        .riskRecorded(_, _, let on, _), .sent(_, _, let on), .riskReviewed(_, _, let on, _),
        .passagesMarked(_, _, let on, _):
        on
      case .imported(let history): history.startedOn
      case .returned(let review, _), .authorised(let review, _): review.on
      case .addendumAdded(let addendum, _): addendum.on
      case .commented(let comment, _): comment.on
      case .checkpointHeld(let checkpoint, _): checkpoint.on
      case .riskActionDone(_, let done, _): done.on
      case .contributionAsked(let asked, _): asked.on
      case .contributionChased(_, let chased, _): chased.on
      case .contributionWithdrawn(_, let withdrawn, _): withdrawn.on
      case .contributionReceived(_, let reply, _): reply.on
      case .shared(let sharing, _): sharing.on
      }
    }
  }

  package enum Command: Sendable {
    case begin(Kind, children: [Child], on: Day)
    case importRecord(History)
    case setReviewPoint(on: Day)
    case write(Section, Written)
    case setAside(Section, reason: String)
    case recordSeen([Seen])
    case recordFactors([ChildFactors])
    case recordRisk(Risk)
    case send(outcomes: [ChildOutcome])
    case sendBack(comment: String)
    /// `withoutRiskPlan`: a manager's written reason when the risk assessment or plan is missing (A9).
    case authorise(sentence: String, withoutRiskPlan: String?)
    case addAddendum(text: String, reason: String)
    /// A manager's comment, at a section or on the whole.
    case comment(Section?, text: String)
    /// The checkpoint half way, held by a manager with the worker.
    case holdCheckpoint(on: Day, Checkpoint.Agreed, sentence: String)
    /// A review of the risk documents, at any time after they were first written.
    case reviewRisk(Risk)
    case finishRiskAction(place: Int, on: Day, words: String)
    case askContribution(ContributionAsking)
    case chaseContribution(place: Int)
    case withdrawContribution(place: Int, reason: String)
    /// - Parameter author: who writes, with their job, as they said it.
    case contribute(place: Int, words: String, author: String)
    case markPassages([Passage])
    case share(ReadingVersion, child: PersonID?, with: String, Sharing.How, on: Day)
  }

  /// What other records tell: the episodes named by `begin`, who of the children is not born, the
  /// homes that a message must not tell, the assessment that a section is copied from.
  package struct Around: Sendable {
    package struct Episode: Sendable {
      package var child: PersonID
      package var receivedOn: Day
      package var isOpen: Bool
      /// Kinds of assessment that this episode has already, under way or done.
      package var kinds: [Kind]
      package init(child: PersonID, receivedOn: Day, isOpen: Bool, kinds: [Kind]) {
        self.child = child
        self.receivedOn = receivedOn
        self.isOpen = isOpen
        self.kinds = kinds
      }
    }
    package var episodes: [ReferralID: Episode]
    package var unborn: Set<PersonID>
    package var undisclosed: UndisclosedHomes
    /// Whether the assessment that a section says it was copied from is about one of the children.
    package var copiesOwn: Bool
    package init(
      episodes: [ReferralID: Episode] = [:], unborn: Set<PersonID> = [],
      undisclosed: UndisclosedHomes = UndisclosedHomes([]), copiesOwn: Bool = true
    ) {
      self.episodes = episodes
      self.unborn = unborn
      self.undisclosed = undisclosed
      self.copiesOwn = copiesOwn
    }
  }

  package static func decide(
    _ command: Command, given assessment: Assessment?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let assessment else {
      return try begin(command, around: around, by: actor, today: today)
    }
    return try assessment.judge(command, around: around, by: actor, today: today)
  }

  package static func evolve(_ assessment: Assessment?, _ fact: Fact) -> Assessment {
    guard var assessment else {
      switch fact {
      case .began(let kind, let children, let on, let by):
        var begun = Assessment(kind: kind, children: children, startedOn: on, imported: false)
        begun.authors = Set([by].compactMap { $0 })
        return begun
      case .imported(let history): return Assessment(history)
      case .reviewPointSet, .sectionWritten, .sectionSetAside, .childrenSeen, .factorsRecorded,
        .riskRecorded, .sent, .returned, .authorised, .addendumAdded, .commented, .checkpointHeld,
        .riskReviewed, .riskActionDone, .contributionAsked, .contributionChased,
        .contributionWithdrawn, .contributionReceived, .passagesMarked, .shared:
        outOfOrder(fact)
      }
    }
    assessment.apply(fact)
    return assessment
  }
}
