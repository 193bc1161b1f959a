/// An NHS number: ten digits, the last a check digit modulo 11 (NHS Data Dictionary, NHS NUMBER).
package struct NHSNumber: Hashable, Codable, Sendable, CustomStringConvertible, WrittenAsText {
  /// Ten digits without spaces.
  package let digits: String

  /// Reads digits with spaces or hyphens between. Nil where the check digit is wrong, and for ten
  /// equal digits, which pass the sum and are nobody's.
  package init?(_ text: String) {
    var values: [Int] = []
    for byte in text.utf8 {
      switch byte {
      case 48...57: values.append(Int(byte) - 48)
      case UInt8(ascii: " "), UInt8(ascii: "-"): continue
      default: return nil
      }
    }
    guard values.count == 10, Set(values).count > 1,
      NHSNumber.checkDigit(values.dropLast()) == values[9]
    else { return nil }
    digits = values.map(String.init).joined()
  }

  /// Nil where no digit fits: such a number is never given out.
  package static func checkDigit(_ nine: some Collection<Int>) -> Int? {
    let sum = zip(nine, stride(from: 10, through: 2, by: -1)).reduce(0) { $0 + $1.0 * $1.1 }
    let check = 11 - sum % 11
    return check == 11 ? 0 : check == 10 ? nil : check
  }

  /// In the NHS's grouping: `943 476 5870`.
  package var description: String {
    "\(digits.prefix(3)) \(digits.dropFirst(3).prefix(3)) \(digits.suffix(4))"
  }

  package var text: String { digits }
}

/// A number or code that is stored and exchanged as one text, and is checked whenever it is read.
package protocol WrittenAsText {
  init?(_ text: String)
  /// As stored.
  var text: String { get }
}

extension WrittenAsText where Self: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a valid \(Self.self)")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
