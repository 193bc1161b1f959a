import Crypto
import CryptoExtras
import Domain
import Foundation
import NIOPosix

/// What one password check costs. `standard` is OWASP's scrypt choice with the least memory: about a
/// fifth of a second and 32 MiB.
package struct PasswordCost: Sendable, Equatable {
  /// N is 2 to this power.
  package let logN: Int
  package let blockSize: Int
  package let parallelism: Int

  package static let standard = PasswordCost(logN: 15, blockSize: 8, parallelism: 3)
  /// For tests alone: hundreds of checks a second.
  package static let forTests = PasswordCost(logN: 4, blockSize: 8, parallelism: 1)
}

/// Hashes and checks passwords with scrypt and a pepper, at most four at once on threads of their
/// own: a crowd at the door waits in line instead of filling the memory.
package struct Passwords: Sendable {
  package static let shortest = 12
  package static let longest = 256
  private static let pool: NIOThreadPool = {
    let pool = NIOThreadPool(numberOfThreads: 4)
    pool.start()
    return pool
  }()

  private let pepper: SymmetricKey
  private let cost: PasswordCost

  package init(keys: Keys, cost: PasswordCost = .standard) {
    pepper = keys.password
    self.cost = cost
  }

  /// - Parameter pepper: as for ``House``.
  package init(pepper: [UInt8], cost: PasswordCost = .standard) {
    self.init(keys: Keys(pepper: pepper), cost: cost)
  }

  /// The hash in PHC form, with a fresh salt.
  package func hash(_ password: String) async throws -> String {
    let salt = Chance.bytes(16)
    let key = try await derive(password, salt: salt, cost)
    return Passwords.write(cost, salt: salt, key: key)
  }

  /// What a check found.
  package enum Check: Sendable, Equatable {
    case wrong
    case right
    /// Right, and the stored hash is of an earlier, cheaper cost: store this one.
    case rightAndRenewed(String)
  }

  /// - Parameter stored: nil for a name nobody has; costs as much as a wrong password does.
  package func check(_ password: String, against stored: String?) async throws -> Check {
    guard let stored, let (storedCost, salt, key) = Passwords.read(stored) else {
      _ = try await derive(password, salt: [UInt8](repeating: 0, count: 16), cost)
      return .wrong
    }
    let given = try await derive(password, salt: salt, storedCost)
    guard sameBytes(given, key) else { return .wrong }
    return storedCost == cost ? .right : .rightAndRenewed(try await hash(password))
  }

  /// What is wrong with a password that somebody wants to have; nil when it will do.
  package static func problem(_ password: String, username: String) -> String? {
    if password.count < shortest { return "Password must be \(shortest) characters or more" }
    if password.utf8.count > longest { return "Password must be \(longest) characters or fewer" }
    let plain = password.lowercased().filter { $0.isLetter || $0.isNumber }
    let letters = plain.filter(\.isLetter)
    if Set(plain).count < 5 || common.contains(plain) || common.contains(letters)
      || plain == username.lowercased()
    {
      return "Choose a password that is harder to guess. Three random words work well"
    }
    return nil
  }

  /// What people choose when twelve characters are asked for.
  private static let common: Set<String> = [
    "password", "passwordpassword", "passwordpass", "letmeinletmein", "letmeinplease",
    "qwertyuiop", "qwertyuiopas", "qwertyuiopasdfghjkl", "qwertyqwerty", "qwertyqwerty123",
    "iloveyouiloveyou", "welcomewelcome", "administrator", "threshold", "thresholdthreshold",
    "socialworker", "socialworkers", "childrensservices", "childprotection", "safeguarding",
    "council", "countycouncil", "changemechangeme", "trustnoone", "football", "liverpool",
    "manchesterunited", "abcdefghijkl", "abcdefghijklmnop", "123456789012", "1234567890123",
    "12345678901234567890", "passphrase", "correcthorsebatterystaple", "sunshinesunshine",
    "monkeymonkey", "dragondragon", "masterpassword", "mypassword", "secretsecret",
    "winterwinter", "summersummer", "summerwinter", "monday", "january", "september",
  ]

  private func derive(
    _ password: String, salt: [UInt8], _ cost: PasswordCost
  ) async throws -> [UInt8] {
    // The same letters, however the keyboard made them.
    let text = Data(password.precomposedStringWithCompatibilityMapping.utf8)
    let peppered = Data(HMAC<SHA256>.authenticationCode(for: text, using: pepper))
    return try await Passwords.pool.runIfActive {
      let key = try KDF.Scrypt.deriveKey(
        from: peppered, salt: salt, outputByteCount: 32, rounds: 1 << cost.logN,
        blockSize: cost.blockSize, parallelism: cost.parallelism, maxMemory: 1 << 30)
      return key.withUnsafeBytes { Array($0) }
    }
  }

  /// `$scrypt$ln=15,r=8,p=3$salt$key`, both in base 64 without padding.
  static func write(_ cost: PasswordCost, salt: [UInt8], key: [UInt8]) -> String {
    func text(_ bytes: [UInt8]) -> String {
      Data(bytes).base64EncodedString().replacing("=", with: "")
    }
    return "$scrypt$ln=\(cost.logN),r=\(cost.blockSize),p=\(cost.parallelism)"
      + "$\(text(salt))$\(text(key))"
  }

  static func read(_ stored: String) -> (PasswordCost, salt: [UInt8], key: [UInt8])? {
    let parts = stored.split(separator: "$").map(String.init)
    guard parts.count == 4, parts[0] == "scrypt", let salt = Base64URL.decode(parts[2]),
      let key = Base64URL.decode(parts[3])
    else { return nil }
    let numbers = parts[1].split(separator: ",").compactMap { field -> (Substring, Int)? in
      let pair = field.split(separator: "=")
      guard pair.count == 2, let number = Int(pair[1]) else { return nil }
      return (pair[0], number)
    }
    guard numbers.map(\.0) == ["ln", "r", "p"], (1...20).contains(numbers[0].1),
      (1...32).contains(numbers[1].1), (1...16).contains(numbers[2].1)
    else { return nil }
    let cost = PasswordCost(
      logN: numbers[0].1, blockSize: numbers[1].1, parallelism: numbers[2].1)
    return (cost, salt, key)
  }
}
