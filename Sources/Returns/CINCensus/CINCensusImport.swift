import Crypto
import Domain
import Store

/// Takes a census file into the record. The file is read twice: once for its form, when nothing is
/// stored, and once child by child, each whole in one transaction or not at all. The same file
/// again changes nothing.
package struct CINCensusImport: Sendable {
  /// What became of the file. Names children by their place in it.
  package struct Report: Codable, Sendable, Equatable {
    /// SHA-256 of the file.
    package var digest = ""
    package var year = ""
    package var referenceDate = ""
    package var laCode = ""
    package var children = 0
    package var stored = 0
    /// Of an earlier run with this very file.
    package var alreadyThere = 0
    package var refused = 0
    /// Records made for the children stored in this run.
    package var episodes = 0
    package var assessments = 0
    package var enquiries = 0
    package var plans = 0
    package var problems: [Problem] = []
    /// What was passed over or read in another way, each kind once with its count.
    package var warnings: [Warning] = []
  }

  /// Why a child was not taken in. The rest of the file is.
  package struct Problem: Codable, Sendable, Equatable, CustomStringConvertible {
    package let line: Int
    /// Place of the child in the file, from 1.
    package let child: Int
    package let what: String

    package var description: String { "line \(line), child \(child): \(what)" }
  }

  package struct Warning: Codable, Sendable, Equatable, CustomStringConvertible {
    /// Where it was met first.
    package let line: Int
    package let what: String
    package var count: Int

    package var description: String {
      count == 1 ? "line \(line): \(what)" : "line \(line) and \(count - 1) more: \(what)"
    }
  }

  /// The file was not the same when it was read the second time.
  package struct FileChanged: Error, Equatable, Sendable {}

  private let store: Store
  private let at: Instant
  private let reader: CINCensusReader

  package init(into store: Store, at: Instant, reader: CINCensusReader = CINCensusReader()) {
    self.store = store
    self.at = at
    self.reader = reader
  }

  /// - Parameters:
  ///   - file: opens the file from its beginning; called twice.
  ///   - progress: children done and children in the file.
  /// - Throws: ``FormatError`` and ``ReadFailure`` before anything is stored; ``FileChanged``;
  ///   `DatabaseError`. What was stored before such an error stays, and a second run goes on.
  package func run(
    _ file: () throws -> ByteSource, progress: (Int, Int) -> Void = { _, _ in }
  ) async throws -> Report {
    var report = Report()
    report.digest = try look(at: file(), into: &report)
    try await know(authority: report.laCode, &report)
    let again = Hashing(try file())
    let opened = try reader.open(again.source)
    var seen: [String: Int] = [:]
    var warnings = Tally(report.warnings)
    var done = 0
    while let child = try opened.next() {
      let record = CINCensusRecord(child)
      for note in record.notes { warnings.add(note.line, note.what) }
      var problems = record.problems
      if let other = seen[record.laChildID], let line = child.identifiers.laChildID?.line {
        problems.append(
          .init(line: line.number, what: "LAchildID is that of child \(other) in this file"))
      } else if !record.laChildID.isEmpty {
        seen[record.laChildID] = child.position
      }
      if problems.isEmpty {
        switch try await take(record, child, of: report.digest) {
        case .stored:
          report.stored += 1
          report.count(record)
        case .alreadyThere: report.alreadyThere += 1
        case .refused(let finding): problems = [finding]
        }
      }
      if !problems.isEmpty { report.refused += 1 }
      report.problems += problems.map {
        Problem(line: $0.line, child: child.position, what: $0.what)
      }
      done += 1
      progress(done, report.children)
    }
    guard again.digest == report.digest else { throw FileChanged() }
    report.warnings = warnings.list
    return report
  }

  /// The first reading: form and counts.
  /// - Returns: the digest of the file.
  private func look(at source: ByteSource, into report: inout Report) throws -> String {
    let hashing = Hashing(source)
    let warnings = Box(Tally([]))
    let opened = try reader.open(hashing.source) { warnings.value.add($0) }
    while try opened.next() != nil { report.children += 1 }
    report.year = opened.header.year?.text ?? ""
    report.referenceDate = opened.header.referenceDate?.text ?? ""
    report.laCode = opened.header.lea?.text ?? ""
    report.warnings = warnings.value.list
    return hashing.digest
  }

  /// A record that does not know its authority's number yet learns it from its first file; returns
  /// need it.
  private func know(authority code: String, _ report: inout Report) async throws {
    guard code.utf8.count == 3, Int(code) != nil, report.children > 0 else { return }
    let known = try await store.database.write { tx in
      var authority =
        try Authority.load(in: tx) ?? Authority(name: "Local authority \(code)", laCode: nil)
      if let known = authority.laCode { return known }
      authority.laCode = code
      try authority.save(in: tx)
      return code
    }
    if known != code {
      report.warnings.append(
        Warning(
          line: 1, what: "<LEA>: the file is of another authority than this record.", count: 1))
    }
  }

  // MARK: One child

  private enum Taken: Sendable {
    case stored
    case alreadyThere
    case refused(CINCensusRecord.Finding)
  }

  /// A rule said no within the transaction, which is undone.
  private struct Refused: Error {
    let finding: CINCensusRecord.Finding
  }

  private func take(
    _ record: CINCensusRecord, _ child: CINCensus.Child, of digest: String
  ) async throws -> Taken {
    let key = "cin-census/\(digest)/\(record.laChildID)"
    do {
      return try await store.database.write { [self] tx in
        if try tx.exists("SELECT 1 FROM act WHERE key = \(key)") { return .alreadyThere }
        if let there = try tx.row(
          "SELECT id FROM person WHERE la_child_id = \(record.laChildID)")
        {
          let line = child.identifiers.laChildID?.line ?? child.line
          try propose(record.person, to: there.id("id"), key: "\(key)/proposed", in: tx)
          return .refused(
            .init(line: line.number, what: "LAchildID is that of a child on the record already"))
        }
        try keep(record, child, key: key, in: tx)
        return .stored
      }
    } catch let refused as Refused {
      return .refused(refused.finding)
    } catch DatabaseError.constraint(let name), DatabaseError.notUnique(let name) {
      // No rule of ours said so first; one child is no reason to lose the others.
      return .refused(
        .init(line: child.line.number, what: "the record cannot hold this child (\(name))"))
    }
  }

  /// What the file says of a child who is on the record changes nothing there: where it differs, it
  /// waits for a worker.
  private func propose(
    _ details: Person.Details, to child: PersonID, key: String, in tx: any Transaction
  ) throws {
    let standing = try PersonRecords.standing(for: child, in: tx) ?? child
    _ =
      try store.perform(
        Person.Command.propose(
          details.proposals, provenance: details.provenance, contact: nil), on: standing,
        as: Act(key: key, actor: .imported, at: at), in: tx) as Done<Person>
  }

  private func keep(
    _ record: CINCensusRecord, _ child: CINCensus.Child, key: String, in tx: any Transaction
  ) throws {
    var acts = 0
    func perform<N: Kept>(
      _ command: N.Command, _: N.Type, line: (String?) -> CINCensus.Line
    ) throws -> Identifier<N> {
      // The child's own act carries the key that a second run looks for; the others stand and fall
      // with it and have keys of their own.
      let act = Act(key: acts == 0 ? key : "\(key)/\(acts)", actor: .imported, at: at)
      acts += 1
      do {
        return try store.perform(command, as: act, in: tx).id
      } catch let refusal as Refusal {
        let finding = CINCensusRecord.Finding(
          line: line(refusal.question).number, what: refusal.message)
        throw Refused(finding: finding)
      }
    }
    let person = try perform(.importRecord(record.person), Person.self) { question in
      child.identifiers.line(of: question, in: CINCensus.Fields.identifiers)
    }
    for episode in record.episodes {
      var referral = episode.referral
      referral.child = person
      let id = try perform(.importRecord(referral), Referral.self) { question in
        episode.part.line(of: question, in: CINCensus.Fields.episode)
      }
      for (part, var history) in episode.assessments {
        (history.child, history.referral) = (person, id)
        _ = try perform(.importRecord(history), Assessment.self) { question in
          part.line(of: question, in: CINCensus.Fields.assessment)
        }
      }
      for (part, var history) in episode.enquiries {
        (history.child, history.referral) = (person, id)
        _ = try perform(.importRecord(history), Enquiry.self) { question in
          part.line(of: question, in: CINCensus.Fields.section47)
        }
      }
      for (line, var history) in episode.plans {
        (history.child, history.referral) = (person, id)
        _ = try perform(.importRecord(history), Plan.self) { _ in line }
      }
    }
  }
}

extension CINCensusImport.Report {
  fileprivate mutating func count(_ record: CINCensusRecord) {
    episodes += record.episodes.count
    for episode in record.episodes {
      assessments += episode.assessments.count
      enquiries += episode.enquiries.count
      plans += episode.plans.count
    }
  }
}

/// A part of the file that knows the line on which it begins.
private protocol Lined { var line: CINCensus.Line { get } }
extension CINCensus.Identifiers: Lined {}
extension CINCensus.Episode: Lined {}
extension CINCensus.Assessment: Lined {}
extension CINCensus.Section47: Lined {}

extension Lined {
  /// The line of the element that a refusal names; where it names none, that of the part.
  fileprivate func line(
    of question: String?, in fields: [CINCensus.Field<Self>]
  ) -> CINCensus.Line {
    let field = fields.first { $0.name == question }
    return field.flatMap { self[keyPath: $0.path]?.line } ?? line
  }
}

/// Warnings by what they say, each with its first line and its count: a file of an older year has
/// the same one for every child.
private struct Tally {
  private(set) var list: [CINCensusImport.Warning]
  private var places: [String: Int] = [:]

  init(_ list: [CINCensusImport.Warning]) {
    self.list = list
    for (index, warning) in list.enumerated() { places[warning.what] = index }
  }

  mutating func add(_ warning: CINCensusReader.Warning) { add(warning.line, warning.what) }

  mutating func add(_ line: Int, _ what: String) {
    if let place = places[what] {
      list[place].count += 1
    } else if list.count < 1000 {
      // Names of unknown elements are the file's to choose: no file fills the memory with them.
      places[what] = list.count
      list.append(CINCensusImport.Warning(line: line, what: what, count: 1))
    }
  }
}

private final class Box<Value> {
  var value: Value
  init(_ value: Value) { self.value = value }
}

/// Bytes on their way, with their digest.
private final class Hashing {
  private var sha = SHA256()
  private let inner: ByteSource

  init(_ inner: ByteSource) { self.inner = inner }

  var source: ByteSource {
    ByteSource { [self] buffer in
      let count = try inner.read(buffer)
      sha.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      return count
    }
  }

  /// Of what has been read: lower-case hexadecimal.
  var digest: String {
    sha.finalize().map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0\(text)" : text
    }.joined()
  }
}
