import Crypto
import Domain
import HTML
import HTTPTypes
import Hummingbird
import Store

/// `/account/reminders`: a daily e-mail with counts, and a calendar address of one's own.
enum ReminderRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/account/reminders") { try await settings($0, secret: nil) }
    routes.get("/account/reminders/email") { context in
      try await context.may(.seeMyWork)
      return try await context.show(try await form(context))
    }
    routes.post("/account/reminders/email") { try await setEmail($0) }
    routes.post("/account/reminders/calendar") { try await openCalendar($0) }
    routes.post("/account/reminders/calendar/close") { context in
      try await context.may(.seeMyWork)
      let worker = context.worker
      return try await context.carryOut(back: TaskPaths.settings) { _ in
        try await context.house.database.write {
          try Reminders.closeCalendar(of: worker, in: $0)
        }
        return TaskPaths.settings
      }
    }
  }

  /// - Parameter secret: of an address made just now: it is shown once.
  private static func settings(_ context: Context, secret: String?) async throws -> Response {
    try await context.may(.seeMyWork)
    let worker = context.worker
    let (email, calendar) = try await context.read { tx in
      (
        try Reminders.digestAddress(of: worker, in: tx),
        try Reminders.calendar(of: worker, in: tx)
      )
    }
    let path = TaskPaths.settings
    let shown: HTML? = secret.map { secret in
      inset(
        """
        <p>Your calendar address, shown this once. Add it to your calendar as a subscription; whoever \
        has it sees your days, and no names.</p>
        <p><strong>\(TaskPaths.calendar(secret))</strong></p>
        <p>It follows the address at which you use Threshold.</p>
        """)
    }
    let made = calendar.map { calendar in
      let read = calendar.read.map { ", last read \($0.day.long)" } ?? ", not read yet"
      return "Made \(calendar.made.day.long)\(read)"
    }
    var page = Page(
      "Reminders",
      main: """
        \(shown)
        <h2>Daily e-mail</h2>
        <p>How much is late, due today and due this week, each morning at \(Reminders.digestHour). It \
        names nobody.</p>
        \(summaryList([
          SummaryRow(
            "Sent to", email ?? "Nobody", change: path + "/email",
            changeText: email == nil ? "Ask for it" : "Change")
        ]))
        <h2>Calendar</h2>
        <p>Your days in your own calendar: what is due and the number of its record. No names.</p>
        \(summaryList([SummaryRow("Calendar address", made ?? "None")]))
        \(buttonGroup(
          context.button(
            calendar == nil ? "Make a calendar address" : "Make a new address",
            action: path + "/calendar", page: path),
          calendar == nil
            ? ""
            : context.button(
              "End the calendar address", action: path + "/calendar/close", page: path,
              kind: .warning)))
        """)
    page.width = .questions
    page.trail = .back("My tasks", to: TaskPaths.mine)
    return context.page(page)
  }

  private static func form(_ context: Context) async throws -> FormPage {
    let worker = context.worker
    let email = try await context.read { try Reminders.digestAddress(of: worker, in: $0) }
    var form = FormPage(
      "Daily e-mail",
      FormDefinition(
        "reminder-email", edition: "1",
        [
          Question(
            "email", .text(.full), "Your work e-mail address",
            hint: "Leave it empty to end the e-mails.", optional: true)
        ]), path: TaskPaths.settings + "/email", submit: "Save")
    form.record["email"] = email
    form.around = { page in page.trail = .back("Reminders", to: TaskPaths.settings) }
    return form
  }

  private static func setEmail(_ context: Context) async throws -> Response {
    try await context.may(.seeMyWork)
    let (worker, now) = (context.worker, context.now)
    return try await context.submit(try await form(context)) { reader -> Wanted? in
      guard let text = reader.textIfAny("email") else { return Wanted(email: nil) }
      guard let email = EmailAddress(text) else {
        reader.wrong("email", "Enter an e-mail address, like name@council.gov.uk")
        return nil
      }
      return Wanted(email: email)
    } perform: { wanted, _ in
      try await context.house.database.write { tx in
        try Reminders.setDigest(to: wanted.email, of: worker, at: now, in: tx)
      }
      return TaskPaths.settings
    }
  }

  private struct Wanted: Sendable {
    let email: EmailAddress?
  }

  /// The address stands on the page that answers and nowhere else: here only its hash is kept.
  private static func openCalendar(_ context: Context) async throws -> Response {
    try await context.may(.seeMyWork)
    guard context.formToken != nil else { throw Denial.elsewhere }
    let (worker, now) = (context.worker, context.now)
    let bytes = Chance.bytes(32)
    let hash = Array(SHA256.hash(data: bytes))
    try await context.house.database.write { tx in
      try Reminders.openCalendar(of: worker, secret: hash, at: now, in: tx)
    }
    return try await settings(context, secret: Base64URL.encode(bytes))
  }
}

/// `/calendar/….ics`: read by a calendar, which has no session. What opens it is the secret in the
/// address; a wrong one is no page at all.
enum CalendarDoor {
  static func addOpen(to routes: Routes, _ house: House) {
    routes.open(.get, "/calendar/:secret") { _, raw in
      let now = house.now()
      let name = raw.coreContext.parameters.get("secret") ?? ""
      guard name.utf8.count < 100, name.hasSuffix(".ics"),
        let bytes = Base64URL.decode(name.dropLast(4)), bytes.count == 32
      else { throw NotHere() }
      let hash = Array(SHA256.hash(data: bytes))
      let reminders = try await house.database.write { tx -> [Reminder]? in
        guard let worker = try Reminders.reader(secret: hash, at: now, in: tx),
          // Whoever has left, or whose account is closed, has no calendar either.
          let colleague = try Colleague.find(tx, worker, today: now.day)
        else { return nil }
        return try Reminders.of(colleague.actor, today: now.day, in: tx)
      }
      guard let reminders else { throw NotHere() }
      let calendar = ICalendar(
        reminders, host: house.configuration.organisation ?? house.configuration.serviceName,
        now: now)
      var response = Response.bytes(
        Array(calendar.text.utf8), type: "text/calendar; charset=utf-8")
      response.headers[.cacheControl] = "no-store"
      return response
    }
  }
}
