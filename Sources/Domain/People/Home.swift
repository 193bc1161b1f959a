/// Where people live, as far as two addresses can be told to be one home.
extension Person.Address {
  /// Whether both are the same home, however they were written: the same property number; or the
  /// same postcode with the same house and flat numbers; or, where a postcode is missing, the same
  /// words. `Flat 2, 14 Mill Ln` is `14 Mill Lane, Flat 2`.
  package func isSameHome(as other: Person.Address) -> Bool {
    if let uprn, let theirs = other.uprn { return uprn == theirs }
    let (mine, theirs) = (HomeWords(self), HomeWords(other))
    if let here = mine.postcode, let there = theirs.postcode {
      guard here == there else { return false }
      return mine.numbers.isEmpty && theirs.numbers.isEmpty
        ? mine.words == theirs.words : mine.numbers == theirs.numbers
    }
    return !mine.words.isEmpty && mine.words == theirs.words && mine.numbers == theirs.numbers
  }

  /// The days of living there and those of another stay have one in common.
  package func overlaps(_ other: Person.Address) -> Bool {
    let (start, end) = (from ?? .min, to ?? .max)
    return start <= other.to ?? .max && other.from ?? .min <= end
  }

  /// Whether somebody lived there on a day.
  package func covers(_ day: Day) -> Bool {
    (from ?? .min) <= day && day <= (to ?? .max)
  }
}

/// An address taken apart for comparing.
struct HomeWords {
  let postcode: String?
  /// House and flat numbers, each once.
  let numbers: Set<String>
  let words: Set<String>

  init(_ address: Person.Address) {
    postcode = address.postcode.map(HomeWords.plain)
    var numbers: Set<String> = []
    var words: Set<String> = []
    for word in HomeWords.words(of: address.lines) {
      if word.contains(where: \.isNumber) {
        numbers.insert(word)
      } else {
        words.insert(HomeWords.whole[word] ?? word)
      }
    }
    self.numbers = numbers
    self.words = words
  }

  /// `ZZ61AA`, whatever its shape.
  static func plain(_ postcode: String) -> String {
    postcode.uppercased().filter { !$0.isWhitespace }
  }

  static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }
      .map { String($0).replacing("'", with: "") }
  }

  static let whole = [
    "st": "street", "rd": "road", "ln": "lane", "ave": "avenue", "av": "avenue", "cl": "close",
    "ct": "court", "crt": "court", "cres": "crescent", "dr": "drive", "gdns": "gardens",
    "pl": "place", "sq": "square", "terr": "terrace", "ter": "terrace", "pk": "park",
    "apt": "flat", "apartment": "flat", "hse": "house", "nr": "near",
  ]
}

extension Day {
  fileprivate static let min = Day(number: Int(Int32.min) / 2)
  fileprivate static let max = Day(number: Int(Int32.max) / 2)
}
