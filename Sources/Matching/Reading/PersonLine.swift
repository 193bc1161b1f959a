import Domain

/// Somebody in one line: `1. KHAN, Aisha, DOB 12/03/2015, F (daughter)`, `Sarah Jones - mother, tel
/// 01632 960123`.
struct PersonLine {
  private(set) var person = Reading.Somebody()

  /// - Parameter today: settles years of two digits, and who is a child.
  init?(
    _ line: some StringProtocol, _ who: Layout.Who, isFamilyFirst: Bool = false, today: Day,
    needsName: Bool = true
  ) {
    let text = Self.withoutBullet(line)
    guard !text.isEmpty, text.count <= 300 else { return nil }
    let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
    read(words, today: today)
    if let name = Self.name(words, isFamilyFirst: isFamilyFirst) {
      (person.given, person.family) = name
    } else if needsName {
      return nil
    }
    person.relation = who.relation ?? person.relation
    person.isChild = who.isChild
    Self.settle(&person, today: today)
  }

  /// Who is a child, by the date of birth before anything that was only said.
  static func settle(_ person: inout Reading.Somebody, today: Day) {
    if let birth = person.birth {
      person.isChild = birth.age(on: today) < 18
    } else if let age = person.age, person.isChild == nil {
      let number = Int(age.prefix { $0.isNumber })
      person.isChild = age.contains { $0.isLetter } || (number ?? 99) < 18
    } else if person.isChild == nil, let relation = person.relation {
      person.isChild = Relations.isChild(relation)
    }
  }

  // MARK: - What stands beside the name

  private mutating func read(_ words: [Substring], today: Day) {
    for place in words.indices {
      let word = words[place].trimmed(of: "(),;:.[]–-").lowercased()
      if person.birth == nil, let (day, _) = Dates.day(at: place, in: words, today: today) {
        person.birth = day
      }
      if person.age == nil, let age = Ages.age(at: place, in: words) { person.age = age }
      if person.relation == nil, let relation = Relations.known[word] { person.relation = relation }
      if person.phone == nil, let (phone, _) = Phones.phone(at: place, in: words) {
        person.phone = phone
      }
    }
    if person.birth != nil { person.age = nil }
  }

  /// What comes before the first bracket, number, dash or word that belongs to no name.
  private static func name(
    _ words: [Substring], isFamilyFirst: Bool
  ) -> (given: String, family: String)? {
    var taken: [Substring] = []
    for (place, word) in words.enumerated() {
      let plain = word.trimmed(of: "(),;:.[]").lowercased()
      // Baby Ruby Chenoweth; Baby Chenoweth has no other name yet.
      if taken.isEmpty, plain == "baby",
        words[(place + 1)...].prefix(2).count(where: {
          NameReading.isWord($0.trimmed(of: ",;.:")) && $0.first?.isUppercase == true
        }) == 2
      {
        continue
      }
      if taken.isEmpty, Relations.known[plain] != nil || fillers.contains(plain) { continue }
      if taken.isEmpty, word == "-" || word == "–" { continue }
      let isOver =
        word.hasPrefix("(") || word.hasPrefix("[") || word == "-" || word == "–"
        || word.contains(where: \.isNumber) || stops.contains(plain)
        || Relations.known[plain] != nil
      if isOver { break }
      guard NameReading.isWord(word.trimmed(of: ",;.:")) else { break }
      taken.append(word)
      if word.hasSuffix(";") || word.hasSuffix(":") || taken.count == 6 { break }
      // `KHAN, Aisha`: a comma after the family's name goes on; any other ends the name.
      if word.hasSuffix(","), !(taken.count <= 2 && (isFamilyFirst || isShouted(taken))) { break }
    }
    // A comma at the end is no part of it.
    let text = taken.joined(separator: " ").trimmed(of: ",;:.")
    let parts = text.split(separator: ",")
    if parts.count > 2 { return NameReading.read(parts[0] + "," + parts[1]) }
    return NameReading.read(text, isFamilyFirst: isFamilyFirst)
  }

  private static func isShouted(_ words: [Substring]) -> Bool {
    words.allSatisfy { $0.count > 1 && $0.allSatisfy { !$0.isLowercase } }
  }

  static func withoutBullet(_ line: some StringProtocol) -> String {
    var text = line.trimmed(of: "•*·–-|>")
    let digits = text.prefix { $0.isNumber }
    if (1...2).contains(digits.count), let sign = text.dropFirst(digits.count).first,
      ".):".contains(sign)
    {
      text = text.dropFirst(digits.count + 1).trimmed(of: "")
    }
    return String(text)
  }

  private static let fillers: Set<String> = ["child", "name", "the", "her", "his", "their"]
  private static let stops: Set<String> = [
    "dob", "d.o.b", "born", "aged", "age", "tel", "telephone", "mobile", "phone", "m", "f", "male",
    "female", "school", "year", "attends", "lives", "of", "is", "was", "who", "and", "nhs", "upn",
    "address", "nee", "née", "aka", "date",
  ]
}

/// Who somebody is to the others.
enum Relations {
  /// By the word, the word as it is filled in.
  static let known: [String: String] = {
    let words = [
      "mother", "father", "mum", "dad", "stepmother", "stepfather", "step-mother", "step-father",
      "stepdad", "stepmum", "step-dad", "step-mum", "partner", "ex-partner", "boyfriend",
      "girlfriend", "husband", "wife", "grandmother", "grandfather", "nan", "gran", "granddad",
      "grandad", "maternal", "paternal", "aunt", "uncle", "carer", "guardian", "neighbour",
      "lodger", "friend", "son", "daughter", "brother", "sister", "half-brother", "half-sister",
      "stepbrother", "stepsister", "step-brother", "step-sister", "twin", "cousin", "sibling",
    ]
    return Dictionary(
      uniqueKeysWithValues: words.map { ($0, $0.prefix(1).uppercased() + $0.dropFirst()) })
  }()

  private static let adults: Set<String> = [
    "mother", "father", "mum", "dad", "stepmother", "stepfather", "step-mother", "step-father",
    "stepdad", "stepmum", "step-dad", "step-mum", "partner", "ex-partner", "boyfriend",
    "husband", "wife", "grandmother", "grandfather", "nan", "gran", "granddad", "grandad", "aunt",
    "uncle", "carer", "guardian", "lodger", "suspect",
  ]
  private static let children: Set<String> = ["son", "daughter", "twin"]

  /// Words that say whether somebody is a child, and not who they are.
  static let ages: [String: Bool] = [
    "boy": true, "girl": true, "lad": true, "toddler": true, "baby": true, "teenager": true,
    "infant": true, "man": false, "woman": false, "male": false, "lady": false,
  ]

  static func isChild(_ relation: String) -> Bool? {
    let word = relation.lowercased()
    return adults.contains(word) ? false : children.contains(word) ? true : nil
  }
}
