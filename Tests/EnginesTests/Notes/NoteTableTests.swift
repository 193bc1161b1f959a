import Domain
import EngineTesting
import Store
import Testing

@Suite("Note: tables on both engines") struct NoteTableTests {
  @Test("One note about two sisters, each with her own block", arguments: Engine.allCases)
  func siblings(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let id = try await council.note(
        [
          Note.ChildBlock(
            child: council.children[0], seen: true, alone: true, words: "I sleep well now",
            observed: "Cheerful"),
          Note.ChildBlock(child: council.children[1], seen: false, whyNot: "At a friend's"),
        ], daysAgo: 4)
      let note = try #require(
        try await council.store.database.read { try NoteTable.whole(id, in: $0) })
      #expect(note.people == council.children)
      #expect(note.happenedOn == council.today.adding(days: -4))
      #expect(note.happenedMinute == 845)
      #expect(note.recordedOn == council.today)
      #expect(note.writtenBy == "Leila")
      #expect(note.children.map(\.given) == ["Aisha", "Samira"])
      #expect(note.children[1].block.whyNot == "At a friend's")
    }
  }

  @Test(
    "Last seen, and last seen alone, is the newest of visits and assessments",
    arguments: Engine.allCases)
  func lastSeen(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let (aisha, samira) = (council.children[0], council.children[1])
      func seen() async throws -> [PersonID: LastSeen] {
        let children = council.children
        return try await council.store.database.read { try LastSeen.of(children, in: $0) }
      }
      #expect(try await seen() == [:])
      _ = try await council.note(
        [Note.ChildBlock(child: aisha, seen: true, alone: true)], daysAgo: 20)
      _ = try await council.note(
        [
          Note.ChildBlock(child: aisha, seen: true, whyNot: "Asleep"),
          Note.ChildBlock(child: samira, seen: false, whyNot: "Out"),
        ], daysAgo: 6)
      #expect(
        try await seen() == [
          aisha: LastSeen(
            on: council.today.adding(days: -6), alone: council.today.adding(days: -20))
        ])
      let id = try await council.begin()
      try await council.perform(
        .recordSeen([
          Assessment.Seen(
            child: samira, seen: true, seenOn: council.today.adding(days: -2), alone: true)
        ]), on: id)
      #expect(
        try await seen()[samira]
          == LastSeen(
            on: council.today.adding(days: -2), alone: council.today.adding(days: -2)))
    }
  }

  @Test(
    "A correction changes how it reads; the text before and the reason stay",
    arguments: Engine.allCases)
  func correction(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let id = try await council.note([
        Note.ChildBlock(child: council.children[0], seen: true, alone: true)
      ])
      _ =
        try await council.store.perform(
          Note.Command.correct(text: "Met at school.", reason: "Wrong place"), on: id,
          as: council.act(council.manager, days: 2)) as Done<Note>
      _ =
        try await council.store.perform(
          Note.Command.promote(Note.Significance(title: "Back at school", effect: "Has friends")),
          on: id, as: council.act(council.worker, days: 2)) as Done<Note>
      let note = try #require(
        try await council.store.database.read { try NoteTable.whole(id, in: $0) })
      #expect(note.text == "Met at school.")
      #expect(note.originalText == "Met at home.")
      #expect(note.corrections.map(\.reason) == ["Wrong place"])
      #expect(note.corrections.map(\.by) == ["Morgan"])
      #expect(note.corrections.map(\.on) == [council.today.adding(days: 2)])
      #expect(note.recordedOn == council.today)
      #expect(note.significance?.title == "Back at school")
      #expect(note.version == 3)
    }
  }

  @Test(
    "Visits since a day, and the child's own words, stand beside the next question",
    arguments: Engine.allCases)
  func known(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let aisha = council.children[0]
      for (kind, days) in [(Note.Kind.visit, 12), (.phoneCall, 8), (.officeVisit, 3)] {
        _ = try await council.note(
          [
            Note.ChildBlock(
              child: aisha, seen: kind != .phoneCall, alone: kind != .phoneCall,
              words: "Day \(days)")
          ], kind: kind, daysAgo: days)
      }
      let today = council.today
      let (visits, known) = try await council.store.database.read { tx in
        let head = try #require(try ChildHead.of([aisha], in: tx).first)
        return (
          try NoteTable.visits(
            to: aisha, from: today.adding(days: -10), through: today, in: tx),
          try AssessmentTable.known(head, in: tx)
        )
      }
      #expect(visits.map(\.kind) == [.officeVisit])
      #expect(known.notes.count == 3)
      #expect(known.words.map(\.quote.words) == ["Day 3", "Day 8", "Day 12"])
      #expect(known.words[0].quote.source.hasPrefix("Aisha, meeting at the office, "))
    }
  }
}
