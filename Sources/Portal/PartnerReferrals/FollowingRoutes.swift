import Domain
import HTML
import HTTPTypes
import Hummingbird
import Store
import Web

/// What became of what was sent: for a professional their own, for anybody the one whose reference and
/// return code they have. What is another's, what is not there and what is no reference answer alike.
enum FollowingRoutes: PortalRoutes {
  static func links(for visitor: Visitor) -> [PortalLink] {
    [
      PortalLink(
        "What you sent", SendingPaths.referrals, about: "How it stands, and forms not yet sent")
    ]
  }

  static func add(to doors: PortalDoors) {
    doors.get(SendingPaths.referrals) { try await list($0) }
    doors.get(SendingPaths.referral(":reference")) { visit in
      let word = try visit.word("reference")
      guard let code = ReadableCode(word, length: ReadableCode.referenceLength), code.text == word
      else { throw NotHere() }
      let owner = try visit.ownerOfForms()
      let standing = try await visit.read {
        try PartnerReferralTable.standing(code, for: owner, in: $0)
      }
      var page = standingPage(
        try visit.found(standing), namesWorker: true, visit.house.configuration)
      page.trail = .back("What you sent", to: SendingPaths.referrals)
      return visit.page(page)
    }
    doors.open(.get, SendingPaths.status) { visit in
      visit.formPage(codesPage(.status, Answers(), []), .anybody)
    }
    doors.open(.post, SendingPaths.status) { try await status($0) }
    doors.open(.get, SendingPaths.goOn) { visit in
      visit.formPage(codesPage(.goOn, Answers(), []), .anybody)
    }
    doors.open(.post, SendingPaths.goOn) { try await goOn($0) }
    doors.open(.get, SendingPaths.exit) { visit in
      var response = Response(
        status: .seeOther, headers: [.location: visit.house.configuration.exitSite])
      response.setCookie(ReturnCookie.keep(nil, visit.house))
      return response
    }
  }

  private static func list(_ visit: Visit) async throws -> Response {
    let (owner, drafts) = (try visit.ownerOfForms(), try visit.owner())
    let now = visit.now
    let (sent, unsent) = try await visit.read { tx in
      (
        try PartnerReferralTable.own(owner, limit: 200, in: tx),
        try PortalDraftTable.of(owner: drafts, at: now, in: tx)
      )
    }
    return visit.page(listPage(sent, unsent, visit))
  }

  /// Reference and return code together. Neither alone tells whether the other is right.
  private static func status(_ visit: Visit) async throws -> Response {
    let (answers, keys, now) = (visit.answers, visit.house.keys, visit.now)
    let reference = ReadableCode(
      answers["reference"] ?? "", length: ReadableCode.referenceLength)
    let code = ReadableCode(answers["code"] ?? "", length: ReadableCode.returnLength)
    let name = DraftName.of(code ?? ReadableCode(chance: []), keys)
    let standing = try await visit.read { tx -> PartnerReferralTable.Standing? in
      guard let sent = try PortalDraftTable.find(name, at: now, in: tx)?.sent, let reference else {
        return nil
      }
      return try PartnerReferralTable.standing(reference, for: .holder(sent), in: tx)
    }
    guard let standing else {
      return visit.formPage(
        codesPage(
          .status, answers,
          [FormError("reference", "We cannot find that. Check the reference and the return code")]),
        .anybody, status: .unprocessableContent)
    }
    var page = standingPage(standing, namesWorker: false, visit.house.configuration)
    page.trail = .back("Back", to: SendingPaths.start(.anybody))
    return visit.formPage(page, .anybody)
  }

  private static func goOn(_ visit: Visit) async throws -> Response {
    let code = ReadableCode(visit.answers["code"] ?? "", length: ReadableCode.returnLength)
    let name = DraftName.of(code ?? ReadableCode(chance: []), visit.house.keys)
    let now = visit.now
    let draft = try await visit.read { try PortalDraftTable.find(name, at: now, in: $0) }
    guard let draft, let code else {
      return visit.formPage(
        codesPage(
          .goOn, visit.answers,
          [
            FormError(
              "code", "We cannot find that. Check the code. What was typed is kept for 30 days")
          ]), .anybody, status: .unprocessableContent)
    }
    var response = Response.seeOther(
      draft.sent == nil
        ? SendingPaths.step(.check, of: name, .anybody) : SendingPaths.sent(name, .anybody))
    response.setCookie(ReturnCookie.keep(code, visit.house))
    return response
  }
}

extension Visit {
  /// Whose forms a visitor may follow: of a shared account the account's, else their own address's.
  fileprivate func ownerOfForms() throws -> PartnerReferralTable.Owner {
    let visitor = try signedIn()
    if visitor.agencyAccount { return .agency(visitor.agency?.description ?? "") }
    guard let email = visitor.email else { throw SessionNeeded() }
    return .email(email)
  }
}
