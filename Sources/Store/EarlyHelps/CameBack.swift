import Domain

/// Who came back within twelve months, and after what (A7).
///
/// A referral is a re-referral where another referral of the same child was received within the twelve
/// months before it (DfE, children in need statistics; ``Referral/isRereferral(_:after:)``). Beside
/// that stands what the statistics do not count: referrals within twelve months of early help, and
/// contacts within twelve months of the end of either.
package struct CameBack: Sendable {
  package enum Kind: String, CaseIterable, Sendable { case referrals, contacts }

  /// How the earlier work ended.
  package enum After: Hashable, Sendable {
    case closed(ReasonForClosure)
    case noFurtherAction
    case earlyHelp(EarlyHelp.Ending.Reason)
    /// A file that was imported does not say why.
    case notSaid
    case openReferral
    case openEarlyHelp

    /// As an address says it.
    package var key: String {
      switch self {
      case .closed(let reason): reason.code
      case .noFurtherAction: "nfa"
      case .earlyHelp(let reason): reason.rawValue
      case .notSaid: "not-said"
      case .openReferral: "open-referral"
      case .openEarlyHelp: "open-early-help"
      }
    }

    package var words: String {
      switch self {
      case .closed(let reason): reason.meaning
      case .noFurtherAction: "Referral, no further action"
      case .earlyHelp(let reason): "Early help: \(reason.words.lowercased())"
      case .notSaid: "Closed, reason not recorded"
      case .openReferral: "Referral, still open then"
      case .openEarlyHelp: "Early help, still open then"
      }
    }

    package var isEarlyHelp: Bool {
      switch self {
      case .earlyHelp, .openEarlyHelp: true
      case .closed, .noFurtherAction, .notSaid, .openReferral: false
      }
    }
  }

  /// Earlier work with the child.
  package struct Earlier: Sendable {
    package let stream: FactStream
    package let from: Day
    package let ended: Day?
    package let after: After
    /// Who had it last; nil for nobody, and for a lead outside the council.
    package let team: TeamID?
    /// Of the contact that it began with.
    package let level: Contact.Level?
    fileprivate let isReferral: Bool
  }

  package struct Line: Sendable {
    package let stream: FactStream
    package let child: PersonID
    package let name: String
    package let on: Day
    package let level: Contact.Level?
    package let earlier: Earlier
    /// By the definition of the statistics.
    package let isRereferral: Bool

    /// Whole months from the end of the earlier work, or from its beginning while it goes on.
    package var months: Int {
      var months = 0
      let start = min(earlier.ended ?? earlier.from, on)
      while months < 24, start.adding(months: months + 1) <= on { months += 1 }
      return months
    }
  }

  /// What came in the days looked at, whether it came back or not: whom it is about.
  package struct Received: Sendable {
    package let stream: FactStream
    package let child: PersonID
  }

  package let lines: [Line]
  /// One for each child of each referral or contact.
  package let received: [Received]

  package static func of(
    _ kind: Kind, from: Day, to: Day, in tx: any Transaction
  ) throws -> CameBack {
    let came =
      switch kind {
      case .referrals: try referrals(from, to, in: tx)
      case .contacts: try contacts(from, to, in: tx)
      }
    let since = from.adding(months: -Timescales.rereferralMonths)
    let works = Dictionary(
      grouping: try referralWork(since, to, in: tx) + earlyHelpWork(since, to, in: tx),
      by: \.child)
    let lines = came.compactMap { one -> Line? in
      let own = works[one.child] ?? []
      let earlier = own.map(\.earlier).filter { work in
        work.stream != one.stream && isBefore(one, work)
          && (kind == .referrals ? isWithin(one.on, work) : hasEnded(one.on, work))
      }
      guard
        let last = earlier.max(by: { ($0.from, $0.stream.number) < ($1.from, $1.stream.number) })
      else { return nil }
      return Line(
        stream: one.stream, child: one.child, name: one.name, on: one.on, level: one.level,
        earlier: last,
        isRereferral: kind == .referrals
          && earlier.contains { $0.isReferral && Referral.isRereferral(one.on, after: $0.from) })
    }
    return CameBack(
      lines: lines.sorted { ($0.on, $0.stream.number) > ($1.on, $1.stream.number) },
      received: came.map { Received(stream: $0.stream, child: $0.child) })
  }

  /// People whose records are not seen by everybody alike: restricted, or named.
  package static func judged(
    besides named: [PersonID], in tx: any Transaction
  ) throws -> [PersonID] {
    try tx.rows(
      """
      SELECT DISTINCT w.person FROM person_record w JOIN person p ON p.id = w.record
      WHERE p.restriction IS NOT NULL OR w.record IN (\(list: named)) ORDER BY w.person
      """
    ).map { try $0.id("person") }
  }

  // MARK: - What counts

  private struct Came {
    let stream: FactStream
    let child: PersonID
    let name: String
    let on: Day
    let level: Contact.Level?
  }

  private struct Work {
    let child: PersonID
    let earlier: Earlier
  }

  private static func isBefore(_ one: Came, _ work: Earlier) -> Bool {
    work.from < one.on
      || (work.from == one.on && work.stream.noun == one.stream.noun
        && work.stream.number < one.stream.number)
  }

  /// A referral counts from its receipt; early help while it goes on and for twelve months after.
  private static func isWithin(_ day: Day, _ work: Earlier) -> Bool {
    if work.isReferral { return Referral.isRereferral(day, after: work.from) }
    guard let ended = work.ended, ended <= day else { return true }
    return ended >= day.adding(months: -Timescales.rereferralMonths)
  }

  private static func hasEnded(_ day: Day, _ work: Earlier) -> Bool {
    guard let ended = work.ended, ended <= day else { return false }
    return ended >= day.adding(months: -Timescales.rereferralMonths)
  }

  // MARK: - Reading

  private static func referrals(
    _ from: Day, _ to: Day, in tx: any Transaction
  ) throws -> [Came] {
    try tx.rows(
      """
      SELECT r.id, r.received_on, p.id AS child, p.given, p.family, c.level
      FROM referral r JOIN person_of p ON p.record = r.child
      LEFT JOIN contact c ON c.id = r.contact
      WHERE r.received_on >= \(from) AND r.received_on <= \(to)
      """
    ).map { row in
      Came(
        stream: FactStream(noun: Referral.noun, number: try row.int("id")),
        child: try row.id("child"), name: try row.fullName(), on: try row.day("received_on"),
        level: try row.intIfAny("level").flatMap { Contact.Level(rawValue: $0) })
    }
  }

  private static func contacts(
    _ from: Day, _ to: Day, in tx: any Transaction
  ) throws -> [Came] {
    try tx.rows(
      """
      SELECT c.id, c.received_on, c.level, p.id AS child, p.given, p.family
      FROM contact c JOIN contact_person n ON n.contact = c.id
      JOIN person_of p ON p.record = n.person
      WHERE c.received_on >= \(from) AND c.received_on <= \(to) AND n.is_child = 1
      """
    ).map { row in
      Came(
        stream: FactStream(noun: Contact.noun, number: try row.int("id")),
        child: try row.id("child"), name: try row.fullName(), on: try row.day("received_on"),
        level: try row.intIfAny("level").flatMap { Contact.Level(rawValue: $0) })
    }
  }

  private static func referralWork(
    _ since: Day, _ to: Day, in tx: any Transaction
  ) throws -> [Work] {
    try tx.rows(
      """
      SELECT v.person AS child, r.id, r.received_on, r.outcome, r.decided_on, r.closed_on,
        r.closure_reason, r.is_open, r.team, c.level
      FROM referral r JOIN person_record v ON v.record = r.child
      LEFT JOIN contact c ON c.id = r.contact
      WHERE r.received_on <= \(to)
        AND (r.received_on >= \(since) OR r.closed_on >= \(since) OR r.is_open = 1)
      """
    ).map { row in
      let isOpen = try row.bool("is_open")
      let outcome = try row.codeIfAny("outcome", of: Referral.Outcome.self)
      let reason = try row.codeIfAny("closure_reason", of: ReasonForClosure.self)
      let after: After =
        isOpen
        ? .openReferral
        : reason.map { .closed($0) } ?? (outcome == .noFurtherAction ? .noFurtherAction : .notSaid)
      return Work(
        child: try row.id("child"),
        earlier: Earlier(
          stream: FactStream(noun: Referral.noun, number: try row.int("id")),
          from: try row.day("received_on"),
          ended: try row.dayIfAny("closed_on") ?? (isOpen ? nil : row.dayIfAny("decided_on")),
          after: after, team: try row.idIfAny("team"),
          level: try row.intIfAny("level").flatMap { Contact.Level(rawValue: $0) },
          isReferral: true))
    }
  }

  private static func earlyHelpWork(
    _ since: Day, _ to: Day, in tx: any Transaction
  ) throws -> [Work] {
    try tx.rows(
      """
      SELECT v.person AS child, e.id, e.begun_on, e.ended_on, e.end_reason, w.team, c.level
      FROM earlyhelp e JOIN earlyhelp_person n ON n.earlyhelp = e.id AND n.is_child = 1
      JOIN person_record v ON v.record = n.person
      LEFT JOIN worker w ON w.id = e.lead_worker LEFT JOIN contact c ON c.id = e.contact
      WHERE e.begun_on IS NOT NULL AND e.begun_on <= \(to)
        AND (e.ended_on IS NULL OR e.ended_on >= \(since))
      """
    ).map { row in
      let reason = try row.codeIfAny("end_reason", of: EarlyHelp.Ending.Reason.self)
      return Work(
        child: try row.id("child"),
        earlier: Earlier(
          stream: FactStream(noun: EarlyHelp.noun, number: try row.int("id")),
          from: try row.day("begun_on"), ended: try row.dayIfAny("ended_on"),
          after: reason.map { .earlyHelp($0) } ?? .openEarlyHelp, team: try row.idIfAny("team"),
          level: try row.intIfAny("level").flatMap { Contact.Level(rawValue: $0) },
          isReferral: false))
    }
  }
}
