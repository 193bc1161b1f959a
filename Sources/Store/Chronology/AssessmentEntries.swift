import Domain

extension Assessment: ToldNoun {
  package static func people(in assessment: Assessment, _ id: AssessmentID) -> Set<PersonID> {
    Set(assessment.children.map(\.person))
  }

  package static func tell(
    _ fact: Fact, of id: AssessmentID, on day: Day, now assessment: Assessment,
    for person: PersonID?, names: ChronologyNames
  ) -> [ChronologyEntry] {
    switch fact {
    case .began(let kind, let children, _, let by):
      return [
        ChronologyEntry(
          .assessments, on: day, "\(kind.name) begun",
          what: lines([
            ("By", by.map { names.worker($0) }),
            ("Children", person == nil ? names.people(children.map(\.person)) : nil),
          ]), significant: true)
      ]
    case .imported(let history): return told(history, on: day)
    case .reviewPointSet(let on, _):
      return [ChronologyEntry(.assessments, on: day, "Review point set for \(on.long)")]
    case .sectionWritten(let section, let written, let by, _, _):
      return [assessment.told(section, written, by: by, on: day, for: person, names)]
    case .sectionSetAside(let section, let reason, _, _, _):
      return [
        ChronologyEntry(
          .assessments, on: day, "Set aside: \(section.title)", what: reason)
      ]
    case .childrenSeen(let seen, _, _): return told(seen, on: day, for: person, names)
    case .factorsRecorded(let factors, _, _):
      let told = factors.filter { person == nil || $0.child == person }.map { block in
        (person == nil ? "\(names.person(block.child)): " : "")
          + block.factors.map(\.meaning).joined(separator: "; ")
      }
      return [
        ChronologyEntry(
          .assessments, on: day, "Factors recorded", what: told.joined(separator: "\n"))
      ]
    case .riskRecorded(let risk, _, _, _):
      return [
        ChronologyEntry(
          .assessments, on: day, "Risk assessment and plan written",
          what: person == nil
            ? lines([
              ("Risk assessment", risk.assessmentWords), ("Risk management plan", risk.planWords),
              ("Looked at again on", risk.reviewOn?.long),
            ]) : nil)
      ]
    case .sent(let outcomes, _, _):
      let told = outcomes.filter { person == nil || $0.child == person }.map { outcome in
        (person == nil ? "\(names.person(outcome.child)): " : "")
          + "\(outcome.outcome.words). \(outcome.reason)"
      }
      return [
        ChronologyEntry(
          .assessments, on: day, "Assessment sent to the manager",
          what: told.joined(separator: "\n"))
      ]
    case .returned(let review, _):
      return [
        ChronologyEntry(
          .assessments, on: day, "Assessment returned by \(names.worker(review.by))",
          what: review.comment)
      ]
    case .authorised(let review, _):
      return [assessment.told(review, on: day, for: person, names)]
    case .addendumAdded(let addendum, _):
      return [
        ChronologyEntry(
          .assessments, on: day, "Addendum to the assessment",
          what: lines([("Why", addendum.reason), ("Addendum", addendum.text)]))
      ]
    case .commented, .checkpointHeld, .riskReviewed, .riskActionDone, .contributionAsked,
      .contributionChased, .contributionWithdrawn, .contributionReceived, .passagesMarked,
      .shared:
      return assessment.toldLater(fact, on: day, for: person, names)
    }
  }

  private func told(
    _ section: Section, _ written: Written, by: WorkerID?, on day: Day, for person: PersonID?,
    _ names: ChronologyNames
  ) -> ChronologyEntry {
    let title = "\(written.completed ? "Completed" : "Written"): \(section.title)"
    guard person == nil else { return ChronologyEntry(.assessments, on: day, title) }
    let children = written.perChild.map { "\(names.person($0.child)): \($0.text)" }
    let quotes = written.quotes.map { "“\($0.words)” (\($0.source))" }
    return ChronologyEntry(
      .assessments, on: day, title,
      what: ([written.text] + children + quotes).filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  private static func told(
    _ seen: [Seen], on day: Day, for person: PersonID?, _ names: ChronologyNames
  ) -> [ChronologyEntry] {
    func words(_ block: Seen) -> String {
      let met =
        block.seen
        ? block.alone ? "Seen alone" : "Seen, not alone" : "Not seen"
      let on = block.seenOn.map { " on \($0.long)" } ?? ""
      let why = block.whyNot.map { " (\($0))" } ?? ""
      let said = block.quotes.map { " “\($0.words)”, \($0.source)." }.joined()
      return "\(met)\(on)\(why).\(said)"
    }
    guard let person else {
      let each = seen.map { "\(names.person($0.child)): \(words($0))" }
      return [
        ChronologyEntry(
          .visits, on: day, "Whether the children were seen",
          what: each.joined(separator: "\n"))
      ]
    }
    guard let block = seen.first(where: { $0.child == person }) else { return [] }
    return [
      ChronologyEntry(
        .visits, on: block.seenOn ?? day,
        block.seen
          ? block.alone ? "Seen alone for the assessment" : "Seen for the assessment, not alone"
          : "Not seen for the assessment", what: words(block))
    ]
  }

  private func told(
    _ review: Review, on day: Day, for person: PersonID?, _ names: ChronologyNames
  ) -> ChronologyEntry {
    let mine = person.flatMap { person in outcomes.first { $0.child == person } }
    let each = outcomes.map { "\(names.person($0.child)): \($0.outcome.words). \($0.reason)" }
    return ChronologyEntry(
      .assessments, on: day,
      "\(imported ? "Assessment" : kind.name) authorised"
        + (mine.map { ": \($0.outcome.words)" } ?? ""),
      what: lines([
        ("Manager", review.comment), ("Without a risk plan, because", review.withoutRiskPlan),
        ("Outcome", person == nil ? each.joined(separator: "; ") : nil),
      ]), effect: mine?.reason, significant: true)
  }

  private static func told(_ history: History, on day: Day) -> [ChronologyEntry] {
    var entries = [
      ChronologyEntry(
        .assessments, on: day, "Assessment begun",
        what: lines([
          ("Factors", history.factors.map(\.meaning).joined(separator: "; ")),
          ("Review point", history.reviewPoint?.long), ("Brought in by an import", "yes"),
        ]), significant: true)
    ]
    if let authorised = history.authorisedOn {
      entries.append(
        ChronologyEntry(
          .assessments, on: authorised, "Assessment authorised", significant: true))
    }
    return entries
  }
}
