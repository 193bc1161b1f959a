import Domain
import Store
import Testing

@testable import Web

@Suite("Early help") struct EarlyHelpPagesTests {
  /// A front door with a contact about both sisters that was decided early help and checked, and a
  /// second social worker of leila's team.
  struct Scene: Sendable {
    let front: FrontHouse
    let contact: ContactID

    init() async throws {
      front = try await FrontHouse()
      contact = try await front.contact()
      try await front.council.worker("col")
      let _: Done<Contact> = try await front.store.perform(
        .decide(
          level: .earlyHelp, indicators: [],
          outcomes: [1, 2].map { Contact.ChildOutcome(key: $0, outcome: .earlyHelp) },
          reason: "Routines at home", history: "Nothing; we looked"), on: contact,
        as: front.act(front.dana))
      let _: Done<Contact> = try await front.store.perform(
        .agree(comment: ""), on: contact, as: front.act(front.sol))
    }

    var path: String { "/contacts/\(contact)/early-help" }

    func asked(_ lead: [(String, String)], consent: String = "yes") -> [(String, String)] {
      front.children.map { ("children", $0.description) } + [
        ("consent", consent), ("consent-who", "Their mother, by phone"),
      ] + front.day("consent-on", front.today) + [
        ("story", "Late for school"), ("hope", "Calm mornings"),
      ] + lead
    }

    var byLeila: [(String, String)] {
      [("lead", "worker"), ("lead-worker", front.leila.description)]
    }
    let byHead = [
      ("lead", "outside"), ("lead-name", "Ms Green"), ("lead-agency", "Hill School"),
      ("lead-job", "Head"), ("lead-email", "Head@Hill.example"),
    ]

    var plan: [(String, String)] {
      [("outcome-1", "In bed by eight"), ("what-1-1", "Bedtime plan"), ("owner-1-1", "Mother")]
        + front.day("by-1-1", front.today.adding(days: 14))
        + front.children.map { ("view-\($0)", "I am tired") }
        + [("parents", "Mornings are hard")]
    }

    /// Early help led by leila.
    func open() async throws -> EarlyHelpID {
      let wish = EarlyHelp.Wish(
        origin: .contact(id: contact), children: front.children, story: "Late for school",
        hope: "Calm mornings", consent: .init(given: true, who: "Mother", on: front.today))
      let done: Done<EarlyHelp> = try await front.store.perform(
        .request(wish, lead: .worker(id: front.leila)), as: front.act(front.dana))
      let _: Done<EarlyHelp> = try await front.store.perform(
        .accept(said: nil), on: done.id,
        as: Act(
          key: nil, actor: Actor(.worker(front.leila), roles: [.socialWorker]),
          at: front.council.clock.now))
      return done.id
    }
  }

  @Test(
    "From the decided contact to a plan, a review, a step up and the end, without typing it again")
  func whole() async throws {
    let scene = try await Scene()
    let front = scene.front
    try await front.council.run { browser in
      try await browser.signIn("cora")
      #expect(
        try await browser.get("/contacts/\(scene.contact)").body.contains("Ask for early help"))
      #expect(
        try await browser.get("/earlyhelp").body.contains(
          "Ask for early help for Aisha Quillfeather and Samira Quillfeather"))
      let form = try await browser.get(scene.path)
      #expect(form.body.contains("Bruises on both arms"))
      let wrong = try await browser.fill(scene.path, [("story", "Kept words"), ("consent", "yes")])
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Say who spoke for the family"))
      #expect(wrong.body.contains("Kept words"))
      let unseen = try await browser.unseen(scene.path)
      let asked = scene.asked(scene.byLeila)
      let done = try await browser.post(scene.path, unseen + asked)
      #expect(done.location == "/earlyhelp/F-1?done=requested", "\(done.status) \(done.body)")
      #expect(
        try await browser.post(scene.path, unseen + asked).location
          == "/earlyhelp/F-1?done=requested")
      #expect(try await browser.get("/earlyhelp/F-2").status == 404)

      let lead = await browser.another()
      try await lead.signIn("leila")
      #expect(
        try await lead.get("/").body.contains(
          "Will you lead early help for Aisha Quillfeather and Samira Quillfeather?"))
      #expect(try await lead.fill("/earlyhelp/F-1/accept", []).status == 303)
      #expect(try await lead.get("/").body.contains("Write the family plan"))
      let more = try await lead.post(
        "/earlyhelp/F-1/plan",
        try await lead.unseen("/earlyhelp/F-1/plan") + scene.plan + [("act", "add-action-1")])
      #expect(more.body.contains("owner-1-2") && more.body.contains("In bed by eight"))
      #expect(try await lead.fill("/earlyhelp/F-1/plan", scene.plan).status == 303)
      let page = try await lead.get("/earlyhelp/F-1").body
      for words in ["In bed by eight", "Bedtime plan", "I am tired", "Mornings are hard"] {
        #expect(page.contains(words), "\(words)")
      }
      let review =
        front.day("on", front.today) + [
          ("present", "Mother"), ("distance-1", "better"), ("words", "Calmer"),
        ] + front.day("next", front.today.adding(days: 60))
      #expect(try await lead.fill("/earlyhelp/F-1/review", review).status == 303)
      #expect(
        try await lead.fill("/earlyhelp/F-1/progress", [("words", "On time all week")]).status
          == 303)
      let up = [
        ("why", "New bruises"), ("danger", "no"), ("consent", "yes"), ("consent-basis", "Mother"),
      ]
      #expect(try await lead.fill("/earlyhelp/F-1/step-up", up).status == 303)
      let contact = try await browser.get("/contacts/C-2").body
      #expect(contact.contains("Stepped up from"))
      for words in ["New bruises", "On time all week", "Calmer", "Late for school"] {
        #expect(contact.contains(words), "\(words)")
      }
      #expect(try await lead.fill("/earlyhelp/F-1/step-up", up).status == 422)
      let end =
        front.day("on", front.today) + [("reason", "outcomesMet"), ("words", "Calm mornings")]
      #expect(try await lead.fill("/earlyhelp/F-1/close", end).status == 303)
      let closed = try await lead.get("/earlyhelp/F-1").body
      #expect(closed.contains("The outcomes were met") && !closed.contains("Record progress"))
      #expect(
        try await lead.get("/earlyhelp?stage=closed").body.contains("F-1, Aisha Quillfeather"))
      let history = try await lead.get("/earlyhelp/F-1/history").body
      #expect(history.components(separatedBy: "Early help asked for").count == 2)
      let story = try await lead.get(
        "/children/\(front.children[0])/chronology?show=everything"
      ).body
      for words in ["Early help asked for", "Family plan written", "Stepped up from early help"] {
        #expect(story.contains(words), "\(words)")
      }
    }
  }

  @Test("What the family does not want is kept, and no early help begins")
  func refused() async throws {
    let scene = try await Scene()
    try await scene.front.council.run { browser in
      try await browser.signIn("cora")
      let none = try await browser.fill(scene.path, scene.asked([], consent: "no"))
      #expect(none.status == 422 && none.body.contains("why the family does not want it"))
      let done = try await browser.fill(
        scene.path, scene.asked([("consent-words", "We manage")], consent: "no"))
      #expect(done.location == "/earlyhelp/F-1?done=refused")
      let page = try await browser.get("/earlyhelp/F-1").body
      #expect(page.contains("We manage") && !page.contains("Propose a lead"))
      #expect(try await browser.get("/earlyhelp?stage=refused").body.contains("F-1"))
    }
  }

  @Test("A lead outside is typed in with how they said so; declined, somebody else is asked")
  func outside() async throws {
    let scene = try await Scene()
    try await scene.front.council.run { browser in
      try await browser.signIn("cora")
      #expect(try await browser.fill(scene.path, scene.asked(scene.byHead)).status == 303)
      #expect(try await browser.get("/earlyhelp/F-1").body.contains("head@hill.example"))
      let silent = try await browser.fill("/earlyhelp/F-1/decline", [("reason", "No time")])
      #expect(silent.status == 422 && silent.body.contains("how and when they told you"))
      #expect(
        try await browser.fill(
          "/earlyhelp/F-1/decline", [("reason", "No time"), ("said", "By phone")]
        ).status == 303)
      #expect(
        try await browser.get("/").body.contains(
          "Propose a lead for Aisha Quillfeather and Samira Quillfeather"))
      #expect(try await browser.fill("/earlyhelp/F-1/lead", scene.byHead).status == 303)
      #expect(
        try await browser.fill("/earlyhelp/F-1/accept", [("said", "By phone, today")]).status
          == 303)
      let page = try await browser.get("/earlyhelp/F-1").body
      #expect(page.contains("Declined: No time") && page.contains("Ms Green, Head, Hill School"))
    }
  }

  @Test("A referral steps down to a lead who accepted, and closes as early help begins")
  func stepDown() async throws {
    let front = try await FrontHouse()
    let ids = try await front.referred()
    for id in ids {
      let _: Done<Referral> = try await front.store.perform(
        .decide(.assessment, reason: "Look", primaryNeed: .familyInAcuteStress), on: id,
        as: front.act(front.dana))
      let _: Done<Referral> = try await front.store.perform(
        .allocate(team: front.council.team, worker: front.leila), on: id,
        as: front.act(front.dana))
    }
    let down = "/referrals/\(ids[0])/early-help"
    let close =
      front.day("on", front.today) + [
        ("closure-reason", "RC9"), ("words", "Early help goes on"),
        ("come-back", "Hunger"),
      ]
    try await front.council.run { browser in
      try await browser.signIn("leila")
      let path = "/referrals/\(ids[0])/close"
      let alone = try await browser.fill(path, close)
      #expect(alone.status == 422 && alone.body.contains("Ask for early help first"))
      #expect(
        try await browser.get("/referrals/\(ids[0])").body.contains("Step down to early help"))
      let asked =
        front.children.map { ("children", $0.description) } + [
          ("consent", "yes"), ("consent-who", "Mother"), ("story", "Better"), ("hope", "Stays so"),
          ("lead", "outside"), ("lead-name", "Ms Green"), ("lead-agency", "Hill School"),
          ("lead-job", "Head"), ("lead-email", "head@hill.example"),
        ] + front.day("consent-on", front.today)
      #expect(try await browser.fill(down, asked).location == "/earlyhelp/F-1?done=requested")
      let early = try await browser.fill(path, close)
      #expect(early.status == 422 && early.body.contains("nobody has accepted"))
      #expect(try await browser.fill("/earlyhelp/F-1/accept", [("said", "By phone")]).status == 303)
      #expect(
        try await browser.get("/earlyhelp/F-1").body.contains("begins when the referral closes"))
      #expect(try await browser.fill(path, close).status == 303)
      #expect(try await browser.fill("/referrals/\(ids[1])/close", close).status == 303)
      let page = try await browser.get("/earlyhelp/F-1").body
      #expect(page.contains("Write the family plan") && !page.contains("begins when"))
    }
  }

  @Test("Owner, colleague and stranger: who reads, who asks, who leads")
  func access() async throws {
    let scene = try await Scene()
    _ = try await scene.open()
    try await scene.front.council.run { browser in
      let rows: [(name: String, reads: Int, leads: Int, asks: Int)] = [
        ("leila", 200, 200, 200), ("col", 200, 200, 200), ("morgan", 200, 200, 200),
        ("sten", 200, 200, 200), ("cora", 200, 200, 200), ("ada", 403, 403, 403),
      ]
      for row in rows {
        let browser = await browser.another()
        try await browser.signIn(row.name)
        for path in ["/earlyhelp", "/earlyhelp/F-1", "/earlyhelp/F-1/history"] {
          #expect(try await browser.get(path).status == row.reads, "\(row.name) \(path)")
        }
        for act in ["plan", "progress", "review", "step-up", "close"] {
          #expect(
            try await browser.get("/earlyhelp/F-1/\(act)").status == row.leads, "\(row.name) \(act)"
          )
        }
        let form = try await browser.get(scene.path)
        #expect(form.status == row.asks, "\(row.name)")
        // Who leads is a rule of the episode: the lead writes, and a manager in the lead's place.
        let mayWrite = ["leila", "morgan", "sten"].contains(row.name)
        let shown = try await browser.get("/earlyhelp/F-1").body
        #expect(shown.contains("Record progress") == mayWrite, "\(row.name)")
        if row.leads == 200 {
          let answer = try await browser.fill("/earlyhelp/F-1/progress", [("words", "Seen")])
          #expect(answer.status == (mayWrite ? 303 : 422), "\(row.name)")
        }
      }
    }
  }

  @Test(
    "Of a locked child the list says only that it is there; of a hidden one nothing",
    arguments: [Person.Restriction.Level.locked, .hidden])
  func restricted(level: Person.Restriction.Level) async throws {
    let scene = try await Scene()
    let front = scene.front
    _ = try await scene.open()
    try await front.restrict(level, front.children[0], to: front.leila)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let list = try await browser.get("/earlyhelp").body
      #expect(!list.contains("Quillfeather"))
      #expect(list.contains("A restricted record") == (level == .locked))
      #expect(list.contains("0 families") == (level == .hidden))
      #expect(try await browser.get("/earlyhelp/F-1").status == (level == .locked ? 403 : 404))
      // Whoever is named, and leads, goes on.
      try await browser.signIn("leila")
      #expect(try await browser.get("/earlyhelp/F-1").status == 200)
    }
  }

  @Test("Who came back: each number opens its list, and hidden records are in no figure")
  func cameBack() async throws {
    let front = try await FrontHouse()
    let ids = try await front.referred()
    for id in ids {
      let _: Done<Referral> = try await front.store.perform(
        .decide(.noFurtherAction, reason: "No need", primaryNeed: nil), on: id,
        as: front.act(front.dana))
    }
    front.council.clock.advance(minutes: 60 * 24 * 40)
    _ = try await front.referred()
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let page = try await browser.get("/front-door/came-back")
      #expect(page.status == 200)
      #expect(page.body.contains("50 % of 4"), "two of four")
      #expect(page.body.contains("Referral, no further action"))
      let list = try await browser.get("/front-door/came-back?after=nfa&level=4").body
      #expect(list.contains("Aisha Quillfeather") && list.contains("Samira Quillfeather"))
      #expect(
        try await browser.get("/front-door/came-back?after=RC7").body.contains(
          "Nobody came back in these days."))
      #expect(try await browser.get("/front-door/came-back?what=contacts").status == 200)
      try await front.restrict(.hidden, front.children[0], to: front.leila)
      let hidden = try await browser.get("/front-door/came-back").body
      #expect(hidden.contains("50 % of 2") && !hidden.contains("Aisha"))
      try await browser.signIn("cora")
      #expect(try await browser.get("/front-door/came-back").status == 403)
    }
  }
}
