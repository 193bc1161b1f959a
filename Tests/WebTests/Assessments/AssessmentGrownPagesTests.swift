import Domain
import Store
import Testing

@testable import Web

@Suite("Assessment pages grown up") struct AssessmentGrownPagesTests {
  /// What the child said and what was noted on a visit to the elder of the two.
  private func note(_ house: AssessmentHouse) async throws {
    let _: Done<Note> = try await house.store.perform(
      Note.Command.record(
        Note.Details(
          kind: .visit, happenedOn: house.today, happenedMinute: nil, purpose: "First visit",
          text: "The kitchen was warm and clean.",
          children: [
            .init(
              child: house.children[0], seen: true, alone: true, whyNot: nil,
              words: "I like it when Nan comes", observed: nil)
          ]), significance: nil), as: house.act(house.leila))
  }

  @Test("What a visit says is inserted as a quote without script, and keeps its link")
  func insert() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    try await note(house)
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let path = AssessmentPaths.section(id, .familyAndEnvironment)
      let page = try await browser.get(path)
      #expect(page.body.contains("Insert as a quote"))
      #expect(page.body.contains("The kitchen was warm and clean."))
      let filled = try await browser.fill(
        path, [("text", "Home is warm"), ("act", "insert-note-note-1-1")])
      #expect(filled.status == 200)
      #expect(filled.body.contains("Home is warm"))
      #expect(filled.body.contains("quotes-1-record"))
      let saved = try await browser.fill(
        path,
        [
          ("text", "Home is warm"), ("completed", "yes"), ("difference", "They speak Polish"),
          ("quotes-1-said", "The kitchen was warm and clean."),
          ("quotes-1-source", "Visit, 16 March 2026"), ("quotes-1-record", "note/1"),
          ("quotes-2-said", "Made up"), ("quotes-2-source", "Nobody"),
          ("quotes-2-record", "contact/99"),
        ])
      #expect(saved.location == AssessmentPaths.page(id))
      let written = try await house.state(id).sections[.familyAndEnvironment]
      // A record that was not offered is no source.
      #expect(written?.quotes.map(\.record) == ["note/1", nil])
      #expect(written?.difference == "They speak Polish")
      let read = try await browser.get(AssessmentPaths.read(id))
      #expect(read.body.contains("What difference it makes"))
      #expect(read.body.contains("Taken from"))
    }
  }

  @Test("A quote inserted from the record does not bring a kept-back address into the form")
  func keptBack() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    let home = Person.Address(lines: "4 Sorrel Court", postcode: "ZZ1 1AA")
    try await house.council.perform(
      .move(to: home, provenance: .init(saidBy: "their mother")), on: house.children[0])
    try await house.council.raise(.doNotDiscloseAddress, on: house.children[0])
    let _: Done<Note> = try await house.store.perform(
      Note.Command.record(
        Note.Details(
          kind: .visit, happenedOn: house.today, happenedMinute: nil, purpose: "Visit",
          text: "Met them at 4 Sorrel Court, all well.",
          children: [
            .init(
              child: house.children[0], seen: true, alone: true, whyNot: nil, words: nil,
              observed: nil)
          ]), significance: nil), as: house.act(house.leila))
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let filled = try await browser.fill(
        AssessmentPaths.section(id, .parenting), [("act", "insert-note-note-1-1")])
      #expect(filled.body.contains("all well."))
      #expect(filled.body.contains("quotes-1-record"))
      #expect(!filled.body.contains("Sorrel"))
    }
  }

  @Test("A section is copied from an earlier assessment by itself, and asks if it is still true")
  func copying() async throws {
    let house = try await AssessmentHouse()
    let first = try await house.sent(riskPlan: true)
    let _: Done<Assessment> = try await house.store.perform(
      .authorise(sentence: "Agreed", withoutRiskPlan: nil), on: first, as: house.act(house.morgan))
    let id = try await house.begun()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let path = AssessmentPaths.before(id, .history)
      let page = try await browser.get(path)
      #expect(page.body.contains("What we found"))
      let fields = try await browser.unseen(path) + [("from", "A-1")]
      let copied = try await browser.post(path, fields)
      #expect(copied.location == AssessmentPaths.section(id, .history))
      // A double click copies once.
      #expect(try await browser.post(path, fields).location == copied.location)
      #expect(try await house.state(id).sections.keys.sorted() == [.history])
      let workspace = try await browser.get(AssessmentPaths.page(id))
      #expect(workspace.body.contains("From A-1, 16 March 2026: still true?"))
      let section = AssessmentPaths.section(id, .history)
      let early = try await browser.fill(section, [("text", "As it was"), ("completed", "yes")])
      #expect(early.status == 422)
      #expect(early.body.contains("is still true, or change it"))
      let done = try await browser.fill(
        section, [("text", "As it was"), ("still-true", "yes"), ("completed", "yes")])
      #expect(done.location == AssessmentPaths.page(id))
      #expect(try await house.state(id).sections[.history]?.copied?.isStillTrue == true)
    }
  }

  @Test("A manager comments and holds the checkpoint; the author sees both and cannot hold it")
  func manager() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    let planned: Done<Assessment> = try await house.store.perform(
      .setReviewPoint(on: house.today), on: id, as: house.act(house.leila))
    #expect(planned.id == id)
    house.council.clock.advance(minutes: 2 * 24 * 60)
    try await house.council.run { browser in
      try await browser.signIn("morgan")
      let work = try await browser.get("/")
      #expect(work.body.contains("Checkpoint of the assessment of Aisha and Samira"))
      let said = try await browser.fill(
        AssessmentPaths.comment(id, .views), [("text", "Whose words are these?")])
      #expect(said.status == 303)
      let held = try await browser.fill(
        AssessmentPaths.checkpoint(id),
        house.day("on", house.today) + [("agreed", "change"), ("sentence", "See the father too")])
      #expect(held.location == AssessmentPaths.page(id))
      let author = await browser.another()
      try await author.signIn("leila")
      let section = try await author.get(AssessmentPaths.section(id, .views))
      #expect(section.body.contains("Whose words are these?"))
      let workspace = try await author.get(AssessmentPaths.page(id))
      #expect(workspace.body.contains("See the father too"))
      #expect(workspace.body.contains("Late: planned for 16 March 2026"))
      #expect(try await author.get(AssessmentPaths.checkpoint(id)).status == 403)
      #expect(try await author.get(AssessmentPaths.comment(id)).status == 403)
    }
  }

  @Test("What is ticked in a section is proposed among the factors, and counts once confirmed")
  func factors() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      _ = try await browser.fill(
        AssessmentPaths.section(id, .parenting),
        [("text", "Shouting"), ("ticks-P-1", "3B"), ("completed", "yes")])
      let page = try await browser.get(AssessmentPaths.factors(id))
      #expect(page.body.contains("Proposed from the sections"))
      #expect(page.body.contains("Ticked in: How parents and carers meet those needs"))
      #expect(try await house.state(id).factors.isEmpty)
      _ = try await browser.fill(
        AssessmentPaths.factors(id), [("confirm-P-1", "3B"), ("factors-P-2-none", "21")])
      #expect(
        try await house.state(id).factors[house.children[0]] == [.domesticAbuseParent])
    }
  }

  @Test("The risk plan has a statement a child, actions, reviews after the lock, and a list")
  func risk() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    let today = house.today
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let half = try await browser.fill(AssessmentPaths.risk(id), [("worried-P-1", "alone")])
      #expect(half.status == 422)
      #expect(half.body.contains("Say why you are worried about Aisha"))
      let statements = ["P-1", "P-2"].flatMap {
        [
          ("worried-\($0)", "she is alone"), ("because-\($0)", "twice"),
          ("so-that-\($0)", "afraid"),
        ]
      }
      let saved = try await browser.fill(
        AssessmentPaths.risk(id),
        statements + [
          ("action-1-what", "Nan stays on Fridays"), ("action-1-other", "Nan"),
        ] + house.day("action-1-by", today) + house.day("review-on", today.adding(days: 1)))
      #expect(saved.location == AssessmentPaths.page(id), "\(saved.body)")
      let plan = try await browser.get(AssessmentPaths.riskPlan(id))
      #expect(
        plan.body.contains("We are worried that she is alone because twice so that afraid."))
      #expect(plan.body.contains("Nan stays on Fridays"))
      let done = try await browser.fill(
        AssessmentPaths.riskAction(id, 0),
        house.day("on", today) + [("words", "She stayed")])
      #expect(done.location == AssessmentPaths.riskPlan(id))
      house.council.clock.advance(minutes: 3 * 24 * 60)
      let later = await browser.another()
      try await later.signIn("leila")
      #expect(try await later.get("/").body.contains("Review the risk plan for Aisha and Samira"))
      let list = try await later.get("\(AssessmentPaths.riskReviews)?whose=mine")
      #expect(list.body.contains("Overdue"))
      let reviewed = try await later.fill(
        AssessmentPaths.reviewRisk(id),
        statements + [
          ("action-1-what", "Nan stays on Fridays"), ("action-1-other", "Nan"),
          ("changed", "Nan has moved in"), ("again", "yes"),
        ] + house.day("action-1-by", today)
          + house.day("review-on", house.today.adding(days: 28)))
      #expect(reviewed.location == AssessmentPaths.riskPlan(id), "\(reviewed.body)")
      let after = try await later.get(AssessmentPaths.riskPlan(id))
      #expect(after.body.contains("Nan has moved in"))
      #expect(after.body.contains("Version 2"))
      #expect(after.body.contains("She stayed"))
      let work = try await later.get("/")
      #expect(!work.body.contains("Review the risk plan"))
    }
  }

  @Test("Parents read nothing that is about somebody else, and nothing that nobody went through")
  func versions() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      _ = try await browser.fill(
        AssessmentPaths.section(id, .views),
        [
          ("text", "She likes school.\n\nHer friend Bea is hit at home."), ("completed", "yes"),
          ("text-P-2", "Samira says little"),
        ])
      let parents = AssessmentPaths.read(id, for: .parents)
      let before = try await browser.get(parents)
      #expect(!before.body.contains("She likes school."))
      #expect(before.body.contains("nobody has gone"))
      _ = try await browser.fill(AssessmentPaths.passages(id), [("part-views", "1")])
      let after = try await browser.get(parents)
      #expect(after.body.contains("She likes school."))
      #expect(!after.body.contains("Bea"))
      #expect(after.body.contains("Draft."))
      #expect(!after.body.contains("class=\"identity\""))
      let whole = try await browser.get(AssessmentPaths.read(id, for: .professionals))
      #expect(whole.body.contains("Bea"))
      let child = try await browser.get(
        AssessmentPaths.read(id, for: .child, child: house.children[0]))
      #expect(child.body.contains("What you told us"))
      #expect(!child.body.contains("Samira says little"))
      // What is changed has not been gone through.
      _ = try await browser.fill(
        AssessmentPaths.section(id, .views),
        [("text", "She likes school. Bea told us."), ("completed", "yes")])
      let changed = try await browser.get(parents)
      #expect(!changed.body.contains("Bea told us"))
      let shared = try await browser.fill(
        AssessmentPaths.share(id, .parents),
        [("version", "parents"), ("with", "Their mother, Ana"), ("how", "handedOver")]
          + house.day("on", house.today))
      #expect(shared.location == parents)
      #expect(try await browser.get(parents).body.contains("Their mother, Ana"))
    }
  }

  @Test("Owner and colleague write, a stranger reads, who looks after accounts sees nothing")
  func access() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    let writing = [
      AssessmentPaths.before(id, .views), AssessmentPaths.passages(id), AssessmentPaths.share(id),
      AssessmentPaths.ask(id),
    ]
    let reading = [
      AssessmentPaths.contributions(id), AssessmentPaths.riskPlan(id),
      AssessmentPaths.read(id, for: .parents), AssessmentPaths.read(id, for: .child),
    ]
    try await house.council.run { browser in
      for (worker, reads, writes) in [
        ("leila", 200, 200), ("kim", 200, 200), ("sten", 200, 403), ("ada", 403, 403),
      ] {
        let own = await browser.another()
        try await own.signIn(worker)
        for path in reading {
          #expect(try await own.get(path).status == reads, "\(worker) \(path)")
        }
        for path in writing {
          #expect(try await own.get(path).status == writes, "\(worker) \(path)")
        }
        #expect(try await own.get(AssessmentPaths.checkpoint(id)).status == 403)
      }
    }
  }

  @Test("The view on identity says where nothing was written; each number opens its list")
  func identity() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    try await house.council.worker("quinn", [.qualityAuditor])
    try await house.council.worker("perf", [.performanceAnalyst])
    try await house.council.run { browser in
      try await browser.signIn("leila")
      #expect(try await browser.get(AssessmentPaths.identity).status == 403)
      _ = try await browser.fill(
        AssessmentPaths.section(id, .development),
        [("text", "Grows well"), ("difference", "Deaf: school signs"), ("completed", "yes")])
      _ = try await browser.fill(
        AssessmentPaths.section(id, .parenting), [("text", "Warm"), ("completed", "yes")])
      let auditor = await browser.another()
      try await auditor.signIn("quinn")
      let page = try await auditor.get(AssessmentPaths.identity)
      #expect(page.body.contains("Say it in some"))
      let list = try await auditor.get("\(AssessmentPaths.identity)?show=some")
      #expect(list.body.contains("Deaf: school signs"))
      #expect(list.body.contains("Nothing is written of it."))
      #expect(
        try await auditor.get("\(AssessmentPaths.identity)?show=nothing").body
          .contains("No assessment of these days is in this list."))
      // Figures without the words, for whoever sees figures alone.
      let analyst = await browser.another()
      try await analyst.signIn("perf")
      let figures = try await analyst.get("\(AssessmentPaths.identity)?show=some")
      #expect(figures.status == 200)
      #expect(!figures.body.contains("Deaf: school signs"))
      #expect(figures.body.contains("closed to you"))
    }
  }

  @Test("Before birth the right questions are asked, and the expected date stands there")
  func prenatal() async throws {
    let house = try await AssessmentHouse()
    let act = Act(key: nil, actor: .system, at: house.council.clock.now)
    let baby: Done<Person> = try await house.store.perform(
      .create(
        Person.Details(
          name: Person.Name(given: "Baby", family: "Quillfeather"), stage: .unborn,
          birth: .expected(house.today.adding(days: 60)),
          provenance: Person.Provenance(saidBy: "the midwife")), searched: "Baby"), as: act)
    let referral: Done<Referral> = try await house.store.perform(
      .open(child: baby.id, contact: nil, source: .school, primaryNeed: nil, on: house.today),
      as: act)
    let _: Done<Referral> = try await house.store.perform(
      .allocate(team: house.council.team, worker: house.leila), on: referral.id, as: act)
    let begun: Done<Assessment> = try await house.store.perform(
      .begin(
        .prenatal, children: [.init(person: baby.id, referral: referral.id)], on: house.today),
      as: house.act(house.leila))
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let page = try await browser.get(AssessmentPaths.page(begun.id))
      #expect(page.body.contains("not born yet. Expected 15 May 2026."))
      #expect(page.body.contains("0 of 10 completed"))
      let section = try await browser.get(AssessmentPaths.section(begun.id, .development))
      #expect(section.body.contains("antenatal care"))
    }
  }
}
