/// Who acts: a worker signed in, an import, or the system itself. `decide` sees only this.
package struct Actor: Sendable, Equatable {
  /// As written in the ledger: `W-12`, `import`, `system`.
  package enum Identity: Hashable, Sendable, CustomStringConvertible {
    case worker(WorkerID)
    case imported
    case system

    package var description: String {
      switch self {
      case .worker(let id): id.description
      case .imported: "import"
      case .system: "system"
      }
    }

    package init?(_ text: String) {
      switch text {
      case "import": self = .imported
      case "system": self = .system
      default:
        guard let id = WorkerID(text) else { return nil }
        self = .worker(id)
      }
    }
  }

  package let identity: Identity
  package let roles: Set<Role>
  package let team: TeamID?
  /// Registered as a social worker on the day of the act.
  package let registered: Bool

  package init(
    _ identity: Identity, roles: Set<Role> = [], team: TeamID? = nil, registered: Bool = false
  ) {
    self.identity = identity
    self.roles = roles
    self.team = team
    self.registered = registered
  }

  package static let imported = Actor(.imported)
  package static let system = Actor(.system)

  /// The worker, when one acts.
  package var worker: WorkerID? {
    if case .worker(let id) = identity { id } else { nil }
  }
}
