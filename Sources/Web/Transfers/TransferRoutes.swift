import Domain
import HTML
import Hummingbird
import Store

/// `/transfers` and `/transfers/U-1`: what goes from one team to another, and what is done with it.
enum TransferRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/transfers") { try await list($0) }
    routes.get("/transfers/:transfer") { context in
      let whole = try await open(context)
      return context.page(try await page(context, whole))
    }
    for act in TransferAct.allCases {
      routes.get("/transfers/:transfer/\(act.rawValue)") { context in
        let whole = try await open(context, for: act)
        return try await context.show(try await form(context, act, whole))
      }
      routes.post("/transfers/:transfer/\(act.rawValue)") { try await send(act, $0) }
    }
  }

  /// What it takes: the sender asks, escalates and withdraws; the receiver answers; a named leader
  /// decides. Which team, and who by name, is judged by the transfer itself.
  static func deed(_ act: TransferAct) -> Deed {
    switch act {
    case .accept, .return: .takeTransfer
    case .again, .escalate, .withdraw: .askTransfer
    case .decide: .decideTransfer
    }
  }

  private static func open(
    _ context: Context, for act: TransferAct? = nil
  ) async throws -> TransferTable.Whole {
    let id = try context.id("transfer", of: Transfer.self)
    let whole = try context.found(try await context.read { try TransferTable.whole(id, in: $0) })
    try await context.may(.seeTransfer, about: whole.people, record: FactStream(id))
    if let act { try await context.may(deed(act), about: whole.people, record: FactStream(id)) }
    return whole
  }

  // MARK: - Looking

  private static func list(_ context: Context) async throws -> Response {
    try await context.may(.seeTransfer)
    let all = try await context.read { try TransferTable.allOpen(in: $0) }
    let sight = try await context.sight(of: Set(all.flatMap(\.people)).sorted())
    let shown = all.compactMap { whole -> TransferList.Line? in
      switch sight.view(.seeTransfer, of: whole.people) {
      case .whole: TransferList.Line(transfer: whole, isClosed: false)
      case .stub: TransferList.Line(transfer: whole, isClosed: true)
      case .nothing: nil
      }
    }
    try await context.showed(
      Set(shown.filter { !$0.isClosed }.flatMap(\.transfer.people)).sorted(), by: .seeTransfer)
    return context.page(
      transferListPage(
        TransferList(
          lines: shown, team: context.viewer.team, me: context.worker,
          names: Names(workers: try await context.workerNames()), today: context.today)))
  }

  private static func page(
    _ context: Context, _ whole: TransferTable.Whole
  ) async throws -> Page {
    let records = try await context.standing(of: whole.people)
    let mine = context.viewer.team
    func may(_ act: TransferAct) -> Bool { context.can(deed(act), about: records) }
    var acts: [TransferAct] = []
    switch whole.status {
    case .asked:
      if mine == whole.to, may(.accept) { acts += [.accept, .return] }
      if mine == whole.from, may(.withdraw) {
        if whole.isLate(on: context.today) { acts.append(.escalate) }
        acts.append(.withdraw)
      }
    case .returned:
      if mine == whole.from, may(.again) { acts += [.again, .escalate, .withdraw] }
    case .escalated:
      if whole.judge == context.worker, may(.decide) { acts.append(.decide) }
      if mine == whole.from, may(.withdraw) { acts.append(.withdraw) }
    case .accepted, .stays, .withdrawn: break
    }
    var page = transferPage(
      whole, acts: acts, names: Names(workers: try await context.workerNames()),
      today: context.today)
    try await dress(&page, context, whole)
    return page
  }

  private static func dress(
    _ page: inout Page, _ context: Context, _ whole: TransferTable.Whole
  ) async throws {
    if whole.people.count == 1 {
      page.identity = try await context.identity(of: whole.people[0]).bar
    }
    page.about = listed(whole.names)
    page.trail = .back("Transfers", to: TransferPaths.all)
  }

  // MARK: - Forms

  private static func form(
    _ context: Context, _ act: TransferAct, _ whole: TransferTable.Whole
  ) async throws -> FormPage {
    let today = context.today
    let names = listed(whole.names)
    let workers = try await context.read { tx in
      try Caseload.lines(of: whole.to, today: today, in: tx)
    }
    let holders = workers.map { line in
      Choice(
        line.worker.description, line.name,
        hint: (["Holds \(line.points(on: today)) of \(line.cap(on: today)) points"]
          + line.notes(on: today)).joined(separator: ". "))
    }
    func page(_ heading: String, _ questions: [Question], _ submit: String) -> FormPage {
      FormPage(
        heading, FormDefinition("transfer-\(act.rawValue)", edition: "1", questions),
        path: TransferPaths.act(whole.id, act), submit: submit, version: whole.version)
    }
    var form: FormPage
    switch act {
    case .accept:
      form = page(
        "Accept the transfer",
        [
          Question("worker", .one(holders), "Who will work with \(names)?"),
          Question(
            "over", .longText(rows: 2), "Why more than the worker can hold?",
            hint: "Only if there is no room, or the worker is away. Managers alone.",
            optional: true),
        ], "Accept \(names)")
    case .return:
      form = page(
        "Send the transfer back",
        [
          Question(
            "reason", .longText(rows: 4), "What must the other team do before you can take over?")
        ], "Send it back to \(whole.fromName)")
    case .again:
      form = page(
        "Ask again", [Question("words", .longText(rows: 4), "What have you done since?")],
        "Ask \(whole.toName) again")
    case .escalate:
      form = page(
        "Ask for a decision",
        [
          Question(
            "to", .oneOfMany(try await judges(context, whole)), "Who decides?",
            hint: "A senior leader or a manager who is in neither team. The decision binds both."),
          Question("reason", .longText(rows: 4), "Why can it not wait?"),
        ], "Ask for a decision")
    case .decide:
      form = page(
        "Decide between the teams",
        [
          Question(
            "accepts",
            .one([
              Choice("yes", "\(whole.toName) takes over"),
              Choice("no", "Stays with \(whole.fromName)"),
            ]), "What is decided?"),
          Question(
            "worker", .one(holders), "Who works with the children there?",
            hint: "If you leave it open, they wait on that team’s list for a worker.",
            optional: true),
          Question("sentence", .longText(rows: 3), "In a sentence that both teams read"),
        ], "Record the decision")
    case .withdraw:
      form = page(
        "Withdraw it",
        [Question("reason", .longText(rows: 3), "Why is it not needed any more?")], "Withdraw it")
    }
    form.before = inset(
      "<p><strong>\(names)</strong>: from \(whole.fromName) to \(whole.toName)</p>")
    var around = Page("", main: "")
    try await dress(&around, context, whole)
    let (identity, about) = (around.identity, around.about)
    form.around = { page in
      page.identity = identity
      page.about = about
      page.trail = .back("Transfer \(whole.id)", to: TransferPaths.page(whole.id))
    }
    return form
  }

  private static func judges(
    _ context: Context, _ whole: TransferTable.Whole
  ) async throws -> [Choice] {
    try await context.read { try WorkerTable.all(in: $0) }.filter { line in
      (line.roles.contains(.seniorLeader) || line.roles.contains(.teamManager))
        && line.team != whole.from && line.team != whole.to
    }.map { line in
      Choice(
        line.id.description,
        "\(line.name), \(line.teamName ?? listed(line.roles.sorted().map(\.title)))")
    }
  }

  private static func send(_ act: TransferAct, _ context: Context) async throws -> Response {
    let whole = try await open(context, for: act)
    let now = context.now
    return try await context.submit(try await form(context, act, whole)) { reader in
      read(act, &reader, now: now)
    } perform: { (command: Transfer.Command, sending: Sending) in
      let _: Done<Transfer> = try await context.house.store.perform(
        command, on: whole.id, expecting: sending.version, as: sending.act)
      return TransferPaths.page(whole.id)
    }
  }

  private static func read(
    _ act: TransferAct, _ reader: inout AnswerReader, now: Instant
  ) -> Transfer.Command? {
    switch act {
    case .accept:
      let worker: WorkerID? = reader.id("worker", "the worker")
      let over = reader.textIfAny("over", "the reason", longest: 1000)
      return worker.map { .accept(worker: $0, over: over, at: now) }
    case .return:
      return reader.text("reason", "what is needed", ask: "Say what is needed first", longest: 4000)
        .map { .sendBack(reason: $0) }
    case .again:
      return reader.text("words", "what was done", ask: "Say what you have done since")
        .map { .askAgain(words: $0) }
    case .escalate:
      let to: WorkerID? = reader.id("to", "who decides")
      let reason = reader.text("reason", "why", ask: "Say why it cannot wait", longest: 4000)
      guard let to, let reason else { return nil }
      return .escalate(to: to, reason: reason)
    case .decide:
      let accepts = reader.yesOrNo("accepts", "", ask: "Select what is decided")
      let worker: WorkerID? = reader.idIfAny("worker", "the worker")
      let sentence = reader.text(
        "sentence", "the sentence", ask: "Write the sentence both teams will read", longest: 1000)
      guard let accepts, let sentence, reader.errors.isEmpty else { return nil }
      return .decide(accepts: accepts, worker: worker, sentence: sentence, at: now)
    case .withdraw:
      return reader.text("reason", "why", ask: "Say why it is not needed any more")
        .map { .withdraw(reason: $0) }
    }
  }
}
