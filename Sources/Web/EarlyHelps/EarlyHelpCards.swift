import Domain
import HTML
import Store

extension Context {
  /// The early help after a contact or before it: that it came from there, that it was asked for, or that
  /// a decision promised it and nobody has asked yet.
  func earlyHelpCard(of contact: ContactTable.Whole) async throws -> HTML {
    let id = contact.id
    let (lines, from, promised) = try await read { tx in
      (
        try EarlyHelpTable.after(id, in: tx), try EarlyHelpTable.steppedUp(to: id, in: tx),
        try EarlyHelpTable.notAskedFor(of: id, in: tx)
      )
    }
    let seen = try await earlyHelpSeen(lines)
    let records = try await standing(of: contact.matched)
    let mayAsk = !promised.isEmpty && can(.requestEarlyHelp, about: records)
    let up: HTML? = from.map { help in
      "<p>Stepped up from \(textLink("early help \(help)", to: EarlyHelpPaths.page(help))).</p>"
    }
    let ask: HTML? =
      mayAsk
      ? """
      <p>Early help was decided, and nobody has asked for it yet.</p>
      <p>\(buttonLink("Ask for early help", to: EarlyHelpPaths.request(id)))</p>
      """ : nil
    guard up != nil || ask != nil || !seen.isEmpty else { return "" }
    return card("Early help", content: "\(up)\(ask)\(if: !seen.isEmpty, taskList(rows(seen)))")
  }

  /// The early help into which a referral steps down.
  func earlyHelpCard(of referral: ReferralTable.Whole) async throws -> HTML {
    let id = referral.id
    let lines = try await read { tx in
      // What was asked for from a brother's or sister's referral takes this child over too.
      let own = try EarlyHelpTable.of(referral.child, in: tx).filter {
        $0.origin.referral != nil || $0.status == .open
      }
      return own
        + (try EarlyHelpTable.after(id, in: tx)).filter { line in
          !own.contains { $0.id == line.id }
        }
    }
    let seen = try await earlyHelpSeen(lines)
    guard !seen.isEmpty else { return "" }
    let waits = seen.contains { $0.status == .waiting }
    return card(
      "Early help",
      content: """
        \(if: referral.isOpen && waits, "<p>The referral can be closed when somebody has accepted to lead.</p>")\
        \(taskList(rows(seen)))
        """)
  }

  /// Whether the child has early help or waits for it.
  func hasEarlyHelp(_ child: PersonID) async throws -> Bool {
    try await read { tx in
      try EarlyHelpTable.of(child, in: tx).contains {
        [.waiting, .accepted, .open].contains($0.status)
      }
    }
  }

  private func earlyHelpSeen(
    _ lines: [EarlyHelpTable.Line]
  ) async throws -> [EarlyHelpTable.Line] {
    let sight = try await sight(of: Set(lines.flatMap(\.about)).sorted())
    return lines.filter { sight.view(.seeEarlyHelp, of: $0.about) == .whole }
  }

  private func rows(_ lines: [EarlyHelpTable.Line]) -> [TaskRow] {
    lines.map { line in
      TaskRow(
        "Early help \(line.id) for \(listed(line.names))", url: EarlyHelpPaths.page(line.id),
        hint: line.begunOn.map { "Began \($0.long)" } ?? "Asked for \(line.requestedOn.long)",
        status: line.status.label)
    }
  }
}
