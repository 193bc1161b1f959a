/// A path on this site, safe to send a browser to: one slash first, nothing that a browser would
/// read as another host, no control characters.
package struct LocalPath: Sendable, Equatable, CustomStringConvertible {
  package let description: String

  package init?(_ text: String) {
    guard text.utf8.count <= 2000, text.hasPrefix("/"), !text.hasPrefix("//"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
    else { return nil }
    description = text
  }
}
