import Domain

extension PoliceNotification: ToldNoun {
  package static func people(
    in notification: PoliceNotification, _ id: PoliceNotificationID
  ) -> Set<PersonID> {
    Set(notification.matchedPeople)
  }

  /// A notification that was matched to the wrong person belongs to their story only as that mistake.
  package static func concerns(
    _ fact: Fact, of id: PoliceNotificationID, now notification: PoliceNotification,
    _ person: PersonID
  ) -> Bool {
    switch fact {
    case .matched(_, let matched, _), .unmatched(_, let matched, _): matched == person
    case .received, .receivedAgain, .taken, .assessed, .carriedOver:
      notification.named.contains { $0.person == person }
    case .routed(let routing, _):
      routing.children.contains(person) || notification.named.contains { $0.person == person }
    case .read(_, let children, _): children.contains(person)
    }
  }

  package static func tell(
    _ fact: Fact, of id: PoliceNotificationID, on day: Day, now: PoliceNotification,
    for person: PersonID?, names: ChronologyNames
  ) -> [ChronologyEntry] {
    switch fact {
    case .received(let report):
      return [now.told(report, "Police notification: \(report.kind)", day, person, names)]
    case .receivedAgain(let report):
      return [
        now.told(report, "The police told of it again: \(report.kind)", day, person, names)
      ]
    case .matched(let key, let to, let because):
      return [
        ChronologyEntry(
          .record, on: day,
          person == nil
            ? "\(now.words(key, names)) matched to \(to)"
            : "Police notification \(id) matched to this record", what: because)
      ]
    case .unmatched(let key, let from, let reason):
      return [
        ChronologyEntry(
          .record, on: day,
          person == nil
            ? "Match of \(now.words(key, names)) to \(from) undone"
            : "Police notification \(id) is not about this person", what: reason)
      ]
    case .taken(let worker, _):
      return [
        ChronologyEntry(.workers, on: day, "\(names.worker(worker)) looks at the notification")
      ]
    case .assessed(let assessment, _):
      return [
        ChronologyEntry(
          .police, on: day, "Risk of the incident assessed: \(assessment.grade.words)",
          what: lines([
            ("Officer", names.worker(assessment.by)),
            ("Reason", names.undisclosed.takenOut(of: assessment.reason)),
            ("What history adds", names.undisclosed.takenOut(of: assessment.history)),
          ]))
      ]
    case .routed(let routing, _):
      return [
        ChronologyEntry(
          .decisions, on: day, "Police notification routed: \(routing.route.words.lowercased())",
          what: lines([
            ("By", names.worker(routing.by)), ("Reason", routing.reason),
            ("Contact", routing.contact?.description),
            (
              "Passed about",
              person == nil && !routing.children.isEmpty ? names.people(routing.children) : nil
            ),
          ]))
      ]
    case .carriedOver(let carrying, _):
      return [
        ChronologyEntry(
          .record, on: day, "Risk assessment carried over from \(carrying.day.long)",
          what: "\(carrying.reason) (\(names.worker(carrying.by)))")
      ]
    case .read(let worker, _, _):
      return [
        ChronologyEntry(
          .workers, on: day, "\(names.worker(worker)) read the police notification")
      ]
    }
  }

  private func words(_ key: Int, _ names: ChronologyNames) -> String {
    named.first { $0.key == key }.map { names.named($0.inContact(postcode: nil)) }
      ?? "Somebody named"
  }

  private func told(
    _ report: Report, _ title: String, _ day: Day, _ person: PersonID?, _ names: ChronologyNames
  ) -> ChronologyEntry {
    let text = names.undisclosed.takenOut(of: report.text)
    let mine = person.flatMap { one in named.first { $0.person == one }?.role }
    let everybody = report.named.map { one in
      // As matched since: whoever's record is closed to the reader is not named.
      names.named((named.first { $0.key == one.key } ?? one).inContact(postcode: nil))
    }
    return ChronologyEntry(
      .police, on: day, title,
      what: lines([
        ("Reference", "\(report.reference) (\(report.force))"),
        ("Grade by the attending officer", report.grade?.words),
        ("Marked", report.marks.map(\.words).joined(separator: ", ")),
        ("Children present", report.childrenPresent.inWords),
        ("Where", report.address.map { names.address($0) }), ("In it as", mine),
        ("Named", person == nil ? everybody.joined(separator: ", ") : nil), ("Text", text),
      ]), significant: true)
  }
}
