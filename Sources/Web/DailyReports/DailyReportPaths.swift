import Domain

/// The addresses of daily reports. An agency stands in none of them: a name may tell. It is found by the
/// number of a contact that it sent.
package enum DailyReportPaths {
  static let list = "/reports/daily"
  package static func list(on day: Day) -> String { "\(list)?date=\(day.iso)" }
  static let newReport = "/reports/daily/new"
  /// What the agency that sent a contact would read of a day.
  package static func preview(of contact: ContactID, on day: Day) -> String {
    "\(newReport)?date=\(day.iso)&of=\(contact)"
  }
  package static func page(_ id: DailyReportID, done: DailyReportDone? = nil) -> String {
    "/dailyreports/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  /// The same on a sheet of paper, as the agency reads it.
  package static func sheet(_ id: DailyReportID) -> String { "/dailyreports/\(id)/sheet" }
  package static func approve(_ id: DailyReportID) -> String { "/dailyreports/\(id)/approve" }
  package static func publish(_ id: DailyReportID) -> String { "/dailyreports/\(id)/publish" }
  package static func withdraw(_ id: DailyReportID) -> String { "/dailyreports/\(id)/withdraw" }
  package static func remove(_ contact: ContactID, from id: DailyReportID) -> String {
    "/dailyreports/\(id)/lines/\(contact)/remove"
  }
}

/// What was just done, for the banner.
package enum DailyReportDone: String, Sendable {
  case made, removed, approved, published, withdrawn

  var words: String {
    switch self {
    case .made: "Report made. Somebody else approves it, then it can be published."
    case .removed: "The line is taken out. What the agency reads is below."
    case .approved: "Approved. It can be published now."
    case .published: "Published."
    case .withdrawn: "Withdrawn. The agency can no longer read it."
    }
  }
}
