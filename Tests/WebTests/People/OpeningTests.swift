import Domain
import Store
import Testing

@testable import Web

@Suite("A locked record opened in need, and what its owner is told") struct OpeningTests {
  struct Night: Sendable {
    let council: TestHouse
    let owner: WorkerID
    let night: WorkerID
    let child: PersonID

    init() async throws {
      council = try await TestHouse()
      owner = try await council.worker("ona", [.socialWorker])
      night = try await council.worker("nell", [.emergencyDutyWorker])
      try await council.worker("cora", [.contactWorker])
      try await council.worker("mo", [.teamManager])
      try await council.worker("rex", [.recordsOfficer])
      child = try await council.person("Zebedee", "Quillfeather")
      try await council.restrict(child, .locked, to: owner)
    }
  }

  @Test("Owner, colleague and stranger: the night worker opens it, the owner is told and reviews")
  func opened() async throws {
    let house = try await Night()
    let (council, child) = (house.council, house.child)
    let open = "/people/\(child)/open-in-need"
    try await council.run { browser in
      try await browser.signIn("nell")
      #expect(try await browser.get("/children/\(child)").status == 403)
      let stub = try await browser.find([("q", "zebedee quillfeather")]).page
      #expect(stub.body.contains("Ask Worker ona if you need to."))
      #expect(stub.body.contains(open))
      let form = try await browser.get(open)
      #expect(form.status == 200)
      #expect(!form.body.contains("Zebedee"))
      let wrong = try await browser.fill(open, [("reason", "The police are there now")])
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Select for how long you need the record"))
      #expect(wrong.body.contains("The police are there now"))
      let done = try await browser.fill(
        open, [("reason", "The police are there now"), ("hours", "4")])
      #expect(done.location == "/children/\(child)")
      let page = try await browser.get("/children/\(child)")
      #expect(page.status == 200)
      #expect(page.body.contains("Zebedee"))
      // To read, and nothing else.
      #expect(try await browser.get("/people/\(child)/birth").status == 403)
      #expect(try await browser.get("/openings/\(child)/1").status == 403)

      let ona = await browser.another()
      try await ona.signIn("ona")
      let work = try await ona.get("/")
      #expect(work.body.contains("Worker nell opened your locked record \(child) in need"))
      let review = "/openings/\(child)/1"
      let before = try await ona.get(review)
      #expect(before.body.contains("The police are there now"))
      #expect(before.body.contains("The record"))
      let sent = try await ona.fill(
        review, [("in-order", "yes"), ("words", "Right; I did not hear the phone")])
      #expect(sent.location == "/openings")
      #expect(!(try await ona.get("/").body.contains("in need")))
      let details = try await ona.get("/people/\(child)")
      #expect(details.body.contains("The police are there now"))
      #expect(details.body.contains("In order: Right; I did not hear the phone"))

      // Its time is over.
      council.clock.advance(minutes: 241)
      try await browser.signIn("nell")
      #expect(try await browser.get("/children/\(child)").status == 403)
    }
    let looks = try await council.looks(at: child)
    #expect(looks.contains { $0.rule == "breakGlass.emergencyDutyWorker" && $0.allowed })
    #expect(looks.contains { $0.deed == .breakGlass && $0.allowed })
  }

  @Test("A contact worker is not offered it; a hidden record is not there for anybody")
  func strangers() async throws {
    let house = try await Night()
    let (council, child) = (house.council, house.child)
    let open = "/people/\(child)/open-in-need"
    try await council.run { browser in
      try await browser.signIn("cora")
      let stub = try await browser.find([("q", "zebedee quillfeather")]).page
      #expect(stub.body.contains("A restricted record matches."))
      #expect(!stub.body.contains("open-in-need"))
      #expect(!stub.body.contains("\(child)"))
      #expect(try await browser.get(open).status == 403)
      #expect(try await browser.get("/openings/\(child)/1").status == 403)
      let nell = await browser.another()
      try await nell.signIn("nell")
      try await council.perform(.liftRestriction(reason: "Over"), on: child)
      #expect(try await nell.get(open).status == 404)
      try await council.restrict(child, .hidden, to: house.owner)
      #expect(try await nell.get(open).status == 404)
    }
  }

  @Test("A lock on a record that was merged closes the whole person, and is opened in need with it")
  func merged() async throws {
    let house = try await Night()
    let (council, locked) = (house.council, house.child)
    let stays = try await council.person("Zebedee", "Quilfeather")
    try await council.perform(
      .merge(into: stays, reason: "One child, spelt twice"), on: locked, by: house.owner)
    try await council.run { browser in
      try await browser.signIn("nell")
      for record in [stays, locked] {
        #expect(try await browser.get("/children/\(record)").status != 200, "\(record)")
      }
      let stub = try await browser.find([("q", "zebedee quillfeather")]).page
      #expect(stub.body.contains("A restricted record matches."))
      let open = try #require(
        Markup.addresses(in: stub.body).first { $0.hasSuffix("/open-in-need") })
      let done = try await browser.fill(
        open, [("reason", "The police are there now"), ("hours", "4")])
      #expect(done.status == 303)
      #expect(try await browser.get("/children/\(stays)").status == 200)
      let ona = await browser.another()
      try await ona.signIn("ona")
      #expect(try await ona.get("/").body.contains("Worker nell opened your locked record"))
    }
  }

  @Test("A manager reviews without seeing the record; nobody reviews their own")
  func manager() async throws {
    let house = try await Night()
    let (council, child) = (house.council, house.child)
    let now = council.clock.now
    try await council.perform(
      .breakGlass(reason: "No answer", from: now, until: now.adding(seconds: 3600)), on: child,
      by: house.night)
    try await council.run { browser in
      try await browser.signIn("mo")
      #expect(try await browser.get("/").body.contains("1 locked record was opened in need"))
      let list = try await browser.get("/openings")
      #expect(list.body.contains("No answer"))
      #expect(list.body.contains("\(child)"))
      #expect(!list.body.contains("Zebedee"))
      let review = "/openings/\(child)/1"
      #expect(!(try await browser.get(review).body.contains("Zebedee")))
      let none = try await browser.fill(review, [("in-order", "no")])
      #expect(none.status == 422)
      #expect(none.body.contains("Say what you found"))
      let nell = await browser.another()
      try await nell.signIn("nell")
      #expect(!(try await nell.get("/openings").body.contains("No answer")))
      #expect(try await nell.get(review).status == 403)
      let cora = await browser.another()
      try await cora.signIn("cora")
      #expect(!(try await cora.get("/openings").body.contains("No answer")))
    }
  }

  @Test("The owner of a hidden record is quietly told of a look-alike; whoever made it is not")
  func lookAlike() async throws {
    let house = try await Night()
    let (council, child) = (house.council, house.child)
    try await council.restrict(child, .hidden, to: house.owner)
    try await council.run { browser in
      try await browser.signIn("cora")
      let (path, page) = try await browser.find([("q", "zebedee quillfeather")])
      #expect(page.body.contains("Nobody on the record matches"))
      let new = path.replacing("/people/find", with: "/people/new")
      let done = try await browser.fill(
        new,
        [
          ("given", "Zebedee"), ("family", "Quillfeather"), ("stage", "child"),
          ("said-by", "the school"),
        ])
      #expect(done.location == "/people/P-2")
      for path in ["/", "/people/P-2", "/people/P-2/history", "/children/P-2"] {
        let page = try await browser.get(path)
        #expect(!page.body.contains("\(child)"), "\(path)")
        #expect(!page.body.contains("looks like"), "\(path)")
      }
      let notice = "/people/\(child)/look-alikes/P-2"
      #expect(try await browser.get(notice).status == 404)
      let ona = await browser.another()
      try await ona.signIn("ona")
      let work = try await ona.get("/")
      #expect(work.body.contains("A new record looks like hidden record \(child)"))
      let form = try await ona.get(notice)
      #expect(form.body.contains("Worker cora made a record"))
      #expect(form.body.contains("Zebedee Quillfeather, P-2"))
      let sent = try await ona.fill(notice, [("words", "The same child; spoke to Cora")])
      #expect(sent.location == "/")
      #expect(!(try await ona.get("/").body.contains("looks like hidden")))
      #expect(try await ona.get("/people/\(child)/history").body.contains("spoke to Cora"))
    }
    let looks = try await council.looks(at: child)
    #expect(looks.contains { $0.rule == "access.look-alike" && !$0.allowed })
  }

  @Test("Where the owner has left, a records officer finds another, without opening the record")
  func handOver() async throws {
    let house = try await Night()
    let (council, child) = (house.council, house.child)
    let path = "/restrictions/\(child)"
    try await council.run { browser in
      try await browser.signIn("rex")
      // While the owner is there, the owner decides.
      #expect(try await browser.get("/restrictions").body.contains("Every restricted record has"))
      #expect(try await browser.get(path).status == 403)
      let _: Done<Worker> = try await council.house.store.perform(
        .leave, on: house.owner, as: council.act)
      #expect(try await browser.get("/").body.contains("1 restricted record has no owner"))
      let list = try await browser.get("/restrictions")
      #expect(list.body.contains("\(child)"))
      #expect(!list.body.contains("Zebedee"))
      let form = try await browser.get(path)
      #expect(form.status == 200)
      #expect(!form.body.contains("Zebedee"))
      let wrong = try await browser.fill(path, [("act-on", "owner"), ("reason", "She left")])
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Select who may see the record"))
      let manager = "\(house.night)"
      let done = try await browser.fill(
        path,
        [
          ("act-on", "owner"), ("workers", manager), ("owner", manager), ("reason", "She left"),
        ])
      #expect(done.location == "/restrictions")
      #expect(try await browser.get("/children/\(child)").status == 403)
      for name in ["cora", "mo", "nell"] {
        let other = await browser.another()
        try await other.signIn(name)
        #expect(try await other.get("/restrictions").status == 403, "\(name)")
        #expect(try await other.get(path).status == 403, "\(name)")
      }
    }
    #expect(try await council.load(child)?.restriction?.owner == house.night)
  }
}
