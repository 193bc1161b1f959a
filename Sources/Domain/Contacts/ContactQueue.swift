/// Who has a contact in hand, and until when it is put aside. Neither stops its clock, and neither
/// decides it.
extension Contact {
  /// Put aside until a day. On that day it waits again, without anybody doing anything.
  package struct Parking: Codable, Sendable, Equatable {
    /// The day on which it comes back.
    package var until: Day
    package var reason: String
    package var by: WorkerID?
    package var on: Day

    package init(until: Day, reason: String, by: WorkerID?, on: Day) {
      self.until = until
      self.reason = reason
      self.by = by
      self.on = on
    }
  }

  /// A worker as far as giving them a contact needs to know.
  package struct Assignee: Sendable, Equatable {
    package var name: String
    package var roles: Set<Role>
    package var hasLeft: Bool
    package init(name: String, roles: Set<Role>, hasLeft: Bool) {
      self.name = name
      self.roles = roles
      self.hasLeft = hasLeft
    }
  }

  /// Put aside on this day: it comes back on the morning of the day it is parked until.
  package func isParked(on today: Day) -> Bool {
    guard decision == nil, let parking else { return false }
    return today < parking.until
  }

  /// No contact is put aside for longer; it can be parked again, with a new reason.
  package static let longestParking = 28

  func assign(
    to worker: WorkerID?, around: Around, today: Day
  ) throws(Refusal) -> [Fact] {
    try mustBeUndecided()
    guard worker != assignedTo else { return [] }
    if worker != nil {
      guard let assignee = around.assignee else {
        throw Refusal(
          "contact.assign-nobody", "Select a worker who is on the record", question: "worker")
      }
      guard !assignee.hasLeft else {
        throw Refusal(
          "contact.assign-left", "\(assignee.name) has left. Select somebody else",
          question: "worker")
      }
      guard assignee.roles.contains(where: \.worksAtTheDoor) else {
        throw Refusal(
          "contact.assign-role",
          "\(assignee.name) does not work at the front door. Select "
            + "somebody who takes or decides contacts", question: "worker")
      }
    }
    return [.assigned(to: worker, on: today)]
  }

  func park(
    until: Day, reason: String, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    try mustBeUndecided()
    guard details.inDanger != .yes else {
      throw Refusal(
        "contact.park-danger",
        "A contact about a child in immediate danger is not parked. Decide it now")
    }
    guard triage?.outcomeClear != true else {
      throw Refusal(
        "contact.park-clear",
        "The outcome of this contact is clear, so it is not parked. Decide it; enquiries can go "
          + "on afterwards")
    }
    guard until > today else {
      throw Refusal(
        "contact.park-day", "The day it comes back must be after today", question: "until")
    }
    guard until <= today.adding(days: Self.longestParking) else {
      throw Refusal(
        "contact.park-long", "Park it for \(Self.longestParking) days at most", question: "until")
    }
    guard !reason.isEmpty else {
      throw Refusal(
        "contact.park-reason", "Say what the contact waits for", question: "reason")
    }
    return [
      .parked(parking: Parking(until: until, reason: reason, by: actor.worker, on: today))
    ]
  }
}

extension Role {
  /// Contacts are given to those who take them and those who decide them.
  package var worksAtTheDoor: Bool { self == .contactWorker || self == .decisionMaker }
}

extension Contact {
  /// The last day of receipt that makes an undecided contact late today, and the last that has used
  /// half of its time. What was received on that day or before is; nil where nothing can be.
  ///
  /// A list of thousands is then a comparison of days, not a clock for each.
  package struct Pressing: Sendable, Equatable {
    package var late: Day?
    package var half: Day?

    package init(today: Day, standards: LocalStandards = LocalStandards()) {
      // A day of receipt ages in one way only, so the first found going back is the last.
      for back in 0...60 {
        let day = today.adding(days: -back)
        guard
          let state = Contact.decisionClock(
            received: day, minute: nil, decided: nil, standards: standards)?.state(today: today)
        else { continue }
        if half == nil, let position = state.position, position.share >= 0.5 { half = day }
        if late == nil, state.isLate { late = day }
        if half != nil, late != nil { return }
      }
    }
  }

  /// How many contacts a day like this usually brings: of the same weekday in the eight weeks before,
  /// leaving out the lowest and the highest.
  package struct UsualDay: Sendable, Equatable {
    package let weekday: Day.Weekday
    package let low: Int
    package let high: Int

    /// - Parameters:
    ///   - counts: contacts received, by day.
    ///   - first: the first day on which any was received. Nil range where that is under four weeks ago.
    package init?(_ counts: [Day: Int], before today: Day, since first: Day?) {
      guard let first else { return nil }
      let days = (1...8).map { today.adding(days: -7 * $0) }.filter { $0 >= first }
      guard days.count >= 4 else { return nil }
      let sorted = days.map { counts[$0] ?? 0 }.sorted()
      weekday = today.weekday
      low = sorted[1]
      high = sorted[sorted.count - 2]
    }
  }
}
