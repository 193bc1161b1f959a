import HTML
import Hummingbird
import Store

/// Help and the accessibility statement, health and static files.
enum HelpRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/help") { $0.page(help) }
    routes.get("/accessibility") { $0.page(accessibility) }
  }

  /// The pages without a session.
  static func addOpen(to routes: Routes, _ house: House) {
    routes.open(.get, "/health") { _, _ in
      let answers = try await house.database.read { try $0.exists("SELECT 1 AS one") }
      return answers ? .text("ok") : .text("no database", status: .serviceUnavailable)
    }
    file(routes, "/static/threshold.css", "text/css; charset=utf-8", Assets.css, Assets.cssHash)
    file(
      routes, "/static/threshold.js", "text/javascript; charset=utf-8", Assets.js, Assets.jsHash)
  }

  private static func file(
    _ routes: Routes, _ path: String, _ type: String, _ bytes: [UInt8], _ hash: String
  ) {
    routes.open(.get, path) { request, _ in
      request.answered(with: bytes, type: type, hash: hash)
    }
  }

  private static var help: Page {
    let body: HTML = """
      <h2>What you type is kept</h2>
      <p>Every form saves itself as a draft while you type, finished or not. Nothing of a draft is \
      on the record until you press the button that does the act. If you are signed out in the \
      middle, sign in again: what you typed is there.</p>
      <h2>Keys</h2>
      <p>Ctrl and K leads to the search. Ctrl and S saves a draft. Esc closes what is open; it never \
      closes a form.</p>
      <h2>Levels of need</h2>
      <p>\(textLink("The threshold document", to: ThresholdPaths.document)) says what speaks for each \
      level.</p>
      <h2>If you cannot see a record</h2>
      <p>The page says whom to ask. Every look at a child’s record is written down, and so is every \
      refusal.</p>
      <h2>Your account</h2>
      <p>\(textLink("Change your password, or ask for a code at sign-in", to: "/account")).</p>
      """
    var page = Page("Help", main: body)
    page.width = .questions
    return page
  }

  private static var accessibility: Page {
    let body: HTML = """
      <p>Threshold is meant to be used by everybody who works here: with a keyboard alone, a screen \
      reader, speech, 400% zoom, high contrast or a small screen, and without JavaScript.</p>
      <h2>How accessible it is</h2>
      <p>It is built to the Web Content Accessibility Guidelines 2.2, level AA. Each change is \
      checked by axe-core on its pages and by tests of contrast, focus and reading order. It has not \
      yet been checked by an independent assessor, so it is stated here as partly compliant.</p>
      <h2>If something does not work for you</h2>
      <p>Tell whoever looks after Threshold in your council: what you wanted to do, and with what \
      you use it. They can change how it is set up for you and must answer you.</p>
      <h2>Enforcement</h2>
      <p>The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and \
      Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with the \
      answer, the Equality Advisory and Support Service can help.</p>
      """
    var page = Page("Accessibility statement", main: body)
    page.width = .questions
    return page
  }
}
