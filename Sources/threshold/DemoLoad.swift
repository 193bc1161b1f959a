import ArgumentParser
import DemoCouncil
import Domain
import Foundation
import Store
import Web

struct DemoLoad: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Play an invented council into an empty database.",
    discussion: """
      Everybody in it is invented. The same children, years, seed and last day give the same \
      ledger, hash for hash. Never load it into a database that holds real people.
      """)
  @OptionGroup var database: DatabaseOption
  @Option(help: "How many children come to be known.") var children = 300
  @Option(help: "How many years are played.") var years = 3
  @Option(help: "The seed.") var seed: UInt64 = 7
  @Option(help: "The last day played, YYYY-MM-DD, or `today`.") var until = "2026-03-31"
  @Flag(help: "Do nothing when the database holds a record already.") var ifEmpty = false
  @Flag(help: "Print what was played as JSON.") var json = false

  /// For the demo council only: its people are invented, and so is its secret.
  static let password = "threshold-demo"
  /// The second step of the agency that shares an account, as an authenticator app reads it.
  static let portalCode = OneTimeCode(secret: Array("threshold demo 4 all".utf8))

  func validate() throws {
    guard (1...100_000).contains(children) else {
      throw ValidationError("--children must be 1 to 100000")
    }
    guard (1...20).contains(years) else { throw ValidationError("--years must be 1 to 20") }
    guard let day = lastDay, (2013...2028).contains(day.year) else {
      throw ValidationError("--until must be a day such as 2026-03-31, or today")
    }
  }

  private var lastDay: Day? { until == "today" ? Now.system().day : Day(iso: until) }

  func run() async throws {
    let opened = try await database.open()
    if ifEmpty, try await opened.read({ try Ledger.head(in: $0) }) != .none {
      await opened.close()
      return
    }
    guard let lastDay else { return }
    let size = DemoCouncil.Size(children: children, years: years, seed: seed, until: lastDay)
    let bar = Progress("Playing the demo council", of: DemoCouncil.days(size))
    let summary = try await DemoCouncil.load(size, into: opened) { bar.at($0) }
    bar.end()
    try await addAccounts(summary.staff, to: opened)
    try await addAccount(of: summary.partners, to: opened)
    while try await LikelyDuplicates.look(through: 1000, at: Now.system(), in: opened) {}
    await opened.close()
    if json {
      return try Say.json(
        Report(
          children: summary.children, acts: summary.acts, until: lastDay.iso,
          facts: summary.head.seq, head: summary.head.hashText))
    }
    print(
      """
      \(summary.children) children, \(summary.acts) acts, \(summary.head.seq) facts until \
      \(lastDay.long).
      Ledger head \(summary.head.text)
      """)
  }

  private func addAccounts(_ staff: Staff, to database: any Database) async throws {
    // One hash for all: they share the demo's password.
    let hash = try await Passwords(pepper: Pepper.load(beside: self.database.folder))
      .hash(Self.password)
    let now = Now.system()
    try await database.write { tx in
      for member in staff.members {
        try AccountTable.add(
          tx, worker: member.id, username: member.username, password: hash,
          until: member.roles.contains(.inspector) ? now.day.adding(days: 28) : nil, at: now)
      }
    }
  }

  private func addAccount(of partners: Partners, to database: any Database) async throws {
    guard let sharing = partners.sharing else { return }
    let house = try Serving.house(
      on: database, beside: self.database.folder, WebConfiguration())
    try await AgencyAccounts(house).set(
      sharing.id, AgencyAccounts.Secrets(password: Self.password, code: Self.portalCode),
      at: Now.system())
  }

  struct Report: Encodable {
    let children: Int
    let acts: Int
    let until: String
    let facts: Int
    let head: String
  }
}
