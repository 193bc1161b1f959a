import Domain
import Foundation

/// A council's own layouts, as a file: `docs/pasted-texts.md`. Each stands before the shipped ones, and
/// knows their common labels too, so that a file says only what is the agency's own.
package enum LayoutFile {
  /// What is wrong with a file: where, and what to do.
  package struct Problem: Error, Equatable {
    package let message: String
  }

  /// More than any agency needs; a file is read whole.
  package static let largest = 1 << 20
  static let mostLayouts = 100

  /// - Returns: the layouts of the file, then those that come with Threshold.
  package static func read(_ bytes: [UInt8]) throws(Problem) -> [Layout] {
    guard bytes.count <= largest else { throw Problem(message: "It is larger than 1 megabyte") }
    let file: File
    do {
      file = try JSONDecoder().decode(File.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw Problem(message: error.inWords)
    } catch {
      throw Problem(message: "It is not JSON")
    }
    guard file.layouts.count <= mostLayouts else {
      throw Problem(message: "It has more than \(mostLayouts) layouts")
    }
    var own: [Layout] = []
    for (index, written) in file.layouts.enumerated() {
      own.append(try written.layout(at: "layouts[\(index)]"))
    }
    let names = own.map(\.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw Problem(message: "Two layouts are called \(twice)")
    }
    return own + Layout.shipped
  }

  private struct File: Decodable { let layouts: [Written] }

  private struct Written: Decodable {
    let name: String
    let signs: [String]
    let least: Int?
    let source: String?
    let method: String?
    let agency: String?
    let familyFirst: Bool?
    let labels: [String: String]?
    let headings: [String: String]?
    let references: [String]?

    func layout(at place: String) throws(Problem) -> Layout {
      var layout = Layout(name)
      guard !name.trimmingCharacters(in: .whitespaces).isEmpty else {
        throw Problem(message: "\(place).name: give the layout a name")
      }
      layout.isOwn = true
      layout.signs = signs.map { $0.lowercased() }
      guard !signs.isEmpty, !signs.contains("") else {
        throw Problem(
          message: "\(place).signs: say at least one word by which its texts are known")
      }
      layout.least = least ?? min(2, signs.count)
      guard (1...signs.count).contains(layout.least) else {
        throw Problem(message: "\(place).least: must be 1 to \(signs.count), the number of signs")
      }
      if let source {
        guard let code = ReferralSource(rawValue: source) else {
          throw Problem(message: "\(place).source: \(source) is no code of a referral's source")
        }
        layout.source = code
      }
      if let method {
        guard let known = Contact.Method(rawValue: method) else {
          throw Problem(
            message: "\(place).method: \(method) is none of "
              + Contact.Method.allCases.map(\.rawValue).joined(separator: ", "))
        }
        layout.method = known
      }
      layout.agency = agency
      layout.isFamilyFirst = familyFirst ?? false
      layout.references = references ?? []
      layout.labels = Layout.common
      for (label, word) in labels ?? [:] {
        guard let field = LayoutFile.fields[word] else {
          throw Problem(
            message: "\(place).labels.\(label): \(word) is none of "
              + LayoutFile.fields.keys.sorted().joined(separator: ", "))
        }
        layout.labels[LabelWords.plain(label)] = field
      }
      layout.headings = Layout.parts
      for (heading, word) in headings ?? [:] {
        guard let section = LayoutFile.sections[word] else {
          throw Problem(
            message: "\(place).headings.\(heading): \(word) is none of "
              + LayoutFile.sections.keys.sorted().joined(separator: ", "))
        }
        layout.headings[LabelWords.plain(heading)] = section
      }
      return layout
    }
  }

  /// What may stand after a label, as a file names it.
  static let fields: [String: Layout.Field] = [
    "person": .person(.anybody), "child": .person(.child), "adult": .person(.adult),
    "mother": .person(.adult("Mother")), "father": .person(.adult("Father")),
    "parent": .person(.adult("Parent")), "sibling": .person(.child("Sibling")),
    "given": .given, "family": .family, "birth": .birth, "age": .age, "relation": .relation,
    "address": .address, "place": .place, "postcode": .postcode, "phone": .phone, "email": .email,
    "reference": .reference, "grading": .grading, "callerName": .callerName,
    "callerRole": .callerRole, "agency": .agency, "school": .school, "account": .account,
    "nothing": .other,
  ]

  /// What may stand under a heading.
  static let sections: [String: Layout.Section] = [
    "people": .people(.anybody), "children": .people(.child), "adults": .people(.adult),
    "sender": .sender, "account": .account, "nothing": .other,
  ]
}

extension DecodingError {
  /// Where in a file, and what is wrong there.
  package var inWords: String {
    func place(_ path: [any CodingKey]) -> String {
      path.reduce("") { whole, key in
        key.intValue.map { "\(whole)[\($0)]" }
          ?? (whole.isEmpty ? key.stringValue : "\(whole).\(key.stringValue)")
      }
    }
    switch self {
    case .keyNotFound(let key, let context):
      return "\(place(context.codingPath + [key])): is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(place(context.codingPath)): is of another kind than it must be"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      return "\(place(context.codingPath)): \(context.debugDescription)"
    case .dataCorrupted(let context):
      let why = (context.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String
      return "It is not JSON: \(why ?? context.debugDescription)"
    @unknown default: return "It cannot be read"
    }
  }
}
