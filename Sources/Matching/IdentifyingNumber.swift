import Domain

/// A number that belongs to one person, or leads to one.
package enum IdentifyingNumber: Hashable, Sendable {
  /// Of a record of ours: `P-12`, `C-1042`.
  case reference(String)
  case nhs(NHSNumber)
  case upn(UPN)
  case laChild(LAChildID)
  /// Digits alone, beginning with 0.
  case phone(String)
  /// Lower case.
  case email(String)

  /// As kept in the table of search keys: `nhs:9434765870`.
  package var key: String {
    switch self {
    case .reference(let text): "ref:\(text)"
    case .nhs(let number): "nhs:\(number.text)"
    case .upn(let number): "upn:\(number.text)"
    case .laChild(let id): "la:\(id.text.uppercased())"
    case .phone(let digits): "tel:\(digits)"
    case .email(let address): "mail:\(address)"
    }
  }

  /// In one box two or three digits are more likely a house number.
  var isShortChildID: Bool {
    if case .laChild(let id) = self { id.text.utf8.count < 4 } else { false }
  }

  /// Reads `C-1042` in either case.
  init?(reference text: String) {
    let text = text.uppercased()
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count),
      parts[0].utf8.allSatisfy({ (65...90).contains($0) }), (1...12).contains(parts[1].utf8.count),
      parts[1].utf8.allSatisfy({ (48...57).contains($0) }), parts[1].first != "0"
    else { return nil }
    self = .reference(text)
  }

  /// Reads `07700 900123` and `+44 7700 900123`: ten or eleven digits from a leading 0.
  package init?(phone text: String) {
    var digits = ""
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else if !" -()+.".contains(character) {
        return nil
      }
    }
    if text.first == "+" || text.hasPrefix("0044") {
      let rest = digits.hasPrefix("0044") ? digits.dropFirst(4) : digits.dropFirst(2)
      guard digits.hasPrefix("44") || digits.hasPrefix("0044") else { return nil }
      digits = rest.hasPrefix("0") ? String(rest) : "0\(rest)"
    }
    guard digits.hasPrefix("0"), (10...11).contains(digits.count) else { return nil }
    self = .phone(digits)
  }

  /// Reads `Sara.Khan@example.org`: one `@` with something on both sides and a point after it.
  package init?(email text: String) {
    let address = text.lowercased().trimmed
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, address.utf8.count <= 254,
      !address.contains(where: \.isWhitespace)
    else { return nil }
    let names = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard names.count > 1, names.allSatisfy({ !$0.isEmpty }) else { return nil }
    self = .email(address)
  }
}

extension String {
  /// Without spaces at either end, and one between words.
  var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
