import Domain
import Foundation
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

  /// The best first, with what a worker reads to tell them apart; found by any of their records, and
  /// shown once, by the one that stands.
  /// - Parameter scoring: nil judges by the names of this authority's people, with the weights that
  ///   were learnt from them, if any were.
  package static func search(
    _ terms: SearchTerms, limit: Int = 20, by scoring: (any Scoring)? = nil,
    in tx: any Transaction
  ) throws -> [Found] {
    let matches = try standing(terms, limit: limit, by: scoring, in: tx)
    guard !matches.isEmpty else { return [] }
    let ids = matches.map(\.person)
    let people = Dictionary(uniqueKeysWithValues: try whole(of: ids, in: tx).map { ($0.id, $0) })
    let related = try withRelatives(ids, in: tx)
    var open: [PersonID: Row] = [:]
    for row in try tx.rows(
      """
      SELECT x.person, r.id AS referral, w.name AS worker, t.name AS team
      FROM person_record x JOIN referral r ON r.child = x.record AND r.is_open = 1
      LEFT JOIN worker w ON w.id = r.worker LEFT JOIN team t ON t.id = r.team
      WHERE x.person IN (\(padded: ids)) ORDER BY r.id DESC
      """)
    { open[try row.id("person")] = row }
    return try matches.compactMap { person, match in
      guard let whole = people[person] else { return nil }
      let row = open[person]
      return Found(
        match: match, whole: whole,
        family: related.contains(person) ? try family(of: person, in: tx) : [],
        openReferral: try row?.idIfAny("referral"), worker: try row?.textIfAny("worker"),
        team: try row?.textIfAny("team"))
    }
  }

  /// The best first: who, how probable, and why. What `search` shows without the showing.
  package static func matches(
    _ terms: SearchTerms, limit: Int = 20, by scoring: (any Scoring)? = nil,
    in tx: any Transaction
  ) throws -> [Match] {
    try standing(terms, limit: limit, by: scoring, in: tx).map { person, match in
      Match(
        person: person, score: match.score, weight: match.weight, reasons: match.reasons,
        kinship: match.kinship)
    }
  }

  /// Each record is judged for itself; of the records of one person the best speaks for all.
  private static func standing(
    _ terms: SearchTerms, limit: Int, by scoring: (any Scoring)?, in tx: any Transaction
  ) throws -> [(person: PersonID, match: Match)] {
    let candidates = try Candidates(terms, in: tx)
    let people = try candidates.people(in: tx)
    let scoring = try scoring ?? candidates.scoring(terms, people, in: tx)
    let matches = candidates.named(scoring.ranked(terms, among: people, limit: 2 * limit))
    let standing = try PersonRecords.standing(for: matches.map(\.person), in: tx)
    var seen: Set<PersonID> = []
    return matches.compactMap { match -> (person: PersonID, match: Match)? in
      let person = standing[match.person] ?? match.person
      return seen.insert(person).inserted ? (person, match) : nil
    }.prefix(limit).map { $0 }
  }

  /// Those of whom a relative is on the record: most of an index that was brought over have none.
  private static func withRelatives(
    _ ids: [PersonID], in tx: any Transaction
  ) throws -> Set<PersonID> {
    Set(
      try tx.rows(
        """
        SELECT DISTINCT x.person FROM person_record x JOIN relationship r ON r.other = x.record
        WHERE x.person IN (\(padded: ids))
        """
      ).map { try $0.id("person") })
  }
}

extension PersonTable {
  /// Who somebody found is, in a list that shows no more.
  package struct Finding: Sendable {
    package let name: String
    /// By which another system knew them first.
    package let reference: String?
    package let restriction: Person.Restriction.Level?
    /// Whom to ask where the record is restricted.
    package let owner: String?
  }

  package static func findings(
    of ids: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: Finding] {
    var findings: [PersonID: Finding] = [:]
    for row in try tx.rows(
      """
      SELECT p.id, p.given, p.family, p.restriction, w.name AS owner, r.number AS reference
      FROM person p LEFT JOIN worker w ON w.id = p.restriction_owner
      LEFT JOIN person_reference r ON r.person = p.id AND r.position = 0
      WHERE p.id IN (\(padded: ids))
      """)
    {
      findings[try row.id("id")] = Finding(
        name: Person.Name(given: try row.text("given"), family: try row.text("family")).full,
        reference: try row.textIfAny("reference"), restriction: try row.codeIfAny("restriction"),
        owner: try row.textIfAny("owner"))
    }
    return findings
  }
}

/// Those who share a key with a search.
struct Candidates {
  /// How many are judged: more than a worker reads, few enough to judge while somebody types.
  static let most = 100
  /// Keys looked up at once; of a longer search those that say most.
  private static let keys = 48

  private(set) var ids: [PersonID] = []
  /// How many people share a number or a postcode of the search.
  private var counts: [Frequencies.Value: Int] = [:]
  /// Who has a number that was typed in another system.
  private var named: [PersonID: String] = [:]
  private var others: [PersonID: [KnownPerson.NumberOfAnother]] = [:]
  /// Who shares nothing with the search but where they live.
  private var byAddressAlone: Set<PersonID> = []

  init(_ terms: SearchTerms, in tx: any Transaction) throws {
    let asked = Array(BlockingKeys.searching(terms).prefix(Self.keys))
    var byKey: [Int: [PersonID]] = [:]
    if !asked.isEmpty {
      for row in try tx.rows(Self.statement(asked)) {
        byKey[try row.int("key"), default: []].append(try row.id("person"))
      }
    }
    // A key that few share says more: what is shared is weighed by how rare it turned out to be.
    var weights: [PersonID: Double] = [:]
    for key in asked {
      guard let people = byKey[key.number] else { continue }
      // Of a key that more share than were taken, those taken are taken by their numbers alone.
      let weight = people.count < key.most ? max(3, 22 - log2(Double(people.count))) : 3
      for person in people { weights[person, default: 0] += weight }
    }
    for reference in terms.references {
      for id in byKey[BlockingKeys.number(of: "id:\(reference)")] ?? [] {
        weights[id, default: 0] += 1000
        named[id] = reference
      }
    }
    for number in terms.numbers {
      if case .reference(let text) = number, let id = PersonID(text) { weights[id] = 1000 }
    }
    try addFamilies(of: terms, byKey, &weights, in: tx)
    count(terms, byKey)
    byAddressAlone = Set(byKey.values.joined()).subtracting(
      Self.found(byKey, by: terms.withoutAddress) + others.keys + named.keys)
    ids = weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.most)
      .map(\.key).sorted()
  }

  private static func found(
    _ byKey: [Int: [PersonID]], by terms: SearchTerms
  ) -> [PersonID] {
    BlockingKeys.searching(terms).flatMap { byKey[$0.number] ?? [] }
  }

  /// A statement of its own for each key, each with its limit: a key that everybody shares costs no
  /// more than one that few share.
  private static func statement(_ asked: [BlockingKeys.Asked]) -> SQL {
    var sql = SQL.StringInterpolation(literalCapacity: 0, interpolationCount: asked.count * 2)
    var room = 4
    while room < asked.count { room += 4 }
    for index in 0..<room {
      sql.appendLiteral(index == 0 ? "" : " UNION ALL ")
      sql.appendLiteral(
        "SELECT key, person FROM (SELECT key, person FROM person_key WHERE key = ")
      // Beyond the last a number that no key has, so that few statements are prepared.
      sql.appendInterpolation(index < asked.count ? asked[index].number : 1 << 40)
      sql.appendLiteral(" ORDER BY person LIMIT ")
      sql.appendInterpolation(index < asked.count ? asked[index].most : 1)
      sql.appendLiteral(") AS k\(index)")
    }
    return SQL(stringInterpolation: sql)
  }

  /// Whose phone it is may be the mother's: her children are candidates, and it is said whose it is.
  private mutating func addFamilies(
    of terms: SearchTerms, _ byKey: [Int: [PersonID]], _ weights: inout [PersonID: Double],
    in tx: any Transaction
  ) throws {
    for number in terms.numbers {
      switch number {
      case .phone, .email: break
      default: continue
      }
      let holders = byKey[BlockingKeys.number(of: number.key)] ?? []
      guard !holders.isEmpty else { continue }
      for row in try tx.rows(
        """
        SELECT other, kind FROM relationship
        WHERE person IN (\(padded: Array(holders.prefix(16)))) AND to_day IS NULL AND kind IN
          ('mother', 'father', 'parent', 'stepParent', 'carer', 'grandparent', 'partner')
        ORDER BY other, kind LIMIT 64
        """)
      {
        let id: PersonID = try row.id("other")
        let kind: Person.Relationship.Kind = try row.code("kind")
        others[id, default: []].append(.init(number, whose: kind.words.lowercased()))
        weights[id, default: 0] += 15
      }
    }
  }

  private mutating func count(_ terms: SearchTerms, _ byKey: [Int: [PersonID]]) {
    for number in terms.numbers {
      counts[.init(.number, number.key)] = byKey[BlockingKeys.number(of: number.key)]?.count
    }
    if let postcode = terms.postcode {
      counts[.init(.postcode, postcode)] =
        byKey[BlockingKeys.number(of: "pc:\(postcode)")]?.count
    }
  }

  func people(in tx: any Transaction) throws -> [KnownPerson] {
    let known = try PersonIndex.known(ids, others: others, in: tx)
    let people = ids.compactMap { known[$0] }
    let undisclosed = try UndisclosedHomes.near(ids, in: tx)
    if undisclosed.isEmpty { return people }
    // Who is looked for by a home that must not be told is found as by any other.
    return people.compactMap { person in
      let shown = person.without(undisclosed.holds)
      return shown != person && byAddressAlone.contains(person.id) ? nil : shown
    }
  }

  /// Whoever another system knows by a number that was typed comes first, whatever else was typed.
  func named(_ matches: [Match]) -> [Match] {
    if named.isEmpty { return matches }
    let sure = named.sorted { $0.key < $1.key }.map { id, reference in
      let match = matches.first { $0.person == id }
      return Match(
        person: id, score: max(match?.score ?? 0, 0.99), weight: max(match?.weight ?? 0, 20),
        reasons: ["the number \(reference) in another system"] + (match?.reasons ?? []),
        kinship: nil)
    }
    return sure + matches.filter { named[$0.person] == nil }
  }

  /// Names are weighed by how many here bear them.
  func scoring(
    _ terms: SearchTerms, _ people: [KnownPerson], in tx: any Transaction
  ) throws -> any Scoring {
    var values: Set<Frequencies.Value> = []
    let asked = KnownPerson(
      id: PersonID(0), names: [],
      birth: { if case .day(let day) = terms.birth { .exact(day) } else { nil } }(),
      addresses: [KnownAddress(street: terms.street ?? "", town: terms.town ?? "")],
      school: terms.school)
    values.formUnion(Frequencies.values(of: asked))
    for name in terms.allNames {
      values.insert(.init(.given, name))
      values.insert(.init(.family, name))
    }
    if case .year(let year) = terms.birth { values.insert(.init(.year, "\(year)")) }
    for person in people { values.formUnion(ValueCount.compared(of: person)) }
    let frequencies = try ValueCount.frequencies(of: values, known: counts, in: tx)
    let weights = try PersonWeights.load(in: tx)?.weights ?? .shipped
    return FellegiSunter(weights: weights, frequencies: frequencies)
  }
}
