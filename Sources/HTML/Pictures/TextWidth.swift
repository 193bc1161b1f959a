/// How wide text will be, without a browser: the advance widths of Helvetica, to which Arial,
/// Liberation Sans and Nimbus Sans are metric twins. Letters the table does not know count as wide.
enum TextWidth {
  /// Thousandths of the size, from the space to the tilde.
  private static let advances: [Int] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]

  /// In units of the drawing, rounded up. Bold letters are up to a tenth wider.
  static func of(_ text: String, size: Int, isBold: Bool = false) -> Int {
    var thousandths = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 32...126: thousandths += advances[Int(scalar.value) - 32]
      // Marks that stand on the letter before.
      case 0x0300...0x036F: break
      case 0x00A0...0x04FF: thousandths += scalar.properties.isUppercase ? 700 : 580
      default: thousandths += 1000
      }
    }
    return (thousandths * size * (isBold ? 110 : 102) / 100 + 999) / 1000
  }

  /// Whether every letter is in the table.
  static func isSure(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { (32...126).contains($0.value) }
  }

  /// The text in lines no wider than `width`, broken at spaces, after hyphens, and within a word
  /// where it must. What does not fit in the lines ends with "…".
  static func wrap(
    _ text: String, width: Int, size: Int, isBold: Bool = false, lines most: Int
  ) -> [String] {
    func fits(_ text: String) -> Bool { of(text, size: size, isBold: isBold) <= width }
    var lines: [String] = []
    var line = ""
    for piece in pieces(text) {
      let joined = line + piece
      if fits(trimmed(joined)) {
        line = joined
        continue
      }
      if !trimmed(line).isEmpty { lines.append(trimmed(line)) }
      line = piece
      while !fits(trimmed(line)) {
        var head = ""
        for letter in line {
          if !head.isEmpty, !fits(head + String(letter) + "-") { break }
          head.append(letter)
        }
        let isBroken = head.last?.isLetter == true && head.count < trimmed(line).count
        lines.append(isBroken ? head + "-" : head)
        line.removeFirst(head.count)
      }
    }
    if !trimmed(line).isEmpty { lines.append(trimmed(line)) }
    guard lines.count > most else { return lines }
    var kept = Array(lines.prefix(most))
    kept[most - 1] = cut(kept[most - 1] + "…", width: width, size: size, isBold: isBold)
    return kept
  }

  /// One line no wider than `width`; what does not fit ends with "…".
  static func cut(_ text: String, width: Int, size: Int, isBold: Bool = false) -> String {
    guard of(text, size: size, isBold: isBold) > width else { return text }
    var kept = text
    while !kept.isEmpty, of(kept + "…", size: size, isBold: isBold) > width { kept.removeLast() }
    while kept.hasSuffix(" ") { kept.removeLast() }
    return kept + "…"
  }

  /// Words with what follows them: a space, or a hyphen within.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for letter in text {
      piece.append(letter)
      if letter == " " || letter == "-" || letter == "/" {
        pieces.append(piece)
        piece = ""
      }
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
