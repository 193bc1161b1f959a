/// A kind of record and its state machine. Pure: no clock, no I/O, no randomness.
///
/// A noun's first file declares, in this order: state, facts, commands, `decide`, `evolve`.
package protocol Noun: Identified, Sendable, Equatable {
  associatedtype Command: Sendable
  associatedtype Fact: Domain.Fact
  /// What other records must tell before a command can be judged; read in the same transaction.
  associatedtype Around: Sendable = Nothing

  /// Judges a command: the facts it makes, or the one reason why not.
  static func decide(
    _ command: Command, given state: Self?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact]

  /// The mirror of `decide`. Traps on a fact out of order: that is our mistake, not the worker's.
  static func evolve(_ state: Self?, _ fact: Fact) -> Self
}

/// Nothing else needs to be known.
package struct Nothing: Sendable { package init() {} }

/// What a worker did: coarse, labelled, written once and read for ever.
/// A case is never renamed or removed; a new meaning is a new case.
package protocol Fact: Codable, Sendable, Equatable {
  /// The people this fact is about. Chronology, as-at and access read it.
  var subjects: [PersonID] { get }
  /// The day on which it happened; apart from when it was recorded.
  /// Nil where it happened by being recorded (a decision made on the page).
  var occurredOn: Day? { get }
}

extension Fact {
  /// The name of the case: `received`. Together with the noun it is the kind in the ledger.
  package var name: String {
    let mirror = Mirror(reflecting: self)
    return mirror.children.first?.label ?? String(describing: self)
  }
}

extension Refusal {
  /// The record does not exist, or not yet.
  package static func notThere<N: Noun>(_: N.Type) -> Refusal {
    Refusal("\(N.noun).not-there", "This \(N.noun) is not on the record")
  }
  /// The record was begun already.
  package static func alreadyThere<N: Noun>(_: N.Type) -> Refusal {
    Refusal("\(N.noun).already-there", "This \(N.noun) has been recorded already")
  }
}

/// A ledger that holds facts which `decide` could not have made: our mistake. Names the kind only.
package func outOfOrder(_ fact: some Fact) -> Never {
  preconditionFailure("fact out of order: \(fact.name)")
}
