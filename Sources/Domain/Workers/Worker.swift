package typealias WorkerID = Identifier<Worker>

/// Somebody who works in or with the service and may sign in.
package struct Worker: Noun {
  package static let noun = "worker"
  package static let letter = "W"

  package var name: String
  package var roles: Set<Role>
  package var team: TeamID?
  /// Registration as a social worker, when there is one (Social Work England).
  package var registration: Registration?
  /// Children in whom the worker has declared a conflict of interest: blocked for them.
  package var conflicts: Set<PersonID> = []
  package var leftOn: Day?
  /// What can be expected of them: hours, a first year, days away, languages.
  package var workload = Workload()

  package struct Registration: Codable, Sendable, Equatable {
    package let number: String
    package let from: Day
    package let to: Day

    package init(number: String, from: Day, to: Day) {
      self.number = number
      self.from = from
      self.to = to
    }
    package func holds(on day: Day) -> Bool { from <= day && day <= to }
  }

  package enum Fact: Domain.Fact {
    case joined(
      name: String, roles: [Role], team: TeamID?, registration: Registration?, on: Day)
    case rolesChanged(roles: [Role], on: Day)
    case moved(to: TeamID?, on: Day)
    case registered(registration: Registration)
    case conflictDeclared(with: PersonID, on: Day)
    case conflictWithdrawn(with: PersonID, reason: String, on: Day)
    case left(on: Day)
    case hoursSet(hours: Workload.Hours)
    case programmeSet(programme: Workload.Programme?, on: Day)
    case awaySet(away: Workload.Away)
    case backEarly(from: Day, on: Day)
    case languagesSet(languages: [String], on: Day)

    package var subjects: [PersonID] {
      switch self {
      case .joined, .rolesChanged, .moved, .registered, .left, .hoursSet, .programmeSet, .awaySet,
        .backEarly, .languagesSet:
        []
      // Deliberately not a subject: a child's page must not tell which workers are connected.
      case .conflictDeclared, .conflictWithdrawn: []
      }
    }
    package var occurredOn: Day? {
      switch self {
      case .joined(_, _, _, _, let on), .rolesChanged(_, let on), .moved(_, let on),
        .conflictDeclared(_, let on), .conflictWithdrawn(_, _, let on), .left(let on),
        .programmeSet(_, let on), .backEarly(_, let on), .languagesSet(_, let on):
        on
      // Agreed ahead of its day.
      case .hoursSet, .awaySet: nil
      case .registered(let registration): registration.from
      }
    }
  }

  package enum Command: Sendable {
    case join(name: String, roles: Set<Role>, team: TeamID?, registration: Registration?)
    case changeRoles(Set<Role>)
    case move(to: TeamID?)
    case register(Registration)
    case declareConflict(with: PersonID)
    case withdrawConflict(with: PersonID, reason: String)
    case leave
    case setHours(Workload.Hours)
    case setProgramme(Workload.Programme?)
    case setAway(Workload.Away)
    case comeBack(from: Day)
    case setLanguages([String])
  }

  /// What the worker holds: nobody goes and leaves children behind.
  package struct Around: Sendable {
    package var holds: [ReferralID]
    package init(holds: [ReferralID] = []) { self.holds = holds }
  }

  package static func decide(
    _ command: Command, given worker: Worker?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let worker else {
      guard case .join(let name, let roles, let team, let registration) = command else {
        throw .notThere(Self.self)
      }
      guard !name.isEmpty else {
        throw Refusal("worker.name", "Enter the worker's name", question: "name")
      }
      guard !roles.isEmpty else {
        throw Refusal("worker.roles", "Select at least one role", question: "roles")
      }
      return [
        .joined(
          name: name, roles: roles.sorted(), team: team, registration: registration, on: today)
      ]
    }
    guard worker.leftOn == nil else {
      throw Refusal("worker.left", "This worker has left. Add them again if they are back")
    }
    switch command {
    case .join: throw .alreadyThere(Self.self)
    case .changeRoles(let roles):
      guard !roles.isEmpty else {
        throw Refusal("worker.roles", "Select at least one role", question: "roles")
      }
      return roles == worker.roles ? [] : [.rolesChanged(roles: roles.sorted(), on: today)]
    case .move(let team):
      guard team != worker.team else { return [] }
      try checkHoldsNobody(around, "moves to another team")
      return [.moved(to: team, on: today)]
    case .register(let registration):
      guard registration.from <= registration.to else {
        throw Refusal(
          "worker.registration-dates", "Registration must end after it begins", question: "to")
      }
      return [.registered(registration: registration)]
    case .declareConflict(let person):
      return worker.conflicts.contains(person) ? [] : [.conflictDeclared(with: person, on: today)]
    case .withdrawConflict(let person, let reason):
      guard worker.conflicts.contains(person) else { return [] }
      guard !reason.isEmpty else {
        throw Refusal("worker.conflict-reason", "Say why it no longer applies", question: "reason")
      }
      return [.conflictWithdrawn(with: person, reason: reason, on: today)]
    case .leave:
      try checkHoldsNobody(around, "leaves")
      return [.left(on: today)]
    case .setHours, .setProgramme, .setAway, .comeBack, .setLanguages:
      return try worker.agree(command, today: today)
    }
  }

  package static func evolve(_ worker: Worker?, _ fact: Fact) -> Worker {
    guard var worker else {
      guard case .joined(let name, let roles, let team, let registration, _) = fact else {
        outOfOrder(fact)
      }
      return Worker(name: name, roles: Set(roles), team: team, registration: registration)
    }
    switch fact {
    case .joined: outOfOrder(fact)
    case .rolesChanged(let roles, _): worker.roles = Set(roles)
    case .moved(let team, _): worker.team = team
    case .registered(let registration): worker.registration = registration
    case .conflictDeclared(let person, _): worker.conflicts.insert(person)
    case .conflictWithdrawn(let person, _, _): worker.conflicts.remove(person)
    case .left(let on): worker.leftOn = on
    case .hoursSet(let hours):
      worker.workload.hours.removeAll { $0.from == hours.from }
      worker.workload.hours.append(hours)
    case .programmeSet(let programme, _): worker.workload.programme = programme
    case .awaySet(let away):
      worker.workload.away.removeAll { $0.from == away.from }
      worker.workload.away.append(away)
    case .backEarly(let from, let on): worker.workload.end(awayFrom: from, on: on)
    case .languagesSet(let languages, _): worker.workload.languages = languages
    }
    return worker
  }
}
