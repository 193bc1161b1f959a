package typealias CallID = Identifier<Call>

/// Something that reached the front door and is no contact about a child: advice asked for in general,
/// a wrong number, another council's family. Counted by day and kind, so that the unit's day is told
/// whole. It names nobody: whoever names a child is a contact.
package struct Call: Noun {
  package static let noun = "call"
  package static let letter = "Q"

  package var details: Details
  package var corrections: [Correction] = []

  /// How many there were, as last corrected.
  package var count: Int { corrections.last?.count ?? details.count }

  package enum Kind: String, Codable, Sendable, CaseIterable {
    case adviceOnly, wrongNumber, otherAuthority, otherService, openWork, statusOfContact, other

    package var words: String {
      switch self {
      case .adviceOnly: "Advice in general, about no named child"
      case .wrongNumber: "Wrong number or no answer"
      case .otherAuthority: "For another council"
      case .otherService: "For another service, such as housing or adults"
      case .openWork: "For a child's own worker, put through"
      case .statusOfContact: "Asking what became of a contact"
      case .other: "Something else"
      }
    }
  }

  package struct Details: Codable, Sendable, Equatable {
    package var on: Day
    package var kind: Kind
    package var count: Int
    /// What it was about, without names.
    package var words: String?
    package init(on: Day, kind: Kind, count: Int, words: String? = nil) {
      self.on = on
      self.kind = kind
      self.count = count
      self.words = words
    }
  }

  package struct Correction: Codable, Sendable, Equatable {
    /// Nought takes the entry out of every figure; what was recorded stays readable.
    package var count: Int
    package var reason: String
    package var by: WorkerID?
    package var on: Day
    package init(count: Int, reason: String, by: WorkerID?, on: Day) {
      self.count = count
      self.reason = reason
      self.by = by
      self.on = on
    }
  }

  package enum Fact: Domain.Fact {
    case recorded(details: Details)
    case corrected(correction: Correction)

    package var subjects: [PersonID] { [] }
    package var occurredOn: Day? {
      switch self {
      case .recorded(let details): details.on
      case .corrected(let correction): correction.on
      }
    }
  }

  package enum Command: Sendable {
    case record(Details)
    case correct(count: Int, reason: String)
  }

  /// No desk has more of one kind in a day.
  package static let most = 500

  package static func decide(
    _ command: Command, given call: Call?, around: Nothing, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch (command, call) {
    case (.record(let details), nil):
      guard details.on <= today else {
        throw Refusal("call.future", "The day must be today or in the past", question: "on")
      }
      guard (1...most).contains(details.count) else {
        throw Refusal(
          "call.count", "How many must be a number from 1 to \(most)", question: "count")
      }
      if details.kind == .other, (details.words ?? "").isEmpty {
        throw Refusal("call.words", "Say what it was about", question: "words")
      }
      return [.recorded(details: details)]
    case (.correct(let count, let reason), .some(let call)):
      guard (0...most).contains(count) else {
        throw Refusal(
          "call.count", "How many must be a number from 0 to \(most)", question: "count")
      }
      guard !reason.isEmpty else {
        throw Refusal("call.reason", "Say why the number changes", question: "reason")
      }
      guard count != call.count else { return [] }
      return [
        .corrected(
          correction: Correction(count: count, reason: reason, by: actor.worker, on: today))
      ]
    case (.record, .some): throw .alreadyThere(Self.self)
    case (.correct, nil): throw .notThere(Self.self)
    }
  }

  package static func evolve(_ call: Call?, _ fact: Fact) -> Call {
    switch (fact, call) {
    case (.recorded(let details), nil): return Call(details: details)
    case (.corrected(let correction), .some(var call)):
      call.corrections.append(correction)
      return call
    case (.recorded, .some), (.corrected, nil): outOfOrder(fact)
    }
  }
}
