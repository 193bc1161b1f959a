import Domain
import Testing

@Suite("The threshold document") struct ThresholdsTests {
  @Test("Within an edition every indicator has an id of its own that names its level")
  func ids() {
    for edition in Thresholds.editions {
      #expect(Set(edition.indicators.map(\.id)).count == edition.indicators.count)
      #expect(Set(edition.indicators.map(\.words)).count == edition.indicators.count)
      for level in Contact.Level.allCases {
        let own = edition.indicators(of: level)
        #expect(own.count >= 6)
        #expect(own.allSatisfy { $0.id.hasPrefix("\(level.rawValue).") })
      }
    }
    #expect(Thresholds.words("9.unknown") == "9.unknown")
  }

  @Test("An id means the same in every edition, so that an old decision reads as it did")
  func meaning() {
    var words: [String: String] = [:]
    for indicator in Thresholds.editions.flatMap(\.indicators) {
      #expect(words[indicator.id, default: indicator.words] == indicator.words)
      words[indicator.id] = indicator.words
    }
  }

  @Test("Every cell of the matrix in force says something")
  func cells() throws {
    let now = try #require(Thresholds.editions.last)
    for level in Contact.Level.allCases {
      for domain in Thresholds.NeedDomain.allCases {
        #expect(!now.indicators(of: level, in: domain).isEmpty, "\(level) \(domain)")
      }
      #expect(now.text(of: level)?.meaning.isEmpty == false)
    }
  }

  @Test("An edition is in force from its day until the next one's") func inForce() throws {
    let second = try #require(Thresholds.edition("2"))
    #expect(Thresholds.inForce(on: second.from) == second)
    #expect(Thresholds.inForce(on: second.from.adding(days: -1)).edition == "1")
    #expect(Thresholds.inForce(on: Day(number: 0)).edition == "1")
    #expect(Thresholds.editions.map(\.from) == Thresholds.editions.map(\.from).sorted())
    #expect(Thresholds.edition("nonesuch") == nil)
  }
}
