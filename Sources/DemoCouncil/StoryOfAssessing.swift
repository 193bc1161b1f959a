import Domain
import Store

/// What stands beside an assessment's sections: the checkpoint half way, what somebody outside writes, who
/// reads it, and the risk plan that is looked at again. None of it draws from the story's chance: it goes
/// by turns.
extension Story {
  enum AssessingStep: Sendable {
    case checkpoint, ask, answer, reviewRisk
  }

  mutating func assess(_ index: Int, _ step: AssessingStep, _ scene: inout Scene) throws {
    guard let id = episodes[index].assessment,
      let state = try Store.load(id, in: scene.tx)?.state
    else { return }
    switch step {
    case .checkpoint:
      guard let team = episodes[index].team, let manager = manager(of: team),
        state.authorisation == nil, !state.authors.contains(manager.id)
      else { return }
      let changes = index.isMultiple(of: 3)
      try scene.perform(
        Assessment.Command.holdCheckpoint(
          on: scene.day, changes ? .change : .goOn,
          sentence: changes
            ? "See the father on his own before the analysis is written; we know him only from others."
            : "The children have been seen alone and the picture holds. Finish the analysis as planned."
        ),
        on: id, by: manager)
      if changes {
        try scene.perform(
          Assessment.Command.comment(
            .parentsViews, text: "Whose view is this? Say what the father said and when."), on: id,
          by: manager)
      }
    case .ask:
      guard let worker = episodes[index].worker, state.authorisation == nil else { return }
      try scene.perform(
        Assessment.Command.askContribution(
          .init(
            section: .development, who: "Ruth Okoro", job: "Health visitor, Harbour clinic",
            email: "ruth.okoro@nhs.example",
            question:
              "When did you last see the child, how do they grow, and what do the parents do well?")
        ),
        on: id, by: worker)
    case .answer:
      guard state.authorisation == nil, state.contributions.first?.asked != nil,
        state.contributions.first?.reply == nil
      else { return }
      try scene.perform(
        Assessment.Command.contribute(
          place: 0,
          words:
            "Seen at the clinic three weeks ago. Weight follows the line. The mother asks good questions and keeps her appointments; she was tired.",
          author: "Ruth Okoro, health visitor"), on: id, as: .portal)
    case .reviewRisk:
      guard let worker = episodes[index].worker, state.authorisation != nil,
        try scene.tx.exists(
          "SELECT 1 FROM referral WHERE id = \(episodes[index].referrals[0]) AND is_open = 1")
      else { return }
      if let open = (state.risk.actions ?? []).firstIndex(where: { $0.done == nil }) {
        try scene.perform(
          Assessment.Command.finishRiskAction(
            place: open, on: scene.day, words: "It was done, and the children slept through."),
          on: id, by: worker)
      }
      var risk = try Store.load(id, in: scene.tx)?.state.risk ?? state.risk
      guard risk.isComplete else { return }
      risk.changed =
        "Quieter since the grandmother has the children on Fridays. One argument in four weeks, and the mother rang her sister."
      risk.reviewOn = scene.day.adding(days: 42)
      try scene.perform(Assessment.Command.reviewRisk(risk), on: id, by: worker)
    }
  }

  /// At the beginning of an assessment that is written in so many working days.
  mutating func planAssessing(_ index: Int, length: Int, _ scene: inout Scene) throws {
    guard let worker = episodes[index].worker, let id = episodes[index].assessment, length > 6
    else { return }
    let half = workday(length / 2, after: scene.day)
    try scene.perform(Assessment.Command.setReviewPoint(on: half), on: id, by: worker)
    // Most are held on their day, some late, a few not at all.
    if index % 7 != 6 {
      plan(
        .assess(episode: index, .checkpoint), on: index % 5 == 4 ? workday(2, after: half) : half,
        minute: 620)
    }
    if index % 4 == 1 {
      plan(.assess(episode: index, .ask), on: workday(3, after: scene.day), minute: 640)
      if index % 8 == 1 {
        plan(.assess(episode: index, .answer), on: workday(6, after: scene.day), minute: 700)
      }
    }
  }

  /// After it was authorised: gone through, read with the parents, and the risk plan looked at again.
  mutating func shareAssessment(_ index: Int, _ scene: inout Scene) throws {
    guard let worker = episodes[index].worker, let id = episodes[index].assessment,
      let state = try Store.load(id, in: scene.tx)?.state
    else { return }
    if state.risk.isComplete, index % 4 != 3 {
      plan(.assess(episode: index, .reviewRisk), on: workday(18, after: scene.day), minute: 660)
    }
    guard index % 2 == 0 else { return }
    let texts = state.sections.sorted { $0.key < $1.key }.flatMap {
      Assessment.paragraphs(of: $0.value.text)
    }
    let passages = Set(texts).sorted().map { text in
      Assessment.Passage(text: text, isAboutOther: text.contains("The father sleeps elsewhere"))
    }
    guard !passages.isEmpty else { return }
    try scene.perform(Assessment.Command.markPassages(passages), on: id, by: worker)
    try scene.perform(
      Assessment.Command.share(
        .parents, child: nil, with: "The mother, at home", .readTogether, on: scene.day), on: id,
      by: worker)
  }

  /// The risk documents of an episode: a statement for each child, and actions with their owner.
  func riskDocuments(of episode: EpisodeStory, _ scene: Scene) -> Assessment.Risk {
    var actions = [
      Assessment.RiskAction(
        AgreedAction(
          what: "The grandmother has the children on Friday nights",
          owner: .other(words: "Grandmother"), by: scene.day.adding(days: 7)))
    ]
    if let worker = episode.worker {
      actions.append(
        Assessment.RiskAction(
          AgreedAction(
            what: "See each child alone at school", owner: .worker(worker.id),
            by: scene.day.adding(days: 14))))
    }
    return Assessment.Risk(
      assessment: Words.risk.assessment, plan: Words.risk.plan,
      reviewOn: scene.day.adding(days: 28),
      statements: episode.children.map {
        Assessment.RiskStatement(
          child: $0, worried: "arguments at night will frighten this child",
          because: "they happened on three of the last four weekends",
          soThat: "the child cannot sleep and is tired at school",
          likelihood: "Likely on weekends unless the father stays elsewhere",
          impact: "Frightened, and hurt if in the way",
          keepsSafe: "The grandmother is near, and the mother rings her sister")
      }, actions: actions)
  }

  /// What a section says of the difference it makes, and what is ticked in it.
  func besides(
    _ section: Assessment.Section, of episode: EpisodeStory, index: Int
  ) -> (difference: String?, ticks: [Assessment.ChildFactors]?) {
    let family = families[episode.family]
    var difference: String?
    // Two in three say it; that some do not is what the auditors' view is for.
    if section.asksDifference, index % 3 != 2 {
      difference =
        family.language == "Polish"
        ? "Letters are in Polish now and we ring first; the parents come to what they were asked to."
        : "Money decides most days: what costs a bus fare is not taken up, so we visit at home."
    }
    let ticked = section.factors.filter(episode.worry.factors.contains)
    return (
      difference,
      ticked.isEmpty
        ? nil : episode.children.map { Assessment.ChildFactors(child: $0, factors: ticked) }
    )
  }

  /// The history of a family's earlier assessment, where it was copied and looked at again.
  func copiedHistory(
    _ index: Int, _ scene: Scene
  ) throws -> (text: String, copied: Assessment.Copied)? {
    let episode = episodes[index]
    let earlier = episodes[..<index].last {
      $0.family == episode.family && $0.assessment != nil
        && !Set($0.children).isDisjoint(with: episode.children)
    }
    guard let id = earlier?.assessment, let state = try Store.load(id, in: scene.tx)?.state,
      state.authorisation != nil, let text = state.sections[.history]?.text
    else { return nil }
    return (
      text + "\n\nSince then the family has come back to us, with help that had ended too early.",
      Assessment.Copied(from: id, on: state.startedOn, isStillTrue: true)
    )
  }
}
