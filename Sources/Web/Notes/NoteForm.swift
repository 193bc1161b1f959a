import Domain
import HTML
import Hummingbird
import Store

/// `/children/P-1/notes/new` and `/notes/new?children=P-1,P-2`: written once, for one child or for
/// brothers and sisters, with a block for each.
enum NoteForm {
  /// Whom the note can be about.
  struct Model: Sendable {
    let path: String
    /// The children it was begun for.
    let named: [ChildHead]
    /// Those, and the brothers and sisters this worker may write about.
    let candidates: [ChildHead]

    func children(_ ids: [String]) -> [ChildHead] {
      candidates.filter { ids.contains($0.id.description) }
    }
  }

  /// What asks the server to lay the page out again for the children ticked.
  private static let ask = "children"

  static func getForChild(_ context: Context) async throws -> Response {
    try await show(context, try await modelForChild(context))
  }
  static func postForChild(_ context: Context) async throws -> Response {
    try await submit(context, try await modelForChild(context))
  }
  static func getForSeveral(_ context: Context) async throws -> Response {
    try await show(context, try await modelForSeveral(context))
  }
  static func postForSeveral(_ context: Context) async throws -> Response {
    try await submit(context, try await modelForSeveral(context))
  }

  private static func modelForChild(_ context: Context) async throws -> Model {
    let child = try context.id("person", of: Person.self)
    return try await model(context, [child], path: NotePaths.new(child))
  }

  private static func modelForSeveral(_ context: Context) async throws -> Model {
    let given = (context.query["children"] ?? "").split(separator: ",").map(String.init)
    let ids = given.compactMap { PersonID($0) }
    guard !ids.isEmpty, ids.count == given.count, Set(ids).count == ids.count, ids.count <= 20
    else { throw NotHere() }
    return try await model(context, ids, path: NotePaths.new(ids))
  }

  private static func model(
    _ context: Context, _ ids: [PersonID], path: String
  ) async throws -> Model {
    let (named, siblings) = try await context.read { tx in
      let named = try ChildHead.of(ids, in: tx)
      var others: [PersonID] = []
      for child in named {
        for sibling in try ChildHead.siblings(of: child.id, in: tx)
        where !ids.contains(sibling) && !others.contains(sibling) {
          others.append(sibling)
        }
      }
      return (named, try ChildHead.of(others, in: tx))
    }
    guard named.count == ids.count else { throw NotHere() }
    try await context.may(.writeNote, about: ids)
    let standing = try await context.standing(of: siblings.map(\.id))
    let open = Set(
      standing.filter { context.can(.writeNote, about: [$0]) }.compactMap(\.person))
    return Model(
      path: path, named: named, candidates: named + siblings.filter { open.contains($0.id) })
  }

  private static func show(_ context: Context, _ model: Model) async throws -> Response {
    var ticked = model.named
    // A draft may be about other children than the page was begun for.
    if let ids = try await context.draft(on: model.path)?.draft.answers.all("children"),
      !ids.isEmpty
    {
      ticked = model.children(ids)
    }
    return try await context.show(try await form(context, model, ticked))
  }

  private static func submit(_ context: Context, _ model: Model) async throws -> Response {
    let single = model.candidates.count == 1
    let ticked = single ? model.named : model.children(context.answers.all("children"))
    let form = try await form(context, model, ticked)
    if context.act == ask { return context.showAgain(form) }
    return try await context.submit(form) { reader in
      read(&reader, ticked, today: context.today)
    } perform: { (command: Note.Command, sending: Sending) in
      try await context.may(.writeNote, about: ticked.map(\.id))
      let done: Done<Note> = try await context.house.store.perform(
        command, expecting: sending.version, as: sending.act)
      return NotePaths.page(done.id)
    }
  }

  private static func read(
    _ reader: inout AnswerReader, _ ticked: [ChildHead], today: Day
  ) -> Note.Command? {
    if ticked.isEmpty { reader.wrong("children", "Select the children it is about") }
    let kind = reader.code("kind", "what kind of note it is", of: Note.Kind.self)
    let on = reader.day("happened", "the day it happened", latest: today)
    let time = reader.textIfAny("time") == nil ? nil : reader.time("time", "the time")
    let purpose = reader.textIfAny("purpose", "the purpose", longest: 400)
    let text = reader.text("text", "what happened", ask: "Write what happened", longest: 40_000)
    let failed: Note.Failed? = reader.codeIfAny("failed", "why the visit did not take place")
    // Nobody was met: nothing is asked of each child.
    let asked = failed == nil ? kind : nil
    let blocks = ticked.map { block($0, asked, &reader) }
    let significance = significance(&reader)
    guard let kind, let on, let text, reader.errors.isEmpty else { return nil }
    return .record(
      Note.Details(
        kind: kind, happenedOn: on, happenedMinute: time.map { $0.hour * 60 + $0.minute },
        purpose: purpose ?? "", text: text, children: blocks.compactMap { $0 }, failed: failed),
      significance: significance)
  }

  private static func block(
    _ child: ChildHead, _ kind: Note.Kind?, _ reader: inout AnswerReader
  ) -> Note.ChildBlock? {
    let (id, given) = (child.id, child.given)
    let whyNot = reader.textIfAny("why-not-\(id)", "the reason", longest: 4000)
    let words = reader.textIfAny("words-\(id)", "what \(given) said", longest: 20_000)
    let observed = reader.textIfAny("observed-\(id)", "what was observed", longest: 20_000)
    var seen = reader.yesOrNoIfAny("seen-\(id)")
    var alone = reader.yesOrNoIfAny("alone-\(id)")
    if kind == .visit, seen == nil {
      seen = reader.yesOrNo("seen-\(id)", "", ask: "Select whether \(given) was seen")
    }
    if seen == true, alone == nil {
      alone = reader.yesOrNo("alone-\(id)", "", ask: "Select whether \(given) was seen alone")
    }
    if kind == .visit, seen == false, whyNot == nil {
      reader.wrong("why-not-\(id)", "Say why \(given) was not seen")
    }
    if kind == .visit, seen == true, alone == false, whyNot == nil {
      reader.wrong("why-not-\(id)", "Say why \(given) was not seen alone")
    }
    let wasAlone = seen == true && alone == true
    return Note.ChildBlock(
      child: id, seen: seen ?? false, alone: wasAlone, whyNot: wasAlone ? nil : whyNot,
      words: words, observed: observed)
  }

  private static func significance(_ reader: inout AnswerReader) -> Note.Significance? {
    guard reader.answers.all("significant").contains("yes") else { return nil }
    let title = reader.text("title", "", ask: "Say in a few words what happened", longest: 200)
    let effect = reader.text("effect", "", ask: "Say what it meant for the child", longest: 2000)
    guard let title, let effect else { return nil }
    return Note.Significance(title: title, effect: effect)
  }
}
