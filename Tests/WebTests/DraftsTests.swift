import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import Testing

@testable import Web

/// What is typed is never lost, is seen by nobody else, and is never applied unseen.
@Suite("Drafts") struct DraftsTests {
  let typed = "She was waiting by the gate again, without a coat."

  @Test("A draft is saved whatever is in it, comes back on the page, and goes with the act")
  func autosave() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    let typed = self.typed
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(RenameRoutes.path)
      let saved = try await browser.post(
        "/drafts", form + [("name", ""), ("on-day", "nonsense"), ("why", typed)],
        headers: [.accept: "text/plain"])
      #expect(saved.body == "Draft saved 9:00am")
      #expect(saved.headers[.sessionEnds] == "1800")
      let page = try await browser.get(RenameRoutes.path)
      #expect(page.body.contains("We kept what you typed"))
      #expect(page.body.contains(typed))
      #expect(page.body.contains("value=\"nonsense\""))
      #expect(page.body.contains("Draft saved 9:00am"))
      let done = try await browser.fill(RenameRoutes.path, [("name", "South"), ("why", typed)])
      #expect(done.status == 303)
      #expect(try await !browser.get(RenameRoutes.path).body.contains(typed))
    }
  }

  @Test("The button saves without script, and discarding brings the record's own words back")
  func buttonAndDiscard() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(RenameRoutes.path)
      let saved = try await browser.post(
        "/drafts", form + [("name", "Half a name"), ("act", "save-draft")],
        headers: [.accept: "text/html,*/*"])
      #expect(saved.location == RenameRoutes.path)
      let page = try await browser.get(RenameRoutes.path)
      #expect(page.body.contains("value=\"Half a name\""))
      let discard = ["csrf", "_form"].compactMap { name in
        page.hidden(name, in: "/drafts/discard").map { (name, $0) }
      }
      #expect(try await browser.post("/drafts/discard", discard).location == RenameRoutes.path)
      let fresh = try await browser.get(RenameRoutes.path).body
      #expect(fresh.contains("value=\"North Assessment\""))
      #expect(!fresh.contains("We kept what you typed"))
    }
  }

  @Test("An autosave that arrives after the act does not bring the text back")
  func lateAutosave() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    let typed = self.typed
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(RenameRoutes.path)
      #expect(try await browser.post(RenameRoutes.path, form + [("name", "South")]).status == 303)
      let late = try await browser.post(
        "/drafts", form + [("why", typed)], headers: [.accept: "text/plain"])
      #expect(late.status == 200)
      #expect(late.body.isEmpty)
      #expect(try await !browser.get(RenameRoutes.path).body.contains(typed))
    }
  }

  @Test("A form sent after the session ended is kept, shown after signing in, and not yet applied")
  func stash() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    let typed = self.typed
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(RenameRoutes.path)
      council.clock.advance(minutes: 45)
      let sent = try await browser.post(
        RenameRoutes.path, form + [("name", "South"), ("why", typed)])
      #expect(sent.status == 303)
      let door = try #require(sent.location)
      #expect(door.hasPrefix("/sign-in?kept=yes&to="))
      let page = try await browser.get(door)
      #expect(page.body.contains("We kept what you typed"))
      #expect(!page.body.contains(typed))
      let back = try await browser.signIn("ada", to: page.hidden("_to"))
      #expect(back.location == RenameRoutes.path)
      let restored = try await browser.get(RenameRoutes.path)
      #expect(restored.body.contains(typed))
      #expect(restored.body.contains("value=\"South\""))
      #expect(restored.body.contains("nothing has been recorded yet"))
      let (team, _) = try #require(try await council.house.store.load(council.team))
      #expect(team.name == "North Assessment")
      // Pressed again, it is done.
      #expect(
        try await browser.fill(RenameRoutes.path, [("name", "South"), ("why", typed)]).status
          == 303)
    }
    let (team, _) = try #require(try await council.house.store.load(council.team))
    #expect(team.name == "South")
  }

  @Test("Another worker never sees it, not even in the same browser")
  func anotherWorker() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.worker("ben")
    let typed = self.typed
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(RenameRoutes.path)
      council.clock.advance(minutes: 45)
      _ = try await browser.post(RenameRoutes.path, form + [("why", typed)])
      try await browser.signIn("ben", to: RenameRoutes.path)
      #expect(try await !browser.get(RenameRoutes.path).body.contains(typed))
      // Ada's form, sent while Ben is signed in: kept for her, and not done by him.
      let sent = try await browser.post(RenameRoutes.path, form + [("name", "South")])
      #expect(sent.status == 403)
      #expect(sent.body.contains("opened by another worker"))
      let other = await browser.another()
      try await other.signIn("ada")
      #expect(try await other.get(RenameRoutes.path).body.contains("value=\"South\""))
    }
    let (team, _) = try #require(try await council.house.store.load(council.team))
    #expect(team.name == "North Assessment")
  }

  @Test("A form opened in an earlier session of the same worker is shown again with its text")
  func earlierSession() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(RenameRoutes.path)
      try await browser.signIn("ada")
      let sent = try await browser.post(RenameRoutes.path, form + [("name", "South")])
      #expect(sent.location == RenameRoutes.path)
      #expect(try await browser.get(RenameRoutes.path).body.contains("value=\"South\""))
    }
  }

  @Test("An autosave without a session is kept, and says to sign in elsewhere")
  func autosaveSignedOut() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    let typed = self.typed
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(RenameRoutes.path)
      council.clock.advance(minutes: 45)
      let answer = try await browser.post(
        "/drafts", form + [("why", typed)], headers: [.accept: "text/plain"])
      #expect(answer.status == 401)
      #expect(answer.body.contains("You have been signed out"))
      #expect(answer.body.contains("What you typed is kept"))
      try await browser.signIn("ada")
      #expect(try await browser.get(RenameRoutes.path).body.contains(typed))
    }
  }

  @Test("Only a form that we signed within a day is kept, and not without end")
  func limits() async throws {
    let council = try await TestHouse()
    let ada = try await council.worker("ada")
    let typed = self.typed
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(RenameRoutes.path)
      council.clock.advance(minutes: 60)
      // Forged, changed, too large.
      for token in ["", "AAAA.BBBB", (form.first { $0.0 == "_form" }?.1 ?? "") + "A"] {
        let sent = try await browser.post(RenameRoutes.path, [("_form", token), ("why", typed)])
        #expect(sent.location == "/sign-in")
      }
      let large = try await browser.post(
        RenameRoutes.path, form + [("why", String(repeating: "x", count: 300 << 10))])
      #expect(large.location == "/sign-in")
      for turn in 1...40 {
        let sent = try await browser.post(RenameRoutes.path, form + [("why", "\(turn)")])
        #expect((sent.location == "/sign-in") == (turn > 30))
      }
      council.clock.advance(minutes: 23 * 60 + 1)
      let late = try await browser.post(RenameRoutes.path, form + [("why", typed)])
      #expect(late.location == "/sign-in")
    }
    let rows = try await council.house.database.read { tx in
      try DraftTable.latest(tx, worker: ada, limit: 10)
    }
    #expect(rows.count == 1)
  }

  @Test("At rest a draft cannot be read, nor moved to another worker")
  func encrypted() async throws {
    let council = try await TestHouse()
    let ada = try await council.worker("ada")
    let typed = self.typed
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(RenameRoutes.path)
      _ = try await browser.post("/drafts", form + [("why", typed)])
    }
    let row = try #require(
      try await council.house.database.read {
        try DraftTable.find($0, worker: ada, path: RenameRoutes.path)
      })
    #expect(!String(decoding: row.sealed, as: UTF8.self).contains("coat"))
    let keys = council.house.keys
    #expect(Draft(row, worker: ada, keys: keys)?.answers["why"] == typed)
    #expect(Draft(row, worker: WorkerID(ada.number + 1), keys: keys) == nil)
    #expect(
      Draft(row, worker: ada, keys: Keys(pepper: [UInt8](repeating: 9, count: 32))) == nil)
  }

  @Test("A draft typed against an older version meets the conflict page, not the other's words")
  func staleDraft() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.worker("ben")
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(RenameRoutes.path)
      _ = try await browser.post("/drafts", form + [("name", "West")])
      let other = await browser.another()
      try await other.signIn("ben")
      #expect(try await other.fill(RenameRoutes.path, [("name", "East")]).status == 303)
      let answer = try await browser.fill(RenameRoutes.path, [("name", "West")])
      #expect(answer.status == 409)
      #expect(answer.body.contains("East"))
      #expect(answer.body.contains("value=\"West\""))
    }
  }
}
