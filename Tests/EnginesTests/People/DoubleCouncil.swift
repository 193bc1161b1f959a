import Domain
import EngineTesting
import Matching
import Returns
import SQLiteEngine
import Testing

@testable import Store

/// A girl with two records: one by a contact and a visit, one by a contact with open work; her
/// mother and her sister.
struct DoubleCouncil: Sendable {
  let front: FrontCouncil
  /// The record that stands while they are one.
  let first: PersonID
  let second: PersonID
  let mother: PersonID
  let sister: PersonID
  let referral: ReferralID

  var store: Store { front.store }
  var today: Day { front.today }
  var act: Act { front.act(front.decider) }

  static func with(
    _ engine: Engine, _ body: @escaping (DoubleCouncil) async throws -> Void
  ) async throws {
    try await FrontCouncil.with(engine) { front in try await body(try await DoubleCouncil(front)) }
  }

  init(_ front: FrontCouncil) async throws {
    self.front = front
    first = front.children[0]
    sister = front.children[1]
    let act = front.act(front.decider)
    let said = Person.Provenance(saidBy: "the school", verified: "birth certificate seen")
    func create(
      _ given: String, _ family: String, _ stage: Person.LifeStage, nhs: String? = nil
    ) async throws -> PersonID {
      let born = front.today.adding(days: stage == .adult ? -12_000 : -2900)
      let done: Done<Person> = try await front.store.perform(
        .create(
          Person.Details(
            name: .init(given: given, family: family), stage: stage, birth: .exact(born),
            identifiers: .init(nhsNumber: nhs),
            address: .init(lines: "1 Mill Lane", postcode: "LS1 4AB"), provenance: said),
          searched: given), as: act)
      return done.id
    }
    second = try await create("Aysha", "Kahn", .child, nhs: "9434765919")
    mother = try await create("Dee", "Khan", .adult)
    let commands: [(Person.Command, PersonID)] = [
      (
        .recordBirth(.exact(front.today.adding(days: -2900)), stage: .child, provenance: said),
        first
      ),
      (.move(to: .init(lines: "1 Mill Lane", postcode: "LS1 4AB"), provenance: said), first),
      (
        .relate(.init(kind: .mother, parentalResponsibility: true), to: first, provenance: said),
        mother
      ),
      (
        .relate(.init(kind: .mother, parentalResponsibility: true), to: second, provenance: said),
        mother
      ),
    ]
    for (command, id) in commands {
      let _: Done<Person> = try await front.store.perform(command, on: id, as: act)
    }
    let contact: Done<Contact> = try await front.store.perform(
      .receive(
        Contact.Details(
          receivedOn: front.today, receivedMinute: 600, method: .phone, source: .police,
          account: "Shouting at home", inDanger: .no, consent: .notKnown),
        named: [
          Contact.Named(key: 1, given: "Aysha", family: "Kahn", isChild: true, person: second)
        ]), as: act)
    try await front.perform(front.refer([1]), on: contact.id)
    try await front.perform(.agree(comment: ""), on: contact.id, by: front.second)
    referral = try #require(try await front.whole(contact.id).referrals[second])
    let _: Done<Referral> = try await front.store.perform(
      .allocate(team: front.team, worker: front.social), on: referral, as: act)
    let _: Done<Assessment> = try await front.store.perform(
      .begin(.single, children: [.init(person: second, referral: referral)], on: front.today),
      as: front.act(front.social))
    _ = try await front.receive([0], daysAgo: 20)
    try await visit("Met both", first, sister)
  }

  func child(_ given: String, _ family: String) async throws -> PersonID {
    let done: Done<Person> = try await store.perform(
      .create(
        Person.Details(
          name: .init(given: given, family: family), stage: .child,
          provenance: .init(saidBy: "the school")), searched: given), as: act)
    return done.id
  }

  private func visit(_ text: String, _ children: PersonID...) async throws {
    let _: Done<Note> = try await store.perform(
      .record(
        Note.Details(
          kind: .visit, happenedOn: today, purpose: "To see her", text: text,
          children: children.map {
            Note.ChildBlock(child: $0, seen: true, alone: true, words: "I like maths")
          }), significance: .init(title: text, effect: "She felt heard")),
      as: front.act(front.social))
  }

  func perform(_ command: Person.Command, on id: PersonID, days: Int = 0) async throws {
    let _: Done<Person> = try await store.perform(
      command, on: id, as: front.act(front.decider, days: days))
  }

  func merge(days: Int = 0) async throws {
    try await perform(.merge(into: first, reason: "One certificate"), on: second, days: days)
  }
  func unmerge(days: Int = 0) async throws {
    try await perform(.unmerge(reason: "Two certificates"), on: second, days: days)
  }

  /// What is done for the child while her records are one.
  func workOn() async throws {
    try await visit("Seen while they were one", first)
    try await perform(
      .addName(.init(given: "Ash", family: "", kind: .preferred), provenance: .init(saidBy: "her")),
      on: first)
    let _: Done<Referral> = try await store.perform(
      .decide(.assessment, reason: "Decided while they were one", primaryNeed: nil), on: referral,
      as: act)
  }

  func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await store.database.read(body)
  }

  func standing() async throws -> [PersonID: PersonID] {
    let both = [first, second]
    return try await read { try PersonRecords.standing(for: both, in: $0) }
  }

  func search(_ words: String) async throws -> [PersonID] {
    let terms = SearchTerms(words, today: today)
    return try await read { tx in try PersonTable.search(terms, in: tx).map(\.whole.id) }
  }

  func duplicates() async throws -> [LikelyDuplicates.Pair] {
    while try await LikelyDuplicates.look(through: 50, at: front.at, in: store.database) {}
    return try await read { try LikelyDuplicates.pairs(limit: 9, in: $0) }
  }

  struct Seen: Equatable {
    let contacts: Int?
    let episodes: Int?
  }

  func seenAsAt(_ day: Day) async throws -> [PersonID: Seen] {
    var seen: [PersonID: Seen] = [:]
    for child in [first, second] {
      let past = try SQLiteDatabase.inMemory()
      try await Migrations.run(on: past)
      _ = try await AsAt.fill(past, with: child, asAt: day, from: store.database)
      let overview = try await past.read { try ChildOverview.of(child, today: day, in: $0) }
      seen[child] = Seen(
        contacts: overview?.contacts.count, episodes: overview?.episodes.count)
      await past.close()
    }
    return seen
  }
}

extension DoubleCouncil {
  /// All that pages, lists and exports read of both, of their family and of everybody, in words.
  /// - Parameter withoutWork: as if nothing had been done since the merge, the merge left out too:
  ///   replayed from the facts without those.
  func everything(withoutWork: Bool = false) async throws -> [String: String] {
    guard withoutWork else { return try await all(in: store.database) }
    let past = try SQLiteDatabase.inMemory()
    try await Migrations.run(on: past)
    try await replay(into: past)
    let words = try await all(in: past)
    await past.close()
    return words
  }

  /// Every fact of this council but those that were recorded by ``workOn()``.
  private func replay(into past: any Database) async throws {
    let facts = try await read { tx in
      try tx.rows("SELECT \(Ledger.Stored.columns) FROM fact ORDER BY seq").map(Ledger.Stored.init)
    }
    let merged = try #require(facts.firstIndex { $0.kind == "person.merged" })
    let between = facts[merged...].filter { !$0.kind.hasSuffix("merged") }
    #expect(between.count == 3)
    let subjects = try await read { tx in
      try tx.rows("SELECT seq, person FROM fact_subject").reduce(into: [Int: [PersonID]]()) {
        $0[try $1.int("seq"), default: []].append(try $1.id("person"))
      }
    }
    let kept = facts[..<merged] + facts[merged...].filter { $0.kind.hasSuffix("merged") }
    try await past.write { tx in
      var replay = Ledger.Replay(into: tx)
      for stored in kept {
        try Ledger.insert(stored, subjects: subjects[stored.seq] ?? [], in: tx)
        try replay.apply(stored)
      }
    }
  }

  private func all(in database: any Database) async throws -> [String: String] {
    var words: [String: String] = [:]
    let (day, people) = (today, [first, second, mother, sister])
    for person in people {
      words.merge(
        try await database.read { tx in try page(of: person, day, in: tx) },
        uniquingKeysWith: { first, _ in first })
    }
    let worker = front.social
    words.merge(
      try await database.read { tx in
        [
          "my work": "\(try MyWork.children(of: worker, in: tx))",
          "unallocated": "\(try ReferralTable.unallocated(in: tx))",
          "undecided": "\(try ReferralTable.undecided(in: tx))",
          "waiting": "\(try ContactTable.waiting(in: tx))",
          "loads": "\(try ReferralTable.loads(in: tx))",
          "names": "\(try PersonTable.lines(people, in: tx))",
          "census": try census(in: tx),
        ]
      }, uniquingKeysWith: { first, _ in first })
    for person in people {
      words["story \(person)"] = try await database.read { tx in try story(of: person, in: tx) }
    }
    return words
  }

  private func page(
    of person: PersonID, _ day: Day, in tx: any Transaction
  ) throws -> [String: String] {
    let identity = try PersonTable.identity(of: person, in: tx)
    let standing = try PersonRecords.standing(for: person, in: tx) ?? person
    let overview = try ChildOverview.of(standing, today: day, in: tx)
    return [
      // The version of the record that gave way grows by the merge and its undoing.
      "identity \(person)":
        "\(identity.map { ($0.line, $0.livesWith, $0.worker, $0.lastSeen) } as Any)"
        + "\(identity.map { ($0.postcode, $0.openReferral, $0.restriction, $0.records) } as Any)",
      "page \(person)": overview.map {
        "\($0.episodes) \($0.contacts) \($0.assessments) \($0.words) \($0.family) \($0.decisions)"
          + "\($0.clocks) \($0.involved) \($0.need as Any) \($0.plans) \($0.enquiries)"
      } ?? "none",
      "notes \(person)": "\(try NoteTable.of(child: person, limit: 50, in: tx))",
      "head \(person)": "\(try ChildHead.of([person], in: tx))",
      "siblings \(person)": "\(try ChildHead.siblings(of: person, in: tx))"
        + "\(try PersonTable.siblings(of: person, in: tx))",
      "family \(person)": "\(try PersonTable.family(of: person, in: tx))",
      "past \(person)":
        "\(try ContactTable.past(of: [person], siblings: [], except: ContactID(99), in: tx))",
      "person \(person)":
        "\(try PersonTable.whole(of: person, in: tx).map { ($0.person, $0.censusID) } as Any)",
      "open \(person)": "\(try ReferralTable.openEpisodes(of: [person], in: tx))",
    ]
  }

  private func story(of person: PersonID, in tx: any Transaction) throws -> String {
    let happenings = try Chronology.of(person, in: tx)
    let names = try Chronology.names(of: Chronology.people(in: happenings), in: tx)
    // All but what tells of the merge itself.
    return happenings.filter { !$0.kind.hasSuffix("merged") }
      .map { "\($0.seq) \($0.entries(names))" }.joined(separator: "\n")
  }

  private func census(in tx: any Transaction) throws -> String {
    let written = try #require(
      CINCensusReturn(year: 2026, laCode: "999", release: "1"))
    let bytes = Bytes()
    _ = try written.write(from: tx) { bytes.all += $0 }
    return String(decoding: bytes.all, as: UTF8.self)
  }
}

private final class Bytes {
  var all: [UInt8] = []
}
