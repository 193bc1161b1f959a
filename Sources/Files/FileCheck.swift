import Domain

/// A file from outside, looked at before it is kept: its name and its content must say the same, and it
/// must be of a few kinds that need nothing run to be read. Pictures lose what cameras write into them.
///
/// It is no search for viruses, and it does not look inside a PDF: files are kept apart, offered as
/// attachments, and opened by nobody here.
package enum FileCheck {
  package enum Problem: Error, Equatable {
    case empty, tooLarge, unknownKind
    case notWhatItSays(PartnerReferral.File.Kind)
    /// A Word document that runs something.
    case macros
    /// A Word document that unpacks to far more than it is.
    case unpacksTooMuch

    /// Beside the question, with what to do.
    package var words: String {
      switch self {
      case .empty: "The file is empty. Choose another one"
      case .tooLarge:
        "The file must be 10 MB or smaller. Send a smaller copy, or a picture of each page"
      case .unknownKind:
        "The file must be a PDF, a picture (PNG or JPEG), a Word document (.docx) or plain text "
          + "(.txt)"
      case .notWhatItSays(let kind):
        "The file is called .\(kind.endings[0]) but is something else, or it is damaged. "
          + (kind == .pdf
            ? "Save it again, or send a picture of it"
            : "Save it again as \(kind == .text ? "plain text" : "a \(kind.words)"), or send a PDF")
      case .macros: "The Word document holds a macro. Save it as a PDF and send that"
      case .unpacksTooMuch: "The Word document cannot be checked. Save it as a PDF and send that"
      }
    }
  }

  package struct Checked: Equatable {
    package let name: String
    package let kind: PartnerReferral.File.Kind
    package let bytes: [UInt8]
  }

  package static func check(
    name: String, bytes: [UInt8], largest: Int = PartnerReferral.largestFile
  ) throws(Problem) -> Checked {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= largest else { throw .tooLarge }
    guard let kind = PartnerReferral.File.Kind(ending: SafeText.ending(name)) else {
      throw .unknownKind
    }
    let kept: [UInt8]?
    switch kind {
    case .pdf: kept = isPDF(bytes) ? bytes : nil
    case .png: kept = Pictures.png(bytes)
    case .jpeg: kept = Pictures.jpeg(bytes)
    case .docx: kept = try WordDocument.check(bytes) ? bytes : nil
    case .text: kept = isText(bytes) ? bytes : nil
    }
    guard let kept, !kept.isEmpty else { throw .notWhatItSays(kind) }
    return Checked(name: SafeText.fileName(name, kind: kind), kind: kind, bytes: kept)
  }

  private static func isPDF(_ bytes: [UInt8]) -> Bool {
    let end = Array("%%EOF".utf8)
    let tail = Array(bytes.suffix(2048))
    return bytes.starts(with: "%PDF-".utf8) && tail.count >= end.count
      && (0...(tail.count - end.count)).contains { tail[$0..<($0 + end.count)].elementsEqual(end) }
  }

  /// UTF-8 without signs that no text has.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || [9, 10, 12, 13].contains($0) }
      && String(validating: bytes, as: UTF8.self) != nil
  }
}

/// Bytes read at a place, if they are there.
struct BytesAt {
  let bytes: [UInt8]

  func byte(_ at: Int) -> Int? { bytes.indices.contains(at) ? Int(bytes[at]) : nil }

  func little(_ at: Int, _ count: Int) -> Int? {
    guard at >= 0, at <= bytes.count - count else { return nil }
    return (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  func big(_ at: Int, _ count: Int) -> Int? {
    guard at >= 0, at <= bytes.count - count else { return nil }
    return (0..<count).reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
  }

  func slice(_ at: Int, _ count: Int) -> ArraySlice<UInt8>? {
    guard at >= 0, count >= 0, at <= bytes.count, count <= bytes.count - at else { return nil }
    return bytes[at..<(at + count)]
  }
}
