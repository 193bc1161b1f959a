import Foundation
import Synchronization

/// A mail server on loopback that speaks SMTP over a real socket, and misbehaves as it is told.
package final class MailCatcher: Sendable {
  /// What it does to a message.
  package enum Mood: Sendable, Equatable {
    case takes
    /// `550` to the recipient.
    case refusesRecipient
    /// `550` to the sender: of us, not of the message.
    case refusesSender
    /// `554` once it has the whole message.
    case refusesMessage
    /// `451` to the recipient.
    case greylists
    /// Hangs up in the middle of the message.
    case diesInMessage
    /// Takes the whole message, keeps it, and hangs up without a word.
    case diesAfterMessage
    /// Takes the whole message, keeps it, and says nothing for so long.
    case slow(milliseconds: Int)
    /// `535` to a name and password, with both of them in its answer.
    case refusesCredentials
  }

  /// A message as it came over the wire.
  package struct Caught: Sendable {
    package let from: String
    package let to: [String]
    /// With lines ended by CR LF, and the dots of SMTP taken off.
    package let text: String

    package func header(_ name: String) -> String? {
      let head = text.components(separatedBy: "\r\n\r\n")[0]
        .replacingOccurrences(of: "\r\n ", with: " ")
      return head.components(separatedBy: "\r\n").first {
        $0.lowercased().hasPrefix(name.lowercased() + ": ")
      }.map { String($0.dropFirst(name.count + 2)) }
    }
  }

  package let port: Int
  private let listener: Int32
  private let state: Mutex<State>

  private struct State {
    var mood: Mood
    var left: Int?
    var caught: [Caught] = []
    var commands: [String] = []
  }

  /// - Parameter times: after so many messages it takes them; nil for as long as it is there.
  package init(_ mood: Mood = .takes, times: Int? = nil) throws {
    state = Mutex(State(mood: mood, left: times))
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, pointer, &length) == 0
      }
    }
    guard descriptor >= 0, bound else { throw CocoaError(.fileNoSuchFile) }
    port = Int(UInt16(bigEndian: address.sin_port))
    signal(SIGPIPE, SIG_IGN)
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(descriptor, nil, nil)
        if connection < 0 { return }
        Thread.detachNewThread { Talk(connection, with: self).run() }
      }
    }
  }

  package var url: String { "smtp://127.0.0.1:\(port)" }
  package var caught: [Caught] { state.withLock { $0.caught } }
  /// Every line that was said to it.
  package var commands: [String] { state.withLock { $0.commands } }
  package func becomes(_ mood: Mood) {
    state.withLock { state in
      state.mood = mood
      state.left = nil
    }
  }
  package func close() {
    shutdown(listener, Int32(SHUT_RDWR))
    Foundation.close(listener)
  }

  /// The mood for the next message.
  fileprivate func next() -> Mood {
    state.withLock { state in
      guard let left = state.left else { return state.mood }
      state.left = max(0, left - 1)
      return left > 0 ? state.mood : .takes
    }
  }
  fileprivate func keep(_ message: Caught) { state.withLock { $0.caught.append(message) } }
  fileprivate func heard(_ line: String) { state.withLock { $0.commands.append(line) } }
}

/// One connection, on a thread of its own.
private struct Talk {
  let connection: Int32
  let server: MailCatcher
  private var buffer: [UInt8] = []

  init(_ connection: Int32, with server: MailCatcher) {
    self.connection = connection
    self.server = server
  }

  private func say(_ line: String) {
    let bytes = Array((line + "\r\n").utf8)
    _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  private mutating func line() -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = buffer[..<end]
        buffer.removeFirst(end + 1)
        return String(
          decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
      }
      var more = [UInt8](repeating: 0, count: 4096)
      let count = recv(connection, &more, more.count, 0)
      if count <= 0 { return nil }
      buffer += more[..<count]
    }
  }

  func run() {
    var talk = self
    talk.talk()
    Foundation.close(connection)
  }

  private mutating func talk() {
    say("220 catcher.example ready")
    var (from, to): (String, [String]) = ("", [])
    var mood = MailCatcher.Mood.takes
    while let line = line() {
      server.heard(line)
      let upper = line.uppercased()
      if upper.hasPrefix("EHLO") {
        mood = server.next()
        say("250-catcher.example")
        say("250-8BITMIME")
        say("250 AUTH PLAIN LOGIN")
      } else if upper.hasPrefix("AUTH") {
        if upper == "AUTH PLAIN" {
          say("334 ")
          _ = self.line()
        }
        say(mood == .refusesCredentials ? "535 not this name: \(line)" : "235 welcome")
      } else if upper.hasPrefix("MAIL FROM") {
        from = line
        say(mood == .refusesSender ? "550 not from you" : "250 ok")
      } else if upper.hasPrefix("RCPT TO") {
        to.append(line)
        say(
          mood == .refusesRecipient
            ? "550 nobody here of that name" : mood == .greylists ? "451 come back later" : "250 ok"
        )
      } else if upper == "DATA" {
        say("354 go on")
        guard let text = data(dyingIn: mood == .diesInMessage) else { return }
        if mood != .refusesMessage {
          server.keep(MailCatcher.Caught(from: from, to: to, text: text))
        }
        switch mood {
        case .diesAfterMessage: return
        case .refusesMessage: say("554 not this")
        case .slow(let milliseconds):
          usleep(UInt32(milliseconds) * 1000)
          say("250 taken")
        default: say("250 taken")
        }
        (from, to) = ("", [])
      } else if upper == "QUIT" {
        say("221 bye")
        return
      } else {
        say("250 ok")
      }
    }
  }

  /// Nil where the connection ends first.
  private mutating func data(dyingIn: Bool) -> String? {
    var lines: [String] = []
    while let line = line() {
      if dyingIn, lines.count == 3 { return nil }
      if line == "." { return lines.joined(separator: "\r\n") }
      lines.append(line.hasPrefix(".") ? String(line.dropFirst()) : line)
    }
    return nil
  }
}
