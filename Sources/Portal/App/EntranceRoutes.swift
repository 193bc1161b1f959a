import Domain
import HTML
import Hummingbird
import Store
import Web

/// The front page, help, health and static files.
enum EntranceRoutes: PortalRoutes {
  static func add(to doors: PortalDoors) {
    doors.get("/") { visit in
      visit.page(try overview(visit))
    }
    doors.open(.get, "/help") { visit in visit.page(help(visit)) }
    doors.open(.get, "/accessibility") { visit in visit.page(accessibility) }
    doors.open(.get, "/health") { visit in
      let answers = try await visit.read { try $0.exists("SELECT 1 AS one") }
      return answers ? .text("ok") : .text("no database", status: .serviceUnavailable)
    }
    doors.open(.get, "/static/threshold.css") { visit in
      visit.request.answered(
        with: Assets.css, type: "text/css; charset=utf-8", hash: Assets.cssHash)
    }
    doors.open(.get, "/static/threshold.js") { visit in
      visit.request.answered(
        with: Assets.js, type: "text/javascript; charset=utf-8", hash: Assets.jsHash)
    }
  }

  private static func overview(_ visit: Visit) throws -> Page {
    let visitor = try visit.signedIn()
    let links = portalLinks(for: visitor)
    let stranger: HTML? =
      visitor.agency == nil
      ? """
      <p>Your address is not admitted for an agency here, so requests to an agency are not shown to \
      you. Ask the council to admit you.</p>
      """ : nil
    var page = Page(
      "Overview",
      main: """
        \(inDanger)\
        \(if: !links.isEmpty, taskList(links.map { TaskRow($0.text, url: $0.path, hint: $0.about) }))
        \(stranger)
        """)
    page.width = .questions
    return page
  }

  /// Stands on every way in: the portal is never the place for what cannot wait.
  static let inDanger: HTML = warningText(
    "If a child is in danger now, ring 999. Do not write here and wait.")

  private static func help(_ visit: Visit) -> Page {
    let council = visit.house.configuration.organisation ?? "the council"
    let body: HTML = """
      \(inDanger)
      <h2>What this is for</h2>
      <p>\(council) asks agencies here what they know, and hears from them here. You see what is \
      addressed to you or to your agency, and what you sent yourself. Nobody can look for a child \
      here.</p>
      <h2>Signing in</h2>
      <p>We send a code of 8 digits to your work address. It works once, for 15 minutes, in the window \
      where you asked for it. If it does not come, look among unwanted mail, then ask again.</p>
      <h2>If you are signed out</h2>
      <p>After 30 minutes without a page you are signed out. What you had sent is with us.</p>
      """
    var page = Page("Help", main: body)
    page.width = .questions
    return page
  }

  private static var accessibility: Page {
    let body: HTML = """
      <p>The portal is meant to be used by everybody: with a keyboard alone, a screen reader, speech, \
      400% zoom, high contrast or a small screen, and without JavaScript.</p>
      <h2>How accessible it is</h2>
      <p>It is built to the Web Content Accessibility Guidelines 2.2, level AA, and checked by axe-core \
      on its pages. It has not yet been checked by an independent assessor, so it is stated here as \
      partly compliant.</p>
      <h2>If something does not work for you</h2>
      <p>Tell the council what you wanted to do, and with what you use it. They must answer you. You \
      can always ring instead.</p>
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
