import Domain
import HTML
import Store

/// An assessment as one reader gets it: for parents and for the child without what tells of somebody else,
/// and with nothing in it that nobody has gone through.
struct ReadingVersion: Sendable {
  struct Part: Sendable {
    let id: String
    let title: String
    var passages: [String]
  }

  let version: Assessment.ReadingVersion
  /// Whose, where it is the child's.
  let child: AssessmentTable.ChildRow?
  var parts: [Part]
  /// Passages that were marked as about somebody else.
  var leftOut = 0
  /// Passages that nobody has gone through.
  var unread = 0

  init(
    _ version: Assessment.ReadingVersion, of whole: AssessmentTable.Whole,
    child: AssessmentTable.ChildRow?
  ) {
    self.version = version
    self.child = child
    let all =
      child.map { Self.forChild($0, whole) } ?? Self.all(whole)
    parts = []
    for var part in all {
      part.passages = part.passages.filter { passage in
        switch whole.grown.passages[passage] {
        case true where version != .professionals:
          leftOut += 1
          return false
        case nil where version != .professionals:
          unread += 1
          return false
        default: return true
        }
      }
      if !part.passages.isEmpty { parts.append(part) }
    }
  }

  /// Everything that can be shared, in order: what is gone through before it is.
  static func all(_ whole: AssessmentTable.Whole) -> [Part] {
    var parts = Assessment.Section.allCases.compactMap { section -> Part? in
      guard let written = whole.sections[section]?.written else { return nil }
      return Part(
        id: section.rawValue, title: section.title,
        passages: passages(written))
    }
    parts.append(
      Part(
        id: "seen", title: "What was said when we met",
        passages: whole.children.flatMap { ($0.seen?.quotes ?? []).map(quoted) }))
    parts.append(
      Part(id: "risk", title: "What we are worried could happen", passages: worries(whole)))
    parts.append(Part(id: "plan", title: "What is done about it", passages: plan(whole)))
    parts.append(
      Part(
        id: "outcome", title: "What happens next",
        passages: whole.children.flatMap { next($0, named: true) }))
    return parts.filter { !$0.passages.isEmpty }
  }

  /// What is said to one child, under headings that a child understands; nothing that is of a brother or a
  /// sister alone.
  private static func forChild(
    _ child: AssessmentTable.ChildRow, _ whole: AssessmentTable.Whole
  ) -> [Part] {
    let headings: [(Assessment.Section, String)] = [
      (.views, "What you told us"), (.childsDay, "What your days are like"),
      (.familyAndEnvironment, "Your family and your home"), (.identity, "Who you are"),
      (.analysis, "What we think about it all"),
    ]
    var parts = headings.compactMap { section, title -> Part? in
      guard var written = whole.sections[section]?.written else { return nil }
      written.perChild = written.perChild.filter { $0.child == child.person }
      return Part(id: section.rawValue, title: title, passages: passages(written))
    }
    let said = (child.seen?.quotes ?? []).map(quoted)
    if let first = parts.firstIndex(where: { $0.id == Assessment.Section.views.rawValue }) {
      parts[first].passages += said
    } else {
      parts.insert(Part(id: "views", title: "What you told us", passages: said), at: 0)
    }
    let safe = (whole.risk.statements ?? []).filter { $0.child == child.person }
    parts.append(
      Part(
        id: "safe", title: "What keeps you safe",
        passages: safe.flatMap { Assessment.paragraphs(of: $0.keepsSafe) } + plan(whole)))
    parts.append(
      Part(id: "outcome", title: "What happens now", passages: next(child, named: false)))
    return parts
  }

  private static func passages(_ written: Assessment.Written) -> [String] {
    Assessment.paragraphs(of: written.text)
      + written.perChild.flatMap { Assessment.paragraphs(of: $0.text) }
      + (written.difference.map(Assessment.paragraphs) ?? []) + written.quotes.map(quoted)
  }

  private static func quoted(_ quote: Assessment.Quote) -> String {
    "“\(quote.words)” (\(quote.source))"
  }

  private static func worries(_ whole: AssessmentTable.Whole) -> [String] {
    Assessment.paragraphs(of: whole.risk.assessment)
      + (whole.risk.statements ?? []).flatMap { statement in
        [statement.sentence, statement.keepsSafe].filter { !$0.isEmpty }
      }
  }

  private static func plan(_ whole: AssessmentTable.Whole) -> [String] {
    Assessment.paragraphs(of: whole.risk.plan)
      + (whole.risk.actions ?? []).map { "\($0.action.what), by \($0.action.by.long)" }
  }

  private static func next(
    _ child: AssessmentTable.ChildRow, named: Bool
  ) -> [String] {
    guard let outcome = child.outcome else { return [] }
    return ["\(named ? "\(child.head.given): " : "")\(outcome.outcome.words)"]
      + Assessment.paragraphs(of: outcome.reason)
  }
}
