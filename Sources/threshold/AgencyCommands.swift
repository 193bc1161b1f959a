import ArgumentParser
import Domain
import Foundation
import Store

struct AgencyAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Register a partner agency.")
  @OptionGroup var database: DatabaseOption
  @Option(help: "What it is called.") var name: String
  @Option(
    help: ArgumentHelp(
      "What it is.",
      discussion: "One of: "
        + PartnerCheck.Agency.allCases.map(\.rawValue).joined(separator: ", ")))
  var kind: String
  @Option(help: "The address that hears when something waits for it.") var mailbox: String

  func validate() throws {
    guard PartnerCheck.Agency(rawValue: kind) != nil else {
      throw ValidationError(
        "--kind must be one of: "
          + PartnerCheck.Agency.allCases.map(\.rawValue).joined(separator: ", "))
    }
  }

  func run() async throws {
    guard let kind = PartnerCheck.Agency(rawValue: kind) else { return }
    let opened = try await database.open()
    let done: Done<Agency> = try await Store(opened).perform(
      .register(name: name, kind: kind, mailbox: mailbox),
      as: Act(key: nil, actor: .system, at: Now.system()))
    await opened.close()
    print("\(done.id) \(name)")
  }
}

struct AgencyAdmit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "admit", abstract: "Let somebody see what is addressed to an agency.")
  @OptionGroup var database: DatabaseOption
  @Option(help: "The agency's number, such as Y-1.") var agency: String
  @Option(help: "The address that they sign in with.") var email: String
  @Option(help: "Their name.") var name: String
  @Option(help: "What they are there.") var job: String

  func validate() throws {
    guard AgencyID(agency) != nil else {
      throw ValidationError("--agency must be a number such as Y-1")
    }
  }

  func run() async throws {
    guard let id = AgencyID(agency) else { return }
    let opened = try await database.open()
    let _: Done<Agency> = try await Store(opened).perform(
      .admit(Agency.Professional(email: email, name: name, job: job)), on: id,
      as: Act(key: nil, actor: .system, at: Now.system()))
    await opened.close()
    print("\(email.lowercased()) may sign in for \(id)")
  }
}

struct AgencyList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The partner agencies, with how many people are admitted.")
  @OptionGroup var database: DatabaseOption
  @Flag(help: "Print as JSON.") var json = false

  struct Line: Encodable {
    let id: String
    let name: String
    let kind: String
    let mailbox: String
    let admitted: Int
    let closed: Bool
  }

  func run() async throws {
    let opened = try await database.openToRead()
    let lines = try await opened.read { tx in
      try AgencyTable.lines(in: tx).map { line in
        Line(
          id: line.id.description, name: line.name, kind: line.kind.rawValue,
          mailbox: line.mailbox,
          admitted: try AgencyTable.professionals(of: line.id, in: tx).count,
          closed: line.isClosed)
      }
    }
    await opened.close()
    if json { return try Say.json(lines) }
    for line in lines {
      print(
        "\(line.id)  \(line.name)  \(line.kind)  \(line.mailbox)  \(line.admitted) admitted"
          + (line.closed ? "  closed" : ""))
    }
  }
}
