import Domain
import HTML
import Store

/// What a conference decided, as a form: for each child, who did not agree, the outline of the plan,
/// the core group and the next days.
struct ConferenceDeciding: Sendable {
  static let mostAims = 4
  let whole: ConferenceTable.Whole
  let aims: [ActionQuestions]
  let outline: GrowingRows
  let members: GrowingRows
  let dissents: GrowingRows
  let workers: [Choice]

  init(_ whole: ConferenceTable.Whole, _ context: Context) async throws {
    self.init(whole, workers: try await context.workersToChoose(), adding: context.act)
  }

  init(_ whole: ConferenceTable.Whole, workers: [Choice], adding: String?) {
    self.whole = whole
    self.workers = workers
    aims = (0..<Self.mostAims).map { Self.steps($0, workers, adding) }
    outline = Self.outline(adding)
    members = Self.members(adding)
    dissents = Self.dissents(adding)
  }

  private static func steps(
    _ aim: Int, _ workers: [Choice], _ adding: String?
  ) -> ActionQuestions {
    ActionQuestions("aim-\(aim)-step", workers: workers, most: 4, adding: adding)
  }
  private static func outline(_ adding: String?) -> GrowingRows {
    GrowingRows(
      name: "aim", least: 1, most: mostAims,
      parts: ["outcome", "step-0-what", "step-1-what", "step-2-what", "step-3-what"],
      adding: adding)
  }
  private static func members(_ adding: String?) -> GrowingRows {
    GrowingRows(
      name: "member", least: 2, most: 8, parts: ["worker", "name", "agency"], adding: adding)
  }
  private static func dissents(_ adding: String?) -> GrowingRows {
    GrowingRows(name: "dissent", least: 0, most: 4, parts: ["name", "reason"], adding: adding)
  }

  private var kind: Conference.Kind { whole.conference.kind }
  private var isReview: Bool { kind == .review }
  private var isQuorate: Bool { whole.conference.isQuorate }
  private var attend: String { ConferencePaths.act(whole.id, .attend) }

  var before: HTML {
    var lines: HTML = ""
    if whole.conference.attendance == nil {
      lines += """
        \(warningText("Record who was there before the decision."))
        <p>\(textLink("Record who was there", to: attend))</p>
        """
    } else if !isQuorate {
      lines += warningText(
        "Fewer than three agencies took part, or children’s social care did not. Say why it was held "
          + "all the same, or postpone it.")
    }
    return lines
  }

  private var outcomes: [Conference.Outcome] { isReview ? [.plan, .ends] : [.plan, .noPlan] }

  var questions: [Question] {
    let held = Question(
      "held", .day, "On which day was it held?",
      hint: isReview
        ? "A plan that ends, ends on this day. The first review is after the day the plan began."
        : "The plan begins on this day. The census asks about a conference on a Saturday or Sunday."
    )
    var questions = [held]
    for child in whole.children {
      questions += [
        Question(
          "outcome-\(child.record)",
          .one(outcomes.map { Choice($0.rawValue, $0.words(kind)) }),
          "What was decided for \(child.given)?"),
        Question(
          "category-\(child.record)",
          .oneOfMany(CategoryOfAbuse.allCases.map { Choice($0.rawValue, $0.meaning) }),
          "Category of abuse, if \(child.given) is on a plan", optional: true),
        Question("reason-\(child.record)", .longText(rows: 3), "Why, for \(child.given)?"),
      ]
    }
    if !isQuorate {
      questions.append(
        Question(
          "without-quorum", .longText(rows: 2), "Why was it held with fewer than three agencies?",
          optional: true))
    }
    questions += (0..<dissents.most).flatMap { row in
      [
        Question(dissents.id(row, "name"), .text(.full), "Who did not agree?", optional: true),
        Question(dissents.id(row, "reason"), .longText(rows: 2), "Why?", optional: true),
      ]
    }
    if !isReview { questions += planQuestions }
    questions.append(
      Question(
        "review", .day, "Next review, where a child is on a plan",
        hint: isReview
          ? "Not later than 6 months after this review."
          : "Not later than 3 months after this conference.", optional: true))
    return questions
  }

  private var planQuestions: [Question] {
    let agencies = Meeting.Agency.allCases.map { Choice($0.rawValue, $0.words) }
    var questions = (0..<outline.most).flatMap { aim in
      [
        Question(
          outline.id(aim, "outcome"), .longText(rows: 2), "What is to change for the children?",
          optional: true)
      ] + aims[aim].questions
    }
    questions += (0..<members.most).flatMap { row in
      [
        Question(
          members.id(row, "worker"), .oneOfMany(workers), "Worker of the council", optional: true),
        Question(
          members.id(row, "name"), .text(.full), "Or somebody else, by name", optional: true),
        Question(members.id(row, "agency"), .oneOfMany(agencies), "For whom", optional: true),
      ]
    }
    questions.append(
      Question(
        "core-group", .day, "First core group",
        hint: "Within 10 working days of the conference.", optional: true))
    return questions
  }

  func layout(_ view: FormView) -> HTML {
    """
    \(view["held"])
    \(each: whole.children, { child in
      fieldset(
        legend: child.name, id: "child-\(child.record)",
        content: HTML(each: ["outcome", "category", "reason"]) {
          view["\($0)-\(child.record)"]
        })
    })
    \(view.definition.question("without-quorum") == nil ? "" : view["without-quorum"])
    <h2>Who did not agree</h2>
    \(dissents.layout(view, legend: { "Person \($0 + 1) who did not agree" }, add: "Add somebody who did not agree") {
      row in "\(view[dissents.id(row, "name")])\(view[dissents.id(row, "reason")])"
    })
    \(if: !isReview, isReview ? "" : planLayout(view))
    \(view["review"])
    """
  }

  private func planLayout(_ view: FormView) -> HTML {
    """
    <h2>Outline of the plan, where a child is on one</h2>
    \(outline.layout(view, legend: { "Aim \($0 + 1)" }, add: "Add another aim") { aim in
      "\(view[outline.id(aim, "outcome")])\(aims[aim].layout(view, "Aim \(aim + 1), action"))"
    })
    <h2>Core group</h2>
    \(members.layout(view, legend: { "Member \($0 + 1)" }, add: "Add another member") { row in
      HTML(each: ["worker", "name", "agency"]) { view[members.id(row, $0)] }
    })
    \(view["core-group"])
    """
  }

  static func read(
    _ reader: inout AnswerReader, _ whole: ConferenceTable.Whole, _ workers: [Choice], today: Day
  ) -> Conference.Command? {
    let held = reader.day("held", "the day on which it was held", latest: today)
    let children = whole.children.compactMap { child -> Conference.ChildDecision? in
      let outcome: Conference.Outcome? = reader.code(
        "outcome-\(child.record)", "it", ask: "Select what was decided for \(child.given)")
      let category: CategoryOfAbuse? = reader.codeIfAny(
        "category-\(child.record)", "the category of abuse")
      let reason = reader.text(
        "reason-\(child.record)", "it", ask: "Say why, for \(child.given)", longest: 10_000)
      guard let outcome, let reason else { return nil }
      return Conference.ChildDecision(
        child: child.record, outcome: outcome, category: category, reason: reason)
    }
    let isOnPlan = children.contains { $0.outcome == .plan }
    let dissent = readDissents(&reader)
    let aims = isOnPlan ? readAims(&reader, workers) : []
    let group = isOnPlan ? readMembers(&reader, workers) : []
    let first = isOnPlan ? reader.dayIfAny("core-group", "the first core group") : nil
    let review = isOnPlan ? reader.dayIfAny("review", "the next review") : nil
    let without = reader.textIfAny("without-quorum", "the reason", longest: 2000)
    guard let held, reader.errors.isEmpty else { return nil }
    return .decide(
      Conference.Decision(
        heldOn: held, children: children, dissents: dissent, outline: aims, coreGroup: group,
        firstCoreGroup: first, nextReview: review, withoutQuorum: without))
  }

  private static func readDissents(_ reader: inout AnswerReader) -> [Conference.Dissent] {
    let (rows, answers) = (dissents(nil), reader.answers)
    return (0..<rows.most).filter { rows.isFilled($0, answers) }.compactMap { row in
      let name = reader.text(
        rows.id(row, "name"), "it", ask: "Say who did not agree", longest: 200)
      let reason = reader.text(
        rows.id(row, "reason"), "it", ask: "Say why they did not agree", longest: 2000)
      guard let name, let reason else { return nil }
      return Conference.Dissent(name: name, reason: reason)
    }
  }

  private static func readAims(
    _ reader: inout AnswerReader, _ workers: [Choice]
  ) -> [Conference.Aim] {
    let (rows, answers) = (outline(nil), reader.answers)
    return (0..<rows.most).filter { rows.isFilled($0, answers) }.compactMap { aim in
      let outcome = reader.text(
        rows.id(aim, "outcome"), "it", ask: "Say what is to change for the children",
        longest: 1000)
      let actions = steps(aim, workers, nil).read(&reader)
      return outcome.map { Conference.Aim(outcome: $0, actions: actions) }
    }
  }

  private static func readMembers(
    _ reader: inout AnswerReader, _ workers: [Choice]
  ) -> [Conference.Member] {
    let (rows, answers) = (members(nil), reader.answers)
    return (0..<rows.most).filter { rows.isFilled($0, answers) }.compactMap { row in
      let worker: WorkerID? = reader.idIfAny(rows.id(row, "worker"), "the worker")
      let typed = reader.textIfAny(rows.id(row, "name"), "the name", longest: 200)
      let known = worker.flatMap { id in workers.first { $0.value == id.description }?.text }
      guard let name = typed ?? known else {
        reader.wrong(rows.id(row, "name"), "Say who it is")
        return nil
      }
      let agency: Meeting.Agency? =
        worker != nil && reader.textIfAny(rows.id(row, "agency")) == nil
        ? .socialCare : reader.code(rows.id(row, "agency"), "for whom they are in the core group")
      return agency.map { Conference.Member(name: name, agency: $0, worker: worker) }
    }
  }
}
