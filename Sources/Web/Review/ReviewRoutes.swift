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
    let (checks, sentBack, assessments) = try await context.read { tx in
      (
        try ContactTable.toCheck(in: tx), try ContactTable.sentBack(in: tx),
        try ReferralTable.assessmentsToAuthorise(in: tx)
      )
    }
    let matched = (checks.map(\.contact) + sentBack.map(\.contact)).flatMap(\.matched)
    let sight = try await context.sight(
      of: Set(matched + assessments.flatMap(\.children)).sorted())
    func sees(_ contact: ContactTable.Waiting) -> Bool {
      sight.view(.checkContact, of: contact.matched, fromPolice: contact.fromPolice) == .whole
    }
    let mayCheck = context.can(.checkContact)
    let model = ReviewList(
      checks: mayCheck ? checks.filter { sees($0.contact) } : [],
      sentBack: mayCheck ? sentBack.filter { sees($0.contact) } : [],
      assessments: assessments.filter {
        sight.view(.authoriseAssessment, of: $0.children) == .whole
      }, names: Names(workers: try await context.workerNames()), today: context.today,
      me: context.worker, canDecide: context.can(.decideContact),
      seesSamples: context.can(.seeSample), seesFigures: context.can(.seeFigures))
    try await context.showed(model.shown, by: .checkContact)
    return context.page(reviewPage(model))
  }
}

/// What waits for this worker's review.
struct ReviewList: Sendable {
  let checks: [ContactTable.ToCheck]
  let sentBack: [ContactTable.SentBack]
  let assessments: [ReferralTable.ToAuthorise]
  let names: Names
  let today: Day
  let me: WorkerID
  let canDecide: Bool
  let seesSamples: Bool
  let seesFigures: Bool

  var shown: [PersonID] {
    let contacts = checks.map(\.contact) + sentBack.map(\.contact)
    return Set(contacts.flatMap(\.matched) + assessments.flatMap(\.children)).sorted()
  }
}

func reviewPage(_ model: ReviewList) -> Page {
  let links = [
    model.seesSamples ? textLink("Samples of decisions", to: SamplePaths.list) : nil,
    model.seesFigures
      ? textLink("How evenly the threshold document is used", to: ThresholdPaths.consistency) : nil,
    model.seesFigures
      ? textLink("Risk plans to look at again", to: AssessmentPaths.riskReviews) : nil,
    model.seesFigures
      ? textLink("Identity, and the difference it makes", to: AssessmentPaths.identity) : nil,
    textLink("Threshold document", to: ThresholdPaths.document),
  ].compactMap { $0 }
  var page = Page(
    "Decisions to review",
    main: """
      <ul>\(each: links, { "<li>\($0)</li>" })</ul>
      \(table(
        id: "checks", caption: "Contacts waiting for a second check, oldest decision first",
        columns: [
          Column("Contact"), Column("Children"), Column("Decided"), Column("Reason given"),
          Column("Since last time"), Column("Decided by"), Column("Waiting"),
        ], rows: model.checks.map { row($0, model) },
        empty: "No contact waits. Whatever leaves the unit comes here first, and decisions drawn by "
          + "chance."))
      \(table(
        id: "sent-back", caption: "Sent back, and not decided again yet",
        columns: [
          Column("Contact"), Column("Children"), Column("Decided by"), Column("Sent back"),
          Column("Comment"),
        ], rows: model.sentBack.map { row($0, model) },
        empty: "Nothing that was sent back waits for a new decision."))
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

private func row(_ item: ContactTable.ToCheck, _ model: ReviewList) -> TableRow {
  let contact = item.contact
  let own = contact.decidedBy == model.me
  let clock = contact.decidedOn.flatMap { Contact.checkClock(decided: $0, checked: nil) }
  let name: HTML =
    own
    ? textLink("\(contact.id)", to: ContactPaths.record(contact.id))
    : textLink("Check \(contact.id)", to: ContactPaths.check(contact.id))
  let decider = own ? "You; somebody else checks it" : model.names.of(contact.decidedBy)
  let outcomes = item.outcomes.reduce(into: [Contact.Outcome]()) { all, outcome in
    if !all.contains(outcome) { all.append(outcome) }
  }
  let since: HTML =
    if let sample = item.sample {
      textLink("Drawn by chance, sample \(sample)", to: SamplePaths.page(sample))
    } else if let comment = item.lastReturn {
      "Decided again. Sent back before: \(excerpt(comment))"
    } else {
      "First decision"
    }
  return TableRow([
    name, "\(listed(contact.children.map(\.full)))",
    "\(listed(outcomes.map(\.words))). \(contact.level?.words ?? "Level not recorded")",
    "\(excerpt(item.reason))", since, "\(decider)",
    item.sample != nil
      ? tag("Waiting", kind: .info) : clock.map { $0.label(today: model.today) } ?? "No limit set",
  ])
}

private func row(_ item: ContactTable.SentBack, _ model: ReviewList) -> TableRow {
  let contact = item.contact
  let name: HTML =
    model.canDecide
    ? textLink("Decide \(contact.id) again", to: ContactPaths.decision(contact.id))
    : textLink("\(contact.id)", to: ContactPaths.record(contact.id))
  return TableRow([
    name, "\(listed(contact.children.map(\.full)))",
    "\(item.decidedBy == model.me ? "You" : model.names.of(item.decidedBy))",
    "\(item.on.long) by \(model.names.of(contact.returnedBy))", "\(excerpt(item.comment))",
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
