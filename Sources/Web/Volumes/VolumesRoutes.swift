import Domain
import HTML
import HTTPTypes
import Hummingbird
import Matching
import Store

/// `/front-door/volumes`: what came, by hour, method, source and weekday, beside who was at work. Each
/// figure opens its list.
enum VolumesRoutes: HasRoutes {
  static let pageLength = 50

  static func add(to routes: Routes) {
    routes.get("/front-door/volumes") { try await page($0) }
    routes.get("/front-door/volumes.csv") { try await csv($0) }
    routes.get("/front-door/volumes/calls") { context in
      try await context.may(.seeFrontDoor)
      let days = try context.found(VolumesPaths.days(context.query))
      let calls = try await context.read { try Volumes.calls(in: days, in: $0) }
      return context.page(volumesCallsPage(calls, in: days))
    }
    routes.get("/front-door/volumes/police") { try await police($0) }
  }

  /// Whoever works at the front door opens its lists; whoever sees the figures sees these.
  private static func may(_ context: Context) async throws {
    try await context.may(context.can(.seeFrontDoor) ? .seeFrontDoor : .seeFigures)
  }

  private static func page(_ context: Context) async throws -> Response {
    try await may(context)
    let asked = VolumesAsked(context.query, today: context.today)
    let looking = ContactTable.Looking(context.worker, on: context.today)
    let volumes = try await context.read { try Volumes.of(asked.days, for: looking, in: $0) }
    return context.page(
      volumesPage(
        VolumesModel(
          asked: asked, volumes: volumes, opens: context.can(.seeFrontDoor), asAt: context.now,
          by: context.signedIn.name)))
  }

  private static func csv(_ context: Context) async throws -> Response {
    try await may(context)
    let days = try context.found(VolumesPaths.days(context.query))
    let looking = ContactTable.Looking(context.worker, on: context.today)
    let volumes = try await context.read { try Volumes.of(days, for: looking, in: $0) }
    let lines = volumesTable(volumes, in: days).map { CSVLine.of($0.map(CSVLine.neutral)) }
    var response = Response.bytes(
      Array(lines.joined().utf8), type: "text/csv; charset=utf-8")
    response.headers[.contentDisposition] =
      "attachment; filename=\"front-door-\(days.from.iso)-\(days.to.iso).csv\""
    return response
  }

  private static func police(_ context: Context) async throws -> Response {
    try await context.may(.seeFrontDoor)
    let days = try context.found(VolumesPaths.days(context.query))
    let hour = context.query["hour"].flatMap { Int($0) }
    let number = FrontDoorPaths.page(context.query)
    let looking = ContactTable.Looking(context.worker, on: context.today)
    let (reports, shown, wholes) = try await context.read { tx in
      let reports = try Volumes.reports(in: days, hour: hour, for: looking, in: tx)
      let shown = Array(reports.dropFirst((number - 1) * pageLength).prefix(pageLength))
      let ids = Set(shown.map(\.notification)).sorted()
      return (reports.count, shown, try PoliceNotificationTable.whole(ids, in: tx))
    }
    let sight = try await context.policeSight(of: wholes)
    let people = wholes.filter { sight($0) == .whole }.flatMap(\.matched)
    try await context.showed(
      Set(people).sorted(), by: context.seesAsSent ? .assessPolice : .seePolice)
    var open: [PoliceNotificationID: PoliceNotificationTable.Whole] = [:]
    for one in wholes where sight(one) == .whole { open[one.id] = one }
    return context.page(
      volumesPolicePage(
        VolumesPolice(
          days: days, hour: hour, total: reports, number: number, shown: shown, open: open)))
  }
}

/// Which days somebody asked for.
struct VolumesAsked: Sendable {
  enum Period: String, CaseIterable, Sendable {
    case today, week, quarter, days

    var words: String {
      switch self {
      case .today: "Today"
      case .week: "The last 7 days"
      case .quarter: "The last 13 weeks"
      case .days: "Days of your choice"
      }
    }
  }

  let period: Period
  let days: ArrivalDays
  var errors: [FormError] = []
  let query: Answers

  init(_ query: Answers, today: Day) {
    self.query = query
    var period = query["period"].flatMap { Period(rawValue: $0) }
    var days: ArrivalDays?
    var reader = AnswerReader(query)
    if period == .days {
      let first = reader.day("first", "the first day", latest: today)
      let last = reader.day("last", "the last day", latest: today)
      if let first, let last {
        days = ArrivalDays(from: first, to: last)
        if days == nil {
          reader.wrong(
            "first",
            first > last
              ? "The first day must be the last day or before it"
              : "Choose \(ArrivalDays.most) days or fewer")
        }
      }
    } else if period == nil, let linked = VolumesPaths.days(query) {
      (period, days) = (.days, linked)
    }
    self.period = period ?? .week
    errors = reader.errors
    switch self.period {
    case .today: self.days = .today(today)
    case .quarter: self.days = .quarter(to: today)
    case .week, .days: self.days = days ?? .week(to: today)
    }
  }
}
