import ArgumentParser
import Foundation
import PostgreSQLEngine
import SQLiteEngine
import Store

/// Which authority's database.
struct DatabaseOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "sqlite:PATH or postgres://…",
      discussion: "Without it THRESHOLD_DATABASE, then sqlite:var/threshold.sqlite."))
  var database: String?

  var address: String {
    database ?? ProcessInfo.processInfo.environment["THRESHOLD_DATABASE"]
      ?? "sqlite:var/threshold.sqlite"
  }

  func validate() throws { _ = try DatabaseOption.kind(address) }

  enum Kind {
    case sqlite(path: String)
    case postgreSQL(url: String)
  }

  static func kind(_ address: String) throws -> Kind {
    if address.hasPrefix("sqlite:"), address.count > 7 {
      return .sqlite(path: String(address.dropFirst(7)))
    }
    if address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") {
      return .postgreSQL(url: address)
    }
    throw ValidationError("--database must be sqlite:PATH or postgres://…")
  }

  /// Opens for writing and brings the tables up to date.
  func open() async throws -> any Database {
    let database = try await DatabaseOption.open(address, readOnly: false)
    try await Migrations.run(on: database)
    return database
  }

  /// Opens for reading, beside a server that may have it open. Nothing is created.
  func openToRead() async throws -> any Database {
    if case .sqlite(let path) = try Self.kind(address),
      !FileManager.default.fileExists(atPath: path)
    {
      throw Failed("There is no database at \(path). Create one with: threshold migrate")
    }
    return try await DatabaseOption.open(address, readOnly: true)
  }

  static func open(_ address: String, readOnly: Bool) async throws -> any Database {
    switch try kind(address) {
    case .sqlite(let path):
      if !readOnly {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      return try SQLiteDatabase(path: path, options: .init(readOnly: readOnly))
    case .postgreSQL(let url):
      return try await PostgreSQLDatabase(url: url)
    }
  }

  /// The folder for what belongs beside the database: the pepper.
  var folder: URL {
    if case .sqlite(let path) = try? Self.kind(address) {
      return URL(fileURLWithPath: path).deletingLastPathComponent()
    }
    return URL(fileURLWithPath: "var")
  }
}
