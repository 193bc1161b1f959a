import Domain
import EngineTesting
import Store
import Testing

@Suite("The story of a child, from the ledger") struct ChronologyTests {
  private func titles(
    _ person: PersonID, in database: any Database, significant: Bool = false
  ) async throws -> [String] {
    try await database.read { tx in
      let happenings = try Chronology.of(person, in: tx)
      let names = try Chronology.names(of: Chronology.people(in: happenings), in: tx)
      return happenings.flatMap { $0.entries(names) }
        .filter { !significant || $0.isSignificant }.map(\.title)
    }
  }

  @Test("A contact that named nobody known is told once it is matched", arguments: Engine.allCases)
  func matchedLater(_ engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let received: Done<Contact> = try await council.store.perform(
        .receive(
          Contact.Details(
            receivedOn: council.today, receivedMinute: nil, method: .phone, source: .school,
            account: "Bruises", inDanger: .no, consent: .yes),
          named: [Contact.Named(key: 1, given: "Aisha", family: "Khan", isChild: true)]),
        as: council.act(council.decider))
      let database = council.store.database
      let child = council.children[0]
      #expect(try await titles(child, in: database, significant: true).isEmpty)
      try await council.perform(
        .match(key: 1, to: child, because: "Same name and school"), on: received.id)
      #expect(
        try await titles(child, in: database, significant: true) == [
          "Contact from School: not decided yet"
        ])
      try await council.perform(.unmatch(key: 1, reason: "Another Aisha"), on: received.id)
      #expect(try await titles(child, in: database, significant: true).isEmpty)
      #expect(
        try await titles(child, in: database).contains(
          "Contact \(received.id) is not about this person"))
    }
  }

  @Test("Each child is told their own part", arguments: Engine.allCases)
  func ownPart(_ engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let contact = try await council.referred()
      let database = council.store.database
      for child in council.children {
        let story = try await titles(child, in: database, significant: true)
        #expect(
          story == [
            "Contact from Hill School: Referral", "Referral: Abuse, neglect or exploitation",
          ])
      }
      let history = try await database.read { tx in
        try Chronology.history(of: FactStream(contact), in: tx)
      }
      #expect(history.map(\.kind) == ["contact.received", "contact.decided", "contact.checked"])
      #expect(history.map(\.version) == [1, 2, 3])
      #expect(history.allSatisfy { $0.about == Set(council.children) })
    }
  }

  @Test("A fact that was changed behind the ledger's back is shown as damaged")
  func damaged() async throws {
    try await FrontCouncil.with(.sqlite) { council in
      let contact = try await council.referred()
      try await council.store.database.write { tx in
        try tx.run("DROP TRIGGER fact_no_update")
        try tx.run(
          """
          UPDATE fact SET payload = \(Array("{}".utf8))
          WHERE noun = 'contact' AND number = \(contact) AND version = 2
          """)
      }
      let history = try await council.store.database.read { tx in
        try Chronology.history(of: FactStream(contact), in: tx)
      }
      let states = history.map { happening in
        if case .damaged = happening.content { true } else { false }
      }
      #expect(states == [false, true, true])
    }
  }
}
