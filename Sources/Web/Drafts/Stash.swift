import Domain
import Foundation
import Store

/// What a draft holds, encrypted at rest under the worker and the page it belongs to.
struct Draft: Codable, Sendable, Equatable {
  var answers: Answers
  /// The version of the record that was on the page.
  var version: Int?
  /// What the page was called: for the list of drafts to go on with.
  var title: String

  func sealed(for worker: WorkerID, path: String, keys: Keys) throws -> [UInt8] {
    let bytes = Array(try JSONEncoder().encode(self))
    return try Sealed.seal(bytes, with: keys.draft, place: Draft.place(worker, path))
  }

  /// Nil where it does not open: sealed under another pepper, or moved.
  init?(_ row: DraftRow, worker: WorkerID, keys: Keys) {
    guard
      let bytes = Sealed.open(
        row.sealed, with: keys.draft, place: Draft.place(worker, row.path)),
      let draft = try? JSONDecoder().decode(Draft.self, from: Data(bytes))
    else { return nil }
    self = draft
  }

  init(answers: Answers, version: Int?, title: String) {
    self.answers = answers
    self.version = version
    self.title = title
  }

  /// From a posted form.
  init(_ fields: [(name: String, value: String)]) {
    func own(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    self.init(
      answers: Answers(fields: fields), version: own("_version").flatMap { Int($0) },
      title: String((own("_title") ?? "").prefix(200)))
  }

  private static func place(_ worker: WorkerID, _ path: String) -> String {
    "draft/\(worker.number)\(path)"
  }
}

/// Keeps a form that was sent when its session had ended: for its own worker, encrypted, never
/// applied to the record. Only a form that we signed within a day is taken, up to 256 KiB, and so
/// many for one worker in ten minutes.
struct Stash: Sendable {
  let house: House
  static let largest = 256 << 10

  /// - Returns: the form it was kept under; nil where nothing was kept.
  func keep(
    _ fields: [(name: String, value: String)], now: Instant
  ) async throws -> FormToken? {
    guard let given = fields.first(where: { $0.name == "_form" })?.value,
      let form = FormToken(given, keys: house.keys, now: now)
    else { return nil }
    let draft = Draft(fields)
    let size = fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    guard size <= Stash.largest, !draft.answers.isEmpty,
      house.stashes.allows("\(form.worker)", now: now)
    else { return nil }
    let sealed = try draft.sealed(for: form.worker, path: form.path, keys: house.keys)
    let saved = try await house.database.write { tx in
      try DraftTable.save(
        tx, worker: form.worker, path: form.path, sealed: sealed, formKey: form.key,
        stashed: true, at: now)
    }
    if saved { house.logger.info("stashed", metadata: ["worker": "\(form.worker)"]) }
    return saved ? form : nil
  }
}
