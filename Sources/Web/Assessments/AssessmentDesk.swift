import Domain
import HTML
import Hummingbird
import Store

/// One request about one assessment: read, judged, logged.
struct AssessmentDesk: Sendable {
  let context: Context
  let whole: AssessmentTable.Whole
  /// How the children's records stand: for showing or leaving out what this worker may do.
  let standing: [Record]
  let bar: HTML
  /// The names of all workers, for pages that say who did what.
  let names: [WorkerID: String]

  static func open(_ context: Context, for deed: Deed) async throws -> AssessmentDesk {
    let id = try context.id("assessment", of: Assessment.self)
    let whole = try await context.read { try AssessmentTable.whole(id, in: $0) }
    guard let whole else { throw NotHere() }
    try await context.may(deed, about: whole.people, record: FactStream(id))
    return AssessmentDesk(
      context: context, whole: whole, standing: try await context.standing(of: whole.people),
      bar: try await context.bar(of: whole.children.map(\.head), url: AssessmentPaths.page(id)),
      names: try await context.workerNames())
  }

  var id: AssessmentID { whole.id }
  var today: Day { context.today }
  var given: String { whole.children.map(\.head).given }
  var isOpen: Bool { whole.isOpen }
  var mayWrite: Bool { context.can(.writeAssessment, about: standing) }
  var mayAuthorise: Bool { context.can(.authoriseAssessment, about: standing) }
  var isAuthor: Bool { whole.authors[context.worker] != nil }

  /// A form that writes to this assessment: same bar, same way back.
  func form(
    _ heading: String, _ definition: FormDefinition, path: String, submit: String,
    record: Answers = Answers()
  ) -> FormPage {
    var form = FormPage(
      heading, definition, path: path, submit: submit, version: whole.version, record: record)
    form.around = { [self] page in dress(&page) }
    return form
  }

  /// What stands around every page of the assessment.
  func dress(_ page: inout Page) {
    page.caption = whole.kind.name
    page.about = given
    page.identity = bar
    page.trail = .breadcrumbs(
      whole.children.prefix(1).map { child in
        NavigationItem("Referral \(child.referral)", AssessmentPaths.referral(child.referral))
      } + [NavigationItem("\(whole.kind.name) \(id)", AssessmentPaths.page(id))])
  }

  /// Stores what a form asks for, and goes back to the list of pieces.
  func perform(
    _ command: Assessment.Command, _ sending: Sending, then path: String? = nil
  ) async throws -> String {
    let done: Done<Assessment> = try await context.house.store.perform(
      command, on: id, expecting: sending.version, as: sending.act)
    return path ?? AssessmentPaths.page(done.id)
  }

  /// A form on a GET; an assessment that is sent or locked is read instead.
  func show(_ form: FormPage) async throws -> Response {
    isOpen ? try await context.show(form) : .seeOther(AssessmentPaths.read(id))
  }
}

extension AssessmentTable.Whole {
  /// Whether it can still be written in.
  var isOpen: Bool {
    switch status {
    case .inProgress, .returned: true
    case .sent, .authorised: false
    }
  }

  /// A clock for each day of referral among the children, the earliest first.
  var clocks: [Clock] {
    let byDay = Dictionary(grouping: children, by: \.referredOn)
    return byDay.sorted { $0.key < $1.key }.map { day, some in
      Assessment.clock(
        kind, referredOn: day, startedOn: startedOn, authorisedOn: authorisation?.on,
        recordedBy: beganBy, of: byDay.count == 1 ? nil : some.map(\.head).given)
    }
  }
}
