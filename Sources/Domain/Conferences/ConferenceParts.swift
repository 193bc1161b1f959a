extension Conference {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case initial, review, transferIn

    package var words: String {
      switch self {
      case .initial: "Initial child protection conference"
      case .review: "Review child protection conference"
      case .transferIn: "Transfer-in child protection conference"
      }
    }
  }

  /// What it follows.
  package enum Origin: Codable, Sendable, Equatable {
    case enquiry(id: EnquiryID)
    /// The plans it reviews.
    case plans(of: [ChildPlan])
    /// A child on a plan of another council who has moved in for good.
    case council(name: String)

    package var kind: Kind {
      switch self {
      case .enquiry: .initial
      case .plans: .review
      case .council: .transferIn
      }
    }
  }

  /// The plan of one of the children.
  package struct ChildPlan: Codable, Sendable, Equatable {
    package var child: PersonID
    package var plan: PlanID
    package init(child: PersonID, plan: PlanID) {
      self.child = child
      self.plan = plan
    }
  }

  package struct Arrangement: Codable, Sendable, Equatable {
    package var origin: Origin
    package var children: [Meeting.Child]
    /// What the clock starts with: the day of the strategy discussion, of the last conference, or on
    /// which the council was told of the move.
    package var from: Day
    /// A review of a plan that has been reviewed before: six months, not three.
    package var isLater: Bool
    package var plannedFor: Planned?
    package init(
      origin: Origin, children: [Meeting.Child], from: Day, isLater: Bool = false,
      plannedFor: Planned? = nil
    ) {
      self.origin = origin
      self.children = children
      self.from = from
      self.isLater = isLater
      self.plannedFor = plannedFor
    }

    var inOrder: Arrangement {
      var ordered = self
      ordered.children.sort { $0.person < $1.person }
      return ordered
    }
  }

  /// When and where it is to be held.
  package struct Planned: Codable, Sendable, Equatable {
    package var at: Instant
    package var place: String
    package init(at: Instant, place: String) {
      self.at = at
      self.place = place
    }
  }

  package struct Postponement: Codable, Sendable, Equatable {
    package var from: Planned?
    package var to: Planned
    package var reason: String
    package var by: WorkerID?
    package var on: Day
    package init(from: Planned?, to: Planned, reason: String, by: WorkerID?, on: Day) {
      self.from = from
      self.to = to
      self.reason = reason
      self.by = by
      self.on = on
    }
  }

  /// A report to the conference, and what the family saw of it before.
  package struct Report: Codable, Sendable, Equatable {
    package var title: String
    package var agency: Meeting.Agency
    package var version: Int
    package var readyOn: Day?
    package var sharedWithParents: Day?
    package var sharedWithChild: Day?
    /// Why somebody of the family did not see it.
    package var whyNot: String?
    package init(
      title: String, agency: Meeting.Agency, version: Int, readyOn: Day? = nil,
      sharedWithParents: Day? = nil, sharedWithChild: Day? = nil, whyNot: String? = nil
    ) {
      self.title = title
      self.agency = agency
      self.version = version
      self.readyOn = readyOn
      self.sharedWithParents = sharedWithParents
      self.sharedWithChild = sharedWithChild
      self.whyNot = whyNot
    }
  }

  /// Whether a child was there, and else why not and how the child's views were heard.
  package struct ChildThere: Codable, Sendable, Equatable {
    package var child: PersonID
    package var there: Bool
    package var whyNot: String?
    /// In the child's words, or by whom they were brought.
    package var views: String?
    package init(child: PersonID, there: Bool, whyNot: String? = nil, views: String? = nil) {
      self.child = child
      self.there = there
      self.whyNot = whyNot
      self.views = views
    }
  }

  package struct Attendance: Codable, Sendable, Equatable {
    package var attended: [Meeting.Attender]
    /// Which parents were there, and which were not and why.
    package var parents: String
    package var children: [ChildThere]
    package init(attended: [Meeting.Attender], parents: String, children: [ChildThere]) {
      self.attended = attended
      self.parents = parents
      self.children = children
    }
  }

  package enum Outcome: String, Codable, Sendable, CaseIterable {
    case plan, noPlan, ends

    /// `plan` of a review: it goes on.
    package func words(_ kind: Kind) -> String {
      switch (self, kind) {
      case (.plan, .review): "The child protection plan goes on"
      case (.plan, .initial), (.plan, .transferIn): "A child protection plan"
      case (.noPlan, _): "No child protection plan"
      case (.ends, _): "The child protection plan ends"
      }
    }
  }

  package struct ChildDecision: Codable, Sendable, Equatable {
    package var child: PersonID
    package var outcome: Outcome
    package var category: CategoryOfAbuse?
    package var reason: String
    package init(child: PersonID, outcome: Outcome, category: CategoryOfAbuse?, reason: String) {
      self.child = child
      self.outcome = outcome
      self.category = category
      self.reason = reason
    }
  }

  /// Somebody who took part and did not agree, by name.
  package struct Dissent: Codable, Sendable, Equatable {
    package var name: String
    package var reason: String
    package init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  /// What is to change for the children, and who does what: the outline from which each plan begins.
  package struct Aim: Codable, Sendable, Equatable {
    package var outcome: String
    package var actions: [AgreedAction]
    package init(outcome: String, actions: [AgreedAction]) {
      self.outcome = outcome
      self.actions = actions
    }
  }

  /// Of the core group: a worker of the council, or somebody else by name.
  package struct Member: Codable, Sendable, Equatable {
    package var name: String
    package var agency: Meeting.Agency
    package var worker: WorkerID?
    package init(name: String, agency: Meeting.Agency, worker: WorkerID? = nil) {
      self.name = name
      self.agency = agency
      self.worker = worker
    }
  }

  package struct Decision: Codable, Sendable, Equatable {
    package var heldOn: Day
    package var children: [ChildDecision]
    package var dissents: [Dissent]
    package var outline: [Aim]
    package var coreGroup: [Member]
    package var firstCoreGroup: Day?
    package var nextReview: Day?
    /// Why it was held though fewer than three agencies took part.
    package var withoutQuorum: String?
    package init(
      heldOn: Day, children: [ChildDecision], dissents: [Dissent] = [], outline: [Aim] = [],
      coreGroup: [Member] = [], firstCoreGroup: Day? = nil, nextReview: Day? = nil,
      withoutQuorum: String? = nil
    ) {
      self.heldOn = heldOn
      self.children = children
      self.dissents = dissents
      self.outline = outline
      self.coreGroup = coreGroup
      self.firstCoreGroup = firstCoreGroup
      self.nextReview = nextReview
      self.withoutQuorum = withoutQuorum
    }
  }

  /// Minutes that went out.
  package struct Sent: Codable, Sendable, Equatable {
    package var to: String
    package var on: Day
    package var by: WorkerID?
    package init(to: String, on: Day, by: WorkerID?) {
      self.to = to
      self.on = on
      self.by = by
    }
  }

  /// A child protection plan that a review looks at.
  package struct PlanNow: Sendable, Equatable {
    package var child: PersonID
    package var isOpen: Bool
    package var category: CategoryOfAbuse
    package init(child: PersonID, isOpen: Bool, category: CategoryOfAbuse) {
      self.child = child
      self.isOpen = isOpen
      self.category = category
    }
  }

  package var kind: Kind { arrangement.origin.kind }

  /// By when it is held, and from what that is counted. A conference that is postponed is as late as
  /// one that was forgotten: nothing pauses it.
  package static func clock(
    _ kind: Kind, from: Day, isLater: Bool, heldOn: Day?,
    standards: LocalStandards = LocalStandards()
  ) -> Clock {
    let (by, rule): (String, Clock.Rule) =
      switch (kind, isLater) {
      case (.initial, _):
        (
          "strategy discussion that began the section 47 enquiry",
          standards.rule(.initialConference, on: from) ?? Timescales.initialConference
        )
      case (.transferIn, _):
        ("told that the child has moved in for good", Timescales.transferInConference)
      case (.review, false):
        (
          "initial child protection conference",
          standards.rule(.firstReview, on: from) ?? Timescales.firstReview
        )
      case (.review, true):
        ("the review before", standards.rule(.laterReview, on: from) ?? Timescales.laterReview)
      }
    return Clock(
      kind.words, started: Clock.Started(on: from, by: by), rule: rule,
      stopped: heldOn.map { Clock.Stopped(on: $0, by: "conference held") })
  }

  package var clock: Clock {
    Self.clock(
      kind, from: arrangement.from, isLater: arrangement.isLater, heldOn: decision?.heldOn)
  }
}

extension Conference {
  /// As its rows have it: what came later is put in by whoever reads them.
  package init(_ arrangement: Arrangement, arrangedBy: WorkerID?) {
    self.init(
      arrangement: arrangement, arrangedBy: arrangedBy, plannedFor: arrangement.plannedFor)
  }
}
