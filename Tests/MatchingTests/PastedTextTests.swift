import Domain
import Foundation
import Testing

@testable import Matching

/// Texts as forces and agencies send them, all invented, with what a worker would fill in. The rules
/// were written before the texts of `HeldBack` were, and are not changed for them.
@Suite("Reading what was pasted") struct PastedTextTests {
  static let today = Day(number: 20_528)  // Monday 16 March 2026
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Samples/Pasted")

  struct Expected: Decodable {
    struct Somebody: Decodable {
      let name: String
      let birth: String?
      let age: String?
      let kind: String?
      let phone: String?
    }
    let people: [Somebody]
    let postcode: String?
    let address: String?
    let reference: String?
    let grading: String?
    let source: String?
    let caller: String?
    let reach: String?

    /// Each answer as `what: value`, of a person beside their name.
    var items: Set<String> {
      var items: Set<String> = []
      for one in people {
        items.insert("name: \(one.name)")
        if let birth = one.birth { items.insert("born: \(one.name) \(birth)") }
        if let age = one.age { items.insert("age: \(one.name) \(age)") }
        if let kind = one.kind { items.insert("kind: \(one.name) \(kind)") }
        if let phone = one.phone { items.insert("phone: \(one.name) \(phone)") }
      }
      let rest = [
        ("postcode", postcode), ("address", address), ("reference", reference),
        ("grading", grading), ("source", source), ("caller", caller), ("reach", reach),
      ]
      for (what, value) in rest { if let value { items.insert("\(what): \(value)") } }
      return items
    }
  }

  static func items(_ reading: Reading) -> Set<String> {
    var items: Set<String> = []
    for one in reading.people {
      items.insert("name: \(one.full)")
      if let birth = one.birth { items.insert("born: \(one.full) \(birth.iso)") }
      if let age = one.age { items.insert("age: \(one.full) \(age)") }
      if let isChild = one.isChild {
        items.insert("kind: \(one.full) \(isChild ? "child" : "adult")")
      }
      if let phone = one.phone { items.insert("phone: \(one.full) \(phone)") }
    }
    let rest = [
      ("postcode", reading.postcode), ("address", reading.address),
      ("reference", reading.reference), ("grading", reading.grading),
      ("source", reading.source?.code), ("caller", reading.callerName),
      ("reach", reading.callerReach),
    ]
    for (what, value) in rest { if let value { items.insert("\(what): \(value)") } }
    return items
  }

  struct Score {
    var right = 0
    var read = 0
    var there = 0
    var wrong: [String] = []
    var precision: Double { read == 0 ? 1 : Double(right) / Double(read) }
    var recall: Double { there == 0 ? 1 : Double(right) / Double(there) }
  }

  static func score(_ folder: URL) throws -> (score: Score, texts: Int) {
    var score = Score()
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".txt") }.sorted()
    for file in files {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      let name = file.replacingOccurrences(of: ".txt", with: ".json")
      let data = try Data(contentsOf: folder.appendingPathComponent(name))
      let expected = try JSONDecoder().decode(Expected.self, from: data).items
      let read = items(PastedText.read(text, today: today))
      score.right += expected.intersection(read).count
      score.read += read.count
      score.there += expected.count
      score.wrong += read.subtracting(expected).sorted().map { "\(file): read \($0)" }
      score.wrong += expected.subtracting(read).sorted().map { "\(file): missed \($0)" }
    }
    return (score, files.count)
  }

  private static func tell(_ name: String, _ score: Score, _ texts: Int) {
    func share(_ value: Double) -> String { String(format: "%.3f", value) }
    print(
      "\(name): \(texts) texts, precision \(share(score.precision)), recall \(share(score.recall)) "
        + "(\(score.right) right of \(score.read) read and \(score.there) there)")
    for line in score.wrong { print("  \(line)") }
  }

  @Test("Fifteen texts, by whose like the rules were written") func known() throws {
    let (score, texts) = try Self.score(Self.folder)
    Self.tell("pasted", score, texts)
    #expect(texts == 15)
    #expect(score.precision >= 0.95)
    #expect(score.recall >= 0.95)
  }

  @Test("Five texts that the rules had never seen") func heldBack() throws {
    let (score, texts) = try Self.score(Self.folder.appendingPathComponent("HeldBack"))
    Self.tell("pasted, held back", score, texts)
    #expect(texts == 5)
    #expect(score.precision >= 0.8)
    #expect(score.recall >= 0.7)
  }
}
