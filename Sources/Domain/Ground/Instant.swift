import Foundation

/// A moment, to the millisecond, in UTC. Handed in, never asked for, outside the edge.
package struct Instant: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// A moment on a day by London's clocks. On the night when clocks go back the earlier one.
  package init(london day: Day, hour: Int, minute: Int) {
    let naive = Int64(day.number) * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60
    // Summer time first: it is the earlier of two. In the hour that is skipped neither fits.
    let offset = [3600, 0].first { Instant.offset(naive - Int64($0)) == $0 } ?? 0
    self.init(milliseconds: (naive - Int64(offset)) * 1000)
  }

  /// Seconds by which London is ahead of UTC.
  private static func offset(_ seconds: Int64) -> Int {
    london.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
  }

  private static let london = TimeZone(identifier: "Europe/London") ?? .gmt

  /// Day, hour and minute as London's clocks show them.
  package var london: (day: Day, hour: Int, minute: Int) {
    let seconds = Int64((Double(milliseconds) / 1000).rounded(.down))
    let local = seconds + Int64(Self.offset(seconds))
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let rest = local - day * 86_400
    return (Day(number: Int(day)), Int(rest / 3600), Int(rest % 3600 / 60))
  }

  /// The day by London's clocks.
  package var day: Day { london.day }

  package func adding(seconds: Int) -> Instant {
    Instant(milliseconds: milliseconds + Int64(seconds) * 1000)
  }

  /// `2026-03-14T09:32:00.000Z`: sorts as text in order of time.
  package var iso: String {
    let seconds = Int64((Double(milliseconds) / 1000).rounded(.down))
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let rest = seconds - day * 86_400
    let milli = milliseconds - seconds * 1000
    func two(_ n: Int64) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let fraction = milli < 10 ? "00\(milli)" : milli < 100 ? "0\(milli)" : "\(milli)"
    return
      "\(Day(number: Int(day)).iso)T\(two(rest / 3600)):\(two(rest % 3600 / 60)):\(two(rest % 60)).\(fraction)Z"
  }

  /// Reads only what ``iso`` writes.
  package init?(iso: String) {
    let bytes = Array(iso.utf8)
    guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[23] == UInt8(ascii: "Z"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      bytes[19] == UInt8(ascii: "."), let day = Day(iso: String(iso.prefix(10)))
    else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      var value: Int64 = 0
      for byte in bytes[range] {
        guard byte >= 48, byte <= 57 else { return nil }
        value = value * 10 + Int64(byte - 48)
      }
      return value
    }
    guard let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let milli = number(20..<23), hour < 24, minute < 60, second < 60
    else { return nil }
    self.init(
      milliseconds: ((Int64(day.number) * 86_400 + hour * 3600 + minute * 60 + second) * 1000)
        + milli)
  }

  package var description: String { iso }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Instant(iso: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a moment")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}
