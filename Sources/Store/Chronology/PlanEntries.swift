import Domain

extension Plan: ToldNoun {
  package static func people(in plan: Plan, _ id: PlanID) -> Set<PersonID> {
    [plan.history.child]
  }

  package static func tell(
    _ fact: Fact, of id: PlanID, on day: Day, now plan: Plan, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    switch fact {
    case .imported(let history):
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
        entries.append(
          ChronologyEntry(.plans, on: review, "Plan reviewed", significant: true))
      }
      if let end = history.to {
        entries.append(
          ChronologyEntry(.plans, on: end, "\(history.kind.words) ended", significant: true))
      }
      return entries
    }
  }
}
