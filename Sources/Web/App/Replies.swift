import Domain
import HTML
import HTTPTypes
import Hummingbird
import Store

extension Response {
  /// Bytes of a known kind.
  package static func bytes(
    _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok
  ) -> Response {
    Response(
      status: status, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  package static func html(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
    bytes(html.bytes, type: "text/html; charset=utf-8", status: status)
  }

  package static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    bytes(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
  }

  /// After an act: go and look at what came of it. An address that is not ours leads home.
  package static func seeOther(_ path: String) -> Response {
    let safe = LocalPath(path)?.description ?? "/"
    return Response(status: .seeOther, headers: [.location: safe])
  }
}

extension Context {
  /// A page with everything around it: service name, navigation for this worker's roles, the way
  /// out. `page` brings the heading and the middle.
  package func page(_ page: Page, status: HTTPResponse.Status = .ok) -> Response {
    var page = page
    page.serviceName = house.configuration.serviceName
    page.organisation = house.configuration.organisation
    page.user = Page.User(
      name: signedIn.name, csrf: signedIn.crossSite.masked(),
      sessionEnds: Sessions.secondsLeft(signedIn.session, now: now))
    if page.navigation.isEmpty { page.navigation = navigation }
    if page.search == nil, can(.findPerson) { page.search = "/people/find" }
    return .html(net.kept(page.render()), status: status)
  }

  /// The token that every post of this page carries in `csrf`.
  package var csrf: String { signedIn.crossSite.masked() }

  private var navigation: [NavigationItem] {
    let items: [(text: String, path: String, deed: Deed)] = [
      ("My work", "/", .seeMyWork), ("Front door", "/front-door", .seeFrontDoor),
      ("Police", PolicePaths.board, can(.assessPolice) ? .assessPolice : .seeFrontDoor),
      ("Find a person", "/people/find", .findPerson), ("Team", "/team", .seeTeam),
      ("Review", "/review", .checkContact), ("Nights", NightPaths.tonight, .seeNights),
      ("Agencies", AgencyPaths.list, .administer),
    ]
    // Those who look over the work and check nothing themselves come to the samples at once.
    let samples = ("Samples", SamplePaths.list, Deed.seeSample)
    let here = request.uri.path
    return (items + (can(.checkContact) ? [] : [samples])).filter { can($0.deed) }.map { item in
      NavigationItem(
        item.text, item.path,
        isCurrent: item.path == "/" ? here == "/" : here.hasPrefix(item.path))
    }
  }
}

/// What is said when something cannot be shown or done. The same words for a page that is not there
/// and a record whose very existence is hidden.
package struct Apology {
  package let status: HTTPResponse.Status
  package let heading: String
  package let text: String
  package var headers: HTTPFields = [:]

  /// - Returns: nil for an error that is a fault of ours and must be logged.
  package init?(_ error: any Error) {
    switch error {
    case is NotHere:
      self = .notHere
    case let denial as Denial where denial.hidden:
      self = .notHere
    case let denial as Denial:
      self.init(
        status: .forbidden, heading: "You cannot do this", text: denial.because)
      if denial.because.hasPrefix("You cannot see this record") {
        self = Apology(
          status: .forbidden, heading: "You cannot see this record", text: denial.because)
      }
    case let wrong as WrongMethod:
      self.init(
        status: .methodNotAllowed, heading: "This page does not work that way",
        text: "Go back and try again from the page you came from.",
        headers: [.allow: wrong.allowed])
    case let error as any HTTPResponseError where error.status == .contentTooLarge:
      self.init(
        status: .contentTooLarge, heading: "That is too much text for one form",
        text: "Go back, shorten what you wrote and send it again. Up to 1 megabyte fits.")
    case let error as any HTTPResponseError where error.status == .notFound:
      self = .notHere
    case let error as any HTTPResponseError where error.status.kind == .clientError:
      self.init(
        status: error.status, heading: "We could not read what was sent",
        text: "Go back and try again from the page you came from.")
    case is SessionNeeded:
      self.init(
        status: .unauthorized, heading: "Sign in first", text: "Go to the front page to sign in.")
    case is TooMany:
      self.init(
        status: .tooManyRequests, heading: "That was very many at once",
        text: "Wait a minute, then go on.", headers: [.retryAfter: "60"])
    case DatabaseError.unavailable, DatabaseError.outcomeUnknown:
      self.init(
        status: .serviceUnavailable, heading: "We could not do this just now",
        text: "Wait a minute and try again. If you had typed something, it is kept as a draft.",
        headers: [.retryAfter: "30"])
    default:
      return nil
    }
  }

  package init(
    status: HTTPResponse.Status, heading: String, text: String, headers: HTTPFields = [:]
  ) {
    self.status = status
    self.heading = heading
    self.text = text
    self.headers = headers
  }

  package static let notHere = Apology(
    status: .notFound, heading: "This page is not here",
    text: "Check the address. If you followed a link, the record may have been put together with "
      + "another; find the person by name.")

  package static let fault = Apology(
    status: .internalServerError, heading: "We could not do this just now",
    text: "What you typed is kept as a draft. Go back and try again. If it goes on, tell whoever "
      + "looks after Threshold, with the time of day.")

  package var page: Page {
    var page = Page(heading, main: "<p>\(text)</p>")
    page.width = .questions
    return page
  }
}
