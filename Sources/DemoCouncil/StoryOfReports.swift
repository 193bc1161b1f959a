import Domain
import Store

/// In the morning each agency's report of the day before is made, looked at by a second person and
/// published; those of the last morning still wait for that.
extension Story {
  /// Every working day of the last four weeks.
  mutating func planReports(from first: Day) {
    var day = workday(before: 20)
    while day < until {
      if day > first, Self.works(day) { plan(.dailyReports, on: day, minute: 545) }
      day = day.adding(days: 1)
    }
    plan(.dailyReports, on: until, minute: 505)
  }

  mutating func dailyReports(_ scene: inout Scene) throws {
    guard let maker = staff.with(.decisionMaker).first,
      let second = staff.with(.teamManager).first(where: { $0.team == maker.team })
    else { return }
    // A weekend is told of on Monday, day by day.
    var day = workday(back: scene.day)
    while day < scene.day {
      for agency in try DailyReportTable.agencies(on: day, in: scene.tx)
      where agency.reader.isOneAgency && agency.contact != nil {
        try report(to: agency.reader, of: day, by: maker, second, &scene)
      }
      day = day.adding(days: 1)
    }
  }

  /// The working day before.
  private func workday(back day: Day) -> Day {
    var day = day.adding(days: -1)
    while !Self.works(day) { day = day.adding(days: -1) }
    return day
  }

  private func report(
    to reader: DailyReport.Reader, of day: Day, by maker: Staff.Member, _ second: Staff.Member,
    _ scene: inout Scene
  ) throws {
    let question = DailyReport.Question(
      reader: reader, day: day, from: "children’s referral service, Harrowmouth Council")
    let standing = try DailyReportTable.standing(for: reader, on: day, in: scene.tx)
    guard standing.already == nil else { return }
    let sheet = try DailyReport.composed(
      question, of: standing, by: maker.actor(on: scene.day), today: scene.day)
    let id: DailyReportID = try scene.perform(
      DailyReport.Command.compose(question, shown: sheet.words), by: maker)
    guard scene.day < until else { return }
    // Now and then the second person sees that a line is not needed.
    if sheet.lines.count > 3, let line = sheet.lines.last {
      try scene.perform(
        DailyReport.Command.removeLine(
          line.contact, reason: "They were told by phone, and asked not to have it in writing."),
        on: id, by: second)
    }
    try scene.perform(DailyReport.Command.approve, on: id, by: second)
    try scene.perform(DailyReport.Command.publish, on: id, by: maker)
    if reader.kind == .police || id.number % 3 == 0 {
      try scene.perform(
        DailyReport.Command.open(who: "Duty desk, \(sheet.reader.name)"), on: id, as: .portal)
    }
  }
}

extension Words {
  /// The agency of a worry by its own name: which school, which surgery.
  static func agency(_ worry: Worry, of family: Family?) -> String? {
    switch worry.agency {
    case "School": family?.school ?? "Harrowmouth Primary School"
    case "Surgery": family?.surgery ?? "Harbour Surgery"
    case "Police": "Harrow Coast Police"
    case "Hospital", "Maternity": "Harrow General Hospital"
    case "Health visiting": "Harrow Health Visiting"
    case "Housing": "Harrowmouth Homes"
    default: worry.agency
    }
  }
}
