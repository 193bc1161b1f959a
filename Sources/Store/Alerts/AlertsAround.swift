import Domain

/// Which alerts a worker must know of before acting for somebody: their own, and those of whoever is
/// related to them or lives with them. Derived each time from relationships and addresses by the
/// days these are for, so that it shows from the day they begin, whenever they were written down.
extension AlertTable {
  /// Why somebody's alert is shown on another's page.
  package enum Tie: Sendable, Equatable {
    case own
    /// The bearer is this to the person.
    case related(Person.Relationship.Kind, since: Day?)
    /// The bearer is the partner of somebody who is this to the person.
    case partnerOf(Person.Relationship.Kind, since: Day?)
    case livesWith(since: Day?)
  }

  package struct Around: Sendable, Equatable {
    package let id: AlertID
    package let kind: Alert.Kind
    package var what: String
    package let act: String
    package let from: Day
    package let familyTold: Bool
    package var bearer: PersonTable.Line
    package var ties: [Tie]
  }

  /// By person, the gravest first; somebody without any is not among them.
  package static func around(
    _ people: [PersonID], on day: Day, in tx: any Transaction
  ) throws -> [PersonID: [Around]] {
    guard !people.isEmpty else { return [:] }
    var found: [PersonID: [Around]] = [:]
    func add(_ row: Row, _ tie: Tie) throws {
      let person: PersonID = try row.id("about")
      let id: AlertID = try row.id("alert")
      // Another record of the same person is no relative.
      let isOwn = try row.bool("is_own")
      if isOwn != (tie == .own) { return }
      if let place = found[person]?.firstIndex(where: { $0.id == id }) {
        // The nearest tie of a sort says enough.
        if found[person]?[place].ties.contains(where: { $0.sort == tie.sort }) == false {
          found[person]?[place].ties.append(tie)
        }
        return
      }
      found[person, default: []].append(
        Around(
          id: id, kind: try row.code("kind"), what: try row.text("what"),
          act: try row.text("what_to_do"), from: try row.day("alert_from"),
          familyTold: try row.bool("family_told"), bearer: try PersonTable.line(row),
          ties: [tie]))
    }
    for row in try own(people, on: day, in: tx) { try add(row, .own) }
    for row in try related(people, on: day, in: tx) {
      try add(row, .related(try row.code("tie"), since: try row.dayIfAny("since")))
    }
    for row in try partners(people, on: day, in: tx) {
      try add(row, .partnerOf(try row.code("tie"), since: try row.dayIfAny("since")))
    }
    for row in try household(people, on: day, in: tx) {
      let stays = try (stay(row, ""), stay(row, "b_"))
      guard stays.0.isSameHome(as: stays.1) else { continue }
      let since = [stays.0.from, stays.1.from].compactMap { $0 }.max()
      try add(row, .livesWith(since: since))
    }
    return found.mapValues { alerts in
      alerts.sorted { ($0.kind.rank, $0.id) < ($1.kind.rank, $1.id) }
    }
  }

  private static let columns: SQL = """
    v.record AS about, CASE WHEN p.id = v.person THEN 1 ELSE 0 END AS is_own, l.id AS alert,
      l.kind AS kind, l.what, l.what_to_do, l.from_day AS alert_from, l.family_told,
      p.id, p.given, p.family, p.stage, p.birth, p.birth_certainty, p.died_on
    """

  /// Each record asked about, and all records of its person: `v.record` is read through `w.record`.
  private static let records: SQL = """
    person_record v JOIN person_record w ON w.person = v.person
    """

  private static func inForce(on day: Day) -> SQL {
    "l.from_day <= \(day) AND (l.ended_on IS NULL OR l.ended_on > \(day))"
  }

  /// What is about them and about nobody else.
  private static func own(
    _ people: [PersonID], on day: Day, in tx: any Transaction
  ) throws -> [Row] {
    try tx.rows(
      """
      SELECT \(columns) FROM \(records) JOIN alert l ON l.person = w.record
      JOIN person_of p ON p.record = l.person
      WHERE v.record IN (\(list: people)) AND \(inForce(on: day)) ORDER BY l.id
      """)
  }

  /// The alerts of the person `p`, in whichever of their records each was raised.
  private static let bearing: SQL = """
    JOIN person_record o ON o.person = p.id JOIN alert l ON l.person = o.record
    """

  /// What others must know of whoever belongs to them.
  private static let passedOn: SQL = "l.kind IN ('posesRiskToChildren', 'hazardToStaff')"

  private static func related(
    _ people: [PersonID], on day: Day, in tx: any Transaction
  ) throws -> [Row] {
    try tx.rows(
      """
      SELECT r.kind AS tie, r.from_day AS since, \(columns)
      FROM \(records) JOIN relationship r ON r.other = w.record
      JOIN person_of p ON p.record = r.person \(bearing)
      WHERE v.record IN (\(list: people)) AND \(passedOn) AND \(inForce(on: day))
        AND (r.from_day IS NULL OR r.from_day <= \(day))
        AND (r.to_day IS NULL OR r.to_day > \(day))
      ORDER BY l.id, r.position
      """)
  }

  /// Mum's partner is no relative of the child on paper and the first to be known of.
  private static func partners(
    _ people: [PersonID], on day: Day, in tx: any Transaction
  ) throws -> [Row] {
    try tx.rows(
      """
      SELECT a.kind AS tie, r.from_day AS since, \(columns)
      FROM \(records) JOIN relationship a ON a.other = w.record
      JOIN person_record x ON x.record = a.person JOIN person_record y ON y.person = x.person
      JOIN relationship r ON r.other = y.record
      JOIN person_of p ON p.record = r.person \(bearing)
      WHERE v.record IN (\(list: people)) AND r.kind = 'partner'
        AND a.kind IN ('mother', 'father', 'parent', 'stepParent', 'carer', 'grandparent')
        AND \(passedOn) AND \(inForce(on: day))
        AND (a.from_day IS NULL OR a.from_day <= \(day)) AND (a.to_day IS NULL OR a.to_day > \(day))
        AND (r.from_day IS NULL OR r.from_day <= \(day)) AND (r.to_day IS NULL OR r.to_day > \(day))
      ORDER BY l.id, r.position
      """)
  }

  /// Whoever is at one of their postcodes on the day; whether it is the same home is told by the
  /// lines. An address that must not be told is shared by all who live there.
  private static func household(
    _ people: [PersonID], on day: Day, in tx: any Transaction
  ) throws -> [Row] {
    try tx.rows(
      """
      SELECT a.lines, a.postcode, a.uprn, a.from_day, a.to_day,
        b.lines AS b_lines, b.postcode AS b_postcode, b.uprn AS b_uprn, b.from_day AS b_from_day,
        b.to_day AS b_to_day, \(columns)
      FROM \(records) JOIN person_address a ON a.person = w.record
      JOIN person_address b ON b.postcode = a.postcode
      JOIN person_of p ON p.record = b.person \(bearing)
      WHERE v.record IN (\(list: people)) AND l.kind <> 'other'
        AND \(inForce(on: day))
        AND (a.from_day IS NULL OR a.from_day <= \(day)) AND (a.to_day IS NULL OR a.to_day >= \(day))
        AND (b.from_day IS NULL OR b.from_day <= \(day)) AND (b.to_day IS NULL OR b.to_day >= \(day))
      ORDER BY l.id, b.position
      """)
  }

  private static func stay(_ row: Row, _ prefix: String) throws -> Person.Address {
    Person.Address(
      lines: try row.text(prefix + "lines"), postcode: try row.textIfAny(prefix + "postcode"),
      uprn: try row.textIfAny(prefix + "uprn"), from: try row.dayIfAny(prefix + "from_day"),
      to: try row.dayIfAny(prefix + "to_day"))
  }
}

extension AlertTable.Tie {
  fileprivate var sort: Int {
    switch self {
    case .own: 0
    case .related: 1
    case .partnerOf: 2
    case .livesWith: 3
    }
  }
}

extension UndisclosedHomes {
  /// The homes near some people that the record of today keeps back: where somebody lives, or has
  /// lived since the alert began, whose address must not be told. Those of their relatives too: a caller
  /// may give the new home of a mother for the father she fled from.
  package static func near(
    _ people: [PersonID], in tx: any Transaction
  ) throws -> UndisclosedHomes {
    guard !people.isEmpty else { return .everyHome }
    guard
      try tx.exists(
        "SELECT 1 FROM alert WHERE kind = 'doNotDiscloseAddress' AND ended_on IS NULL LIMIT 1")
    else { return UndisclosedHomes([]) }
    let rows = try tx.rows(
      """
      SELECT a.lines, a.postcode, a.uprn FROM person_address a \(alerts)
      WHERE a.person IN \(records: people) AND \(keptBack)
      UNION
      SELECT a.lines, a.postcode, a.uprn FROM person_address n
      JOIN person_address a ON a.postcode = n.postcode \(alerts)
      WHERE n.person IN \(records: people) AND \(keptBack)
      UNION
      SELECT a.lines, a.postcode, a.uprn FROM relationship r
      JOIN person_record y ON y.record = r.other JOIN person_record z ON z.person = y.person
      JOIN person_address a ON a.person = z.record \(alerts)
      WHERE r.person IN \(records: people) AND \(keptBack)
      """)
    return UndisclosedHomes(try rows.map(home))
  }

  /// Of whoever lives at `a`, in whichever of their records it was raised.
  private static let alerts: SQL = """
    JOIN person_record w ON w.record = a.person JOIN person_record o ON o.person = w.person
      JOIN alert l ON l.person = o.record
    """

  private static let keptBack: SQL = """
    l.kind = 'doNotDiscloseAddress' AND l.ended_on IS NULL
      AND (a.to_day IS NULL OR a.to_day > l.from_day)
    """

  private static func home(_ row: Row) throws -> Person.Address {
    Person.Address(
      lines: try row.text("lines"), postcode: try row.textIfAny("postcode"),
      uprn: try row.textIfAny("uprn"))
  }
}

extension AlertTable {
  /// Who must not be told what about some people, as their relationships of the day say.
  package static func mustNotBeTold(
    about people: [PersonID], on day: Day, in tx: any Transaction
  ) throws -> [PersonID: [(line: PersonTable.Line, words: String)]] {
    var found: [PersonID: [(line: PersonTable.Line, words: String)]] = [:]
    for row in try tx.rows(
      """
      SELECT v.record AS about, t.do_not_share, p.id, p.given, p.family, p.stage, p.birth,
        p.birth_certainty, p.died_on
      FROM person_record v JOIN person_record w ON w.person = v.person
      JOIN relationship r ON r.other = w.record
      JOIN relationship_terms t ON t.person = r.person AND t.position = r.position
      JOIN person_of p ON p.record = r.person
      WHERE v.record IN (\(list: people)) AND r.stated = 1 AND t.do_not_share IS NOT NULL
        AND (r.from_day IS NULL OR r.from_day <= \(day)) AND (r.to_day IS NULL OR r.to_day > \(day))
      ORDER BY p.id, r.position
      """
    ) {
      found[try row.id("about"), default: []].append(
        (try PersonTable.line(row), try row.text("do_not_share")))
    }
    return found
  }
}
