/// How a person likes the pages: remembered with the account.
package enum Density: String, Sendable, CaseIterable { case comfortable, compact }
package enum Theme: String, Sendable, CaseIterable { case system, light, dark }

/// How much room the page takes: one column for questions, the whole width for work.
package enum PageWidth: Sendable { case questions, work }

/// A whole page. Everything around `main` comes from here, so that help, navigation and the way out
/// are always in the same place.
package struct Page: Sendable {
  /// Whoever is signed in.
  package struct User: Sendable {
    package let name: String
    /// Where the sign-out form posts to.
    package let signOut: String
    package let csrf: String
    /// The session ends this many seconds after the page was made, unless something is done.
    package let sessionEnds: Int?
    package init(
      name: String, signOut: String = "/sign-out", csrf: String, sessionEnds: Int? = nil
    ) {
      self.name = name
      self.signOut = signOut
      self.csrf = csrf
      self.sessionEnds = sessionEnds
    }
  }

  /// The page's own heading, without the child's name.
  package var heading: String
  /// Above the heading, smaller.
  package var caption: String?
  /// False where a question or an interruption is the heading.
  package var showsHeading = true
  /// Whom or what the page is about; stands in the window's title, so that two windows differ.
  package var about: String?
  /// The title then begins with "Error: ".
  package var hasErrors = false
  package var language = "en-GB"
  package var serviceName = "Threshold"
  /// The council.
  package var organisation: String?
  package var user: User?
  package var navigation: [NavigationItem] = []
  /// Where the header's search goes (a POST with `q`: what is looked for must not stand in an
  /// address); Ctrl+K leads to it.
  package var search: String?
  package var subNavigation: [NavigationItem] = []
  package var subNavigationLabel = "This record"
  package var trail = Trail.none
  package var identity: HTML?
  /// "3 March 2026": the day of an as-at view, shown on every page of it.
  package var asAt: String?
  /// Where the as-at view is left.
  package var asAtLeave: String?
  package var banner: HTML?
  package var errors: [FormError] = []
  /// Where the page is left at once, for somebody who must not be seen with it. Stands first of all.
  package var exit: String?
  package var width = PageWidth.work
  package var density = Density.comfortable
  package var theme = Theme.system
  package var shortcuts = true
  /// What is typed is kept as a draft when the session ends.
  package var keepsDrafts = true
  /// Printed on top of each sheet: child, document, date, by whom.
  package var printHeader: String?
  package var main: HTML
  package var aside: HTML?

  package init(_ heading: String, main: HTML) {
    self.heading = heading
    self.main = main
  }

  /// What the window is called.
  package var title: String {
    let start = hasErrors || !errors.isEmpty ? "Error: " : ""
    return start + [heading, about, serviceName].compactMap { $0 }.joined(separator: " – ")
  }

  package func render() -> HTML {
    """
    <!DOCTYPE html>
    <html lang="\(language)" data-theme="\(theme.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="\(colourScheme)">
    <meta name="robots" content="noindex, nofollow">
    <title>\(title)</title>
    <link rel="stylesheet" href="/static/threshold.css?v=\(Assets.cssHash)">
    <script src="/static/threshold.js?v=\(Assets.jsHash)" defer></script>
    </head>
    <body class="\(density.rawValue)"\(attribute("data-session-ends", sessionEnds))\
    \(attribute("data-shortcuts", shortcuts ? nil : "off"))>
    \(beforeAll)
    \(printHeader.map { "<header class=\"print-header\"><span>\($0)</span></header>" } as HTML?)
    \(header)
    \(identity)
    \(asAtBanner)
    <div class="page">
    \(trail.html)
    \(records)
    <main id="main" tabindex="-1" class="\(width == .questions ? "questions" : "work")">
    \(banner)\(errorSummary(errors))\(if: showsHeading, headingLine)
    \(main)
    </main>
    \(aside.map { "<aside>\($0)</aside>" } as HTML?)
    </div>
    \(footer)
    \(sessionWarning)
    </body>
    </html>
    """
  }
}

extension Page {
  /// The first links of the page. Two of them are a landmark, so that none stands outside of all.
  private var beforeAll: HTML {
    let skip: HTML = "<a class=\"skip-link\" href=\"#main\">Skip to main content</a>"
    guard let exit else { return skip }
    return """
      <nav class="exit" aria-label="Leave or skip"><a class="button button-warning" \
      href="\(address(exit))" data-exit>Exit this page</a>\(skip)</nav>
      """
  }

  private var sessionEnds: String? { user?.sessionEnds.map { String($0) } }

  private var colourScheme: String {
    switch theme {
    case .system: "light dark"
    case .light: "light"
    case .dark: "dark"
    }
  }

  private var headingLine: HTML {
    """
    <h1>\(caption.map { "<span class=\"caption\">\($0)</span> " } as HTML?)\(heading)</h1>
    """
  }

  private var records: HTML? {
    subNavigation.isEmpty
      ? nil : recordNavigation(subNavigation, label: subNavigationLabel)
  }

  private var header: HTML {
    let searchForm: HTML? = search.map {
      """
      <form method="post" action="\(address($0))" class="header-search" role="search" novalidate>\
      \(user.map { hiddenField("csrf", $0.csrf) })\
      <label for="go-to">Find a child</label>\
      <input id="go-to" name="q" type="search" class="input" autocomplete="off" data-go-to>\
      <button type="submit" class="button button-secondary">Find</button></form>
      """
    }
    let person: HTML? = user.map {
      """
      <div class="header-user"><span>\($0.name)</span>\
      <button type="button" class="button-link" data-hide hidden>Hide</button>\
      \(actionForm(action: $0.signOut, csrf: $0.csrf, text: "Sign out", kind: .link))</div>
      """
    }
    let council: HTML? = organisation.map { "<span class=\"organisation\">\($0)</span>" }
    return """
      <header class="header"><div class="header-row">\
      <a class="service-name" href="/">\(serviceName)\(council)</a>\(searchForm)\(person)</div>
      \(if: !navigation.isEmpty, """
        <nav class="main-nav" aria-label="Main">\(navigationList(navigation))</nav>
        """)</header>
      """
  }

  private var asAtBanner: HTML? {
    asAt.map { moment in
      """
      <div class="as-at" role="region" aria-label="View of the past"><p><strong>You are looking at \
      \(moment).</strong> This is what was known at the end of that day. \
      \(asAtLeave.map { textLink("Go to today", to: $0) })</p></div>
      """
    }
  }

  private var footer: HTML {
    """
    <footer class="footer"><ul><li><a href="/help">Help</a></li>\
    <li><a href="/accessibility">Accessibility</a></li></ul></footer>
    """
  }

  private var sessionWarning: HTML? {
    guard let user, user.sessionEnds != nil else { return nil }
    return dialog(
      id: "session-warning", heading: "You will be signed out soon",
      content: """
        <p>You have not used \(keepsDrafts ? "Threshold" : "this page") for a while. You will be \
        signed out in <span data-minutes>5 minutes</span>. \
        \(keepsDrafts ? "What you typed is kept." : "Send what you typed before then.")</p>
        <p class="hidden-text" role="status" data-spoken></p>
        <form method="post" action="/session/extend" data-extend novalidate>\
        \(hiddenField("csrf", user.csrf))\(button("Stay signed in"))</form>
        """)
  }
}
