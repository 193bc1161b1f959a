import ArgumentParser
import Domain
import Foundation
import Returns
import Store

struct ImportCINCensus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cin-census",
    abstract: "Take a children in need census file into the record, as history.",
    discussion: """
      The file is read twice. A file that breaks the format is refused with the element and the \
      line, and nothing is stored. A child that breaks a rule is named by its place in the file, and \
      the rest go in. The same file again changes nothing. Exit code 1 when nothing could be stored: \
      the file was refused, or every child in it.
      """)
  @Argument(help: "The XML file, UTF-8, of any system and year.") var file: String
  @OptionGroup var database: DatabaseOption
  @Flag(help: "Print what became of the file as JSON.") var json = false

  func run() async throws {
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw Failed("There is no file at \(file), or it cannot be opened")
    }
    defer { try? handle.close() }
    let opened = try await database.open()
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    let census = CINCensusImport(into: Store(opened), at: now)
    let bar = Progress("Importing", of: 100)
    let report: CINCensusImport.Report
    do {
      report = try await census.run {
        try handle.seek(toOffset: 0)
        return .descriptor(handle.fileDescriptor)
      } progress: { done, all in
        bar.at(done * 100 / max(all, 1))
      }
    } catch let error as FormatError {
      bar.end()
      await opened.close()
      throw Failed("\(file) was refused and nothing was stored. \(error)")
    } catch is ReadFailure {
      bar.end()
      await opened.close()
      throw Failed("\(file) cannot be read. Nothing of what could not be read was stored")
    } catch is CINCensusImport.FileChanged {
      bar.end()
      await opened.close()
      throw Failed("\(file) was changed while it was read. Run the same command again")
    }
    bar.end()
    await opened.close()
    if json { try Say.json(report) } else { say(report) }
    if report.refused == report.children, report.children > 0 { throw ExitCode(1) }
  }

  private func say(_ report: CINCensusImport.Report) {
    print("Children in the file: \(report.children). Reference date: \(report.referenceDate).")
    print(
      """
      Stored: \(report.stored) (episodes \(report.episodes), assessments \(report.assessments), \
      enquiries \(report.enquiries), plans \(report.plans)). Already there: \
      \(report.alreadyThere). Refused: \(report.refused).
      """)
    if !report.problems.isEmpty { print("Refused:") }
    for problem in report.problems { print("  \(problem)") }
    if !report.warnings.isEmpty { print("Passed over, or read in another way:") }
    for warning in report.warnings { print("  \(warning)") }
  }
}
