import Domain
import HTML
import HTTPTypes
import Hummingbird
import Logging

/// Stands around everything: gives the request its id, puts the security headers on every answer
/// (errors too), writes one line to the log of operations. The line names the route's pattern, never
/// the address, and nobody.
struct Outermost: RouterMiddleware {
  let house: House

  func handle(
    _ request: Request, context: RawContext,
    next: (Request, RawContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.arrived = house.now()
    context.requestID = Base64URL.encode(Chance.bytes(9))
    let began = ContinuousClock.now
    var response: Response
    do {
      response = try await next(request, context)
    } catch {
      response = house.apologise(for: error, context)
    }
    let isStatic = context.endpointPath?.hasPrefix("/static/") == true && response.status == .ok
    response.harden(isStatic: isStatic, secure: house.configuration.secureCookies)
    response.headers[.requestID] = context.requestID
    let took = (ContinuousClock.now - began) / .milliseconds(1)
    house.logger.info(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "none")",
        "status": "\(response.status.code)", "ms": "\(Int(took.rounded()))",
        "request": "\(context.requestID)",
      ])
    return response
  }
}

extension Response {
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    + "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    + "base-uri 'none'; object-src 'none'"

  private static let noFeatures =
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    + "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()"

  /// The headers that every answer has, errors too.
  package mutating func harden(isStatic: Bool, secure: Bool) {
    // A file from outside brings a stricter one.
    headers[.contentSecurityPolicy] = headers[.contentSecurityPolicy] ?? Response.policy
    headers[.xContentTypeOptions] = "nosniff"
    headers[.referrerPolicy] = "no-referrer"
    headers[.crossOriginOpenerPolicy] = "same-origin"
    headers[.crossOriginResourcePolicy] = "same-origin"
    headers[.permissionsPolicy] = Response.noFeatures
    if secure { headers[.strictTransportSecurity] = "max-age=63072000" }
    if !isStatic { headers[.cacheControl] = "no-store" }
  }
}

extension HTTPField.Name {
  private static func name(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("not a header: \(text)") }
    return name
  }
  package static let referrerPolicy = name("Referrer-Policy")
  package static let crossOriginOpenerPolicy = name("Cross-Origin-Opener-Policy")
  package static let permissionsPolicy = name("Permissions-Policy")
  package static let sessionEnds = name("X-Session-Ends")
  package static let requestID = name("X-Request-ID")
  package static let secFetchSite = name("Sec-Fetch-Site")
  package static let clearSiteData = name("Clear-Site-Data")
}

extension House {
  /// The page for an error, without the worker around it. A fault of ours is logged by its type
  /// alone: what it says may hold something of a record.
  func apologise(for error: any Error, _ context: RawContext) -> Response {
    let apology = apology(for: error, context)
    var page = apology.page
    page.serviceName = configuration.serviceName
    page.organisation = configuration.organisation
    var response = Response.html(page.render(), status: apology.status)
    response.headers.append(contentsOf: apology.headers)
    return response
  }

  func apology(for error: any Error, _ context: RawContext) -> Apology {
    if let apology = Apology(error) { return apology }
    logger.error(
      "fault",
      metadata: [
        "type": "\(String(reflecting: type(of: error)))", "request": "\(context.requestID)",
        "route": "\(context.endpointPath ?? "none")",
      ])
    return .fault
  }
}
