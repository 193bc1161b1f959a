import Domain
import Store
import Testing

@testable import Web

/// A front door with two who decide (dana, sol), one who takes contacts (cora), a social worker
/// (leila) with her manager (morgan), a manager of another team (sten), an administrator (ada), and
/// two sisters of one family.
struct FrontHouse: Sendable {
  let council: TestHouse
  let south: TeamID
  let dana: WorkerID
  let sol: WorkerID
  let leila: WorkerID
  let children: [PersonID]

  init() async throws {
    let council = try await TestHouse()
    let act = Act(key: nil, actor: .system, at: council.clock.now)
    let store = council.house.store
    let door: Done<Team> = try await store.perform(
      .form(name: "Front door", kind: .frontDoor), as: act)
    let south: Done<Team> = try await store.perform(
      .form(name: "South Assessment", kind: .assessment), as: act)
    self.south = south.id
    dana = try await council.worker("dana", [.decisionMaker], team: door.id)
    sol = try await council.worker("sol", [.decisionMaker], team: door.id)
    try await council.worker("cora", [.contactWorker], team: door.id)
    leila = try await council.worker("leila")
    try await council.worker("morgan", [.teamManager])
    try await council.worker("sten", [.teamManager], team: south.id)
    try await council.worker("ada", [.administrator])
    var children: [PersonID] = []
    for given in ["Aisha", "Samira"] {
      let done: Done<Person> = try await store.perform(
        .create(
          Person.Details(
            name: Person.Name(given: given, family: "Quillfeather"), stage: .child,
            birth: Day(iso: given == "Aisha" ? "2017-05-03" : "2019-09-12").map { .exact($0) },
            provenance: Person.Provenance(saidBy: "the school")), searched: given), as: act)
      children.append(done.id)
    }
    let _: Done<Person> = try await store.perform(
      .relate(
        Person.Relationship(kind: .sibling), to: children[1],
        provenance: Person.Provenance(saidBy: "their mother")), on: children[0], as: act)
    self.council = council
    self.children = children
  }

  var store: Store { council.house.store }
  var today: Day { council.clock.now.day }

  func act(_ worker: WorkerID) -> Act {
    Act(key: nil, actor: Actor(.worker(worker), roles: [.decisionMaker]), at: council.clock.now)
  }

  /// A contact about both sisters, matched.
  func contact(matched: Bool = true) async throws -> ContactID {
    let named = ["Aisha", "Samira"].enumerated().map { index, given in
      Contact.Named(
        key: index + 1, given: given, family: "Quillfeather",
        birth: index == 0 ? Day(iso: "2017-05-03") : nil, age: index == 1 ? "about 6" : nil,
        isChild: true, person: matched ? children[index] : nil)
    }
    let done: Done<Contact> = try await store.perform(
      .receive(
        Contact.Details(
          receivedOn: today, receivedMinute: nil, method: .phone, source: .school,
          agency: "Hill School", account: "Bruises on both arms, seen at swimming",
          inDanger: .no, consent: .yes), named: named), as: act(dana))
    return done.id
  }

  /// A contact about the first child alone.
  func contactAboutOne(
    _ account: String, by method: Contact.Method = .phone, from source: ReferralSource = .school,
    consent: Contact.Answer = .yes
  ) async throws -> ContactID {
    let done: Done<Contact> = try await store.perform(
      .receive(
        Contact.Details(
          receivedOn: today, receivedMinute: nil, method: method, source: source,
          account: account, inDanger: .no, consent: consent),
        named: [
          Contact.Named(
            key: 1, given: "Aisha", family: "Quillfeather", isChild: true, person: children[0])
        ]), as: act(dana))
    return done.id
  }

  func decided() async throws -> ContactID {
    let id = try await contact()
    let _: Done<Contact> = try await store.perform(
      .decide(
        level: .statutory, indicators: ["4.injury"],
        outcomes: [1, 2].map { Contact.ChildOutcome(key: $0, outcome: .referral) },
        reason: "An injury without an explanation", history: "Nothing; we looked"), on: id,
      as: act(dana))
    return id
  }

  /// The episodes of both sisters, opened by a contact that was checked.
  func referred() async throws -> [ReferralID] {
    let id = try await decided()
    let _: Done<Contact> = try await store.perform(.agree(comment: ""), on: id, as: act(sol))
    let contact = try await whole(id)
    return children.compactMap { contact.referrals[$0] }
  }

  func whole(_ id: ContactID) async throws -> ContactTable.Whole {
    try #require(try await store.database.read { try ContactTable.whole(id, in: $0) })
  }

  func whole(_ id: ReferralID) async throws -> ReferralTable.Whole {
    try #require(try await store.database.read { try ReferralTable.whole(id, in: $0) })
  }

  func restrict(_ level: Person.Restriction.Level, _ child: PersonID, to worker: WorkerID)
    async throws
  {
    let _: Done<Person> = try await store.perform(
      .restrict(
        Person.Restriction(level: level, workers: [worker], owner: worker), reason: "Staff family"),
      on: child, as: Act(key: nil, actor: .system, at: council.clock.now))
  }

  func looks(at child: PersonID) async throws -> [Access] {
    try await store.database.read { try AccessLogTable.looks($0, at: child, limit: 50) }
      .map(\.access)
  }

  /// A day into the three boxes of a question.
  func day(_ question: String, _ day: Day) -> [(String, String)] {
    [
      ("\(question)-day", "\(day.dayOfMonth)"), ("\(question)-month", "\(day.month)"),
      ("\(question)-year", "\(day.year)"),
    ]
  }

  /// What a decision to refer both sisters sends.
  let referBoth: [(String, String)] = [
    ("level", "4"), ("indicators-4", "4.injury"), ("indicators-4", "4.told"),
    ("outcome-1", "referral"), ("need-1", "N1"), ("outcome-2", "referral"), ("need-2", "N1"),
    ("line-1", "Bruises on both arms"), ("confirm-1", "yes"),
    ("line-2", "Said it hurts"), ("confirm-2", "yes"),
    ("history", "Nothing on the record; we looked"),
    ("reason", "An injury without an explanation that fits it"),
  ]
}
