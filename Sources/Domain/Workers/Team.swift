package typealias TeamID = Identifier<Team>

/// A team of the service: the unit at the front door, an assessment team, a children-in-need team.
package struct Team: Noun {
  package static let noun = "team"
  package static let letter = "T"

  package var name: String
  package var kind: Kind
  /// What it may lead, from which days on.
  package var remits: [Remit] = []

  package init(name: String, kind: Kind, remits: [Remit] = []) {
    self.name = name
    self.kind = kind
    self.remits = remits
  }

  package enum Kind: String, CaseIterable, Codable, Sendable {
    case frontDoor, assessment, childrenInNeed, disabledChildren, emergencyDuty, conferencing
    case quality, support

    package var title: String {
      switch self {
      case .frontDoor: "Front door"
      case .assessment: "Assessment"
      case .childrenInNeed: "Children in need"
      case .disabledChildren: "Children with disabilities"
      case .emergencyDuty: "Emergency duty"
      case .conferencing: "Conferencing and reviewing"
      case .quality: "Quality and performance"
      case .support: "Support"
      }
    }

    /// Whether children's work can be given to a team of this kind.
    package var holdsChildren: Bool {
      switch self {
      case .frontDoor, .assessment, .childrenInNeed, .disabledChildren: true
      case .emergencyDuty, .conferencing, .quality, .support: false
      }
    }
  }

  package enum Fact: Domain.Fact {
    case formed(name: String, kind: Kind, on: Day)
    case renamed(name: String, on: Day)
    case remitSet(remit: Remit)

    package var subjects: [PersonID] { [] }
    package var occurredOn: Day? {
      switch self {
      case .formed(_, _, let on), .renamed(_, let on): on
      // A remit may be set ahead of its day.
      case .remitSet: nil
      }
    }
  }

  package enum Command: Sendable {
    case form(name: String, kind: Kind)
    case rename(String)
    case setRemit(Remit)
  }

  package static func decide(
    _ command: Command, given team: Team?, around: Nothing, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch (command, team) {
    case (.form(let name, let kind), nil):
      guard !name.isEmpty else {
        throw Refusal("team.name", "Enter the name of the team", question: "name")
      }
      return [.formed(name: name, kind: kind, on: today)]
    case (.rename(let name), .some(let team)):
      guard !name.isEmpty else {
        throw Refusal("team.name", "Enter the name of the team", question: "name")
      }
      return name == team.name ? [] : [.renamed(name: name, on: today)]
    case (.setRemit(let remit), .some(let team)):
      try team.checkRemit(remit, today: today)
      return team.remits.contains(remit) ? [] : [.remitSet(remit: remit)]
    case (.form, .some): throw .alreadyThere(Self.self)
    case (.rename, nil), (.setRemit, nil): throw .notThere(Self.self)
    }
  }

  package static func evolve(_ team: Team?, _ fact: Fact) -> Team {
    switch (fact, team) {
    case (.formed(let name, let kind, _), nil): return Team(name: name, kind: kind)
    case (.renamed(let name, _), .some(var team)):
      team.name = name
      return team
    case (.remitSet(let remit), .some(var team)):
      team.remits.removeAll { $0.from == remit.from }
      team.remits.append(remit)
      return team
    case (.formed, .some), (.renamed, nil), (.remitSet, nil): outOfOrder(fact)
    }
  }
}
