package typealias PlanID = Identifier<Plan>

/// A child in need plan or a child protection plan of one child within an episode.
/// Known here as history that a census file brings.
package struct Plan: Noun {
  package static let noun = "plan"
  package static let letter = "L"

  package let history: History

  package enum Kind: String, Codable, Sendable, CaseIterable {
    case childInNeed, childProtection

    package var words: String {
      switch self {
      case .childInNeed: "Child in need plan"
      case .childProtection: "Child protection plan"
      }
    }
  }

  /// What only a child protection plan has.
  package struct Protection: Codable, Sendable, Equatable {
    package var initialCategory: CategoryOfAbuse
    package var latestCategory: CategoryOfAbuse
    /// Earlier plans by this authority.
    package var previousPlans: Int
    package var reviews: [Day]
    package init(
      initialCategory: CategoryOfAbuse, latestCategory: CategoryOfAbuse, previousPlans: Int,
      reviews: [Day]
    ) {
      self.initialCategory = initialCategory
      self.latestCategory = latestCategory
      self.previousPlans = previousPlans
      self.reviews = reviews
    }
  }

  package struct History: Codable, Sendable, Equatable {
    package var child: PersonID
    package var referral: ReferralID
    package var kind: Kind
    package var from: Day
    package var to: Day?
    package var protection: Protection?
    package init(
      child: PersonID, referral: ReferralID, kind: Kind, from: Day, to: Day?,
      protection: Protection?
    ) {
      self.child = child
      self.referral = referral
      self.kind = kind
      self.from = from
      self.to = to
      self.protection = protection
    }
  }

  package enum Fact: Domain.Fact {
    case imported(history: History)
    package var subjects: [PersonID] {
      switch self {
      case .imported(let history): [history.child]
      }
    }
    package var occurredOn: Day? {
      switch self {
      case .imported(let history): history.from
      }
    }
  }

  package enum Command: Sendable { case importRecord(History) }

  package static func decide(
    _ command: Command, given plan: Plan?, around: Nothing, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard plan == nil else { throw .alreadyThere(Self.self) }
    switch command {
    case .importRecord(let history):
      if let to = history.to, to < history.from {
        throw Refusal(
          "plan.ends-before", "The plan ends before it starts",
          question: history.kind == .childInNeed ? "CINPlanEndDate" : "CPPendDate")
      }
      guard (history.kind == .childProtection) == (history.protection != nil) else {
        throw Refusal(
          "plan.category", "A child protection plan has a category of abuse",
          question: "InitialCategoryOfAbuse")
      }
      return [.imported(history: history)]
    }
  }

  package static func evolve(_ plan: Plan?, _ fact: Fact) -> Plan {
    guard plan == nil else { outOfOrder(fact) }
    switch fact {
    case .imported(let history): return Plan(history: history)
    }
  }
}
