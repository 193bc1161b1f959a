@testable import Domain

/// Strategy discussions, section 47 enquiries and conferences.
extension Examples {
  private static let now = Instant(london: day, hour: 23, minute: 40)
  private static let inEpisode = Meeting.Child(person: child, referral: referral)
  private static let words = Meeting.Words(words: "Told the sergeant", by: worker, on: day)
  private static let invitee = Meeting.Invitee(
    agency: .health, name: "Dr Amin, on-call paediatrician", how: "by phone")
  private static let attender = Meeting.Attender(agency: .police, name: "DS Hale")
  private static let action = AgreedAction(
    what: "Safety plan written", owner: .worker(worker), by: day)
  private static let planned = Conference.Planned(at: now, place: "Room 2, Riverside House")

  static var strategyDiscussions: [StrategyDiscussion.Fact] {
    var decision = StrategyDiscussion.Decision(
      heldAt: now, how: .telephone,
      children: [
        .init(child: child, suspected: true, outcome: .joint, reason: "Bruises at three months")
      ], safety: "Stays on the ward", medical: "Tomorrow at nine",
      actions: [
        action, AgreedAction(what: "Look after the dog", owner: .other(words: "Aunt"), by: day),
      ], next: day, withoutQuorum: "No doctor could be reached")
    decision.missing = [.health]
    decision.opens = [inEpisode]
    return [
      .begun(
        beginning: .init(
          origin: .referral(id: referral), children: [inEpisode], urgency: .urgent,
          basis: .newInformation, informationOn: day, concern: "Unexplained bruises",
          plannedFor: now, handover: HandoverID(3)), by: worker, on: day),
      .planned(at: now, by: worker, children: [child]),
      .invited(invitee: invitee, on: day, children: [child]),
      .answered(place: 0, answer: .coming, on: day, children: [child]),
      .attended(attended: [attender], children: [child]),
      .wrote(
        agency: .police, lane: .init(text: "Two earlier call-outs", by: worker, at: now),
        children: [child]),
      .decided(decision: decision, by: worker, children: [child]),
      .actionDone(place: 0, done: words, children: [child]),
      .followedUp(agency: .health, words: words, children: [child]),
      .calledOff(words: words, children: [child]),
    ]
  }

  static var enquiries: [Enquiry.Fact] {
    [
      .imported(
        history: .init(
          child: child, referral: referral, startedOn: day, conferenceTarget: day,
          conferenceOn: day, conferenceNotRequired: false)),
      .opened(
        opening: .init(
          strategy: StrategyDiscussionID(4), children: [inEpisode], jointly: [child], on: day)),
      .leadAllocated(
        lead: .init(worker: worker, on: day, registration: "SW12345"), by: worker,
        children: [child]),
      .medicalRecorded(
        medical: .init(child: child, arrangedFor: day, heldOn: day, result: "No injury"),
        by: worker, on: day),
      .interviewRecorded(
        interview: .init(child: child, whyNot: "Too young"), by: worker, on: day),
      .noConferenceAgreed(child: child, words: words),
      .concluded(
        outcomes: [
          .init(child: child, outcome: .continuingRisk, conference: true, reason: "It goes on")
        ], by: worker, on: day),
      .conferenceHeld(conference: ConferenceID(5), on: day, children: [child]),
    ]
  }

  static var conferences: [Conference.Fact] {
    [
      .arranged(
        arrangement: .init(
          origin: .enquiry(id: EnquiryID(2)), children: [inEpisode], from: day,
          plannedFor: planned), by: worker, on: day),
      .planned(planned: planned, on: day, children: [child]),
      .postponed(
        postponement: .init(
          from: planned, to: planned, reason: "The mother was ill", by: worker, on: day),
        children: [child]),
      .chairNamed(chair: worker, on: day, children: [child]),
      .invited(invitee: invitee, on: day, children: [child]),
      .answered(place: 0, answer: .sendsReport, on: day, children: [child]),
      .reported(
        place: 0,
        report: .init(
          title: "Social worker’s report", agency: .socialCare, version: 2, readyOn: day,
          sharedWithParents: day, sharedWithChild: nil, whyNot: "Three months old"), on: day,
        children: [child]),
      .attended(
        attendance: .init(
          attended: [attender], parents: "Mother; father in hospital",
          children: [
            .init(child: child, there: false, whyNot: "A baby", views: "Seen settled at home")
          ]), children: [child]),
      .decided(
        decision: .init(
          heldOn: day,
          children: [.init(child: child, outcome: .plan, category: .neglect, reason: "Needs it")],
          dissents: [.init(name: "Health visitor", reason: "Emotional abuse")],
          outline: [.init(outcome: "Fed and warm", actions: [action])],
          coreGroup: [.init(name: "Sister Ade", agency: .health, worker: nil)],
          firstCoreGroup: day, nextReview: day, withoutQuorum: "Snow"), by: worker),
      .distributed(sent: .init(to: "Both parents", on: day, by: worker), children: [child]),
      .calledOff(words: words, children: [child]),
    ]
  }

  /// What it follows, where that is not an enquiry or a referral.
  static let otherOrigins: [(any Fact, String)] = [
    (
      StrategyDiscussion.Fact.begun(
        beginning: .init(
          origin: .enquiry(id: EnquiryID(2)), children: [inEpisode], urgency: .planned,
          basis: .referral, informationOn: day, concern: "Again"), by: nil, on: day),
      "strategydiscussion.begun.enquiry"
    ),
    (
      StrategyDiscussion.Fact.begun(
        beginning: .init(
          origin: .assessment(id: AssessmentID(2)), children: [inEpisode], urgency: .planned,
          basis: .referral, informationOn: day, concern: "Again"), by: nil, on: day),
      "strategydiscussion.begun.assessment"
    ),
    (
      Conference.Fact.arranged(
        arrangement: .init(
          origin: .plans(of: [.init(child: child, plan: PlanID(1))]), children: [inEpisode],
          from: day, isLater: true),
        by: nil, on: day), "conference.arranged.review"
    ),
    (
      Conference.Fact.arranged(
        arrangement: .init(
          origin: .council(name: "Northshire"), children: [inEpisode], from: day), by: nil,
        on: day), "conference.arranged.transferIn"
    ),
  ]
}
