extension Person.Relationship {
  /// What is known of a relationship beyond its kind. It reads from the person in whose record the
  /// relationship stands: "this person must not be told …".
  package struct Terms: Codable, Sendable, Equatable {
    /// How two partners live.
    package enum Couple: String, Codable, Sendable, CaseIterable {
      case married, civilPartners, livingTogether, livingApart

      package var words: String {
        switch self {
        case .married: "Married"
        case .civilPartners: "Civil partners"
        case .livingTogether: "Living together"
        case .livingApart: "A couple, living apart"
        }
      }
    }

    /// How a parent or carer came to be one.
    package enum Bond: String, Codable, Sendable, CaseIterable {
      case birth, adopted, fostered, step

      package var words: String {
        switch self {
        case .birth: "By birth"
        case .adopted: "By adoption"
        case .fostered: "By fostering"
        case .step: "As a step-parent"
        }
      }
    }

    /// How they may meet.
    package enum Contact: String, Codable, Sendable, CaseIterable {
      case unsupervised, supervised, indirect, none

      package var words: String {
        switch self {
        case .unsupervised: "May meet"
        case .supervised: "Supervised"
        case .indirect: "Indirect only: letters, cards or calls"
        case .none: "No contact"
        }
      }
    }

    /// How strong the tie is, as the family and the worker see it.
    package enum Strength: String, Codable, Sendable, CaseIterable {
      case strong, weak, stressful, cutOff

      package var words: String {
        switch self {
        case .strong: "Strong"
        case .weak: "Weak"
        case .stressful: "Under strain"
        case .cutOff: "Broken off"
        }
      }
    }

    /// The other has parental responsibility for this person.
    package var otherResponsible: Bool?
    package var couple: Couple?
    package var marriedOn: Day?
    package var separatedOn: Day?
    package var divorcedOn: Day?
    package var bond: Bond?
    package var contact: Contact?
    /// When, where, who is there.
    package var contactWords: String?
    /// The day of the court's order that says so.
    package var orderedOn: Day?
    /// What this person must not be told about the other.
    package var doNotShare: String?
    package var strength: Strength?

    package init() {}
  }
}

extension Person.Relationship.Kind {
  /// Two who are or were a couple.
  package var isCouple: Bool { self == .partner || self == .formerPartner }

  /// A child and whoever brings them up, from either side.
  package var isUpbringing: Bool {
    switch self {
    case .mother, .father, .parent, .stepParent, .child, .stepChild, .carer, .caredFor: true
    case .sibling, .halfSibling, .grandparent, .grandchild, .auntOrUncle, .nieceOrNephew, .cousin,
      .partner, .formerPartner, .otherFamily, .friend:
      false
    }
  }

  /// A parent, or whoever stands in for one, of a child.
  package var isParental: Bool {
    switch self {
    case .mother, .father, .parent, .stepParent, .carer: true
    case .child, .stepChild, .caredFor, .sibling, .halfSibling, .grandparent, .grandchild,
      .auntOrUncle, .nieceOrNephew, .cousin, .partner, .formerPartner, .otherFamily, .friend:
      false
    }
  }
}
