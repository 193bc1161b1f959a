@testable import Domain

extension Examples {
  /// What was asked of a registered agency, and answered in the portal.
  static let inPortal: [(name: String, fact: PartnerCheck.Fact)] = [
    (
      "partnercheck.asked.portal",
      .asked(
        request:
          .init(
            .init(
              about: .contact(id: ContactID(9)), agency: .school, who: "Hill School", keys: [1],
              reason: "Aisha came hungry", basis: .consent, basisWords: "Her mother, by phone",
              questions: ["How often is she late?"], dueOn: day.adding(days: 1),
              from: "Priya Nair", addressee: AgencyID(3)),
            people: [.init(key: 1, person: child, name: "Aisha Curnow", birth: "born 4 May 2019")],
            .init(homes: UndisclosedHomes([]), names: [:]), by: worker, today: day),
        people: [child])
    ),
    (
      "partnercheck.replied.portal",
      .replied(
        reply: .init(
          kind: .nothingKnown, words: nil, who: "M Jones, m.jones@hill.school.example", by: nil,
          on: day, agency: AgencyID(3)), tells: nil, people: [child])
    ),
  ]

  static let agencies: [Agency.Fact] = [
    .registered(
      name: "Hill School", kind: .school, mailbox: "office@hill.school.example", by: worker),
    .corrected(name: "Hill Academy", mailbox: "office@hill.school.example", by: worker),
    .admitted(
      professional: Agency.Professional(
        email: "m.jones@hill.school.example", name: "M Jones", job: "Designated safeguarding lead"),
      by: worker),
    .removed(email: "m.jones@hill.school.example", reason: "Has left the school", by: worker),
    .accountOpened(username: "hill-school", by: worker),
    .accountClosed(reason: "Nobody uses it", by: worker),
    .closed(closure: Agency.Closure(reason: "Joined another school", on: day), by: worker),
  ]
}
