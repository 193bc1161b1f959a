import Domain

/// Where mail is handed over: `smtp://host:port` (25, or 587 for sending) or `smtps://host:port` (465).
///
/// The connection must be encrypted and the server must be who it says it is, unless it is this very
/// machine. A name and password never stand in the address: whoever lists the processes would see them.
package struct MailServer: Sendable, Equatable {
  package let host: String
  package let port: Int
  /// Encrypted from the first byte; else by STARTTLS.
  package let isTLSFromStart: Bool
  /// Nothing is sent over a connection that is not encrypted.
  package let requiresTLS: Bool
  package var credentials: Credentials?

  /// Never described: neither in a log nor in an error.
  package struct Credentials: Sendable, Equatable, CustomStringConvertible,
    CustomDebugStringConvertible, CustomReflectable
  {
    let name: String
    let password: String

    package init(name: String, password: String) {
      self.name = name
      self.password = password
    }

    package var description: String { "(credentials)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
  }

  /// - Parameter requiringTLS: nil for what is right: everywhere but on this machine.
  /// - Throws: `Refusal` in words for whoever starts the program.
  package init(
    _ address: String, credentials: Credentials? = nil, requiringTLS: Bool? = nil
  ) throws(Refusal) {
    let (scheme, rest): (String, Substring)
    if address.hasPrefix("smtps://") {
      (scheme, rest) = ("smtps", address.dropFirst(8))
    } else if address.hasPrefix("smtp://") {
      (scheme, rest) = ("smtp", address.dropFirst(7))
    } else {
      throw Refusal("mail.address", "The mail server must be smtp://host:port or smtps://host:port")
    }
    guard !rest.contains("@") else {
      throw Refusal(
        "mail.credentials",
        "Give the name and password of the mail server as THRESHOLD_SMTP_USER and "
          + "THRESHOLD_SMTP_PASSWORD, not in its address")
    }
    let isBracketed = rest.first == "["
    let end = isBracketed ? rest.firstIndex(of: "]").map { rest.index(after: $0) } : nil
    let hostEnd = end ?? rest.lastIndex(of: ":") ?? rest.endIndex
    let host = String(rest[..<hostEnd])
    let tail = rest[hostEnd...]
    let standard = scheme == "smtps" ? 465 : 587
    let port = tail.isEmpty ? standard : tail.first == ":" ? Int(tail.dropFirst()) : nil
    let allowed = host.utf8.allSatisfy { byte in
      byte > 32 && byte < 127 && !"/\\\"'?#%".utf8.contains(byte)
    }
    guard let port, (1...65_535).contains(port), !host.isEmpty, allowed else {
      throw Refusal("mail.address", "The mail server must be smtp://host:port or smtps://host:port")
    }
    self.host = host
    self.port = port
    isTLSFromStart = scheme == "smtps"
    let isHere = ["127.0.0.1", "[::1]", "localhost"].contains(host)
    requiresTLS = requiringTLS ?? !isHere
    self.credentials = credentials
    guard requiresTLS || isTLSFromStart || credentials == nil || isHere else {
      throw Refusal(
        "mail.plain-credentials", "A password is sent to a mail server over TLS only")
    }
  }

  var url: String { "\(isTLSFromStart ? "smtps" : "smtp")://\(host):\(port)" }
}
