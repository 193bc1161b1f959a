import ArgumentParser
import Store

struct LedgerHead: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "head", abstract: "Print the number and hash of the last fact.")
  @OptionGroup var database: DatabaseOption
  @Flag(help: "Print as JSON.") var json = false

  func run() async throws {
    let opened = try await database.openToRead()
    let head = try await opened.read { try Ledger.head(in: $0) }
    await opened.close()
    if json { return try Say.json(HeadLine(seq: head.seq, hash: head.hashText)) }
    print(head.text)
  }

  struct HeadLine: Encodable {
    let seq: Int
    let hash: String
  }
}

struct LedgerVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Walk the whole chain of facts: order, digests, hashes.",
    discussion: "Exit code 1 when anything does not fit.")
  @OptionGroup var database: DatabaseOption
  @Flag(help: "Print as JSON.") var json = false

  func run() async throws {
    let opened = try await database.openToRead()
    let total = try await opened.read { try Ledger.head(in: $0).seq }
    let bar = Progress("Verifying", of: total)
    let verdict = try await opened.read { tx in try Ledger.verify(in: tx) { bar.at($0) } }
    bar.end()
    await opened.close()
    if json {
      try Say.json(
        Report(
          facts: verdict.facts, redacted: verdict.redacted, head: verdict.head.hashText,
          sound: verdict.isSound, faults: verdict.faults.map { "fact \($0.seq) \($0.what)" }))
    } else {
      print("\(verdict.facts) facts, \(verdict.redacted) redacted, head \(verdict.head.hashText)")
      for fault in verdict.faults { print("fact \(fault.seq) \(fault.what)") }
      print(verdict.isSound ? "The chain is sound." : "The chain does not verify.")
    }
    if !verdict.isSound { throw ExitCode(1) }
  }

  struct Report: Encodable {
    let facts: Int
    let redacted: Int
    let head: String
    let sound: Bool
    let faults: [String]
  }
}

struct LedgerRebuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Build the tables again from the facts.",
    discussion: """
      Without --into the tables of this database are emptied and filled again, in one transaction. \
      With --into another, empty database gets the ledger and the tables, and is compared with the \
      live one row by row; exit code 1 when they differ.
      """)
  @OptionGroup var database: DatabaseOption
  @Option(help: "An empty database: sqlite:PATH or postgres://…") var into: String?
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    if let into { _ = try DatabaseOption.kind(into) }
  }

  func run() async throws {
    guard let into else { return try await inPlace() }
    let source = try await database.openToRead()
    let total = try await source.read { try Ledger.head(in: $0).seq }
    let target = try await DatabaseOption.open(into, readOnly: false)
    try await Migrations.run(on: target)
    let bar = Progress("Rebuilding", of: total)
    let count = try await Ledger.rebuild(from: source, into: target) { bar.at($0) }
    bar.end()
    let differences = try await Ledger.differences(source, target)
    await source.close()
    await target.close()
    try report(count, differences)
    if !differences.isEmpty { throw ExitCode(1) }
  }

  private func inPlace() async throws {
    let opened = try await database.open()
    let total = try await opened.read { try Ledger.head(in: $0).seq }
    let bar = Progress("Rebuilding", of: total)
    let count = try await opened.write { tx in try Ledger.rebuild(in: tx) { bar.at($0) } }
    bar.end()
    await opened.close()
    try report(count, nil)
  }

  private func report(_ count: Int, _ differences: [String]?) throws {
    if json { return try Say.json(Report(facts: count, differences: differences)) }
    print("\(count) facts replayed.")
    guard let differences else { return }
    for difference in differences { print(difference) }
    print(differences.isEmpty ? "The rebuilt equals the live, row by row." : "They differ.")
  }

  struct Report: Encodable {
    let facts: Int
    let differences: [String]?
  }
}
