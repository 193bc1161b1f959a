import Domain
import HTML
import Hummingbird
import Store
import Web

/// `/requests` and `/requests/G-1`: what the council asks the visitor's agency, word for word, and what
/// the agency answers. What is another agency's is not here, in the same words as what is nowhere.
enum RequestRoutes: PortalRoutes {
  static func add(to doors: PortalDoors) {
    doors.get("/requests") { visit in
      let (agency, today) = (try agency(of: visit), visit.today)
      let (line, requests) = try await visit.read { tx in
        (
          try AgencyTable.line(agency, in: tx),
          try PartnerCheckTable.addressed(to: agency, on: today, in: tx)
        )
      }
      return visit.page(
        requestsPage(requests, of: line?.name ?? "", today: today))
    }
    doors.get("/requests/:check") { visit in
      let request = try await request(visit)
      try await look(visit, request)
      return visit.page(
        requestPage(request, today: visit.today, isDone: visit.query["done"] == "answered"))
    }
    doors.get("/requests/:check/answer") { visit in
      let request = try await request(visit)
      guard request.words != nil else { throw NotHere() }
      try await look(visit, request)
      return visit.show(answerForm(request, try visit.signedIn()))
    }
    doors.post("/requests/:check/answer") { visit in
      let request = try await request(visit)
      guard request.words != nil else {
        // Withdrawn while it was being answered: that is said, and not only that nothing is here.
        return visit.page(
          requestPage(request, today: visit.today, isDone: false), status: .unprocessableContent)
      }
      let (agency, visitor) = (try agency(of: visit), try visit.signedIn())
      return try await visit.submit(answerForm(request, visitor)) { reader in
        read(&reader, visitor, from: agency)
      } perform: { command, sending in
        let _: Done<PartnerCheck> = try await visit.house.store.perform(
          command, on: request.line.id, as: sending.act)
        return path(request.line.id) + "?done=answered"
      }
    }
  }

  static func links(for visitor: Visitor) -> [PortalLink] {
    guard visitor.agency != nil else { return [] }
    return [
      PortalLink("Requests to you", "/requests", about: "What the council asks your agency")
    ]
  }

  static func path(_ id: PartnerCheckID) -> String { "/requests/\(id)" }

  /// Whoever is admitted for no agency finds nothing here.
  private static func agency(of visit: Visit) throws -> AgencyID {
    guard let agency = try visit.signedIn().agency else { throw NotHere() }
    return agency
  }

  private static func request(
    _ visit: Visit
  ) async throws -> PartnerCheckTable.Addressed {
    let (agency, today) = (try agency(of: visit), visit.today)
    let id: PartnerCheckID = try visit.id("check")
    return try visit.found(
      try await visit.read {
        try PartnerCheckTable.addressed(id, to: agency, on: today, in: $0)
      })
  }

  /// Written down before the words leave.
  private static func look(
    _ visit: Visit, _ request: PartnerCheckTable.Addressed
  ) async throws {
    let visitor = try visit.signedIn()
    let (now, requestID) = (visit.now, visit.requestID)
    try await visit.house.database.write { tx in
      try PortalLookTable.add(
        tx, FactStream(request.line.id), by: visitor.words, of: visitor.agency,
        request: requestID, at: now)
    }
  }

  private static func read(
    _ reader: inout AnswerReader, _ visitor: Visitor, from agency: AgencyID
  ) -> PartnerCheck.Command? {
    let kind: PartnerCheck.Reply.Kind? = reader.code(
      "kind", "what you can tell us", ask: "Select what you can tell us")
    let words = reader.textIfAny("words", "your answer", longest: 20_000)
    if let kind, words == nil, kind != .nothingKnown {
      reader.wrong("words", kind == .answer ? "Write your answer" : "Write why you cannot answer")
    }
    var who: String? = visitor.words
    if visitor.agencyAccount {
      who = reader.text("who", "your name and job", longest: 200).map {
        "\($0), with the account of \(visitor.name ?? "the agency")"
      }
    }
    guard let kind, let who, reader.errors.isEmpty else { return nil }
    return .answer(kind, words: words, who: who, from: agency)
  }

  private static func answerForm(
    _ request: PartnerCheckTable.Addressed, _ visitor: Visitor
  ) -> FormPage {
    let line = request.line
    let kinds: [Choice]
    if line.replies.contains(where: { $0.kind == .answer }) {
      kinds = [Choice("answer", "More to our answer")]
    } else {
      kinds = [
        Choice("answer", "An answer", hint: "To some or all of what is asked"),
        Choice(
          "nothingKnown", "Nothing known", hint: "We looked, and know nothing of these people"),
        Choice(
          "refusal", "We cannot answer",
          hint: "Say why, so that the council can ask another way"),
      ]
    }
    let definition = FormDefinition(
      "portal-answer", edition: "1",
      [
        Question("kind", .one(kinds), "What can you tell us?"),
        Question(
          "words", .longText(rows: 10), "Your answer, or why you cannot answer",
          hint: "Answer what is asked and no more. Not needed where nothing is known.",
          optional: true),
      ]
        // An account is shared: it does not say who answers.
        + (visitor.agencyAccount ? [Question("who", .text(.full), "Your name and job")] : []))
    var form = FormPage(
      "Answer \(line.id)", definition, path: path(line.id) + "/answer", submit: "Send the answer")
    form.before = """
      \(EntranceRoutes.inDanger)
      \(details("What is asked, word for word", isOpen: true, content: prose(request.words ?? "")))
      """
    form.around = { page in page.trail = .back("Request \(line.id)", to: path(line.id)) }
    return form
  }
}
