import Domain
import HTML
import Hummingbird
import Store
import Web

/// One request at the portal: what a handler gets.
package struct Visit: Sendable {
  package let portal: PortalHouse
  package let request: Request
  /// What was posted; empty for a page that is looked at.
  package let answers: Answers
  package let fields: [(name: String, value: String)]
  /// Which button was pressed: the value of `act`.
  package let act: String?
  /// When the request arrived.
  package let now: Instant
  /// Identifies this request in the logs.
  package let requestID: String
  /// Where it came from; for counting alone.
  package let source: String
  /// Nil where nobody is signed in.
  package internal(set) var visitor: Visitor?
  let parameters: Parameters

  init(
    _ portal: PortalHouse, _ request: Request, _ raw: PortalRequest,
    _ fields: [(name: String, value: String)]
  ) {
    self.portal = portal
    self.request = request
    self.fields = fields
    answers = Answers(fields: fields)
    act = fields.first { $0.name == "act" }?.value
    now = raw.arrived
    requestID = raw.requestID
    source = raw.source
    parameters = raw.coreContext.parameters
  }

  package var house: House { portal.house }
  package var today: Day { now.london.day }

  /// Whoever is signed in; a door that is not open has let nobody else through.
  package func signedIn() throws -> Visitor {
    guard let visitor else { throw SessionNeeded() }
    return visitor
  }

  /// The number in the address: `/requests/:check`. What is no number of that noun is not here.
  package func id<N: Identified>(_ name: String, of: N.Type = N.self) throws -> Identifier<N> {
    guard let id = parameters.get(name).flatMap({ Identifier<N>($0) }) else { throw NotHere() }
    return id
  }

  /// A word in the address.
  package func word(_ name: String) throws -> String {
    guard let word = parameters.get(name) else { throw NotHere() }
    return word
  }

  package func found<T>(_ value: T?) throws -> T {
    guard let value else { throw NotHere() }
    return value
  }

  /// What follows `?`, read as a form is.
  package var query: Answers {
    Answers(fields: FormBody.parse((request.uri.query ?? "").utf8) ?? [])
  }

  package func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await house.database.read(body)
  }

  /// Counts a refusal that matters.
  package func refused(_ kind: PortalRefusal) {
    portal.refusals.count(kind, source: portal.hashed("source", source))
  }

  /// The token that every post of this page carries in `csrf`; empty where nobody is signed in.
  package var csrf: String { visitor?.csrf.masked() ?? "" }

  /// Whether posted fields carry the token of this visitor's pages. Always, where nobody is signed in:
  /// then where the request says it comes from is all there is.
  package func isFromOurPage(_ fields: [(name: String, value: String)]) -> Bool {
    guard let visitor else { return true }
    return visitor.csrf.accepts(fields.first { $0.name == "csrf" }?.value ?? "")
  }

  /// A page with the portal around it: the council's name and the way out, nothing of the workers'.
  /// - Parameter keepsDrafts: what is typed on it is kept when the session ends.
  package func page(
    _ page: Page, status: HTTPResponse.Status = .ok, keepsDrafts: Bool = false
  ) -> Response {
    var page = page
    page.serviceName = PortalHouse.serviceName
    page.organisation = house.configuration.organisation
    page.shortcuts = false
    page.keepsDrafts = keepsDrafts
    if let visitor {
      page.user = Page.User(
        name: visitor.name ?? visitor.email?.text ?? "", csrf: visitor.csrf.masked(),
        sessionEnds: PortalSessions.secondsLeft(visitor.session, now: now))
      if page.navigation.isEmpty { page.navigation = navigation(visitor) }
    }
    return .html(page.render(), status: status)
  }

  private func navigation(_ visitor: Visitor) -> [NavigationItem] {
    let here = request.uri.path
    let links = portalLinks(for: visitor).map { link in
      NavigationItem(
        link.text, link.path, isCurrent: here == link.path || here.hasPrefix(link.path + "/"))
    }
    return [NavigationItem("Overview", "/", isCurrent: here == "/")] + links
  }
}
