import Domain
import EngineTesting
import Store
import Testing

@Suite("Forms of the portal in the tables") struct PartnerReferralTableTests {
  static func form(
    _ reference: String, at: Instant, email: String? = "jan@hill.example", agency: String? = nil,
    kind: PartnerReferral.Sender.Kind = .professional
  ) -> PartnerReferral.Form {
    PartnerReferral.Form(
      edition: kind == .anybody ? .anybody1 : .professional1, reference: reference, sentAt: at,
      sender: .init(
        kind: kind, email: email, agency: agency, source: .school, name: "Jan Hocking"),
      inDanger: .no, children: [.init(given: "Aisha", family: "Khan")], worry: "Bruises",
      consent: .init(told: .yes, agreed: .yes))
  }

  private static func send(
    _ form: PartnerReferral.Form, _ council: FrontCouncil, key: String? = nil
  ) async throws -> PartnerReferralID {
    let done: Done<PartnerReferral> = try await council.store.perform(
      .send(form), as: Act(key: key, actor: .portal, at: council.at))
    return done.id
  }

  private static func standing(
    _ reference: String, _ owner: PartnerReferralTable.Owner, _ council: FrontCouncil
  ) async throws -> PartnerReferralTable.Standing? {
    let code = try #require(ReadableCode(reference, length: ReadableCode.referenceLength))
    return try await council.store.database.read {
      try PartnerReferralTable.standing(code, for: owner, in: $0)
    }
  }

  /// However the address is written.
  private static let jan: PartnerReferralTable.Owner =
    EmailAddress("Jan@hill.example").map { .email($0) } ?? .agency("none")

  @Test(
    "A form is one contact, a receipt, and the same form sent twice is one",
    arguments: Engine.allCases)
  func sent(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let form = Self.form("7K4Q-M2XP-9T", at: council.at)
      let id = try await Self.send(form, council, key: "draft")
      let again = try await Self.send(form, council, key: "draft")
      #expect(id == again)
      let (contacts, sent, outbox) = try await council.store.database.read { tx in
        (
          try tx.rows("SELECT id, method, account FROM contact"),
          try PartnerReferralTable.whole(id, in: tx),
          try OutboxTable.lines(of: FactStream(id), in: tx)
        )
      }
      #expect(contacts.count == 1)
      #expect(try contacts.first?.text("method") == "portal")
      #expect(sent?.form == form)
      #expect(outbox.map(\.recipient) == ["jan@hill.example"])
      let copy = try await Engine.sqlite.make()
      try await Migrations.run(on: copy)
      _ = try await Ledger.rebuild(from: council.store.database, into: copy)
      let differences = try await Ledger.differences(council.store.database, copy)
      #expect(differences.isEmpty)
      await copy.close()
    }
  }

  @Test(
    "A reference that is taken stores nothing, neither form nor contact",
    arguments: Engine.allCases)
  func taken(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      _ = try await Self.send(Self.form("7K4Q-M2XP-9T", at: council.at), council)
      let before = try await council.store.database.read { try Ledger.head(in: $0) }
      await #expect(throws: Refusal.self) {
        _ = try await Self.send(Self.form("7K4Q-M2XP-9T", at: council.at), council)
      }
      let after = try await council.store.database.read { try Ledger.head(in: $0) }
      #expect(before == after)
    }
  }

  @Test(
    "Each sees what they sent themselves, and of another's not even that it is there",
    arguments: Engine.allCases)
  func own(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let mine = try await Self.send(Self.form("7K4Q-M2XP-9T", at: council.at), council)
      _ = try await Self.send(
        Self.form("2222-2222-22", at: council.at, email: "eve@hill.example"), council)
      _ = try await Self.send(
        Self.form("3333-3333-33", at: council.at, email: nil, agency: "Y-3", kind: .agencyAccount),
        council)
      // An address that was only typed makes nothing its owner's.
      _ = try await Self.send(
        Self.form("4444-4444-44", at: council.at, kind: .anybody), council)
      let lists = try await council.store.database.read { tx in
        [
          try PartnerReferralTable.own(Self.jan, limit: 9, in: tx),
          try PartnerReferralTable.own(.agency("Y-3"), limit: 9, in: tx),
        ]
      }
      #expect(lists[0].map(\.id) == [mine])
      #expect(lists[1].map(\.reference) == ["3333-3333-33"])
      #expect(try await Self.standing("7K4Q-M2XP-9T", Self.jan, council) != nil)
      for other in ["2222-2222-22", "3333-3333-33", "4444-4444-44", "5555-5555-55"] {
        #expect(try await Self.standing(other, Self.jan, council) == nil, "\(other)")
      }
      #expect(try await Self.standing("2222-2222-22", .holder(mine), council) == nil)
      #expect(try await Self.standing("7K4Q-M2XP-9T", .holder(mine), council) != nil)
    }
  }

  @Test(
    "Its sender follows it: received, looked at, decided, and what they were told",
    arguments: Engine.allCases)
  func followed(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await Self.send(Self.form("7K4Q-M2XP-9T", at: council.at), council)
      let sent = try await council.store.database.read {
        try PartnerReferralTable.whole(id, in: $0)
      }
      let contact = try #require(sent).contact
      func stage() async throws -> PartnerReferralTable.Standing {
        try #require(try await Self.standing("7K4Q-M2XP-9T", Self.jan, council))
      }
      #expect(try await stage().line.stage == .received)
      #expect(try await stage().decideBy != nil)
      func act(_ command: Contact.Command) async throws {
        let _: Done<Contact> = try await council.store.perform(
          command, on: contact, as: council.act(council.decider))
      }
      try await act(.assign(to: council.decider))
      #expect(try await stage().line.stage == .lookedAt)
      #expect(try await stage().worker == "Dana")
      try await act(
        .decide(
          level: .universal, indicators: [],
          outcomes: [.init(key: 1, outcome: .adviceAndInformation)],
          reason: "The inner reason", history: "None"))
      #expect(try await stage().line.stage == .decided)
      #expect(try await stage().told == nil)
      #expect(try await stage().tellBy != nil)
      try await act(.feedBack(words: "We gave advice.", how: .phone, on: council.today))
      #expect(try await stage().told == "We gave advice.")
      #expect(try await stage().tellBy == nil)
    }
  }

  @Test(
    "A worker's note of what was said is not shown where it names a child",
    arguments: Engine.allCases)
  func notedNames(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      _ = try await Self.send(Self.form("7K4Q-M2XP-9T", at: council.at), council)
      let contact = ContactID(1)
      func act(_ command: Contact.Command) async throws {
        let _: Done<Contact> = try await council.store.perform(
          command, on: contact, as: council.act(council.decider))
      }
      try await act(
        .decide(
          level: .universal, indicators: [],
          outcomes: [.init(key: 1, outcome: .noFurtherAction)], reason: "R", history: "None"))
      try await act(
        .feedBack(words: "Told Jan about aisha KHAN.", how: .phone, on: council.today))
      let standing = try await Self.standing("7K4Q-M2XP-9T", Self.jan, council)
      #expect(standing?.told == nil)
      #expect(standing?.toldOn == council.today)
    }
  }

  @Test(
    "A draft is gone thirty days after it was last saved, with its files",
    arguments: Engine.allCases)
  func drafts(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let (old, new) = (String(repeating: "a", count: 32), String(repeating: "b", count: 32))
      let file = String(repeating: "c", count: 32)
      let at = council.at
      let later = at.adding(seconds: 31 * 86_400)
      let database = council.store.database
      try await database.write { tx in
        #expect(
          try PortalDraftTable.save(old, owner: "o", sealed: [1], at: at, in: tx))
        try UploadTable.put(file, draft: old, size: 3, pieces: [[1], [2]], at: at, in: tx)
      }
      let pieces = try await database.read { try UploadTable.pieces(file, in: $0) }
      #expect(pieces == [[1], [2]])
      let hidden = try await database.read { try PortalDraftTable.find(old, at: later, in: $0) }
      #expect(hidden == nil)
      let left = try await database.write { tx -> (Bool, Bool) in
        _ = try PortalDraftTable.save(new, owner: "o", sealed: [1], at: later, in: tx)
        return (
          try tx.exists("SELECT 1 FROM portal_draft WHERE id = \(old)"),
          try tx.exists("SELECT 1 FROM upload")
        )
      }
      #expect(left == (false, false))
    }
  }

  @Test(
    "What was sent keeps nothing in the draft; its files go over to the form",
    arguments: Engine.allCases)
  func sentDraft(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let (draft, file) = (String(repeating: "a", count: 32), String(repeating: "c", count: 32))
      let at = council.at
      let left = try await council.store.database.write { tx -> [Bool] in
        _ = try PortalDraftTable.save(draft, owner: nil, sealed: [1], at: at, in: tx)
        try UploadTable.put(file, draft: draft, size: 3, pieces: [[1]], at: at, in: tx)
        try PortalDraftTable.sent(draft, as: PartnerReferralID(4), at: at, in: tx)
        let saved = try PortalDraftTable.save(draft, owner: nil, sealed: [2], at: at, in: tx)
        try PortalDraftTable.throwAway(draft, in: tx)
        let found = try PortalDraftTable.find(draft, at: at, in: tx)
        return [
          saved, found?.answers != nil, found?.sent == PartnerReferralID(4),
          try tx.exists("SELECT 1 FROM upload WHERE referral = 4"),
        ]
      }
      #expect(left == [false, false, true, true])
    }
  }
}
