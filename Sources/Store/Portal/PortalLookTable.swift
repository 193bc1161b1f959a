import Domain

/// `portal_look`: who opened what at the portal. Written before the page leaves, as workers' looks are.
package enum PortalLookTable {
  static let schema = [
    """
    CREATE TABLE portal_look (
      noun TEXT NOT NULL,
      number BIGINT NOT NULL CHECK (number > 0),
      at TEXT NOT NULL CHECK (length(at) = 24),
      agency BIGINT,
      who TEXT NOT NULL CHECK (who <> ''),
      request TEXT NOT NULL,
      PRIMARY KEY (noun, number, at, request)
    )
    """
  ]

  package struct Look: Sendable, Equatable {
    package let at: Instant
    package let agency: AgencyID?
    package let who: String
  }

  /// - Parameters:
  ///   - who: as the record of it says: an address, or an agency's account.
  ///   - request: identifies the request in the logs.
  package static func add(
    _ tx: any Transaction, _ record: FactStream, by who: String, of agency: AgencyID?,
    request: String, at now: Instant
  ) throws {
    try tx.run(
      """
      INSERT INTO portal_look (noun, number, at, agency, who, request)
      VALUES (\(record.noun), \(record.number), \(now), \(agency), \(who), \(request))
      """)
  }

  /// Newest first.
  package static func looks(
    at record: FactStream, limit: Int = 100, in tx: any Transaction
  ) throws -> [Look] {
    try tx.rows(
      """
      SELECT at, agency, who FROM portal_look
      WHERE noun = \(record.noun) AND number = \(record.number) ORDER BY at DESC, who LIMIT \(limit)
      """
    ).map {
      Look(at: try $0.instant("at"), agency: try $0.idIfAny("agency"), who: try $0.text("who"))
    }
  }
}
