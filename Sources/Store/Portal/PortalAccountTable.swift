import Domain

/// What an agency's shared account is checked against. That it is open, and its name, are facts of the
/// agency; these are secrets, and no facts.
package struct PortalAccountRow: Sendable, Equatable {
  package let agency: AgencyID
  /// In PHC form.
  package let password: String
  /// The secret of its second step, encrypted; nil until it was set up.
  package let codeSecret: [UInt8]?
  /// The last step whose code was used: no code opens twice.
  package let codeStep: Int
}

/// `portal_account`.
package enum PortalAccountTable {
  static let schema = [
    """
    CREATE TABLE portal_account (
      agency BIGINT NOT NULL PRIMARY KEY,
      password TEXT NOT NULL CHECK (password LIKE '$scrypt$%'),
      code_secret BYTEA,
      code_step BIGINT NOT NULL,
      changed_at TEXT NOT NULL CHECK (length(changed_at) = 24)
    )
    """
  ]

  /// Sets the password and the second step of an account that was opened, or anew.
  package static func set(
    _ tx: any Transaction, _ agency: AgencyID, password: String, codeSecret: [UInt8]?, at: Instant
  ) throws {
    try tx.run(
      """
      INSERT INTO portal_account (agency, password, code_secret, code_step, changed_at)
      VALUES (\(agency), \(password), \(codeSecret), 0, \(at))
      ON CONFLICT (agency) DO UPDATE SET password = excluded.password,
        code_secret = excluded.code_secret, code_step = 0, changed_at = excluded.changed_at
      """)
    try PortalSessionTable.endAll(tx, of: agency)
  }

  package static func renew(
    _ tx: any Transaction, _ agency: AgencyID, password: String, at: Instant
  ) throws {
    try tx.run(
      """
      UPDATE portal_account SET password = \(password), changed_at = \(at) WHERE agency = \(agency)
      """)
  }

  /// Takes the secrets away.
  package static func close(_ tx: any Transaction, _ agency: AgencyID) throws {
    try tx.run("DELETE FROM portal_account WHERE agency = \(agency)")
    try PortalSessionTable.endAll(tx, of: agency)
  }

  package static func find(
    _ tx: any Transaction, _ agency: AgencyID
  ) throws -> PortalAccountRow? {
    try tx.row(
      """
      SELECT password, code_secret, code_step FROM portal_account WHERE agency = \(agency)
      """
    ).map {
      PortalAccountRow(
        agency: agency, password: try $0.text("password"),
        codeSecret: try $0.bytesIfAny("code_secret"), codeStep: try $0.int("code_step"))
    }
  }

  /// Marks a step's code as used.
  /// - Returns: false where it, or a later one, was used already.
  package static func use(
    _ tx: any Transaction, _ agency: AgencyID, codeStep: Int
  ) throws -> Bool {
    try tx.run(
      """
      UPDATE portal_account SET code_step = \(codeStep)
      WHERE agency = \(agency) AND code_step < \(codeStep)
      """) == 1
  }
}
