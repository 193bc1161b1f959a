import Domain
import EngineTesting
import Store
import Testing

@testable import Web

extension TestHouse {
  var act: Act { Act(key: nil, actor: .system, at: clock.now) }

  /// Somebody on the record.
  func person(
    _ given: String, _ family: String, stage: Person.LifeStage = .child,
    birth: Person.Birth? = nil, address: Person.Address? = nil
  ) async throws -> PersonID {
    try await house.store.perform(
      Person.Command.create(
        Person.Details(
          name: .init(given: given, family: family), stage: stage, birth: birth,
          address: address, provenance: .init(saidBy: "the school")), searched: given),
      as: act
    ).id
  }

  func restrict(
    _ person: PersonID, _ level: Person.Restriction.Level, to owner: WorkerID
  ) async throws {
    _ = try await house.store.perform(
      Person.Command.restrict(
        .init(level: level, workers: [owner], owner: owner), reason: "family of staff"),
      on: person, as: act)
  }

  func load(_ person: PersonID) async throws -> Person? {
    try await house.store.load(person)?.state
  }

  func looks(at person: PersonID) async throws -> [Access] {
    try await house.database.read { tx in
      try AccessLogTable.looks(tx, at: person, limit: 50).map(\.access)
    }
  }
}

extension Browser {
  /// Looks for somebody, and gives the page of results.
  func find(
    _ fields: [(String, String)], at path: String = "/people/find"
  ) async throws -> (path: String, page: Answer) {
    let csrf = try await get("/people/find").hidden("csrf", in: "/people/find") ?? ""
    let answer = try await post(path, [("csrf", csrf)] + fields)
    let location = answer.location ?? ""
    return (location, answer.status == 303 ? try await get(location) : answer)
  }

  /// Fills in the form of a page whose address has a query of several parts.
  func fillQuery(_ path: String, _ answers: [(String, String)]) async throws -> Answer {
    let page = try await get(path)
    let action = path.replacing("&", with: "&amp;")
    let hidden = ["csrf", "_form", "_version", "_title"].compactMap { name in
      page.hidden(name, in: action).map { (name, $0) }
    }
    return try await post(path, hidden + answers)
  }
}

@Suite("Finding a person and making a record") struct FindTests {
  @Test("What is typed is posted, and no address holds a name")
  func search() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let child = try await council.person("Zebedee", "Quillfeather")
    try await council.run { browser in
      try await browser.signIn("ada")
      let empty = try await browser.get("/people/find")
      #expect(empty.status == 200)
      #expect(!empty.body.contains("None of these"))
      #expect(!empty.body.contains("method=\"get\" action=\"/people/find\""))
      let (path, page) = try await browser.find([("q", "zebedy quilfeather")])
      #expect(path.hasPrefix("/people/find?search="))
      #expect(!path.lowercased().contains("zebed"))
      #expect(page.body.contains("Zebedee Quillfeather, \(child)"))
      #expect(page.body.contains("one letter different") || page.body.contains("sounds like"))
      #expect(page.body.contains("None of these: create a new record"))
      #expect(page.body.contains("value=\"zebedy quilfeather\""))
      // Nothing typed is said so.
      let nothing = try await browser.find([("q", " ")])
      #expect(nothing.page.status == 422)
      #expect(nothing.page.body.contains("Enter what you know of the person"))
      // The number of a record leads to it.
      #expect(try await browser.find([("q", "p-1")]).path == "/people/P-1")
    }
    let looks = try await council.looks(at: child)
    #expect(looks.contains { $0.deed == .findPerson && $0.allowed })
  }

  @Test("A search belongs to the worker who made it")
  func ownSearch() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    try await council.worker("ben", [.contactWorker])
    try await council.run { browser in
      try await browser.signIn("ada")
      let (path, _) = try await browser.find([("q", "Quillfeather")])
      let other = await browser.another()
      try await other.signIn("ben")
      #expect(try await other.get(path).status == 404)
      #expect(try await browser.get(path).status == 200)
      #expect(try await browser.get("/people/find?search=made-up").status == 404)
    }
  }

  @Test("A locked record is a stub that says whom to ask; of a hidden one nothing is seen")
  func restricted() async throws {
    let council = try await TestHouse()
    let owner = try await council.worker("ona", [.teamManager])
    try await council.worker("ada", [.contactWorker])
    let locked = try await council.person("Zebedee", "Quillfeather")
    let hidden = try await council.person("Zenobia", "Quillfeather")
    try await council.restrict(locked, .locked, to: owner)
    try await council.restrict(hidden, .hidden, to: owner)
    try await council.run { browser in
      try await browser.signIn("ada")
      let page = try await browser.find([("q", "Quillfeather")]).page
      #expect(page.body.contains("A restricted record matches."))
      #expect(page.body.contains("Ask Worker ona if you need to."))
      #expect(!page.body.contains("Zebedee"))
      #expect(!page.body.contains("Zenobia"))
      #expect(!page.body.contains("\(hidden)"))
      let named = await browser.another()
      try await named.signIn("ona")
      let whole = try await named.find([("q", "Quillfeather")]).page
      #expect(whole.body.contains("Zebedee"))
      #expect(whole.body.contains("Zenobia"))
    }
    let refusals = try await council.looks(at: locked).filter { !$0.allowed }
    #expect(refusals.map(\.rule) == ["access.locked"])
  }

  @Test("Who may not look for people is refused, and cannot make a record")
  func strangers() async throws {
    let council = try await TestHouse()
    try await council.worker("ana", [.performanceAnalyst])
    try await council.run { browser in
      try await browser.signIn("ana")
      for path in ["/people/find", "/people/new"] {
        #expect(try await browser.get(path).status == 403)
      }
    }
  }

  @Test("A record is made only from a search, which it keeps; every typed value is carried over")
  func create() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    try await council.run { browser in
      try await browser.signIn("ada")
      let first = try await browser.get("/people/new")
      #expect(first.status == 422)
      #expect(first.body.contains("Search for the person first"))
      let (path, page) = try await browser.find([
        ("q", ""), ("given", "Zebedee"), ("family", "Quillfeather"), ("birth", "3/5/2017"),
        ("postcode", "ls1 4ab"), ("number", "943 476 5919"),
      ])
      #expect(page.body.contains("Nobody on the record matches"))
      let new = path.replacing("/people/find", with: "/people/new")
      let form = try await browser.get(new)
      for value in [
        "value=\"Zebedee\"", "value=\"Quillfeather\"", "value=\"2017\"", "value=\"LS1 4AB\"",
        "value=\"943 476 5919\"",
      ] { #expect(form.body.contains(value), "\(value)") }
      #expect(!form.body.contains("\" checked"))
      let answers = [
        ("given", "Zebedee"), ("family", "Quillfeather"), ("birth-day", "3"),
        ("birth-month", "5"), ("birth-year", "2017"), ("postcode", "LS1 4AB"),
        ("address", "1 Mill Lane"), ("phone", "07700 900123"), ("nhs-number", "943 476 5919"),
      ]
      let wrong = try await browser.fill(new, answers)
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Select whether this is a child or an adult"))
      #expect(wrong.body.contains("Say who told us this"))
      #expect(wrong.body.contains("1 Mill Lane"))
      let done = try await browser.fill(
        new,
        answers + [("stage", "child"), ("certainty", "exact"), ("said-by", "the school")])
      #expect(done.status == 303)
      #expect(done.location == "/people/P-1")
      let details = try await browser.get("/people/P-1")
      #expect(details.body.contains("3 May 2017 (8 years)"))
      #expect(details.body.contains("Zebedee, Quillfeather, 3/5/2017, ls1 4ab, 943 476 5919"))
      #expect(details.body.contains("07700 900123"))
    }
    let person = try #require(try await council.load(PersonID(1)))
    #expect(person.identifiers.nhsNumber == "9434765919")
    #expect(person.address?.postcode == "LS1 4AB")
    #expect(person.network.phones == ["07700 900123"])
  }

  @Test("Sent twice, one record is made")
  func twice() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    try await council.run { browser in
      try await browser.signIn("ada")
      let (path, _) = try await browser.find([("q", "zebedee quillfeather")])
      let new = path.replacing("/people/find", with: "/people/new")
      let form =
        try await browser.unseen(new) + [
          ("given", "Zebedee"), ("family", "Quillfeather"), ("stage", "child"),
          ("phone", "07700 900123"), ("said-by", "the school"),
        ]
      let first = try await browser.post(new, form)
      let second = try await browser.post(new, form)
      #expect(first.location == "/people/P-1")
      #expect(second.location == "/people/P-1")
    }
    #expect(try await council.load(PersonID(2)) == nil)
  }

  @Test("Somebody named in a contact gets a record, is matched, and the worker is back there")
  func fromContact() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let taken: Done<Contact> = try await council.house.store.perform(
      Contact.Command.receive(
        Contact.Details(
          receivedOn: council.clock.now.day, receivedMinute: 500, method: .phone,
          source: .school, account: "Came hungry.", inDanger: .no, consent: .yes,
          consentBasis: "Asked the mother"),
        named: [.init(key: 2, given: "Zebedee", family: "Quillfeather", isChild: true)]),
      as: council.act
    )
    let contact = taken.id
    try await council.run { browser in
      try await browser.signIn("ada")
      let (path, page) = try await browser.find(
        [("q", "zebedee quillfeather")], at: "/people/find?contact=\(contact)&key=2")
      #expect(path.hasSuffix("&contact=\(contact)&key=2"))
      #expect(page.body.contains("Find the person named in the contact"))
      let new = path.replacing("/people/find", with: "/people/new")
      #expect(page.body.contains(new.replacing("&", with: "&amp;")))
      let done = try await browser.fillQuery(
        new,
        [
          ("given", "Zebedee"), ("family", "Quillfeather"), ("stage", "child"),
          ("said-by", "the school"),
        ])
      #expect(done.location == "/contacts/\(contact)/people")
      #expect(try await browser.get(done.location ?? "").status == 200)
    }
    let state = try await council.house.store.load(contact)?.state
    #expect(state?.named.first?.person == PersonID(1))
  }
}
