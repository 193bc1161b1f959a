import Domain
import HTML
import Hummingbird
import Store

/// `/drafts`: saving what is typed, valid or not, and letting go of it.
enum DraftRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.post("/drafts") { try await save($0) }
    routes.post("/drafts/discard") { try await discard($0) }
  }

  private static func save(_ context: Context) async throws -> Response {
    let form = try token(context)
    let draft = Draft(context.fields)
    let (worker, now) = (context.worker, context.now)
    let sealed = try draft.sealed(for: worker, path: form.path, keys: context.house.keys)
    let saved = try await context.house.database.write { tx in
      try DraftTable.save(
        tx, worker: worker, path: form.path, sealed: sealed, formKey: form.key, stashed: false,
        at: now)
    }
    // The button works without script too: it then leads back to the form.
    if context.request.wantsPage { return .seeOther(form.path) }
    var response = Response.text(saved ? "Draft saved \(now.clock)" : "")
    response.headers[.sessionEnds] = String(
      Sessions.secondsLeft(context.signedIn.session, now: now))
    return response
  }

  private static func discard(_ context: Context) async throws -> Response {
    let form = try token(context)
    try await context.forget(form)
    return .seeOther(form.path)
  }

  private static func token(_ context: Context) throws -> FormToken {
    guard let form = context.formToken else { throw Denial.elsewhere }
    return form
  }
}

extension Context {
  /// The token of the form that was posted.
  var formToken: FormToken? {
    guard let given = fields.first(where: { $0.name == "_form" })?.value,
      let form = FormToken(given, keys: house.keys, now: now), form.worker == worker
    else { return nil }
    return form
  }

  /// What this worker typed on a page and has not done.
  func draft(on path: String) async throws -> (draft: Draft, row: DraftRow)? {
    let worker = worker
    let row = try await read { try DraftTable.find($0, worker: worker, path: path) }
    guard let row, let draft = Draft(row, worker: worker, keys: house.keys) else { return nil }
    return (draft, row)
  }

  /// The worker's unfinished forms, newest first: what to go on with, by title, page and time.
  package func drafts(limit: Int) async throws -> [(title: String, path: String, saved: Instant)] {
    let worker = worker
    let rows = try await read { try DraftTable.latest($0, worker: worker, limit: limit) }
    return rows.compactMap { row in
      Draft(row, worker: worker, keys: house.keys).map { ($0.title, row.path, row.saved) }
    }
  }

  func forget(_ form: FormToken) async throws {
    let (worker, now) = (worker, now)
    try await house.database.write { tx in
      try DraftTable.done(tx, worker: worker, path: form.path, formKey: form.key, at: now)
    }
  }
}

extension Instant {
  /// `2:14pm`, by London's clocks.
  package var clock: String {
    let (_, hour, minute) = london
    let shown = hour % 12 == 0 ? 12 : hour % 12
    return "\(shown):\(minute < 10 ? "0" : "")\(minute)\(hour < 12 ? "am" : "pm")"
  }
}
