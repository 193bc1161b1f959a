@testable import Domain

extension Examples {
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
