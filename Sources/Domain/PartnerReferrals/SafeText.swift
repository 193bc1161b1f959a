/// Text from outside, without what cannot be seen and changes what is: control characters, marks that
/// turn the direction of writing, signs of no width that hide a word from a search.
package enum SafeText {
  package static func clean(_ text: String) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x09: clean.append(scalar)
      case 0x2028, 0x2029, 0x0B, 0x0C, 0x85: clean.append("\n")
      default: if isShown(scalar) { clean.append(scalar) }
      }
    }
    return String(clean)
  }

  /// One line, for names and addresses.
  package static func line(_ text: String) -> String {
    clean(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The name of a file as it is kept and offered: no folders, one line, and an ending that says what
  /// the content is.
  package static func fileName(_ typed: String, kind: PartnerReferral.File.Kind) -> String {
    let last = typed.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let banned: Set<Character> = ["<", ">", ":", "\"", "|", "?", "*", ";", "%"]
    var name = String(line(last).filter { !banned.contains($0) }.drop { $0 == "." || $0 == " " })
    let ending = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
    if kind.endings.contains(ending.lowercased()) { name = String(name.dropLast(ending.count + 1)) }
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    name = String(name.prefix(80))
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    let known = kind.endings.contains(ending.lowercased()) ? ending.lowercased() : kind.endings[0]
    return "\(name.isEmpty ? "file" : name).\(known)"
  }

  /// How the name of a file ends, as its sender gave it.
  package static func ending(_ typed: String) -> String {
    let name = line(typed)
    guard let point = name.lastIndex(of: ".") else { return "" }
    return String(name[name.index(after: point)...]).lowercased()
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: false
    // Soft hyphen, marks of direction, no width, and the byte order mark.
    case 0xAD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      false
    default: true
    }
  }
}
