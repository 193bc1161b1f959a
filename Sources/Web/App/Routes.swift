import Hummingbird

/// The pages of one noun. Listed once, in `nouns` in App.swift.
package protocol HasRoutes {
  static func add(to routes: Routes)
}

/// Where pages are registered. A handler added here runs only for a signed-in worker; the few pages
/// that need none are added through `open`.
package final class Routes {
  /// One page as it was registered.
  package struct Entry: Sendable, Hashable {
    package let method: String
    /// `/contacts/:contact`, never the address asked for.
    package let pattern: String
    /// Reachable without a session.
    package let isOpen: Bool
    /// Its form may bring a file.
    package var takesFile = false
  }

  package private(set) var entries: [Entry] = []
  private let router: Router<RawContext>

  private let house: House

  init(router: Router<RawContext>, house: House) {
    self.router = router
    self.house = house
  }

  /// A page to look at. Never writes anything but the access log.
  package func get(
    _ pattern: String, _ handler: @escaping @Sendable (Context) async throws -> Response
  ) {
    add(pattern, .get, isOpen: false) { [house] request, raw in
      try await handler(Context(house, request, raw))
    }
  }

  /// An act. The form's token against forgery was checked before the handler runs.
  package func post(
    _ pattern: String, _ handler: @escaping @Sendable (Context) async throws -> Response
  ) {
    add(pattern, .post, isOpen: false) { [house] request, raw in
      try await handler(Context(house, request, raw))
    }
  }

  /// An act whose form may bring a file, in ``Context/file``.
  package func postFile(
    _ pattern: String, _ handler: @escaping @Sendable (Context) async throws -> Response
  ) {
    post(pattern, handler)
    entries[entries.count - 1].takesFile = true
  }

  /// A page without a session: signing in, health, static files.
  func open(
    _ method: HTTPRequest.Method, _ pattern: String,
    _ handler: @escaping @Sendable (Request, RawContext) async throws -> Response
  ) {
    add(pattern, method, isOpen: true, handler)
  }

  /// Answers a known address asked for in another way: 405 with what it does answer.
  func addWrongMethods() {
    let known = Dictionary(grouping: entries, by: \.pattern)
    for (pattern, entries) in known {
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
    _ pattern: String, _ method: HTTPRequest.Method, isOpen: Bool,
    _ handler: @escaping @Sendable (Request, RawContext) async throws -> Response
  ) {
    entries.append(Entry(method: method.rawValue, pattern: pattern, isOpen: isOpen))
    router.on(RouterPath(pattern), method: method, use: handler)
  }
}

package struct WrongMethod: Error {
  let allowed: String
  package init(allowed: String) { self.allowed = allowed }
}
