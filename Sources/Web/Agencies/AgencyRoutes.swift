import Domain
import HTML
import Hummingbird
import Store

/// `/agencies` and `/agencies/Y-1`: the partner agencies of the portal, who is admitted for each, and the
/// account that one may share. For whoever administers: nothing of a child is here.
enum AgencyRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/agencies") { context in
      try await context.may(.administer)
      let lines = try await context.read { try AgencyTable.lines(in: $0) }
      return context.page(agenciesPage(lines))
    }
    routes.get("/agencies/refusals") { context in
      try await context.may(.administer)
      let lines = try await context.read { try PortalRefusalTable.lines(limit: 500, in: $0) }
      return context.page(refusalsPage(lines))
    }
    routes.get("/agencies/new") { context in
      try await context.may(.administer)
      return try await context.show(registering)
    }
    routes.post("/agencies/new") { context in
      try await context.may(.administer)
      return try await context.submit(registering) { reader in
        let name = reader.text("name", "what the agency is called", longest: 200)
        let kind: PartnerCheck.Agency? = reader.code("kind", "what it is")
        let mailbox = reader.text("mailbox", "its mailbox", longest: 254)
        guard let name, let kind, let mailbox else { return nil }
        return Agency.Command.register(name: name, kind: kind, mailbox: mailbox)
      } perform: { (command: Agency.Command, sending: Sending) in
        let done: Done<Agency> = try await context.house.store.perform(command, as: sending.act)
        return AgencyPaths.page(done.id, done: .registered)
      }
    }
    routes.get("/agencies/:agency") { context in
      let agency = try await context.agency()
      return context.page(agencyPage(agency, done: context.query["done"].flatMap(AgencyDone.init)))
    }
    for act in AgencyAct.allCases {
      routes.get("/agencies/:agency/\(act.rawValue)") { context in
        let agency = try await context.agency()
        return try await context.show(try act.form(agency, removing: context.query["email"]))
      }
      routes.post("/agencies/:agency/\(act.rawValue)") { try await send(act, $0) }
    }
    routes.post("/agencies/:agency/secrets") { try await secrets($0) }
  }

  private static var registering: FormPage {
    var form = FormPage(
      "Register an agency",
      FormDefinition(
        "agency-register", edition: "1",
        [
          Question("name", .text(.full), "What is it called?"),
          Question(
            "kind", .one(PartnerCheck.Agency.allCases.map { Choice($0.rawValue, $0.words) }),
            "What is it?"),
          Question(
            "mailbox", .text(.full), "Its mailbox",
            hint: "Hears that something waits in the portal; never of whom."),
        ]), path: AgencyPaths.new, submit: "Register the agency")
    form.around = { $0.trail = .back("Agencies", to: AgencyPaths.list) }
    return form
  }

  private static func send(_ act: AgencyAct, _ context: Context) async throws -> Response {
    let agency = try await context.agency()
    let id = agency.line.id
    return try await context.submit(try act.form(agency, removing: context.query["email"])) {
      reader in
      act.read(&reader)
    } perform: { (command: Agency.Command, sending: Sending) in
      let store = context.house.store
      try await context.house.database.write { tx in
        let _: Done<Agency> = try store.perform(
          command, on: id, expecting: sending.version, as: sending.act, in: tx)
        switch act {
        // Its secrets are worth nothing in the same moment.
        // And a new account begins without any.
        case .endAccount, .leave, .account: try PortalAccountTable.close(tx, id)
        case .correct, .admit, .remove: break
        }
      }
      return AgencyPaths.page(id, done: act.done)
    }
  }

  /// A fresh password and second step, shown on this answer and nowhere again.
  private static func secrets(_ context: Context) async throws -> Response {
    let agency = try await context.agency()
    guard let username = agency.line.username else { throw NotHere() }
    let secrets = try await AgencyAccounts(context.house).renew(agency.line.id, at: context.now)
    let address = secrets.code.address(
      issuer: "\(context.house.configuration.serviceName) portal", account: username)
    var page = Page(
      "The account of \(agency.line.name)",
      main: """
        \(warningText("Write these down now. They are shown once. What was before opens nothing more."))
        \(summaryList([
          SummaryRow("Name of the account", username),
          SummaryRow("Password", secrets.password),
          SummaryRow("Key for the authenticator app", secrets.code.text),
        ]))
        \(details("The key as an address, for apps that read one", content: "<p>\(address)</p>"))
        <p>Give the password and the key by two different ways, to somebody you know there.</p>
        """)
    page.trail = .back(agency.line.name, to: AgencyPaths.page(agency.line.id))
    page.width = .questions
    return context.page(page)
  }
}

extension Context {
  /// The agency in the address, for whoever administers.
  fileprivate func agency() async throws -> AgencyRecord {
    try await may(.administer)
    let id: AgencyID = try id("agency")
    return try found(
      try await read { tx in
        try AgencyTable.line(id, in: tx).map { line in
          AgencyRecord(
            line: line, professionals: try AgencyTable.professionals(of: id, in: tx),
            hasPassword: try PortalAccountTable.find(tx, id) != nil)
        }
      }
    ).with(secrets: line(id))
  }

  private func line(_ id: AgencyID) -> HTML {
    button(
      "Make a new password and key", action: AgencyPaths.act(id, "secrets"),
      page: AgencyPaths.page(id))
  }
}

/// What is done with an agency: the end of its address.
enum AgencyAct: String, CaseIterable, Sendable {
  case correct, admit, remove, account
  case endAccount = "end-account"
  case leave

  var done: AgencyDone {
    switch self {
    case .correct: .corrected
    case .admit: .admitted
    case .remove: .removed
    case .account: .opened
    case .endAccount: .closed
    case .leave: .left
    }
  }

  private var heading: String {
    switch self {
    case .correct: "Correct the agency"
    case .admit: "Admit somebody"
    case .remove: "Remove somebody"
    case .account: "Open an account that the agency shares"
    case .endAccount: "Close the shared account"
    case .leave: "Take the agency out of the portal"
    }
  }

  private var submit: String {
    switch self {
    case .correct: "Save"
    case .admit: "Admit them"
    case .remove: "Remove them"
    case .account: "Open the account"
    case .endAccount: "Close the account"
    case .leave: "Take it out"
    }
  }

  func form(_ agency: AgencyRecord, removing email: String?) throws -> FormPage {
    let line = agency.line
    var path = AgencyPaths.act(line.id, rawValue)
    if self == .remove {
      guard let email, agency.professionals.contains(where: { $0.email == email }) else {
        throw NotHere()
      }
      path += "?email=\(FormBody.encode(email))"
    }
    var form = FormPage(
      heading, FormDefinition("agency-\(rawValue)", edition: "1", questions), path: path,
      submit: submit, version: line.version)
    switch self {
    case .correct:
      form.record["name"] = line.name
      form.record["mailbox"] = line.mailbox
    case .remove:
      form.record["email"] = email
      form.layout = { view in
        "\(hiddenField("email", view.answers["email"] ?? ""))\(view["reason"])"
      }
    case .admit, .account, .endAccount, .leave: break
    }
    let who = agency.professionals.first { $0.email == email }.map { "\($0.name), \($0.email)" }
    form.before =
      "<p>\(line.kind.words): <strong>\(line.name)</strong>\(who.map { ". \($0)" } ?? "")</p>"
    form.around = { page in
      page.trail = .back(line.name, to: AgencyPaths.page(line.id))
      page.about = line.name
    }
    return form
  }

  private var questions: [Question] {
    switch self {
    case .correct:
      [
        Question("name", .text(.full), "What is it called?"),
        Question("mailbox", .text(.full), "Its mailbox"),
      ]
    case .admit:
      [
        Question(
          "email", .text(.full), "Their own work address",
          hint: "Codes for signing in are sent there. Not a mailbox that several people read."),
        Question("name", .text(.full), "Their name"),
        Question("job", .text(.full), "What are they there?"),
      ]
    case .remove:
      [
        Question("email", .text(.full), "Their address"),
        Question("reason", .text(.full), "Why are they no longer admitted?"),
      ]
    case .account:
      [
        Question(
          "username", .text(.twenty), "The name of the account",
          hint: "Letters, digits, hyphens and full stops. People sign in with their own address "
            + "where they can: an account that is shared does not say who it was.")
      ]
    case .endAccount: [Question("reason", .text(.full), "Why is the account closed?")]
    case .leave:
      [
        Question(
          "reason", .longText(rows: 3), "Why does it leave the portal?",
          hint: "Everybody admitted for it is removed, and its account is closed.")
      ]
    }
  }

  func read(_ reader: inout AnswerReader) -> Agency.Command? {
    switch self {
    case .correct:
      let name = reader.text("name", "what the agency is called", longest: 200)
      let mailbox = reader.text("mailbox", "its mailbox", longest: 254)
      guard let name, let mailbox else { return nil }
      return .correct(name: name, mailbox: mailbox)
    case .admit:
      let email = reader.text("email", "their work address", longest: 254)
      let name = reader.text("name", "their name", longest: 200)
      let job = reader.text("job", "what they are there", longest: 200)
      guard let email, let name, let job else { return nil }
      return .admit(Agency.Professional(email: email, name: name, job: job))
    case .remove:
      let email = reader.text("email", "their address", longest: 254)
      let reason = reader.text("reason", "the reason", longest: 1000)
      guard let email, let reason else { return nil }
      return .remove(email: email, reason: reason)
    case .account:
      return reader.text("username", "the name of the account", longest: 40).map {
        .openAccount(username: $0)
      }
    case .endAccount:
      return reader.text("reason", "the reason", longest: 1000).map { .closeAccount(reason: $0) }
    case .leave:
      return reader.text("reason", "the reason", longest: 1000).map { .close(reason: $0) }
    }
  }
}
