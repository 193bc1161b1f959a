import Domain
import HTML
import Hummingbird
import Store

/// `/assessments/A-1/seen`: for each child, seen or not, alone or not, and why not (A10).
enum AssessmentSeenForm {
  static func get(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await desk.show(try await form(desk))
  }

  static func post(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    let adds = desk.whole.children.first { quotes($0).add == context.act }
    let form = try await form(desk, extraFor: adds?.person)
    if adds != nil { return context.showAgain(form) }
    return try await context.submit(form) { reader in
      let blocks = desk.whole.children.map { block($0, &reader, today: context.today) }
      return Assessment.Command.recordSeen(blocks.compactMap { $0 })
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(command, sending)
    }
  }

  private static func quotes(
    _ child: AssessmentTable.ChildRow, extra: Int = 0
  ) -> QuoteRows {
    QuoteRows(
      id: "words-\(child.person)", legend: "What \(child.head.given) said", extra: extra)
  }

  private static func block(
    _ child: AssessmentTable.ChildRow, _ reader: inout AnswerReader, today: Day
  ) -> Assessment.Seen? {
    let (id, given) = (child.person, child.head.given)
    let quotes = quotes(child).read(&reader)
    let whyNot = reader.textIfAny("why-not-\(id)", "the reason", longest: 4000)
    guard
      let seen = reader.yesOrNo("seen-\(id)", "", ask: "Select whether \(given) was seen")
    else { return nil }
    guard seen else {
      if whyNot == nil { reader.wrong("why-not-\(id)", "Say why \(given) was not seen") }
      return Assessment.Seen(child: id, seen: false, whyNot: whyNot, quotes: quotes)
    }
    let on = reader.day("seen-on-\(id)", "the day \(given) was seen", latest: today)
    let alone = reader.yesOrNo(
      "alone-\(id)", "", ask: "Select whether \(given) was seen alone")
    guard let on, let alone else { return nil }
    if !alone, whyNot == nil {
      reader.wrong("why-not-\(id)", "Say why \(given) was not seen alone")
    }
    return Assessment.Seen(
      child: id, seen: true, seenOn: on, alone: alone, whyNot: alone ? nil : whyNot,
      quotes: quotes)
  }

  private static func questions(_ child: AssessmentTable.ChildRow) -> [Question] {
    let (id, given) = (child.person, child.head.given)
    return [
      Question("seen-\(id)", .yesOrNo, "Was \(given) seen in this assessment?"),
      Question(
        "seen-on-\(id)", .day, "When was \(given) seen last?", hint: "Only if \(given) was seen"),
      Question(
        "alone-\(id)", .yesOrNo, "Was \(given) seen alone?", hint: "Only if \(given) was seen"),
      Question(
        "why-not-\(id)", .longText(rows: 3), "If not, why not?",
        hint: "Why \(given) was not seen, or not seen alone", optional: true),
    ]
  }

  private static func record(_ whole: AssessmentTable.Whole) -> Answers {
    var record = Answers()
    for child in whole.children {
      guard let seen = child.seen else { continue }
      record.set("seen-\(child.person)", yes: seen.seen)
      record.set("seen-on-\(child.person)", day: seen.seenOn)
      if seen.seen { record.set("alone-\(child.person)", yes: seen.alone) }
      record["why-not-\(child.person)"] = seen.whyNot
      quotes(child).fill(&record, with: seen.quotes)
    }
    return record
  }

  private static func form(
    _ desk: AssessmentDesk, extraFor: PersonID? = nil
  ) async throws -> FormPage {
    let whole = desk.whole
    let through = whole.authorisation?.on ?? desk.today
    let visits = try await desk.context.read { tx in
      try whole.children.map { child in
        try NoteTable.visits(
          to: child.person, from: min(whole.startedOn, child.referredOn), through: through, in: tx)
      }
    }
    var form = desk.form(
      "Seen, and seen alone",
      FormDefinition("assessment-seen", edition: "2026", whole.children.flatMap(questions)),
      path: AssessmentPaths.seen(desk.id), submit: "Save for \(desk.given)",
      record: record(whole))
    form.layout = { view in
      HTML(each: zip(whole.children, visits)) { child, visits in
        fieldset(
          legend: "Seen, and seen alone", id: "child-\(child.person)", child: child.head.given,
          content: offered(visits, of: child.head)
            + HTML(each: questions(child)) { view[$0.id] }
            + quotes(child, extra: extraFor == child.person ? 1 : 0).draw(view))
      }
    }
    return form
  }

  /// Visits recorded in the period, so that nothing is typed that is known.
  private static func offered(_ visits: [NoteTable.Line], of child: ChildHead) -> HTML {
    guard !visits.isEmpty else {
      return inset(
        """
        <p>No visit to \(child.given) is recorded since the referral. \
        \(textLink("Write a note or visit", to: NotePaths.new(child.id), context: child.given))</p>
        """)
    }
    let lines = visits.map { visit -> HTML in
      let how =
        visit.block.seen
        ? visit.block.alone ? "seen alone" : "seen, not alone" : "not seen"
      return """
        <li>\(textLink("\(visit.kind.words), \(visit.happenedOn.long)", to: NotePaths.page(visit.id))): \
        \(how)</li>
        """
    }
    return inset("<p>Recorded since the referral:</p><ul>\(each: lines, { $0 })</ul>")
  }
}
