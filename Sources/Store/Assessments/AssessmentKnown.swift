import Domain

/// What the record holds already, for one section's topic: beside the question, to be quoted with its
/// source.
extension AssessmentTable {
  package struct KnownThing: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
      case contribution, words, contact, note, check, alert, earlier

      package var title: String {
        switch self {
        case .words: "In the child's own words"
        case .contribution: "Written by people outside"
        case .contact: "What was told at the front door"
        case .note: "Notes and visits"
        case .check: "What other agencies answered"
        case .alert: "Alerts"
        case .earlier: "Earlier assessments"
        }
      }
    }

    package let kind: Kind
    package let words: String
    /// Who, where and when, as a quote says it.
    package let source: String
    package let record: FactStream
    /// Everybody the record is about: who may not open it does not see this either.
    package let people: [PersonID]
    package let fromPolice: Bool

    package init(
      _ kind: Kind, _ words: String, source: String, record: FactStream, people: [PersonID],
      fromPolice: Bool = false
    ) {
      self.kind = kind
      self.words = words
      self.source = source
      self.record = record
      self.people = people
      self.fromPolice = fromPolice
    }

    /// How much of it a quote takes.
    package static let longest = 1200

    package var quote: Assessment.Quote {
      Assessment.Quote(
        words: words.count > Self.longest ? String(words.prefix(Self.longest)) + " …" : words,
        source: source, record: record.description)
    }
  }

  /// - Parameter section: whose topic it is.
  package static func things(
    for section: Assessment.Section, of whole: Whole, in tx: any Transaction
  ) throws -> [KnownThing] {
    let topics = section.topics
    var things: [KnownThing] = []
    let id = FactStream(whole.id)
    things += whole.grown.contributions.filter { $0.asking.section == section }.compactMap { one in
      one.reply.map {
        KnownThing(
          .contribution, $0.words, source: "\($0.author), in writing, \($0.on.long)",
          record: id, people: whole.people)
      }
    }
    for child in whole.children.map(\.head) {
      if topics.contains(.alert) { things += try alerts(of: child, in: tx) }
      if topics.contains(.contact) { things += try contacts(of: child, in: tx) }
      if topics.contains(.check) { things += try checks(of: child, in: tx) }
      if topics.contains(.earlier) {
        things += try earlier(section, of: child, but: whole.id, in: tx)
      }
    }
    var seen: Set<String> = []
    return things.filter { seen.insert("\($0.record) \($0.words)").inserted }
  }

  private static func contacts(
    of child: ChildHead, in tx: any Transaction
  ) throws -> [KnownThing] {
    try tx.rows(
      """
      SELECT id, account, received_on, method FROM contact WHERE id IN
        (SELECT contact FROM contact_person WHERE person IN \(records: child.id))
      ORDER BY received_on DESC, id DESC LIMIT 5
      """
    ).map { row in
      let id: ContactID = try row.id("id")
      let people: [PersonID] = try tx.rows(
        """
        SELECT DISTINCT person FROM contact_person WHERE contact = \(id) AND person IS NOT NULL
        ORDER BY person
        """
      ).map { try $0.id("person") }
      // Never who told: a caller may have asked to be kept from the family.
      return KnownThing(
        .contact, try row.text("account"),
        source: "Contact \(id), \(try row.day("received_on").long)", record: FactStream(id),
        people: people, fromPolice: try row.text("method") == Contact.Method.police.rawValue)
    }
  }

  private static func checks(
    of child: ChildHead, in tx: any Transaction
  ) throws -> [KnownThing] {
    let lines = try PartnerCheckTable.lines(
      """
      (c.contact IN (SELECT contact FROM contact_person WHERE person IN \(records: child.id))
        OR c.id IN (SELECT partnercheck FROM partnercheck_person
          WHERE person IN \(records: child.id)))
      """, "c.asked_on DESC, c.id DESC", in: tx)
    return lines.prefix(5).flatMap { line in
      line.replies.compactMap { reply in
        reply.words.map {
          KnownThing(
            .check, $0, source: "\(reply.who), \(line.agency.words), \(reply.on.long)",
            record: FactStream(line.id), people: line.people)
        }
      }
    }
  }

  private static func alerts(
    of child: ChildHead, in tx: any Transaction
  ) throws -> [KnownThing] {
    try tx.rows(
      """
      SELECT id, what, from_day FROM alert
      WHERE person IN \(records: child.id) AND ended_on IS NULL
        AND kind <> \(Alert.Kind.doNotDiscloseAddress.rawValue)
      ORDER BY from_day DESC, id DESC LIMIT 5
      """
    ).map {
      KnownThing(
        .alert, try $0.text("what"),
        source: "Alert about \(child.given), \(try $0.day("from_day").long)",
        record: FactStream(AlertID(try $0.int("id"))), people: [child.id])
    }
  }

  private static func earlier(
    _ section: Assessment.Section, of child: ChildHead, but id: AssessmentID,
    in tx: any Transaction
  ) throws -> [KnownThing] {
    try tx.rows(
      """
      SELECT a.id, a.kind, a.started_on, s.text FROM assessment a
      JOIN assessment_section s ON s.assessment = a.id
      WHERE a.id <> \(id) AND a.status = 'authorised' AND s.section = \(section.rawValue)
        AND s.text <> '' AND a.id IN
          (SELECT assessment FROM assessment_child WHERE child IN \(records: child.id))
      ORDER BY a.started_on DESC, a.id DESC LIMIT 3
      """
    ).map { row in
      let earlier: AssessmentID = try row.id("id")
      let kind = try row.code("kind", of: Assessment.Kind.self)
      return KnownThing(
        .earlier, try row.text("text"),
        source: "\(kind.name) \(earlier), \(try row.day("started_on").long)",
        record: FactStream(earlier), people: try people(of: earlier, in: tx))
    }
  }

  static func people(
    of id: AssessmentID, in tx: any Transaction
  ) throws -> [PersonID] {
    try tx.rows("SELECT child FROM assessment_child WHERE assessment = \(id) ORDER BY child").map {
      try $0.id("child")
    }
  }

  // MARK: - The assessment before

  /// Assessments about these children that were authorised before, newest first: what can be copied,
  /// section by section.
  package static func before(_ whole: Whole, in tx: any Transaction) throws -> [AssessmentID] {
    var ids: [AssessmentID: Day] = [:]
    for child in whole.people {
      for row in try tx.rows(
        """
        SELECT DISTINCT a.id, a.started_on FROM assessment a
        JOIN assessment_child c ON c.assessment = a.id
        WHERE c.child IN \(records: child) AND a.status = 'authorised' AND a.imported = 0
          AND a.id < \(whole.id)
        """)
      {
        ids[try row.id("id")] = try row.day("started_on")
      }
    }
    return ids.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.map(\.key)
  }
}

extension Assessment.Section {
  /// What of the record belongs to the topic.
  fileprivate var topics: Set<AssessmentTable.KnownThing.Kind> {
    switch self {
    case .childsDay, .views, .parentsViews, .identity: [.earlier]
    case .development: [.check, .earlier]
    case .parenting, .familyAndEnvironment, .outsideHome: [.contact, .check, .alert, .earlier]
    case .history, .analysis: [.contact, .check, .alert, .earlier]
    }
  }
}
