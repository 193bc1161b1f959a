import Domain
import HTML
import Store

/// One event as a reader may see it.
struct ShownEvent: Sendable {
  let seq: Int
  let stream: FactStream
  let version: Int
  let recorded: Instant
  let actor: Actor.Identity
  let entry: ChronologyEntry
  /// Whose chronology it comes from; several where brothers and sisters share it.
  var whose: [PersonID]
  /// The record is also about somebody whose record is closed to the reader, so its words are too.
  let isClosed: Bool
  /// When the fact happened, as the ledger has it.
  let factOn: Day

  /// How late it was recorded, where that was later than the council's own standard.
  var lag: String? {
    guard entry.happenedOn == factOn, actor != .imported, recorded.day > factOn,
      let rule = LocalStandards().rule(.recordingLag, on: factOn)
    else { return nil }
    let clock = Clock(
      "Recording", started: Clock.Started(on: factOn, by: "it happened"), rule: rule,
      stopped: Clock.Stopped(on: recorded.day, by: "recorded"))
    guard clock.state(today: recorded.day).isLate else { return nil }
    return "\(recorded.day - factOn) days after it happened"
  }
}

extension Context {
  /// What happened to a person, in words this worker may read.
  func events(
    of person: PersonID, _ happenings: [Chronology.Happening], in looking: Looking
  ) async throws -> (events: [ShownEvent], names: ChronologyNames) {
    let people = Chronology.people(in: happenings)
    let open = try await seeable(people.sorted())
    var names = try await looking.read { try Chronology.names(of: open, in: $0) }
    if looking.asAt != nil {
      // By the record of today: a home that must not be told now is not told of a day before.
      names.undisclosed = try await read { try UndisclosedHomes.near(people.sorted(), in: $0) }
    }
    let events = happenings.flatMap { happening -> [ShownEvent] in
      let isClosed = !happening.about.isSubset(of: open)
      // That somebody is related to a person whose record is closed is itself closed.
      if isClosed, happening.stream.noun == Person.noun { return [] }
      return happening.entries(names).map { entry in
        ShownEvent(
          seq: happening.seq, stream: happening.stream, version: happening.version,
          recorded: happening.recorded, actor: happening.actor,
          entry: isClosed ? entry.closed : entry, whose: [person], isClosed: isClosed,
          factOn: happening.happenedOn)
      }
    }
    return (events, names)
  }
}

extension ChronologyEntry {
  /// What stays when the words are closed to the reader.
  fileprivate var closed: ChronologyEntry {
    ChronologyEntry(
      kind, on: happenedOn, "\(kind.title): the words are closed to you",
      significant: isSignificant)
  }
}

extension Sequence where Element == ShownEvent {
  /// The events of a chronology, newest first, each once.
  var newestFirst: [ShownEvent] {
    sorted { ($0.entry.happenedOn, $0.seq) > ($1.entry.happenedOn, $1.seq) }
  }
}

/// An event as a line of a timeline. Headings are of the third level.
/// - Parameter isShort: the beginning of what happened is enough.
func timelineEntry(
  _ event: ShownEvent, birth: Person.Birth?, names: ChronologyNames, whose: String? = nil,
  isShort: Bool = false
) -> TimelineEntry {
  let entry = event.entry
  let age = age(birth, on: entry.happenedOn).map { "Aged \($0)" }
  let effect: HTML? = entry.effect.map {
    "<p><strong>What it meant for the child:</strong> \($0)</p>"
  }
  let lag = event.lag.map { ", \($0)" } ?? ""
  let meta =
    "\(entry.kind.title). Recorded by \(names.actor(event.actor)) on \(event.recorded.day.long)\(lag)"
  let source: HTML? =
    event.isClosed
    ? nil
    : RecordPaths.page(event.stream).map { textLink(RecordPaths.name(event.stream), to: $0) }
  return TimelineEntry(
    date: entry.happenedOn.long, title: entry.title,
    body: """
      \(whose.map { "<p><strong>\($0)</strong></p>" } as HTML?)\
      \(entry.what.map { prose(isShort ? excerpt($0, 180) : $0) })\(effect)\
      \(age.map { "<p class=\"meta\">\($0)</p>" } as HTML?)
      """, source: source, meta: meta)
}

/// Of the born alone, and on the day of birth it is no news.
private func age(_ birth: Person.Birth?, on day: Day) -> String? {
  switch birth {
  case .exact(let born), .estimated(let born):
    born < day ? PersonWords.age(birth, on: day) : nil
  case .expected, nil: nil
  }
}

/// What was recorded after the day looked at, although it had happened by then.
func recordedLater(_ events: [ShownEvent], day: Day, names: ChronologyNames) -> HTML {
  let lines = events.newestFirst.map { event -> HTML in
    let name: HTML =
      event.isClosed
      ? "\(event.entry.title)"
      : RecordPaths.page(event.stream).map { textLink(event.entry.title, to: $0) }
        ?? "\(event.entry.title)"
    return """
      <li>\(name), happened \(event.entry.happenedOn.long), recorded \(event.recorded.day.long) by \
      \(names.actor(event.actor))</li>
      """
  }
  return """
    <section id="later"><h2>Recorded after this date</h2>
    <p>What had happened by \(day.long) but was not on the record yet.</p>
    \(if: lines.isEmpty, emptyState("Nothing: all that had happened was on the record."))\
    \(if: !lines.isEmpty, "<ul>\(each: lines, { $0 })</ul>")</section>
    """
}
