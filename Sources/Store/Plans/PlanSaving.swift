import Domain

/// What is done on a plan: its words in versions, its actions, its core group, reviews and visits.
extension PlanTable {
  package static let workSchema: [String] = [
    "ALTER TABLE plan ADD COLUMN origin TEXT NOT NULL DEFAULT 'imported'",
    "ALTER TABLE plan ADD COLUMN origin_number INTEGER",
    "ALTER TABLE plan ADD COLUMN end_reason TEXT",
    "ALTER TABLE plan ADD COLUMN end_words TEXT",
    "ALTER TABLE plan ADD COLUMN ended_by INTEGER REFERENCES worker (id)",
    // The plan of a child that is open; and all open plans, for the list of visits.
    "CREATE INDEX plan_open ON plan (child) WHERE to_day IS NULL",
    "ALTER TABLE plan_review ADD COLUMN conference TEXT",
    "ALTER TABLE plan_review ADD COLUMN category TEXT",
    "ALTER TABLE plan_review ADD COLUMN continues INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE plan_review ADD COLUMN words TEXT",
    "ALTER TABLE plan_review ADD COLUMN present TEXT",
    "ALTER TABLE plan_review ADD COLUMN view_words TEXT",
    "ALTER TABLE plan_review ADD COLUMN next_day TEXT",
    "ALTER TABLE plan_review ADD COLUMN worker INTEGER REFERENCES worker (id)",
    """
    CREATE TABLE plan_version (
      plan INTEGER NOT NULL REFERENCES plan (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      contingency TEXT NOT NULL,
      family TEXT NOT NULL,
      worker INTEGER REFERENCES worker (id),
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      PRIMARY KEY (plan, position)
    )
    """,
    """
    CREATE TABLE plan_outcome (
      plan INTEGER NOT NULL REFERENCES plan (id),
      version INTEGER NOT NULL CHECK (version >= 0),
      position INTEGER NOT NULL CHECK (position >= 0),
      key INTEGER NOT NULL CHECK (key > 0),
      what TEXT NOT NULL CHECK (what <> ''),
      PRIMARY KEY (plan, version, position)
    )
    """,
    """
    CREATE TABLE plan_answer (
      plan INTEGER NOT NULL REFERENCES plan (id),
      version INTEGER NOT NULL CHECK (version >= 0),
      outcome INTEGER NOT NULL CHECK (outcome > 0),
      position INTEGER NOT NULL CHECK (position >= 0),
      words TEXT NOT NULL CHECK (words <> ''),
      source TEXT NOT NULL CHECK (source <> ''),
      record TEXT,
      PRIMARY KEY (plan, version, outcome, position)
    )
    """,
    """
    CREATE TABLE plan_action (
      plan INTEGER NOT NULL REFERENCES plan (id),
      place INTEGER NOT NULL CHECK (place > 0),
      outcome INTEGER,
      what TEXT NOT NULL CHECK (what <> ''),
      worker INTEGER REFERENCES worker (id),
      other TEXT,
      due TEXT NOT NULL CHECK (length(due) = 10),
      added_on TEXT NOT NULL CHECK (length(added_on) = 10),
      done_on TEXT CHECK (length(done_on) = 10),
      dropped_on TEXT CHECK (length(dropped_on) = 10),
      ended_words TEXT,
      ended_by INTEGER REFERENCES worker (id),
      PRIMARY KEY (plan, place),
      CHECK ((worker IS NULL) <> (other IS NULL)),
      CHECK (done_on IS NULL OR dropped_on IS NULL)
    )
    """,
    // What a worker has still to do: tasks.
    """
    CREATE INDEX plan_action_worker ON plan_action (worker, due)
      WHERE done_on IS NULL AND dropped_on IS NULL
    """,
    """
    CREATE TABLE plan_member (
      plan INTEGER NOT NULL REFERENCES plan (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      role TEXT NOT NULL CHECK (role <> ''),
      worker INTEGER REFERENCES worker (id),
      person INTEGER,
      other TEXT,
      PRIMARY KEY (plan, position)
    )
    """,
    """
    CREATE TABLE plan_meeting (
      plan INTEGER NOT NULL REFERENCES plan (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      agreed TEXT NOT NULL CHECK (agreed <> ''),
      next_day TEXT NOT NULL CHECK (length(next_day) = 10),
      worker INTEGER REFERENCES worker (id),
      PRIMARY KEY (plan, position)
    )
    """,
    """
    CREATE TABLE plan_attendance (
      plan INTEGER NOT NULL REFERENCES plan (id),
      meeting INTEGER NOT NULL CHECK (meeting >= 0),
      position INTEGER NOT NULL CHECK (position >= 0),
      role TEXT NOT NULL CHECK (role <> ''),
      worker INTEGER REFERENCES worker (id),
      person INTEGER,
      other TEXT,
      came INTEGER NOT NULL CHECK (came IN (0, 1)),
      PRIMARY KEY (plan, meeting, position)
    )
    """,
    """
    CREATE TABLE plan_progress (
      plan INTEGER NOT NULL REFERENCES plan (id),
      at TEXT NOT NULL CHECK (at IN ('review', 'meeting')),
      place INTEGER NOT NULL CHECK (place >= 0),
      outcome INTEGER NOT NULL CHECK (outcome > 0),
      distance TEXT NOT NULL CHECK (distance IN ('met', 'better', 'same', 'worse')),
      words TEXT NOT NULL,
      PRIMARY KEY (plan, at, place, outcome)
    )
    """,
    """
    CREATE TABLE plan_pattern (
      plan INTEGER NOT NULL REFERENCES plan (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      days INTEGER NOT NULL CHECK (days > 0),
      unit TEXT NOT NULL CHECK (unit IN ('workingDays', 'calendarDays', 'calendarMonths')),
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      words TEXT NOT NULL CHECK (words <> ''),
      worker INTEGER REFERENCES worker (id),
      PRIMARY KEY (plan, position)
    )
    """,
  ]

  static let workTables: [DerivedTable] = [
    DerivedTable("plan_version", key: ["plan", "position"]),
    DerivedTable("plan_outcome", key: ["plan", "version", "position"]),
    DerivedTable("plan_answer", key: ["plan", "version", "outcome", "position"]),
    DerivedTable("plan_action", key: ["plan", "place"]),
    DerivedTable("plan_member", key: ["plan", "position"]),
    DerivedTable("plan_meeting", key: ["plan", "position"]),
    DerivedTable("plan_attendance", key: ["plan", "meeting", "position"]),
    DerivedTable("plan_progress", key: ["plan", "at", "place", "outcome"]),
    DerivedTable("plan_pattern", key: ["plan", "position"]),
  ]

  package static func save(
    _ plan: Plan, on id: PlanID, after fact: Plan.Fact, as entry: Entry, in tx: any Transaction
  ) throws {
    try saveHead(plan, on: id, as: entry, in: tx)
    switch fact {
    case .imported(let history):
      for (position, day) in (history.protection?.reviews ?? []).enumerated() {
        try tx.run(
          """
          INSERT INTO plan_review (plan, position, reviewed_on)
          VALUES (\(id), \(position), \(day))
          """)
      }
    case .opened:
      if !plan.versions.isEmpty { try saveLastVersion(of: plan, on: id, in: tx) }
      try saveMembers(of: plan, on: id, in: tx)
    case .written: try saveLastVersion(of: plan, on: id, in: tx)
    case .actionAdded(let action, _): try insert(action, on: id, in: tx)
    case .actionDone(let key, _, _), .actionDropped(let key, _, _):
      try saveEnd(of: plan.actions.filter { $0.key == key }, on: id, in: tx)
    case .coreGroupSet: try saveMembers(of: plan, on: id, in: tx)
    case .coreGroupMet(let meeting, _):
      try insert(meeting, at: plan.meetings.count - 1, on: id, in: tx)
    case .visitsAgreed(let pattern, _):
      try tx.run(
        """
        INSERT INTO plan_pattern (plan, position, days, unit, from_day, words, worker)
        VALUES (\(id), \(plan.patterns.count - 1), \(pattern.limit), \(pattern.unit.rawValue),
          \(pattern.from), \(pattern.words), \(pattern.by))
        """)
    case .reviewed(let review, _):
      let before = plan.protection?.reviews.count ?? 0
      try insert(review, at: before + plan.reviews.count - 1, on: id, in: tx)
    case .ended: try saveEnd(of: plan.actions, on: id, in: tx)
    }
  }

  private static func saveHead(
    _ plan: Plan, on id: PlanID, as entry: Entry, in tx: any Transaction
  ) throws {
    let protection = plan.protection
    let (origin, number): (String, Int?) =
      switch plan.origin {
      case .imported: ("imported", nil)
      case .assessment(let assessment): (Assessment.noun, assessment.number)
      case .conference(let stream): (stream.noun, stream.number)
      case .stepDown(let from): (Plan.noun, from.number)
      }
    try tx.run(
      """
      INSERT INTO plan
        (id, child, referral, kind, from_day, to_day, initial_category, latest_category,
         previous_plans, version, recorded_at, recorded_by, origin, origin_number, end_reason,
         end_words, ended_by)
      VALUES (\(id), \(plan.child), \(plan.referral), \(plan.kind.rawValue),
        \(plan.from), \(plan.to), \(protection?.initialCategory.rawValue),
        \(protection?.latestCategory.rawValue), \(protection?.previousPlans), \(entry.version),
        \(entry.recorded), \(entry.actor.description), \(origin), \(number),
        \(plan.ending?.reason?.rawValue),
        \(plan.ending?.reason == nil ? nil : plan.ending?.words), \(plan.ending?.by))
      ON CONFLICT (id) DO UPDATE SET to_day = excluded.to_day,
        latest_category = excluded.latest_category, version = excluded.version,
        end_reason = excluded.end_reason, end_words = excluded.end_words,
        ended_by = excluded.ended_by
      """)
  }

  private static func saveLastVersion(
    of plan: Plan, on id: PlanID, in tx: any Transaction
  ) throws {
    let version = plan.versions[plan.versions.count - 1]
    let place = plan.versions.count - 1
    try tx.run(
      """
      INSERT INTO plan_version (plan, position, contingency, family, worker, on_day)
      VALUES (\(id), \(place), \(version.contingency), \(version.family), \(version.by),
        \(version.on))
      """)
    for (position, outcome) in version.outcomes.enumerated() {
      try tx.run(
        """
        INSERT INTO plan_outcome (plan, version, position, key, what)
        VALUES (\(id), \(place), \(position), \(outcome.key), \(outcome.what))
        """)
      for (position, answer) in outcome.answers.enumerated() {
        try tx.run(
          """
          INSERT INTO plan_answer (plan, version, outcome, position, words, source, record)
          VALUES (\(id), \(place), \(outcome.key), \(position), \(answer.words),
            \(answer.source), \(answer.record?.description))
          """)
      }
    }
  }

  private static func insert(
    _ action: Plan.Action, on id: PlanID, in tx: any Transaction
  ) throws {
    var other: String?
    if case .other(let words) = action.agreed.owner { other = words }
    try tx.run(
      """
      INSERT INTO plan_action (plan, place, outcome, what, worker, other, due, added_on)
      VALUES (\(id), \(action.key), \(action.outcome), \(action.agreed.what),
        \(action.agreed.worker), \(other), \(action.agreed.by), \(action.addedOn))
      """)
  }

  private static func saveEnd(
    of actions: [Plan.Action], on id: PlanID, in tx: any Transaction
  ) throws {
    for action in actions {
      guard let ended = action.done ?? action.dropped else { continue }
      try tx.run(
        """
        UPDATE plan_action SET done_on = \(action.done?.on), dropped_on = \(action.dropped?.on),
          ended_words = \(ended.words), ended_by = \(ended.by)
        WHERE plan = \(id) AND place = \(action.key)
        """)
    }
  }

  private static func saveMembers(of plan: Plan, on id: PlanID, in tx: any Transaction) throws {
    try tx.run("DELETE FROM plan_member WHERE plan = \(id)")
    for (position, member) in plan.members.enumerated() {
      let who = member.columns
      try tx.run(
        """
        INSERT INTO plan_member (plan, position, role, worker, person, other)
        VALUES (\(id), \(position), \(member.role), \(who.worker), \(who.person), \(who.other))
        """)
    }
  }

  private static func insert(
    _ meeting: Plan.Meeting, at place: Int, on id: PlanID, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO plan_meeting (plan, position, on_day, agreed, next_day, worker)
      VALUES (\(id), \(place), \(meeting.on), \(meeting.agreed), \(meeting.next), \(meeting.by))
      """)
    for (position, attendance) in meeting.attendance.enumerated() {
      let who = attendance.member.columns
      try tx.run(
        """
        INSERT INTO plan_attendance (plan, meeting, position, role, worker, person, other, came)
        VALUES (\(id), \(place), \(position), \(attendance.member.role), \(who.worker),
          \(who.person), \(who.other), \(attendance.came))
        """)
    }
    try insert(meeting.progress, at: "meeting", place, on: id, in: tx)
  }

  private static func insert(
    _ review: Plan.Review, at place: Int, on id: PlanID, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO plan_review (plan, position, reviewed_on, conference, category, continues, words,
        present, view_words, next_day, worker)
      VALUES (\(id), \(place), \(review.on), \(review.conference?.description),
        \(review.category?.rawValue), \(review.continues), \(review.words), \(review.present),
        \(review.view), \(review.next), \(review.by))
      """)
    try insert(review.progress, at: "review", place, on: id, in: tx)
  }

  private static func insert(
    _ progress: [Plan.Progress], at: String, _ place: Int, on id: PlanID, in tx: any Transaction
  ) throws {
    for one in progress {
      try tx.run(
        """
        INSERT INTO plan_progress (plan, at, place, outcome, distance, words)
        VALUES (\(id), \(at), \(place), \(one.outcome), \(one.distance.rawValue), \(one.words))
        """)
    }
  }
}

extension Plan.Member {
  fileprivate var columns: (worker: WorkerID?, person: PersonID?, other: String?) {
    switch who {
    case .worker(let worker): (worker, nil, nil)
    case .person(let person): (nil, person, nil)
    case .other(let words): (nil, nil, words)
    }
  }
}
