import DemoCouncil
import Domain
import Foundation

/// Somebody who does not exist, with what an index of people would say.
struct InventedPerson {
  var given: String
  var middle: String
  var family: String
  var previousFamily = ""
  var birth: Day
  var sex: String
  var house: String
  var street: String
  var town: String
  var postcode: String
  var phone: String
  var nhs: String
  var isChild: Bool

  /// Columns of the tables that are made, in this order.
  static let columns = [
    "person_id", "forename", "middle", "surname", "previous_surname", "dob", "sex", "house",
    "street",
    "town", "postcode", "phone", "nhs",
  ]

  func row(_ id: String) -> [String] {
    [
      id, given, middle, family, previousFamily, birth.iso, sex, house, street, town, postcode,
      phone,
      nhs,
    ]
  }
}

/// A town's households from a seed: members share address, mostly a family name, and a parent's phone.
/// Each household is made by itself from its number, so that any can be made again: to ask for one of
/// its members, or to invent a child of it whom nobody has written down.
struct InventedTown {
  let seed: UInt64
  /// How many people there are to be, which decides how many streets and postcodes.
  let people: Int
  static let today = Day(number: 20_500)

  private var towns: Int { max(2, people / 20_000) }

  func household(_ number: Int) -> [InventedPerson] {
    var chance = Seeded(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
    _ = chance.next()
    let culture = chance.weighted(InventedNames.cultures.map { ($0, $0.share) })
    let (house, street, town, postcode) = address(&chance)
    let family = familyName(culture, &chance)
    var members: [InventedPerson] = []
    func adult(_ sex: String, _ family: String, _ age: Int) {
      var person = InventedPerson(
        given: given(culture, sex, &chance), middle: "", family: family,
        birth: day(age, &chance), sex: sex, house: house, street: street, town: town,
        postcode: postcode, phone: phone(&chance), nhs: nhs(&chance), isChild: false)
      if chance.chance(45) { person.middle = given(culture, sex, &chance) }
      if sex == "F", chance.chance(30) { person.previousFamily = familyName(culture, &chance) }
      members.append(person)
    }
    let age = chance.number(19...58)
    let mothersName = chance.chance(25) ? familyName(culture, &chance) : family
    adult("F", mothersName, age)
    if chance.chance(65) { adult("M", family, max(19, age + chance.number(-4...8))) }
    let childless = chance.chance(30)
    var childAge = min(17, age - 18)
    for _ in 0..<chance.weighted([(1, 40), (2, 35), (3, 17), (4, 8)]) where !childless {
      childAge -= chance.number(1...4)
      if childAge < 0 { break }
      members.append(child(of: members, culture, family, childAge, &chance))
    }
    if chance.chance(20) { adult(chance.chance(50) ? "M" : "F", family, chance.number(19...90)) }
    return members
  }

  /// A brother or sister who is on nobody's list: same name, house and phone, another given name and
  /// birth; now and then a twin.
  func unknownSibling(of household: [InventedPerson], _ chance: inout Seeded) -> InventedPerson? {
    let children = household.filter(\.isChild)
    guard let one = children.first,
      let culture = InventedNames.cultures.first(where: {
        $0.girls.contains(one.given) || $0.boys.contains(one.given)
      })
    else { return nil }
    var sibling = one
    let known = Set(household.map(\.given))
    repeat {
      sibling.sex = chance.chance(50) ? "M" : "F"
      sibling.given = given(culture, sibling.sex, &chance)
    } while known.contains(sibling.given)
    sibling.middle = ""
    sibling.nhs = nhs(&chance)
    if !chance.chance(4) {
      repeat {
        sibling.birth = day(chance.number(0...16), &chance)
      } while household.contains {
        abs($0.birth - sibling.birth) < 280
      }
    }
    return sibling
  }

  private func child(
    of parents: [InventedPerson], _ culture: InventedNames.Culture, _ family: String, _ age: Int,
    _ chance: inout Seeded
  ) -> InventedPerson {
    var child = parents[0]
    child.isChild = true
    child.sex = chance.chance(51) ? "M" : "F"
    let taken = Set(parents.map(\.given))
    repeat { child.given = given(culture, child.sex, &chance) } while taken.contains(child.given)
    child.middle = chance.chance(50) ? given(culture, child.sex, &chance) : ""
    child.family =
      chance.chance(4) && family != parents[0].family
      ? "\(parents[0].family)-\(family)" : family
    child.previousFamily = ""
    child.birth = day(age, &chance)
    if chance.chance(40) { child.phone = "" }
    child.nhs = nhs(&chance)
    return child
  }

  private func day(_ age: Int, _ chance: inout Seeded) -> Day {
    Self.today.adding(days: -(age * 365 + age / 4 + chance.number(1...364)))
  }

  /// The share of the name at a place falls as one over the place (Zipf).
  private func common(_ names: [String], _ chance: inout Seeded) -> String {
    let at = Double(chance.number(0...999_999)) / 1_000_000
    return names[min(names.count - 1, Int(pow(Double(names.count + 1), at)) - 1)]
  }

  func given(_ culture: InventedNames.Culture, _ sex: String, _ chance: inout Seeded) -> String {
    // Names cross over: a third culture has English ones too.
    let culture = chance.chance(12) ? InventedNames.cultures[0] : culture
    return common(sex == "F" ? culture.girls : culture.boys, &chance)
  }

  func familyName(_ culture: InventedNames.Culture, _ chance: inout Seeded) -> String {
    if culture.share == 70, chance.chance(45) {
      let name = chance.one(of: InventedNames.fronts) + chance.one(of: InventedNames.backs)
      return chance.chance(15) ? name + "s" : name
    }
    return common(culture.families, &chance)
  }

  private func address(_ chance: inout Seeded) -> (String, String, String, String) {
    let town = chance.number(0...(towns - 1))
    // About twenty households a postcode, about three postcodes a street.
    let streets = max(20, people / towns / 130)
    let street = chance.number(0...(streets - 1))
    var named = Seeded(seed: seed ^ UInt64(town * 100_003 + street))
    _ = named.next()
    let name =
      named.chance(40)
      ? named.one(of: InventedNames.streetNames)
      : named.one(of: InventedNames.fronts) + named.one(of: InventedNames.backs)
    let kind = named.one(of: InventedNames.streets)
    let part = chance.number(0...2)
    let number = chance.number(1...40) + part * 40
    let outward = "\(["HW", "ZX", "LB", "YD", "OX", "NB"][town % 6])\(town / 6 % 99 + 1)"
    let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
    let unit = street * 3 + part
    let inward = "\(unit / 400 % 10)\(letters[unit / 20 % 20])\(letters[unit % 20])"
    let house = chance.chance(12) ? "Flat \(chance.number(1...12)), \(number)" : "\(number)"
    return (house, "\(name) \(kind)", townName(town), "\(outward) \(inward)")
  }

  private func townName(_ town: Int) -> String {
    var named = Seeded(seed: seed &+ UInt64(town) &* 7919)
    _ = named.next()
    return named.one(of: InventedNames.fronts) + named.one(of: InventedNames.backs)
  }

  func phone(_ chance: inout Seeded) -> String {
    let digits = String(chance.number(0...99_999_999))
    return "077" + String(repeating: "0", count: 8 - digits.count) + digits
  }

  func nhs(_ chance: inout Seeded) -> String {
    guard chance.chance(60) else { return "" }
    while true {
      let nine = (0..<9).map { _ in chance.number(0...9) }
      if let check = NHSNumber.checkDigit(nine) {
        return (nine + [check]).map(String.init).joined()
      }
    }
  }
}
