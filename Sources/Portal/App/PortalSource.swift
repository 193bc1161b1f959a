import Foundation

/// Where requests come from, as far as it is counted.
enum PortalSource {
  /// An IPv4 address as it is; of an IPv6 address its first half, for whoever has one address of a
  /// network has all 18 billion billion of them. What is neither stays as it is.
  static func network(of address: String) -> String {
    var bytes = [UInt8](repeating: 0, count: 16)
    guard address.contains(":"), inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
    // An IPv4 address in the clothes of the other kind.
    if bytes[0..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return bytes[12...].map { String($0) }.joined(separator: ".")
    }
    return bytes[0..<8].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "/64"
  }
}
