import ArgumentParser
import Store

struct OutboxDeliver: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliver", abstract: "Send every message that is due, once.",
    discussion: """
      `threshold serve` does the same while it runs. Exit code 1 when a message was given up.
      """)
  @OptionGroup var database: DatabaseOption
  @OptionGroup var mail: MailOption
  @Flag(help: "Print as JSON.") var json = false

  func run() async throws {
    Crashes.leaveNothing()
    guard let ready = try mail.ready() else {
      throw Failed("Say how to send: --smtp smtp://host:port, or --sendmail PROGRAM")
    }
    let opened = try await database.open()
    let round = try await ready.deliverer(for: opened).deliver()
    await opened.close()
    if json {
      try Say.json(["sent": round.sent, "later": round.toTryAgain, "givenUp": round.failed])
    } else {
      print("\(round.sent) sent, \(round.toTryAgain) to try again, \(round.failed) given up.")
    }
    if round.failed > 0 { throw ExitCode(1) }
  }
}

struct OutboxList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Count the messages by state.")
  @OptionGroup var database: DatabaseOption
  @Flag(help: "Print as JSON.") var json = false

  func run() async throws {
    let opened = try await database.openToRead()
    let counts = try await opened.read { try OutboxTable.count(in: $0) }
    await opened.close()
    if json {
      return try Say.json(
        Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }))
    }
    for state in OutboxTable.State.allCases { print("\(state.rawValue) \(counts[state] ?? 0)") }
  }
}
