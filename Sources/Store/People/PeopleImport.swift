import Domain
import Matching

/// Brings another system's index of people over, row by row, each row a fact of its own. Rows go in by
/// thousands in one transaction; what is brought over is known by its reference, so the same file again
/// changes nothing, and a run that was cut off goes on where it was.
///
/// A row whose reference is on the record with other values is rejected, never written over: what
/// workers did to the record since is not undone by an old index.
package struct PeopleImport: Sendable {
  package struct Report: Codable, Sendable, Equatable {
    package var rows = 0
    package var stored = 0
    /// With the same values.
    package var alreadyThere = 0
    package var rejected = 0
  }

  /// A row that was not taken in. Names the row by its line, and no person.
  package struct Reject: Sendable, Equatable {
    package let line: Int
    package let reference: String
    /// The column at fault, as the file calls it; empty where it is the row.
    package let element: String
    package let reason: String

    /// As the file of rejects has it.
    package static let heading = ["line", "reference", "element", "reason"]
    package var fields: [String] {
      ["\(line)", reference, element, reason].map(CSVLine.neutral)
    }
  }

  private let store: Store
  private let system: String
  private let at: Instant
  private let map: [(theirs: String, ours: PersonColumn)]

  /// - Parameters:
  ///   - system: whose index it is: a reference is one person's within it.
  ///   - map: columns under names of their own: `("klient", .reference)`.
  package init(
    into store: Store, system: String, map: [(theirs: String, ours: PersonColumn)] = [],
    at: Instant
  ) {
    self.store = store
    self.system = system
    self.map = map
    self.at = at
  }

  /// - Parameters:
  ///   - more: the file's next bytes, none at its end.
  ///   - ignored: columns that nothing is made of.
  ///   - reject: told of each row that is not taken in.
  ///   - progress: rows done, after each transaction.
  /// - Throws: ``CSVError`` where the file is no table; rows before it are stored. `DatabaseError`.
  package func run(
    _ more: @escaping () throws -> [UInt8], ignored: ([String]) -> Void = { _ in },
    reject: (Reject) throws -> Void, progress: (Int) -> Void = { _ in }
  ) async throws -> Report {
    var reader = CSVReader(more)
    guard let heading = try reader.next() else {
      throw CSVError(line: 1, what: "the file is empty")
    }
    let columns = try PersonColumns(heading: heading, map: map)
    guard columns.places[.reference] != nil else {
      throw CSVError(
        line: 1, what: "no column is the reference; say which with --map THEIRS=reference")
    }
    ignored(columns.ignored)
    var report = Report()
    // Keys fall all over their table, so a batch writes most of its pages: the larger, the fewer times.
    // Others may write to PostgreSQL meanwhile, and wait for the end of a transaction.
    let size = store.database.dialect == .sqlite ? 40_000 : 1000
    var batch: [(line: Int, row: PeopleRow)] = []
    func rejected(_ line: Int, _ reference: String, _ why: PeopleRow.Rejected) throws {
      report.rejected += 1
      let element = why.column.map { columns.places[$0].map { heading[$0] } ?? $0.rawValue }
      try reject(
        Reject(line: line, reference: reference, element: element ?? "", reason: why.reason))
    }
    func keep(_ rows: [(line: Int, row: PeopleRow)]) async throws {
      let outcomes = try await take(rows)
      for (row, outcome) in zip(rows, outcomes) {
        switch outcome {
        case .stored: report.stored += 1
        case .alreadyThere: report.alreadyThere += 1
        case .rejected(let why): try rejected(row.line, row.row.reference, why)
        }
      }
    }
    while let row = try reader.next() {
      report.rows += 1
      do {
        batch.append(
          (row.line, try PeopleRow(row, columns, system: system, today: at.day)))
      } catch let why as PeopleRow.Rejected {
        try rejected(row.line, columns.text(.reference, of: row), why)
      }
      if batch.count == size {
        try await keep(batch)
        batch.removeAll(keepingCapacity: true)
        progress(report.rows)
      }
    }
    try await keep(batch)
    progress(report.rows)
    return report
  }

  private enum Outcome: Sendable {
    case stored
    case alreadyThere
    case rejected(PeopleRow.Rejected)
  }

  /// All of a batch in one transaction: their facts follow one another in the chain as any do.
  private func take(_ rows: [(line: Int, row: PeopleRow)]) async throws -> [Outcome] {
    if rows.isEmpty { return [] }
    return try await store.database.write { [self] tx in
      try GatheringTransaction.run(in: tx) { tx in
        var known = try known(rows.map(\.row.reference), in: tx)
        return try rows.map { line, row in
          if let there = known[row.reference] { return try again(row, there, in: tx) }
          let (outcome, person) = try bringOver(row, in: tx)
          if let person { known[row.reference] = person }
          return outcome
        }
      }
    }
  }

  private func known(
    _ references: [String], in tx: any Transaction
  ) throws -> [String: PersonID] {
    var known: [String: PersonID] = [:]
    for start in stride(from: 0, to: references.count, by: 256) {
      let some = Array(references[start..<min(start + 256, references.count)])
      for row in try tx.rows(
        """
        SELECT number, person FROM person_reference
        WHERE system = \(system) AND number IN (\(padded: some))
        """)
      { known[try row.text("number")] = try row.id("person") }
    }
    return known
  }

  private func bringOver(
    _ row: PeopleRow, in tx: any Transaction
  ) throws -> (Outcome, PersonID?) {
    if let id = row.details.identifiers.laChildID,
      try tx.exists("SELECT 1 FROM person WHERE la_child_id = \(id)")
    {
      let why = "it is that of a person on the record already"
      return (.rejected(.init(column: .childID, reason: why)), nil)
    }
    do {
      // No key: the reference is what a second run knows the row by.
      let done: Done<Person> = try store.perform(
        .bringOver(
          row.details, network: row.network,
          reference: Person.Reference(system: system, number: row.reference)),
        as: Act(key: nil, actor: .imported, at: at), in: tx)
      return (.stored, done.id)
    } catch let refusal as Refusal {
      return (
        .rejected(.init(column: Self.column(of: refusal), reason: refusal.message)), nil
      )
    }
  }

  private static func column(of refusal: Refusal) -> PersonColumn? {
    switch refusal.question {
    case "reference": .reference
    case "family": .family
    case "birth": .birth
    case "nhs-number": .nhs
    case "upn": .upn
    case "la-child-id": .childID
    default: nil
    }
  }

  /// The row that was brought over before stands in the person's first fact.
  private func again(
    _ row: PeopleRow, _ person: PersonID, in tx: any Transaction
  ) throws -> Outcome {
    let facts = try tx.rows(
      """
      SELECT \(Ledger.Stored.columns) FROM fact
      WHERE noun = \(Person.noun) AND number = \(person) AND version = 1
      """)
    guard let payload = try facts.first.map(Ledger.Stored.init)?.checkedPayload(),
      case .broughtOver(let details, let network, _, _) = try FactJSON.decode(
        payload, as: Person.Fact.self)
    else { return .alreadyThere }
    let differ = row.differences(from: details, network)
    if differ.isEmpty { return .alreadyThere }
    let what = differ.map(\.rawValue).joined(separator: ", ")
    // What the file says now changes nothing on the record: it waits there for a worker.
    let standing = try PersonRecords.standing(for: person, in: tx) ?? person
    _ =
      try store.perform(
        .propose(
          row.details.proposals + row.network.proposals, provenance: row.details.provenance,
          contact: nil), on: standing, as: Act(key: nil, actor: .imported, at: at), in: tx)
      as Done<Person>
    return .rejected(
      .init(
        column: differ[0],
        reason: "\(person) was brought over with other values (\(what)); they wait on that record"
      ))
  }
}
