import Domain
import Foundation
import Glibc

/// A program or a service of the machine that looks into files for what harms a computer. What it has
/// not called clean is not opened.
package struct FileScanner: Sendable {
  package enum Verdict: Sendable, Equatable {
    case clean
    /// The name that the scanner gives to what it found.
    case infected(String)
    /// It could not be asked: the file is held until it can.
    case unavailable(String)
  }

  package enum Way: Sendable, Equatable {
    /// Takes a path as its last argument, and ends with 0 for clean and 1 for infected, as `clamscan`
    /// and `clamdscan` do.
    case program(String)
    /// clamd at a socket of this machine.
    case socket(String)
    /// clamd at a port of this machine or another.
    case port(host: String, port: UInt16)
  }

  package let way: Way
  /// Seconds that one file may take.
  package var longest = 60

  /// Reads `/usr/bin/clamdscan`, `unix:/run/clamav/clamd.ctl`, `clamd:127.0.0.1:3310`. Nil for anything
  /// else.
  package init?(_ text: String) {
    if text.hasPrefix("/") {
      way = .program(text)
    } else if text.hasPrefix("unix:/") {
      way = .socket(String(text.dropFirst(5)))
    } else if text.hasPrefix("clamd:") {
      let parts = text.dropFirst(6).split(separator: ":")
      guard parts.count == 2, let port = UInt16(parts[1]), port > 0 else { return nil }
      way = .port(host: String(parts[0]), port: port)
    } else {
      return nil
    }
  }

  /// Asks about one file.
  /// - Parameter name: of the folder it works in, where it needs one; of a fresh key.
  package func scan(_ bytes: [UInt8], name: String) async -> Verdict {
    switch way {
    case .program(let path): return await scan(bytes, by: path, name: name)
    case .socket, .port:
      return await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: ask(bytes)) }
      }
    }
  }

  private func scan(_ bytes: [UInt8], by path: String, name: String) async -> Verdict {
    guard let folder = try? WorkingFolder(name: "scan-\(name)") else {
      return .unavailable("there was no room to look at it")
    }
    defer { folder.remove() }
    let (file, said) = (folder.file("file"), folder.file("said"))
    guard (try? Data(bytes).write(to: file)) != nil else {
      return .unavailable("there was no room to look at it")
    }
    var program = ChildProgram(path)
    program.longest = Double(longest)
    program.mostMemory = 4 << 30
    // A scanner may be a client of a service at a port.
    program.hasNetwork = true
    switch await program.run([file.path], in: folder.url, output: said) {
    case .ended(0): return .clean
    case .ended(1):
      let text = (try? String(contentsOf: said, encoding: .utf8)) ?? ""
      return .infected(Self.found(in: text))
    case .ended(let status): return .unavailable("the scanner ended with \(status)")
    case .tookTooLong, .tookTooMuchMemory: return .unavailable("the scanner took too long")
    case .couldNotStart: return .unavailable("the scanner could not be started")
    }
  }

  /// `stream: Eicar-Signature FOUND` gives `Eicar-Signature`; a name in plain letters alone.
  static func found(in text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first { $0.hasSuffix(" FOUND") } ?? ""
    let words = line.dropLast(6).split(separator: " ")
    let name = String((words.last ?? "").prefix(80).filter { $0.isASCII && !$0.isWhitespace })
    return name.isEmpty ? "something harmful" : name
  }

  /// clamd's INSTREAM: pieces with their length before them, and a length of nothing at the end.
  private func ask(_ bytes: [UInt8]) -> Verdict {
    guard let socket = connected() else { return .unavailable("the scanner does not answer") }
    defer { close(socket) }
    guard send(Array("zINSTREAM\0".utf8), to: socket) else {
      return .unavailable("the scanner does not answer")
    }
    for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
      let piece = bytes[start..<min(start + (1 << 16), bytes.count)]
      // Where it stops listening it has said why.
      guard send(Self.length(piece.count) + piece, to: socket) else { break }
    }
    _ = send(Self.length(0), to: socket)
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1024)
    while answer.count < 4096, !answer.contains(0) {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      answer += buffer[..<count]
    }
    let text = String(decoding: answer.prefix { $0 != 0 }, as: UTF8.self)
    if text.hasSuffix(" OK") { return .clean }
    if text.hasSuffix(" FOUND") { return .infected(Self.found(in: text)) }
    return .unavailable(text.isEmpty ? "the scanner did not answer" : "the scanner gave up")
  }

  private static func length(_ count: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(count >> $0 & 0xFF) }
  }

  private func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        Glibc.send(
          socket, all.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private func connected() -> Int32? {
    let stream = Int32(SOCK_STREAM.rawValue)
    switch way {
    case .program: return nil
    case .socket(let path):
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      let name = Array(path.utf8)
      guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
      let made = socket(AF_UNIX, stream, 0)
      guard made >= 0 else { return nil }
      return reached(made) {
        withUnsafePointer(to: &address) { pointer in
          pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(made, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
          }
        }
      }
    case .port(let host, let port):
      var hints = addrinfo()
      hints.ai_socktype = stream
      var found: UnsafeMutablePointer<addrinfo>?
      guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found else {
        return nil
      }
      defer { freeaddrinfo(first) }
      let made = socket(first.pointee.ai_family, stream, 0)
      guard made >= 0 else { return nil }
      return reached(made) { connect(made, first.pointee.ai_addr, first.pointee.ai_addrlen) }
    }
  }

  private func reached(_ made: Int32, _ connect: () -> Int32) -> Int32? {
    var patience = timeval(tv_sec: longest, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    guard connect() == 0 else {
      close(made)
      return nil
    }
    return made
  }
}
