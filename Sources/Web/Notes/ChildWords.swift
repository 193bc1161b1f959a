import Domain
import HTML
import Store

extension Sequence where Element == ChildHead {
  /// The children by the names they use: for buttons and titles.
  var given: String { listed(map(\.given)) }
}

extension LastSeen {
  /// `seen 3 March 2026, alone 1 March 2026`: what is not on the record is said to be so.
  var words: String {
    guard let on else { return "seen: not yet" }
    return "seen \(on.long), " + (alone.map { "alone \($0.long)" } ?? "not alone yet")
  }
}

extension Context {
  /// Whom a page is about: one child as on every page of theirs, or brothers and sisters together.
  func bar(of children: [ChildHead], url: String? = nil) async throws -> HTML {
    if children.count == 1 { return try await identity(of: children[0].id).bar }
    let live = Looking(database: house.database, day: today, asAt: nil)
    let alerts = try await alertLines(of: children.map(\.id), in: live)
    var lines: [AlertLine] = []
    for line in children.flatMap({ alerts[$0.id] ?? [] })
    where !lines.contains(where: { $0.text == line.text }) { lines.append(line) }
    return childBar(children, url: url, alerts: lines, today: today)
  }
}

private func childBar(
  _ children: [ChildHead], url: String? = nil, alerts: [AlertLine], today: Day
) -> HTML {
  let facts = children.map { child in
    LabelledValue(
      "\(child.name.full), \(child.id)",
      [PersonWords.birth(child.birth, diedOn: nil, on: today), child.lastSeen.words]
        .compactMap { $0 }.joined(separator: "; "))
  }
  return identityBar(
    IdentityBar(
      name: children.count == 1 ? children[0].name.full : children.given,
      url: url ?? children.first.map { NotePaths.child($0.id) } ?? "/", facts: facts,
      alerts: alerts,
      alertsURL: alerts.isEmpty ? nil : children.first.map { AlertPaths.list($0.id) }))
}
