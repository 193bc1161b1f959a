import Crypto
import Domain
import HTML
import Hummingbird
import Store
import Web

/// Signing in at the portal: a code sent to an address, or an agency's shared account with a second
/// step. What is answered never tells whether an address or a name is known.
struct PortalSignIn: Sendable {
  let visit: Visit

  private var portal: PortalHouse { visit.portal }
  private var keys: Keys { visit.house.keys }
  private var sessions: PortalSessions { PortalSessions(portal: visit.portal) }

  enum Outcome: Sendable {
    /// Wrong; never said what of it.
    case wrong
    /// Too many tries. Nothing was checked.
    case wait
    /// It was used, has run out, or was tried too often.
    case ended
    /// This browser has asked for none.
    case none
    case go(Cookie)
  }

  // MARK: - A code by email

  /// Sends a code to the address, and gives the browser the cookie that it will open. The same for
  /// every address; one that was sent many codes lately is sent none, and is told nothing else.
  func ask(_ email: EmailAddress) async throws -> Outcome {
    let place = portal.hashed("codes of", visit.source)
    let pair = portal.hashed("codes to from", "\(email) \(visit.source)")
    let address = portal.hashed("codes to", email.text)
    let now = visit.now
    guard portal.codes.allows(visit.source, now: now),
      try await !waits([place])
    else {
      visit.refused(.tooManyCodes)
      return .wait
    }
    let token = Chance.bytes(32)
    let hash = Array(SHA256.hash(data: token))
    let code = Self.fresh()
    let (kept, letter) = (mac(code, hash), letter(code, to: email))
    let old = sessions.hash(of: visit.request)
    let messageToken = Chance.bytes(16)
    let isSent = try await visit.house.database.write { tx in
      if let old {
        try PortalSessionTable.end(tx, hash: old)
        try PortalCodeTable.end(tx, session: old, at: now)
      }
      try PortalSessionTable.add(tx, hash: hash, .email(email), stage: .asked, at: now)
      let waits = try [pair, address].contains {
        try SignInDelay.nextTry(tx, source: $0, now: now) != nil
      }
      try PortalCodeTable.ask(
        tx, session: hash, email: email, code: kept, letter: waits ? nil : letter,
        token: messageToken, at: now)
      try SignInDelay.failed(tx, source: place, .codesOfPlace, now: now)
      try SignInDelay.failed(tx, source: pair, .codesFromPlace, now: now)
      try SignInDelay.failed(tx, source: address, .codesForAddress, now: now)
      return !waits
    }
    if !isSent { visit.refused(.tooManyCodes) }
    return .go(sessions.cookie(Base64URL.encode(token)))
  }

  /// Tries a code in the browser that asked for it.
  func check(code: String) async throws -> Outcome {
    guard let hash = sessions.hash(of: visit.request) else { return .none }
    let digits = String(code.filter { $0 != " " && $0 != "-" })
    let (given, now) = (mac(digits, hash), visit.now)
    let outcome = try await visit.house.database.write { tx in
      try PortalCodeTable.check(tx, session: hash, code: given, at: now, same: sameBytes)
    }
    switch outcome {
    case .none: return .none
    case .ended:
      visit.refused(.replayedCode)
      return .ended
    case .wrong(let left):
      visit.refused(left > 0 ? .wrongCode : .tooManyTries)
      return left > 0 ? .wrong : .ended
    case .right(let email):
      let (_, cookie) = try await sessions.begin(
        .email(email), stage: .open, replacing: hash, now: now)
      let place = portal.hashed("codes of", visit.source)
      let pair = portal.hashed("codes to from", "\(email) \(visit.source)")
      let address = portal.hashed("codes to", email.text)
      try await visit.house.database.write { tx in
        try SignInDelay.used(tx, source: place)
        try SignInDelay.succeeded(tx, source: pair)
        try SignInDelay.succeeded(tx, source: address)
      }
      return .go(cookie)
    }
  }

  /// Eight digits; each as likely as any other.
  private static func fresh() -> String {
    let number = Chance.bytes(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) } % 100_000_000
    let digits = String(number)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Bound to the browser: the same digits are worth nothing in another.
  private func mac(_ code: String, _ session: [UInt8]) -> [UInt8] {
    Array(
      HMAC<SHA256>.authenticationCode(
        for: Array("\(Base64URL.encode(session))|\(code)".utf8), using: keys.portalCode))
  }

  private func letter(_ code: String, to email: EmailAddress) -> PortalCodeTable.Letter {
    let council = visit.house.configuration.organisation ?? "the council"
    let until = visit.now.adding(seconds: PortalCodeTable.lasts)
    return PortalCodeTable.Letter(
      to: email, subject: "Your code for the partner portal",
      words: """
        Your code is \(code.prefix(4)) \(code.suffix(4))

        It opens the partner portal of \(council) once, in the window where you asked for it, until \
        \(until.clock).

        If you did not ask for it, somebody else typed your address. They cannot get in without this \
        code, and you need do nothing. Nobody from \(council) will ever ask you for it.
        """)
  }

  // MARK: - An agency's account

  /// A name that nobody has costs as much as a wrong password, and answers the same.
  func check(username: String, password: String) async throws -> Outcome {
    let name = portal.hashed("name", username.lowercased())
    let place = portal.hashed("passwords of", visit.source)
    if try await waits([name, place]) {
      visit.refused(.tooManyTries)
      return .wait
    }
    let account = try await visit.read { tx -> PortalAccountRow? in
      guard let line = try AgencyTable.line(username: username, in: tx), !line.isClosed else {
        return nil
      }
      return try PortalAccountTable.find(tx, line.id)
    }
    // A password beyond the longest is none of ours; hashing it would only cost time.
    let tried = password.utf8.count <= Passwords.longest * 4 ? password : ""
    let check = try await visit.house.passwords.check(tried, against: account?.password)
    let now = visit.now
    guard let account, check != .wrong, account.codeSecret != nil else {
      visit.refused(.wrongPassword)
      try await visit.house.database.write { tx in
        try SignInDelay.failed(tx, source: name, .name, now: now)
        try SignInDelay.failed(tx, source: place, .address, now: now)
      }
      return .wrong
    }
    if case .rightAndRenewed(let hash) = check {
      try await visit.house.database.write {
        try PortalAccountTable.renew($0, account.agency, password: hash, at: now)
      }
    }
    let (_, cookie) = try await sessions.begin(
      .account(account.agency), stage: .secondStep,
      replacing: sessions.hash(of: visit.request), now: now)
    return .go(cookie)
  }

  /// The second step. A code opens once; wrong ones are slowed as wrong passwords are.
  func check(secondStep code: String) async throws -> Outcome {
    let now = visit.now
    guard let session = try await sessions.find(visit.request, now: now),
      session.stage == .secondStep, case .account(let agency) = session.who
    else { return .none }
    let name = portal.hashed("second step", agency.description)
    if try await waits([name]) {
      visit.refused(.tooManyTries)
      return .wait
    }
    let account = try await visit.read { try PortalAccountTable.find($0, agency) }
    let secret = account?.codeSecret.flatMap {
      Sealed.open($0, with: keys.oneTimeCode, place: Self.place(agency))
    }
    let step = secret.flatMap { OneTimeCode(secret: $0).step(of: code, now: now) }
    let isRight = try await visit.house.database.write { tx in
      if let step, try PortalAccountTable.use(tx, agency, codeStep: step) {
        try SignInDelay.succeeded(tx, source: name)
        return true
      }
      try SignInDelay.failed(tx, source: name, .name, now: now)
      return false
    }
    guard isRight else {
      visit.refused(step == nil ? .wrongCode : .replayedCode)
      return .wrong
    }
    let (_, cookie) = try await sessions.begin(
      .account(agency), stage: .open, replacing: session.hash, now: now)
    return .go(cookie)
  }

  /// Where the secret of an account's second step is bound to.
  static func place(_ agency: AgencyID) -> String { AgencyAccounts.place(agency) }

  private func waits(_ sources: [[UInt8]]) async throws -> Bool {
    let now = visit.now
    return try await visit.read { tx in
      try sources.contains { try SignInDelay.nextTry(tx, source: $0, now: now) != nil }
    }
  }
}
