import Domain
import HTML
import Hummingbird
import Store

/// `/nights/child/P-1`: all that somebody needs at two in the morning, on one page.
enum NightChild {
  struct Model: Sendable {
    let child: ChildOverview
    let identity: PersonIdentity
    /// Of tonight, and what happened in the last nights.
    let warnings: [(whole: HandoverTable.Whole, buttons: HTML)]
    let recent: [HandoverTable.Done]
    let managers: [String]
    let professionals: [Person.Professional]
    let open: Set<PersonID>
    let actions: HTML
    let today: Day

    var name: String { child.identity.line.name }
  }

  static func show(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    let now = context.now
    // Whoever is on duty reads of any child the day has told the night about, also where no work is
    // open; of others by the leave that the record itself asks for.
    let isTold = try await context.read {
      try !HandoverTable.inForce(about: [id], at: now, in: $0).isEmpty
    }
    try await context.may(isTold ? .seeHandover : .seePerson, about: id)
    if try await context.read({ try PersonTable.line(id, in: $0)?.stage }) == .adult {
      return .seeOther(PersonPaths.details(id))
    }
    if let moved = try await context.movedOn(id) { return moved }
    let today = context.today
    let read = try await context.read { tx in
      (
        overview: try ChildOverview.of(id, today: today, in: tx),
        handovers: try HandoverTable.of(id, in: tx),
        managers: try NightReading.managers(of: id, in: tx),
        professionals: try PersonTable.professionals(of: [id], in: tx)[id] ?? []
      )
    }
    let child = try context.found(read.overview)
    let records = try await context.standing(of: [id])
    let page = NightPaths.child(id)
    let told = read.handovers.filter { whole in
      whole.warning.map { $0.from <= now && now < $0.until && whole.closed == nil } ?? false
    }
    let since = Night(at: now).day.adding(days: -7)
    let recent = read.handovers.flatMap(\.actions).filter { $0.action.at.day >= since }
      .sorted { $0.action.at > $1.action.at }
    let model = Model(
      child: child, identity: try await context.identity(of: id),
      warnings: told.map { whole in
        (whole, HandoverButtons.all(whole, context, page: page, records: records))
      },
      recent: Array(recent.prefix(3)), managers: read.managers,
      professionals: read.professionals.filter { ($0.to ?? today) >= today },
      open: try await near(context, child),
      actions: actions(context, id, records), today: today)
    var shown = nightChildPage(model)
    // What the night is told stands on the page itself, with what can be done about it.
    var identity = model.identity
    identity.alerts.removeAll { $0.text.hasPrefix(HandoverWords.alert) }
    identity.stand(on: &shown)
    shown.subNavigation = []
    shown.trail = .back("Nights", to: NightPaths.tonight)
    shown.printHeader =
      "\(model.name) · For the night · printed by \(context.signedIn.name) on \(today.long), "
      + "\(now.clock)"
    return context.page(shown)
  }

  /// Those around the child of whom the night may be told: all but those whose record is closed.
  private static func near(
    _ context: Context, _ child: ChildOverview
  ) async throws -> Set<PersonID> {
    let people = Set(child.family.map(\.line.id) + child.identity.livesWith.map(\.id)).sorted()
    let sight = try await context.sight(of: people)
    return Set(people.filter { sight.view(.seeHandover, of: [$0]) == .whole })
  }

  private static func actions(
    _ context: Context, _ id: PersonID, _ records: [Record]
  ) -> HTML {
    var items: [HTML] = []
    if context.can(.actAtNight, about: records) {
      items.append(buttonLink("Write down what happened", to: NightPaths.log(id)))
    }
    if context.can(.raiseHandover, about: records) {
      items.append(buttonLink("Tell the night team", to: NightPaths.warn(id), kind: .secondary))
    }
    if context.can(.recordContact) {
      items.append(buttonLink("Record a contact", to: ContactPaths.new, kind: .secondary))
    }
    if context.can(.seePerson, about: records) {
      items.append(textLink("The whole record", to: ChildPaths.overview(id)))
    }
    return buttonGroup(HTML(each: items) { $0 })
  }
}

func nightChildPage(_ model: NightChild.Model) -> Page {
  let child = model.child
  let tonight = model.warnings.map { warning -> HTML in
    card(
      "Tonight", isUnderHeading: false,
      content: "\(summaryList(warning.whole.warningRows))\(warning.buttons)")
  }
  var rows = [
    SummaryRow("Why we are involved", why(child)),
    SummaryRow("Plan", plan(child)),
    SummaryRow("Lives with", livesWith(model)),
    SummaryRow("Orders and limits on contact", contacts(model)),
    SummaryRow("Last seen", seen(child)),
    SummaryRow(
      "Who to ring",
      ([model.identity.model.worker.map { "\($0), worker" }].compactMap { $0 }
        + model.managers.map { "\($0), manager" }).joined(separator: "; ")),
    SummaryRow("Others who know the child", professionals(model)),
  ]
  if child.interpreter {
    rows.append(SummaryRow("Interpreter", child.language ?? "Needed, language not recorded"))
  }
  if let words = child.words.first {
    rows.append(SummaryRow("In the child’s own words", "“\(words.words)” \(words.source)"))
  }
  var page = Page(
    "For the night",
    main: """
      <div class="night">\(each: tonight, { $0 })\
      \(if: tonight.isEmpty, emptyState("The day team has told the night nothing about \(model.name)."))\
      \(summaryList(rows))\
      \(if: !model.recent.isEmpty, """
        <h2>In the last nights</h2><ul>\(each: model.recent, { done in
          "<li>\(done.action.at.inShort): \(excerpt(done.action.words, 160)) "
            + "\(done.action.outcome.words).</li>"
        })</ul>
        """)\
      \(model.actions)</div>
      """)
  page.caption = model.today.longWithWeekday
  return page
}

private func why(_ child: ChildOverview) -> String {
  guard let open = child.openEpisode else { return "No open work." }
  let need = child.need?.meaning ?? "Primary need not recorded"
  let decided = child.decisions.first { !$0.reason.isEmpty }.map { " \(excerpt($0.reason, 160))" }
  return "\(need). Open since \(open.receivedOn.long).\(decided ?? "")"
}

private func plan(_ child: ChildOverview) -> String {
  let plans = child.plans.filter { $0.history.to == nil }.map { plan in
    plan.history.kind.words
      + (plan.history.protection.map { ", \($0.latestCategory.meaning)" } ?? "")
      + " since \(plan.history.from.long)"
  }
  let begun = child.assessments.filter { $0.line.status != .authorised }.map {
    "\($0.line.kind.name) under way"
  }
  let all = plans + begun
  return all.isEmpty ? "No plan and no assessment under way" : all.joined(separator: "; ")
}

private func livesWith(_ model: NightChild.Model) -> String {
  let family = Dictionary(
    model.child.family.map { ($0.line.id, $0.kind.words.lowercased()) },
    uniquingKeysWith: { first, _ in first })
  let here = model.child.identity.livesWith.filter { model.open.contains($0.id) }
  let names = here.map { line in
    line.name + (family[line.id].map { " (\($0))" } ?? "")
  }
  return names.isEmpty ? "Not recorded" : names.joined(separator: ", ")
}

/// Orders and arrangements about contact, with whom it is not free.
private func contacts(_ model: NightChild.Model) -> String {
  let held = model.child.family.compactMap { relative -> String? in
    guard model.open.contains(relative.line.id), relative.to == nil, let terms = relative.terms,
      let contact = terms.contact, contact != .unsupervised
    else { return nil }
    let order = terms.orderedOn.map { ", ordered by a court on \($0.long)" } ?? ""
    let words = terms.contactWords.map { ": \($0)" } ?? ""
    return
      "\(relative.line.name), \(relative.kind.words.lowercased()): \(contact.words.lowercased())"
      + "\(words)\(order)"
  }
  return held.isEmpty ? "Nothing is recorded" : held.joined(separator: "; ")
}

private func seen(_ child: ChildOverview) -> String {
  guard child.identity.line.stage == .child else { return "Not born yet" }
  guard let seen = child.identity.lastSeen else { return "Not seen yet" }
  let alone = child.identity.lastSeenAlone.map { "alone on \($0.long)" } ?? "not yet alone"
  return "\(seen.long), \(alone)"
}

private func professionals(_ model: NightChild.Model) -> String {
  let known = model.professionals.map { professional in
    [professional.name, professional.role ?? professional.kind.words, professional.phone ?? ""]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }
  let rest = [model.child.school, model.child.gp.map { "GP: \($0)" }].compactMap { $0 }
  return (known + rest).joined(separator: "; ")
}
