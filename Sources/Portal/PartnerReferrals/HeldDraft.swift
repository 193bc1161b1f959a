import Domain
import HTML
import HTTPTypes
import Hummingbird
import Store
import Web

/// A form that this visitor may go on with.
struct HeldDraft: Sendable {
  let id: String
  let audience: Audience
  var draft: FormDraft
  /// The form that was made of it; then nothing of what was typed is here any more.
  let sent: PartnerReferralID?
  let savedAt: Instant?
  /// Nil for a professional's, which is found by who they are.
  let code: ReadableCode?
}

/// The page asked for is not for this visitor now; another one is.
struct LeadsElsewhere: Error { let path: String }

/// The cookie that holds the return code while somebody fills a form in. It goes when the browser is
/// closed, and at once when they leave by "Exit this page".
enum ReturnCookie {
  static func name(_ house: House) -> String {
    house.configuration.secureCookies ? "__Host-threshold-form" : "threshold-form"
  }

  static func code(_ visit: Visit) -> ReadableCode? {
    visit.request.cookies[name(visit.house)].flatMap {
      ReadableCode($0.value, length: ReadableCode.returnLength)
    }
  }

  static func keep(_ code: ReadableCode?, _ house: House) -> Cookie {
    Cookie(
      name: name(house), value: code?.text ?? "", maxAge: code == nil ? 0 : nil, path: "/",
      secure: house.configuration.secureCookies, httpOnly: true, sameSite: .strict)
  }
}

extension Visit {
  /// The draft in the address. Another's, one that is not there and one that ran out look alike.
  /// - Parameter sent: whether the one that was sent is asked for; else it leads there.
  func held(_ audience: Audience, sent: Bool = false) async throws -> HeldDraft {
    let id = try word("draft")
    let code = audience == .anybody ? ReturnCookie.code(self) : nil
    let mayLook: Bool
    switch audience {
    case .anybody: mayLook = code.map { DraftName.of($0, house.keys) == id } ?? false
    case .professional: mayLook = DraftName.isOne(id)
    }
    let owner = try audience == .professional ? self.owner() : nil
    let now = now
    let row = mayLook ? try await read { try PortalDraftTable.find(id, at: now, in: $0) } : nil
    guard let row, row.owner == owner else {
      guard audience == .professional else { throw LeadsElsewhere(path: SendingPaths.goOn) }
      throw NotHere()
    }
    let draft = row.answers.flatMap { FormDraft(sealed: $0, as: id, house.keys) }
    if !sent, row.sent != nil { throw LeadsElsewhere(path: SendingPaths.sent(id, audience)) }
    guard let draft = draft ?? (row.sent == nil ? nil : FormDraft(audience: audience)),
      draft.audience == audience, !sent || row.sent != nil
    else { throw NotHere() }
    return HeldDraft(
      id: id, audience: audience, draft: draft, sent: row.sent, savedAt: row.savedAt, code: code)
  }

  /// Whose drafts and forms these are.
  func owner() throws -> String {
    let visitor = try signedIn()
    return DraftName.owner(
      visitor.agencyAccount
        ? "agency \(visitor.agency?.description ?? "")"
        : "email \(visitor.email?.text.lowercased() ?? "")", house.keys)
  }

  /// A draft that is begun, with the cookie that finds it again where nobody is signed in.
  func begun(_ audience: Audience) -> (held: HeldDraft, cookie: Cookie?) {
    let code =
      audience == .anybody
      ? ReadableCode(chance: Chance.bytes(ReadableCode.returnLength)) : nil
    let held = HeldDraft(
      id: code.map { DraftName.of($0, house.keys) } ?? DraftName.make(), audience: audience,
      draft: FormDraft(audience: audience), sent: nil, savedAt: nil, code: code)
    return (held, code.map { ReturnCookie.keep($0, house) })
  }

  /// Keeps what was typed, valid or not.
  func keep(_ held: HeldDraft) async throws {
    let sealed = try held.draft.sealed(as: held.id, house.keys)
    let owner = held.audience == .professional ? try owner() : nil
    let (id, now) = (held.id, now)
    let saved = try await house.database.write { tx in
      try PortalDraftTable.save(id, owner: owner, sealed: sealed, at: now, in: tx)
    }
    guard saved else {
      throw LeadsElsewhere(
        path: held.audience == .professional
          ? SendingPaths.referrals : SendingPaths.sent(id, .anybody))
    }
  }

  /// What was posted. A long form without a sign-in is read here: the door reads only short ones.
  func posted(_ audience: Audience) async throws -> [(name: String, value: String)] {
    switch audience {
    case .professional: fields
    case .anybody: try await request.formFields()
    }
  }

  /// A page of the form. Whoever fills it in without signing in can leave it at once.
  func formPage(
    _ page: Page, _ audience: Audience, status: HTTPResponse.Status = .ok
  ) -> Response {
    var page = page
    page.width = .questions
    guard audience == .anybody else { return self.page(page, status: status) }
    page.exit = SendingPaths.exit
    var nobody = self
    nobody.visitor = nil
    return nobody.page(page, status: status)
  }
}
