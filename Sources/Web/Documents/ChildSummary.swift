import Domain
import Store

extension Context {
  /// A child on one page, from the record as this worker may read it, with whom it tells of besides.
  /// Where they live is not in it.
  /// - Parameter now: what the worker adds.
  func summary(
    of identity: PersonIdentity, now: String?
  ) async throws -> (text: Document.Text, about: [PersonID]) {
    let (id, day) = (identity.id, today)
    let (overview, happenings) = try await read { tx in
      (try ChildOverview.of(id, today: day, in: tx), try Chronology.of(id, in: tx))
    }
    let child = try found(overview)
    let live = Looking(database: house.database, day: day, asAt: nil)
    let (events, names) = try await events(of: id, happenings, in: live)
    let family = Set(child.family.map(\.line.id) + child.decisions.flatMap(\.people))
    let open = try await seeable(family.sorted())
    var about: Set<PersonID> = []
    func plain(_ text: String) -> String { names.undisclosed.takenOut(of: text) }

    var who = [
      Document.Row("Name", identity.name),
      Document.Row(
        "Born",
        PersonWords.birth(identity.model.line.birth, diedOn: nil, on: day) ?? "Not recorded"),
      Document.Row("Record", id.description),
      Document.Row("School", child.school ?? "Not recorded"),
    ]
    if child.interpreter {
      who.append(
        Document.Row("Interpreter", "Needed: \(child.language ?? "language not recorded")"))
    }
    let relatives = child.family.filter { open.contains($0.line.id) && $0.to == nil }
    about.formUnion(relatives.map(\.line.id))
    if !relatives.isEmpty {
      who.append(
        Document.Row(
          "Family",
          relatives.map { "\($0.line.name) (\($0.kind.words.lowercased()))" }
            .joined(separator: ", ")))
    }
    let seen = identity.model.lastSeen.map { "\($0.long)" } ?? "Not yet"
    let alone = identity.model.lastSeenAlone.map { ", alone \($0.long)" } ?? ", not alone yet"
    who.append(Document.Row("Last seen", seen + alone))

    var blocks: [Document.Block] = [.rows(rows: who)]
    if let now, !now.isEmpty {
      blocks += [.heading(words: "What matters now"), .paragraph(words: SafeText.clean(now))]
    }
    blocks.append(.heading(words: "Why we are involved"))
    let decisions = child.decisions.filter { open.union([id]).isSuperset(of: $0.people) }
    let since = child.openEpisode.map { "Open since \($0.receivedOn.long)." } ?? "No open work."
    blocks.append(
      .paragraph(words: [child.need?.meaning, since].compactMap { $0 }.joined(separator: ". ")))
    if let last = decisions.first {
      about.formUnion(last.people)
      blocks.append(
        .paragraph(words: "\(last.what), \(last.on.long). \(plain(last.reason))"))
    }
    if let words = child.words.first {
      blocks += [
        .heading(words: "In \(identity.name)’s own words"),
        .paragraph(words: "“\(plain(words.words))” (\(words.source))"),
      ]
    }
    let significant = events.filter { $0.entry.isSignificant && !$0.isClosed }.newestFirst.prefix(8)
    if !significant.isEmpty {
      blocks.append(.heading(words: "Significant events, newest first"))
      blocks.append(
        .rows(
          rows: significant.map { event in
            about.formUnion(event.about)
            return Document.Row(
              event.entry.happenedOn.long,
              [event.entry.title, event.entry.effect].compactMap { $0 }.joined(separator: "\n"))
          }))
    }
    let dates = child.nextDates.prefix(3)
    if !dates.isEmpty {
      blocks.append(.heading(words: "What comes next"))
      blocks.append(
        .rows(rows: dates.map { Document.Row($0.name, $0.day.longWithWeekday) }))
    }
    if !child.involved.isEmpty {
      blocks.append(.heading(words: "Who is involved"))
      blocks.append(.rows(rows: child.involved.map { Document.Row($0.role, $0.name) }))
    }
    about.remove(id)
    return (
      Document.Text(
        answers: now.map { [Document.Answer(question: "now", words: $0)] } ?? [], asAt: day,
        blocks: blocks), about.sorted()
    )
  }
}
