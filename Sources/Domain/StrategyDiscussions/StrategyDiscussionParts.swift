extension StrategyDiscussion {
  /// What led to it.
  package enum Origin: Codable, Sendable, Equatable {
    case referral(id: ReferralID)
    case assessment(id: AssessmentID)
    case enquiry(id: EnquiryID)
  }

  package enum Urgency: String, Codable, Sendable, CaseIterable {
    case planned, urgent

    package var words: String {
      switch self {
      case .planned: "Planned"
      case .urgent: "Urgent, by telephone if need be"
      }
    }
  }

  /// What the clock starts with.
  package enum Basis: String, Codable, Sendable, CaseIterable {
    case referral, newInformation

    package var words: String {
      switch self {
      case .referral: "The referral"
      case .newInformation: "New information about children we work with"
      }
    }
  }

  package struct Beginning: Codable, Sendable, Equatable {
    package var origin: Origin
    package var children: [Meeting.Child]
    package var urgency: Urgency
    package var basis: Basis
    /// The day of the referral, or on which the new information came.
    package var informationOn: Day
    /// What is feared for the children.
    package var concern: String
    package var plannedFor: Instant?
    /// The night's own record of it, where it began there.
    package var handover: HandoverID?

    package init(
      origin: Origin, children: [Meeting.Child], urgency: Urgency, basis: Basis,
      informationOn: Day, concern: String, plannedFor: Instant? = nil, handover: HandoverID? = nil
    ) {
      self.origin = origin
      self.children = children
      self.urgency = urgency
      self.basis = basis
      self.informationOn = informationOn
      self.concern = concern
      self.plannedFor = plannedFor
      self.handover = handover
    }

    var inOrder: Beginning {
      var ordered = self
      ordered.children.sort { $0.person < $1.person }
      return ordered
    }
  }

  /// What one agency brought: a part of the minutes of its own, so that two people can write.
  package struct Lane: Codable, Sendable, Equatable {
    package var text: String
    package var by: WorkerID?
    package var at: Instant
    package init(text: String, by: WorkerID?, at: Instant) {
      self.text = text
      self.by = by
      self.at = at
    }
  }

  package enum How: String, Codable, Sendable, CaseIterable {
    case together, telephone, video

    package var words: String {
      switch self {
      case .together: "In one room"
      case .telephone: "By telephone"
      case .video: "By video"
      }
    }
  }

  package enum Outcome: String, Codable, Sendable, CaseIterable {
    case noEnquiry, single, joint

    package var words: String {
      switch self {
      case .noEnquiry: "No section 47 enquiry"
      case .single: "Section 47 enquiry by children's social care alone"
      case .joint: "Section 47 enquiry jointly with the police"
      }
    }

    package var isEnquiry: Bool { self != .noEnquiry }
  }

  package struct ChildDecision: Codable, Sendable, Equatable {
    package var child: PersonID
    /// Reasonable cause to suspect that the child is suffering, or is likely to suffer, significant
    /// harm.
    package var suspected: Bool
    package var outcome: Outcome
    package var reason: String
    package init(child: PersonID, suspected: Bool, outcome: Outcome, reason: String) {
      self.child = child
      self.suspected = suspected
      self.outcome = outcome
      self.reason = reason
    }
  }

  package struct Decision: Codable, Sendable, Equatable {
    package var heldAt: Instant
    package var how: How
    package var children: [ChildDecision]
    /// What keeps each child safe tonight.
    package var safety: String
    /// Whether a medical examination is needed, of whom, and who arranges it; or why none is.
    package var medical: String
    package var actions: [AgreedAction]
    /// The next discussion, where there is to be one.
    package var next: Day?
    /// Why it could not wait for an agency that is always needed. Only in an urgent one.
    package var withoutQuorum: String?
    /// Those who were missing, as it was recorded.
    package var missing: [Meeting.Agency] = []
    /// Children for whom it opens an enquiry: those decided one who have none open.
    package var opens: [Meeting.Child] = []

    package init(
      heldAt: Instant, how: How, children: [ChildDecision], safety: String, medical: String,
      actions: [AgreedAction] = [], next: Day? = nil, withoutQuorum: String? = nil
    ) {
      self.heldAt = heldAt
      self.how = how
      self.children = children
      self.safety = safety
      self.medical = medical
      self.actions = actions
      self.next = next
      self.withoutQuorum = withoutQuorum
    }
  }

  /// Without these three no strategy discussion is one (Working Together, every edition from 2013).
  package static let quorum: [Meeting.Agency] = [.socialCare, .police, .health]

  /// Those of the quorum who have not taken part so far.
  package var missing: [Meeting.Agency] {
    Self.quorum.filter { agency in !attended.contains { $0.agency == agency } }
  }

  /// Agencies without which it was held and who have not been told since.
  package var toFollowUp: [Meeting.Agency] {
    (decision?.missing ?? []).filter { followedUp[$0] == nil }
  }

  /// From the referral, or the day new information came, to the discussion held: the council's own
  /// standard, for no national text has a number. Nil where the council has none.
  package static func clock(
    _ basis: Basis, informationOn: Day, heldOn: Day?, recordedBy: String? = nil,
    standards: LocalStandards = LocalStandards()
  ) -> Clock? {
    standards.rule(.strategyDiscussion, on: informationOn).map { rule in
      Clock(
        "Strategy discussion",
        started: Clock.Started(
          on: informationOn,
          by: basis == .referral ? "referral received" : "new information received",
          recordedBy: recordedBy),
        rule: rule, stopped: heldOn.map { Clock.Stopped(on: $0, by: "strategy discussion held") })
    }
  }
}

extension StrategyDiscussion {
  /// As its rows have it: what came later is put in by whoever reads them.
  package init(_ beginning: Beginning, begunBy: WorkerID?) {
    self.init(beginning: beginning, begunBy: begunBy, plannedFor: beginning.plannedFor)
  }
}
