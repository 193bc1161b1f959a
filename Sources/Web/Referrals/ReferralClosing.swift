import Domain
import HTML
import Hummingbird
import Store

/// The end of an episode: closing it, letters about it, and undoing it on its day.
enum ReferralClosing: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/referrals/:referral/close") { context in
      let referral = try await context.referral(.closeReferral)
      return try await context.show(try await closeForm(context, referral))
    }
    routes.post("/referrals/:referral/close") { try await close($0) }
    routes.get("/referrals/:referral/reopen") { context in
      let referral = try await context.referral(.afterClosure)
      return try await context.show(try await reopenForm(context, referral))
    }
    routes.post("/referrals/:referral/reopen") { try await reopen($0) }
    routes.get("/referrals/:referral/letters/new") { context in
      let referral = try await context.referral(.afterClosure)
      return try await context.show(try await letterForm(context, referral))
    }
    routes.post("/referrals/:referral/letters/new") { try await write($0) }
    routes.get("/referrals/:referral/letters/:letter") { try await letter($0) }
  }

  // MARK: Closing

  private static func closeForm(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> FormPage {
    let reasons = ReasonForClosure.allCases.map { reason in
      Choice(
        reason.code, "\(reason.meaning) (\(reason.code))",
        hint: reason == .earlyHelpAfterAssessment
          ? "Needs somebody who has accepted to lead early help."
          : reason.isAfterAssessmentAlone
            ? "Only where there was no enquiry, plan or conference." : nil)
    }
    var form = FormPage(
      "Close this referral",
      FormDefinition(
        "referral-close", edition: "2",
        [
          Question("on", .day, "Day on which the work ends"),
          Question("closure-reason", .one(reasons), "Reason"),
          Question(
            "words", .longText(rows: 5), "Why the work ends",
            hint: "What has changed for the child, and what the family has been told."),
          Question(
            "come-back", .longText(rows: 3), "What would bring us back?",
            hint: "As you told the family. Whoever gets the next referral reads it.",
            optional: true),
          Question(
            "child-words", .longText(rows: 4),
            "Your own words to \(referral.childName), for a letter",
            hint: "What went well, what you wish them. The rest of the letter is made from what is "
              + "recorded, and you can print it.", optional: true),
          Question(
            "family-name", .text(.full), "To whom is the letter to the family?",
            hint: "For example, Ms Curnow", optional: true),
          Question(
            "family-words", .longText(rows: 4), "Your own words to the family, for a letter",
            optional: true),
        ]), path: ReferralPaths.close(referral.id),
      submit: "Close the referral of \(referral.childName)", version: referral.version)
    form = try await context.around(form, referral)
    form.before += try await unfinished(context, referral)
    return form
  }

  /// What is open: what must end first, and what to look at.
  private static func unfinished(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> HTML {
    var first: [HTML] = referral.assessments.filter { $0.status != .authorised }.map {
      textLink("\($0.kind.name) \($0.id)", to: AssessmentPaths.page($0.id))
    }
    var look: [HTML] = []
    if let plan = referral.plan {
      first.append(
        textLink("\(plan.history.kind.words) \(plan.id)", to: PlanPaths.page(plan.id)))
      let whole = try await context.read { try PlanTable.whole(plan.id, in: $0) }
      look += (whole?.openActions ?? []).map {
        "Action of the plan, not done: \($0.agreed.what), by \($0.agreed.by.long)"
      }
    }
    first += referral.preProceedings.filter(\.isOpen).map {
      textLink("Pre-proceedings \($0.id)", to: PreProceedingsPaths.page($0.id))
    }
    let live = Looking(database: context.house.database, day: context.today, asAt: nil)
    let alerts = try await context.alertLines(of: [referral.child], in: live)
    look += (alerts[referral.child] ?? []).map { "Alert: \($0.text) \($0.act)" }
    return """
      \(if: !first.isEmpty, """
        \(warningText("Not finished yet. The referral cannot be closed before."))\
        <ul>\(each: first, { "<li>\($0)</li>" })</ul>
        """)\
      \(if: !look.isEmpty, """
        <h2>Look at this before you close</h2><ul>\(each: look, { "<li>\($0)</li>" })</ul>
        """)
      """
  }

  private static func close(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.closeReferral)
    let form = try await closeForm(context, referral)
    let (today, name) = (context.today, context.signedIn.name)
    return try await context.submit(form) { reader -> Referral.Command? in
      let on = reader.day(
        "on", "the day on which the work ends", latest: today, earliest: referral.receivedOn)
      let reason: ReasonForClosure? = reader.code("closure-reason", "the reason")
      let words = reader.text("words", "it", ask: "Say why the work ends")
      let comeBack = reader.textIfAny("come-back", "what would bring us back", longest: 4000)
      var letters: [Referral.Letter.Writing] = []
      if let own = reader.textIfAny("child-words", "your words", longest: 10_000) {
        letters.append(
          Referral.Letter.Writing(
            to: .child, name: referral.childName, words: own, childName: referral.childName,
            from: name))
      }
      if let own = reader.textIfAny("family-words", "your words", longest: 10_000) {
        let family = reader.text("family-name", "the name", ask: "Say whom the letter is to")
        letters.append(
          Referral.Letter.Writing(
            to: .family, name: family ?? "", words: own, childName: referral.childName, from: name))
      }
      guard let on, let reason, let words, reader.errors.isEmpty else { return nil }
      return .close(
        on: on, reason: reason, words: words, comeBack: comeBack ?? "", letters: letters)
    } perform: { command, sending in
      try await context.perform(command, on: referral.id, sending)
      return ReferralPaths.record(referral.id, done: .closed)
    }
  }

  // MARK: Undoing it

  private static func reopenForm(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> FormPage {
    var form = FormPage(
      "Reopen a referral closed by mistake",
      FormDefinition(
        "referral-reopen", edition: "1",
        [Question("reason", .longText(rows: 3), "What was the mistake?")]),
      path: ReferralPaths.reopen(referral.id),
      submit: "Reopen the referral of \(referral.childName)", version: referral.version)
    form = try await context.around(form, referral)
    form.before += """
      <p>Only on the day on which the closure was recorded. What is new about the child is a new referral: \
      it shows this one, and what was to bring us back.</p>
      """
    return form
  }

  private static func reopen(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.afterClosure)
    let form = try await reopenForm(context, referral)
    return try await context.submit(form) { reader -> Referral.Command? in
      reader.text("reason", "it", ask: "Say what the mistake was", longest: 2000).map {
        .reopen(reason: $0)
      }
    } perform: { command, sending in
      try await context.perform(command, on: referral.id, sending)
      return ReferralPaths.record(referral.id, done: .reopened)
    }
  }

  // MARK: Letters

  private static func letterForm(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> FormPage {
    let form = FormPage(
      "Write a letter about the end of the work",
      FormDefinition(
        "referral-letter", edition: "1",
        [
          Question(
            "to", .one([Choice("child", "To the child"), Choice("family", "To the family")]),
            "To whom?"),
          Question("letter-name", .text(.full), "By name", hint: "As they are called"),
          Question(
            "letter-words", .longText(rows: 6), "Your own words",
            hint: "The day, what would bring us back and how to reach us are added."),
        ]), path: ReferralPaths.newLetter(referral.id),
      submit: "Write the letter about \(referral.childName)", version: referral.version)
    return try await context.around(form, referral)
  }

  private static func write(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.afterClosure)
    let form = try await letterForm(context, referral)
    let from = context.signedIn.name
    return try await context.submit(form) { reader -> Referral.Command? in
      let to: Referral.Letter.Reader? = reader.code("to", "to whom it is")
      let name = reader.text("letter-name", "the name", ask: "Say whom the letter is to")
      let words = reader.text(
        "letter-words", "it", ask: "Write something of your own", longest: 10_000)
      guard let to, let name, let words else { return nil }
      return .writeLetter(
        Referral.Letter.Writing(
          to: to, name: name, words: words, childName: referral.childName, from: from))
    } perform: { command, sending in
      try await context.perform(command, on: referral.id, sending)
      return ReferralPaths.record(referral.id, done: .written)
    }
  }

  /// As it was sent, to be printed and to be read again.
  private static func letter(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.seeReferral)
    let number = try context.word("letter")
    let letter = try context.found(
      referral.letters.enumerated().first { "\($0.offset + 1)" == number }?.element)
    var page = Page(
      "Letter to \(letter.to.words)",
      main: """
        \(inset(prose(letter.text)))
        <p class="meta">Written \(letter.on.long). Print this page from your browser to send it.</p>
        """)
    try await context.stand(referral, on: &page)
    page.trail = .back("Referral \(referral.id)", to: ReferralPaths.record(referral.id))
    page.width = .questions
    return context.page(page)
  }
}

extension Context {
  /// Plans and pre-proceedings of an episode.
  func plansCard(of referral: ReferralTable.Whole) async throws -> HTML {
    let plans = try await read { try PlanTable.of(referral: referral.id, in: $0) }
    let rows =
      plans.map { plan in
        TaskRow(
          "\(plan.history.kind.words) \(plan.id)", url: PlanPaths.page(plan.id),
          hint: "From \(plan.history.from.long)",
          status: "\(plan.history.to.map { "Ended \($0.long)" } ?? "Open")")
      }
      + referral.preProceedings.map { line in
        TaskRow(
          "Pre-proceedings \(line.id)", url: PreProceedingsPaths.page(line.id),
          hint: "From \(line.startedOn.long)", status: line.isOpen ? "Open" : "Ended")
      }
    return card(
      "Plans",
      content: rows.isEmpty
        ? emptyState("None yet. A child in need plan follows an authorised assessment.")
        : taskList(rows))
  }
}

func closureCard(_ model: ReferralRecord) -> HTML {
  let referral = model.referral
  guard let closure = referral.closure else { return "" }
  let letters = referral.letters.enumerated().map { place, letter -> HTML in
    let link = textLink(
      "To \(letter.to.words), \(letter.on.long)",
      to: ReferralPaths.letter(referral.id, place + 1))
    return "<li>\(link)</li>"
  }
  var rows = [
    SummaryRow("Closed on", closure.on.long),
    SummaryRow("Reason", closure.reason.map { "\($0.meaning) (\($0.code))" }),
    SummaryRow("In words", html: prose(closure.words)),
  ]
  if let comeBack = closure.comeBack {
    rows.append(SummaryRow("What would bring us back", html: prose(comeBack)))
  }
  if !letters.isEmpty {
    rows.append(SummaryRow("Letters", html: "<ul>\(each: letters, { $0 })</ul>"))
  }
  var actions: [HTML] = []
  if model.canFollow {
    actions.append(textLink("Write a letter", to: ReferralPaths.newLetter(referral.id)))
    if closure.recordedOn == model.today {
      actions.append(
        textLink("Reopen: closed by mistake", to: ReferralPaths.reopen(referral.id)))
    }
  }
  return summaryCard("Closed", actions: actions, rows: rows)
}
