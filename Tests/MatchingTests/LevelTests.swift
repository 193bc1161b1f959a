import Domain
import Testing

@testable import Matching

/// How two parts, dates and addresses agree.
@Suite struct LevelTests {
  private func alike(_ left: String, _ right: String, _ role: Lexicon.Role = .given)
    -> Lexicon.Alike
  {
    var lexicon = Lexicon()
    let (one, other) = (lexicon.part(left), lexicon.part(right))
    let there = lexicon.compare(one, other, as: role)
    var again = Lexicon()
    let (back, forth) = (again.part(right), again.part(left))
    #expect(again.compare(back, forth, as: role) == there, "\(left) \(right)")
    return there
  }

  @Test func partsOfNamesAreComparedBothWays() {
    #expect(alike("liz", "elizabeth") == .form)
    #expect(alike("jack", "john") == .form)
    #expect(alike("jack", "john", .family) != .form)
    #expect(alike("kowalska", "kowalski", .family) == .form)
    #expect(alike("ivanova", "ivanov", .family) == .form)
    #expect(alike("jonh", "john") == .oneEdit)
    #expect(alike("smyth", "smith", .family) == .oneEdit)
    #expect(alike("phillips", "filips", .family) == .sound)
    #expect(alike("k", "kacper") == .initial)
    #expect(alike("k", "omar") == .different)
    #expect(alike("charl", "charlton") == .begins)
    #expect(alike("tom", "tod") == .near)
    #expect(alike("aisha", "omar") == .different)
    #expect(alike("محمد", "محمود") != .same)
  }

  private func birth(_ left: String, _ right: String) throws -> BirthLevel {
    let (one, other) = (
      try #require(Portrait.Birth(text: left)), try #require(Portrait.Birth(text: right))
    )
    #expect(BirthLevel(one, other) == BirthLevel(other, one), "\(left) \(right)")
    return BirthLevel(one, other)
  }

  @Test(arguments: [
    ("20160314", "2016-03-14", BirthLevel.same), ("14/03/2016", "14 Mar 2016", .same),
    ("14032016", "2016-03-14T00:00:00", .same), ("20160403", "20160304", .swapped),
    ("20160314", "20160341", .exchanged), ("20160314", "20160315", .oneDigit),
    ("20160314", "19980314", .birthday), ("20160314", "20160327", .month),
    ("20160314", "20161114", .dayAndYear), ("20160314", "20170315", .twoDigits),
    ("20160314", "20161229", .year), ("20160314", "19991128", .different),
    ("2016-03", "20160314", .inMonth), ("2016", "20160314", .inYear),
    ("2015", "20160314", .notInYear),
    ("19214019", "19241019", .exchanged),
  ])
  func datesAgreeAsTheyAreMisread(left: String, right: String, level: BirthLevel) throws {
    #expect(try birth(left, right) == level)
  }

  @Test func whatIsNoDateIsNone() {
    for text in ["", "soon", "12", "1/2", "123456789", "n/a"] {
      #expect(Portrait.Birth(text: text) == nil, "\(text)")
    }
  }

  @Test(arguments: [
    (["12 Acacia Road", "Leeds"], "12", "Acacia Road", "Leeds"),
    (["Flat 3", "12a High St", "Otley", "Leeds"], "Flat 3 12a", "High St", "Otley Leeds"),
    (["Rose Cottage", "Mill Lane", "Otley"], "Rose Cottage", "Mill Lane", "Otley"),
    (["12", "Acacia Road", "Leeds"], "12", "Acacia Road", "Leeds"),
    (["Acacia Road"], "", "Acacia Road", ""), ([], "", "", ""),
  ])
  func anEnvelopeIsReadAsHouseStreetAndTown(
    lines: [String], house: String, street: String, town: String
  ) {
    let read = AddressReading(lines)
    #expect(read.house == house)
    #expect(read.street == street)
    #expect(read.town == town)
  }

  @Test func aStreetIsTheSameHoweverItIsShortened() {
    #expect(Studio.street("Acacia Rd.") == Studio.street("ACACIA ROAD"))
    #expect(Studio.street("St Mary's St") == Studio.street("St Marys Street"))
    #expect(Studio.street("St") == "st")
  }

  @Test func anyTextIsReadAsADateOrAnAddressWithoutHarm() {
    var random = Seeded(21)
    for _ in 0..<3000 {
      let text = random.word(upTo: 20, of: "0123456789/-. TMarch,é\n")
      _ = Portrait.Birth(text: text)
      let read = AddressReading([text, text])
      #expect(read.street.count <= text.count * 2 + 1)
    }
  }
}
