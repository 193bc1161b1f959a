import Domain
import HTML
import HTTPTypes
import Hummingbird
import Store
import Web

/// `/sign-in` with a code by email, `/sign-in/agency` with a shared account, `/sign-out`.
enum PortalSignInRoutes: PortalRoutes {
  static func add(to doors: PortalDoors) {
    doors.open(.get, "/sign-in") { visit in
      if visit.visitor != nil { return .seeOther(PortalSignInPages.destination(visit.query["to"])) }
      return PortalSignInPages(visit: visit).email(to: visit.query["to"])
    }
    doors.open(.post, "/sign-in") { try await ask($0) }
    doors.open(.get, "/sign-in/code") { visit in
      guard try await stage(visit) == .asked else { return .seeOther("/sign-in") }
      return PortalSignInPages(visit: visit).code(to: visit.query["to"])
    }
    doors.open(.post, "/sign-in/code") { try await code($0) }
    doors.open(.get, "/sign-in/agency") { visit in
      PortalSignInPages(visit: visit).account(to: visit.query["to"])
    }
    doors.open(.post, "/sign-in/agency") { try await account($0) }
    doors.open(.get, "/sign-in/agency/code") { visit in
      guard try await stage(visit) == .secondStep else { return .seeOther("/sign-in/agency") }
      return PortalSignInPages(visit: visit).secondStep(to: visit.query["to"])
    }
    doors.open(.post, "/sign-in/agency/code") { try await secondStep($0) }
    doors.post("/sign-out") { visit in
      let hash = try visit.signedIn().session.hash
      try await visit.house.database.write { try PortalSessionTable.end($0, hash: hash) }
      var response = Response.seeOther("/sign-in")
      response.setCookie(PortalSessions(portal: visit.portal).gone)
      response.headers[.clearSiteData] = "\"cache\", \"cookies\", \"storage\""
      return response
    }
    doors.post("/session/extend") { visit in
      let session = try visit.signedIn().session
      let now = visit.now
      try await visit.house.database.write {
        try PortalSessionTable.touch($0, hash: session.hash, at: now)
      }
      guard visit.request.wantsPage else {
        return .text(String(PortalSessions.secondsLeft(session, now: now)))
      }
      return .seeOther("/")
    }
  }

  private static let wait = FormError(nil, "Too many tries. Wait a few minutes, then try again")

  private static func stage(_ visit: Visit) async throws -> PortalSessionRow.Stage? {
    try await PortalSessions(portal: visit.portal).find(visit.request, now: visit.now)?.stage
  }

  private static func destination(_ visit: Visit) -> String? {
    visit.fields.first { $0.name == "_to" }?.value
  }

  private static func go(_ path: String, _ cookie: Cookie) -> Response {
    var response = Response.seeOther(path)
    response.setCookie(cookie)
    return response
  }

  private static func ask(_ visit: Visit) async throws -> Response {
    let to = destination(visit)
    if visit.visitor != nil { return .seeOther(PortalSignInPages.destination(to)) }
    let pages = PortalSignInPages(visit: visit)
    let typed = AnswerReader.trimmed(visit.answers["email"] ?? "")
    guard let email = EmailAddress(typed.lowercased()) else {
      let words =
        typed.isEmpty
        ? "Enter your work email address"
        : "Enter an email address in full, like name@school.example"
      return pages.email(to: to, value: typed, errors: [FormError("email", words)])
    }
    switch try await PortalSignIn(visit: visit).ask(email) {
    case .go(let cookie): return go(PortalSignInPages.path("/sign-in/code", to), cookie)
    case .wait, .wrong, .ended, .none:
      return pages.email(to: to, value: typed, errors: [wait], status: .tooManyRequests)
    }
  }

  private static func code(_ visit: Visit) async throws -> Response {
    let to = destination(visit)
    if visit.visitor != nil { return .seeOther(PortalSignInPages.destination(to)) }
    let pages = PortalSignInPages(visit: visit)
    let typed = AnswerReader.trimmed(visit.answers["code"] ?? "")
    guard !typed.isEmpty else {
      return pages.code(to: to, errors: [FormError("code", "Enter the code from the email")])
    }
    switch try await PortalSignIn(visit: visit).check(code: typed) {
    case .go(let cookie): return go(PortalSignInPages.destination(to), cookie)
    case .none: return .seeOther(PortalSignInPages.path("/sign-in", to))
    case .wait: return pages.code(to: to, errors: [wait], status: .tooManyRequests)
    case .wrong:
      return pages.code(to: to, errors: [FormError("code", "That code is not right. Look again")])
    case .ended:
      return pages.code(
        to: to,
        errors: [
          FormError("code", "That code was used, tried too often, or has run out. Ask for another")
        ])
    }
  }

  private static func account(_ visit: Visit) async throws -> Response {
    let to = destination(visit)
    if visit.visitor != nil { return .seeOther(PortalSignInPages.destination(to)) }
    let pages = PortalSignInPages(visit: visit)
    let username = AnswerReader.trimmed(visit.answers["username"] ?? "")
    let password = visit.answers["password"] ?? ""
    var missing: [FormError] = []
    if username.isEmpty { missing.append(FormError("username", "Enter the name of the account")) }
    if password.isEmpty { missing.append(FormError("password", "Enter the password")) }
    guard missing.isEmpty else {
      return pages.account(to: to, username: username, errors: missing)
    }
    switch try await PortalSignIn(visit: visit).check(username: username, password: password) {
    case .go(let cookie): return go(PortalSignInPages.path("/sign-in/agency/code", to), cookie)
    case .wait:
      return pages.account(to: to, username: username, errors: [wait], status: .tooManyRequests)
    case .wrong, .ended, .none:
      return pages.account(
        to: to, username: username,
        errors: [FormError("username", "Check the name and the password: one is wrong")])
    }
  }

  private static func secondStep(_ visit: Visit) async throws -> Response {
    let to = destination(visit)
    if visit.visitor != nil { return .seeOther(PortalSignInPages.destination(to)) }
    let pages = PortalSignInPages(visit: visit)
    let typed = AnswerReader.trimmed(visit.answers["code"] ?? "")
    guard !typed.isEmpty else {
      return pages.secondStep(to: to, errors: [FormError("code", "Enter the code of the app")])
    }
    switch try await PortalSignIn(visit: visit).check(secondStep: typed) {
    case .go(let cookie): return go(PortalSignInPages.destination(to), cookie)
    case .none: return .seeOther(PortalSignInPages.path("/sign-in/agency", to))
    case .wait: return pages.secondStep(to: to, errors: [wait], status: .tooManyRequests)
    case .wrong, .ended:
      return pages.secondStep(
        to: to, errors: [FormError("code", "That code is not right, or was used already")])
    }
  }
}
