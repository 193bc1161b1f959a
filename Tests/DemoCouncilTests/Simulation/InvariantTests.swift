import Domain
import SQLiteEngine
import Store
import Testing

/// An invariant that cannot be broken proves nothing: each sees the row that somebody changed.
@Suite("What must hold, broken by hand") struct InvariantTests {
  static let breaks: [(Invariant, SQL)] = [
    (
      .oneOpenEpisode,
      """
      UPDATE referral SET child = (SELECT MIN(child) FROM referral WHERE is_open = 1)
      WHERE is_open = 1
      """
    ),
    (
      .riskPlan,
      """
      UPDATE assessment SET risk_plan = NULL, without_risk_plan = NULL
      WHERE id = (SELECT MIN(id) FROM assessment WHERE status = 'authorised')
      """
    ),
    (
      .authorisedByAnother,
      """
      UPDATE assessment SET authorised_by = began_by
      WHERE id = (SELECT MIN(id) FROM assessment WHERE status = 'authorised')
      """
    ),
    (.authorised, "UPDATE assessment SET authorised_sentence = '' WHERE status = 'authorised'"),
    (
      .checkedByAnother,
      "UPDATE contact SET checked_by = decided_by WHERE checked_by IS NOT NULL"
    ),
    (
      .referralExists,
      """
      DELETE FROM referral WHERE id = (SELECT MIN(id) FROM referral WHERE contact IS NOT NULL)
      """
    ),
    (
      .referralWasChecked,
      """
      UPDATE contact SET checked_on = NULL, checked_by = NULL
      WHERE id = (SELECT MIN(contact) FROM referral)
      """
    ),
    (
      .returnedByAnother,
      """
      UPDATE contact_return SET returned_by = (SELECT d.decided_by FROM contact_returned d
        WHERE d.contact = contact_return.contact AND d.position = contact_return.position)
      """
    ),
    (
      .leavesChecked,
      """
      UPDATE contact SET checked_on = NULL, checked_by = NULL
      WHERE id = (SELECT MIN(contact) FROM contact_outcome WHERE outcome = 'earlyHelp')
      """
    ),
    (
      .teamGetsChecked,
      """
      UPDATE contact SET checked_on = NULL, checked_by = NULL
      WHERE id = (SELECT MIN(contact) FROM referral WHERE team IS NOT NULL)
      """
    ),
    (.returnedKept, "DELETE FROM contact_returned"),
    (.formsKept, "UPDATE partnerreferral SET contact = 999999 WHERE id = 1"),
    (.receipts, "UPDATE outbox SET number = number + 90000 WHERE noun = 'partnerreferral'"),
    (.sampledWaits, "DELETE FROM contact_sampling"),
    (.sampledWaits, "UPDATE contact_sampling SET verdict = NULL WHERE verdict = 'agreed'"),
    (.sampleAgain, "UPDATE sample SET seed = seed + 1"),
    (.everyChildDecided, "DELETE FROM contact_outcome"),
    (.everyChildDecided, "UPDATE contact SET history = '' WHERE decided_on IS NOT NULL"),
    (
      .lockedAfterwards,
      """
      INSERT INTO fact SELECT seq + 100000, noun, number, 999, 'assessment.sectionWritten',
        occurred, recorded, actor, salt, payload, digest, hash
      FROM fact WHERE kind = 'assessment.authorised'
      """
    ),
    (.allocations, "UPDATE referral_allocation SET to_day = NULL"),
    (.allocations, "UPDATE referral_allocation SET to_day = from_day"),
    (
      .oneOpenEpisodeAPerson,
      """
      UPDATE person_record SET person = (SELECT MIN(child) FROM referral WHERE is_open = 1)
      WHERE record IN (SELECT child FROM referral WHERE is_open = 1)
      """
    ),
    (.records, "DELETE FROM person_record WHERE record = 1"),
    (.checksStand, "UPDATE partnercheck SET status = 'open'"),
    (.checksStand, "DELETE FROM partnercheck_reply"),
    (.referrersAreAnswered, "DELETE FROM contact_owed"),
    (
      .referrersAreAnswered,
      """
      INSERT INTO contact_owed (contact, owed_from, was_checked)
      SELECT id, received_on, 0 FROM contact WHERE status = 'waiting'
      """
    ),
    (.answersAreThere, "DELETE FROM contact_feedback"),
    (
      .oneMessageEach,
      """
      INSERT INTO contact_message (contact, place, recipient, subject, words, written_on, state)
      VALUES (1, 99, 'a@b.example', 'S', 'W', '2026-01-01', 'waiting')
      """
    ),
    (
      .nothingLostAtNight,
      "UPDATE handover_need SET accepted_by = NULL, accepted_at = NULL, due_at = passed_at"
    ),
    (.earlyHelpIsLed, "UPDATE earlyhelp SET lead_worker = NULL, lead_name = NULL"),
    (.earlyHelpIsLed, "DELETE FROM earlyhelp_proposal"),
    (.contributedOnce, "UPDATE assessment_contribution SET author = '' WHERE words IS NOT NULL"),
    (.riskIsCurrent, "UPDATE risk_version SET is_current = 0"),
    (.reviewedRiskSaysWhatChanged, "UPDATE risk_version SET changed = NULL"),
    (
      .copiedIsStillTrue,
      "UPDATE assessment_section SET still_true = 0 WHERE copied_from IS NOT NULL"
    ),
    (.checkpointByAnother, "UPDATE assessment_checkpoint SET held_by = NULL"),
    (
      .stepDownIsAccepted,
      """
      UPDATE earlyhelp SET status = 'accepted',
        referral = (SELECT MIN(id) FROM referral WHERE is_open = 0)
      """
    ),
    (.stepUpIsOneContact, "UPDATE earlyhelp_step_up SET contact = 99999"),
    (.notWithoutConsent, "UPDATE earlyhelp SET consent = 0 WHERE status = 'open'"),
    (
      .enquiryHasDiscussion,
      "UPDATE strategydiscussion SET held_on = '2001-01-01' WHERE status = 'held'"
    ),
    (.discussionOpensEnquiry, "UPDATE enquiry SET strategy = 99999 WHERE imported = 0"),
    (.quorumOrReason, "UPDATE strategydiscussion_attended SET agency = 'other'"),
    (.leadWasRegistered, "UPDATE enquiry_lead SET on_day = '2001-01-01'"),
    (.endedForEachChild, "UPDATE enquiry_child SET reason = ''"),
    (.conferenceDecidesEach, "UPDATE conference_child SET outcome = NULL"),
    (.planFromConference, "UPDATE conference SET held_on = '2001-01-01' WHERE status = 'held'"),
    (.noGap, "DELETE FROM fact WHERE seq = 20"),
    (.subjects, "INSERT INTO fact_subject (person, seq) VALUES (99999, 1)"),
    (
      .acts,
      """
      INSERT INTO act (key, seq, noun, number, version, recorded)
      VALUES ('k', 1, 'note', 99999, 1, '2026-01-01T00:00:00.000Z')
      """
    ),
    (.versions, "UPDATE note SET version = version + 1 WHERE id = 1"),
    (
      .eventsOfTheChild,
      """
      UPDATE significantevent_child SET source = 'note-' || (significantevent + 90000) || '-1-0'
      """
    ),
    (.hiddenStays, "UPDATE significantevent SET standing = 'hidden', reason = 'x', same = NULL"),
    (.documentsStay, "UPDATE document SET versions = versions + 1"),
    (
      .policeKept,
      "DELETE FROM policenotification_report WHERE notification = 1 AND position = 0"
    ),
    (.policeOnce, "UPDATE policenotification SET incident = 'one'"),
    (
      .policeContact,
      "UPDATE policenotification_routing SET contact = 99999 WHERE route = 'contact'"
    ),
    (
      .policeDays,
      "UPDATE policenotification_report SET received_on = '2099-01-01'"
    ),
    (.heldByOneHere, "UPDATE worker SET left_on = '2020-01-01'"),
    (.staysUntilAccepted, "UPDATE transfer SET from_team = 99999 WHERE status = 'asked'"),
    (.askedOfHolder, "DELETE FROM referral_allocation"),
    (.onePlan, "UPDATE plan SET to_day = NULL, child = (SELECT MIN(child) FROM plan)"),
    (.noPlanWithoutWork, "UPDATE referral SET is_open = 0"),
    (.plansRestOnSomething, "UPDATE plan SET origin = 'conference' WHERE kind = 'childInNeed'"),
    (.endedActions, "UPDATE plan_action SET done_on = NULL, dropped_on = NULL"),
    (.plansRead, "UPDATE plan SET from_day = '2001-01-01'"),
    (.chain, "UPDATE fact SET actor = 'W-1' WHERE seq = 12"),
  ]

  /// Undoes what was broken, and carries out what was seen.
  private struct Undo: Error {
    let before: [String]
    let changed: Int
    let after: [String]
  }

  @Test("The invariant sees it", arguments: breaks)
  func sees(invariant: Invariant, statement: SQL) async throws {
    let copy = try await Self.loose.value
    let seen = try await #require(throws: Undo.self) {
      _ = try await copy.write { tx -> Int in
        let before = try invariant.breaches(tx)
        let changed = try tx.run(statement)
        throw Undo(before: before, changed: changed, after: try invariant.breaches(tx))
      }
    }
    #expect(seen.before == [])
    #expect(seen.changed > 0)
    #expect(!seen.after.isEmpty)
  }

  @Test("A contact that no list holds is missed, and so is one that is gone")
  func accounted() async throws {
    let copy = try await Self.loose.value
    let invariant = Invariant.accounted(on: Played.lastDay)
    for statement: SQL in [
      "DELETE FROM contact WHERE id = (SELECT MIN(id) FROM contact)",
      "UPDATE contact SET status = 'lost' WHERE id = (SELECT MIN(id) FROM contact)",
      "UPDATE contact SET status = 'parked' WHERE status = 'waiting'",
    ] {
      let seen = try await #require(throws: Undo.self) {
        _ = try await copy.write { tx -> Int in
          let before = try invariant.breaches(tx)
          let changed = try tx.run(statement)
          throw Undo(before: before, changed: changed, after: try invariant.breaches(tx))
        }
      }
      #expect(seen.before == [])
      #expect(seen.changed > 0)
      #expect(!seen.after.isEmpty)
    }
  }

  @Test("Each invariant has been broken once")
  func all() {
    let broken = Set(Self.breaks.map(\.0.name))
    for invariant in Invariant.always + Invariant.overAll {
      #expect(broken.contains(invariant.name))
    }
  }

  @Test("Clocks of every kind are looked at, and a wrong one is told")
  func clocks() async throws {
    let copy = try await Self.loose.value
    let clocks = try await copy.read { try Invariant.everyClock(in: $0) }
    #expect(Set(clocks.map(\.name)).count >= 5)
    let position = try #require(clocks.first?.state(today: Played.lastDay).position)
    #expect(Invariant.wrong(.late(position, by: 0)) != nil)
    #expect(Invariant.wrong(.running(position, left: 0)) != nil)
    #expect(Invariant.wrong(.late(position, by: 1)) == nil)
  }

  /// A council whose tables have no constraint left: a row can be broken by hand.
  private static let loose = Task { () -> any Database in
    let live = try await Played.on(.sqlite)
    let copy = try await emptyDatabase()
    _ = try await Ledger.rebuild(from: live.database, into: copy)
    try await copy.write { tx in
      // A rebuilt ledger has nothing to send: the messages as they were.
      try tx.run(
        """
        INSERT INTO outbox (id, noun, number, place, token, recipient, subject, words, written_at,
          state, may_have_arrived, attempts, tries, due_at, ended_at)
        SELECT contact * 100 + place, 'contact', contact, place,
          printf('%032d', contact * 100 + place), recipient, subject, words,
          '2026-01-01T00:00:00.000Z',
          CASE state WHEN 'failed' THEN 'gaveUp' ELSE state END, 0, 1, 1,
          '2026-01-01T00:00:00.000Z',
          CASE state WHEN 'waiting' THEN NULL ELSE '2026-01-01T00:00:00.000Z' END
        FROM contact_message
        """)
      try tx.run(
        """
        INSERT INTO outbox (id, noun, number, place, token, recipient, subject, words, written_at,
          state, may_have_arrived, attempts, tries, due_at, ended_at)
        SELECT 500000 + id, 'partnerreferral', id, 0, printf('%032d', 900000 + id), email, 'Subject',
          'Words', sent_at, 'sent', 0, 1, 1, sent_at, sent_at
        FROM partnerreferral WHERE sender = 'professional'
        """)
      // A view is in the way of a table that goes by another name for a moment.
      let views = try tx.rows("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
        .map { (try $0.text("name"), try $0.text("sql")) }
      for (name, _) in views { try tx.run(SQL(trusted: "DROP VIEW \(name)")) }
      for table in Nouns.tables.map(\.name) + ["fact", "fact_subject", "act"] {
        try tx.run(SQL(trusted: "CREATE TABLE loose AS SELECT * FROM \(table)"))
        try tx.run(SQL(trusted: "DROP TABLE \(table)"))
        try tx.run(SQL(trusted: "ALTER TABLE loose RENAME TO \(table)"))
      }
      for (_, statement) in views { try tx.run(SQL(trusted: statement)) }
    }
    return copy
  }
}
