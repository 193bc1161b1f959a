import Crypto
import Domain
import HTML
import Hummingbird
import Store

/// `/assessments/A-1/contributions`: who outside was asked to write one section, by a link that opens once;
/// what they wrote, to be quoted.
enum ContributionRoutes: HasRoutes {
  static func add(to routes: Routes) {
    let list = "/assessments/:assessment/contributions"
    routes.get(list) { context in
      let desk = try await AssessmentDesk.open(context, for: .seeAssessment)
      return context.page(contributionsPage(desk))
    }
    routes.get(list + "/new") { context in
      let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
      return try await context.show(asking(desk))
    }
    routes.post(list + "/new") { try await ask($0) }
    routes.post(list + "/:place/chase") { try await chase($0) }
    let withdraw = list + "/:place/withdraw"
    routes.get(withdraw) { context in
      let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
      return try await context.show(withdrawing(desk, try place(desk)))
    }
    routes.post(withdraw) { try await postWithdraw($0) }
  }

  private static func place(_ desk: AssessmentDesk) throws -> AssessmentTable.Contributed {
    guard let number = Int(try desk.context.word("place")),
      let one = desk.whole.grown.contributions.first(where: { $0.place == number - 1 })
    else { throw NotHere() }
    return one
  }

  // MARK: - Asking

  private static func asking(_ desk: AssessmentDesk) -> FormPage {
    let asked = desk.context.query["section"].flatMap { Assessment.Section(rawValue: $0) }
    var record = Answers()
    record["section"] = asked?.rawValue
    var form = desk.form(
      "Ask somebody outside",
      FormDefinition(
        "contribution", edition: "2026",
        [
          Question(
            "section",
            .oneOfMany(Assessment.Section.allCases.map { Choice($0.rawValue, $0.title) }),
            "For which section?"),
          Question("who", .text(.full), "Whom do you ask, by name?"),
          Question(
            "job", .text(.full), "What do they do, and where?",
            hint: "For example, health visitor, Northgate clinic"),
          Question("email", .text(.full), "Their work email address"),
          Question(
            "question", .longText(rows: 6), "What do you ask them?",
            hint:
              "They read this and the first name of \(desk.given), and nothing else of the record. Ask for what this section needs and no more."
          ),
        ]), path: AssessmentPaths.ask(desk.id, asked), submit: "Send the link about \(desk.given)",
      record: record)
    let days = Assessment.contributionDays
    form.before = """
      \(noPortal(desk.context))<p>They get an email with a link. It opens for \(days) days, and what they \
      send cannot be sent twice. The email itself names no child.</p>
      """
    return form
  }

  private static func ask(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await context.submit(asking(desk)) { reader in
      let section = reader.code("section", "the section", of: Assessment.Section.self)
      let who = reader.text("who", "whom you ask")
      let job = reader.text("job", "what they do, and where")
      let email = reader.text("email", "their email address")
      let question = reader.text("question", "", ask: "Write what you ask")
      if let email, EmailAddress(email) == nil {
        reader.wrong("email", "Enter an email address, such as name@example.org")
      }
      guard let section, let who, let job, let email, let question else { return nil }
      return Assessment.Command.askContribution(
        .init(section: section, who: who, job: job, email: email, question: question))
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await send(command, sending, desk) { assessment in assessment.contributions.count - 1 }
      return AssessmentPaths.contributions(desk.id)
    }
  }

  private static func chase(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    let place = try place(desk).place
    return try await context.carryOut(back: AssessmentPaths.contributions(desk.id)) { sending in
      try await send(.chaseContribution(place: place), sending, desk) { _ in place }
      return AssessmentPaths.contributions(desk.id)
    }
  }

  /// The fact, the new link and its letter, in one transaction: all or nothing, and once.
  private static func send(
    _ command: Assessment.Command, _ sending: Sending, _ desk: AssessmentDesk,
    place: @escaping @Sendable (Assessment) -> Int
  ) async throws {
    let context = desk.context
    let (store, now, id, worker) = (context.house.store, context.now, desk.id, context.worker)
    let (token, messageToken) = (Chance.bytes(32), Chance.bytes(16))
    let letter = letter(token, context)
    _ = try await context.house.database.write { tx in
      let done: Done<Assessment> = try store.perform(
        command, on: id, expecting: sending.version, as: sending.act, in: tx)
      guard !done.repeated, let assessment = try Store.load(id, in: tx)?.state else { return false }
      let at = place(assessment)
      let contribution = assessment.contributions[at]
      guard let to = EmailAddress(contribution.asked.asking.email) else { return false }
      try ContributionLinkTable.issue(
        tx, for: id, place: at, hash: Array(SHA256.hash(data: token)),
        endsAt: Instant(london: contribution.until.adding(days: 1), hour: 0, minute: 0),
        letter: PortalCodeTable.Letter(to: to, subject: letter.subject, words: letter.words),
        by: worker, token: messageToken, at: now)
      return true
    }
  }

  /// Names no child and nothing of the question: a mailbox is read by more than one.
  private static func letter(
    _ token: [UInt8], _ context: Context
  ) -> (subject: String, words: String) {
    let council = context.house.configuration.organisation ?? "The council"
    let portal = context.house.configuration.portalAddress ?? ""
    let until = context.today.adding(days: Assessment.contributionDays)
    return (
      "A question for an assessment",
      """
      \(context.signedIn.name) of \(council) asks you to write something for an assessment of a child \
      you know through your work.

      Open this page to read the question and to answer:
      \(portal)/contributions/\(Base64URL.encode(token))

      The page opens until \(until.longWithWeekday), and an answer can be sent once. Do not pass this on: \
      whoever has the link can read the question. If it is not for you, do not answer, and tell \
      \(context.signedIn.name).

      If a child is in danger now, ring 999. Do not write here and wait.
      """
    )
  }

  private static func noPortal(_ context: Context) -> HTML {
    context.house.configuration.portalAddress == nil
      ? warningText(
        "No address of the partner portal is set up, so the link cannot be made whole. Ask whoever "
          + "looks after Threshold before you send it.") : ""
  }

  // MARK: - No longer asked

  private static func withdrawing(
    _ desk: AssessmentDesk, _ one: AssessmentTable.Contributed
  ) -> FormPage {
    desk.form(
      "No longer ask \(one.asking.who)",
      FormDefinition(
        "contribution-withdraw", edition: "2026",
        [
          Question(
            "reason", .longText(rows: 3), "Why is it no longer asked?",
            hint: "The link opens nothing from now on")
        ]), path: AssessmentPaths.withdraw(desk.id, one.place), submit: "No longer ask")
  }

  private static func postWithdraw(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    let one = try place(desk)
    return try await context.submit(withdrawing(desk, one)) { reader in
      reader.text("reason", "", ask: "Say why it is no longer asked").map {
        Assessment.Command.withdrawContribution(place: one.place, reason: $0)
      }
    } perform: { (command: Assessment.Command, sending: Sending) in
      let path = try await desk.perform(
        command, sending, then: AssessmentPaths.contributions(desk.id))
      let (id, now) = (desk.id, context.now)
      try await context.house.database.write { tx in
        try ContributionLinkTable.end(tx, for: id, place: one.place, at: now)
      }
      return path
    }
  }

  // MARK: - Page

  private static func contributionsPage(_ desk: AssessmentDesk) -> Page {
    let whole = desk.whole
    let mayAsk = desk.mayWrite && whole.status != .authorised
    let path = AssessmentPaths.contributions(whole.id)
    let cards = whole.grown.contributions.reversed().map { one -> HTML in
      var rows = [
        SummaryRow("Section", one.asking.section.title),
        SummaryRow("Asked", "\(one.askedOn.long)\(one.askedBy.map { " by \($0)" } ?? "")"),
        SummaryRow("What is asked", html: prose(one.asking.question)),
      ]
      if let on = one.chasedOn {
        rows.append(
          SummaryRow("Chased", "\(counted(one.chases, "time", "times")), last \(on.long)"))
      }
      if one.waits { rows.append(SummaryRow("The link opens until", one.until.long)) }
      if let reply = one.reply {
        rows.append(
          SummaryRow(
            "Received", html: quote(reply.words, source: "\(reply.author), \(reply.on.long)")))
      }
      if let withdrawn = one.withdrawn {
        rows.append(SummaryRow("No longer asked", "\(withdrawn.on.long): \(withdrawn.reason)"))
      }
      let status = one.status(on: desk.today)
      var actions: [HTML] = []
      if mayAsk, one.waits {
        actions = [
          desk.context.button(
            "Send a new link", action: AssessmentPaths.chase(whole.id, one.place), page: path,
            version: whole.version, context: "to \(one.asking.who)"),
          textLink(
            "No longer ask", to: AssessmentPaths.withdraw(whole.id, one.place),
            context: one.asking.who),
        ]
      } else if mayAsk, one.reply != nil, desk.isOpen {
        actions = [
          textLink(
            "Quote it in the section", to: AssessmentPaths.section(whole.id, one.asking.section),
            context: "of \(one.asking.who)")
        ]
      }
      return card(
        "\(one.asking.who), \(one.asking.job)",
        content: """
          <p>\(tag(status.words, kind: status.kind))</p>\(summaryList(rows))
          <div class="button-group">\(each: actions, { $0 })</div>
          """)
    }
    var page = Page(
      "Contributions from outside",
      main: """
        <p>What people outside write stands here with their name. Quote it in a section: it changes \
        nothing by itself.</p>
        \(if: mayAsk, buttonGroup(buttonLink("Ask somebody outside", to: AssessmentPaths.ask(whole.id))))
        \(if: cards.isEmpty, emptyState("Nobody outside has been asked yet."))\(each: cards, { $0 })
        """)
    desk.dress(&page)
    return page
  }
}

extension Assessment.ContributionStatus {
  var kind: TagKind {
    switch self {
    case .asked, .chased: .info
    case .runOut: .warn
    case .received: .good
    case .withdrawn: .neutral
    }
  }
}
