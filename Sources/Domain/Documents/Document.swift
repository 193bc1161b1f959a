package typealias DocumentID = Identifier<Document>

/// A document of a child: written here from the record and kept as it was, or a file that somebody
/// brought. A version is never changed and a document never deleted: a new version is added, and what
/// should not be used any more is withdrawn with a reason.
package struct Document: Noun {
  package static let noun = "document"
  package static let letter = "O"

  package let kind: Kind
  package let children: [PersonID]
  package let title: String
  package var readers: Readers
  /// In the order in which they were made; never empty.
  package var versions: [Version]
  package var withdrawn: Withdrawal?

  package enum Fact: Domain.Fact {
    case kept(
      kind: Kind, title: String, readers: Readers, version: Version, children: [PersonID])
    case versionAdded(version: Version, children: [PersonID])
    case readersChanged(
      readers: Readers, reason: String, children: [PersonID], by: WorkerID?, on: Day)
    case withdrawn(withdrawal: Withdrawal, children: [PersonID])

    package var subjects: [PersonID] {
      switch self {
      case .kept(_, _, _, _, let children), .versionAdded(_, let children),
        .readersChanged(_, _, let children, _, _), .withdrawn(_, let children):
        children
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .kept(_, _, _, let version, _), .versionAdded(let version, _): version.at.day
      case .readersChanged(_, _, _, _, let on): on
      case .withdrawn(let withdrawal, _): withdrawal.on
      }
    }
  }

  /// `at` is now: a version says when it was made, to the minute.
  package enum Command: Sendable {
    case keep(New, at: Instant)
    case addVersion(Content, about: [PersonID], at: Instant)
    case changeReaders(Readers, reason: String)
    case withdraw(reason: String)
  }

  /// Of the text that a command brings.
  package struct Around: Sendable {
    /// SHA-256 of the text, in hexadecimal digits; empty where there is none.
    package var digest = ""
    /// It holds an address of somebody it is about that must not be told.
    package var tellsAddress = false
    package init() {}
  }

  package static func decide(
    _ command: Command, given document: Document?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let document else {
      guard case .keep(let new, let at) = command else { throw .notThere(Self.self) }
      try check(new)
      try check(new.content, new.kind, around)
      return [
        .kept(
          kind: new.kind, title: new.title, readers: new.readers,
          version: Version(
            content: new.content, digest: digest(new.content, around), about: new.about,
            by: actor.worker, at: at),
          children: new.children)
      ]
    }
    guard document.withdrawn == nil else {
      throw Refusal(
        "document.withdrawn", "This document was withdrawn. Make a new one beside it")
    }
    switch command {
    case .keep: throw .alreadyThere(Self.self)
    case .addVersion(let content, let about, let at):
      try check(content, document.kind, around)
      let digest = digest(content, around)
      guard digest != document.versions.last?.digest else {
        throw Refusal(
          "document.same-version", "Nothing differs from the version before",
          question: content.file == nil ? "words" : "file")
      }
      return [
        .versionAdded(
          version: Version(
            content: content, digest: digest, about: about, by: actor.worker, at: at),
          children: document.children)
      ]
    case .changeReaders(let readers, let reason):
      guard readers != document.readers else {
        throw Refusal("document.same-readers", "They may see it already", question: "readers")
      }
      try required(reason, "document.readers-reason", "Say why", "reason")
      return [
        .readersChanged(
          readers: readers, reason: reason, children: document.children, by: actor.worker, on: today
        )
      ]
    case .withdraw(let reason):
      try required(
        reason, "document.withdraw-reason", "Say why it should not be used any more", "reason")
      return [
        .withdrawn(
          withdrawal: Withdrawal(reason: reason, by: actor.worker, on: today),
          children: document.children)
      ]
    }
  }

  package static func evolve(_ document: Document?, _ fact: Fact) -> Document {
    guard var document else {
      guard case .kept(let kind, let title, let readers, let version, let children) = fact else {
        outOfOrder(fact)
      }
      return Document(
        kind: kind, children: children, title: title, readers: readers, versions: [version])
    }
    switch fact {
    case .kept: outOfOrder(fact)
    case .versionAdded(let version, _): document.versions.append(version)
    case .readersChanged(let readers, _, _, _, _): document.readers = readers
    case .withdrawn(let withdrawal, _): document.withdrawn = withdrawal
    }
    return document
  }

  /// Everybody whose record must be open to whoever reads it.
  package var about: Set<PersonID> {
    versions.reduce(into: Set(children)) { $0.formUnion($1.about) }
  }
}

extension Document {
  /// The most letters of a text that is kept.
  package static let longestText = 400_000

  private static func check(_ new: New) throws(Refusal) {
    guard !new.children.isEmpty, Set(new.children).count == new.children.count else {
      throw Refusal("document.children", "Select the children it is about", question: "children")
    }
    try required(new.title, "document.title", "Give the document a title", "title")
  }

  private static func check(
    _ content: Content, _ kind: Kind, _ around: Around
  ) throws(Refusal) {
    switch content {
    case .file(let file):
      guard kind == .upload else {
        throw Refusal("document.text", "This document is written here. Add the file beside it")
      }
      if file.file.kind == .png || file.file.kind == .jpeg {
        try required(
          file.note, "document.content-note",
          "Say what the picture shows, so that nobody opens it unprepared", "note")
      }
    case .text(let text):
      guard kind != .upload else {
        throw Refusal("document.file", "This document is a file. Add a file as its new version")
      }
      guard !text.blocks.isEmpty, !text.plain.isEmpty else {
        throw Refusal("document.empty", "Write what the document should say", question: "words")
      }
      guard text.plain.count <= longestText else {
        throw Refusal("document.long", "This is too long for one document", question: "words")
      }
      guard !around.tellsAddress else {
        throw Refusal(
          "document.address",
          "The text holds an address that must not be told. Take it out", question: "words")
      }
    }
  }

  private static func digest(_ content: Content, _ around: Around) -> String {
    content.file?.file.sha256 ?? around.digest
  }

  private static func required(
    _ text: String, _ rule: String, _ message: String, _ question: String
  ) throws(Refusal) {
    guard !text.isEmpty else { throw Refusal(rule, message, question: question) }
  }
}
