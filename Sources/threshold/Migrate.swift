import ArgumentParser
import Store

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Create the database, or bring its tables up to date.")
  @OptionGroup var database: DatabaseOption
  @Flag(help: "Print the steps as JSON.") var json = false

  func run() async throws {
    let opened = try await DatabaseOption.open(database.address, readOnly: false)
    let ran = try await Migrations.run(on: opened)
    await opened.close()
    if json { return try Say.json(["ran": ran]) }
    print(ran.isEmpty ? "Up to date." : ran.map { "Done: \($0)" }.joined(separator: "\n"))
  }
}
