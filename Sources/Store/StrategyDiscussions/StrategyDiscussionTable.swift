import Domain

extension StrategyDiscussion: Kept {
  package typealias Table = StrategyDiscussionTable

  package static func consequences(
    of fact: Fact, on id: StrategyDiscussionID, now discussion: StrategyDiscussion
  ) -> [Consequence] {
    Consequences.of(fact, on: id)
  }
}

/// Strategy discussions as they stand: whom they are about, who was asked and took part, what each
/// agency brought, what was decided and agreed.
package enum StrategyDiscussionTable: NounTable {
  package typealias N = StrategyDiscussion

  package static let schema = [
    // Records of work are named by number alone: a copy of the record as at a day may hold brothers
    // and sisters without the referral of each.
    """
    CREATE TABLE strategydiscussion (
      id INTEGER PRIMARY KEY,
      origin TEXT NOT NULL CHECK (origin IN ('referral', 'assessment', 'enquiry')),
      origin_number INTEGER NOT NULL,
      urgency TEXT NOT NULL CHECK (urgency IN ('planned', 'urgent')),
      basis TEXT NOT NULL CHECK (basis IN ('referral', 'newInformation')),
      information_on TEXT NOT NULL CHECK (length(information_on) = 10),
      concern TEXT NOT NULL,
      first_planned_for TEXT CHECK (length(first_planned_for) = 24),
      planned_for TEXT CHECK (length(planned_for) = 24),
      handover INTEGER,
      status TEXT NOT NULL CHECK (status IN ('open', 'held', 'calledOff')),
      held_at TEXT CHECK (length(held_at) = 24),
      held_on TEXT CHECK (length(held_on) = 10),
      how TEXT,
      safety TEXT,
      medical TEXT,
      next_on TEXT CHECK (length(next_on) = 10),
      without_quorum TEXT,
      decided_by INTEGER REFERENCES worker (id),
      called_off_on TEXT CHECK (length(called_off_on) = 10),
      called_off_by INTEGER REFERENCES worker (id),
      called_off_why TEXT,
      begun_by INTEGER REFERENCES worker (id),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((status = 'held') = (held_on IS NOT NULL))
    )
    """,
    // What is still to be held, the oldest information first.
    "CREATE INDEX strategydiscussion_status ON strategydiscussion (status, information_on)",
    """
    CREATE TABLE strategydiscussion_child (
      strategydiscussion INTEGER NOT NULL REFERENCES strategydiscussion (id),
      child INTEGER NOT NULL REFERENCES person (id),
      referral INTEGER NOT NULL,
      suspected INTEGER CHECK (suspected IN (0, 1)),
      outcome TEXT CHECK (outcome IN ('noEnquiry', 'single', 'joint')),
      reason TEXT,
      opens INTEGER NOT NULL CHECK (opens IN (0, 1)),
      PRIMARY KEY (strategydiscussion, child)
    )
    """,
    // A child's discussions: the child page, and whether one waits already.
    "CREATE INDEX strategydiscussion_child_child ON strategydiscussion_child (child)",
    // The discussions of one episode: the referral page.
    "CREATE INDEX strategydiscussion_child_referral ON strategydiscussion_child (referral)",
    """
    CREATE TABLE strategydiscussion_invited (
      strategydiscussion INTEGER NOT NULL REFERENCES strategydiscussion (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      agency TEXT NOT NULL,
      name TEXT NOT NULL,
      how TEXT NOT NULL,
      answer TEXT,
      PRIMARY KEY (strategydiscussion, place)
    )
    """,
    """
    CREATE TABLE strategydiscussion_attended (
      strategydiscussion INTEGER NOT NULL REFERENCES strategydiscussion (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      agency TEXT NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (strategydiscussion, place)
    )
    """,
    """
    CREATE TABLE strategydiscussion_lane (
      strategydiscussion INTEGER NOT NULL REFERENCES strategydiscussion (id),
      agency TEXT NOT NULL,
      text TEXT NOT NULL,
      worker INTEGER REFERENCES worker (id),
      at TEXT NOT NULL CHECK (length(at) = 24),
      PRIMARY KEY (strategydiscussion, agency)
    )
    """,
    """
    CREATE TABLE strategydiscussion_action (
      strategydiscussion INTEGER NOT NULL REFERENCES strategydiscussion (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      what TEXT NOT NULL,
      worker INTEGER REFERENCES worker (id),
      other TEXT,
      due TEXT NOT NULL CHECK (length(due) = 10),
      done_on TEXT CHECK (length(done_on) = 10),
      done_by INTEGER REFERENCES worker (id),
      done_words TEXT,
      PRIMARY KEY (strategydiscussion, place)
    )
    """,
    // What a worker undertook to do: tasks.
    "CREATE INDEX strategydiscussion_action_worker ON strategydiscussion_action (worker)",
    """
    CREATE TABLE strategydiscussion_missing (
      strategydiscussion INTEGER NOT NULL REFERENCES strategydiscussion (id),
      agency TEXT NOT NULL,
      told_on TEXT CHECK (length(told_on) = 10),
      told_by INTEGER REFERENCES worker (id),
      told_words TEXT,
      PRIMARY KEY (strategydiscussion, agency)
    )
    """,
  ]

  package static let tables = [
    DerivedTable("strategydiscussion", key: ["id"]),
    DerivedTable("strategydiscussion_child", key: ["strategydiscussion", "child"]),
    DerivedTable("strategydiscussion_invited", key: ["strategydiscussion", "place"]),
    DerivedTable("strategydiscussion_attended", key: ["strategydiscussion", "place"]),
    DerivedTable("strategydiscussion_lane", key: ["strategydiscussion", "agency"]),
    DerivedTable("strategydiscussion_action", key: ["strategydiscussion", "place"]),
    DerivedTable("strategydiscussion_missing", key: ["strategydiscussion", "agency"]),
  ]

  package static func around(
    _ command: StrategyDiscussion.Command, on id: StrategyDiscussionID,
    given discussion: StrategyDiscussion?, in tx: any Transaction
  ) throws -> StrategyDiscussion.Around {
    var around = StrategyDiscussion.Around()
    switch command {
    case .begin(let beginning):
      around.episodes = try ProtectedChild.episodes(beginning.children, in: tx)
      for child in beginning.children {
        around.waiting[child.person] = try tx.row(
          """
          SELECT s.id FROM strategydiscussion s
          JOIN strategydiscussion_child c ON c.strategydiscussion = s.id
          WHERE s.status = 'open' AND c.child IN \(records: child.person) ORDER BY s.id LIMIT 1
          """)?.id("id")
      }
    case .decide:
      for child in discussion?.beginning.children ?? [] {
        around.enquiries[child.person] = try EnquiryTable.open(about: child.person, in: tx)
      }
    case .plan, .invite, .answer, .attend, .write, .finish, .followUp, .callOff: break
    }
    return around
  }

  package static func save(
    _ discussion: StrategyDiscussion, on id: StrategyDiscussionID,
    after fact: StrategyDiscussion.Fact, as entry: Entry, in tx: any Transaction
  ) throws {
    try saveHead(discussion, on: id, as: entry, in: tx)
    switch fact {
    case .begun, .decided:
      try saveChildren(discussion, on: id, in: tx)
      try saveActions(discussion, on: id, in: tx)
    case .invited, .answered:
      try tx.run("DELETE FROM strategydiscussion_invited WHERE strategydiscussion = \(id)")
      for (place, line) in discussion.invited.enumerated() {
        try tx.run(
          """
          INSERT INTO strategydiscussion_invited
            (strategydiscussion, place, agency, name, how, answer)
          VALUES (\(id), \(place), \(line.invitee.agency.rawValue), \(line.invitee.name),
            \(line.invitee.how), \(line.answer?.rawValue))
          """)
      }
    case .attended(let attended, _):
      try tx.run("DELETE FROM strategydiscussion_attended WHERE strategydiscussion = \(id)")
      for (place, one) in attended.enumerated() {
        try tx.run(
          """
          INSERT INTO strategydiscussion_attended (strategydiscussion, place, agency, name)
          VALUES (\(id), \(place), \(one.agency.rawValue), \(one.name))
          """)
      }
    case .wrote(let agency, let lane, _):
      try tx.run(
        """
        INSERT INTO strategydiscussion_lane (strategydiscussion, agency, text, worker, at)
        VALUES (\(id), \(agency.rawValue), \(lane.text), \(lane.by), \(lane.at))
        ON CONFLICT (strategydiscussion, agency) DO UPDATE SET text = excluded.text,
          worker = excluded.worker, at = excluded.at
        """)
    case .actionDone: try saveActions(discussion, on: id, in: tx)
    case .followedUp(let agency, let words, _):
      try tx.run(
        """
        UPDATE strategydiscussion_missing SET told_on = \(words.on), told_by = \(words.by),
          told_words = \(words.words)
        WHERE strategydiscussion = \(id) AND agency = \(agency.rawValue)
        """)
    case .planned, .calledOff: break
    }
  }

  private static func saveHead(
    _ discussion: StrategyDiscussion, on id: StrategyDiscussionID, as entry: Entry,
    in tx: any Transaction
  ) throws {
    let (beginning, decision) = (discussion.beginning, discussion.decision)
    let (origin, number) =
      switch beginning.origin {
      case .referral(let id): ("referral", id.number)
      case .assessment(let id): ("assessment", id.number)
      case .enquiry(let id): ("enquiry", id.number)
      }
    try tx.run(
      """
      INSERT INTO strategydiscussion
        (id, origin, origin_number, urgency, basis, information_on, concern, first_planned_for,
         planned_for, handover, status, held_at, held_on, how, safety, medical, next_on,
         without_quorum, decided_by, called_off_on, called_off_by, called_off_why, begun_by, version,
         recorded_at, recorded_by)
      VALUES (\(id), \(origin), \(number), \(beginning.urgency.rawValue),
        \(beginning.basis.rawValue), \(beginning.informationOn), \(beginning.concern),
        \(beginning.plannedFor), \(discussion.plannedFor), \(beginning.handover),
        \(discussion.status.rawValue), \(decision?.heldAt), \(decision?.heldAt.day),
        \(decision?.how.rawValue), \(decision?.safety), \(decision?.medical), \(decision?.next),
        \(decision?.withoutQuorum), \(discussion.decidedBy), \(discussion.calledOff?.on),
        \(discussion.calledOff?.by), \(discussion.calledOff?.words), \(discussion.begunBy),
        \(entry.version), \(entry.recorded), \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET planned_for = excluded.planned_for,
        status = excluded.status, held_at = excluded.held_at, held_on = excluded.held_on,
        how = excluded.how, safety = excluded.safety, medical = excluded.medical,
        next_on = excluded.next_on, without_quorum = excluded.without_quorum,
        decided_by = excluded.decided_by, called_off_on = excluded.called_off_on,
        called_off_by = excluded.called_off_by, called_off_why = excluded.called_off_why,
        version = excluded.version
      """)
  }

  private static func saveChildren(
    _ discussion: StrategyDiscussion, on id: StrategyDiscussionID, in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM strategydiscussion_child WHERE strategydiscussion = \(id)")
    for child in discussion.beginning.children {
      let decided = discussion.decision?.children.first { $0.child == child.person }
      let opens = discussion.decision?.opens.contains(child) ?? false
      try tx.run(
        """
        INSERT INTO strategydiscussion_child
          (strategydiscussion, child, referral, suspected, outcome, reason, opens)
        VALUES (\(id), \(child.person), \(child.referral), \(decided?.suspected),
          \(decided?.outcome.rawValue), \(decided?.reason), \(opens))
        """)
    }
    for agency in discussion.decision?.missing ?? [] {
      try tx.run(
        """
        INSERT INTO strategydiscussion_missing (strategydiscussion, agency)
        VALUES (\(id), \(agency.rawValue))
        """)
    }
  }

  private static func saveActions(
    _ discussion: StrategyDiscussion, on id: StrategyDiscussionID, in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM strategydiscussion_action WHERE strategydiscussion = \(id)")
    for (place, action) in (discussion.decision?.actions ?? []).enumerated() {
      let done = discussion.finished[place]
      try tx.run(
        """
        INSERT INTO strategydiscussion_action
          (strategydiscussion, place, what, worker, other, due, done_on, done_by, done_words)
        VALUES (\(id), \(place), \(action.what), \(action.worker), \(other(action)), \(action.by),
          \(done?.on), \(done?.by), \(done?.words))
        """)
    }
  }

  /// Who does it, where it is nobody of the council.
  static func other(_ action: AgreedAction) -> String? {
    switch action.owner {
    case .worker: nil
    case .other(let words): words
    }
  }
}
