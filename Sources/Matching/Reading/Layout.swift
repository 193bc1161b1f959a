import Domain

/// How one force or agency writes: its labels, headings, and the signs by which its texts are known.
/// A value, not code: an agency more is a value more.
package struct Layout: Sendable {
  /// Who a part of a text speaks of.
  package struct Who: Sendable, Equatable {
    package var isChild: Bool?
    package var relation: String?
    package init(isChild: Bool? = nil, relation: String? = nil) {
      self.isChild = isChild
      self.relation = relation
    }

    package static let anybody = Who()
    package static let child = Who(isChild: true)
    package static let adult = Who(isChild: false)
    package static func adult(_ relation: String) -> Who { Who(isChild: false, relation: relation) }
    package static func child(_ relation: String) -> Who { Who(isChild: true, relation: relation) }
  }

  /// What stands after a label.
  package enum Field: Sendable, Equatable {
    /// Somebody's name, perhaps with more about them on the same line.
    case person(Who)
    case given, family, birth, age, relation
    case address, place, postcode, phone, email
    case reference, grading
    case callerName, callerRole, agency, school
    case account
    /// Known, and filled in nowhere.
    case other
  }

  /// What the lines under a heading are.
  package enum Section: Sendable, Equatable {
    /// One person, told by labels; or several, one in a line.
    case people(Who)
    case sender
    case account
    case other
  }

  package let name: String
  /// In lower case. A text that holds at least `least` of them is of this layout.
  package var signs: [String] = []
  package var least = 2
  /// The council's own: taken before any that comes with Threshold.
  package var isOwn = false
  package var source: ReferralSource?
  package var method: Contact.Method?
  package var agency: String?
  /// As ``LabelWords`` brings them to one spelling.
  package var labels: [String: Field] = [:]
  package var headings: [String: Section] = [:]
  /// `Khan Aisha` without a comma.
  package var isFamilyFirst = false
  /// What a reference of theirs begins with, where it stands without a label.
  package var references: [String] = []

  package init(_ name: String) { self.name = name }
}

/// Labels and headings in one spelling: `D.O.B.`, `Child 1’s name`, `FORENAME(S)` are `dob`, `childs
/// name`, `forenames`.
package enum LabelWords {
  package static func plain(_ text: some StringProtocol) -> String {
    var words: [String] = []
    var word = ""
    for character in text.lowercased() {
      if character.isLetter {
        word.append(character)
      } else if character == "'" || character == "’" || character == "." || character == "("
        || character == ")"
      {
        continue
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words.joined(separator: " ")
  }
}

/// What was made of a text: each thing a guess, to be checked by whoever pasted it.
package struct Reading: Sendable, Equatable {
  package struct Somebody: Sendable, Equatable {
    package var given = ""
    package var family = ""
    package var birth: Day?
    package var age: String?
    package var relation: String?
    package var isChild: Bool?
    package var phone: String?

    package init(
      given: String = "", family: String = "", birth: Day? = nil, age: String? = nil,
      relation: String? = nil, isChild: Bool? = nil, phone: String? = nil
    ) {
      self.given = given
      self.family = family
      self.birth = birth
      self.age = age
      self.relation = relation
      self.isChild = isChild
      self.phone = phone
    }

    package var isNamed: Bool { !given.isEmpty || !family.isEmpty }
    package var full: String {
      [given, family].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// The layout it was read by.
  package var layout: String
  package var people: [Somebody] = []
  package var address: String?
  package var postcode: String?
  package var reference: String?
  package var grading: String?
  package var source: ReferralSource?
  package var method: Contact.Method?
  package var agency: String?
  package var callerName: String?
  package var callerRole: String?
  package var callerReach: String?
  /// The part that tells what happened; nil where it could not be told from the rest.
  package var account: String?

  package init(layout: String) { self.layout = layout }

  /// More than the words themselves was found.
  package var hasFound: Bool {
    !people.isEmpty || postcode != nil || address != nil || reference != nil || grading != nil
      || callerName != nil
  }
}
