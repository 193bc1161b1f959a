import Domain
import HTML
import HTTPTypes
import Hummingbird
import Store
import Web

/// Nobody goes through a door without a sign-in, except where it is open. A post is read here and
/// checked against forgery.
struct PortalGate: Sendable {
  let portal: PortalHouse
  let isOpen: Bool
  let reads: PortalDoors.Reads

  func pass(
    _ request: Request, _ raw: PortalRequest,
    to handler: @Sendable (Visit) async throws -> Response
  ) async throws -> Response {
    var fields: [(name: String, value: String)] = []
    let isPost = request.method == .post
    if isPost {
      guard request.isFromHere else { throw forged(raw) }
      if reads == .form {
        fields = try await request.formFields(upTo: isOpen ? 1 << 16 : 1 << 20)
      }
    }
    let sessions = PortalSessions(portal: portal)
    let visitor = try await sessions.visitor(request, now: raw.arrived)
    var visit = Visit(portal, request, raw, fields)
    guard let visitor else {
      return isOpen ? try await handler(visit) : signedOut(visit)
    }
    visit.visitor = visitor
    do {
      if isPost {
        try slow(visitor, raw)
        if reads == .form, !visit.isFromOurPage(fields) {
          guard isOpen else { throw forged(raw) }
          // Without the token of their own page it is nobody's.
          visit.visitor = nil
        }
      }
      return try await handler(visit)
    } catch {
      let apology = portal.apology(for: error, raw)
      var response = visit.page(apology.page, status: apology.status)
      response.headers.append(contentsOf: apology.headers)
      return response
    }
  }

  private func slow(_ visitor: Visitor, _ raw: PortalRequest) throws {
    let who = Base64URL.encode(visitor.session.hash)
    guard portal.postsOfVisitors.allows(who, now: raw.arrived) else {
      portal.refusals.count(.tooManyPosts, source: portal.hashed("source", raw.source))
      throw TooMany()
    }
  }

  private func forged(_ raw: PortalRequest) -> Denial {
    portal.refusals.count(.forgedPost, source: portal.hashed("source", raw.source))
    return .fromElsewhere
  }

  /// A page is asked for again after signing in. A form that was sent is not stored without knowing
  /// whose it is: what was typed is shown back, to be copied.
  private func signedOut(_ visit: Visit) -> Response {
    let words = "You have been signed out. Nothing of what you sent has reached us."
    guard visit.request.method == .get || visit.request.method == .head else {
      guard visit.request.wantsPage else { return .text(words, status: .unauthorized) }
      return visit.page(signedOutPage(visit.answers, words), status: .unauthorized)
    }
    guard visit.request.wantsPage else { return .text(words, status: .unauthorized) }
    let path = visit.request.uri.string
    guard path != "/", LocalPath(path) != nil else { return .seeOther("/sign-in") }
    return .seeOther("/sign-in?to=\(FormBody.encode(path))")
  }

  private func signedOutPage(_ answers: Answers, _ words: String) -> Page {
    let typed = answers.values.sorted { $0.key < $1.key }
      .map { $0.value.filter { !$0.isEmpty }.joined(separator: "\n") }.filter { !$0.isEmpty }
    let kept: HTML? =
      typed.isEmpty
      ? nil
      : """
      <p>What you typed is here, so that you can copy it. Keep this page open, \
      <a href="/sign-in" target="_blank" rel="noopener">sign in in another tab</a>, and send it from \
      there.</p>\
      \(textArea(
        id: "typed", label: "What you typed", value: typed.joined(separator: "\n\n"), rows: 14))
      """
    var page = Page(
      "You have been signed out",
      main: """
        <p>\(words)</p>\(kept)\
        \(if: typed.isEmpty, "<p>\(textLink("Sign in", to: "/sign-in"))</p>")
        """)
    page.width = .questions
    page.hasErrors = true
    return page
  }
}

extension Denial {
  static let fromElsewhere = Denial(
    rule: "portal.elsewhere",
    because: "This form did not come from a page that you have open. Go back, load the page again "
      + "and send it from there.")
}
