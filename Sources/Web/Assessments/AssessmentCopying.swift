import Domain
import HTML
import Hummingbird
import Store

/// `/assessments/A-2/sections/history/before`: what an earlier assessment says, beside what this one says;
/// copied one section at a time, never all, and marked until somebody has said that it is still true.
enum AssessmentCopying {
  static func get(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    let section = try AssessmentSectionForm.section(context)
    let earlier = try await earlier(desk)
    return context.page(page(desk, section, earlier))
  }

  static func post(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    let section = try AssessmentSectionForm.section(context)
    let asked = context.fields.first { $0.name == "from" }?.value
    let found = try await earlier(desk).first { $0.id.description == asked }
    guard let from = found, let text = from.sections[section]?.written else { throw NotHere() }
    let (covered, people) = (Set(desk.whole.people), desk.whole.people + from.people)
    // What is copied stands in a form again, as it was typed.
    let homes = try await context.read { try UndisclosedHomes.near(people, in: $0) }
    let written = Assessment.Written(
      text: homes.takenOut(of: text.text),
      perChild: text.perChild.filter { covered.contains($0.child) }.map {
        Assessment.ChildText(child: $0.child, text: homes.takenOut(of: $0.text))
      },
      quotes: text.quotes.map {
        Assessment.Quote(
          words: homes.takenOut(of: $0.words), source: homes.takenOut(of: $0.source),
          record: $0.record)
      }, completed: false, difference: text.difference.map(homes.takenOut),
      copied: Assessment.Copied(from: from.id, on: from.startedOn))
    return try await context.carryOut(back: AssessmentPaths.before(desk.id, section)) { sending in
      let command = Assessment.Command.write(section, written)
      return try await desk.perform(
        command, sending, then: AssessmentPaths.section(desk.id, section))
    }
  }

  /// Those that the worker may read.
  private static func earlier(_ desk: AssessmentDesk) async throws -> [AssessmentTable.Whole] {
    let whole = desk.whole
    let found = try await desk.context.read { tx in
      try AssessmentTable.before(whole, in: tx).prefix(3).compactMap {
        try AssessmentTable.whole($0, in: tx)
      }
    }
    let sight = try await desk.context.sight(of: Set(found.flatMap(\.people)).sorted())
    let open = found.filter { sight.view(.seeAssessment, of: $0.people) == .whole }
    try await desk.context.showed(
      Set(open.flatMap(\.people)).subtracting(whole.people).sorted(), by: .seeAssessment)
    return open
  }

  private static func page(
    _ desk: AssessmentDesk, _ section: Assessment.Section, _ earlier: [AssessmentTable.Whole]
  ) -> Page {
    let own = desk.whole.sections[section]?.written
    let path = AssessmentPaths.before(desk.id, section)
    let panes = earlier.map { one -> HTML in
      let written = one.sections[section]?.written
      let copy: HTML? =
        written != nil && desk.isOpen && desk.mayWrite
        ? desk.context.button(
          own == nil ? "Copy this section" : "Copy this section over what is written now",
          action: path, page: path, version: desk.whole.version,
          hidden: [HiddenField("from", one.id.description)], context: "from \(one.id)") : nil
      return sideBySide(
        """
        <h2>\(textLink("\(one.kind.name) \(one.id)", to: AssessmentPaths.read(one.id))), \
        \(one.startedOn.long)</h2>\(text(written, one))\(copy)
        """,
        "<h2>Now</h2>\(text(own, desk.whole))")
    }
    var page = Page(
      section.title,
      main: """
        <p>What was true then may not be true now. A section that is copied stays marked until you say \
        that it is still true.</p>
        \(if: panes.isEmpty, emptyState("No earlier assessment of these children is open to you."))
        \(each: panes, { $0 })
        <p>\(textLink("Write this section", to: AssessmentPaths.section(desk.id, section)))</p>
        """)
    desk.dress(&page)
    page.caption = "Written before"
    return page
  }

  private static func text(
    _ written: Assessment.Written?, _ whole: AssessmentTable.Whole
  ) -> HTML {
    guard let written else { return "<p class=\"unknown\">Not written.</p>" }
    return sectionText(written, in: whole)
  }
}
