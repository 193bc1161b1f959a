import Domain

/// One thing that happened, in words: what a chronology and the history of a record show.
package struct ChronologyEntry: Sendable, Equatable {
  /// What sort of thing it is: the lanes of the picture and the filters of the list.
  package enum Kind: String, CaseIterable, Sendable {
    case contacts, police, decisions, assessments, visits, plans, life, moves, workers, record

    package var title: String {
      switch self {
      case .contacts: "Contacts and referrals"
      case .police: "Police"
      case .decisions: "Decisions"
      case .assessments: "Assessments"
      case .visits: "Visits and notes"
      case .plans: "Meetings and plans"
      case .life: "Life events"
      case .moves: "Moves"
      case .workers: "Workers"
      case .record: "The record itself"
      }
    }
  }

  package var kind: Kind
  package var happenedOn: Day
  /// A few words: `Referral decided: Assessment`.
  package var title: String
  /// What happened; may have several lines.
  package var what: String?
  /// What it meant for the child.
  package var effect: String?
  /// Stands in the chronology without being asked for.
  package var isSignificant: Bool

  package init(
    _ kind: Kind, on day: Day, _ title: String, what: String? = nil, effect: String? = nil,
    significant: Bool = false
  ) {
    self.kind = kind
    happenedOn = day
    self.title = title
    self.what = what.flatMap { $0.isEmpty ? nil : $0 }
    self.effect = effect.flatMap { $0.isEmpty ? nil : $0 }
    isSignificant = significant
  }
}

/// Names that words need. Of people only those whose records the reader may see: others are spoken
/// of without a name.
package struct ChronologyNames: Sendable {
  package var workers: [WorkerID: String]
  package var teams: [TeamID: String]
  package var people: [PersonID: String]
  /// Homes that the words must not tell; every home, until somebody has asked which.
  package var undisclosed: UndisclosedHomes
  package var thresholds = ThresholdEditions.shipped

  package init(
    workers: [WorkerID: String] = [:], teams: [TeamID: String] = [:],
    people: [PersonID: String] = [:], undisclosed: UndisclosedHomes = .everyHome
  ) {
    self.undisclosed = undisclosed
    self.workers = workers
    self.teams = teams
    self.people = people
  }

  package static let closed = "somebody whose record is closed to you"

  package func worker(_ id: WorkerID?) -> String {
    id.map { workers[$0] ?? $0.description } ?? "nobody named"
  }
  package func team(_ id: TeamID) -> String { teams[id] ?? id.description }
  package func person(_ id: PersonID) -> String { people[id] ?? Self.closed }
  package func people(_ ids: [PersonID]) -> String {
    ids.map { person($0) }.joined(separator: ", ")
  }

  /// An address as it may be read.
  package func address(_ address: Person.Address) -> String { undisclosed.shown(address).oneLine }

  /// Somebody as a contact named them, unless their record is closed to the reader.
  package func named(_ named: Contact.Named) -> String {
    guard let person = named.person else { return named.full }
    return people[person] == nil ? Self.closed : named.full
  }

  /// Who recorded something.
  package func actor(_ actor: Actor.Identity) -> String {
    actor.words(worker)
  }
}

/// A noun whose facts can be told in words: pure, and the one place for its words.
package protocol ToldNoun: Kept {
  /// The fact in words. The first entry tells the fact itself; others are what it also says of
  /// another day (an import that brings a start and an end).
  ///
  /// - Parameters:
  ///   - day: the day on which it happened.
  ///   - record: the record as it is known at the end of the time looked at.
  ///   - person: whose chronology it is, which then tells that person's part alone; nil for the
  ///     history of the record, which tells all of it.
  static func tell(
    _ fact: Fact, of id: Identifier<Self>, on day: Day, now record: Self, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry]

  /// Everybody the record is about, as it is known.
  static func people(in record: Self, _ id: Identifier<Self>) -> Set<PersonID>

  /// Others whose name the words may hold without the fact being about them: where their record is
  /// closed to the reader, the words leave them out.
  static func mentions(_ fact: Fact) -> [PersonID]

  /// Whether a fact of a record that names the person belongs into the person's story.
  static func concerns(
    _ fact: Fact, of id: Identifier<Self>, now record: Self, _ person: PersonID
  ) -> Bool
}

extension ToldNoun {
  package static func mentions(_ fact: Fact) -> [PersonID] { [] }

  package static func concerns(
    _ fact: Fact, of id: Identifier<Self>, now record: Self, _ person: PersonID
  ) -> Bool {
    fact.subjects.isEmpty || fact.subjects.contains(person)
  }
}

/// The nouns whose facts are about people.
enum ToldNouns {
  static let all: [any ToldNoun.Type] = [
    Person.self, Contact.self, Referral.self, Assessment.self, Note.self, Enquiry.self, Plan.self,
    Alert.self, PoliceNotification.self, Handover.self, PartnerCheck.self,
    EarlyHelp.self,
    DailyReport.self,
    StrategyDiscussion.self, Conference.self,
    PreProceedings.self,
    SignificantEvent.self, Document.self,
    Transfer.self,
  ]

  static func find(_ noun: String) -> (any ToldNoun.Type)? { all.first { $0.noun == noun } }
}

/// `a: x; b: y`, leaving out what is not there.
func lines(_ parts: [(String, String?)]) -> String {
  parts.compactMap { name, words in
    words.flatMap { $0.isEmpty ? nil : "\(name): \($0)" }
  }.joined(separator: "\n")
}

extension Bool {
  var inWords: String { self ? "Yes" : "No" }
}
