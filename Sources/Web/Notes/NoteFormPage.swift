import Domain
import HTML
import Store

/// How the form of a note is laid out.
extension NoteForm {
  static func form(
    _ context: Context, _ model: Model, _ ticked: [ChildHead]
  ) async throws -> FormPage {
    let several = model.candidates.count > 1
    let who = Question(
      "children", .several(model.candidates.map { Choice($0.id.description, $0.name.full) }),
      "Who is it about?", hint: several ? "Tick each child who is part of it" : nil)
    let all =
      (several ? [who] : []) + what + ticked.flatMap(questions) + chronology
    var record = Answers()
    record.set("children", model.named.map(\.id.description))
    let given = ticked.isEmpty ? model.named.given : ticked.given
    var form = FormPage(
      "Write a note or visit", FormDefinition("note", edition: "2026", all),
      path: model.path, submit: "Save note for \(given)", record: record)
    form.layout = { view in
      """
      \(if: several, view["children"] + buttonGroup(button(
        "Show the questions for the children ticked", kind: .secondary, name: "act",
        value: "children")))
      \(each: what, { view[$0.id] })
      \(each: ticked, { child in
        fieldset(
          legend: "Seen, and what was said", id: "child-\(child.id)", child: child.given,
          content: HTML(each: questions(child)) { view[$0.id] })
      })
      \(significant(view))
      """
    }
    let bar = try await context.bar(of: ticked.isEmpty ? model.named : ticked)
    form.around = { page in
      page.about = given
      page.identity = bar
      page.trail = .back(
        model.named[0].name.full, to: NotePaths.child(model.named[0].id))
    }
    return form
  }

  private static var what: [Question] {
    [
      Question(
        "kind", .one(Note.Kind.allCases.map { Choice($0.rawValue, $0.words) }), "What is it?"),
      Question("happened", .day, "When did it happen?"),
      Question(
        "time", .time, "At what time?",
        hint: "For example, 9:32am or 14:05. Leave empty if it is not known", optional: true),
      Question(
        "failed", .oneOfMany(Note.Failed.allCases.map { Choice($0.rawValue, $0.words) }),
        "If a visit did not take place, why?", hint: "Leave it open where somebody was met",
        optional: true),
      Question("purpose", .text(.full), "What was it for?", optional: true),
      Question(
        "text", .longText(rows: 10), "What happened?",
        hint: "What you saw and heard, and what you make of it. Say which is which."),
    ]
  }

  private static func questions(_ child: ChildHead) -> [Question] {
    let (id, given) = (child.id, child.given)
    return [
      Question(
        "seen-\(id)", .yesOrNo, "Was \(given) seen?",
        hint: "For a visit. Leave it empty where nobody was met"),
      Question(
        "alone-\(id)", .yesOrNo, "Was \(given) seen alone?", hint: "Only if \(given) was seen",
        optional: true),
      Question(
        "why-not-\(id)", .longText(rows: 2), "If not, why not?",
        hint: "Why \(given) was not seen, or not seen alone", optional: true),
      Question(
        "words-\(id)", .longText(rows: 3), "What did \(given) say or show?",
        hint: "In \(given)'s own words", optional: true),
      Question(
        "observed-\(id)", .longText(rows: 3), "How did \(given) seem, and what did you notice?",
        optional: true),
    ]
  }

  private static var chronology: [Question] {
    [
      Question(
        "significant", .several([Choice("yes", "Significant for the chronology")]),
        "Chronology", optional: true)
    ] + significanceQuestions
  }

  static var significanceQuestions: [Question] {
    [
      Question(
        "title", .text(.full), "What happened, in a few words?",
        hint: "For example, Moved to live with grandmother"),
      Question("effect", .longText(rows: 3), "What did it mean for the child?"),
    ]
  }

  private static func significant(_ view: FormView) -> HTML {
    checkboxes(
      id: "significant", legend: "Chronology",
      choices: [
        Choice(
          "yes", "Significant for the chronology",
          reveal: view["title"] + view["effect"])
      ], values: Set(view.answers.all("significant")), error: view.error("significant"),
      optional: true)
  }
}
