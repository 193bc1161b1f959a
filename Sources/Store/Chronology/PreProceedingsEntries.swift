import Domain

extension PreProceedings: ToldNoun {
  package static func people(in state: PreProceedings, _ id: PreProceedingsID) -> Set<PersonID> {
    [state.child]
  }

  package static func tell(
    _ fact: Fact, of id: PreProceedingsID, on day: Day, now state: PreProceedings,
    for person: PersonID?, names: ChronologyNames
  ) -> [ChronologyEntry] {
    func plain(_ text: String) -> String { names.undisclosed.takenOut(of: text) }
    switch fact {
    case .begun(_, _, let reason, _, let by):
      return [
        ChronologyEntry(
          .plans, on: day, "Pre-proceedings begun",
          what: lines([("Why", plain(reason)), ("Recorded by", names.worker(by))]),
          significant: true)
      ]
    case .stepTaken(let step, _):
      return [
        ChronologyEntry(
          .plans, on: day, step.kind.words,
          what: lines([("In words", plain(step.words)), ("Recorded by", names.worker(step.by))]),
          significant: true)
      ]
    case .decided(let decision, _):
      return [
        ChronologyEntry(
          .plans, on: day, "Pre-proceedings ended: \(decision.outcome.words)",
          what: lines([
            ("Why", plain(decision.words)), ("Recorded by", names.worker(decision.by)),
          ]), significant: true)
      ]
    }
  }
}
