extension Plan {
  /// Of the day: the council's own standard for a visit under a plan of this kind.
  package static func visitRule(
    _ kind: Kind, on day: Day, standards: LocalStandards = LocalStandards()
  ) -> Clock.Rule? {
    standards.rule(kind == .childProtection ? .childProtectionVisit : .childInNeedVisit, on: day)
  }

  /// From the beginning or the review before to the next review.
  static func reviewRule(
    _ kind: Kind, isFirst: Bool = false, on day: Day, standards: LocalStandards = LocalStandards()
  ) -> Clock.Rule? {
    switch kind {
    case .childInNeed: standards.rule(.childInNeedReview, on: day)
    case .childProtection: standards.rule(isFirst ? .firstReview : .laterReview, on: day)
    }
  }

  static func due(_ rule: Clock.Rule, after day: Day) -> Day? {
    Clock("", started: Clock.Started(on: day, by: ""), rule: rule).due.day
  }

  /// The last review, brought by a census file or held here.
  package var lastReview: Day? {
    ((protection?.reviews ?? []) + reviews.map(\.on)).max()
  }

  /// The next review: three months after the initial conference, six after each review (Working
  /// Together); of a child in need plan the local standard, or the day agreed where that is sooner.
  /// Nil once the plan has ended.
  package func reviewClock(standards: LocalStandards = LocalStandards()) -> Clock? {
    guard isOpen else { return nil }
    let last = lastReview
    guard
      let rule = Self.reviewRule(kind, isFirst: last == nil, on: last ?? from, standards: standards)
    else { return nil }
    let name = kind == .childInNeed ? "Child in need review" : "Review conference"
    let begun = kind == .childInNeed ? "plan began" : "initial conference"
    let clock = Clock(
      name, started: Clock.Started(on: last ?? from, by: last == nil ? begun : "review before"),
      rule: rule)
    guard let next = reviews.last?.next, let due = clock.due.day, next < due else { return clock }
    return Clock(
      name, started: clock.started,
      rule: Clock.Rule(
        next - clock.started.day, .calendarDays, source: "agreed at the review",
        regime: rule.source))
  }

  /// The next core group: ten working days after the initial conference (Working Together), then the
  /// local standard, or the day agreed where that is sooner. Nil for another plan and once it has ended.
  package func coreGroupClock(standards: LocalStandards = LocalStandards()) -> Clock? {
    guard isOpen, kind == .childProtection, origin != .imported else { return nil }
    guard let last = meetings.last else { return firstCoreGroupClock(standards: standards) }
    let agreed = Clock.Rule(
      last.next - last.on, .calendarDays, source: "agreed at the core group before",
      regime: "local standard")
    return Clock(
      "Core group", started: Clock.Started(on: last.on, by: "core group before"), rule: agreed)
  }

  /// From the initial conference to the first meeting of the core group; stopped by that meeting.
  package func firstCoreGroupClock(standards: LocalStandards = LocalStandards()) -> Clock? {
    guard kind == .childProtection, origin != .imported else { return nil }
    return Clock(
      "First core group", started: Clock.Started(on: from, by: "initial conference"),
      rule: standards.rule(.firstCoreGroup, on: from) ?? Timescales.firstCoreGroup,
      stopped: meetings.first.map { Clock.Stopped(on: $0.on, by: "core group met") })
  }
}

extension Plan.VisitPattern {
  /// The pattern as a limit.
  package var rule: Clock.Rule {
    Clock.Rule(limit, unit, source: "agreed \(from.long): \(words)", regime: "local standard")
  }
}
