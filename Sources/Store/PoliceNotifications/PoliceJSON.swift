import Foundation
import Matching

/// A list of incidents as JSON: `[{…}, {…}]`, or one object a line. Cut into its objects without
/// holding more than one of them, so that a damaged or endless one costs itself alone.
struct PoliceJSON {
  /// An object longer than this is no notification.
  static let longest = 1 << 20
  /// Nested deeper than this is no notification.
  static let deepest = 16

  private let more: () throws -> [UInt8]
  private var chunk: [UInt8] = []
  private var at = 0
  private var line = 1
  private var isInList = false
  private var hasEnded = false

  init(_ more: @escaping () throws -> [UInt8]) { self.more = more }

  private mutating func take() throws -> UInt8? {
    if at == chunk.count {
      if hasEnded { return nil }
      chunk = try more()
      at = 0
      if chunk.isEmpty {
        hasEnded = true
        return nil
      }
    }
    defer { at += 1 }
    return chunk[at]
  }

  /// The next incident; nil at the end of the file.
  /// - Throws: ``CSVError`` where the file is no list of objects.
  mutating func next() throws -> PoliceText? {
    while let byte = try take() {
      switch byte {
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: ","): break
      case 0xEF, 0xBB, 0xBF: break
      case UInt8(ascii: "[") where !isInList: isInList = true
      case UInt8(ascii: "]") where isInList: isInList = false
      case UInt8(ascii: "{"): return try object()
      default: throw CSVError(line: line, what: "this is no list of notifications")
      }
    }
    if isInList { throw CSVError(line: line, what: "the list is not closed") }
    return nil
  }

  private mutating func object() throws -> PoliceText {
    let start = line
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    var depth = 1
    var deepest = 1
    var isText = false
    var isEscaped = false
    var length = 1
    while depth > 0 {
      guard let byte = try take() else {
        throw CSVError(line: start, what: "a notification is begun and never ended")
      }
      length += 1
      if length <= Self.longest { bytes.append(byte) }
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        deepest = max(deepest, depth)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    func problem(_ reason: String) -> PoliceText {
      var said = PoliceText(line: start, texts: [:])
      said.problem = PoliceImport.Rejected(line: start, element: nil, reason: reason)
      return said
    }
    if length > Self.longest { return problem("longer than a million letters") }
    if deepest > Self.deepest { return problem("nested too deep") }
    guard let value = try? JSONDecoder().decode([String: Value].self, from: Data(bytes)) else {
      return problem("this cannot be read as JSON")
    }
    return Self.text(value, start)
  }

  private static func text(_ object: [String: Value], _ line: Int) -> PoliceText {
    var said = PoliceText(line: line, texts: [:])
    // In order, so that of two wrong elements the same one is named each time.
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      if PersonColumns.plain(name) == "people" {
        add(value, to: &said, line)
      } else if let element = PoliceElement(name: name), !element.isOfPerson {
        guard let text = value.text else {
          said.problem =
            said.problem
            ?? PoliceImport.Rejected(line: line, element: element, reason: "this is no text")
          continue
        }
        let trimmed = PoliceTable.trimmed(text)
        if !trimmed.isEmpty { said.texts[element] = trimmed }
      }
    }
    return said
  }

  private static func add(_ people: Value, to said: inout PoliceText, _ line: Int) {
    func wrong() {
      said.problem =
        said.problem
        ?? PoliceImport.Rejected(
          line: line, element: .family, reason: "people is to be a list of objects")
    }
    if case .nothing = people { return }
    guard case .list(let list) = people else { return wrong() }
    for one in list.prefix(PoliceText.mostPeople + 1) {
      guard case .object(let object) = one else { return wrong() }
      var texts: [PoliceElement: String] = [:]
      for (name, value) in object {
        guard let element = PoliceElement(name: name), element.isOfPerson else { continue }
        let text = PoliceTable.trimmed(value.text ?? "")
        if !text.isEmpty { texts[element] = text }
      }
      if !texts.isEmpty { said.people.append((line, texts)) }
    }
  }

  private enum Value: Decodable {
    case text(String), number(Double), truth(Bool), list([Value]), object([String: Value]), nothing

    init(from decoder: any Decoder) throws {
      let one = try decoder.singleValueContainer()
      if one.decodeNil() {
        self = .nothing
      } else if let text = try? one.decode(String.self) {
        self = .text(text)
      } else if let truth = try? one.decode(Bool.self) {
        self = .truth(truth)
      } else if let number = try? one.decode(Double.self) {
        self = .number(number)
      } else if let list = try? one.decode([Value].self) {
        self = .list(list)
      } else {
        self = .object(try one.decode([String: Value].self))
      }
    }

    /// As a table would have it; nil for what a table could not hold.
    var text: String? {
      switch self {
      case .text(let text): text
      case .truth(let truth): truth ? "yes" : "no"
      case .number(let number):
        Int(exactly: number).map { String($0) } ?? String(number)
      case .nothing: ""
      case .list(let list): list.compactMap(\.text).joined(separator: ";")
      case .object: nil
      }
    }
  }
}
