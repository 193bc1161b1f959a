import Domain
import HTML
import Hummingbird
import Store

/// `/assessments/A-1/comment?section=views`: a manager's words beside a section, without taking the
/// assessment back from whoever writes it.
enum AssessmentCommentForm {
  static func get(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .authoriseAssessment)
    guard desk.whole.status != .authorised else { return .seeOther(AssessmentPaths.read(desk.id)) }
    return try await context.show(form(desk, section(context)))
  }

  static func post(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .authoriseAssessment)
    let section = section(context)
    return try await context.submit(form(desk, section)) { reader in
      reader.text("text", "", ask: "Write the comment").map {
        Assessment.Command.comment(section, text: $0)
      }
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(
        command, sending,
        then: AssessmentPaths.read(desk.id, at: section?.rawValue ?? "comments"))
    }
  }

  private static func section(_ context: Context) -> Assessment.Section? {
    context.query["section"].flatMap { Assessment.Section(rawValue: $0) }
  }

  private static func form(_ desk: AssessmentDesk, _ section: Assessment.Section?) -> FormPage {
    var form = desk.form(
      section.map { "Comment on \"\($0.title)\"" } ?? "Comment on the assessment",
      FormDefinition(
        "assessment-comment", edition: "2026",
        [
          Question(
            "text", .longText(rows: 5), "What should the author look at?",
            hint: "It stands beside the section while it is written, with your name")
        ]), path: AssessmentPaths.comment(desk.id, section),
      submit: "Save comment for \(desk.given)")
    if let section, let written = desk.whole.sections[section]?.written {
      form.before = inset(
        "<h2>What is written</h2>\(sectionText(written, in: desk.whole))")
    }
    return form
  }
}

/// `/assessments/A-1/checkpoint`: worker and manager looked at it half way, and what they agreed.
enum AssessmentCheckpointForm {
  static func get(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .authoriseAssessment)
    guard desk.whole.status != .authorised else { return .seeOther(AssessmentPaths.read(desk.id)) }
    return try await context.show(form(desk))
  }

  static func post(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .authoriseAssessment)
    return try await context.submit(form(desk)) { reader in
      let on = reader.day("on", "the day you held it", latest: context.today)
      let agreed = reader.code(
        "agreed", "what you agreed", of: Assessment.Checkpoint.Agreed.self)
      let sentence = reader.text("sentence", "", ask: "Say in a sentence what you agreed")
      guard let on, let agreed, let sentence else { return nil }
      return Assessment.Command.holdCheckpoint(on: on, agreed, sentence: sentence)
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(command, sending)
    }
  }

  private static func form(_ desk: AssessmentDesk) -> FormPage {
    var form = desk.form(
      "Checkpoint",
      FormDefinition(
        "assessment-checkpoint", edition: "2026",
        [
          Question("on", .day, "When did you look at it together?"),
          Question(
            "agreed",
            .one(Assessment.Checkpoint.Agreed.allCases.map { Choice($0.rawValue, $0.words) }),
            "What did you agree?"),
          Question(
            "sentence", .longText(rows: 3), "In a sentence: what, and why?",
            hint: "What is life like for the child now, what do we not know, and what might we be "
              + "wrong about?"),
        ]), path: AssessmentPaths.checkpoint(desk.id),
      submit: "Record the checkpoint for \(desk.given)")
    let planned = desk.whole.reviewPoint.map { "Planned for \($0.long)." } ?? "No day was planned."
    let late = desk.whole.checkpointIsLate(on: desk.today) ? " It is late." : ""
    let own: HTML? =
      desk.isAuthor
      ? warningText(
        "You wrote part of this assessment. Another manager must hold this checkpoint.") : nil
    form.before = "\(own)<p>\(planned)\(late)</p>\(checkpointsHeld(desk.whole))"
    return form
  }
}

/// Each checkpoint that was held, with how late it was.
func checkpointsHeld(_ whole: AssessmentTable.Whole) -> HTML {
  HTML(each: whole.grown.checkpoints) { held in
    let checkpoint = held.checkpoint
    let late: HTML? =
      checkpoint.wasLate
      ? " \(tag("Late: planned for \(checkpoint.planned?.long ?? "")", kind: .warn))" : nil
    return """
      <p>Checkpoint \(checkpoint.on.long), \(held.by ?? "a manager"): \
      \(checkpoint.agreed.words.lowercased()).\(late)</p>\(prose(checkpoint.sentence))
      """
  }
}
