import Domain

/// What stands between a decision and its effect: decisions that wait for a second person, and those
/// that were sent back and wait for a new one.
extension ContactTable {
  package struct ToCheck: Sendable {
    package let contact: Waiting
    package let reason: String
    /// Why the decision before it was sent back; nil where there was none.
    package let lastReturn: String?
    /// The sample into which it was drawn after the contact had closed.
    package let sample: SampleID?
    /// By child, as the decision has it.
    package let outcomes: [Contact.Outcome]
  }

  package struct SentBack: Sendable {
    package let contact: Waiting
    /// Who decided what was sent back.
    package let decidedBy: WorkerID?
    package let comment: String
    package let on: Day
  }

  /// Oldest decision first.
  package static func toCheck(in tx: any Transaction) throws -> [ToCheck] {
    let waiting = try waiting([.waitingForCheck], in: tx)
    let ids = waiting.map(\.id)
    var reasons: [ContactID: String] = [:]
    for row in try tx.rows("SELECT id, reason FROM contact WHERE id IN (\(list: ids))") {
      reasons[try row.id("id")] = try row.textIfAny("reason")
    }
    var samples: [ContactID: SampleID] = [:]
    for row in try tx.rows(
      """
      SELECT contact, sample FROM contact_sampling
      WHERE contact IN (\(list: ids)) AND verdict IS NULL
      """)
    {
      samples[try row.id("contact")] = try row.id("sample")
    }
    var outcomes: [ContactID: [Contact.Outcome]] = [:]
    for row in try tx.rows(
      """
      SELECT contact, outcome FROM contact_outcome WHERE contact IN (\(list: ids))
      ORDER BY contact, key
      """)
    {
      outcomes[try row.id("contact"), default: []].append(try row.code("outcome"))
    }
    let returns = try lastReturns(of: ids, in: tx)
    return waiting.map { contact in
      ToCheck(
        contact: contact, reason: reasons[contact.id] ?? "",
        lastReturn: returns[contact.id]?.comment, sample: samples[contact.id],
        outcomes: outcomes[contact.id] ?? [])
    }.sorted {
      ($0.contact.decidedOn ?? $0.contact.receivedOn, $0.contact.id)
        < ($1.contact.decidedOn ?? $1.contact.receivedOn, $1.contact.id)
    }
  }

  package static func sentBack(in tx: any Transaction) throws -> [SentBack] {
    let waiting = try waiting([.returned], in: tx)
    let returns = try lastReturns(of: waiting.map(\.id), in: tx)
    return waiting.compactMap { contact in
      returns[contact.id].map {
        SentBack(contact: contact, decidedBy: $0.decidedBy, comment: $0.comment, on: $0.on)
      }
    }
  }

  /// When a sampled decision of these was sent back last.
  static func cameBack(_ ids: [ContactID], in tx: any Transaction) throws -> [ContactID: Day] {
    var days: [ContactID: Day] = [:]
    for row in try tx.rows(
      """
      SELECT contact, checked_on FROM contact_sampling
      WHERE contact IN (\(list: ids)) AND verdict = 'returned' ORDER BY checked_on
      """)
    {
      days[try row.id("contact")] = try row.day("checked_on")
    }
    return days
  }

  private static func lastReturns(
    of ids: [ContactID], in tx: any Transaction
  ) throws -> [ContactID: (comment: String, on: Day, decidedBy: WorkerID?)] {
    var last: [ContactID: (comment: String, on: Day, decidedBy: WorkerID?)] = [:]
    for row in try tx.rows(
      """
      SELECT r.contact, r.comment, r.returned_on, d.decided_by
      FROM contact_return r LEFT JOIN contact_returned d
        ON d.contact = r.contact AND d.position = r.position
      WHERE r.contact IN (\(list: ids)) ORDER BY r.contact, r.position
      """)
    {
      last[try row.id("contact")] = (
        try row.text("comment"), try row.day("returned_on"), try row.idIfAny("decided_by")
      )
    }
    return last
  }
}
