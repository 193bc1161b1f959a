import Foundation
import Store

/// A throwaway PostgreSQL that the tests start themselves: a unix socket in a folder of its own, no
/// network, data checksums on, nothing forced to disk. It is stopped, and its folder removed, when the
/// process that started it ends, however it ends.
package final class PostgreSQLCluster: Sendable {
  /// The one most tests share, started on first use.
  package static var shared: PostgreSQLCluster {
    get async throws { try await started.value }
  }
  private static let started = Task { try PostgreSQLCluster() }

  /// Where the server's programs are.
  package let programs: String
  private let folder: String
  /// Held open as long as this process lives: when it closes, the keeper stops the server.
  private let life: Pipe

  /// Makes and starts a server. Blocks for a second or two.
  /// - Throws: when there is no PostgreSQL 15 or later, or it does not start. A test must not be
  ///   skipped for that: half of what it proves would be missing.
  package init() throws {
    programs = try Self.findPrograms()
    folder = try Self.run(["mktemp", "-d", "/tmp/threshold-pg-XXXXXX"])
    // The server refuses to run as root, so as root everything is done as its own user.
    let own = getuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []
    if getuid() == 0 { _ = try Self.run(["chown", "postgres", folder]) }
    _ = try Self.run(
      own + [
        "\(programs)/initdb", "-D", "\(folder)/data", "-U", "threshold", "--auth=trust",
        "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-sync",
      ])
    life = Pipe()
    let keeper = Process()
    keeper.executableURL = URL(filePath: "/bin/sh")
    keeper.currentDirectoryURL = URL(filePath: "/")
    keeper.arguments =
      ["-c", Self.keeper, "keeper", folder] + own + [
        "\(programs)/postgres", "-D", "\(folder)/data", "-k", folder, "-c", "listen_addresses=",
        "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=400",
        "-c", "shared_buffers=32MB", "-c", "max_wal_size=256MB", "-c", "timezone=UTC",
        // Many tests make all tables at once, each in one transaction: a lock a table and index.
        "-c", "max_locks_per_transaction=512",
      ]
    keeper.standardInput = life
    keeper.standardOutput = FileHandle.nullDevice
    keeper.standardError = FileHandle.nullDevice
    try keeper.run()
    try waitUntilReady()
  }

  /// Starts the server, waits until its own input closes, stops the server, removes the folder.
  private static let keeper = """
    trap '' INT TERM HUP
    folder=$1; shift
    "$@" > "$folder/log" 2>&1 < /dev/null &
    cat > /dev/null
    pid=$(head -n 1 "$folder/data/postmaster.pid" 2> /dev/null)
    [ -n "$pid" ] && kill -INT "$pid"
    wait
    rm -rf "$folder"
    """

  private func waitUntilReady() throws {
    for _ in 0..<600 {
      if (try? Self.run(["\(programs)/pg_isready", "-q", "-h", folder])) != nil { return }
      usleep(50_000)
    }
    throw DatabaseError.unavailable("the PostgreSQL of the tests did not start: see \(folder)/log")
  }

  /// Makes an empty database that holds UTF-8 and sorts by code point.
  /// - Returns: its URL.
  package func newDatabase(
    settings: String = "ENCODING 'UTF8' LOCALE 'C.UTF-8'"
  ) async throws -> String {
    let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
    try administer("CREATE DATABASE \(name) TEMPLATE template0 \(settings)")
    return url(of: name)
  }

  package func url(of database: String) -> String {
    "postgres:///\(database)?host=\(folder)&user=threshold"
  }

  /// Runs one statement outside any transaction, as the server's owner.
  @discardableResult
  package func administer(_ statement: String, in database: String = "postgres") throws -> String {
    try Self.run(["\(programs)/psql", "-XAtq", "-c", statement, url(of: database)])
  }

  private static func findPrograms() throws -> String {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let newest = versions.compactMap { Int($0) }.filter { $0 >= 15 }.sorted().last
    if let newest { return "\(root)/\(newest)/bin" }
    throw DatabaseError.unavailable(
      "the tests need PostgreSQL 15 or later: apt-get install postgresql-15")
  }

  /// - Returns: what the program printed.
  private static func run(_ command: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(filePath: "/")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw DatabaseError.unavailable("\(command.joined(separator: " ")) did not work")
    }
    return String(decoding: printed, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
