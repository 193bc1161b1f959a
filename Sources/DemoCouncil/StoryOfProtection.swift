import Domain
import Store

/// Strategy discussions, section 47 enquiries and conferences. What befalls a family is told by the
/// number of its episode, so that it takes no chance from what else happens.
extension Story {
  enum ProtectionStep: Int, Sendable {
    case discuss, lead, examine, end, arrange, prepare, confer
  }

  /// Some days after the children have a worker.
  mutating func planProtection(_ index: Int, _ outcome: Referral.Outcome, _ scene: Scene) {
    guard episodes[index].ending == nil, outcome == .strategyDiscussion || index % 9 == 4 else {
      return
    }
    episodes[index].isProtected = true
    planProtection(.discuss, index, after: 1 + index % 3, from: scene.day)
  }

  /// In office hours, so many working days on, at an hour told by the day alone.
  private mutating func planProtection(
    _ step: ProtectionStep, _ index: Int, after days: Int, from day: Day
  ) {
    plan(
      .protect(episode: index, step), on: workday(days, after: day),
      minute: 580 + (day.number + days) % 11 * 30)
  }

  mutating func protect(
    _ index: Int, _ step: ProtectionStep, _ scene: inout Scene
  ) throws {
    let episode = episodes[index]
    guard let team = episode.team, let manager = staff.of(team, .teamManager).first,
      let worker = episode.worker, let first = episode.children.first
    else { return }
    for referral in episode.referrals {
      guard try Store.load(referral, in: scene.tx)?.state.isOpen == true else { return }
    }
    switch step {
    case .discuss:
      try discuss(index, worker, &scene)
      planProtection(.lead, index, after: 1, from: scene.day)
    case .lead:
      guard let enquiry = try EnquiryTable.open(about: first, in: scene.tx),
        let lead = staff.of(team, .socialWorker).first
      else { return }
      try scene.perform(
        Enquiry.Command.allocate(lead: lead.id, on: scene.day), on: enquiry, by: manager)
      // The last days leave an enquiry at its beginning.
      planProtection(.examine, index, after: 2, from: scene.day)
    case .examine:
      guard let enquiry = try EnquiryTable.open(about: first, in: scene.tx) else { return }
      try scene.perform(
        Enquiry.Command.recordMedical(
          Enquiry.Medical(
            child: first, arrangedFor: scene.day, heldOn: scene.day,
            result: "Seen by the community paediatrician. Bruises of different ages, photographed.")
        ),
        on: enquiry, by: worker)
      if let last = episode.children.last, last != first {
        try scene.perform(
          Enquiry.Command.recordInterview(
            Enquiry.Interview(child: last, whyNot: "Too young to be interviewed")), on: enquiry,
          by: worker)
      }
      planProtection(.end, index, after: 5 + index % 3, from: scene.day)
    case .end: try end(index, manager, &scene)
    case .arrange: try arrangeConference(index, worker, &scene)
    case .prepare: try prepare(index, worker, &scene)
    case .confer: try confer(index, worker, &scene)
    }
  }

  private mutating func discuss(
    _ index: Int, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    let episode = episodes[index]
    let children = zip(episode.children, episode.referrals).map {
      Meeting.Child(person: $0, referral: $1)
    }
    let isUrgent = index % 4 == 1
    let id: StrategyDiscussionID = try scene.perform(
      StrategyDiscussion.Command.begin(
        StrategyDiscussion.Beginning(
          origin: .referral(id: children[0].referral), children: children,
          urgency: isUrgent ? .urgent : .planned, basis: .newInformation,
          informationOn: scene.day,
          concern: "The school saw a bruise on the arm, and the story changed twice.")),
      by: worker)
    let asked: [(Meeting.Agency, String)] = [
      (.police, "DS Karen Hale, child protection unit"),
      (.health, "Dr Amin, community paediatrician"), (.education, "Ms Rowe, Lanrock School"),
    ]
    for (agency, name) in asked {
      try scene.perform(
        StrategyDiscussion.Command.invite(
          Meeting.Invitee(agency: agency, name: name, how: "By phone")), on: id, by: worker)
    }
    let isWithoutHealth = isUrgent && index % 3 == 1
    try scene.perform(
      StrategyDiscussion.Command.attend(
        [Meeting.Attender(agency: .socialCare, name: worker.name)]
          + asked.filter { !isWithoutHealth || $0.0 != .health }.map {
            Meeting.Attender(agency: $0.0, name: $0.1)
          }), on: id, by: worker)
    try scene.performAtNow(on: id, by: worker) { now in
      StrategyDiscussion.Command.write(
        .police, text: "Two call-outs to the home in the last year. Nobody was charged.",
        seen: nil, now: now)
    }
    try scene.performAtNow(on: id, by: worker) { now in
      StrategyDiscussion.Command.write(
        .education, text: "Tired and hungry on Mondays. Talks about shouting.", seen: nil,
        now: now)
    }
    let day = scene.day
    try scene.performAtNow(on: id, by: worker) { now in
      StrategyDiscussion.Command.decide(
        StrategyDiscussion.Decision(
          heldAt: now, how: .telephone,
          children: children.map {
            .init(
              child: $0.person, suspected: true, outcome: index % 3 == 0 ? .single : .joint,
              reason: "An injury that the story does not explain, and worry for all the children.")
          }, safety: "The children stay with their grandmother until the examination.",
          medical: "The eldest, by Dr Amin, within two days.",
          actions: [
            AgreedAction(
              what: "See each child alone", owner: .worker(worker.id), by: day.adding(days: 1)),
            AgreedAction(
              what: "Check the police record of the household",
              owner: .other(words: "DS Karen Hale"), by: day.adding(days: 2)),
          ],
          withoutQuorum: isWithoutHealth ? "No paediatrician could be reached that evening." : nil),
        now: now)
    }
    try scene.perform(
      StrategyDiscussion.Command.finish(
        place: 0, words: "Seen at the grandmother's.", on: scene.day), on: id, by: worker)
  }

  /// The eldest is at continuing risk, the others as the number of the episode says.
  private mutating func end(
    _ index: Int, _ manager: Staff.Member, _ scene: inout Scene
  ) throws {
    let episode = episodes[index]
    guard let first = episode.children.first,
      let enquiry = try EnquiryTable.open(about: first, in: scene.tx),
      let lead = try Store.load(enquiry, in: scene.tx)?.state.lead,
      let leading = staff.members.first(where: { $0.id == lead.worker })
    else { return }
    let isSafe = index % 5 == 0
    if isSafe {
      try scene.perform(
        Enquiry.Command.agreeNoConference(
          child: first,
          sentence: "The mother's partner has left and may not come back: I spoke to both."),
        on: enquiry, by: manager)
    }
    try scene.perform(
      Enquiry.Command.conclude(
        episode.children.map { child in
          child == first
            ? .init(
              child: child, outcome: .continuingRisk, conference: !isSafe,
              reason: "The injury was inflicted, and nobody says by whom.")
            : index % 2 == 0
              ? .init(
                child: child, outcome: .continuingRisk, conference: true,
                reason: "Lives in the same home with the same risk.")
              : .init(
                child: child, outcome: .notSubstantiated, conference: false,
                reason: "Lives with the other parent and was not there.")
        }, on: scene.day), on: enquiry, by: leading)
    planProtection(.arrange, index, after: 0, from: scene.day.adding(days: 1))
  }

  private mutating func arrangeConference(
    _ index: Int, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    let episode = episodes[index]
    guard let first = episode.children.first, let chair = staff.with(.conferenceChair).first,
      let line = try EnquiryTable.of(child: first, in: scene.tx).first,
      let enquiry = try Store.load(line.id, in: scene.tx)?.state
    else { return }
    let children = enquiry.children.filter { !enquiry.conferenceNotRequired(for: $0.person) }
    guard !children.isEmpty else { return }
    let on = workday(3, after: scene.day)
    let id: ConferenceID = try scene.perform(
      Conference.Command.arrange(
        Conference.Arrangement(
          origin: .enquiry(id: line.id), children: children, from: enquiry.startedOn,
          plannedFor: Conference.Planned(
            at: Instant(london: on, hour: 10, minute: 0), place: "Room 2, Riverside House"))),
      by: worker)
    try scene.perform(Conference.Command.name(chair: chair.id), on: id, by: chair)
    let invited: [(Meeting.Agency, String)] = [
      (.family, "The mother"), (.police, "DS Karen Hale"), (.health, "Sister Ade, health visitor"),
      (.education, "Ms Rowe, Lanrock School"),
    ]
    for (agency, name) in invited {
      try scene.perform(
        Conference.Command.invite(
          Meeting.Invitee(agency: agency, name: name, how: "Letter, read together on the visit")),
        on: id, by: worker)
    }
    planProtection(.prepare, index, after: 2, from: scene.day)
  }

  private func openConference(
    _ index: Int, _ scene: Scene
  ) throws -> ConferenceID? {
    for child in episodes[index].children {
      let lines = try ConferenceTable.of(child: child, in: scene.tx)
      if let open = lines.first(where: { $0.status == .open }) { return open.id }
    }
    return nil
  }

  private mutating func prepare(
    _ index: Int, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    guard let id = try openConference(index, scene) else { return }
    try scene.perform(
      Conference.Command.report(
        place: nil,
        Conference.Report(
          title: "Social worker’s report", agency: .socialCare, version: 1, readyOn: scene.day,
          sharedWithParents: scene.day, whyNot: "The children are told on the visit tomorrow")),
      on: id, by: worker)
    planProtection(.confer, index, after: 1, from: scene.day)
  }

  private mutating func confer(
    _ index: Int, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    guard let id = try openConference(index, scene), let chair = staff.with(.conferenceChair).first,
      let conference = try Store.load(id, in: scene.tx)?.state
    else { return }
    try scene.perform(
      Conference.Command.attend(
        Conference.Attendance(
          attended: [
            .init(agency: .socialCare, name: worker.name),
            .init(agency: .police, name: "DS Karen Hale"),
            .init(agency: .health, name: "Sister Ade, health visitor"),
            .init(agency: .family, name: "The mother"),
          ], parents: "The mother was there. The father was told and did not come.",
          children: conference.people.map {
            .init(
              child: $0, there: false, whyNot: "Did not want to sit with so many adults",
              views: "Told on the visit: I want the shouting to stop and to stay with Nan.")
          })), on: id, by: chair)
    let (today, lead) = (scene.day, worker.id)
    try scene.perform(
      Conference.Command.decide(
        Conference.Decision(
          heldOn: today,
          children: conference.people.map {
            .init(
              child: $0, outcome: .plan, category: index % 2 == 0 ? .physical : .emotional,
              reason: "The risk goes on, and the family cannot yet keep the children safe alone.")
          },
          dissents: index % 3 == 1
            ? [.init(name: "Sister Ade", reason: "Would have chosen neglect.")] : [],
          outline: [
            .init(
              outcome: "Nobody is hurt at home",
              actions: [
                AgreedAction(
                  what: "Safety plan written with the mother and the grandmother",
                  owner: .worker(lead), by: workday(5, after: today))
              ])
          ],
          coreGroup: [
            .init(name: worker.name, agency: .socialCare, worker: lead),
            .init(name: "Sister Ade, health visitor", agency: .health),
            .init(name: "The mother", agency: .family),
          ], firstCoreGroup: workday(8, after: today), nextReview: workday(55, after: today))),
      on: id, by: chair)
    try scene.perform(
      Conference.Command.distribute(to: "The mother, by hand; all agencies by post", on: today),
      on: id, by: chair)
  }
}
