import Domain

/// A name as agencies write it: `KHAN, Aisha Noor`, `Aisha KHAN`, `Ms Sarah Jones`.
enum NameReading {
  /// Nil for what is no name: `Not known`, a sentence, anything with digits or signs.
  static func read(_ text: some StringProtocol, isFamilyFirst: Bool = false) -> (
    given: String, family: String
  )? {
    let halves = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    if halves.count == 2 {
      guard let family = words(halves[0]), let given = words(halves[1]), family.count <= 3 else {
        return nil
      }
      return (cased(given), cased(family))
    }
    guard var all = words(text) else { return nil }
    guard let last = all.last else { return nil }
    if all.count == 1 {
      return isShouted(last) && isFamilyFirst ? ("", cased(all)) : (cased(all), "")
    }
    let shouted = all.filter(isShouted)
    if !shouted.isEmpty, shouted.count < all.count {
      // Letters alone are initials of given names.
      let family = all.filter { isShouted($0) || particles.contains($0.lowercased()) }
      let given = all.filter { !isShouted($0) && !particles.contains($0.lowercased()) }
      return (cased(given), cased(family))
    }
    if isFamilyFirst {
      let family = all.removeFirst()
      return (cased(all), cased([family]))
    }
    var family = [all.removeLast()]
    while let before = all.last, all.count > 1, particles.contains(before.lowercased()) {
      family.insert(all.removeLast(), at: 0)
    }
    return (cased(all), cased(family))
  }

  /// The words of a name, without titles; nil where one of them is none.
  private static func words(_ text: some StringProtocol) -> [String]? {
    var found: [String] = []
    for raw in text.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
      let word = raw.trimmed(of: ".;:\"“”*")
      if word.isEmpty { continue }
      if titles.contains(word.lowercased()) { continue }
      guard isWord(word), found.count < 6 else { return nil }
      found.append(String(word))
    }
    guard !found.isEmpty, !found.allSatisfy({ noNames.contains($0.lowercased()) }) else {
      return nil
    }
    let plain = found.joined(separator: " ").lowercased()
    if nobodies.contains(plain) || noNames.contains(found[0].lowercased()) { return nil }
    if found.contains(where: { neverNames.contains($0.lowercased()) }) { return nil }
    return found
  }

  /// Letters with a hyphen or an apostrophe, beginning with a capital; or a particle.
  static func isWord(_ word: some StringProtocol) -> Bool {
    guard let first = word.first, (1...30).contains(word.count) else { return false }
    guard word.allSatisfy({ $0.isLetter || $0 == "-" || $0 == "'" || $0 == "’" }) else {
      return false
    }
    return first.isUppercase || particles.contains(word.lowercased()) || !first.isCased
  }

  private static func isShouted(_ word: String) -> Bool {
    word.count { $0.isLetter } > 1 && word.allSatisfy { !$0.isLowercase }
  }

  /// `O'BRIEN` as O'Brien, `MCCABE` as McCabe; what is written in small letters stays.
  static func cased(_ words: [String]) -> String {
    words.map { isShouted($0) ? cased($0) : $0 }.joined(separator: " ")
  }

  private static func cased(_ word: String) -> String {
    var result = ""
    var begins = true
    for character in word.lowercased() {
      result += begins ? character.uppercased() : String(character)
      begins = !character.isLetter
    }
    if result.hasPrefix("Mc"), result.count > 3 {
      let rest = result.dropFirst(2)
      result = "Mc" + rest.prefix(1).uppercased() + rest.dropFirst()
    }
    return result
  }

  static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "mx", "master", "dr", "rev", "prof", "sir", "dame", "pc", "ps",
    "sgt", "dc", "ds", "pcso", "wpc", "insp",
  ]
  static let particles: Set<String> = [
    "de", "da", "dos", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "bint", "ibn",
    "ap", "st",
  ]
  private static let nobodies: Set<String> = [
    "not known", "unknown", "nk", "none", "not given", "not recorded", "refused", "as above",
    "tbc", "not applicable", "yes", "no", "nil", "not provided", "see above",
  ]
  /// Words that stand in no name, wherever they stand.
  private static let neverNames: Set<String> = [
    "concern", "concerns", "child", "children", "school", "police", "family", "referral",
    "safeguarding", "notification", "services", "service", "report", "welfare", "incident",
    "details", "information", "department", "hospital", "council", "ambulance", "urgent",
  ]
  /// Words with a capital that begin no name.
  static let noNames: Set<String> = [
    "the", "a", "an", "this", "that", "these", "he", "she", "they", "it", "we", "i", "you", "his",
    "her", "their", "our", "my", "and", "but", "or", "if", "when", "while", "on", "at", "in",
    "from", "to", "for", "with", "by", "as", "of", "no", "not", "yes", "all", "both", "there",
    "police", "officers", "officer", "school", "mother", "father", "mum", "dad", "parents",
    "parent", "child", "children", "baby", "sibling", "siblings", "family", "home", "address",
    "male", "female", "unknown", "none", "dear", "hello", "hi", "thanks", "thank", "regards",
    "today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december", "year", "class", "reception", "nursery",
    "social", "services", "council", "ambulance", "crew", "patient", "pupil", "student",
    "hospital", "mash", "dsl", "dob", "nhs", "gp", "please", "also", "since", "after", "before",
    "during", "nan", "grandmother", "grandfather", "partner", "concern", "concerns", "re", "date",
    "sent", "subject", "name", "ref", "reference", "born",
    "aged", "age", "kind", "yours", "many", "what", "who", "where", "how", "can", "so", "then",
  ]
}

extension Character {
  /// Of an alphabet that has capitals.
  fileprivate var isCased: Bool { isUppercase || isLowercase }
}

extension StringProtocol {
  /// Without these signs and spaces at either end.
  func trimmed(of signs: String) -> SubSequence {
    let isSign: (Character) -> Bool = { $0.isWhitespace || signs.contains($0) }
    guard let start = firstIndex(where: { !isSign($0) }),
      let last = lastIndex(where: { !isSign($0) })
    else { return self[endIndex...] }
    return self[start...last]
  }
}
