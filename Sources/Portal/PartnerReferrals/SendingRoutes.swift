import Domain
import HTML
import HTTPTypes
import Hummingbird
import Store
import Web

/// `/send` and `/tell-us`: the referral form, page by page. Each page that is sent is kept, valid or
/// not; nothing is on the record until all of it is sent.
enum SendingRoutes: PortalRoutes {
  static func links(for visitor: Visitor) -> [PortalLink] {
    [
      PortalLink(
        "Tell us about a child", SendingPaths.start(.professional),
        about: "A referral, in eight short pages")
    ]
  }

  static func add(to doors: PortalDoors) {
    for audience in Audience.allCases {
      look(doors, audience, SendingPaths.start(audience)) { visit in
        visit.formPage(startPage(audience, visit.house.configuration), audience)
      }
      look(doors, audience, SendingPaths.begin(audience)) { visit in
        let held = visit.begun(audience).held
        return visit.formPage(try await visit.page(of: .danger, held, isNew: true), audience)
      }
      act(doors, audience, SendingPaths.begin(audience)) { try await begin($0, audience) }
      for step in audience.steps where step != .check {
        let pattern = SendingPaths.step(step, of: ":draft", audience)
        look(doors, audience, pattern) { visit in
          let held = try await visit.held(audience)
          return visit.formPage(try await visit.page(of: step, held), audience)
        }
        act(doors, audience, pattern) { try await save(step, $0, audience) }
      }
      look(doors, audience, SendingPaths.ring(":draft", audience)) { visit in
        let held = try await visit.held(audience)
        return visit.formPage(ringPage(held, visit.house.configuration), audience)
      }
      look(doors, audience, SendingPaths.saved(":draft", audience)) { visit in
        visit.formPage(savedPage(try await visit.held(audience)), audience)
      }
      SendingEnd.add(to: doors, audience)
      UploadRoutes.add(to: doors, audience)
    }
  }

  /// A page for the audience: with a sign-in, or without.
  static func look(
    _ doors: PortalDoors, _ audience: Audience, _ pattern: String,
    _ handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    let led: @Sendable (Visit) async throws -> Response = { visit in
      do { return try await handler(visit) } catch let other as LeadsElsewhere {
        return .seeOther(other.path)
      }
    }
    switch audience {
    case .professional: doors.get(pattern, led)
    case .anybody: doors.open(.get, pattern, led)
    }
  }

  static func act(
    _ doors: PortalDoors, _ audience: Audience, _ pattern: String,
    reads: PortalDoors.Reads = .form,
    _ handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    let led: @Sendable (Visit) async throws -> Response = { visit in
      do { return try await handler(visit) } catch let other as LeadsElsewhere {
        return .seeOther(other.path)
      }
    }
    switch audience {
    case .professional: doors.post(pattern, reads: reads, led)
    case .anybody: doors.open(.post, pattern, reads: .nothing, led)
    }
  }

  /// The first page is sent: now there is a draft.
  private static func begin(_ visit: Visit, _ audience: Audience) async throws -> Response {
    let fields = try await visit.posted(audience)
    var (held, cookie) = visit.begun(audience)
    var response = try await save(.danger, fields, &held, visit)
    if let cookie { response.setCookie(cookie) }
    return response
  }

  private static func save(
    _ step: Step, _ visit: Visit, _ audience: Audience
  ) async throws -> Response {
    var held = try await visit.held(audience)
    let fields = try await visit.posted(audience)
    return try await save(step, fields, &held, visit)
  }

  private static func save(
    _ step: Step, _ fields: [(name: String, value: String)], _ held: inout HeldDraft,
    _ visit: Visit
  ) async throws -> Response {
    let (id, audience) = (held.id, held.audience)
    held.draft.take(Answers(fields: fields), on: step)
    let fromCheck = visit.query["from"] == "check"
    let here = SendingPaths.step(step, of: id, audience, fromCheck: fromCheck)
    switch fields.first(where: { $0.name == "act" })?.value {
    case "add-child":
      let place = held.draft.addBlock("child", PartnerReferral.mostChildren)
      try await visit.keep(held)
      return .seeOther("\(here)#child-\(place)-given")
    case "add-adult":
      let place = held.draft.addBlock("adult", PartnerReferral.mostAdults)
      try await visit.keep(held)
      return .seeOther("\(here)#adult-\(place)-given")
    case "later":
      try await visit.keep(held)
      return .seeOther(SendingPaths.saved(id, audience))
    default: break
    }
    try await visit.keep(held)
    let errors = FormReading.errors(on: step, of: held.draft, today: visit.today)
    guard errors.isEmpty else {
      return visit.formPage(
        try await visit.page(of: step, held, errors: errors), audience,
        status: .unprocessableContent)
    }
    if step == .danger, held.draft.answers["danger"] == Contact.Answer.yes.rawValue {
      return .seeOther(SendingPaths.ring(id, audience))
    }
    let next = fromCheck ? Step.check : audience.next(after: step)
    return .seeOther(SendingPaths.step(next, of: id, audience))
  }
}

extension FormDraft {
  /// One more block of questions, up to the most there may be.
  /// - Returns: the last one's number.
  fileprivate mutating func addBlock(_ key: String, _ most: Int) -> Int {
    let place = min(FormQuestions.rows(key, most, in: answers) + 1, most)
    if answers["\(key)-\(place)-given"] == nil { answers["\(key)-\(place)-given"] = "" }
    return place
  }
}

extension Visit {
  fileprivate func page(
    of step: Step, _ held: HeldDraft, errors: [FormError] = [], isNew: Bool = false
  ) async throws -> Page {
    var thresholds: Thresholds?
    if step == .worries, held.audience == .professional {
      let today = today
      thresholds = try await read { try ThresholdDocumentTable.editions(in: $0).inForce(on: today) }
    }
    return stepPage(
      step, held, self, thresholds: thresholds, errors: errors, isNew: isNew)
  }
}
