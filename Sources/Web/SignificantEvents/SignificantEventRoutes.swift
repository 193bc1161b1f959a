import Domain
import HTML
import Hummingbird
import Store

/// The curated chronology by hand: an entry taken in or left out, an event of its own, words corrected,
/// two that are the same.
enum SignificantEventRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/children/:person/chronology/promote") { context in
      try await context.show(promotion(context, try await entry(context)))
    }
    routes.post("/children/:person/chronology/promote") { try await promote($0) }
    routes.get("/children/:person/chronology/leave-out") { context in
      try await context.show(leavingOut(context, try await entry(context)))
    }
    routes.post("/children/:person/chronology/leave-out") { try await leaveOut($0) }
    routes.get("/children/:person/chronology/add") { context in
      let (identity, candidates) = try await context.curating()
      return try await context.show(adding(identity, candidates))
    }
    routes.post("/children/:person/chronology/add") { try await add($0) }
    routes.get("/significantevents/:significantevent") { context in
      context.page(significantEventPage(try await opened(context, for: .seePerson)))
    }
    routes.get("/significantevents/:significantevent/correct") { context in
      try await context.show(correction(try await opened(context, for: .curateChronology)))
    }
    routes.post("/significantevents/:significantevent/correct") { try await correct($0) }
    routes.get("/significantevents/:significantevent/leave-out") { context in
      try await context.show(hiding(try await opened(context, for: .curateChronology)))
    }
    routes.post("/significantevents/:significantevent/leave-out") { try await hide($0) }
    routes.post("/significantevents/:significantevent/put-back") { try await putBack($0) }
    routes.get("/significantevents/:significantevent/same") { context in
      let model = try await opened(context, for: .curateChronology)
      return try await context.show(merging(model, try await others(context, model)))
    }
    routes.post("/significantevents/:significantevent/same") { try await merge($0) }
  }

  /// What a form about one entry of the record knows.
  private struct EntryModel: Sendable {
    let identity: PersonIdentity
    let event: ShownEvent
    let names: ChronologyNames
    /// Brothers and sisters in whose chronology the entry stands too.
    let candidates: [ChildHead]
  }

  /// The entry in the address, as it stands in the child's chronology.
  private static func entry(_ context: Context) async throws -> EntryModel {
    let (identity, siblings) = try await context.curating()
    let id = identity.id
    guard let pointer = context.query["entry"].flatMap({ SignificantEvent.Pointer($0) }) else {
      throw NotHere()
    }
    let happenings = try await context.read {
      try Chronology.of(pointer.stream, for: id, in: $0)
    }
    let live = Looking(database: context.house.database, day: context.today, asAt: nil)
    let (events, names) = try await context.events(of: id, happenings, in: live)
    guard let event = events.first(where: { $0.pointer == pointer }), !event.isClosed else {
      throw NotHere()
    }
    let sharing = try await context.read { tx in
      try siblings.filter { sibling in
        try Chronology.of(pointer.stream, for: sibling.id, in: tx).contains {
          $0.version == pointer.version
        }
      }
    }
    return EntryModel(identity: identity, event: event, names: names, candidates: sharing)
  }

  private static func children(
    _ context: Context, _ reader: inout AnswerReader, _ id: PersonID, _ candidates: [ChildHead]
  ) -> [PersonID] {
    let ticked = Set(reader.answers.all("children"))
    return [id] + candidates.map(\.id).filter { ticked.contains($0.description) }
  }

  private static func alsoFor(_ candidates: [ChildHead]) -> [Question] {
    candidates.isEmpty
      ? []
      : [
        Question(
          "children", .several(candidates.map { Choice($0.id.description, $0.name.full) }),
          "Is it also for a brother or sister?",
          hint: "The words will be the same for each child ticked", optional: true)
      ]
  }

  private static func promotion(_ context: Context, _ model: EntryModel) -> FormPage {
    var record = Answers()
    record["title"] = model.event.entry.title
    record["effect"] = model.event.entry.effect
    var form = FormPage(
      "Add to the significant events",
      FormDefinition(
        "event-promote", edition: "2026",
        NoteForm.significanceQuestions + alsoFor(model.candidates)),
      path: SignificantEventPaths.promote(model.identity.id, model.event.pointer),
      submit: "Add to the chronology of \(model.identity.name)", record: record)
    form.before = shown(model)
    form.around = { context.stand(model.identity, on: &$0) }
    return form
  }

  private static func promote(_ context: Context) async throws -> Response {
    let model = try await entry(context)
    let id = model.identity.id
    return try await context.submit(promotion(context, model)) { reader in
      let words = readWords(&reader)
      let children = children(context, &reader, id, model.candidates)
      return words.map {
        SignificantEvent.Command.promote(model.event.pointer, $0, children: children)
      }
    } perform: { (command: SignificantEvent.Command, sending: Sending) in
      try await perform(context, command, on: nil, sending, back: ChildPaths.chronology(id))
    }
  }

  private static func leavingOut(_ context: Context, _ model: EntryModel) -> FormPage {
    var form = FormPage(
      "Leave out of the significant events",
      FormDefinition(
        "event-leave-out", edition: "2026", [whyLeftOut] + alsoFor(model.candidates)),
      path: SignificantEventPaths.leaveOut(model.identity.id, model.event.pointer),
      submit: "Leave it out for \(model.identity.name)")
    form.before = shown(model)
    form.around = { context.stand(model.identity, on: &$0) }
    return form
  }

  private static func leaveOut(_ context: Context) async throws -> Response {
    let model = try await entry(context)
    let id = model.identity.id
    return try await context.submit(leavingOut(context, model)) { reader in
      let reason = reader.text("reason", "", ask: "Say why it is left out", longest: 2000)
      let children = children(context, &reader, id, model.candidates)
      return reason.map {
        SignificantEvent.Command.leaveOut(model.event.pointer, reason: $0, children: children)
      }
    } perform: { (command: SignificantEvent.Command, sending: Sending) in
      try await perform(context, command, on: nil, sending, back: ChildPaths.chronology(id))
    }
  }

  private static func shown(_ model: EntryModel) -> HTML {
    """
    <h2>On the record</h2>
    \(timeline([
      timelineEntry(
        model.event, birth: model.identity.model.line.birth, names: model.names)
    ]))
    """
  }

  private static let whyLeftOut = Question(
    "reason", .longText(rows: 3), "Why is it left out?",
    hint: "It stays on the record and in the whole chronology")

  private static func adding(_ identity: PersonIdentity, _ candidates: [ChildHead]) -> FormPage {
    var form = FormPage(
      "Add an event",
      FormDefinition(
        "event-add", edition: "2026",
        [
          Question("happened", .day, "When did it happen?"),
          Question(
            "kind",
            .one(SignificantEvent.Kind.allCases.map { Choice($0.rawValue, $0.words) }),
            "What kind of event was it?"),
        ] + NoteForm.significanceQuestions + [
          Question(
            "agency", .text(.full), "Who told us?",
            hint: "The agency, where it was one. Leave it empty for what you know yourself",
            optional: true)
        ] + alsoFor(candidates)),
      path: SignificantEventPaths.add(identity.id),
      submit: "Add to the chronology of \(identity.name)")
    form.before = """
      <p>For what no record here tells: before we knew the child, or elsewhere.</p>
      """
    form.around = { page in
      identity.stand(on: &page)
      page.trail = .back("Chronology", to: ChildPaths.chronology(identity.id))
    }
    return form
  }

  private static func add(_ context: Context) async throws -> Response {
    let (identity, candidates) = try await context.curating()
    let id = identity.id
    return try await context.submit(adding(identity, candidates)) { reader in
      let day = reader.day("happened", "the day")
      let kind = reader.code("kind", "what kind of event it was", of: SignificantEvent.Kind.self)
      let words = readWords(&reader)
      let agency = reader.textIfAny("agency", "who told us", longest: 200)
      let children = children(context, &reader, id, candidates)
      guard let day, let kind, let words else { return nil }
      return SignificantEvent.Command.add(
        SignificantEvent.Own(happenedOn: day, kind: kind, agency: agency), words,
        children: children)
    } perform: { (command: SignificantEvent.Command, sending: Sending) in
      try await perform(context, command, on: nil, sending, back: ChildPaths.chronology(id))
    }
  }

  // MARK: - One event

  private static func opened(
    _ context: Context, for deed: Deed
  ) async throws -> SignificantEventModel {
    let id = try context.id("significantevent", of: SignificantEvent.self)
    let (event, version) = try context.found(try await context.house.store.load(id))
    let people = SignificantEvent.people(in: event, id).sorted()
    try await context.may(deed, about: people, record: FactStream(id))
    let standing = try await context.standing(of: event.children)
    let (heads, names) = try await context.read { tx in
      (try ChildHead.of(event.children, in: tx), try Chronology.names(of: Set(people), in: tx))
    }
    return SignificantEventModel(
      id: id, event: event, version: version, heads: heads, names: names,
      bar: try await context.bar(of: heads),
      putBack: { words, path in
        context.button(
          words, action: SignificantEventPaths.show(id), page: path, version: version)
      },
      mayCurate: context.can(.curateChronology, about: standing), today: context.today)
  }

  private static func correction(_ model: SignificantEventModel) -> FormPage {
    var record = Answers()
    record["title"] = model.event.words?.title
    record["effect"] = model.event.words?.effect
    let isOwn = model.event.own != nil
    if isOwn { record.set("happened", day: model.event.happenedOn) }
    return model.form(
      "Correct the words",
      FormDefinition(
        "event-correct", edition: "2026",
        (isOwn ? [Question("happened", .day, "When did it happen?")] : [])
          + NoteForm.significanceQuestions + [
            Question(
              "reason", .longText(rows: 2), "Why is it corrected?",
              hint: "How it read before stays on the record")
          ]), path: SignificantEventPaths.correct(model.id), submit: "Correct the words",
      record: record)
  }

  private static func correct(_ context: Context) async throws -> Response {
    let model = try await opened(context, for: .curateChronology)
    return try await context.submit(correction(model)) { reader in
      let day = model.event.own == nil ? nil : reader.day("happened", "the day")
      let words = readWords(&reader)
      let reason = reader.text("reason", "", ask: "Say why it is corrected", longest: 2000)
      guard let words, let reason else { return nil }
      return SignificantEvent.Command.correct(
        words, happenedOn: day == model.event.happenedOn ? nil : day, reason: reason)
    } perform: { (command: SignificantEvent.Command, sending: Sending) in
      try await perform(context, command, on: model.id, sending)
    }
  }

  private static func hiding(_ model: SignificantEventModel) -> FormPage {
    model.form(
      "Leave out of the significant events",
      FormDefinition("event-hide", edition: "2026", [whyLeftOut]),
      path: SignificantEventPaths.hide(model.id), submit: "Leave it out")
  }

  private static func hide(_ context: Context) async throws -> Response {
    let model = try await opened(context, for: .curateChronology)
    return try await context.submit(hiding(model)) { reader in
      reader.text("reason", "", ask: "Say why it is left out", longest: 2000).map {
        SignificantEvent.Command.hide(reason: $0)
      }
    } perform: { (command: SignificantEvent.Command, sending: Sending) in
      try await perform(context, command, on: model.id, sending)
    }
  }

  private static func putBack(_ context: Context) async throws -> Response {
    let model = try await opened(context, for: .curateChronology)
    return try await context.carryOut(back: SignificantEventPaths.page(model.id)) { sending in
      try await perform(context, .showAgain, on: model.id, sending)
    }
  }

  /// The child's other significant events: those it could be the same as.
  private static func others(
    _ context: Context, _ model: SignificantEventModel
  ) async throws -> [ShownEvent] {
    guard let child = model.event.children.first else { return [] }
    let happenings = try await context.read { try Chronology.of(child, in: $0) }
    let live = Looking(database: context.house.database, day: context.today, asAt: nil)
    let (events, _) = try await context.events(of: child, happenings, in: live)
    let near = events.filter {
      $0.entry.isSignificant && !$0.isClosed && $0.curated?.id != model.id
    }
    // The nearest in time first: a second telling is seldom far from the first.
    let day = model.event.happenedOn
    return near.sorted {
      (abs($0.entry.happenedOn - day), $0.seq) < (abs($1.entry.happenedOn - day), $1.seq)
    }
  }

  private static func merging(
    _ model: SignificantEventModel, _ others: [ShownEvent]
  ) -> FormPage {
    model.form(
      "The same as another entry",
      FormDefinition(
        "event-merge", edition: "2026",
        [
          Question(
            "same",
            .one(
              others.prefix(40).map {
                Choice(
                  $0.pointer.text, "\($0.entry.happenedOn.long): \($0.entry.title)")
              }), "Which entry tells the same event?",
            hint: "It will stand for both. The nearest in time come first"),
          Question("reason", .longText(rows: 2), "How do you know?"),
        ]), path: SignificantEventPaths.merge(model.id), submit: "They are the same event")
  }

  private static func merge(_ context: Context) async throws -> Response {
    let model = try await opened(context, for: .curateChronology)
    let others = try await others(context, model)
    return try await context.submit(merging(model, others)) { reader in
      let same = reader.answers["same"].flatMap { SignificantEvent.Pointer($0) }
      if same == nil { reader.wrong("same", "Select the entry that tells the same event") }
      let reason = reader.text("reason", "", ask: "Say how you know", longest: 2000)
      guard let same, let reason else { return nil }
      return SignificantEvent.Command.merge(with: same, reason: reason)
    } perform: { (command: SignificantEvent.Command, sending: Sending) in
      try await perform(context, command, on: model.id, sending)
    }
  }

  private static func readWords(_ reader: inout AnswerReader) -> SignificantEvent.Words? {
    let title = reader.text("title", "", ask: "Say in a few words what happened", longest: 200)
    let effect = reader.text("effect", "", ask: "Say what it meant for the child", longest: 2000)
    guard let title, let effect else { return nil }
    return SignificantEvent.Words(title: title, effect: effect)
  }

  private static func perform(
    _ context: Context, _ command: SignificantEvent.Command, on id: SignificantEventID?,
    _ sending: Sending, back: String? = nil
  ) async throws -> String {
    let done: Done<SignificantEvent> = try await context.house.store.perform(
      command, on: id, expecting: sending.version, as: sending.act)
    return back ?? SignificantEventPaths.page(done.id)
  }
}

extension Context {
  /// Asks for leave to change the chronology of the child in the address, and reads who they are and
  /// whose chronology may be written with theirs.
  func curating() async throws -> (identity: PersonIdentity, candidates: [ChildHead]) {
    let id = try id("person", of: Person.self)
    try await exists(id)
    try await may(.curateChronology, about: id)
    let identity = try await identity(of: id)
    guard identity.model.line.stage != .adult else { throw NotHere() }
    let siblings = try await read { try ChildHead.siblings(of: id, in: $0) }
    let standing = try await standing(of: siblings)
    let open = Set(
      standing.filter { can(.curateChronology, about: [$0]) }.compactMap(\.person))
    let heads = try await read { try ChildHead.of(siblings.filter { open.contains($0) }, in: $0) }
    return (identity, heads)
  }

  /// Puts the child on a form about their chronology.
  func stand(_ identity: PersonIdentity, on page: inout Page) {
    identity.stand(on: &page)
    page.trail = .back("Chronology", to: ChildPaths.chronology(identity.id))
  }
}
