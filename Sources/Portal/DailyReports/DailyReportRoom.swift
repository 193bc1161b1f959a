import Crypto
import Domain
import Foundation
import HTML
import Hummingbird
import Store
import Web

/// `/reports` and `/reports/D-1`: the daily reports that were published to the visitor's agency. To open
/// one is written down: who, and when.
enum DailyReportRoom: PortalRoutes {
  static func add(to doors: PortalDoors) {
    doors.get("/reports") { visit in
      let agency = try agency(of: visit)
      let reports = try await visit.read { try DailyReportTable.published(to: agency, in: $0) }
      return visit.page(listPage(reports))
    }
    doors.get("/reports/:dailyreport") { try await open($0) }
  }

  /// Whoever is of no agency has no reports: the same as where there is none.
  private static func agency(of visit: Visit) throws -> AgencyID {
    guard let agency = try visit.signedIn().agency else { throw NotHere() }
    return agency
  }

  private static func open(_ visit: Visit) async throws -> Response {
    let id: DailyReportID = try visit.id("dailyreport")
    let (agency, visitor) = (try agency(of: visit), try visit.signedIn())
    let read = try await visit.read { tx in
      (
        report: try DailyReportTable.published(to: agency, in: tx).first { $0.id == id },
        name: try AgencyTable.line(agency, in: tx)?.name
      )
    }
    let report = try visit.found(read.report)
    // Asked for its headers alone, nothing is read.
    if visit.request.method != .head {
      let who =
        visitor.agencyAccount
        ? visitor.words : [visitor.words, read.name].compactMap { $0 }.joined(separator: ", ")
      // Once for each time somebody signs in: a page that is loaded again is no second opening.
      let key = SHA256.hash(data: Data(visitor.session.hash + Array("open \(id)".utf8)))
      let act = Act(key: Base64URL.encode(key), actor: .portal, at: visit.now)
      do {
        let _: Done<DailyReport> = try await visit.house.store.perform(
          .open(who: who), on: id, as: act)
      } catch is Refusal {
        // Withdrawn, or held back, since it was read.
        throw NotHere()
      }
    }
    return visit.page(reportPage(report))
  }

  private static func listPage(_ reports: [DailyReportTable.Whole]) -> Page {
    let rows = reports.map { report -> TableRow in
      let day: HTML = textLink(report.day.longWithWeekday, to: "/reports/\(report.id)")
      let published = report.published?.on.long ?? ""
      let cells: [HTML] = [day, "\(report.id.description)", "\(published)"]
      return TableRow(cells)
    }
    var page = Page(
      "Daily reports",
      main: """
        <p>What you sent us, day by day, and what became of it. That you open a report is written \
        down: who, and when.</p>
        \(table(
          id: "reports", caption: "Daily reports, newest first",
          columns: [Column("Day"), Column("Report"), Column("Published")],
          rows: rows,
          empty: "No report has been published to your agency yet."))
        """)
    page.trail = .back("Overview", to: "/")
    return page
  }

  private static func reportPage(_ report: DailyReportTable.Whole) -> Page {
    var page = Page("Daily report \(report.id)", main: prose(report.words))
    page.caption = report.day.longWithWeekday
    page.width = .questions
    page.trail = .back("Daily reports", to: "/reports")
    page.printHeader = "Confidential · for \(report.reader.name) alone · \(report.id)"
    return page
  }
}
