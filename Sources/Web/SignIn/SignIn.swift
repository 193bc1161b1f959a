import Crypto
import Domain
import Store

/// Signing in: name and password, then a one-time code where the account asks for one.
struct SignIn: Sendable {
  let house: House

  enum Outcome: Sendable {
    /// Name or password is wrong, or the account is closed: never said which.
    case wrong
    /// Too many tries. Nothing was checked.
    case wait
    case code(WorkerID)
    case open(WorkerID)
  }

  /// - Parameter address: where the request came from.
  func check(
    username: String, password: String, address: String?, now: Instant
  ) async throws -> Outcome {
    let name = source("name", username.lowercased())
    let place = source("address", address ?? "unknown")
    let (waits, account) = try await house.database.read { tx in
      let waits =
        try SignInDelay.nextTry(tx, source: name, now: now) != nil
        || SignInDelay.nextTry(tx, source: place, now: now) != nil
      return (waits, try AccountTable.find(tx, username: username))
    }
    if waits { return .wait }
    // A password beyond the longest is none of ours; hashing it would only cost time.
    let tried = password.utf8.count <= Passwords.longest * 4 ? password : ""
    let check = try await house.passwords.check(tried, against: account?.password)
    guard let account, check != .wrong, !account.disabled, try await works(account.worker, now)
    else {
      try await house.database.write { tx in
        try SignInDelay.failed(tx, source: name, .name, now: now)
        try SignInDelay.failed(tx, source: place, .address, now: now)
      }
      return .wrong
    }
    try await house.database.write { tx in
      if case .rightAndRenewed(let hash) = check {
        try AccountTable.setPassword(tx, worker: account.worker, password: hash, at: now)
      }
      // The code's wrong tries count under the same name, so it is forgotten only with the code.
      if account.codeSecret == nil { try SignInDelay.succeeded(tx, source: name) }
    }
    return account.codeSecret == nil ? .open(account.worker) : .code(account.worker)
  }

  /// The second step. A code opens once; wrong ones are slowed like wrong passwords.
  func check(code: String, of worker: WorkerID, now: Instant) async throws -> Outcome {
    let account = try await house.database.read { try AccountTable.find($0, worker: worker) }
    guard let account, let secret = secret(of: account) else { return .wrong }
    let name = source("name", account.username)
    let waits = try await house.database.read {
      try SignInDelay.nextTry($0, source: name, now: now) != nil
    }
    if waits { return .wait }
    let step = OneTimeCode(secret: secret).step(of: code, now: now)
    let right = try await house.database.write { tx in
      if let step, try AccountTable.use(tx, worker: worker, codeStep: step) {
        try SignInDelay.succeeded(tx, source: name)
        return true
      }
      try SignInDelay.failed(tx, source: name, .name, now: now)
      return false
    }
    return right ? .open(worker) : .wrong
  }

  func secret(of account: AccountRow) -> [UInt8]? {
    account.codeSecret.flatMap {
      Sealed.open($0, with: house.keys.oneTimeCode, place: SignIn.place(account.worker))
    }
  }

  static func place(_ worker: WorkerID) -> String { "account/\(worker.number)/code" }

  private func works(_ worker: WorkerID, _ now: Instant) async throws -> Bool {
    try await house.database.read { try Colleague.find($0, worker, today: now.day) != nil }
  }

  /// Names and addresses are held only as keyed hashes.
  private func source(_ kind: String, _ text: String) -> [UInt8] {
    Array(
      HMAC<SHA256>.authenticationCode(
        for: Array("\(kind) \(text)".utf8), using: house.keys.source))
  }
}
