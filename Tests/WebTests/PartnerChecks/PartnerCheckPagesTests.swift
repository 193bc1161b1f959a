import Domain
import Store
import Testing

@testable import Web

@Suite("Other agencies are asked") struct PartnerCheckPagesTests {
  /// What a worker fills in to ask a school, and the police as well.
  static func answers(
    _ front: FrontHouse, people: [String] = ["1"], police: Bool = false,
    reason: String = "Aisha came to school with bruises"
  ) -> [(String, String)] {
    let due = front.today.adding(days: 2)
    var answers = people.map { ("people", $0) }
    answers += [
      ("reason", reason), ("basis", "consent"), ("basis-words", "Their mother, by phone"),
      ("agencies", "school"), ("who-school", "Hill School, Ms Green"),
      ("questions-school", "How is she?\nWho collects her?"),
    ]
    answers += front.day("due-school", due)
    if police {
      answers += [
        ("agencies", "police"), ("who-police", "Northshire Police"),
        ("questions-police", "What is known?"),
      ]
      answers += front.day("due-police", due)
    }
    return answers
  }

  /// Asks as the page is used: fills in, sees what they will read, records it.
  static func ask(
    _ browser: Browser, _ path: String, _ answers: [(String, String)]
  ) async throws -> (preview: Browser.Answer, done: Browser.Answer) {
    let preview = try await browser.fill(path, answers)
    return (preview, try await browser.post(path, Self.carried(preview, path)))
  }

  /// All that the preview carries unseen.
  static func carried(_ preview: Browser.Answer, _ path: String) -> [(String, String)] {
    Markup.forms(in: preview.body).first { $0.action == path }?.hidden ?? []
  }

  @Test("Two agencies are asked from one page, each reads its own, and nothing before the preview")
  func asking() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    let path = "/contacts/\(id)/partnerchecks/new"
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await browser.get(path)
      #expect(page.status == 200)
      #expect(!page.body.contains("checked"))
      #expect(page.body.contains("How often has the child come to school"))
      #expect(page.body.contains("The council&#39;s standard is 1 working day."))
      let wrong = try await browser.fill(path, [("reason", "Bruises")])
      #expect(wrong.status == 422)
      for message in [
        "Select whom you ask about", "Select on what basis you ask", "Say who agreed, and how",
        "Select whom you ask",
      ] {
        #expect(wrong.body.contains(message), "\(message)")
      }
      let preview = try await browser.fill(path, Self.answers(front, police: true))
      #expect(preview.status == 200, "\(preview.body)")
      #expect(preview.body.contains("Aisha Quillfeather, born 3 May 2017"))
      #expect(preview.body.contains("Record 2 requests as asked"))
      #expect(!Markup.withoutFields(preview.body).contains("Samira Quillfeather, "))
      #expect(!(try await browser.get("/checks").body.contains("Hill School")))
      // A double click is one act.
      let fields = Self.carried(preview, path)
      let done = try await browser.post(path, fields)
      #expect(done.location == "/contacts/\(id)?done=asked", "\(done.body)")
      #expect(try await browser.post(path, fields).location == "/contacts/\(id)?done=asked")
      let contact = try await browser.get("/contacts/\(id)?done=asked")
      #expect(contact.body.contains("Recorded as asked"))
      #expect(contact.body.contains("2 of 2 outstanding"))
      let list = try await browser.get("/checks")
      #expect(list.body.contains("G-1, Hill School, Ms Green"))
      #expect(list.body.contains("G-2, Northshire Police"))
      #expect(!list.body.contains("G-3"))
      let check = try await browser.get("/partnerchecks/G-1")
      #expect(check.body.contains("1. How is she?\n2. Who collects her?"))
      #expect(check.body.contains("How this is counted"))
      let request = try await browser.get("/partnerchecks/G-2/request")
      #expect(request.body.contains("1. What is known?"))
      #expect(!request.body.contains("How is she?"))
    }
  }

  @Test("What was taken out is said, and what was typed comes back to be changed")
  func takenOut() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    let path = "/contacts/\(id)/partnerchecks/new"
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let typed = "Samira says that Aisha was hit"
      let preview = try await browser.fill(path, Self.answers(front, reason: typed))
      let shown = Markup.withoutFields(preview.body)
      #expect(shown.contains("(taken out) says that Aisha was hit"))
      #expect(shown.contains("names of people who were not ticked"))
      #expect(!shown.contains("Samira says"))
      let back = try await browser.post(
        path, Self.carried(preview, path) + [("act", "change")])
      #expect(back.status == 200 && back.body.contains(typed))
      #expect(back.body.contains("Show what they will read"))
      // The draft of a preview brings the worker back to what was typed.
      #expect(try await browser.get(path).body.contains(typed))
    }
  }

  @Test("A record that changed between the preview and the button is shown again, not recorded")
  func changed() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    let path = "/contacts/\(id)/partnerchecks/new"
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let preview = try await browser.fill(path, Self.answers(front))
      let _: Done<Person> = try await front.store.perform(
        .addName(
          .init(given: "Ayesha", family: "Quillfeather"), provenance: .init(saidBy: "Mother")),
        on: front.children[0], as: front.act(front.dana))
      let again = try await browser.post(path, Self.carried(preview, path))
      #expect(again.status == 200)
      #expect(again.body.contains("has changed since you looked"))
      #expect(again.body.contains("Ayesha Quillfeather"))
      #expect(
        try await browser.post(path, Self.carried(again, path)).location
          == "/contacts/\(id)?done=asked")
    }
  }

  @Test("Reminded, answered after the decision, told to whoever decided, told on the child's story")
  func life() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      _ = try await Self.ask(
        browser, "/contacts/\(id)/partnerchecks/new", Self.answers(front, police: true))
      let today = front.day("on", front.today)
      let chase = "/partnerchecks/G-1/chase"
      #expect(try await browser.fill(chase, today).status == 422)
      let unseen = try await browser.unseen(chase)
      let reminded = [("how", "phone"), ("words", "Will ring back")] + today
      #expect(try await browser.post(chase, unseen + reminded).status == 303)
      #expect(try await browser.post(chase, unseen + reminded).status == 303)
      let check = try await browser.get("/partnerchecks/G-1").body
      #expect(check.components(separatedBy: "Will ring back").count == 2)
      // The decision says what is outstanding, and does not wait.
      let dana = await browser.another()
      try await dana.signIn("dana")
      let decision = "/contacts/\(id)/decision"
      #expect(try await dana.get(decision).body.contains("2 of 2 outstanding"))
      #expect(try await dana.fill(decision, front.referBoth).status == 303)
      let reply = "/partnerchecks/G-1/reply"
      let empty = try await browser.fill(reply, [("kind", "answer"), ("who", "Ms Green")] + today)
      #expect(empty.status == 422 && empty.body.contains("Write what they answered"))
      let words = [("kind", "answer"), ("who", "Ms Green"), ("words", "Tired on Mondays")]
      #expect(try await browser.fill(reply, words + today).status == 303)
      let known = [("kind", "nothingKnown"), ("who", "Duty desk")]
      #expect(try await browser.fill("/partnerchecks/G-2/reply", known + today).status == 303)
      let work = try await dana.get("/").body
      #expect(work.contains("Hill School, Ms Green answered after your decision"))
      #expect(work.contains("Tired on Mondays"))
      #expect(try await browser.get("/partnerchecks/G-1/consider").status == 403)
      let consider = "/partnerchecks/G-1/consider"
      #expect(try await dana.fill(consider, [("words", "")]).status == 422)
      #expect(try await dana.fill(consider, [("words", "It supports it")]).status == 303)
      #expect(!(try await dana.get("/").body.contains("Hill School, Ms Green answered after")))
      let page = try await dana.get("/contacts/\(id)").body
      #expect(page.contains("Nothing is outstanding") && page.contains("Nothing known"))
      for path in [
        "/children/\(front.children[0])/chronology?show=everything",
        "/children/\(front.children[0])/history", "/partnerchecks/G-1/history",
      ] {
        let body = try await dana.get(path).body
        #expect(body.contains("Answered what was asked: Hill School, Ms Green"), "\(path)")
        #expect(body.contains("Tired on Mondays"), "\(path)")
      }
      #expect(try await dana.get("/partnerchecks/G-9").status == 404)
    }
  }

  @Test("Refused with a reason, and no longer asked with a reason") func ends() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      _ = try await Self.ask(
        browser, "/contacts/\(id)/partnerchecks/new", Self.answers(front, police: true))
      let today = front.day("on", front.today)
      let no = [("kind", "refusal"), ("who", "Ms Green"), ("words", "Not without consent")]
      #expect(try await browser.fill("/partnerchecks/G-1/reply", no + today).status == 303)
      let withdraw = "/partnerchecks/G-2/withdraw"
      #expect(try await browser.fill(withdraw, [("reason", "")]).status == 422)
      #expect(try await browser.fill(withdraw, [("reason", "Asked by phone")]).status == 303)
      let page = try await browser.get("/contacts/\(id)").body
      #expect(page.contains("Not without consent") && page.contains("Withdrawn"))
      let late = try await browser.fill("/partnerchecks/G-2/reply", no + today)
      #expect(late.status == 422 && late.body.contains("Add what they said to the contact"))
    }
  }

  @Test("A referral's worker asks about its child, and is told what comes") func referral()
    async throws
  {
    let front = try await FrontHouse()
    let referral = try await front.referred()[0]
    let manager = Act(
      key: nil, actor: Actor(.worker(front.dana), roles: [.teamManager]),
      at: front.council.clock.now)
    let _: Done<Referral> = try await front.store.perform(
      .decide(.assessment, reason: "More must be known", primaryNeed: nil), on: referral,
      as: manager)
    let _: Done<Referral> = try await front.store.perform(
      .allocate(team: front.council.team, worker: front.leila), on: referral, as: manager)
    let path = "/referrals/\(referral)/partnerchecks/new"
    try await front.council.run { browser in
      for (name, status) in [("leila", 200), ("morgan", 200), ("sten", 403), ("ada", 403)] {
        let other = await browser.another()
        try await other.signIn(name)
        #expect(try await other.get(path).status == status, "\(name)")
      }
      try await browser.signIn("leila")
      let (_, done) = try await Self.ask(browser, path, Self.answers(front))
      #expect(done.location == "/referrals/\(referral)?done=asked", "\(done.body)")
      #expect(try await browser.get("/referrals/\(referral)").body.contains("1 of 1 outstanding"))
      let answer =
        [("kind", "nothingKnown"), ("who", "Ms Green")] + front.day("on", front.today)
      #expect(try await browser.fill("/partnerchecks/G-1/reply", answer).status == 303)
      #expect(try await browser.get("/").body.contains("answered after your decision"))
      #expect(try await browser.get("/partnerchecks/G-1/consider").status == 200)
    }
  }

  @Test("Owner, colleague and stranger; a locked child closes the check, a hidden one is not there")
  func access() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    let pages = ["", "/request", "/reply", "/chase", "/withdraw", "/history"]
    try await front.council.run { browser in
      try await browser.signIn("cora")
      _ = try await Self.ask(
        browser, "/contacts/\(id)/partnerchecks/new", Self.answers(front))
      for page in pages {
        #expect(try await browser.get("/partnerchecks/G-1\(page)").status == 200, "\(page)")
      }
      // A social worker of a team that does not have the child reads and does not write.
      try await browser.signIn("leila")
      for (page, status) in zip(pages, [200, 200, 403, 403, 403, 200]) {
        #expect(try await browser.get("/partnerchecks/G-1\(page)").status == status, "\(page)")
      }
      #expect(try await browser.get("/contacts/\(id)/partnerchecks/new").status == 403)
      try await browser.signIn("ada")
      for page in pages + ["/consider"] {
        #expect(try await browser.get("/partnerchecks/G-1\(page)").status == 403, "\(page)")
      }
      #expect(try await browser.get("/checks").status == 403)
      try await front.restrict(.locked, front.children[0], to: front.dana)
      try await browser.signIn("sol")
      for page in pages {
        let closed = try await browser.get("/partnerchecks/G-1\(page)")
        #expect(closed.status == 403, "\(page)")
        #expect(!closed.body.contains("Quillfeather") && !closed.body.contains("Hill School"))
      }
      let list = try await browser.get("/checks").body
      #expect(list.contains("A restricted record") && !list.contains("Quillfeather"))
      try await front.restrict(.hidden, front.children[0], to: front.dana)
      #expect(try await browser.get("/partnerchecks/G-1").status == 404)
      #expect(!(try await browser.get("/checks").body.contains("A restricted record")))
    }
    let looks = try await front.looks(at: front.children[0])
    #expect(looks.contains { $0.deed == .askPartner && $0.allowed })
    #expect(looks.contains { $0.deed == .seePartnerCheck && !$0.allowed })
  }

  @Test("What is not answered in time is overdue, oldest first, and stands in my work")
  func overdue() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      _ = try await Self.ask(
        browser, "/contacts/\(id)/partnerchecks/new", Self.answers(front))
      front.council.clock.advance(minutes: 5 * 24 * 60)
      try await browser.signIn("cora")
      #expect(try await browser.get("/").body.contains("1 partner check you asked is overdue"))
      let list = try await browser.get("/checks?mine=yes").body
      #expect(list.contains("1 overdue") && list.contains("late"))
      try await browser.signIn("dana")
      #expect(!(try await browser.get("/checks?mine=yes").body.contains("Hill School")))
    }
  }
}
