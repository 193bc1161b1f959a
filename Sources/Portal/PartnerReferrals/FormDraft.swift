import Crypto
import Domain
import Foundation
import Store
import Web

/// What has been typed so far, valid or not, and the files that came with it.
struct FormDraft: Codable, Sendable, Equatable {
  var audience: Audience
  var answers = Answers()
  var files: [PartnerReferral.File] = []

  /// Characters that are kept of one answer: more than any may have, so that nothing typed is lost
  /// before it is said that it is too long.
  private static let keptOfOne = 4 * PartnerReferral.longestAnswer

  /// Takes over what was posted on one page; of other pages nothing.
  mutating func take(_ posted: Answers, on step: Step) {
    var values = answers.values.filter { !step.owns($0.key) }
    for (id, given) in posted.values where step.owns(id) {
      values[id] = given.prefix(20).map { String(SafeText.clean($0).prefix(Self.keptOfOne)) }
    }
    answers = Answers(values)
  }

  func sealed(as id: String, _ keys: Keys) throws -> [UInt8] {
    try Sealed.seal(
      Array(try JSONEncoder().encode(self)), with: keys.portalDraft, place: "portal-draft/\(id)")
  }

  init(audience: Audience) { self.audience = audience }

  /// Nil where it was sealed for another place, or by another key.
  init?(sealed: [UInt8], as id: String, _ keys: Keys) {
    guard
      let bytes = Sealed.open(sealed, with: keys.portalDraft, place: "portal-draft/\(id)"),
      let draft = try? JSONDecoder().decode(FormDraft.self, from: Data(bytes))
    else { return nil }
    self = draft
  }
}

extension Step {
  /// Whether an answer belongs to this page.
  func owns(_ id: String) -> Bool {
    switch self {
    case .danger: ["danger", "danger-action"].contains(id)
    case .you:
      ["name", "job", "agency", "source", "phone", "email", "keep", "reply", "reply-words"]
        .contains(id)
    case .family:
      id.hasPrefix("child-") && !id.hasPrefix("child-says") || id.hasPrefix("adult-")
        || ["address", "postcode"].contains(id)
    case .worries: id == "worry"
    case .goingWell: id == "going-well"
    case .done: id == "done"
    case .childSays: id == "child-says"
    case .consent: ["told", "agreed", "consent-words"].contains(id)
    case .check: false
    }
  }
}

/// Names of drafts. One that belongs to nobody is found by its return code alone: the name is made
/// from the code, so the code need not be kept.
enum DraftName {
  static func make() -> String { hexadecimal(Chance.bytes(16)) }

  static func of(_ code: ReadableCode, _ keys: Keys) -> String {
    let mac = HMAC<SHA256>.authenticationCode(
      for: Array("return code \(code.text)".utf8), using: keys.portalCode)
    return hexadecimal(Array(mac.prefix(16)))
  }

  /// Whose drafts: a hash, for the list of drafts must not be one of addresses.
  static func owner(_ who: String, _ keys: Keys) -> String {
    let mac = HMAC<SHA256>.authenticationCode(
      for: Array("owner \(who)".utf8), using: keys.portalCode)
    return hexadecimal(Array(mac.prefix(16)))
  }

  static func isOne(_ text: String) -> Bool {
    text.utf8.count == 32 && text.utf8.allSatisfy { Set("0123456789abcdef".utf8).contains($0) }
  }

  static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
