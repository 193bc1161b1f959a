import Domain

/// An invented family, before and after the council knows it.
struct Family: Sendable {
  struct Member: Sendable {
    var name: Person.Name
    var birth: Person.Birth
    let sex: Sex
    /// Mother, Father, Son, Daughter: as a caller would say it.
    let relation: String
    /// An adult's relationship to the children; nil for a child.
    let to: Person.Relationship.Kind?
    var otherNames: [Person.Name] = []
    /// What an unborn child will be called.
    var nameToBe: String?
    var person: PersonID?

    var isChild: Bool { to == nil }
    var isUnborn: Bool { nameToBe != nil }
  }

  var members: [Member]
  let ethnicity: Ethnicity
  let language: String
  var address: Person.Address
  let phone: String
  let school: String
  let surgery: String
  /// The family's relationships are on the record.
  var related = false
  /// Those who do not live with the family any more.
  var elsewhere: Set<PersonID> = []

  var children: [Int] { members.indices.filter { members[$0].isChild } }
  var adults: [Int] { members.indices.filter { !members[$0].isChild } }

  func member(_ person: PersonID) -> Member? { members.first { $0.person == person } }

  /// A family as on a day, with so many children at most.
  /// - Parameter unborn: the youngest child is expected.
  static func invented(
    children most: Int, unborn: Bool = false, on day: Day, _ chance: inout Seeded
  ) -> Family {
    let name = chance.one(of: Names.families)
    let (ethnicity, language) = chance.weighted([
      ((Ethnicity.whiteBritish, "English"), 78), ((.otherWhite, "Polish"), 6),
      ((.whiteAndBlackCaribbean, "English"), 5), ((.pakistani, "Urdu"), 4),
      ((.blackAfrican, "English"), 4), ((.notYetObtained, "English"), 3),
    ])
    let adults = adults(named: name, on: day, &chance)
    let children = children(
      named: name, most: most, unborn: unborn, mother: adults[0], on: day, &chance)
    return Family(
      members: adults + children,
      ethnicity: ethnicity, language: language,
      address: home(from: day.adding(days: -chance.number(200...2000)), &chance),
      phone: "01632 960\(chance.number(100...999))", school: chance.one(of: Names.schools),
      surgery: chance.one(of: Names.surgeries))
  }

  static func home(from day: Day, _ chance: inout Seeded) -> Person.Address {
    let (town, outward) = chance.one(of: Names.towns)
    let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
    let inward =
      "\(chance.number(1...9))\(chance.one(of: letters))\(chance.one(of: letters))"
    return Person.Address(
      lines: "\(chance.number(1...140)) \(chance.one(of: Names.streets))\n\(town)",
      postcode: "\(outward) \(inward)", from: day)
  }

  private static func adults(
    named name: String, on day: Day, _ chance: inout Seeded
  ) -> [Member] {
    func born(_ years: ClosedRange<Int>) -> Person.Birth {
      .exact(day.adding(days: -365 * chance.number(years) - chance.number(0...364)))
    }
    var mother = Member(
      name: .init(given: chance.one(of: Names.women), family: name), birth: born(22...44),
      sex: .female, relation: "Mother", to: .mother)
    if chance.chance(20) {
      mother.otherNames = [
        .init(given: mother.name.given, family: chance.one(of: Names.families), kind: .previous)
      ]
    }
    var members = [mother]
    if chance.chance(62) {
      let family = chance.chance(60) ? name : chance.one(of: Names.families)
      members.append(
        Member(
          name: .init(given: chance.one(of: Names.men), family: family),
          birth: .exact(mother.birth.day.adding(days: -chance.number(0...(365 * 9)))), sex: .male,
          relation: "Father", to: .father))
    }
    if chance.chance(9) {
      members.append(
        Member(
          name: .init(given: chance.one(of: Names.women), family: chance.one(of: Names.families)),
          birth: born(50...72), sex: .female, relation: "Grandmother", to: .grandparent))
    }
    return members
  }

  private static func children(
    named name: String, most: Int, unborn: Bool, mother: Member, on day: Day,
    _ chance: inout Seeded
  ) -> [Member] {
    // Their mother was 18 or more.
    let oldest = max(1, min(16, mother.birth.day.age(on: day) - 18))
    let count = min(most, chance.weighted([(1, 34), (2, 36), (3, 19), (4, 8), (5, 3)]))
    var taken: Set<String> = []
    return (0..<count).map { place in
      let girl = chance.chance(49)
      var given = chance.one(of: girl ? Names.girls : Names.boys)
      while !taken.insert(given).inserted {
        given = chance.one(of: girl ? Names.girls : Names.boys)
      }
      var member = Member(
        name: .init(given: given, family: name), birth: .exact(day), sex: girl ? .female : .male,
        relation: girl ? "Daughter" : "Son", to: nil)
      if unborn, place == count - 1 {
        member.name.given = "Baby"
        member.nameToBe = given
        member.birth = .expected(day.adding(days: chance.number(60...190)))
        return member
      }
      let born = day.adding(days: -chance.number(30...(365 * oldest)))
      member.birth = chance.chance(6) ? .estimated(born) : .exact(born)
      if chance.chance(5) {
        member.otherNames = [
          .init(given: given, family: chance.one(of: Names.families), kind: .previous)
        ]
      }
      return member
    }
  }

  /// What is known of a member when the record is made.
  func details(
    _ index: Int, on day: Day, _ numbers: inout Numbers, _ chance: inout Seeded
  ) -> Person.Details {
    let member = members[index]
    let disabled = member.isChild && !member.isUnborn && chance.chance(9)
    let disabilities: [Disability] =
      disabled ? [chance.one(of: [.learning, .autism, .hearing, .mobility])] : [.none]
    return Person.Details(
      name: member.name, otherNames: member.otherNames,
      stage: member.isUnborn ? .unborn : member.isChild ? .child : .adult, birth: member.birth,
      identity: Person.Identity(
        sex: member.isUnborn ? .unknown : member.sex, ethnicity: ethnicity, language: language,
        interpreter: language != "English",
        disabilities: member.isChild && !member.isUnborn ? disabilities : []),
      identifiers: identifiers(of: member, on: day, &numbers, &chance), address: address,
      provenance: Person.Provenance(saidBy: "Mother"))
  }

  private func identifiers(
    of member: Member, on day: Day, _ numbers: inout Numbers, _ chance: inout Seeded
  ) -> Person.Identifiers {
    guard member.isChild, !member.isUnborn else { return Person.Identifiers() }
    var known = Person.Identifiers()
    if chance.chance(55) { known.nhsNumber = numbers.nhsNumber(&chance) }
    if member.birth.day.age(on: day) < 5 {
      known.upnUnknown = .notOfSchoolAge
    } else if chance.chance(80) {
      known.upn = numbers.pupilNumber(born: member.birth.day)
    } else {
      known.upnUnknown = .newlyInNeed
    }
    return known
  }
}
