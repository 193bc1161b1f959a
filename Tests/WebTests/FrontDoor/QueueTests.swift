import Domain
import Foundation
import Store
import Testing

@testable import Web

/// Taking the next contact, giving several out, putting one aside.
@Suite("The front door's queue") struct QueueTests {
  /// A contact about nobody named, taken so many days ago.
  static func worry(
    _ front: FrontHouse, days: Int = 0, danger: Contact.Answer = .no, words: String = "Shouting"
  ) async throws -> ContactID {
    let done: Done<Contact> = try await front.store.perform(
      .receive(
        Contact.Details(
          receivedOn: front.today.adding(days: -days), receivedMinute: nil, method: .phone,
          source: .acquaintance, account: words, inDanger: danger,
          dangerAction: danger == .yes ? "999 rung" : nil, consent: .notKnown), named: []),
      as: front.act(front.dana))
    return done.id
  }

  static func hand(_ front: FrontHouse, _ id: ContactID) async throws -> WorkerID? {
    try await front.whole(id).assignedTo
  }

  /// Presses a button of one form: what it carries unseen, from the page it stands on.
  static func press(
    _ browser: Browser, _ action: String, on page: String, _ more: [(String, String)] = []
  ) async throws -> Browser.Answer {
    let body = try await browser.get(page)
    let hidden = ["csrf", "_form", "_version", "back"].compactMap { name in
      body.hidden(name, in: action).map { (name, $0) }
    }
    return try await browser.post(action, hidden + more)
  }

  @Test("Take next gives immediate danger first, then the oldest, and never the same one twice")
  func takeNext() async throws {
    let front = try await FrontHouse()
    let new = try await Self.worry(front)
    let old = try await Self.worry(front, days: 3)
    let danger = try await Self.worry(front, danger: .yes)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let other = await browser.another()
      try await other.signIn("dana")
      var places: [String?] = []
      for who in [browser, other, browser] {
        places.append(
          try await Self.press(who, "/front-door/take-next", on: "/front-door").location)
      }
      #expect(places == [danger, old, new].map { "/contacts/\($0)?done=taken" })
      let nothing = try await Self.press(other, "/front-door/take-next", on: "/front-door")
      #expect(nothing.location == "/front-door?done=nothing")
      let board = try await browser.get("/front-door?done=nothing")
      #expect(board.body.contains("Nothing waits for somebody to take it"))
    }
    #expect(try await Self.hand(front, old) == front.dana)
  }

  @Test("Recording a decision and taking the next leads to the oldest that nobody has")
  func decidesAndTakesNext() async throws {
    let front = try await FrontHouse()
    let first = try await Self.worry(front, days: 2)
    let next = try await Self.worry(front, days: 1)
    let _: Done<Contact> = try await front.store.perform(
      .assign(to: front.dana), on: first, as: front.act(front.dana))
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let path = "/contacts/\(first)/decision"
      let fields =
        try await browser.unseen(path) + [
          ("level", "1"), ("outcome", "noFurtherAction"), ("history", "Nothing; we looked"),
          ("reason", "A loud birthday party"), ("act", "take-next"),
        ]
      let one = try await browser.post(path, fields)
      #expect(one.location == "/contacts/\(next)?done=taken")
      // Sent again, it takes no other.
      let again = try await browser.post(path, fields)
      #expect(again.location == one.location)
      // What stands in the way is said, and nothing is taken.
      let refused = try await browser.post(
        "/contacts/\(next)/decision",
        try await browser.unseen("/contacts/\(next)/decision") + [("act", "take-next")])
      #expect(refused.status == 422)
    }
    #expect(try await Self.hand(front, next) == front.dana)
    #expect(try await front.whole(first).decision != nil)
  }

  @Test("The same press sent twice takes one contact") func twice() async throws {
    let front = try await FrontHouse()
    let first = try await Self.worry(front, days: 1)
    let second = try await Self.worry(front)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await browser.get("/front-door")
      let fields = ["csrf", "_form"].compactMap { name in
        page.hidden(name, in: "/front-door/take-next").map { (name, $0) }
      }
      let one = try await browser.post("/front-door/take-next", fields)
      let two = try await browser.post("/front-door/take-next", fields)
      #expect(one.location == "/contacts/\(first)?done=taken")
      #expect(two.location == one.location)
    }
    #expect(try await Self.hand(front, second) == nil)
  }

  @Test("Several are given out at once; without a choice the page says so and gives nothing")
  func shareOut() async throws {
    let front = try await FrontHouse()
    let one = try await Self.worry(front, days: 1)
    let two = try await Self.worry(front)
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let action = "/front-door/share-out"
      let empty = try await Self.press(browser, action, on: "/front-door")
      #expect(empty.status == 422)
      #expect(empty.body.contains("Select an item for this task"))
      #expect(empty.body.contains("Select who is to have them"))
      let chosen: [(String, String)] = [("contact", "\(one).1"), ("contact", "\(two).1")]
      let nobody = try await Self.press(browser, action, on: "/front-door", chosen)
      #expect(nobody.status == 422)
      // What was chosen stays chosen.
      #expect(nobody.body.contains("value=\"\(one).1\" autocomplete=\"off\" checked"))
      let given = try await Self.press(
        browser, action, on: "/front-door?with=nobody", chosen + [("worker", "\(front.sol)")])
      #expect(given.location == "/front-door?with=nobody&done=given-2")
      let board = try await browser.get("/front-door?with=\(front.sol)&done=given-2")
      #expect(board.body.contains("2 contacts have been given out"))
      #expect(board.body.contains("\(one), "))
    }
    #expect(try await Self.hand(front, one) == front.sol)
    #expect(try await Self.hand(front, two) == front.sol)
  }

  @Test("If one of them changed meanwhile, none is given out") func changed() async throws {
    let front = try await FrontHouse()
    let one = try await Self.worry(front, days: 1)
    let two = try await Self.worry(front)
    let _: Done<Contact> = try await front.store.perform(
      .addInformation("Rang again"), on: two, as: front.act(front.dana))
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let answer = try await Self.press(
        browser, "/front-door/share-out", on: "/front-door",
        [("contact", "\(one).1"), ("contact", "\(two).1"), ("worker", "\(front.sol)")])
      #expect(answer.status == 409)
      #expect(answer.body.contains("Somebody else changed this record"))
    }
    #expect(try await Self.hand(front, one) == nil)
  }

  @Test("Nothing is given to somebody who cannot open it") func closed() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.restrict(.locked, front.children[0], to: front.dana)
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let answer = try await Self.press(
        browser, "/front-door/share-out", on: "/front-door",
        [("contact", "\(id).1"), ("worker", "\(front.sol)")])
      #expect(answer.status == 422)
      #expect(answer.body.contains("Worker sol cannot open \(id)"))
    }
    #expect(try await Self.hand(front, id) == nil)
  }

  @Test("A parked contact leaves the board, is counted and listed, and comes back on its day")
  func park() async throws {
    let front = try await FrontHouse()
    let id = try await Self.worry(front)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let path = "/contacts/\(id)/park"
      let missing = try await browser.fill(path, [])
      #expect(missing.status == 422)
      #expect(missing.body.contains("Say what the contact waits for"))
      let parked = try await browser.fill(
        path,
        front.day("until", front.today.adding(days: 3)) + [("reason", "The school opens again")])
      #expect(parked.location == "/contacts/\(id)?done=parked")
      let board = try await browser.get("/front-door")
      #expect(!board.body.contains("\(id), 16 March"))
      #expect(board.body.contains("0 contacts wait"))
      #expect(board.body.contains("/front-door?stage=parked\">1<"))
      let list = try await browser.get("/front-door?stage=parked")
      #expect(list.body.contains("\(id), 16 March"))
      #expect(list.body.contains("The school opens again"))
      let next = try await Self.press(browser, "/front-door/take-next", on: "/front-door")
      #expect(next.location == "/front-door?done=nothing")
    }
    front.council.clock.advance(minutes: 3 * 24 * 60)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let board = try await browser.get("/front-door")
      #expect(board.body.contains("\(id), 16 March"))
      #expect(board.body.contains("Back since 19 March 2026"))
    }
  }

  @Test("It can be taken up again before its day, and given back") func again() async throws {
    let front = try await FrontHouse()
    let id = try await Self.worry(front)
    let page = "/contacts/\(id)"
    try await front.council.run { browser in
      try await browser.signIn("cora")
      _ = try await browser.fill(
        "\(page)/park",
        front.day("until", front.today.adding(days: 3)) + [("reason", "The school opens again")])
      let up = try await Self.press(browser, "\(page)/unpark", on: page)
      #expect(up.location == "\(page)?done=unparked")
      let taken = try await Self.press(browser, "\(page)/take", on: page)
      #expect(taken.location == "\(page)?done=taken")
      #expect(try await browser.get(page).body.contains("Worker cora"))
      let back = try await Self.press(browser, "\(page)/give-back", on: page)
      #expect(back.location == "\(page)?done=givenBack")
    }
    #expect(try await Self.hand(front, id) == nil)
  }

  @Test("Who does not work at the front door gives nothing out and parks nothing")
  func strangers() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.council.run { browser in
      for name in ["leila", "ada"] {
        let token = try await Self.token(of: name, browser)
        for path in [
          "/front-door/take-next", "/front-door/share-out", "/contacts/\(id)/take",
          "/contacts/\(id)/give-back", "/contacts/\(id)/park", "/contacts/\(id)/unpark",
        ] {
          let answer = try await browser.post(
            path, [("csrf", token), ("contact", "\(id).1"), ("worker", "\(front.sol)")])
          #expect(answer.status == 403, "\(name) \(path)")
        }
        #expect(try await browser.get("/contacts/\(id)/park").status == 403)
      }
      // A manager of any team gives out, and takes nothing.
      try await browser.signIn("sten")
      let board = try await browser.get("/front-door")
      #expect(board.body.contains("Give out"))
      #expect(!board.body.contains("Take next"))
    }
    #expect(try await Self.hand(front, id) == nil)
  }

  static func token(of name: String, _ browser: Browser) async throws -> String {
    try await browser.signIn(name)
    return try #require(try await browser.get("/").hidden("csrf"))
  }

  @Test("A hidden child's contact is neither listed nor counted; a locked one cannot be chosen")
  func hidden() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.restrict(.hidden, front.children[0], to: front.dana)
    try await front.council.run { browser in
      try await browser.signIn("sol")
      let board = try await browser.get("/front-door")
      #expect(board.body.contains("0 contacts wait"))
      #expect(!board.body.contains(id.description))
      try await browser.signIn("dana")
      #expect(try await browser.get("/front-door").body.contains("1 contact waits"))
    }
    try await front.restrict(.locked, front.children[0], to: front.dana)
    try await front.council.run { browser in
      try await browser.signIn("sol")
      let board = try await browser.get("/front-door")
      #expect(board.body.contains("A restricted record"))
      // A row with a cell more than the others stands under the wrong headings.
      let cells = board.body.components(separatedBy: "<tr").dropFirst().map { row in
        row.components(separatedBy: "<t").count { $0.hasPrefix("d") || $0.hasPrefix("h") }
      }
      #expect(Set(cells).count == 1, "\(cells)")
      #expect(!board.body.contains("name=\"contact\""))
      #expect(!board.body.contains(id.description))
      let next = try await Self.press(browser, "/front-door/take-next", on: "/front-door")
      #expect(next.location == "/front-door?done=nothing")
    }
  }

  @Test("Each figure opens a list of that length, also of what was decided today") func figures()
    async throws
  {
    let front = try await FrontHouse()
    _ = try await Self.worry(front, days: 5)
    _ = try await Self.worry(front)
    _ = try await front.decided()
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let board = try await browser.get("/front-door")
      for (path, count) in [
        ("/front-door?received=2026-03-16", 2), ("/front-door?stage=late", 1),
        ("/front-door?stage=undecided&amp;with=nobody", 2),
        ("/front-door?stage=waitingForCheck", 1),
      ] {
        #expect(board.body.contains("\(path)\">\(count)<"), "\(path)")
        let list = try await browser.get(path.replacing("&amp;", with: "&"))
        let rows = list.body.components(separatedBy: "<th scope=\"row\">").count - 1
        #expect(rows == count, "\(path)")
      }
      #expect(
        board.body.contains("5 working days late") || board.body.contains("working days late"))
    }
  }

  @Test("A long list comes in pages") func pages() async throws {
    let front = try await FrontHouse()
    for _ in 0..<52 { _ = try await Self.worry(front) }
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let first = try await browser.get("/front-door")
      #expect(first.body.contains("1 to 50 of 52"))
      let second = try await browser.get("/front-door?page=2")
      #expect(second.body.contains("51 to 52 of 52"))
      #expect(second.body.contains("C-52, "))
      #expect(!second.body.contains("C-1, "))
    }
  }
}
