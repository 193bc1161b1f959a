import Domain
import HTML
import Hummingbird
import Store

/// `/referrals/R-1`: an episode from its decision to its closure.
enum ReferralRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/referrals/:referral") { try await record($0) }
    routes.get("/referrals/:referral/decision") { context in
      let referral = try await context.referral(.decideReferral)
      return try await context.show(try await decisionForm(context, referral))
    }
    routes.post("/referrals/:referral/decision") { try await decide($0) }
    routes.get("/referrals/:referral/primary-need") { context in
      let referral = try await context.referral(.decideReferral)
      return try await context.show(try await needForm(context, referral))
    }
    routes.post("/referrals/:referral/primary-need") { try await correctNeed($0) }
  }

  private static func record(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.seeReferral)
    let records = try await context.standing(of: [referral.child])
    let sight = try await context.sight(of: referral.together.map(\.child))
    let hasEarlyHelp = try await context.hasEarlyHelp(referral.child)
    var model = ReferralRecord(
      referral: referral, together: referral.together.filter { sight.open.contains($0.child) },
      names: Names(workers: try await context.workerNames()), today: context.today,
      canDecide: context.can(.decideReferral, about: records),
      canAllocate: context.can(.allocate, about: records),
      canClose: context.can(.closeReferral, about: records),
      canAssess: context.can(.beginAssessment, about: records),
      done: context.query["done"].flatMap { ReferralDone(rawValue: $0) },
      checks: try await context.checksCard(
        .referral(id: referral.id), of: [referral.child], offersToAsk: referral.isOpen),
      earlyHelp: try await context.earlyHelpCard(of: referral),
      canStepDown: !hasEarlyHelp && context.can(.requestEarlyHelp, about: records)
        && context.can(.closeReferral, about: records),
      plans: try await context.plansCard(of: referral),
      canPlan: context.can(.writePlan, about: records),
      canFollow: context.can(.afterClosure, about: records)
        && (referral.closure?.by == context.worker || context.viewer.roles.contains(.teamManager)))
    model.holding = try await Holding.read(context, referral, records: records)
    if model.done == .allocated {
      model.undo = Undo(
        action: ReferralPaths.undoAllocation(referral.id), csrf: context.csrf,
        hidden: context.hidden(path: ReferralPaths.record(referral.id)))
    }
    try await context.showed(model.together.map(\.child), by: .seeReferral)
    var page = referralPage(model)
    try await context.stand(referral, on: &page)
    return context.page(page)
  }

  // MARK: - The decision

  private static func decisionForm(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> FormPage {
    let outcomes = Referral.Outcome.allCases.map {
      Choice($0.rawValue, $0.words, hint: consequence($0, referral))
    }
    var form = FormPage(
      "Decide what happens next",
      FormDefinition(
        "referral-decision", edition: "1",
        [
          Question("outcome", .one(outcomes), "What happens next"),
          Question(
            "primary-need",
            .oneOfMany(PrimaryNeed.allCases.map { Choice($0.code, $0.meaning) }),
            "Primary need", hint: "The main reason for a service. Not for no further action.",
            optional: true),
          Question("reason", .longText(rows: 6), "Why this decision?"),
        ]), path: ReferralPaths.decision(referral.id),
      submit: "Record decision for \(referral.childName)", version: referral.version)
    form.record["primary-need"] = referral.primaryNeed?.code
    return try await context.around(form, referral)
  }

  private static func consequence(
    _ outcome: Referral.Outcome, _ referral: ReferralTable.Whole
  ) -> String {
    switch outcome {
    case .assessment:
      let rule = Timescales.assessment(kind: .single, referralDate: referral.receivedOn)
      let clock = Clock(
        "", started: Clock.Started(on: referral.receivedOn, by: "referral"), rule: rule)
      let due = clock.due.day.map { " by \($0.longWithWeekday)" } ?? ""
      return "A social worker assesses the child's needs\(due)."
    case .strategyDiscussion:
      return "Police, health and others meet first: the child may be suffering significant harm."
    case .earlyHelp: return "The episode stays open until early help has it, then it is closed."
    case .noFurtherAction: return "The episode ends today."
    }
  }

  private static func decide(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.decideReferral)
    let form = try await decisionForm(context, referral)
    return try await context.submit(form) { reader -> Referral.Command? in
      let outcome: Referral.Outcome? = reader.code("outcome", "what happens next")
      let need: PrimaryNeed? = reader.codeIfAny("primary-need", "the primary need")
      let reason = reader.text("reason", "it", ask: "Say why this decision was made")
      guard let outcome, let reason, reader.errors.isEmpty else { return nil }
      return .decide(outcome, reason: reason, primaryNeed: need)
    } perform: { command, sending in
      try await context.perform(command, on: referral.id, sending)
      return ReferralPaths.record(referral.id, done: .decided)
    }
  }

  private static func needForm(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> FormPage {
    var form = FormPage(
      "Correct the primary need",
      FormDefinition(
        "referral-need", edition: "1",
        [
          Question(
            "primary-need",
            .oneOfMany(PrimaryNeed.allCases.map { Choice($0.code, $0.meaning) }), "Primary need"),
          Question("reason", .longText(rows: 3), "Why is it corrected?"),
        ]), path: ReferralPaths.primaryNeed(referral.id),
      submit: "Correct for \(referral.childName)", version: referral.version)
    form.record["primary-need"] = referral.primaryNeed?.code
    return try await context.around(form, referral)
  }

  private static func correctNeed(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.decideReferral)
    let form = try await needForm(context, referral)
    return try await context.submit(form) { reader -> Referral.Command? in
      let need: PrimaryNeed? = reader.code("primary-need", "the primary need")
      let reason = reader.text("reason", "it", ask: "Say why it is corrected")
      guard let need, let reason else { return nil }
      return .correctPrimaryNeed(need, reason: reason)
    } perform: { command, sending in
      try await context.perform(command, on: referral.id, sending)
      return ReferralPaths.record(referral.id, done: .corrected)
    }
  }
}

extension Context {
  /// The referral in the address, once the worker may do this with it.
  func referral(_ deed: Deed) async throws -> ReferralTable.Whole {
    let id: ReferralID = try id("referral")
    let referral = try found(try await read { try ReferralTable.whole(id, in: $0) })
    try await may(deed, about: [referral.child], record: FactStream(id))
    return referral
  }

  /// An act on a referral that is there, at the version the worker saw.
  func perform(_ command: Referral.Command, on id: ReferralID, _ sending: Sending) async throws {
    let _: Done<Referral> = try await house.store.perform(
      command, on: id, expecting: sending.version, as: sending.act)
  }

  /// Puts the child on a page about a referral.
  func stand(_ referral: ReferralTable.Whole, on page: inout Page) async throws {
    try await identity(of: referral.child).stand(on: &page)
  }

  /// A form of a referral, with the child's identity bar above it.
  func around(_ form: FormPage, _ referral: ReferralTable.Whole) async throws -> FormPage {
    var form = form
    let child = try await identity(of: referral.child)
    form.around = { page in
      child.stand(on: &page)
      page.trail = .back("Referral \(referral.id)", to: ReferralPaths.record(referral.id))
    }
    return form
  }
}
