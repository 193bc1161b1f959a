import Domain

extension Transfer: ToldNoun {
  package static func people(in transfer: Transfer, _ id: TransferID) -> Set<PersonID> {
    Set(transfer.asking.children.map(\.person))
  }

  package static func tell(
    _ fact: Fact, of id: TransferID, on day: Day, now transfer: Transfer, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    func plain(_ text: String?) -> String? { text.map { names.undisclosed.takenOut(of: $0) } }
    let to = names.team(transfer.asking.to)
    switch fact {
    case .asked(let asking):
      return [
        ChronologyEntry(
          .workers, on: day, "\(to) asked to take over from \(names.team(asking.from))",
          what: lines([
            ("Why", plain(asking.reason)), ("Where things stand", plain(asking.summary)),
            ("Still to be done", plain(asking.outstanding)),
            ("What the family was told", plain(asking.familyTold)),
            ("Visit together", asking.jointVisit?.long ?? plain(asking.noJointVisit)),
            ("Asked by", names.worker(asking.by)),
          ]))
      ]
    case .accepted(_, let answered):
      return [
        ChronologyEntry(
          .workers, on: day, "\(to) accepted the transfer",
          what: lines([("Worker", answered.worker.map { names.worker($0) })]), significant: true)
      ]
    case .returned(_, let answered):
      return [
        ChronologyEntry(
          .workers, on: day, "\(to) sent the transfer back", what: plain(answered.reason))
      ]
    case .askedAgain(_, let said):
      return [
        ChronologyEntry(.workers, on: day, "\(to) asked again", what: plain(said.words))
      ]
    case .escalated(_, let escalation):
      return [
        ChronologyEntry(
          .decisions, on: day, "Transfer escalated to \(names.worker(escalation.to))",
          what: plain(escalation.reason))
      ]
    case .decided(_, let decision):
      return [
        ChronologyEntry(
          .decisions, on: day,
          decision.accepts
            ? "Decided: \(to) takes over"
            : "Decided: stays with \(names.team(transfer.asking.from))",
          what: lines([
            ("In a sentence", plain(decision.sentence)),
            ("Decided by", names.worker(decision.by)),
          ]), significant: true)
      ]
    case .withdrawn(_, let said):
      return [
        ChronologyEntry(.workers, on: day, "Transfer withdrawn", what: plain(said.words))
      ]
    }
  }
}
