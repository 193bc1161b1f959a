import Domain
import HTML
import Hummingbird
import Store

/// `/review`: what waits for a second pair of eyes, in one list.
enum ReviewRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/review") { try await review($0) }
  }

  private static func review(_ context: Context) async throws -> Response {
    guard context.can(.checkContact) || context.can(.authoriseAssessment) else {
      try await context.may(.checkContact)
      throw NotHere()
    }
    let (checks, assessments) = try await context.read { tx in
      (
        try ContactTable.waiting([.waitingForCheck], in: tx),
        try ReferralTable.assessmentsToAuthorise(in: tx)
      )
    }
    let people = Set(checks.flatMap(\.matched) + assessments.flatMap(\.children)).sorted()
    let sight = try await context.sight(of: people)
    let model = ReviewList(
      checks: context.can(.checkContact)
        ? checks.filter {
          sight.view(.checkContact, of: $0.matched, fromPolice: $0.fromPolice) == .whole
        } : [],
      assessments: assessments.filter {
        sight.view(.authoriseAssessment, of: $0.children) == .whole
      }, names: Names(workers: try await context.workerNames()), today: context.today,
      me: context.worker)
    let shown = Set(model.checks.flatMap(\.matched) + model.assessments.flatMap(\.children))
    try await context.showed(shown.sorted(), by: .checkContact)
    return context.page(reviewPage(model))
  }
}

/// What waits for this worker's review.
struct ReviewList: Sendable {
  let checks: [ContactTable.Waiting]
  let assessments: [ReferralTable.ToAuthorise]
  let names: Names
  let today: Day
  let me: WorkerID
}

func reviewPage(_ model: ReviewList) -> Page {
  var page = Page(
    "Decisions to review",
    main: """
      \(table(
        id: "checks", caption: "Contacts waiting for a second check, oldest first",
        columns: [
          Column("Contact"), Column("Children"), Column("Level"), Column("Decided by"),
          Column("Waiting"),
        ], rows: model.checks.map { row($0, model) },
        empty: "No contact waits. Each decision to refer comes here before the referral opens."))
      \(table(
        id: "assessments", caption: "Assessments waiting to be authorised, oldest first",
        columns: [
          Column("Assessment"), Column("Children"), Column("Written by"), Column("Sent"),
          Column("Last sent back because"),
        ], rows: model.assessments.map { row($0, model) },
        empty: "No assessment of your team's children waits for you."))
      """)
  page.caption = counted(
    model.checks.count + model.assessments.count, "item waits", "items wait")
  return page
}

private func row(_ contact: ContactTable.Waiting, _ model: ReviewList) -> TableRow {
  let own = contact.decidedBy == model.me
  let clock = contact.decidedOn.flatMap { Contact.checkClock(decided: $0, checked: nil) }
  let name: HTML =
    own
    ? textLink("\(contact.id)", to: ContactPaths.record(contact.id))
    : textLink("Check \(contact.id)", to: ContactPaths.check(contact.id))
  let decider = own ? "You; somebody else checks it" : model.names.of(contact.decidedBy)
  return TableRow([
    name, "\(listed(contact.children.map(\.full)))",
    "\(contact.level?.words ?? "Not recorded")", "\(decider)",
    clock.map { $0.label(today: model.today) } ?? "No limit set",
  ])
}

private func row(
  _ assessment: ReferralTable.ToAuthorise, _ model: ReviewList
) -> TableRow {
  let own = assessment.authors.contains(model.me)
  let text = "\(assessment.kind.name) \(assessment.id)"
  let name: HTML =
    own
    ? textLink(text, to: AssessmentPaths.page(assessment.id))
    : textLink("Review \(text)", to: AssessmentPaths.review(assessment.id))
  let authors = assessment.authors.sorted().map { model.names.of($0) }
  return TableRow([
    name, "\(listed(assessment.names))",
    "\(own ? "You; somebody else authorises it" : listed(authors))", "\(assessment.sentOn.long)",
    "\(assessment.lastReturn.map { excerpt($0) } ?? "Not sent back")",
  ])
}
