import Domain
import HTML
import Hummingbird
import Store

/// `/nights`: what the night is told, what happens in it, and what the morning takes over.
enum NightRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/nights") { try await tonight($0) }
    routes.get("/nights/report") { try await NightReport.show($0) }
    routes.get("/nights/child/:person") { try await NightChild.show($0) }
    routes.get("/nights/log") { context in
      try await context.may(.actAtNight)
      return try await context.show(try await logForm(context, nil))
    }
    routes.post("/nights/log") { context in
      try await context.may(.actAtNight)
      return try await log(context, nil)
    }
    routes.get("/nights/child/:person/log") { context in
      let child = try await child(context, for: .actAtNight)
      return try await context.show(try await logForm(context, child))
    }
    routes.post("/nights/child/:person/log") { context in
      try await log(context, try await child(context, for: .actAtNight))
    }
    routes.get("/nights/child/:person/alert") { context in
      try await context.show(
        try await warningForm(context, try await child(context, for: .raiseHandover)))
    }
    routes.post("/nights/child/:person/alert") { try await warn($0) }
  }

  // MARK: - Tonight

  private static func tonight(_ context: Context) async throws -> Response {
    try await context.may(.seeNights)
    let now = context.now
    let night = Night(at: now)
    let read = try await context.read { tx in
      (
        told: try HandoverTable.told(to: night, at: now, in: tx),
        happened: try HandoverTable.happened(in: night, in: tx),
        waiting: try HandoverTable.waiting(in: tx)
      )
    }
    let all = read.told + read.happened + read.waiting
    let sight = try await context.sight(of: Set(all.flatMap(\.people)).sorted())
    func shown(_ wholes: [HandoverTable.Whole]) -> [ShownHandover] {
      wholes.compactMap { ShownHandover($0, sight, context, page: NightPaths.tonight) }
    }
    let model = NightModel(
      night: night, now: now, told: shown(read.told), happened: shown(read.happened),
      waiting: shown(read.waiting), mayAct: context.can(.actAtNight),
      mayRecord: context.can(.recordContact), mayFind: context.can(.findPerson),
      mayOpenInNeed: context.can(.breakGlass))
    try await context.showed(model.people, by: .seeNights)
    return context.page(nightPage(model))
  }

  // MARK: - Writing down

  /// A child on the record, whom the worker may read about and do this for.
  private static func child(_ context: Context, for deed: Deed) async throws -> PersonID {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.seeHandover, about: id)
    try await context.may(deed, about: id)
    return id
  }

  private static func logForm(
    _ context: Context, _ child: PersonID?
  ) async throws -> FormPage {
    let addressees = try await context.read { try Addressees.read($0, child: child) }
    var identity: PersonIdentity?
    if let child { identity = try await context.identity(of: child) }
    let name = identity?.name
    var form = FormPage(
      "What happened in the night", HandoverQuestions.log(child, addressees),
      path: child.map { NightPaths.log($0) } ?? NightPaths.log,
      submit: name.map { "Save what happened to \($0)" } ?? "Save what happened")
    form.layout = { "<div class=\"night\">\(HandoverQuestions.layout($0))</div>" }
    let bar = identity?.bar
    form.around = { page in
      page.identity = bar
      page.about = name
      page.trail = .back("Nights", to: NightPaths.tonight)
    }
    return form
  }

  private static func log(_ context: Context, _ child: PersonID?) async throws -> Response {
    let now = context.now
    return try await context.submit(try await logForm(context, child)) { reader in
      HandoverQuestions.log(&reader, child: child, now: now)
    } perform: { (command: Handover.Command, sending: Sending) in
      _ =
        try await context.house.store.perform(
          command, expecting: sending.version, as: sending.act) as Done<Handover>
      return NightPaths.tonight
    }
  }

  private static func warningForm(
    _ context: Context, _ child: PersonID
  ) async throws -> FormPage {
    let identity = try await context.identity(of: child)
    var form = FormPage(
      "Tell the night team", HandoverQuestions.warning, path: NightPaths.warn(child),
      submit: "Tell the night team about \(identity.name)")
    form.around = { page in
      page.identity = identity.bar
      page.about = identity.name
      page.trail = .back(identity.name, to: ChildPaths.overview(child))
    }
    return form
  }

  private static func warn(_ context: Context) async throws -> Response {
    let child = try await child(context, for: .raiseHandover)
    let now = context.now
    return try await context.submit(try await warningForm(context, child)) { reader in
      HandoverQuestions.warning(&reader, child: child, now: now)
    } perform: { (command: Handover.Command, sending: Sending) in
      let done: Done<Handover> = try await context.house.store.perform(
        command, expecting: sending.version, as: sending.act)
      return HandoverPaths.page(done.id)
    }
  }
}
