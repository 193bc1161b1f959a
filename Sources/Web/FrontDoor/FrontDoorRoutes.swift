import Domain
import HTML
import HTTPTypes
import Hummingbird
import Store

/// `/front-door`: everything that waits, so that nothing ages unseen; taking the next, and giving out
/// several at once. Nothing here decides: each contact is decided by itself.
enum FrontDoorRoutes: HasRoutes {
  static let pageLength = 50

  static func add(to routes: Routes) {
    routes.get("/front-door") { try await show($0, $0.query) }
    // The short address of the same list.
    routes.get("/contacts") { context in
      try await context.may(.seeFrontDoor)
      return .seeOther(ContactPaths.board)
    }
    routes.post("/front-door/take-next") { try await takeNext($0) }
    routes.post("/front-door/share-out") { try await shareOut($0) }
  }

  private static func show(
    _ context: Context, _ query: Answers, errors: [FormError] = [],
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    try await context.may(.seeFrontDoor)
    let filter = FrontDoorPaths.filter(query)
    let number = FrontDoorPaths.page(query)
    let (me, today) = (context.worker, context.today)
    let looking = ContactTable.Looking(me, on: today)
    let (list, figures, calls, workers) = try await context.read { tx in
      (
        try ContactTable.page(
          filter, from: (number - 1) * pageLength, length: pageLength, for: looking, in: tx),
        try ContactTable.figures(for: looking, in: tx), try CallTable.total(on: today, in: tx),
        try WorkerTable.all(in: tx).filter { $0.roles.contains(where: \.worksAtTheDoor) }
      )
    }
    let oldest = try await context.read { tx in
      try ContactTable.lines(of: figures.oldest.map { [$0.id] } ?? [], in: tx)
    }
    let sight = try await context.sight(
      of: Array(Set((list.lines + oldest).flatMap(\.matched))))
    let lines = list.lines.compactMap { line -> FrontDoorBoard.Line? in
      switch sight.view(.seeContact, of: line.matched, fromPolice: line.fromPolice) {
      case .whole: FrontDoorBoard.Line(contact: line, isClosed: false)
      case .stub: FrontDoorBoard.Line(contact: line, isClosed: true)
      case .nothing: nil
      }
    }
    try await context.showed(
      Array(Set(lines.filter { !$0.isClosed }.flatMap(\.contact.matched))).sorted(),
      by: .seeContact)
    var model = FrontDoorBoard(
      lines: lines, total: list.total, number: number, filter: filter, figures: figures,
      calls: calls, names: Names(workers: try await context.workerNames()), today: today,
      asAt: context.now, me: me)
    // Of a closed one it is told how old it is, and not which.
    model.opensOldest = oldest.contains {
      sight.view(.seeContact, of: $0.matched, fromPolice: $0.fromPolice) == .whole
    }
    model.canRecord = context.can(.recordContact)
    model.seesFigures = context.can(.seeFigures)
    model.canReport = context.can(.seeDailyReport)
    model.canShareOut = context.can(.shareOutContact)
    model.canTake = model.canShareOut && context.viewer.roles.contains(where: \.worksAtTheDoor)
    model.atTheDoor = workers.map { Choice($0.id.description, $0.name) }
    model.chosen = Set(context.answers.all("contact"))
    model.givenTo = context.answers["worker"]
    model.errors = errors
    model.done = query["done"]
    let page = frontDoorPage(
      model,
      takeNext: context.button(
        "Take next", action: ContactPaths.takeNext, page: ContactPaths.board, kind: .primary)
    ) { content in
      form(
        action: ContactPaths.shareOut, csrf: context.csrf,
        hidden: context.hidden(path: ContactPaths.board) + [
          HiddenField("back", FrontDoorPaths.list(filter, page: number))
        ], submit: nil, content: content)
    }
    return context.page(page, status: status)
  }

  private static func takeNext(_ context: Context) async throws -> Response {
    try await context.may(.shareOutContact)
    return try await context.carryOut(back: ContactPaths.board) {
      try await next(context, as: $0.act)
    }
  }

  /// Takes the oldest that nobody has, immediate danger before all. Two who press at the same moment
  /// get two contacts: the second finds the first one's version gone, and takes the one after it.
  /// - Returns: where it is shown; the board where nothing waits.
  static func next(_ context: Context, as act: Act) async throws -> String {
    if let key = act.key,
      let before = try await context.read({ try ContactTable.acted(under: key, in: $0) })
    {
      return ContactPaths.record(before, done: .taken)
    }
    let looking = ContactTable.Looking(context.worker, on: context.today)
    let filter = ContactTable.Filter(stage: .undecided, with: .nobody)
    for first in stride(from: 0, to: 2000, by: 20) {
      let page = try await context.read { tx in
        try ContactTable.page(filter, from: first, length: 20, for: looking, in: tx)
      }
      if page.lines.isEmpty { break }
      let sight = try await context.sight(of: Array(Set(page.lines.flatMap(\.matched))))
      for line in page.lines
      where sight.view(.shareOutContact, of: line.matched, fromPolice: line.fromPolice) == .whole {
        do {
          let done: Done<Contact> = try await context.house.store.perform(
            .assign(to: context.worker), on: line.id, expecting: line.version, as: act)
          return ContactPaths.record(done.id, done: .taken)
        } catch is Conflict { continue }
      }
    }
    return FrontDoorPaths.list(ContactTable.Filter(), done: "nothing")
  }

  /// Several to one worker: all of them, or none.
  private static func shareOut(_ context: Context) async throws -> Response {
    let back = context.answers["back"].flatMap { LocalPath($0)?.description } ?? ""
    let start = back.firstIndex(of: "?").map { back.index(after: $0) } ?? back.endIndex
    let query = Answers(fields: FormBody.parse(back[start...].utf8) ?? [])
    var reader = AnswerReader(context.answers)
    let chosen = context.answers.all("contact").compactMap { Chosen($0) }
    if chosen.isEmpty { reader.wrong("contact", "Select an item for this task") }
    let worker: WorkerID? = reader.id(
      "worker", "who is to have them", ask: "Select who is to have them")
    let lines = try await context.read { tx in
      try ContactTable.lines(of: chosen.map(\.id), in: tx)
    }
    guard lines.count == Set(chosen.map(\.id)).count else { throw NotHere() }
    for line in lines {
      try await context.may(
        .shareOutContact, about: line.matched, record: FactStream(line.id),
        fromPolice: line.fromPolice)
    }
    if let worker, let closed = try await closed(to: worker, lines, context) {
      reader.wrong("worker", closed)
    }
    guard let worker, reader.errors.isEmpty else {
      return try await show(
        context, query, errors: reader.errors, status: .unprocessableContent)
    }
    let store = context.house.store
    return try await context.carryOut(back: back.isEmpty ? ContactPaths.board : back) { sending in
      try await context.house.database.write { tx in
        for one in chosen {
          let _: Done<Contact> = try store.perform(
            .assign(to: worker), on: one.id, expecting: one.version,
            as: sending.act(one.id.description), in: tx)
        }
      }
      return FrontDoorPaths.list(
        FrontDoorPaths.filter(query), page: FrontDoorPaths.page(query),
        done: "given-\(chosen.count)")
    }
  }

  /// Why a worker cannot have these: somebody in them is closed to that worker.
  private static func closed(
    to worker: WorkerID, _ lines: [ContactTable.Waiting], _ context: Context
  ) async throws -> String? {
    guard let other = try await context.read({ try WorkerTable.line(worker, in: $0) }) else {
      return "Select who is to have them from the list"
    }
    let people = Array(Set(lines.flatMap(\.matched)))
    let theirs = Sight(
      people: people, standing: try await context.sight(of: people).standing,
      viewer: Viewer(
        worker: worker, roles: other.roles, team: other.team, conflicts: other.conflicts),
      today: context.today)
    let closed = lines.filter {
      theirs.view(.seeContact, of: $0.matched, fromPolice: $0.fromPolice) != .whole
    }
    guard !closed.isEmpty else { return nil }
    return "\(other.name) cannot open \(listed(closed.map(\.id.description))). Leave it out, or "
      + "select somebody else"
  }

  /// A row that was chosen: its number, and its version as it was shown.
  struct Chosen: Hashable {
    let id: ContactID
    let version: Int

    init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, let id = ContactID(String(parts[0])), let version = Int(parts[1])
      else { return nil }
      self.id = id
      self.version = version
    }
  }
}
