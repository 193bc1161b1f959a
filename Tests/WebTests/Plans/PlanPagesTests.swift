import Domain
import Store
import Testing

@testable import Web

/// Two sisters whose assessment asks for a child in need plan for each: leila's, of morgan's team; kim is
/// in their team, sten in another.
struct PlanHouse: Sendable {
  let house: AssessmentHouse

  init() async throws {
    house = try await AssessmentHouse()
    for referral in house.referrals {
      let _: Done<Referral> = try await house.store.perform(
        .decide(.assessment, reason: "Look", primaryNeed: .familyDysfunction), on: referral,
        as: house.act(house.morgan))
    }
    let id = try await house.sent(riskPlan: true)
    let commands: [(Assessment.Command, WorkerID)] = [
      (.sendBack(comment: "They need a plan"), house.morgan),
      (
        .send(
          outcomes: house.children.map {
            Assessment.ChildOutcome(child: $0, outcome: .childInNeedPlan, reason: "Needs help")
          }), house.leila
      ),
      (.authorise(sentence: "I agree", withoutRiskPlan: nil), house.morgan),
    ]
    for (command, worker) in commands {
      let _: Done<Assessment> = try await house.store.perform(
        command, on: id, as: house.act(worker))
    }
  }

  var today: Day { house.today }
  var child: PersonID { house.children[0] }
  var referral: ReferralID { house.referrals[0] }
  func day(_ question: String, _ days: Int = 0) -> [(String, String)] {
    house.day(question, today.adding(days: days))
  }

  var opening: [(String, String)] {
    day("from") + [
      ("outcome-1", "Breakfast every day"), ("said-1", "I am hungry at school"),
      ("source-1", "Aisha, at school, today"), ("what-1", "Breakfast club"),
      ("worker-1", house.leila.description), ("contingency", "Legal advice"),
      ("family", "We want help"),
    ] + day("by-1", 14)
  }

  /// A child protection plan for the second sister, by a conference of today.
  func protect() async throws -> PlanID {
    let done: Done<Plan> = try await house.store.perform(
      .open(
        Plan.Opening(
          child: house.children[1], referral: house.referrals[1], kind: .childProtection,
          from: today, category: .neglect, conference: FactStream(noun: "conference", number: 1),
          outline: [Plan.Outcome(what: "Nobody shouts at night")],
          coreGroup: [
            Plan.Member(.worker(house.leila), role: "Lead social worker"),
            Plan.Member(.other(words: "Ms Rowe"), role: "School"),
          ])), as: house.act(house.leila))
    return done.id
  }

  func visit(_ seen: Bool = true, failed: Note.Failed? = nil) async throws {
    let _: Done<Note> = try await house.store.perform(
      .record(
        Note.Details(
          kind: .visit, happenedOn: today, purpose: "Planned", text: "We talked",
          children: [
            Note.ChildBlock(
              child: child, seen: seen, alone: seen, words: seen ? "I like maths" : nil)
          ], failed: failed), significance: nil), as: house.act(house.leila))
  }
}

@Suite("Plans on their pages") struct PlanPagesTests {
  @Test("From the assessment to a plan, visits, a review, its end, the closure and a letter")
  func inNeed() async throws {
    let scene = try await PlanHouse()
    let house = scene.house
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let offer = try await browser.get("/children/\(scene.child)")
      #expect(offer.body.contains("Open a child in need plan for Aisha Quillfeather"))
      let path = "/referrals/\(scene.referral)/plan"
      let wrong = try await browser.fill(path, [("outcome-1", "Kept words"), ("said-1", "No")])
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Kept words"))
      #expect(wrong.body.contains("Say where and when the child said so"))
      let more = try await browser.post(
        path, try await browser.unseen(path) + scene.opening + [("act", "add-outcome")])
      #expect(more.body.contains("outcome-2") && more.body.contains("Breakfast every day"))
      let unseen = try await browser.unseen(path)
      let done = try await browser.post(path, unseen + scene.opening)
      #expect(done.location == "/plans/L-1?done=opened", "\(done.status) \(done.body)")
      #expect(try await browser.post(path, unseen + scene.opening).location == done.location)
      #expect(try await browser.get("/plans/L-2").status == 404)
      let second = try await browser.fill(path, scene.opening)
      #expect(second.status == 422)
      #expect(second.body.contains("A child has one plan at a time"))

      try await scene.visit()
      try await scene.visit(false, failed: .nobodyHome)
      let page = try await browser.get("/plans/L-1").body
      for words in [
        "Breakfast every day", "I am hungry at school", "Breakfast club", "Worker leila",
        "Legal advice", "We want help", "seen alone in 1", "Visited or tried, not seen",
        "Child in need review",
      ] {
        #expect(page.contains(words), "\(words)")
      }
      #expect(try await browser.get("/children/\(scene.child)/plan").location == "/plans/L-1")
      let write: [(String, String)] = [
        ("outcome-1", "Breakfast every day"), ("outcome-2", "Sleeps well"),
        ("contingency", "Legal advice"), ("family", "It helps"),
      ]
      let form = try await browser.get("/plans/L-1/write")
      #expect(form.body.contains("I like maths"))
      #expect(try await browser.fill("/plans/L-1/write", write).status == 303)
      let rewritten = try await browser.get("/plans/L-1").body
      #expect(rewritten.contains("Answers nothing the child said"))
      #expect(rewritten.contains("1 earlier version"))
      #expect(
        try await browser.fill(
          "/plans/L-1/actions/1/done", scene.day("on") + [("words", "Goes daily")]
        ).location == "/plans/L-1?done=finished")
      let action =
        [("what", "New bed"), ("other", "Father"), ("outcome", "2")] + scene.day("by", 20)
      #expect(try await browser.fill("/plans/L-1/action", action).status == 303)
      #expect(
        try await browser.fill("/plans/L-1/actions/2/drop", [("words", "Has one now")]).status
          == 303)
      #expect(try await browser.get("/plans/L-1/actions/9/done").status == 404)

      house.council.clock.advance(minutes: 60 * 24 * 30)
      try await browser.signIn("leila")
      let review =
        scene.day("on") + [
          ("present", "Mother"), ("distance-1", "met"), ("progress-1", "Eats"),
          ("distance-2", "same"), ("progress-2", "Wakes at night"), ("words", "Calmer"),
          ("view", "I sleep"),
        ]
      let late = try await browser.fill("/plans/L-1/review", review + scene.day("next", 120))
      #expect(late.status == 422)
      #expect(late.body.contains("within 3 months"))
      #expect(
        try await browser.fill("/plans/L-1/review", review + scene.day("next", 60)).status == 303)
      #expect(try await browser.get("/plans/L-1").body.contains("Wakes at night"))

      let close =
        scene.day("on") + [
          ("closure-reason", "RC7"), ("words", "Well"), ("come-back", "If Aisha is hungry again"),
          ("child-words", "You were brave."), ("family-name", "Ms Quillfeather"),
          ("family-words", "Thank you."),
        ]
      let closing = "/referrals/\(scene.referral)/close"
      #expect(try await browser.get(closing).body.contains("Not finished yet"))
      let refused = try await browser.fill(closing, close)
      #expect(refused.status == 422)
      #expect(refused.body.contains("The child in need plan L-1 is open. End it first"))
      let end = scene.day("on") + [("reason", "needsMet"), ("words", "All is well")]
      #expect(try await browser.fill("/plans/L-1/end", end).location == "/plans/L-1?done=ended")
      let spared = try await browser.fill(
        closing, close.filter { $0.0 != "closure-reason" } + [("closure-reason", "RC8")])
      #expect(spared.status == 422)
      #expect(spared.body.contains("is for work that ended with the assessment"))
      #expect(try await browser.fill(closing, close).status == 303)
      let closed = try await browser.get("/referrals/\(scene.referral)").body
      for words in ["If Aisha is hungry again", "To the child", "Reopen: closed by mistake"] {
        #expect(closed.contains(words), "\(words)")
      }
      let letter = try await browser.get("/referrals/\(scene.referral)/letters/1").body
      for words in ["Dear Aisha", "You were brave.", "If Aisha is hungry again"] {
        #expect(letter.contains(words), "\(words)")
      }
      #expect(try await browser.get("/referrals/\(scene.referral)/letters/9").status == 404)
      #expect(
        try await browser.fill(
          "/referrals/\(scene.referral)/letters/new",
          [("to", "family"), ("letter-name", "Nan"), ("letter-words", "Thank you")]
        ).status == 303)
      #expect(
        try await browser.fill(
          "/referrals/\(scene.referral)/reopen", [("reason", "The wrong sister")]
        ).status == 303)
      #expect(
        try await browser.get("/referrals/\(scene.referral)").body.contains(
          "Referral decision"))
      let history = try await browser.get("/plans/L-1/history").body
      #expect(history.contains("Child in need plan opened") && history.contains("Action done"))
      let story = try await browser.get(
        "/children/\(scene.child)/chronology?show=everything"
      ).body
      #expect(story.contains("Child in need plan opened") && story.contains("Nobody was at home"))
    }
  }

  @Test(
    "A child protection plan: a core group is recorded, a review and an end are the conference's")
  func protection() async throws {
    let scene = try await PlanHouse()
    let id = try await scene.protect()
    try await scene.house.council.run { browser in
      try await browser.signIn("leila")
      let page = try await browser.get("/plans/\(id)").body
      for words in ["Neglect", "None by this council", "First core group", "Ms Rowe"] {
        #expect(page.contains(words), "\(words)")
      }
      let review = try await browser.get("/plans/\(id)/review").body
      #expect(review.contains("Record the conference instead"))
      let end = scene.day("on") + [("reason", "movedAway"), ("words", "To Devon")]
      let meeting =
        scene.day("on") + [
          ("came", "0"), ("agreed", "Father goes to the programme"), ("distance-1", "better"),
          ("progress-1", "Quieter"), ("what", "Ring the school"), ("other", "Ms Rowe"),
        ] + scene.day("by", 9)
      let silent = try await browser.fill(
        "/plans/\(id)/meeting", scene.day("on") + [("agreed", "Kept words")])
      #expect(silent.status == 422)
      #expect(silent.body.contains("Say who came") && silent.body.contains("Kept words"))
      #expect(
        try await browser.fill("/plans/\(id)/meeting", meeting + scene.day("next", 30)).status
          == 303)
      let met = try await browser.get("/plans/\(id)").body
      #expect(met.contains("Father goes to the programme") && met.contains("Did not come: Ms Rowe"))
      let group: [(String, String)] = [
        ("role-1", "Lead social worker"), ("who-1", scene.house.leila.description),
        ("role-2", "Sister"), ("who-2", scene.child.description), ("role-3", "Health visitor"),
        ("name-3", "Sister Ade"),
      ]
      #expect(try await browser.fill("/plans/\(id)/core-group", group).status == 303)
      let visits = [("limit", "20"), ("unit", "workingDays"), ("words", "Agreed")]
      let rarely = try await browser.fill("/plans/\(id)/visits", visits)
      #expect(rarely.status == 422)
      #expect(rarely.body.contains("never less often"))
      #expect(
        try await browser.fill(
          "/plans/\(id)/visits", [("limit", "5")] + visits.dropFirst()
        ).status == 303)
      #expect(try await browser.get("/plans/\(id)").body.contains("Sister Ade"))
      let needsMet = try await browser.fill(
        "/plans/\(id)/end", scene.day("on") + [("reason", "needsMet"), ("words", "Well")])
      #expect(needsMet.status == 422)
      #expect(needsMet.body.contains("Only a child protection conference ends"))
      #expect(try await browser.fill("/plans/\(id)/end", end).status == 303)
    }
  }

  @Test("The list of plans: late visits, those due this week; each number opens its list")
  func list() async throws {
    let scene = try await PlanHouse()
    let id = try await scene.protect()
    try await scene.house.council.run { browser in
      try await browser.signIn("morgan")
      let due = try await browser.get("/plans/visits").body
      #expect(due.contains("Samira Quillfeather") && due.contains("Child protection plan \(id)"))
      scene.house.council.clock.advance(minutes: 60 * 24 * 20)
      try await browser.signIn("morgan")
      let late = try await browser.get("/plans/visits?show=late").body
      #expect(late.contains("Samira Quillfeather") && late.contains("1 plan"))
      #expect(
        try await browser.get("/plans/visits?show=inNeed").body.contains("No plan is in this list"))
      #expect(try await browser.get("/plans/\(id)").body.contains("was due to be seen by"))
      #expect(try await browser.get("/").body.contains("Plans and visits"))
    }
  }

  @Test("Pre-proceedings: a meeting before the letter is refused, the steps stand in order")
  func preProceedings() async throws {
    let scene = try await PlanHouse()
    let path = "/referrals/\(scene.referral)/preproceedings"
    @Sendable func step(_ kind: String) -> [(String, String)] {
      scene.day("on") + [("kind", kind), ("words", "As it was")]
    }
    try await scene.house.council.run { browser in
      try await browser.signIn("leila")
      let begun = try await browser.fill(
        path, scene.day("on") + [("reason", "Neglect goes on")])
      #expect(begun.location == "/preproceedings/I-1?done=begun")
      let early = try await browser.fill("/preproceedings/I-1/step", step("initialMeeting"))
      #expect(early.status == 422)
      #expect(early.body.contains("Record first: letter before proceedings sent"))
      for kind in ["letterBeforeProceedings", "initialMeeting", "familyMeetingOffered"] {
        #expect(
          try await browser.fill("/preproceedings/I-1/step", step(kind)).location
            == "/preproceedings/I-1?done=taken")
      }
      #expect(
        try await browser.get("/children/\(scene.child)").body.contains("Pre-proceedings I-1"))
      #expect(
        try await browser.fill("/preproceedings/I-1/decision", step("protection")).status == 303)
      let page = try await browser.get("/preproceedings/I-1").body
      #expect(page.contains("Step down: the child protection plan goes on"))
      #expect(!page.contains("Record a step"))
      #expect(
        try await browser.get("/preproceedings/I-1/history").body.contains(
          "First pre-proceedings meeting held"))
    }
  }

  @Test("Owner, colleague and stranger: all read, those of the team write, others may not look")
  func access() async throws {
    let scene = try await PlanHouse()
    let id = try await scene.protect()
    let before: Done<PreProceedings> = try await scene.house.store.perform(
      .begin(
        child: scene.child, referral: scene.referral, reason: "Neglect", on: scene.today),
      as: scene.house.act(scene.house.leila))
    let pages = ["/plans/\(id)", "/preproceedings/\(before.id)", "/plans/visits"]
    let forms =
      PlanAct.allCases.map { "/plans/\(id)/\($0.rawValue)" } + [
        "/referrals/\(scene.referral)/plan", "/referrals/\(scene.referral)/preproceedings",
        "/preproceedings/\(before.id)/step", "/preproceedings/\(before.id)/decision",
      ]
    try await scene.house.council.run { browser in
      for (worker, reads, writes) in [
        ("leila", 200, 200), ("kim", 200, 200), ("morgan", 200, 200), ("sten", 200, 403),
        ("ada", 403, 403),
      ] {
        let visitor = await browser.another()
        try await visitor.signIn(worker)
        for page in pages {
          #expect(try await visitor.get(page).status == reads, "\(worker) \(page)")
        }
        for form in forms {
          #expect(try await visitor.get(form).status == writes, "\(worker) \(form)")
        }
        let closing = worker == "ada" ? 403 : 200
        #expect(
          try await visitor.get("/referrals/\(scene.referral)/reopen").status == closing)
        #expect(
          try await visitor.get("/referrals/\(scene.referral)/letters/new").status == closing)
      }
      let stranger = await browser.another()
      try await stranger.signIn("sten")
      #expect(
        try await stranger.fill(
          "/plans/\(id)/end", scene.day("on") + [("reason", "died"), ("words", "No")]
        ).status == 403)
    }
  }
}
