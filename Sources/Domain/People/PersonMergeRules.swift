/// Two records of one person: when one may give way to the other, and what still may be done to one
/// that has.
extension Person {
  /// What must be known of others before a command can be judged.
  package struct Around: Sendable, Equatable {
    /// The person's own number: nobody is related to themselves.
    package var itself: PersonID?
    /// The record that stands for this person, by number and name, where this one gave way.
    package var standing: Standing?
    /// The other record that a merge, or "not the same person", names. Nil where there is none.
    package var other: Other?

    package struct Standing: Sendable, Equatable {
      package let id: PersonID
      package let name: String

      package init(id: PersonID, name: String) {
        self.id = id
        self.name = name
      }
    }

    /// What both records have, each with all that were merged into it before.
    package struct Other: Sendable, Equatable {
      /// The record that stands for the other person, where the one named gave way itself.
      package var mergedInto: PersonID?
      /// The open episodes of this person and of the other.
      package var openHere: ReferralID?
      package var openThere: ReferralID?
      /// Somebody said that they are two people, and it was not withdrawn.
      package var saidNotSame: Bool
      /// How the record says today that they are related to one another.
      package var related: Relationship.Kind?

      package init(
        mergedInto: PersonID? = nil, openHere: ReferralID? = nil, openThere: ReferralID? = nil,
        saidNotSame: Bool = false, related: Relationship.Kind? = nil
      ) {
        self.mergedInto = mergedInto
        self.openHere = openHere
        self.openThere = openThere
        self.saidNotSame = saidNotSame
        self.related = related
      }
    }

    package init(itself: PersonID? = nil, standing: Standing? = nil, other: Other? = nil) {
      self.itself = itself
      self.standing = standing
      self.other = other
    }
  }

  /// A record that gave way takes nothing new: it belongs into the one that stands. What stands in
  /// it can still be ended there.
  func checkStands(_ command: Command, _ around: Around) throws(Refusal) {
    guard mergedInto != nil, !command.endsWhatStands else { return }
    let standing = around.standing.map { "\($0.name), \($0.id)" } ?? "another record"
    throw Refusal(
      "person.merged",
      "This record is now part of \(standing). Record it there, or un-merge the two first")
  }

  func merge(
    into id: PersonID, because reason: String, _ around: Around, today: Day
  ) throws(Refusal) -> [Fact] {
    let other = try compared(with: id, around)
    if let stands = other.mergedInto {
      throw Refusal(
        "person.merge-into-merged",
        "\(id) is itself part of \(stands). Compare this record with \(stands)",
        question: "stands")
    }
    if other.saidNotSame {
      throw Refusal(
        "person.merge-not-same",
        "It was said of these two that they are not the same person. Withdraw that first")
    }
    if let kind = other.related {
      throw Refusal(
        "person.merge-related",
        "The record says that they are related: \(kind.words.lowercased()). "
          + "If that is a mistake, end the relationship first")
    }
    if let here = other.openHere, let there = other.openThere {
      throw Refusal(
        "person.merge-two-open",
        "Both have an open referral, \(here) and \(there), and a child has one at a time. "
          + "Close the one that should not go on, then merge")
    }
    let reason = try Self.reason(
      reason, "person.merge-reason", "Say how you know that they are the same person")
    return [.merged(into: id, reason: reason, on: today)]
  }

  func sayNotSame(
    as id: PersonID, because reason: String, _ around: Around, today: Day
  ) throws(Refusal) -> [Fact] {
    let other = try compared(with: id, around)
    if let stands = other.mergedInto {
      throw Refusal(
        "person.not-same-merged",
        stands == around.itself
          ? "\(id) is merged into this record. Un-merge it first"
          : "\(id) is part of \(stands). Compare this record with \(stands)")
    }
    guard !other.saidNotSame else { return [] }
    let reason = try Self.reason(
      reason, "person.not-same-reason", "Say how you know that they are two people")
    return [.notSame(as: id, reason: reason, on: today)]
  }

  private func compared(
    with id: PersonID, _ around: Around
  ) throws(Refusal) -> Around.Other {
    guard id != around.itself else {
      throw Refusal(
        "person.merge-itself", "Choose another record: this is the same one", question: "with")
    }
    guard let other = around.other else {
      throw Refusal("person.merge-nobody", "There is no record \(id)", question: "with")
    }
    return other
  }

  static func reason(
    _ text: String, _ rule: String, _ message: String
  ) throws(Refusal) -> String {
    guard !text.isEmpty else { throw Refusal(rule, message, question: "reason") }
    return text
  }
}

extension Person.Command {
  /// Whether it ends, or sets right, what stands in the record, and so may be done to one that gave
  /// way to another.
  var endsWhatStands: Bool {
    switch self {
    case .endRelationship, .restrict, .liftRestriction, .unmerge, .withdrawNotSame, .decline,
      .breakGlass, .reviewOpening, .noteLookAlike, .answerLookAlike, .liveNoLonger,
      .endProfessional:
      true
    case .create, .importRecord, .bringOver, .addName, .recordBirth, .recordIdentity,
      .recordIdentifiers,
      .recordNetwork, .move, .leaveAddress, .relate, .recordDeath, .merge, .sayNotSame,
      .verify, .propose, .accept, .changeRelationship, .liveAlso, .addProfessional:
      false
    }
  }
}
