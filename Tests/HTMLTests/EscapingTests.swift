import Testing

@testable import HTML

@Suite("What is typed stays text")
struct EscapingTests {
  static let attacks = [
    "<script>alert(1)</script>", "\"><script>alert(1)</script>", "' onmouseover='alert(1)",
    "\" autofocus onfocus=\"alert(1)", "</textarea><script>alert(1)</script>",
    "</title><svg/onload=1>",
    "<img src=x onerror=alert(1)>", "<!--", "]]>", "&lt;script&gt;", "&#60;script&#62;",
    "`onload=alert(1)`", "<svg><animate onbegin=alert(1)>", "\u{0}<\u{0}script>", "<\u{2028}b>",
    "{{7*7}}", "javascript:alert(1)", "O'Brien & Sons <Ltd>", "Zoë \u{1F468}\u{200D}\u{1F469}",
  ]

  @Test("the five characters are escaped and nothing else", arguments: attacks)
  func escaped(_ text: String) {
    let html: HTML = "<p title=\"\(text)\">\(text)</p>"
    let read = MarkupReader(html.string)
    #expect(read.faults == [])
    #expect(read.elements.map(\.name) == ["p"])
    #expect(read.elements.first?.attributes.keys.sorted() == ["title"])
    let back = read.elements.first?.text.unescaped
    #expect(back == text.replacing("\u{0}", with: "\u{FFFD}"))
    #expect(read.elements.first?.attributes["title"]?.unescaped == back)
  }

  @Test("what is typed into any component adds no element and no attribute", arguments: attacks)
  func components(_ text: String) {
    for (hostile, plain) in zip(Self.pieces(text), Self.pieces("plain")) {
      let a = MarkupReader(hostile.string)
      let b = MarkupReader(plain.string)
      #expect(a.faults == [])
      #expect(a.elements.map(\.name) == b.elements.map(\.name))
      #expect(
        a.elements.map { $0.attributes.keys.sorted() }
          == b.elements.map { $0.attributes.keys.sorted() })
    }
  }

  static func pieces(_ text: String) -> [HTML] {
    var page = Page(text, main: "\(text)")
    page.about = text
    page.caption = text
    page.asAt = text
    page.organisation = text
    page.user = Page.User(name: text, csrf: text, sessionEnds: 60)
    page.errors = [FormError("x", text)]
    page.navigation = [NavigationItem(text, "/")]
    let bar = IdentityBar(
      name: text, url: "/c", facts: [LabelledValue(text, text, canCopy: true)],
      statuses: [tag(text)], alerts: [AlertLine(text, act: text)], alertsURL: "/a")
    return [
      HTML("<main id=\"x\">") + page.render() + "</main>", identityBar(bar),
      textInput(id: "a", label: text, hint: text, value: text, error: text),
      textArea(id: "a", label: text, prompts: [text], target: text, value: text, error: text),
      dateInput(id: "a", label: text, value: DateAnswer(day: text, month: text, year: text)),
      radios(id: "a", legend: text, choices: [Choice(text, text, hint: text)], value: text),
      checkboxes(id: "a", legend: text, choices: [Choice(text, text)], values: [text]),
      selectInput(id: "a", label: text, choices: [Choice(text, text)], value: text),
      fieldset(legend: text, child: text, hint: text, content: ""),
      form(
        action: "/x", csrf: text, hidden: [HiddenField(text, text)], draft: "/d",
        draftSaved: text, submit: text, content: ""),
      notificationBanner(text, undo: Undo(action: "/u", csrf: text, text: text)),
      summaryList([SummaryRow(text, text, change: "/c", changeText: text)]),
      taskList([TaskRow(text, url: "/t", hint: text)]), quote(text, source: text), prose(text),
      timeline([TimelineEntry(date: text, title: text, meta: text)]),
      table(id: "t", caption: text, columns: [Column(text, sort: "/s")], rows: []),
      labelledDate(text, text, relative: text), details(text, content: ""), emptyState(text),
      figure(
        id: "f", title: text, description: text, height: 10, drawing: "", caption: text,
        table: ""),
    ]
  }

  @Test(
    "an address that is a script, or another host in disguise, goes nowhere",
    arguments: [
      "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
      "data:text/html,<script>", "vbscript:x", "//evil.example", "/\\evil.example",
      "/\t/evil.example", "http://evil.example", "evil", "", "\u{1}javascript:alert(1)",
    ])
  func addresses(_ url: String) {
    #expect(textLink("Go", to: url).string == "<a href=\"#\">Go</a>")
  }

  @Test(
    "our own addresses stand as they are",
    arguments: [
      "/", "/children/P-1042?as-at=2026-03-03", "?page=2", "#main", "https://gov.example/",
    ])
  func ourAddresses(_ url: String) {
    #expect(textLink("Go", to: url).string == "<a href=\"\(url)\">Go</a>")
  }
}

extension String {
  var unescaped: String {
    replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  @Test("Text of a page changes; tags, attributes and what is typed into a form stay")
  func mapText() {
    let page: HTML = """
      <p title="a &amp; b">\("a & b <a>")</p><textarea id="t">\n\("a & b")</textarea>\
      <script>if (a < b) { a & b }</script><p>a</p><svg><text x="1">\("b's a")</text></svg>
      """
    let mapped = page.mapText { $0.replacing("a", with: "<é>") }
    let expected: HTML = """
      <p title="a &amp; b">\("<é> & b <<é>>")</p><textarea id="t">\n\("a & b")</textarea>\
      <script>if (a < b) { a & b }</script><p>\("<é>")</p><svg><text x="1">\("b's <é>")</text></svg>
      """
    #expect(mapped == expected)
    #expect(page.mapText { $0 } == page)
    #expect(HTML().mapText { _ in "x" } == HTML())
  }
}
