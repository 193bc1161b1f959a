import Domain
import Foundation
import Hummingbird
import Matching
import Store

/// What a worker typed to find somebody. Kept under a number of its own, encrypted, for its worker:
/// names must not stand in addresses, which browsers remember and proxies write down.
package struct SavedSearch: Codable, Sendable, Equatable {
  /// One box, anything in any order.
  package var box = ""
  package var given = ""
  package var family = ""
  package var birth = ""
  package var postcode = ""
  package var number = ""
  /// House and street.
  package var street: String?
  package var school: String?
  /// When it was made, whom it showed, and how many matched that were closed to the worker.
  var at: Instant?
  var shown: [Person.SearchEvidence.Shown]?
  var locked: Int?
  /// The line about somebody who belongs to a family, from which the search was made.
  package var words: String?

  package init(
    box: String = "", given: String = "", family: String = "", birth: String = "",
    postcode: String = "", number: String = ""
  ) {
    self.box = box
    self.given = given
    self.family = family
    self.birth = birth
    self.postcode = postcode
    self.number = number
  }

  init(_ answers: Answers) {
    func text(_ id: String) -> String {
      String(
        (answers[id] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
          .prefix(200))
    }
    self.init(
      box: text("q"), given: text("given"), family: text("family"), birth: text("birth"),
      postcode: text("postcode"), number: text("number"))
    street = text("street").isEmpty ? nil : text("street")
    school = text("school").isEmpty ? nil : text("school")
  }

  package var isEmpty: Bool { typed.isEmpty }

  private var typed: [String] {
    [box, given, family, birth, street ?? "", postcode, school ?? "", number]
      .filter { !$0.isEmpty }
  }

  /// What was looked for, in words: the evidence that a search was made before a record was.
  package var evidence: String { typed.joined(separator: ", ") }

  /// The same with whom it showed; nil for a search that was kept without.
  var shownEvidence: Person.SearchEvidence? {
    guard let at, let shown else { return nil }
    return Person.SearchEvidence(text: evidence, at: at, shown: shown, closed: locked ?? 0)
  }

  /// Enough to look for while it is being typed: three letters or numbers.
  var isEnough: Bool { typed.joined().count { $0.isLetter || $0.isNumber } >= 3 }

  /// Nothing in the separate questions.
  var isBoxOnly: Bool { typed.allSatisfy { $0 == box } }

  package func terms(today: Day) -> SearchTerms {
    var terms = SearchTerms(box, today: today)
    let asked = SearchTerms(
      given: given, family: family, birth: birth, postcode: postcode, number: number,
      today: today)
    terms.given = asked.given
    terms.family = asked.family
    terms.birth = asked.birth ?? terms.birth
    terms.postcode = asked.postcode ?? terms.postcode
    terms.numbers += asked.numbers.filter { !terms.numbers.contains($0) }
    terms.unborn = terms.unborn || asked.unborn
    terms.street = street ?? terms.street
    terms.school = school ?? terms.school
    terms.unread += asked.unread
    return terms
  }

  /// Given and family names as typed, for the form of a new record. In one box the last name is
  /// taken for the family's; the worker sees it and can change it.
  func names(today: Day) -> (given: String, family: String) {
    if !given.isEmpty || !family.isEmpty { return (given, family) }
    let read = Set(SearchTerms(box, today: today).names)
    let separators: Set<Character> = [",", ";"]
    var words: [String] = []
    for word in box.split(whereSeparator: { $0.isWhitespace || separators.contains($0) }) {
      let parts = Folding.parts(String(word))
      guard !parts.isEmpty, parts.allSatisfy({ read.contains($0) }) else { continue }
      words.append(word == word.lowercased() ? AnswerReader.capital(String(word)) : String(word))
    }
    guard let last = words.last, words.count > 1 else { return (words.first ?? "", "") }
    return (words.dropLast().joined(separator: " "), last)
  }
}

extension Context {
  /// Keeps a search for this worker.
  /// - Returns: its number, for ``PersonPaths/results(_:for:)``.
  package func save(_ search: SavedSearch) async throws -> String {
    let id = Base64URL.encode(Chance.bytes(9))
    let sealed = try Sealed.seal(
      Array(try JSONEncoder().encode(search)), with: house.keys.draft,
      place: "search/\(worker.number)/\(id)")
    let (worker, now) = (worker, now)
    try await house.database.write { tx in
      try SavedSearchTable.save(id, worker: worker, sealed: sealed, at: now, in: tx)
    }
    return id
  }

  /// A search that this worker made. Nil for another's, an old one, or a number of none.
  package func search(_ id: String) async throws -> SavedSearch? {
    let worker = worker
    guard
      let sealed = try await read({ try SavedSearchTable.find(id, worker: worker, in: $0) }),
      let bytes = Sealed.open(
        sealed, with: house.keys.draft, place: "search/\(worker.number)/\(id)")
    else { return nil }
    return try JSONDecoder().decode(SavedSearch.self, from: Data(bytes))
  }
}
