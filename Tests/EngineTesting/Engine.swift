import Foundation
import PostgreSQLEngine
import SQLiteEngine
import Store

/// The engines every test of the store runs on: `@Test(arguments: Engine.allCases)`.
package enum Engine: String, CaseIterable, Sendable {
  case sqlite
  case postgreSQL

  /// A new, empty database of this engine. Its files go when the tests end; close it when done.
  package func make() async throws -> any Database {
    switch self {
    case .sqlite:
      return try SQLiteDatabase(path: try TemporaryFolder.path("\(UUID().uuidString).sqlite"))
    case .postgreSQL:
      return try await PostgreSQLDatabase(url: try await PostgreSQLCluster.shared.newDatabase())
    }
  }

  /// Runs `body` with a new, empty database and closes it.
  package func with<T>(_ body: (any Database) async throws -> T) async throws -> T {
    let database = try await make()
    do {
      let result = try await body(database)
      await database.close()
      return result
    } catch {
      await database.close()
      throw error
    }
  }
}

/// A folder of this test run, removed when it ends.
package enum TemporaryFolder {
  private static let folder: Result<URL, any Error> = Result {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "threshold-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    atexit { TemporaryFolder.remove() }
    return url
  }

  private static func remove() {
    if case .success(let url) = folder { try? FileManager.default.removeItem(at: url) }
  }

  /// Where a file called `name` goes. Nothing is made there.
  package static func path(_ name: String) throws -> String {
    try folder.get().appending(path: name).path(percentEncoded: false)
  }
}
