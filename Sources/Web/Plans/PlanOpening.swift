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
    let (said, open) = try await context.read { tx in
      (try PlanTable.said(by: child, in: tx), try PlanTable.open(of: child, in: tx))
    }
    let choices = try await context.planChoices(of: child)
    let blocks = PlanBlocksForm(said: said, adding: context.act)
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
    let around = form.around
    form.around = { page in
      around(&page)
      page.width = .work
    }
    return (form, blocks)
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
