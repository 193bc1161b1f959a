import Domain
import HTML
import Store

/// The pieces of an assessment, any of which can be done in any order.
struct AssessmentPiece: Sendable, Equatable {
  enum Status: Sendable, Equatable {
    case notStarted, inProgress, completed, setAside

    var words: String {
      switch self {
      case .notStarted: "Not yet started"
      case .inProgress: "In progress"
      case .completed: "Completed"
      case .setAside: "Set aside"
      }
    }
    var isDone: Bool { self == .completed || self == .setAside }
  }

  enum Group: String, Sendable, CaseIterable {
    case gettingToKnow, understanding, deciding

    func title(_ given: String) -> String {
      switch self {
      case .gettingToKnow: "Getting to know \(given)"
      case .understanding: "Understanding"
      case .deciding: "Deciding"
      }
    }
  }

  let title: String
  let hint: String?
  let status: Status
  let group: Group
  /// Where it is written.
  let path: String
  /// Its place on the page that shows everything.
  let part: String

  static func all(_ whole: AssessmentTable.Whole) -> [AssessmentPiece] {
    // Before birth there is no day to describe and nobody to see: these come with the birth.
    let sections = Assessment.Section.allCases.filter {
      !whole.isBeforeBirth || $0.isAskedBeforeBirth || whole.sections[$0] != nil
    }.map { piece($0, whole) }
    return sections.filter { $0.group == .gettingToKnow }
      + (whole.isBeforeBirth ? [] : [seen(whole)])
      + sections.filter { $0.group == .understanding } + [factors(whole), risk(whole)]
      + [decide(whole)]
  }

  private static func piece(
    _ section: Assessment.Section, _ whole: AssessmentTable.Whole
  ) -> AssessmentPiece {
    let row = whole.sections[section]
    let status: Status =
      if row?.setAside != nil {
        .setAside
      } else if let written = row?.written {
        written.completed ? .completed : .inProgress
      } else {
        .notStarted
      }
    let group: Group =
      switch section {
      case .childsDay, .views, .parentsViews, .development, .familyAndEnvironment, .history,
        .identity, .outsideHome:
        .gettingToKnow
      case .parenting, .analysis: .understanding
      }
    return AssessmentPiece(
      title: section.title, hint: hint(section, whole), status: status, group: group,
      path: AssessmentPaths.section(whole.id, section), part: section.rawValue)
  }

  /// What waits at a section: a copy to look at, a comment, an answer from outside.
  private static func hint(
    _ section: Assessment.Section, _ whole: AssessmentTable.Whole
  ) -> String? {
    var hints: [String] = []
    if let copied = whole.sections[section]?.written?.copied, !copied.isStillTrue {
      hints.append("From \(copied.from), \(copied.on.long): still true?")
    }
    let comments = whole.grown.comments.count { $0.section == section }
    if comments > 0 { hints.append(counted(comments, "comment", "comments") + " of the manager") }
    let asked = whole.grown.contributions.filter { $0.asking.section == section }
    let received = asked.count { $0.reply != nil }
    if received > 0 {
      hints.append(counted(received, "contribution", "contributions") + " received")
    }
    let waiting = asked.count(where: \.waits)
    if waiting > 0 { hints.append("\(waiting) asked outside") }
    return hints.isEmpty ? nil : hints.joined(separator: ". ")
  }

  private static func seen(_ whole: AssessmentTable.Whole) -> AssessmentPiece {
    let born = whole.children.filter { $0.head.stage != .unborn }
    let answered = born.count { $0.seen != nil }
    let alone = whole.children.count { $0.seen?.alone == true }
    return AssessmentPiece(
      title: "Seen, and seen alone",
      hint: answered == 0 ? nil : "\(alone) of \(born.count) seen alone",
      status: status(answered, of: born.count), group: .gettingToKnow,
      path: AssessmentPaths.seen(whole.id), part: "seen")
  }

  private static func factors(_ whole: AssessmentTable.Whole) -> AssessmentPiece {
    AssessmentPiece(
      title: "Factors found", hint: nil,
      status: status(
        whole.children.count { !$0.factors.isEmpty }, of: whole.children.count),
      group: .understanding, path: AssessmentPaths.factors(whole.id), part: "factors")
  }

  private static func risk(_ whole: AssessmentTable.Whole) -> AssessmentPiece {
    let written =
      whole.hasRiskDocuments
      ? 2 : [whole.risk.assessmentWords, whole.risk.planWords].contains { !$0.isEmpty } ? 1 : 0
    return AssessmentPiece(
      title: "Risk assessment and risk management plan", hint: nil, status: status(written, of: 2),
      group: .understanding, path: AssessmentPaths.risk(whole.id), part: "risk")
  }

  private static func decide(_ whole: AssessmentTable.Whole) -> AssessmentPiece {
    let status: Status =
      switch whole.status {
      case .sent, .authorised: .completed
      case .returned: .inProgress
      case .inProgress: .notStarted
      }
    return AssessmentPiece(
      title: "Outcome for each child, and send to manager", hint: nil, status: status,
      group: .deciding, path: AssessmentPaths.decide(whole.id), part: "outcome")
  }

  private static func status(_ done: Int, of all: Int) -> Status {
    done == 0 ? .notStarted : done < all ? .inProgress : .completed
  }
}
