import Foundation

/// Files beside the tests.
enum Samples {
  private static let tests = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let names = [
    "CIN2rows", "CIN_Census_2021", "CIN_Census_2021_copy", "CIN_Census_2021_no_assessment_factors",
    "CIN_Census_2024", "CIN_Census_2026", "CIN_header_issues_100", "CIN_la_issues_2887Q",
    "fake_CIN_data",
  ]

  /// The sample files published with the open CIN validator (Data to Insight), which lie beside the
  /// checkout where there are any. They are not ours to ship.
  private static let published = tests.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/samples/cin")

  static let arePresent = FileManager.default.fileExists(atPath: published.path)

  static func cin(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: published.appending(path: "\(name).xml")))
  }

  /// What we are to write, byte for byte.
  static func golden(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: tests.appending(path: "Golden/\(path)")))
  }
}

/// SplitMix64: the same numbers from the same seed, everywhere.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
