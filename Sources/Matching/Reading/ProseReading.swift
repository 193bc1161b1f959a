import Domain

/// People in running text: a name is somebody's where an age, a date of birth or a word for who they
/// are stands beside it.
struct ProseReading {
  private(set) var people: [Reading.Somebody] = []
  private(set) var callerName: String?
  private(set) var callerRole: String?
  private(set) var callerReach: String?
  private(set) var agency: String?
  private(set) var address: String?
  private let today: Day

  init(today: Day) { self.today = today }

  private struct Run {
    var from: Int
    var to: Int
  }

  mutating func read(_ text: Substring) {
    for paragraph in Self.paragraphs(text) where paragraph.count < 8000 {
      readSentences(paragraph[...])
      if people.count >= PastedText.mostPeople { return }
    }
  }

  /// Lines that were cut because they were full belong together.
  private static func paragraphs(_ text: Substring) -> [String] {
    var paragraphs: [String] = []
    var isFull = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if isFull, !line.isEmpty, paragraphs.last.map({ $0.count < 7000 }) == true {
        paragraphs[paragraphs.count - 1] += " " + line
      } else if !line.isEmpty {
        paragraphs.append(String(line))
      }
      isFull = line.count > 60
    }
    return paragraphs
  }

  private mutating func readSentences(_ line: Substring) {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    var runs: [Run] = []
    var place = 0
    while place < words.count {
      if let run = Self.run(at: place, in: words) {
        runs.append(run)
        place = run.to
      } else {
        place += 1
      }
    }
    if address == nil { address = Self.address(in: words) }
    for (index, run) in runs.enumerated() {
      let next = index + 1 < runs.count ? runs[index + 1].from : words.count
      let before = index > 0 ? runs[index - 1].to : 0
      guard var person = person(run, words, before: before, until: next) else { continue }
      // Leo and Maya Trent.
      if person.family.isEmpty, index + 1 < runs.count,
        words[run.to..<next].allSatisfy({ $0 == "and" || $0 == "&" }),
        let other = Self.name(runs[index + 1], words), !other.family.isEmpty
      {
        person.family = other.family
      }
      add(person)
    }
  }

  private mutating func add(_ person: Reading.Somebody) {
    let known = people.firstIndex { other in
      other.given == person.given
        && (other.family == person.family || person.family.isEmpty || other.family.isEmpty)
    }
    guard let known else {
      people.append(person)
      return
    }
    if people[known].family.isEmpty { people[known].family = person.family }
    people[known].birth = people[known].birth ?? person.birth
    people[known].age = people[known].age ?? person.age
    people[known].relation = people[known].relation ?? person.relation
    people[known].isChild = people[known].isChild ?? person.isChild
  }

  /// Words with capitals, one after the other, none of which is a common word.
  private static func run(at place: Int, in words: [Substring]) -> Run? {
    var end = place
    while end < words.count, end - place < 4 {
      let raw = words[end]
      if end > place, raw.hasPrefix("(") { break }
      let word = raw.trimmed(of: "(),;:.!?\"“”[]")
      let bare = possessive(word)
      guard NameReading.isWord(bare), bare.first?.isUppercase == true, bare.count > 1,
        !NameReading.noNames.contains(bare.lowercased()),
        Relations.known[bare.lowercased()] == nil, !places.contains(bare.lowercased())
      else { break }
      if NameReading.titles.contains(bare.lowercased()), end > place { break }
      // What a colon follows is a label.
      if raw.hasSuffix(":") { return nil }
      end += 1
      if bare != word || raw.last.map({ ",;:.!?)".contains($0) }) == true { break }
    }
    guard end > place else { return nil }
    // Acacia Road, Hill Primary School: a place, or an agency.
    if end < words.count {
      let after = words[end].trimmed(of: "(),;:.").lowercased()
      if places.contains(after) { return nil }
    }
    return Run(from: place, to: end)
  }

  private static func possessive(_ word: Substring) -> Substring {
    for ending in ["'s", "’s", "s'", "s’"] where word.hasSuffix(ending) {
      return word.dropLast(ending.hasPrefix("s") ? 1 : 2)
    }
    return word
  }

  private static func name(_ run: Run, _ words: [Substring]) -> (given: String, family: String)? {
    let text = words[run.from..<run.to].map {
      possessive($0.trimmed(of: "(),;:.!?\"“”[]"))
    }.joined(separator: " ")
    return NameReading.read(text)
  }

  private func person(
    _ run: Run, _ words: [Substring], before: Int, until: Int
  ) -> Reading.Somebody? {
    guard let name = Self.name(run, words) else { return nil }
    var person = Reading.Somebody(given: name.given, family: name.family)
    let titled = words[run.from].trimmed(of: "(.,").lowercased()
    // What follows the name, as far as the sentence and the next name.
    let last = words[run.to - 1]
    // `Noah Petrov. Date of birth: …` goes on.
    let after = run.to < words.count ? words[run.to].trimmed(of: "(:.").lowercased() : ""
    let isEnd =
      (last.hasSuffix(".") || last.hasSuffix(";"))
      && !["date", "dob", "d.o.b", "born"].contains(after)
    var following = 0
    if !isEnd {
      for place in run.to..<min(until, run.to + 9) {
        following += 1
        if person.birth == nil, Self.isBirth(at: place, from: run.to, in: words),
          let (day, _) = Dates.day(at: place, in: words, today: today)
        {
          person.birth = day
        }
        if person.age == nil, place < run.to + 6 {
          person.age = Ages.age(at: place, in: words, isOld: true) ?? Self.commaAge(place, words)
        }
        if person.relation == nil, place < run.to + 4, isAside(place, run, words) {
          person.relation = Relations.known[words[place].trimmed(of: "(),;:.").lowercased()]
        }
        if words[place].hasSuffix("."), words[place].count > 3, words[place].last == ".",
          !words[place].lowercased().hasPrefix("d.o")
        {
          break
        }
      }
    }
    // The word before: her mother Sarah Jones, 7 year old Tom.
    for place in stride(from: run.from - 1, through: max(before, run.from - 4), by: -1) {
      let raw = words[place]
      if raw.hasSuffix(".") { break }
      let word = raw.trimmed(of: "(),;:").lowercased()
      let isNear = words[(place + 1)..<run.from].allSatisfy {
        Self.links.contains($0.trimmed(of: "(),;:").lowercased())
      }
      if person.relation == nil, isNear, let relation = Relations.known[word] {
        person.relation = relation
        break
      }
      if person.isChild == nil, isNear, let isChild = Relations.ages[word] {
        person.isChild = isChild
        break
      }
      if person.age == nil, let age = Ages.age(at: place, in: words, isOld: true) {
        person.age = age
        break
      }
      if raw.hasSuffix(",") { break }
    }
    if person.birth != nil { person.age = nil }
    let word = run.from > 0 ? words[run.from - 1].trimmed(of: "(),;:").lowercased() : ""
    if person.birth == nil, person.age == nil, person.relation == nil, person.isChild == nil {
      guard Self.childWords.contains(word), !NameReading.titles.contains(titled) else { return nil }
      person.isChild = true
    }
    PersonLine.settle(&person, today: today)
    return person
  }

  /// `(mother)`, `, her mother,`, `is the father`: who somebody is, said behind the name.
  private func isAside(_ place: Int, _ run: Run, _ words: [Substring]) -> Bool {
    if words[place].hasPrefix("(") { return true }
    let between = words[run.to..<place].map { $0.trimmed(of: "(),").lowercased() }
    return between.allSatisfy { Self.links.contains($0) }
      && (words[run.to - 1].hasSuffix(",") || !between.isEmpty)
  }

  /// `Tom, 7, and`
  private static func commaAge(_ place: Int, _ words: [Substring]) -> String? {
    guard place > 0, words[place].hasSuffix(",") || words[place].hasSuffix(")"),
      words[place - 1].hasSuffix(",")
        || ["about", "nearly", "only", "just"].contains(words[place - 1]),
      let value = Int(words[place].trimmed(of: ",)(")),
      (0...99).contains(value)
    else { return nil }
    return "\(value)"
  }

  private static func isBirth(at place: Int, from: Int, in words: [Substring]) -> Bool {
    if place == from || words[place].hasPrefix("(") { return true }
    let before = words[place - 1].trimmed(of: "(),:.").lowercased()
    return ["dob", "d.o.b", "born", "birth", "on", "b"].contains(before)
  }

  private static func address(in words: [Substring]) -> String? {
    for place in words.indices where words[place].first?.isNumber == true {
      let house = words[place].trimmed(of: ",")
      guard (1...4).contains(house.prefix { $0.isNumber }.count), house.count <= 5 else { continue }
      let end = min(words.count, place + 5)
      for last in (place + 1)..<max(place + 1, end) {
        let word = words[last].trimmed(of: ",.;)").lowercased()
        guard words[last].first?.isUppercase == true else { break }
        if streets.contains(word), last > place + 1 {
          return words[place...last].map { $0.trimmed(of: ",.;)") }.joined(separator: " ")
        }
      }
    }
    return nil
  }

  // MARK: - Who wrote it

  /// The lines after `Kind regards`: a name, what they are, where they work, how to reach them.
  mutating func readSender(_ lines: [Substring]) {
    guard
      let closing = lines.lastIndex(where: {
        Self.closings.contains(LabelWords.plain($0.prefix(40)))
      })
    else { return }
    for line in lines[(closing + 1)...].prefix(8) {
      let text = line.trimmed(of: ",.*")
      if text.isEmpty { continue }
      if let reach = Phones.first(in: text) ?? Phones.email(in: text) {
        callerReach = callerReach ?? reach
        if callerName != nil { continue }
      }
      let parts = text.split(whereSeparator: { ",/|–(".contains($0) }).map {
        $0.trimmed(of: ".)")
      }
      for part in parts where !part.isEmpty && part.count <= 80 {
        if callerName == nil {
          guard let name = NameReading.read(part), !name.given.isEmpty else { return }
          callerName = String(part)
        } else if agency == nil, Self.isAgency(part) {
          agency = String(part)
        } else if callerRole == nil, !part.contains(where: { $0.isNumber || $0 == "@" }) {
          callerRole = String(part)
        }
      }
    }
  }

  private static func isAgency(_ text: Substring) -> Bool {
    let words = LabelWords.plain(text).split(separator: " ").map(String.init)
    return words.contains { agencies.contains($0) }
  }

  private static let links: Set<String> = [
    "is", "was", "her", "his", "their", "the", "a", "childs", "child's", "maternal", "paternal",
    "who", "mum's", "mother's", "called", "named", "s", "are",
  ]
  private static let childWords: Set<String> = [
    "child", "pupil", "student", "baby", "named", "called", "about", "regarding", "re",
  ]
  private static let closings: Set<String> = [
    "regards", "kind regards", "many thanks", "thanks", "best wishes", "yours sincerely",
    "yours faithfully", "with thanks", "with best wishes", "warm regards", "best regards",
    "signed", "thank you", "kindest regards", "yours",
  ]
  private static let streets: Set<String> = [
    "road", "rd", "street", "st", "avenue", "ave", "lane", "close", "crescent", "terrace",
    "gardens", "drive", "way", "court", "place", "hill", "row", "grove", "walk", "quay", "mews",
  ]
  private static let places: Set<String> = streets.union(agencies).union([
    "house", "park", "town", "estate", "station", "unit", "ward", "constabulary", "team",
  ])
  private static let agencies: Set<String> = [
    "school", "primary", "academy", "infant", "infants", "junior", "college", "nursery",
    "preschool", "secondary", "surgery", "practice", "clinic", "hospital", "trust", "service",
    "services", "constabulary", "police", "ambulance", "council", "association", "centre", "nhs",
    "housing", "charity", "department",
  ]
}
