import Domain
import Store
import Testing

@testable import Web

@Suite("Note pages") struct NotePagesTests {
  private func visit(_ house: AssessmentHouse, daysAgo: Int = 0) -> [(String, String)] {
    [("kind", "visit"), ("text", "Met at home <kitchen>"), ("purpose", "To see the girls")]
      + house.day("happened", house.today.adding(days: -daysAgo))
  }

  @Test("A visit to two sisters is written once, with a block for each") func siblings()
    async throws
  {
    let house = try await AssessmentHouse()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let path = NotePaths.new(house.children)
      let page = try await browser.get(path)
      #expect(page.body.contains("Save note for Aisha and Samira"))
      // No time is ever preset.
      #expect(page.body.contains("name=\"time\" type=\"text\" value=\"\""))
      let blocks = [
        ("children", "P-1"), ("children", "P-2"), ("seen-P-1", "yes"), ("alone-P-1", "yes"),
        ("words-P-1", "I sleep well now"), ("seen-P-2", "no"), ("why-not-P-2", "In hospital"),
        ("observed-P-1", "Cheerful"), ("time", "2.05pm"),
      ]
      let done = try await browser.fill(path, visit(house, daysAgo: 5) + blocks)
      #expect(done.location == "/notes/N-1")
      let note = try await browser.get("/notes/N-1")
      for words in [
        "Visit on 11 March 2026", "2:05pm", "5 days later", "Late", "Met at home &lt;kitchen&gt;",
        "I sleep well now", "In hospital", "Yes, alone", "Worker leila",
      ] {
        #expect(note.body.contains(words), "\(words)")
      }
      let state = try #require(try await house.store.load(NoteID(1))).state
      #expect(state.details.children.map(\.child) == house.children)
      #expect(state.details.happenedMinute == 845)
      // And beside the next assessment's questions.
      let id = try await house.begun()
      let seen = try await browser.get(AssessmentPaths.seen(id))
      #expect(seen.body.contains("Visit, 11 March 2026"))
      #expect(seen.body.contains("No visit to") == false)
      let section = try await browser.get(AssessmentPaths.section(id, .views))
      #expect(section.body.contains("I sleep well now"))
      // And goes into it as a quote with its source, on a tick.
      _ = try await browser.fill(
        AssessmentPaths.section(id, .views),
        [("text", "She is settled"), ("use", "N-1/P-1"), ("completed", "no")])
      let quotes = try await house.state(id).sections[.views]?.quotes
      #expect(
        quotes == [
          Assessment.Quote(
            words: "I sleep well now", source: "Aisha, visit, 11 March 2026", record: "note/1")
        ])
    }
  }

  @Test(
    "Begun from one child's page, a sister is ticked and her questions come with what was typed")
  func adding() async throws {
    let house = try await AssessmentHouse()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let path = NotePaths.new(house.children[0])
      let page = try await browser.get(path)
      #expect(page.body.contains("Save note for Aisha<"))
      #expect(page.body.contains("Samira Quillfeather"))
      #expect(!page.body.contains("seen-P-2"))
      let more = try await browser.fill(
        path,
        visit(house) + [("children", "P-1"), ("children", "P-2"), ("act", "children")])
      #expect(more.status == 200)
      #expect(more.body.contains("seen-P-2"))
      #expect(more.body.contains("Met at home &lt;kitchen&gt;"))
      #expect(more.body.contains("Save note for Aisha and Samira"))
    }
  }

  @Test("What is missing is said for each child by name, and what was typed stays")
  func missing() async throws {
    let house = try await AssessmentHouse()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let path = NotePaths.new(house.children)
      let answer = try await browser.fill(
        path,
        visit(house) + [
          ("children", "P-1"), ("children", "P-2"), ("seen-P-1", "yes"), ("alone-P-1", "no"),
          ("significant", "yes"), ("title", "Moved"),
        ])
      #expect(answer.status == 422)
      for words in [
        "Say why Aisha was not seen alone", "Select whether Samira was seen",
        "Say what it meant for the child", "Met at home &lt;kitchen&gt;",
      ] {
        #expect(answer.body.contains(words), "\(words)")
      }
      let future = try await browser.fill(
        path,
        [("children", "P-1"), ("kind", "email"), ("text", "x"), ("time", "25:99")]
          + house.day("happened", house.today.adding(days: 1)))
      #expect(future.status == 422)
      #expect(future.body.contains("must be a time"))
      #expect(future.body.contains("must be 16 March 2026 or before"))
      let nobody = try await browser.fill(path, visit(house))
      #expect(nobody.body.contains("Select the children it is about"))
      #expect(try await house.store.load(NoteID(1)) == nil)
    }
  }

  @Test("Corrected, it says how it read before; promoted, it says what it meant")
  func correctAndPromote() async throws {
    let house = try await AssessmentHouse()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      _ = try await browser.fill(
        NotePaths.new(house.children[0]),
        visit(house) + [("children", "P-1"), ("seen-P-1", "yes"), ("alone-P-1", "yes")])
      let id = NoteID(1)
      let half = try await browser.fill(
        NotePaths.correct(id), [("text", "Met at school"), ("reason", "")])
      #expect(half.status == 422)
      #expect(half.body.contains("Say why it is corrected"))
      _ = try await browser.fill(
        NotePaths.correct(id), [("text", "Met at school"), ("reason", "Wrong place")])
      _ = try await browser.fill(
        NotePaths.promote(id), [("title", "Back at school"), ("effect", "She has friends")])
      let note = try await browser.get("/notes/N-1")
      for words in [
        "Met at school", "How it read before", "Met at home &lt;kitchen&gt;", "Wrong place",
        "Back at school", "She has friends",
      ] {
        #expect(note.body.contains(words), "\(words)")
      }
    }
  }

  @Test("Owner and colleague write, a stranger reads, who looks after accounts sees nothing")
  func access() async throws {
    let house = try await AssessmentHouse()
    let id =
      (try await house.store.perform(
        Note.Command.record(
          Note.Details(
            kind: .phoneCall, happenedOn: house.today, purpose: "", text: "Rang the school",
            children: [Note.ChildBlock(child: house.children[0], seen: false)]), significance: nil),
        as: house.act(house.leila)
      ) as Done<Note>).id
    let writing = [
      NotePaths.new(house.children[0]), NotePaths.new(house.children), NotePaths.correct(id),
      NotePaths.promote(id),
    ]
    try await house.council.run { browser in
      for (worker, reads, writes) in [
        ("leila", 200, 200), ("kim", 200, 200), ("sten", 200, 403), ("ada", 403, 403),
      ] {
        let own = await browser.another()
        try await own.signIn(worker)
        let page = try await own.get(NotePaths.page(id))
        #expect(page.status == reads, "\(worker)")
        #expect(page.body.contains("Correct this note") == (writes == 200), "\(worker)")
        for path in writing {
          #expect(try await own.get(path).status == writes, "\(worker) \(path)")
          if writes == 403 {
            let csrf = try await own.get("/account").hidden("csrf") ?? ""
            let post = try await own.post(path, [("csrf", csrf), ("text", "x")])
            #expect(post.status == 403, "\(worker) posts to \(path)")
          }
        }
      }
      let log = try await house.accesses(FactStream(id))
      #expect(log.contains("seeNote allowed"))
      #expect(log.contains("seeNote refused"))
      #expect(log.contains("writeNote refused"))
    }
  }

  @Test("A sister whose record is hidden is neither offered nor written about")
  func hiddenSister() async throws {
    let house = try await AssessmentHouse()
    _ =
      try await house.store.perform(
        Person.Command.restrict(
          Person.Restriction(level: .hidden, workers: [house.morgan], owner: house.morgan),
          reason: "A worker's own family"), on: house.children[1],
        as: house.act(house.morgan)) as Done<Person>
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let page = try await browser.get(NotePaths.new(house.children[0]))
      #expect(page.status == 200)
      #expect(!page.body.contains("Samira"))
      #expect(try await browser.get(NotePaths.new(house.children)).status == 404)
      let begin = try await browser.get(AssessmentPaths.begin(house.referrals[0]))
      #expect(!begin.body.contains("Samira"))
    }
  }

  @Test("Children in the address that are not there, or twice, are not here") func notHere()
    async throws
  {
    let house = try await AssessmentHouse()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      for path in [
        "/notes/new", "/notes/new?children=", "/notes/new?children=P-1,P-1",
        "/notes/new?children=P-99", "/notes/new?children=R-1", "/children/P-99/notes/new",
        "/notes/N-9", "/notes/N-9/correct",
      ] {
        #expect(try await browser.get(path).status == 404, "\(path)")
      }
    }
  }
}
