import Domain
import Files
import HTML
import HTTPTypes
import Hummingbird
import Store

/// Nobody goes further without a session, except to the pages that were registered as open. A post
/// is read here, checked against forgery, and kept for its worker where their session has ended.
struct Gate: RouterMiddleware {
  let house: House
  /// Patterns reachable without a session.
  let open: Set<String>
  /// Patterns whose forms may bring a file: read only once it is known who sends it.
  let taking: Set<String>
  private static let room = UploadRoom(8)

  func handle(
    _ request: Request, context: RawContext,
    next: (Request, RawContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    let isPost = request.method == .post
    if isPost {
      guard request.isFromHere else { throw Denial.elsewhere }
      if !bringsFile(request, context) { context.fields = try await request.formFields() }
    }
    if let pattern = context.endpointPath, open.contains(pattern) {
      return try await next(request, context)
    }
    let sessions = Sessions(house: house)
    guard let signedIn = try await sessions.signedIn(request, now: context.arrived) else {
      return try await signedOut(request, context)
    }
    context.signedIn = signedIn
    do {
      guard house.requests.allows("\(signedIn.worker)", now: context.arrived) else {
        throw TooMany()
      }
      if isPost, bringsFile(request, context) {
        guard Self.room.enter() else { throw DatabaseError.unavailable("too many files at once") }
        defer { Self.room.leave() }
        try await readFile(of: request, into: &context)
      }
      if isPost, let kept = try await check(context, signedIn) { return kept }
      return try await next(request, context)
    } catch {
      let apology = house.apology(for: error, context)
      var response = try Web.Context(house, request, context).page(
        apology.page, status: apology.status)
      response.headers.append(contentsOf: apology.headers)
      return response
    }
  }

  private func bringsFile(_ request: Request, _ context: RawContext) -> Bool {
    let type = request.headers[.contentType]?.lowercased() ?? ""
    return type.hasPrefix("multipart/form-data")
      && context.endpointPath.map { taking.contains($0) } ?? false
  }

  private func readFile(of request: Request, into context: inout RawContext) async throws {
    guard let type = request.headers[.contentType],
      var reader = MultipartReader(contentType: type, largestFile: PartnerReferral.largestFile)
    else { throw HTTPError(.unsupportedMediaType) }
    do {
      for try await buffer in request.body { try reader.feed(buffer.readableBytesView) }
      try reader.finish()
    } catch MultipartReader.Problem.tooLarge {
      throw HTTPError(.contentTooLarge)
    } catch is MultipartReader.Problem {
      throw HTTPError(.badRequest)
    }
    context.fields = reader.fields
    context.file = reader.files.first { !$0.name.isEmpty || !$0.bytes.isEmpty || $0.isTooLarge }
  }

  /// Without a session: a page is asked for again after signing in; a form that was sent is kept.
  private func signedOut(_ request: Request, _ context: RawContext) async throws -> Response {
    let wantsPage = request.wantsPage
    switch request.method {
    case .post:
      let kept = try await Stash(house: house).keep(context.fields, now: context.arrived)
      guard wantsPage else { return Gate.signedOutText(kept != nil) }
      guard let kept else { return .seeOther("/sign-in") }
      return .seeOther("/sign-in?kept=yes&to=\(FormBody.encode(kept.path))")
    case .get, .head:
      guard wantsPage else { return Gate.signedOutText(false) }
      let path = request.uri.string
      guard path != "/", LocalPath(path) != nil else { return .seeOther("/sign-in") }
      return .seeOther("/sign-in?to=\(FormBody.encode(path))")
    default:
      throw SessionNeeded()
    }
  }

  private static func signedOutText(_ kept: Bool) -> Response {
    let words =
      "You have been signed out. Sign in again in another tab, then go on here."
      + (kept ? " What you typed is kept." : "")
    return .text(words, status: .unauthorized)
  }

  /// Checks the token against forgery. A form that was opened in an earlier session of the same
  /// worker is kept and shown again; it is never applied unseen.
  private func check(_ context: RawContext, _ signedIn: SignedIn) async throws -> Response? {
    let given = context.fields.first { $0.name == "csrf" }?.value ?? ""
    let form = context.fields.first { $0.name == "_form" }.flatMap {
      FormToken($0.value, keys: house.keys, now: context.arrived)
    }
    if signedIn.crossSite.accepts(given), form.map({ $0.worker == signedIn.worker }) ?? true {
      return nil
    }
    let kept = try await Stash(house: house).keep(context.fields, now: context.arrived)
    guard let kept else { throw Denial.elsewhere }
    guard kept.worker == signedIn.worker else { throw Denial.anotherWorker }
    return .seeOther(kept.path)
  }
}

extension Denial {
  static let elsewhere = Denial(
    rule: "form.elsewhere",
    because: "This form did not come from a page that you have open. Go back, load the page again "
      + "and send it from there.")
  static let anotherWorker = Denial(
    rule: "form.another-worker",
    because: "This form was opened by another worker. What was typed is kept for them. Load the "
      + "page again to go on as yourself.")
}
