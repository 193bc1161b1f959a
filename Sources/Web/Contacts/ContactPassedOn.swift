import Domain
import HTML
import Hummingbird
import Store

/// `/contacts/C-1/read`: what was passed to open work has arrived when somebody there says that they
/// have read it.
enum ContactPassedOn: HasRoutes {
  static func add(to routes: Routes) {
    routes.post("/contacts/:contact/read") { context in
      let contact = try await context.contact(.seeContact)
      let passed = contact.passedOn
      guard !passed.isEmpty else { throw NotHere() }
      try await context.may(.writeNote, about: passed, record: FactStream(contact.id))
      return try await context.carryOut(back: ContactPaths.record(contact.id)) { sending in
        try await context.perform(.read, on: contact.id, sending)
        return ContactPaths.record(contact.id, done: .read)
      }
    }
  }

  /// Who has read it; and the button, for whoever works with a child it was passed to.
  static func readers(
    _ contact: ContactTable.Whole, _ names: Names, _ context: Context
  ) async throws -> HTML {
    guard !contact.passedOn.isEmpty else { return "" }
    let readers = try await context.read { try ContactTable.readers(of: contact.id, in: $0) }
    let standing = try await context.standing(of: contact.passedOn)
    let mayRead = standing.contains { context.can(.writeNote, about: [$0]) }
    let button: HTML? =
      mayRead && !readers.contains { $0.worker == context.worker }
      ? context.button(
        "I have read this", action: ContactPaths.read(contact.id),
        page: ContactPaths.record(contact.id), kind: .primary) : nil
    let rows = readers.map { SummaryRow(names.of($0.worker), "Read on \($0.on.long)") }
    return card(
      "Passed to open work",
      content: """
        \(rows.isEmpty
          ? "<p>Nobody who works with the child has said that they read this.</p>" : summaryList(rows))
        \(button)
        """)
  }
}

extension Context {
  /// What the front door passed on about the worker's children; about the team's, for its manager,
  /// until somebody has read it.
  func passedOn(mine: [PersonID], team: [PersonID]) async throws -> [ContactTable.PassedOn] {
    let (own, worker, today) = (Set(mine), worker, today)
    guard !mine.isEmpty || !team.isEmpty else { return [] }
    return try await read { tx in
      try ContactTable.passed(
        about: Set(mine + team).sorted(), unreadBy: worker, today: today, in: tx)
    }.filter { own.contains($0.child) || !$0.isRead }
  }
}

func passedOnRows(_ passed: [ContactTable.PassedOn]) -> [TaskRow] {
  passed.map { line in
    TaskRow(
      "The front door passed on what \(line.source.short) said of \(line.childName)",
      url: ContactPaths.record(line.id), hint: excerpt(line.account),
      status: tag("To read", kind: .warn))
  }
}
