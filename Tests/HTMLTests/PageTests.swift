import Testing

@testable import HTML

@Suite("The frame around every page")
struct PageTests {
  private func page(_ change: (inout Page) -> Void = { _ in }) -> MarkupReader {
    var page = Page("Note of a visit", main: "<p>x</p>")
    change(&page)
    return MarkupReader(page.render().string)
  }

  @Test("the window says what it is, about whom, and whether something is wrong")
  func title() {
    let named = page { $0.about = "Aisha Begum" }
    #expect(named.all("title").first?.text == "Note of a visit – Aisha Begum – Threshold")
    let wrong = page { $0.errors = [FormError("a", "Say why")] }
    #expect(wrong.all("title").first?.text == "Error: Note of a visit – Threshold")
    #expect(wrong.all("div", ["class": "error-summary"]).count == 1)
  }

  @Test("one heading, one main, the way past the header first")
  func landmarks() {
    let read = page()
    #expect(read.all("h1").map(\.text) == ["Note of a visit"])
    #expect(read.all("main").count == 1)
    #expect(read.all("a").first?.attributes["href"] == "#main")
    #expect(read.all("html").first?.attributes["lang"] == "en-GB")
    #expect(read.all("footer").first?.text == "HelpAccessibility")
    #expect(page { $0.showsHeading = false }.all("h1").isEmpty)
  }

  @Test("signing out is a post, and the page being looked at is marked")
  func header() {
    let read = page {
      $0.user = Page.User(name: "Leila Shah", csrf: "t")
      $0.navigation = [
        NavigationItem("Today", "/"),
        NavigationItem("Review", "/review", isCurrent: true, count: 3),
      ]
    }
    #expect(read.all("form", ["action": "/sign-out", "method": "post"]).count == 1)
    #expect(read.all("a", ["aria-current": "page"]).map(\.text) == ["Review 3"])
    #expect(read.all("dialog").isEmpty)
  }

  @Test("theme, density and the end of the session stand where the stylesheet and script look")
  func settings() {
    let read = page {
      $0.theme = .dark
      $0.density = .compact
      $0.shortcuts = false
      $0.user = Page.User(name: "L", csrf: "t", sessionEnds: 1800)
    }
    #expect(read.all("html").first?.attributes["data-theme"] == "dark")
    #expect(read.all("body").first?.attributes["class"] == "compact")
    #expect(read.all("body").first?.attributes["data-session-ends"] == "1800")
    #expect(read.all("body").first?.attributes["data-shortcuts"] == "off")
    #expect(read.all("dialog", ["id": "session-warning"]).count == 1)
    #expect(page().all("body").first?.attributes["data-session-ends"] == nil)
  }

  @Test("a view of the past says so on every page")
  func asAt() {
    let read = page {
      $0.asAt = "3 March 2026"
      $0.asAtLeave = "/children/P-1"
    }
    #expect(read.all("div", ["class": "as-at"]).first?.text.contains("3 March 2026") == true)
  }

  @Test("what is not known says Not recorded")
  func unknown() {
    let bar = identityBar(
      IdentityBar(name: "Aisha", url: "/c", facts: [LabelledValue("Seen alone", nil)]))
    #expect(MarkupReader(bar.string).all("dd").map(\.text) == ["Not recorded"])
    let rows = summaryList([SummaryRow("School", ""), SummaryRow("Name", "Aisha")])
    #expect(MarkupReader(rows.string).all("dd").map(\.text) == ["Not recorded", "Aisha"])
  }

  @Test("three alerts are shown, the rest are counted")
  func alerts() {
    let many = (1...5).map { AlertLine("Alert \($0)", act: "Do it") }
    let read = MarkupReader(alertStrip(many, all: "/alerts").string)
    #expect(read.all("li").count == 3)
    #expect(read.all("a").map(\.text) == ["2 more, see all alerts"])
    #expect(alertStrip([]).isEmpty)
  }

  @Test("a clock shows no more than full, no less than empty, and nothing strange")
  func clocks() {
    for (fraction, width) in [(-1.0, "0"), (0.5, "100"), (3, "200"), (.nan, "0")] {
      let read = MarkupReader(progressBar(fraction: fraction, label: "x").string)
      #expect(read.all("rect", ["class": "progress-done"]).first?.attributes["width"] == width)
    }
  }

  @Test("a table is a named region, its first cell the row's name, its order spoken")
  func tables() {
    let read = MarkupReader(
      table(
        id: "t", caption: "Queue",
        columns: [
          Column("Child", sort: "?sort=child", sorted: .descending),
          Column("Contacts", isNumeric: true),
        ], rows: [TableRow([textLink("Jo", to: "/c/1"), "4"], isMarked: true)]
      ).string)
    #expect(read.faults == [])
    #expect(read.all("div", ["role": "region", "tabindex": "0"]).count == 1)
    #expect(read.all("th", ["scope": "col", "aria-sort": "descending"]).count == 1)
    #expect(read.all("th", ["scope": "row"]).map(\.text) == ["Jo"])
    #expect(read.all("td", ["class": "number"]).map(\.text) == ["4"])
    #expect(
      table(id: "t", caption: "Queue", columns: [], rows: [], empty: "Nothing waits.").string
        .contains("Nothing waits."))
  }

  @Test("a long list shows its ends and its middle")
  func pages() {
    let read = MarkupReader(pagination(current: 5, pages: 9, url: { "?page=\($0)" }).string)
    #expect(read.faults == [])
    #expect(
      read.all("li").map(\.text) == ["Page 1", "…", "Page 4", "Page 5", "Page 6", "…", "Page 9"])
    #expect(pagination(current: 1, pages: 1, url: { "?page=\($0)" }).isEmpty)
  }
}
