import Domain
import Testing

@Suite("The threshold document") struct ThresholdsTests {
  @Test("Within an edition every indicator has an id of its own that names its level")
  func ids() {
    for edition in ThresholdEditions.shipped.all {
      #expect(Set(edition.indicators.map(\.id)).count == edition.indicators.count)
      #expect(Set(edition.indicators.map(\.words)).count == edition.indicators.count)
      for level in Contact.Level.allCases {
        let own = edition.indicators(of: level)
        #expect(own.count >= 6)
        #expect(own.allSatisfy { $0.id.hasPrefix("\(level.rawValue).") })
      }
    }
    #expect(ThresholdEditions.shipped.words("9.unknown") == "9.unknown")
  }

  @Test("An id means the same in every edition, so that an old decision reads as it did")
  func meaning() {
    var words: [String: String] = [:]
    for indicator in ThresholdEditions.shipped.all.flatMap(\.indicators) {
      #expect(words[indicator.id, default: indicator.words] == indicator.words)
      words[indicator.id] = indicator.words
    }
  }

  @Test("Every cell of the matrix in force says something")
  func cells() throws {
    let now = try #require(ThresholdEditions.shipped.all.last)
    for level in Contact.Level.allCases {
      for domain in Thresholds.NeedDomain.allCases {
        #expect(!now.indicators(of: level, in: domain).isEmpty, "\(level) \(domain)")
      }
      #expect(now.text(of: level)?.meaning.isEmpty == false)
    }
  }

  @Test("An edition is in force from its day until the next one's") func inForce() throws {
    let second = try #require(ThresholdEditions.shipped.edition("2"))
    #expect(ThresholdEditions.shipped.inForce(on: second.from) == second)
    #expect(ThresholdEditions.shipped.inForce(on: second.from.adding(days: -1)).edition == "1")
    #expect(ThresholdEditions.shipped.inForce(on: Day(number: 0)).edition == "1")
    #expect(
      ThresholdEditions.shipped.all.map(\.from)
        == ThresholdEditions.shipped.all.map(\.from).sorted())
    #expect(ThresholdEditions.shipped.edition("nonesuch") == nil)
  }
}
