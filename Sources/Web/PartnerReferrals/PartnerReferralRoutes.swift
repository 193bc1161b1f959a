import Domain
import HTML
import HTTPTypes
import Hummingbird
import Store

/// `/partnerreferrals/M-1`: the form as it was sent, and its files. Whoever may see the contact that it
/// became may see it; every look is logged as one at the form.
enum PartnerReferralRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/partnerreferrals/:partnerreferral") { try await page($0) }
    routes.get("/partnerreferrals/:partnerreferral/files/:place") { try await file($0) }
  }

  private static func page(_ context: Context) async throws -> Response {
    let (sent, contact) = try await context.sentForm()
    let people = contact.matched
    let keepsBack = try await context.read {
      try PartnerReferralTable.keepsAddressBack(people, in: $0)
    }
    var page = partnerReferralPage(
      sent, keepsAddressBack: keepsBack, note: sent.form.files.isEmpty ? nil : context.scannerNote)
    page.trail = .back("Contact \(contact.id)", to: ContactPaths.record(contact.id))
    page.printHeader =
      "Form \(sent.id), contact \(contact.id) · printed by \(context.signedIn.name) on "
      + "\(context.today.long), \(context.now.clock)"
    return context.page(page)
  }

  private static func file(_ context: Context) async throws -> Response {
    let (sent, contact) = try await context.sentForm()
    guard let place = Int(try context.word("place")), sent.form.files.indices.contains(place - 1),
      String(place) == (try context.word("place"))
    else { throw NotHere() }
    let people = contact.matched
    // Nothing can be taken out of a file, so it is as an address that must not be told.
    if try await context.read({ try PartnerReferralTable.keepsAddressBack(people, in: $0) }) {
      try await context.may(
        .seeUndisclosedAddress, about: people, record: FactStream(sent.id))
    }
    let file = sent.form.files[place - 1]
    let pieces = try await context.read { try UploadTable.pieces(file.key, in: $0) }
    guard let pieces, let bytes = SealedFile.open(pieces, of: file, keys: context.house.keys) else {
      throw DatabaseError.damaged("a file of \(sent.id) is not as it was sent")
    }
    return try await context.opened(bytes, file, back: PartnerReferralPaths.page(sent.id))
  }
}

extension Response {
  /// A file from outside: saved, never shown here, and worth nothing to a browser that would run it.
  package static func attachment(_ bytes: [UInt8], named name: String) -> Response {
    var response = Response.bytes(bytes, type: "application/octet-stream")
    let plain = String(
      name.unicodeScalars.map { scalar -> Character in
        let isPlain =
          scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        return isPlain || scalar == "." || scalar == "-" ? Character(scalar) : "_"
      })
    response.headers[.contentDisposition] =
      "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(FormBody.encode(name))"
    response.headers[.contentSecurityPolicy] = "sandbox; default-src 'none'"
    return response
  }
}

extension Context {
  /// The form in the address with the contact it became, once the worker may see that.
  fileprivate func sentForm() async throws -> (PartnerReferralTable.Whole, ContactTable.Whole) {
    let id: PartnerReferralID = try id("partnerreferral")
    let both = try await read {
      tx -> (PartnerReferralTable.Whole, ContactTable.Whole)? in
      guard let sent = try PartnerReferralTable.whole(id, in: tx),
        let contact = try ContactTable.whole(sent.contact, in: tx)
      else { return nil }
      return (sent, contact)
    }
    let (sent, contact) = try found(both)
    try await may(
      .seeContact, about: contact.matched, record: FactStream(id), fromPolice: contact.fromPolice)
    return (sent, contact)
  }
}
