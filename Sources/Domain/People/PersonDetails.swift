extension Person {
  package struct Name: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
      case current, preferred, previous, alias
    }
    package var given: String
    package var family: String
    package var kind: Kind

    package init(given: String, family: String, kind: Kind = .current) {
      self.given = given
      self.family = family
      self.kind = kind
    }

    /// As shown. Somebody without a name is said to be so, never blank.
    package var full: String {
      let parts = [given, family].filter { !$0.isEmpty }
      return parts.isEmpty ? "Name not known" : parts.joined(separator: " ")
    }
  }

  package enum LifeStage: String, Codable, Sendable, CaseIterable { case child, adult, unborn }

  /// When somebody was or is to be born, and how surely that is known.
  /// Written as `{"certainty":"exact","day":"2019-05-03"}`.
  package enum Birth: Codable, Sendable, Equatable {
    private enum Key: String, CodingKey { case certainty, day }

    case exact(Day)
    case estimated(Day)
    case expected(Day)

    package var day: Day {
      switch self {
      case .exact(let day), .estimated(let day), .expected(let day): day
      }
    }
    /// `exact`, `estimated`, `expected`: as stored beside the day.
    package var certainty: String {
      switch self {
      case .exact: "exact"
      case .estimated: "estimated"
      case .expected: "expected"
      }
    }
    package init?(certainty: String, day: Day) {
      switch certainty {
      case "exact": self = .exact(day)
      case "estimated": self = .estimated(day)
      case "expected": self = .expected(day)
      default: return nil
      }
    }

    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      let certainty = try container.decode(String.self, forKey: .certainty)
      let day = try container.decode(Day.self, forKey: .day)
      guard let birth = Birth(certainty: certainty, day: day) else {
        throw DecodingError.dataCorruptedError(
          forKey: .certainty, in: container, debugDescription: "no certainty of a birth")
      }
      self = birth
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(certainty, forKey: .certainty)
      try container.encode(day, forKey: .day)
    }
  }

  /// Who the person is, in their own or their parents' words where there are words.
  package struct Identity: Codable, Sendable, Equatable {
    package var sex: Sex?
    /// Gender as the person describes it; empty when not asked.
    package var gender: String?
    package var ethnicity: Ethnicity?
    package var language: String?
    package var interpreter: Bool?
    package var religion: String?
    package var disabilities: [Disability]
    package var disabilityHelp: String?

    package init(
      sex: Sex? = nil, gender: String? = nil, ethnicity: Ethnicity? = nil,
      language: String? = nil, interpreter: Bool? = nil, religion: String? = nil,
      disabilities: [Disability] = [], disabilityHelp: String? = nil
    ) {
      self.sex = sex
      self.gender = gender
      self.ethnicity = ethnicity
      self.language = language
      self.interpreter = interpreter
      self.religion = religion
      self.disabilities = disabilities
      self.disabilityHelp = disabilityHelp
    }
  }

  package struct Identifiers: Codable, Sendable, Equatable {
    /// Ten digits with a check digit, no spaces.
    package var nhsNumber: String?
    package var upn: String?
    package var formerUPN: String?
    package var upnUnknown: UPNUnknown?
    /// Up to 20 letters and digits, stable for life, the child's id in the census.
    /// Nil until another system's is known: then ``Person/censusID(_:)`` gives ours.
    package var laChildID: String?

    package init(
      nhsNumber: String? = nil, upn: String? = nil, formerUPN: String? = nil,
      upnUnknown: UPNUnknown? = nil, laChildID: String? = nil
    ) {
      self.nhsNumber = nhsNumber
      self.upn = upn
      self.formerUPN = formerUPN
      self.upnUnknown = upnUnknown
      self.laChildID = laChildID
    }
  }

  /// The person's number in another system: a legacy index, a file that was brought over.
  package struct Reference: Codable, Sendable, Equatable {
    /// Which system, in the words of whoever brought it over: `legacy`.
    package var system: String
    package var number: String

    package init(system: String, number: String) {
      self.system = system
      self.number = number
    }
  }

  package struct Address: Codable, Sendable, Equatable {
    /// Lines as they would be written on an envelope, without the postcode.
    package var lines: String
    package var postcode: String?
    package var uprn: String?
    package var from: Day?
    package var to: Day?
    /// When the person is there, of a home for a part of the time: `Monday to Thursday`.
    package var part: String?

    package init(
      lines: String, postcode: String? = nil, uprn: String? = nil, from: Day? = nil,
      to: Day? = nil, part: String? = nil
    ) {
      self.lines = lines
      self.postcode = postcode
      self.uprn = uprn
      self.from = from
      self.to = to
      self.part = part
    }
    package var oneLine: String {
      let joined = lines.split(whereSeparator: \.isNewline).joined(separator: ", ")
      return [joined, postcode ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }

  /// School, GP and ways to reach the person.
  package struct Network: Codable, Sendable, Equatable {
    package var phones: [String]
    package var email: String?
    package var school: String?
    package var gp: String?

    package init(
      phones: [String] = [], email: String? = nil, school: String? = nil, gp: String? = nil
    ) {
      self.phones = phones
      self.email = email
      self.school = school
      self.gp = gp
    }
  }

  /// How this person is related to `other`, read as "this person is `kind` of other".
  package struct Relationship: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
      case mother, father, parent, stepParent, child, stepChild, sibling, halfSibling
      case grandparent, grandchild, auntOrUncle, nieceOrNephew, cousin, partner, formerPartner
      case carer, caredFor, otherFamily, friend

      /// Read from the other side.
      package func reversed(sex: Sex?) -> Kind {
        switch self {
        case .mother, .father, .parent: .child
        case .stepParent: .stepChild
        case .child: sex == .female ? .mother : sex == .male ? .father : .parent
        case .stepChild: .stepParent
        case .sibling: .sibling
        case .halfSibling: .halfSibling
        case .grandparent: .grandchild
        case .grandchild: .grandparent
        case .auntOrUncle: .nieceOrNephew
        case .nieceOrNephew: .auntOrUncle
        case .cousin: .cousin
        case .partner: .partner
        case .formerPartner: .formerPartner
        case .carer: .caredFor
        case .caredFor: .carer
        case .otherFamily: .otherFamily
        case .friend: .friend
        }
      }

      package var words: String {
        switch self {
        case .mother: "Mother"
        case .father: "Father"
        case .parent: "Parent"
        case .stepParent: "Step-parent"
        case .child: "Child"
        case .stepChild: "Stepchild"
        case .sibling: "Brother or sister"
        case .halfSibling: "Half-brother or half-sister"
        case .grandparent: "Grandparent"
        case .grandchild: "Grandchild"
        case .auntOrUncle: "Aunt or uncle"
        case .nieceOrNephew: "Niece or nephew"
        case .cousin: "Cousin"
        case .partner: "Partner"
        case .formerPartner: "Former partner"
        case .carer: "Carer"
        case .caredFor: "Cared for by"
        case .otherFamily: "Other family"
        case .friend: "Friend"
        }
      }
    }
    /// Filled in by `evolve`; the fact names the other person beside it.
    package var other: PersonID?
    package var kind: Kind
    /// This person has parental responsibility for the other.
    package var parentalResponsibility: Bool
    package var from: Day?
    package var to: Day?
    /// What more is known; nil where nothing was said.
    package var terms: Terms?

    package init(
      kind: Kind, parentalResponsibility: Bool = false, from: Day? = nil, to: Day? = nil,
      other: PersonID? = nil, terms: Terms? = nil
    ) {
      self.kind = kind
      self.terms = terms
      self.parentalResponsibility = parentalResponsibility
      self.from = from
      self.to = to
      self.other = other
    }
  }

  package struct Restriction: Codable, Sendable, Equatable {
    /// Locked: others see that a restricted record is there and whom to ask. Hidden: nothing.
    package enum Level: String, Codable, Sendable, CaseIterable { case locked, hidden }
    package var level: Level
    /// The workers who may see the record.
    package var workers: [WorkerID]
    /// Whom to ask: a worker among those named.
    package var owner: WorkerID

    package init(level: Level, workers: [WorkerID], owner: WorkerID) {
      self.level = level
      self.workers = workers
      self.owner = owner
    }
  }

  /// Who said so, and how it was made sure. Intake never silently overwrites what was verified.
  package struct Provenance: Codable, Sendable, Equatable {
    package var saidBy: String
    /// How it was verified: a document seen, a system asked. Nil: not verified.
    package var verified: String?

    package init(saidBy: String, verified: String? = nil) {
      self.saidBy = saidBy
      self.verified = verified
    }
  }

  /// What is known of somebody when their record is made.
  package struct Details: Codable, Sendable, Equatable {
    package var name: Name
    package var otherNames: [Name]
    package var stage: LifeStage
    package var birth: Birth?
    package var identity: Identity
    package var identifiers: Identifiers
    package var address: Address?
    package var diedOn: Day?
    package var provenance: Provenance

    package init(
      name: Name, otherNames: [Name] = [], stage: LifeStage, birth: Birth? = nil,
      identity: Identity = Identity(), identifiers: Identifiers = Identifiers(),
      address: Address? = nil, diedOn: Day? = nil, provenance: Provenance
    ) {
      self.name = name
      self.otherNames = otherNames
      self.stage = stage
      self.birth = birth
      self.identity = identity
      self.identifiers = identifiers
      self.address = address
      self.diedOn = diedOn
      self.provenance = provenance
    }
  }

  /// The id by which the census knows a child without one from elsewhere: `TH0000012`.
  package static func censusID(_ id: PersonID) -> String {
    let digits = String(id.number)
    return "TH" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
  }
}
