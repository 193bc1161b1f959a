/// Who acts: a worker signed in, an import, or the system itself. `decide` sees only this.
package struct Actor: Sendable, Equatable {
  /// As written in the ledger: `W-12`, `import`, `system`, `portal`.
  package enum Identity: Hashable, Sendable, CustomStringConvertible {
    case worker(WorkerID)
    case imported
    case system
    /// Somebody outside the council, through the portal; who it was stands in the fact.
    case portal

    package var description: String {
      switch self {
      case .worker(let id): id.description
      case .imported: "import"
      case .system: "system"
      case .portal: "portal"
      }
    }

    /// Who acted, as a page says it.
    /// - Parameter name: the worker's.
    package func words(_ name: (WorkerID) -> String) -> String {
      switch self {
      case .worker(let id): name(id)
      case .imported: "an import"
      case .system: "Threshold"
      case .portal: "the partner portal"
      }
    }

    package init?(_ text: String) {
      switch text {
      case "import": self = .imported
      case "system": self = .system
      case "portal": self = .portal
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
  package static let portal = Actor(.portal, roles: [.partner])

  /// The worker, when one acts.
  package var worker: WorkerID? {
    if case .worker(let id) = identity { id } else { nil }
  }
}
