/// Signs that cannot be seen: they turn words round, hide others, or ring a bell.
package enum Legible {
  /// For what is filled in: lines end in one way, every space is a space, and what cannot be seen is
  /// left out.
  package static func plain(_ text: String) -> String { mapped(text) { _ in "" } }

  /// For showing an original: what cannot be seen is named, `⟨U+202E⟩`.
  package static func shown(_ text: String) -> String {
    mapped(text) { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "⟨U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)⟩"
    }
  }

  private static func mapped(_ text: String, _ unseen: (Unicode.Scalar) -> String) -> String {
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      defer { afterReturn = scalar == "\r" }
      switch scalar {
      case "\n": if !afterReturn { result.append(scalar) }
      case "\r", "\u{85}", "\u{2028}", "\u{2029}": result.append("\n")
      case "\t": result.append(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate: result.append(contentsOf: unseen(scalar).unicodeScalars)
        case .spaceSeparator: result.append(" ")
        default: result.append(scalar)
        }
      }
    }
    return String(result)
  }
}
