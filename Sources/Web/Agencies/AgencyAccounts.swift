import Domain
import Store

/// The secrets of the account that an agency shares, made here and shown once.
package struct AgencyAccounts: Sendable {
  let house: House

  package init(_ house: House) { self.house = house }

  package struct Secrets: Sendable {
    package let password: String
    package let code: OneTimeCode

    package init(password: String, code: OneTimeCode) {
      self.password = password
      self.code = code
    }
  }

  /// A password and a second step, fresh; what was before is worth nothing from now on.
  package func renew(_ agency: AgencyID, at now: Instant) async throws -> Secrets {
    let secrets = Secrets(
      password: Base64URL.encode(Chance.bytes(15)), code: OneTimeCode.fresh())
    try await set(agency, secrets, at: now)
    return secrets
  }

  /// The same with secrets that are known: for the demo council.
  package func set(_ agency: AgencyID, _ secrets: Secrets, at now: Instant) async throws {
    let hash = try await house.passwords.hash(secrets.password)
    let sealed = try Sealed.seal(
      secrets.code.secret, with: house.keys.oneTimeCode, place: Self.place(agency))
    try await house.database.write { tx in
      try PortalAccountTable.set(tx, agency, password: hash, codeSecret: sealed, at: now)
    }
  }

  /// Where the secret of the second step is bound to.
  package static func place(_ agency: AgencyID) -> String { "agency/\(agency.number)/code" }
}
