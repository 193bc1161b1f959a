import Domain

extension Assessment {
  /// What managers, people outside and reviews add to an assessment. In a child's chronology the words of
  /// others stay in the assessment, where who may read it is asked.
  func toldLater(
    _ fact: Fact, on day: Day, for person: PersonID?, _ names: ChronologyNames
  ) -> [ChronologyEntry] {
    func entry(_ title: String, _ what: String? = nil) -> [ChronologyEntry] {
      [ChronologyEntry(.assessments, on: day, title, what: what)]
    }
    func asked(_ place: Int) -> String {
      guard contributions.indices.contains(place) else { return "somebody outside" }
      let asking = contributions[place].asked.asking
      return "\(asking.who), \(asking.job)"
    }
    switch fact {
    case .commented(let comment, _):
      return entry(
        "Manager's comment"
          + (comment.section.map { ": \($0.title)" } ?? " on the assessment"),
        person == nil ? "\(comment.text) (\(names.worker(comment.by)))" : nil)
    case .checkpointHeld(let checkpoint, _):
      return entry(
        "Checkpoint held: \(checkpoint.agreed.words.lowercased())",
        lines([
          ("Agreed", checkpoint.sentence), ("Manager", names.worker(checkpoint.by)),
          (
            "Late",
            checkpoint.wasLate ? "yes, it was planned for \(checkpoint.planned?.long ?? "")" : nil
          ),
        ]))
    case .riskReviewed(let risk, _, _, _):
      return entry(
        "Risk assessment and plan reviewed",
        lines([
          ("What has changed", risk.changed),
          ("Risk assessment", person == nil ? risk.assessmentWords : nil),
          ("Risk management plan", person == nil ? risk.planWords : nil),
          ("Looked at again on", risk.reviewOn?.long ?? "no more"),
        ]))
    case .riskActionDone(let place, let done, _):
      let actions = risk.actions ?? []
      return entry(
        "Action of the risk plan done",
        lines([
          ("Action", actions.indices.contains(place) ? actions[place].action.what : nil),
          ("What came of it", done.words),
        ]))
    case .contributionAsked(let asked, _):
      return entry(
        "Asked to contribute: \(asked.asking.who), \(asked.asking.job)",
        lines([
          ("Section", asked.asking.section.title),
          ("Question", person == nil ? asked.asking.question : nil),
        ]))
    case .contributionChased(let place, _, _):
      return entry("Chased for a contribution: \(asked(place))")
    case .contributionWithdrawn(let place, let withdrawn, _):
      return entry("Contribution no longer asked of \(asked(place))", withdrawn.reason)
    case .contributionReceived(let place, let reply, _):
      return entry(
        "Contribution received from \(asked(place))",
        person == nil ? "\(reply.words)\n\(reply.author)" : nil)
    case .passagesMarked(let passages, _, _, _):
      return entry(
        "Passages gone through before sharing",
        "\(passages.count { $0.isAboutOther }) of \(passages.count) are about somebody else")
    case .shared(let sharing, _):
      return entry(
        "Assessment shared \(sharing.version.words.lowercased())",
        lines([
          ("With", sharing.with), ("How", sharing.how.words),
          ("Draft", sharing.wasDraft ? "yes" : nil),
        ]))
    case .began, .imported, .reviewPointSet, .sectionWritten, .sectionSetAside, .childrenSeen,
      .factorsRecorded, .riskRecorded, .sent, .returned, .authorised, .addendumAdded:
      preconditionFailure("told elsewhere")
    }
  }
}
