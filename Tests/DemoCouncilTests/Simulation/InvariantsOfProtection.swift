import Domain
import Store

/// Enquiries stand on discussions, plans on conferences.
extension Invariant {
  static let enquiryHasDiscussion = Invariant(
    "no enquiry of our own without a discussion that was held, on its day, and that decided it",
    rows: """
      SELECT c.enquiry, c.child FROM enquiry e JOIN enquiry_child c ON c.enquiry = e.id
      WHERE e.imported = 0 AND NOT EXISTS (SELECT 1 FROM strategydiscussion s
        JOIN strategydiscussion_child d ON d.strategydiscussion = s.id
        WHERE s.id = e.strategy AND s.held_on = e.started_on AND d.child = c.child
          AND d.opens = 1 AND d.outcome <> 'noEnquiry')
      """)

  static let discussionOpensEnquiry = Invariant(
    "what a discussion opened is there, once for each child",
    rows: """
      SELECT d.strategydiscussion, d.child FROM strategydiscussion_child d
      WHERE d.opens = 1 AND (SELECT COUNT(*) FROM enquiry e
        JOIN enquiry_child c ON c.enquiry = e.id
        WHERE e.strategy = d.strategydiscussion AND c.child = d.child) <> 1
      """)

  static let quorumOrReason = Invariant(
    "a discussion that was held had its quorum, or was urgent and says why not",
    rows: """
      SELECT s.id FROM strategydiscussion s WHERE s.status = 'held' AND
        (SELECT COUNT(DISTINCT a.agency) FROM strategydiscussion_attended a
          WHERE a.strategydiscussion = s.id AND a.agency IN ('socialCare', 'police', 'health')) < 3
        AND (s.urgency <> 'urgent' OR COALESCE(s.without_quorum, '') = '' OR NOT EXISTS
          (SELECT 1 FROM strategydiscussion_missing m WHERE m.strategydiscussion = s.id))
      """)

  static let leadWasRegistered = Invariant("who leads an enquiry was registered on the day") { tx in
    try tx.rows(
      "SELECT enquiry, worker, on_day, registration FROM enquiry_lead ORDER BY enquiry, place"
    ).compactMap { row in
      let day = try row.day("on_day")
      let number = try row.text("registration")
      let held = try Store.facts(of: try row.id("worker", of: Worker.self), in: tx).contains {
        guard let payload = try $0.checkedPayload() else { return false }
        switch try FactJSON.decode(payload, as: Worker.Fact.self) {
        case .registered(let registration):
          return registration.number == number && registration.holds(on: day)
        case .joined(_, _, _, let registration, _):
          return registration.map { $0.number == number && $0.holds(on: day) } ?? false
        default: return false
        }
      }
      return held ? nil : "enquiry \(try row.int("enquiry"))"
    }
  }

  static let endedForEachChild = Invariant(
    "an enquiry that ended has an outcome for each child, and none without a conference unagreed",
    rows: """
      SELECT c.enquiry, c.child FROM enquiry e JOIN enquiry_child c ON c.enquiry = e.id
      WHERE e.imported = 0 AND e.ended_on IS NOT NULL AND (c.outcome IS NULL
        OR COALESCE(c.reason, '') = ''
        OR (c.outcome = 'continuingRisk' AND c.conference_not_required = 1
          AND c.agreed_by IS NULL)
        OR (c.outcome <> 'continuingRisk' AND c.conference_not_required = 0))
      """)

  static let conferenceDecidesEach = Invariant(
    "a conference that was held decided for each child, and a plan has a category",
    rows: """
      SELECT c.conference, c.child FROM conference f JOIN conference_child c ON c.conference = f.id
      WHERE f.status = 'held' AND (c.outcome IS NULL OR c.was_there IS NULL
        OR ((c.outcome = 'plan') <> (c.category IS NOT NULL)))
      """)

  static let planFromConference = Invariant(
    "a plan from a conference begins on its day",
    rows: """
      SELECT c.conference, c.child FROM conference f JOIN conference_child c ON c.conference = f.id
      WHERE f.status = 'held' AND f.origin <> 'plans' AND c.outcome = 'plan' AND NOT EXISTS
        (SELECT 1 FROM plan l WHERE l.child = c.child AND l.kind = 'childProtection'
          AND l.from_day = f.held_on AND l.referral = c.referral)
      """)

  static let protection: [Invariant] = [
    enquiryHasDiscussion, discussionOpensEnquiry, quorumOrReason, leadWasRegistered,
    endedForEachChild, conferenceDecidesEach, planFromConference,
  ]
}
