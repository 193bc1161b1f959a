import Domain

/// Checks that are addressed to an agency in the portal.
extension PartnerCheckTable {
  /// What migration 0016 adds.
  static let portalSchema = [
    "ALTER TABLE partnercheck ADD COLUMN addressee INTEGER",
    // What an agency finds in the portal.
    "CREATE INDEX partnercheck_addressee ON partnercheck (addressee) WHERE addressee IS NOT NULL",
  ]

  /// Days for which an agency still reads what no longer waits.
  package static let readableDays = 28

  static func addressee(
    of command: PartnerCheck.Command, in tx: any Transaction
  ) throws -> PartnerCheck.Addressee? {
    guard case .ask(let question, _) = command, let id = question.addressee else { return nil }
    return try AgencyTable.line(id, in: tx).map {
      PartnerCheck.Addressee(kind: $0.kind, isOpen: try AgencyTable.isOpen(id, in: tx))
    }
  }

  /// A message to the agency's mailbox, in the transaction of the asking: that something waits, and
  /// neither of whom nor about what.
  package static func aftermath(
    of fact: PartnerCheck.Fact, on id: PartnerCheckID, now check: PartnerCheck, as act: Act,
    in tx: any Transaction
  ) throws -> [Consequence] {
    guard case .asked(let request, _) = fact, let addressee = request.addressee,
      let agency = try AgencyTable.line(addressee, in: tx), !agency.isClosed
    else { return [] }
    let council = try Authority.load(in: tx)?.name ?? "The council"
    return [
      .message(
        Outgoing(
          of: FactStream(id), place: 0, to: agency.mailbox,
          subject: "A request for information waits for you",
          words: """
            To: \(agency.name)

            \(council) has asked you something. It waits in the partner portal until \
            \(request.dueOn.long). Sign in there as you always do and open Requests to you, \(id).

            This email names nobody, and has no link: nobody from \(council) will ask you by email to \
            sign in anywhere else. Answer in the portal, not to this email.
            """,
          by: request.by))
    ]
  }

  /// A request as the agency sees it: what it read, with what must not be told any more taken out.
  package struct Addressed: Sendable, Equatable {
    package let line: Line
    /// Nil where it was withdrawn: then there is nothing left to read.
    package let words: String?
  }

  /// What waits for an agency first, then what it answered of late.
  package static func addressed(
    to agency: AgencyID, on today: Day, in tx: any Transaction
  ) throws -> [Addressed] {
    try lines(
      """
      c.addressee = \(agency)
      AND (c.ended_on IS NULL OR c.ended_on >= \(today.adding(days: -readableDays)))
      """, "CASE c.status WHEN 'open' THEN 0 ELSE 1 END, c.due_on, c.id", in: tx
    ).map { try addressed($0, in: tx) }
  }

  /// Nil for what is another's, too old, or not there: the agency cannot tell which.
  package static func addressed(
    _ id: PartnerCheckID, to agency: AgencyID, on today: Day, in tx: any Transaction
  ) throws -> Addressed? {
    guard let line = try line(id, in: tx), line.addressee == agency,
      line.endedOn.map({ $0 >= today.adding(days: -readableDays) }) ?? true
    else { return nil }
    return try addressed(line, in: tx)
  }

  private static func addressed(_ line: Line, in tx: any Transaction) throws -> Addressed {
    guard line.status != .withdrawn else { return Addressed(line: line, words: nil) }
    // An alert may have come since it was asked.
    let homes =
      line.people.isEmpty
      ? UndisclosedHomes([])
      : try UndisclosedHomes.near(
        line.people, in: tx)
    return Addressed(line: line, words: homes.takenOut(of: line.words))
  }
}
