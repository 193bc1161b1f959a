import Foundation
import Testing

@testable import Returns

@Suite("Writing a census file")
struct CINCensusWriterTests {
  @Test("the whole structure, byte for byte")
  func golden() throws {
    let written = try CINCensusWriter.bytes(of: Example.header, [Example.child, Example.unborn])
    let golden = try Samples.golden("cin-census/whole-structure.xml")
    #expect(String(decoding: written, as: UTF8.self) == String(decoding: golden, as: UTF8.self))
  }

  @Test("what is written is read as the same")
  func roundTrip() throws {
    let written = try CINCensusWriter.bytes(of: Example.header, [Example.child, Example.unborn])
    let read = try CINCensusReader().file(written)
    #expect(read.header == Example.header)
    #expect(read.children == [Example.child, Example.unborn])
    #expect(read.warnings.isEmpty)
    #expect(try CINCensusWriter.bytes(of: read.header, read.children) == written)
  }

  @Test(
    "every published sample, read and written and read again, says the same",
    .enabled(if: Samples.arePresent), arguments: Samples.names)
  func samples(_ name: String) throws {
    let first = try CINCensusReader().file(Samples.cin(name))
    let written = try CINCensusWriter.bytes(of: first.header, first.children)
    let second = try CINCensusReader().file(written)
    #expect(second.header == first.header)
    #expect(second.children == first.children)
    #expect(try CINCensusWriter.bytes(of: second.header, second.children) == written)
    #expect(second.warnings.allSatisfy { $0.kind == .yearAndReferenceDate })
  }

  @Test("marks of XML in a value are escaped, and what XML cannot hold is an error")
  func escaping() throws {
    var child = Example.unborn
    child.position = 1
    child.identifiers.laChildID = "a<b&\"c\"]]>\u{1F600}é"
    let written = try CINCensusWriter.bytes(of: Example.header, [child])
    #expect(try CINCensusReader().file(written).children.first == child)
    child.identifiers.laChildID = "a\u{8}"
    #expect(throws: CINCensusWriter.Unwritable(element: "LAchildID")) {
      try CINCensusWriter.bytes(of: Example.header, [child])
    }
  }

  @Test("pieces are handed on while writing")
  func streaming() throws {
    var pieces = 0
    var largest = 0
    var written: [UInt8] = []
    var writer = CINCensusWriter {
      pieces += 1
      largest = max(largest, $0.count)
      written += $0
    }
    try writer.begin(Example.header)
    for _ in 0..<1_000 { try writer.write(Example.unborn) }
    try writer.end()
    #expect(pieces > 3)
    #expect(largest < 70 << 10)
  }

  /// Other tests take memory in this process at the same time, so there is room for theirs, and one
  /// reading of three with so little more is enough: a reader that held the whole file as elements
  /// would need several times its size each time.
  @Test("120 MB of children are read one by one in flat memory")
  func flatMemory() throws {
    var least = Int.max
    for _ in 0..<3 where least >= 360 << 20 { least = min(least, try growth()) }
    #expect(least < 360 << 20)
  }

  /// How much more memory is in use after a large file than after its first hundred children.
  private func growth() throws -> Int {
    let (start, child, end) = try Example.pieces()
    // Text of an element that nobody knows: read, passed over, and to be forgotten.
    let padding = "<Padding>" + String(repeating: "x", count: 60_000) + "</Padding>"
    let one = Array(
      String(decoding: child, as: UTF8.self)
        .replacing("</CINdetails>", with: padding + "</CINdetails>").utf8)
    // A source that makes its children as they are asked for: nothing holds the whole file.
    var left = 2_000
    var waiting = start[...]
    var ended = false
    let source = ByteSource { buffer in
      if waiting.isEmpty {
        if left > 0 {
          left -= 1
          waiting = one[...]
        } else if !ended {
          ended = true
          waiting = end[...]
        }
      }
      let piece = waiting.prefix(buffer.count)
      buffer.copyBytes(from: piece)
      waiting = waiting.dropFirst(piece.count)
      return piece.count
    }
    let file = try CINCensusReader().open(source)
    var count = 0
    var before = 0
    while try file.next() != nil {
      count += 1
      if count == 100 { before = memoryInUse() }
    }
    #expect(count == 2_000)
    return memoryInUse() - before
  }

  @Test("xmllint finds the file well-formed", .enabled(if: xmllint != nil))
  func wellFormed() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "census-\(UInt64.random(in: 0 ... .max)).xml")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(CINCensusWriter.bytes(of: Example.header, [Example.child])).write(to: path)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.xmllint))
    process.arguments = ["--noout", "--nonet", path.path()]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private static let xmllint = ["/usr/bin/xmllint", "/usr/local/bin/xmllint"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Resident bytes of this process.
  private func memoryInUse() -> Int {
    let statm = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = statm.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * 4096
  }
}

/// Two children who between them have every element of the specification.
enum Example {
  static let header: CINCensus.Header = {
    var header = CINCensus.Header()
    header.collection = "CIN"
    header.year = "2026"
    header.referenceDate = "2026-03-31"
    header.sourceLevel = "L"
    header.lea = "908"
    header.softwareCode = "Threshold"
    header.release = "1.0"
    header.serialNo = "001"
    return header
  }()

  static let child: CINCensus.Child = {
    var child = CINCensus.Child()
    child.position = 1
    child.identifiers.laChildID = "100001"
    child.identifiers.upn = "A123456789012"
    child.identifiers.formerUPN = "B123456789012"
    child.identifiers.upnUnknown = "UN4"
    child.identifiers.personBirthDate = "2015-02-28"
    child.identifiers.sex = "F"
    child.identifiers.personDeathDate = "2026-03-01"
    child.characteristics.ethnicity = "MWBC"
    child.characteristics.disabilities = ["LD", "AUT"]
    child.episodes = [closed, noFurtherAction, open]
    return child
  }()

  static let unborn: CINCensus.Child = {
    var child = CINCensus.Child()
    child.position = 2
    child.identifiers.laChildID = "100002"
    child.identifiers.expectedPersonBirthDate = "2026-05-20"
    child.identifiers.sex = "U"
    child.characteristics.ethnicity = "NOBT"
    var episode = CINCensus.Episode()
    episode.referralDate = "2026-03-20"
    episode.referralSource = "3D"
    episode.primaryNeed = "N1"
    var assessment = CINCensus.Assessment()
    assessment.actualStartDate = "2026-03-23"
    episode.assessments = [assessment]
    episode.referralNFA = "0"
    child.episodes = [episode]
    return child
  }()

  private static let closed: CINCensus.Episode = {
    var episode = CINCensus.Episode()
    episode.referralDate = "2025-04-01"
    episode.referralSource = "5C"
    episode.primaryNeed = "N1"
    episode.closureDate = "2025-11-14"
    episode.reasonForClosure = "RC7"
    episode.dateOfInitialCPC = "2025-04-15"
    var assessment = CINCensus.Assessment()
    assessment.actualStartDate = "2025-04-02"
    assessment.internalReviewDate = "2025-04-16"
    assessment.authorisationDate = "2025-05-30"
    assessment.factors = ["3B", "4B", "18B"]
    episode.assessments = [assessment]
    var plan = CINCensus.CINPlan()
    plan.startDate = "2025-09-01"
    plan.endDate = "2025-11-14"
    episode.cinPlans = [plan]
    var protection = CINCensus.ChildProtectionPlan()
    protection.startDate = "2025-04-15"
    protection.endDate = "2025-09-01"
    protection.initialCategory = "NEG"
    protection.latestCategory = "EMO"
    protection.numberOfPreviousPlans = "0"
    protection.reviews = ["2025-07-10", "2025-09-01"]
    episode.childProtectionPlans = [protection]
    episode.referralNFA = "0"
    return episode
  }()

  private static let open: CINCensus.Episode = {
    var episode = CINCensus.Episode()
    episode.referralDate = "2025-12-01"
    episode.referralSource = "6"
    episode.primaryNeed = "N1"
    var first = CINCensus.Section47()
    first.actualStartDate = "2025-12-02"
    first.initialCPCTarget = "2025-12-23"
    first.dateOfInitialCPC = "2025-12-19"
    first.icpcNotRequired = "0"
    var second = CINCensus.Section47()
    second.actualStartDate = "2026-02-03"
    second.icpcNotRequired = "1"
    episode.section47s = [first, second]
    episode.referralNFA = "0"
    return episode
  }()

  private static let noFurtherAction: CINCensus.Episode = {
    var episode = CINCensus.Episode()
    episode.referralDate = "2025-11-20"
    episode.referralSource = "1B"
    episode.referralNFA = "1"
    return episode
  }()

  /// A file in three pieces, of which the middle one may be repeated.
  static func pieces() throws -> (start: [UInt8], child: [UInt8], end: [UInt8]) {
    let empty = try CINCensusWriter.bytes(of: header, [])
    let full = try CINCensusWriter.bytes(of: header, [unborn])
    let end = Array("  </Children>\n</Message>\n".utf8)
    let start = Array(empty.dropLast(end.count))
    return (start, Array(full.dropFirst(start.count).dropLast(end.count)), end)
  }
}
