import Domain
import Foundation
import Store
import Testing

@testable import Web

@Suite("Tasks, the daily e-mail and the calendar") struct ReminderTests {
  /// Leila was given both sisters, who are not decided yet.
  static func house() async throws -> FrontHouse {
    let front = try await FrontHouse()
    for id in try await front.referred() {
      let _: Done<Referral> = try await front.store.perform(
        .allocate(
          team: front.council.team, worker: front.leila, at: front.council.clock.now), on: id,
        as: front.act(front.dana))
    }
    return front
  }

  @Test("One list, in the order of the days; what is late stands first and nothing twice")
  func tasks() async throws {
    let front = try await Self.house()
    try await front.council.run { browser in
      try await browser.signIn("leila")
      let page = try await browser.get("/tasks")
      #expect(page.body.contains("4 tasks"))
      #expect(page.body.contains("Decide a referral: Aisha Quillfeather"))
      #expect(page.body.contains("Say whether you take this child: Samira Quillfeather"))
      front.council.clock.advance(minutes: 4 * 24 * 60)
      try await browser.signIn("leila")
      let late = try await browser.get("/tasks?show=late")
      #expect(late.body.contains("Late (4)"))
      #expect(try await browser.get("/").body.contains("4 tasks with a time limit"))
      try await browser.signIn("morgan")
      let others = try await browser.get("/tasks?worker=\(front.leila)&show=late")
      #expect(others.body.contains("Tasks of Worker leila"))
      try await browser.signIn("cora")
      #expect(try await browser.get("/tasks?worker=\(front.leila)").status == 403)
    }
    try await front.restrict(.hidden, front.children[0], to: front.leila)
    try await front.council.run { browser in
      try await browser.signIn("morgan")
      let others = try await browser.get("/tasks?worker=\(front.leila)")
      #expect(!others.body.contains("Aisha"))
      #expect(others.body.contains("2 tasks are about restricted records"))
    }
  }

  @Test("A calendar reads the days and no name, until the address is ended") func calendar()
    async throws
  {
    let front = try await Self.house()
    let settings = TaskPaths.settings
    try await front.council.run { browser in
      try await browser.signIn("leila")
      let make = settings + "/calendar"
      let made = try await browser.post(make, try await browser.hiddenFields(settings, make))
      let start = try #require(made.body.range(of: "/calendar/"))
      let address = String(made.body[start.lowerBound...].prefix { $0 != "<" })
      #expect(!(try await browser.get(settings).body.contains(address)))
      // A calendar has no session.
      let calendar = await browser.another()
      let feed = try await calendar.get(address)
      #expect(feed.status == 200)
      #expect(feed.headers[.contentType] == "text/calendar; charset=utf-8")
      #expect(feed.body.contains("BEGIN:VEVENT"))
      #expect(feed.body.contains("SUMMARY:Decide a referral (Referral R-1)"))
      #expect(!feed.body.contains("Quillfeather") && !feed.body.contains("Aisha"))
      for line in feed.body.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 75) }
      #expect(try await calendar.get("/calendar/wrong.ics").status == 404)
      #expect(
        try await calendar.get("/calendar/\(String(repeating: "A", count: 43)).ics").status == 404)
      let again = try await browser.post(make, try await browser.hiddenFields(settings, make))
      #expect(again.status == 200)
      #expect(try await calendar.get(address).status == 404)
      let close = make + "/close"
      #expect(
        try await browser.post(close, try await browser.hiddenFields(settings, close)).status == 303
      )
      #expect(try await browser.get(settings).body.contains("Make a calendar address"))
    }
  }

  @Test("Whoever wants it hears each morning how much there is, and of whom nothing")
  func digest() async throws {
    let front = try await Self.house()
    let database = front.store.database
    try await front.council.run { browser in
      try await browser.signIn("leila")
      let path = TaskPaths.settings + "/email"
      #expect(try await browser.fill(path, [("email", "leila")]).status == 422)
      #expect(
        try await browser.fill(path, [("email", "leila@north.example")]).location
          == TaskPaths.settings)
    }
    func write(_ at: Instant) async throws -> Int {
      try await database.write { tx in
        try Reminders.writeDigests(
          at: at, link: "https://t.example/tasks", token: { Chance.bytes(16) }, in: tx)
      }
    }
    let tomorrow = front.today.adding(days: 1)
    #expect(try await write(Instant(london: tomorrow, hour: 6, minute: 59)) == 0)
    #expect(try await write(Instant(london: tomorrow, hour: 7, minute: 0)) == 1)
    #expect(try await write(Instant(london: tomorrow, hour: 8, minute: 0)) == 0)
    let words = try await database.read { tx in
      try tx.row("SELECT recipient, words FROM outbox WHERE noun = 'digest'")
    }
    let text = try #require(words).text("words")
    #expect(try #require(words).text("recipient") == "leila@north.example")
    #expect(text.contains("Due today: 4") && text.contains("https://t.example/tasks"))
    #expect(!text.contains("Quillfeather") && !text.contains("R-1"))
    let worker = front.leila
    try await database.write { tx in
      try Reminders.setDigest(to: nil, of: worker, at: front.council.clock.now, in: tx)
    }
    #expect(try await write(Instant(london: tomorrow.adding(days: 1), hour: 9, minute: 0)) == 0)
  }

  @Test("A line of a calendar is folded between characters, at 75 bytes") func folding() {
    let line = "SUMMARY:" + String(repeating: "é", count: 80)
    let folded = ICalendar.folded(line)
    for part in folded.components(separatedBy: "\r\n") { #expect(part.utf8.count <= 75) }
    #expect(folded.replacingOccurrences(of: "\r\n ", with: "") == line)
    #expect(ICalendar.escaped("a, b; c\\d\ne") == "a\\, b\\; c\\\\d\\ne")
  }
}
