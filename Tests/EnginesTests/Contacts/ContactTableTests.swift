import Domain
import EngineTesting
import Store
import Testing

@Suite("Contact: tables on both engines") struct ContactTableTests {
  @Test(
    "A contact reads back as it was taken, decided, checked and told", arguments: Engine.allCases)
  func wholeStory(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await council.receive()
      try await council.perform(.triage(outcomeClear: true, level: .targeted), on: id)
      try await council.perform(.addInformation("The GP rang too"), on: id)
      try await council.perform(council.refer(), on: id)
      try await council.perform(.sendBack(comment: "Ask the GP"), on: id, by: council.second)
      var contact = try await council.whole(id)
      #expect(contact.status == .returned)
      #expect(contact.decision == nil)
      #expect(contact.returns.map(\.comment) == ["Ask the GP"])
      #expect(contact.earlier.map(\.indicators) == [["4.injury", "4.told"]])
      #expect(contact.earlier[0].outcomes.map(\.line) == ["Told her teacher", "Told her teacher"])
      #expect(contact.earlier[0].edition == "2")
      try await council.perform(council.refer(), on: id)
      try await council.perform(.agree(comment: "Agreed"), on: id, by: council.second)
      try await council.perform(
        .feedBack(words: "We will visit", how: .phone, on: council.today), on: id)
      contact = try await council.whole(id)
      #expect(contact.status == .closed)
      #expect(contact.details.receivedMinute == 575)
      #expect(contact.details.consentBasis == "Mother agreed")
      #expect(contact.triageLevel == .targeted)
      #expect(contact.decision?.indicators == ["4.injury", "4.told"])
      #expect(contact.decision?.outcomes.map(\.line) == ["Told her teacher", "Told her teacher"])
      #expect(contact.check?.by == council.second)
      #expect(contact.decision?.edition == "2")
      #expect(contact.decision?.checkRule == .whatever)
      #expect(contact.feedback.map(\.words) == ["We will visit"])
      #expect(contact.added == ["The GP rang too"])
      #expect(contact.referrals.keys.sorted() == council.children)
      let steps = try await council.store.database.read { try ContactTable.steps(of: id, in: $0) }
      #expect(
        steps.map(\.kind) == [
          "received", "triaged", "informationAdded", "decided", "returned", "decided", "checked",
          "fedBack",
        ])
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test(
    "A decision that was sent back before this version is there after an upgrade",
    arguments: Engine.allCases)
  func upgraded(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await council.receive()
      try await council.perform(council.refer(), on: id)
      try await council.perform(.sendBack(comment: "Ask the GP"), on: id, by: council.second)
      let before = try await council.whole(id).earlier
      try await council.store.database.write { tx in
        for table in ["", "_outcome", "_indicator"] {
          try tx.run(SQL(trusted: "DELETE FROM contact_returned\(table)"))
        }
        try ContactTable.fillReturned(in: tx)
      }
      #expect(before.count == 1)
      #expect(try await council.whole(id).earlier == before)
    }
  }

  @Test("The second check opens a referral for each child and no more", arguments: Engine.allCases)
  func consequences(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await council.receive()
      try await council.perform(council.refer(), on: id)
      #expect(try await council.whole(id).referrals.isEmpty)
      try await council.perform(.agree(comment: ""), on: id, by: council.second, days: 1)
      let referrals = try await council.whole(id).referrals
      #expect(referrals.count == 2)
      for (child, id) in referrals {
        let referral = try await council.whole(id)
        #expect(referral.child == child)
        #expect(referral.receivedOn == council.today)
        #expect(referral.primaryNeed == .abuseNeglectExploitation)
        #expect(referral.isOpen)
        #expect(referral.together.count == 1)
      }
    }
  }

  @Test("A decision sent twice under one key is one decision", arguments: Engine.allCases)
  func sentTwice(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await council.receive()
      let first = try await council.perform(council.refer(), on: id, key: "form-1")
      let again = try await council.perform(council.refer(), on: id, key: "form-1")
      #expect(again.repeated)
      #expect(again.version == first.version)
      try await council.perform(.agree(comment: ""), on: id, by: council.second, key: "form-2")
      try await council.perform(.agree(comment: ""), on: id, by: council.second, key: "form-2")
      let count = try await council.store.database.read {
        try $0.row("SELECT COUNT(*) AS n FROM referral")?.int("n")
      }
      #expect(count == 2)
    }
  }

  @Test(
    "When one child's referral is refused, nothing of the check is stored",
    arguments: Engine.allCases)
  func allOrNothing(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await council.receive()
      try await council.perform(council.refer(), on: id)
      // Meanwhile Samira was referred by another contact.
      _ = try await council.referred([1])
      let refusal = await #expect(throws: Refusal.self) {
        try await council.perform(.agree(comment: ""), on: id, by: council.second)
      }
      #expect(refusal?.rule == "contact.open-episode")
      let contact = try await council.whole(id)
      #expect(contact.status == .waitingForCheck)
      #expect(contact.referrals.isEmpty)
    }
  }

  @Test(
    "The board shows what waits, oldest first, with contacts of the year before",
    arguments: Engine.allCases)
  func board(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let old = try await council.receive([0], daysAgo: 400)
      try await council.perform(council.advise([1]), on: old, days: -400)
      let year = try await council.receive([0], daysAgo: 30)
      try await council.perform(council.advise([1]), on: year, days: -30)
      let waiting = try await council.receive([0, 1])
      try await council.perform(.triage(outcomeClear: true, level: nil), on: waiting)
      let older = try await council.receive([1], daysAgo: 2)
      let lines = try await council.store.database.read { try ContactTable.waiting(in: $0) }
      #expect(lines.map(\.id) == [older, waiting])
      #expect(lines.map(\.isHeldUp) == [false, true])
      #expect(lines[0].recontacts == 0)
      // Of Aisha 30 days ago, of Samira two days ago; not the one of last year.
      #expect(lines[1].recontacts == 2)
      #expect(lines[1].children.map(\.given) == ["Aisha", "Samira"])
    }
  }

  @Test(
    "History shows brothers' and sisters' earlier contacts with outcome and reason",
    arguments: Engine.allCases)
  func history(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let earlier = try await council.referred([1])
      let now = try await council.receive([0])
      let aisha = council.children[0]
      let pasts = try await council.store.database.read { tx in
        let siblings = try ContactTable.siblings(of: [aisha], in: tx)
        return try ContactTable.past(of: [aisha], siblings: siblings, except: now, in: tx)
      }
      #expect(pasts.map(\.isSibling) == [false, true])
      #expect(pasts[0].isEmpty)
      #expect(pasts[1].contacts.map(\.id) == [earlier])
      #expect(pasts[1].contacts[0].outcome == .referral)
      #expect(pasts[1].contacts[0].reason == "An injury without an explanation")
      #expect(pasts[1].openEpisode != nil)
    }
  }

  @Test("A match undone leaves the contact without that person", arguments: Engine.allCases)
  func unmatched(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await council.receive([0])
      try await council.perform(.unmatch(key: 1, reason: "Another Aisha"), on: id)
      #expect(try await council.whole(id).matched.isEmpty)
      try await council.perform(
        .match(key: 1, to: council.children[1], because: "Same school"), on: id)
      #expect(try await council.whole(id).matched == [council.children[1]])
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }
}
