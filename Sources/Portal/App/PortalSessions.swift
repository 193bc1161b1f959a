import Crypto
import Domain
import Hummingbird
import Store
import Web

/// Whoever is signed in at the portal, for one request.
package struct Visitor: Sendable {
  package let session: PortalSessionRow
  /// Nil for an agency's shared account.
  package let email: EmailAddress?
  /// A professional's name where an agency has admitted them, or the agency's name; else nil.
  package let name: String?
  /// The agency that they are admitted for.
  package let agency: AgencyID?
  /// The account that an agency shares, not a person.
  package let agencyAccount: Bool
  /// Against forged posts.
  package let csrf: CrossSiteToken

  /// What is written beside what they did: `m.jones@school.example (M Jones)` or the agency's name.
  package var words: String {
    guard let email else { return name ?? "An agency" }
    return name.map { "\($0), \(email)" } ?? email.text
  }
}

/// Sessions at the portal, in the browser and in the database. The cookie holds 256 random bits; the
/// database holds their SHA-256.
package struct PortalSessions: Sendable {
  let portal: PortalHouse

  package init(portal: PortalHouse) { self.portal = portal }

  /// Another name than the workers' cookie, and of this host alone.
  package var cookieName: String {
    portal.house.configuration.secureCookies ? "__Host-threshold-portal" : "threshold-portal"
  }

  func hash(of request: Request) -> [UInt8]? {
    guard let cookie = request.cookies[cookieName], cookie.value.utf8.count < 128,
      let token = Base64URL.decode(cookie.value), token.count == 32
    else { return nil }
    return Array(SHA256.hash(data: token))
  }

  /// Begins a new session and ends the browser's old one, so that a token known before is worth
  /// nothing after.
  package func begin(
    _ who: PortalSessionRow.Who, stage: PortalSessionRow.Stage, replacing old: [UInt8]? = nil,
    now: Instant
  ) async throws -> (hash: [UInt8], cookie: Cookie) {
    let token = Chance.bytes(32)
    let hash = Array(SHA256.hash(data: token))
    try await portal.house.database.write { tx in
      if let old { try PortalSessionTable.end(tx, hash: old) }
      try PortalSessionTable.add(tx, hash: hash, who, stage: stage, at: now)
    }
    return (hash, cookie(Base64URL.encode(token)))
  }

  /// The session that the request's cookie names, if it lives.
  func find(_ request: Request, now: Instant) async throws -> PortalSessionRow? {
    guard let hash = hash(of: request) else { return nil }
    return try await portal.house.database.read {
      try PortalSessionTable.find($0, hash: hash, now: now)
    }
  }

  /// Whoever is signed in. A request keeps the session alive; written down at most once a minute.
  func visitor(_ request: Request, now: Instant) async throws -> Visitor? {
    guard let hash = hash(of: request) else { return nil }
    let csrf = CrossSiteToken(sessionHash: hash, key: portal.house.keys.portalSession)
    let visitor = try await portal.house.database.read { tx -> Visitor? in
      guard let session = try PortalSessionTable.find(tx, hash: hash, now: now),
        session.stage == .open
      else { return nil }
      return try PortalSessions.visitor(session, csrf, in: tx)
    }
    guard let visitor else { return nil }
    if visitor.session.seen.adding(seconds: 60) <= now {
      try await portal.house.database.write {
        try PortalSessionTable.touch($0, hash: hash, at: now)
      }
    }
    return visitor
  }

  /// Asked anew with each request: who is removed, or whose agency is closed, sees nothing of it with
  /// the next.
  private static func visitor(
    _ session: PortalSessionRow, _ csrf: CrossSiteToken, in tx: any Transaction
  ) throws -> Visitor? {
    switch session.who {
    case .email(let email):
      let admitted = try AgencyTable.admitted(email, in: tx)
      return Visitor(
        session: session, email: email, name: admitted?.professional.name,
        agency: admitted?.agency, agencyAccount: false, csrf: csrf)
    case .account(let agency):
      guard let line = try AgencyTable.line(agency, in: tx), !line.isClosed, line.username != nil
      else { return nil }
      return Visitor(
        session: session, email: nil, name: line.name, agency: agency, agencyAccount: true,
        csrf: csrf)
    }
  }

  func cookie(_ value: String, maxAge: Int? = nil) -> Cookie {
    Cookie(
      name: cookieName, value: value, maxAge: maxAge, path: "/",
      secure: portal.house.configuration.secureCookies, httpOnly: true, sameSite: .lax)
  }

  /// Takes the cookie away.
  var gone: Cookie { cookie("", maxAge: 0) }

  /// Seconds until the session ends if nothing more is done.
  static func secondsLeft(_ session: PortalSessionRow, now: Instant) -> Int {
    let end = session.began.adding(seconds: PortalSessionTable.absolute)
    return min(PortalSessionTable.idle, Int((end.milliseconds - now.milliseconds) / 1000))
  }
}
