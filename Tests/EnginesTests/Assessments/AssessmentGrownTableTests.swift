import Domain
import EngineTesting
import Store
import Testing

@Suite("Assessment grown up: tables on both engines") struct AssessmentGrownTableTests {
  @Test(
    "All of it reads back as it was written, and is built again the same",
    arguments: Engine.allCases)
  func whole(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let id = try await council.begin()
      try await council.writeAll(id)
      try await council.perform(
        .sendBack(comment: "More"), on: id, by: council.manager)
      let children = council.children
      // Longer than an index of one engine holds.
      let long = String(repeating: "What we saw, at length. ", count: 400)
      try await council.perform(
        .write(
          .parenting,
          .init(
            text: long, quotes: [.init(words: "I try", source: "Mother", record: "note/1")],
            completed: true, difference: "Prays five times a day",
            ticks: children.map {
              .init(child: $0, factors: [.domesticAbuseParent, .neglect])
            })), on: id)
      try await council.perform(.comment(.views, text: "Whose?"), on: id, by: council.manager)
      try await council.perform(
        .holdCheckpoint(on: council.today, .change, sentence: "See dad"), on: id,
        by: council.manager)
      try await council.perform(
        .askContribution(
          .init(
            section: .development, who: "Ruth", job: "Health visitor", email: "r@nhs.example",
            question: "How?")), on: id)
      try await council.perform(.chaseContribution(place: 0), on: id)
      try await council.perform(
        .contribute(place: 0, words: "Well", author: "Ruth Okoro"), on: id)
      let risk = Assessment.Risk(
        plan: "Nan", reviewOn: council.today.adding(days: 3),
        statements: children.map {
          .init(child: $0, worried: "alone", because: "twice", soThat: "afraid")
        },
        actions: [
          .init(
            .init(what: "Visit", owner: .worker(council.manager), by: council.today))
        ])
      try await council.perform(.recordRisk(risk), on: id)
      try await council.perform(
        .finishRiskAction(place: 0, on: council.today, words: "Done"), on: id)
      var reviewed = try #require(try await council.store.load(id)).state.risk
      reviewed.changed = "Less"
      try await council.perform(.reviewRisk(reviewed), on: id)
      try await council.perform(
        .markPassages([
          .init(text: long, isAboutOther: true), .init(text: "Short", isAboutOther: false),
        ]), on: id)
      try await council.perform(.markPassages([.init(text: long, isAboutOther: false)]), on: id)
      try await council.perform(
        .share(.child, child: children[0], with: "Aisha", .readTogether, on: council.today),
        on: id)

      let whole = try await council.whole(id)
      let state = try #require(try await council.store.load(id)).state
      #expect(whole.sections[.parenting]?.written == state.sections[.parenting])
      #expect(whole.risk == state.risk)
      #expect(whole.grown.risks.count == state.risks.count)
      #expect(whole.grown.passages == state.passages)
      #expect(whole.grown.sharings.map(\.sharing) == state.sharings)
      #expect(whole.grown.checkpoints.map(\.checkpoint) == state.checkpoints)
      #expect(whole.grown.contributions.map(\.reply) == state.contributions.map(\.reply))
      #expect(whole.grown.comments.map(\.text) == ["Whose?"])
      #expect(whole.hasRiskDocuments == state.hasRiskDocuments)
      let due = try await council.store.database.read { tx in
        try AssessmentTable.riskReviews(
          by: council.today.adding(days: 3), today: council.today, in: tx)
      }
      #expect(due.map(\.id) == [id])
      #expect(due.first?.people.count == children.count)
      for other in Engine.allCases {
        #expect(try await council.differencesAfterRebuild(other) == [])
      }
    }
  }

  @Test(
    "A link opens until it ends; a ledger that is copied opens none", arguments: Engine.allCases)
  func links(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let id = try await council.begin()
      try await council.perform(
        .askContribution(
          .init(
            section: .development, who: "Ruth", job: "Health visitor", email: "r@nhs.example",
            question: "How?")), on: id)
      let now = Instant(london: council.today, hour: 12, minute: 0)
      let hash = [UInt8](repeating: 3, count: 32)
      let letter = PortalCodeTable.Letter(
        to: try #require(EmailAddress("r@nhs.example")), subject: "A question", words: "A link")
      let (opened, other, ended) = try await council.store.database.write { tx in
        try ContributionLinkTable.issue(
          tx, for: id, place: 0, hash: hash, endsAt: now.adding(seconds: 60), letter: letter,
          by: nil, token: [UInt8](repeating: 1, count: 16), at: now)
        let opened = try ContributionLinkTable.opened(hash, at: now, in: tx)
        let other = try ContributionLinkTable.opened(
          [UInt8](repeating: 4, count: 32), at: now, in: tx)
        let late = try ContributionLinkTable.opened(hash, at: now.adding(seconds: 61), in: tx)
        try ContributionLinkTable.end(tx, for: id, place: 0, at: now)
        let ended = try ContributionLinkTable.opened(hash, at: now, in: tx)
        return (opened, other, [late, ended])
      }
      #expect(opened?.question == "How?")
      #expect(opened?.place == 0)
      #expect(other == nil)
      #expect(ended == [nil, nil])
    }
  }
}
