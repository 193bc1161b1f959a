import Crypto
import Domain
import HTML
import Hummingbird
import Store
import Web

/// `/contributions/…`: one question of an assessment, asked of one person by a link that opens until its
/// day and takes one answer. Whoever has it needs no sign-in, and sees the question, the child's first
/// name and nothing else. A link that opens nothing is the same page as an address that is nowhere.
enum ContributionRoom: PortalRoutes {
  static func add(to doors: PortalDoors) {
    let pattern = "/contributions/:token"
    doors.open(.get, "/contributions/thank-you") { visit in visit.page(thanks(visit)) }
    doors.open(.get, pattern) { visit in
      guard let (opened, token) = try await opened(visit) else {
        return visit.page(ended, status: .gone)
      }
      try await look(visit, opened)
      return visit.show(form(opened, token))
    }
    doors.open(.post, pattern) { visit in
      guard let (opened, token) = try await opened(visit) else {
        // The second press of one button finds the answer of the first.
        return try await isSent(visit)
          ? .seeOther("/contributions/thank-you") : visit.page(ended, status: .gone)
      }
      return try await visit.submit(form(opened, token)) { reader in
        let words = reader.textIfAny("words", "your answer", longest: 20_000)
        if words == nil { reader.wrong("words", "Write your answer") }
        let author = reader.text("author", "your name and job", longest: 200)
        guard let words, let author else { return nil }
        return Assessment.Command.contribute(place: opened.place, words: words, author: author)
      } perform: { (command: Assessment.Command, sending: Sending) in
        try await send(command, sending, opened, visit)
        return "/contributions/thank-you"
      }
    }
  }

  /// Nil for a link that was one and opens nothing any more.
  private static func opened(
    _ visit: Visit
  ) async throws -> (ContributionLinkTable.Opened, String)? {
    let token = try visit.word("token")
    guard let bytes = Base64URL.decode(token), bytes.count == 32 else {
      visit.refused(.wrongCode)
      throw NotHere()
    }
    let (hash, now) = (Array(SHA256.hash(data: bytes)), visit.now)
    let (opened, wasOne) = try await visit.read { tx in
      (
        try ContributionLinkTable.opened(hash, at: now, in: tx),
        try ContributionLinkTable.isThere(hash, in: tx)
      )
    }
    if let opened { return (opened, token) }
    guard wasOne else {
      visit.refused(.wrongCode)
      throw NotHere()
    }
    return nil
  }

  private static func isSent(_ visit: Visit) async throws -> Bool {
    guard let token = visit.formToken(in: visit.fields) else { return false }
    let key = "portal/\(token.key)"
    return try await visit.read { try $0.exists("SELECT 1 FROM act WHERE key = \(key)") }
  }

  /// The answer, and the end of the link, together.
  private static func send(
    _ command: Assessment.Command, _ sending: Sending, _ opened: ContributionLinkTable.Opened,
    _ visit: Visit
  ) async throws {
    let (store, now) = (visit.house.store, visit.now)
    _ = try await visit.house.database.write { tx in
      let done: Done<Assessment> = try store.perform(
        command, on: opened.assessment, as: sending.act, in: tx)
      try ContributionLinkTable.end(tx, for: opened.assessment, place: opened.place, at: now)
      return done.version
    }
  }

  /// Written down before the words leave.
  private static func look(
    _ visit: Visit, _ opened: ContributionLinkTable.Opened
  ) async throws {
    let (now, request) = (visit.now, visit.requestID)
    try await visit.house.database.write { tx in
      try PortalLookTable.add(
        tx, FactStream(opened.assessment), by: "Link sent to \(opened.who)", of: nil,
        request: request, at: now)
    }
  }

  private static func form(
    _ opened: ContributionLinkTable.Opened, _ token: String
  ) -> FormPage {
    let names =
      opened.children.count == 1
      ? opened.children[0]
      : opened.children.dropLast().joined(separator: ", ") + " and "
        + (opened.children.last ?? "")
    var form = FormPage(
      "A question about \(names)",
      FormDefinition(
        "portal-contribution", edition: "1",
        [
          Question(
            "words", .longText(rows: 10), "Your answer",
            hint:
              "What you have seen or heard yourself, and when. Say which is fact and which is your view."
          ),
          Question("author", .text(.full), "Your name and job"),
        ]), path: "/contributions/\(token)", submit: "Send your answer")
    let by = opened.askedBy ?? "A social worker"
    form.before = """
      \(EntranceRoutes.inDanger)
      <p>\(by) asks you this for an assessment, \(opened.askedOn.long).</p>
      \(inset(prose(opened.question)))
      <p>You can answer until \(opened.until.longWithWeekday), once. Your answer stands in the assessment \
      with your name. The family may read it: if something must be kept from them, say so in it.</p>
      """
    return form
  }

  private static var ended: Page {
    var page = Page(
      "This link opens nothing any more",
      main: """
        <p>It was answered already, is no longer asked, or its days have gone by. If you still want to \
        answer, ask whoever wrote to you for a new link.</p>
        """)
    page.width = .questions
    return page
  }

  private static func thanks(_ visit: Visit) -> Page {
    var page = Page(
      "Your answer has reached us",
      main: """
        <p>Thank you. Whoever asked sees it at once. The link opens nothing any more: if you have more to \
        say, tell them.</p>
        """)
    page.width = .questions
    return page
  }
}
