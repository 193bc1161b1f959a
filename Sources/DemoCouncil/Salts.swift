import Synchronization

/// Salts from a seed, so that the ledger of the demo council repeats.
final class Salts: Sendable {
  private let chance: Mutex<Seeded>

  init(seed: UInt64) { chance = Mutex(Seeded(seed: seed ^ 0x5A17)) }

  func next() -> [UInt8] { chance.withLock { $0.bytes(16) } }
}
