/// A form with files (`multipart/form-data`, RFC 7578), read as it arrives. Nothing of what is too large
/// is kept, and it is read on to its end, so that a browser gets the page that says so.
///
/// Bounded: one part's head is 8 KB at most, a field 64 KB, twenty parts, and the body as a whole.
package struct MultipartReader {
  package enum Problem: Error, Equatable {
    /// It does not read as a form.
    case notAForm
    /// More than is read at all.
    case tooLarge
  }

  package struct File: Equatable, Sendable {
    package let field: String
    /// As the browser says it; may be anything.
    package let name: String
    package fileprivate(set) var bytes: [UInt8] = []
    /// More came than is kept; then nothing is.
    package fileprivate(set) var isTooLarge = false
  }

  package private(set) var fields: [(name: String, value: String)] = []
  package private(set) var files: [File] = []

  private static let longestHead = 8 << 10
  private static let longestField = 64 << 10
  private static let mostParts = 20
  /// What is read in all: more than a file may be, so that one too large is answered with words.
  package static let longestBody = 32 << 20

  private enum Place {
    case before, delimiter, head, body, after
  }
  private enum Part {
    case field(name: String, value: [UInt8])
    case file(File)
  }

  private let delimiter: [UInt8]
  private let largestFile: Int
  private var place = Place.before
  private var part: Part?
  private var parts = 0
  private var read = 0
  // The first delimiter has no line before it.
  private var waiting: [UInt8] = [13, 10]

  /// Nil for a type that is no form with files, or names no boundary.
  package init?(contentType: String, largestFile: Int) {
    let parts = contentType.split(separator: ";", omittingEmptySubsequences: false)
    guard let type = parts.first, Self.trimmed(type).lowercased() == "multipart/form-data" else {
      return nil
    }
    var boundary: String?
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, Self.trimmed(pair[0]).lowercased() == "boundary" else { continue }
      var value = Self.trimmed(pair[1])
      if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
        value = String(value.dropFirst().dropLast())
      }
      boundary = value
    }
    guard let boundary, (1...70).contains(boundary.utf8.count),
      boundary.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    delimiter = [13, 10, 45, 45] + Array(boundary.utf8)
    self.largestFile = largestFile
  }

  package mutating func feed(_ bytes: some Collection<UInt8>) throws(Problem) {
    read += bytes.count
    guard read <= Self.longestBody else { throw .tooLarge }
    if place == .after { return }
    waiting.append(contentsOf: bytes)
    while try step() {}
  }

  /// The end of the body.
  package func finish() throws(Problem) {
    guard place == .after else { throw .notAForm }
  }

  /// - Returns: whether there is more to do with what has come.
  private mutating func step() throws(Problem) -> Bool {
    switch place {
    case .before:
      guard let start = Self.find(delimiter, in: waiting) else {
        guard waiting.count <= Self.longestHead else { throw .notAForm }
        return false
      }
      waiting.removeFirst(start + delimiter.count)
      place = .delimiter
      return true
    case .delimiter:
      guard waiting.count >= 2 else { return false }
      if waiting[0] == 45, waiting[1] == 45 {
        place = .after
        waiting = []
        return false
      }
      guard waiting[0] == 13, waiting[1] == 10 else { throw .notAForm }
      parts += 1
      guard parts <= Self.mostParts else { throw .notAForm }
      place = .head
      return true
    case .head:
      // The line end of the delimiter is left in front: a part without a head has none of its own.
      guard let end = Self.find([13, 10, 13, 10], in: waiting) else {
        guard waiting.count <= Self.longestHead else { throw .notAForm }
        return false
      }
      guard end <= Self.longestHead else { throw .notAForm }
      part = try Self.part(head: waiting[..<end])
      waiting.removeFirst(end + 4)
      // A part may be empty: its delimiter follows at once.
      waiting.insert(contentsOf: [13, 10], at: 0)
      place = .body
      skip = 2
      return true
    case .body:
      if let end = Self.find(delimiter, in: waiting) {
        try take(waiting[..<end])
        try close()
        waiting.removeFirst(end + delimiter.count)
        place = .delimiter
        return true
      }
      let sure = waiting.count - delimiter.count
      if sure > 0 {
        try take(waiting[..<sure])
        waiting.removeFirst(sure)
      }
      return false
    case .after: return false
    }
  }

  /// Bytes at the start of a body that are not of it.
  private var skip = 0

  private mutating func take(_ bytes: ArraySlice<UInt8>) throws(Problem) {
    let skipped = min(skip, bytes.count)
    skip -= skipped
    let bytes = bytes.dropFirst(skipped)
    switch part {
    case .field(let name, var value):
      part = nil
      value.append(contentsOf: bytes)
      guard value.count <= Self.longestField else { throw .notAForm }
      part = .field(name: name, value: value)
    case .file(var file):
      part = nil
      if file.bytes.count + bytes.count > largestFile { file.isTooLarge = true }
      if file.isTooLarge { file.bytes = [] } else { file.bytes.append(contentsOf: bytes) }
      part = .file(file)
    case nil: throw .notAForm
    }
  }

  private mutating func close() throws(Problem) {
    switch part {
    case .field(let name, let value):
      guard !value.contains(0), let text = String(validating: value, as: UTF8.self) else {
        throw .notAForm
      }
      fields.append((name, text))
    // A box for a file that was left empty is sent without a name.
    case .file(let file): if !file.name.isEmpty || !file.bytes.isEmpty { files.append(file) }
    case nil: throw .notAForm
    }
    part = nil
    skip = 0
  }

  private static func part(head: ArraySlice<UInt8>) throws(Problem) -> Part {
    guard let text = String(validating: head, as: UTF8.self), !head.contains(0) else {
      throw .notAForm
    }
    for line in text.split(separator: "\r\n") {
      let pair = line.split(separator: ":", maxSplits: 1)
      guard pair.count == 2, trimmed(pair[0]).lowercased() == "content-disposition" else {
        continue
      }
      let values = parameters(pair[1])
      guard values.first?.name == "form-data",
        let name = values.first(where: { $0.name == "name" })?.value
      else { throw .notAForm }
      let file = values.first { $0.name == "filename" }?.value
      return file.map { .file(File(field: name, name: $0)) } ?? .field(name: name, value: [])
    }
    throw .notAForm
  }

  /// `form-data; name="a"; filename="b; c.pdf"`: browsers write a quotation mark as `%22`.
  private static func parameters(_ text: Substring) -> [(name: String, value: String)] {
    var values: [(name: String, value: String)] = []
    var rest = text
    while !rest.isEmpty {
      rest = rest.drop { $0 == " " || $0 == "\t" || $0 == ";" }
      let name = rest.prefix { $0 != "=" && $0 != ";" }
      rest = rest.dropFirst(name.count)
      var value = ""
      if rest.first == "=" {
        rest = rest.dropFirst()
        if rest.first == "\"" {
          let quoted = rest.dropFirst().prefix { $0 != "\"" }
          value = String(quoted)
          rest = rest.dropFirst(quoted.count + 2)
        } else {
          let plain = rest.prefix { $0 != ";" }
          value = trimmed(plain)
          rest = rest.dropFirst(plain.count)
        }
      }
      if !name.isEmpty {
        values.append((trimmed(name).lowercased(), value.replacing("%22", with: "\"")))
      }
    }
    return values
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text).split(separator: " ").joined(separator: " ")
  }

  /// The first place of one run of bytes in another.
  private static func find(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= needle.count else { return nil }
    return bytes.withUnsafeBufferPointer { all in
      needle.withUnsafeBufferPointer { needle in
        var at = 0
        let last = all.count - needle.count
        while at <= last {
          if all[at] == needle[0] {
            var length = 1
            while length < needle.count, all[at + length] == needle[length] { length += 1 }
            if length == needle.count { return at }
          }
          at += 1
        }
        return nil
      }
    }
  }
}
