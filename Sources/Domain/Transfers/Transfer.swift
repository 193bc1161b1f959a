package typealias TransferID = Identifier<Transfer>

/// One family's way from one team to another: asked, with what the next team needs to know, and
/// accepted, or sent back with a reason. The children stay with the sender until it is accepted; what
/// is late or was sent back goes to a named manager, who decides it with a sentence.
package struct Transfer: Noun {
  package static let noun = "transfer"
  package static let letter = "U"

  package let asking: Asking
  package var status: Status
  /// The day from which the receiving team's time counts: asked, or asked again.
  package var askedOn: Day
  package var answered: Answered?
  package var escalated: Escalation?
  package var decided: Decision?
  package var withdrawn: Said?

  package enum Status: String, Codable, Sendable, CaseIterable {
    case asked, returned, escalated
    /// The children are with the receiving team.
    case accepted
    /// Decided, by whoever it was escalated to, that they stay.
    case stays
    case withdrawn

    package var words: String {
      switch self {
      case .asked: "Waiting for the receiving team"
      case .returned: "Sent back"
      case .escalated: "Waiting for a decision"
      case .accepted: "Accepted"
      case .stays: "Decided: stays"
      case .withdrawn: "Withdrawn"
      }
    }

    /// Nobody has accepted it and nobody has ended it: the sender has the children.
    package var isOpen: Bool {
      switch self {
      case .asked, .returned, .escalated: true
      case .accepted, .stays, .withdrawn: false
      }
    }
  }

  package enum Fact: Domain.Fact {
    case asked(asking: Asking)
    case accepted(children: [PersonID], answered: Answered)
    case returned(children: [PersonID], answered: Answered)
    case askedAgain(children: [PersonID], said: Said)
    case escalated(children: [PersonID], escalation: Escalation)
    case decided(children: [PersonID], decision: Decision)
    case withdrawn(children: [PersonID], said: Said)

    package var subjects: [PersonID] {
      switch self {
      case .asked(let asking): asking.children.map(\.person)
      case .accepted(let children, _), .returned(let children, _), .askedAgain(let children, _),
        .escalated(let children, _), .decided(let children, _), .withdrawn(let children, _):
        children
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .asked(let asking): asking.on
      case .accepted(_, let answered), .returned(_, let answered): answered.on
      case .askedAgain(_, let said), .withdrawn(_, let said): said.on
      case .escalated(_, let escalation): escalation.on
      case .decided(_, let decision): decision.on
      }
    }
  }

  package enum Command: Sendable {
    case ask(Asking)
    /// - worker: who will work with the children, of the receiving team.
    /// - over: a manager's reason for more than that worker can hold.
    case accept(worker: WorkerID, over: String?, at: Instant)
    case sendBack(reason: String)
    case askAgain(words: String)
    case escalate(to: WorkerID, reason: String)
    /// Binding: by whoever it was escalated to.
    case decide(accepts: Bool, worker: WorkerID?, sentence: String, at: Instant)
    case withdraw(reason: String)
  }

  /// Of the children's episodes, the receiving team, and whoever it is escalated to.
  package struct Around: Sendable {
    /// The team that has each child now; nil where nobody has, or the episode is closed.
    package var holders: [ReferralID: TeamID]
    /// Transfers of these children that nobody has answered.
    package var open: [TransferID]
    /// The receiving team as a referral asks about it: the remit of the day, for the heaviest work.
    package var receiving: Referral.Receiving?
    package var toHoldsChildren: Bool
    package var isForDisabled: Bool
    /// Whoever it is to be escalated to: their roles and team, where they are here.
    package var judge: Judge?

    package struct Judge: Sendable {
      package var roles: Set<Role>
      package var team: TeamID?
      package init(roles: Set<Role>, team: TeamID?) {
        self.roles = roles
        self.team = team
      }
    }

    package init(
      holders: [ReferralID: TeamID] = [:], open: [TransferID] = [],
      receiving: Referral.Receiving? = nil, toHoldsChildren: Bool = true,
      isForDisabled: Bool = false, judge: Judge? = nil
    ) {
      self.holders = holders
      self.open = open
      self.receiving = receiving
      self.toHoldsChildren = toHoldsChildren
      self.isForDisabled = isForDisabled
      self.judge = judge
    }
  }

  package static func decide(
    _ command: Command, given transfer: Transfer?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let transfer else {
      guard case .ask(let asking) = command else { throw .notThere(Self.self) }
      return try ask(asking, around, by: actor, today: today)
    }
    guard transfer.status.isOpen else {
      throw Refusal(
        "transfer.ended", "This transfer has ended (\(transfer.status.words.lowercased()))")
    }
    let children = transfer.asking.children.map(\.person)
    switch command {
    case .ask: throw .alreadyThere(Self.self)
    case .accept(let worker, let over, let at):
      try transfer.checkReceiver(actor)
      try transfer.checkHolders(around)
      return [
        .accepted(
          children: children,
          answered: Answered(
            worker: worker, reason: nil, over: over, by: actor.worker, on: today, at: at))
      ]
    case .sendBack(let reason):
      try transfer.checkReceiver(actor)
      try required(
        reason, "transfer.reason", "Say what the other team needs to do before you can take over",
        "reason")
      return [
        .returned(
          children: children,
          answered: Answered(worker: nil, reason: reason, by: actor.worker, on: today))
      ]
    case .askAgain(let words):
      guard transfer.status == .returned else {
        throw Refusal("transfer.not-returned", "Only what was sent back is asked again")
      }
      try required(words, "transfer.again", "Say what you have done since", "words")
      return [
        .askedAgain(children: children, said: Said(words: words, by: actor.worker, on: today))
      ]
    case .escalate(let to, let reason):
      return [
        .escalated(
          children: children,
          escalation: try transfer.escalation(to, reason, around, by: actor, today: today))
      ]
    case .decide(let accepts, let worker, let sentence, let at):
      guard let escalated = transfer.escalated, transfer.status == .escalated else {
        throw Refusal(
          "transfer.not-escalated", "This waits for the receiving team, and for nobody else")
      }
      guard let me = actor.worker, me == escalated.to else {
        throw Refusal(
          "transfer.not-yours", "This waits for the decision of somebody else, by name")
      }
      try required(
        sentence, "transfer.sentence", "Write the sentence both teams will read", "sentence")
      if accepts { try transfer.checkHolders(around) }
      return [
        .decided(
          children: children,
          decision: Decision(
            accepts: accepts, worker: accepts ? worker : nil, sentence: sentence, by: me, on: today,
            at: at))
      ]
    case .withdraw(let reason):
      try required(reason, "transfer.withdraw", "Say why it is not needed any more", "reason")
      return [
        .withdrawn(children: children, said: Said(words: reason, by: actor.worker, on: today))
      ]
    }
  }

  package static func evolve(_ transfer: Transfer?, _ fact: Fact) -> Transfer {
    guard var transfer else {
      guard case .asked(let asking) = fact else { outOfOrder(fact) }
      return Transfer(asking: asking, status: .asked, askedOn: asking.on)
    }
    switch fact {
    case .asked: outOfOrder(fact)
    case .accepted(_, let answered):
      transfer.status = .accepted
      transfer.answered = answered
    case .returned(_, let answered):
      transfer.status = .returned
      transfer.answered = answered
    case .askedAgain(_, let said):
      transfer.status = .asked
      transfer.askedOn = said.on
      transfer.answered = nil
    case .escalated(_, let escalation):
      transfer.status = .escalated
      transfer.escalated = escalation
    case .decided(_, let decision):
      transfer.status = decision.accepts ? .accepted : .stays
      transfer.decided = decision
    case .withdrawn(_, let said):
      transfer.status = .withdrawn
      transfer.withdrawn = said
    }
    return transfer
  }
}
