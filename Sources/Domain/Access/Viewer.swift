/// Who asks: a worker signed in, as the access policy sees them on the day.
package struct Viewer: Sendable, Equatable {
  package let worker: WorkerID
  package let roles: Set<Role>
  package let team: TeamID?
  /// People whose records this worker has declared a conflict of interest with: family, friends,
  /// neighbours. These are closed to them, whatever their role.
  package let conflicts: Set<PersonID>
  /// The last day of an inspector's account. An inspector without one sees nothing.
  package let inspectionEnds: Day?

  package init(
    worker: WorkerID, roles: Set<Role>, team: TeamID? = nil, conflicts: Set<PersonID> = [],
    inspectionEnds: Day? = nil
  ) {
    self.worker = worker
    self.roles = roles
    self.team = team
    self.conflicts = conflicts
    self.inspectionEnds = inspectionEnds
  }
}

/// What is asked about: one person's record, or one that names nobody yet, as far as the access
/// policy needs to know it.
package struct Record: Sendable, Equatable {
  /// Who may open it at all.
  package enum Restriction: Sendable, Equatable {
    case none
    /// Named workers open it; others are told that it exists and whom to ask.
    case locked(Set<WorkerID>)
    /// Named workers open it; to others it does not exist.
    case hidden(Set<WorkerID>)
  }

  package let person: PersonID?
  /// The numbers of all records of the person, where some were merged; what closes one closes all.
  package let merged: Set<PersonID>
  package let restriction: Restriction
  /// Workers who hold open work with the person.
  package let workers: Set<WorkerID>
  /// Teams that hold open work with the person.
  package let teams: Set<TeamID>
  /// Whether any work with the person is open, allocated or not.
  package let open: Bool
  /// Whether the record came from the police and so is shared with them.
  package let fromPolice: Bool
  /// Whom to ask for access, in words: `the team manager of North Assessment`.
  package let ask: String?
  /// Who answers for the restriction.
  package let owner: WorkerID?
  /// Workers who opened the locked record in need, and whose time is not over.
  package let opened: Set<WorkerID>

  package init(
    person: PersonID? = nil, merged: Set<PersonID> = [], restriction: Restriction = .none,
    workers: Set<WorkerID> = [], teams: Set<TeamID> = [], open: Bool = true,
    fromPolice: Bool = false, ask: String? = nil,
    owner: WorkerID? = nil, opened: Set<WorkerID> = []
  ) {
    self.person = person
    self.merged = merged
    self.restriction = restriction
    self.workers = workers
    self.teams = teams
    self.open = open
    self.fromPolice = fromPolice
    self.ask = ask
    self.owner = owner
    self.opened = opened
  }

  /// Whether a worker may read it only because they opened it in need.
  func isOpenInNeed(to worker: WorkerID) -> Bool {
    guard case .locked(let named) = restriction else { return false }
    return !named.contains(worker) && opened.contains(worker)
  }
}

/// How a worker stands to a record.
package enum Relationship: String, CaseIterable, Sendable {
  /// Works with the child now.
  case allocated
  /// In the team that works with the child now.
  case team
  /// Open, and nobody has it yet.
  case unallocated
  /// Somebody else's, or nobody's.
  case stranger

  package init(of viewer: Viewer, to record: Record) {
    if record.workers.contains(viewer.worker) {
      self = .allocated
    } else if let team = viewer.team, record.teams.contains(team) {
      self = .team
    } else if record.open, record.workers.isEmpty, record.teams.isEmpty {
      self = .unallocated
    } else {
      self = .stranger
    }
  }
}

/// What the policy says.
package enum Verdict: Sendable, Equatable {
  /// The rule that allows it: `teamManager.team`.
  case allowed(because: String)
  case refused(Denial)

  package var isAllowed: Bool {
    switch self {
    case .allowed: true
    case .refused: false
    }
  }

  /// The name of the rule, as the access log keeps it.
  package var rule: String {
    switch self {
    case .allowed(let rule): rule
    case .refused(let denial): denial.rule
    }
  }
}

/// A look or an act that the policy refuses, and whom to ask.
package struct Denial: Error, Sendable, Equatable {
  /// Permanent name of the rule: `access.locked`.
  package let rule: String
  /// `You cannot see this record. Ask the team manager of North Assessment if you need to.`
  package let because: String
  /// Shown as a record that is not there.
  package let hidden: Bool

  package init(rule: String, because: String, hidden: Bool = false) {
    self.rule = rule
    self.because = because
    self.hidden = hidden
  }
}
