/// A unique pupil number: check letter, three digits of the council, four of the school, two of
/// the year and three of a serial number; a temporary one ends in a letter instead of its last
/// digit (DfE, "Unique Pupil Numbers: guidance").
package struct UPN: Hashable, Codable, Sendable, CustomStringConvertible, WrittenAsText {
  /// Thirteen characters, upper case.
  package let text: String

  /// Reads with spaces and in either case. Nil where the shape or the check letter is wrong.
  package init?(_ text: String) {
    let bytes = Array(text.uppercased().utf8.filter { $0 != UInt8(ascii: " ") })
    guard bytes.count == 13, bytes[1..<12].allSatisfy(UPN.isDigit),
      let letter = UPN.checkLetter(bytes[1...]), letter == bytes[0]
    else { return nil }
    self.text = String(decoding: bytes, as: UTF8.self)
  }

  package var isTemporary: Bool { text.utf8.last.map(UPN.isDigit) == false }

  /// The three digits of the council whose school gave it out.
  package var localAuthority: String { String(text.dropFirst().prefix(3)) }

  package var description: String { text }

  /// Characters 2 to 13, each times its position, modulo 23. Nil for a character that has no value.
  private static func checkLetter(_ rest: ArraySlice<UInt8>) -> UInt8? {
    var sum = 0
    for (weight, byte) in zip(2..., rest) {
      if isDigit(byte) {
        sum += weight * Int(byte - 48)
      } else if let value = letters.firstIndex(of: byte) {
        sum += weight * value
      } else {
        return nil
      }
    }
    return letters[sum % 23]
  }

  /// Without I, O and S, which are read as digits.
  private static let letters = Array("ABCDEFGHJKLMNPQRTUVWXYZ".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}

/// The council's own number of a child, the same from year to year: up to twenty letters and
/// digits (DfE children in need census 2024-25 onwards, field LAchildID).
package struct LAChildID: Hashable, Codable, Sendable, CustomStringConvertible, WrittenAsText {
  package let text: String

  package init?(_ text: String) {
    let allowed = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
    guard allowed, (1...20).contains(text.utf8.count) else { return nil }
    self.text = text
  }

  package var description: String { text }
}
