extension SignificantEvent {
  /// Where an entry of a chronology comes from: a fact of the ledger, and which of its entries, for an
  /// import may tell of several days at once.
  package struct Pointer: Codable, Sendable, Hashable {
    package var noun: String
    package var number: Int
    package var version: Int
    /// The first entry of the fact is 0.
    package var place: Int

    package init(noun: String, number: Int, version: Int, place: Int = 0) {
      self.noun = noun
      self.number = number
      self.version = version
      self.place = place
    }

    /// Reads `note-12-1-0`, as it stands in addresses.
    package init?(_ text: String) {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      let numbers = parts.dropFirst().compactMap { $0.count < 12 ? Int($0) : nil }
      guard parts.count == 4, numbers.count == 3, numbers[0] > 0, numbers[1] > 0, numbers[2] >= 0,
        let noun = parts.first, !noun.isEmpty, noun.allSatisfy({ $0.isASCII && $0.isLowercase })
      else { return nil }
      self.init(noun: String(noun), number: numbers[0], version: numbers[1], place: numbers[2])
    }

    package var text: String { "\(noun)-\(number)-\(version)-\(place)" }
    package var stream: FactStream { FactStream(noun: noun, number: number) }
  }

  /// An entry of the record as it was when somebody pointed at it.
  package struct Source: Codable, Sendable, Equatable {
    package var pointer: Pointer
    package var happenedOn: Day
    /// Everybody the source's record is about: whoever may not read one of them does not read these
    /// words either, for they may say the same.
    package var about: [PersonID]

    package init(pointer: Pointer, happenedOn: Day, about: [PersonID]) {
      self.pointer = pointer
      self.happenedOn = happenedOn
      self.about = about
    }
  }

  /// Something that no record of ours tells.
  package struct Own: Codable, Sendable, Equatable {
    package var happenedOn: Day
    package var kind: Kind
    /// Whose chronology it comes from; nil where a worker of ours added it.
    package var agency: String?
    /// The file or paste it was read from, and the line.
    package var file: String?
    package var line: Int?

    package init(
      happenedOn: Day, kind: Kind, agency: String? = nil, file: String? = nil, line: Int? = nil
    ) {
      self.happenedOn = happenedOn
      self.kind = kind
      self.agency = agency
      self.file = file
      self.line = line
    }
  }

  package enum Kind: String, Codable, Sendable, CaseIterable {
    case life, move, school, health, police, contact, decision, visit, plan

    package var words: String {
      switch self {
      case .life: "Something in the child's or family's life"
      case .move: "A move"
      case .school: "School"
      case .health: "Health"
      case .police: "Police"
      case .contact: "A contact or referral"
      case .decision: "A decision"
      case .visit: "A visit"
      case .plan: "A meeting or plan"
      }
    }
  }

  package enum Origin: Sendable, Equatable {
    case record(Source)
    case own(Own)
  }

  /// What happened in a few words, and what it meant for the child.
  package struct Words: Codable, Sendable, Equatable {
    package var title: String
    package var effect: String

    package init(title: String, effect: String) {
      self.title = title
      self.effect = effect
    }
  }

  /// The words before it stay on the record.
  package struct Correction: Codable, Sendable, Equatable {
    package var words: Words
    /// Only where the day was wrong too.
    package var happenedOn: Day?
    package var reason: String
    package var by: WorkerID?
    package var on: Day

    package init(words: Words, happenedOn: Day?, reason: String, by: WorkerID?, on: Day) {
      self.words = words
      self.happenedOn = happenedOn
      self.reason = reason
      self.by = by
      self.on = on
    }
  }

  package enum Standing: Sendable, Equatable {
    case shown
    /// Not among the significant events; it stays in the whole chronology.
    case hidden(reason: String)
    /// Another entry stands for both.
    case merged(same: Pointer, reason: String)

    package var reason: String? {
      switch self {
      case .shown: nil
      case .hidden(let reason), .merged(_, let reason): reason
      }
    }
    package var same: Pointer? {
      switch self {
      case .merged(let same, _): same
      case .shown, .hidden: nil
      }
    }
  }

  package var source: Source? {
    switch origin {
    case .record(let source): source
    case .own: nil
    }
  }

  package var own: Own? {
    switch origin {
    case .own(let own): own
    case .record: nil
    }
  }
}
