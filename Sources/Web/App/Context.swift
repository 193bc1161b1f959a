import Domain
import Files
import HTML
import Hummingbird
import Logging
import Store

/// What the middlewares hand on to the pages.
struct RawContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Where the request came from, as the socket says; nil in tests without a socket.
  let source: String?
  var signedIn: SignedIn?
  var fields: [(name: String, value: String)] = []
  var file: MultipartReader.File?
  var requestID = ""
  var arrived = Instant(milliseconds: 0)

  init(source: Source) {
    coreContext = .init(source: source)
    self.source = source.channel.remoteAddress?.ipAddress
  }
}

/// The worker at the other end, for this one request.
package struct SignedIn: Sendable {
  package let worker: WorkerID
  package let name: String
  package let actor: Actor
  package let viewer: Viewer
  let session: SessionRow
  let crossSite: CrossSiteToken
}

/// One request of a signed-in worker: what a handler gets.
package struct Context: Sendable {
  package let house: House
  package let request: Request
  package let signedIn: SignedIn
  /// What was posted; empty for a page that is looked at.
  package let answers: Answers
  /// Which button was pressed: the value of `act`.
  package let act: String?
  /// Identifies this request in the logs.
  package let requestID: String
  /// When the request arrived.
  package let now: Instant
  package var today: Day { now.london.day }
  let fields: [(name: String, value: String)]
  /// What came with the form, where its address takes files.
  let file: MultipartReader.File?
  let parameters: Parameters
  /// Under the page: what it must not tell of the people it was asked about.
  let net = UndisclosedNet()

  init(_ house: House, _ request: Request, _ raw: RawContext) throws {
    // The gate lets nobody through without a session; this is the second lock.
    guard let signedIn = raw.signedIn else { throw SessionNeeded() }
    self.house = house
    self.request = request
    self.signedIn = signedIn
    answers = Answers(fields: raw.fields)
    act = raw.fields.first { $0.name == "act" }?.value
    requestID = raw.requestID
    now = raw.arrived
    fields = raw.fields
    file = raw.file
    parameters = raw.coreContext.parameters
  }

  package var worker: WorkerID { signedIn.worker }
  package var actor: Actor { signedIn.actor }
  package var viewer: Viewer { signedIn.viewer }

  /// The number in the address: `/contacts/:contact`. What is no number of that noun is not here.
  package func id<N: Identified>(_ name: String, of: N.Type = N.self) throws -> Identifier<N> {
    guard let id = parameters.get(name).flatMap({ Identifier<N>($0) }) else { throw NotHere() }
    return id
  }

  /// A word in the address.
  package func word(_ name: String) throws -> String {
    guard let word = parameters.get(name) else { throw NotHere() }
    return word
  }

  /// What follows `?`, read as a form is.
  package var query: Answers {
    Answers(fields: FormBody.parse((request.uri.query ?? "").utf8) ?? [])
  }

  /// The address asked for, with its query: for links back to it.
  package var path: String { request.uri.string }

  /// Counts a search. More than sixty a minute are answered with "Wait a minute" (429): nobody walks
  /// through the record by searching.
  package func countSearch() throws {
    guard house.searches.allows("\(worker)", now: now) else { throw TooMany() }
  }

  /// A read transaction of the house's database.
  package func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await house.database.read(body)
  }
}

/// Only a signed-in worker may go on.
package struct SessionNeeded: Error { package init() {} }

/// More requests of one worker, or searches, than anybody makes by hand.
package struct TooMany: Error { package init() {} }

/// There is no such page or record, or none that this worker may know of.
package struct NotHere: Error { package init() {} }

extension Context {
  /// The record, or the page that says it is not here.
  package func found<T>(_ value: T?) throws -> T {
    guard let value else { throw NotHere() }
    return value
  }
}
