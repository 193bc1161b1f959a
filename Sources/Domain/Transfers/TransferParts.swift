extension Transfer {
  package struct Child: Codable, Sendable, Equatable {
    package var person: PersonID
    package var referral: ReferralID

    package init(person: PersonID, referral: ReferralID) {
      self.person = person
      self.referral = referral
    }
  }

  /// What the receiving team needs to know before it takes over.
  package struct Asking: Codable, Sendable, Equatable {
    /// Brothers and sisters go together.
    package var children: [Child]
    package var from: TeamID
    package var to: TeamID
    package var reason: String
    /// Where things stand for the children.
    package var summary: String
    package var outstanding: String
    /// What the family has been told, and what they say.
    package var familyTold: String
    /// The visit of both workers together; nil where there is none, with why not.
    package var jointVisit: Day?
    package var noJointVisit: String?
    package var by: WorkerID?
    package var on: Day

    package init(
      children: [Child], from: TeamID, to: TeamID, reason: String, summary: String,
      outstanding: String, familyTold: String, jointVisit: Day?, noJointVisit: String? = nil,
      by: WorkerID? = nil, on: Day
    ) {
      self.children = children
      self.from = from
      self.to = to
      self.reason = reason
      self.summary = summary
      self.outstanding = outstanding
      self.familyTold = familyTold
      self.jointVisit = jointVisit
      self.noJointVisit = noJointVisit
      self.by = by
      self.on = on
    }
  }

  /// The receiving team's answer: who takes over, or why not yet.
  package struct Answered: Codable, Sendable, Equatable {
    package var worker: WorkerID?
    package var reason: String?
    /// Why the worker is given more than they can hold, where they are.
    package var over: String?
    package var by: WorkerID?
    package var on: Day
    package var at: Instant?

    package init(
      worker: WorkerID?, reason: String?, over: String? = nil, by: WorkerID?, on: Day,
      at: Instant? = nil
    ) {
      self.worker = worker
      self.reason = reason
      self.over = over
      self.by = by
      self.on = on
      self.at = at
    }
  }

  package struct Escalation: Codable, Sendable, Equatable {
    /// Who decides, by name.
    package var to: WorkerID
    package var reason: String
    package var by: WorkerID?
    package var on: Day

    package init(to: WorkerID, reason: String, by: WorkerID?, on: Day) {
      self.to = to
      self.reason = reason
      self.by = by
      self.on = on
    }
  }

  package struct Decision: Codable, Sendable, Equatable {
    package var accepts: Bool
    package var worker: WorkerID?
    package var sentence: String
    package var by: WorkerID
    package var on: Day
    package var at: Instant

    package init(
      accepts: Bool, worker: WorkerID?, sentence: String, by: WorkerID, on: Day, at: Instant
    ) {
      self.accepts = accepts
      self.worker = worker
      self.sentence = sentence
      self.by = by
      self.on = on
      self.at = at
    }
  }

  package struct Said: Codable, Sendable, Equatable {
    package var words: String
    package var by: WorkerID?
    package var on: Day

    package init(words: String, by: WorkerID?, on: Day) {
      self.words = words
      self.by = by
      self.on = on
    }
  }
}
