import Domain

/// What the child's page works out from the rows: pure.
extension ChildOverview {
  /// Decisions about the child, newest first.
  static func decisions(
    _ child: PersonID, _ contacts: [ContactAbout], _ episodes: [Episode],
    _ assessments: [Assessed]
  ) -> [Decided] {
    var found: [Decided] = []
    for contact in contacts {
      guard let on = contact.decidedOn, let reason = contact.reason else { continue }
      found.append(
        Decided(
          on: on, what: "Contact decided" + (contact.outcome.map { ": \($0.words)" } ?? ""),
          reason: reason, history: contact.history, by: contact.decidedBy,
          record: FactStream(contact.id), people: contact.people))
    }
    for episode in episodes where !episode.imported {
      if let on = episode.decidedOn, let reason = episode.reason, let outcome = episode.outcome {
        found.append(
          Decided(
            on: on, what: "Referral decided: \(outcome.words)", reason: reason, history: nil,
            by: episode.decidedBy, record: FactStream(episode.id), people: [child]))
      }
      if let on = episode.closedOn, let words = episode.closureWords {
        found.append(
          Decided(
            on: on,
            what: "Work ended" + (episode.closureReason.map { ": \($0.meaning)" } ?? ""),
            reason: words, history: nil, by: nil, record: FactStream(episode.id),
            people: [child]))
      }
    }
    for assessment in assessments where !assessment.line.imported {
      guard let on = assessment.line.authorisedOn else { continue }
      let outcome = assessment.line.outcome.map { ": \($0.words)" } ?? ""
      found.append(
        Decided(
          on: on, what: "\(assessment.line.kind.name) authorised\(outcome)",
          reason: assessment.outcomeReason ?? assessment.sentence ?? "",
          history: nil, by: assessment.authorisedBy, record: FactStream(assessment.line.id),
          people: assessment.children))
    }
    return found.enumerated().sorted {
      // Of one day the later step: contact, referral, assessment.
      ($0.element.on, $0.offset) > ($1.element.on, $1.offset)
    }.map(\.element)
  }

  /// The clocks that run, soonest due first, and then the last of each that was stopped.
  static func clocks(
    _ contacts: [ContactAbout], _ episodes: [Episode], _ assessments: [Assessed],
    _ ofPlan: [Clock], today: Day
  ) -> [Clock] {
    var all = ofPlan
    for contact in contacts {
      all += [
        Contact.decisionClock(
          received: contact.receivedOn, minute: contact.receivedMinute,
          decided: contact.decidedOn, recordedBy: contact.recordedBy)
      ].compactMap { $0 }
    }
    for episode in episodes where !episode.imported {
      all.append(Referral.decisionClock(received: episode.receivedOn, decided: episode.decidedOn))
      if episode.isOpen, episode.worker == nil {
        all += [Referral.allocationClock(received: episode.receivedOn, allocated: nil)]
          .compactMap { $0 }
      }
    }
    all += assessments.filter { !$0.line.imported }.map(\.line.clock)
    let running = all.filter { $0.stopped == nil }
    let stopped = all.filter { $0.stopped != nil }.sorted {
      ($0.stopped?.day ?? today) > ($1.stopped?.day ?? today)
    }
    var names: Set<String> = []
    let last = stopped.filter { names.insert($0.name).inserted }
    return running.sorted { ($0.due.day ?? today) < ($1.due.day ?? today) } + last
  }

  /// What is to be done by when, soonest first; what is overdue stands first.
  package var nextDates: [(name: String, day: Day)] {
    var dates: [(name: String, day: Day)] = clocks.filter { $0.stopped == nil }.compactMap {
      clock in clock.due.day.map { ("\(clock.name) due", $0) }
    }
    for assessment in assessments where assessment.line.status != .authorised {
      if let day = assessment.reviewPoint { dates.append(("Review point in the assessment", day)) }
    }
    if let nextVisit { dates.append(("Next visit under the plan", nextVisit)) }
    if let day = assessments.first?.riskReviewOn, openEpisode != nil {
      dates.append(("Risk management plan looked at again", day))
    }
    for enquiry in enquiries where enquiry.history.conferenceOn == nil {
      if let day = enquiry.history.conferenceTarget, !enquiry.history.conferenceNotRequired {
        dates.append(("Initial child protection conference due", day))
      }
    }
    return dates.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element)
  }
}
