import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store

@testable import Web

/// Asks for everything that there is, in every way that may go wrong.
struct Walk: Sendable {
  let council: CanaryHouse
  let watch: CanaryTests.Watch

  private struct Leak: Error, CustomStringConvertible {
    let description = "INSERT INTO person VALUES ('Zqxvjkleak', '\(Canary.nhsNumbers[0])')"
  }

  private var entries: [Routes.Entry] { registeredRoutes(council.house) }

  /// The addresses of a pattern: of records that are there, that are not, and that are none.
  private func addresses(of pattern: String) -> [String] {
    guard pattern.contains(":") else { return [pattern] }
    return ["1", "2", "999", "Zqxvjkaaa"].map { number in
      pattern.split(separator: "/", omittingEmptySubsequences: false).map { part in
        guard part.hasPrefix(":") else { return String(part) }
        return number == "Zqxvjkaaa" ? number : Self.fill(String(part.dropFirst()), number)
      }.joined(separator: "/")
    }
  }

  private static func fill(_ name: String, _ number: String) -> String {
    let letters = [
      "contact": "C", "referral": "R", "assessment": "A", "note": "N", "team": "T", "worker": "W",
      "alert": "H", "sample": "S", "notification": "K",
      "partnercheck": "G", "earlyhelp": "F", "dailyreport": "D", "partnerreferral": "M",
      "significantevent": "Z", "document": "O",
    ]
    if name == "section" { return "analysis" }
    if name == "key" || name == "position" || name == "file" || name == "place" {
      return number
    }
    return "\(letters[name] ?? "P")-\(number)"
  }

  private func send(
    _ browser: Browser, _ path: String, _ method: HTTPRequest.Method,
    _ fields: [(String, String)] = []
  ) async throws -> Browser.Answer {
    council.clock.advance(seconds: 1)
    let answer: Browser.Answer
    if method == .post {
      answer = try await browser.post(path, fields)
    } else {
      answer = try await browser.send(path, method)
    }
    await watch.saw("\(method) \(path.replacing("Zqxvjk", with: "…"))", answer)
    return answer
  }

  private func signIn(_ browser: Browser, _ username: String) async throws {
    _ = try await send(
      browser, "/sign-in", .post, [("username", username), ("password", CanaryHouse.password)])
  }

  func signInBadly(_ browser: Browser) async throws {
    for words in [("Zqxvjkuser", "Zqxvjkpass"), ("w1", "Zqxvjkpass"), ("", "")] {
      _ = try await send(
        browser, "/sign-in", .post, [("username", words.0), ("password", words.1)])
    }
    _ = try await send(browser, "/sign-in/code", .post, [("code", "Zqxvjkcode")])
    _ = try await send(browser, "/people/find", .post, [("q", "Zqxvjkname")])
  }

  /// Every page, by number and with words behind the question mark.
  func look(_ browser: Browser, _ username: String) async throws {
    try await signIn(browser, username)
    for entry in entries where entry.method == "GET" && !entry.pattern.hasPrefix("/sign") {
      for address in addresses(of: entry.pattern) {
        let answer = try await send(browser, address, .get)
        if answer.status == 303, answer.location?.hasPrefix("/sign-in") == true {
          try await signIn(browser, username)
        }
      }
      let first = addresses(of: entry.pattern)[0]
      _ = try await send(browser, first + "?as-at=Zqxvjk&kept=Zqxvjk&page=-1", .get)
      _ = try await send(browser, first, .delete)
    }
  }

  /// Every form: empty, full of words, sent again, sent with an old version, with a token of nobody.
  func send(_ browser: Browser, _ username: String) async throws {
    try await signIn(browser, username)
    for entry in entries
    where entry.method == "POST" && !entry.pattern.hasPrefix("/sign")
      && !entry.pattern.hasPrefix("/account")
    {
      for address in addresses(of: entry.pattern).prefix(2) {
        let page = try await send(browser, address, .get)
        let forms = Markup.forms(in: page.body).filter {
          $0.action == address || $0.action.hasPrefix(address + "?")
        }
        guard let form = forms.first else {
          // A button on another page: the token alone, and words that it does not expect.
          let csrf = Markup.forms(in: page.body).compactMap { $0.value("csrf") }.first ?? "Zqxvjk"
          _ = try await send(browser, address, .post, [("csrf", csrf), ("act", "Zqxvjkact")])
          continue
        }
        try await send(form, browser)
      }
    }
  }

  private func send(_ form: Markup.Form, _ browser: Browser) async throws {
    let full = form.filled { "Zqxvjk\($0.filter(\.isLetter))" }
    _ = try await send(browser, form.action, .post, form.hidden)
    _ = try await send(browser, form.action, .post, full)
    _ = try await send(browser, form.action, .post, full)
    _ = try await send(
      browser, form.action, .post, full.map { $0.0 == "_version" ? ($0.0, "0") : $0 })
    _ = try await send(
      browser, form.action, .post, full.map { $0.0 == "csrf" ? ($0.0, "Zqxvjktoken") : $0 })
    _ = try await send(
      browser, form.action, .post,
      form.hidden + [("nhs-number", Canary.nhsNumbers[0]), ("Zqxvjkfield", "Zqxvjkvalue")])
    let odd = ByteBuffer(string: "a=Zqxvjk%00&b=%C3")
    let answer = try await browser.send(form.action, .post, body: odd)
    await watch.saw("odd bytes", answer)
  }

  /// The database fails at the first transaction of a request, at the second, and so on, and says what
  /// it should not.
  func breakIt(_ browser: Browser) async throws {
    try await signIn(browser, "w1")
    let errors: [any Error] = [
      Leak(), DatabaseError.statement("near Zqxvjkname"), DatabaseError.constraint("Zqxvjkcheck"),
      DatabaseError.damaged("Zqxvjkfact"), DatabaseError.unavailable("Zqxvjkhost"),
      DatabaseError.notUnique("Zqxvjkkey"), Refusal("person.name", "Zqxvjkname has no name"),
    ]
    let pages = entries.filter { $0.method == "GET" }.map { addresses(of: $0.pattern)[0] }
    for (place, page) in pages.enumerated() {
      for after in 0...3 {
        council.database.fail(after: after, with: errors[(place + after) % errors.count])
        _ = try await send(browser, page, .get)
        _ = try await send(browser, page, .post, [("csrf", "Zqxvjk"), ("text", "Zqxvjk")])
        council.database.work()
      }
    }
  }
}

/// What a browser reads in a page.
enum Markup {
  struct Form: Sendable {
    let action: String
    let hidden: [(String, String)]
    let fields: [(name: String, value: String)]

    func value(_ name: String) -> String? { hidden.first { $0.0 == name }?.1 }

    /// What it carries unseen, with words in every field; the first of each set of choices.
    func filled(_ word: (String) -> String) -> [(String, String)] {
      var taken: Set<String> = []
      return hidden
        + fields.filter { taken.insert($0.name).inserted }.map { field in
          if field.name.hasSuffix("-day") { return (field.name, "12") }
          if field.name.hasSuffix("-month") { return (field.name, "3") }
          if field.name.hasSuffix("-year") { return (field.name, "2026") }
          return (field.name, field.value.isEmpty ? word(field.name) : field.value)
        }
    }
  }

  /// The page without what its forms hold to be changed.
  static func withoutFields(_ page: String) -> String {
    page.replacing(/<textarea[^>]*>[^<]*<\/textarea>/, with: "").replacing(/<input[^>]*>/, with: "")
  }

  /// Everything that a browser would ask for from the page.
  static func addresses(in page: String) -> [String] {
    tags(in: page).flatMap { tag in
      ["href", "src", "action", "formaction", "data-url", "data-matches", "content"].compactMap {
        attribute($0, of: tag)
      }
    }
  }

  static func forms(in page: String) -> [Form] {
    var forms: [Form] = []
    var open: (action: String, hidden: [(String, String)], fields: [(String, String)])?
    for tag in tags(in: page) {
      if tag.hasPrefix("form ") {
        open = (attribute("action", of: tag) ?? "", [], [])
      } else if tag == "/form", let form = open {
        forms.append(Form(action: form.action, hidden: form.hidden, fields: form.fields))
        open = nil
      } else if let name = attribute("name", of: tag), open != nil {
        let value = attribute("value", of: tag) ?? ""
        if attribute("type", of: tag) == "hidden" {
          open?.hidden.append((name, value))
        } else if !tag.hasPrefix("button") {
          let isChoice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"")
          open?.fields.append((name, isChoice ? value : ""))
        }
      }
    }
    return forms
  }

  /// The tags of a page, without their brackets, in order.
  static func tags(in page: String) -> [Substring] {
    page.split(separator: "<", omittingEmptySubsequences: true).compactMap { piece in
      piece.firstIndex(of: ">").map { piece[..<$0] }
    }
  }

  static func attribute(_ name: String, of tag: Substring) -> String? {
    guard let start = tag.firstRange(of: " \(name)=\"") else { return nil }
    let value = tag[start.upperBound...].prefix { $0 != "\"" }
    return String(value).replacing("&amp;", with: "&").replacing("&#39;", with: "'")
      .replacing("&quot;", with: "\"")
  }
}
