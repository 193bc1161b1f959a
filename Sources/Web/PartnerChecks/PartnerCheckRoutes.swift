import Domain
import HTML
import Hummingbird
import Store

/// `/checks` and `/partnerchecks/G-1`: what is awaited of other agencies, reminded, answered, refused,
/// no longer asked; and what an answer means that came after the decision.
enum PartnerCheckRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/checks") { try await list($0) }
    routes.get("/partnerchecks/:partnercheck") { try await record($0) }
    routes.get("/partnerchecks/:partnercheck/request") { context in
      let check = try await context.check(.seePartnerCheck)
      return context.page(
        partnerCheckRequestPage(check, organisation: context.house.configuration.organisation))
    }
    for act in PartnerCheckAct.allCases {
      routes.get("/partnerchecks/:partnercheck/\(act.rawValue)") { context in
        let check = try await context.check(act.deed)
        return try await context.show(act.form(check))
      }
      routes.post("/partnerchecks/:partnercheck/\(act.rawValue)") { try await send(act, $0) }
    }
  }

  private static func list(_ context: Context) async throws -> Response {
    try await context.may(.seePartnerCheck)
    let isMine = context.query["mine"] == "yes"
    let me = context.worker
    let (waiting, toConsider) = try await context.read { tx in
      (
        try PartnerCheckTable.waiting(askedBy: isMine ? me : nil, in: tx),
        try PartnerCheckTable.toConsider(by: isMine ? me : nil, in: tx)
      )
    }
    let sight = try await context.sight(
      of: Set((waiting + toConsider).flatMap(\.people)).sorted())
    func seen(_ lines: [PartnerCheckTable.Line]) -> [PartnerCheckList.Line] {
      lines.compactMap { line in
        switch sight.view(.seePartnerCheck, of: line.people) {
        case .whole: PartnerCheckList.Line(check: line, isClosed: false)
        case .stub: PartnerCheckList.Line(check: line, isClosed: true)
        case .nothing: nil
        }
      }
    }
    let list = PartnerCheckList(
      waiting: seen(waiting),
      toConsider: seen(toConsider), isMine: isMine,
      names: Names(workers: try await context.workerNames()), today: context.today)
    let shown = (list.waiting + list.toConsider).filter { !$0.isClosed }.flatMap(\.check.people)
    try await context.showed(Set(shown).sorted(), by: .seePartnerCheck)
    return context.page(partnerCheckListPage(list))
  }

  private static func record(_ context: Context) async throws -> Response {
    let check = try await context.check(.seePartnerCheck)
    let standing = try await context.standing(of: check.people)
    let records = standing.isEmpty ? [Record()] : standing
    let looks = try await context.read {
      try PortalLookTable.looks(at: FactStream(check.id), in: $0)
    }
    return context.page(
      partnerCheckPage(
        PartnerCheckRecord(
          check: check, names: Names(workers: try await context.workerNames()),
          today: context.today, canAsk: context.can(.askPartner, about: records),
          canReply: context.can(.recordReply, about: records),
          canConsider: context.can(.considerReply, about: records),
          done: context.query["done"].flatMap { PartnerCheckDone(rawValue: $0) }, looks: looks)))
  }

  private static func send(_ act: PartnerCheckAct, _ context: Context) async throws -> Response {
    let check = try await context.check(act.deed)
    let today = context.today
    return try await context.submit(act.form(check)) { reader in
      act.read(&reader, check, today: today)
    } perform: { command, sending in
      let _: Done<PartnerCheck> = try await context.house.store.perform(
        command, on: check.id, expecting: sending.version, as: sending.act)
      return PartnerCheckPaths.page(check.id, done: act.done)
    }
  }
}

extension Context {
  /// The check in the address, once the worker may do this with it.
  func check(_ deed: Deed) async throws -> PartnerCheckTable.Line {
    let id: PartnerCheckID = try id("partnercheck")
    let check = try found(try await read { try PartnerCheckTable.line(id, in: $0) })
    try await may(deed, about: check.people, record: FactStream(id))
    return check
  }
}

/// What is done with a check: the end of its address.
private enum PartnerCheckAct: String, CaseIterable {
  case reply, chase, withdraw, consider

  var deed: Deed {
    switch self {
    case .reply: .recordReply
    case .chase, .withdraw: .askPartner
    case .consider: .considerReply
    }
  }

  var done: PartnerCheckDone {
    switch self {
    case .reply: .replied
    case .chase: .chased
    case .withdraw: .withdrawn
    case .consider: .considered
    }
  }

  private var heading: String {
    switch self {
    case .reply: "What did they answer?"
    case .chase: "Record a reminder"
    case .withdraw: "No longer needed"
    case .consider: "What does the answer mean?"
    }
  }

  private var submit: String {
    switch self {
    case .reply: "Record the answer"
    case .chase: "Record the reminder"
    case .withdraw: "Record that it is no longer asked"
    case .consider: "Record what it means"
    }
  }

  func form(_ check: PartnerCheckTable.Line) -> FormPage {
    var form = FormPage(
      heading, FormDefinition("partnercheck-\(rawValue)", edition: "1", questions(check)),
      path: PartnerCheckPaths.act(check.id, rawValue),
      submit: "\(submit) about \(listed(check.names))", version: check.version)
    let replies = check.replies.map { reply -> HTML in
      inset(
        "<p><strong>\(reply.kind.words)</strong> from \(reply.who), \(reply.on.long)</p>"
          + "\(reply.words.map { prose($0) })")
    }
    form.before = """
      <p>\(check.agency.words): <strong>\(check.who)</strong>, asked on \(check.askedOn.long).</p>
      \(details("What they read, word for word", content: prose(check.words)))
      \(each: replies, { $0 })
      """
    form.around = { page in
      page.about = listed(check.names)
      page.trail = .back("Partner check \(check.id)", to: PartnerCheckPaths.page(check.id))
      page.width = .work
    }
    return form
  }

  private func questions(_ check: PartnerCheckTable.Line) -> [Question] {
    let since = Question(
      "on", .day, self == .chase ? "When were they reminded?" : "When did they answer?")
    switch self {
    case .reply:
      let kinds = PartnerCheck.Reply.Kind.allCases.map { kind in
        Choice(kind.rawValue, kind.words, hint: hint(kind))
      }
      return [
        Question("kind", .one(kinds), "What came back?"),
        Question(
          "words", .longText(rows: 8), "In their own words",
          hint: "Not needed where nothing is known.", optional: true),
        Question("who", .text(.full), "Who answered?", hint: "Name and role"), since,
      ]
    case .chase:
      let ways = PartnerCheck.Chase.ways.map { Choice($0.rawValue, $0.words) }
      return [
        Question("how", .one(ways), "How were they reminded?"),
        Question("words", .longText(rows: 3), "What was said?", optional: true), since,
      ]
    case .withdraw:
      return [Question("reason", .longText(rows: 3), "Why is it no longer asked?")]
    case .consider:
      return [
        Question(
          "words", .longText(rows: 5), "What does this mean for the decision?",
          hint: "If it changes nothing, say why.")
      ]
    }
  }

  private func hint(_ kind: PartnerCheck.Reply.Kind) -> String {
    switch kind {
    case .answer: "They answered some or all of what was asked"
    case .nothingKnown: "They looked, and know nothing of these people"
    case .refusal: "They will not answer, with their reason"
    }
  }

  func read(
    _ reader: inout AnswerReader, _ check: PartnerCheckTable.Line, today: Day
  ) -> PartnerCheck.Command? {
    switch self {
    case .reply:
      let kind: PartnerCheck.Reply.Kind? = reader.code(
        "kind", "what came back", ask: "Select what came back")
      let words = reader.textIfAny("words", "the answer", longest: 20_000)
      if let kind, words == nil, kind != .nothingKnown {
        reader.wrong(
          "words", kind == .answer ? "Write what they answered" : "Write why they refused")
      }
      let who = reader.text("who", "who answered", ask: "Say who answered", longest: 200)
      let on = reader.day("on", "the day", latest: today, earliest: check.askedOn)
      guard let kind, let who, let on, reader.errors.isEmpty else { return nil }
      return .reply(kind, words: words, who: who, on: on)
    case .chase:
      let how: Contact.Method? = reader.code(
        "how", "how", ask: "Select how they were reminded")
      let words = reader.textIfAny("words", "what was said", longest: 2000)
      let on = reader.day("on", "the day", latest: today, earliest: check.askedOn)
      guard let how, let on, reader.errors.isEmpty else { return nil }
      return .chase(how: how, words: words, on: on)
    case .withdraw:
      return reader.text(
        "reason", "the reason", ask: "Say why it is no longer asked", longest: 2000
      ).map { .withdraw(reason: $0) }
    case .consider:
      return reader.text(
        "words", "it", ask: "Say what the answer means for the decision", longest: 4000
      ).map { .consider(words: $0) }
    }
  }
}
