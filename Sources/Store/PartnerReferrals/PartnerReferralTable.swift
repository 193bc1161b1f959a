import Domain
import Foundation

extension PartnerReferral: Kept {
  package typealias Table = PartnerReferralTable

  package static func consequences(
    of fact: Fact, on id: PartnerReferralID, now referral: PartnerReferral
  ) -> [Consequence] {
    Consequences.of(fact, on: id)
  }
}

/// Forms as they were sent, each with the contact that it became.
package enum PartnerReferralTable: NounTable {
  package typealias N = PartnerReferral

  package static let schema = [
    // The contact has no reference: the fact that sends comes before the one that begins it.
    """
    CREATE TABLE partnerreferral (
      id INTEGER PRIMARY KEY,
      reference TEXT NOT NULL UNIQUE CHECK (length(reference) = 12),
      contact INTEGER NOT NULL UNIQUE,
      sender TEXT NOT NULL CHECK (sender IN ('professional', 'agencyAccount', 'anybody')),
      email TEXT,
      agency TEXT,
      edition TEXT NOT NULL,
      sent_at TEXT NOT NULL CHECK (length(sent_at) = 24),
      sent_on TEXT NOT NULL CHECK (length(sent_on) = 10),
      form TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK (sender <> 'professional' OR email IS NOT NULL),
      CHECK (sender <> 'agencyAccount' OR agency IS NOT NULL)
    )
    """,
    // What somebody sent, newest first.
    "CREATE INDEX partnerreferral_email ON partnerreferral (email, sent_at)",
    "CREATE INDEX partnerreferral_agency ON partnerreferral (agency, sent_at)",
    // What came through the portal on a day.
    "CREATE INDEX partnerreferral_day ON partnerreferral (sent_on)",
  ]

  package static let tables = [DerivedTable("partnerreferral", key: ["id"])]

  package static func around(
    _ command: PartnerReferral.Command, on id: PartnerReferralID, given: PartnerReferral?,
    in tx: any Transaction
  ) throws -> PartnerReferral.Around {
    switch command {
    case .send(let form):
      let reference = form.reference
      return PartnerReferral.Around(
        nextContact: try Ledger.next(Contact.self, in: tx),
        referenceIsTaken: try tx.exists(
          "SELECT 1 FROM partnerreferral WHERE reference = \(reference)"))
    }
  }

  package static func save(
    _ referral: PartnerReferral, on id: PartnerReferralID, after fact: PartnerReferral.Fact,
    as entry: Entry, in tx: any Transaction
  ) throws {
    let form = referral.form
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(form), as: UTF8.self)
    let sender = form.sender
    try tx.run(
      """
      INSERT INTO partnerreferral (id, reference, contact, sender, email, agency, edition, sent_at,
        sent_on, form, version, recorded_at, recorded_by)
      VALUES (\(id), \(form.reference), \(referral.contact), \(sender.kind.rawValue),
        \(sender.kind == .professional ? sender.email?.lowercased() : nil), \(sender.agency),
        \(form.edition.rawValue), \(form.sentAt), \(form.sentAt.day), \(text), \(entry.version),
        \(entry.recorded), \(entry.actor.description))
      """)
  }

  // MARK: - Reading

  package struct Whole: Sendable {
    package let id: PartnerReferralID
    package let contact: ContactID
    package let form: PartnerReferral.Form
  }

  package static func whole(
    _ id: PartnerReferralID, in tx: any Transaction
  ) throws -> Whole? {
    try tx.row("SELECT id, contact, form FROM partnerreferral WHERE id = \(id)").map(whole)
  }

  /// The form from which a contact came; nil for one that came in another way.
  package static func of(
    contact: ContactID, in tx: any Transaction
  ) throws -> Whole? {
    try tx.row("SELECT id, contact, form FROM partnerreferral WHERE contact = \(contact)")
      .map(whole)
  }

  private static func whole(_ row: Row) throws -> Whole {
    let form = try JSONDecoder().decode(
      PartnerReferral.Form.self, from: Data(try row.text("form").utf8))
    return Whole(id: try row.id("id"), contact: try row.id("contact"), form: form)
  }

  /// Whether an address that must not be told is near the people of a contact: then a file, which
  /// nothing can be taken out of, opens only to those who may see such an address.
  package static func keepsAddressBack(
    _ people: [PersonID], in tx: any Transaction
  ) throws -> Bool {
    try ContactTable.hidesAddress(people, in: tx)
  }
}
