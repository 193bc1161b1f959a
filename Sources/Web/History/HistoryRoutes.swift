import Domain
import HTML
import Hummingbird
import Store

/// The history of a record: every fact in order, as the ledger has it, each checked against its
/// digest.
enum HistoryRoutes: HasRoutes {
  static func add(to routes: Routes) {
    add(to: routes, Contact.self, .seeContact)
    add(to: routes, Referral.self, .seeReferral)
    add(to: routes, Assessment.self, .seeAssessment)
    add(to: routes, Note.self, .seeNote)
    add(to: routes, Alert.self, .seePerson)
    add(to: routes, PartnerCheck.self, .seePartnerCheck)
    add(to: routes, PoliceNotification.self, .seePolice, folder: "police", name: "notification")
    add(to: routes, Handover.self, .seeHandover)
    add(to: routes, EarlyHelp.self, .seeEarlyHelp, folder: "earlyhelp")
    add(to: routes, DailyReport.self, .seeDailyReport)
    add(
      to: routes, StrategyDiscussion.self, .seeProtection, folder: "strategy", name: "strategy")
    add(to: routes, Enquiry.self, .seeProtection, folder: "enquiries")
    add(to: routes, Conference.self, .seeProtection)
    add(to: routes, Plan.self, .seePlan)
    add(to: routes, PreProceedings.self, .seePlan, folder: "preproceedings")
    add(to: routes, SignificantEvent.self, .seePerson)
    add(to: routes, Document.self, .seeDocument)
    add(to: routes, Transfer.self, .seeTransfer)
    routes.get("/people/:person/history") { try await person($0, whole: false) }
    routes.get("/children/:person/history") { try await person($0, whole: true) }
  }

  /// `/contacts/C-1/history`, and the same for every noun.
  private static func add<N: ToldNoun>(
    to routes: Routes, _: N.Type, _ deed: Deed, folder: String? = nil, name: String = N.noun
  ) {
    routes.get("/\(folder ?? "\(N.noun)s")/:\(name)/history") { context in
      let id = try context.id(name, of: N.self)
      let stream = FactStream(id)
      let (happenings, fromPolice) = try await context.read { tx in
        (
          try Chronology.history(of: stream, in: tx),
          N.noun == Contact.noun
            ? try ContactTable.isFromPolice(ContactID(id.number), in: tx)
            // Who sees what the police sent does not see what the record makes of it.
            : false
        )
      }
      guard !happenings.isEmpty else { throw NotHere() }
      try await context.may(
        deed, about: Chronology.people(in: happenings).sorted(), record: stream,
        fromPolice: fromPolice)
      let (events, names) = try await context.history(happenings)
      var page = historyPage(
        "History of \(RecordPaths.name(stream).lowercasedFirst)", events, names, showsRecord: false)
      page.about = id.description
      page.trail = .back(RecordPaths.name(stream), to: RecordPaths.page(stream) ?? "/")
      return context.page(page)
    }
  }

  /// One person's own record, or everything about a child.
  private static func person(_ context: Context, whole: Bool) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.seePerson, about: id)
    let happenings = try await context.read { tx in
      whole
        ? try Chronology.of(id, in: tx) : try Chronology.history(of: FactStream(id), in: tx)
    }
    let (events, names) = try await context.history(happenings)
    var page = historyPage("History of this record", events, names, showsRecord: whole)
    let identity = try await context.identity(of: id)
    identity.stand(on: &page)
    page.printHeader =
      "\(identity.name) · History of this record · printed by \(context.signedIn.name) on "
      + "\(context.today.long), \(context.now.clock)"
    return context.page(page)
  }
}

/// One fact in the history of a record.
struct HistoryLine: Sendable {
  let happening: Chronology.Happening
  /// Nil where its words are closed to the reader.
  let entry: ChronologyEntry?
}

extension Context {
  /// The first entry of each fact: what was done, without what it also says of other days.
  fileprivate func history(
    _ happenings: [Chronology.Happening]
  ) async throws -> (lines: [HistoryLine], names: ChronologyNames) {
    let open = try await seeable(Chronology.people(in: happenings).sorted())
    let names = try await read { try Chronology.names(of: open, in: $0) }
    let lines = happenings.compactMap { happening -> HistoryLine? in
      let isClosed = !happening.about.isSubset(of: open)
      if isClosed, happening.stream.noun == Person.noun { return nil }
      return HistoryLine(
        happening: happening, entry: isClosed ? nil : happening.entries(names).first)
    }
    return (lines, names)
  }
}

/// Every fact, oldest first.
func historyPage(
  _ heading: String, _ lines: [HistoryLine], _ names: ChronologyNames, showsRecord: Bool
) -> Page {
  let damaged = lines.count { if case .damaged = $0.happening.content { true } else { false } }
  let rows = lines.map { line -> TableRow in
    let happening = line.happening
    let what: HTML
    if let entry = line.entry {
      what = """
        <p><strong>\(entry.title)</strong></p>\(entry.what.map { prose($0) })\
        \(entry.effect.map { "<p>What it meant for the child: \($0)</p>" } as HTML?)
        """
    } else {
      what = "<p>The words are closed to you.</p>"
    }
    let isDamaged: Bool
    if case .damaged = happening.content { isDamaged = true } else { isDamaged = false }
    let record: HTML =
      showsRecord && line.entry != nil
      ? RecordPaths.page(happening.stream).map {
        textLink(RecordPaths.name(happening.stream), to: $0)
      } ?? "\(RecordPaths.name(happening.stream))"
      : "\(RecordPaths.name(happening.stream))"
    return TableRow(
      [
        "\(happening.seq)",
        showsRecord ? "\(record), version \(happening.version)" : "\(happening.version)",
        what, "\(happening.happenedOn.long)",
        "\(happening.recorded.day.long), \(happening.recorded.clock)",
        "\(names.actor(happening.actor))",
      ], isMarked: isDamaged)
  }
  let checked: HTML =
    damaged == 0
    ? "<p>\(counted(lines.count, "entry", "entries")), each checked against its digest.</p>"
    : warningText(
      "\(counted(damaged, "entry does", "entries do")) not match what was written. Tell whoever "
        + "looks after Threshold before you rely on this record.")
  return Page(
    heading,
    main: """
      \(checked)
      \(table(
        id: "history", caption: "Every entry, in the order in which it was recorded",
        columns: [
          Column("Entry"), Column(showsRecord ? "Record" : "Version"), Column("What was done"),
          Column("Happened"), Column("Recorded"), Column("By"),
        ], rows: rows, empty: "Nothing has been recorded."))
      """)
}

extension String {
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
