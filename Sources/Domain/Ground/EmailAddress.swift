/// An address that an email can be sent to: what stands in its header and in the envelope. It has no
/// space, no line break, no quote and no bracket, so nothing more can be put into a header with it.
///
/// Facts keep the text, not this type: what was once written must be read for ever, also when this
/// grows stricter.
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  /// Reads `name@school.example`. Nil for anything else, and for what is longer than mail allows.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard text.utf8.count <= 254, parts.count == 2, parts[0].count <= 64,
      Self.isLocal(parts[0]), Self.isDomain(parts[1])
    else { return nil }
    self.text = text
  }

  package var domain: String {
    String(text[(text.firstIndex(of: "@") ?? text.startIndex)...].dropFirst())
  }

  package var description: String { text }

  /// `m…@school.example`: for those who look after messages and need not know who wrote.
  package var masked: String { "\(text.prefix(1))…@\(domain)" }

  private static func isLocal(_ bytes: Substring.UTF8View) -> Bool {
    let atoms = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return atoms.allSatisfy { atom in
      !atom.isEmpty && atom.allSatisfy { isLetterOrDigit($0) || marks.contains($0) }
    }
  }

  private static func isDomain(_ bytes: Substring.UTF8View) -> Bool {
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        !label.isEmpty && label.count <= 63 && label.first != UInt8(ascii: "-")
          && label.last != UInt8(ascii: "-")
          && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
      }
  }

  private static let marks = Set("!#$%&'*+-/=?^_`{|}~".utf8)

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
