import Domain
import HTTPTypes
import Hummingbird
import Logging
import Store
import Web

/// The pages of one room of the portal. Listed once, in `rooms` in Portal.swift.
package protocol PortalRoutes {
  static func add(to doors: PortalDoors)
  /// What of it this visitor finds on the overview and in the navigation.
  static func links(for visitor: Visitor) -> [PortalLink]
}

extension PortalRoutes {
  package static func links(for visitor: Visitor) -> [PortalLink] { [] }
}

/// A way into one of the portal's rooms.
package struct PortalLink: Sendable {
  package let text: String
  package let path: String
  /// What it is for, in a sentence.
  package let about: String

  package init(_ text: String, _ path: String, about: String) {
    self.text = text
    self.path = path
    self.about = about
  }
}

/// What the middleware hands on to the pages.
struct PortalRequest: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Where the request came from, as the socket says; nil in tests without a socket.
  let peer: String?
  /// The same, as a proxy says where there is one.
  var source = ""
  var requestID = ""
  var arrived = Instant(milliseconds: 0)

  init(source: Source) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }
}

/// Where the portal's pages are registered. What is added through `get` and `post` runs only for
/// whoever is signed in; the few pages that need no sign-in are added through `open`.
package final class PortalDoors {
  /// One page as it was registered.
  package struct Entry: Sendable, Hashable {
    package let method: String
    /// `/requests/:check`, never the address asked for.
    package let pattern: String
    /// Reachable without a sign-in.
    package let isOpen: Bool
  }

  /// What is done with the body before the handler runs.
  package enum Reads: Sendable {
    /// Read as a form, and its token against forgery checked.
    case form
    /// Left for the handler, which reads it and checks the token.
    case nothing
  }

  package private(set) var entries: [Entry] = []
  let router: Router<PortalRequest>
  private let portal: PortalHouse

  init(_ portal: PortalHouse) {
    self.portal = portal
    router = Router(context: PortalRequest.self, options: [.autoGenerateHeadEndpoints])
    router.add(middleware: PortalOutermost(portal: portal))
  }

  /// A page to look at.
  package func get(
    _ pattern: String, _ handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    add(.get, pattern, isOpen: false, .form, handler)
  }

  /// An act.
  package func post(
    _ pattern: String, reads: Reads = .form,
    _ handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    add(.post, pattern, isOpen: false, reads, handler)
  }

  /// A page or an act without a sign-in. Whoever is signed in is known there too.
  package func open(
    _ method: HTTPRequest.Method, _ pattern: String, reads: Reads = .form,
    _ handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    add(method, pattern, isOpen: true, reads, handler)
  }

  /// Answers a known address asked for in another way: 405 with what it does answer.
  func addWrongMethods() {
    for (pattern, entries) in Dictionary(grouping: entries, by: \.pattern) {
      let methods = Set(entries.map(\.method))
      for method: HTTPRequest.Method in [.get, .post, .put, .patch, .delete]
      where !methods.contains(method.rawValue) {
        let allowed = methods.union(methods.contains("GET") ? ["HEAD"] : []).sorted()
        router.on(RouterPath(pattern), method: method) { _, _ -> Response in
          throw WrongMethod(allowed: allowed.joined(separator: ", "))
        }
      }
    }
  }

  private func add(
    _ method: HTTPRequest.Method, _ pattern: String, isOpen: Bool, _ reads: Reads,
    _ handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    entries.append(Entry(method: method.rawValue, pattern: pattern, isOpen: isOpen))
    let gate = PortalGate(portal: portal, isOpen: isOpen, reads: reads)
    router.on(RouterPath(pattern), method: method) { request, raw in
      try await gate.pass(request, raw, to: handler)
    }
  }
}

/// Stands around everything: the request's id, where it came from, how many came from there, the
/// security headers of every answer, one line in the log of operations that names nobody.
struct PortalOutermost: RouterMiddleware {
  let portal: PortalHouse

  func handle(
    _ request: Request, context: PortalRequest,
    next: (Request, PortalRequest) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.arrived = portal.house.now()
    context.requestID = Base64URL.encode(Chance.bytes(9))
    context.source = source(of: request, context.peer)
    let began = ContinuousClock.now
    var response: Response
    do {
      try slow(request, context)
      response = try await next(request, context)
    } catch {
      response = portal.apologise(for: error, context)
    }
    let isStatic = context.endpointPath?.hasPrefix("/static/") == true && response.status == .ok
    response.harden(
      isStatic: isStatic, secure: portal.house.configuration.secureCookies)
    response.headers[.requestID] = context.requestID
    let took = (ContinuousClock.now - began) / .milliseconds(1)
    portal.house.logger.info(
      "portal request",
      metadata: [
        "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "none")",
        "status": "\(response.status.code)", "ms": "\(Int(took.rounded()))",
        "request": "\(context.requestID)",
      ])
    return response
  }

  /// The last that the line names is whom the proxy itself spoke with; those before it are hearsay.
  private func source(of request: Request, _ peer: String?) -> String {
    let known = peer.map { PortalSource.network(of: $0) } ?? "unknown"
    guard portal.options.isBehindProxy, let name = HTTPField.Name("X-Forwarded-For"),
      let line = request.headers[name]
    else { return known }
    let last = line.split(separator: ",").last.map { $0.filter { $0 != " " } } ?? ""
    return last.isEmpty || last.utf8.count > 64 ? known : PortalSource.network(of: last)
  }

  /// Refuses before a body is read or the database is asked.
  private func slow(_ request: Request, _ context: PortalRequest) throws {
    let (source, now) = (context.source, context.arrived)
    let isPost = request.method == .post
    guard portal.requests.allows(source, now: now),
      !isPost || portal.posts.allows(source, now: now)
    else {
      if isPost { portal.refusals.count(.tooManyPosts, source: portal.hashed("source", source)) }
      throw TooMany()
    }
  }
}

extension PortalHouse {
  /// The page for an error. A fault of ours is logged by its type alone.
  func apologise(for error: any Error, _ context: PortalRequest) -> Response {
    let apology = apology(for: error, context)
    var page = apology.page
    page.serviceName = PortalHouse.serviceName
    page.organisation = house.configuration.organisation
    var response = Response.html(page.render(), status: apology.status)
    response.headers.append(contentsOf: apology.headers)
    return response
  }

  func apology(for error: any Error, _ context: PortalRequest) -> Apology {
    if error is NotHere { return .notInPortal }
    if let apology = Apology(error) { return apology.status == .notFound ? .notInPortal : apology }
    house.logger.error(
      "portal fault",
      metadata: [
        "type": "\(String(reflecting: type(of: error)))", "request": "\(context.requestID)",
        "route": "\(context.endpointPath ?? "none")",
      ])
    return Apology(
      status: .internalServerError, heading: "We could not do this just now",
      text: "Go back and try again. If it goes on, ring us: do not wait where a child is in danger."
    )
  }
}

extension Apology {
  /// The same for what is not there and for what is somebody else's.
  static let notInPortal = Apology(
    status: .notFound, heading: "This page is not here",
    text: "Check the address. You see here what is addressed to you and what you sent yourself.")
}
