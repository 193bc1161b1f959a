import Domain
import HTML
import Hummingbird
import Store

extension Context {
  /// Where the record in the address gave way to another: the same page of the one that stands. The
  /// worker must have been allowed before.
  func movedOn(_ id: PersonID, in looking: Looking? = nil) async throws -> Response? {
    let database = looking?.database ?? house.database
    let standing = try await database.read { try PersonRecords.standing(for: id, in: $0) }
    guard let standing, standing != id else { return nil }
    let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let page = parts[0].split(separator: "/", omittingEmptySubsequences: false).map {
      PersonID(String($0)) == id ? standing.description : String($0)
    }.joined(separator: "/")
    let query = parts.count > 1 ? "?\(parts[1])" : ""
    return .seeOther(MergePaths.arriving(at: page + query, from: id))
  }

  /// On the page of a record that stands: which one led here, how to read its own history, and how
  /// to undo the merge.
  func movedOnBanner(to id: PersonID) async throws -> HTML {
    guard let record = query["merged"].flatMap({ PersonID($0) }), record != id,
      let merge = try await read({ try PersonTable.merge(of: record, in: $0) }),
      try await read({ try PersonRecords.standing(for: record, in: $0) }) == id
    else { return "" }
    return notificationBanner(
      "Record \(record) is now part of this record, \(id). They were merged on \(merge.on.long).",
      kind: .notice,
      detail: """
        <p>\(textLink("History of \(record)", to: HistoryPaths.of(record)))\
        \(if: can(.mergePeople), ". \(textLink("Un-merge \(record)", to: MergePaths.unmerge(record)))")</p>
        """)
  }
}
