import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// A daily report is made, a line taken out, approved, published, opened, withdrawn, in any order.
  mutating func dailyReportAttempt() async throws -> Attempt {
    guard world.dailyReports > 0, chance.chance(60) else { return try await composeAttempt() }
    let (id, missing) = pick(world.dailyReports, of: DailyReport.self)
    let command: DailyReport.Command
    switch chance.number(1...10) {
    case 1, 2: command = .removeLine(pick(world.contacts, of: Contact.self).id, reason: words("No"))
    case 3...5: command = .approve
    case 6, 7: command = .publish
    case 8: command = .open(who: words("Ms Green"))
    default: command = .withdraw(reason: words("Wrong"))
    }
    return Attempt(command, on: id, mayMiss: missing)
  }

  private mutating func composeAttempt() async throws -> Attempt {
    let day = day(back: 6)
    let agencies = try await database.read { try DailyReportTable.agencies(on: day, in: $0) }
    let reader =
      agencies.isEmpty
      ? DailyReport.Reader(kind: .school, name: "Hill School")
      : agencies[chance.number(0...(agencies.count - 1))].reader
    let question = DailyReport.Question(reader: reader, day: day, from: "the unit")
    let today = today
    let words = try await database.read { tx in
      let standing = try DailyReportTable.standing(for: reader, on: day, in: tx)
      return try? DailyReport.composed(question, of: standing, by: .system, today: today).words
    }
    let isSeen = chance.chance(95)
    return Attempt(
      DailyReport.Command.compose(question, shown: isSeen ? words ?? "" : "Something else"),
      on: nil as DailyReportID?)
  }
}
