import Domain

/// One email, as it goes over the wire: plain text, in UTF-8, written out with nothing but ASCII.
package struct MailMessage: Sendable, Equatable {
  package let from: EmailAddress
  package let to: EmailAddress
  package let subject: String
  package let body: String
  /// When it was written; the same at every attempt.
  package let at: Instant
  /// `token@council.example`: the same at every attempt, so that whoever gets it twice can tell.
  package let id: String

  package init(
    from: EmailAddress, to: EmailAddress, subject: String, body: String, at: Instant, id: String
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.body = body
    self.at = at
    self.id = id
  }

  /// Header and body, each line ended by CR LF. The addresses are of a type that holds no line break;
  /// the subject is written so that none is left: nothing can be added to the header.
  package var bytes: [UInt8] {
    let header = [
      "From: <\(from)>", "To: <\(to)>", "Subject: \(Self.encoded(subject))",
      "Date: \(at.rfc5322)", "Message-ID: <\(id.filter { $0.isASCII && !$0.isWhitespace })>",
      "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
    ]
    return Array((header.joined(separator: "\r\n") + "\r\n\r\n" + Self.quotedPrintable(body)).utf8)
  }

  /// RFC 2047: words of at most 75 characters, never cut inside a letter.
  static func encoded(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy { (32...126).contains($0.value) }
    // A word that looks encoded must not be read as one.
    if plain, text.utf8.count <= 60, !text.contains("=?") { return text }
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      // A line break or another control is a space: in a header it would begin another line.
      let isControl = scalar.value < 32 || scalar.value == 127
      let piece = String(isControl ? " " : scalar).utf8.map { byte -> String in
        isWordByte(byte) ? String(UnicodeScalar(byte)) : byte == 32 ? "_" : "=" + hex(byte)
      }.joined()
      if word.utf8.count + piece.utf8.count > 60 {
        words.append(word)
        word = ""
      }
      word += piece
    }
    words.append(word)
    return words.map { "=?utf-8?Q?\($0)?=" }.joined(separator: "\r\n ")
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// RFC 2045: lines of at most 76 characters; spaces at a line's end and dots at its start are
  /// written out, so that no server on the way can change them.
  static func quotedPrintable(_ text: String) -> String {
    var result = ""
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines {
      var length = 0
      let bytes = Array(line.utf8)
      for (index, byte) in bytes.enumerated() {
        let isLast = index == bytes.count - 1
        let isPlain =
          (33...126).contains(byte) && byte != UInt8(ascii: "=")
          && !(byte == UInt8(ascii: ".") && length == 0)
          || (byte == 32 || byte == 9) && !isLast
        let piece = isPlain ? String(UnicodeScalar(byte)) : "=" + hex(byte)
        // Room for the mark that the line goes on.
        if length + piece.utf8.count > 75 {
          result += "=\r\n"
          length = 0
          if byte == UInt8(ascii: ".") {
            result += "=2E"
            length = 3
            continue
          }
        }
        result += piece
        length += piece.utf8.count
      }
      result += "\r\n"
    }
    return result
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

extension Instant {
  /// `Thu, 26 Nov 2026 09:37:00 +0000`
  package var rfc5322: String {
    let seconds = Int64((Double(milliseconds) / 1000).rounded(.down))
    let number = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let day = Day(number: Int(number))
    let rest = seconds - number * 86_400
    func two(_ n: Int64) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(day.weekday.name.prefix(3)), \(day.dayOfMonth) "
      + "\(Day.monthNames[day.month - 1].prefix(3)) \(day.year) "
      + "\(two(rest / 3600)):\(two(rest % 3600 / 60)):\(two(rest % 60)) +0000"
  }
}
