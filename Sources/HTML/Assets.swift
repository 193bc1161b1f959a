/// The two files every page asks for. Their hash is in their address, so they are kept for ever by
/// the browser and changed by a release.
package enum Assets {
  package static let css = Array(Stylesheet.text.utf8)
  package static let js = Array(Script.text.utf8)
  package static let cssHash = fingerprint(css)
  package static let jsHash = fingerprint(js)

  /// FNV-1a, 64 bits, in hexadecimal: tells versions apart, protects nothing.
  static func fingerprint(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
