// How to add a noun's pages
// =========================
//
// 1. Sources/Web/<Noun>/<Noun>Paths.swift: an enum of functions that write addresses. Nobody else
//    writes them.
// 2. <Noun>Pages.swift: functions from a Model (plain values, already read) to `Page`. They never
//    query and never decide.
// 3. <Noun>Routes.swift: `enum ContactRoutes: HasRoutes`, one line for each address, and one line in
//    `nouns` below.
//
//        routes.get("/contacts/:contact") { context in
//          let id = try context.id("contact", of: Contact.self)
//          let model = try context.found(try await context.read { try ContactTable.page(id, in: $0) })
//          try await context.may(.seeContact, about: model.people, record: FactStream(id))
//          return context.page(contactPage(model))
//        }
//
//    - Read, then ask ``Context/may(_:about:record:fromPolice:)`` before anything is shown: it judges,
//      writes the access log, and throws what becomes "You cannot see this record. Ask …" (403), or
//      "This page is not here" (404) for a hidden one. An unknown number is `throw NotHere()`, which
//      `context.found` and `context.id` do.
//    - A list that shows people: leave out those whose record is closed (``Context/standing(of:)`` and
//      ``Context/can(_:about:)``), then `context.showed(people, by: .findPerson)`.
//
// 4. A form is a ``FormPage``: a ``FormDefinition`` with questions of permanent ids. GET shows it,
//    POST to the same address sends it:
//
//        routes.get("/contacts/new") { context in
//          try await context.may(.recordContact)
//          return try await context.show(form(context))
//        }
//        routes.post("/contacts/new") { context in
//          try await context.may(.recordContact)
//          return try await context.submit(form(context)) { reader in
//            let method = reader.code("method", "how the contact came", of: Contact.Method.self)
//            guard let method else { return nil }
//            return Contact.Command.receive(method: method)
//          } perform: { command, sending in
//            let done = try await context.house.store.perform(
//              command, expecting: sending.version, as: sending.act) as Done<Contact>
//            return ContactPaths.page(done.id)
//          }
//        }
//
//    Drafts, the token against forgery, the idempotency key, messages, refusals (422), conflicts
//    (409), and the text of a worker whose session ended come with it. Do not check in the POST
//    whether the act was done already: a repeated post must reach `perform`, which gives the first
//    one's answer.
// 5. One button without questions: `context.button(…)` on the page, `context.carryOut(back:)` in
//    the POST.

import Domain
import HTTPTypes
import Hummingbird
import Logging
import Store

/// The nouns with pages, in no order that matters. A new noun is one line here.
private var nouns: [any HasRoutes.Type] {
  [
    DraftRoutes.self,
    AccountRoutes.self,
    AccessRoutes.self,
    HelpRoutes.self,
    AssessmentRoutes.self,
    NoteRoutes.self,
    FindRoutes.self,
    DuplicatesRoutes.self,
    MergeRoutes.self,
    PersonRoutes.self,
    PersonValueRoutes.self,
    OpeningRoutes.self,
    RestrictionRoutes.self,
    FrontDoorRoutes.self,
    Queueing.self,
    CallRoutes.self,
    ContactTaking.self,
    ContactRoutes.self,
    ContactPeople.self,
    ContactDeciding.self,
    ContactPassedOn.self,
    FeedbackRoutes.self,
    OutboxRoutes.self,
    ReviewRoutes.self,
    ReferralRoutes.self,
    Allocating.self,
    TeamRoutes.self,
    MyWorkRoutes.self,
    ChildRoutes.self,
    ChronologyRoutes.self,
    HistoryRoutes.self,
    AlertRoutes.self,
    PartnerCheckRoutes.self,
    PartnerCheckAsking.self,
    FamilyRoutes.self,
    ThresholdRoutes.self,
    SampleRoutes.self,
    PoliceRoutes.self,
    PoliceForms.self,
    PolicePeople.self,
    PoliceReconciliation.self,
    PoliceTakingIn.self,
    NightRoutes.self,
    HandoverRoutes.self,
    PartnerReferralRoutes.self,
    AgencyRoutes.self,
    EarlyHelpList.self,
    EarlyHelpRequesting.self,
    EarlyHelpRoutes.self,
    CameBackRoutes.self,
    DailyReportRoutes.self,
    VolumesRoutes.self,
    StrategyBeginning.self,
    StrategyRoutes.self,
    EnquiryRoutes.self,
    ConferenceArranging.self,
    ConferenceRoutes.self,
    RegistrationRoutes.self,
    RiskRoutes.self,
    ContributionRoutes.self,
    ReadingRoutes.self,
    IdentityRoutes.self,
    SignificantEventRoutes.self,
    SignificantEventImport.self,
    CourtVersion.self,
    DocumentRoutes.self,
    DocumentWriting.self,
    DocumentFiles.self,
    Answering.self,
    CaseloadRoutes.self,
    RemitRoutes.self,
    WorkerRoutes.self,
    LeavingRoutes.self,
    TransferAsking.self,
    TransferRoutes.self,
    TaskRoutes.self,
    ReminderRoutes.self,
  ]
}

/// One authority's web front, ready to run.
/// - Parameters:
///   - others: pages beside those of the house; tests have some.
///   - listening: called with the port, once it answers.
package func buildApplication(
  _ house: House, adding others: [any HasRoutes.Type] = [],
  listening: @escaping @Sendable (Int) -> Void = { _ in }
) -> some ApplicationProtocol {
  let (router, _) = buildRouter(house, others)
  let configuration = house.configuration
  return Application(
    router: router,
    server: .http1(
      configuration: .init(
        idleTimeout: .seconds(30),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 100))),
    configuration: ApplicationConfiguration(
      address: .hostname(configuration.host, port: configuration.port),
      availableConnectionsDelegate: .maximum(
        configuration.maximumConnections, logger: house.logger)),
    onServerRunning: { channel in listening(channel.localAddress?.port ?? configuration.port) },
    logger: house.logger)
}

/// The addresses that the application answers: for the test that asks each of them without a
/// session.
package func registeredRoutes(_ house: House) -> [Routes.Entry] { buildRouter(house, []).entries }

private func buildRouter(
  _ house: House, _ others: [any HasRoutes.Type]
) -> (router: Router<RawContext>, entries: [Routes.Entry]) {
  let router = Router(context: RawContext.self, options: [.autoGenerateHeadEndpoints])
  // The patterns are known only once they are registered, and a middleware covers only what is
  // registered after it: so the list is made first, on a router that serves nobody.
  let rehearsal = Routes(router: Router(context: RawContext.self), house: house)
  register(rehearsal, house, others)
  let open = Set(rehearsal.entries.filter(\.isOpen).map(\.pattern))
  let taking = Set(
    rehearsal.entries.filter(\.takesFile).map { RouterPath($0.pattern).description })
  router.add(middleware: Outermost(house: house))
  router.add(middleware: Gate(house: house, open: open, taking: taking))
  let routes = Routes(router: router, house: house)
  register(routes, house, others)
  routes.addWrongMethods()
  return (router, routes.entries)
}

private func register(_ routes: Routes, _ house: House, _ others: [any HasRoutes.Type]) {
  SignInRoutes.add(to: routes, house)
  HelpRoutes.addOpen(to: routes, house)
  CalendarDoor.addOpen(to: routes, house)
  for noun in nouns + others { noun.add(to: routes) }
}
