import Domain
import Foundation

/// Hands a message to a mail server, on a thread that may block.
package protocol MailTransport: Sendable {
  /// - Parameter beforeTheEnd: called once, when everything but the end of the message has been given
  ///   and nothing makes the server take it yet. When it gives false, the end must not be sent.
  func send(_ mail: MailMessage, beforeTheEnd: () -> Bool) -> DeliveryOutcome
}

/// Sends what is due, one message after another. Whatever happens to it on the way, no message is lost,
/// and none comes twice but in one window: between the line before its end and the line after the
/// answer (decision 15).
package struct Deliverer: Sendable {
  /// The moments of a sending, for tests that end the process there.
  package enum Step: String, CaseIterable, Sendable {
    case claimed, beforeTheEnd, handedOver, answered, ended
  }

  private let store: Store
  private let transport: any MailTransport
  private let from: EmailAddress
  private let now: @Sendable () -> Instant
  private let chance: @Sendable () -> [UInt8]
  private let reached: @Sendable (Step) -> Void

  /// - Parameters:
  ///   - chance: random bytes, sixteen or more a call: the key of a claim.
  ///   - reached: told each step.
  package init(
    _ store: Store, over transport: any MailTransport, from: EmailAddress,
    now: @escaping @Sendable () -> Instant, chance: @escaping @Sendable () -> [UInt8],
    reached: @escaping @Sendable (Step) -> Void = { _ in }
  ) {
    self.store = store
    self.transport = transport
    self.from = from
    self.now = now
    self.chance = chance
    self.reached = reached
  }

  /// What was done in one round.
  package struct Round: Sendable, Equatable {
    package var sent = 0
    package var toTryAgain = 0
    package var failed = 0
    package var total: Int { sent + toTryAgain + failed }
  }

  /// Sends all that is due now.
  package func deliver() async throws -> Round {
    var round = Round()
    while !Task.isCancelled, let outcome = try await deliverNext() {
      switch outcome {
      case .accepted: round.sent += 1
      case .later, .unknown: round.toTryAgain += 1
      case .never: round.failed += 1
      }
    }
    return round
  }

  /// Nil where nothing is due.
  private func deliverNext() async throws -> DeliveryOutcome? {
    let (store, from, moment) = (store, from, now())
    let key = chance().map { String($0, radix: 16) }.joined(separator: ".")
    let claim = try await store.database.write { tx in
      try OutboxTable.claim(at: moment, key: key, from: from, store: store, in: tx)
    }
    guard let claim else { return nil }
    reached(.claimed)
    let outcome = await send(claim)
    reached(.answered)
    let end = now()
    try await store.database.write { tx in
      try OutboxTable.finish(claim, outcome, at: end, store: store, in: tx)
    }
    reached(.ended)
    return outcome
  }

  /// On a thread of its own: a mail server may take its time.
  private func send(_ claim: Claim) async -> DeliveryOutcome {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let outcome = transport.send(claim.mail) {
          reached(.beforeTheEnd)
          let mayGoOn = markHandedOver(claim)
          if mayGoOn { reached(.handedOver) }
          return mayGoOn
        }
        continuation.resume(returning: outcome)
      }
    }
  }

  /// Blocks this thread, which is nobody else's, until the line is durable.
  private func markHandedOver(_ claim: Claim) -> Bool {
    let (database, moment) = (store.database, now())
    let answer = Answer()
    Task {
      let marked = try? await database.write { tx in
        try OutboxTable.handOver(claim, at: moment, in: tx)
      }
      answer.give(marked ?? false)
    }
    return answer.wait()
  }

  private final class Answer: @unchecked Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private var value = false

    func give(_ value: Bool) {
      self.value = value
      semaphore.signal()
    }

    func wait() -> Bool {
      semaphore.wait()
      return value
    }
  }
}
