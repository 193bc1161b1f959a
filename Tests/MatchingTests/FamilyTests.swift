import Domain
import Testing

@testable import Matching

/// Families that nobody told us of: brothers and sisters, namesakes and strangers are not the person.
@Suite struct FamilyTests {
  private static let given = [
    "Aisha", "Omar", "Jack", "Olivia", "Amelia", "Noah", "Leo", "Mia", "Ivy", "Freya", "Zoe",
    "Adam",
    "Kacper", "Zuzanna", "Yusuf", "Maryam", "Alfie", "Poppy", "George", "Ruby", "Ellie", "Ella",
    "Harry", "Harrison", "Ethan", "Nathan", "Sofia", "Sophie", "Muhammad", "Mohsin",
  ]
  private static let family = [
    "Khan", "Smith", "Jones", "Taylor", "Patel", "Nowak", "Begum", "Okafor", "Williams", "Brown",
    "Xylander", "Ali", "O’Brien", "Evans", "Hussain", "Whitcombe", "Trelawny", "Popescu",
  ]
  private static let streets = [
    "Acacia Road", "High Street", "Beech Grove", "Mill Lane", "Quay Street",
  ]

  /// A town of a hundred thousand, with the names of the tests among the common ones.
  private static let frequencies: Frequencies = {
    var counts: [Frequencies.Value: Int] = [:]
    for (index, name) in given.enumerated() {
      counts[.init(.given, Folding.joined(name))] = 1500 / (index % 7 + 1)
    }
    for (index, name) in family.enumerated() {
      counts[.init(.family, Folding.joined(name))] = 1200 / (index % 9 + 1)
    }
    return Frequencies(people: 100_000, counts: counts, counted: [.given, .family])
  }()

  private struct Household {
    var family: String
    var house: String
    var street: String
    var postcode: String
    var phone: IdentifyingNumber

    init(_ random: inout Seeded) throws {
      family = try #require(FamilyTests.family.randomElement(using: &random))
      house = "\(Int.random(in: 1...180, using: &random))"
      street = try #require(FamilyTests.streets.randomElement(using: &random))
      let number = Int.random(in: 1...99, using: &random)
      postcode = "LS\(number % 28 + 1) \(number % 9)AB"
      phone = try #require(
        IdentifyingNumber(phone: "07700 9\(10_000 + Int.random(in: 0..<89_999, using: &random))"))
    }

    func child(_ number: Int, _ given: String, _ born: Day, sex: Sex? = nil) -> KnownPerson {
      KnownPerson(
        id: PersonID(number), names: [Person.Name(given: given, family: family)],
        birth: .exact(born), sex: sex,
        addresses: [KnownAddress(house: house, street: street, town: "Leeds", postcode: postcode)],
        numbers: [phone])
    }

    func terms(_ given: String, _ born: Day) -> SearchTerms {
      var terms = SearchTerms(
        given: given, family: family, postcode: postcode, today: Day(number: 20_500))
      terms.birth = .day(born)
      (terms.house, terms.street, terms.town) = (house, street, "Leeds")
      terms.numbers = [phone]
      return terms
    }
  }

  private func day(_ random: inout Seeded) -> Day {
    Day(number: Int.random(in: 14_000..<20_400, using: &random))
  }

  private func names(_ count: Int, _ random: inout Seeded) -> [String] {
    Array(Self.given.shuffled(using: &random).prefix(count))
  }

  @Test func anUnknownBrotherOrSisterIsSaidToBeOne() throws {
    var random = Seeded(3)
    let scoring = FellegiSunter(frequencies: Self.frequencies)
    var (alarms, told) = (0, 0)
    for number in 1...1000 {
      let household = try Household(&random)
      let two = names(2, &random)
      let born = day(&random)
      let apart = Int.random(in: 300...4000, using: &random)
      let known = household.child(number, two[0], born)
      let match = try #require(
        scoring.score(household.terms(two[1], born.adding(days: apart)), known))
      if match.probability >= 0.9 { alarms += 1 }
      if match.kinship == "may be a brother or sister of \(known.names[0].full)" { told += 1 }
    }
    #expect(alarms <= 10, "\(alarms) of 1000 brothers and sisters were taken for the child")
    #expect(told >= 950, "\(told) of 1000 were told to be brother or sister")
  }

  @Test func theChildThemselvesIsFoundInTheSameHousehold() throws {
    var random = Seeded(4)
    let scoring = FellegiSunter(frequencies: Self.frequencies)
    for number in 1...300 {
      let household = try Household(&random)
      let two = names(2, &random)
      let (born, other) = (day(&random), day(&random))
      let people = [
        household.child(number, two[0], born), household.child(number + 1, two[1], other),
      ]
      let asked = household.terms(two[0], born.dayAndMonthSwapped ?? born)
      let found = scoring.ranked(asked, among: people)
      #expect(found.first?.person == PersonID(number))
      #expect((found.first?.probability ?? 0) > 0.95)
    }
  }

  @Test func twinsAreLeftInDoubt() throws {
    var random = Seeded(5)
    let household = try Household(&random)
    let born = day(&random)
    let match = try #require(
      FellegiSunter(frequencies: Self.frequencies).score(
        household.terms("Omar", born), household.child(1, "Aisha", born)))
    #expect((0.05..<0.9).contains(match.probability))
    #expect(
      match.kinship
        == "may be a brother or sister of \(household.child(1, "Aisha", born).names[0].full)")
  }

  @Test func aNamesakeWithAnotherDateOfBirthIsNotTheChild() throws {
    var random = Seeded(6)
    let scoring = FellegiSunter(frequencies: Self.frequencies)
    var alarms = 0
    for number in 1...1000 {
      let (here, there) = (try Household(&random), try Household(&random))
      let name = names(1, &random)[0]
      var asked = there.terms(name, day(&random))
      asked.family = Folding.parts(here.family)
      let match = scoring.score(asked, here.child(number, name, day(&random)))
      if (match?.probability ?? 0) >= 0.9 { alarms += 1 }
    }
    #expect(alarms <= 20, "\(alarms) of 1000 namesakes were taken for the child")
  }

  @Test func aParentIsOfTheFamilyAndNotASister() throws {
    var random = Seeded(7)
    let household = try Household(&random)
    let born = day(&random)
    let mother = household.child(1, "Sofia", born.adding(days: -10_000))
    let match = try #require(
      FellegiSunter(frequencies: Self.frequencies).score(household.terms("Omar", born), mother))
    #expect(match.probability < 0.05)
    #expect(match.kinship == "may be of the same family as \(mother.names[0].full)")
  }

  @Test func onlyASharedSurnameMakesNoFamily() throws {
    let khan = try Town.person(1, "Aisha", "Khan", born: "2016-03-14")
    let match = FellegiSunter().score(try Town.terms("Omar Khan 3/5/2018"), khan)
    #expect(match?.kinship == nil)
  }
}
