import ArgumentParser
import Domain
import Foundation
import Store
import Web

struct WorkerAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a worker who may sign in.",
    discussion: """
      The password is read from one line of standard input with --password-from-input; otherwise one \
      is made and printed, once. The team is made if there is none of that name.
      """)
  @OptionGroup var database: DatabaseOption
  @Option(help: "The worker's name.") var name: String
  @Option(help: "The name to sign in with.") var username: String
  @Option(
    help: ArgumentHelp(
      "What the worker is; several times for several roles.",
      discussion: "One of: " + Role.allCases.map(\.rawValue).joined(separator: ", ")))
  var role: [String]
  @Option(help: "The team's name.") var team: String?
  @Option(help: "The kind of a team that is made.") var teamKind: String = Team.Kind.assessment
    .rawValue
  @Option(help: "Registration number as a social worker.") var registration: String?
  @Option(help: "Registered until, YYYY-MM-DD.") var registeredUntil: String?
  @Flag(help: "Read the password from standard input.") var passwordFromInput = false
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    guard !role.isEmpty, role.allSatisfy({ Role(rawValue: $0) != nil }) else {
      throw ValidationError(
        "--role must be one of: " + Role.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard Team.Kind(rawValue: teamKind) != nil else {
      throw ValidationError(
        "--team-kind must be one of: "
          + Team.Kind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard (registration == nil) == (registeredUntil == nil) else {
      throw ValidationError("--registration and --registered-until go together")
    }
    if let until = registeredUntil, Day(iso: until) == nil {
      throw ValidationError("--registered-until must be a day such as 2028-11-30")
    }
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789.-_@")
    guard (3...64).contains(username.count), username.lowercased().allSatisfy(allowed.contains)
    else { throw ValidationError("--username must be 3 to 64 letters, digits, dots or hyphens") }
  }

  func run() async throws {
    let password = try passwordFromInput ? readPassword() : Self.fresh()
    if let problem = Passwords.problem(password, username: username) { throw Failed(problem) }
    let opened = try await database.open()
    let hash = try await Passwords(pepper: Pepper.load(beside: database.folder)).hash(password)
    let id = try await opened.write { [self] tx in try add(hash, opened, tx) }
    await opened.close()
    if json {
      return try Say.json([
        "worker": id.description, "username": username,
        "password": passwordFromInput ? "" : password,
      ])
    }
    print("\(id) \(name) may sign in as \(username).")
    if !passwordFromInput { print("Password, shown this once: \(password)") }
  }

  private func add(
    _ hash: String, _ database: any Database, _ tx: any Transaction
  ) throws -> WorkerID {
    let store = Store(database)
    let now = Now.system()
    let act = Act(key: nil, actor: .system, at: now)
    var teamID: TeamID?
    if let team {
      teamID = try TeamTable.all(in: tx).first { $0.name == team }?.id
      if teamID == nil, let kind = Team.Kind(rawValue: teamKind) {
        teamID = try store.perform(Team.Command.form(name: team, kind: kind), as: act, in: tx).id
      }
    }
    var held: Worker.Registration?
    if let registration, let until = registeredUntil.flatMap(Day.init(iso:)) {
      held = Worker.Registration(number: registration, from: now.day, to: until)
    }
    let id: WorkerID = try store.perform(
      Worker.Command.join(
        name: name, roles: Set(role.compactMap(Role.init(rawValue:))), team: teamID,
        registration: held),
      as: act, in: tx
    ).id
    do {
      try AccountTable.add(tx, worker: id, username: username, password: hash, at: now)
    } catch DatabaseError.notUnique {
      throw Failed("Somebody signs in as \(username) already. Choose another --username")
    }
    return id
  }

  private func readPassword() throws -> String {
    guard let line = readLine(), !line.isEmpty else {
      throw Failed("No password came on standard input")
    }
    return line
  }

  /// Twenty letters and digits that are not taken for one another: about 100 bits.
  private static func fresh() -> String {
    let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
    var random = SystemRandomNumberGenerator()
    return String((0..<20).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
  }
}

struct WorkerList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the workers who have not left.")
  @OptionGroup var database: DatabaseOption
  @Flag(help: "Print as JSON.") var json = false

  struct Line: Encodable {
    let worker: String
    let name: String
    let username: String?
    let roles: [String]
    let team: String?
  }

  func run() async throws {
    let opened = try await database.openToRead()
    let lines = try await opened.read { tx in
      let accounts = try AccountTable.all(tx)
      return try WorkerTable.all(in: tx).map { worker in
        Line(
          worker: worker.id.description, name: worker.name,
          username: accounts.first { $0.worker == worker.id }?.username,
          roles: worker.roles.sorted().map(\.rawValue), team: worker.teamName)
      }
    }
    await opened.close()
    if json { return try Say.json(lines) }
    for line in lines {
      print(
        [
          line.worker, line.name, line.username ?? "cannot sign in",
          line.roles.joined(separator: ", "), line.team ?? "no team",
        ].joined(separator: "\t"))
    }
  }
}
