/// A Word document is a ZIP archive. Only its list of contents is read, and nothing is unpacked: so
/// nothing in it can make us unpack too much.
enum WordDocument {
  static let mostEntries = 1000
  /// How many times more than its packed size it may say that it unpacks to.
  static let mostRatio = 100

  /// Whether it is one.
  static func check(_ bytes: [UInt8]) throws(FileCheck.Problem) -> Bool {
    let source = BytesAt(bytes: bytes)
    guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04] as [UInt8]), let end = end(of: source),
      let disk = source.little(end + 4, 2), let count = source.little(end + 10, 2),
      let here = source.little(end + 8, 2), let size = source.little(end + 12, 4),
      let start = source.little(end + 16, 4), disk == 0, here == count, start + size <= end
    else { return false }
    guard count <= mostEntries else { throw .unpacksTooMuch }
    var at = start
    var (packed, unpacked) = (0, 0)
    var names: Set<String> = []
    for _ in 0..<count {
      guard let entry = Entry(source, at: at), entry.isReadable, entry.standsAlso(in: source) else {
        return false
      }
      guard names.insert(entry.name.lowercased()).inserted else { return false }
      packed += entry.packed
      unpacked += entry.unpacked
      // A small entry may be nothing but the same letter.
      guard entry.unpacked <= max(1 << 20, entry.packed * mostRatio) else { throw .unpacksTooMuch }
      at += entry.length
    }
    // Entries that overlap say that they hold more than there is.
    guard at <= start + size, packed <= bytes.count, unpacked <= bytes.count * mostRatio else {
      throw .unpacksTooMuch
    }
    let isMacro = names.contains {
      $0.hasSuffix("vbaproject.bin") || $0.hasSuffix("vbadata.xml") || $0.contains("activex")
    }
    if isMacro { throw .macros }
    return names.contains("word/document.xml") && names.contains("[content_types].xml")
  }

  /// Where the record at the end begins; behind it stands a comment of up to 64 KB.
  private static func end(of source: BytesAt) -> Int? {
    let last = source.bytes.count - 22
    guard last >= 0 else { return nil }
    var at = last
    while at >= max(0, last - 65_535) {
      if source.little(at, 4) == 0x0605_4B50, source.little(at + 20, 2) == last - at { return at }
      at -= 1
    }
    return nil
  }

  private struct Entry {
    let name: String
    let flags: Int
    let method: Int
    let packed: Int
    let unpacked: Int
    let local: Int
    /// Of its line in the list.
    let length: Int

    init?(_ source: BytesAt, at: Int) {
      guard source.little(at, 4) == 0x0201_4B50, let flags = source.little(at + 8, 2),
        let method = source.little(at + 10, 2), let packed = source.little(at + 20, 4),
        let unpacked = source.little(at + 24, 4), let nameLength = source.little(at + 28, 2),
        let extra = source.little(at + 30, 2), let comment = source.little(at + 32, 2),
        let local = source.little(at + 42, 4), let bytes = source.slice(at + 46, nameLength),
        let name = String(validating: bytes, as: UTF8.self)
      else { return nil }
      (self.name, self.flags, self.method) = (name, flags, method)
      (self.packed, self.unpacked, self.local) = (packed, unpacked, local)
      length = 46 + nameLength + extra + comment
    }

    /// Not encrypted, packed in a way that Word uses, and in no folder above.
    var isReadable: Bool {
      flags & 1 == 0 && [0, 8].contains(method) && !name.isEmpty && !name.hasPrefix("/")
        && !name.contains("\\") && !name.contains("..") && !name.contains("\0")
        && packed < 0xFFFF_FFFF && unpacked < 0xFFFF_FFFF
    }

    /// Whether the entry itself bears the same name: else a reader sees another than we checked.
    func standsAlso(in source: BytesAt) -> Bool {
      guard source.little(local, 4) == 0x0403_4B50, let length = source.little(local + 26, 2),
        let bytes = source.slice(local + 30, length)
      else { return false }
      return bytes.elementsEqual(name.utf8)
    }
  }
}
