import Domain
import HTML
import Hummingbird
import Store

/// `/assessments/A-1/review`: a manager reads all of it, then authorises in their own words or
/// returns it with a comment. Never the author.
enum AssessmentReviewForm {
  static func get(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .authoriseAssessment)
    switch desk.whole.status {
    case .sent: return try await context.show(form(desk))
    case .inProgress, .returned, .authorised:
      return .seeOther(AssessmentPaths.read(desk.id))
    }
  }

  static func post(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .authoriseAssessment)
    return try await context.submit(form(desk)) { reader in
      switch reader.textIfAny("decision") {
      case "authorise":
        let sentence = reader.text(
          "sentence", "", ask: "Say in your own words why you authorise it")
        let without = reader.textIfAny("without-risk-plan", "your reason", longest: 4000)
        if !desk.whole.hasRiskDocuments, without == nil {
          reader.wrong(
            "without-risk-plan",
            "Say why it is authorised without a risk assessment or a risk management plan")
        }
        return sentence.map {
          Assessment.Command.authorise(sentence: $0, withoutRiskPlan: without)
        }
      case "return":
        return reader.text("comment", "", ask: "Say what needs more work").map {
          Assessment.Command.sendBack(comment: $0)
        }
      default:
        reader.wrong("decision", "Select whether you authorise it or return it")
        return nil
      }
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(command, sending, then: AssessmentPaths.read(desk.id))
    }
  }

  private static func form(_ desk: AssessmentDesk) -> FormPage {
    var authorise = [
      Question(
        "sentence", .longText(rows: 4), "In your own words: why do you authorise it?",
        hint: "Only if you authorise it")
    ]
    if !desk.whole.hasRiskDocuments {
      authorise.append(
        Question(
          "without-risk-plan", .longText(rows: 3),
          "Why without a risk assessment or a risk management plan?",
          hint: "Only if you authorise it. It stays on the record with your name"))
    }
    let sendBack = Question(
      "comment", .longText(rows: 4), "What needs more work?", hint: "Only if you return it")
    let choices = [
      Choice("authorise", "Authorise it and lock it"),
      Choice("return", "Return it for more work"),
    ]
    let decision = Question(
      "decision", .one(choices), "What do you decide about this assessment?")
    var form = desk.form(
      "Review and authorise",
      FormDefinition("assessment-review", edition: "2026", [decision] + authorise + [sendBack]),
      path: AssessmentPaths.review(desk.id), submit: "Record decision for \(desk.given)")
    let authoriseIDs = authorise.map(\.id)
    form.layout = { view in
      radios(
        id: "decision", legend: decision.label,
        choices: [
          Choice(
            "authorise", "Authorise it and lock it",
            reveal: HTML(each: authoriseIDs) { view[$0] }),
          Choice("return", "Return it for more work", reveal: view["comment"]),
        ], value: view.answers["decision"], error: view.error("decision"))
    }
    let own: HTML? =
      desk.isAuthor
      ? warningText(
        "You wrote part of this assessment. Another manager must authorise it; you can return it.")
      : nil
    form.before = """
      \(own)\(assessmentReading(desk))<h2>Your decision</h2>
      """
    return form
  }
}
