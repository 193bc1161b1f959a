/// Somebody who belongs to a family, as a worker says it in one line: `mum's partner Dean, moved in
/// in March`. Read as far as it can be read; nothing is stored by it, and the line itself is kept
/// whole.
package struct PersonInWords: Sendable, Equatable {
  /// Whose relative they are.
  package enum Whose: Sendable, Equatable {
    /// Of the person whose page it is.
    case page
    /// `mum's`: of somebody who is this to the person.
    case relative(Person.Relationship.Kind)
    /// `Karen's`
    case named(String)
  }

  package let text: String
  package private(set) var whose = Whose.page
  package private(set) var kind: Person.Relationship.Kind?
  package private(set) var sex: Sex?
  package private(set) var given = ""
  package private(set) var family = ""
  package private(set) var age: Int?
  /// Since when they live with the family; nil where it does not say that they do.
  package private(set) var movedIn: Day?
  /// It says that they live there, with or without a day.
  package private(set) var livesHere = false
  /// The day is not known as exactly as it stands: `in March` gives the first.
  package private(set) var isDayRough = false

  /// Whether anything could be made of it.
  package var isRead: Bool { kind != nil || !given.isEmpty }
  package var name: String {
    [given, family].filter { !$0.isEmpty }.joined(separator: " ")
  }

  package init(_ text: String, today: Day) {
    self.text = text
    var words = Words(text)
    readRelation(&words)
    readName(&words)
    // `Dean, mum's partner`: the name came first.
    if kind == nil, !given.isEmpty { readRelation(&words) }
    if given.isEmpty { readName(&words) }
    readRest(words.rest, today: today)
  }

  // MARK: - Who

  private mutating func readRelation(_ words: inout Words) {
    let before = words
    words.skip(Self.fillers)
    while let owner = words.first, words.rest.count > 1 {
      if Self.ourselves.contains(owner.low) {
        words.drop(1)
      } else if let possessor = owner.possessor {
        words.drop(1)
        if Self.ourselves.contains(possessor.low) { continue }
        whose =
          Self.relation([possessor.low]).map { .relative($0.0) } ?? .named(possessor.written)
        break
      } else {
        break
      }
    }
    words.skip(Self.adjectives)
    for length in stride(from: 3, through: 1, by: -1) {
      if let (kind, sex) = Self.relation(words.rest.prefix(length).map(\.low)),
        words.rest.count >= length
      {
        self.kind = kind
        self.sex = sex
        words.drop(length)
        return
      }
    }
    // No relation: the words may be a name.
    words = before
    whose = .page
  }

  private mutating func readName(_ words: inout Words) {
    words.skip(Self.fillers)
    var names: [String] = []
    while let word = words.first, names.count < 3, !Self.verbs.contains(word.low),
      !word.low.contains(where: \.isNumber), word.possessor == nil,
      !Self.ourselves.contains(word.low), Self.relation([word.low]) == nil
    {
      names.append(word.isCapital ? word.written : Self.capital(word.written))
      words.drop(1)
      if word.endsPart { break }
    }
    given = names.first ?? ""
    family = names.dropFirst().joined(separator: " ")
  }

  // MARK: - Since when

  private mutating func readRest(_ words: ArraySlice<Words.Word>, today: Day) {
    let low = words.map(\.low)
    for (place, word) in low.enumerated() {
      if ["aged", "age"].contains(word), place + 1 < low.count, let age = Int(low[place + 1]) {
        self.age = age
      }
      if word == "years" || word == "yrs", place > 0, place + 1 < low.count,
        low[place + 1] == "old",
        let age = Int(low[place - 1])
      {
        self.age = age
      }
    }
    guard let verb = low.firstIndex(where: { ["moved", "lives", "living", "stays"].contains($0) })
    else { return }
    let after = Array(low[(verb + 1)...])
    if ["out", "away", "to"].contains(after.first ?? "") { return }
    livesHere = true
    let date = after.filter { !Self.aroundDates.contains($0) }
    readDay(date, today: today)
  }

  private mutating func readDay(_ words: [String], today: Day) {
    guard let first = words.first else { return }
    switch first {
    case "today": movedIn = today
    case "yesterday": movedIn = today.adding(days: -1)
    case "last" where words.count > 1: readLast(words[1], today: today)
    case "this":
      isDayRough = true
      movedIn = words.dropFirst().first == "month" ? today.adding(days: 1 - today.dayOfMonth) : nil
    default:
      if readAgo(words, today: today) { return }
      readDate(words, today: today)
    }
    if let day = movedIn, day > today { movedIn = nil }
  }

  private mutating func readLast(_ word: String, today: Day) {
    isDayRough = true
    switch word {
    case "week": movedIn = today.adding(days: -7)
    case "month": movedIn = today.adding(months: -1)
    case "year": movedIn = today.adding(years: -1)
    default: readDate([word], today: today)
    }
  }

  /// `two weeks ago`, `3 months ago`
  private mutating func readAgo(_ words: [String], today: Day) -> Bool {
    guard words.contains("ago"), words.count > 1,
      let count = Int(words[0]) ?? Self.counts[words[0]], count <= 1200
    else { return false }
    isDayRough = true
    switch words[1] {
    case "day", "days": movedIn = today.adding(days: -count)
    case "week", "weeks": movedIn = today.adding(days: -7 * count)
    case "month", "months": movedIn = today.adding(months: -count)
    case "year", "years": movedIn = today.adding(years: -count)
    default: return false
    }
    return true
  }

  /// `3 march 2026`, `march`, `march 2025`, `2024`, `3/3/2026`
  private mutating func readDate(_ words: [String], today: Day) {
    if let slashed = words.first?.split(separator: "/"), slashed.count == 3,
      let day = Int(slashed[0]), let month = Int(slashed[1]), var year = Int(slashed[2])
    {
      if year < 100 { year += 2000 }
      movedIn = Day(year: year, month: month, day: day)
      return
    }
    var day: Int?
    var month: Int?
    var year: Int?
    for word in words.prefix(4) {
      let digits = word.prefix(while: \.isNumber)
      if let number = Int(digits), digits.count == 4 {
        year = number
      } else if let number = Int(digits),
        ["", "st", "nd", "rd", "th"].contains(
          String(word.dropFirst(digits.count)))
      {
        day = number
      } else if word.count >= 3,
        let found = Day.monthNames.firstIndex(where: { $0.lowercased().hasPrefix(word) })
      {
        month = found + 1
      } else {
        break
      }
    }
    guard month != nil || year != nil else { return }
    isDayRough = day == nil || month == nil || year == nil && isDayRough
    if let year {
      movedIn = Day(year: year, month: month ?? 1, day: day ?? 1)
    } else if let month {
      let this = Day(year: today.year, month: month, day: day ?? 1)
      movedIn = this.flatMap { $0 <= today ? $0 : $0.adding(years: -1) }
    }
  }

  private static func capital(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension PersonInWords {
  /// A line in words, each with what follows it.
  private struct Words {
    struct Word {
      let written: String
      let low: String
      /// A comma or a full stop follows.
      let endsPart: Bool
      var isCapital: Bool { written.first?.isUppercase ?? false }
      /// `mum` of `mum's`, `children` of `children's`, `girls` of `girls'`.
      var possessor: (written: String, low: String)? {
        // `mums partner`, without the apostrophe.
        if low.hasSuffix("s"), PersonInWords.relation([String(low.dropLast())]) != nil {
          return (String(written.dropLast()), String(low.dropLast()))
        }
        for ending in ["'s", "s'"] where low.hasSuffix(ending) && low.count > 2 {
          let cut = ending == "'s" ? 2 : 1
          return (String(written.dropLast(cut)), String(low.dropLast(cut)))
        }
        return nil
      }
    }

    private(set) var rest: ArraySlice<Word>

    init(_ text: String) {
      rest =
        text.replacing("’", with: "'").split(whereSeparator: \.isWhitespace).prefix(60).map {
          piece in
          let word = piece.trimming { !$0.isLetter && !$0.isNumber && $0 != "'" }
          return Word(
            written: word, low: word.lowercased(),
            endsPart: piece.last.map { ",.;:-".contains($0) } ?? false)
        }.filter { !$0.written.isEmpty }[...]
    }

    var first: Word? { rest.first }
    mutating func drop(_ count: Int) { rest = rest.dropFirst(count) }
    mutating func skip(_ words: Set<String>) {
      while let word = first, words.contains(word.low), rest.count > 1 { drop(1) }
    }
  }

  fileprivate static let fillers: Set<String> = [
    "a", "an", "the", "add", "is", "called", "named", "and", "there's", "also",
  ]
  fileprivate static let ourselves: Set<String> = [
    "his", "her", "their", "our", "my", "child", "children", "baby", "kid", "kids", "boy", "girl",
  ]
  fileprivate static let adjectives: Set<String> = [
    "new", "old", "older", "younger", "oldest", "youngest", "eldest", "current", "big", "little",
    "elder", "maternal", "paternal", "own", "birth", "biological", "late", "twin",
  ]
  fileprivate static let verbs: Set<String> = [
    "moved", "lives", "living", "stays", "who", "has", "is", "was", "aged", "age", "came", "joined",
    "born", "in", "since", "from", "with", "and", "about", "now",
  ]
  fileprivate static let aroundDates: Set<String> = [
    "in", "into", "on", "since", "with", "them", "her", "him", "the", "house", "home", "family",
    "back", "here", "there", "around", "about", "early", "late", "mid", "of", "from", "end",
    "beginning", "us", "now",
  ]
  fileprivate static let counts = [
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
  ]

  /// What a word of kinship means, and the sex that it tells.
  fileprivate static func relation(
    _ words: [String]
  ) -> (Person.Relationship.Kind, Sex?)? {
    relations[words.joined(separator: " ").replacing("-", with: " ")]
      ?? relations[words.joined(separator: "").replacing("-", with: "")]
  }

  private static let relations: [String: (Person.Relationship.Kind, Sex?)] = {
    var found: [String: (Person.Relationship.Kind, Sex?)] = [:]
    func add(_ kind: Person.Relationship.Kind, _ sex: Sex?, _ words: String...) {
      for word in words { found[word] = (kind, sex) }
    }
    add(.mother, .female, "mum", "mother", "mam", "mummy", "mom")
    add(.father, .male, "dad", "father", "daddy")
    add(.parent, nil, "parent")
    add(.stepParent, .male, "stepdad", "step dad", "stepfather", "step father")
    add(.stepParent, .female, "stepmum", "step mum", "stepmother", "step mother")
    add(.stepParent, nil, "stepparent", "step parent")
    add(.partner, nil, "partner", "fiance", "fiancée", "fiancé", "spouse")
    add(.partner, .male, "boyfriend", "husband")
    add(.partner, .female, "girlfriend", "wife")
    add(.formerPartner, nil, "ex", "ex partner", "former partner", "expartner")
    add(.formerPartner, .male, "ex boyfriend", "ex husband", "former husband", "exhusband")
    add(.formerPartner, .female, "ex girlfriend", "ex wife", "former wife", "exwife")
    add(.sibling, .male, "brother")
    add(.sibling, .female, "sister")
    add(.sibling, nil, "sibling", "twin")
    add(.halfSibling, .male, "half brother", "halfbrother")
    add(.halfSibling, .female, "half sister", "halfsister")
    add(.child, .male, "son")
    add(.child, .female, "daughter")
    add(.stepChild, .male, "stepson", "step son")
    add(.stepChild, .female, "stepdaughter", "step daughter")
    add(.grandparent, .female, "nan", "nana", "nanny", "gran", "granny", "grandma", "grandmother")
    add(.grandparent, .male, "grandad", "granddad", "grandpa", "grandfather")
    add(.grandchild, .male, "grandson")
    add(.grandchild, .female, "granddaughter")
    add(.auntOrUncle, .female, "aunt", "auntie", "aunty")
    add(.auntOrUncle, .male, "uncle")
    add(.nieceOrNephew, .female, "niece")
    add(.nieceOrNephew, .male, "nephew")
    add(.cousin, nil, "cousin")
    add(.carer, nil, "carer", "guardian", "special guardian", "foster carer", "foster parent")
    add(.carer, .female, "foster mother", "foster mum")
    add(.carer, .male, "foster father", "foster dad")
    add(.friend, nil, "friend", "best friend", "family friend", "neighbour", "lodger", "mate")
    return found
  }()
}

extension Substring {
  fileprivate func trimming(_ isEdge: (Character) -> Bool) -> String {
    let start = drop(while: isEdge)
    guard let last = start.lastIndex(where: { !isEdge($0) }) else { return "" }
    return String(start[...last])
  }
}
