/// How a name sounds, in at most two codes: as an English speaker reads it, and as its language of
/// origin may. Two names sound alike when they share a code.
///
/// Lawrence Philips, "The Double Metaphone Search Algorithm", C/C++ Users Journal, June 2000.
package struct DoubleMetaphone: Hashable, Sendable {
  package let primary: String
  /// The same as ``primary`` where there is one reading.
  package let alternate: String

  /// Reads the letters A to Z in either case; fold accents away before. `limit` cuts the codes,
  /// four letters being the usual length for finding candidates.
  package init(_ name: String, limit: Int = 4) {
    var reader = MetaphoneReader(name.uppercased().utf8.map { $0 }, limit: limit)
    reader.read()
    primary = String(decoding: reader.primary.prefix(limit), as: UTF8.self)
    alternate = String(decoding: reader.alternate.prefix(limit), as: UTF8.self)
  }

  /// One or two codes; none for a name without letters.
  package var codes: [String] {
    let all = primary == alternate ? [primary] : [primary, alternate]
    return all.filter { !$0.isEmpty }
  }

  package func soundsLike(_ other: DoubleMetaphone) -> Bool {
    codes.contains { other.codes.contains($0) }
  }
}

/// Goes through the name once, letter by letter. Left of the name is nothing, right of it spaces.
struct MetaphoneReader {
  let name: [UInt8]
  let limit: Int
  let slavoGermanic: Bool
  var at = 0
  var primary: [UInt8] = []
  var alternate: [UInt8] = []

  init(_ name: [UInt8], limit: Int) {
    self.name = name
    self.limit = limit
    var slavoGermanic = false
    for (index, letter) in name.enumerated() {
      let rest = name[index...]
      if letter == UInt8(ascii: "W") || letter == UInt8(ascii: "K")
        || rest.starts(with: "CZ".utf8)
      {
        slavoGermanic = true
      }
    }
    self.slavoGermanic = slavoGermanic
  }

  var last: Int { name.count - 1 }

  func letter(_ index: Int) -> UInt8 {
    index < 0 ? 0 : index < name.count ? name[index] : UInt8(ascii: " ")
  }

  /// Whether one of `parts` stands at `index`, counted from the start of the name.
  func stands(_ index: Int, _ parts: String...) -> Bool {
    guard index >= 0 else { return false }
    return parts.contains { part in
      var position = index
      for byte in part.utf8 {
        if letter(position) != byte { return false }
        position += 1
      }
      return true
    }
  }

  /// Whether the letter at `index` is one of `letters`.
  func isOne(_ index: Int, of letters: StaticString) -> Bool {
    let wanted = letter(index)
    guard wanted != 0 else { return false }
    return letters.withUTF8Buffer { $0.contains(wanted) }
  }

  func vowel(_ index: Int) -> Bool { isOne(index, of: "AEIOUY") }

  mutating func add(_ both: StaticString) { add(both, both) }

  mutating func add(_ first: StaticString, _ second: StaticString) {
    first.withUTF8Buffer { primary.append(contentsOf: $0) }
    second.withUTF8Buffer { alternate.append(contentsOf: $0) }
  }

  /// A letter written twice is read once.
  mutating func step(over doubled: StaticString) { at += isOne(at + 1, of: doubled) ? 2 : 1 }

  mutating func read() {
    if stands(0, "GN", "KN", "PN", "WR", "PS") { at = 1 }
    if letter(0) == UInt8(ascii: "X") {
      add("S")
      at = 1
    }
    while at < name.count, primary.count < limit || alternate.count < limit { readLetter() }
  }

  private mutating func readLetter() {
    switch name[at] {
    case UInt8(ascii: "A"), UInt8(ascii: "E"), UInt8(ascii: "I"), UInt8(ascii: "O"),
      UInt8(ascii: "U"), UInt8(ascii: "Y"):
      if at == 0 { add("A") }
      at += 1
    case UInt8(ascii: "B"): plain("P", doubled: "B")
    case UInt8(ascii: "C"): readC()
    case UInt8(ascii: "D"): readD()
    case UInt8(ascii: "F"): plain("F", doubled: "F")
    case UInt8(ascii: "G"): readG()
    case UInt8(ascii: "H"): readH()
    case UInt8(ascii: "J"): readJ()
    case UInt8(ascii: "K"): plain("K", doubled: "K")
    case UInt8(ascii: "L"): readL()
    case UInt8(ascii: "M"): readM()
    case UInt8(ascii: "N"): plain("N", doubled: "N")
    case UInt8(ascii: "P"): readP()
    case UInt8(ascii: "Q"): plain("K", doubled: "Q")
    case UInt8(ascii: "R"): readR()
    case UInt8(ascii: "S"): readS()
    case UInt8(ascii: "T"): readT()
    case UInt8(ascii: "V"): plain("F", doubled: "V")
    case UInt8(ascii: "W"): readW()
    case UInt8(ascii: "X"): readX()
    case UInt8(ascii: "Z"): readZ()
    default: at += 1
    }
  }

  private mutating func plain(_ code: StaticString, doubled: StaticString) {
    add(code)
    step(over: doubled)
  }
}
