import Domain
import Store
import Testing

@testable import Web

@Suite("The end of the day at the police desk") struct PoliceReconciliationTests {
  @Test("What came is assessed or carried over with a reason, and then nothing is unassessed")
  func becomesEmpty() async throws {
    let house = try await PoliceHouse()
    let one = try await house.received("HC/1/26")
    let two = try await house.received("HC/2/26")
    let today = house.today
    try await house.council.run { browser in
      try await browser.signIn("pat")
      let path = "/police/reconciliation?day=\(today)"
      let before = try await browser.get(path).body
      #expect(before.contains("2 reports are unassessed"))
      #expect(before.contains("HC/1/26") && before.contains("HC/2/26"))
      _ = try await browser.fill("/police/\(one)/assess", house.assessment)
      let carry = "/police/\(two)/carry-over"
      #expect(try await browser.get("\(carry)?day=\(today)").status == 200)
      let refused = try await browser.fill(carry, house.front.day("day", today))
      #expect(refused.status == 422)
      #expect(refused.body.contains("Say why it could not be assessed on that day"))
      let sent = try await browser.fill(
        carry, house.front.day("day", today) + [("reason", "Came at ten to six")])
      #expect(sent.location == "/police/\(two)?done=carried")
      let after = try await browser.get(path).body
      #expect(after.contains("Nothing is unassessed."))
      let carried = try await browser.get("\(path)&show=carried").body
      #expect(carried.contains("Carried over by Worker pat: Came at ten to six"))
      #expect(!carried.contains("HC/1/26"))
      let assessed = try await browser.get("\(path)&show=assessed").body
      #expect(assessed.contains("HC/1/26") && !assessed.contains("HC/2/26"))
    }
    house.council.clock.advance(minutes: 1440)
    try await house.council.run { browser in
      try await browser.signIn("pat")
      let next = try await browser.get("/police/reconciliation").body
      #expect(next.contains("1 report is unassessed"))
      let brought = try await browser.get(
        "/police/reconciliation?day=\(today.adding(days: 1))&show=brought"
      ).body
      #expect(brought.contains("HC/2/26") && !brought.contains("HC/1/26"))
      // A day that has not come is today.
      let later = try await browser.get("/police/reconciliation?day=2099-01-01").body
      #expect(later.contains(today.adding(days: 1).longWithWeekday))
    }
  }

  @Test("Where it went is counted on the day, each number with its list")
  func routed() async throws {
    let house = try await PoliceHouse()
    let one = try await house.received("HC/1/26")
    _ = try await house.received("HC/2/26")
    _ = try await house.perform(
      .route(.newContact(inDanger: .no, done: nil), reason: "x"), on: one, by: house.front.dana)
    let today = house.today
    try await house.council.run { browser in
      try await browser.signIn("dana")
      let page = try await browser.get("/police/reconciliation").body
      #expect(page.contains("href=\"/police/reconciliation?day=\(today)&amp;show=contact\">1"))
      #expect(page.contains("show=openWork\">0"))
      // Who does not assess is offered neither assessing nor carrying over.
      #expect(!page.contains("/assess\"") && !page.contains("/carry-over"))
      let list = try await browser.get("/police/reconciliation?day=\(today)&show=contact").body
      #expect(list.contains("HC/1/26") && !list.contains("HC/2/26"))
    }
  }
}
