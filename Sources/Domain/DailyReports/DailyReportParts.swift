import Foundation

extension DailyReport {
  /// Whom a report is for: one agency, by its kind and the name under which it is known here.
  package struct Reader: Codable, Sendable, Hashable {
    package var kind: PartnerCheck.Agency
    package var name: String
    /// The agency of that name in the portal; nil where none is registered, and nobody can open it yet.
    package var agency: AgencyID?

    package init(kind: PartnerCheck.Agency, name: String, agency: AgencyID? = nil) {
      self.kind = kind
      self.name = name
      self.agency = agency
    }

    /// The same for every way of writing the name: `Hill School`, `hill school,`.
    package var key: String { "\(kind.rawValue):\(Self.plain(name))" }

    /// Whether a name as somebody typed it is this agency's.
    package func isCalled(_ name: String) -> Bool { Self.plain(name) == Self.plain(self.name) }

    /// Whether a name with more behind it, as `Hill School, Ms Green`, is of this agency.
    package func isNamed(in text: String) -> Bool {
      let (mine, words) = (Self.words(name), Self.words(text))
      return !mine.isEmpty && words.starts(with: mine)
    }

    /// A word such as "School" is nobody: every school would read of every other's children. There is
    /// one police force, whatever it is called.
    package var isOneAgency: Bool {
      let words = Self.words(name)
      if words.isEmpty { return false }
      return kind == .police || !words.allSatisfy(Self.anybody.contains)
    }

    private static let anybody: Set<String> = [
      "a", "the", "of", "and", "or", "at", "school", "schools", "nursery", "college", "academy",
      "primary", "secondary", "health", "visiting", "visitor", "visitors", "gp", "surgery",
      "hospital",
      "maternity", "midwife", "midwifery", "nurse", "clinic", "ambulance", "service", "services",
      "housing", "council", "probation", "court", "adult", "adults", "social", "care", "authority",
      "local", "another", "other", "team", "doctor", "teacher", "ward", "a&e",
    ]

    private static func words(_ text: String) -> [String] {
      text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        .replacing("'", with: "").replacing("\u{2019}", with: "")
        .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func plain(_ text: String) -> String { words(text).joined(separator: " ") }
  }

  /// What a worker asks for: whose report, of which day.
  package struct Question: Sendable, Equatable {
    package var reader: Reader
    package var day: Day
    /// Who writes, as the reader sees it.
    package var from: String

    package init(reader: Reader, day: Day, from: String) {
      self.reader = reader
      self.day = day
      self.from = from
    }
  }

  /// Where a contact stood at the end of the day.
  package enum Ending: Codable, Sendable, Hashable {
    case waiting
    case parked(until: Day)
    /// Every child has the same outcome, and the referrer may be told.
    case decided(outcome: Contact.Outcome)
    case decidedForEach
  }

  /// One contact that this agency sent, as it reads of it.
  package struct Line: Codable, Sendable, Equatable {
    package var contact: ContactID
    /// The agency's own number for it.
    package var reference: String?
    /// Initials of the children, as the agency named them; none where it named nobody, or where who
    /// told us is to be kept from the family.
    package var initials: [String]
    package var receivedOn: Day
    package var ending: Ending
    /// What is told of it: the words that a referrer is told with.
    package var told: String
    /// Everybody matched in the contact. Never shown to the reader.
    package var people: [PersonID]

    package init(
      contact: ContactID, reference: String?, initials: [String], receivedOn: Day, ending: Ending,
      told: String, people: [PersonID]
    ) {
      self.contact = contact
      self.reference = reference
      self.initials = initials
      self.receivedOn = receivedOn
      self.ending = ending
      self.told = told
      self.people = people
    }
  }

  /// An answer that this agency owes us.
  package struct Awaited: Codable, Sendable, Equatable {
    package var check: PartnerCheckID
    package var askedOn: Day
    package var dueOn: Day

    package init(check: PartnerCheckID, askedOn: Day, dueOn: Day) {
      self.check = check
      self.askedOn = askedOn
      self.dueOn = dueOn
    }
  }

  /// How many contacts the same weekday brought from this agency in the thirteen weeks before.
  package struct Usual: Codable, Sendable, Equatable {
    package var weeks: Int
    package var low: Int
    package var high: Int
    /// Twice the middle, so that it stays whole where the middle lies between two.
    package var twiceMiddle: Int

    package static let weeks = 13

    /// - Parameters:
    ///   - counts: contacts received from the agency, by day.
    ///   - first: the first day on which the unit received any contact. Under four weeks say nothing.
    package init?(_ counts: [Day: Int], before day: Day, since first: Day?) {
      guard let first else { return nil }
      let days = (1...Self.weeks).map { day.adding(days: -7 * $0) }.filter { $0 >= first }
      guard days.count >= 4 else { return nil }
      let sorted = days.map { counts[$0] ?? 0 }.sorted()
      weeks = sorted.count
      low = sorted[0]
      high = sorted[sorted.count - 1]
      twiceMiddle = sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]
    }

    package var middle: String {
      twiceMiddle % 2 == 0 ? "\(twiceMiddle / 2)" : "\(twiceMiddle / 2).5"
    }
  }

  /// What became of a force's notifications on a day (A6), in numbers alone.
  package struct Notifications: Codable, Sendable, Equatable {
    /// Reports of an incident, as they came.
    package var received: Int
    package var assessed: Int
    /// Notifications that were routed on the day, by where they went.
    package var openWork: Int
    package var contact: Int
    package var information: Int

    package init(received: Int, assessed: Int, openWork: Int, contact: Int, information: Int) {
      self.received = received
      self.assessed = assessed
      self.openWork = openWork
      self.contact = contact
      self.information = information
    }
  }

  /// A report as it was composed.
  package struct Sheet: Codable, Sendable, Equatable {
    package var reader: Reader
    package var day: Day
    package var from: String
    package var lines: [Line]
    package var awaited: [Awaited]
    package var usual: Usual?
    /// For a police force; nil for every other agency.
    package var notifications: Notifications?
    package var by: WorkerID?
    package var on: Day
    /// Of the words with which outcomes are told.
    package var edition: String
    /// What the agency reads.
    package var words: String

    package init(
      reader: Reader, day: Day, from: String, lines: [Line], awaited: [Awaited], usual: Usual?,
      notifications: Notifications? = nil, by: WorkerID?, on: Day, edition: String, words: String
    ) {
      self.reader = reader
      self.day = day
      self.from = from
      self.lines = lines
      self.awaited = awaited
      self.usual = usual
      self.notifications = notifications
      self.by = by
      self.on = on
      self.edition = edition
      self.words = words
    }
  }

  package struct Removal: Codable, Sendable, Equatable {
    package var contact: ContactID
    package var reason: String
    package var by: WorkerID?
    package var on: Day

    package init(contact: ContactID, reason: String, by: WorkerID?, on: Day) {
      self.contact = contact
      self.reason = reason
      self.by = by
      self.on = on
    }
  }

  package struct Signed: Codable, Sendable, Equatable {
    package var by: WorkerID?
    package var on: Day

    package init(by: WorkerID?, on: Day) {
      self.by = by
      self.on = on
    }
  }

  package struct Opening: Codable, Sendable, Equatable {
    /// As the portal knows them: name or verified email address, and their agency.
    package var who: String
    package var on: Day

    package init(who: String, on: Day) {
      self.who = who
      self.on = on
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

  /// What stands about a reader and a day, before anything is left out.
  package struct Standing: Sendable {
    /// Contacts of the agency: received on the day, decided on it, or still waiting at its end.
    package var sent: [Sent]
    package var awaited: [Awaited]
    package var usual: Usual?
    package var notifications: Notifications?
    /// The report that this reader has of the day already, unless it was withdrawn.
    package var already: DailyReportID?
    /// The agency that is registered under the reader's name.
    package var agency: AgencyID?
    /// Homes near anybody in these contacts that must not be told.
    package var homes: UndisclosedHomes

    package init(
      sent: [Sent], awaited: [Awaited], usual: Usual?,
      notifications: Notifications? = nil, already: DailyReportID?,
      agency: AgencyID? = nil, homes: UndisclosedHomes
    ) {
      self.sent = sent
      self.awaited = awaited
      self.usual = usual
      self.notifications = notifications
      self.already = already
      self.agency = agency
      self.homes = homes
    }
  }

  /// One contact of the agency, as far as a line is made of it.
  package struct Sent: Sendable, Equatable {
    package var contact: ContactID
    package var reference: String?
    /// The children as the agency named them; not those whom the unit added.
    package var children: [Person.Name]
    package var keepFromFamily: Bool
    package var receivedOn: Day
    /// The day from which the referrer may be told; nil while there is nothing to tell.
    package var tellableFrom: Day?
    package var outcomes: [Contact.Outcome]
    package var parkedOn: Day?
    package var parkedUntil: Day?
    package var people: [PersonID]
    /// A record in it is locked or hidden.
    package var isRestricted: Bool
    /// Somebody said why this referrer cannot be told.
    package var untold: Contact.Untold.Reason?

    package init(
      contact: ContactID, reference: String?, children: [Person.Name], keepFromFamily: Bool,
      receivedOn: Day, tellableFrom: Day?, outcomes: [Contact.Outcome], parkedOn: Day?,
      parkedUntil: Day?, people: [PersonID], isRestricted: Bool, untold: Contact.Untold.Reason?
    ) {
      self.contact = contact
      self.reference = reference
      self.children = children
      self.keepFromFamily = keepFromFamily
      self.receivedOn = receivedOn
      self.tellableFrom = tellableFrom
      self.outcomes = outcomes
      self.parkedOn = parkedOn
      self.parkedUntil = parkedUntil
      self.people = people
      self.isRestricted = isRestricted
      self.untold = untold
    }

    /// Whether it may be told of at all. That there is no way to reach somebody is no reason against it;
    /// that it would not be safe, or that they asked not to hear, is.
    package var isTellable: Bool {
      !isRestricted && (untold == nil || untold == .noWay)
    }
  }
}

extension PartnerCheck.Agency {
  /// The kind of agency that a source of contacts is; nil for members of the public, who have no report.
  package init?(_ source: ReferralSource) {
    switch source {
    case .school, .educationServices: self = .school
    case .generalPractitioner, .healthVisitor, .schoolNurse, .otherPrimaryHealth,
      .emergencyDepartment, .otherHealth:
      self = .health
    case .police: self = .police
    case .housing: self = .housing
    case .otherLegal: self = .probation
    case .councilSocialCare: self = .adultServices
    case .anotherCouncil: self = .otherAuthority
    case .family, .acquaintance, .childThemself, .otherIndividual, .councilOther, .earlyHelp,
      .other, .anonymous, .unknown:
      return nil
    }
  }

  /// The sources whose contacts come from agencies of this kind.
  package var sources: [ReferralSource] {
    ReferralSource.allCases.filter { PartnerCheck.Agency($0) == self }
  }
}
