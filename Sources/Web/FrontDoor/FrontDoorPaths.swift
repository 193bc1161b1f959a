import Domain
import Store

/// The addresses of the front door's lists. What a list is of stands in its address, so that it can
/// be kept, sent and gone back to.
package enum FrontDoorPaths {
  package static func list(
    _ filter: ContactTable.Filter, page: Int = 1, done: String? = nil
  ) -> String {
    var parts: [(String, String)] = []
    if let stage = filter.stage { parts.append(("stage", stage.rawValue)) }
    if let source = filter.source { parts.append(("source", source.rawValue)) }
    switch filter.with {
    case .worker(let worker): parts.append(("with", worker.description))
    case .nobody: parts.append(("with", "nobody"))
    case nil: break
    }
    if filter.pressing { parts.append(("pressing", "yes")) }
    if let day = filter.received { parts.append(("received", day.iso)) }
    if let arrived = filter.arrived { parts += Self.parts(arrived) }
    if page > 1 { parts.append(("page", "\(page)")) }
    if let done { parts.append(("done", done)) }
    guard !parts.isEmpty else { return ContactPaths.board }
    return ContactPaths.board + "?"
      + parts.map { "\($0)=\(FormBody.encode($1))" }.joined(separator: "&")
  }

  /// What an address asks for; what it says that no list knows is left out.
  static func filter(_ query: Answers) -> ContactTable.Filter {
    ContactTable.Filter(
      stage: query["stage"].flatMap { ContactTable.Filter.Stage(rawValue: $0) },
      source: query["source"].flatMap { ReferralSource.Group(rawValue: $0) },
      with: query["with"] == "nobody"
        ? .nobody : query["with"].flatMap { WorkerID($0) }.map { .worker($0) },
      pressing: query["pressing"] == "yes", received: query["received"].flatMap { Day(iso: $0) },
      arrived: arrived(query))
  }

  static func page(_ query: Answers) -> Int {
    min(max(query["page"].flatMap { Int($0) } ?? 1, 1), 10_000)
  }
}
