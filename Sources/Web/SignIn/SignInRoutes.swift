import Domain
import HTML
import Hummingbird
import Store

/// `/sign-in`, `/sign-in/code`, `/sign-out`, `/session/extend`.
enum SignInRoutes {
  static func add(to routes: Routes, _ house: House) {
    let pages = SignInPages(house: house)
    let sessions = Sessions(house: house)
    routes.open(.get, "/sign-in") { request, _ in
      let query = Answers(fields: FormBody.parse((request.uri.query ?? "").utf8) ?? [])
      return pages.signIn(to: query["to"], kept: query["kept"] == "yes")
    }
    routes.open(.post, "/sign-in") { request, raw in
      try await signIn(house, request, raw, pages)
    }
    routes.open(.get, "/sign-in/code") { request, raw in
      guard let session = try await sessions.find(request, now: raw.arrived),
        session.stage == .code
      else { return .seeOther("/sign-in") }
      let query = Answers(fields: FormBody.parse((request.uri.query ?? "").utf8) ?? [])
      return pages.code(to: query["to"])
    }
    routes.open(.post, "/sign-in/code") { request, raw in
      try await code(house, request, raw, pages)
    }
    routes.post("/sign-out") { context in
      let hash = context.signedIn.session.hash
      try await context.house.database.write { try SessionTable.end($0, hash: hash) }
      var response = Response.seeOther("/sign-in")
      response.setCookie(sessions.gone)
      response.headers[.clearSiteData] = "\"cache\", \"cookies\", \"storage\""
      return response
    }
    routes.post("/session/extend") { context in
      let (hash, now) = (context.signedIn.session.hash, context.now)
      try await context.house.database.write { try SessionTable.touch($0, hash: hash, at: now) }
      guard context.request.wantsPage else {
        return .text(String(Sessions.secondsLeft(context.signedIn.session, now: now)))
      }
      return .seeOther("/")
    }
  }

  private static func signIn(
    _ house: House, _ request: Request, _ raw: RawContext, _ pages: SignInPages
  ) async throws -> Response {
    let answers = Answers(fields: raw.fields)
    let (username, password) = (answers["username"] ?? "", answers["password"] ?? "")
    let to = raw.fields.first { $0.name == "_to" }?.value
    var missing: [FormError] = []
    if username.isEmpty { missing.append(FormError("username", "Enter your username")) }
    if password.isEmpty { missing.append(FormError("password", "Enter your password")) }
    guard missing.isEmpty else { return pages.signIn(to: to, username: username, errors: missing) }
    let outcome = try await SignIn(house: house).check(
      username: AnswerReader.trimmed(username), password: password, address: raw.source,
      now: raw.arrived)
    switch outcome {
    case .wrong:
      return pages.signIn(
        to: to, username: username,
        errors: [FormError("username", "Check your username and your password: one is wrong")])
    case .wait:
      return pages.signIn(
        to: to, username: username, errors: [pages.wait], status: .tooManyRequests)
    case .code(let worker):
      return try await go(house, request, raw, worker, .code, SignInPages.path("/sign-in/code", to))
    case .open(let worker):
      return try await go(house, request, raw, worker, .open, SignInPages.destination(to))
    }
  }

  private static func code(
    _ house: House, _ request: Request, _ raw: RawContext, _ pages: SignInPages
  ) async throws -> Response {
    let sessions = Sessions(house: house)
    guard let session = try await sessions.find(request, now: raw.arrived), session.stage == .code
    else { return .seeOther("/sign-in") }
    let to = raw.fields.first { $0.name == "_to" }?.value
    let code = AnswerReader.trimmed(Answers(fields: raw.fields)["code"] ?? "")
    guard !code.isEmpty else {
      return pages.code(to: to, errors: [FormError("code", "Enter the code from your app")])
    }
    let outcome = try await SignIn(house: house).check(
      code: code, of: session.worker, now: raw.arrived)
    switch outcome {
    case .open(let worker):
      return try await go(house, request, raw, worker, .open, SignInPages.destination(to))
    case .wait: return pages.code(to: to, errors: [pages.wait], status: .tooManyRequests)
    case .wrong, .code:
      return pages.code(
        to: to, errors: [FormError("code", "That code is not right, or was used already")])
    }
  }

  private static func go(
    _ house: House, _ request: Request, _ raw: RawContext, _ worker: WorkerID,
    _ stage: SessionRow.Stage, _ path: String
  ) async throws -> Response {
    let sessions = Sessions(house: house)
    var response = Response.seeOther(path)
    response.setCookie(
      try await sessions.begin(
        worker, stage: stage, replacing: sessions.hash(of: request), now: raw.arrived))
    return response
  }
}
