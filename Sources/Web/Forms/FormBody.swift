/// Names and values of `application/x-www-form-urlencoded`, in order, repeated names kept: a group
/// of checkboxes is one name many times.
package enum FormBody {
  /// More fields than any form of ours has.
  static let most = 2000

  /// Nil for a body that is not a form: too many fields, or bytes that are not UTF-8.
  package static func parse(_ bytes: some Sequence<UInt8>) -> [(name: String, value: String)]? {
    var fields: [(name: String, value: String)] = []
    var name: [UInt8] = []
    var value: [UInt8] = []
    var inValue = false
    func finish() -> Bool {
      if name.isEmpty, value.isEmpty, !inValue { return true }
      guard fields.count < most, let name = decode(name), let value = decode(value) else {
        return false
      }
      fields.append((name, value))
      return true
    }
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "&"):
        guard finish() else { return nil }
        name = []
        value = []
        inValue = false
      case UInt8(ascii: "=") where !inValue: inValue = true
      default: if inValue { value.append(byte) } else { name.append(byte) }
      }
    }
    return finish() ? fields : nil
  }

  /// Undoes `+` and `%41`. A percent sign that begins no escape stays as it is. NUL is refused: no
  /// text holds it and PostgreSQL cannot store it.
  static func decode(_ bytes: [UInt8]) -> String? {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hex(bytes[index + 1]),
        let low = hex(bytes[index + 2])
      {
        plain.append(high << 4 | low)
        index += 3
      } else {
        plain.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        index += 1
      }
    }
    guard !plain.contains(0), let text = String(validating: plain, as: UTF8.self) else {
      return nil
    }
    return text
  }

  package static func encode(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return encoded
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
