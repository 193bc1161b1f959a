import Domain

extension StrategyDiscussion: ToldNoun {
  package static func people(
    in discussion: StrategyDiscussion, _ id: StrategyDiscussionID
  ) -> Set<PersonID> { Set(discussion.people) }

  package static func tell(
    _ fact: Fact, of id: StrategyDiscussionID, on day: Day, now discussion: StrategyDiscussion,
    for person: PersonID?, names: ChronologyNames
  ) -> [ChronologyEntry] {
    func plain(_ text: String?) -> String? { text.map { names.undisclosed.takenOut(of: $0) } }
    switch fact {
    case .begun(let beginning, let by, _):
      return [
        ChronologyEntry(
          .plans, on: day, "Strategy discussion called",
          what: lines([
            ("What is feared", plain(beginning.concern)),
            ("Urgent", beginning.urgency == .urgent ? "yes" : nil),
            (beginning.basis.words, beginning.informationOn.long),
            ("By", names.worker(by)),
          ]), significant: true)
      ]
    case .planned(let at, _, _):
      return [ChronologyEntry(.record, on: day, "Strategy discussion planned for \(at.day.long)")]
    case .invited(let invitee, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "Asked to a strategy discussion: \(invitee.agency.words)",
          what: lines([("Who", plain(invitee.name)), ("How", plain(invitee.how))]))
      ]
    case .answered(let place, let answer, _, _):
      let invited = discussion.invited.indices.contains(place) ? discussion.invited[place] : nil
      return [
        ChronologyEntry(
          .record, on: day, "Answer to the strategy discussion: \(answer.words)",
          what: lines([("Who", plain(invited?.invitee.name))]))
      ]
    case .attended(let attended, _):
      return [
        ChronologyEntry(
          .record, on: day, "Who took part in the strategy discussion",
          what: lines(attended.map { ($0.agency.words, plain($0.name)) }))
      ]
    case .wrote(let agency, let lane, _):
      return [
        ChronologyEntry(
          .record, on: day, "Minutes of the strategy discussion: \(agency.words)",
          what: plain(lane.text))
      ]
    case .decided(let decision, let by, _):
      return [decided(decision, by, on: day, for: person, names)]
    case .actionDone(let place, let done, _):
      let actions = discussion.decision?.actions ?? []
      return [
        ChronologyEntry(
          .plans, on: day, "Done, as the strategy discussion agreed",
          what: lines([
            ("What", actions.indices.contains(place) ? plain(actions[place].what) : nil),
            ("What came of it", plain(done.words)), ("By", names.worker(done.by)),
          ]))
      ]
    case .followedUp(let agency, let words, _):
      return [
        ChronologyEntry(
          .plans, on: day,
          "Told since of the strategy discussion that was held without them: \(agency.words)",
          what: lines([("What they said", plain(words.words)), ("By", names.worker(words.by))]))
      ]
    case .calledOff(let words, _):
      return [
        ChronologyEntry(
          .plans, on: day, "Strategy discussion called off", what: plain(words.words))
      ]
    }
  }

  private static func decided(
    _ decision: Decision, _ by: WorkerID?, on day: Day, for person: PersonID?,
    _ names: ChronologyNames
  ) -> ChronologyEntry {
    func plain(_ text: String?) -> String? { text.map { names.undisclosed.takenOut(of: $0) } }
    let children = decision.children.filter { person == nil || person == $0.child }
    let told = children.map { child in
      lines([
        ("Child", names.person(child.child)), ("Decision", child.outcome.words),
        ("Why", plain(child.reason)),
      ])
    }
    let rest = lines([
      ("How", decision.how.words), ("What keeps the child safe", plain(decision.safety)),
      ("Medical examination", plain(decision.medical)), ("Next discussion", decision.next?.long),
      ("Held without", decision.missing.isEmpty ? nil : decision.missing.inWords),
      ("Why it could not wait", plain(decision.withoutQuorum)), ("By", names.worker(by)),
    ])
    return ChronologyEntry(
      .decisions, on: day, "Strategy discussion held",
      what: (told + [rest]).joined(separator: "\n"), significant: true)
  }
}
