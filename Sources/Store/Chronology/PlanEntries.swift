import Domain

extension Plan: ToldNoun {
  package static func people(in plan: Plan, _ id: PlanID) -> Set<PersonID> { [plan.child] }

  package static func tell(
    _ fact: Fact, of id: PlanID, on day: Day, now plan: Plan, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    func plain(_ text: String?) -> String? { text.map { names.undisclosed.takenOut(of: $0) } }
    func one(
      _ title: String, _ what: [(String, String?)], significant: Bool = false
    ) -> [ChronologyEntry] {
      [ChronologyEntry(.plans, on: day, title, what: lines(what), significant: significant)]
    }
    let kind = plan.kind.words
    switch fact {
    case .imported(let history): return tellImported(history, on: day)
    case .opened(let opening, let origin, let previous, let replaces, let by):
      return one(
        "\(kind) opened",
        [
          ("Category", opening.category?.meaning), ("Because of", origin.words),
          ("Earlier child protection plans", previous.map(String.init)),
          ("Takes the place of", replaces.map { "\($0)" }),
          ("What is to change", plain(opening.outline.map(\.what).joined(separator: "\n"))),
          ("Opened by", by.map { names.worker($0) }),
        ], significant: true)
    case .written(let version, _):
      return one(
        "Plan written anew",
        [
          ("What is to change", plain(version.outcomes.map(\.what).joined(separator: "\n"))),
          ("If things do not change", plain(version.contingency)),
          ("What the family says", plain(version.family)), ("By", names.worker(version.by)),
        ])
    case .actionAdded(let action, _):
      return one(
        "Action agreed: \(plain(action.agreed.what) ?? "")",
        [("Who", owner(action.agreed, names)), ("By when", action.agreed.by.long)])
    case .actionDone(let key, let ended, _):
      return one(
        "Action done: \(plain(plan.action(key)?.agreed.what) ?? "")",
        [("What came of it", plain(ended.words)), ("By", names.worker(ended.by))])
    case .actionDropped(let key, let ended, _):
      return one(
        "Action dropped: \(plain(plan.action(key)?.agreed.what) ?? "")",
        [("Why", plain(ended.words)), ("By", names.worker(ended.by))])
    case .coreGroupSet(let members, _, _):
      return one(
        "Core group named",
        [("Members", plain(members.map { said($0, names) }.joined(separator: "\n")))])
    case .coreGroupMet(let meeting, _):
      let came = meeting.attendance.filter(\.came).map { said($0.member, names) }
      return one(
        "Core group met",
        [
          ("Who came", plain(came.joined(separator: "\n"))), ("Agreed", plain(meeting.agreed)),
          ("Next", meeting.next.long), ("Recorded by", names.worker(meeting.by)),
        ], significant: true)
    case .visitsAgreed(let pattern, _):
      return one(
        "Visits agreed: at least every \(pattern.rule.words)",
        [("With whom and why", plain(pattern.words)), ("By", names.worker(pattern.by))])
    case .reviewed(let review, _):
      return one(
        "\(kind) reviewed",
        [
          ("Category from now", review.category?.meaning),
          (plan.kind == .childInNeed ? "What changed for the child" : "Why", plain(review.words)),
          ("What the child says", plain(review.view)), ("Who took part", plain(review.present)),
          ("Next review", review.next?.long), ("Recorded by", names.worker(review.by)),
        ], significant: true)
    case .ended(let ending, _):
      return one(
        "\(kind) ended: \(ending.reason?.words ?? "as imported")",
        [
          ("In words", plain(ending.words)),
          ("Recorded by", names.worker(ending.by)),
        ], significant: true)
    }
  }

  private func action(_ key: Int) -> Action? { actions.first { $0.key == key } }

  private static func owner(_ action: AgreedAction, _ names: ChronologyNames) -> String {
    switch action.owner {
    case .worker(let worker): names.worker(worker)
    case .other(let words): names.undisclosed.takenOut(of: words)
    }
  }

  private static func said(_ member: Member, _ names: ChronologyNames) -> String {
    switch member.who {
    case .worker(let worker): "\(member.role): \(names.worker(worker))"
    case .person(let person): "\(member.role): \(names.person(person))"
    case .other(let words): "\(member.role): \(words)"
    }
  }

  private static func tellImported(_ history: History, on day: Day) -> [ChronologyEntry] {
    let protection = history.protection
    var entries = [
      ChronologyEntry(
        .plans, on: day, "\(history.kind.words) begun",
        what: lines([
          ("Category", protection?.initialCategory.meaning),
          ("Latest category", protection?.latestCategory.meaning),
          ("Earlier plans", protection.map { String($0.previousPlans) }),
          ("Brought in by an import", "yes"),
        ]), significant: true)
    ]
    for review in protection?.reviews ?? [] {
      entries.append(ChronologyEntry(.plans, on: review, "Plan reviewed", significant: true))
    }
    if let end = history.to {
      entries.append(
        ChronologyEntry(.plans, on: end, "\(history.kind.words) ended", significant: true))
    }
    return entries
  }
}

extension Plan.Origin {
  /// `assessment A-3`.
  package var words: String {
    switch self {
    case .imported: "an import"
    case .assessment(let id): "assessment \(id)"
    case .conference: "the conference"
    case .stepDown(let from): "step down from plan \(from)"
    }
  }
}
