extension Assessment {
  /// What a manager wrote beside a section, or on the whole.
  package struct Comment: Codable, Sendable, Equatable {
    package var section: Section?
    package var text: String
    package var by: WorkerID?
    package var on: Day
    package init(section: Section?, text: String, by: WorkerID?, on: Day) {
      self.section = section
      self.text = text
      self.by = by
      self.on = on
    }
  }

  /// Worker and manager looked at it together half way.
  package struct Checkpoint: Codable, Sendable, Equatable {
    package enum Agreed: String, Codable, Sendable, CaseIterable {
      case goOn, change

      package var words: String {
        switch self {
        case .goOn: "Go on as planned"
        case .change: "Change something"
        }
      }
    }

    package var on: Day
    package var agreed: Agreed
    package var sentence: String
    /// The manager.
    package var by: WorkerID?
    /// The day it was planned for; nil where none was.
    package var planned: Day?

    package init(on: Day, agreed: Agreed, sentence: String, by: WorkerID?, planned: Day?) {
      self.on = on
      self.agreed = agreed
      self.sentence = sentence
      self.by = by
      self.planned = planned
    }

    package var wasLate: Bool { planned.map { on > $0 } ?? false }
  }

  /// The day planned has gone by and no checkpoint was held since it was set.
  package func checkpointIsLate(on today: Day) -> Bool {
    guard authorisation == nil, let planned = reviewPoint else { return false }
    return planned < today && !checkpoints.contains { $0.planned == planned }
  }

  func supervise(_ command: Command, by actor: Actor, today: Day) throws(Refusal) -> [Fact] {
    let people = children.map(\.person)
    guard authorisation == nil else {
      throw Refusal("assessment.locked", "This assessment is authorised and locked")
    }
    switch command {
    case .comment(let section, let text):
      guard !text.isEmpty else {
        throw Refusal("assessment.comment", "Write the comment", question: "text")
      }
      return [
        .commented(
          comment: Comment(section: section, text: text, by: actor.worker, on: today),
          children: people)
      ]
    case .holdCheckpoint(let on, let agreed, let sentence):
      guard let worker = actor.worker, !authors.contains(worker) else {
        throw Refusal(
          "assessment.own-checkpoint",
          "Another manager must hold this checkpoint: you wrote part of the assessment")
      }
      guard on <= today, on >= startedOn else {
        throw Refusal(
          "assessment.checkpoint-day",
          "The day must be today or in the past, and not before the assessment began",
          question: "on")
      }
      guard !sentence.isEmpty else {
        throw Refusal(
          "assessment.checkpoint-words", "Say in a sentence what you agreed",
          question: "sentence")
      }
      return [
        .checkpointHeld(
          checkpoint: Checkpoint(
            on: on, agreed: agreed, sentence: sentence, by: worker, planned: reviewPoint),
          children: people)
      ]
    default: preconditionFailure("judged elsewhere")
    }
  }

  /// What a section's text brings with it: ticks of that section, and a copy that somebody looked at.
  func check(_ written: Written, in section: Section, around: Around) throws(Refusal) {
    for ticked in written.ticks ?? [] {
      try mustCover([ticked.child])
      guard Set(ticked.factors).count == ticked.factors.count,
        ticked.factors.allSatisfy(section.factors.contains)
      else {
        throw Refusal(
          "assessment.tick", "What is ticked must be of this section",
          question: "ticks-\(ticked.child)")
      }
    }
    guard let copied = written.copied else { return }
    guard around.copiesOwn else {
      throw Refusal(
        "assessment.copied-other", "\(copied.from) is not about any of these children")
    }
    guard copied.isStillTrue || !written.completed else {
      throw Refusal(
        "assessment.still-true",
        "Say that what was copied from \(copied.from) is still true, or change it, before you mark "
          + "this section completed", question: "still-true")
    }
  }

  /// What is ticked in the sections for a child, with the sections it was ticked in. It becomes a factor
  /// only when the author says so.
  package func proposedFactors(
    for child: PersonID
  ) -> [(factor: AssessmentFactor, from: [Section])] {
    var from: [AssessmentFactor: [Section]] = [:]
    for (section, written) in sections {
      for ticked in written.ticks ?? [] where ticked.child == child {
        for factor in ticked.factors { from[factor, default: []].append(section) }
      }
    }
    return from.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value.sorted()) }
  }
}
