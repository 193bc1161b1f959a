import Domain
import EngineTesting
import Store
import Testing

@testable import Web

@Suite("The family page") struct FamilyPagesTests {
  static let said = [("said-by", "the mother")]
  static let home = Person.Address(
    lines: "1 Mill Lane", postcode: "LS1 4AB", from: Day(iso: "2025-01-01"))

  private struct Scene {
    let council: TestHouse
    let child: PersonID
    let brother: PersonID
    let mother: PersonID

    init() async throws {
      council = try await TestHouse()
      try await council.worker("ada", [.contactWorker])
      child = try await council.person("Zebedee", "Quillfeather", address: home)
      brother = try await council.person("Kit", "Quillfeather", address: home)
      mother = try await council.person("Dee", "Quillfeather", stage: .adult, address: home)
      for one in [child, brother] {
        _ = try await council.house.store.perform(
          Person.Command.relate(
            .init(kind: .mother, parentalResponsibility: true), to: one,
            provenance: .init(saidBy: "the school")), on: mother, as: council.act)
      }
    }
  }

  @Test("Somebody said in one line is looked for, checked, and added with relation and home")
  func inWords() async throws {
    let scene = try await Scene()
    let (child, mother) = (scene.child, scene.mother)
    let council = scene.council
    try await council.run { browser in
      try await browser.signIn("ada")
      let family = try await browser.get("/people/\(child)/family")
      let words = "/people/\(child)/family/words"
      let csrf = family.hidden("csrf", in: words) ?? ""
      let empty = try await browser.post(words, [("csrf", csrf), ("words", " ")])
      #expect(empty.status == 422)
      let sent = try await browser.post(
        words, [("csrf", csrf), ("words", "mum's partner Dean, moved in in March")])
      #expect(sent.status == 303)
      let results = sent.location ?? ""
      #expect(results.hasPrefix("/people/find?search="))
      #expect(!results.contains("Dean"))
      let page = try await browser.get(results)
      #expect(
        page.body.contains("We read: Dean, partner of the mother, lives there since 1 March 2026"))
      let search = results.dropFirst("/people/find?search=".count).prefix { $0 != "&" }
      let add = "/people/\(child)/family/add?search=\(search)"
      #expect(page.body.contains(add))
      let form = try await browser.get(add)
      #expect(form.body.contains("value=\"Dean\""))
      #expect(form.body.contains("<option value=\"\(mother)\" selected>"))
      #expect(form.body.contains("<option value=\"partner\" selected>"))
      #expect(try await council.house.store.load(PersonID(4)) == nil, "nothing is saved by reading")
      let answers = [
        ("given", "Dean"), ("family", "Hale"), ("stage", "adult"), ("relative", "\(mother)"),
        ("kind", "partner"), ("kind-too", ""), ("lives", "yes"), ("lives-from-day", "1"),
        ("lives-from-month", "3"), ("lives-from-year", "2026"),
      ]
      let unsaid = try await browser.fillQuery(add, answers)
      #expect(unsaid.status == 422)
      let hidden = try await browser.unseen(add)
      let done = try await browser.post(add, hidden + answers + Self.said)
      #expect(done.location == "/people/\(child)/family")
      _ = try await browser.post(add, hidden + answers + Self.said)
      let after = try await browser.get("/people/\(child)/family")
      #expect(after.body.contains("Dean Hale"))
    }
    let dean = try #require(try await council.load(PersonID(4)))
    #expect(dean.relationships.map(\.other) == [mother])
    #expect(dean.address?.lines == "1 Mill Lane")
    #expect(dean.address?.from == Day(iso: "2026-03-01"))
    #expect(try await council.load(PersonID(5)) == nil, "a repeated post is one act")
  }

  @Test("Somebody on the record already is chosen, and a line that cannot be read is kept whole")
  func inWordsFound() async throws {
    let scene = try await Scene()
    let council = scene.council
    let dean = try await council.person("Dean", "Hale", stage: .adult)
    let child = scene.child
    try await council.run { browser in
      try await browser.signIn("ada")
      let words = "/people/\(child)/family/words"
      let csrf = try await browser.get("/people/\(child)/family").hidden("csrf", in: words) ?? ""
      let sent = try await browser.post(
        words, [("csrf", csrf), ("words", "her uncle Dean Hale")])
      let page = try await browser.get(sent.location ?? "")
      #expect(page.body.contains("&amp;person=\(dean)"))
      let search = (sent.location ?? "").dropFirst("/people/find?search=".count)
        .prefix { $0 != "&" }
      let add = "/people/\(child)/family/add?search=\(search)&person=\(dean)"
      let done = try await browser.fillQuery(
        add,
        [("relative", "\(child)"), ("kind", "auntOrUncle"), ("lives", "no")] + Self.said)
      #expect(done.location == "/people/\(child)/family")
      let odd = try await browser.post(
        words, [("csrf", csrf), ("words", "moved in in March ???")])
      let kept = try await browser.get(odd.location ?? "")
      #expect(kept.body.contains("moved in in March ???"))
      #expect(kept.body.contains("We could not read who this is"))
    }
    #expect(try await council.load(dean)?.relationships.map(\.kind) == [.auntOrUncle])
    #expect(try await council.load(dean)?.addresses.isEmpty == true)
  }

  @Test("Contact, court order and what must not be told are recorded without ending anything")
  func terms() async throws {
    let scene = try await Scene()
    let council = scene.council
    let father = try await council.person("Rod", "Hale", stage: .adult)
    for child in [scene.child, scene.brother] {
      _ = try await council.house.store.perform(
        Person.Command.relate(
          .init(kind: .father), to: child, provenance: .init(saidBy: "the school")),
        on: father, as: council.act)
    }
    let child = scene.child
    try await council.run { browser in
      try await browser.signIn("ada")
      let path = "/people/\(child)/relationships/change?by=\(father)&position=0"
      let page = try await browser.get("/people/\(child)/family")
      #expect(page.body.contains(path.replacing("&", with: "&amp;")))
      #expect(page.body.contains("Zebedee Quillfeather is their child"))
      let wrong = try await browser.fillQuery(path, [("couple", "married")] + Self.said)
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("partners and former partners only"))
      let done = try await browser.fillQuery(
        path,
        [
          ("responsibility", "yes"), ("contact", "supervised"), ("contact-words", "Saturdays"),
          ("ordered-day", "2"), ("ordered-month", "3"), ("ordered-year", "2026"),
          ("do-not-share", "Which school he goes to"), ("bond", "birth"), ("strength", "stressful"),
        ] + Self.said)
      #expect(done.status == 303)
      let after = try await browser.get("/people/\(child)/family")
      for words in [
        "Supervised, by court order of 2 March 2026", "Saturdays", "Do not share", "By birth",
        "Rod Hale must not be told: Which school he goes to", "Yes, for Zebedee Quillfeather",
        "Tie: under strain",
      ] {
        #expect(after.body.contains(words), "\(words)")
      }
      // On every page of the child, and not on the brother's.
      let details = try await browser.get("/people/\(child)")
      #expect(details.body.contains("Do not share with Rod Hale"))
      #expect(!(try await browser.get("/people/\(scene.brother)").body.contains("Do not share")))
      // From his side the same is read the other way round.
      let his = try await browser.get("/people/\(father)/family")
      #expect(his.body.contains("Rod Hale must not be told"))
      #expect(
        try await browser.get("/people/\(child)/history").body.contains("Must not be told") == false
      )
    }
    let relationships = try #require(try await council.load(father)?.relationships)
    #expect(relationships[0].to == nil && relationships[0].terms?.contact == .supervised)
    #expect(relationships[1].terms == nil, "the brother's is as it was")
  }

  @Test("Once for several: the family moved, and one relationship for brothers and sisters")
  func several() async throws {
    let scene = try await Scene()
    let council = scene.council
    let (child, brother, mother) = (scene.child, scene.brother, scene.mother)
    let aunt = try await council.person("Ivy", "Hale", stage: .adult)
    try await council.run { browser in
      try await browser.signIn("ada")
      let ticked = try await browser.get(
        "/people/\(child)/family/several?who=\(child)&who=\(mother)&what=moved")
      let moved = "/people/\(child)/family/moved?who=\(child),\(mother)"
      #expect(ticked.location == moved)
      let note = try await browser.get(
        "/people/\(child)/family/several?who=\(child)&who=\(brother)&what=note")
      #expect(note.location == "/notes/new?children=\(child),\(brother)")
      let nobody = try await browser.get("/people/\(child)/family/several?what=note")
      #expect(nobody.location == "/people/\(child)/family#once")
      let answers = [
        ("address", "7 Bay Road"), ("postcode", "LS2 7EW"), ("address-from-day", "2"),
        ("address-from-month", "3"), ("address-from-year", "2026"),
      ]
      let unticked = try await browser.fill(moved, answers + Self.said)
      #expect(unticked.status == 422)
      let hidden = try await browser.unseen(moved)
      let all = hidden + [("who", "\(child)"), ("who", "\(mother)")] + answers + Self.said
      #expect(try await browser.post(moved, all).location == "/people/\(child)/family")
      #expect(try await browser.post(moved, all).status == 303)
      let relate = "/people/\(child)/relationships/new?other=\(aunt)"
      let form = try await browser.get(relate)
      #expect(form.body.contains("Kit Quillfeather"))
      let done = try await browser.fill(
        relate, [("kind", "auntOrUncle"), ("also", "\(brother)")] + Self.said)
      #expect(done.status == 303)
      let family = try await browser.get("/children/\(child)/family")
      #expect(family.body.contains("7 Bay Road, LS2 7EW"))
      #expect(family.body.contains("1 Mill Lane, LS1 4AB"))
    }
    #expect(try await council.load(child)?.addresses.count == 2)
    #expect(try await council.load(mother)?.address?.lines == "7 Bay Road")
    #expect(try await council.load(brother)?.address?.lines == "1 Mill Lane")
    #expect(try await council.load(aunt)?.relationships.map(\.other) == [child, brother])
  }

  @Test("A second home for a part of the week, and who works with the child, begin and end")
  func homesAndNetwork() async throws {
    let scene = try await Scene()
    let child = scene.child
    try await scene.council.run { browser in
      try await browser.signIn("ada")
      let also = "/people/\(child)/address/also"
      let home = [
        ("address", "9 Bay Road"), ("postcode", "LS2 7EW"), ("address-from-day", "2"),
        ("address-from-month", "3"), ("address-from-year", "2026"),
      ]
      #expect(try await browser.fill(also, home + Self.said).status == 422)
      #expect(
        try await browser.fill(also, home + [("part", "Friday to Sunday")] + Self.said).status
          == 303)
      let page = try await browser.get("/people/\(child)/family")
      #expect(page.body.contains("Friday to Sunday"))
      let left = "/people/\(child)/address/also/left?position=1"
      let day = [("left-day", "9"), ("left-month", "3"), ("left-year", "2026")]
      #expect(try await browser.fill(left, day + Self.said).status == 303)
      #expect(try await browser.get(left).status == 404)
      let new = "/people/\(child)/professionals/new"
      #expect(
        try await browser.fill(new, [("professional-kind", "gp")] + Self.said).status == 422)
      let gp = [
        ("professional-kind", "gp"), ("professional-name", "Dr Lund"),
        ("professional-phone", "01632 960118"),
      ]
      #expect(try await browser.fill(new, gp + Self.said).status == 303)
      let end = "/people/\(child)/professionals/end?key=0"
      let network = try await browser.get("/people/\(child)/family")
      #expect(network.body.contains("Dr Lund") && network.body.contains(end))
      let ended = [
        ("ended-day", "9"), ("ended-month", "3"), ("ended-year", "2026"), ("reason", "Moved away"),
      ]
      #expect(try await browser.fill(end, ended).status == 303)
      #expect(try await browser.get(end).status == 404)
    }
  }

  @Test("Owner, colleague and stranger: all see the family, the owner and the colleague change it")
  func access() async throws {
    let council = try await TestHouse()
    let formed: Done<Team> = try await council.house.store.perform(
      .form(name: "South Assessment", kind: .assessment), as: council.act)
    let owner = try await council.worker("ona")
    try await council.worker("col")
    try await council.worker("sue", team: formed.id)
    try await council.worker("ana", [.performanceAnalyst])
    let child = try await council.person("Zebedee", "Quillfeather")
    try await council.open(child, worker: owner)
    let forms = [
      "/family/moved", "/address/also", "/professionals/new", "/relationships/new", "/family/add",
    ]
    try await council.run { browser in
      for (name, sees, changes) in [
        ("ona", 200, 200), ("col", 200, 200), ("sue", 200, 403), ("ana", 403, 403),
      ] {
        let browser = await browser.another()
        try await browser.signIn(name)
        #expect(try await browser.get("/children/\(child)/family").status == sees, "\(name)")
        for form in forms {
          #expect(try await browser.get("/people/\(child)\(form)").status == changes, "\(form)")
        }
      }
    }
  }
}
