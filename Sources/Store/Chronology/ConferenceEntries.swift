import Domain

extension Conference: ToldNoun {
  package static func people(in conference: Conference, _ id: ConferenceID) -> Set<PersonID> {
    Set(conference.people)
  }

  package static func tell(
    _ fact: Fact, of id: ConferenceID, on day: Day, now conference: Conference,
    for person: PersonID?, names: ChronologyNames
  ) -> [ChronologyEntry] {
    func plain(_ text: String?) -> String? { text.map { names.undisclosed.takenOut(of: $0) } }
    let kind = conference.kind.words
    switch fact {
    case .arranged(let arrangement, let by, _):
      return [
        ChronologyEntry(
          .plans, on: day, "\(kind) arranged",
          what: lines([
            ("Due", conference.clock.due.day?.long),
            ("Planned for", arrangement.plannedFor?.at.day.long), ("By", names.worker(by)),
          ]))
      ]
    case .planned(let planned, _, _):
      return [
        ChronologyEntry(.record, on: day, "\(kind) planned for \(planned.at.day.long)")
      ]
    case .postponed(let postponement, _):
      return [
        ChronologyEntry(
          .plans, on: day, "\(kind) postponed to \(postponement.to.at.day.long)",
          what: lines([
            ("Why", plain(postponement.reason)), ("By", names.worker(postponement.by)),
          ]), significant: true)
      ]
    case .chairNamed(let chair, _, _):
      return [
        ChronologyEntry(.workers, on: day, "\(kind) to be chaired by \(names.worker(chair))")
      ]
    case .invited(let invitee, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "Invited to the conference: \(invitee.agency.words)",
          what: lines([("Who", plain(invitee.name)), ("How", plain(invitee.how))]))
      ]
    case .answered(let place, let answer, _, _):
      let invited = conference.invited.indices.contains(place) ? conference.invited[place] : nil
      return [
        ChronologyEntry(
          .record, on: day, "Answer to the invitation: \(answer.words)",
          what: lines([("Who", plain(invited?.invitee.name))]))
      ]
    case .reported(_, let report, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "Report to the conference: \(report.agency.words)",
          what: lines([
            ("Report", plain(report.title)), ("Version", String(report.version)),
            ("Shared with parents", report.sharedWithParents?.long),
            ("Shared with the child", report.sharedWithChild?.long),
            ("Why not", plain(report.whyNot)),
          ]))
      ]
    case .attended(let attendance, _):
      let children = attendance.children.filter { person == nil || person == $0.child }
      return [
        ChronologyEntry(
          .plans, on: day, "Who was at the conference",
          what: lines(
            attendance.attended.map { ($0.agency.words, plain($0.name)) }
              + [("Parents", plain(attendance.parents))]
              + children.flatMap { child in
                [
                  (names.person(child.child), child.there ? "there" : "not there"),
                  ("Why not", plain(child.whyNot)), ("Views", plain(child.views)),
                ]
              }))
      ]
    case .decided(let decision, let by):
      return [decided(decision, by, conference.kind, on: day, for: person, names)]
    case .distributed(let sent, _):
      return [
        ChronologyEntry(
          .record, on: day, "Minutes of the conference sent", what: plain(sent.to))
      ]
    case .calledOff(let words, _):
      return [ChronologyEntry(.plans, on: day, "\(kind) called off", what: plain(words.words))]
    }
  }

  private static func decided(
    _ decision: Decision, _ by: WorkerID?, _ kind: Kind, on day: Day, for person: PersonID?,
    _ names: ChronologyNames
  ) -> ChronologyEntry {
    func plain(_ text: String?) -> String? { text.map { names.undisclosed.takenOut(of: $0) } }
    let children = decision.children.filter { person == nil || person == $0.child }
    let told = children.map { child in
      lines([
        ("Child", names.person(child.child)), ("Decision", child.outcome.words(kind)),
        ("Category", child.category?.meaning), ("Why", plain(child.reason)),
      ])
    }
    let rest = lines(
      decision.dissents.map { ("Did not agree", plain("\($0.name): \($0.reason)")) } + [
        ("First core group", decision.firstCoreGroup?.long),
        ("Next review", decision.nextReview?.long),
        ("Held with fewer than three agencies", plain(decision.withoutQuorum)),
        ("Chaired by", names.worker(by)),
      ])
    return ChronologyEntry(
      .decisions, on: day, "\(kind.words) held",
      what: (told + [rest]).joined(separator: "\n"), significant: true)
  }
}
