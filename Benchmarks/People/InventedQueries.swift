import DemoCouncil
import Domain
import Foundation

/// What somebody at the phone knows of a person, and what of it is wrong.
struct InventedQuery {
  enum Kind: String, CaseIterable {
    /// On the record, told with an error of the kind.
    case typo, sound, nickname, swappedNames = "swapped-names", swappedDay = "swapped-day"
    case wrongDigit = "wrong-digit", previousName = "previous-name", moved, partial, several
    /// Not on the record.
    case stranger, namesake, sibling

    var isKnown: Bool { ![.stranger, .namesake, .sibling].contains(self) }
  }

  let kind: Kind
  /// The number of the person in the table; nil for somebody who is not in it.
  let wanted: Int?
  var person: InventedPerson
  var birthText: String

  static let columns = [
    "query_id", "kind", "wanted", "forename", "middle", "surname", "dob", "sex", "house", "street",
    "town", "postcode", "phone", "nhs",
  ]

  func row(_ id: Int) -> [String] {
    let p = person
    return [
      "Q\(id)", kind.rawValue, wanted.map { "L\($0)" } ?? "", p.given, p.middle, p.family,
      birthText,
      p.sex, p.house, p.street, p.town, p.postcode, p.phone, p.nhs,
    ]
  }
}

/// Makes queries about people of a town: seven in ten of somebody on the record, told with an error.
struct InventedQueries {
  let town: InventedTown
  var chance: Seeded

  init(_ town: InventedTown) {
    self.town = town
    chance = Seeded(seed: town.seed ^ 0x51ED)
  }

  /// - Parameter pick: somebody on the record at random, with the number and the household.
  mutating func make(
    _ kind: InventedQuery.Kind,
    pick: (inout Seeded) -> (number: Int, household: [InventedPerson], at: Int)
  ) -> InventedQuery {
    while true {
      let (number, household, at) = pick(&chance)
      var person = household[at]
      switch kind {
      case .stranger:
        // A household that is in no table.
        let other = town.household(1_000_000_000 + chance.number(0...999_999))
        person = other[chance.number(0...(other.count - 1))]
        return InventedQuery(
          kind: kind, wanted: nil, person: told(person), birthText: person.birth.iso)
      case .namesake:
        let other = town.household(1_000_000_000 + chance.number(0...999_999))
        var namesake = other[0]
        (namesake.given, namesake.family, namesake.sex) = (person.given, person.family, person.sex)
        namesake.middle = ""
        return InventedQuery(
          kind: kind, wanted: nil, person: told(namesake), birthText: namesake.birth.iso)
      case .sibling:
        guard let sibling = town.unknownSibling(of: household, &chance) else { continue }
        return InventedQuery(
          kind: kind, wanted: nil, person: told(sibling, keepHome: true),
          birthText: sibling.birth.iso)
      default:
        guard let changed = wrong(kind, told(person)) else { continue }
        return InventedQuery(
          kind: kind, wanted: number, person: changed.0, birthText: changed.1)
      }
    }
  }

  /// Nobody is told whole at the phone.
  private mutating func told(_ person: InventedPerson, keepHome: Bool = false) -> InventedPerson {
    var told = person
    told.previousFamily = person.previousFamily
    if !chance.chance(25) { told.middle = "" }
    if !chance.chance(8) { told.nhs = "" }
    if !keepHome {
      if !chance.chance(35) { told.phone = "" }
      if chance.chance(35) {
        (told.house, told.street, told.town, told.postcode) = ("", "", "", "")
      }
    }
    return told
  }

  private mutating func wrong(
    _ kind: InventedQuery.Kind, _ told: InventedPerson
  ) -> (InventedPerson, String)? {
    var person = told
    var birth = person.birth.iso
    switch kind {
    case .typo:
      if chance.chance(50) {
        person.given = mistyped(person.given)
      } else {
        person.family = mistyped(person.family)
      }
    case .sound:
      guard let heard = heard(person.family) ?? heard(person.given) else { return nil }
      if heard.1 == person.family { person.family = heard.0 } else { person.given = heard.0 }
    case .nickname:
      guard let short = InventedNames.short[person.given] else { return nil }
      person.given = chance.one(of: short)
    case .swappedNames: (person.given, person.family) = (person.family, person.given)
    case .swappedDay:
      let (year, month, day) = person.birth.civil
      guard day <= 12, day != month, let other = Day(year: year, month: day, day: month) else {
        return nil
      }
      birth = other.iso
    case .wrongDigit: birth = wrongDigit(person.birth)
    case .previousName:
      guard !person.previousFamily.isEmpty else { return nil }
      person.family = person.previousFamily
    case .moved:
      let other = town.household(1_000_000_000 + chance.number(0...999_999))[0]
      (person.house, person.street, person.town, person.postcode) =
        (other.house, other.street, other.town, other.postcode)
      person.phone = chance.chance(50) ? other.phone : ""
      person.nhs = ""
    case .partial: return partial(person)
    case .several:
      if chance.chance(50) { person.given = mistyped(person.given) }
      if chance.chance(50) { person.family = mistyped(person.family) }
      if chance.chance(50) { birth = wrongDigit(person.birth) }
      if chance.chance(30) { (person.given, person.family) = (person.family, person.given) }
    case .stranger, .namesake, .sibling: return nil
    }
    person.previousFamily = ""
    return (person, birth)
  }

  /// Enough to tell one person from most others, and no more.
  private mutating func partial(_ told: InventedPerson) -> (InventedPerson, String)? {
    var person = told
    (person.middle, person.nhs, person.sex) = ("", "", "")
    let birth = person.birth
    switch chance.number(0...4) {
    case 0:  // A name and the year.
      (person.house, person.street, person.town, person.postcode, person.phone) = (
        "", "", "", "", ""
      )
      return (person, String(birth.year))
    case 1:  // A surname and the day.
      (person.house, person.street, person.town, person.postcode, person.phone) = (
        "", "", "", "", ""
      )
      person.given = ""
      return (person, birth.iso)
    case 2:  // A first name and the postcode.
      guard !person.postcode.isEmpty else { return nil }
      (person.family, person.house, person.street, person.town, person.phone) = ("", "", "", "", "")
      return (person, "")
    case 3:  // A name and a phone.
      guard !person.phone.isEmpty else { return nil }
      (person.house, person.street, person.town, person.postcode) = ("", "", "", "")
      return (person, "")
    default:  // A name and where they live, without a postcode.
      guard !person.street.isEmpty else { return nil }
      (person.postcode, person.phone) = ("", "")
      return (person, "")
    }
  }

  private mutating func mistyped(_ text: String) -> String {
    var letters = Array(text)
    guard letters.count > 2 else { return text + chance.one(of: ["e", "s", "n"]) }
    let at = chance.number(0...(letters.count - 2))
    switch chance.number(0...3) {
    case 0: letters.swapAt(at, at + 1)
    case 1: letters.remove(at: at + (at == 0 ? 1 : 0))
    case 2: letters[max(1, at)] = chance.one(of: Array("aeioustrnl"))
    default: letters.insert(letters[at], at: at)
    }
    return String(letters)
  }

  /// As it is heard, with what it was.
  private mutating func heard(_ text: String) -> (String, String)? {
    let pairs = [
      ("ph", "f"), ("ck", "k"), ("ie", "y"), ("ee", "ea"), ("ll", "l"), ("tt", "t"), ("nn", "n"),
      ("ss", "s"), ("ou", "ow"), ("ai", "ay"), ("ey", "y"), ("gh", ""), ("wh", "w"), ("c", "k"),
      ("z", "s"), ("oo", "u"), ("sh", "s"), ("th", "t"), ("y", "i"), ("v", "w"),
    ]
    let lower = text.lowercased()
    let fitting = pairs.filter { lower.dropFirst().contains($0.0) }
    guard !fitting.isEmpty else { return nil }
    let (from, to) = chance.one(of: fitting)
    guard let range = lower.range(of: from, options: .backwards) else { return nil }
    let heard = lower.replacingCharacters(in: range, with: to)
    return (heard.prefix(1).uppercased() + heard.dropFirst(), text)
  }

  private mutating func wrongDigit(_ day: Day) -> String {
    while true {
      var letters = Array(day.iso)
      let at = chance.one(of: [3, 5, 6, 8, 9, 8, 9])
      letters[at] = chance.one(of: Array("0123456789"))
      let text = String(letters)
      if text != day.iso, let other = Day(iso: text), other <= InventedTown.today { return text }
    }
  }
}
