import Domain
import HTML
import Hummingbird
import Store

/// `/children/P-1/chronology/save`: the chronology as it is taken to court or a conference: chosen
/// entries in a chosen order, kept as a document that does not change. What differs since is listed
/// where the chronology lives on.
enum CourtVersion: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/children/:person/chronology/save") { context in
      let model = try await chronology(context)
      return try await context.show(form(context, model))
    }
    routes.post("/children/:person/chronology/save") { try await save($0) }
  }

  private static let purposes = [
    Choice("court", "Court"), Choice("conference", "Child protection conference"),
    Choice("review", "Review or serious case review"), Choice("other", "Something else"),
  ]

  private static func chronology(_ context: Context) async throws -> ChronologyModel {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.writeDocument, about: id)
    let identity = try await context.identity(of: id)
    guard identity.model.line.stage != .adult else { throw NotHere() }
    let live = Looking(database: context.house.database, day: context.today, asAt: nil)
    return try await context.chronology(of: identity, in: live)
  }

  /// What can be chosen, oldest first. What is closed to whoever saves it is not among them.
  private static func choosable(_ model: ChronologyModel) -> [ShownEvent] {
    model.current.newestFirst.reversed().filter { !$0.isClosed }
  }

  private static func form(_ context: Context, _ model: ChronologyModel) -> FormPage {
    let events = choosable(model)
    let id = model.id
    var record = Answers()
    record.set("entries", events.map(\.pointer.text))
    record["order"] = "oldest"
    record["title"] = "Chronology of \(model.identity.name)"
    let with = model.filter.with.map { "with=\($0)" }.joined(separator: "&")
    var form = FormPage(
      "Save a version for court or conference",
      FormDefinition(
        "chronology-save", edition: "2026",
        [
          Question("purpose", .one(purposes), "What is it for?"),
          Question("title", .text(.full), "What is it called?"),
          Question(
            "order", .one([Choice("oldest", "Oldest first"), Choice("newest", "Newest first")]),
            "In which order?"),
          Question(
            "entries",
            .several(
              events.map { event in
                let whose = model.whose(event).map { ", \($0)" } ?? ""
                return Choice(
                  event.pointer.text, "\(event.entry.happenedOn.long): \(event.entry.title)\(whose)"
                )
              }), "Which events belong in it?",
            hint: "All significant events are ticked. Take out what this reader should not have"),
        ]), path: SignificantEventPaths.save(id) + (with.isEmpty ? "" : "?\(with)"),
      submit: "Save this version", record: record)
    let closed = model.current.count - events.count
    form.before = """
      <p>What you save stays as it is, with your name and the day. The chronology goes on, and says \
      what has changed since.</p>
      \(if: closed > 0, """
        <p>\(counted(closed, "event is", "events are")) left out: the words are closed to you.</p>
        """)
      """
    form.around = { context.stand(model.identity, on: &$0) }
    return form
  }

  private static func save(_ context: Context) async throws -> Response {
    let model = try await chronology(context)
    let events = choosable(model)
    return try await context.submit(form(context, model)) { reader in
      let purpose = reader.answers["purpose"].flatMap { typed in
        purposes.first { $0.value == typed }?.text
      }
      if purpose == nil { reader.wrong("purpose", "Select what it is for") }
      let title = reader.text("title", "the title", ask: "Give it a title", longest: 200)
      let ticked = Set(reader.answers.all("entries"))
      let chosen = events.filter { ticked.contains($0.pointer.text) }
      if chosen.isEmpty { reader.wrong("entries", "Select the events that belong in it") }
      guard let purpose, let title, !chosen.isEmpty else { return nil }
      let left = events.filter { !ticked.contains($0.pointer.text) }
      let ordered = reader.answers["order"] == "newest" ? chosen.reversed() : chosen
      return Document.New(
        kind: .chronology, children: [model.id] + model.filter.with, title: title,
        content: .text(
          text: Document.Text(
            answers: left.map { Document.Answer(question: "left out", words: $0.pointer.text) },
            purpose: purpose, asAt: context.today,
            blocks: [.events(events: ordered.map { $0.kept(model) })])),
        about: Array(Set(chosen.flatMap(\.about))).sorted())
    } perform: { (new: Document.New, sending: Sending) in
      let done: Done<Document> = try await context.house.store.perform(
        .keep(new, at: context.now), as: sending.act)
      return DocumentPaths.page(done.id)
    }
  }
}

extension ShownEvent {
  /// The entry as a saved version keeps it.
  func kept(_ model: ChronologyModel) -> Document.Event {
    let what = [recordTitle.map { "From the record: \($0)" }, entry.what].compactMap { $0 }
    return Document.Event(
      pointer: pointer, happenedOn: entry.happenedOn, title: entry.title,
      what: what.isEmpty ? nil : what.joined(separator: "\n"), effect: entry.effect,
      source: curated?.from ?? RecordPaths.name(stream), age: age(model.birth(self)))
  }
}

/// A version that was saved, and what differs from it today.
struct SavedChronology: Sendable {
  let id: DocumentID
  let place: Int
  let title: String
  let version: Document.Version
  let by: String
  var new: [ShownEvent] = []
  /// Those whose words or day read otherwise now.
  var changed: [ShownEvent] = []
  /// Those that are no longer among the significant events.
  var gone: [Document.Event] = []

  var isSame: Bool { new.isEmpty && changed.isEmpty && gone.isEmpty }
}

extension Context {
  /// The last saved version of each document that was made of the chronology, newest first.
  func courtVersions(
    of child: PersonID, against model: ChronologyModel
  ) async throws -> [SavedChronology] {
    let lines = try await read { try DocumentTable.of(child, in: $0) }
    let open = try await seeable(lines.flatMap(\.about))
    var saved: [SavedChronology] = []
    for line in lines
    where line.kind == .chronology && line.withdrawnOn == nil && open.isSuperset(of: line.about) {
      guard line.readers == .all, saved.count < 3,
        let document = try await house.store.load(line.id)?.state,
        let version = document.versions.last, let text = version.content.text
      else { continue }
      var made = SavedChronology(
        id: line.id, place: document.versions.count, title: line.title, version: version,
        by: line.madeBy ?? "nobody named")
      let kept = Dictionary(
        text.events.map { ($0.pointer, $0) }, uniquingKeysWith: { first, _ in first })
      // What was left out on purpose is no change.
      let left = Set(text.answers.filter { $0.question == "left out" }.map(\.words))
      for event in model.current where !event.isClosed {
        if let before = kept[event.pointer] {
          let now = event.kept(model)
          if (before.title, before.effect, before.happenedOn)
            != (now.title, now.effect, now.happenedOn)
          {
            made.changed.append(event)
          }
        } else if !left.contains(event.pointer.text) {
          made.new.append(event)
        }
      }
      let now = Set(model.current.map(\.pointer))
      made.gone = text.events.filter { !now.contains($0.pointer) }
      saved.append(made)
    }
    return saved
  }
}

/// What was saved and what has changed since, above the living chronology.
func savedNotes(_ model: ChronologyModel) -> HTML {
  HTML(each: model.court) { saved in
    let day = saved.version.at.day
    let link = textLink(
      "\(saved.title), saved on \(day.long) by \(saved.by)", to: DocumentPaths.page(saved.id))
    guard !saved.isSame else {
      return inset("<p>\(link). Nothing has changed since.</p>")
    }
    let lines =
      saved.new.map { "<li>New: \($0.entry.title), \($0.entry.happenedOn.long)</li>" as HTML }
      + saved.changed.map { "<li>Reads otherwise now: \($0.entry.title)</li>" as HTML }
      + saved.gone.map {
        "<li>No longer among the significant events: an entry of \($0.happenedOn.long)</li>"
          as HTML
      }
    return inset(
      """
      <p>\(link). Since then \(counted(lines.count, "change", "changes")):</p>
      <ul>\(each: lines, { $0 })</ul>
      """)
  }
}
