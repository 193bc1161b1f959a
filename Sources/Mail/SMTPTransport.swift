import CLibCURL
import Domain
import Foundation
import Store

/// Hands messages to a mail server by SMTP, through libcurl: one connection a message.
///
/// What libcurl says is told in our own words: the server's text may repeat an address or more.
package struct SMTPTransport: MailTransport {
  private let server: MailServer
  private let seconds: Int

  /// - Parameter seconds: how long one message may take. Shorter than a claim lasts.
  package init(_ server: MailServer, seconds: Int = 60) {
    precondition(seconds < OutboxTable.claimSeconds, "a message may take longer than its claim")
    _ = Pipes.breakQuietly
    self.server = server
    self.seconds = seconds
  }

  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  package func send(_ mail: MailMessage, beforeTheEnd: () -> Bool) -> DeliveryOutcome {
    guard Self.isReady, let curl = curl_easy_init() else {
      return .later(why: "The mail library could not be started")
    }
    defer { curl_easy_cleanup(curl) }
    return withoutActuallyEscaping(beforeTheEnd) { beforeTheEnd in
      let passage = Passage(mail.bytes, beforeTheEnd)
      let recipients = curl_slist_append(nil, "<\(mail.to)>")
      defer { curl_slist_free_all(recipients) }
      configure(curl, mail)
      threshold_curl_pointer(curl, CURLOPT_MAIL_RCPT, recipients)
      let pointer = Unmanaged.passUnretained(passage).toOpaque()
      threshold_curl_pointer(curl, CURLOPT_READDATA, pointer)
      threshold_curl_reader(curl) { buffer, size, count, pointer in
        guard let pointer, let buffer else { return Int(CURL_READFUNC_ABORT) }
        return Passage.at(pointer).fill(buffer, size * count)
      }
      // Not a log: only how far the talk has come is noted.
      threshold_curl_pointer(curl, CURLOPT_DEBUGDATA, pointer)
      threshold_curl_listener(curl) { _, kind, text, length, pointer in
        if kind == CURLINFO_HEADER_OUT, let pointer, let text {
          Passage.at(pointer).said(UnsafeRawBufferPointer(start: text, count: length))
        }
        return 0
      }
      threshold_curl_number(curl, CURLOPT_VERBOSE, 1)
      let result = curl_easy_perform(curl)
      return Self.outcome(result, answer: threshold_curl_response(curl), passage)
    }
  }

  private func configure(_ curl: UnsafeMutableRawPointer, _ mail: MailMessage) {
    threshold_curl_text(curl, CURLOPT_URL, server.url)
    threshold_curl_text(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    // Nothing from the environment or from files in somebody's home.
    threshold_curl_text(curl, CURLOPT_PROXY, "")
    threshold_curl_number(curl, CURLOPT_NOSIGNAL, 1)
    threshold_curl_number(curl, CURLOPT_CONNECTTIMEOUT, min(15, seconds))
    threshold_curl_number(curl, CURLOPT_TIMEOUT, seconds)
    threshold_curl_number(curl, CURLOPT_FORBID_REUSE, 1)
    let level = server.requiresTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE
    threshold_curl_number(curl, CURLOPT_USE_SSL, Int(level.rawValue))
    threshold_curl_number(curl, CURLOPT_SSL_VERIFYPEER, 1)
    threshold_curl_number(curl, CURLOPT_SSL_VERIFYHOST, 2)
    threshold_curl_number(curl, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let credentials = server.credentials {
      threshold_curl_text(curl, CURLOPT_USERNAME, credentials.name)
      threshold_curl_text(curl, CURLOPT_PASSWORD, credentials.password)
    }
    threshold_curl_text(curl, CURLOPT_MAIL_FROM, "<\(mail.from)>")
    threshold_curl_number(curl, CURLOPT_UPLOAD, 1)
    threshold_curl_writer(curl) { _, size, count, _ in size * count }
  }

  /// What libcurl's answer means for the message.
  private static func outcome(
    _ result: CURLcode, answer: Int, _ passage: Passage
  ) -> DeliveryOutcome {
    if result == CURLE_OK { return .accepted }
    if passage.isHeldBack {
      return .later(why: "The sending was stopped before its end")
    }
    if (500..<600).contains(answer), passage.concernsMessage {
      return .never(why: "The mail server refused it (\(answer))")
    }
    if (400..<600).contains(answer) {
      return .later(why: "\(reason(result) ?? "The mail server did not take it now") (\(answer))")
    }
    if passage.isAtEnd { return .unknown(why: OutboxTable.noAnswer) }
    return .later(why: reason(result) ?? "The connection to the mail server broke")
  }

  private static func reason(_ result: CURLcode) -> String? {
    switch result {
    case CURLE_COULDNT_RESOLVE_HOST: "The mail server's name was not found"
    case CURLE_COULDNT_CONNECT: "The mail server could not be reached"
    case CURLE_OPERATION_TIMEDOUT: "The mail server took too long"
    case CURLE_LOGIN_DENIED: "The mail server did not accept our name and password"
    case CURLE_USE_SSL_FAILED: "The mail server offers no encryption"
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR:
      "The mail server did not prove who it is"
    default: nil
    }
  }
}

/// A mail server that hangs up is an answer, and no reason to end the process.
enum Pipes {
  static let breakQuietly: Void = {
    signal(SIGPIPE, SIG_IGN)
  }()
}

/// One message on its way through libcurl's calls, on one thread.
private final class Passage {
  private let bytes: [UInt8]
  private let beforeTheEnd: () -> Bool
  private var place = 0
  private(set) var isAtEnd = false
  /// The end was not given because it must not be.
  private(set) var isHeldBack = false
  /// What the server refuses now, it refuses of this message, and not of us.
  private(set) var concernsMessage = false

  init(_ bytes: [UInt8], _ beforeTheEnd: @escaping () -> Bool) {
    self.bytes = bytes
    self.beforeTheEnd = beforeTheEnd
  }

  static func at(_ pointer: UnsafeMutableRawPointer) -> Passage {
    Unmanaged<Passage>.fromOpaque(pointer).takeUnretainedValue()
  }

  /// The next bytes; nought is the end, after which libcurl sends the line that makes the server take
  /// the message.
  func fill(_ buffer: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
    let count = min(room, bytes.count - place)
    if count > 0 {
      UnsafeMutableRawBufferPointer(start: buffer, count: room)
        .copyBytes(from: bytes[place..<(place + count)])
      place += count
      return count
    }
    if isAtEnd { return 0 }
    guard beforeTheEnd() else {
      isHeldBack = true
      return Int(CURL_READFUNC_ABORT)
    }
    isAtEnd = true
    return 0
  }

  func said(_ line: UnsafeRawBufferPointer) {
    if line.starts(with: "RCPT TO".utf8) || line.starts(with: "DATA".utf8) {
      concernsMessage = true
    }
  }
}
