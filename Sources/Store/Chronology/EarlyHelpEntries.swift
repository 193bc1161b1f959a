import Domain

extension EarlyHelp: ToldNoun {
  package static func people(in help: EarlyHelp, _ id: EarlyHelpID) -> Set<PersonID> {
    Set(help.people)
  }

  package static func tell(
    _ fact: Fact, of id: EarlyHelpID, on day: Day, now help: EarlyHelp, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    func plain(_ text: String?) -> String? { text.map { names.undisclosed.takenOut(of: $0) } }
    func lead(_ lead: Lead?) -> String {
      switch lead {
      case .worker(let id): names.worker(id)
      case .outside(let person): "\(person.name), \(person.job), \(person.agency)"
      case nil: "nobody named"
      }
    }
    func voice(_ voice: Voice) -> String { voice.email ?? names.worker(voice.worker) }
    switch fact {
    case .requested(let request):
      return [
        ChronologyEntry(
          .decisions, on: day, "Early help asked for",
          what: lines([
            ("What is happening", plain(request.story)), ("What is hoped", plain(request.hope)),
            ("Who agreed", "\(request.consent.who), \(request.consent.on.long)"),
          ]), significant: true)
      ]
    case .refused(let request):
      return [
        ChronologyEntry(
          .decisions, on: day, "Early help offered, and the family did not want it",
          what: lines([
            ("Who spoke for the family", request.consent.who),
            ("Why", plain(request.consent.words)),
          ]), significant: true)
      ]
    case .leadProposed(let proposal, _):
      return [
        ChronologyEntry(
          .workers, on: day, "Asked to lead early help: \(lead(proposal.lead))",
          what: lines([("Asked by", names.worker(proposal.by))]))
      ]
    case .leadAccepted(let answer, let begins, _):
      return [
        ChronologyEntry(
          .workers, on: day, "Leads early help: \(lead(help.proposals.last?.proposal.lead))",
          what: lines([
            ("How they said so", plain(answer.said)), ("Recorded by", voice(answer.by)),
            ("When it begins", begins ? nil : "When the referral is closed"),
          ]), significant: true)
      ]
    case .leadDeclined(let answer, _):
      return [
        ChronologyEntry(
          .workers, on: day, "Declined to lead early help",
          what: lines([
            ("Why", plain(answer.reason)), ("How they said so", plain(answer.said)),
            ("Recorded by", voice(answer.by)),
          ]))
      ]
    case .begun(let referral, _, _):
      return [
        ChronologyEntry(
          .decisions, on: day, "Early help began", what: "Referral \(referral) stepped down to it.",
          significant: true)
      ]
    case .planned(let plan, _):
      let outcomes = plan.outcomes.map { outcome in
        let actions = outcome.actions.map { "\($0.what) (\($0.owner), by \($0.by.long))" }
        return "\(outcome.what): \(actions.joined(separator: "; "))"
      }
      let views = plan.views.filter { person == nil || $0.child == person }
      return [
        ChronologyEntry(
          .plans, on: day, "Family plan written",
          what: lines([
            ("What is to change", plain(outcomes.joined(separator: "\n"))),
            (
              "What the children say",
              plain(views.map { "\(names.person($0.child)): \($0.words)" }.joined(separator: "\n"))
            ), ("What the parents say", plain(plan.parents)), ("By", voice(plan.by)),
          ]))
      ]
    case .progressed(let progress, _):
      return [
        ChronologyEntry(
          .visits, on: day, "Progress in early help",
          what: lines([("What happened", plain(progress.words)), ("By", voice(progress.by))]))
      ]
    case .reviewed(let review, _):
      let views = review.views.filter { person == nil || $0.child == person }
      return [
        ChronologyEntry(
          .plans, on: day, "Early help reviewed",
          what: lines([
            ("Who took part", plain(review.present)),
            ("Outcomes", review.distances.map(\.words).joined(separator: ", ")),
            ("What has changed", plain(review.words)),
            (
              "What the children say",
              plain(views.map { "\(names.person($0.child)): \($0.words)" }.joined(separator: "\n"))
            ), ("Next review", review.next.long), ("By", voice(review.by)),
          ]))
      ]
    case .steppedUp(let stepUp, _):
      return [
        ChronologyEntry(
          .contacts, on: day, "Stepped up from early help to the front door",
          what: lines([("Why", plain(stepUp.why)), ("Contact", stepUp.contact.description)]),
          significant: true)
      ]
    case .closed(let ending, _):
      return [
        ChronologyEntry(
          .decisions, on: day, "Early help closed: \(ending.reason.words)",
          what: plain(ending.words), significant: true)
      ]
    }
  }
}
