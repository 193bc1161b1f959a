extension Enquiry {
  package struct Opening: Codable, Sendable, Equatable {
    package var strategy: StrategyDiscussionID
    package var children: [Meeting.Child]
    /// Of those, the ones about whom it is made jointly with the police.
    package var jointly: [PersonID]
    /// The day on which the discussion was held.
    package var on: Day
    /// Fifteen working days later; nil where that cannot be told.
    package var conferenceTarget: Day?
    package init(
      strategy: StrategyDiscussionID, children: [Meeting.Child], jointly: [PersonID], on: Day
    ) {
      self.strategy = strategy
      self.children = children
      self.jointly = jointly
      self.on = on
      conferenceTarget = Enquiry.conferenceClock(startedOn: on, heldOn: nil).due.day
    }
  }

  /// Who leads it, and the registration that was looked at.
  package struct Lead: Codable, Sendable, Equatable {
    package var worker: WorkerID
    package var on: Day
    package var registration: String
    package init(worker: WorkerID, on: Day, registration: String) {
      self.worker = worker
      self.on = on
      self.registration = registration
    }
  }

  /// The medical examination of one child, as it stands.
  package struct Medical: Codable, Sendable, Equatable {
    package var child: PersonID
    /// The day for which it is arranged.
    package var arrangedFor: Day?
    package var heldOn: Day?
    /// By whom it was held, and what was found.
    package var result: String?
    /// Why there is none.
    package var whyNot: String?
    package init(
      child: PersonID, arrangedFor: Day? = nil, heldOn: Day? = nil, result: String? = nil,
      whyNot: String? = nil
    ) {
      self.child = child
      self.arrangedFor = arrangedFor
      self.heldOn = heldOn
      self.result = result
      self.whyNot = whyNot
    }
  }

  /// The achieving best evidence interview of one child (Ministry of Justice guidance on interviewing
  /// victims and witnesses), as it stands.
  package struct Interview: Codable, Sendable, Equatable {
    package var child: PersonID
    package var arrangedFor: Day?
    package var heldOn: Day?
    /// Who held it, and what the child's account means for the child's safety.
    package var result: String?
    package var whyNot: String?
    package init(
      child: PersonID, arrangedFor: Day? = nil, heldOn: Day? = nil, result: String? = nil,
      whyNot: String? = nil
    ) {
      self.child = child
      self.arrangedFor = arrangedFor
      self.heldOn = heldOn
      self.result = result
      self.whyNot = whyNot
    }
  }

  package enum Outcome: String, Codable, Sendable, CaseIterable {
    case notSubstantiated, notAtContinuingRisk, continuingRisk

    package var words: String {
      switch self {
      case .notSubstantiated: "Concerns not substantiated"
      case .notAtContinuingRisk: "Substantiated, not at continuing risk of significant harm"
      case .continuingRisk: "Substantiated, at continuing risk of significant harm"
      }
    }
  }

  package struct ChildOutcome: Codable, Sendable, Equatable {
    package var child: PersonID
    package var outcome: Outcome
    package var conference: Bool
    package var reason: String
    package init(child: PersonID, outcome: Outcome, conference: Bool, reason: String) {
      self.child = child
      self.outcome = outcome
      self.conference = conference
      self.reason = reason
    }
  }

  /// From the strategy discussion that began the enquiry to the initial conference.
  package static func conferenceClock(
    startedOn: Day, heldOn: Day?, recordedBy: String? = nil,
    standards: LocalStandards = LocalStandards()
  ) -> Clock {
    Clock(
      "Initial child protection conference",
      started: Clock.Started(
        on: startedOn, by: "strategy discussion that began the section 47 enquiry",
        recordedBy: recordedBy),
      rule: standards.rule(.initialConference, on: startedOn) ?? Timescales.initialConference,
      stopped: heldOn.map { Clock.Stopped(on: $0, by: "conference held") })
  }

  /// A child of whom it was said, or brought in, that no conference is held.
  package func conferenceNotRequired(for child: PersonID) -> Bool {
    history?.conferenceNotRequired ?? outcomes[child].map { !$0.conference } ?? false
  }
}

extension Enquiry {
  /// As its rows have it: what came later is put in by whoever reads them.
  package init(
    of children: [Meeting.Child], startedOn: Day, conferenceTarget: Day?,
    strategy: StrategyDiscussionID?, jointly: [PersonID], history: History?
  ) {
    self.init(
      children: children, startedOn: startedOn, conferenceTarget: conferenceTarget,
      strategy: strategy, jointly: jointly, history: history)
  }
}
