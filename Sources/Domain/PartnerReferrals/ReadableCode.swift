/// A random code that people read aloud and copy by hand: capital letters and figures without 0, 1, I
/// and O, in groups of four. Each sign is worth five bits.
package struct ReadableCode: Hashable, Sendable, CustomStringConvertible {
  /// Of a form: fifty bits, and only ever asked for together with something else.
  package static let referenceLength = 10
  /// To go on with a form, and to see what became of it: a hundred bits.
  package static let returnLength = 20

  private static let signs = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)

  /// `7K4Q-M2XP-9T`
  package let text: String

  /// - Parameter chance: one random byte a sign.
  package init(chance: [UInt8]) {
    text = Self.grouped(chance.map { Self.signs[Int($0 & 31)] })
  }

  /// As typed: small letters, spaces and dashes anywhere. Nil for another length or another sign.
  package init?(_ typed: String, length: Int) {
    guard typed.utf8.count <= 100 else { return nil }
    let plain = typed.uppercased().utf8.filter {
      $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ")
    }
    guard plain.count == length, plain.allSatisfy(Self.signs.contains) else { return nil }
    text = Self.grouped(plain)
  }

  private static func grouped(_ signs: [UInt8]) -> String {
    stride(from: 0, to: signs.count, by: 4).map {
      String(decoding: signs[$0..<min($0 + 4, signs.count)], as: UTF8.self)
    }.joined(separator: "-")
  }

  package var description: String { text }
}
