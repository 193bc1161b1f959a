import Domain
import Store
import Testing

@testable import Web

/// A family of four: two sisters everybody may see, a sister whose record is hidden and a brother whose
/// record is locked. All share a mother, an address, a contact, referrals, an assessment and a visit.
private struct DividedFamily: Sendable {
  let front: FrontHouse
  let owner: WorkerID
  let hidden: PersonID
  let locked: PersonID
  let visible: ContactID

  static let hiddenName = "Hildegunde"
  static let lockedName = "Lochlainn"

  var council: TestHouse { front.council }

  init() async throws {
    let story = try await ChildStory()
    front = story.front
    let council = front.council
    let home = Person.Address(lines: "7 Harbour Row", postcode: "LS1 4AB")
    owner = try await council.worker("ona", [.teamManager])
    let mother = try await council.person("Dolores", "Quillfeather", stage: .adult, address: home)
    hidden = try await council.person(
      Self.hiddenName, "Quillfeather", birth: .exact(Day(number: 17_300)), address: home)
    locked = try await council.person(
      Self.lockedName, "Quillfeather", birth: .exact(Day(number: 17_900)), address: home)
    let all = front.children + [hidden, locked]
    for child in all {
      try await council.related(mother, to: child)
      try await council.perform(
        .move(to: home, provenance: .init(saidBy: "the mother")), on: child)
    }
    let act = front.act(front.dana)
    let together: Done<Contact> = try await front.store.perform(
      .receive(
        Contact.Details(
          receivedOn: front.today, receivedMinute: nil, method: .phone, source: .school,
          account: "All four came hungry", inDanger: .no, consent: .yes),
        named: all.enumerated().map { index, child in
          Contact.Named(
            key: index + 1, given: "Child \(index + 1)", family: "Quillfeather", isChild: true,
            person: child)
        }), as: act)
    let _: Done<Contact> = try await front.store.perform(
      .decide(
        level: .statutory, indicators: ["4.injury"],
        outcomes: all.indices.map { Contact.ChildOutcome(key: $0 + 1, outcome: .referral) },
        reason: "Hungry", history: "Nothing; we looked"), on: together.id, as: act)
    let _: Done<Contact> = try await front.store.perform(
      .agree(comment: ""), on: together.id, as: front.act(front.sol))
    let whole = try await front.whole(together.id)
    let referrals = all.compactMap { whole.referrals[$0] }
    let manager = Act(
      key: nil,
      actor: Actor(.worker(front.dana), roles: [.decisionMaker, .teamManager], team: council.team),
      at: council.clock.now)
    for referral in referrals {
      let _: Done<Referral> = try await front.store.perform(
        .decide(
          .assessment, reason: "More must be known", primaryNeed: .abuseNeglectExploitation),
        on: referral, as: manager)
      let _: Done<Referral> = try await front.store.perform(
        .allocate(team: council.team, worker: front.leila), on: referral, as: manager)
    }
    let leila = Act(
      key: nil, actor: Actor(.worker(front.leila), roles: [.socialWorker], team: council.team),
      at: council.clock.now)
    let _: Done<Assessment> = try await front.store.perform(
      .begin(
        .single, children: zip(all, referrals).map { Assessment.Child(person: $0, referral: $1) },
        on: front.today), as: leila)
    let _: Done<Note> = try await front.store.perform(
      .record(
        Note.Details(
          kind: .visit, happenedOn: front.today, purpose: "To see them", text: "All at home",
          children: all.map { Note.ChildBlock(child: $0, seen: true, alone: true) }),
        significance: nil), as: leila)
    let _: Done<EarlyHelp> = try await front.store.perform(
      .request(
        EarlyHelp.Wish(
          origin: .referral(id: referrals[0]), children: all, story: "Hungry", hope: "Breakfast",
          consent: .init(given: true, who: "The mother", on: front.today)),
        lead: .worker(id: front.leila)), as: leila)
    visible = try await front.contact()
    try await protect(zip(all, referrals).map { Meeting.Child(person: $0, referral: $1) }, leila)
    try await council.restrict(hidden, .hidden, to: owner)
    try await council.restrict(locked, .locked, to: owner)
  }

  /// A discussion, an enquiry and a conference about all of them.
  private func protect(_ children: [Meeting.Child], _ act: Act) async throws {
    let now = act.at
    let begun: Done<StrategyDiscussion> = try await front.store.perform(
      .begin(
        StrategyDiscussion.Beginning(
          origin: .referral(id: children[0].referral), children: children, urgency: .urgent,
          basis: .newInformation, informationOn: now.day, concern: "Hungry")), as: act)
    for command: StrategyDiscussion.Command in [
      .attend(
        StrategyDiscussion.quorum.map { Meeting.Attender(agency: $0, name: "Somebody") }),
      .decide(
        StrategyDiscussion.Decision(
          heldAt: now, how: .telephone,
          children: children.map {
            .init(child: $0.person, suspected: true, outcome: .joint, reason: "Hungry")
          }, safety: "At home", medical: "None: not injured"), now: now),
    ] {
      let _: Done<StrategyDiscussion> = try await front.store.perform(
        command, on: begun.id, as: act)
    }
    let _: Done<Conference> = try await front.store.perform(
      .arrange(
        Conference.Arrangement(
          origin: .enquiry(id: EnquiryID(1)), children: children, from: now.day)), as: act)
  }

  /// Every page by the numbers of every record there is, as today and as at today, with brothers and
  /// sisters laid over one another.
  func addresses() -> [String] {
    registeredRoutes(council.house).filter { $0.method == "GET" && !$0.isOpen }.flatMap { entry in
      (1...6).flatMap { number -> [String] in
        let parts = entry.pattern.split(separator: "/", omittingEmptySubsequences: false)
        let path = parts.map { part -> String in
          guard part.hasPrefix(":") else { return String(part) }
          let letters = [
            "contact": "C", "referral": "R", "assessment": "A", "note": "N", "team": "T",
            "worker": "W", "sample": "S", "notification": "K", "earlyhelp": "F",
            "dailyreport": "D", "partnerreferral": "M", "strategy": "V", "enquiry": "E",
            "conference": "X",
          ]
          if part == ":key" || part == ":position" || part == ":place" { return "1" }
          if part == ":section" { return "analysis" }
          if part == ":field" { return "name" }
          return "\(letters[String(part.dropFirst())] ?? "P")-\(number)"
        }.joined(separator: "/")
        if !entry.pattern.contains(":") { return number == 1 ? [path] : [] }
        let others = (1...6).map { "with=P-\($0)" }.joined(separator: "&")
        return [path, "\(path)?as-at=2026-03-16", "\(path)?\(others)&other=P-\(number)"]
      }
    }
  }

  /// What somebody may be looked for by, without writing the name as it is on the record.
  static let searches = [
    "hildegund quilfeather", "lochlain quilfeather", "quillfeather LS1 4AB", "LS1 4AB",
    "quillfeather 2017",
  ]

  /// Every page that this worker gets, by where it stands.
  func pages(of username: String) async throws -> [(path: String, body: String)] {
    let pages = Pages()
    try await council.run { browser in
      try await browser.signIn(username)
      for path in addresses() {
        council.clock.advance(seconds: 1)
        await pages.add(path, try await browser.get(path).body)
      }
      let csrf = try await browser.get("/people/find").hidden("csrf", in: "/people/find") ?? ""
      for words in Self.searches {
        for purpose in ["", "?contact=\(visible)&key=2", "?for=P-1"] {
          council.clock.advance(minutes: 1)
          let live = try await browser.post(
            "/people/find/live\(purpose)", [("csrf", csrf), ("q", words)])
          await pages.add("live \(words) \(purpose)", live.body)
          let found = try await browser.post(
            "/people/find\(purpose)", [("csrf", csrf), ("q", words)])
          guard let location = found.location else { continue }
          await pages.add("found \(words) \(purpose)", try await browser.get(location).body)
          let new = location.replacing("/people/find", with: "/people/new")
          await pages.add("new \(words) \(purpose)", try await browser.get(new).body)
        }
        let given = words.split(separator: " ").first.map(String.init) ?? ""
        let taking = try await browser.post(
          "/people/find/live?taking=1",
          [("csrf", csrf), ("given", given), ("family", "quillfeather")])
        await pages.add("taking \(words)", taking.body)
      }
    }
    return await pages.all
  }

  private actor Pages {
    private(set) var all: [(path: String, body: String)] = []
    func add(_ path: String, _ body: String) { all.append((path, body)) }
  }
}

extension String {
  /// Whether a number stands in it by itself: a token may hold the same letters by chance.
  fileprivate func says(_ number: String) -> Bool {
    let inside: (Character?) -> Bool = {
      $0.map { $0.isLetter || $0.isNumber || "-_".contains($0) } ?? false
    }
    return ranges(of: number).contains { range in
      let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? nil : self[range.upperBound]
      return !inside(before) && !inside(after)
    }
  }
}

extension TestHouse {
  func related(_ mother: PersonID, to child: PersonID) async throws {
    try await perform(
      .relate(
        Person.Relationship(kind: .mother, parentalResponsibility: true), to: child,
        provenance: .init(saidBy: "the mother")), on: mother)
  }

  @discardableResult func perform(
    _ command: Person.Command, on person: PersonID, by worker: WorkerID? = nil
  ) async throws -> Done<Person> {
    let actor = worker.map { Actor(.worker($0)) } ?? .system
    return try await house.store.perform(
      command, on: person, as: Act(key: nil, actor: actor, at: clock.now))
  }
}

@Suite("Restricted people, on every page") struct RestrictedWalkTests {
  @Test(
    "Of a hidden child nothing, and of a locked one no name, on any page, search, list or history",
    arguments: ["cora", "leila", "morgan", "dana", "sten"])
  func walk(username: String) async throws {
    let family = try await DividedFamily()
    let pages = try await family.pages(of: username)
    let named = pages.filter { $0.body.contains("Quillfeather") }
    #expect(named.count > 20, "the walk saw the family")
    let names = [DividedFamily.hiddenName, DividedFamily.lockedName]
    let told = pages.filter { page in names.contains { page.body.contains($0) } }
    #expect(told.map(\.path) == [])
    // Not even the number of a hidden record, but where it was typed in the address.
    let number = "\(family.hidden)"
    let numbered = pages.filter { page in
      !page.path.contains(number) && page.body.says(number)
    }
    #expect(numbered.map(\.path) == [])
    let stubs = pages.filter { $0.body.contains("A restricted record matches") }
    #expect(!stubs.isEmpty)
    // Only who decides what cannot wait is offered the way in.
    let offers = stubs.contains { $0.body.contains("open-in-need") }
    #expect(offers == ["dana", "morgan", "sten"].contains(username))
    let body = stubs.map(\.body).joined()
    #expect(body.contains("Ask Worker ona if you need to."))
  }

  @Test("Whoever is named on them sees both: the walk can tell")
  func control() async throws {
    let family = try await DividedFamily()
    let pages = try await family.pages(of: "ona")
    for name in [DividedFamily.hiddenName, DividedFamily.lockedName] {
      #expect(pages.filter { $0.body.contains(name) }.count > 10)
    }
    #expect(pages.allSatisfy { !$0.body.contains("A restricted record matches") })
  }
}
