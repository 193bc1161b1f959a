import Domain
import Store
import Testing

@testable import Web

@Suite("Assessment pages") struct AssessmentPagesTests {
  @Test("A worker begins, writes and sends; the manager reads, authorises, and it is locked")
  func wholeWay() async throws {
    let house = try await AssessmentHouse()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let begin = AssessmentPaths.begin(house.referrals[0])
      let page = try await browser.get(begin)
      #expect(page.body.contains("one single assessment (Working Together 2013)"))
      #expect(page.body.contains("45 working days"))
      #expect(page.body.contains("Samira Quillfeather"))
      let begun = try await browser.fill(
        begin, [("children", "P-2")] + house.day("on", house.today))
      #expect(begun.location == "/assessments/A-1")
      let id = AssessmentID(1)
      #expect(try await browser.get("/assessments/A-1").body.contains("0 of 14 completed"))

      for section in Assessment.Section.allCases where section != .outsideHome {
        let answer = try await browser.fill(
          AssessmentPaths.section(id, section),
          [
            ("text", "What we found <here>"), ("text-P-2", "Samira is quieter"),
            ("quotes-1-said", "I like maths"), ("quotes-1-source", "Aisha, at school, 3 March"),
            ("completed", "yes"),
          ])
        #expect(answer.location == "/assessments/A-1")
      }
      _ = try await browser.fill(
        AssessmentPaths.setAside(id, .outsideHome), [("reason", "They are three and five")])
      _ = try await browser.fill(
        AssessmentPaths.seen(id),
        [("seen-P-1", "yes"), ("alone-P-1", "yes")] + house.day("seen-on-P-1", house.today)
          + [("seen-P-2", "no"), ("why-not-P-2", "In hospital")])
      _ = try await browser.fill(
        AssessmentPaths.factors(id),
        [("factors-P-1-abuse", "16A"), ("factors-P-1-alcohol", "1B"), ("factors-P-2-none", "21")])
      _ = try await browser.fill(
        AssessmentPaths.risk(id),
        [("risk-assessment", "Left alone at night"), ("risk-plan", "Aunt stays")])
      #expect(try await browser.get("/assessments/A-1").body.contains("13 of 14 completed"))
      let decide = try await browser.get(AssessmentPaths.decide(id))
      #expect(decide.body.contains("Samira was not seen alone"))
      #expect(decide.body.contains("Send to manager for Aisha and Samira"))
      _ = try await browser.fill(
        AssessmentPaths.decide(id),
        [
          ("outcome-P-1", "childInNeedPlan"), ("reason-P-1", "She needs help"),
          ("outcome-P-2", "close"), ("reason-P-2", "Her needs are met"),
        ])
      #expect(try await house.state(id).status == .sent)
      // With the manager it is read, not written.
      #expect(
        try await browser.get(AssessmentPaths.risk(id)).location == "/assessments/A-1/read")

      let manager = await browser.another()
      try await manager.signIn("morgan")
      let review = try await manager.get(AssessmentPaths.review(id))
      for words in [
        "What we found &lt;here&gt;", "Samira is quieter", "I like maths", "In hospital",
        "They are three and five", "Left alone at night", "Neglect",
        "Alcohol misuse: parent or carer", "She needs help",
      ] {
        #expect(review.body.contains(words), "\(words)")
      }
      #expect(!review.body.contains("without-risk-plan"))
      let authorised = try await manager.fill(
        AssessmentPaths.review(id),
        [("decision", "authorise"), ("sentence", "The plan answers the worry")])
      #expect(authorised.location == "/assessments/A-1/read")
      let state = try await house.state(id)
      #expect(state.authorisation?.by == house.morgan)
      #expect(state.factors[house.children[0]] == [.alcoholParent, .neglect])
      let read = try await browser.get("/assessments/A-1/read")
      #expect(read.body.contains("Authorised and locked"))
      #expect(read.body.contains("The plan answers the worry"))

      let addendum = try await browser.fill(
        AssessmentPaths.addendum(id), [("text", "The school wrote"), ("reason", "It came after")])
      #expect(addendum.location == "/assessments/A-1/read#addenda")
      #expect(
        try await browser.get("/assessments/A-1/read").body.contains("Why it was added: It came"))
    }
  }

  @Test("What is missing is said beside its question, and what was typed stays")
  func missing() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let section = try await browser.fill(
        AssessmentPaths.section(id, .views),
        [("text", "Typed and kept"), ("quotes-1-said", "Only words")])
      #expect(section.status == 422)
      #expect(section.body.contains("Typed and kept"))
      #expect(section.body.contains("Select whether you have completed this section"))
      #expect(section.body.contains("Say who said it, where and when"))
      // Kept as a draft as well: it is there on the next look.
      #expect(
        try await browser.get(AssessmentPaths.section(id, .views)).body.contains("Typed and kept"))

      let seen = try await browser.fill(
        AssessmentPaths.seen(id), [("seen-P-1", "yes"), ("alone-P-1", "no"), ("seen-P-2", "no")])
      #expect(seen.status == 422)
      for message in [
        "Enter the day Aisha was seen", "Say why Samira was not seen",
      ] {
        #expect(seen.body.contains(message), "\(message)")
      }
      let factors = try await browser.fill(
        AssessmentPaths.factors(id),
        [("factors-P-1-none", "21"), ("factors-P-1-abuse", "16A")])
      #expect(factors.status == 422)
      #expect(factors.body.contains("href=\"#factors-P-1\""))
      #expect(factors.body.contains("cannot stand with others for Aisha"))
      #expect(factors.body.contains("Select what was found for Samira"))
      let decide = try await browser.fill(AssessmentPaths.decide(id), [])
      #expect(decide.status == 422)
      #expect(decide.body.contains("Select the outcome for Samira"))
      let early = try await browser.fill(
        AssessmentPaths.decide(id),
        [
          ("outcome-P-1", "close"), ("reason-P-1", "x"), ("outcome-P-2", "close"),
          ("reason-P-2", "kept here"),
        ])
      #expect(early.status == 422)
      #expect(early.body.contains("Finish &quot;A day in the child&#39;s life&quot; first"))
      #expect(early.body.contains("kept here"))
      #expect(try await house.state(id).sections.isEmpty)
    }
  }

  @Test("Another quote is added without script, and nothing typed is lost")
  func anotherQuote() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let path = AssessmentPaths.section(id, .views)
      let more = try await browser.fill(
        path,
        [
          ("text", "So far"), ("quotes-1-said", "I like maths"),
          ("quotes-1-source", "Aisha, at school"), ("act", "add-quotes"),
        ])
      #expect(more.status == 200)
      #expect(more.body.contains("quotes-2-said"))
      #expect(!more.body.contains("quotes-3-said"))
      #expect(more.body.contains("So far"))
      let seen = try await browser.fill(
        AssessmentPaths.seen(id), [("words-P-2-1-said", "Hello"), ("act", "add-words-P-2")])
      #expect(seen.body.contains("words-P-2-2-said"))
      #expect(!seen.body.contains("words-P-1-2-said"))
      #expect(try await house.state(id).sections.isEmpty)
    }
  }

  @Test("The manager who wrote part of it cannot authorise it; a missing risk plan needs a reason")
  func authorising() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.sent(riskPlan: false)
    try await house.council.run { browser in
      try await browser.signIn("morgan")
      let path = AssessmentPaths.review(id)
      #expect(try await browser.get(path).body.contains("without-risk-plan"))
      let none = try await browser.fill(path, [])
      #expect(none.status == 422)
      #expect(none.body.contains("Select whether you authorise it or return it"))
      let without = try await browser.fill(
        path, [("decision", "authorise"), ("sentence", "I agree with this")])
      #expect(without.status == 422)
      #expect(
        without.body.contains("Say why it is authorised without a risk assessment"))
      #expect(without.body.contains("I agree with this"))
      let back = try await browser.fill(
        path, [("decision", "return"), ("comment", "What does Samira say?")])
      #expect(back.status == 303)
      #expect(try await house.state(id).status == .returned)
      // The comment stands beside each piece.
      let section = try await browser.get(AssessmentPaths.section(id, .views))
      #expect(section.body.contains("What does Samira say?"))
      _ = try await browser.fill(
        AssessmentPaths.section(id, .views), [("text", "She says yes"), ("completed", "yes")])
      _ = try await browser.fill(
        AssessmentPaths.decide(id),
        [
          ("outcome-P-1", "close"), ("reason-P-1", "x"), ("outcome-P-2", "close"),
          ("reason-P-2", "y"),
        ])
      let own = try await browser.fill(
        path,
        [
          ("decision", "authorise"), ("sentence", "I agree"), ("without-risk-plan", "None needed"),
        ])
      #expect(own.status == 422)
      #expect(own.body.contains("Another manager must authorise this"))
      #expect(try await house.state(id).authorisation == nil)
    }
  }

  @Test("Two who write at once: the second sees both texts, and nothing is written over")
  func conflict() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let path = AssessmentPaths.section(id, .history)
      let opened = try await browser.unseen(path)
      _ =
        try await house.store.perform(
          Assessment.Command.write(
            .history, Assessment.Written(text: "Kim wrote this", completed: false)),
          on: id, as: house.act(house.morgan)) as Done<Assessment>
      let answer = try await browser.post(
        path, opened + [("text", "Leila wrote this"), ("completed", "no")])
      #expect(answer.status == 409)
      #expect(answer.body.contains("Kim wrote this"))
      #expect(answer.body.contains("Leila wrote this"))
      #expect(try await house.state(id).sections[.history]?.text == "Kim wrote this")
    }
  }

  @Test("A form sent twice is one act") func twice() async throws {
    let house = try await AssessmentHouse()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let path = AssessmentPaths.begin(house.referrals[0])
      let fields = try await browser.unseen(path) + house.day("on", house.today)
      let first = try await browser.post(path, fields)
      let second = try await browser.post(path, fields)
      #expect(first.location == "/assessments/A-1")
      #expect(second.location == "/assessments/A-1")
      #expect(try await house.store.load(AssessmentID(2)) == nil)
    }
  }

  @Test("A referral before 15 April 2013 begins with an initial assessment")
  func oldLaw() async throws {
    let house = try await AssessmentHouse()
    let child = try await house.council.child()
    let act = Act(key: nil, actor: .system, at: house.council.clock.now)
    let referral =
      (try await house.store.perform(
        Referral.Command.open(
          child: child, contact: nil, source: .school, primaryNeed: nil,
          on: try #require(Day(iso: "2013-04-12"))), as: act
      ) as Done<Referral>).id
    _ =
      try await house.store.perform(
        Referral.Command.allocate(team: house.council.team, worker: house.leila), on: referral,
        as: act) as Done<Referral>
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let page = try await browser.get(AssessmentPaths.begin(referral))
      #expect(page.body.contains("Begin the initial assessment for Zebedee"))
      #expect(page.body.contains("10 working days"))
    }
  }

  @Test("Owner and colleague write, a stranger reads, who looks after accounts sees nothing")
  func access() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    let writing = [
      AssessmentPaths.section(id, .views), AssessmentPaths.setAside(id, .history),
      AssessmentPaths.seen(id), AssessmentPaths.factors(id), AssessmentPaths.risk(id),
      AssessmentPaths.reviewPoint(id), AssessmentPaths.decide(id),
      AssessmentPaths.begin(house.referrals[0]),
    ]
    let reading = [AssessmentPaths.page(id), AssessmentPaths.read(id)]
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
          if writes == 403 {
            let csrf = try await own.get("/account").hidden("csrf") ?? ""
            let post = try await own.post(path, [("csrf", csrf), ("text", "x")])
            #expect(post.status == 403, "\(worker) posts to \(path)")
          }
        }
        // Only a manager authorises.
        #expect(try await own.get(AssessmentPaths.review(id)).status == 403)
      }
      let log = try await house.accesses(FactStream(id))
      #expect(log.contains("seeAssessment allowed"))
      #expect(log.contains("seeAssessment refused"))
      #expect(log.contains("writeAssessment refused"))
      #expect(log.contains("authoriseAssessment refused"))
    }
  }

  @Test("An imported assessment shows the dates and factors that the file held, and no form")
  func imported() async throws {
    let house = try await AssessmentHouse()
    let id =
      (try await house.store.perform(
        Assessment.Command.importRecord(
          Assessment.History(
            child: house.children[0], referral: house.referrals[0],
            startedOn: house.today.adding(days: -6), reviewPoint: nil,
            authorisedOn: house.today.adding(days: -2), factors: [.neglect])),
        as: Act(key: nil, actor: .imported, at: house.council.clock.now)) as Done<Assessment>).id
    try await house.council.run { browser in
      try await browser.signIn("leila")
      #expect(
        try await browser.get(AssessmentPaths.page(id)).location == AssessmentPaths.read(id))
      let read = try await browser.get(AssessmentPaths.read(id))
      #expect(read.body.contains("This came with a census file"))
      #expect(read.body.contains("Neglect"))
      #expect(read.body.contains("14 March 2026"))
      #expect(!read.body.contains("Not yet written"))
    }
  }

  @Test("An assessment, a section or a referral that is not there is not here")
  func notHere() async throws {
    let house = try await AssessmentHouse()
    let id = try await house.begun()
    try await house.council.run { browser in
      try await browser.signIn("leila")
      for path in [
        "/assessments/A-99", "/assessments/C-1", "/assessments/A-99/review",
        "/assessments/\(id)/sections/nothing", "/referrals/R-99/assessments/new",
      ] {
        #expect(try await browser.get(path).status == 404, "\(path)")
      }
    }
  }
}
