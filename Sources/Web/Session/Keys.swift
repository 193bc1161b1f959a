import Crypto
import Foundation

/// The keys of one authority's web front, each made from the pepper for one purpose. The pepper is
/// held outside the database, so that a stolen database opens neither passwords nor drafts.
package struct Keys: Sendable {
  let password: SymmetricKey
  package let oneTimeCode: SymmetricKey
  let draft: SymmetricKey
  let form: SymmetricKey
  let session: SymmetricKey
  package let source: SymmetricKey
  // The partner portal's own: what opens one door is worth nothing at the other.
  package let portalSession: SymmetricKey
  package let portalForm: SymmetricKey
  package let portalCode: SymmetricKey
  package let portalDraft: SymmetricKey

  /// - Parameter pepper: at least 32 random bytes.
  package init(pepper: [UInt8]) {
    precondition(pepper.count >= 32, "the pepper is too short")
    let root = SymmetricKey(data: pepper)
    func key(_ purpose: String) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: root, info: Data("threshold \(purpose) 1".utf8), outputByteCount: 32)
    }
    password = key("password")
    oneTimeCode = key("one-time code")
    draft = key("draft")
    form = key("form")
    session = key("session")
    source = key("source")
    portalSession = key("portal session")
    portalForm = key("portal form")
    portalCode = key("portal code")
    portalDraft = key("portal draft")
  }
}

/// Bytes from the system's random source. Only the edge asks for them.
package enum Chance {
  package static func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}

/// Encryption at rest: AES-256-GCM. The place (`draft/12/answers`) is bound in, so that a text moved
/// to another row does not open.
package enum Sealed {
  package static func seal(_ bytes: [UInt8], with key: SymmetricKey, place: String) throws
    -> [UInt8]
  {
    let box = try AES.GCM.seal(bytes, using: key, authenticating: Data(place.utf8))
    guard let combined = box.combined else { throw CryptoKitError.incorrectParameterSize }
    return Array(combined)
  }

  /// Nil where the bytes were sealed with another key, for another place, or were changed.
  package static func open(_ bytes: [UInt8], with key: SymmetricKey, place: String) -> [UInt8]? {
    guard let box = try? AES.GCM.SealedBox(combined: bytes),
      let data = try? AES.GCM.open(box, using: key, authenticating: Data(place.utf8))
    else { return nil }
    return Array(data)
  }
}

/// Base 64 for addresses and forms: `-` and `_`, no padding.
package enum Base64URL {
  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    String(
      Data(bytes).base64EncodedString().compactMap { character -> Character? in
        switch character {
        case "+": "-"
        case "/": "_"
        case "=": nil
        default: character
        }
      })
  }

  package static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var plain = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    plain += String(repeating: "=", count: (4 - plain.count % 4) % 4)
    return Data(base64Encoded: plain).map { Array($0) }
  }
}

/// Whether two byte strings are equal, in a time that tells nothing of where they differ.
package func sameBytes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  var difference: UInt8 = 0
  for (a, b) in zip(left, right) { difference |= a ^ b }
  return difference == 0
}
