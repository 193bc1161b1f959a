import Domain
import HTML
import Hummingbird
import Store

/// `/referrals/R-1/plan`: a child in need plan is opened, from what the assessment found.
enum PlanOpening: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/referrals/:referral/plan") { context in
      let referral = try await context.referral(.writePlan)
      return try await context.show(try await form(context, referral).form)
    }
    routes.post("/referrals/:referral/plan") { try await send($0) }
  }

  private static func form(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> (form: FormPage, blocks: PlanBlocksForm) {
    let child = referral.child
    let (said, open, ended) = try await context.read { tx in
      let open = try PlanTable.open(of: child, in: tx)
      return (
        try PlanTable.said(by: child, in: tx), open,
        open == nil ? try endedProtection(referral.id, in: tx) : nil
      )
    }
    let choices = try await context.planChoices(of: child)
    let blocks = PlanBlocksForm(
      said: said, adding: context.act, carriesOver: ended.map { !$0.plan.outcomes.isEmpty } ?? false
    )
    var form = FormPage(
      "Open a child in need plan",
      FormDefinition(
        "plan-open", edition: "1",
        [Question("from", .day, "From which day?", hint: "The day it was agreed with the family")]
          + blocks.questions(choices, hasActions: true)),
      path: PlanPaths.open(referral.id), submit: "Open the plan for \(referral.childName)")
    form.layout = { "\($0["from"])\(blocks.layout($0, hasActions: true))" }
    form = try await context.around(form, referral)
    if let open {
      form.before += warningText(
        "\(referral.childName) has a \(open.history.kind.words.lowercased()) already (\(open.id)). "
          + "Write in that one, or end it first.")
    }
    if let ended {
      form.record.set("from", day: ended.plan.to)
      form.before += carriedOver(ended.id, ended.plan)
    }
    let around = form.around
    form.around = { page in
      around(&page)
      page.width = .work
    }
    return (form, blocks)
  }

  /// The child protection plan of this referral that ended last: what it steps down from.
  private static func endedProtection(
    _ referral: ReferralID, in tx: any Transaction
  ) throws -> (id: PlanID, plan: Plan)? {
    guard let last = try PlanTable.of(referral: referral, in: tx).first,
      last.isSteppedDown(in: referral)
    else { return nil }
    return try PlanTable.whole(last.id, in: tx).map { (last.id, $0) }
  }

  private static func carriedOver(_ id: PlanID, _ plan: Plan) -> HTML {
    let link = textLink("Child protection plan \(id)", to: PlanPaths.page(id))
    let outcomes = plan.outcomes
    return inset(
      """
      <p>\(link) ended on \(plan.to?.long ?? "a day not recorded"). A child in need plan from that day \
      steps down from it.</p>\
      \(if: !outcomes.isEmpty, """
        <p>If you write no outcome, these go on, with the actions that were still open:</p>\
        <ul>\(each: outcomes, { "<li>\($0.what)</li>" })</ul>
        """)
      """)
  }

  private static func send(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.writePlan)
    let (form, blocks) = try await form(context, referral)
    if context.act?.hasPrefix("add-") == true { return context.showAgain(form) }
    let today = context.today
    return try await context.submit(form) { reader -> Plan.Command? in
      let from = reader.day(
        "from", "the day from which it is agreed", latest: today, earliest: referral.receivedOn)
      let writing = blocks.read(&reader, hasActions: true)
      guard let from, let writing else { return nil }
      return .open(
        Plan.Opening(
          child: referral.child, referral: referral.id, kind: .childInNeed, from: from,
          outline: writing.outcomes, contingency: writing.contingency, family: writing.family))
    } perform: { command, sending in
      let done: Done<Plan> = try await context.house.store.perform(command, as: sending.act)
      return PlanPaths.page(done.id, done: .opened)
    }
  }
}

extension PlanTable.Line {
  /// A child protection plan of this referral that has ended: a child in need plan may follow it.
  func isSteppedDown(in referral: ReferralID) -> Bool {
    history.kind == .childProtection && history.referral == referral && history.to != nil
  }
}
