import Domain
import Store
import Testing

@testable import Web

/// A front door's sisters, given to leila of North, with a chair (ruth), a registered colleague (rae) and a
/// social worker of another team (noor).
struct ProtectionHouse: Sendable {
  let front: FrontHouse
  let referrals: [ReferralID]
  let rae: WorkerID
  let ruth: WorkerID

  init() async throws {
    front = try await FrontHouse()
    let council = front.council
    referrals = try await front.referred()
    for referral in referrals {
      let _: Done<Referral> = try await front.store.perform(
        .allocate(team: council.team, worker: front.leila), on: referral,
        as: front.act(front.dana))
    }
    rae = try await council.worker("rae")
    ruth = try await council.worker("ruth", [.conferenceChair], team: front.south)
    try await council.worker("noor", team: front.south)
    try await council.worker("wanda", [.workforceLead], team: front.south)
    let _: Done<Worker> = try await front.store.perform(
      .register(
        Worker.Registration(
          number: "SW77", from: front.today.adding(days: -300), to: front.today.adding(days: 200))),
      on: rae, as: Act(key: nil, actor: .system, at: council.clock.now))
  }

  var aisha: PersonID { front.children[0] }
  var samira: PersonID { front.children[1] }
  var begin: String { "/children/\(aisha)/strategy" }

  var beginning: [(String, String)] {
    [
      ("children", "\(samira)"), ("concern", "A bruise on the arm"), ("urgency", "planned"),
      ("basis", "referral"),
    ] + front.day("on", front.today)
  }

  static let attended: [(String, String)] = [
    ("attended-0-agency", "socialCare"), ("attended-0-name", "Worker leila"),
    ("attended-1-agency", "police"), ("attended-1-name", "DS Hale"),
    ("attended-2-agency", "health"), ("attended-2-name", "Dr Amin"),
  ]

  var decision: [(String, String)] {
    front.day("held", front.today) + [
      ("held-time", "8:30"), ("how", "telephone"), ("safety", "Both sleep at their aunt's"),
      ("medical", "Aisha tomorrow at nine"),
      ("suspected-\(aisha)", "yes"), ("outcome-\(aisha)", "joint"), ("reason-\(aisha)", "Injured"),
      ("suspected-\(samira)", "yes"), ("outcome-\(samira)", "single"),
      ("reason-\(samira)", "Same home"), ("action-0-what", "See both alone"),
      ("action-0-worker", "\(front.leila)"),
    ] + front.day("action-0-by", front.today.adding(days: 1))
  }

  /// As pages do it: begun, attended, decided.
  func held(_ browser: Browser) async throws {
    try await browser.signIn("leila")
    _ = try await browser.fill(begin, beginning)
    _ = try await browser.fill("/strategy/V-1/attend", Self.attended)
    let decided = try await browser.fill("/strategy/V-1/decide", decision)
    #expect(decided.location == "/strategy/V-1?done=decided")
  }

  func led(_ browser: Browser) async throws {
    try await held(browser)
    try await browser.signIn("morgan")
    _ = try await browser.fill(
      "/enquiries/E-1/lead", [("lead", "\(rae)")] + front.day("on", front.today))
  }

  var outcomes: [(String, String)] {
    front.day("on", front.today) + [
      ("outcome-\(aisha)", "continuingRisk"), ("conference-\(aisha)", "yes"),
      ("reason-\(aisha)", "It goes on"), ("outcome-\(samira)", "notSubstantiated"),
      ("conference-\(samira)", "no"), ("reason-\(samira)", "Nothing found"),
    ]
  }
}

@Suite("Strategy discussion, enquiry and conference: pages") struct ProtectionPagesTests {
  @Test("From the child's page to a decision that opens the enquiry of both sisters")
  func discussion() async throws {
    let house = try await ProtectionHouse()
    try await house.front.council.run { browser in
      try await browser.signIn("leila")
      let child = try await browser.get("/children/\(house.aisha)")
      #expect(child.body.contains("Begin a strategy discussion about Aisha Quillfeather"))
      let begun = try await browser.fill(house.begin, house.beginning)
      #expect(begun.location == "/strategy/V-1?done=begun")
      let page = try await browser.get("/strategy/V-1")
      #expect(page.body.contains("Still needed: children’s social care, police and health."))
      #expect(page.body.contains("Samira Quillfeather"))
      let invited = try await browser.fill(
        "/strategy/V-1/invite", [("agency", "police"), ("name", "DS Hale"), ("how", "By phone")])
      #expect(invited.status == 303)
      let answered = try await browser.fill("/strategy/V-1/invited/0", [("answer", "coming")])
      #expect(answered.status == 303)
      // A planned discussion without the police and health cannot be decided; what was typed stays.
      let early = try await browser.fill("/strategy/V-1/decide", house.decision)
      #expect(early.status == 422)
      #expect(early.body.contains("Both sleep at their aunt&#39;s"))
      _ = try await browser.fill("/strategy/V-1/attend", ProtectionHouse.attended)
      let decided = try await browser.fill("/strategy/V-1/decide", house.decision)
      #expect(decided.location == "/strategy/V-1?done=decided")
      let held = try await browser.get("/strategy/V-1")
      #expect(held.body.contains("href=\"/enquiries/E-1\""))
      #expect(held.body.contains("See both alone"))
      let summary = try await browser.get("/strategy/V-1/summary")
      #expect(summary.body.contains("Section 47 enquiry jointly with the police"))
      #expect(!summary.body.contains("Record that they were told"))
      let enquiry = try await browser.get("/enquiries/E-1")
      #expect(enquiry.body.contains("Jointly with the police"))
      // 15 working days over Easter from 16 March: Good Friday and Easter Monday are left out.
      #expect(enquiry.body.contains("Due Wednesday 8 April 2026"))
      let done = try await browser.fill(
        "/strategy/V-1/actions/0",
        [("words", "Seen at school")] + house.front.day("on", house.front.today))
      #expect(done.status == 303)
      let chronology = try await browser.get("/children/\(house.samira)/chronology")
      #expect(chronology.body.contains("Strategy discussion held"))
      for path in ["/strategy/V-1/history", "/enquiries/E-1/history"] {
        #expect(try await browser.get(path).status == 200)
      }
    }
  }

  @Test("Two people write in two lanes; in one lane the second sees both texts first")
  func lanes() async throws {
    let house = try await ProtectionHouse()
    try await house.front.council.run { browser in
      try await browser.signIn("leila")
      _ = try await browser.fill(house.begin, house.beginning)
      let other = await browser.another()
      try await other.signIn("morgan")
      let mine = try await browser.unseen("/strategy/V-1/minutes/police")
      let theirs = try await other.unseen("/strategy/V-1/minutes/police")
      let health = try await other.unseen("/strategy/V-1/minutes/health")
      let first = try await browser.post(
        "/strategy/V-1/minutes/police", mine + [("text", "Two call-outs")])
      #expect(first.status == 303)
      let beside = try await other.post(
        "/strategy/V-1/minutes/health", health + [("text", "Known to the clinic")])
      #expect(beside.status == 303)
      let second = try await other.post(
        "/strategy/V-1/minutes/police", theirs + [("text", "Nothing known")])
      #expect(second.status == 409)
      #expect(second.body.contains("Two call-outs"))
      #expect(second.body.contains("Nothing known"))
      let page = try await browser.get("/strategy/V-1")
      #expect(page.body.contains("Two call-outs"))
      #expect(page.body.contains("Known to the clinic"))
    }
  }

  @Test("A lead who is not registered is refused by name, and what was typed stays; then recorded")
  func registered() async throws {
    let house = try await ProtectionHouse()
    try await house.front.council.run { browser in
      try await house.held(browser)
      try await browser.signIn("morgan")
      let lead = [("lead", "\(house.front.leila)")] + house.front.day("on", house.front.today)
      let refused = try await browser.fill("/enquiries/E-1/lead", lead)
      #expect(refused.status == 422)
      #expect(
        refused.body.contains(
          "Worker leila is not a registered social worker on 16 March 2026"))
      #expect(refused.body.contains("value=\"\(house.front.leila)\" selected"))
      #expect(try await browser.get("/enquiries?show=withoutLead").body.contains("E-1"))
      #expect(try await browser.get("/registrations").status == 403)
      try await browser.signIn("wanda")
      #expect(try await browser.get("/registrations").body.contains("Worker leila"))
      let recorded = try await browser.fill(
        "/registrations/\(house.front.leila)",
        [("number", "SW1")] + house.front.day("from", house.front.today)
          + house.front.day("to", house.front.today.adding(days: 3)))
      #expect(recorded.location == "/registrations")
      #expect(try await browser.get("/enquiries/E-1").status == 403)
      try await browser.signIn("morgan")
      #expect(try await browser.fill("/enquiries/E-1/lead", lead).status == 303)
      // Four days later the registration has ended: the page and the list say so.
      house.front.council.clock.advance(minutes: 4 * 24 * 60)
      try await browser.signIn("morgan")
      let page = try await browser.get("/enquiries/E-1")
      #expect(page.body.contains("is not a registered social worker today"))
      #expect(try await browser.get("/enquiries?show=notRegistered").body.contains("E-1"))
    }
  }

  @Test("Sisters end with outcomes of their own; a conference opens the plan of the one")
  func conference() async throws {
    let house = try await ProtectionHouse()
    try await house.front.council.run { browser in
      try await house.led(browser)
      try await browser.signIn("leila")
      let medical = try await browser.fill(
        "/enquiries/E-1/medical/\(house.aisha)",
        [("result", "Dr Amin: bruises of different ages")]
          + house.front.day("held", house.front.today))
      #expect(medical.status == 303)
      let ended = try await browser.fill("/enquiries/E-1/conclude", house.outcomes)
      #expect(ended.location == "/enquiries/E-1?done=concluded")
      let arranged = try await browser.fill(
        "/enquiries/E-1/conference",
        [("children", "\(house.aisha)"), ("planned-time", "10am"), ("place", "Room 2")]
          + house.front.day("planned", house.front.today.adding(days: 9)))
      #expect(arranged.location == "/conferences/X-1?done=arranged")
      // The manager of the team that has the child does not chair.
      let wrong = try await browser.fill(
        "/conferences/X-1/chair", [("chair", "\(house.front.leila)")])
      #expect(wrong.status == 422)
      try await browser.signIn("ruth")
      _ = try await browser.fill("/conferences/X-1/chair", [("chair", "\(house.ruth)")])
      #expect(try await browser.get("/conferences?chair=me").body.contains("X-1"))
      #expect(try await browser.get("/").body.contains("You chair it."))
      let report = try await browser.fill(
        "/conferences/X-1/report",
        [("title", "Social worker’s report"), ("agency", "socialCare"), ("version", "1")])
      #expect(report.status == 303)
      let there = try await browser.fill(
        "/conferences/X-1/attend",
        ProtectionHouse.attended + [
          ("parents", "The mother"), ("there-\(house.aisha)", "no"),
          ("why-not-\(house.aisha)", "Did not want to"),
          ("views-\(house.aisha)", "I want to stay with Nan"),
        ])
      #expect(there.status == 303)
      let decision: [(String, String)] =
        house.front.day("held", house.front.today) + [
          ("outcome-\(house.aisha)", "plan"), ("category-\(house.aisha)", "PHY"),
          ("reason-\(house.aisha)", "It goes on"), ("aim-0-outcome", "Nobody is hurt"),
          ("aim-0-step-0-what", "Safety plan"),
          ("aim-0-step-0-worker", "\(house.front.leila)"),
          ("member-0-name", "Sister Ade"), ("member-0-agency", "health"),
        ] + house.front.day("aim-0-step-0-by", house.front.today.adding(days: 5))
        + house.front.day("core-group", house.front.today.adding(days: 8))
        + house.front.day("review", house.front.today.adding(days: 80))
      let unseen = try await browser.unseen("/conferences/X-1/decide")
      for _ in 1...2 {
        let decided = try await browser.post("/conferences/X-1/decide", unseen + decision)
        #expect(decided.location == "/conferences/X-1?done=decided")
      }
      let plans = try await house.front.store.database.read {
        try PlanTable.of(child: house.aisha, in: $0)
      }
      #expect(plans.map(\.history.from) == [house.front.today])
      let enquiry = try await browser.get("/enquiries/E-1")
      #expect(enquiry.body.contains("Conference held 16 March 2026"))
      let sent = try await browser.fill(
        "/conferences/X-1/send", [("to", "The mother")] + house.front.day("on", house.front.today))
      #expect(sent.status == 303)
      #expect(try await browser.get("/conferences/X-1/history").status == 200)
      #expect(try await browser.get("/conferences").body.contains("Arrange the review about Aisha"))
      let review = try await browser.fill(
        "/children/\(house.aisha)/review-conference", [("children", "\(house.aisha)")])
      #expect(review.location == "/conferences/X-2?done=arranged")
      let next = try await browser.get("/conferences/X-2")
      #expect(next.body.contains("Due Tuesday 16 June 2026"))
    }
  }

  @Test("Continuing risk without a conference: the lead is told to ask, another manager agrees")
  func noConference() async throws {
    let house = try await ProtectionHouse()
    try await house.front.council.run { browser in
      try await house.led(browser)
      try await browser.signIn("leila")
      let without = house.outcomes.map { $0.0 == "conference-\(house.aisha)" ? ($0.0, "no") : $0 }
      let refused = try await browser.fill("/enquiries/E-1/conclude", without)
      #expect(refused.status == 422)
      #expect(refused.body.contains("Ask a manager to agree"))
      #expect(refused.body.contains("It goes on"))
      let path = "/enquiries/E-1/no-conference/\(house.aisha)"
      #expect(try await browser.get(path).status == 403)
      try await browser.signIn("morgan")
      let agreed = try await browser.fill(path, [("sentence", "She lives with her aunt now")])
      #expect(agreed.status == 303)
      try await browser.signIn("leila")
      #expect(try await browser.fill("/enquiries/E-1/conclude", without).status == 303)
    }
  }

  @Test("Work of a day before the discussion is out of order, and counted")
  func outOfOrder() async throws {
    let house = try await ProtectionHouse()
    let front = house.front
    front.council.clock.advance(minutes: 2 * 24 * 60)
    let _: Done<Note> = try await front.store.perform(
      .record(
        Note.Details(
          kind: .visit, happenedOn: front.today.adding(days: -1), purpose: "To see",
          text: "Went at once",
          children: [.init(child: house.aisha, seen: true, alone: true)]), significance: nil),
      as: front.act(front.leila))
    try await front.council.run { browser in
      let early = house.beginning.filter { !$0.0.hasPrefix("on-") }
      try await browser.signIn("leila")
      _ = try await browser.fill(
        house.begin, early + front.day("on", front.today.adding(days: -2)))
      _ = try await browser.fill("/strategy/V-1/attend", ProtectionHouse.attended)
      _ = try await browser.fill("/strategy/V-1/decide", house.decision)
      let page = try await browser.get("/enquiries/E-1")
      #expect(page.body.contains("id=\"out-of-order\""))
      #expect(page.body.contains("Aisha Quillfeather: visit, 17 March 2026"))
      let list = try await browser.get("/enquiries?show=outOfOrder")
      #expect(list.body.contains("E-1"))
    }
  }

  @Test(
    "The owner writes, a colleague of the team too; a stranger reads; an administrator does not")
  func leave() async throws {
    let house = try await ProtectionHouse()
    try await house.front.council.run { browser in
      try await house.led(browser)
      let reading = ["/strategy/V-1", "/strategy/V-1/summary", "/enquiries/E-1", "/conferences"]
      let writing = [
        "/strategy/V-1/told/health", "/enquiries/E-1/conclude",
        "/enquiries/E-1/medical/\(house.aisha)", "/enquiries/E-1/conference", house.begin,
      ]
      for (name, reads, writes) in [
        ("leila", 200, 200), ("rae", 200, 200), ("noor", 200, 403), ("ada", 403, 403),
      ] {
        try await browser.signIn(name)
        for path in reading {
          #expect(try await browser.get(path).status == reads, "\(name) \(path)")
        }
        for path in writing.dropFirst() {
          #expect(try await browser.get(path).status == writes, "\(name) \(path)")
        }
      }
      // Nobody was missing, so nobody is to be told.
      try await browser.signIn("leila")
      #expect(try await browser.get(writing[0]).status == 404)
      for path in [
        "/strategy/V-9", "/enquiries/E-9", "/conferences/X-9", "/strategy/V-1/minutes/x",
      ] {
        #expect(try await browser.get(path).status == 404, "\(path)")
      }
    }
  }

  @Test("A locked sister closes the discussion to those who may not see her")
  func restricted() async throws {
    let house = try await ProtectionHouse()
    try await house.front.council.run { browser in
      try await house.led(browser)
      try await house.front.restrict(.locked, house.samira, to: house.front.leila)
      try await browser.signIn("noor")
      for path in ["/strategy/V-1", "/enquiries/E-1"] {
        #expect(try await browser.get(path).status == 403)
      }
      #expect(!(try await browser.get("/enquiries").body.contains("Quillfeather")))
      try await browser.signIn("leila")
      #expect(try await browser.get("/enquiries/E-1").status == 200)
    }
  }
}
