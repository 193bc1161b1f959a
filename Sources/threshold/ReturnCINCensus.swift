import ArgumentParser
import Foundation
import Returns
import Store

struct ReturnCINCensus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cin-census",
    abstract: "Write the children in need census of a year.",
    discussion: """
      The year is that in which the period ends: 2026 is 1 April 2025 to 31 March 2026. The same \
      record gives the same bytes. The head of the ledger is printed, so that a changed past shows.
      """)
  @Option(help: "The year in which the period ends.") var year: Int
  @Option(help: "The file to write; one that is there is replaced.") var out: String
  @Option(help: "The authority's three digits, where the record does not know them.")
  var laCode: String?
  @Option(help: "Three digits or more; a second extract of the same data counts on.")
  var serialNo = "001"
  @OptionGroup var database: DatabaseOption
  @Flag(help: "Print what was written as JSON.") var json = false

  func validate() throws {
    guard (1001...9999).contains(year) else { throw ValidationError("--year must be a year") }
    guard serialNo.utf8.count >= 3, serialNo.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw ValidationError("--serial-no must be three digits or more")
    }
    if let laCode, laCode.utf8.count != 3 || !laCode.utf8.allSatisfy({ (48...57).contains($0) }) {
      throw ValidationError("--la-code must be three digits")
    }
  }

  func run() async throws {
    let opened = try await database.openToRead()
    let known = try await opened.read { try Authority.load(in: $0)?.laCode }
    guard let code = laCode ?? known else {
      await opened.close()
      throw Failed("The record does not know its authority's number. Give it: --la-code 908")
    }
    let release = Threshold.configuration.version
    guard
      let census = CINCensusReturn(
        year: year, laCode: code, release: release, serialNo: serialNo)
    else { throw ValidationError("--year must be a year") }
    // Written beside, then put in place: a reader never meets half a return. For the owner's eyes.
    let part = out + ".part"
    guard
      FileManager.default.createFile(
        atPath: part, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: part)
    else {
      await opened.close()
      throw Failed("\(out) cannot be written")
    }
    let summary: CINCensusReturn.Summary
    do {
      summary = try await opened.read { tx in
        try census.write(from: tx) { try handle.write(contentsOf: Data($0)) }
      }
      try handle.synchronize()
      try handle.close()
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      await opened.close()
      throw error
    }
    await opened.close()
    guard rename(part, out) == 0 else {
      try? FileManager.default.removeItem(atPath: part)
      throw Failed("\(out) cannot be written")
    }
    if json { return try Say.json(summary) }
    print("Wrote \(out): \(summary.from) to \(summary.to), authority \(code).")
    print(
      """
      Children \(summary.children), episodes \(summary.episodes) (no further action \
      \(summary.noFurtherAction)), assessments \(summary.assessments), enquiries \
      \(summary.enquiries), child in need plans \(summary.childInNeedPlans), child protection \
      plans \(summary.childProtectionPlans).
      """)
    print("Ledger head \(summary.ledgerHead)")
  }
}
