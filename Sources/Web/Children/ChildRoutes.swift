import Domain
import HTML
import Hummingbird
import Store

/// `/children/P-1`: why we are involved with a child, understood in a minute.
enum ChildRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/children/:person") { try await overview($0) }
    routes.get("/children") { context in
      try await context.may(.seeMyWork)
      return .seeOther("/#children")
    }
  }

  private static func overview(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.seePerson, about: id)
    // An adult has no child's page, however the number was come by.
    let stage = try await context.read { try PersonTable.line(id, in: $0)?.stage }
    if stage == .adult { return .seeOther(PersonPaths.details(id)) }
    return try await context.looking(at: id) { looking in
      var page = try await page(context, id, looking)
      page.banner = try await context.movedOnBanner(to: id)
      return context.page(page)
    }
  }

  private static func page(
    _ context: Context, _ id: PersonID, _ looking: Looking
  ) async throws -> Page {
    let day = looking.day
    let (overview, happenings) = try await looking.read { tx in
      (try ChildOverview.of(id, today: day, in: tx), try Chronology.of(id, in: tx))
    }
    let child = try context.found(overview)
    let (events, names) = try await context.events(of: id, happenings, in: looking)
    let around = Set(
      child.family.map(\.line.id) + child.decisions.flatMap(\.people)
        + child.contacts.flatMap(\.people) + child.earlyHelp.flatMap(\.about) + [id])
    let records = try await context.standing(of: [id])
    var model = ChildModel(
      child: child, identity: try await context.identity(of: id, in: looking),
      open: try await context.seeable(around.sorted()), events: events, names: names, day: day,
      asAt: looking.asAt)
    model.actions = looking.asAt == nil ? actions(context, child, records) : []
    model.maySeeLooks = context.can(.seeAccessLog, about: records)
    if let asAt = looking.asAt {
      let late = try await context.read { try AsAt.recordedLater(id, than: asAt, in: $0) }
      let live = Looking(database: context.house.database, day: day, asAt: nil)
      let (events, names) = try await context.events(of: id, late, in: live)
      model.later = recordedLater(events, day: asAt, names: names)
    }
    var page = childPage(model)
    context.stand(
      model.identity, on: &page, looking, current: ChildPaths.overview(id))
    return page
  }

  /// What this worker can do for the child from here.
  private static func actions(
    _ context: Context, _ child: ChildOverview, _ records: [Record]
  ) -> [(text: String, path: String)] {
    let name = child.identity.line.name
    var actions: [(String, String)] = []
    if context.can(.writeNote, about: records) {
      actions.append(("Add a note or visit for \(name)", NotePaths.new(child.id)))
    }
    if context.can(.recordContact) {
      actions.append(("Record a contact about \(name)", ContactPaths.new))
    }
    if context.can(.raiseHandover, about: records) {
      actions.append(("Tell the night team about \(name)", NightPaths.warn(child.id)))
    }
    if context.can(.seeNights) {
      actions.append(("One page for the night", NightPaths.child(child.id)))
    }
    let hasEarlyHelp = child.earlyHelp.contains {
      [.waiting, .accepted, .open].contains($0.status)
    }
    if !hasEarlyHelp, child.openEpisode == nil, context.can(.requestEarlyHelp, about: records) {
      actions.append(("Ask for early help for \(name)", EarlyHelpPaths.request(child.id)))
    }
    guard let open = child.openEpisode else { return actions }
    actions += protectionActions(context, child, records)
    if open.outcome == nil, context.can(.decideReferral, about: records) {
      actions.append(("Decide the referral", ReferralPaths.decision(open.id)))
    }
    if open.worker == nil, context.can(.allocate, about: records) {
      actions.append(("Give to a worker", ReferralPaths.allocate(open.id)))
    }
    if context.can(.beginAssessment, about: records),
      !child.assessments.contains(where: {
        $0.line.referral == open.id && $0.line.status != .authorised
      })
    {
      actions.append(("Start an assessment of \(name)", AssessmentPaths.begin(open.id)))
    }
    if !child.plans.contains(where: { $0.history.to == nil }),
      child.plans.first?.isSteppedDown(in: open.id) == true
        || child.assessments.contains(where: {
          $0.line.referral == open.id && $0.line.status == .authorised
            && $0.line.outcome == .childInNeedPlan
        }), context.can(.writePlan, about: records)
    {
      actions.append(("Open a child in need plan for \(name)", PlanPaths.open(open.id)))
    }
    if let line = child.assessments.first(where: { $0.line.status != .authorised })?.line,
      context.can(.writeAssessment, about: records)
    {
      actions.append(("Go on with the assessment", AssessmentPaths.page(line.id)))
    }
    return actions
  }
}
