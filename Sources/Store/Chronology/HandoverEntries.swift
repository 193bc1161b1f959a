import Domain

extension Handover: ToldNoun {
  package static func people(in handover: Handover, _ id: HandoverID) -> Set<PersonID> {
    Set([handover.child].compactMap { $0 })
  }

  package static func tell(
    _ fact: Fact, of id: HandoverID, on day: Day, now handover: Handover, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    func plain(_ text: String) -> String { names.undisclosed.takenOut(of: text) }
    switch fact {
    case .raised(let warning, let by, _):
      return [
        ChronologyEntry(
          .record, on: day, "Alert for the night",
          what: lines([
            ("What may happen", plain(warning.what)), ("What to do", plain(warning.act)),
            ("Whom to ring", plain(warning.ring)), ("Until", warning.until.day.long),
            ("Raised by", names.worker(by)),
          ]), significant: true)
      ]
    case .happened(let about, let action, _):
      return [action.told("In the night", about: about.who, on: day, names)]
    case .acknowledged(_, let signed):
      return [
        ChronologyEntry(
          .record, on: day, "Alert for the night acknowledged by \(names.worker(signed.by))")
      ]
    case .acted(_, let action):
      return [action.told("Also in the night", about: nil, on: day, names)]
    case .passed(_, let need):
      let to = [need.worker.map { names.worker($0) }, need.team.map { names.team($0) }]
      return [
        ChronologyEntry(
          .plans, on: day,
          "Passed to the morning: \(to.compactMap { $0 }.joined(separator: ", "))",
          what: plain(need.words))
      ]
    case .accepted(_, let signed):
      return [
        ChronologyEntry(.plans, on: day, "Taken over from the night by \(names.worker(signed.by))")
      ]
    case .chased(_, let chase):
      return [
        ChronologyEntry(
          .record, on: day, "Asked why nobody had taken it over from the night",
          what: plain(chase.words))
      ]
    case .closed(_, let closing):
      return [
        ChronologyEntry(.record, on: day, "Handover closed", what: plain(closing.words))
      ]
    }
  }
}

extension Handover.Action {
  fileprivate func told(
    _ when: String, about who: String?, on day: Day, _ names: ChronologyNames
  ) -> ChronologyEntry {
    func plain(_ text: String?) -> String? { text.map { names.undisclosed.takenOut(of: $0) } }
    let kind: ChronologyEntry.Kind =
      switch self.kind {
      case .police: .police
      case .strategyDiscussion: .plans
      case .call, .visit, .hospital, .other: .visits
      }
    let isGrave =
      switch outcome {
      case .accommodationPrevented, .accommodated, .policeProtection: true
      case .noChange, .advice, .safetyPlan, .stillGoingOn: self.kind == .strategyDiscussion
      }
    return ChronologyEntry(
      kind, on: day, "\(when): \(self.kind.words.lowercased())",
      what: lines([
        ("About", plain(who)), ("What happened", plain(words)), ("Who took part", plain(tookPart)),
        ("What was put in place", plain(instead)), ("By", names.worker(by)),
      ]), effect: outcome.words, significant: isGrave)
  }
}
