import Testing

@testable import Matching

/// A generator with a seed, so that a failure comes back.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func word(upTo length: Int, of letters: String = "abcdeo") -> String {
    let letters = Array(letters)
    let count = Int.random(in: 0...length, using: &self)
    return String((0..<count).map { _ in letters[Int.random(in: letters.indices, using: &self)] })
  }
}

@Suite struct SimilarityTests {
  /// Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model
  /// of Record Linkage", 1990.
  @Test(arguments: [
    ("martha", "marhta", 0.961), ("dixon", "dicksonx", 0.813), ("dwayne", "duane", 0.840),
    ("same", "same", 1), ("abc", "xyz", 0), ("", "", 1), ("a", "", 0),
  ])
  func jaroWinklerGivesThePublishedValues(left: String, right: String, value: Double) {
    #expect(abs(Similarity.jaroWinkler(left, right) - value) < 0.0006)
  }

  @Test(arguments: [
    ("kitten", "sitting", 3), ("smith", "smiht", 1), ("ca", "abc", 3), ("", "abc", 3),
    ("flaw", "lawn", 2), ("same", "same", 0), ("20160314", "20160413", 2),
  ])
  func editsAreCounted(left: String, right: String, edits: Int) {
    #expect(Similarity.edits(left, right) == edits)
  }

  @Test func bothAreTheSameEitherWayAndWithinTheirBounds() {
    var random = Seeded(2026)
    for _ in 0..<4000 {
      let (left, right) = (random.word(upTo: 9), random.word(upTo: 9))
      let winkler = Similarity.jaroWinkler(left, right)
      let edits = Similarity.edits(left, right)
      #expect(abs(winkler - Similarity.jaroWinkler(right, left)) < 1e-12, "\(left) \(right)")
      #expect((0...1).contains(winkler), "\(left) \(right)")
      #expect((winkler == 1) == (left == right), "\(left) \(right)")
      #expect(edits == Similarity.edits(right, left), "\(left) \(right)")
      #expect(edits >= abs(left.count - right.count), "\(left) \(right)")
      #expect(edits <= max(left.count, right.count), "\(left) \(right)")
      #expect((edits == 0) == (left == right), "\(left) \(right)")
    }
  }

  @Test func oneSlipOfTheFingerIsOneEdit() {
    var random = Seeded(7)
    for _ in 0..<1000 {
      var word = Array(random.word(upTo: 8) + "xy")
      let before = String(word)
      let place = Int.random(in: 0..<word.count - 1, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: word.remove(at: place)
      case 1: word.swapAt(place, place + 1)
      default: word.insert("q", at: place)
      }
      #expect(Similarity.edits(before, String(word)) <= 1, "\(before)")
    }
  }
}

@Suite struct DoubleMetaphoneTests {
  /// Lawrence Philips's own examples, and names of each turn that the algorithm takes, with the
  /// codes of his C++ program.
  @Test(arguments: [
    ("Smith", "SM0", "XMT"), ("Schmidt", "XMT", "SMT"), ("Catherine", "K0RN", "KTRN"),
    ("Kathryn", "K0RN", "KTRN"), ("Michael", "MKL", "MXL"), ("Wojcicki", "AJSK", "FJSK"),
    ("Thomas", "TMS", "TMS"), ("Jose", "HS", "HS"), ("Caesar", "SSR", "SSR"),
    ("Chianti", "KNT", "KNT"),
    ("Cabrillo", "KPRL", "KPR"), ("Zhao", "J", "J"), ("Hugh", "H", "H"), ("Xavier", "SF", "SFR"),
    ("Knight", "NT", "NT"), ("Laugh", "LF", "LF"), ("Edgar", "ATKR", "ATKR"),
    ("Wasserman", "ASRM", "FSRM"), ("Filipowicz", "FLPT", "FLPF"), ("Breaux", "PR", "PR"),
    ("Campbell", "KMPL", "KMPL"), ("Sugar", "XKR", "SKR"), ("Rogier", "RJ", "RJR"),
  ])
  func namesHaveTheirCodes(name: String, primary: String, alternate: String) {
    let sound = DoubleMetaphone(name)
    #expect(sound.primary == primary)
    #expect(sound.alternate == alternate)
  }

  @Test(arguments: [
    ("Steven", "Stephen"), ("Smith", "Smyth"), ("Smith", "Schmidt"), ("Catherine", "Kathryn"),
    ("Shaun", "Shawn"), ("Phillips", "Filips"), ("Nguyen", "Nguyn"), ("Reid", "Reed"),
    ("Mohammed", "Muhamad"), ("Wright", "Right"), ("Knowles", "Nolles"),
  ])
  func namesThatSoundAlikeShareACode(left: String, right: String) {
    #expect(DoubleMetaphone(left).soundsLike(DoubleMetaphone(right)))
  }

  @Test func namesThatDoNotAreApart() {
    #expect(!DoubleMetaphone("Smith").soundsLike(DoubleMetaphone("Jones")))
    #expect(!DoubleMetaphone("").soundsLike(DoubleMetaphone("")))
    #expect(DoubleMetaphone("").codes.isEmpty)
  }

  @Test func everyTextHasCodesWithinTheLimit() {
    var random = Seeded(11)
    for _ in 0..<3000 {
      let word = random.word(upTo: 12, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ ")
      let sound = DoubleMetaphone(word)
      #expect(sound.codes.allSatisfy { (1...4).contains($0.utf8.count) }, "\(word)")
      #expect(sound == DoubleMetaphone(word.lowercased()), "\(word)")
    }
  }
}
