import Domain
import HTML
import Store

/// What the page of somebody's alerts knows.
struct AlertsModel: Sendable {
  let identity: PersonIdentity
  /// Their own.
  let own: [AlertTable.Whole]
  /// Of those around them.
  let around: [AlertTable.Around]
  /// Those around them whose records may be opened.
  let open: Set<PersonID>
  let workers: [WorkerID: String]
  let mayRaise: Bool
  let today: Day

  var id: PersonID { identity.id }
}

func alertsPage(_ model: AlertsModel) -> Page {
  let now = model.own.filter { $0.endedOn == nil }
  let ended = model.own.filter { $0.endedOn != nil }
  let raise: HTML =
    model.mayRaise
    ? "<p>\(buttonLink("Raise an alert about \(model.identity.name)", to: AlertPaths.new(model.id)))</p>"
    : ""
  let others = model.around.filter { $0.bearer.id != model.id }
  let lines = others.map { alert -> HTML in
    let line = alert.line(on: model.id)
    let link: HTML? =
      model.open.contains(alert.bearer.id)
      ? textLink(
        "See the alert", to: AlertPaths.page(alert.id), context: "about \(alert.bearer.name)")
      : nil
    return "<li><p><strong>\(line.text)</strong> \(line.act) \(link)</p></li>"
  }
  var page = Page(
    "Alerts",
    main: """
      <section aria-labelledby="own"><h2 id="own">About \(model.identity.name)</h2>
      \(if: now.isEmpty, emptyState("No alert is in force about \(model.identity.name)."))\
      \(each: now, { alertCard($0, model) })\(raise)</section>
      <section aria-labelledby="around"><h2 id="around">From those around \(model.identity.name)</h2>
      \(if: lines.isEmpty, emptyState("No alert about anybody related to or living with "
        + "\(model.identity.name)."))\
      \(if: !lines.isEmpty, "<ul>\(each: lines, { $0 })</ul>")</section>
      \(if: !ended.isEmpty, """
        <section aria-labelledby="ended"><h2 id="ended">Ended</h2>
        \(each: ended, { alertCard($0, model) })</section>
        """)
      """)
  model.identity.stand(on: &page, current: AlertPaths.list(model.id))
  return page
}

/// One alert by itself.
func alertPage(_ alert: AlertTable.Whole, _ model: AlertsModel) -> Page {
  var page = Page(alert.kind.words, main: "\(alertCard(alert, model))\(historyLink(alert.id))")
  model.identity.stand(on: &page)
  page.caption = alert.id.description
  page.trail = .back("All alerts", to: AlertPaths.list(model.id))
  return page
}

private func alertCard(_ alert: AlertTable.Whole, _ model: AlertsModel) -> HTML {
  var rows = [
    SummaryRow("What it is", alert.what), SummaryRow("What to do", alert.act),
    SummaryRow("How we know", alert.evidence),
    SummaryRow(
      "Since", "\(alert.from.long), raised by \(by(alert.raisedBy, model.workers))"),
  ]
  if let on = alert.endedOn {
    rows.append(SummaryRow("Ended", "\(on.long): \(alert.endReason ?? "")"))
  } else {
    let late = alert.reviewOn < model.today
    rows.append(
      SummaryRow(
        "Look at it again by",
        html: "\(alert.reviewOn.long)\(if: late, " \(tag("Overdue", kind: .danger))")"))
  }
  rows += [
    SummaryRow(
      "Do they know of it?",
      alert.familyTold ? "Yes" : "No: \(alert.whyNotTold ?? "reason not recorded")"),
    SummaryRow(
      "Who was told",
      alert.told.map { "\($0.who), \($0.on.long)" }.joined(separator: "; ")),
  ]
  rows += alert.reviews.map { SummaryRow("Looked at on \($0.on.long)", $0.words) }
  var links: [HTML] = []
  if model.mayRaise, alert.endedOn == nil {
    func link(_ text: String, _ what: String) -> HTML {
      textLink(text, to: AlertPaths.act(alert.id, what), context: alert.kind.words.lowercased())
    }
    links = [link("Look at it again", "review"), link("Say who was told", "told")]
    if !alert.familyTold { links.append(link("They know of it now", "disclosed")) }
    links.append(link("End it", "end"))
  }
  return card("\(alert.kind.words), \(alert.id)", actions: links, content: summaryList(rows))
}

private func by(_ actor: String, _ workers: [WorkerID: String]) -> String {
  (Actor.Identity(actor) ?? .system).words { workers[$0] ?? $0.description }
}
