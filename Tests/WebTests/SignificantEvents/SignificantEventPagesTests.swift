import Domain
import Store
import Testing

@testable import Web

@Suite("The curated chronology") struct SignificantEventPagesTests {
  /// Aisha's story with a note that nobody called significant.
  private func story() async throws -> (ChildStory, NoteID) {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    let act = Act(
      key: nil,
      actor: Actor(.worker(story.front.leila), roles: [.socialWorker], team: story.council.team),
      at: story.council.clock.now)
    let note: Done<Note> = try await story.store.perform(
      .record(
        Note.Details(
          kind: .phoneCall, happenedOn: story.today, purpose: "Her aunt rang",
          text: "She is staying with her aunt from tonight",
          children: story.front.children.map { Note.ChildBlock(child: $0, seen: false) }),
        significance: nil), as: act)
    return (story, note.id)
  }

  private func path(_ story: ChildStory) -> String { "/children/\(story.child)/chronology" }

  private func promote(_ story: ChildStory, _ note: NoteID) -> String {
    SignificantEventPaths.promote(
      story.child, .init(noun: "note", number: note.number, version: 1))
  }

  @Test("One click and two fields, for both sisters; the entry keeps its source and says its words")
  func promoted() async throws {
    let (story, note) = try await story()
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let chronology = path(story)
      #expect(try await browser.get(chronology).body.main().contains("Her aunt rang") == false)
      let all = try await browser.get(chronology + "?show=everything").body
      let address = promote(story, note)
      #expect(all.contains("Add to the significant events"))
      #expect(all.contains(address))
      let form = try await browser.get(address)
      #expect(form.body.contains("She is staying with her aunt from tonight"))
      #expect(form.body.contains("Is it also for a brother or sister?"))
      let empty = try await browser.fill(address, [("title", "Moved to her aunt"), ("effect", "")])
      #expect(empty.status == 422)
      #expect(empty.body.contains("Say what it meant for the child"))
      #expect(empty.body.contains("value=\"Moved to her aunt\""))
      let unseen = try await browser.unseen(address)
      let answers = [
        ("title", "Moved to her aunt"), ("effect", "She slept"), ("children", "P-2"),
      ]
      let done = try await browser.post(address, unseen + answers)
      #expect(done.location == chronology)
      _ = try await browser.post(address, unseen + answers)
      let page = try await browser.get(chronology).body.main()
      for words in [
        "Moved to her aunt", "She slept", "From the record: Phone call: Her aunt rang",
        "Note \(note)", "/significantevents/Z-1",
      ] {
        #expect(page.contains(words), "\(words)")
      }
      #expect(try await browser.get("/significantevents/Z-2").status == 404)
      let sister = try await browser.get("/children/P-2/chronology").body.main()
      #expect(sister.contains("Moved to her aunt"))
      let twice = try await browser.fill(address, [("title", "x"), ("effect", "y")])
      #expect(twice.status == 422)
      #expect(twice.body.contains("Somebody has done something with this entry already"))
      let overview = try await browser.get("/children/\(story.child)").body
      #expect(overview.contains("Moved to her aunt"))
      let history = try await browser.get("/significantevents/Z-1/history")
      #expect(history.body.contains("Taken into the significant events: Moved to her aunt"))
    }
  }

  @Test(
    "Left out says why, is in the whole chronology and under what was left out, and is put back")
  func leftOut() async throws {
    let (story, _) = try await story()
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let address =
        "/children/\(story.child)/chronology/leave-out?entry=referral-1-1-0"
      #expect(try await browser.get(path(story)).body.contains(address))
      let done = try await browser.fill(address, [("reason", "The contact says it")])
      #expect(done.status == 303)
      let curated = try await browser.get(path(story)).body.main()
      #expect(!curated.contains("Referral: Abuse"))
      #expect(curated.contains("What was left out (1)"))
      for show in ["everything", "left-out"] {
        let page = try await browser.get(path(story) + "?show=\(show)").body.main()
        #expect(page.contains("Referral: Abuse"), "\(show)")
        #expect(page.contains("The contact says it"), "\(show)")
      }
      let page = try await browser.get("/significantevents/Z-1")
      let button = "/significantevents/Z-1/put-back"
      let unseen = ["csrf", "_form", "_version"].compactMap { name in
        page.hidden(name, in: button).map { (name, $0) }
      }
      #expect(try await browser.post(button, unseen).status == 303)
      #expect(try await browser.get(path(story)).body.main().contains("Referral: Abuse"))
    }
  }

  @Test("Corrected with a reason: the old words stay; found the same: the other stands for both")
  func correctedAndMerged() async throws {
    let (story, note) = try await story()
    try await story.council.run { browser in
      try await browser.signIn("leila")
      _ = try await browser.fill(
        promote(story, note), [("title", "Moved to her ant"), ("effect", "She slept")])
      let address = "/significantevents/Z-1/correct"
      let done = try await browser.fill(
        address,
        [("title", "Moved to her aunt"), ("effect", "She slept"), ("reason", "Spelling")])
      #expect(done.location == "/significantevents/Z-1")
      let page = try await browser.get("/significantevents/Z-1").body
      for words in ["Moved to her aunt", "Moved to her ant", "Spelling", "How it read before"] {
        #expect(page.contains(words), "\(words)")
      }
      let added = try await browser.fill(
        SignificantEventPaths.add(story.child),
        story.front.day("happened", story.today) + [
          ("kind", "move"), ("title", "Placed with an aunt"), ("effect", "Calmer"),
          ("agency", "Thames Police"),
        ])
      #expect(added.location == path(story))
      #expect(try await browser.get(path(story)).body.main().contains("From Thames Police"))
      let merge = "/significantevents/Z-2/same"
      #expect(try await browser.get(merge).body.contains("Moved to her aunt"))
      let merged = try await browser.fill(
        merge, [("same", "note-\(note.number)-1-0"), ("reason", "The same evening")])
      #expect(merged.location == "/significantevents/Z-2")
      let curated = try await browser.get(path(story)).body.main()
      #expect(!curated.contains("<h3>Placed with an aunt</h3>"))
      #expect(curated.contains("Also told by Thames Police: Placed with an aunt"))
    }
  }

  @Test("Another agency's chronology: line and column of what is wrong, and nothing half-stored")
  func broughtIn() async throws {
    let (story, _) = try await story()
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let address = SignificantEventPaths.bring(story.child)
      let rows = """
        date,agency,what happened,effect
        3/2/2024,Thames Police,"Called at night, twice",They were awake
        32/2/2024,Thames Police,Called,
        """
      let rest = [("source", "police.csv"), ("kind", "police"), ("agency", "")]
      let checked = try await browser.post(
        address, try await browser.unseen(address) + [("rows", rows), ("act", "check")] + rest)
      #expect(checked.status == 200)
      #expect(checked.body.contains("Called at night, twice"))
      #expect(checked.body.contains("Line 3, column 1: “32/2/2024” is no date"))
      let wrong = try await browser.fill(address, [("rows", rows)] + rest)
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Line 3, column 1"))
      let stored = try await story.store.database.read {
        try $0.exists("SELECT 1 FROM significantevent")
      }
      #expect(!stored)
      let right = rows.replacing("32/2/2024", with: "4 March 2024")
      let unseen = try await browser.unseen(address)
      let done = try await browser.post(address, unseen + [("rows", right)] + rest)
      #expect(done.location == path(story))
      _ = try await browser.post(address, unseen + [("rows", right)] + rest)
      let page = try await browser.get(path(story)).body.main()
      #expect(page.contains("From Thames Police (police.csv, line 2)"))
      #expect(page.contains("Not said by Thames Police"))
      let count = try await story.store.database.read {
        try $0.row("SELECT COUNT(*) AS n FROM significantevent")?.int("n")
      }
      #expect(count == 2)
      let one = try await browser.get(path(story) + "?agency=1").body.main()
      #expect(one.contains("2 events shown."))
    }
  }

  @Test("The colleague of the team curates; a stranger reads and is told whom to ask")
  func access() async throws {
    let (story, note) = try await story()
    try await story.council.worker("colin")
    try await story.council.worker("strange", team: story.front.south)
    try await story.council.run { browser in
      let address = promote(story, note)
      for (name, status) in [("leila", 200), ("colin", 200), ("morgan", 200)] {
        try await browser.signIn(name)
        for page in [
          address, SignificantEventPaths.add(story.child),
          SignificantEventPaths.bring(story.child), SignificantEventPaths.save(story.child),
        ] {
          #expect(try await browser.get(page).status == status, "\(name) \(page)")
        }
      }
      _ = try await browser.fill(address, [("title", "Moved"), ("effect", "She slept")])
      for name in ["strange", "cora", "dana"] {
        try await browser.signIn(name)
        let read = try await browser.get(path(story))
        #expect(read.status == 200)
        #expect(read.body.contains("Moved"))
        #expect(!read.body.contains("Add an event"))
        #expect(try await browser.get("/significantevents/Z-1").status == 200, "\(name)")
        for page in [
          address, SignificantEventPaths.add(story.child), "/significantevents/Z-1/correct",
          "/significantevents/Z-1/same", "/significantevents/Z-1/leave-out",
        ] {
          #expect(try await browser.get(page).status == 403, "\(name) \(page)")
        }
      }
    }
  }

  @Test("What was promoted from a record that is closed to the reader says nothing to them")
  func closed() async throws {
    let (story, note) = try await story()
    try await story.council.worker("strange", team: story.front.south)
    try await story.council.run { browser in
      try await browser.signIn("leila")
      _ = try await browser.fill(
        promote(story, note), [("title", "Moved to her aunt"), ("effect", "She slept")])
      // The note is about the sister too, whose record is locked from now on.
      try await story.front.restrict(.locked, story.front.children[1], to: story.front.leila)
      try await browser.signIn("strange")
      for show in ["significant", "everything"] {
        let page = try await browser.get(path(story) + "?show=\(show)").body
        #expect(!page.contains("Moved to her aunt"), "\(show)")
        #expect(!page.contains("She slept"), "\(show)")
      }
      let whole = try await browser.get(path(story) + "?with=P-2").body
      #expect(whole.contains("1 brother or sister is not shown: the record is closed to you."))
      #expect(try await browser.get("/significantevents/Z-1").status == 403)
      try await browser.signIn("leila")
      #expect(try await browser.get(path(story)).body.contains("Moved to her aunt"))
    }
  }

  @Test("A version for court stays as it was, and the chronology says what has changed since")
  func court() async throws {
    let (story, note) = try await story()
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let address = SignificantEventPaths.save(story.child)
      let form = try await browser.get(address).body
      #expect(form.contains("Referral decided: Assessment"))
      let none = try await browser.fill(
        address, [("purpose", "court"), ("title", "For the court"), ("order", "oldest")])
      #expect(none.status == 422)
      let entries = ["contact-1-1-0", "referral-1-1-0"].map { ("entries", $0) }
      let done = try await browser.fill(
        address,
        [("purpose", "court"), ("title", "For the court"), ("order", "oldest")] + entries)
      #expect(done.location == "/documents/O-1")
      #expect(try await browser.get(path(story)).body.contains("Nothing has changed since."))
      _ = try await browser.fill(
        promote(story, note), [("title", "Moved to her aunt"), ("effect", "She slept")])
      _ = try await browser.fill(
        "/children/\(story.child)/chronology/leave-out?entry=referral-1-1-0",
        [("reason", "Said")])
      let page = try await browser.get(path(story)).body
      #expect(page.contains("New: Moved to her aunt"))
      #expect(page.contains("No longer among the significant events"))
      #expect(page.contains("2 changes"))
      let sheet = try await browser.get("/documents/O-1/versions/1").body
      #expect(sheet.contains("Referral: Abuse"))
      #expect(!sheet.contains("Moved to her aunt"))
      #expect(sheet.contains("as at 16 March 2026"))
      #expect(sheet.contains("print-header"))
    }
  }

  @Test("A spell without a visit longer than the standard is shown while work is open")
  func gaps() async throws {
    let (story, _) = try await story()
    story.council.clock.advance(minutes: 60 * 24 * 50)
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let page = try await browser.get(path(story)).body
      #expect(page.contains("50 days without a visit"))
      #expect(page.contains("url(#lanes-hatch)"))
      #expect(page.contains("50 days, until 5 May 2026"))
    }
  }
}
