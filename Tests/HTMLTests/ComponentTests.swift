import Foundation
import Testing

@testable import HTML

@Suite("Every component is well formed")
struct ComponentTests {
  let guide = MarkupReader(styleGuidePage().string)

  @Test("the style guide is balanced, quoted, with every id once and every reference answered")
  func wellFormed() { #expect(guide.faults == []) }

  @Test("the reader of markup is strict")
  func strictness() {
    for broken in [
      "<p>", "<p></div>", "<p class=x></p>", "<p id=\"a\"></p><p id=\"a\"></p>", "<p>a > b</p>",
      "<label for=\"x\">y</label>", "<p title=\"<\"></p>", "<p a=\"1\"b=\"2\"></p>", "</p>",
      "<p disabled></p>",
    ] { #expect(MarkupReader(broken).faults != [], "\(broken)") }
  }

  @Test("every control has a label that is always seen")
  func labels() {
    let labelled = Set(guide.all("label").compactMap { $0.attributes["for"] })
    for name in ["input", "select", "textarea"] {
      for control in guide.all(name) where control.attributes["type"] != "hidden" {
        #expect(labelled.contains(control.attributes["id"] ?? "none"))
        #expect(control.attributes["placeholder"] == nil)
        #expect(control.attributes["title"] == nil)
      }
    }
  }

  @Test("no button is disabled, no browser validates, nothing is handled inline")
  func plain() {
    for element in guide.elements {
      for name in [
        "disabled", "required", "pattern", "maxlength", "autofocus", "style", "accesskey",
      ] {
        #expect(element.attributes[name] == nil, "\(element.name) \(name)")
      }
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
      let order = element.attributes["tabindex"]
      #expect(order == nil || order == "0" || order == "-1")
      if element.name == "form", element.attributes["method"] == "post" {
        #expect(element.attributes["novalidate"] != nil)
      }
      if element.name == "script" { #expect(element.attributes["src"] != nil) }
    }
  }

  @Test("every form that posts carries the token")
  func tokens() {
    let posts = guide.all("form", ["method": "post"]).count
    #expect(posts > 3)
    #expect(guide.all("input", ["type": "hidden", "name": "csrf"]).count == posts)
  }

  @Test("nothing is chosen until somebody chose it")
  func nothingPreselected() {
    let choices = [Choice("a", "A"), Choice("b", "B")]
    for html in [
      radios(id: "q", legend: "Q", choices: choices),
      checkboxes(id: "q", legend: "Q", choices: choices), checkbox(id: "q", label: "Q"),
      selectInput(id: "q", label: "Q", choices: choices),
    ] {
      #expect(!html.string.contains(" checked"))
      #expect(!html.string.contains(" selected"))
    }
    let chosen = MarkupReader(radios(id: "q", legend: "Q", choices: choices, value: "b").string)
    #expect(chosen.all("input").map { $0.attributes["checked"] != nil } == [false, true])
    let ticked = MarkupReader(
      checkboxes(id: "q", legend: "Q", choices: choices, values: ["a", "b"]).string)
    #expect(ticked.all("input").allSatisfy { $0.attributes["checked"] != nil })
    let one = MarkupReader(selectInput(id: "q", label: "Q", choices: choices, value: "a").string)
    #expect(one.all("option").map { $0.attributes["selected"] != nil } == [false, true, false])
  }

  @Test("hint and message are read with the control, and the summary leads to it")
  func errorWiring() throws {
    let html = textInput(
      id: "reason", label: "Why?", hint: "A line", value: "kept", error: "Say why")
    let read = MarkupReader(errorSummary([FormError("reason", "Say why")]).string + html.string)
    #expect(read.faults == [])
    let input = try #require(read.all("input").first)
    #expect(input.attributes["id"] == "reason")
    #expect(input.attributes["name"] == "reason")
    #expect(input.attributes["value"] == "kept")
    #expect(input.attributes["aria-describedby"] == "reason-hint reason-error")
    #expect(input.attributes["aria-invalid"] == "true")
    #expect(read.all("a").first?.attributes["href"] == "#reason")
    #expect(read.all("p", ["id": "reason-error"]).first?.text == "Error: Say why")
    #expect(read.all("div", ["role": "alert"]).first?.attributes["tabindex"] == "-1")
    #expect(errorSummary([]).isEmpty)
  }

  @Test("a group of controls carries its hint and message on the fieldset")
  func groupWiring() throws {
    let read = MarkupReader(
      dateInput(
        id: "seen", label: "Seen on", hint: "H",
        value: DateAnswer(day: "31", month: "x", year: ""), error: "E"
      ).string)
    #expect(
      read.all("fieldset").first?.attributes["aria-describedby"] == "seen-hint seen-error")
    #expect(
      read.all("input").compactMap { $0.attributes["name"] }
        == ["seen-day", "seen-month", "seen-year"])
    #expect(read.all("input").compactMap { $0.attributes["value"] } == ["31", "x", ""])
    let first = MarkupReader(
      radios(id: "alone", legend: "Alone?", choices: [Choice("y", "Y"), Choice("n", "N")]).string)
    #expect(first.all("input").compactMap { $0.attributes["id"] } == ["alone", "alone-2"])
    #expect(Set(first.all("input").compactMap { $0.attributes["name"] }) == ["alone"])
  }

  @Test("questions that follow from an answer are shown where script does not run")
  func reveals() throws {
    let read = MarkupReader(
      radios(
        id: "q", legend: "Q",
        choices: [Choice("y", "Y", reveal: textInput(id: "why", label: "Why?"))]
      ).string)
    let part = try #require(read.all("div", ["class": "reveal"]).first)
    #expect(part.attributes["hidden"] == nil)
    #expect(part.attributes["id"] == read.all("input").first?.attributes["data-reveals"])
  }

  @Test("what is typed into a text area comes back to the letter, first empty line included")
  func textAreaKeepsText() {
    let html = textArea(id: "t", label: "T", value: "\n  two\n").string
    #expect(html.contains(">\n\n  two\n</textarea>"))
  }

  @Test("people's answers are never remembered by the browser")
  func autocomplete() {
    for input in guide.all("input") where ["text", "tel"].contains(input.attributes["type"]) {
      #expect(input.attributes["autocomplete"] == "off")
    }
    #expect(guide.all("input", ["autocomplete": "username"]).count == 1)
  }

  @Test("a form with a draft says where it saves, and has a button and a line for it")
  func drafts() throws {
    let read = MarkupReader(
      form(
        action: "/a", csrf: "t", hidden: [HiddenField("record", "C-1")], draft: "/drafts",
        draftSaved: "Draft saved 2:14pm", submit: "Send to manager", content: ""
      ).string)
    let made = try #require(read.all("form").first)
    #expect(made.attributes["data-draft"] == "/drafts")
    #expect(read.all("button").map(\.text) == ["Send to manager", "Save draft"])
    #expect(read.all("button").last?.attributes["formaction"] == "/drafts")
    #expect(read.all("p", ["role": "status"]).first?.text == "Draft saved 2:14pm")
    let plain = MarkupReader(form(action: "/a", csrf: "t", submit: "Go", content: "").string)
    #expect(plain.all("p", ["role": "status"]).isEmpty)
    #expect(plain.all("button").count == 1)
  }

  @Test("look at it: THRESHOLD_STYLEGUIDE=/folder writes the guide and its two files")
  func write() throws {
    guard let folder = ProcessInfo.processInfo.environment["THRESHOLD_STYLEGUIDE"] else { return }
    let base = URL(fileURLWithPath: folder)
    for (name, theme) in [("light", Theme.light), ("dark", Theme.dark)] {
      for density in Density.allCases {
        let html = styleGuidePage(theme: theme, density: density).string
          .replacing("/static/", with: "static/").replacing(/(\.css|\.js)\?v=[0-9a-f]+/) { $0.1 }
        try Data(html.utf8).write(
          to: base.appendingPathComponent("\(name)-\(density.rawValue).html"))
      }
    }
    let files = base.appendingPathComponent("static")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    try Data(Assets.css).write(to: files.appendingPathComponent("threshold.css"))
    try Data(Assets.js).write(to: files.appendingPathComponent("threshold.js"))
  }
}

@Suite("Results while typing") struct LiveTests {
  @Test("a form says where what is typed is looked up, and its place has a line that is spoken")
  func live() {
    let page = form(
      action: "/a", csrf: "x", submit: "Find", live: Live("/a/live?b=1&c=2", into: "found"),
      content: "")
    #expect(page.string.contains(" data-live=\"/a/live?b=1&amp;c=2\" data-live-into=\"found\""))
    let place = liveResults(id: "found", content: "<p>x</p>")
    #expect(place.string.contains("id=\"found-said\" role=\"status\""))
    #expect(place.string.contains("<div id=\"found\"><p>x</p></div>"))
    let block = fieldset(
      legend: "One", live: Live("/a", into: "b", prefix: "one-"), content: "")
    #expect(block.string.contains("data-live-prefix=\"one-\""))
    // What is spoken is text, whatever a record holds.
    #expect(livePiece(said: "\"<b>", content: "").string.contains("data-said=\"&quot;&lt;b&gt;\""))
  }
}
