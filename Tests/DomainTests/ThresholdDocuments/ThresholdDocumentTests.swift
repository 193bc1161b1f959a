import Testing

@testable import Domain

/// The partners adopt an edition of their own.
@Suite("An edition of the threshold document") struct ThresholdDocumentTests {
  static let today = Day(number: 20_700)

  static func document(_ change: (inout Parts) -> Void = { _ in }) -> Thresholds {
    var parts = Parts()
    change(&parts)
    return Thresholds(
      edition: parts.edition, from: parts.from, source: parts.source, levels: parts.levels,
      indicators: parts.indicators)
  }

  struct Parts {
    var edition = "Partners 2027"
    var from = today.adding(days: 30)
    var source = "Agreed by the partners in March"
    var levels = Thresholds.first.levels
    var indicators = Thresholds.first.indicators
  }

  static func rule(
    _ change: @escaping (inout Parts) -> Void, beside: ThresholdEditions = .shipped
  ) -> String? {
    do {
      _ = try ThresholdDocument.decide(
        .adopt(document(change)), given: nil, around: .init(editions: beside), by: .imported,
        today: today)
      return nil
    } catch {
      return error.rule
    }
  }

  @Test("It is adopted, is in force from its day, and decisions made before keep theirs")
  func adopted() throws {
    let facts = try ThresholdDocument.decide(
      .adopt(Self.document()), given: nil, around: .init(editions: .shipped), by: .imported,
      today: Self.today)
    let adopted = try #require(facts.first.map { ThresholdDocument.evolve(nil, $0) })
    let editions = ThresholdEditions([adopted.thresholds])
    #expect(editions.inForce(on: Self.today).edition == "2")
    #expect(editions.inForce(on: Self.today.adding(days: 30)).edition == "Partners 2027")
    #expect(editions.edition("1") == .first)
  }

  @Test("Of two from one day the later adopted counts, and a starting text never outranks theirs")
  func order() {
    let first = Self.document { $0.from = Self.today }
    let mended = Self.document {
      $0.from = Self.today
      $0.edition = "Partners 2027, mended"
    }
    let later = Self.document {
      $0.from = Self.today.adding(days: 400)
      $0.edition = "Partners 2028"
    }
    let editions = ThresholdEditions([later, first, mended])
    #expect(editions.inForce(on: Self.today).edition == "Partners 2027, mended")
    #expect(editions.inForce(on: Self.today.adding(days: 500)).edition == "Partners 2028")
    #expect(editions.words("4.injury") == ThresholdEditions.shipped.words("4.injury"))
  }

  @Test("What would change the meaning of an old decision, or cannot be decided by, is refused")
  func refused() {
    #expect(Self.rule({ $0.edition = "" }) == "thresholds.edition")
    #expect(Self.rule({ $0.edition = "2" }) == "thresholds.twice")
    #expect(Self.rule({ $0.from = Self.today.adding(days: -1) }) == "thresholds.past")
    #expect(Self.rule({ $0.source = "" }) == "thresholds.source")
    #expect(Self.rule({ $0.levels.removeLast() }) == "thresholds.levels")
    #expect(Self.rule({ $0.levels.swapAt(0, 1) }) == "thresholds.levels")
    #expect(
      Self.rule({ parts in parts.indicators.removeAll { $0.level == .targeted } })
        == "thresholds.level")
    #expect(Self.rule({ $0.indicators.append($0.indicators[0]) }) == "thresholds.same-id")
    let another = Thresholds.Indicator(
      id: "4.injury", level: .earlyHelp, domain: .child, words: "A grazed knee")
    #expect(
      Self.rule({ parts in
        parts.indicators.removeAll { $0.id == "4.injury" }
        parts.indicators.append(another)
      }) == "thresholds.meaning")
    let spaced = Thresholds.Indicator(
      id: "4 injury", level: .statutory, domain: .child, words: "An injury")
    #expect(Self.rule({ $0.indicators.append(spaced) }) == "thresholds.id")
    let silent = Thresholds.Indicator(
      id: "4.silent", level: .statutory, domain: .child, words: "")
    #expect(Self.rule({ $0.indicators.append(silent) }) == "thresholds.words")
  }
}
