// How to add a page of the portal
// ===============================
//
// 1. An enum that is ``PortalRoutes`` registers addresses, and is one line in `rooms` below:
//
//        doors.get("/requests") { visit in
//          let lines = try await visit.read { try … }
//          return visit.page(requestsPage(lines))
//        }
//
//    `doors.get` and `doors.post` are for whoever is signed in: everybody else is sent to sign in.
//    `doors.open(.get, …)` is for the few pages without a sign-in.
// 2. The portal gives, and shows what is addressed to whoever asks. No page looks for a child, and what
//    is somebody else's answers exactly as what is not there: `throw NotHere()`.
// 3. A form is a ``FormPage``: `visit.show(form)`, and `visit.submit(form, read:, perform:)` in the
//    POST, as workers' forms are (`Sources/Web/App/App.swift`). Facts are written as ``Actor/portal``;
//    who it was stands in the fact.
// 4. A form with files: `doors.post(pattern, reads: .nothing)` leaves the body unread; read it, then ask
//    ``Visit/isFromOurPage(_:)`` before anything is stored.

import Domain
import HTTPTypes
import Hummingbird
import Logging
import Store
import Web

/// The rooms behind the portal's door, in no order that matters.
private var rooms: [any PortalRoutes.Type] {
  [
    EntranceRoutes.self,
    SendingRoutes.self,
    FollowingRoutes.self,
    PortalSignInRoutes.self,
    RequestRoutes.self,
    LedFamilies.self,
    DailyReportRoom.self,
    ContributionRoom.self,
  ]
}

/// Every way in that this visitor has.
func portalLinks(for visitor: Visitor) -> [PortalLink] { rooms.flatMap { $0.links(for: visitor) } }

/// The partner portal of one authority: its own router, cookie and address. It registers its own pages
/// and no other's, so nothing of the workers' side can be asked for here.
/// - Parameter listening: called with the port, once it answers.
package func buildPortal(
  _ house: House, options: PortalOptions = PortalOptions(),
  listening: @escaping @Sendable (Int) -> Void = { _ in }
) -> some ApplicationProtocol {
  let portal = PortalHouse(house, options)
  return buildPortal(portal, listening: listening)
}

package func buildPortal(
  _ portal: PortalHouse, listening: @escaping @Sendable (Int) -> Void = { _ in }
) -> some ApplicationProtocol {
  let configuration = portal.house.configuration
  return Application(
    router: portalDoors(portal).router,
    server: .http1(
      configuration: .init(
        idleTimeout: .seconds(30),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 100))),
    configuration: ApplicationConfiguration(
      address: .hostname(configuration.host, port: configuration.port),
      availableConnectionsDelegate: .maximum(
        configuration.maximumConnections, logger: portal.house.logger)),
    onServerRunning: { channel in listening(channel.localAddress?.port ?? configuration.port) },
    logger: portal.house.logger)
}

/// The addresses that the portal answers: for tests that walk them.
package func registeredPortalDoors(_ portal: PortalHouse) -> [PortalDoors.Entry] {
  portalDoors(portal).entries
}

private func portalDoors(_ portal: PortalHouse) -> PortalDoors {
  let doors = PortalDoors(portal)
  for room in rooms { room.add(to: doors) }
  doors.addWrongMethods()
  return doors
}
