import EngineTesting
import Foundation
import Store
import Testing

/// Disks as they may be found after the power went, at any moment of a load through the one door.
@Suite("Power loss")
struct PowerLossTests {
  /// What each fault's count is in a run: `states 5000 acts 120 lost 0 …`.
  private func run(states: Int, mode: String) async throws -> [String: Int] {
    let shared = "/dev/shm/threshold-power-\(UUID().uuidString)"
    let folder =
      FileManager.default.fileExists(atPath: "/dev/shm")
      ? shared : try TemporaryFolder.path("power-\(UUID().uuidString)")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let printed = try await CrashWriterProcess.output(
      of: ["power-loss", folder, "\(states)", "7", mode])
    let words = printed.split(whereSeparator: \.isWhitespace)
    var counts: [String: Int] = [:]
    for (name, count) in zip(words, words.dropFirst()) { counts[String(name)] = Int(count) }
    return counts
  }

  @Test("In 5,000 states no acknowledged act is lost, none is half applied, the chain verifies")
  func full() async throws {
    let counts = try await run(states: 5000, mode: "full")
    #expect(counts["states"] == 5000)
    #expect(counts["lost"] == 0)
    #expect(counts["halfApplied"] == 0)
    #expect(counts["damaged"] == 0)
    #expect(counts["brokenChain"] == 0)
    // The load really went to the disk, and its log was begun anew.
    #expect((counts["syncs"] ?? 0) > 20)
    #expect((counts["acts"] ?? 0) == 120)
  }

  @Test("Control: where commits do not wait for the disk, the same states lose acknowledged acts")
  func weak() async throws {
    let counts = try await run(states: 300, mode: "weak")
    #expect((counts["lost"] ?? 0) > 0)
    #expect(counts["damaged"] == 0)
  }

  @Test("Control: where nothing waits for the disk, the same states are damaged")
  func none() async throws {
    let counts = try await run(states: 300, mode: "none")
    #expect((counts["damaged"] ?? 0) > 0)
  }
}
