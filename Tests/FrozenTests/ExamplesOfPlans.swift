import Domain

extension Examples {
  static let plans: [Plan.Fact] = [
    .imported(
      history: .init(
        child: child, referral: referral, kind: .childProtection, from: day, to: day,
        protection: .init(
          initialCategory: .neglect, latestCategory: .emotional, previousPlans: 1,
          reviews: [day]))),
    .opened(
      opening: .init(
        child: child, referral: referral, kind: .childProtection, from: day, category: .neglect,
        conference: FactStream(noun: "conference", number: 3),
        outline: [
          .init(
            key: 1, what: "Aisha has breakfast every day",
            answers: [
              .init(
                words: "I am hungry at school", source: "Aisha, at school, 3 May",
                record: FactStream(noun: "note", number: 7))
            ])
        ],
        coreGroup: [
          .init(.worker(worker), role: "Lead social worker"), .init(.person(child), role: "Sister"),
          .init(.other(words: "Sister Ade, Riverside Surgery"), role: "Health visitor"),
        ], contingency: "Legal advice", family: "We want help"),
      origin: .conference(FactStream(noun: "conference", number: 3)), previous: 1,
      replaces: PlanID(4), by: worker),
    .written(
      version: .init(
        .init(
          outcomes: [
            .init(key: 1, what: "Aisha has breakfast"), .init(key: 2, what: "Sleeps well"),
          ],
          contingency: "Legal advice", family: "It helps"), by: worker, on: day), child: child),
    .actionAdded(
      action: .init(
        key: 1, outcome: 1,
        agreed: .init(what: "Breakfast club", owner: .other(words: "Mother"), by: day), addedOn: day
      ), child: child),
    .actionDone(key: 1, ended: .init(on: day, words: "Goes daily", by: worker), child: child),
    .actionDropped(key: 2, ended: .init(on: day, words: "Not needed", by: worker), child: child),
    .coreGroupSet(
      members: [.init(.worker(worker), role: "Lead social worker")], on: day, child: child),
    .coreGroupMet(
      meeting: .init(
        on: day,
        attendance: [
          .init(.init(.worker(worker), role: "Lead social worker"), came: true),
          .init(.init(.other(words: "Mr Bray"), role: "Teacher"), came: false),
        ], agreed: "Go on", progress: [.init(outcome: 1, distance: .better, words: "Eats")],
        next: day, by: worker), child: child),
    .visitsAgreed(
      pattern: .init(
        limit: 5, unit: .workingDays, from: day, words: "At the conference", by: worker),
      child: child),
    .reviewed(
      review: .init(
        on: day, conference: FactStream(noun: "conference", number: 5), category: .emotional,
        continues: true, words: "Less hunger", present: "Everybody",
        progress: [.init(outcome: 1, distance: .met, words: "Eats")], view: "I like it", next: day,
        by: worker), child: child),
    .ended(
      ending: .init(on: day, reason: .needsMet, words: "All is well", by: worker), child: child),
  ]

  /// A closure that says what would bring us back, and a visit that did not come about: fields that came
  /// later.
  static let fullClosure = Referral.Fact.closed(
    closure: .init(
      on: day, reason: .servicesCeased, words: "Done", comeBack: "Hunger", recordedOn: day,
      by: worker), child: child)
  static let failedVisit = Note.Fact.recorded(
    details: .init(
      kind: .visit, happenedOn: day, purpose: "Planned", text: "Rang twice",
      children: [.init(child: child, seen: false)], failed: .notLetIn), significance: nil,
    by: worker)

  static let preProceedings: [PreProceedings.Fact] = [
    .begun(child: child, referral: referral, reason: "Neglect goes on", on: day, by: worker),
    .stepTaken(
      step: .init(kind: .letterBeforeProceedings, on: day, words: "By hand", by: worker),
      child: child),
    .decided(
      decision: .init(outcome: .proceedings, on: day, words: "No change", by: worker), child: child),
  ]
}
