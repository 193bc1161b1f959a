import Crypto
import Domain
import Foundation

/// Codes of six digits that change every 30 seconds: RFC 6238 with HMAC-SHA1, as every
/// authenticator app counts them.
package struct OneTimeCode: Sendable {
  package let secret: [UInt8]

  package init(secret: [UInt8]) { self.secret = secret }

  /// A fresh secret of 160 bits (RFC 4226, 4).
  package static func fresh() -> OneTimeCode { OneTimeCode(secret: Chance.bytes(20)) }

  /// The step of a moment: 30 seconds each.
  package static func step(at now: Instant) -> Int { Int(now.milliseconds / 30_000) }

  /// The code of one step (RFC 4226, 5.3).
  package func code(step: Int, digits: Int = 6) -> String {
    let counter = withUnsafeBytes(of: UInt64(step).bigEndian) { Data($0) }
    let mac = Array(
      HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let offset = Int(mac[19] & 0x0F)
    let number = mac[offset..<offset + 4].reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
    let modulus = (0..<digits).reduce(1 as UInt32) { power, _ in power * 10 }
    let text = String((number & 0x7FFF_FFFF) % modulus)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The step whose code this is: the present one, the one before or the one after. Nil for none.
  /// Every step is compared, so that the time taken tells nothing.
  package func step(of code: String, now: Instant) -> Int? {
    let given = Array(code.filter { $0 != " " }.utf8)
    let present = OneTimeCode.step(at: now)
    var found: Int?
    for step in [present - 1, present, present + 1]
    where sameBytes(given, Array(self.code(step: step).utf8)) {
      found = step
    }
    return found
  }

  /// The secret as people type it: base 32 in groups of four.
  package var text: String {
    var groups: [String] = []
    var rest = Substring(base32)
    while !rest.isEmpty {
      groups.append(String(rest.prefix(4)))
      rest = rest.dropFirst(4)
    }
    return groups.joined(separator: " ")
  }

  /// What an authenticator app reads.
  package func address(issuer: String, account: String) -> String {
    let name = FormBody.encode(issuer) + ":" + FormBody.encode(account)
    return "otpauth://totp/\(name)?secret=\(base32)&issuer=\(FormBody.encode(issuer))"
  }

  /// RFC 4648 base 32 without padding.
  var base32: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var text = ""
    var buffer = 0
    var bits = 0
    for byte in secret {
      buffer = buffer << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(alphabet[buffer >> bits & 31])
      }
      buffer &= (1 << bits) - 1
    }
    if bits > 0 { text.append(alphabet[buffer << (5 - bits) & 31]) }
    return text
  }
}
