import Domain

extension Referral: ToldNoun {
  package static func people(in referral: Referral, _ id: ReferralID) -> Set<PersonID> {
    [referral.child]
  }

  package static func tell(
    _ fact: Fact, of id: ReferralID, on day: Day, now referral: Referral, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    switch fact {
    case .opened(_, let contact, let source, let first, _):
      let need = person == nil ? first : referral.primaryNeed
      return [
        ChronologyEntry(
          .contacts, on: day, "Referral" + (need.map { ": \($0.meaning)" } ?? ""),
          what: lines([
            ("From", source.meaning), ("Made by contact", contact?.description),
          ]), significant: true)
      ]
    case .imported(let history): return told(history, on: day)
    case .decided(let decision, let need, _):
      return [
        ChronologyEntry(
          .decisions, on: day, "Referral decided: \(decision.outcome.words)",
          what: lines([
            ("Reason", decision.reason), ("Primary need", need?.meaning),
            ("Decided by", decision.by.map { names.worker($0) }),
          ]), significant: true)
      ]
    case .primaryNeedCorrected(let need, let reason, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "Primary need corrected: \(need.meaning)", what: reason)
      ]
    case .allocated(let allocation, _):
      let team = names.team(allocation.team)
      return [
        ChronologyEntry(
          .workers, on: day,
          allocation.worker.map { "Given to \(names.worker($0)), \(team)" }
            ?? "Given to \(team), no worker yet",
          what: lines([
            ("By transfer", allocation.transfer?.description),
            (
              "Over what the worker can hold",
              allocation.over.map {
                "\($0.load) of \($0.cap) points, agreed by \(names.worker($0.by)): \($0.reason)"
              }
            ),
          ]))
      ]
    case .allocationAccepted(let by, _, _):
      return [ChronologyEntry(.workers, on: day, "\(names.worker(by)) accepted")]
    case .allocationDeclined(let declined, _):
      return [
        ChronologyEntry(
          .workers, on: day, "\(names.worker(declined.worker)) could not take it",
          what: declined.reason)
      ]
    case .allocationUndone(_, let by, _, _):
      return [
        ChronologyEntry(.record, on: day, "Giving it was undone by \(names.worker(by))")
      ]
    case .involved(let involvement, _):
      return [
        ChronologyEntry(
          .workers, on: day,
          "\(involvement.role.words): \(names.worker(involvement.worker))")
      ]
    case .involvementEnded(_, _, let reason, _):
      return [
        ChronologyEntry(.workers, on: day, "Somebody beside the worker stopped", what: reason)
      ]
    case .closed(let closure, _): return [told(closure, on: day)]
    case .reopened(let reason, let by, _, _):
      return [
        ChronologyEntry(
          .decisions, on: day, "Closed by mistake and reopened the same day",
          what: lines([
            ("What the mistake was", names.undisclosed.takenOut(of: reason)),
            ("By", names.worker(by)),
          ]))
      ]
    case .letterWritten(let letter, _):
      return [
        ChronologyEntry(
          .decisions, on: day, "Letter to \(letter.to.words) about the end of the work",
          what: names.undisclosed.takenOut(of: letter.text))
      ]
    }
  }

  private static func told(_ closure: Closure, on day: Day) -> ChronologyEntry {
    ChronologyEntry(
      .decisions, on: day,
      "Work ended" + (closure.reason.map { ": \($0.meaning)" } ?? ""),
      what: closure.comeBack.map {
        lines([("Why", closure.words), ("What would bring us back", $0)])
      } ?? closure.words, significant: true)
  }

  /// An episode as a file brought it: its beginning, its conference and its end.
  private static func told(_ history: History, on day: Day) -> [ChronologyEntry] {
    var entries = [
      ChronologyEntry(
        .contacts, on: day,
        (history.noFurtherAction ? "Referral, no further action" : "Referral")
          + (history.primaryNeed.map { ": \($0.meaning)" } ?? ""),
        what: lines([
          ("From", history.source?.meaning), ("Brought in by an import", "yes"),
        ]), significant: true)
    ]
    if let conference = history.transferInConference {
      entries.append(
        ChronologyEntry(
          .plans, on: conference, "Transfer-in conference held",
          what: "The child was on a plan of another council and moved here.", significant: true))
    }
    if let closed = history.closedOn {
      entries.append(
        told(Closure(on: closed, reason: history.reasonForClosure, words: ""), on: closed))
    }
    return entries
  }
}
