import Domain
import Store
import Testing

@testable import Web

/// A referrer is told, and the page says whether.
@Suite("Feedback to referrers: pages") struct FeedbackPagesTests {
  static let email = "ms.green@hill.example"

  /// A contact about both sisters, decided with advice, whose referrer left an address.
  static func advised(_ front: FrontHouse, email: String? = email) async throws -> ContactID {
    let named = ["Aisha", "Samira"].enumerated().map { index, given in
      Contact.Named(
        key: index + 1, given: given, family: "Quillfeather", isChild: true,
        person: front.children[index])
    }
    let done: Done<Contact> = try await front.store.perform(
      .receive(
        Contact.Details(
          receivedOn: front.today, receivedMinute: nil, method: .phone, source: .school,
          agency: "Hill School", callerName: "Ms Green", callerEmail: email,
          account: "Hungry at school", inDanger: .no, consent: .yes), named: named),
      as: front.act(front.dana))
    let _: Done<Contact> = try await front.store.perform(
      .decide(
        level: .earlyHelp, indicators: [],
        outcomes: [1, 2].map { Contact.ChildOutcome(key: $0, outcome: .adviceAndInformation) },
        reason: "Known", history: "None"), on: done.id, as: front.act(front.dana))
    return done.id
  }

  static func story(_ front: FrontHouse, _ id: ContactID) async throws -> ContactTable.Feedback {
    try await front.store.database.read { try ContactTable.feedbackStory(of: id, in: $0) }
  }

  /// Fills in the form as it stands and presses the button of the preview.
  static func send(
    _ browser: Browser, _ path: String, _ words: String, key: [(String, String)]? = nil
  ) async throws -> Browser.Answer {
    let answers = [("to", email), ("words", words)]
    var unseen = try await browser.unseen(path)
    if let key { unseen = key }
    let preview = try await browser.post(path, unseen + answers)
    guard let seen = preview.hidden("_seen", in: path) else { return preview }
    return try await browser.post(path, unseen + answers + [("_seen", seen)])
  }

  @Test("The words are there to begin with, what is sent is shown first, and then sent once")
  func write() async throws {
    let front = try await FrontHouse()
    let id = try await Self.advised(front)
    let path = "/contacts/\(id)/feedback/email"
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await browser.get("/contacts/\(id)")
      #expect(page.body.contains("Feedback to the referrer"))
      #expect(page.body.contains("Due in 1 working day"))
      #expect(page.body.contains("Tell the referrer"))
      let form = try await browser.get(path)
      #expect(form.body.contains("value=\"\(Self.email)\""))
      #expect(form.body.contains("Dear Ms Green,"))
      #expect(form.body.contains("We gave advice and information"))
      #expect(form.body.contains("No mail server has been set up"))
      #expect(!form.body.contains(">Send this email<"))

      let unseen = try await browser.unseen(path)
      let words = "Dear Ms Green,\n\nThank you. We gave advice."
      let answers = [("to", Self.email), ("words", words)]
      let preview = try await browser.post(path, unseen + answers)
      #expect(preview.status == 200)
      #expect(preview.body.contains("This is what will be sent"))
      #expect(preview.body.contains("<div class=\"prose\">Dear Ms Green,\n\nThank you."))
      #expect(try await Self.story(front, id).messages.isEmpty)
      // Other words than those looked at are shown again.
      let seen = try #require(preview.hidden("_seen", in: path))
      let changed = try await browser.post(
        path, unseen + [("to", Self.email), ("words", "Other words"), ("_seen", seen)])
      #expect(changed.status == 200)
      #expect(try await Self.story(front, id).messages.isEmpty)

      for _ in 0..<2 {
        let sent = try await browser.post(path, unseen + answers + [("_seen", seen)])
        #expect(sent.location == "/contacts/\(id)?done=wroteBack")
      }
      let messages = try await Self.story(front, id).messages
      #expect(messages.map(\.message.words) == [words])
      let after = try await browser.get("/contacts/\(id)?done=wroteBack")
      #expect(after.body.contains("Waiting to be sent"))
      #expect(!after.body.contains("Tell the referrer"))
      let again = try await Self.send(browser, path, "And another")
      #expect(again.status == 422)
      #expect(again.body.contains("on its way already"))
    }
    let lines = try await front.store.database.read { try OutboxTable.lines(limit: 9, in: $0) }
    #expect(lines.count == 1)
  }

  @Test("A name, or something that is no address, stays on the page with every word")
  func refused() async throws {
    let front = try await FrontHouse()
    let id = try await Self.advised(front)
    let path = "/contacts/\(id)/feedback/email"
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let named = try await Self.send(browser, path, "Samira Quillfeather is well")
      #expect(named.status == 422)
      #expect(named.body.contains("Take out the name Samira Quillfeather"))
      #expect(named.body.contains("\nSamira Quillfeather is well</textarea>"))
      let nowhere = try await browser.fill(path, [("to", "Ms Green"), ("words", "Thank you")])
      #expect(nowhere.status == 422)
      #expect(nowhere.body.contains("Enter an email address, like name@school.example"))
      let bcc = try await browser.fill(
        path, [("to", "a@b.example\r\nBcc: c@d.example"), ("words", "Thank you")])
      #expect(bcc.status == 422)
    }
    #expect(try await Self.story(front, id).messages.isEmpty)
  }

  @Test("Who cannot be told stops the clock, with a reason that the page shows") func untold()
    async throws
  {
    let front = try await FrontHouse()
    let id = try await Self.advised(front, email: nil)
    let path = "/contacts/\(id)/feedback/untold"
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let form = try await browser.get(path)
      #expect(!form.body.contains(" checked>"))
      #expect(try await browser.fill(path, []).status == 422)
      let bare = try await browser.fill(path, [("untold", "notSafe")])
      #expect(bare.status == 422)
      #expect(bare.body.contains("Say why, so that a reader understands it later"))
      let done = try await browser.fill(
        path, [("untold", "notSafe"), ("untold-words", "Lives with him")])
      #expect(done.location == "/contacts/\(id)?done=untold")
      let page = try await browser.get("/contacts/\(id)?done=untold")
      #expect(page.body.contains("Cannot be told: telling them would not be safe"))
      #expect(page.body.contains("Done in time"))
    }
  }

  @Test("The list has the longest wait first, and says which are overdue") func list()
    async throws
  {
    let front = try await FrontHouse()
    let first = try await Self.advised(front)
    front.council.clock.advance(minutes: 3 * 24 * 60)
    let second = try await Self.advised(front)
    let told = try await Self.advised(front)
    let _: Done<Contact> = try await front.store.perform(
      .feedBack(words: "Told", how: .phone, on: front.today), on: told, as: front.act(front.dana))
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let body = try await browser.get("/feedback").body
      let places = try [first, second].map {
        try #require(body.range(of: ">\($0)</a>")).lowerBound
      }
      #expect(places == places.sorted())
      #expect(!body.contains(">\(told)</a>"))
      #expect(body.contains("Overdue: 2 working days late"))
      #expect(body.contains("2 referrers wait, 1 overdue"))
      let home = try await browser.get("/").body
      #expect(home.contains("2 referrers wait to hear from us"))
      #expect(home.contains("1 overdue"))
      try await browser.signIn("dana")
      let mine = try await browser.get("/").body
      #expect(mine.contains("Tell the referrer of contact \(first)"))
    }
  }

  @Test("Owner, colleague, stranger: who may tell a referrer, and who sees that one waits")
  func access() async throws {
    let front = try await FrontHouse()
    let id = try await Self.advised(front)
    let pages = ["", "/email", "/untold"].map { "/contacts/\(id)/feedback\($0)" }
    try await front.council.run { browser in
      for worker in ["dana", "cora", "morgan"] {
        try await browser.signIn(worker)
        for page in pages { #expect(try await browser.get(page).status == 200, "\(worker)") }
        #expect(try await browser.get("/feedback").status == 200, "\(worker)")
      }
      for worker in ["leila", "ada"] {
        try await browser.signIn(worker)
        for page in pages {
          #expect(try await browser.get(page).status == 403, "\(worker)")
          #expect(try await browser.post(page, [("words", "x")]).status == 403, "\(worker)")
        }
        #expect(try await browser.get("/feedback").status == 403, "\(worker)")
      }
      try await front.restrict(.locked, front.children[0], to: front.dana)
      try await browser.signIn("cora")
      for page in pages { #expect(try await browser.get(page).status == 403) }
      let list = try await browser.get("/feedback").body
      #expect(list.contains("A restricted record"))
      #expect(!list.contains("Quillfeather") && !list.contains("Hill School"))
      try await front.restrict(.hidden, front.children[0], to: front.dana)
      #expect(!(try await browser.get("/feedback").body.contains("A restricted record")))
      for page in pages { #expect(try await browser.get(page).status == 404) }
      try await browser.signIn("dana")
      #expect(try await browser.get("/feedback").body.contains("Aisha Quillfeather"))
    }
    let looks = try await front.looks(at: front.children[0])
    #expect(looks.contains { $0.deed == .tellReferrer && $0.allowed })
    #expect(
      looks.contains { $0.deed == .tellReferrer && !$0.allowed && $0.rule == "access.locked" })
  }

  @Test("What was told stands in the history of the contact and in the child's chronology")
  func history() async throws {
    let front = try await FrontHouse()
    let id = try await Self.advised(front)
    let path = "/contacts/\(id)/feedback/email"
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let sent = try await Self.send(browser, path, "Thank you for telling us")
      #expect(sent.status == 303)
      let history = try await browser.get("/contacts/\(id)/history").body
      #expect(history.contains("Email written to the referrer"))
      let story = try await browser.get(
        "/children/\(front.children[0])/chronology?show=everything"
      ).body
      #expect(story.contains("Email written to the referrer"))
    }
  }

  @Test("An address may be given when the contact is taken; what is none is asked again")
  func taking() async throws {
    let front = try await FrontHouse()
    let answers =
      [
        ("danger", "no"), ("account", "Hungry"), ("source", "2A"), ("consent", "yes"),
        ("method", "phone"),
      ] + front.day("received", front.today)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let wrong = try await browser.fill(
        "/contacts/new", answers + [("caller-email", "green at hill")])
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Enter an email address"))
      let right = try await browser.fill("/contacts/new", answers + [("caller-email", Self.email)])
      let page = try await browser.get(try #require(right.location))
      #expect(page.body.contains(Self.email))
    }
  }
}
