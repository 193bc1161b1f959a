import ArgumentParser
import Foundation

/// The command line: one file per noun and verb, thin.
@main
enum Main {
  /// Exit codes: 0 done, 1 refused or failed, 2 the words of the call are wrong.
  static func main() async {
    do {
      var command = try Threshold.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      let code = Threshold.exitCode(for: error)
      let text = Say.words(for: error) ?? Threshold.fullMessage(for: error)
      if code == .success { print(text) } else if !text.isEmpty { Say.toError(text) }
      exit(code == .success ? 0 : code == .validationFailure ? 2 : 1)
    }
  }
}

struct Threshold: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "threshold",
    abstract:
      "The record and working tool of a children's contact, referral and assessment service.",
    discussion: """
      Every command works on one authority's database: --database, or THRESHOLD_DATABASE, or \
      sqlite:var/threshold.sqlite. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
      """,
    version: "0.1.0",
    subcommands: [
      Serve.self, PortalServe.self, Demo.self, Import.self, Return.self, LedgerCommand.self,
      WorkerCommand.self, AgencyCommand.self, People.self, OutboxCommand.self,
      LayoutsCommand.self, ThresholdsCommand.self, ReportCommand.self, Migrate.self,
    ])
}

struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "An invented council to try things on.", subcommands: [DemoLoad.self])
}

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take in files of other systems.",
    subcommands: [ImportCINCensus.self, ImportPeople.self, ImportPolice.self])
}

struct People: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find people on the record or in tables.",
    subcommands: [PeopleFind.self, PeopleTrain.self, PeopleMatch.self, PeopleDedupe.self])
}

struct Return: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write statutory returns.", subcommands: [ReturnCINCensus.self])
}

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Look after the ledger of facts.",
    subcommands: [LedgerVerify.self, LedgerRebuild.self, LedgerHead.self])
}

struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "The workers who may sign in.",
    subcommands: [WorkerAdd.self, WorkerList.self])
}

struct AgencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agency", abstract: "The partner agencies of the portal.",
    subcommands: [AgencyAdd.self, AgencyAdmit.self, AgencyList.self])
}

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print what agencies read.", subcommands: [ReportDaily.self])
}

struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Messages on their way out.",
    subcommands: [OutboxDeliver.self, OutboxList.self])
}
