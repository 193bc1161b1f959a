extension Referral {
  /// Who works with the child: one team, and one worker of it or nobody yet.
  package struct Allocation: Codable, Sendable, Equatable {
    package var team: TeamID
    package var worker: WorkerID?
    package var from: Day
    /// Who gave it and when, where the worker is asked whether they accept; nil for what was given
    /// without asking: history, and a worker who took it themselves.
    package var by: WorkerID?
    package var at: Instant?
    /// The named manager's reason for going over what the worker can hold.
    package var over: Over?
    /// The transfer by which the team took it over.
    package var transfer: TransferID?
  }

  /// Why somebody was given more than they can hold, or while they are away.
  package struct Over: Codable, Sendable, Equatable {
    package var reason: String
    package var by: WorkerID
    /// Points with this child, and the points that may be held.
    package var load: Int
    package var cap: Int

    package init(reason: String, by: WorkerID, load: Int, cap: Int) {
      self.reason = reason
      self.by = by
      self.load = load
      self.cap = cap
    }
  }

  /// Why a worker sent back what they were given.
  package struct Declined: Codable, Sendable, Equatable {
    package var worker: WorkerID
    package var reason: String
    package var on: Day

    package init(worker: WorkerID, reason: String, on: Day) {
      self.worker = worker
      self.reason = reason
      self.on = on
    }
  }

  /// Somebody who works with the child beside the worker who holds it.
  package struct Involvement: Codable, Sendable, Equatable {
    /// Its place among the episode's involvements, from 1.
    package var key: Int
    package var worker: WorkerID
    package var role: InvolvedAs
    package var from: Day

    package init(key: Int, worker: WorkerID, role: InvolvedAs, from: Day) {
      self.key = key
      self.worker = worker
      self.role = role
      self.from = from
    }
  }

  package enum InvolvedAs: String, CaseIterable, Codable, Sendable {
    case secondWorker, familySupport, student, personalAdviser

    package var words: String {
      switch self {
      case .secondWorker: "Second worker"
      case .familySupport: "Family support worker"
      case .student: "Student social worker"
      case .personalAdviser: "Personal adviser"
      }
    }
  }

  /// Ten minutes: long enough to see a slip, too short to change history.
  package static let undoSeconds = 600

  /// Of the team and the worker it is to be given to.
  package struct Receiving: Sendable {
    /// Nil where nothing is to be asked.
    package var team: Team?
    package var kind: KindOfWork
    package var worker: Candidate?
    /// A transfer of the child that nobody has accepted yet.
    package var openTransfer: TransferID?

    package init(
      team: Team? = nil, kind: KindOfWork = .assessment, worker: Candidate? = nil,
      openTransfer: TransferID? = nil
    ) {
      self.team = team
      self.kind = kind
      self.worker = worker
      self.openTransfer = openTransfer
    }
  }

  /// What is known of a worker who may be given the child.
  package struct Candidate: Sendable {
    package var name: String
    package var registration: Worker.Registration?
    /// Newly qualified by role.
    package var isNew: Bool
    package var workload: Worker.Workload
    /// Children held, without this one, by what is being done.
    package var held: [KindOfWork: Int]

    package init(
      name: String, registration: Worker.Registration?, isNew: Bool, workload: Worker.Workload,
      held: [KindOfWork: Int]
    ) {
      self.name = name
      self.registration = registration
      self.isNew = isNew
      self.workload = workload
      self.held = held
    }

    /// Points held on a day.
    package func load(on day: Day, weights: CaseWeights = CaseWeights()) -> Int {
      let edition = weights.on(day)
      return held.reduce(0) { $0 + $1.value * edition.points(of: $1.key) }
    }

    package func cap(on day: Day, weights: CaseWeights = CaseWeights()) -> Int {
      Worker.cap(of: workload, isNew: isNew, on: day, weights: weights)
    }

    package func awayUntil(on day: Day) -> Day? { workload.awayUntil(on: day) }

    package func isRegistered(on day: Day) -> Bool { registration?.holds(on: day) ?? false }
  }

  // MARK: - What is judged

  func allocate(
    _ giving: Giving, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    let (team, worker) = (giving.team, giving.worker)
    guard isOpen else { throw .closed }
    guard around.teamHoldsChildren else {
      throw Refusal("referral.team", "Choose a team that works with children", question: "team")
    }
    guard worker == nil || around.workerInTeam else {
      throw Refusal("referral.worker-team", "Choose a worker of this team", question: "worker")
    }
    guard allocation?.team != team || allocation?.worker != worker else { return [] }
    let moves = allocation?.team != team
    if moves, giving.transfer == nil, let held = allocation,
      held.worker != nil || around.receiving.openTransfer != nil
    {
      let open = around.receiving.openTransfer.map { ". Transfer \($0) waits for its answer" } ?? ""
      throw Refusal(
        "referral.transfer-needed",
        "Another team works with this child. Ask the receiving team to take over by a transfer\(open)",
        question: "team")
    }
    if moves {
      try Self.checkRemit(
        around.receiving, isForDisabled: primaryNeed == .childsDisability, question: "team",
        today: today)
    }
    var over: Over?
    if let candidate = around.receiving.worker, worker != nil {
      over = try check(candidate, around.receiving.kind, giving.over, by: actor, today: today)
    }
    return [
      .allocated(
        allocation: Allocation(
          team: team, worker: worker, from: today, by: giving.at == nil ? nil : actor.worker,
          at: giving.at, over: over, transfer: giving.transfer),
        child: child)
    ]
  }

  /// The remit of the day rules what a team takes on; what it has it keeps until somebody takes over.
  static func checkRemit(
    _ receiving: Receiving, isForDisabled: Bool, question: String, today: Day
  ) throws(Refusal) {
    guard let team = receiving.team else { return }
    let leads = team.leads(on: today)
    var needed = [receiving.kind.lead]
    if isForDisabled { needed.append(.disabledChildren) }
    guard let missing = needed.first(where: { !leads.contains($0) }) else { return }
    let since = Team.remit(team.remits, on: today).map { " since \($0.from.long)" } ?? ""
    let may =
      leads.isEmpty
      ? "It leads no work with children"
      : "Its remit\(since): \(leads.map { $0.words.lowercasedFirst }.joined(separator: ", "))"
    throw Refusal(
      "referral.remit",
      "\(team.name) may not lead \(missing.words.lowercasedFirst) today. \(may). Choose "
        + "another team, or ask for its remit to be changed", question: question)
  }

  private func check(
    _ candidate: Candidate, _ kind: KindOfWork, _ reason: String?, by actor: Actor, today: Day
  ) throws(Refusal) -> Over? {
    guard candidate.isRegistered(on: today) || !kind.needsRegistration else {
      throw Refusal(
        "referral.registered",
        "\(candidate.name) is not registered as a social worker today, and \(kind.named) needs one "
          + "who is. Choose another worker", question: "worker")
    }
    let adds = CaseWeights().on(today).points(of: kind)
    let held = candidate.load(on: today)
    let (load, cap, away) = (held + adds, candidate.cap(on: today), candidate.awayUntil(on: today))
    guard load > cap || away != nil else { return nil }
    if let reason, !reason.isEmpty {
      guard let by = actor.worker, actor.roles.contains(where: \.maySetAsideCap) else {
        throw Refusal(
          "referral.over-by",
          "Only a team manager or a senior leader may set this aside, by name", question: "over")
      }
      return Over(reason: reason, by: by, load: load, cap: cap)
    }
    if let until = away {
      throw Refusal(
        "referral.away",
        "\(candidate.name) is away until \(until.long). Choose somebody who is here, or give your "
          + "reason as a manager", question: "over")
    }
    throw Refusal(
      "referral.over-cap",
      "\(candidate.name) may hold \(cap) points and holds \(held); this child adds \(adds). "
        + "Choose somebody with room, or give your reason as a manager for "
        + "going over", question: "over")
  }

  func undo(
    at now: Instant, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard isOpen else { throw .closed }
    if let open = around.receiving.openTransfer {
      throw Refusal(
        "referral.undo-transfer", "Transfer \(open) waits for its answer. Withdraw it first")
    }
    guard canUndo, let allocation, let at = allocation.at, let by = allocation.by,
      allocation.transfer == nil
    else {
      throw Refusal("referral.nothing-to-undo", "There is nothing here to undo")
    }
    guard by == actor.worker else {
      throw Refusal("referral.undo-by", "Only whoever gave it may undo it. Give it anew instead")
    }
    guard now.milliseconds - at.milliseconds <= Int64(Self.undoSeconds) * 1000 else {
      throw Refusal(
        "referral.undo-late", "Ten minutes have gone by. Give it to somebody else instead")
    }
    guard acceptedOn == nil || allocation.worker == nil else {
      throw Refusal(
        "referral.undo-accepted",
        "The worker has accepted already. Talk to them, then give it to somebody else")
    }
    return [.allocationUndone(before: previous, by: by, child: child, on: today)]
  }

  func answer(
    declining reason: String?, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard isOpen else { throw .closed }
    guard let me = actor.worker, allocation?.worker == me else {
      throw Refusal(
        "referral.not-yours", "This was given to somebody else. Only they can answer")
    }
    guard isAsked else {
      throw Refusal("referral.answered", "This has been answered already")
    }
    guard let reason else { return [.allocationAccepted(by: me, child: child, on: today)] }
    guard !reason.isEmpty else {
      throw Refusal(
        "referral.decline-reason",
        "Say why you cannot take it, so that it goes to the right person",
        question: "reason")
    }
    return [
      .allocationDeclined(
        declined: Declined(worker: me, reason: reason, on: today), child: child)
    ]
  }

  func involve(
    _ worker: WorkerID, as role: InvolvedAs, from: Day, around: Around, today: Day
  ) throws(Refusal) -> [Fact] {
    guard isOpen else { throw .closed }
    guard worker != allocation?.worker else {
      throw Refusal(
        "referral.involved-holder", "This worker holds the child already", question: "worker")
    }
    guard !involved.contains(where: { $0.worker == worker && $0.role == role }) else {
      throw Refusal(
        "referral.involved", "This worker is named in that role already", question: "worker")
    }
    guard around.workerInTeam else {
      throw Refusal("referral.involved-left", "This worker has left", question: "worker")
    }
    guard from >= receivedOn, from <= today else {
      throw Refusal(
        "referral.involved-day", "The day must be between the referral and today", question: "from")
    }
    return [
      .involved(
        involvement: Involvement(
          key: involvements + 1, worker: worker, role: role, from: from), child: child)
    ]
  }

  func endInvolvement(_ key: Int, reason: String, today: Day) throws(Refusal) -> [Fact] {
    guard involved.contains(where: { $0.key == key }) else {
      throw Refusal("referral.not-involved", "This has ended already")
    }
    guard !reason.isEmpty else {
      throw Refusal(
        "referral.involvement-reason", "Say why it ends", question: "reason")
    }
    return [.involvementEnded(key: key, on: today, reason: reason, child: child)]
  }

  /// What the command ``Command/allocate(team:worker:over:at:transfer:)`` carries.
  struct Giving {
    var team: TeamID
    var worker: WorkerID?
    var over: String?
    var at: Instant?
    var transfer: TransferID?
  }

  /// Whether the worker was asked and has not said.
  package var isAsked: Bool {
    guard let allocation, let worker = allocation.worker, allocation.at != nil else { return false }
    return acceptedOn == nil && worker != allocation.by
  }
}

extension Role {
  /// Who may give more than somebody can hold, with a reason and by name.
  package var maySetAsideCap: Bool {
    switch self {
    case .teamManager, .seniorLeader: true
    case .contactWorker, .decisionMaker, .policeOfficer, .socialWorker, .newlyQualifiedSocialWorker,
      .conferenceChair, .emergencyDutyWorker, .qualityAuditor, .performanceAnalyst, .workforceLead,
      .partner, .inspector, .recordsOfficer, .administrator:
      false
    }
  }
}

extension String {
  /// For the middle of a sentence.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
