extension HTML {
  /// The same markup with its text changed: what stands between tags, unescaped. Left as it is: tags and
  /// their attributes, and what is in a `textarea`, `script` or `style`, for what somebody typed into a
  /// form must come back as it was typed.
  package func mapText(_ change: (String) -> String) -> HTML {
    var changed: [UInt8] = []
    changed.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      HTML.append(rest[..<open], change, to: &changed)
      // No attribute holds a bare `>`: it is escaped there as in text.
      let close = rest[open...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? rest.endIndex
      let tag = rest[open..<close].dropFirst()
      let end = HTML.verbatim.first { tag.starts(with: $0.dropFirst()) }
        .map {
          rest[close...].firstRange(of: [UInt8(ascii: "<")] + $0)?.lowerBound ?? rest.endIndex
        }
      changed += rest[open..<(end ?? close)]
      rest = rest[(end ?? close)...]
    }
    HTML.append(rest, change, to: &changed)
    return HTML(raw: changed)
  }

  /// How the elements end whose text is left as it is.
  private static let verbatim = ["/textarea", "/script", "/style"].map { Array($0.utf8) }

  private static func append(
    _ text: ArraySlice<UInt8>, _ change: (String) -> String, to bytes: inout [UInt8]
  ) {
    guard text.contains(where: { $0 > UInt8(ascii: " ") }) else {
      bytes += text
      return
    }
    let before = entities.reduce(String(decoding: text, as: UTF8.self)) {
      $0.replacing($1.entity, with: $1.character)
    }
    let after = change(before)
    if after == before { bytes += text } else { bytes += HTML(text: after).bytes }
  }

  /// In the order in which they are taken back: the ampersand last.
  private static let entities: [(entity: String, character: String)] = [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
  ]
}
