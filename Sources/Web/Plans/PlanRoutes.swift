import Domain
import HTML
import Hummingbird
import Store

/// `/plans/L-1` and what is done on it in one form each.
enum PlanRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/plans/:plan") { try await record($0) }
    routes.get("/children/:person/plan") { try await ofChild($0) }
    for act in PlanAct.allCases {
      routes.get("/plans/:plan/\(act.rawValue)") { context in
        let plan = try await context.plan(.writePlan)
        return try await context.show(try await form(act, plan, context))
      }
      routes.post("/plans/:plan/\(act.rawValue)") { try await send(act, $0) }
    }
    for what in ["done", "drop"] {
      routes.get("/plans/:plan/actions/:action/\(what)") { context in
        let plan = try await context.plan(.writePlan)
        return try await context.show(try await actionForm(what, plan, context))
      }
      routes.post("/plans/:plan/actions/:action/\(what)") { try await sendAction(what, $0) }
    }
  }

  private static func record(_ context: Context) async throws -> Response {
    let whole = try await context.plan(.seePlan)
    let records = try await context.standing(of: [whole.child])
    let named = whole.people.keys.sorted()
    var page = planPage(
      PlanRecord(
        whole: whole, names: Names(workers: try await context.workerNames()),
        seen: try await context.seeable(named), today: context.today,
        canWrite: context.can(.writePlan, about: records),
        done: context.query["done"].flatMap { PlanDone(rawValue: $0) }))
    let identity = try await context.identity(of: whole.child)
    identity.stand(on: &page)
    page.trail = .back(whole.childName, to: ChildPaths.overview(whole.child))
    page.printHeader =
      "\(whole.childName) · \(whole.plan.kind.words) \(whole.id) · as at \(context.today.long)"
    return context.page(page)
  }

  /// The plan that is open, else the last; a child without any has a page that says so.
  private static func ofChild(_ context: Context) async throws -> Response {
    let child = try context.id("person", of: Person.self)
    try await context.exists(child)
    try await context.may(.seePlan, about: child)
    let plans = try await context.read { try PlanTable.of(child: child, in: $0) }
    if let plan = plans.first(where: { $0.history.to == nil }) ?? plans.first {
      return .seeOther(PlanPaths.page(plan.id))
    }
    let open = try await context.read { try ReferralTable.openEpisode(of: child, in: $0) }
    let canOpen = context.can(.writePlan, about: try await context.standing(of: [child]))
    let offer: HTML? = open.flatMap { referral in
      canOpen
        ? buttonLink("Open a child in need plan", to: PlanPaths.open(referral)) : nil
    }
    var page = Page(
      "Plan",
      main: emptyState(
        "There is no plan for this child. A child in need plan follows an authorised assessment; a "
          + "child protection conference opens a child protection plan.", action: offer))
    let identity = try await context.identity(of: child)
    identity.stand(on: &page)
    page.trail = .back(identity.name, to: ChildPaths.overview(child))
    return context.page(page)
  }

  // MARK: Forms

  private static func form(
    _ act: PlanAct, _ whole: PlanTable.Whole, _ context: Context
  ) async throws -> FormPage {
    let choices = try await context.planChoices(of: whole.child)
    var form = FormPage(
      act.heading,
      FormDefinition("plan-\(act.rawValue)", edition: "1", act.questions(whole, choices)),
      path: PlanPaths.act(whole.id, act.rawValue), submit: "\(act.submit) for \(whole.childName)",
      version: whole.version)
    switch act {
    case .write:
      let blocks = PlanBlocksForm(said: whole.answers, adding: context.act)
      blocks.fill(&form.record, whole.plan.versions.last)
      form.layout = { blocks.layout($0, hasActions: false) }
    case .coreGroup:
      for (place, member) in whole.plan.members.enumerated() {
        form.record["role-\(place + 1)"] = member.role
        switch member.who {
        case .worker(let worker): form.record["who-\(place + 1)"] = worker.description
        case .person(let person): form.record["who-\(place + 1)"] = person.description
        case .other(let words): form.record["name-\(place + 1)"] = words
        }
      }
    case .meeting:
      if whole.plan.members.isEmpty {
        form.before += warningText(
          "Nobody is named in the core group. Name its members first, then record the meeting.")
      }
    case .visits:
      if let rule = Plan.visitRule(whole.plan.kind, on: context.today) {
        form.before +=
          "<p>The council’s standard is at least every \(rule.words). It may be more often, never less.</p>"
      }
    case .review where whole.plan.kind == .childProtection:
      form.before += warningText(
        "A review conference reviews a child protection plan. Record the conference instead.")
    case .end:
      form.before += endWords(whole)
    case .action, .review: break
    }
    return try await context.around(form, whole)
  }

  private static func endWords(_ whole: PlanTable.Whole) -> HTML {
    let open = whole.plan.openActions
    let actions: HTML =
      open.isEmpty
      ? ""
      : """
      <p>\(counted(open.count, "action is", "actions are")) not done, and \(open.count == 1 ? "ends" : "end") with the plan:</p>\
      <ul>\(each: open, { "<li>\($0.agreed.what), by \($0.agreed.by.long)</li>" })</ul>
      """
    guard whole.plan.kind == .childProtection else { return actions }
    return """
      \(warningText("Only a review conference ends a child protection plan, unless the child has moved, is looked after, is 18 or has died."))\(actions)
      """
  }

  private static func send(_ act: PlanAct, _ context: Context) async throws -> Response {
    let whole = try await context.plan(.writePlan)
    let form = try await form(act, whole, context)
    if act == .write, context.act?.hasPrefix("add-") == true { return context.showAgain(form) }
    let today = context.today
    return try await context.submit(form) { reader in
      act.read(&reader, whole, today: today)
    } perform: { command, sending in
      let _: Done<Plan> = try await context.house.store.perform(
        command, on: whole.id, expecting: sending.version, as: sending.act)
      return PlanPaths.page(whole.id, done: act.done)
    }
  }

  // MARK: One action

  private static func actionForm(
    _ what: String, _ whole: PlanTable.Whole, _ context: Context
  ) async throws -> FormPage {
    let isDone = what == "done"
    let action = try context.action(of: whole)
    let words = Question(
      "words", .longText(rows: 3), isDone ? "What came of it?" : "Why is it not to be done?")
    let questions = (isDone ? [Question("on", .day, "When was it done?")] : []) + [words]
    var form = FormPage(
      isDone ? "An action is done" : "Drop an action",
      FormDefinition("plan-action-\(what)", edition: "1", questions),
      path: PlanPaths.action(whole.id, action.key, what),
      submit: "\(isDone ? "Record that it is done" : "Drop the action") for \(whole.childName)",
      version: whole.version)
    form.before = inset("<p>\(action.agreed.what), by \(action.agreed.by.long)</p>")
    return try await context.around(form, whole)
  }

  private static func sendAction(_ what: String, _ context: Context) async throws -> Response {
    let whole = try await context.plan(.writePlan)
    let form = try await actionForm(what, whole, context)
    let key = try context.action(of: whole).key
    let today = context.today
    return try await context.submit(form) { reader -> Plan.Command? in
      let on = what == "done" ? reader.day("on", "the day it was done", latest: today) : today
      let words = reader.text(
        "words", "it", ask: what == "done" ? "Say what came of it" : "Say why it is not to be done",
        longest: 4000)
      guard let on, let words, reader.errors.isEmpty else { return nil }
      return what == "done"
        ? .finishAction(key, on: on, words: words) : .dropAction(key, reason: words)
    } perform: { command, sending in
      let _: Done<Plan> = try await context.house.store.perform(
        command, on: whole.id, expecting: sending.version, as: sending.act)
      return PlanPaths.page(whole.id, done: what == "done" ? .finished : .dropped)
    }
  }
}

extension Context {
  /// The plan in the address, once the worker may do this with it.
  func plan(_ deed: Deed) async throws -> PlanTable.Whole {
    let id: PlanID = try id("plan")
    let today = today
    let plan = try found(try await read { try PlanTable.page(id, today: today, in: $0) })
    try await may(deed, about: [plan.child], record: FactStream(id))
    return plan
  }

  func action(of whole: PlanTable.Whole) throws -> Plan.Action {
    let key = try word("action")
    return try found(whole.plan.actions.first { "\($0.key)" == key })
  }

  /// Workers, and those of the child's family whose records the worker may see.
  func planChoices(of child: PersonID) async throws -> PlanChoices {
    let (workers, family) = try await read { tx in
      (try WorkerTable.all(in: tx), try PersonTable.family(of: child, in: tx))
    }
    let seen = try await seeable(family.map(\.line.id))
    return PlanChoices(
      workers: workers.filter { $0.leftOn == nil }.map { Choice($0.id.description, $0.name) },
      family: family.filter { seen.contains($0.line.id) }.map {
        Choice($0.line.id.description, "\($0.line.name), \($0.kind.words.lowercased())")
      })
  }

  /// A form of a plan, with the child's identity bar above it.
  func around(_ form: FormPage, _ whole: PlanTable.Whole) async throws -> FormPage {
    var form = form
    let child = try await identity(of: whole.child)
    form.around = { page in
      child.stand(on: &page)
      page.trail = .back("Plan \(whole.id)", to: PlanPaths.page(whole.id))
      page.width = .work
    }
    return form
  }
}
