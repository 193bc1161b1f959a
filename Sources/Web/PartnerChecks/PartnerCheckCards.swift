import Domain
import HTML
import Store

extension Context {
  /// The checks for one contact or referral as a card, for its page and for the page on which it is
  /// decided. Empty for somebody who sees no checks.
  func checksCard(
    _ about: PartnerCheck.About, of people: [PersonID], offersToAsk: Bool = false
  ) async throws -> HTML {
    let records = try await standing(of: people)
    let seen = records.isEmpty ? [Record()] : records
    guard can(.seePartnerCheck, about: seen) else { return "" }
    let lines = try await read { try PartnerCheckTable.of(about, in: $0) }
    let sight = try await sight(of: lines.flatMap(\.people))
    return partnerChecksCard(
      lines.filter { sight.view(.seePartnerCheck, of: $0.people) == .whole }, today: today,
      ask: offersToAsk && can(.askPartner, about: seen) ? PartnerCheckPaths.ask(about) : nil)
  }
}

/// What was asked of whom and how it stands; what is outstanding never holds a decision up (A3).
func partnerChecksCard(
  _ lines: [PartnerCheckTable.Line], today: Day, ask: String?
) -> HTML {
  let open = lines.count { $0.status == .open }
  let links = ask.map { [textLink("Ask other agencies", to: $0)] } ?? []
  guard !lines.isEmpty else {
    return card(
      "Partner checks", actions: links,
      content: emptyState("No other agency has been asked yet."))
  }
  let lead =
    open == 0
    ? "Nothing is outstanding."
    : "\(open) of \(lines.count) outstanding. A decision need not wait for "
      + "\(open == 1 ? "it" : "them")."
  return card(
    "Partner checks", actions: links,
    content: """
      <p>\(lead)</p>
      \(taskList(lines.map { checkRow($0, today: today) }))
      """)
}

private func checkRow(_ line: PartnerCheckTable.Line, today: Day) -> TaskRow {
  var parts: [String] = []
  if let reply = line.replies.last {
    let words = reply.words.map { ": \(excerpt($0, 300))" } ?? ""
    parts.append("\(reply.who), \(reply.on.long)\(words)")
    if line.repliesAfter > 0 { parts.append("Came after the decision") }
  } else if let reason = line.withdrawnReason {
    parts.append(excerpt(reason, 200))
  } else {
    parts.append("Asked \(line.askedOn.long), answer by \(line.dueOn.longWithWeekday)")
    if let chase = line.chases.last { parts.append("last reminded \(chase.on.long)") }
  }
  return TaskRow(
    "\(line.agency.words): \(line.who)", url: PartnerCheckPaths.page(line.id),
    hint: parts.joined(separator: ". "), status: line.label(today: today))
}

extension PartnerCheckTable.Line {
  /// How it stands: an open one by its clock.
  func label(today: Day) -> HTML {
    switch status {
    case .open: clock().label(today: today)
    case .answered: tag(status.words, kind: .good)
    case .nothingKnown, .withdrawn: tag(status.words)
    case .refused: tag(status.words, kind: .warn)
    }
  }
}
