extension PartnerCheck {
  package enum Agency: String, Codable, Sendable, CaseIterable {
    case school, health, police, housing, probation, adultServices, otherAuthority

    package var words: String {
      switch self {
      case .school: "School or nursery"
      case .health: "Health visitor or GP"
      case .police: "Police"
      case .housing: "Housing"
      case .probation: "Probation"
      case .adultServices: "Adult services"
      case .otherAuthority: "Another local authority"
      }
    }

    /// The council's own time for an answer.
    package var standard: LocalStandards.What {
      switch self {
      case .school: .checkOfSchool
      case .health: .checkOfHealth
      case .police: .checkOfPolice
      case .housing: .checkOfHousing
      case .probation: .checkOfProbation
      case .adultServices: .checkOfAdultServices
      case .otherAuthority: .checkOfOtherAuthority
      }
    }
  }

  /// What the check is for.
  package enum About: Codable, Sendable, Hashable {
    case contact(id: ContactID)
    case referral(id: ReferralID)
  }

  package enum Basis: String, Codable, Sendable, CaseIterable {
    case consent, withoutConsent

    package var words: String {
      switch self {
      case .consent: "With consent"
      case .withoutConsent: "Without consent"
      }
    }
  }

  /// Somebody asked about, as the agency reads of them.
  package struct Listed: Codable, Sendable, Equatable {
    /// Which of the contact's people; 1 for the child of a referral.
    package var key: Int
    package var person: PersonID?
    package var name: String
    /// `born 4 May 2019`; nil where it is not known.
    package var birth: String?

    package init(key: Int, person: PersonID?, name: String, birth: String?) {
      self.key = key
      self.person = person
      self.name = name
      self.birth = birth
    }
  }

  /// What was taken out of the words before the agency read them.
  package enum TakenOut: String, Codable, Sendable, CaseIterable {
    case address, caller, others

    package var words: String {
      switch self {
      case .address: "an address that is not to be disclosed"
      case .caller: "who told us: it is to be kept from the family"
      case .others: "names of people who were not ticked"
      }
    }
  }

  /// What a worker asks, as typed.
  package struct Question: Sendable, Equatable {
    package var about: About
    package var agency: Agency
    /// Which school, whom there.
    package var who: String
    /// Those ticked.
    package var keys: [Int]
    /// Why it is asked, in one sentence.
    package var reason: String
    package var basis: Basis
    /// Who agreed and how; or why it is asked without.
    package var basisWords: String
    package var questions: [String]
    package var dueOn: Day
    /// Who asks, as the agency reads it.
    package var from: String
    /// The agency that finds it in the portal; nil where it is sent another way.
    package var addressee: AgencyID?

    package init(
      about: About, agency: Agency, who: String, keys: [Int], reason: String, basis: Basis,
      basisWords: String, questions: [String], dueOn: Day, from: String,
      addressee: AgencyID? = nil
    ) {
      self.about = about
      self.agency = agency
      self.who = who
      self.keys = keys
      self.reason = reason
      self.basis = basis
      self.basisWords = basisWords
      self.questions = questions
      self.dueOn = dueOn
      self.from = from
      self.addressee = addressee
    }
  }

  /// What was asked, after everything was taken out that the agency does not need or must not know.
  package struct Request: Codable, Sendable, Equatable {
    package var about: About
    package var agency: Agency
    package var who: String
    package var people: [Listed]
    package var reason: String
    package var basis: Basis
    package var basisWords: String
    package var questions: [String]
    package var askedOn: Day
    package var dueOn: Day
    package var by: WorkerID?
    /// The edition of the template it was begun from.
    package var template: String
    package var takenOut: [TakenOut]
    /// What the agency read, word for word.
    package var words: String
    /// The agency that finds it in the portal; nil where it is sent another way.
    package var addressee: AgencyID?
  }

  /// A registered agency, as far as asking it needs to know.
  package struct Addressee: Sendable, Equatable {
    package var kind: Agency
    /// Somebody there can read it.
    package var isOpen: Bool
    package init(kind: Agency, isOpen: Bool) {
      self.kind = kind
      self.isOpen = isOpen
    }
  }

  package struct Chase: Codable, Sendable, Equatable {
    package var how: Contact.Method
    package var words: String?
    package var by: WorkerID?
    package var on: Day

    package init(how: Contact.Method, words: String?, by: WorkerID?, on: Day) {
      self.how = how
      self.words = words
      self.by = by
      self.on = on
    }

    /// The ways in which an agency is reminded.
    package static let ways: [Contact.Method] = [.phone, .email, .inPerson, .letter]
  }

  package struct Reply: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
      case answer, nothingKnown, refusal

      package var words: String {
        switch self {
        case .answer: "An answer"
        case .nothingKnown: "Nothing known"
        case .refusal: "A refusal"
        }
      }
    }

    package var kind: Kind
    /// What they answered; why they refused.
    package var words: String?
    /// Who answered, at the agency.
    package var who: String
    /// Who typed it in; nil where the agency did.
    package var by: WorkerID?
    package var on: Day
    /// The agency that answered in the portal; nil where a worker typed it.
    package var agency: AgencyID?

    package init(
      kind: Kind, words: String?, who: String, by: WorkerID?, on: Day, agency: AgencyID? = nil
    ) {
      self.kind = kind
      self.words = words
      self.who = who
      self.by = by
      self.on = on
      self.agency = agency
    }
  }

  package struct Withdrawal: Codable, Sendable, Equatable {
    package var reason: String
    package var by: WorkerID?
    package var on: Day

    package init(reason: String, by: WorkerID?, on: Day) {
      self.reason = reason
      self.by = by
      self.on = on
    }
  }

  package struct Consideration: Codable, Sendable, Equatable {
    package var words: String
    package var by: WorkerID?
    package var on: Day

    package init(words: String, by: WorkerID?, on: Day) {
      self.words = words
      self.by = by
      self.on = on
    }
  }

  /// The contact or referral that a check is for, as it stands now.
  package struct Subject: Sendable, Equatable {
    /// Everybody who can be asked about.
    package var people: [Listed]
    package var keptBack: KeptBack
    /// Who decided; nil while it is undecided.
    package var decidedBy: WorkerID?
    package var isDecided: Bool
    package var isOpen: Bool

    package init(
      people: [Listed], keptBack: KeptBack, decidedBy: WorkerID?, isDecided: Bool, isOpen: Bool
    ) {
      self.people = people
      self.keptBack = keptBack
      self.decidedBy = decidedBy
      self.isDecided = isDecided
      self.isOpen = isOpen
    }

    /// Those of these keys who have a record now.
    func records(of keys: [Int]) -> [PersonID] {
      people.filter { keys.contains($0.key) }.compactMap(\.person)
    }
  }
}
