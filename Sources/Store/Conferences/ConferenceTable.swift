import Domain

extension Conference: Kept {
  package typealias Table = ConferenceTable

  package static func consequences(
    of fact: Fact, on id: ConferenceID, now conference: Conference
  ) -> [Consequence] {
    Consequences.of(fact, on: id, now: conference)
  }
}

/// Child protection conferences as they stand.
package enum ConferenceTable: NounTable {
  package typealias N = Conference

  package static func around(
    _ command: Conference.Command, on id: ConferenceID, given conference: Conference?,
    in tx: any Transaction
  ) throws -> Conference.Around {
    var around = Conference.Around()
    switch command {
    case .arrange(let arrangement):
      around.episodes = try ProtectedChild.episodes(arrangement.children, in: tx)
      for child in arrangement.children {
        around.waiting[child.person] = try tx.row(
          """
          SELECT f.id FROM conference f JOIN conference_child c ON c.conference = f.id
          WHERE f.status = 'open' AND c.child IN \(records: child.person) ORDER BY f.id LIMIT 1
          """)?.id("id")
      }
      switch arrangement.origin {
      case .enquiry(let enquiry): around.enquiry = try Store.load(enquiry, in: tx)?.state
      case .plans(let plans): around.plans = try plansNow(plans.map(\.plan), in: tx)
      case .council: break
      }
    case .name(let chair):
      around.chair = try Store.load(chair, in: tx)?.state
      around.inTheLine = try line(of: conference, in: tx)
    case .plan, .postpone, .invite, .answer, .report, .attend, .decide, .distribute, .callOff:
      break
    }
    return around
  }

  /// Who works with the children, leads their enquiry, or manages a team that has them.
  private static func line(
    of conference: Conference?, in tx: any Transaction
  ) throws -> Set<WorkerID> {
    guard let conference else { return [] }
    let referrals = conference.arrangement.children.map(\.referral)
    var found: Set<WorkerID> = []
    for row in try tx.rows(
      """
      SELECT r.worker AS id FROM referral r
      WHERE r.id IN (\(list: referrals)) AND r.worker IS NOT NULL
      UNION SELECT w.id FROM worker w JOIN worker_role o ON o.worker = w.id
      JOIN referral r ON r.team = w.team
      WHERE r.id IN (\(list: referrals)) AND o.role = 'teamManager'
      UNION SELECT e.lead AS id FROM enquiry e JOIN enquiry_child c ON c.enquiry = e.id
      WHERE c.referral IN (\(list: referrals)) AND e.lead IS NOT NULL
      """)
    {
      found.insert(try row.id("id"))
    }
    return found
  }

  package static func save(
    _ conference: Conference, on id: ConferenceID, after fact: Conference.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    try saveHead(conference, on: id, as: entry, in: tx)
    switch fact {
    case .arranged: try saveChildren(conference, on: id, in: tx)
    case .postponed(let postponement, _):
      try tx.run(
        """
        INSERT INTO conference_postponed
          (conference, place, from_at, from_place, to_at, to_place, reason, worker, on_day)
        VALUES (\(id), \(conference.postponements.count - 1), \(postponement.from?.at),
          \(postponement.from?.place), \(postponement.to.at), \(postponement.to.place),
          \(postponement.reason), \(postponement.by), \(postponement.on))
        """)
    case .invited, .answered:
      try tx.run("DELETE FROM conference_invited WHERE conference = \(id)")
      for (place, line) in conference.invited.enumerated() {
        try tx.run(
          """
          INSERT INTO conference_invited (conference, place, agency, name, how, answer)
          VALUES (\(id), \(place), \(line.invitee.agency.rawValue), \(line.invitee.name),
            \(line.invitee.how), \(line.answer?.rawValue))
          """)
      }
    case .reported(let place, let report, _, _): try save(report, at: place, on: id, in: tx)
    case .attended(let attendance, _): try save(attendance, conference, on: id, in: tx)
    case .decided(let decision, _):
      try saveChildren(conference, on: id, in: tx)
      try saveOutline(decision, on: id, in: tx)
    case .distributed(let sent, _):
      try tx.run(
        """
        INSERT INTO conference_sent (conference, place, sent_to, on_day, worker)
        VALUES (\(id), \(conference.distributed.count - 1), \(sent.to), \(sent.on), \(sent.by))
        """)
    case .planned, .chairNamed, .calledOff: break
    }
  }

  private static func saveHead(
    _ conference: Conference, on id: ConferenceID, as entry: Entry, in tx: any Transaction
  ) throws {
    let (arrangement, decision) = (conference.arrangement, conference.decision)
    let first = arrangement.plannedFor
    var (origin, number, council): (String, Int?, String?) = ("plans", nil, nil)
    switch arrangement.origin {
    case .enquiry(let id): (origin, number) = ("enquiry", id.number)
    case .plans: break
    case .council(let name): (origin, council) = ("council", name)
    }
    try tx.run(
      """
      INSERT INTO conference
        (id, origin, origin_number, council, from_day, is_later, first_planned_at,
         first_planned_place, planned_at, planned_place, chair, status, held_on, parents,
         first_core_group, next_review, without_quorum, called_off_on, called_off_by,
         called_off_why, arranged_by, due_on, version, recorded_at, recorded_by)
      VALUES (\(id), \(origin), \(number), \(council), \(arrangement.from), \(arrangement.isLater),
        \(first?.at), \(first?.place), \(conference.plannedFor?.at),
        \(conference.plannedFor?.place), \(conference.chair), \(conference.status.rawValue),
        \(decision?.heldOn), \(conference.attendance?.parents), \(decision?.firstCoreGroup),
        \(decision?.nextReview), \(decision?.withoutQuorum), \(conference.calledOff?.on),
        \(conference.calledOff?.by), \(conference.calledOff?.words), \(conference.arrangedBy),
        \(conference.clock.due.day), \(entry.version), \(entry.recorded),
        \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET planned_at = excluded.planned_at,
        planned_place = excluded.planned_place, chair = excluded.chair, status = excluded.status,
        held_on = excluded.held_on, parents = excluded.parents,
        first_core_group = excluded.first_core_group, next_review = excluded.next_review,
        without_quorum = excluded.without_quorum, called_off_on = excluded.called_off_on,
        called_off_by = excluded.called_off_by, called_off_why = excluded.called_off_why,
        version = excluded.version
      """)
  }

  private static func saveChildren(
    _ conference: Conference, on id: ConferenceID, in tx: any Transaction
  ) throws {
    for child in conference.arrangement.children {
      let decided = conference.decision?.children.first { $0.child == child.person }
      try tx.run(
        """
        INSERT INTO conference_child (conference, child, referral, outcome, category, reason)
        VALUES (\(id), \(child.person), \(child.referral), \(decided?.outcome.rawValue),
          \(decided?.category?.rawValue), \(decided?.reason))
        ON CONFLICT (conference, child) DO UPDATE SET outcome = excluded.outcome,
          category = excluded.category, reason = excluded.reason
        """)
    }
    guard case .plans(let plans) = conference.arrangement.origin, conference.decision == nil else {
      return
    }
    for one in plans {
      try tx.run(
        """
        INSERT INTO conference_plan (conference, plan, child)
        VALUES (\(id), \(one.plan), \(one.child))
        """)
    }
  }

  private static func save(
    _ report: Conference.Report, at place: Int, on id: ConferenceID, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO conference_report
        (conference, place, title, agency, edition, ready_on, with_parents, with_child, why_not)
      VALUES (\(id), \(place), \(report.title), \(report.agency.rawValue), \(report.version),
        \(report.readyOn), \(report.sharedWithParents), \(report.sharedWithChild),
        \(report.whyNot))
      ON CONFLICT (conference, place) DO UPDATE SET title = excluded.title,
        agency = excluded.agency, edition = excluded.edition, ready_on = excluded.ready_on,
        with_parents = excluded.with_parents, with_child = excluded.with_child,
        why_not = excluded.why_not
      """)
  }

  private static func save(
    _ attendance: Conference.Attendance, _ conference: Conference, on id: ConferenceID,
    in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM conference_attended WHERE conference = \(id)")
    for (place, one) in attendance.attended.enumerated() {
      try tx.run(
        """
        INSERT INTO conference_attended (conference, place, agency, name)
        VALUES (\(id), \(place), \(one.agency.rawValue), \(one.name))
        """)
    }
    for child in attendance.children where conference.people.contains(child.child) {
      try tx.run(
        """
        UPDATE conference_child SET was_there = \(child.there), why_not = \(child.whyNot),
          views = \(child.views) WHERE conference = \(id) AND child = \(child.child)
        """)
    }
  }

  private static func saveOutline(
    _ decision: Conference.Decision, on id: ConferenceID, in tx: any Transaction
  ) throws {
    for (place, dissent) in decision.dissents.enumerated() {
      try tx.run(
        """
        INSERT INTO conference_dissent (conference, place, name, reason)
        VALUES (\(id), \(place), \(dissent.name), \(dissent.reason))
        """)
    }
    for (place, member) in decision.coreGroup.enumerated() {
      try tx.run(
        """
        INSERT INTO conference_member (conference, place, name, agency, worker)
        VALUES (\(id), \(place), \(member.name), \(member.agency.rawValue), \(member.worker))
        """)
    }
    for (aim, part) in decision.outline.enumerated() {
      try tx.run(
        """
        INSERT INTO conference_aim (conference, place, outcome)
        VALUES (\(id), \(aim), \(part.outcome))
        """)
      for (place, action) in part.actions.enumerated() {
        try tx.run(
          """
          INSERT INTO conference_step (conference, aim, place, what, worker, other, due)
          VALUES (\(id), \(aim), \(place), \(action.what), \(action.worker),
            \(StrategyDiscussionTable.other(action)), \(action.by))
          """)
      }
    }
  }
}
