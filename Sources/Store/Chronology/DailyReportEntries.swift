import Domain

extension DailyReport: ToldNoun {
  package static func people(in report: DailyReport, _ id: DailyReportID) -> Set<PersonID> {
    report.people
  }

  package static func tell(
    _ fact: Fact, of id: DailyReportID, on day: Day, now report: DailyReport,
    for person: PersonID?, names: ChronologyNames
  ) -> [ChronologyEntry] {
    let to = "daily report to \(report.sheet.reader.name)"
    let of = "The report of \(report.sheet.day.long)"
    switch fact {
    case .composed(let sheet, _):
      // A child's own story has what was written of that child alone.
      let lines = sheet.lines.filter { line in person.map(line.people.contains) ?? true }
      return [
        ChronologyEntry(
          .contacts, on: day, "Put into the \(to)",
          what: ([of] + lines.map(\.text)).joined(separator: "\n"))
      ]
    case .lineRemoved(let removal, _, _):
      return [
        ChronologyEntry(
          .contacts, on: day, "Taken out of the \(to)",
          what: lines([("Contact", removal.contact.description), ("Why", removal.reason)]))
      ]
    case .approved(let signed, _):
      return [
        ChronologyEntry(
          .contacts, on: day, "Approved: the \(to)",
          what: lines([("By", names.worker(signed.by))]))
      ]
    case .published:
      return [ChronologyEntry(.contacts, on: day, "Published: the \(to)", what: of)]
    case .opened(let opening, _):
      return [
        ChronologyEntry(
          .contacts, on: day, "Opened: the \(to)", what: lines([("By", opening.who)]))
      ]
    case .withdrawn(let withdrawal, _):
      return [
        ChronologyEntry(.contacts, on: day, "Withdrawn: the \(to)", what: withdrawal.reason)
      ]
    }
  }
}
