import Crypto
import Domain
import Store
import Web

/// How the portal is set up.
package struct PortalOptions: Sendable {
  /// A reverse proxy stands in front and writes where each request came from into `X-Forwarded-For`.
  /// Without one that line could say anything, and is not read.
  package var isBehindProxy = false
  /// Requests of one source in a minute. A whole school may sit behind one.
  package var requestsAMinute = 1200
  /// Forms that one source may send in a minute.
  package var postsAMinute = 240
  /// Forms that one visitor may send in a minute; more than anybody fills in by hand.
  package var postsAMinuteOfVisitor = 60
  /// Codes that one source may ask for in a minute, through this process.
  package var codesAMinute = 30

  package init() {}
}

/// What the portal stands on: the house, with an address of its own, and what it counts.
package struct PortalHouse: Sendable {
  package let house: House
  package let options: PortalOptions
  package let refusals: PortalRefusals
  let requests: Limiter
  let posts: Limiter
  let postsOfVisitors: Limiter
  let codes: Limiter
  /// Files of one source in ten minutes: a whole school may sit behind one.
  let uploads = Limiter(60, in: 600)

  /// - Parameter house: configured with the portal's own address; it shares database and pepper with
  ///   the workers' side.
  package init(_ house: House, _ options: PortalOptions = PortalOptions()) {
    self.house = house
    self.options = options
    refusals = PortalRefusals(house.database, now: house.now, logger: house.logger)
    requests = Limiter(options.requestsAMinute, in: 60)
    posts = Limiter(options.postsAMinute, in: 60)
    postsOfVisitors = Limiter(options.postsAMinuteOfVisitor, in: 60)
    codes = Limiter(options.codesAMinute, in: 60)
  }

  /// What the portal is called, on every page of it.
  package static let serviceName = "Partner portal"

  /// Where requests come from is held as a keyed hash alone.
  func hashed(_ kind: String, _ text: String) -> [UInt8] {
    Array(
      HMAC<SHA256>.authenticationCode(
        for: Array("portal \(kind) \(text)".utf8), using: house.keys.source))
  }
}
