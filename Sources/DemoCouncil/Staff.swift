import Domain
import Store

/// The teams and workers of the invented council: every role of the service.
package struct Staff: Sendable {
  package struct Member: Sendable {
    package let id: WorkerID
    package let name: String
    package let username: String
    package let roles: Set<Role>
    package let team: TeamID?
    let registration: Worker.Registration?

    func actor(on day: Day) -> Actor {
      Actor(
        .worker(id), roles: roles, team: team, registered: registration?.holds(on: day) ?? false)
    }
  }

  package private(set) var members: [Member] = []
  private(set) var teams: [Named: TeamID] = [:]

  /// The teams, as the stories speak of them.
  enum Named: String, CaseIterable, Sendable {
    case door = "Single referral unit"
    case east = "Assessment team East"
    case west = "Assessment team West"
    case childrenInNeed = "Children in need team"
    case disabilities = "Children with disabilities team"
    case emergency = "Emergency duty team"
    case conferencing = "Conferencing and reviewing"
    case quality = "Quality and performance"
    case records = "Systems and records"

    var kind: Team.Kind {
      switch self {
      case .door: .frontDoor
      case .east, .west: .assessment
      case .childrenInNeed: .childrenInNeed
      case .disabilities: .disabledChildren
      case .emergency: .emergencyDuty
      case .conferencing: .conferencing
      case .quality: .quality
      case .records: .support
      }
    }
  }

  func with(_ role: Role) -> [Member] { members.filter { $0.roles.contains(role) } }
  func of(_ team: TeamID, _ role: Role) -> [Member] { with(role).filter { $0.team == team } }

  /// The worker who turns out to be related to a family.
  var related: Member? { members.first { $0.username == "mark.tresize" } }

  /// Social workers who may be given children in a team.
  func caseworkers(of team: TeamID) -> [Member] {
    members.filter {
      $0.team == team
        && ($0.roles.contains(.socialWorker) || $0.roles.contains(.newlyQualifiedSocialWorker))
    }
  }

  private static let workerList: [(name: String, roles: Set<Role>, team: Named)] = [
    ("Priya Nair", [.contactWorker], .door),
    ("Tom Keast", [.contactWorker], .door),
    ("Ruth Marlow", [.decisionMaker, .socialWorker], .door),
    ("Owen Blake", [.decisionMaker, .socialWorker], .door),
    ("Grace Adeyemi", [.teamManager], .door),
    ("Sergeant Helen Moyle", [.policeOfficer], .door),
    ("Leila Haddad", [.socialWorker], .east),
    ("Mark Tresize", [.socialWorker], .east),
    ("Chidi Okafor", [.newlyQualifiedSocialWorker], .east),
    ("Sian Powell", [.teamManager], .east),
    ("Anna Kowalska", [.socialWorker], .west),
    ("Ben Hartley", [.socialWorker], .west),
    ("Rosa Martins", [.newlyQualifiedSocialWorker], .west),
    ("David Penney", [.teamManager], .west),
    ("Jo Rickard", [.socialWorker], .childrenInNeed),
    ("Farah Aziz", [.teamManager], .childrenInNeed),
    ("Kit Lanyon", [.socialWorker], .disabilities),
    ("Moira Dunn", [.teamManager], .disabilities),
    ("Pete Hosking", [.emergencyDutyWorker], .emergency),
    ("Elaine Foster", [.conferenceChair], .conferencing),
    ("Nadine Cole", [.qualityAuditor], .quality),
    ("Ivor Bell", [.performanceAnalyst], .quality),
    ("Sue Whitford", [.workforceLead], .quality),
    ("Margaret Vane", [.seniorLeader], .quality),
    ("Colin Strange", [.inspector], .quality),
    ("Dr Amy Lund", [.partner], .door),
    ("Bridget Noall", [.recordsOfficer], .records),
    ("Alex Admin", [.administrator], .records),
  ]

  /// Forms the teams and lets the workers join, on the first day.
  static func join(_ store: Store, at: Instant, in tx: any Transaction) throws -> Staff {
    var staff = Staff()
    let act = Act(key: nil, actor: .system, at: at)
    for team in Named.allCases {
      let formed: Done<Team> = try store.perform(
        .form(name: team.rawValue, kind: team.kind), as: act, in: tx)
      staff.teams[team] = formed.id
    }
    for (index, (name, roles, team)) in workerList.enumerated() {
      let qualified = roles.contains { $0.isSocialWork }
      let registration =
        qualified
        ? Worker.Registration(
          number: "SW\(10_000 + index * 37)", from: at.day.adding(years: -2),
          to: at.day.adding(years: 12)) : nil
      let joined: Done<Worker> = try store.perform(
        .join(name: name, roles: roles, team: staff.teams[team], registration: registration),
        as: act, in: tx)
      staff.members.append(
        Member(
          id: joined.id, name: name, username: username(name), roles: roles,
          team: staff.teams[team],
          registration: registration))
    }
    return staff
  }

  /// `Priya Nair` signs in as `priya.nair`.
  package static func username(_ name: String) -> String {
    name.lowercased().split(separator: " ").suffix(2).joined(separator: ".")
  }
}

extension Role {
  fileprivate var isSocialWork: Bool {
    switch self {
    case .socialWorker, .newlyQualifiedSocialWorker, .teamManager, .decisionMaker, .conferenceChair:
      true
    case .contactWorker, .policeOfficer, .emergencyDutyWorker, .qualityAuditor,
      .performanceAnalyst, .workforceLead, .seniorLeader, .partner, .inspector, .recordsOfficer,
      .administrator:
      false
    }
  }
}
