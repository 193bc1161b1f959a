import Domain
import Store

/// One thing that somebody tries: it may be refused.
struct Attempt: Sendable {
  /// The record it is about; nil when it begins one.
  let stream: FactStream?
  let noun: String
  /// It names another record that may not be there; the database itself then says no.
  let mayMiss: Bool
  let carryOut: @Sendable (Store, Act, Int?) async throws -> Took

  /// What came of it.
  struct Took: Sendable, Equatable {
    let stream: FactStream
    let version: Int
    let seq: Int
    let repeated: Bool
  }

  init<N: Kept>(_ command: N.Command, on id: Identifier<N>?, mayMiss: Bool = false) {
    stream = id.map { FactStream($0) }
    noun = N.noun
    self.mayMiss = mayMiss
    carryOut = { store, act, version in
      let done: Done<N> = try await store.perform(command, on: id, expecting: version, as: act)
      return Took(
        stream: FactStream(done.id), version: done.version, seq: done.seq, repeated: done.repeated)
    }
  }

  /// By somebody of a certain role or team, where a rule asks who acts.
  init<N: Kept>(_ command: N.Command, on id: Identifier<N>?, by actor: Actor) {
    stream = id.map { FactStream($0) }
    noun = N.noun
    mayMiss = false
    carryOut = { store, act, version in
      let done: Done<N> = try await store.perform(
        command, on: id, expecting: version, as: Act(key: act.key, actor: actor, at: act.at))
      return Took(
        stream: FactStream(done.id), version: done.version, seq: done.seq, repeated: done.repeated)
    }
  }
}

/// What went wrong, with all that is needed to see it again.
struct SimulationFailure: Error, CustomStringConvertible {
  let description: String
}

/// What came of all the attempts.
struct Tally: Sendable {
  var accepted: [String: Int] = [:]
  var refused: [String: Int] = [:]
  var conflicts = 0
  var repeated = 0
  var missing = 0

  var total: Int {
    accepted.values.reduce(0, +) + refused.values.reduce(0, +) + conflicts + repeated + missing
  }
}
