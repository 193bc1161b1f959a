/// Pictures without what is not the picture: where and when it was taken, by which camera, comments, a
/// small copy, and whatever was hung on behind the end.
enum Pictures {
  /// Nil for bytes that are no PNG, or a damaged one.
  static func png(_ bytes: [UInt8]) -> [UInt8]? {
    let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard bytes.starts(with: start) else { return nil }
    // What is needed to show it; each is copied whole, with its own check sum.
    let shown: Set<String> = [
      "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD",
      "pHYs",
    ]
    let source = BytesAt(bytes: bytes)
    var kept = start
    var at = start.count
    var isFirst = true
    var hasData = false
    while let length = source.big(at, 4), let name = source.slice(at + 4, 4),
      let chunk = source.slice(at, length + 12)
    {
      let word = String(decoding: name, as: UTF8.self)
      guard !isFirst || (word == "IHDR" && length == 13) else { return nil }
      isFirst = false
      if word == "IDAT" { hasData = true }
      if shown.contains(word) { kept += chunk }
      if word == "IEND" { return hasData && length == 0 ? kept : nil }
      at += length + 12
    }
    return nil
  }

  /// Nil for bytes that are no JPEG, or a damaged one.
  static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.starts(with: [0xFF, 0xD8, 0xFF] as [UInt8]) else { return nil }
    let source = BytesAt(bytes: bytes)
    var kept: [UInt8] = [0xFF, 0xD8]
    var at = 2
    var (hasFrame, hasScan) = (false, false)
    while source.byte(at) == 0xFF, let marker = source.byte(at + 1) {
      switch marker {
      // Filling.
      case 0xFF: at += 1
      case 0xD9: return hasFrame && hasScan ? kept + [0xFF, 0xD9] : nil
      case 0x01, 0xD0...0xD8, 0x00: return nil
      default:
        guard let length = source.big(at + 2, 2), length >= 2,
          let segment = source.slice(at, length + 2)
        else { return nil }
        at += length + 2
        // 0: the format itself. 2: how colours are meant. 14: how they are coded.
        let isAside = (0xE0...0xEF).contains(marker) && ![0xE0, 0xE2, 0xEE].contains(marker)
        if !isAside, marker != 0xFE { kept += segment }
        if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) { hasFrame = true }
        if marker == 0xDA {
          hasScan = true
          let end = endOfScan(bytes, from: at)
          kept += bytes[at..<end]
          at = end
        }
      }
    }
    return nil
  }

  /// Where the next marker is that is no part of the scan.
  private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int {
    var at = start
    while at + 1 < bytes.count {
      if bytes[at] == 0xFF, bytes[at + 1] != 0, !(0xD0...0xD7).contains(bytes[at + 1]) { return at }
      at += 1
    }
    return bytes.count
  }
}
