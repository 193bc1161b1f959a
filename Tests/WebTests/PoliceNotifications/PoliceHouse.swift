import Domain
import Store
import Testing

@testable import Web

/// A front door with an officer in it (pat), and what the police sent.
struct PoliceHouse: Sendable {
  let front: FrontHouse
  let pat: WorkerID

  var council: TestHouse { front.council }
  var today: Day { front.today }

  init() async throws {
    front = try await FrontHouse()
    pat = try await front.council.worker("pat", [.policeOfficer])
  }

  func report(
    _ reference: String = "HC/1/26",
    text: String = "Officers went to an argument. Aisha was there.",
    address: Person.Address? = .init(lines: "7 Harbour Row", postcode: "LS1 4AB"),
    grade: PoliceNotification.Grade? = .amber
  ) -> PoliceNotification.Report {
    PoliceNotification.Report(
      receivedAt: council.clock.now.adding(seconds: -1800), force: "Harbour Police",
      reference: reference, happenedOn: today.adding(days: -1), happenedMinute: 1390,
      kind: "Domestic incident", grade: grade, marks: [.domesticAbuse], childrenPresent: .yes,
      address: address, text: text,
      named: [
        .init(
          key: 1, given: "Aisha", family: "Quillfeather", birth: Day(iso: "2017-05-03"),
          role: "Child", isChild: true),
        .init(key: 2, given: "Dean", family: "Rowe", role: "Suspect", isChild: false),
      ])
  }

  func perform(
    _ command: PoliceNotification.Command, on id: PoliceNotificationID? = nil,
    by worker: WorkerID? = nil
  ) async throws -> PoliceNotificationID {
    let actor = worker.map { Actor(.worker($0)) } ?? .imported
    let done: Done<PoliceNotification> = try await front.store.perform(
      command, on: id, as: Act(key: nil, actor: actor, at: council.clock.now))
    return done.id
  }

  func received(_ reference: String = "HC/1/26") async throws -> PoliceNotificationID {
    try await perform(.receive(report(reference)))
  }

  /// Received, and Aisha matched.
  func matched(_ reference: String = "HC/1/26") async throws -> PoliceNotificationID {
    let id = try await received(reference)
    return try await perform(
      .match(key: 1, to: front.children[0], because: "Same date of birth"), on: id,
      by: front.dana)
  }

  func whole(_ id: PoliceNotificationID) async throws -> PoliceNotificationTable.Whole {
    try #require(
      try await front.store.database.read { try PoliceNotificationTable.whole(id, in: $0) })
  }

  let assessment: [(String, String)] = [
    ("grade", "red"), ("reason", "The third in a month"), ("history", "Two before, both at night"),
  ]
}
