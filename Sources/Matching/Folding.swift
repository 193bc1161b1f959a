import Foundation

/// Brings names to one spelling: lower case, without accents or punctuation, in parts.
package enum Folding {
  /// `Mary-Jane O’Brien` gives `mary`, `jane`, `obrien`. Letters outside Latin stay as they are.
  package static func parts(_ text: String) -> [String] {
    plainParts(text) ?? anyParts(text)
  }

  /// The same for text of ASCII alone, which nearly all is; nil for other text.
  private static func plainParts(_ text: String) -> [String]? {
    var parts: [String] = []
    var part: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 128...: return nil
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): part.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        part.append(byte)
      case UInt8(ascii: "'"), UInt8(ascii: "`"): continue
      default:
        if !part.isEmpty {
          parts.append(String(decoding: part, as: UTF8.self))
          part.removeAll(keepingCapacity: true)
        }
      }
    }
    if !part.isEmpty { parts.append(String(decoding: part, as: UTF8.self)) }
    return parts
  }

  private static func anyParts(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      if let letters = spelled[scalar] {
        part += letters
      } else if apostrophes.contains(scalar) || isMark(scalar) {
        continue
      } else if scalar.properties.isAlphabetic || (48...57).contains(scalar.value) {
        part.unicodeScalars.append(scalar)
      } else if !part.isEmpty {
        parts.append(part)
        part = ""
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  /// All parts as one: `Mary Jane` and `Maryjane` are the same.
  package static func joined(_ text: String) -> String { parts(text).joined() }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  private static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "‘", "`", "´", "ʼ"]

  /// Letters that do not come apart into a plain one and an accent.
  private static let spelled: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
    "ħ": "h", "ı": "i", "ŋ": "ng",
  ]
}
