package typealias PlanID = Identifier<Plan>

/// A child in need plan or a child protection plan of one child within an episode: what is to change
/// for the child, who does what by when, who visits and how often, and what reviews found.
///
/// One plan of a child is open at a time, never one of each kind (census: "one at a time; not concurrent
/// with a CPP"). A conference alone opens, reviews and ends a child protection plan (Working Together);
/// a child in need plan follows an authorised assessment, or a protection plan that ended that day.
package struct Plan: Noun {
  package static let noun = "plan"
  package static let letter = "L"

  package let child: PersonID
  package let referral: ReferralID
  package let kind: Kind
  /// Of a child protection plan the day of its conference.
  package let from: Day
  package let origin: Origin
  /// What only a child protection plan has; its reviews are those that a census file brought.
  package var protection: Protection?
  /// Every version, the last in force.
  package var versions: [Version] = []
  package var actions: [Action] = []
  package var members: [Member] = []
  package var meetings: [Meeting] = []
  /// How often the child is visited, by the day from which each was agreed.
  package var patterns: [VisitPattern] = []
  package var reviews: [Review] = []
  package var ending: Ending?

  package var isOpen: Bool { ending == nil }
  package var to: Day? { ending?.on }
  package var outcomes: [Outcome] { versions.last?.outcomes ?? [] }
  package var openActions: [Action] { actions.filter(\.isOpen) }

  package enum Kind: String, Codable, Sendable, CaseIterable {
    case childInNeed, childProtection

    package var words: String {
      switch self {
      case .childInNeed: "Child in need plan"
      case .childProtection: "Child protection plan"
      }
    }
  }

  package enum Fact: Domain.Fact {
    case imported(history: History)
    /// `previous`: earlier child protection plans by this authority, counted that day; nil for a child
    /// in need plan. `replaces`: the child in need plan that ends with it.
    case opened(
      opening: Opening, origin: Origin, previous: Int?, replaces: PlanID?, by: WorkerID?)
    case written(version: Version, child: PersonID)
    case actionAdded(action: Action, child: PersonID)
    case actionDone(key: Int, ended: Action.Ended, child: PersonID)
    case actionDropped(key: Int, ended: Action.Ended, child: PersonID)
    case coreGroupSet(members: [Member], on: Day, child: PersonID)
    case coreGroupMet(meeting: Meeting, child: PersonID)
    case visitsAgreed(pattern: VisitPattern, child: PersonID)
    case reviewed(review: Review, child: PersonID)
    case ended(ending: Ending, child: PersonID)

    package var subjects: [PersonID] {
      switch self {
      case .imported(let history): [history.child]
      case .opened(let opening, _, _, _, _): [opening.child]
      case .written(_, let child), .actionAdded(_, let child), .actionDone(_, _, let child),
        .actionDropped(_, _, let child), .coreGroupSet(_, _, let child),
        .coreGroupMet(_, let child), .visitsAgreed(_, let child), .reviewed(_, let child),
        .ended(_, let child):
        [child]
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .imported(let history): history.from
      case .opened(let opening, _, _, _, _): opening.from
      case .written(let version, _): version.on
      case .actionAdded(let action, _): action.addedOn
      case .actionDone(_, let ended, _), .actionDropped(_, let ended, _): ended.on
      case .coreGroupSet(_, let on, _): on
      case .coreGroupMet(let meeting, _): meeting.on
      case .visitsAgreed(let pattern, _): pattern.from
      case .reviewed(let review, _): review.on
      case .ended(let ending, _): ending.on
      }
    }
  }

  package enum Command: Sendable {
    case importRecord(History)
    case open(Opening)
    /// A review conference's decision: the category may change, or the plan ends that day.
    /// `category` is nil where it stays.
    case review(
      on: Day, conference: FactStream, category: CategoryOfAbuse?, continues: Bool, words: String)
    /// Of a child in need plan; a child protection plan is reviewed by its conference.
    case reviewInNeed(Reviewing)
    /// Without a conference a child protection plan ends only for a reason that needs none.
    case end(on: Day, reason: Ending.Reason, words: String)
    /// The plan as it is to read from now on: outcomes keep their keys, new ones have none.
    case write(Writing)
    case addAction(AgreedAction, outcome: Int?)
    case finishAction(Int, on: Day, words: String)
    case dropAction(Int, reason: String)
    case setCoreGroup([Member])
    case meet(Meeting, actions: [AgreedAction])
    case agreeVisits(limit: Int, unit: Clock.Rule.Unit, words: String)
  }

  /// What the child's other records tell.
  package struct Around: Sendable {
    /// The child's plan that is open.
    package var open: (id: PlanID, kind: Kind)?
    /// The episode named: its child, its day, and whether it is open.
    package var episode: (child: PersonID, receivedOn: Day, isOpen: Bool)?
    /// Earlier child protection plans of the child by this authority.
    package var previousProtection = 0
    /// An authorised assessment of the episode whose outcome for this child is a child in need plan.
    package var assessment: AssessmentID?
    /// The child protection plan that ended on the day on which the new plan begins.
    package var steppingDown: (id: PlanID, plan: Plan)?
    package init() {}
  }

  package static func decide(
    _ command: Command, given plan: Plan?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let plan else { return try begin(command, around, by: actor, today: today) }
    return try plan.judge(command, by: actor, today: today)
  }

  package static func evolve(_ plan: Plan?, _ fact: Fact) -> Plan {
    guard var plan else {
      switch fact {
      case .imported(let history): return Plan(history)
      case .opened(let opening, let origin, let previous, _, let by):
        return Plan(opening, origin, previous: previous, by: by)
      case .written, .actionAdded, .actionDone, .actionDropped, .coreGroupSet, .coreGroupMet,
        .visitsAgreed, .reviewed, .ended:
        outOfOrder(fact)
      }
    }
    switch fact {
    case .imported, .opened: outOfOrder(fact)
    case .written(let version, _): plan.versions.append(version)
    case .actionAdded(let action, _): plan.actions.append(action)
    case .actionDone(let key, let ended, _): plan.change(key) { $0.done = ended }
    case .actionDropped(let key, let ended, _): plan.change(key) { $0.dropped = ended }
    case .coreGroupSet(let members, _, _): plan.members = members
    case .coreGroupMet(let meeting, _): plan.meetings.append(meeting)
    case .visitsAgreed(let pattern, _): plan.patterns.append(pattern)
    case .reviewed(let review, _):
      plan.reviews.append(review)
      if let category = review.category { plan.protection?.latestCategory = category }
    case .ended(let ending, _):
      plan.ending = ending
      for key in plan.openActions.map(\.key) {
        plan.change(key) {
          $0.dropped = Action.Ended(on: ending.on, words: "The plan ended", by: ending.by)
        }
      }
    }
    return plan
  }

  private mutating func change(_ key: Int, _ change: (inout Action) -> Void) {
    guard let place = actions.firstIndex(where: { $0.key == key }) else { return }
    change(&actions[place])
  }

  /// As it begins; what was done on it since is set after.
  package init(
    child: PersonID, referral: ReferralID, kind: Kind, from: Day, origin: Origin,
    protection: Protection? = nil
  ) {
    self.child = child
    self.referral = referral
    self.kind = kind
    self.from = from
    self.origin = origin
    self.protection = protection
  }

  private init(_ history: History) {
    child = history.child
    referral = history.referral
    kind = history.kind
    from = history.from
    origin = .imported
    protection = history.protection
    ending = history.to.map { Ending(on: $0, reason: nil, words: "As imported", by: nil) }
  }

  private init(_ opening: Opening, _ origin: Origin, previous: Int?, by: WorkerID?) {
    child = opening.child
    referral = opening.referral
    kind = opening.kind
    from = opening.from
    self.origin = origin
    protection = opening.category.map {
      Protection(
        initialCategory: $0, latestCategory: $0, previousPlans: previous ?? 0, reviews: [])
    }
    members = opening.coreGroup
    guard !opening.outline.isEmpty || !opening.contingency.isEmpty else { return }
    versions = [
      Version(
        Writing(
          outcomes: opening.outline, contingency: opening.contingency, family: opening.family),
        by: by, on: opening.from)
    ]
  }
}
