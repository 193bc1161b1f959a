import Domain

extension Ledger {
  /// What a walk along the whole chain found.
  package struct Verdict: Sendable, Equatable {
    package var head: Head
    package var facts: Int
    package var redacted: Int
    /// What does not fit, by seq; at most 100 are kept.
    package var faults: [Fault]
    package var isSound: Bool { faults.isEmpty }
  }

  package struct Fault: Sendable, Equatable {
    package let seq: Int
    package let what: String
  }

  /// Walks the chain from the first fact: order, digests, hashes, versions.
  /// - Parameter progress: called with the number of facts walked so far.
  package static func verify(
    in tx: any Transaction, progress: (Int) -> Void = { _ in }
  ) throws -> Verdict {
    var verdict = Verdict(head: .none, facts: 0, redacted: 0, faults: [])
    var versions: [FactStream: Int] = [:]
    func fault(_ seq: Int, _ what: String) {
      if verdict.faults.count < 100 { verdict.faults.append(Fault(seq: seq, what: what)) }
    }
    try tx.each("SELECT \(Stored.columns) FROM fact ORDER BY seq") { row in
      let stored = try Stored(row)
      if stored.seq != verdict.head.seq + 1 { fault(stored.seq, "does not follow the one before") }
      if let salt = stored.salt, let payload = stored.payload {
        if digest(salt: salt, payload: payload) != stored.digest {
          fault(stored.seq, "does not match its digest")
        }
      } else {
        verdict.redacted += 1
      }
      if hash(after: verdict.head.hash, stored) != stored.hash {
        fault(stored.seq, "does not match its hash")
      }
      if stored.version != versions[stored.stream, default: 0] + 1 {
        fault(stored.seq, "does not follow the version before")
      }
      versions[stored.stream] = stored.version
      verdict.head = Head(seq: stored.seq, hash: stored.hash)
      verdict.facts += 1
      if verdict.facts % 1000 == 0 { progress(verdict.facts) }
    }
    return verdict
  }
}
