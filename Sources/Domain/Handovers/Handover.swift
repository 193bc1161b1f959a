package typealias HandoverID = Identifier<Handover>

/// One thing that goes over between day and night: a warning of a day team for the night, or what
/// happened in a night; and what of it the morning is to do. What is passed on stays open until
/// somebody takes it over by name, or closes it with a reason.
package struct Handover: Noun {
  package static let noun = "handover"
  package static let letter = "J"

  /// The day's, for the night; nil where it began in the night.
  package let warning: Warning?
  package let about: About
  package let begun: Words
  package var acknowledged: [Signed] = []
  /// In the order in which they were written down.
  package var actions: [Action] = []
  package var needs: [Passed] = []
  package var closed: Words?

  package enum Fact: Domain.Fact {
    /// A day team tells the night what may happen.
    case raised(warning: Warning, by: WorkerID?, at: Instant)
    /// Something happened in the night.
    case happened(about: About, action: Action, at: Instant)
    case acknowledged(child: PersonID, signed: Signed)
    case acted(child: PersonID?, action: Action)
    /// To the morning; again, where it went to the wrong people.
    case passed(child: PersonID?, need: Need)
    case accepted(child: PersonID?, signed: Signed)
    /// Nobody had accepted it in time, and somebody asked.
    case chased(child: PersonID?, chase: Words)
    case closed(child: PersonID?, closing: Words)

    package var subjects: [PersonID] {
      switch self {
      case .raised(let warning, _, _): [warning.child]
      case .happened(let about, _, _): [about.child].compactMap { $0 }
      case .acknowledged(let child, _): [child]
      case .acted(let child, _), .passed(let child, _), .accepted(let child, _),
        .chased(let child, _), .closed(let child, _):
        [child].compactMap { $0 }
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .raised(_, _, let at): at.day
      case .happened(_, let action, _), .acted(_, let action): action.at.day
      case .acknowledged(_, let signed), .accepted(_, let signed): signed.at.day
      case .passed(_, let need): need.at.day
      case .chased(_, let words), .closed(_, let words): words.at.day
      }
    }
  }

  /// `at` is now: a night is told by the moment, and a day is too coarse for it.
  package enum Command: Sendable {
    case raise(Warning, at: Instant)
    case log(About, Action, passing: (words: String, to: Addressee)?, at: Instant)
    case acknowledge(at: Instant)
    case act(Action, at: Instant)
    case pass(words: String, to: Addressee, at: Instant)
    case accept(at: Instant)
    case chase(words: String, at: Instant)
    case close(reason: String, at: Instant)
  }

  /// Of whomever it is passed to.
  package struct Around: Sendable {
    /// A team that works by day; nil where there is no such team or worker.
    package var team: Team.Kind?
    /// The team of the worker it is passed to.
    package var workersTeam: TeamID?
    package var hasLeft = false
    package init() {}
  }

  package static func decide(
    _ command: Command, given handover: Handover?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let handover else { return try begin(command, around, actor) }
    let child = handover.child
    guard handover.closed == nil else {
      throw Refusal("handover.closed", "This was closed. Write down what is new by itself")
    }
    switch command {
    case .raise, .log: throw .alreadyThere(Self.self)
    case .acknowledge(let at): return try handover.acknowledge(actor, at)
    case .act(var action, let at):
      try check(action, now: at)
      action.by = actor.worker
      return [.acted(child: child, action: action)]
    case .pass(let words, let to, let at):
      return [.passed(child: child, need: try need(words, to, around, actor, at))]
    case .accept(let at): return try handover.accept(actor, at)
    case .chase(let words, let at):
      guard let open = handover.open else { throw nothingOpen }
      guard at >= open.need.due else {
        throw Refusal("handover.not-late", "This is not late yet. It can be accepted until then")
      }
      try required(words, "handover.chase", "Say whom you asked and what they said", "words")
      return [.chased(child: child, chase: Words(words: words, by: actor.worker, at: at))]
    case .close(let reason, let at):
      let inForce = handover.warning.map { at < $0.until } ?? false
      guard handover.open != nil || inForce else { throw nothingOpen }
      try required(reason, "handover.reason", "Say why nobody needs to do it any more", "reason")
      return [.closed(child: child, closing: Words(words: reason, by: actor.worker, at: at))]
    }
  }

  package static func evolve(_ handover: Handover?, _ fact: Fact) -> Handover {
    guard var handover else {
      switch fact {
      case .raised(let warning, let by, let at):
        return Handover(
          warning: warning, about: About(child: warning.child),
          begun: Words(words: "", by: by, at: at))
      case .happened(let about, let action, let at):
        return Handover(
          warning: nil, about: about, begun: Words(words: "", by: action.by, at: at),
          actions: [action])
      case .acknowledged, .acted, .passed, .accepted, .chased, .closed: outOfOrder(fact)
      }
    }
    let last = handover.needs.indices.last
    switch fact {
    case .raised, .happened: outOfOrder(fact)
    case .acknowledged(_, let signed): handover.acknowledged.append(signed)
    case .acted(_, let action): handover.actions.append(action)
    case .passed(_, let need):
      // Whoever it went to wrongly no longer has it; what was asked of them stays in the history.
      if let last, handover.needs[last].isOpen {
        handover.needs[last].need = need
      } else {
        handover.needs.append(Passed(need: need))
      }
    case .accepted(_, let signed): if let last { handover.needs[last].accepted = signed }
    case .chased(_, let chase): if let last { handover.needs[last].chases.append(chase) }
    case .closed(_, let closing):
      handover.closed = closing
      if let last, handover.needs[last].isOpen { handover.needs[last].closed = closing }
    }
    return handover
  }
}
