/// The number of one record, typed by its noun, so that a contact's number cannot be handed to a
/// referral. Written and spoken as letter and number: `C-1042`.
///
/// Numbers are given out one by one inside the transaction that stores the first fact; they carry
/// no meaning and grant nothing: every read is judged by ``May``.
package struct Identifier<Of: Identified>: Hashable, Comparable, Codable, Sendable,
  CustomStringConvertible
{
  package let number: Int

  package init(_ number: Int) { self.number = number }

  /// Reads `C-1042`. Nil for another letter, a sign, a leading zero or anything that is no number.
  package init?(_ text: String) {
    let prefix = Of.letter + "-"
    guard text.hasPrefix(prefix), text.utf8.count <= prefix.utf8.count + 12 else { return nil }
    let digits = text.dropFirst(prefix.count)
    guard let first = digits.utf8.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first),
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(digits)
    else { return nil }
    self.number = number
  }

  package var description: String { "\(Of.letter)-\(number)" }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not the number of a \(Of.noun)")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What has numbers of its own: every noun.
package protocol Identified {
  /// The noun in lower case, as in streams, tables and URLs: `contact`.
  static var noun: String { get }
  /// The letter before its numbers: `C`.
  static var letter: String { get }
}

/// One record's place in the ledger: `contact/1042`.
package struct FactStream: Hashable, Sendable, CustomStringConvertible {
  package let noun: String
  package let number: Int

  package init(noun: String, number: Int) {
    self.noun = noun
    self.number = number
  }

  package init<N>(_ id: Identifier<N>) { self.init(noun: N.noun, number: id.number) }

  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[1]), number > 0 else { return nil }
    self.init(noun: String(parts[0]), number: number)
  }

  package var description: String { "\(noun)/\(number)" }
}

/// Written in a fact as it is said: `conference/3`.
extension FactStream: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a record's place in the ledger")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
