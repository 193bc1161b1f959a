extension PoliceNotification {
  /// How grave, in the three grades that forces use.
  package enum Grade: String, Codable, Sendable, CaseIterable, Comparable {
    case red, amber, green

    package var words: String {
      switch self {
      case .red: "Red: high"
      case .amber: "Amber: medium"
      case .green: "Green: standard"
      }
    }

    /// The gravest is the greatest.
    package static func < (left: Grade, right: Grade) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) > (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// What the police marked the incident as. Permanent: facts keep them.
  package enum Mark: String, Codable, Sendable, CaseIterable {
    case domesticAbuse, missing, exploitation, mentalHealth, alcoholOrDrugs, weapon

    package var words: String {
      switch self {
      case .domesticAbuse: "Domestic abuse"
      case .missing: "Missing"
      case .exploitation: "Exploitation"
      case .mentalHealth: "Mental health"
      case .alcoholOrDrugs: "Alcohol or drugs"
      case .weapon: "Weapon"
      }
    }
  }

  /// One report of an incident, as the police sent it.
  package struct Report: Codable, Sendable, Equatable {
    /// When it reached the unit.
    package var receivedAt: Instant
    package var force: String
    package var reference: String
    package var happenedOn: Day
    /// Minutes since midnight by London's clocks; nil when the time is not known.
    package var happenedMinute: Int?
    /// What kind of incident, in the force's words.
    package var kind: String
    /// Given by the officer who attended; nil where none was given.
    package var grade: Grade?
    package var marks: [Mark]
    package var childrenPresent: Contact.Answer
    package var address: Person.Address?
    /// Word for word.
    package var text: String
    package var named: [Named]

    package init(
      receivedAt: Instant, force: String, reference: String, happenedOn: Day,
      happenedMinute: Int? = nil, kind: String, grade: Grade?, marks: [Mark] = [],
      childrenPresent: Contact.Answer, address: Person.Address? = nil, text: String,
      named: [Named]
    ) {
      self.receivedAt = receivedAt
      self.force = force
      self.reference = reference
      self.happenedOn = happenedOn
      self.happenedMinute = happenedMinute
      self.kind = kind
      self.grade = grade
      self.marks = marks
      self.childrenPresent = childrenPresent
      self.address = address
      self.text = text
      self.named = named
    }

    /// The incident, however its number was typed: `DEVON|4401/000123/26`.
    package var incident: String { "\(Self.plain(force))|\(Self.plain(reference))" }

    private static func plain(_ text: String) -> String {
      text.uppercased().split(whereSeparator: \.isWhitespace).joined()
    }

    /// Whether it says what the other says, whenever either came.
    package func saysTheSame(as other: Report) -> Bool { content == other.content }

    private var content: Report {
      var plain = self
      plain.receivedAt = Instant(milliseconds: 0)
      plain.force = Self.plain(force)
      plain.reference = Self.plain(reference)
      plain.named = named.map { one in
        var one = one
        one.key = 0
        one.person = nil
        return one
      }
      return plain
    }
  }

  /// Somebody as the police named them; `person` once matched.
  package struct Named: Codable, Sendable, Equatable {
    package var key: Int
    package var given: String
    package var family: String
    package var birth: Day?
    /// What was said of age when no date was known.
    package var age: String?
    /// Victim, suspect, child at home: in the force's words.
    package var role: String?
    package var isChild: Bool
    package var person: PersonID?

    package init(
      key: Int, given: String, family: String, birth: Day? = nil, age: String? = nil,
      role: String? = nil, isChild: Bool, person: PersonID? = nil
    ) {
      self.key = key
      self.given = given
      self.family = family
      self.birth = birth
      self.age = age
      self.role = role
      self.isChild = isChild
      self.person = person
    }

    package var full: String { Person.Name(given: given, family: family).full }

    /// Whether both are plainly the same person named twice in one incident.
    func isSame(as other: Named) -> Bool {
      given.lowercased() == other.given.lowercased()
        && family.lowercased() == other.family.lowercased() && birth == other.birth
        && isChild == other.isChild
    }

    /// The same, as a contact names somebody: nothing is typed again.
    package func inContact(postcode: String?) -> Contact.Named {
      Contact.Named(
        key: key, given: given, family: family, birth: birth, age: age,
        postcode: isChild ? postcode : nil, relation: role, isChild: isChild, person: person)
    }
  }

  /// The officer's risk assessment of the incident (A6).
  package struct RiskAssessment: Codable, Sendable, Equatable {
    package var grade: Grade
    package var reason: String
    /// What the history adds.
    package var history: String
    package var by: WorkerID
    package var on: Day
    /// How many reports had come by then: a later one is assessed too.
    package var reports: Int

    package init(
      grade: Grade, reason: String, history: String, by: WorkerID, on: Day, reports: Int
    ) {
      self.grade = grade
      self.reason = reason
      self.history = history
      self.by = by
      self.on = on
      self.reports = reports
    }
  }

  package enum Route: String, Codable, Sendable, CaseIterable {
    case openWork, contact, information

    package var words: String {
      switch self {
      case .openWork: "To open work"
      case .contact: "To a contact"
      case .information: "Information only"
      }
    }
  }

  /// Where somebody wants it to go.
  package enum Destination: Sendable, Equatable {
    /// To those who work with the children now.
    case openWork
    /// A new contact with everything in it.
    case newContact(inDanger: Contact.Answer, done: String?)
    /// One that is there: what the police sent is added to it.
    case contact(ContactID)
    case information
  }

  package struct Routing: Codable, Sendable, Equatable {
    package var route: Route
    package var reason: String
    /// Those with open work to which it was passed.
    package var children: [PersonID]
    package var contact: ContactID?
    /// Asked where it began the contact; nil where it was added to one.
    package var inDanger: Contact.Answer?
    package var dangerAction: String?
    package var by: WorkerID
    package var on: Day
    package var reports: Int

    package init(
      route: Route, reason: String, children: [PersonID] = [], contact: ContactID? = nil,
      inDanger: Contact.Answer? = nil, dangerAction: String? = nil, by: WorkerID, on: Day,
      reports: Int
    ) {
      self.route = route
      self.reason = reason
      self.children = children
      self.contact = contact
      self.inDanger = inDanger
      self.dangerAction = dangerAction
      self.by = by
      self.on = on
      self.reports = reports
    }
  }

  /// Said at the end of a day of what has not been assessed.
  package struct CarryOver: Codable, Sendable, Equatable {
    package var day: Day
    package var reason: String
    package var by: WorkerID
    package var on: Day
    package var reports: Int

    package init(day: Day, reason: String, by: WorkerID, on: Day, reports: Int) {
      self.day = day
      self.reason = reason
      self.by = by
      self.on = on
      self.reports = reports
    }
  }
}
