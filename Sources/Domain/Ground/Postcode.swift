/// A United Kingdom postcode by its shape (Royal Mail, Programmers' Guide to PAF): an outward part
/// `LS1`, `SW1A`, and an inward part `4AB`. Whether it is in use is not known here.
package struct Postcode: Hashable, Codable, Sendable, CustomStringConvertible, WrittenAsText {
  /// `SW1A`
  package let outward: String
  /// `1AA`
  package let inward: String

  /// Reads either case, with or without a space. Nil for any other shape.
  package init?(_ text: String) {
    guard let bytes = Postcode.letters(of: text), bytes.count >= 5 else { return nil }
    let outward = String(decoding: bytes.dropLast(3), as: UTF8.self)
    let inward = Array(bytes.suffix(3))
    guard Postcode.isOutward(outward) || (outward == "GIR" && inward == Array("0AA".utf8)),
      Postcode.isDigit(inward[0]), inward.dropFirst().allSatisfy(Postcode.isInwardLetter)
    else { return nil }
    self.outward = outward
    self.inward = String(decoding: inward, as: UTF8.self)
  }

  /// `SW1A 1AA`
  package var text: String { "\(outward) \(inward)" }
  package var description: String { text }

  /// `SW1A 1`: the few streets around.
  package var sector: String { "\(outward) \(inward.prefix(1))" }

  /// Whether `text` is an outward part: one or two letters, a digit, and perhaps one more digit or
  /// letter. Upper case.
  package static func isOutward(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let area = bytes.prefix { isLetter($0) }
    let district = bytes.dropFirst(area.count)
    guard let first = area.first, !Array("QVX".utf8).contains(first), (1...2).contains(area.count),
      let digit = district.first, isDigit(digit), district.count <= 2
    else { return false }
    if area.count == 2, Array("IJZ".utf8).contains(area[1]) { return false }
    guard let last = district.dropFirst().first else { return true }
    return isDigit(last) || isLetter(last)
  }

  /// A part that a worker remembers: `LS1`, `ls1 4`, `SW1A1A`. Gives what stored postcodes begin
  /// with, written as ``text`` writes them.
  package static func partial(_ text: String) -> String? {
    if let whole = Postcode(text) { return whole.text }
    guard let bytes = letters(of: text) else { return nil }
    let all = String(decoding: bytes, as: UTF8.self)
    if isOutward(all), !text.contains(" ") { return all }
    for size in 1...2 where bytes.count > size + 1 {
      let tail = Array(bytes.suffix(size))
      let outward = String(decoding: bytes.dropLast(size), as: UTF8.self)
      if isOutward(outward), isDigit(tail[0]), tail.dropFirst().allSatisfy(isInwardLetter) {
        return "\(outward) \(String(decoding: tail, as: UTF8.self))"
      }
    }
    return isOutward(all) ? all : nil
  }

  private static func letters(of text: String) -> [UInt8]? {
    let bytes = text.uppercased().utf8.filter { $0 != UInt8(ascii: " ") }
    guard bytes.count <= 7, bytes.allSatisfy({ isLetter($0) || isDigit($0) }) else { return nil }
    return bytes
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// C, I, K, M, O and V are never in an inward part.
  private static func isInwardLetter(_ byte: UInt8) -> Bool {
    isLetter(byte) && !Array("CIKMOV".utf8).contains(byte)
  }
}
