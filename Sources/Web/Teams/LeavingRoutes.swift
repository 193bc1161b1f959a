import Domain
import HTML
import Hummingbird
import Store

/// `/workers/W-1/leaving`: each family of a worker who goes is given to somebody else, one after
/// another, each confirmed by itself. Only then can the worker leave.
enum LeavingRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/workers/:worker/leaving") { try await page($0) }
    routes.post("/workers/:worker/leaving") { try await give($0) }
    routes.post("/workers/:worker/left") { context in
      let (id, _, version) = try await WorkerRoutes.open(context)
      return try await context.carryOut(back: WorkerPaths.leaving(id)) { sending in
        let _: Done<Worker> = try await context.house.store.perform(
          .leave, on: id, expecting: version, as: sending.act)
        return WorkerPaths.page(id)
      }
    }
  }

  /// The families of a worker, as whoever looks may give them out.
  private static func families(
    _ context: Context, of id: WorkerID
  ) async throws -> (open: [[Caseload.Child]], closed: Int) {
    let held = try await context.read {
      try Caseload.children(of: id, team: nil, kind: nil, in: $0)
    }
    let sight = try await context.sight(of: held.map(\.line.child))
    let mine = held.filter { sight.view(.allocate, of: [$0.line.child]) == .whole }
    var families: [[Caseload.Child]] = []
    for child in mine {
      let same = families.firstIndex {
        child.line.contact != nil && $0[0].line.contact == child.line.contact
      }
      if let same { families[same].append(child) } else { families.append([child]) }
    }
    try await context.showed(mine.map(\.line.child), by: .allocate)
    return (families, held.count - mine.count)
  }

  private static func page(_ context: Context) async throws -> Response {
    let (id, worker, _) = try await WorkerRoutes.open(context)
    let today = context.today
    let (families, closed) = try await families(context, of: id)
    let others = try await context.read { tx in
      try worker.team.map { try Caseload.lines(of: $0, today: today, in: tx) } ?? []
    }.filter { $0.worker != id }
    let choices = others.map { line in
      Choice(
        line.worker.description,
        (["\(line.name), \(line.points(on: today)) of \(line.cap(on: today)) points"]
          + line.notes(on: today)).joined(separator: ". "))
    }
    let path = WorkerPaths.leaving(id)
    let forms = families.map { family -> HTML in
      let names = listed(family.map(\.line.childName))
      let first = family[0].line.id
      return card(
        names,
        content: """
          <p>\(listed(family.map { "\($0.line.id): \($0.kind.words.lowercased())" })).</p>
          \(form(
            action: path, csrf: context.csrf,
            hidden: context.hidden(path: path) + family.map {
              HiddenField("referral", $0.line.id.description)
            },
            submit: "Give \(names) to this worker",
            content: selectInput(
              id: "worker-\(first)", label: "New worker for \(names)", choices: choices)
              + textArea(
                id: "over-\(first)", label: "Why more than the worker can hold?",
                hint: "Only if there is no room, or the worker is away.", optional: true, rows: 2)))
          """)
    }
    let given = context.query["given"].flatMap { ReferralID($0) }
    var page = Page(
      "Who takes over from \(worker.name)",
      main: """
        \(if: families.isEmpty && closed == 0, emptyState(
          "\(worker.name) holds no children.",
          action: worker.leftOn == nil ? context.button(
            "Record that \(worker.name) has left", action: "/workers/\(id)/left", page: path,
            kind: .warning) : nil))
        \(if: !families.isEmpty, """
          <p>\(worker.name) cannot leave before each of these families has somebody else.</p>
          """)
        \(each: forms, { $0 })
        \(if: closed > 0, """
          <p>\(counted(closed, "more child is", "more children are")) of another team or a restricted \
          record. Their manager gives them to somebody else.</p>
          """)
        """)
    page.caption = counted(families.count, "family", "families")
    page.trail = .back(worker.name, to: WorkerPaths.page(id))
    page.width = .questions
    page.banner = given.map { referral in
      notificationBanner(
        "Given to another worker, who is asked whether they take it.",
        undo: Undo(
          action: ReferralPaths.undoAllocation(referral), csrf: context.csrf,
          hidden: context.hidden(path: path)))
    }
    return context.page(page)
  }

  private static func give(_ context: Context) async throws -> Response {
    let (id, _, _) = try await WorkerRoutes.open(context)
    let asked = context.answers.all("referral").compactMap { ReferralID($0) }
    // What was given already is given once more by the same post: the first answer stands.
    let lines = try await context.read { try ReferralTable.lines(asked, in: $0) }
    guard let first = asked.first, !lines.isEmpty else { throw NotHere() }
    for line in lines { try await context.may(.allocate, about: line.child) }
    let now = context.now
    let store = context.house.store
    return try await context.carryOut(back: WorkerPaths.leaving(id)) { sending in
      guard let worker = context.answers["worker-\(first)"].flatMap({ WorkerID($0) }) else {
        throw Refusal("referral.worker", "Choose who takes over, then give the family to them")
      }
      let reason = context.answers["over-\(first)"].map(AnswerReader.trimmed) ?? ""
      try await context.house.database.write { tx in
        for (index, line) in lines.enumerated() {
          guard let team = line.team else { continue }
          let act = index == 0 ? sending.act : sending.act(line.id.description)
          let _: Done<Referral> = try store.perform(
            .allocate(
              team: team, worker: worker, over: reason.isEmpty ? nil : reason, at: now),
            on: line.id, as: act, in: tx)
        }
      }
      return WorkerPaths.leaving(id, given: first)
    }
  }
}
