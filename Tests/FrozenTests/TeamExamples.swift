@testable import Domain

extension Examples {
  static let manager = WorkerID(8)

  static let team: [Team.Fact] = [
    .formed(name: "Assessment team East", kind: .assessment, on: day),
    .renamed(name: "Assessment team North", on: day),
    remitSet,
  ]

  static let remitSet = Team.Fact.remitSet(
    remit: .init(
      leads: [.assessment, .childInNeed, .disabledChildren, .childProtection],
      from: day.adding(days: 30), words: "Decided by the senior leaders on 3 March"))

  static let agreedWithWorkers: [Worker.Fact] = [
    .hoursSet(hours: .init(percent: 60, from: day)),
    .programmeSet(
      programme: .init(from: day, to: day.adding(days: 365), cap: 80), on: day),
    .awaySet(away: .init(from: day, to: day.adding(days: 6), words: "Leave")),
    .backEarly(from: day, on: day.adding(days: 2)),
    .languagesSet(languages: ["Polish", "Urdu"], on: day),
  ]

  static let held: [Referral.Fact] = [
    .allocationAccepted(by: worker, child: child, on: day),
    .allocationDeclined(
      declined: .init(worker: worker, reason: "I know the family", on: day), child: child),
    .allocationUndone(
      before: .init(team: TeamID(2), worker: worker, from: day), by: manager, child: child, on: day),
    .involved(
      involvement: .init(key: 1, worker: WorkerID(9), role: .familySupport, from: day),
      child: child),
    .involvementEnded(key: 1, on: day, reason: "The work is done", child: child),
  ]

  static let givenOver = Referral.Fact.allocated(
    allocation: .init(
      team: TeamID(2), worker: worker, from: day, by: manager, at: moment,
      over: .init(reason: "Their sister is with her", by: manager, load: 102, cap: 100),
      transfer: TransferID(3)), child: child)

  static let transfers: [Transfer.Fact] = [
    .asked(
      asking: .init(
        children: [
          .init(person: child, referral: referral),
          .init(person: sibling, referral: ReferralID(32)),
        ], from: TeamID(2), to: TeamID(3), reason: "A plan was agreed",
        summary: "Aisha sleeps better", outstanding: "The school report",
        familyTold: "Mother knows the new team", jointVisit: day, noJointVisit: "None", by: worker,
        on: day)),
    .accepted(
      children: [child, sibling],
      answered: .init(
        worker: WorkerID(9), reason: nil, over: "She knows them", by: manager, on: day, at: moment)),
    .returned(
      children: [child, sibling],
      answered: .init(worker: nil, reason: "The visit is missing", by: manager, on: day)),
    .askedAgain(
      children: [child, sibling], said: .init(words: "Visited", by: worker, on: day)),
    .escalated(
      children: [child, sibling],
      escalation: .init(to: manager, reason: "Five weeks", by: worker, on: day)),
    .decided(
      children: [child, sibling],
      decision: .init(
        accepts: true, worker: WorkerID(9), sentence: "They need one worker", by: manager, on: day,
        at: moment)),
    .withdrawn(
      children: [child, sibling], said: .init(words: "The family moved", by: worker, on: day)),
  ]
}
