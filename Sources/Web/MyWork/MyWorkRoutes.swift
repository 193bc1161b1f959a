import Domain
import HTML
import Hummingbird
import Store

/// `/`: what needs the worker, in order, by what their roles let them do.
enum MyWorkRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/") { try await home($0) }
  }

  private static func home(_ context: Context) async throws -> Response {
    // Whoever may sign in has a first page; what stands on it is what their roles allow.
    let read = try await reading(context)
    let sight = try await context.sight(of: read.people)
    func whole(_ deed: Deed, _ people: [PersonID], fromPolice: Bool = false) -> Bool {
      sight.view(deed, of: people, fromPolice: fromPolice) == .whole
    }
    let me = context.worker
    var model = MyWorkModel(
      name: context.signedIn.name, roles: context.viewer.roles, today: context.today,
      canFind: context.can(.findPerson), canRecord: context.can(.recordContact),
      opensRecords: context.can(.seePerson))
    model.canMerge = context.can(.mergePeople)
    model.children = read.children.filter { whole(.seePerson, [$0.id]) }
    model.returned = read.returned.filter { whole(.seeAssessment, $0.children) }
    model.recent = read.recent.filter { whole(.seeNote, [$0.child]) }
    if context.can(.seeFrontDoor) {
      model.queue = MyWorkModel.Queue(
        waiting: read.contacts.filter {
          $0.decidedOn == nil && !$0.isParked(on: context.today)
        }, today: context.today, me: me)
    }
    if context.can(.decideContact) {
      // To whoever decided; to everybody who decides where nobody did.
      model.sentBack = read.sentBack.filter {
        ($0.decidedBy == nil || $0.decidedBy == me)
          && whole(.decideContact, $0.contact.matched, fromPolice: $0.contact.fromPolice)
      }
    }
    if context.can(.checkContact) {
      model.checks =
        read.contacts.filter {
          $0.status == .waitingForCheck && $0.decidedBy != me
            && whole(.checkContact, $0.matched, fromPolice: $0.fromPolice)
        }.count
    }
    model.approvals = read.approvals.filter {
      !$0.authors.contains(me) && whole(.authoriseAssessment, $0.children)
    }
    model.night.now = context.now
    model.night.waiting = read.nights.filter { whole(.settleHandover, $0.people) }
    if context.can(.actAtNight) { model.night.unacknowledged = read.unacknowledged }
    model.alerts = read.alerts.filter { whole(.raiseAlert, [$0.person.id]) }
    model.undecided = read.undecided.filter { whole(.decideReferral, [$0.child]) }
    if context.can(.allocate) {
      model.unallocated = read.unallocated.filter { whole(.allocate, [$0.child]) }
    }
    model.team = read.team.filter { whole(.seePerson, [$0.id]) }
    model.police = read.contacts.filter {
      context.viewer.roles.contains(.policeOfficer) && $0.fromPolice
        && whole(.seeContact, $0.matched, fromPolice: true)
    }
    model.policeWork = try await context.policeWork(
      mine: model.children.map(\.id), team: model.team.map(\.id))
    let passedOn = try await context.passedOn(
      mine: model.children.map(\.id), team: model.team.map(\.id))
    model.passedOn = passedOn.filter { whole(.seeContact, [$0.child]) }
    try await restricted(into: &model, context)
    try await partnerChecks(into: &model, context)
    try await assessing(into: &model, context)
    try await earlyHelp(into: &model, context)
    try await teamWork(into: &model, context)
    try await feedback(into: &model, context)
    model.drafts = try await context.drafts(limit: 5).map {
      MyWorkModel.Draft(title: $0.title, path: $0.path, saved: $0.saved)
    }
    model.names = try await context.workerNames()
    try await context.showed(model.shown, by: .seeMyWork)
    return context.page(myWorkPage(model))
  }

  /// What is brought to the worker about records that are restricted, and about their children.
  private static func restricted(
    into model: inout MyWorkModel, _ context: Context
  ) async throws {
    let (me, today) = (context.worker, context.today)
    let (proposals, lookAlikes, orphans) = try await context.read { tx in
      (
        try PersonTable.proposals(for: me, in: tx), try PersonTable.lookAlikes(for: me, in: tx),
        try PersonTable.orphans(today: today, in: tx).count
      )
    }
    let open = try await context.seeable(
      proposals.map(\.line.id) + lookAlikes.map(\.person))
    model.proposals = proposals.filter { open.contains($0.line.id) }
    model.lookAlikes = lookAlikes.filter { open.contains($0.person) }
    let waiting = try await OpeningRoutes.openings(context, since: today.adding(days: 1))
    model.ownOpenings = waiting.filter { $0.owner == me }
    model.openings = waiting.count - model.ownOpenings.count
    if context.can(.handOverRestriction) { model.orphans = orphans }
  }

  /// Referrers who wait, where the worker tells referrers; and messages that were given up.
  private static func feedback(
    into model: inout MyWorkModel, _ context: Context
  ) async throws {
    let (me, today, seesAll) = (context.worker, context.today, context.can(.runOutbox))
    model.givenUp = try await context.read { tx in
      try OutboxTable.givenUp(writtenBy: seesAll ? nil : me, in: tx)
    }
    guard context.can(.tellReferrer), context.can(.seeFrontDoor) else { return }
    let all = try await context.read { try ContactTable.owed(in: $0) }
    let sight = try await context.sight(of: Set(all.flatMap(\.matched)).sorted())
    let owed = all.filter {
      sight.view(.tellReferrer, of: $0.matched, fromPolice: $0.fromPolice) == .whole
    }
    model.owed = (
      owed.count, owed.count { $0.clock?.state(today: today).isLate ?? false }
    )
    model.owedByMe = Array(owed.filter { $0.decidedBy == me }.prefix(5))
  }

  /// Read in one transaction, by what the roles allow.
  private struct Reading: Sendable {
    var children: [MyWork.Child] = []
    var team: [MyWork.Child] = []
    var returned: [MyWork.Returned] = []
    var recent: [MyWork.Recent] = []
    var contacts: [ContactTable.Waiting] = []
    var sentBack: [ContactTable.SentBack] = []
    var approvals: [ReferralTable.ToAuthorise] = []
    var undecided: [ReferralTable.Line] = []
    var unallocated: [ReferralTable.Line] = []
    var alerts: [AlertTable.Due] = []
    var nights: [HandoverTable.Whole] = []
    var unacknowledged = 0

    var people: [PersonID] {
      Set(
        (children + team).map(\.id) + returned.flatMap(\.children) + recent.map(\.child)
          + contacts.flatMap(\.matched) + approvals.flatMap(\.children)
          + (undecided + unallocated).map(\.child) + alerts.map(\.person.id)
          + nights.flatMap(\.people)
      ).sorted()
    }
  }

  private static func reading(_ context: Context) async throws -> Reading {
    let (worker, today, team) = (context.worker, context.today, context.viewer.team)
    let seesDoor =
      context.can(.seeFrontDoor) || context.viewer.roles.contains(.policeOfficer)
    let manages = context.can(.authoriseAssessment)
    let decides = context.can(.decideReferral)
    let allocates = context.can(.allocate)
    let (settles, actsAtNight) = (context.can(.settleHandover), context.can(.actAtNight))
    let (actor, now) = (context.actor, context.now)
    guard context.can(.seePerson) || seesDoor else { return Reading() }
    return try await context.read { tx in
      var read = Reading()
      read.children = try MyWork.children(of: worker, in: tx)
      read.returned = try MyWork.returned(to: worker, in: tx)
      read.recent = try MyWork.recent(
        about: read.children.map(\.id), except: worker, since: today.adding(days: -7), in: tx)
      if seesDoor {
        read.contacts = try ContactTable.waiting(in: tx)
        read.sentBack = try ContactTable.sentBack(in: tx)
      }
      if manages { read.approvals = try ReferralTable.assessmentsToAuthorise(in: tx) }
      if decides { read.undecided = try ReferralTable.undecided(in: tx) }
      if allocates { read.unallocated = try ReferralTable.unallocated(in: tx) }
      if manages, let team { read.team = try MyWork.children(of: team, in: tx) }
      read.alerts = try AlertTable.due(
        around: (read.children + read.team).map(\.id), by: today, in: tx)
      if settles { read.nights = try HandoverTable.waiting(for: actor, in: tx) }
      if actsAtNight {
        let night = Night(at: now)
        read.unacknowledged = try HandoverTable.told(to: night, at: now, in: tx).count {
          !$0.isAcknowledged(in: night)
        }
      }
      return read
    }
  }
}
