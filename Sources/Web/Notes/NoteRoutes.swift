import Domain
import HTML
import Hummingbird
import Store

/// The pages of notes and visits.
package enum NoteRoutes: HasRoutes {
  package static func add(to routes: Routes) {
    routes.get("/children/:person/notes/new") { try await NoteForm.getForChild($0) }
    routes.post("/children/:person/notes/new") { try await NoteForm.postForChild($0) }
    routes.get("/notes/new") { try await NoteForm.getForSeveral($0) }
    routes.post("/notes/new") { try await NoteForm.postForSeveral($0) }
    routes.get("/notes/:note") { context in
      context.page(notePage(try await open(context, for: .seeNote)))
    }
    routes.get("/notes/:note/correct") { context in
      let model = try await open(context, for: .writeNote)
      return try await context.show(correction(model))
    }
    routes.post("/notes/:note/correct") { try await correct($0) }
    routes.get("/notes/:note/promote") { context in
      let model = try await open(context, for: .writeNote)
      return try await context.show(promotion(model))
    }
    routes.post("/notes/:note/promote") { try await promote($0) }
  }

  private static func open(_ context: Context, for deed: Deed) async throws -> NoteModel {
    let id = try context.id("note", of: Note.self)
    let read = try await context.read { tx -> (NoteTable.Whole, [ChildHead])? in
      guard let note = try NoteTable.whole(id, in: tx) else { return nil }
      return (note, try ChildHead.of(note.people, in: tx))
    }
    guard let (note, heads) = read else { throw NotHere() }
    try await context.may(deed, about: note.people, record: FactStream(id))
    let standing = try await context.standing(of: note.people)
    return NoteModel(
      note: note, heads: heads, mayWrite: context.can(.writeNote, about: standing),
      bar: try await context.bar(of: heads), today: context.today)
  }

  private static func correction(_ model: NoteModel) -> FormPage {
    var record = Answers()
    record["text"] = model.note.text
    var form = FormPage(
      "Correct this note",
      FormDefinition(
        "note-correct", edition: "2026",
        [
          Question("text", .longText(rows: 12), "The note as it should read"),
          Question(
            "reason", .longText(rows: 2), "Why is it corrected?",
            hint: "How it read before stays on the record"),
        ]), path: NotePaths.correct(model.note.id),
      submit: "Correct the note for \(model.heads.given)", version: model.note.version,
      record: record)
    form.around = { dress(&$0, model) }
    return form
  }

  private static func correct(_ context: Context) async throws -> Response {
    let model = try await open(context, for: .writeNote)
    return try await context.submit(correction(model)) { reader in
      let text = reader.text(
        "text", "the note", ask: "Write the note as it should read", longest: 40_000)
      let reason = reader.text("reason", "", ask: "Say why it is corrected", longest: 2000)
      guard let text, let reason else { return nil }
      return Note.Command.correct(text: text, reason: reason)
    } perform: { (command: Note.Command, sending: Sending) in
      try await perform(context, command, on: model.note.id, sending)
    }
  }

  private static func promotion(_ model: NoteModel) -> FormPage {
    var record = Answers()
    record["title"] = model.note.significance?.title
    record["effect"] = model.note.significance?.effect
    var form = FormPage(
      "Add to the chronology",
      FormDefinition("note-promote", edition: "2026", NoteForm.significanceQuestions),
      path: NotePaths.promote(model.note.id),
      submit: "Add to the chronology of \(model.heads.given)", version: model.note.version,
      record: record)
    form.before = "<h2>The note</h2>\(prose(model.note.text))"
    form.around = { dress(&$0, model) }
    return form
  }

  private static func promote(_ context: Context) async throws -> Response {
    let model = try await open(context, for: .writeNote)
    return try await context.submit(promotion(model)) { reader in
      let title = reader.text("title", "", ask: "Say in a few words what happened", longest: 200)
      let effect = reader.text("effect", "", ask: "Say what it meant for the child", longest: 2000)
      guard let title, let effect else { return nil }
      return Note.Command.promote(Note.Significance(title: title, effect: effect))
    } perform: { (command: Note.Command, sending: Sending) in
      try await perform(context, command, on: model.note.id, sending)
    }
  }

  private static func perform(
    _ context: Context, _ command: Note.Command, on id: NoteID, _ sending: Sending
  ) async throws -> String {
    let done: Done<Note> = try await context.house.store.perform(
      command, on: id, expecting: sending.version, as: sending.act)
    return NotePaths.page(done.id)
  }
}
