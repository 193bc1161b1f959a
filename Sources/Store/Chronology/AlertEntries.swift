import Domain

extension Alert: ToldNoun {
  package static func people(in alert: Alert, _ id: AlertID) -> Set<PersonID> { [alert.person] }

  package static func tell(
    _ fact: Fact, of id: AlertID, on day: Day, now alert: Alert, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    let kind = alert.kind.words
    switch fact {
    case .raised(let details):
      return [
        ChronologyEntry(
          .record, on: day, "Alert raised: \(kind)",
          what: lines([
            ("What it is", names.undisclosed.takenOut(of: details.what)),
            ("What to do", names.undisclosed.takenOut(of: details.act)),
            ("How we know", names.undisclosed.takenOut(of: details.evidence)),
            ("To be looked at again by", details.reviewOn.long),
            ("Family told", details.familyTold ? "Yes" : details.whyNotTold.map { "No: \($0)" }),
            ("Others told", details.told.map(\.who).joined(separator: ", ")),
          ]), significant: alert.kind != .other)
      ]
    case .reviewed(_, let words, let next, _):
      return [
        ChronologyEntry(
          .record, on: day, "Alert looked at again: \(kind)",
          what: lines([("Found", words), ("Next", next.long)]))
      ]
    case .told(_, let who, _):
      return [ChronologyEntry(.record, on: day, "Told of an alert: \(who)", what: kind)]
    case .disclosed(_, let words, _):
      return [ChronologyEntry(.record, on: day, "Family told of an alert: \(kind)", what: words)]
    case .ended(_, let reason, _):
      return [ChronologyEntry(.record, on: day, "Alert ended: \(kind)", what: reason)]
    }
  }
}
