extension Assessment {
  /// For whom an assessment is read out or printed.
  package enum ReadingVersion: String, Codable, Sendable, CaseIterable {
    case professionals, parents, child

    package var words: String {
      switch self {
      case .professionals: "For professionals"
      case .parents: "For parents and carers"
      case .child: "For the child"
      }
    }
  }

  /// A paragraph or a quote that somebody went through before it is shared. It is known by its text: one
  /// that is changed afterwards has not been gone through, and stays out.
  package struct Passage: Codable, Sendable, Equatable {
    package var text: String
    /// It tells of somebody else what the reader has no right to, or who told us.
    package var isAboutOther: Bool
    package init(text: String, isAboutOther: Bool) {
      self.text = text
      self.isAboutOther = isAboutOther
    }
  }

  /// Which version was shared with whom.
  package struct Sharing: Codable, Sendable, Equatable {
    package enum How: String, Codable, Sendable, CaseIterable {
      case readTogether, handedOver, posted, emailed

      package var words: String {
        switch self {
        case .readTogether: "Read together"
        case .handedOver: "Handed over on paper"
        case .posted: "Posted"
        case .emailed: "Sent by secure email"
        }
      }
    }

    package var version: ReadingVersion
    /// Whose version, where it is the child's.
    package var child: PersonID?
    package var with: String
    package var how: How
    package var on: Day
    /// It was not authorised yet.
    package var wasDraft: Bool
    package var by: WorkerID?

    package init(
      version: ReadingVersion, child: PersonID?, with: String, how: How, on: Day, wasDraft: Bool,
      by: WorkerID?
    ) {
      self.version = version
      self.child = child
      self.with = with
      self.how = how
      self.on = on
      self.wasDraft = wasDraft
      self.by = by
    }
  }

  /// The passages of a text: its paragraphs.
  package static func paragraphs(of text: String) -> [String] {
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) {
        if paragraphs.last?.isEmpty == false { paragraphs.append([]) }
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
  }

  func read(_ command: Command, by actor: Actor, today: Day) throws(Refusal) -> [Fact] {
    let people = children.map(\.person)
    switch command {
    case .markPassages(let passages):
      let changed = passages.filter { self.passages[$0.text] != $0.isAboutOther }
      guard !changed.isEmpty else { return [] }
      return [.passagesMarked(passages: changed, by: actor.worker, on: today, children: people)]
    case .share(let version, let child, let with, let how, let on):
      try mustCover([child].compactMap { $0 })
      guard version != .child || child != nil else {
        throw Refusal(
          "assessment.share-child", "Select which child's version it was", question: "child")
      }
      guard !with.isEmpty else {
        throw Refusal("assessment.share-with", "Enter who has it now", question: "with")
      }
      guard on <= today, on >= startedOn else {
        throw Refusal(
          "assessment.share-day",
          "The day must be today or in the past, and not before the assessment began",
          question: "on")
      }
      return [
        .shared(
          sharing: Sharing(
            version: version, child: version == .child ? child : nil, with: with, how: how, on: on,
            wasDraft: authorisation == nil, by: actor.worker), children: people)
      ]
    default: preconditionFailure("judged elsewhere")
    }
  }
}
