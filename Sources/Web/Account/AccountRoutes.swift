import Domain
import HTML
import Hummingbird
import Store

/// `/account` and `/account/two-step`: the worker's own way of signing in.
enum AccountRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/account") { try await overview($0) }
    routes.get("/account/two-step") { context in
      try await setUp(context, OneTimeCode.fresh(), errors: [])
    }
    routes.post("/account/two-step") { try await confirm($0) }
    routes.post("/account/two-step/off") { try await turnOff($0) }
    routes.get("/account/password") { try await password($0, errors: []) }
    routes.post("/account/password") { try await changePassword($0) }
  }

  private static func account(_ context: Context) async throws -> AccountRow {
    let worker = context.worker
    let account = try await context.read { try AccountTable.find($0, worker: worker) }
    return try context.found(account)
  }

  private static func overview(_ context: Context) async throws -> Response {
    let account = try await account(context)
    let on = account.codeSecret != nil
    let roles = context.viewer.roles.sorted().map(\.title).joined(separator: ", ")
    let rows = [
      SummaryRow("Name", context.signedIn.name),
      SummaryRow("Username", account.username),
      SummaryRow("Work", roles),
      SummaryRow(
        "Password", "Set", change: "/account/password", changeText: "Change"),
      SummaryRow(
        "Code from an app", on ? "Asked for at each sign-in" : "Not asked for",
        change: "/account/two-step", changeText: "Change"),
      SummaryRow(
        "Reminders", "A daily e-mail, a calendar", change: TaskPaths.settings,
        changeText: "Change"),
    ]
    var page = Page("Your account", main: summaryList(rows))
    page.width = .questions
    return context.page(page)
  }

  private static func setUp(
    _ context: Context, _ code: OneTimeCode, errors: [FormError]
  ) async throws -> Response {
    let account = try await account(context)
    if account.codeSecret != nil { return on(context) }
    let sealed = try Sealed.seal(
      code.secret, with: context.house.keys.oneTimeCode, place: SignIn.place(context.worker))
    let address = code.address(
      issuer: context.house.configuration.serviceName, account: account.username)
    let body: HTML = """
      <p>An app on your phone can make a code that is asked for after your password. Then a stolen \
      password alone opens nothing.</p>
      <ol><li>Add an account in your authenticator app and choose to enter a key.</li>
      <li>Type this key: <strong>\(code.text)</strong></li>
      <li>Enter the code that the app then shows.</li></ol>
      \(details("The same as an address, for apps that read one", content: "<p>\(address)</p>"))
      \(form(
        action: "/account/two-step", csrf: context.csrf,
        hidden: [HiddenField("_secret", Base64URL.encode(sealed))], submit: "Ask for a code",
        content: textInput(
          id: "code", label: "Code", hint: "6 digits", error: errors.first?.message, width: .ten,
          kind: .whole, autocomplete: "one-time-code")))
      """
    var page = Page("Sign in with a code as well", main: body)
    page.width = .questions
    page.errors = errors
    return context.page(page, status: errors.isEmpty ? .ok : .unprocessableContent)
  }

  /// The secret came with the form, sealed by us for this worker; it counts once a code proves that
  /// the app has it.
  private static func confirm(_ context: Context) async throws -> Response {
    let (worker, now) = (context.worker, context.now)
    guard try await account(context).codeSecret == nil,
      let given = context.fields.first(where: { $0.name == "_secret" })?.value,
      let sealed = Base64URL.decode(given),
      let secret = Sealed.open(
        sealed, with: context.house.keys.oneTimeCode, place: SignIn.place(worker))
    else { return .seeOther("/account/two-step") }
    let code = OneTimeCode(secret: secret)
    guard let step = code.step(of: AnswerReader.trimmed(context.answers["code"] ?? ""), now: now)
    else {
      return try await setUp(
        context, code, errors: [FormError("code", "Enter the code that the app shows now")])
    }
    try await context.house.database.write { tx in
      try AccountTable.setCodeSecret(tx, worker: worker, sealed, at: now)
      _ = try AccountTable.use(tx, worker: worker, codeStep: step)
    }
    return .seeOther("/account")
  }

  private static func on(_ context: Context) -> Response {
    let body: HTML = """
      <p>A code from your app is asked for each time you sign in.</p>
      \(form(
        action: "/account/two-step/off", csrf: context.csrf, submit: "Stop asking for a code",
        submitKind: .warning,
        content: passwordInput(id: "password", label: "Your password")))
      """
    var page = Page("Sign in with a code as well", main: body)
    page.width = .questions
    return context.page(page)
  }

  private static func turnOff(_ context: Context) async throws -> Response {
    guard try await knowsPassword(context, context.answers["password"] ?? "") else {
      return context.page(Apology.wrongPassword.page, status: .unprocessableContent)
    }
    let (worker, now) = (context.worker, context.now)
    try await context.house.database.write {
      try AccountTable.setCodeSecret($0, worker: worker, nil, at: now)
    }
    return .seeOther("/account")
  }

  /// Asked again before the way of signing in changes; slowed like signing in.
  private static func knowsPassword(_ context: Context, _ password: String) async throws -> Bool {
    let account = try await account(context)
    let outcome = try await SignIn(house: context.house).check(
      username: account.username, password: password, address: nil, now: context.now)
    switch outcome {
    case .wrong, .wait: return false
    case .open, .code: return true
    }
  }
}

extension AccountRoutes {
  private static func password(
    _ context: Context, errors: [FormError]
  ) async throws -> Response {
    func message(_ id: String) -> String? { errors.first { $0.question == id }?.message }
    let body = form(
      action: "/account/password", csrf: context.csrf, submit: "Change password",
      content: """
        \(passwordInput(id: "old", label: "Your password now", error: message("old")))\
        \(passwordInput(
          id: "new", label: "New password", hint: "12 characters or more", error: message("new"),
          autocomplete: "new-password"))
        """)
    var page = Page("Change your password", main: body)
    page.width = .questions
    page.errors = errors
    return context.page(page, status: errors.isEmpty ? .ok : .unprocessableContent)
  }

  private static func changePassword(_ context: Context) async throws -> Response {
    let account = try await account(context)
    let new = context.answers["new"] ?? ""
    if let problem = Passwords.problem(new, username: account.username) {
      return try await password(context, errors: [FormError("new", problem)])
    }
    guard try await knowsPassword(context, context.answers["old"] ?? "") else {
      return try await password(
        context, errors: [FormError("old", "Enter the password you have now")])
    }
    let hash = try await context.house.passwords.hash(new)
    let (worker, now) = (context.worker, context.now)
    try await context.house.database.write { tx in
      try AccountTable.setPassword(tx, worker: worker, password: hash, at: now)
      // Whoever else is signed in as this worker is not any more.
      try SessionTable.endAll(tx, worker: worker)
    }
    return .seeOther("/sign-in")
  }
}

extension Apology {
  static let wrongPassword = Apology(
    status: .unprocessableContent, heading: "Nothing was changed",
    text: "The password was not right. Go back and try again.")
}
