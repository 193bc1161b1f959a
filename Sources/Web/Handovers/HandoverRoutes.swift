import Domain
import HTML
import Hummingbird
import Store

/// `/handovers/J-1`: one thing that goes over between day and night, and what is done with it.
enum HandoverRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/handovers/:handover") { context in
      let whole = try await open(context)
      return context.page(try await page(context, whole))
    }
    for act in [HandoverAct.acknowledge, .accept] {
      routes.post("/handovers/:handover/\(act.rawValue)") { try await press(act, $0) }
    }
    for act in [HandoverAct.act, .pass, .chase, .close] {
      routes.get("/handovers/:handover/\(act.rawValue)") { context in
        let whole = try await open(context, for: act)
        return try await context.show(try await form(context, act, whole))
      }
      routes.post("/handovers/:handover/\(act.rawValue)") { try await send(act, $0) }
    }
  }

  /// What it takes to do it: whoever is on duty at night writes down, passes on and closes; the day
  /// settles what it was passed, and ends its own alerts.
  static func deed(
    _ act: HandoverAct, _ whole: HandoverTable.Whole, _ context: Context
  ) -> Deed {
    switch act {
    case .acknowledge, .act: .actAtNight
    case .accept: .settleHandover
    case .pass, .chase: context.can(.actAtNight) ? .actAtNight : .settleHandover
    case .close:
      context.can(.actAtNight)
        ? .actAtNight : whole.open == nil ? .raiseHandover : .settleHandover
    }
  }

  private static func open(
    _ context: Context, for act: HandoverAct? = nil
  ) async throws -> HandoverTable.Whole {
    let id = try context.id("handover", of: Handover.self)
    let whole = try context.found(try await context.read { try HandoverTable.whole(id, in: $0) })
    try await context.may(.seeHandover, about: whole.people, record: FactStream(id))
    if let act {
      try await context.may(deed(act, whole, context), about: whole.people, record: FactStream(id))
    }
    return whole
  }

  private static func page(
    _ context: Context, _ whole: HandoverTable.Whole
  ) async throws -> Page {
    let records = try await context.standing(of: whole.people)
    let buttons =
      HandoverButtons.all(
        whole, context, page: HandoverPaths.page(whole.id), records: records)
      + (try await strategyLink(whole, context, records))
    var page = handoverPage(whole, buttons: buttons, now: context.now)
    try await dress(&page, context, whole)
    page.printHeader =
      "\(whole.name) · \(page.heading) · printed by \(context.signedIn.name) on "
      + "\(context.today.long), \(context.now.clock)"
    return page
  }

  private static func dress(
    _ page: inout Page, _ context: Context, _ whole: HandoverTable.Whole
  ) async throws {
    if let child = whole.child { page.identity = try await context.identity(of: child.id).bar }
    page.about = whole.name
    page.trail = .back("Nights", to: NightPaths.tonight)
  }

  // MARK: - One button

  private static func press(_ act: HandoverAct, _ context: Context) async throws -> Response {
    let whole = try await open(context, for: act)
    let now = context.now
    let command: Handover.Command =
      act == .accept ? .accept(at: now) : .acknowledge(at: now)
    return try await context.carryOut(back: HandoverPaths.page(whole.id)) { sending in
      // Somebody else who puts their name to it is in nobody's way.
      _ =
        try await context.house.store.perform(
          command, on: whole.id, expecting: act == .accept ? sending.version : nil,
          as: sending.act) as Done<Handover>
      return act == .accept ? HandoverPaths.page(whole.id) : NightPaths.tonight
    }
  }

  // MARK: - Forms

  private static func form(
    _ context: Context, _ act: HandoverAct, _ whole: HandoverTable.Whole
  ) async throws -> FormPage {
    let child = whole.child?.id
    let path = HandoverPaths.act(whole.id, act)
    func page(_ heading: String, _ definition: FormDefinition, _ submit: String) -> FormPage {
      FormPage(
        heading, definition, path: path, submit: "\(submit) \(whole.name)", version: whole.version)
    }
    var form: FormPage
    switch act {
    case .pass:
      let addressees = try await context.read { try Addressees.read($0, child: child) }
      form = page("Pass it to the morning", HandoverQuestions.pass(addressees), "Pass on for")
    case .chase:
      form = page("Ask who takes it over", HandoverQuestions.chase, "Save what they said about")
    case .close: form = page("Close it", HandoverQuestions.close, "Close it for")
    case .act, .acknowledge, .accept:
      form = page("What was done in the night", HandoverQuestions.act, "Save for")
      form.layout = HandoverQuestions.layout
    }
    form.before = inset("<p><strong>\(whole.title)</strong>: \(whole.name)</p>")
    var around = Page("", main: "")
    try await dress(&around, context, whole)
    let (identity, about, trail) = (around.identity, around.about, around.trail)
    form.around = { page in
      page.identity = identity
      page.about = about
      page.trail = trail
    }
    return form
  }

  private static func send(_ act: HandoverAct, _ context: Context) async throws -> Response {
    let whole = try await open(context, for: act)
    let now = context.now
    return try await context.submit(try await form(context, act, whole)) { reader in
      read(act, &reader, now)
    } perform: { (command: Handover.Command, sending: Sending) in
      _ =
        try await context.house.store.perform(
          command, on: whole.id, expecting: sending.version, as: sending.act) as Done<Handover>
      return HandoverPaths.page(whole.id)
    }
  }

  private static func read(
    _ act: HandoverAct, _ reader: inout AnswerReader, _ now: Instant
  ) -> Handover.Command? {
    switch act {
    case .acknowledge, .accept: return nil
    case .act: return HandoverQuestions.action(&reader, now: now).map { .act($0, at: now) }
    case .pass:
      return HandoverQuestions.need(&reader).map { .pass(words: $0.words, to: $0.to, at: now) }
    case .chase:
      return reader.text(
        "words", "what they said", ask: "Say whom you asked and what they said", longest: 2000
      ).map { .chase(words: $0, at: now) }
    case .close:
      return reader.text(
        "reason", "the reason", ask: "Say why nobody needs to do it any more", longest: 2000
      ).map { .close(reason: $0, at: now) }
    }
  }
}

/// What a worker can do with one from where it is shown.
enum HandoverButtons {
  /// - Parameter page: where they stand.
  static func all(
    _ whole: HandoverTable.Whole, _ context: Context, page: String, records: [Record]
  ) -> HTML {
    guard whole.closed == nil else { return "" }
    func may(_ act: HandoverAct) -> Bool {
      context.can(
        HandoverRoutes.deed(act, whole, context), about: records.isEmpty ? [Record()] : records)
    }
    var items: [HTML] = []
    let night = Night(at: context.now)
    let inForce = whole.warning.map { context.now < $0.until } ?? false
    let mine = whole.acknowledged.contains {
      $0.worker == context.worker && night.contains($0.at)
    }
    if inForce, !mine, may(.acknowledge) {
      items.append(
        context.button(
          "Acknowledge the alert", action: HandoverPaths.act(whole.id, .acknowledge), page: page,
          kind: .primary, context: "about \(whole.name)"))
    }
    if let open = whole.open, open.isFor(context.actor), may(.accept) {
      items.append(
        context.button(
          "Accept it", action: HandoverPaths.act(whole.id, .accept), page: page, kind: .primary,
          version: whole.version, context: "about \(whole.name)"))
    }
    func link(_ text: String, _ act: HandoverAct) {
      guard may(act) else { return }
      items.append(
        textLink(text, to: HandoverPaths.act(whole.id, act), context: "about \(whole.name)"))
    }
    link("Write down what was done", .act)
    link(whole.open == nil ? "Pass it to the morning" : "Pass it on", .pass)
    if whole.open?.isLate(at: context.now) == true { link("Ask who takes it over", .chase) }
    if inForce || whole.open != nil { link("Close it", .close) }
    return items.isEmpty ? "" : buttonGroup(HTML(each: items) { $0 })
  }
}

func handoverPage(_ whole: HandoverTable.Whole, buttons: HTML, now: Instant) -> Page {
  var rows = whole.warningRows
  if whole.warning != nil {
    let names = whole.acknowledged.map { "\($0.by), \($0.at.inShort)" }.joined(separator: "; ")
    rows.append(SummaryRow("Acknowledged", names.isEmpty ? "Nobody yet" : names))
  }
  let by = whole.begunBy.map { ", \($0)" } ?? ""
  rows.append(SummaryRow("Written down", "\(whole.begunAt.inShort)\(by)"))
  if let closed = whole.closed {
    rows.append(
      SummaryRow(
        "Closed", "\(closed.at.inShort)\(closed.by.map { ", \($0)" } ?? ""): \(closed.words)"))
  }
  let needs = whole.needs.map { needed -> HTML in
    """
    <li><p><strong>\(needed.to)</strong></p>\(prose(needed.need.words))\
    <p>\(needed.status(at: now))</p>\
    \(each: needed.chases, { chase in
      "<p>Asked on \(chase.at.inShort)\(chase.by.map { ", \($0)" }): \(chase.words)</p>"
    })</li>
    """
  }
  var page = Page(
    whole.warning == nil ? "In the night" : "Alert for the night",
    main: """
      <div class="night">\(summaryList(rows))\(buttons)\
      \(if: !whole.actions.isEmpty, """
        <section><h2>What was done</h2>\
        \(timeline(whole.actions.map { $0.entry(whole, showsName: false) }))</section>
        """)\
      \(if: !needs.isEmpty, "<section><h2>For the morning</h2><ul>\(each: needs, { $0 })</ul></section>")\
      \(historyLink(whole.id))</div>
      """)
  page.caption = "\(whole.name), \(whole.id)"
  return page
}
