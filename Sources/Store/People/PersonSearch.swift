import Domain
import Matching

/// Finding people: candidates by what they share with the search, then judged one by one.
extension PersonTable {
  /// One record that may be whom the worker looks for. Whoever shows it asks for leave first.
  package struct Found: Sendable {
    package let match: Match
    package let whole: Whole
    package let family: [Relative]
    package let openReferral: ReferralID?
    package let worker: String?
    package let team: String?
  }

  /// The best first; found by any of their records, and shown once, by the one that stands.
  package static func search(
    _ terms: SearchTerms, limit: Int = 20, by scoring: any Scoring = PlainScoring(),
    in tx: any Transaction
  ) throws -> [Found] {
    let candidates = try whole(of: candidates(terms, in: tx), in: tx)
    let matches = scoring.ranked(
      terms, among: candidates.map { KnownPerson($0.id, $0.person) }, limit: candidates.count)
    let standing = try PersonRecords.standing(for: matches.map(\.person), in: tx)
    var seen: Set<PersonID> = []
    let once = matches.compactMap { match -> (person: PersonID, match: Match)? in
      let person = standing[match.person] ?? match.person
      return seen.insert(person).inserted ? (person, match) : nil
    }.prefix(limit)
    let people = Dictionary(
      uniqueKeysWithValues: try whole(of: once.map(\.person), in: tx).map { ($0.id, $0) })
    return try once.compactMap { person, match in
      guard let whole = people[person] else { return nil }
      let open = try tx.row(
        """
        SELECT r.id AS referral, w.name AS worker, t.name AS team FROM referral r
        LEFT JOIN worker w ON w.id = r.worker LEFT JOIN team t ON t.id = r.team
        WHERE r.child IN \(records: person) AND r.is_open = 1
        """)
      return Found(
        match: match, whole: whole, family: try family(of: person, in: tx),
        openReferral: try open?.idIfAny("referral"), worker: try open?.textIfAny("worker"),
        team: try open?.textIfAny("team"))
    }
  }

  /// How many are judged: more than a worker reads, few enough to judge at once.
  private static let most = 300

  /// Those who share a number, a day of birth or a postcode come in whole; of those who share sounds
  /// of names, the ones who share most.
  private static func candidates(
    _ terms: SearchTerms, in tx: any Transaction
  ) throws -> [PersonID] {
    let keys = BlockingKeys.searching(terms)
    let rare = ["ref:", "nhs:", "upn:", "la:", "tel:", "pc:", "d:", "mm:"]
    let (few, many) = (
      keys.filter { key in rare.contains { key.hasPrefix($0) } },
      keys.filter { key in !rare.contains { key.hasPrefix($0) } }
    )
    var found: Set<PersonID> = []
    for keys in [few, many] where !keys.isEmpty {
      for row in try tx.rows(
        """
        SELECT person, COUNT(*) AS shared FROM person_key WHERE key IN (\(list: keys))
        GROUP BY person ORDER BY shared DESC, person LIMIT \(most)
        """
      ) {
        found.insert(try row.id("person"))
      }
    }
    return found.sorted()
  }
}
