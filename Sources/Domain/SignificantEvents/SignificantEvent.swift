package typealias SignificantEventID = Identifier<SignificantEvent>

/// One entry of a child's curated chronology (A13): an entry of the record that somebody found to
/// matter, with what happened and what it meant for the child in words of their own; or something that
/// no record of ours tells, because it happened before us or another agency knew it.
///
/// It never replaces what it points at: the record's own entry stays where it is, and leaving an entry
/// out of the curated view takes nothing away.
package struct SignificantEvent: Noun {
  package static let noun = "significantevent"
  package static let letter = "Z"

  package let origin: Origin
  package let children: [PersonID]
  /// When it happened. Of an entry of the record: as the record has it.
  package var happenedOn: Day
  /// Nil where an entry of the record speaks for itself.
  package var words: Words?
  /// The words before any correction.
  package let original: Words?
  package var corrections: [Correction] = []
  package var standing = Standing.shown

  package enum Fact: Domain.Fact {
    /// An entry of the record was taken into the curated view.
    case promoted(
      source: Source, words: Words, children: [PersonID], by: WorkerID?, on: Day)
    /// An entry that stands there by itself was left out of it.
    case leftOut(source: Source, reason: String, children: [PersonID], by: WorkerID?, on: Day)
    /// Something that no record of ours tells.
    case added(own: Own, words: Words, children: [PersonID], by: WorkerID?)
    case corrected(correction: Correction, children: [PersonID])
    case hidden(reason: String, children: [PersonID], by: WorkerID?, on: Day)
    case shownAgain(children: [PersonID], by: WorkerID?, on: Day)
    /// It is the same event as another entry, which then stands for both.
    case merged(same: Pointer, reason: String, children: [PersonID], by: WorkerID?, on: Day)

    package var subjects: [PersonID] {
      switch self {
      case .promoted(_, _, let children, _, _), .leftOut(_, _, let children, _, _),
        .added(_, _, let children, _), .corrected(_, let children),
        .hidden(_, let children, _, _), .shownAgain(let children, _, _),
        .merged(_, _, let children, _, _):
        children
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .promoted(_, _, _, _, let on), .leftOut(_, _, _, _, let on), .hidden(_, _, _, let on),
        .shownAgain(_, _, let on), .merged(_, _, _, _, let on):
        on
      case .added(let own, _, _, _): own.happenedOn
      case .corrected(let correction, _): correction.on
      }
    }
  }

  package enum Command: Sendable {
    case promote(Pointer, Words, children: [PersonID])
    case leaveOut(Pointer, reason: String, children: [PersonID])
    case add(Own, Words, children: [PersonID])
    /// - Parameter happenedOn: only of an entry of its own; nil leaves the day.
    case correct(Words, happenedOn: Day?, reason: String)
    case hide(reason: String)
    case showAgain
    case merge(with: Pointer, reason: String)
  }

  /// Of the entry that a command points at.
  package struct Around: Sendable {
    /// The entry as the ledger has it; nil where there is no such entry.
    package var source: Source?
    /// Of the children named, those in whose chronology it stands.
    package var children: Set<PersonID> = []
    package init() {}
  }

  package static func decide(
    _ command: Command, given event: SignificantEvent?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let event else { return try begin(command, around, actor, today) }
    let (children, by) = (event.children, actor.worker)
    switch command {
    case .promote, .leaveOut, .add: throw .alreadyThere(Self.self)
    case .correct(let words, let day, let reason):
      try check(words)
      try required(
        reason, "significantevent.correction-reason", "Say why it is corrected", "reason")
      if let day {
        guard event.own != nil else {
          throw Refusal(
            "significantevent.day-of-record",
            "The day is the record's own. Correct it there", question: "happened")
        }
        try check(day, today: today)
      }
      return [
        .corrected(
          correction: Correction(
            words: words, happenedOn: day, reason: reason, by: by, on: today),
          children: children)
      ]
    case .hide(let reason):
      guard event.standing == .shown else {
        throw Refusal("significantevent.not-shown", "It is left out already")
      }
      try required(reason, "significantevent.hide-reason", "Say why it is left out", "reason")
      return [.hidden(reason: reason, children: children, by: by, on: today)]
    case .showAgain:
      guard event.standing != .shown else {
        throw Refusal("significantevent.shown", "It is among the significant events")
      }
      return [.shownAgain(children: children, by: by, on: today)]
    case .merge(let same, let reason):
      guard event.standing == .shown else {
        throw Refusal("significantevent.not-shown", "It is left out already")
      }
      guard around.source != nil, around.children == Set(children) else {
        throw Refusal(
          "significantevent.same-child", "Select an entry that is about the same child",
          question: "same")
      }
      try required(reason, "significantevent.merge-reason", "Say how you know", "reason")
      return [.merged(same: same, reason: reason, children: children, by: by, on: today)]
    }
  }

  package static func evolve(_ event: SignificantEvent?, _ fact: Fact) -> SignificantEvent {
    guard var event else {
      switch fact {
      case .promoted(let source, let words, let children, _, _):
        return SignificantEvent(
          origin: .record(source), children: children, happenedOn: source.happenedOn, words: words,
          original: words)
      case .leftOut(let source, let reason, let children, _, _):
        return SignificantEvent(
          origin: .record(source), children: children, happenedOn: source.happenedOn,
          original: nil, standing: .hidden(reason: reason))
      case .added(let own, let words, let children, _):
        return SignificantEvent(
          origin: .own(own), children: children, happenedOn: own.happenedOn, words: words,
          original: words)
      case .corrected, .hidden, .shownAgain, .merged: outOfOrder(fact)
      }
    }
    switch fact {
    case .promoted, .leftOut, .added: outOfOrder(fact)
    case .corrected(let correction, _):
      event.corrections.append(correction)
      event.words = correction.words
      event.happenedOn = correction.happenedOn ?? event.happenedOn
    case .hidden(let reason, _, _, _): event.standing = .hidden(reason: reason)
    case .shownAgain: event.standing = .shown
    case .merged(let same, let reason, _, _, _):
      event.standing = .merged(same: same, reason: reason)
    }
    return event
  }
}

extension SignificantEvent {
  private static func begin(
    _ command: Command, _ around: Around, _ actor: Actor, _ today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .promote(_, let words, let children):
      let source = try source(around, children)
      try check(words)
      return [
        .promoted(source: source, words: words, children: children, by: actor.worker, on: today)
      ]
    case .leaveOut(_, let reason, let children):
      let source = try source(around, children)
      try required(reason, "significantevent.hide-reason", "Say why it is left out", "reason")
      return [
        .leftOut(source: source, reason: reason, children: children, by: actor.worker, on: today)
      ]
    case .add(let own, let words, let children):
      try check(children)
      try check(own.happenedOn, today: today)
      try check(words)
      return [.added(own: own, words: words, children: children, by: actor.worker)]
    case .correct, .hide, .showAgain, .merge: throw .notThere(Self.self)
    }
  }

  /// A promoted event points at an entry of each child it is promoted for: nothing is said of a child
  /// that their own record does not say.
  private static func source(
    _ around: Around, _ children: [PersonID]
  ) throws(Refusal) -> Source {
    try check(children)
    guard let source = around.source else {
      throw Refusal("significantevent.source", "This entry is not on the record")
    }
    guard around.children == Set(children) else {
      throw Refusal(
        "significantevent.source-child",
        "The entry is not about every child you selected. Take the others out", question: "children"
      )
    }
    return source
  }

  private static func check(_ children: [PersonID]) throws(Refusal) {
    guard !children.isEmpty else {
      throw Refusal(
        "significantevent.children", "Select the children it is about", question: "children")
    }
    guard Set(children).count == children.count else {
      throw Refusal("significantevent.child-twice", "A child is named twice", question: "children")
    }
  }

  private static func check(_ words: Words) throws(Refusal) {
    try required(words.title, "significantevent.title", "Say in a few words what happened", "title")
    try required(
      words.effect, "significantevent.effect", "Say what it meant for the child", "effect")
  }

  private static func check(_ day: Day, today: Day) throws(Refusal) {
    guard day <= today else {
      throw Refusal(
        "significantevent.future", "The day must be today or in the past", question: "happened")
    }
  }

  private static func required(
    _ text: String, _ rule: String, _ message: String, _ question: String
  ) throws(Refusal) {
    guard !text.isEmpty else { throw Refusal(rule, message, question: question) }
  }
}
