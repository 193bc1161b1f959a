import Crypto
import Domain
import Foundation

/// All facts of one authority, in order, each bound to the one before it by its hash.
package enum Ledger {
  package static let schema: [String] = [
    """
    CREATE TABLE fact (
      seq INTEGER PRIMARY KEY CHECK (seq > 0),
      noun TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      version INTEGER NOT NULL CHECK (version > 0),
      kind TEXT NOT NULL,
      occurred TEXT NOT NULL CHECK (length(occurred) = 10),
      recorded TEXT NOT NULL CHECK (length(recorded) = 24),
      actor TEXT NOT NULL,
      salt BYTEA,
      payload BYTEA,
      digest BYTEA NOT NULL,
      hash BYTEA NOT NULL,
      CHECK ((salt IS NULL) = (payload IS NULL))
    )
    """,
    // The optimistic lock, and every read of one record's facts.
    "CREATE UNIQUE INDEX fact_stream ON fact (noun, number, version)",
    """
    CREATE TABLE fact_subject (
      person INTEGER NOT NULL,
      seq INTEGER NOT NULL REFERENCES fact (seq),
      PRIMARY KEY (person, seq)
    )
    """,
    // Whom is this fact about: rebuild and history.
    "CREATE INDEX fact_subject_seq ON fact_subject (seq)",
    """
    CREATE TABLE act (
      key TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      noun TEXT NOT NULL,
      number INTEGER NOT NULL,
      version INTEGER NOT NULL,
      recorded TEXT NOT NULL
    )
    """,
  ]

  /// What only the engines' own languages can say: facts are appended, never changed or removed.
  /// Redaction alone may erase salt and payload; everything that is hashed stays.
  package static func guards(_ dialect: Dialect) -> [String] {
    switch dialect {
    case .sqlite:
      [
        """
        CREATE TRIGGER fact_no_delete BEFORE DELETE ON fact
        BEGIN SELECT RAISE(ABORT, 'facts are never removed'); END
        """,
        """
        CREATE TRIGGER fact_no_update BEFORE UPDATE ON fact
        WHEN NOT (NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.seq = OLD.seq
          AND NEW.noun = OLD.noun AND NEW.number = OLD.number AND NEW.version = OLD.version
          AND NEW.kind = OLD.kind AND NEW.occurred = OLD.occurred
          AND NEW.recorded = OLD.recorded AND NEW.actor = OLD.actor
          AND NEW.digest = OLD.digest AND NEW.hash = OLD.hash)
        BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END
        """,
        """
        CREATE TRIGGER fact_subject_no_update BEFORE UPDATE ON fact_subject
        BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END
        """,
        """
        CREATE TRIGGER fact_subject_no_delete BEFORE DELETE ON fact_subject
        BEGIN SELECT RAISE(ABORT, 'facts are never removed'); END
        """,
      ]
    case .postgreSQL:
      [
        """
        CREATE FUNCTION fact_is_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'fact' THEN
            IF NEW.payload IS NULL AND NEW.salt IS NULL
              AND (NEW.seq, NEW.noun, NEW.number, NEW.version, NEW.kind, NEW.occurred,
                   NEW.recorded, NEW.actor, NEW.digest, NEW.hash)
                = (OLD.seq, OLD.noun, OLD.number, OLD.version, OLD.kind, OLD.occurred,
                   OLD.recorded, OLD.actor, OLD.digest, OLD.hash)
            THEN RETURN NEW; END IF;
          END IF;
          RAISE EXCEPTION 'facts are never changed or removed';
        END $$
        """,
        """
        CREATE TRIGGER fact_for_ever BEFORE UPDATE OR DELETE ON fact
        FOR EACH ROW EXECUTE FUNCTION fact_is_for_ever()
        """,
        """
        CREATE TRIGGER fact_subject_for_ever BEFORE UPDATE OR DELETE ON fact_subject
        FOR EACH ROW EXECUTE FUNCTION fact_is_for_ever()
        """,
        """
        CREATE FUNCTION facts_are_not_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'facts are never removed'; END $$
        """,
        """
        CREATE TRIGGER fact_not_truncated BEFORE TRUNCATE ON fact
        FOR EACH STATEMENT EXECUTE FUNCTION facts_are_not_truncated()
        """,
      ]
    }
  }

  /// The last fact: what a backup manifest and every return print, so that a changed past shows.
  package struct Head: Sendable, Equatable {
    package let seq: Int
    /// 32 bytes; all zero before the first fact.
    package let hash: [UInt8]

    package static let none = Head(seq: 0, hash: [UInt8](repeating: 0, count: 32))
    package var text: String { "\(seq) \(hash.map(hexadecimal).joined())" }
    package var hashText: String { hash.map(hexadecimal).joined() }
  }

  package static func head(in tx: any Transaction) throws -> Head {
    guard let row = try tx.row("SELECT seq, hash FROM fact ORDER BY seq DESC LIMIT 1") else {
      return .none
    }
    return Head(seq: try row.int("seq"), hash: try row.bytes("hash"))
  }

  /// `digest = SHA-256(salt ‖ payload)`
  static func digest(salt: [UInt8], payload: [UInt8]) -> [UInt8] {
    var sha = SHA256()
    sha.update(data: salt)
    sha.update(data: payload)
    return Array(sha.finalize())
  }

  /// `hash = SHA-256(previous ‖ seq ‖ stream ‖ version ‖ kind ‖ occurred ‖ recorded ‖ actor ‖ digest)`,
  /// each text with its length before it, so that no two facts read alike.
  static func hash(after previous: [UInt8], _ fact: Stored) -> [UInt8] {
    var sha = SHA256()
    sha.update(data: previous)
    func number(_ value: Int) {
      withUnsafeBytes(of: UInt64(value).bigEndian) { sha.update(bufferPointer: $0) }
    }
    func text(_ value: String) {
      var value = value
      value.withUTF8 {
        number($0.count)
        sha.update(bufferPointer: UnsafeRawBufferPointer($0))
      }
    }
    number(fact.seq)
    text(fact.stream.description)
    number(fact.version)
    text(fact.kind)
    text(fact.occurred.iso)
    text(fact.recorded.iso)
    text(fact.actor)
    sha.update(data: fact.digest)
    return Array(sha.finalize())
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = Array("0123456789abcdef")
    return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  }

  /// A fact as it stands in its row.
  package struct Stored: Sendable {
    package var seq: Int
    package var stream: FactStream
    package var version: Int
    package var kind: String
    package var occurred: Day
    package var recorded: Instant
    package var actor: String
    package var salt: [UInt8]?
    package var payload: [UInt8]?
    package var digest: [UInt8]
    package var hash: [UInt8]

    package static let columns: SQL =
      "seq, noun, number, version, kind, occurred, recorded, actor, salt, payload, digest, hash"

    package init(_ row: Row) throws {
      seq = try row.int("seq")
      stream = FactStream(noun: try row.text("noun"), number: try row.int("number"))
      version = try row.int("version")
      kind = try row.text("kind")
      occurred = try row.day("occurred")
      recorded = try row.instant("recorded")
      actor = try row.text("actor")
      salt = try row.bytesIfAny("salt")
      payload = try row.bytesIfAny("payload")
      digest = try row.bytes("digest")
      hash = try row.bytes("hash")
    }

    init(
      seq: Int, stream: FactStream, version: Int, kind: String, occurred: Day, recorded: Instant,
      actor: String, salt: [UInt8], payload: [UInt8]
    ) {
      self.seq = seq
      self.stream = stream
      self.version = version
      self.kind = kind
      self.occurred = occurred
      self.recorded = recorded
      self.actor = actor
      self.salt = salt
      self.payload = payload
      digest = Ledger.digest(salt: salt, payload: payload)
      hash = []
    }

    /// The payload, checked against its digest. Nil once redacted.
    package func checkedPayload() throws -> [UInt8]? {
      guard let salt, let payload else { return nil }
      guard Ledger.digest(salt: salt, payload: payload) == digest else {
        throw DatabaseError.damaged("fact \(seq) does not match its digest")
      }
      return payload
    }

    package var entry: Entry {
      Entry(
        seq: seq, version: version, recorded: recorded,
        actor: Actor.Identity(actor) ?? .system)
    }
  }
}

/// Facts as JSON with sorted keys: the same fact, the same bytes.
package enum FactJSON {
  package static func encode(_ fact: some Fact) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(fact))
  }

  package static func decode<F: Fact>(_ payload: [UInt8], as: F.Type) throws -> F {
    try JSONDecoder().decode(F.self, from: Data(payload))
  }
}
