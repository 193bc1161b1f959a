extension Document {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case letter, invitation, summary, plan, chronology, upload

    package var words: String {
      switch self {
      case .letter: "Letter"
      case .invitation: "Invitation"
      case .summary: "Summary"
      case .plan: "Plan"
      case .chronology: "Chronology"
      case .upload: "File"
      }
    }
  }

  /// Who may see it, beside what the child's record allows.
  package enum Readers: String, Codable, Sendable, CaseIterable {
    /// Whoever may see the child's record.
    case all
    /// Only those who work with the child, their managers, and who decides at the front door.
    case close

    package var words: String {
      switch self {
      case .all: "Everybody who may see the record"
      case .close: "Only those who work with the child, and their managers"
      }
    }
  }

  /// A file that somebody brought, and what a reader should know before opening it.
  package struct Brought: Codable, Sendable, Equatable {
    package var file: PartnerReferral.File
    /// Where it comes from: `Hill School`.
    package var from: String
    /// What it shows, for whoever opens it; never empty for a picture.
    package var note: String

    package init(file: PartnerReferral.File, from: String, note: String) {
      self.file = file
      self.from = from
      self.note = note
    }
  }

  package enum Content: Codable, Sendable, Equatable {
    case text(text: Text)
    case file(file: Brought)

    package var file: Brought? {
      switch self {
      case .file(let file): file
      case .text: nil
      }
    }
    package var text: Text? {
      switch self {
      case .text(let text): text
      case .file: nil
      }
    }
  }

  package struct Version: Codable, Sendable, Equatable {
    package var content: Content
    /// SHA-256 of the plain text, or of the file's bytes, in hexadecimal digits.
    package var digest: String
    /// Others than the children whose records it tells of.
    package var about: [PersonID]
    package var by: WorkerID?
    package var at: Instant

    package init(
      content: Content, digest: String, about: [PersonID], by: WorkerID?, at: Instant
    ) {
      self.content = content
      self.digest = digest
      self.about = about
      self.by = by
      self.at = at
    }
  }

  package struct Withdrawal: Codable, Sendable, Equatable {
    package var reason: String
    package var by: WorkerID?
    package var on: Day
  }

  /// A document that is about to be kept.
  package struct New: Sendable {
    package var kind: Kind
    package var children: [PersonID]
    package var title: String
    package var readers: Readers
    package var content: Content
    package var about: [PersonID]

    package init(
      kind: Kind, children: [PersonID], title: String, readers: Readers = .all, content: Content,
      about: [PersonID] = []
    ) {
      self.kind = kind
      self.children = children
      self.title = title
      self.readers = readers
      self.content = content
      self.about = about
    }
  }

  /// A text as it was kept: what it said on its day, whatever the record says later.
  package struct Text: Codable, Sendable, Equatable {
    /// Which template it was written from, and what was filled in, so that a new version can begin
    /// from it.
    package var template: String?
    package var answers: [Answer]
    /// What it is for: `Court, care proceedings`.
    package var purpose: String?
    /// The record of which day it tells.
    package var asAt: Day
    package var blocks: [Block]

    package init(
      template: String? = nil, answers: [Answer] = [], purpose: String? = nil, asAt: Day,
      blocks: [Block]
    ) {
      self.template = template
      self.answers = answers
      self.purpose = purpose
      self.asAt = asAt
      self.blocks = blocks
    }

    /// As plain text: what its digest is of. Changed never, or old digests would no longer hold.
    package var plain: String {
      let parts = [purpose.map { "For: \($0)" }, "As at \(asAt)"].compactMap { $0 }
      return (parts + blocks.map(\.plain)).joined(separator: "\n\n")
    }

    package var events: [Event] {
      blocks.flatMap { block -> [Event] in
        if case .events(let events) = block { events } else { [] }
      }
    }
  }

  package struct Answer: Codable, Sendable, Equatable {
    package var question: String
    package var words: String

    package init(question: String, words: String) {
      self.question = question
      self.words = words
    }
  }

  package enum Block: Codable, Sendable, Equatable {
    case heading(words: String)
    case paragraph(words: String)
    case rows(rows: [Row])
    case events(events: [Event])

    package var plain: String {
      switch self {
      case .heading(let words), .paragraph(let words): words
      case .rows(let rows): rows.map { "\($0.label): \($0.words)" }.joined(separator: "\n")
      case .events(let events): events.map(\.plain).joined(separator: "\n\n")
      }
    }
  }

  package struct Row: Codable, Sendable, Equatable {
    package var label: String
    package var words: String

    package init(_ label: String, _ words: String) {
      self.label = label
      self.words = words
    }
  }

  /// One entry of a chronology as it read on the day.
  package struct Event: Codable, Sendable, Equatable {
    package var pointer: SignificantEvent.Pointer
    package var happenedOn: Day
    package var title: String
    package var what: String?
    package var effect: String?
    /// Where it is from: `Referral R-3`, `Thames Police`.
    package var source: String
    /// `8 years`
    package var age: String?

    package init(
      pointer: SignificantEvent.Pointer, happenedOn: Day, title: String, what: String?,
      effect: String?, source: String, age: String?
    ) {
      self.pointer = pointer
      self.happenedOn = happenedOn
      self.title = title
      self.what = what
      self.effect = effect
      self.source = source
      self.age = age
    }

    package var plain: String {
      [
        "\(happenedOn)", age.map { "Aged \($0)" }, title, what,
        effect.map { "What it meant for the child: \($0)" }, "Source: \(source)",
      ].compactMap { $0 }.joined(separator: "\n")
    }
  }
}
