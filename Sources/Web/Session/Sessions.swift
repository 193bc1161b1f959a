import Crypto
import Domain
import Hummingbird
import Store

/// Sessions in the browser and in the database. The cookie holds 256 random bits; the database holds
/// their SHA-256.
struct Sessions: Sendable {
  let house: House

  /// `__Host-` binds the cookie to this host and to HTTPS; plain HTTP is for one's own machine only.
  var cookieName: String {
    house.configuration.secureCookies ? "__Host-threshold" : "threshold"
  }

  func hash(of request: Request) -> [UInt8]? {
    guard let cookie = request.cookies[cookieName], cookie.value.utf8.count < 128,
      let token = Base64URL.decode(cookie.value), token.count == 32
    else { return nil }
    return Array(SHA256.hash(data: token))
  }

  /// Begins a new session and ends the browser's old one, so that a token known before signing in
  /// is worth nothing after.
  func begin(
    _ worker: WorkerID, stage: SessionRow.Stage, replacing old: [UInt8]?, now: Instant
  ) async throws -> Cookie {
    let token = Chance.bytes(32)
    let hash = Array(SHA256.hash(data: token))
    try await house.database.write { tx in
      if let old { try SessionTable.end(tx, hash: old) }
      try SessionTable.add(tx, hash: hash, worker: worker, stage: stage, at: now)
    }
    return cookie(Base64URL.encode(token))
  }

  /// The session that the request's cookie names, if it lives.
  func find(_ request: Request, now: Instant) async throws -> SessionRow? {
    guard let hash = hash(of: request) else { return nil }
    return try await house.database.read { try SessionTable.find($0, hash: hash, now: now) }
  }

  /// The signed-in worker. Every request is an act that keeps the session alive; written down at
  /// most once a minute.
  func signedIn(_ request: Request, now: Instant) async throws -> SignedIn? {
    guard let hash = hash(of: request) else { return nil }
    let found = try await house.database.read { tx -> (SessionRow, Colleague)? in
      guard let session = try SessionTable.find(tx, hash: hash, now: now), session.stage == .open,
        let colleague = try Colleague.find(tx, session.worker, today: now.day)
      else { return nil }
      return (session, colleague)
    }
    guard let (session, colleague) = found else { return nil }
    if session.seen.adding(seconds: 60) <= now {
      try await house.database.write { try SessionTable.touch($0, hash: hash, at: now) }
    }
    return SignedIn(
      worker: session.worker, name: colleague.name, actor: colleague.actor,
      viewer: colleague.viewer, session: session,
      crossSite: CrossSiteToken(sessionHash: hash, keys: house.keys))
  }

  func cookie(_ value: String, maxAge: Int? = nil) -> Cookie {
    Cookie(
      name: cookieName, value: value, maxAge: maxAge, path: "/",
      secure: house.configuration.secureCookies, httpOnly: true, sameSite: .lax)
  }

  /// Takes the cookie away.
  var gone: Cookie { cookie("", maxAge: 0) }

  /// Seconds until the session ends if nothing more is done.
  static func secondsLeft(_ session: SessionRow, now: Instant) -> Int {
    let end = session.began.adding(seconds: SessionTable.absolute)
    return min(SessionTable.idle, Int((end.milliseconds - now.milliseconds) / 1000))
  }
}
