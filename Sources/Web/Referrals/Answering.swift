import Domain
import HTML
import Hummingbird
import Store

/// A worker says whether they take a child; and who else works with the child.
enum Answering: HasRoutes {
  static func add(to routes: Routes) {
    routes.post("/referrals/:referral/accept") { context in
      let referral = try await context.referral(.answerAllocation)
      return try await context.carryOut(back: ReferralPaths.record(referral.id)) { sending in
        try await context.perform(.acceptAllocation, on: referral.id, sending)
        return ReferralPaths.record(referral.id, done: .accepted)
      }
    }
    routes.get("/referrals/:referral/decline") { context in
      let referral = try await context.referral(.answerAllocation)
      return try await context.show(try await declining(context, referral))
    }
    routes.post("/referrals/:referral/decline") { context in
      let referral = try await context.referral(.answerAllocation)
      return try await context.submit(try await declining(context, referral)) {
        reader -> Referral.Command? in
        reader.text(
          "reason", "the reason", ask: "Say why you cannot take it", longest: 2000
        ).map { .declineAllocation(reason: $0) }
      } perform: { command, sending in
        try await context.perform(command, on: referral.id, sending)
        // The child is not the worker's any more; where a record is closed, so is its page.
        return "/"
      }
    }
    routes.get("/referrals/:referral/involve") { context in
      let referral = try await context.referral(.allocate)
      return try await context.show(try await involving(context, referral))
    }
    routes.post("/referrals/:referral/involve") { try await involve($0) }
    routes.get("/referrals/:referral/involve/:key/end") { context in
      let referral = try await context.referral(.allocate)
      return try await context.show(try await ending(context, referral))
    }
    routes.post("/referrals/:referral/involve/:key/end") { try await end($0) }
  }

  private static func declining(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> FormPage {
    try await context.around(
      FormPage(
        "I cannot take this child",
        FormDefinition(
          "referral-decline", edition: "1",
          [
            Question(
              "reason", .longText(rows: 3), "Why not?",
              hint: "Your manager reads it, and gives the child to somebody else.")
          ]), path: ReferralPaths.decline(referral.id),
        submit: "Send \(referral.childName) back to the manager", version: referral.version),
      referral)
  }

  private static func involving(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> FormPage {
    let workers = try await context.read { try WorkerTable.all(in: $0) }
    return try await context.around(
      FormPage(
        "Who else works with the child",
        FormDefinition(
          "referral-involve", edition: "1",
          [
            Question(
              "worker",
              .oneOfMany(
                workers.map { Choice($0.id.description, "\($0.name), \($0.teamName ?? "no team")") }
              ), "Worker"),
            Question(
              "role",
              .one(Referral.InvolvedAs.allCases.map { Choice($0.rawValue, $0.words) }), "As what?"),
            Question("from", .day, "From when?"),
          ]), path: ReferralPaths.involve(referral.id),
        submit: "Save for \(referral.childName)", version: referral.version), referral)
  }

  private static func involve(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.allocate)
    let today = context.today
    return try await context.submit(try await involving(context, referral)) {
      reader -> Referral.Command? in
      let worker: WorkerID? = reader.id("worker", "the worker")
      let role: Referral.InvolvedAs? = reader.code("role", "as what they work")
      let from = reader.day(
        "from", "the day", latest: today, earliest: referral.receivedOn)
      guard let worker, let role, let from else { return nil }
      return .involve(worker, as: role, from: from)
    } perform: { command, sending in
      try await context.perform(command, on: referral.id, sending)
      return ReferralPaths.record(referral.id, done: .involved)
    }
  }

  private static func key(_ context: Context) throws -> Int {
    guard let key = Int(try context.word("key")) else { throw NotHere() }
    return key
  }

  private static func ending(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> FormPage {
    let key = try key(context)
    let involved = try await context.read { try ReferralTable.involved(referral.id, in: $0) }
    let one = try context.found(involved.first { $0.key == key && $0.to == nil })
    return try await context.around(
      FormPage(
        "\(one.role.words) stops",
        FormDefinition(
          "referral-involvement-end", edition: "1",
          [Question("reason", .longText(rows: 3), "Why does \(one.name) stop?")]),
        path: ReferralPaths.endInvolvement(referral.id, key),
        submit: "Save for \(referral.childName)", version: referral.version), referral)
  }

  private static func end(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.allocate)
    let key = try key(context)
    return try await context.submit(try await ending(context, referral)) {
      reader -> Referral.Command? in
      reader.text("reason", "why", ask: "Say why it ends", longest: 1000).map {
        .endInvolvement(key: key, reason: $0)
      }
    } perform: { command, sending in
      try await context.perform(command, on: referral.id, sending)
      return ReferralPaths.record(referral.id, done: .involved)
    }
  }
}

/// Who works with a child beside the holder, and whether the holder has said that they take it.
struct Holding: Sendable {
  var involved: [ReferralTable.Involved] = []
  var answer: ReferralTable.Answer?
  var transfers: [TransferTable.Whole] = []
  /// The buttons of a worker who was asked.
  var asking: HTML = ""
  var canTransfer = false

  static func read(
    _ context: Context, _ referral: ReferralTable.Whole, records: [Record]
  ) async throws -> Holding {
    var holding = try await context.read { tx in
      Holding(
        involved: try ReferralTable.involved(referral.id, in: tx),
        answer: try ReferralTable.lastAnswer(referral.id, in: tx),
        transfers: try TransferTable.of(referral: referral.id, in: tx))
    }
    let isOpen = holding.transfers.contains { $0.status.isOpen }
    holding.canTransfer =
      referral.isOpen && !isOpen && referral.team != nil
      && context.can(.askTransfer, about: records)
    let isAsked = holding.answer?.accepted == nil && holding.answer?.worker == context.worker
    if isAsked, referral.isOpen, referral.worker == context.worker,
      context.can(.answerAllocation, about: records)
    {
      holding.asking = inset(
        """
        <p><strong>\(referral.childName) was given to you\
        \(holding.answer.map { " on \($0.askedOn.long)" }).</strong> Say whether you take this \
        child.</p>
        \(buttonGroup(
          context.button(
            "I take this child", action: ReferralPaths.accept(referral.id),
            page: ReferralPaths.record(referral.id), kind: .primary, version: referral.version),
          textLink("I cannot", to: ReferralPaths.decline(referral.id), context: "take this child")))
        """)
    }
    return holding
  }
}

func holdingCard(_ model: ReferralRecord) -> HTML {
  let (referral, holding) = (model.referral, model.holding)
  let rows = referral.allocations.map { held in
    TableRow([
      "\(held.worker ?? "No worker yet")", "\(held.team)", "\(held.from.long)",
      "\(held.to?.long ?? "Now")",
    ])
  }
  let beside = holding.involved.map { one in
    TableRow([
      "\(one.name)", "\(one.role.words)", "\(one.from.long)", "\(one.to?.long ?? "Now")",
      one.to == nil
        ? (model.canAllocate
          ? textLink(
            "Stops", to: ReferralPaths.endInvolvement(referral.id, one.key), context: one.name)
          : "") : "\(one.whyEnded ?? "")",
    ])
  }
  return card(
    "Who works with the child",
    actions: model.canAllocate && referral.isOpen
      ? [textLink("Add somebody", to: ReferralPaths.involve(referral.id))] : [],
    content: """
      \(if: referral.isOpen, answerLine(holding.answer))
      \(table(
        id: "allocations", caption: "Workers and teams, in order",
        columns: [Column("Worker"), Column("Team"), Column("From"), Column("To")], rows: rows,
        empty: "Nobody yet. A manager gives the referral to a worker."))
      \(if: !beside.isEmpty, table(
        id: "beside", caption: "Others who work with the child",
        columns: [
          Column("Worker"), Column("As"), Column("From"), Column("To"), Column("Why it ended"),
        ], rows: beside))
      """)
}

private func answerLine(_ answer: ReferralTable.Answer?) -> HTML {
  guard let answer else { return "" }
  switch answer.accepted {
  case true: return ""
  case false:
    return
      "<p>\(tag("Sent back", kind: .warn)) \(answer.name) could not take it: \(answer.reason ?? "")</p>"
  default:
    return
      "<p>\(tag("Not accepted yet", kind: .warn)) \(answer.name) was asked on \(answer.askedOn.long).</p>"
  }
}
