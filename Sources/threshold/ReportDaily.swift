import ArgumentParser
import Domain
import Foundation
import Store

struct ReportDaily: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "daily",
    abstract: "Print an agency's daily report, exactly as the agency reads it.",
    discussion: """
      Only a report that is published is printed; of any other it is said how it stands. An agency \
      is given by its name, or by its kind (school, health, police, housing, probation, \
      adultServices, otherAuthority) where one of that kind has a report of the day.
      """)
  @Option(help: "The day: 2026-03-16.") var date: String
  @Option(help: "The agency's name or kind.") var agency: String
  @Option(help: "The file to write; else it is printed.") var out: String?
  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard Day(iso: date) != nil else {
      throw ValidationError("--date must be a day such as 2026-03-16")
    }
  }

  func run() async throws {
    guard let day = Day(iso: date) else { return }
    let opened = try await database.openToRead()
    let found: Result<DailyReportTable.Whole, Failed>
    do {
      found = try await opened.read { try find(on: day, in: $0) }
    } catch {
      await opened.close()
      throw error
    }
    await opened.close()
    let report = try found.get()
    guard let out else { return print(report.words) }
    // For the owner's eyes.
    guard
      FileManager.default.createFile(
        atPath: out, contents: Data((report.words + "\n").utf8),
        attributes: [.posixPermissions: 0o600])
    else { throw Failed("\(out) cannot be written") }
    print("Wrote \(out): report \(report.id) to \(report.reader.name), \(day.long).")
  }

  private func find(
    on day: Day, in tx: any Transaction
  ) throws -> Result<DailyReportTable.Whole, Failed> {
    let kind = PartnerCheck.Agency(rawValue: agency)
    let all = try DailyReportTable.all(on: day, in: tx).filter {
      $0.reader.isCalled(agency) || $0.reader.kind == kind
    }
    let standing = all.filter { $0.status != .withdrawn }
    guard let report = standing.first else {
      return .failure(
        Failed(
          all.isEmpty
            ? "There is no report of \(day.long) to \(agency)"
            : "The report of \(day.long) to \(agency) was withdrawn"))
    }
    guard standing.count == 1 else {
      let names = standing.map(\.reader.name).sorted().joined(separator: ", ")
      return .failure(Failed("Several have a report of \(day.long). Give the name: \(names)"))
    }
    guard report.status == .published else {
      return .failure(
        Failed(
          "Report \(report.id) is \(report.status == .draft ? "a draft" : "approved"), and not "
            + "published: \(agency) cannot read it"))
    }
    guard try DailyReportTable.held(report.contacts, in: tx).isEmpty else {
      return .failure(
        Failed(
          "Report \(report.id) is held back: a record in it was restricted since. Withdraw it and "
            + "make another"))
    }
    return .success(report)
  }
}
