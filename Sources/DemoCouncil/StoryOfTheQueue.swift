import Domain
import Store

/// Who has which contact in hand, what is put aside, and what reaches the front door without being a
/// contact. Told by the place in the story alone: it draws no chance, so that nothing else changes.
extension Story {
  /// Calls of the last month, and one contact that is parked when the demo is opened.
  mutating func planQueue(from first: Day) {
    for back in 0...30 {
      let day = until.adding(days: -back)
      if day >= first, Self.works(day) { plan(.calls, on: day, minute: 535) }
    }
    plan(.parkOne, on: until, minute: 536)
  }

  /// Whoever looks for the people of a contact has it in hand, mostly.
  func take(_ index: Int, _ worker: Staff.Member, _ scene: inout Scene) throws {
    guard index % 4 != 1, let id = contacts[index].id,
      try Store.load(id, in: scene.tx)?.state.decision == nil
    else { return }
    try scene.perform(Contact.Command.assign(to: worker.id), on: id, by: worker)
  }

  func park(_ index: Int, until: Day, _ scene: inout Scene) throws {
    guard let id = contacts[index].id else { return }
    try park(id, until: until, index, &scene)
  }

  private func park(
    _ id: ContactID, until: Day, _ index: Int, _ scene: inout Scene
  ) throws {
    guard let contact = try Store.load(id, in: scene.tx)?.state, contact.decision == nil,
      contact.details.inDanger != .yes, contact.triage?.outcomeClear != true, until > scene.day,
      until <= scene.day.adding(days: Contact.longestParking)
    else { return }
    let workers = staff.with(.contactWorker)
    try scene.perform(
      Contact.Command.park(until: until, reason: Self.waitingFor[index % Self.waitingFor.count]),
      on: id, by: workers[index % workers.count])
  }

  /// One of those that wait on the last morning.
  func parkOne(_ scene: inout Scene) throws {
    let waiting = try scene.tx.rows(
      """
      SELECT id FROM contact WHERE status = 'waiting' AND in_danger <> 'yes'
        AND COALESCE(outcome_clear, 0) = 0 ORDER BY id
      """
    ).map { ContactID(try $0.int("id")) }
    guard waiting.count > 1, let id = waiting.last else { return }
    try park(id, until: workday(2, after: scene.day), id.number, &scene)
  }

  func calls(_ scene: inout Scene) throws {
    let workers = staff.with(.contactWorker)
    let kinds = Call.Kind.allCases.filter { $0 != .other }
    for place in 0...(scene.day.number % 3) {
      let number = scene.day.number * 5 + place * 3
      let _: CallID = try scene.perform(
        Call.Command.record(
          Call.Details(
            on: scene.day, kind: kinds[number % kinds.count], count: 1 + number % 4,
            words: place == 0 ? "About the threshold document" : nil)),
        by: workers[number % workers.count])
    }
  }

  private static let waitingFor = [
    "The school opens again and will say who lives at home.",
    "The health visitor sees the family tomorrow and rings afterwards.",
    "The housing officer is asked for the address.",
    "The mother was not reached; she works nights and is rung in the afternoon.",
  ]
}
