import Domain
import Matching

/// Takes in what the police send as a table or as JSON. Each incident is a fact of its own, whole or not
/// at all; the same incident again joins the first, and the same file again changes nothing.
package struct PoliceImport: Sendable {
  package struct Report: Codable, Sendable, Equatable {
    package var notifications = 0
    package var stored = 0
    /// The same incident told again, with something new in it.
    package var joined = 0
    /// With the same words.
    package var alreadyThere = 0
    package var rejected = 0

    package init(
      notifications: Int = 0, stored: Int = 0, joined: Int = 0, alreadyThere: Int = 0,
      rejected: Int = 0
    ) {
      self.notifications = notifications
      self.stored = stored
      self.joined = joined
      self.alreadyThere = alreadyThere
      self.rejected = rejected
    }
  }

  /// A notification that was not taken in. Names the line and the force's reference, and no person.
  package struct Reject: Sendable, Equatable {
    package let line: Int
    package let reference: String
    /// The element at fault, as the file calls it; empty where it is the whole.
    package let element: String
    package let reason: String

    package static let heading = ["line", "reference", "element", "reason"]
    package var fields: [String] {
      ["\(line)", reference, element, reason].map(CSVLine.neutral)
    }
  }

  /// Why, and where.
  struct Rejected: Error, Sendable, Equatable {
    let line: Int
    let element: PoliceElement?
    let reason: String
  }

  private let store: Store
  private let force: String
  private let actor: Actor
  private let at: Instant

  /// - Parameters:
  ///   - force: who sent the file, where it does not say so itself.
  ///   - actor: who takes it in.
  package init(into store: Store, force: String, by actor: Actor = .imported, at: Instant) {
    self.store = store
    self.force = force
    self.actor = actor
    self.at = at
  }

  /// - Parameters:
  ///   - more: the file's next bytes, none at its end.
  ///   - ignored: columns that nothing is made of.
  ///   - reject: told of each notification that is not taken in.
  ///   - progress: notifications done, after each transaction.
  /// - Throws: ``CSVError`` where the file is no list of notifications; those before are stored.
  package func run(
    _ more: @escaping () throws -> [UInt8], ignored: ([String]) -> Void = { _ in },
    reject: (Reject) throws -> Void, progress: (Int) -> Void = { _ in }
  ) async throws -> Report {
    var file = try File(more)
    ignored(file.ignored)
    var report = Report()
    var batch: [PoliceText] = []
    var broken: CSVError?
    while broken == nil {
      do {
        guard let said = try file.next() else { break }
        batch.append(said)
      } catch let error as CSVError {
        broken = error
      }
      if batch.count == 200 {
        try await keep(batch, file, &report, reject)
        batch = []
        progress(report.notifications)
      }
    }
    try await keep(batch, file, &report, reject)
    progress(report.notifications)
    if let broken { throw broken }
    return report
  }

  private func keep(
    _ batch: [PoliceText], _ file: File, _ report: inout Report, _ reject: (Reject) throws -> Void
  ) async throws {
    if batch.isEmpty { return }
    let outcomes = try await store.database.write { [self] tx in
      try batch.map { try take($0, in: tx) }
    }
    report.notifications += batch.count
    for (said, outcome) in zip(batch, outcomes) {
      switch outcome {
      case .stored: report.stored += 1
      case .joined: report.joined += 1
      case .alreadyThere: report.alreadyThere += 1
      case .rejected(let why):
        report.rejected += 1
        let reference = said.texts[.reference] ?? ""
        try reject(
          Reject(
            line: why.line, reference: String(reference.prefix(100)),
            element: why.element.map(file.name) ?? "", reason: why.reason))
      }
    }
  }

  private enum Outcome: Sendable {
    case stored, joined, alreadyThere
    case rejected(Rejected)
  }

  private func take(_ said: PoliceText, in tx: any Transaction) throws -> Outcome {
    do {
      let report = try said.report(force: force, at: at)
      // No key: the incident's reference is what a second run knows it by.
      let act = Act(key: nil, actor: actor, at: at)
      guard let known = try PoliceNotificationTable.find(report.incident, in: tx) else {
        let _: Done<PoliceNotification> = try store.perform(.receive(report), as: act, in: tx)
        return .stored
      }
      let before = try tx.row("SELECT version FROM policenotification WHERE id = \(known)")
      let done: Done<PoliceNotification> = try store.perform(
        .receiveAgain(report), on: known, as: act, in: tx)
      return done.version == (try before?.int("version")) ? .alreadyThere : .joined
    } catch let why as Rejected {
      return .rejected(why)
    } catch let refusal as Refusal {
      let element = refusal.question.flatMap { PoliceElement(rawValue: $0) }
      return .rejected(Rejected(line: said.line, element: element, reason: refusal.message))
    }
  }

  /// A table, or JSON: the first letter tells.
  private enum File {
    case table(PoliceTable)
    case json(PoliceJSON)

    init(_ more: @escaping () throws -> [UInt8]) throws {
      var first: [UInt8] = []
      func isSpace(_ byte: UInt8) -> Bool { byte <= 32 || [0xEF, 0xBB, 0xBF].contains(byte) }
      // A file of nothing but spaces is empty, however long.
      while first.allSatisfy(isSpace), case let next = try more(), !next.isEmpty {
        first = next
      }
      let start = first.first { !isSpace($0) }
      var rest: [UInt8]? = first
      let all: () throws -> [UInt8] = {
        defer { rest = nil }
        return try rest ?? more()
      }
      let isJSON = start == UInt8(ascii: "[") || start == UInt8(ascii: "{")
      self = isJSON ? .json(PoliceJSON(all)) : .table(try PoliceTable(all))
    }

    var ignored: [String] {
      switch self {
      case .table(let table): table.ignored
      case .json: []
      }
    }

    func name(_ element: PoliceElement) -> String {
      switch self {
      case .table(let table): table.name(element)
      case .json: element.rawValue
      }
    }

    mutating func next() throws -> PoliceText? {
      switch self {
      case .table(var table):
        defer { self = .table(table) }
        return try table.next()
      case .json(var json):
        defer { self = .json(json) }
        return try json.next()
      }
    }
  }
}
