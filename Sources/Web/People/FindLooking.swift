import Domain
import HTML
import Hummingbird
import Matching
import Store

/// A locked record that matched: whom to ask, and nothing of it. The number is for those who may open
/// it in need, and for nobody's eyes else.
struct LockedMatch: Sendable {
  let because: String
  let openInNeed: PersonID?
}

/// What a search found, as far as this worker may know.
struct Looked: Sendable {
  /// May be the person looked for, the likeliest first.
  var found: [PersonTable.Found] = []
  /// Of the same family rather than the same person.
  var kin: [PersonTable.Found] = []
  var locked: [LockedMatch] = []
  /// Relatives who may be named.
  var seeable: Set<PersonID> = []
  /// What a worker must know of before acting, by person.
  var alerts: [PersonID: [AlertTable.Around]] = [:]
  /// What nothing could be made of.
  var unread: [String] = []
  fileprivate var refusals: [(PersonID, Denial)] = []

  var shown: [PersonTable.Found] { found + kin }

  /// Spoken, and the heading: `2 people match, likeliest first`.
  var heading: String {
    switch found.count {
    case 0: kin.isEmpty ? "Nobody on the record matches" : "Nobody matches; a family may"
    case 1: "1 person matches"
    default: "\(found.count) people match, likeliest first"
    }
  }
}

extension Context {
  /// Looks somebody up, and leaves out what this worker may not know: of a locked record only whom to
  /// ask, of a hidden one nothing. The one place where a search is judged.
  func look(_ terms: SearchTerms, limit: Int = 20) async throws -> Looked {
    let found = try await read { try PersonTable.search(terms, limit: limit, in: $0) }
    let records = try await standing(of: found.map(\.whole.id))
    let byPerson = Dictionary(
      records.compactMap { record in record.person.map { ($0, record) } },
      uniquingKeysWith: { first, _ in first })
    var looked = Looked()
    looked.unread = terms.unread
    for one in found {
      guard let record = byPerson[one.whole.id] else { continue }
      switch May.see(record, by: viewer, today: today) {
      case .allowed where one.match.kinship != nil: looked.kin.append(one)
      case .allowed: looked.found.append(one)
      case .refused(let denial) where denial.hidden: continue
      case .refused(let denial):
        // That a family has a locked member is nothing that a search for another may tell.
        if one.match.kinship != nil { continue }
        let mayOpen = denial.rule == "access.locked" && can(.breakGlass, about: [record])
        looked.locked.append(
          LockedMatch(because: denial.because, openInNeed: mayOpen ? one.whole.id : nil))
        looked.refusals.append((one.whole.id, denial))
      }
    }
    looked.alerts = try await alerts(around: looked.shown.map(\.whole.id), on: today)
    looked.seeable = try await seeable(looked.shown.flatMap { $0.family.map(\.line.id) })
    return looked
  }

  /// Writes to the access log who was shown, and who matched and was not.
  func tell(_ looked: Looked) async throws {
    try await showed(looked.shown.map(\.whole.id), by: .findPerson)
    guard !looked.refusals.isEmpty else { return }
    let refusals = looked.refusals.map { person, denial in
      Access(
        at: now, worker: worker, deed: .findPerson, people: [person], allowed: false,
        rule: denial.rule, request: requestID)
    }
    try await house.database.write { tx in
      for refusal in refusals { try AccessLogTable.append(tx, refusal) }
    }
  }

  /// Keeps a search for this worker, with whom it showed: the evidence of a record made from it.
  /// - Returns: its number, for ``PersonPaths/results(_:for:)``.
  func keep(_ search: SavedSearch) async throws -> String {
    var search = search
    let looked = try await look(search.terms(today: today))
    search.at = now
    search.locked = looked.locked.count
    search.shown = looked.shown.map {
      Person.SearchEvidence.Shown(
        person: $0.whole.id, percent: $0.match.percent,
        asFamily: $0.match.kinship == nil ? nil : true)
    }
    return try await save(search)
  }
}
