import Domain
import HTML
import Hummingbird
import Store

/// `/assessments/A-1/review-point`: when worker and manager look at it together.
enum AssessmentReviewPointForm {
  static func get(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await desk.show(form(desk))
  }

  static func post(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await context.submit(form(desk)) { reader in
      reader.day("on", "the day of the review point").map {
        Assessment.Command.setReviewPoint(on: $0)
      }
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(command, sending)
    }
  }

  private static func form(_ desk: AssessmentDesk) -> FormPage {
    var record = Answers()
    record.set("on", day: desk.whole.reviewPoint)
    return desk.form(
      "Review point",
      FormDefinition(
        "assessment-review-point", edition: "2026",
        [Question("on", .day, "When do you look at it together with your manager?")]),
      path: AssessmentPaths.reviewPoint(desk.id), submit: "Save for \(desk.given)",
      record: record)
  }
}

/// `/assessments/A-1/addendum`: what comes after the lock.
enum AssessmentAddendumForm {
  static func get(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    guard desk.whole.status == .authorised else {
      return .seeOther(AssessmentPaths.page(desk.id))
    }
    return try await context.show(form(desk))
  }

  static func post(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await context.submit(form(desk)) { reader in
      let text = reader.text("text", "", ask: "Write what is added")
      let reason = reader.text("reason", "", ask: "Say why it is added now")
      guard let text, let reason else { return nil }
      return Assessment.Command.addAddendum(text: text, reason: reason)
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(
        command, sending, then: AssessmentPaths.read(desk.id, at: "addenda"))
    }
  }

  private static func form(_ desk: AssessmentDesk) -> FormPage {
    desk.form(
      "Add an addendum",
      FormDefinition(
        "assessment-addendum", edition: "2026",
        [
          Question("text", .longText(rows: 8), "What is added?"),
          Question("reason", .longText(rows: 3), "Why is it added now?"),
        ]), path: AssessmentPaths.addendum(desk.id),
      submit: "Add to the assessment of \(desk.given)")
  }
}
