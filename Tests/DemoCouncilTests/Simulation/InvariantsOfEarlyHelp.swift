import Domain
import Store

/// No child falls between two services.
extension Invariant {
  static let earlyHelpIsLed = Invariant(
    "early help that is open has a lead who has accepted",
    rows: """
      SELECT e.id FROM earlyhelp e WHERE e.status IN ('accepted', 'open')
        AND (COALESCE(e.lead_worker, 0) = 0 AND COALESCE(e.lead_name, '') = ''
          OR NOT EXISTS (SELECT 1 FROM earlyhelp_proposal p WHERE p.earlyhelp = e.id
            AND p.answered_on IS NOT NULL AND p.reason IS NULL))
      """)

  static let stepDownIsAccepted = Invariant(
    "no referral closes to early help that nobody has accepted, and with it early help begins",
    rows: """
      SELECT e.id FROM earlyhelp e JOIN referral r ON r.id = e.referral
      WHERE (r.closed_on IS NOT NULL AND e.status = 'waiting' AND e.requested_on < r.closed_on)
        OR (r.is_open = 0 AND e.status = 'accepted')
      """)

  static let stepUpIsOneContact = Invariant(
    "a step up from early help is one contact at the front door, with its people",
    rows: """
      SELECT s.earlyhelp, s.position FROM earlyhelp_step_up s
      LEFT JOIN contact c ON c.id = s.contact
      WHERE c.id IS NULL OR c.source <> '5D' OR NOT EXISTS
        (SELECT 1 FROM contact_person n WHERE n.contact = c.id AND n.is_child = 1)
      UNION ALL
      SELECT MIN(s.earlyhelp), s.contact FROM earlyhelp_step_up s
      GROUP BY s.contact HAVING COUNT(*) > 1
      """)

  static let notWithoutConsent = Invariant(
    "there is no early help without the family's consent",
    rows: """
      SELECT id FROM earlyhelp
      WHERE consent = 0 AND (status <> 'refused' OR begun_on IS NOT NULL)
      """)

  static let earlyHelp: [Invariant] = [
    earlyHelpIsLed, stepDownIsAccepted, stepUpIsOneContact, notWithoutConsent,
  ]
}
