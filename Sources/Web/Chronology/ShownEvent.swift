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
  /// Which of the fact's entries it is; the first is 0.
  let place: Int
  var entry: ChronologyEntry
  /// Whose chronology it comes from; several where brothers and sisters share it.
  var whose: [PersonID]
  /// The record is also about somebody whose record is closed to the reader, so its words are too.
  let isClosed: Bool
  /// When the fact happened, as the ledger has it.
  let factOn: Day
  /// Everybody its record is about.
  let about: Set<PersonID>
  /// What was done to it by hand, where it was.
  var curated: SignificantEventTable.Line?
  /// What the record itself calls it, where other words were chosen.
  var recordTitle: String?
  /// Other entries for which it stands too.
  var also: [String] = []

  var pointer: SignificantEvent.Pointer {
    SignificantEvent.Pointer(
      noun: stream.noun, number: stream.number, version: version, place: place)
  }

  /// How late it was recorded, where that was later than the council's own standard.
  var lag: String? {
    // What happened before us, or elsewhere, is not written down late.
    guard stream.noun != SignificantEvent.noun else { return nil }
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
    var events = happenings.flatMap { happening -> [ShownEvent] in
      let isClosed = !happening.about.isSubset(of: open)
      // That somebody is related to a person whose record is closed is itself closed.
      if isClosed, happening.stream.noun == Person.noun { return [] }
      return happening.entries(names).enumerated().map { place, entry in
        ShownEvent(
          seq: happening.seq, stream: happening.stream, version: happening.version,
          recorded: happening.recorded, actor: happening.actor, place: place,
          entry: isClosed ? entry.closed : entry, whose: [person], isClosed: isClosed,
          factOn: happening.happenedOn, about: happening.about)
      }
    }
    let curated = try await looking.read { try SignificantEventTable.of(person, in: $0) }
    events.curate(curated, names.undisclosed)
    return (events, names)
  }
}

extension Array where Element == ShownEvent {
  /// Lays what was chosen by hand over the record's own entries. Where a record is closed to the
  /// reader, so are the words that were chosen for it.
  fileprivate mutating func curate(
    _ lines: [SignificantEventTable.Line], _ undisclosed: UndisclosedHomes
  ) {
    guard !lines.isEmpty else { return }
    let places = Dictionary(
      indices.map { (self[$0].pointer, $0) }, uniquingKeysWith: { first, _ in first })
    for line in lines {
      guard let place = places[line.pointer] else { continue }
      self[place].curated = line
      guard !self[place].isClosed else { continue }
      if let words = line.words, line.source != nil {
        self[place].recordTitle = self[place].entry.title
        self[place].entry.title = undisclosed.takenOut(of: words.title)
        self[place].entry.effect = undisclosed.takenOut(of: words.effect)
      }
      self[place].entry.isSignificant = line.standing == .shown
    }
    for line in lines {
      guard let same = line.standing.same, let place = places[same], !self[place].isClosed,
        let mine = places[line.pointer], !self[mine].isClosed
      else { continue }
      let from = line.from ?? "another entry"
      self[place].also.append(
        "\(from): \(self[mine].entry.title), \(self[mine].entry.happenedOn.long)")
    }
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
/// - Parameters:
///   - actions: what can be done with it here.
///   - isShort: the beginning of what happened is enough.
func timelineEntry(
  _ event: ShownEvent, birth: Person.Birth?, names: ChronologyNames, whose: String? = nil,
  actions: HTML? = nil, isShort: Bool = false
) -> TimelineEntry {
  let entry = event.entry
  let age = event.age(birth).map { "Aged \($0)" }
  let effect: HTML? = entry.effect.map {
    "<p><strong>What it meant for the child:</strong> \($0)</p>"
  }
  let lag = event.lag.map { ", \($0)" } ?? ""
  let from = event.curated?.from.map { " From \($0)." } ?? ""
  let meta =
    "\(entry.kind.title).\(from) Recorded by \(names.actor(event.actor)) on "
    + "\(event.recorded.day.long)\(lag)"
  let source: HTML? =
    event.isClosed
    ? nil
    : RecordPaths.page(event.stream).map { textLink(RecordPaths.name(event.stream), to: $0) }
  let also: HTML? =
    event.also.isEmpty
    ? nil : "<p class=\"meta\">Also told by \(event.also.joined(separator: "; "))</p>"
  return TimelineEntry(
    date: entry.happenedOn.long, title: entry.title,
    body: """
      \(whose.map { "<p><strong>\($0)</strong></p>" } as HTML?)\(leftOut(event))\
      \(event.recordTitle.map { "<p>From the record: \($0)</p>" } as HTML?)\
      \(entry.what.map { prose(isShort ? excerpt($0, 180) : $0) })\(effect)\
      \(age.map { "<p class=\"meta\">\($0)</p>" } as HTML?)\(isShort ? nil : also)\(actions)
      """, source: source, meta: meta)
}

/// Why it is not among the significant events.
private func leftOut(_ event: ShownEvent) -> HTML? {
  guard !event.isClosed, let standing = event.curated?.standing, let reason = standing.reason else {
    return nil
  }
  let tag = tag(standing.same == nil ? "Left out" : "The same as another entry")
  return "<p>\(tag) \(reason)</p>"
}

extension ShownEvent {
  /// How old the child was; nil on the day of birth, when it is no news.
  func age(_ birth: Person.Birth?) -> String? { ageReached(birth, on: entry.happenedOn) }
}

/// Of the born alone, and on the day of birth it is no news.
private func ageReached(_ birth: Person.Birth?, on day: Day) -> String? {
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
