/// Every part of a name, street or town that is compared, once: two records have the same part when
/// they have the same number, and what is known of a part is worked out once.
struct Lexicon {
  /// A part's number.
  typealias Part = Int32

  private(set) var texts: [String] = []
  private var byText: [String: Part] = [:]
  private var letters: [UInt32] = []
  private var starts: [Int] = [0]
  /// Which of the letters a to z a part has, a bit each.
  private var masks: [UInt32] = []
  private var families: [[String]] = []
  private var sounds: [[UInt32]?] = []
  private var found: [UInt64: Alike] = [:]

  mutating func part(_ text: String) -> Part {
    if let part = byText[text] { return part }
    let part = Part(texts.count)
    byText[text] = part
    texts.append(text)
    var mask: UInt32 = 0
    for scalar in text.unicodeScalars {
      letters.append(scalar.value)
      mask |= 1 << (scalar.value & 31)
    }
    starts.append(letters.count)
    masks.append(mask)
    families.append(Nicknames.families(of: text))
    sounds.append(nil)
    return part
  }

  func text(_ part: Part) -> String { texts[Int(part)] }
  func length(_ part: Part) -> Int { starts[Int(part) + 1] - starts[Int(part)] }
  func families(of part: Part) -> [String] { families[Int(part)] }

  /// The codes of Double Metaphone, four letters in a number each.
  mutating func sounds(_ part: Part) -> [UInt32] {
    if let known = sounds[Int(part)] { return known }
    let codes = DoubleMetaphone(texts[Int(part)]).codes.map { code in
      code.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    sounds[Int(part)] = codes
    return codes
  }

  /// How alike two parts are, the likeliest reason first.
  enum Alike: UInt8 {
    case same
    /// One is short for the other, or another spelling of it.
    case form
    case oneEdit
    case sound
    /// One letter, which the other begins with.
    case initial
    /// Three letters and more, which the other begins with.
    case begins
    /// Spelt alike.
    case near
    case different
  }

  /// What a part is a part of: a surname is not short for another.
  enum Role { case given, family }

  mutating func compare(_ left: Part, _ right: Part, as role: Role) -> Alike {
    if left == right { return .same }
    let key =
      UInt64(UInt32(bitPattern: min(left, right))) << 32
      | UInt64(UInt32(bitPattern: max(left, right))) | (role == .given ? 0 : 1 << 63)
    if let known = found[key] { return known }
    let alike = judge(Int(left), Int(right), role)
    found[key] = alike
    return alike
  }

  private mutating func judge(_ left: Int, _ right: Int, _ role: Role) -> Alike {
    if masks[left] & masks[right] == 0 { return .different }
    let areForms =
      role == .given
      ? families[left].contains { families[right].contains($0) }
      : Lexicon.genderless(texts[left]) == Lexicon.genderless(texts[right])
    if areForms { return .form }
    let (short, long) = length(Part(left)) <= length(Part(right)) ? (left, right) : (right, left)
    let (shorter, longer) = (length(Part(short)), length(Part(long)))
    let begins = begins(Part(left), Part(right))
    if shorter == 1 { return begins ? .initial : .different }
    let edits = edits(Part(short), Part(long), most: 2)
    if edits == 1, longer >= 4 { return .oneEdit }
    let winkler = letters.withUnsafeBufferPointer { all in
      Similarity.jaroWinkler(
        Similarity.Letters(rebasing: all[starts[short]..<starts[short + 1]]),
        Similarity.Letters(rebasing: all[starts[long]..<starts[long + 1]]))
    }
    if winkler >= 0.7 {
      let (ours, theirs) = (sounds(Part(left)), sounds(Part(right)))
      if ours.contains(where: { theirs.contains($0) }) { return .sound }
    }
    if begins, shorter >= 3 { return .begins }
    if edits == 1 || (edits == 2 && longer >= 6) || winkler >= 0.88 { return .near }
    return .different
  }

  /// At most `most + 1`.
  func edits(_ left: Part, _ right: Part, most: Int) -> Int {
    letters.withUnsafeBufferPointer { all in
      Similarity.edits(
        Similarity.Letters(rebasing: all[starts[Int(left)]..<starts[Int(left) + 1]]),
        Similarity.Letters(rebasing: all[starts[Int(right)]..<starts[Int(right) + 1]]), most: most)
    }
  }

  /// Whether the two have the same letters, in whatever order.
  func isAnagram(_ left: Part, _ right: Part) -> Bool {
    masks[Int(left)] == masks[Int(right)]
      && letters[starts[Int(left)]..<starts[Int(left) + 1]].sorted()
        == letters[starts[Int(right)]..<starts[Int(right) + 1]].sorted()
  }

  /// Whether the longer one begins with the shorter.
  func begins(_ left: Part, _ right: Part) -> Bool {
    let most = min(length(left), length(right))
    let (one, other) = (starts[Int(left)], starts[Int(right)])
    return letters.withUnsafeBufferPointer { all in
      (0..<most).allSatisfy { all[one + $0] == all[other + $0] }
    }
  }

  /// Stands before a surname in many languages and is none itself.
  func isParticle(_ part: Part) -> Bool { Lexicon.particles.contains(texts[Int(part)]) }

  private static let particles: Set<String> = [
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "los", "las", "van",
    "von", "der", "den", "ter", "ten", "el", "al", "bin", "ibn", "ben", "binti", "bint", "abu",
    "abd",
    "ul", "ur", "mac", "mc", "o", "st", "saint", "ap", "ab", "y", "e", "zu", "af", "nic", "ni",
  ]

  /// Surnames that a woman bears in another form than her brother: Kowalska, Ivanova, Petrauskienė.
  private static func genderless(_ name: String) -> String {
    for (ending, plain) in [
      ("ska", "ski"), ("cka", "cki"), ("dzka", "dzki"), ("skaya", "sky"), ("skaia", "ski"),
      ("ova", "ov"), ("eva", "ev"), ("ina", "in"),
    ] where name.utf8.count > ending.utf8.count + 2 && name.hasSuffix(ending) {
      return name.dropLast(ending.count) + plain
    }
    return name
  }
}

extension Lexicon {
  /// What records with a like name share: its sounds, and the families it belongs to.
  mutating func keys(_ part: Part) -> [UInt32] {
    let codes = sounds(part)
    return codes.isEmpty ? [UInt32(bitPattern: part) | 1 << 31] : codes
  }
}
