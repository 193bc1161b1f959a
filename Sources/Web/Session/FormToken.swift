import Crypto
import Domain
import Foundation

/// What every form carries: who it was made for, where it stands, when, and the key that makes one
/// act of a repeated post. Signed, so that a post whose session has ended can still be kept for the
/// worker it belongs to.
package struct FormToken: Sendable, Equatable {
  package let worker: WorkerID
  package let issued: Instant
  /// The idempotency key: random, one for each form shown.
  package let key: String
  /// The page the form stands on: a path of ours with its query.
  package let path: String

  /// A form is kept for its worker this long after it was shown.
  package static let lasts: Int64 = 24 * 3600 * 1000

  package init(
    worker: WorkerID, issued: Instant, path: String,
    key: String = Base64URL.encode(Chance.bytes(18))
  ) {
    self.worker = worker
    self.issued = issued
    self.path = path
    self.key = key
  }

  package func signed(with keys: Keys) -> String {
    let payload = Array("\(worker.number)|\(issued.milliseconds)|\(key)|\(path)".utf8)
    let mac = HMAC<SHA256>.authenticationCode(for: payload, using: keys.form)
    return Base64URL.encode(payload) + "." + Base64URL.encode(mac)
  }

  /// Nil for a token that we did not sign, is from the future, or has run out.
  package init?(_ text: String, keys: Keys, now: Instant) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count < 4096, let payload = Base64URL.decode(parts[0]),
      let mac = Base64URL.decode(parts[1]),
      HMAC<SHA256>.isValidAuthenticationCode(mac, authenticating: payload, using: keys.form)
    else { return nil }
    let fields = String(decoding: payload, as: UTF8.self)
      .split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
    guard fields.count == 4, let number = Int(fields[0]), let milliseconds = Int64(fields[1]),
      milliseconds <= now.milliseconds + 60_000,
      now.milliseconds - milliseconds <= FormToken.lasts, LocalPath(String(fields[3])) != nil
    else { return nil }
    self.init(
      worker: WorkerID(number), issued: Instant(milliseconds: milliseconds),
      path: String(fields[3]), key: String(fields[2]))
  }
}

/// The token against forged posts. Bound to the session; written differently on each page, so that
/// a compressed page cannot be used to guess it.
package struct CrossSiteToken: Sendable {
  private let secret: [UInt8]

  init(sessionHash: [UInt8], keys: Keys) {
    self.init(sessionHash: sessionHash, key: keys.session)
  }

  package init(sessionHash: [UInt8], key: SymmetricKey) {
    secret = Array(HMAC<SHA256>.authenticationCode(for: sessionHash, using: key))
  }

  package func masked() -> String {
    let mask = Chance.bytes(secret.count)
    return Base64URL.encode(mask + zip(mask, secret).map { $0 ^ $1 })
  }

  package func accepts(_ text: String) -> Bool {
    guard let bytes = Base64URL.decode(text), bytes.count == secret.count * 2 else { return false }
    let given = zip(bytes.prefix(secret.count), bytes.suffix(secret.count)).map { $0 ^ $1 }
    return sameBytes(given, secret)
  }
}
