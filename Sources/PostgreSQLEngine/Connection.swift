import CPostgreSQL
import Store

/// One libpq connection. Blocking, and used by one thread at a time: whoever holds its ``Lease``.
final class Connection: @unchecked Sendable {
  private var handle: OpaquePointer?
  private var prepared: [String: Prepared] = [:]
  private var lastName = 0
  /// Set when the server says that it committed without its standby.
  var mayBeUnreplicated = false
  /// A table changed under a prepared statement: it is planned anew only on another connection.
  private(set) var isStale = false

  private struct Prepared {
    let name: String
    /// The type each value was announced with; 0 where it was null and the server chose.
    let types: [Oid]
  }

  /// Enough for every statement there is; a guard against statements put together without end.
  private static let preparedLimit = 512

  init(url: String) throws {
    // libpq's own message about a URL it cannot read may quote it, password and all.
    guard let options = PQconninfoParse(url, nil) else {
      throw DatabaseError.unavailable("the database URL cannot be read: postgres://user@host/name")
    }
    PQconninfoFree(options)
    handle = withCStrings(["dbname", "client_encoding", "fallback_application_name"]) { keys in
      withCStrings([url, "UTF8", "threshold"]) { values in
        PQconnectdbParams(keys + [nil], values + [nil], 1)
      }
    }
    guard let handle, PQstatus(handle) == CONNECTION_OK else {
      let message = handle.map { String(cString: PQerrorMessage($0)) } ?? "out of memory"
      close()
      throw DatabaseError.unavailable(
        "PostgreSQL cannot be reached: \(message.split(separator: "\n").joined(separator: "; "))")
    }
    PQsetNoticeReceiver(
      handle, Self.receiveNotice, Unmanaged.passUnretained(self).toOpaque())
    do {
      // A process that stops in the middle of a write would hold the lock of all writers.
      try control("SET idle_in_transaction_session_timeout = '60s'")
    } catch {
      close()
      throw error
    }
  }

  deinit { close() }

  func close() {
    if let handle { PQfinish(handle) }
    handle = nil
  }

  var isBroken: Bool { handle == nil || PQstatus(handle) != CONNECTION_OK }
  /// Whether the next user may have it: no transaction is open, and nothing is the matter.
  var isFit: Bool { !isBroken && !isStale && PQtransactionStatus(handle) == PQTRANS_IDLE }

  /// Told by where in the server the notice comes from, since its words may be translated. The same
  /// notice comes when the wait for the standby is cancelled and when the server shuts down in it.
  private static let receiveNotice: PQnoticeReceiver = { context, result in
    guard let context, let result else { return }
    let source = Diagnosis(result).field("R") ?? ""
    guard source == "SyncRepWaitForLSN" else { return }
    Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue().mayBeUnreplicated = true
  }

  // MARK: - Statements

  /// Runs words of our own, without values.
  /// - Returns: the server's tag: `COMMIT`, `ROLLBACK`.
  @discardableResult func control(_ statement: String) throws -> String {
    let result = try checked(PQexec(handle, statement))
    return String(cString: PQcmdStatus(result.pointer))
  }

  /// Runs a statement of the seam. What is not asked twice is not prepared.
  func execute(_ sql: SQL, prepare isPrepared: Bool = true) throws -> Answer {
    let text = sql.postgreSQLText
    let parameters = try Parameters(sql.values)
    guard isPrepared, !text.isDefinition else {
      return try parameters.withPointers { values, lengths, formats in
        try checked(
          PQexecParams(
            handle, text, parameters.count, parameters.types, values, lengths, formats, 0))
      }
    }
    let name = try prepare(text, parameters.types)
    return try parameters.withPointers { values, lengths, formats in
      try checked(PQexecPrepared(handle, name, parameters.count, values, lengths, formats, 0))
    }
  }

  /// One prepared statement per text. Names are short: the server tells only 63 bytes apart.
  private func prepare(_ text: String, _ types: [Oid]) throws -> String {
    var types = types
    if let known = prepared[text] {
      let fits = zip(types, known.types).allSatisfy { asked, known in asked == 0 || asked == known }
      if fits { return known.name }
      types = zip(types, known.types).map { asked, known in asked == 0 ? known : asked }
      try forget(text, known)
    } else if prepared.count >= Self.preparedLimit {
      try control("DEALLOCATE ALL")
      prepared = [:]
    }
    lastName += 1
    let name = "s\(lastName)"
    _ = try checked(PQprepare(handle, name, text, Int32(types.count), types))
    prepared[text] = Prepared(name: name, types: types)
    return name
  }

  private func forget(_ text: String, _ statement: Prepared) throws {
    prepared[text] = nil
    try control("DEALLOCATE \(statement.name)")
  }

  private func checked(_ pointer: OpaquePointer?) throws -> Answer {
    guard let pointer else {
      throw DatabaseError.unavailable("the connection to the database was lost")
    }
    let answer = Answer(pointer)
    switch PQresultStatus(pointer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return answer
    default:
      let diagnosis = Diagnosis(pointer)
      // "cached plan must not change result type", or a statement the server no longer has.
      if ["0A000", "26000"].contains(diagnosis.state) { isStale = true }
      if PQstatus(handle) != CONNECTION_OK {
        throw DatabaseError.unavailable("the connection to the database was lost")
      }
      throw diagnosis.error
    }
  }

  // MARK: - What the database must be

  /// - Returns: the server's version, and whether it checks its pages.
  func checkDatabase() throws -> String {
    guard PQserverVersion(handle) >= 150_000 else {
      throw DatabaseError.unavailable("PostgreSQL 15 or later is needed")
    }
    let found = try execute(
      """
      SELECT pg_encoding_to_char(encoding) AS encoding, datcollate, datlocprovider::text AS provider,
        current_setting('server_version') AS version,
        current_setting('synchronous_commit') AS waits,
        current_setting('data_checksums') AS checksums
      FROM pg_database WHERE datname = current_database()
      """, prepare: false)
    guard let row = try found.rows().first else {
      throw DatabaseError.unavailable("the database does not say what it is")
    }
    let collations = ["C", "POSIX", "C.UTF-8", "C.UTF8", "C.utf8"]
    let sortsByCode =
      switch try row.text("provider") {
      case "b": true
      case "c": collations.contains(try row.text("datcollate"))
      default: false
      }
    guard try row.text("encoding") == "UTF8", sortsByCode else {
      throw DatabaseError.unavailable(
        """
        the database must hold UTF-8 and sort by code point: \
        CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0
        """)
    }
    guard try row.text("waits") != "off" else {
      throw DatabaseError.unavailable(
        "synchronous_commit is off: an acknowledged act could be lost; set it to on")
    }
    let version = "PostgreSQL \(try row.text("version"))"
    if try row.text("checksums") == "on" { return version }
    return "\(version): without data checksums a failing disk goes unseen; see pg_checksums"
  }
}

extension String {
  /// Definitions are not prepared: they are run once.
  fileprivate var isDefinition: Bool {
    let word = drop(while: \.isWhitespace).prefix(while: \.isLetter).uppercased()
    return ["CREATE", "ALTER", "DROP"].contains(word)
  }
}

/// Hands `body` the strings as C has them.
func withCStrings<T>(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> T) -> T {
  func next(_ rest: ArraySlice<String>, _ pointers: [UnsafePointer<CChar>?]) -> T {
    guard let first = rest.first else { return body(pointers) }
    return first.withCString { next(rest.dropFirst(), pointers + [$0]) }
  }
  return next(strings[...], [])
}
