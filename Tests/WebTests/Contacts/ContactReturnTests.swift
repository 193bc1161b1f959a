import Domain
import Store
import Testing

@testable import Web

@Suite("A decision, its second check and its way back") struct ContactReturnTests {
  static func decide(
    _ outcome: Contact.Outcome, reason: String = "A father who drinks"
  ) -> Contact.Command {
    .decide(
      level: .targeted, indicators: ["3.parent", "3.conflict"],
      outcomes: [1, 2].map { (key: Int) in
        Contact.ChildOutcome(key: key, outcome: outcome, line: "Line of child \(key)")
      }, reason: reason, history: "Two earlier contacts")
  }

  @discardableResult static func perform(
    _ command: Contact.Command, on id: ContactID, by worker: WorkerID, _ front: FrontHouse
  ) async throws -> Done<Contact> {
    try await front.store.perform(command, on: id, as: front.act(worker))
  }

  @Test("Early help waits for a second person, who reads what agreeing does") func earlyHelp()
    async throws
  {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await Self.perform(Self.decide(.earlyHelp), on: id, by: front.dana, front)
    try await front.council.run { browser in
      try await browser.signIn("sol")
      let record = try await browser.get("/contacts/\(id)")
      #expect(record.body.contains("Waiting for second check"))
      #expect(record.body.contains("Threshold document, edition 2"))
      let page = try await browser.get("/contacts/\(id)/check")
      #expect(page.body.contains("Hands Aisha Quillfeather and Samira Quillfeather to early help"))
      #expect(page.body.contains("Level 3 was chosen: Targeted help"))
      let review = try await browser.get("/review")
      #expect(review.body.contains("A father who drinks"))
      #expect(review.body.contains("Early help. Level 3"))
      let done = try await browser.fill(
        "/contacts/\(id)/check", [("verdict", "agree"), ("comment", "Read")])
      #expect(done.status == 303)
    }
    #expect(try await front.whole(id).status == .closed)
    #expect(try await front.whole(id).referrals.isEmpty)
  }

  @Test("What was sent back comes to the decider with the comment, and nothing is typed twice")
  func sentBack() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await Self.perform(Self.decide(.earlyHelp), on: id, by: front.dana, front)
    try await Self.perform(
      .sendBack(comment: "Ask the health visitor first"), on: id, by: front.sol, front)
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let work = try await browser.get("/")
      #expect(work.body.contains("Decide contact \(id) again"))
      #expect(work.body.contains("Ask the health visitor first"))
      let form = try await browser.get("/contacts/\(id)/decision")
      #expect(form.body.contains("Ask the health visitor first"))
      #expect(form.body.contains("The decision of 16 March 2026 that was sent back"))
      // What was typed stands in the form; what was chosen is chosen again.
      #expect(form.body.contains(">\nA father who drinks</textarea>"))
      #expect(form.body.contains(">\nTwo earlier contacts</textarea>"))
      #expect(form.body.contains("value=\"Line of child 2\""))
      #expect(!form.body.contains(" checked>"))
      let again = try await browser.fill(
        "/contacts/\(id)/decision",
        [
          ("level", "2"), ("outcome-1", "noFurtherAction"), ("outcome-2", "noFurtherAction"),
          ("line-1", "Well at home"), ("line-2", "Well at home"), ("confirm-1", "yes"),
          ("confirm-2", "yes"), ("history", "Two earlier contacts"),
          ("reason", "The health visitor sees no worry"),
        ])
      #expect(again.status == 303)
      // It closes nothing yet: it was sent back once.
      let record = try await browser.get("/contacts/\(id)")
      #expect(record.body.contains("Waiting for second check"))
      #expect(record.body.contains("A father who drinks"))
      #expect(record.body.contains("The health visitor sees no worry"))
      let second = await browser.another()
      try await second.signIn("sol")
      #expect(!(try await second.get("/").body.contains("Decide contact \(id) again")))
      let review = try await second.get("/review")
      #expect(review.body.contains("Sent back before: Ask the health visitor first"))
    }
    #expect(try await front.whole(id).earlier.count == 1)
  }

  @Test("Nobody decides for brothers and sisters without a word for each by name") func group()
    async throws
  {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let form = try await browser.get("/contacts/\(id)/decision")
      #expect(form.body.contains("Level of need, for all of them together"))
      #expect(form.body.contains("Each child by name"))
      #expect(!form.body.contains(" checked>"))
      let one = front.referBoth.filter { $0.0 != "confirm-2" && $0.0 != "line-1" }
      let refused = try await browser.fill("/contacts/\(id)/decision", one)
      #expect(refused.status == 422)
      #expect(refused.body.contains("Confirm the decision for Samira Quillfeather"))
      #expect(refused.body.contains("Say what is particular to Aisha Quillfeather"))
      #expect(refused.body.contains("href=\"#confirm-2\""))
      #expect(!refused.body.contains("Confirm the decision for Aisha"))
      #expect(refused.body.contains("value=\"4.injury\" checked"))
    }
    #expect(try await front.whole(id).decision == nil)
  }

  @Test("One child needs no confirmation beside the outcome") func oneChild() async throws {
    let front = try await FrontHouse()
    let done = try await front.contactAboutOne("Came hungry")
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let form = try await browser.get("/contacts/\(done)/decision")
      #expect(!form.body.contains("confirm-1"))
      let sent = try await browser.fill(
        "/contacts/\(done)/decision",
        [
          ("level", "1"), ("outcome-1", "noFurtherAction"), ("history", "Looked"),
          ("reason", "Fed now"),
        ])
      #expect(sent.status == 303)
    }
    #expect(try await front.whole(done).status == .closed)
  }

  @Test("An earlier contact that is also about a restricted child shows that it was, and no word")
  func closedHistory() async throws {
    let front = try await FrontHouse()
    let earlier = try await front.contact()
    try await Self.perform(
      Self.decide(.noFurtherAction, reason: "Samira fell off her bicycle"), on: earlier,
      by: front.dana, front)
    let now = try await front.contactAboutOne("Tired again")
    try await front.council.run { browser in
      try await browser.signIn("sol")
      let before = try await browser.get("/contacts/\(now)/decision")
      #expect(before.body.contains("fell off her bicycle"))
      try await front.restrict(.locked, front.children[1], to: front.dana)
      let after = try await browser.get("/contacts/\(now)/decision")
      #expect(after.status == 200)
      #expect(!after.body.contains("fell off her bicycle"))
      #expect(after.body.contains("somebody whose record is closed to you"))
      // That there was one still counts.
      #expect(after.body.contains("1 other contact in the 12 months before"))
    }
  }

  @Test("An adult who poses a risk is named beside the decision, with how they stand to the child")
  func risk() async throws {
    let front = try await FrontHouse()
    let act = Act(key: nil, actor: .system, at: front.council.clock.now)
    let dean: Done<Person> = try await front.store.perform(
      .create(
        Person.Details(
          name: Person.Name(given: "Dean", family: "Marsh"), stage: .adult,
          provenance: Person.Provenance(saidBy: "the police")), searched: "Dean Marsh"), as: act)
    let _: Done<Person> = try await front.store.perform(
      .relate(
        Person.Relationship(kind: .stepParent), to: front.children[1],
        provenance: Person.Provenance(saidBy: "their mother")), on: dean.id, as: act)
    let _: Done<Alert> = try await front.store.perform(
      .raise(
        Alert.Details(
          person: dean.id, kind: .posesRiskToChildren, what: "Convicted of an assault.",
          act: "Is not alone with children.", evidence: "Court", from: front.today,
          reviewOn: front.today.adding(months: 6), familyTold: true, whyNotTold: nil, told: [])),
      as: act)
    let id = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let page = try await browser.get("/contacts/\(id)/decision")
      #expect(page.body.contains("Adults who pose a risk to children"))
      #expect(page.body.contains("<strong>Dean Marsh</strong> (Samira Quillfeather: step"))
      #expect(page.body.contains("Is not alone with children."))
      try await front.restrict(.hidden, dean.id, to: front.sol)
      let closed = try await browser.get("/contacts/\(id)/decision")
      #expect(!closed.body.contains("Dean"))
      #expect(!closed.body.contains("Convicted"))
    }
  }
}
