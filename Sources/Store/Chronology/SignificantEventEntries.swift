import Domain

extension SignificantEvent: ToldNoun {
  package static func people(in event: SignificantEvent, _ id: SignificantEventID) -> Set<PersonID>
  {
    Set(event.children + (event.source?.about ?? []))
  }

  package static func tell(
    _ fact: Fact, of id: SignificantEventID, on day: Day, now event: SignificantEvent,
    for person: PersonID?, names: ChronologyNames
  ) -> [ChronologyEntry] {
    func plain(_ text: String) -> String { names.undisclosed.takenOut(of: text) }
    switch fact {
    case .promoted(let source, let words, _, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "Taken into the significant events: \(plain(words.title))",
          what: "Happened \(source.happenedOn.long)", effect: plain(words.effect))
      ]
    case .leftOut(let source, let reason, _, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "An entry left out of the significant events",
          what: "It happened \(source.happenedOn.long). Why: \(plain(reason))")
      ]
    case .added(let own, let words, _, _):
      // In a chronology as it reads now; in its history as it was written.
      let now = person == nil ? words : event.words ?? words
      return [
        ChronologyEntry(
          own.kind.lane, on: person == nil ? own.happenedOn : event.happenedOn, plain(now.title),
          what: own.agency.map { "Told by \($0)" }, effect: plain(now.effect),
          significant: event.standing == .shown)
      ]
    case .corrected(let correction, _):
      return [
        ChronologyEntry(
          .record, on: day, "Words of a significant event corrected: \(plain(correction.reason))",
          what: person == nil ? plain(correction.words.title) : nil,
          effect: person == nil ? plain(correction.words.effect) : nil)
      ]
    case .hidden(let reason, _, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "Taken out of the significant events", what: plain(reason))
      ]
    case .shownAgain:
      return [ChronologyEntry(.record, on: day, "Put back among the significant events")]
    case .merged(_, let reason, _, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "Two significant events found to be the same", what: plain(reason))
      ]
    }
  }
}

extension SignificantEvent.Kind {
  /// The lane in which it is drawn.
  package var lane: ChronologyEntry.Kind {
    switch self {
    case .life, .health: .life
    case .move, .school: .moves
    case .police: .police
    case .contact: .contacts
    case .decision: .decisions
    case .visit: .visits
    case .plan: .plans
    }
  }
}
