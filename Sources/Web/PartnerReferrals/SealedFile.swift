import Crypto
import Domain
import Foundation
import Store

/// A file as it lies in the database: in pieces, each encrypted for its place, so that no piece can be
/// moved, left out or put at the end unseen.
package enum SealedFile {
  package static func seal(
    _ bytes: [UInt8], key: String, keys: Keys
  ) throws -> [[UInt8]] {
    let size = UploadTable.pieceSize
    let starts = Array(stride(from: 0, to: bytes.count, by: size))
    return try starts.enumerated().map { place, start in
      try Sealed.seal(
        Array(bytes[start..<min(start + size, bytes.count)]), with: keys.portalDraft,
        place: name(of: key, place, isLast: place == starts.count - 1))
    }
  }

  /// Nil where a piece is missing or changed, or the whole is not what was sent.
  package static func open(
    _ pieces: [[UInt8]], of file: PartnerReferral.File, keys: Keys
  ) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.size)
    for (place, sealed) in pieces.enumerated() {
      let name = name(of: file.key, place, isLast: place == pieces.count - 1)
      guard let piece = Sealed.open(sealed, with: keys.portalDraft, place: name) else { return nil }
      bytes += piece
    }
    return bytes.count == file.size && digest(bytes) == file.sha256 ? bytes : nil
  }

  /// SHA-256 in hexadecimal digits.
  package static func digest(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func name(of key: String, _ place: Int, isLast: Bool) -> String {
    "upload/\(key)/\(place)\(isLast ? "/last" : "")"
  }
}
