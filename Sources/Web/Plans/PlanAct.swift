import Domain
import HTML
import Store

/// What is done on a plan in one form each: the end of its address.
enum PlanAct: String, CaseIterable, Sendable {
  case write, action, coreGroup = "core-group", meeting, visits, review, end

  var done: PlanDone {
    switch self {
    case .write: .written
    case .action: .added
    case .coreGroup: .coreGroup
    case .meeting: .met
    case .visits: .visits
    case .review: .reviewed
    case .end: .ended
    }
  }

  var heading: String {
    switch self {
    case .write: "Change the plan"
    case .action: "Add an action"
    case .coreGroup: "Core group"
    case .meeting: "Record a core group meeting"
    case .visits: "Agree how often to visit"
    case .review: "Record a child in need review"
    case .end: "End the plan"
    }
  }

  var submit: String {
    switch self {
    case .write: "Save the plan"
    case .action: "Add the action"
    case .coreGroup: "Save the core group"
    case .meeting: "Record the meeting"
    case .visits: "Record what was agreed"
    case .review: "Record the review"
    case .end: "End the plan"
    }
  }
}

/// Whom a form of a plan can choose from.
struct PlanChoices: Sendable {
  var workers: [Choice] = []
  /// The child's family, as far as this worker may see.
  var family: [Choice] = []

  var members: [Choice] { workers + family }
}

extension PlanAct {
  static let mostMembers = 10

  func questions(_ whole: PlanTable.Whole, _ choices: PlanChoices) -> [Question] {
    let plan = whole.plan
    switch self {
    case .write: return PlanBlocksForm(said: whole.answers).questions(choices, hasActions: false)
    case .action:
      let outcomes = plan.outcomes.map { Choice("\($0.key)", $0.what) }
      return [
        Question(
          "outcome", .oneOfMany(outcomes), "Which outcome is it for?",
          hint: "Leave it open for an action of the plan as a whole.", optional: true)
      ] + Self.actionQuestions(choices, "")
    case .coreGroup:
      return (1...Self.mostMembers).flatMap { place in
        [
          Question(
            "role-\(place)", .text(.twenty), "Member \(place): what part do they have?",
            hint: place == 1 ? "For example, lead social worker, mother, health visitor" : nil,
            optional: place > 1),
          Question(
            "who-\(place)", .oneOfMany(choices.members), "Member \(place): who is it?",
            optional: true),
          Question(
            "name-\(place)", .text(.full), "Member \(place): or somebody else, with their agency",
            optional: true),
        ]
      }
    case .meeting:
      return [
        Question("on", .day, "When did it meet?"),
        Question(
          "came",
          .several(plan.members.enumerated().map { Choice("\($0.offset)", $0.element.role) }),
          "Who came?"),
        Question("agreed", .longText(rows: 6), "What was agreed?"),
      ] + Self.progressQuestions(plan, optional: true)
        + Self.actionQuestions(choices, "", optional: true) + [
          Question(
            "next", .day, "When does it meet next?",
            hint: Self.standardHint(.laterCoreGroup, plan.from))
        ]
    case .visits:
      return [
        Question("limit", .number, "At most how many days between two visits?"),
        Question(
          "unit",
          .one([Choice("workingDays", "Working days"), Choice("calendarDays", "Calendar days")]),
          "Which days are meant?"),
        Question(
          "words", .longText(rows: 3), "With whom was it agreed, and why?"),
      ]
    case .review:
      return [
        Question("on", .day, "When was it held?"),
        Question("present", .text(.full), "Who took part?"),
      ] + Self.progressQuestions(plan, optional: false) + [
        Question("words", .longText(rows: 6), "What has changed for the child?"),
        Question(
          "view", .longText(rows: 3), "What does the child say?",
          hint: "In the child’s own words; or why the child was not asked."),
        Question(
          "next", .day, "Next review by",
          hint: Self.standardHint(.childInNeedReview, plan.from)),
      ]
    case .end:
      return [
        Question("on", .day, "Day on which it ends"),
        Question(
          "reason",
          .one(
            Plan.Ending.Reason.chosen(for: plan.kind).map { Choice($0.rawValue, $0.words) }),
          "Why does it end?"),
        Question(
          "words", .longText(rows: 5), "In words",
          hint: "What is different for the child now, and who goes on helping."),
      ]
    }
  }

  static func actionQuestions(
    _ choices: PlanChoices, _ key: String, optional: Bool = false
  ) -> [Question] {
    [
      Question(
        "what\(key)", .text(.full), optional ? "An action: what is done?" : "What is done?",
        optional: optional),
      Question(
        "worker\(key)", .oneOfMany(choices.workers), "Who does it, of our workers?",
        optional: true),
      Question(
        "other\(key)", .text(.full), "Or who else does it?",
        hint: "Of the family, or of another service", optional: true),
      Question("by\(key)", .day, "By when?", optional: optional),
    ]
  }

  private static func progressQuestions(_ plan: Plan, optional: Bool) -> [Question] {
    let distances = Plan.Distance.allCases.map { Choice($0.rawValue, $0.words) }
    return plan.outcomes.flatMap { outcome in
      [
        Question(
          "distance-\(outcome.key)", .one(distances), "How far: \(outcome.what)",
          optional: optional),
        Question(
          "progress-\(outcome.key)", .text(.full), "In words: \(outcome.what)",
          optional: optional),
      ]
    }
  }

  private static func standardHint(_ what: LocalStandards.What, _ day: Day) -> String? {
    LocalStandards().rule(what, on: day).map { "Not later than \($0.words) after this one." }
  }
}

extension PlanTable.Whole {
  /// What the child said: what outcomes answer already, and what stands in notes and assessments.
  var answers: [Plan.Answer] {
    var all: [Plan.Answer] = []
    for answer in plan.outcomes.flatMap(\.answers) + said where !all.contains(answer) {
      all.append(answer)
    }
    return all
  }
}
