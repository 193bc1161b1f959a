@testable import Domain

extension Examples {
  static let reported = DailyReport.Sheet(
    reader: .init(kind: .school, name: "Hill School", agency: AgencyID(3)), day: day,
    from: "the unit, Northshire",
    lines: [
      .init(
        contact: ContactID(9), reference: "44/26", initials: ["A.C."], receivedOn: day,
        ending: .decided(outcome: .referral), told: "It has become a referral.", people: [child]),
      .init(
        contact: ContactID(10), reference: nil, initials: [], receivedOn: day,
        ending: .parked(until: day), told: "It has not been decided yet.", people: []),
      .init(
        contact: ContactID(11), reference: nil, initials: [], receivedOn: day, ending: .waiting,
        told: "It has not been decided yet.", people: []),
      .init(
        contact: ContactID(12), reference: nil, initials: [], receivedOn: day,
        ending: .decidedForEach, told: "Ring us.", people: []),
    ],
    awaited: [.init(check: PartnerCheckID(4), askedOn: day, dueOn: day)],
    usual: DailyReport.Usual(
      [day.adding(days: -7): 2], before: day, since: day.adding(days: -200)),
    notifications: .init(received: 4, assessed: 3, openWork: 1, contact: 1, information: 1),
    by: worker, on: day,
    edition: "1", words: "Daily report to Hill School")

  static let dailyReports: [DailyReport.Fact] = [
    .composed(sheet: reported, people: [child]),
    .lineRemoved(
      removal: .init(contact: ContactID(9), reason: "Sent in error", by: worker, on: day),
      words: "Daily report to Hill School", people: [child]),
    .approved(signed: .init(by: worker, on: day), people: [child]),
    .published(signed: .init(by: worker, on: day), people: [child]),
    .opened(opening: .init(who: "Ms Green, Hill School", on: day), people: [child]),
    .withdrawn(
      withdrawal: .init(reason: "Wrong agency", by: worker, on: day), people: [child]),
  ]
}
