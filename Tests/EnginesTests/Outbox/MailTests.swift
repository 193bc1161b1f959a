import Domain
import EngineTesting
import Foundation
import Mail
import Testing

@testable import Store

@Suite("Email on the wire") struct MailTests {
  static func mail(_ subject: String = "Thank you", _ body: String = "Hello") throws -> MailMessage
  {
    MailMessage(
      from: try OutboxCouncil.from, to: try #require(EmailAddress("ms.green@hill.example")),
      subject: subject,
      body: body, at: Instant(milliseconds: 1_773_655_500_000), id: "abc.1@northshire.example")
  }

  /// - Parameter whole: whether the end of it may be sent.
  static func sent(
    over transport: any MailTransport, _ mail: MailMessage? = nil, whole: Bool = true
  ) throws -> DeliveryOutcome {
    let mail = try mail ?? Self.mail()
    return transport.send(mail) { whole }
  }

  static func text(_ mail: MailMessage) -> String { String(decoding: mail.bytes, as: UTF8.self) }

  @Test(
    "Nothing typed adds a line to the header",
    arguments: [
      "Hello\r\nBcc: all@x.example", "Hello\nBcc: all@x.example", "Hello\r\rBcc: x",
      "=?utf-8?Q?=0D=0ABcc:_x?=", "Caf\u{e9}\r\n\r\nA body", "A\u{0}B\u{1b}C",
      String(repeating: "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} ", count: 40),
    ])
  func header(subject: String) throws {
    let head = Self.text(try Self.mail(subject)).components(separatedBy: "\r\n\r\n")[0]
    let unfolded = head.replacingOccurrences(of: "\r\n ", with: "")
    let names = unfolded.components(separatedBy: "\r\n").map {
      $0.components(separatedBy: ":")[0]
    }
    #expect(
      names == [
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding",
      ])
    for line in head.components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 100)
      #expect(line.utf8.allSatisfy { (32...126).contains($0) })
    }
  }

  @Test("The same text comes back from quoted-printable, in lines that every server takes")
  func body() throws {
    let texts = [
      "Hello", "", "\n\n", ".", "..", "a = b", "ends in a space \nand a tab\t",
      "caf\u{e9} \u{1f600}",
      String(repeating: "long ", count: 100), String(repeating: ".", count: 300),
      "From here on", String(repeating: "\u{1f600}", count: 60),
    ]
    for text in texts {
      let encoded = MailMessage.quotedPrintable(text)
      for line in encoded.components(separatedBy: "\r\n") {
        #expect(line.utf8.count <= 76)
        #expect(!line.hasPrefix("."))
        #expect(!line.hasSuffix(" ") && !line.hasSuffix("\t"))
      }
      #expect(!encoded.replacingOccurrences(of: "\r\n", with: "").contains("\n"))
      #expect(Self.decoded(encoded) == text + "\n")
    }
  }

  /// As a mail reader does it.
  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    let source = Array(text.replacingOccurrences(of: "=\r\n", with: "").utf8)
    var place = 0
    while place < source.count {
      if source[place] == UInt8(ascii: "=") {
        let hex = String(decoding: source[(place + 1)...(place + 2)], as: UTF8.self)
        bytes.append(UInt8(hex, radix: 16) ?? 0)
        place += 3
      } else {
        if source[place] != UInt8(ascii: "\r") { bytes.append(source[place]) }
        place += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("A subject in any letters is read back the same") func subject() {
    let text = "Was aus Ihrer Meldung wurde: Gr\u{fc}\u{df}e \u{1f600}, caf\u{e9}"
    let encoded = MailMessage.encoded(text)
    let words = encoded.components(separatedBy: "\r\n ").map {
      $0.dropFirst(10).dropLast(2)
    }
    let quoted = words.joined().replacingOccurrences(of: "_", with: " ")
    #expect(Self.decoded(quoted) == text)
  }

  @Test("A day is written as mail writes it") func date() {
    #expect(Instant(milliseconds: 0).rfc5322 == "Thu, 1 Jan 1970 00:00:00 +0000")
    let moment = Instant(london: Day(number: 20_783), hour: 9, minute: 37)
    #expect(moment.rfc5322 == "Thu, 26 Nov 2026 09:37:00 +0000")
  }

  @Test("Encryption is required everywhere but on this machine; no password in an address")
  func servers() throws {
    #expect(try MailServer("smtp://mail.example.org:25").requiresTLS)
    #expect(try MailServer("smtp://mail.example.org").port == 587)
    #expect(try MailServer("smtps://mail.example.org").port == 465)
    #expect(try !MailServer("smtp://127.0.0.1:2525").requiresTLS)
    #expect(try !MailServer("smtp://[::1]:2525").requiresTLS)
    for bad in [
      "mail.example.org", "http://mail.example.org", "smtp://", "smtp://a:b", "smtp://a:0",
      "smtp://u:p@mail.example.org", "smtp://a b:25", "smtp://a/x:25", "smtp://a:25/x",
    ] {
      #expect(throws: Refusal.self, "\(bad)") { try MailServer(bad) }
    }
    let credentials = MailServer.Credentials(name: "u", password: "s3cret")
    #expect(throws: Refusal.self) {
      try MailServer("smtp://mail.example.org", credentials: credentials, requiringTLS: false)
    }
    var dumped = ""
    let server = try MailServer("smtp://127.0.0.1:25", credentials: credentials)
    dump(server, to: &dumped)
    #expect(!"\(server) \(String(reflecting: server)) \(dumped)".contains("s3cret"))
  }

  @Test("A server without encryption gets nothing of the message where encryption is required")
  func withoutTLS() throws {
    let catcher = try MailCatcher()
    let transport = SMTPTransport(try MailServer(catcher.url, requiringTLS: true), seconds: 60)
    let outcome = try Self.sent(over: transport)
    #expect(outcome == .later(why: "The mail server offers no encryption"))
    #expect(!catcher.commands.contains { $0.hasPrefix("MAIL") || $0.hasPrefix("RCPT") })
    catcher.close()
  }

  @Test("A name and password are given, and never told again, also when the server repeats them")
  func credentials() throws {
    let catcher = try MailCatcher()
    let credentials = MailServer.Credentials(name: "north", password: "s3cret")
    let transport = SMTPTransport(
      try MailServer(catcher.url, credentials: credentials), seconds: 60)
    #expect(try Self.sent(over: transport) == .accepted)
    #expect(catcher.commands.contains { $0.hasPrefix("AUTH") })
    catcher.becomes(.refusesCredentials)
    let outcome = try Self.sent(over: transport)
    #expect(
      outcome == .later(why: "The mail server did not accept our name and password (535)"))
    catcher.close()
  }

  @Test("Nobody there, and a server that refuses the message itself") func others() throws {
    let catcher = try MailCatcher(.refusesMessage)
    let transport = SMTPTransport(try MailServer(catcher.url), seconds: 60)
    #expect(
      try Self.sent(over: transport) == .never(why: "The mail server refused it (554)"))
    catcher.close()
    #expect(
      try Self.sent(over: transport)
        == .later(why: "The mail server could not be reached"))
  }

  @Test("When the end must not be sent, the server has nothing") func held() throws {
    let catcher = try MailCatcher()
    let transport = SMTPTransport(try MailServer(catcher.url), seconds: 60)
    let outcome = try Self.sent(over: transport, whole: false)
    #expect(outcome == .later(why: "The sending was stopped before its end"))
    #expect(catcher.caught.isEmpty)
    catcher.close()
  }

  @Test("A program like sendmail gets the message once, and its answer is understood")
  func sendmail() throws {
    let folder = try TemporaryFolder.path("sendmail")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func program(_ name: String, _ script: String) throws -> SendmailTransport {
      let path = "\(folder)/\(name)"
      try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
      return SendmailTransport(path)
    }
    let takes = try program("takes", "echo \"$@\" > \(folder)/said; cat > \(folder)/caught")
    #expect(try Self.sent(over: takes, Self.mail("Thank you", "A\n.\nB")) == .accepted)
    let caught = try String(contentsOfFile: "\(folder)/caught", encoding: .utf8)
    #expect(caught.hasSuffix("\n\nA\n=2E\nB\n"))
    #expect(!caught.contains("\r"))
    let said = try String(contentsOfFile: "\(folder)/said", encoding: .utf8)
    #expect(said == "-i -f children@northshire.example -- ms.green@hill.example\n")
    let busy = try program("busy", "cat > /dev/null; exit 75")
    #expect(
      try Self.sent(over: busy)
        == .later(why: "The sendmail program did not take it now (75)"))
    let unknown = try program("unknown", "cat > /dev/null; exit 67")
    #expect(
      try Self.sent(over: unknown) == .never(why: "The sendmail program refused it (67)"))
    let held = try program(
      "held", "cat > \(folder)/held-text; mv \(folder)/held-text \(folder)/held-sent")
    #expect(
      try Self.sent(over: held, whole: false)
        == .later(why: "The sending was stopped before its end"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/held-sent"))
    let deaf = try program("deaf", "exit 1")
    #expect(
      try Self.sent(over: deaf, Self.mail("x", String(repeating: "long ", count: 40_000)))
        != .accepted
    )
    #expect(
      SendmailTransport("\(folder)/nowhere").send(try Self.mail()) { true }
        == .later(why: "The sendmail program could not be started"))
  }
}
