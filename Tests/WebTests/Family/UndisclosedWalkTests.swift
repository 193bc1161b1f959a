import DemoCouncil
import Domain
import HummingbirdTesting
import Returns
import Store
import Testing

@testable import Web

/// An address that must not be told, looked for on every page and in every export, as every role.
@Suite("An address that must not be told stands nowhere") struct UndisclosedWalkTests {
  @Test("Every page that every role can reach, every form by number, every day looked back on")
  func walk() async throws {
    let council = try await DemoHouse()
    try #require(!council.fled.isEmpty)
    try #require(!council.secrets.isEmpty)
    try await buildApplication(council.house).test(.router) { client in
      var pages: [String: Int] = [:]
      for member in council.oneOfEach {
        // One who reads everything goes everywhere; the others to every list and to all that is
        // about those who fled.
        let walk = UndisclosedWalk(
          council: council, browser: Browser(client), member: member,
          isEverywhere: member.roles.contains(.seniorLeader))
        let walked = try await walk.walk()
        #expect(walked.told.isEmpty, "\(member.name): \(walked.told.prefix(5))")
        pages[member.username] = walked.pages
      }
      #expect(pages.values.allSatisfy { $0 > 0 })
      #expect((pages["margaret.vane"] ?? 0) > 300 && (pages["ruth.marlow"] ?? 0) > 150)
    }
  }

  @Test("Who may see it asks for it, and that they looked is written down; others are refused")
  func reveal() async throws {
    let council = try await DemoHouse()
    let person = try #require(council.fled.first)
    let path = "/people/\(person)/address/undisclosed"
    try await buildApplication(council.house).test(.router) { client in
      for (name, status) in [
        ("ruth.marlow", 200), ("pete.hosking", nil), ("priya.nair", 403), ("nadine.cole", 403),
        ("ivor.bell", 403), ("colin.strange", 403), ("helen.moyle", 403), ("alex.admin", 403),
      ] as [(String, Int?)] {
        let browser = Browser(client)
        try await browser.signIn(name)
        let answer = try await browser.get(path)
        if let status { #expect(answer.status == status, "\(name)") }
        #expect(council.secrets(in: answer.body).isEmpty == (answer.status != 200), "\(name)")
      }
    }
    let looks = try await council.house.database.read { tx in
      try AccessLogTable.looks(tx, at: person, limit: 50).map(\.access)
    }
    #expect(looks.contains { $0.deed == .seeUndisclosedAddress && $0.allowed })
    #expect(looks.contains { $0.deed == .seeUndisclosedAddress && !$0.allowed })
  }

  @Test("A note in which a worker typed it reads without it; the record keeps what was typed")
  func typed() async throws {
    let council = try await DemoHouse()
    let (note, child, text) = try await council.house.database.read { tx in
      let row = try #require(
        try tx.row("SELECT id, text FROM note WHERE purpose = 'Where they are' ORDER BY id LIMIT 1")
      )
      let note: NoteID = try row.id("id")
      let about = try tx.row(
        "SELECT child FROM note_child WHERE note = \(note) ORDER BY child LIMIT 1")
      return (note, try #require(about).id("child") as PersonID, try row.text("text"))
    }
    #expect(!council.secrets(in: text).isEmpty)
    try await buildApplication(council.house).test(.router) { client in
      let browser = Browser(client)
      try await browser.signIn("margaret.vane")
      for path in ["/notes/\(note)", "/notes/\(note)/history", "/children/\(child)/chronology"] {
        let body = try await browser.get(path).body
        #expect(body.contains("They have settled at address not to be disclosed"), "\(path)")
        #expect(council.secrets(in: body).isEmpty, "\(path)")
      }
    }
  }

  @Test("A search by the very postcode finds what a search by any other finds")
  func search() async throws {
    let council = try await DemoHouse()
    let person = try #require(council.fled.first)
    let (called, postcode) = try await council.house.database.read { tx in
      (
        try tx.row("SELECT given, family FROM person WHERE id = \(person)").map {
          "\(try $0.text("given")) \(try $0.text("family"))"
        } ?? "",
        try tx.row(
          "SELECT postcode FROM person_address WHERE person = \(person) AND to_day IS NULL")?
          .text("postcode") ?? ""
      )
    }
    let letters: Set<Character> = ["a", "A"]
    let other = String(
      postcode.dropLast(2) + (postcode.suffix(2).contains { letters.contains($0) } ? "BB" : "AA"))
    try #require(postcode != other)
    try await buildApplication(council.house).test(.router) { client in
      for name in ["priya.nair", "margaret.vane"] {
        let browser = Browser(client)
        try await browser.signIn(name)
        for fields in [{ $0 }, { "\(called) \($0)" }] as [(String) -> String] {
          let seen = try await Self.found(browser, fields(postcode), postcode)
          let same = try await Self.found(browser, fields(other), other)
          #expect(seen == same, "\(name)")
        }
        let separate = try await browser.find([("family", called), ("postcode", postcode)]).page
          .body
        #expect(!separate.contains("same postcode"))
      }
    }
  }

  /// The results without what was typed and the number of the search.
  private static func found(
    _ browser: Browser, _ typed: String, _ postcode: String
  ) async throws -> String {
    let (path, page) = try await browser.find([("q", typed)])
    let number = path.replacing("/people/find?search=", with: "")
    let body = page.body
    let start = body.range(of: "<section aria-labelledby=\"results-find\">")?.lowerBound
    let results = start.map { String(body[$0...]) } ?? body
    let end = results.range(of: "</main>")?.lowerBound ?? results.endIndex
    return String(results[..<end]).replacing(number, with: "").replacing(postcode, with: "")
  }

  @Test("No email that waits or was sent tells it, and one that would is refused as typed")
  func emails() async throws {
    let council = try await DemoHouse()
    let to = try #require(EmailAddress("ms.green@hill.example"))
    let closed: [ContactID] = try await council.house.database.read { tx in
      try tx.rows(
        """
        SELECT id FROM contact c WHERE status = 'closed' AND NOT EXISTS
          (SELECT 1 FROM contact_message m WHERE m.contact = c.id AND m.state = 'waiting')
        """
      ).map { try $0.id("id") }
    }
    // The words that are there to begin with are refused of nobody.
    for id in closed {
      let contact = try #require(try await council.house.store.load(id)).state
      let words = FeedbackTemplates.inForce(on: DemoHouse.lastDay).words(
        to: .init(contact.details.source), called: contact.details.callerName,
        outcomes: contact.decision?.outcomes.map(\.outcome) ?? [],
        receivedOn: contact.details.receivedOn, number: id, council: "Harrowmouth Council")
      let _: Done<Contact> = try await council.house.store.perform(
        .writeBack(to: to, subject: "What became of it", words: words), on: id,
        as: Act(key: nil, actor: .system, at: council.clock.now))
    }
    let written = try await council.house.database.read { tx in
      try tx.rows("SELECT subject, words FROM outbox").map {
        "\(try $0.text("subject")) \(try $0.text("words"))"
      }
    }
    #expect(written.count > 5)
    #expect(council.secrets(in: written.joined(separator: "\n")).isEmpty)
    // They have been sent: another may be written.
    for id in closed {
      let last = try #require(try await council.house.store.load(id)).state.messages.count - 1
      let _: Done<Contact> = try await council.house.store.perform(
        .messageWasSent(place: last), on: id,
        as: Act(key: nil, actor: .system, at: council.clock.now))
    }
    // Each home of each who fled, in each contact about them.
    let fled = council.fled
    let homes = try await council.house.database.read { tx in
      try tx.rows(
        """
        SELECT DISTINCT c.id, a.lines, a.postcode FROM contact c
        JOIN contact_person p ON p.contact = c.id JOIN person_address a ON a.person = p.person
        WHERE c.status = 'closed' AND p.person IN (\(list: fled))
        """
      ).map { row in
        (
          try row.id("id") as ContactID, try row.text("lines"), try row.textIfAny("postcode")
        )
      }
    }
    #expect(!homes.isEmpty)
    for (contact, lines, postcode) in homes {
      let line = String(lines.split(separator: "\n")[0])
      for secret in [line, postcode ?? line] {
        let command = Contact.Command.writeBack(
          to: to, subject: "What became of it", words: "Write to \(secret.uppercased()), please.")
        let refusal = await #expect(throws: Refusal.self) {
          try await council.house.database.read { tx in
            try ContactTable.tryOut(
              command, on: contact, by: .system, today: DemoHouse.lastDay, in: tx)
          }
        }
        let rule = refusal?.rule ?? ""
        #expect(
          rule.hasPrefix("contact.message-") && rule != "contact.message-name", "\(contact)")
      }
    }
  }

  @Test("No daily report tells it, and none names the child of a contact another agency sent")
  func dailyReports() async throws {
    let council = try await DemoHouse()
    let fled = council.fled
    let words = try await council.house.database.read { tx -> [String] in
      let days = try tx.rows(
        """
        SELECT DISTINCT c.id, c.received_on, o.owed_from FROM contact c
        JOIN contact_person p ON p.contact = c.id LEFT JOIN contact_owed o ON o.contact = c.id
        WHERE p.person IN (\(list: fled)) OR c.keep_from_family = 1
        """
      ).flatMap { [try $0.day("received_on"), try $0.dayIfAny("owed_from")].compactMap { $0 } }
      var words = try tx.rows("SELECT words FROM dailyreport").map { try $0.text("words") }
      for day in Set(days).sorted() {
        for agency in try DailyReportTable.agencies(on: day, in: tx) where agency.reader.isOneAgency
        {
          let standing = try DailyReportTable.standing(for: agency.reader, on: day, in: tx)
          words.append(
            try DailyReport.composed(
              .init(reader: agency.reader, day: day, from: "the unit"), of: standing, by: .system,
              today: DemoHouse.lastDay
            ).words)
        }
      }
      return words
    }
    #expect(words.count > 10)
    #expect(words.allSatisfy { council.secrets(in: $0).isEmpty })
    let people = try await council.house.database.read { tx in
      try tx.rows("SELECT DISTINCT given, family FROM person").map {
        "\(try $0.text("given")) \(try $0.text("family"))"
      }
    }
    let told = people.filter { name in words.contains { $0.contains(name) } }
    #expect(told.isEmpty)
  }

  @Test("The census has no address in it")
  func census() async throws {
    let council = try await DemoHouse()
    let census = try #require(CINCensusReturn(year: 2026, laCode: "990", release: "1"))
    let bytes = try await council.house.database.read { tx -> [UInt8] in
      var bytes: [UInt8] = []
      _ = try census.write(from: tx) { bytes += $0 }
      return bytes
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("<LAchildID>"))
    #expect(council.secrets(in: text).isEmpty)
  }
}

/// One worker's way through everything there is.
private struct UndisclosedWalk {
  let council: DemoHouse
  let browser: Browser
  let member: Staff.Member
  let isEverywhere: Bool

  struct Walked {
    var pages = 0
    /// The pages that told an address.
    var told: [String] = []
  }

  func walk() async throws -> Walked {
    try await browser.signIn(member.username)
    var walked = Walked()
    var seen: Set<String> = []
    // One page asked the same questions with other answers: some of them tell what all tell.
    var asked: [String: Int] = [:]
    var queue = ["/"] + byNumber
    var next = 0
    while next < queue.count {
      let path = queue[next]
      next += 1
      // Every address first, then where they lead to, the near before the far.
      guard seen.count < 1500, seen.insert(path).inserted else { continue }
      if path.contains("?") {
        asked[Self.questions(of: path), default: 0] += 1
        guard asked[Self.questions(of: path), default: 0] <= 6 else { continue }
      }
      council.clock.advance(seconds: 1)
      var answer = try await browser.get(path)
      if answer.status == 303, answer.location?.hasPrefix("/sign-in") == true {
        try await browser.signIn(member.username)
        answer = try await browser.get(path)
      }
      if let location = answer.location { queue.append(location) }
      guard answer.status == 200 else {
        if !council.secrets(in: answer.body).isEmpty { walked.told.append(path) }
        continue
      }
      walked.pages += 1
      // The one page that is for it.
      if path.hasSuffix("/address/undisclosed") { continue }
      // What a worker typed and may change comes back into the form as it was typed.
      let told = council.secrets(in: Markup.withoutFields(answer.body))
      if !told.isEmpty { walked.told.append("\(path): \(told)") }
      for tag in Markup.tags(in: answer.body) where tag.hasPrefix("a ") {
        guard let link = Markup.attribute("href", of: tag), link.hasPrefix("/") else { continue }
        let page = String(link.prefix { $0 != "#" })
        if !page.hasPrefix("/static"), !page.hasPrefix("/sign"), isAbout(page) {
          queue.append(page)
        }
      }
    }
    return walked
  }

  /// `/children/P-1/chronology?kind&order`: a page and what it is asked, without the answers.
  private static func questions(of path: String) -> String {
    let parts = path.split(separator: "?", maxSplits: 1)
    let names = (parts.count > 1 ? parts[1] : "").split(separator: "&").map {
      String($0.prefix { $0 != "=" })
    }
    return parts[0] + "?" + names.sorted().joined(separator: "&")
  }

  /// Whether the address names nobody, or one of those who fled; of others only what has no filter.
  private func isAbout(_ page: String) -> Bool {
    if isEverywhere, !page.contains("?") { return true }
    let named = page.split { "/?&=,".contains($0) }.filter {
      let parts = $0.split(separator: "-")
      return parts.count == 2 && parts[0].count == 1 && parts[1].allSatisfy(\.isNumber)
    }
    return named.allSatisfy { council.records.contains(String($0)) }
  }

  /// Every address there is, filled with the numbers of those who fled; and their days before.
  private var byNumber: [String] {
    let patterns = registeredRoutes(council.house).filter {
      $0.method == "GET" && !$0.pattern.hasPrefix("/sign")
    }.map(\.pattern)
    var paths = patterns.filter { !$0.contains(":") }
    for person in council.fled {
      paths += patterns.filter { $0.contains("/:person") }.map {
        $0.replacing(":person", with: person.description)
      }.filter { !$0.contains(":") }
      for back in isEverywhere ? [1, 10, 20, 60, 200] : [20] {
        let day = DemoHouse.lastDay.adding(days: -back)
        paths += ["", "/chronology"].map { "/children/\(person)\($0)?as-at=\(day)" }
        paths.append("/children/\(person)/chronology?show=everything&as-at=\(day)")
      }
    }
    return paths
  }
}
