import Domain

extension Examples {
  static let riskDocuments = Assessment.Risk(
    assessment: "Shouting at night", plan: "Nan comes", reviewOn: day,
    statements: [
      .init(
        child: child, worried: "she is left alone", because: "it happened twice",
        soThat: "she is frightened", likelihood: "Most weekends", impact: "Bad",
        keepsSafe: "Nan lives near")
    ],
    actions: [
      .init(
        .init(what: "Nan stays on Fridays", owner: .other(words: "Nan"), by: day),
        done: .init(on: day, words: "She stays", by: worker)),
      .init(.init(what: "Visit", owner: .worker(worker), by: day)),
    ], changed: "Less often")

  static let assessmentsGrown: [Assessment.Fact] = [
    .commented(
      comment: .init(section: .views, text: "Whose words?", by: worker, on: day),
      children: [child]),
    .checkpointHeld(
      checkpoint: .init(on: day, agreed: .change, sentence: "See dad", by: worker, planned: day),
      children: [child]),
    .riskReviewed(risk: riskDocuments, by: worker, on: day, children: [child]),
    .riskActionDone(
      place: 0, done: .init(on: day, words: "She stays", by: worker), children: [child]),
    .contributionAsked(
      asked: .init(
        asking: .init(
          section: .development, who: "Ruth Okoro", job: "Health visitor",
          email: "ruth@nhs.example", question: "How does she grow?"), until: day, by: worker,
        on: day), children: [child]),
    .contributionChased(
      place: 0, chased: .init(until: day, by: worker, on: day), children: [child]),
    .contributionWithdrawn(
      place: 0, withdrawn: .init(reason: "She rang", by: worker, on: day), children: [child]),
    .contributionReceived(
      place: 0, reply: .init(words: "Well", author: "Ruth Okoro", on: day), children: [child]),
    .passagesMarked(
      passages: [.init(text: "The neighbour said", isAboutOther: true)], by: worker, on: day,
      children: [child]),
    .shared(
      sharing: .init(
        version: .child, child: child, with: "Aisha", how: .readTogether, on: day, wasDraft: true,
        by: worker), children: [child]),
  ]

  /// Cases that hold more than they did at first.
  static let otherAssessments: [(name: String, fact: Assessment.Fact)] = [
    (
      "assessment.sectionWritten.copied",
      .sectionWritten(
        section: .parenting,
        written: .init(
          text: "Warm", quotes: [.init(words: "I try", source: "Mother", record: "note/3")],
          completed: true, difference: "Prays five times a day",
          ticks: [.init(child: child, factors: [.domesticAbuseParent])],
          copied: .init(from: AssessmentID(4), on: day, isStillTrue: true)), by: worker, on: day,
        children: [child])
    ),
    (
      "assessment.riskRecorded.documents",
      .riskRecorded(risk: riskDocuments, by: worker, on: day, children: [child])
    ),
  ]
}
