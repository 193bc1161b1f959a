import Domain

extension PoliceNotification: Kept {
  package typealias Table = PoliceNotificationTable

  package static func consequences(
    of fact: Fact, on id: PoliceNotificationID, now notification: PoliceNotification
  ) -> [Consequence] {
    Consequences.of(fact, on: id, now: notification)
  }
}

/// Police notifications as they are: what came, how it was assessed and where it went.
package enum PoliceNotificationTable: NounTable {
  package typealias N = PoliceNotification

  package static let schema = [
    """
    CREATE TABLE policenotification (
      id INTEGER PRIMARY KEY,
      incident TEXT NOT NULL UNIQUE,
      status TEXT NOT NULL CHECK (status IN ('waiting', 'assessed', 'routed', 'closed')),
      happened_on TEXT NOT NULL CHECK (length(happened_on) = 10),
      uprn TEXT,
      postcode TEXT,
      waiting_since TEXT,
      taken_by INTEGER REFERENCES worker (id),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((waiting_since IS NULL) = (status = 'closed'))
    )
    """,
    // What waits at the police desk.
    "CREATE INDEX policenotification_status ON policenotification (status)",
    // Incidents at one home: repeats, the little timeline.
    "CREATE INDEX policenotification_uprn ON policenotification (uprn)",
    "CREATE INDEX policenotification_postcode ON policenotification (postcode)",
    """
    CREATE TABLE policenotification_report (
      notification INTEGER NOT NULL REFERENCES policenotification (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      received_at TEXT NOT NULL CHECK (length(received_at) = 24),
      received_on TEXT NOT NULL CHECK (length(received_on) = 10),
      force TEXT NOT NULL,
      reference TEXT NOT NULL,
      happened_on TEXT NOT NULL,
      happened_minute INTEGER CHECK (happened_minute BETWEEN 0 AND 1439),
      kind TEXT NOT NULL,
      grade TEXT CHECK (grade IN ('red', 'amber', 'green')),
      marks TEXT NOT NULL,
      children_present TEXT NOT NULL,
      address TEXT,
      postcode TEXT,
      uprn TEXT,
      text TEXT NOT NULL CHECK (length(text) > 0),
      assessed_on TEXT,
      CHECK (assessed_on IS NULL OR assessed_on >= received_on),
      PRIMARY KEY (notification, position)
    )
    """,
    // What came on a day, and what of it was assessed when: the reconciliation.
    "CREATE INDEX policenotification_report_day ON policenotification_report (received_on)",
    "CREATE INDEX policenotification_report_assessed ON policenotification_report (assessed_on)",
    """
    CREATE TABLE policenotification_person (
      notification INTEGER NOT NULL REFERENCES policenotification (id),
      key INTEGER NOT NULL CHECK (key > 0),
      given TEXT NOT NULL,
      family TEXT NOT NULL,
      birth TEXT,
      age TEXT,
      role TEXT,
      is_child INTEGER NOT NULL CHECK (is_child IN (0, 1)),
      person INTEGER REFERENCES person (id),
      PRIMARY KEY (notification, key)
    )
    """,
    // Incidents that name a person.
    "CREATE INDEX policenotification_person_person ON policenotification_person (person)",
    """
    CREATE TABLE policenotification_assessment (
      notification INTEGER NOT NULL REFERENCES policenotification (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      grade TEXT NOT NULL CHECK (grade IN ('red', 'amber', 'green')),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      history TEXT NOT NULL CHECK (length(history) > 0),
      assessed_by INTEGER NOT NULL REFERENCES worker (id),
      assessed_on TEXT NOT NULL,
      assessed_at TEXT NOT NULL,
      reports INTEGER NOT NULL CHECK (reports > 0),
      PRIMARY KEY (notification, position)
    )
    """,
    // The contact has no reference: the fact that routes comes before the one that begins it.
    """
    CREATE TABLE policenotification_routing (
      notification INTEGER NOT NULL REFERENCES policenotification (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      route TEXT NOT NULL CHECK (route IN ('openWork', 'contact', 'information')),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      contact INTEGER,
      routed_by INTEGER NOT NULL REFERENCES worker (id),
      routed_on TEXT NOT NULL,
      routed_at TEXT NOT NULL,
      reports INTEGER NOT NULL CHECK (reports > 0),
      PRIMARY KEY (notification, position),
      CHECK ((route = 'contact') = (contact IS NOT NULL))
    )
    """,
    // What was routed on a day; the notifications that a contact came from.
    "CREATE INDEX policenotification_routing_day ON policenotification_routing (routed_on)",
    "CREATE INDEX policenotification_routing_contact ON policenotification_routing (contact)",
    """
    CREATE TABLE policenotification_passed (
      notification INTEGER NOT NULL REFERENCES policenotification (id),
      child INTEGER NOT NULL REFERENCES person (id),
      PRIMARY KEY (notification, child)
    )
    """,
    // What was passed to those who work with a child.
    "CREATE INDEX policenotification_passed_child ON policenotification_passed (child)",
    """
    CREATE TABLE policenotification_reader (
      notification INTEGER NOT NULL REFERENCES policenotification (id),
      worker INTEGER NOT NULL REFERENCES worker (id),
      PRIMARY KEY (notification, worker)
    )
    """,
    """
    CREATE TABLE policenotification_carry (
      notification INTEGER NOT NULL REFERENCES policenotification (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      day TEXT NOT NULL CHECK (length(day) = 10),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      carried_by INTEGER NOT NULL REFERENCES worker (id),
      carried_on TEXT NOT NULL,
      reports INTEGER NOT NULL CHECK (reports > 0),
      PRIMARY KEY (notification, position)
    )
    """,
  ]

  package static let tables = [
    DerivedTable("policenotification", key: ["id"]),
    DerivedTable("policenotification_report", key: ["notification", "position"]),
    DerivedTable("policenotification_person", key: ["notification", "key"]),
    DerivedTable("policenotification_assessment", key: ["notification", "position"]),
    DerivedTable("policenotification_routing", key: ["notification", "position"]),
    DerivedTable("policenotification_passed", key: ["notification", "child"]),
    DerivedTable("policenotification_reader", key: ["notification", "worker"]),
    DerivedTable("policenotification_carry", key: ["notification", "position"]),
  ]

  package static func around(
    _ command: PoliceNotification.Command, on id: PoliceNotificationID,
    given notification: PoliceNotification?, in tx: any Transaction
  ) throws -> PoliceNotification.Around {
    switch command {
    case .receive(let report):
      return PoliceNotification.Around(known: try find(report.incident, in: tx))
    case .route:
      return PoliceNotification.Around(
        openEpisodes: try ReferralTable.openEpisodes(
          of: notification?.matchedPeople ?? [], in: tx),
        nextContact: try Ledger.next(Contact.self, in: tx))
    case .receiveAgain, .match, .unmatch, .take, .assess, .carryOver, .read:
      return PoliceNotification.Around()
    }
  }

  /// The notification of an incident, by its force and reference.
  package static func find(
    _ incident: String, in tx: any Transaction
  ) throws -> PoliceNotificationID? {
    try tx.row("SELECT id FROM policenotification WHERE incident = \(incident)")?.id("id")
  }

  package static func refusal(for constraint: String) -> Refusal? {
    constraint.contains("incident")
      ? Refusal("police.known", "This incident is on the record already", question: "reference")
      : nil
  }

  package static func save(
    _ now: PoliceNotification, on id: PoliceNotificationID, after fact: PoliceNotification.Fact,
    as entry: Entry, in tx: any Transaction
  ) throws {
    try saveHead(now, on: id, as: entry, in: tx)
    switch fact {
    case .received(let report), .receivedAgain(let report):
      try save(report, at: now.reports.count - 1, on: id, in: tx)
      try savePeople(now, on: id, in: tx)
    case .matched, .unmatched: try savePeople(now, on: id, in: tx)
    case .taken: break
    case .assessed(let assessment, _):
      try save(assessment, at: now.assessments.count - 1, on: id, as: entry, in: tx)
    case .routed(let routing, _):
      try save(routing, at: now.routings.count - 1, on: id, as: entry, in: tx)
    case .carriedOver(let carry, _):
      try tx.run(
        """
        INSERT INTO policenotification_carry
          (notification, position, day, reason, carried_by, carried_on, reports)
        VALUES (\(id), \(now.carried.count - 1), \(carry.day), \(carry.reason), \(carry.by),
          \(carry.on), \(carry.reports))
        """)
    case .read(let worker, _, _):
      try tx.run(
        """
        INSERT INTO policenotification_reader (notification, worker) VALUES (\(id), \(worker))
        """)
    }
  }

  private static func saveHead(
    _ now: PoliceNotification, on id: PoliceNotificationID, as entry: Entry,
    in tx: any Transaction
  ) throws {
    // The last that says where: a later report may know it better.
    let address = now.reports.compactMap(\.address).last
    let done = min(now.assessments.last?.reports ?? 0, now.routings.last?.reports ?? 0)
    let since = now.reports.dropFirst(done).map(\.receivedAt).min()
    try tx.run(
      """
      INSERT INTO policenotification (id, incident, status, happened_on, uprn, postcode,
        waiting_since, taken_by, version, recorded_at, recorded_by)
      VALUES (\(id), \(now.reports[0].incident), \(now.status.rawValue),
        \(now.reports[0].happenedOn), \(address?.uprn), \(address?.postcode),
        \(now.status == .closed ? nil : since), \(now.takenBy), \(entry.version),
        \(entry.recorded), \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, uprn = excluded.uprn,
        postcode = excluded.postcode, waiting_since = excluded.waiting_since,
        taken_by = excluded.taken_by, version = excluded.version
      """)
  }

  private static func save(
    _ report: PoliceNotification.Report, at position: Int, on id: PoliceNotificationID,
    in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO policenotification_report (notification, position, received_at, received_on,
        force, reference, happened_on, happened_minute, kind, grade, marks, children_present,
        address, postcode, uprn, text)
      VALUES (\(id), \(position), \(report.receivedAt), \(report.receivedAt.day), \(report.force),
        \(report.reference), \(report.happenedOn), \(report.happenedMinute), \(report.kind),
        \(report.grade?.rawValue), \(report.marks.map(\.rawValue).joined(separator: " ")),
        \(report.childrenPresent.rawValue), \(report.address?.lines),
        \(report.address?.postcode), \(report.address?.uprn), \(report.text))
      """)
  }

  private static func savePeople(
    _ now: PoliceNotification, on id: PoliceNotificationID, in tx: any Transaction
  ) throws {
    for named in now.named {
      try tx.run(
        """
        INSERT INTO policenotification_person
          (notification, key, given, family, birth, age, role, is_child, person)
        VALUES (\(id), \(named.key), \(named.given), \(named.family), \(named.birth),
          \(named.age), \(named.role), \(named.isChild), \(named.person))
        ON CONFLICT (notification, key) DO UPDATE SET person = excluded.person
        """)
    }
  }

  private static func save(
    _ assessment: PoliceNotification.RiskAssessment, at position: Int,
    on id: PoliceNotificationID, as entry: Entry, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO policenotification_assessment (notification, position, grade, reason, history,
        assessed_by, assessed_on, assessed_at, reports)
      VALUES (\(id), \(position), \(assessment.grade.rawValue), \(assessment.reason),
        \(assessment.history), \(assessment.by), \(assessment.on), \(entry.recorded),
        \(assessment.reports))
      """)
    // A clock set back over midnight must not take a report out of both days.
    try tx.run(
      """
      UPDATE policenotification_report
      SET assessed_on = CASE WHEN received_on > \(assessment.on) THEN received_on
        ELSE \(assessment.on) END
      WHERE notification = \(id) AND assessed_on IS NULL
      """)
  }

  private static func save(
    _ routing: PoliceNotification.Routing, at position: Int, on id: PoliceNotificationID,
    as entry: Entry, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO policenotification_routing (notification, position, route, reason, contact,
        routed_by, routed_on, routed_at, reports)
      VALUES (\(id), \(position), \(routing.route.rawValue), \(routing.reason),
        \(routing.contact), \(routing.by), \(routing.on), \(entry.recorded), \(routing.reports))
      """)
    try tx.run("DELETE FROM policenotification_passed WHERE notification = \(id)")
    try tx.run("DELETE FROM policenotification_reader WHERE notification = \(id)")
    for child in Set(routing.children).sorted() {
      try tx.run(
        "INSERT INTO policenotification_passed (notification, child) VALUES (\(id), \(child))")
    }
  }
}
