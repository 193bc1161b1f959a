import Domain
import Foundation
import Store
import Testing

@testable import Web

@Suite("The front door's figures on their pages") struct VolumesPagesTests {
  /// Contacts at nine, at midnight, and at no known time.
  static func council() async throws -> FrontHouse {
    let front = try await FrontHouse()
    for minute in [545, 550, 0, nil] as [Int?] {
      let _: Done<Contact> = try await front.store.perform(
        .receive(
          Contact.Details(
            receivedOn: front.today, receivedMinute: minute, method: .phone, source: .school,
            agency: "=HYPERLINK(1)", account: "Shouting", inDanger: .no, consent: .yes), named: []),
        as: front.act(front.dana))
    }
    return front
  }

  @Test("Every figure opens a list of that length") func figures() async throws {
    let front = try await Self.council()
    _ = try await front.contact()
    try await front.restrict(.locked, front.children[0], to: front.sol)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await browser.get("/front-door/volumes?period=today")
      #expect(page.status == 200)
      #expect(page.body.contains("Most contacts came from 9am to 10am: 2 of 5"))
      #expect(page.body.contains("Time not known"))
      var lists = 0
      for tag in Markup.tags(in: page.body) where tag.hasPrefix("a ") {
        guard let link = Markup.attribute("href", of: tag), link.contains("/front-door?") else {
          continue
        }
        lists += 1
        let end = page.body.range(of: tag + ">")?.upperBound ?? page.body.endIndex
        let count = page.body[end...].prefix { $0.isNumber }
        let list = try await browser.get(link)
        #expect(list.status == 200, "\(link)")
        let words = count == "1" ? "1 contact." : "\(count) contacts."
        #expect(list.body.contains("whatever became of it: \(words)"), "\(link)")
        let rows = list.body.components(separatedBy: "<th scope=\"row\"").count - 1
        #expect(rows == Int(count), "\(link)")
      }
      #expect(lists > 8)
    }
  }

  @Test("Days of one's own choice, and what is wrong with them") func days() async throws {
    let front = try await Self.council()
    try await front.council.run { browser in
      try await browser.signIn("dana")
      #expect(try await browser.get("/front-door").body.contains("/front-door/volumes"))
      #expect(
        try await browser.get("/front-door/volumes").body.contains(
          "10 March 2026 to 16 March 2026"))
      let quarter = try await browser.get("/front-door/volumes?period=quarter").body
      #expect(quarter.contains("16 December 2025 to 16 March 2026"))
      func chosen(_ first: String, _ last: String) async throws -> String {
        func boxes(_ name: String, _ day: String) -> String {
          zip(["day", "month", "year"], day.split(separator: " "))
            .map { "&\(name)-\($0)=\($1)" }.joined()
        }
        return try await browser.get(
          "/front-door/volumes?period=days\(boxes("first", first))\(boxes("last", last))"
        ).body
      }
      #expect(try await chosen("1 3 2026", "16 3 2026").contains("1 March 2026 to 16 March 2026"))
      let backwards = try await chosen("16 3 2026", "1 3 2026")
      #expect(backwards.contains("The first day must be the last day or before it"))
      #expect(try await chosen("1 1 2020", "1 3 2026").contains("Choose 366 days or fewer"))
      #expect(try await chosen("31 2 2026", "1 3 2026").contains("must be a real date"))
      #expect(try await browser.get("/front-door/volumes/calls").status == 404)
      #expect(
        try await browser.get("/front-door/volumes.csv?from=2026-03-20&to=2026-03-01").status
          == 404)
    }
  }

  @Test("The file has the same figures, and nothing in it is a formula") func csv() async throws {
    let front = try await Self.council()
    let day = front.today.iso
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let file = try await browser.get("/front-door/volumes.csv?from=\(day)&to=\(day)")
      #expect(file.status == 200)
      #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
      #expect(file.headers[.contentDisposition]?.contains("front-door-\(day)") == true)
      let lines = file.body.components(separatedBy: "\r\n").filter { !$0.isEmpty }
      #expect(lines.count == 26)
      #expect(lines[0].hasPrefix("Hour,Phone,Referral form,Email"))
      #expect(lines[1].hasPrefix("midnight to 1am,1,0,0"))
      #expect(lines[10].hasPrefix("9am to 10am,2,"))
      #expect(lines[25].hasPrefix("Time not known,1,"))
      let fields = lines.flatMap { $0.components(separatedBy: ",") }
      let formulas = fields.filter { field in "=+-@".contains { field.hasPrefix(String($0)) } }
      #expect(formulas.isEmpty)
    }
  }

  @Test(
    "Whoever sees the front door or the figures sees these; only the first opens their lists",
    arguments: [("cora", 200, 200), ("ana", 200, 403), ("leila", 403, 403), ("ada", 403, 403)])
  func access(username: String, sees: Int, opens: Int) async throws {
    let front = try await Self.council()
    try await front.council.worker("ana", [.performanceAnalyst])
    let days = "?from=\(front.today.iso)&to=\(front.today.iso)"
    try await front.council.run { browser in
      try await browser.signIn(username)
      let page = try await browser.get("/front-door/volumes")
      #expect(page.status == sees)
      #expect(try await browser.get("/front-door/volumes.csv\(days)").status == sees)
      #expect(try await browser.get("/front-door/volumes/police\(days)").status == opens)
      #expect(try await browser.get("/front-door/volumes/calls\(days)").status == opens)
      #expect(page.body.contains("/front-door?") == (opens == 200))
    }
  }
}
