import Domain
import EngineTesting
import Store
import Testing

@testable import Web

@Suite("Comparing, merging and un-merging on the pages") struct MergePagesTests {
  /// Two records of one girl, each with a contact; her worker is leila of North Assessment.
  struct Doubles {
    let council: TestHouse
    let first: PersonID
    let second: PersonID

    init() async throws {
      let council = try await TestHouse()
      let formed: Done<Team> = try await council.house.store.perform(
        .form(name: "South Assessment", kind: .assessment), as: council.act)
      let leila = try await council.worker("leila")
      try await council.worker("morgan", [.teamManager])
      try await council.worker("sten", [.teamManager], team: formed.id)
      try await council.worker("rae", [.recordsOfficer])
      try await council.worker("cora", [.contactWorker])
      try await council.worker("sue", team: formed.id)
      try await council.worker("ana", [.performanceAnalyst])
      let home = Person.Address(lines: "1 Mill Lane", postcode: "LS1 4AB")
      first = try await council.person("Zebedee", "Quillfeather", address: home)
      second = try await council.person("Zebedie", "Quillfeather", address: home)
      try await council.open(second, worker: leila)
      self.council = council
    }

    var compare: String { "/people/\(first)/merge?with=\(second)" }

    func merge(_ browser: Browser) async throws -> Browser.Answer {
      try await browser.fill(
        compare, [("stands", "\(first)"), ("reason", "One birth certificate")])
    }

    func look() async throws {
      while try await LikelyDuplicates.look(at: council.clock.now, in: council.house.database) {}
    }
  }

  @Test("Owner, colleague, stranger: who may say that two records are one")
  func access() async throws {
    let doubles = try await Doubles()
    let (first, second) = (doubles.first, doubles.second)
    let paths = [
      doubles.compare, "/people/\(second)/unmerge", "/people/\(first)/not-same?as=\(second)",
    ]
    try await doubles.council.run { browser in
      for (name, may) in [
        ("morgan", true), ("sten", true), ("rae", true), ("leila", false), ("cora", false),
        ("sue", false), ("ana", false),
      ] {
        let browser = await browser.another()
        try await browser.signIn(name)
        for path in paths {
          #expect(try await browser.get(path).status == (may ? 200 : 403), "\(name) \(path)")
        }
        let list = try await browser.get("/people/duplicates")
        #expect(list.status == (name == "ana" ? 403 : 200), "\(name)")
        #expect(list.body.contains("Un-merge") == false)
      }
    }
    let looks = try await doubles.council.looks(at: second)
    #expect(
      looks.contains { $0.deed == .mergePeople && $0.allowed && $0.people == [first, second] })
    #expect(looks.contains { $0.deed == .mergePeople && !$0.allowed })
  }

  @Test("Two records become one page, and two again as they were, whatever was done between")
  func mergeAndBack() async throws {
    let doubles = try await Doubles()
    let (first, second) = (doubles.first, doubles.second)
    let pages = [first, second].flatMap {
      ["/children/\($0)", "/people/\($0)", "/people/\($0)/family"]
    }
    try await doubles.council.run { browser in
      try await browser.signIn("morgan")
      var before: [String: String] = [:]
      for path in pages { before[path] = try await browser.get(path).body.main() }
      let compare = try await browser.get(doubles.compare)
      #expect(compare.body.contains("The two records side by side"))
      #expect(!compare.body.contains(" checked"))
      let empty = try await browser.fill(doubles.compare, [("reason", "")])
      #expect(empty.status == 422)
      #expect(empty.body.contains("Choose which record is to stand for both"))
      let done = try await doubles.merge(browser)
      #expect(done.status == 303)
      #expect(done.location == "/people/\(first)?merged=\(second)")
      let shown = try await browser.get(try #require(done.location))
      #expect(shown.body.contains("Record \(second) is now part of this record"))
      #expect(shown.body.contains("From the merged record \(second)"))
      #expect(shown.body.contains("Zebedie"))
      // The old addresses lead to the record that stands.
      for path in ["/children/\(second)", "/children/\(second)/chronology"] {
        let moved = try await browser.get(path)
        #expect(moved.status == 303)
        #expect(
          moved.location
            == path.replacing("\(second)", with: "\(first)") + "?merged=\(second)")
      }
      let child = try await browser.get("/children/\(first)?merged=\(second)")
      #expect(child.body.contains("/people/\(second)/unmerge"))
      #expect(child.body.contains("Worker leila"))
      #expect(try await browser.get("/people/\(second)/history").status == 200)
      // A note is written while they are one: about the one that stands.
      let note = Note.Details(
        kind: .visit, happenedOn: doubles.council.clock.now.day, purpose: "To see",
        text: "Seen while one", children: [Note.ChildBlock(child: first, seen: true, alone: true)])
      let _: Done<Note> = try await doubles.council.house.store.perform(
        .record(note, significance: nil), as: doubles.council.act)
      let undone = try await browser.fill(
        "/people/\(second)/unmerge", [("reason", "Two birth certificates")])
      #expect(undone.location == "/people/\(second)")
      for path in pages where path != "/children/\(first)" {
        let after = try await browser.get(path).body.main()
        #expect(after == before[path], "\(path)")
      }
      let history = try await browser.get("/children/\(first)/chronology?show=everything")
      #expect(history.body.contains("Record \(second) merged into \(first)"))
      #expect(history.body.contains("Record \(second) un-merged from \(first)"))
    }
  }

  @Test(
    "A repeated post is one merge; a form of a merged record is refused, and keeps what was typed")
  func refusals() async throws {
    let doubles = try await Doubles()
    let second = doubles.second
    try await doubles.council.run { browser in
      let open = await browser.another()
      try await open.signIn("leila")
      let path = "/people/\(second)/names/new"
      let unseen = try await open.unseen(path)
      try await browser.signIn("morgan")
      let fields =
        try await browser.unseen(doubles.compare)
        + [("stands", "\(doubles.first)"), ("reason", "One certificate")]
      #expect(try await browser.post(doubles.compare, fields).status == 303)
      #expect(try await browser.post(doubles.compare, fields).status == 303)
      let typed = [("given", "Zeb"), ("family", ""), ("kind", "preferred")]
      let late = try await open.post(
        path, unseen.filter { $0.0 != "_version" } + typed + PersonTests.source)
      #expect(late.status == 422)
      #expect(late.body.contains("now part of Zebedee Quillfeather, \(doubles.first)"))
      #expect(late.body.contains("value=\"Zeb\""))
    }
    let facts = try await doubles.council.house.database.read { tx in
      try Store.facts(of: second, in: tx).map(\.kind)
    }
    #expect(facts.filter { $0 == "person.merged" }.count == 1)
  }

  @Test(
    "A note begun on a record that is merged meanwhile is kept, sent, and stays with that record")
  func drafts() async throws {
    let doubles = try await Doubles()
    let (first, second) = (doubles.first, doubles.second)
    let path = "/children/\(second)/notes/new"
    try await doubles.council.run { browser in
      let writer = await browser.another()
      try await writer.signIn("leila")
      let page = try await writer.get(path)
      #expect(page.status == 200)
      try await browser.signIn("morgan")
      #expect(try await doubles.merge(browser).status == 303)
      let again = try await writer.get(path)
      #expect(again.status == 200)
      #expect(again.body.contains("Zebedee Quillfeather"))
      #expect(again.body.contains("action=\"\(path)\""))
      let overview = try await writer.get("/children/\(first)")
      #expect(overview.status == 200)
    }
  }

  @Test("What closes one record closes both: restricted, or by a conflict of interest")
  func restricted() async throws {
    let doubles = try await Doubles()
    let (first, second, store) = (doubles.first, doubles.second, doubles.council.house.store)
    let kay = try await doubles.council.worker("kay", [.teamManager])
    try await doubles.council.run { browser in
      try await browser.signIn("kay")
      #expect(try await doubles.merge(browser).status == 303)
      let other = await browser.another()
      try await other.signIn("sue")
      #expect(try await other.get("/people/\(first)").status == 200)
      let _: Done<Person> = try await store.perform(
        .restrict(
          Person.Restriction(level: .locked, workers: [kay], owner: kay), reason: "Staff family"),
        on: second, as: doubles.council.act)
      let closed = try await other.get("/people/\(first)")
      #expect(closed.status == 403)
      #expect(closed.body.contains("Worker kay"))
      #expect(!closed.body.contains("Quillfeather"))
      #expect(try await browser.get("/people/\(first)").body.contains("Locked record"))
      // It is ended where it stands.
      let ended = try await browser.fill(
        "/people/\(second)/restriction/end", [("reason", "Left the council")])
      #expect(ended.status == 303)
      #expect(try await other.get("/people/\(first)").status == 200)
      let _: Done<Worker> = try await store.perform(
        .declareConflict(with: second), on: kay, as: doubles.council.act)
      #expect(try await browser.get("/people/\(first)").status == 403)
    }
  }

  @Test(
    "Likely duplicates are listed with their reasons; said to be two, they leave, and come back")
  func duplicates() async throws {
    let doubles = try await Doubles()
    let (first, second) = (doubles.first, doubles.second)
    try await doubles.look()
    try await doubles.council.run { browser in
      try await browser.signIn("morgan")
      let list = try await browser.get("/people/duplicates")
      #expect(list.body.contains("Zebedie Quillfeather"))
      #expect(list.body.contains("/people/\(first)/merge?with=\(second)"))
      #expect(list.body.contains("Every change up to"))
      let said = try await browser.fill(
        "/people/\(first)/not-same?as=\(second)", [("reason", "Cousins")])
      #expect(said.location == "/people/duplicates")
      let shorter = try await browser.get("/people/duplicates")
      #expect(!shorter.body.contains("/people/\(first)/merge?with=\(second)"))
      #expect(shorter.body.contains("Said to be two people"))
      #expect(shorter.body.contains("Cousins"))
      let refused = try await doubles.merge(browser)
      #expect(refused.status == 422)
      #expect(refused.body.contains("Withdraw that first"))
      let back = try await browser.fill(
        "/people/\(first)/not-same/withdraw?as=\(second)", [("reason", "One after all")])
      #expect(back.status == 303)
      let longer = try await browser.get("/people/duplicates")
      #expect(longer.body.contains("/people/\(first)/merge?with=\(second)"))
      // A closed record is in nobody's list but of those who may see it.
      let _: Done<Person> = try await doubles.council.house.store.perform(
        .restrict(
          Person.Restriction(level: .locked, workers: [WorkerID(1)], owner: WorkerID(1)),
          reason: "Staff family"), on: second, as: doubles.council.act)
      let closed = try await browser.get("/people/duplicates")
      #expect(!closed.body.contains("Zebedie"))
    }
  }

  @Test("Who may list, and by which number the other record is chosen")
  func choosing() async throws {
    let doubles = try await Doubles()
    try await doubles.council.run { browser in
      try await browser.signIn("rae")
      let choose = try await browser.get("/people/\(doubles.first)/merge")
      #expect(choose.status == 200)
      #expect(choose.body.contains("Number of the other record"))
      for wrong in ["P-99", "\(doubles.first)", "zebra"] {
        let answer = try await browser.get("/people/\(doubles.first)/merge?with=\(wrong)")
        #expect(answer.status == 422)
        #expect(answer.body.contains("There is no other record with this number"))
      }
      #expect(try await browser.get("/people/P-99/merge").status == 404)
    }
  }
}
