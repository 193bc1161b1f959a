package typealias NoteID = Identifier<Note>

/// A note or a visit, written once for one child or a sibling group, with a block for each child.
package struct Note: Noun {
  package static let noun = "note"
  package static let letter = "N"

  package var details: Details
  package var by: WorkerID?
  package var corrections: [Correction] = []
  package var significance: Significance?

  package enum Kind: String, Codable, Sendable, CaseIterable {
    case visit, phoneCall, meeting, email, letter, officeVisit, managementOversight, other

    package var words: String {
      switch self {
      case .visit: "Visit"
      case .phoneCall: "Phone call"
      case .meeting: "Meeting"
      case .email: "Email"
      case .letter: "Letter"
      case .officeVisit: "Meeting at the office"
      case .managementOversight: "Management oversight"
      case .other: "Other note"
      }
    }
  }

  /// Why a visit that was tried did not come about.
  package enum Failed: String, Codable, Sendable, CaseIterable {
    case notLetIn, nobodyHome, calledOff

    package var words: String {
      switch self {
      case .notLetIn: "We were not let in"
      case .nobodyHome: "Nobody was at home"
      case .calledOff: "The family called it off"
      }
    }
  }

  package struct ChildBlock: Codable, Sendable, Equatable {
    package var child: PersonID
    package var seen: Bool
    package var alone: Bool
    /// Why not seen, or not seen alone.
    package var whyNot: String?
    /// The child's own words.
    package var words: String?
    package var observed: String?
    package init(
      child: PersonID, seen: Bool, alone: Bool = false, whyNot: String? = nil,
      words: String? = nil, observed: String? = nil
    ) {
      self.child = child
      self.seen = seen
      self.alone = alone
      self.whyNot = whyNot
      self.words = words
      self.observed = observed
    }
  }

  package struct Details: Codable, Sendable, Equatable {
    package var kind: Kind
    package var happenedOn: Day
    /// Minutes since midnight by London's clocks; nil when not known. Never a default.
    package var happenedMinute: Int?
    package var purpose: String
    package var text: String
    package var children: [ChildBlock]
    /// A visit that was tried and did not come about; nil where somebody was met.
    package var failed: Failed?
    package init(
      kind: Kind, happenedOn: Day, happenedMinute: Int? = nil, purpose: String, text: String,
      children: [ChildBlock], failed: Failed? = nil
    ) {
      self.failed = failed
      self.kind = kind
      self.happenedOn = happenedOn
      self.happenedMinute = happenedMinute
      self.purpose = purpose
      self.text = text
      self.children = children
    }
  }

  package struct Correction: Codable, Sendable, Equatable {
    package var text: String
    package var reason: String
    package var by: WorkerID?
    package var on: Day
  }

  /// Why it belongs in the chronology: what happened, and its effect on the child (A13).
  package struct Significance: Codable, Sendable, Equatable {
    package var title: String
    package var effect: String
    package init(title: String, effect: String) {
      self.title = title
      self.effect = effect
    }
  }

  package enum Fact: Domain.Fact {
    case recorded(details: Details, significance: Significance?, by: WorkerID?)
    case corrected(correction: Correction, children: [PersonID])
    case promoted(significance: Significance, by: WorkerID?, on: Day, children: [PersonID])

    package var subjects: [PersonID] {
      switch self {
      case .recorded(let details, _, _): details.children.map(\.child)
      case .corrected(_, let children), .promoted(_, _, _, let children): children
      }
    }
    package var occurredOn: Day? {
      switch self {
      case .recorded(let details, _, _): details.happenedOn
      case .corrected(let correction, _): correction.on
      case .promoted(_, _, let on, _): on
      }
    }
  }

  package enum Command: Sendable {
    case record(Details, significance: Significance?)
    case correct(text: String, reason: String)
    case promote(Significance)
  }

  package static func decide(
    _ command: Command, given note: Note?, around: Nothing, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch (command, note) {
    case (.record(let details, let significance), nil):
      try check(details, significance, today: today)
      return [.recorded(details: details, significance: significance, by: actor.worker)]
    case (.correct(let text, let reason), .some(let note)):
      guard !text.isEmpty else {
        throw Refusal("note.correction", "Write the note as it should read", question: "text")
      }
      guard !reason.isEmpty else {
        throw Refusal("note.correction-reason", "Say why it is corrected", question: "reason")
      }
      return [
        .corrected(
          correction:
            Correction(text: text, reason: reason, by: actor.worker, on: today),
          children: note.details.children.map(\.child))
      ]
    case (.promote(let significance), .some(let note)):
      try check(significance)
      return [
        .promoted(
          significance:
            significance, by: actor.worker, on: today, children: note.details.children.map(\.child))
      ]
    case (.record, .some): throw .alreadyThere(Self.self)
    case (.correct, nil), (.promote, nil): throw .notThere(Self.self)
    }
  }

  private static func check(_ significance: Significance) throws(Refusal) {
    guard !significance.title.isEmpty else {
      throw Refusal("note.significance", "Say in a few words what happened", question: "title")
    }
    guard !significance.effect.isEmpty else {
      throw Refusal("note.effect", "Say what it meant for the child", question: "effect")
    }
  }

  private static func check(
    _ details: Details, _ significance: Significance?, today: Day
  ) throws(Refusal) {
    guard !details.children.isEmpty else {
      throw Refusal("note.children", "Select the children it is about", question: "children")
    }
    guard Set(details.children.map(\.child)).count == details.children.count else {
      throw Refusal("note.child-twice", "A child is named twice", question: "children")
    }
    guard details.happenedOn <= today else {
      throw Refusal(
        "note.future", "The day must be today or in the past", question: "happened")
    }
    guard !details.text.isEmpty else {
      throw Refusal("note.text", "Write what happened", question: "text")
    }
    for block in details.children where block.alone && !block.seen {
      throw Refusal(
        "note.alone-unseen", "A child who was not seen was not seen alone",
        question: "seen-\(block.child)")
    }
    if let significance { try check(significance) }
    if details.failed != nil {
      guard details.kind == .visit else {
        throw Refusal("note.failed-visit", "Only a visit can fail", question: "failed")
      }
      guard let seen = details.children.first(where: \.seen) else { return }
      throw Refusal(
        "note.failed-seen", "A child who was seen was visited: say that the visit took place",
        question: "seen-\(seen.child)")
    }
    guard details.kind == .visit else { return }
    for block in details.children where !(block.seen && block.alone) {
      guard !(block.whyNot ?? "").isEmpty else {
        throw Refusal(
          "note.why-not",
          block.seen ? "Say why the child was not seen alone" : "Say why the child was not seen",
          question: "why-not-\(block.child)")
      }
    }
  }

  package static func evolve(_ note: Note?, _ fact: Fact) -> Note {
    guard var note else {
      guard case .recorded(let details, let significance, let by) = fact else { outOfOrder(fact) }
      return Note(details: details, by: by, significance: significance)
    }
    switch fact {
    case .recorded: outOfOrder(fact)
    case .corrected(let correction, _): note.corrections.append(correction)
    case .promoted(let significance, _, _, _): note.significance = significance
    }
    return note
  }
}
