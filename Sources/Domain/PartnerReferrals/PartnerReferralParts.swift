extension PartnerReferral {
  /// Everything that was answered, in the edition of the form on which it was asked.
  package struct Form: Codable, Sendable, Equatable {
    package var edition: Edition
    /// What the sender keeps: `7K4Q-M2XP-9T`. Random, so that nobody finds another's by counting.
    package var reference: String
    package var sentAt: Instant
    package var sender: Sender
    package var inDanger: Contact.Answer
    /// Done so far to keep the child safe; always there where a child is in danger.
    package var dangerAction: String?
    package var children: [Child]
    package var adults: [Adult]
    /// Where the children live, as it was typed.
    package var address: String?
    package var postcode: String?
    package var worry: String
    package var goingWell: String?
    package var done: String?
    package var childSays: String?
    package var consent: Consent
    package var files: [File]

    package init(
      edition: Edition, reference: String, sentAt: Instant, sender: Sender,
      inDanger: Contact.Answer, dangerAction: String? = nil, children: [Child],
      adults: [Adult] = [], address: String? = nil, postcode: String? = nil, worry: String,
      goingWell: String? = nil, done: String? = nil, childSays: String? = nil, consent: Consent,
      files: [File] = []
    ) {
      self.edition = edition
      self.reference = reference
      self.sentAt = sentAt
      self.sender = sender
      self.inDanger = inDanger
      self.dangerAction = dangerAction
      self.children = children
      self.adults = adults
      self.address = address
      self.postcode = postcode
      self.worry = worry
      self.goingWell = goingWell
      self.done = done
      self.childSays = childSays
      self.consent = consent
      self.files = files
    }
  }

  /// Which questions were asked. A change of their meaning is a new edition.
  package enum Edition: String, Codable, Sendable, CaseIterable {
    case professional1 = "professional 1"
    case anybody1 = "anybody 1"
  }

  /// Who sent it, and how they may be answered.
  package struct Sender: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
      /// Proved that they read mail sent to ``Sender/email``.
      case professional
      /// Signed in with the account of an agency.
      case agencyAccount
      /// Nobody knows but by what they say.
      case anybody

      package var words: String {
        switch self {
        case .professional: "A professional, by a code sent to their email"
        case .agencyAccount: "An agency, by its account"
        case .anybody: "Without signing in"
        }
      }
    }

    /// How somebody may be answered without harm to them.
    package enum Reply: String, Codable, Sendable, CaseIterable {
      case phone, email, letter, notAtAll

      package var words: String {
        switch self {
        case .phone: "By phone"
        case .email: "By email"
        case .letter: "By letter"
        case .notAtAll: "Do not contact me"
        }
      }
    }

    package var kind: Kind
    /// Of a professional: proved. Of anybody else: as typed.
    package var email: String?
    /// The number of the agency whose account sent it: `Y-3`.
    package var agency: String?
    package var source: ReferralSource
    package var name: String?
    package var job: String?
    package var agencyName: String?
    package var phone: String?
    /// The child's family is not to hear who sent it.
    package var keepFromFamily: Bool
    package var reply: Reply?
    /// When it is safe, and what must not be done: "After school. Do not leave a message".
    package var replyWords: String?

    package init(
      kind: Kind, email: String? = nil, agency: String? = nil, source: ReferralSource,
      name: String? = nil, job: String? = nil, agencyName: String? = nil, phone: String? = nil,
      keepFromFamily: Bool = false, reply: Reply? = nil, replyWords: String? = nil
    ) {
      self.kind = kind
      self.email = email
      self.agency = agency
      self.source = source
      self.name = name
      self.job = job
      self.agencyName = agencyName
      self.phone = phone
      self.keepFromFamily = keepFromFamily
      self.reply = reply
      self.replyWords = replyWords
    }
  }

  /// A child as the sender knows them: any part may be missing, not all.
  package struct Child: Codable, Sendable, Equatable {
    package var given: String
    package var family: String
    package var birth: Day?
    /// Said where no date of birth is known: "about 6", "due in May".
    package var age: String?
    /// School, nursery or college.
    package var school: String?

    package init(
      given: String, family: String, birth: Day? = nil, age: String? = nil, school: String? = nil
    ) {
      self.given = given
      self.family = family
      self.birth = birth
      self.age = age
      self.school = school
    }

    package var full: String { Person.Name(given: given, family: family).full }
    package var isEmpty: Bool {
      birth == nil && (given + family + (age ?? "") + (school ?? "")).isEmpty
    }
  }

  package struct Adult: Codable, Sendable, Equatable {
    package var given: String
    package var family: String
    /// Mother, grandfather, lodger: in the sender's words.
    package var relation: String?
    package var phone: String?

    package init(given: String, family: String, relation: String? = nil, phone: String? = nil) {
      self.given = given
      self.family = family
      self.relation = relation
      self.phone = phone
    }

    package var full: String { Person.Name(given: given, family: family).full }
    package var isEmpty: Bool { (given + family + (relation ?? "") + (phone ?? "")).isEmpty }
  }

  /// Whether the family knows of it and agrees, and why not.
  package struct Consent: Codable, Sendable, Equatable {
    package var told: Contact.Answer
    package var agreed: Contact.Answer
    package var words: String?

    package init(told: Contact.Answer, agreed: Contact.Answer, words: String? = nil) {
      self.told = told
      self.agreed = agreed
      self.words = words
    }
  }

  /// A file that came with it. Its bytes are kept beside the ledger, sealed; this says which they are.
  package struct File: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
      case pdf, png, jpeg, docx, text

      /// How its name ends; the first is what it is given where it has none.
      package var endings: [String] {
        switch self {
        case .pdf: ["pdf"]
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg"]
        case .docx: ["docx"]
        case .text: ["txt"]
        }
      }

      package var words: String {
        switch self {
        case .pdf: "PDF"
        case .png: "PNG picture"
        case .jpeg: "JPEG picture"
        case .docx: "Word document"
        case .text: "Plain text"
        }
      }

      package init?(ending: String) {
        guard let kind = Self.allCases.first(where: { $0.endings.contains(ending.lowercased()) })
        else { return nil }
        self = kind
      }
    }

    /// Where its bytes are kept: random.
    package var key: String
    package var name: String
    package var kind: Kind
    /// Of the bytes as they are kept.
    package var size: Int
    /// SHA-256 of the bytes as they are kept, in hexadecimal digits.
    package var sha256: String

    package init(key: String, name: String, kind: Kind, size: Int, sha256: String) {
      self.key = key
      self.name = name
      self.kind = kind
      self.size = size
      self.sha256 = sha256
    }
  }

  /// What became of it, as far as whoever sent it may know.
  package enum Stage: String, Sendable, CaseIterable {
    case received, lookedAt, decided

    package var words: String {
      switch self {
      case .received: "Received"
      case .lookedAt: "Being looked at"
      case .decided: "Decided"
      }
    }
  }
}
