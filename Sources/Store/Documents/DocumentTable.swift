import Crypto
import Domain

extension Document: Kept { package typealias Table = DocumentTable }

/// Documents of children: which there are, their versions, and whom they tell of. What a text says is
/// in its fact alone, and the bytes of files are in ``KeptFiles``.
package enum DocumentTable: NounTable {
  package typealias N = Document

  package static let schema = [
    """
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      title TEXT NOT NULL CHECK (title <> ''),
      readers TEXT NOT NULL CHECK (readers IN ('all', 'close')),
      versions INTEGER NOT NULL CHECK (versions > 0),
      made_at TEXT NOT NULL CHECK (length(made_at) = 24),
      made_by INTEGER REFERENCES worker (id),
      withdrawn_on TEXT CHECK (length(withdrawn_on) = 10),
      withdraw_reason TEXT,
      version INTEGER NOT NULL CHECK (version > 0),
      CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))
    )
    """,
    """
    CREATE TABLE document_person (
      document INTEGER NOT NULL REFERENCES document (id),
      person INTEGER NOT NULL REFERENCES person (id),
      is_child INTEGER NOT NULL CHECK (is_child IN (0, 1)),
      PRIMARY KEY (document, person)
    )
    """,
    // A child's documents.
    "CREATE INDEX document_person_person ON document_person (person, document)",
    """
    CREATE TABLE document_version (
      document INTEGER NOT NULL REFERENCES document (id),
      place INTEGER NOT NULL CHECK (place > 0),
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      purpose TEXT,
      as_at TEXT CHECK (length(as_at) = 10),
      file TEXT,
      file_name TEXT,
      file_kind TEXT,
      file_size INTEGER CHECK (file_size > 0),
      file_from TEXT,
      made_at TEXT NOT NULL CHECK (length(made_at) = 24),
      made_by INTEGER REFERENCES worker (id),
      PRIMARY KEY (document, place),
      CHECK ((file IS NULL) = (as_at IS NOT NULL)),
      CHECK ((file IS NULL) = (file_name IS NULL))
    )
    """,
  ]

  package static let tables = [
    DerivedTable("document", key: ["id"]),
    DerivedTable("document_person", key: ["document", "person"]),
    DerivedTable("document_version", key: ["document", "place"]),
  ]

  package static func around(
    _ command: Document.Command, on id: DocumentID, given document: Document?,
    in tx: any Transaction
  ) throws -> Document.Around {
    var around = Document.Around()
    let content: Document.Content
    var people = document?.about ?? []
    var title = ""
    switch command {
    case .keep(let new, _):
      content = new.content
      people.formUnion(new.children + new.about)
      title = new.title
    case .addVersion(let next, let about, _):
      content = next
      people.formUnion(about)
    case .changeReaders, .withdraw: return around
    }
    guard let text = content.text else { return around }
    around.digest = digest(of: text)
    let homes = try UndisclosedHomes.near(people.sorted(), in: tx)
    let plain = "\(title)\n\(text.plain)"
    around.tellsAddress = homes.takenOut(of: plain) != plain
    return around
  }

  /// SHA-256 of the plain text, in hexadecimal digits.
  package static func digest(of text: Document.Text) -> String {
    SHA256.hash(data: Array(text.plain.utf8)).map {
      ($0 < 16 ? "0" : "") + String($0, radix: 16)
    }.joined()
  }

  package static func save(
    _ document: Document, on id: DocumentID, after fact: Document.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    let last = document.versions[document.versions.count - 1]
    try tx.run(
      """
      INSERT INTO document (id, kind, title, readers, versions, made_at, made_by, withdrawn_on,
        withdraw_reason, version)
      VALUES (\(id), \(document.kind.rawValue), \(document.title), \(document.readers.rawValue),
        \(document.versions.count), \(last.at), \(last.by), \(document.withdrawn?.on),
        \(document.withdrawn?.reason), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET readers = excluded.readers, versions = excluded.versions,
        made_at = excluded.made_at, made_by = excluded.made_by,
        withdrawn_on = excluded.withdrawn_on, withdraw_reason = excluded.withdraw_reason,
        version = excluded.version
      """)
    switch fact {
    case .kept, .versionAdded: break
    case .readersChanged, .withdrawn: return
    }
    for person in document.about.sorted() {
      try tx.run(
        """
        INSERT INTO document_person (document, person, is_child)
        VALUES (\(id), \(person), \(document.children.contains(person)))
        ON CONFLICT (document, person) DO NOTHING
        """)
    }
    let (text, brought) = (last.content.text, last.content.file)
    try tx.run(
      """
      INSERT INTO document_version (document, place, digest, purpose, as_at, file, file_name,
        file_kind, file_size, file_from, made_at, made_by)
      VALUES (\(id), \(document.versions.count), \(last.digest), \(text?.purpose), \(text?.asAt),
        \(brought?.file.key), \(brought?.file.name), \(brought?.file.kind.rawValue),
        \(brought?.file.size), \(brought?.from), \(last.at), \(last.by))
      """)
  }

  /// A document in a child's list.
  package struct Line: Sendable, Equatable {
    package let id: DocumentID
    package let kind: Document.Kind
    package let title: String
    package let readers: Document.Readers
    package let versions: Int
    package let madeAt: Instant
    package let madeBy: String?
    package let from: String?
    package let fileKind: PartnerReferral.File.Kind?
    package let withdrawnOn: Day?
    /// Everybody it tells of.
    package let about: [PersonID]
  }

  /// A child's documents, newest first.
  package static func of(_ child: PersonID, in tx: any Transaction) throws -> [Line] {
    let rows = try tx.rows(
      """
      SELECT d.id, d.kind, d.title, d.readers, d.versions, d.made_at, d.withdrawn_on, w.name,
        v.file_from, v.file_kind
      FROM document d JOIN document_version v ON v.document = d.id AND v.place = d.versions
      LEFT JOIN worker w ON w.id = d.made_by
      WHERE d.id IN (SELECT document FROM document_person
        WHERE is_child = 1 AND person IN \(records: child))
      ORDER BY d.made_at DESC, d.id DESC
      """)
    var about: [DocumentID: [PersonID]] = [:]
    let ids: [DocumentID] = try rows.map { try $0.id("id") }
    for start in stride(from: 0, to: ids.count, by: 500) {
      let some = Array(ids[start..<min(start + 500, ids.count)])
      for row in try tx.rows(
        """
        SELECT document, person FROM document_person WHERE document IN (\(list: some))
        ORDER BY document, person
        """)
      {
        about[try row.id("document"), default: []].append(try row.id("person"))
      }
    }
    return try rows.map { row in
      let id: DocumentID = try row.id("id")
      return Line(
        id: id, kind: try row.code("kind"), title: try row.text("title"),
        readers: try row.code("readers"), versions: try row.int("versions"),
        madeAt: try row.instant("made_at"), madeBy: try row.textIfAny("name"),
        from: try row.textIfAny("file_from"),
        fileKind: try row.codeIfAny("file_kind", of: PartnerReferral.File.Kind.self),
        withdrawnOn: try row.dayIfAny("withdrawn_on"), about: about[id] ?? [])
    }
  }
}
