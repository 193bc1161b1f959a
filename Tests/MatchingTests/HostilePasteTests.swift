import Domain
import Foundation
import Testing

@testable import Matching

/// Whatever is pasted, reading it ends soon and fills in nothing that could harm.
@Suite("Reading what nobody should paste") struct HostilePasteTests {
  static let today = PastedTextTests.today

  static let texts: [(name: String, text: String)] = {
    let megabyte = 1 << 20
    func many(_ text: String) -> String {
      String(repeating: text, count: megabyte / text.utf8.count)
    }
    return [
      ("nothing", ""), ("spaces", many(" ")), ("lines", many("\n")), ("one word", many("a")),
      ("capitals", many("Aisha Khan ")), ("labels", many("Name: Aisha Khan DOB: 1/2/2015 ")),
      ("label lines", many("Name: Aisha Khan\nDOB: 1/2/2015\n")), ("colons", many(":")),
      ("dashes", many(" - ")), ("digits", many("0123456789 ")), ("commas", many("A,")),
      ("brackets", many("((((")), ("headings", many("CHILDREN\n1. A B\n")),
      ("prose", many("Her mother Jane Smith (7) said that Tom, 6, is aged 5. ")),
      ("at signs", many("a@b.c ")), ("accents", many("é\u{301}\u{302}")),
      ("one character of many marks", "e" + many("\u{301}")),
      ("bells", many("\u{7}\u{1B}[31m")),
      ("right to left", many("\u{202E}Name: \u{202D}Tom\u{202C}\n")),
      ("emoji", many("👨‍👩‍👧‍👦")), ("nulls", many("\u{0}Name\u{0}")),
    ]
  }()

  @Test("A megabyte of anything is read in a moment", arguments: texts.map(\.name))
  func bounded(name: String) throws {
    let text = try #require(Self.texts.first { $0.name == name }?.text)
    let clock = ContinuousClock()
    let start = clock.now
    let reading = PastedText.read(text, today: Self.today)
    let took = clock.now - start
    // Unoptimised, on a busy machine; optimised it is some hundredths of that.
    #expect(took < .seconds(20), "\(name) took \(took)")
    #expect(reading.people.count <= PastedText.mostPeople)
    check(reading, name)
  }

  @Test("What is filled in holds no sign that cannot be seen, and no name is a formula or markup")
  func clean() {
    let names = [
      "=HYPERLINK(\"http://x\")", "<script>alert(1)</script>", "+44 1632", "@SUM(A1)", "-1+1",
      "Tom\u{202E}moT", "A\u{200B}isha", "\u{1B}[31mRed", "Robert'); DROP TABLE contact;--",
      "{{7*7}}", "${x}", "%00", "Na\tme",
    ]
    for name in names {
      let text = """
        Police notification\nIncident number: \(name)\nGrading: \(name)
        Child: \(name) DOB: 01/02/2015\nMother: \(name)\nAddress: \(name), HW1 1AA
        Officer: PC \(name)\nCircumstances: \(name)
        """
      let reading = PastedText.read(text, today: Self.today)
      check(reading, name)
      for person in reading.people {
        for part in [person.given, person.family] {
          #expect(
            part.allSatisfy { $0.isLetter || " -'’".contains($0) } && !part.hasPrefix("-"),
            "\(name): \(part)")
        }
      }
    }
  }

  @Test("Damaged notifications are read as far as they go") func damaged() throws {
    let folder = PastedTextTests.folder
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".txt") }.sorted()
    var seed: UInt64 = 7
    func next(_ below: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % max(1, below)
    }
    var read = 0
    for file in files {
      let scalars = Array(
        try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8).unicodeScalars)
      for _ in 0..<12 {
        var damaged = scalars
        for _ in 0..<6 {
          let place = next(damaged.count)
          switch next(4) {
          case 0: damaged.removeSubrange(place..<min(damaged.count, place + next(40)))
          case 1: damaged.insert(Unicode.Scalar(UInt8(next(256))), at: place)
          case 2: damaged.insert(contentsOf: damaged.prefix(next(80)), at: place)
          default: damaged[place] = [":", "\n", "\t", "(", "\u{202E}", "\u{FEFF}"][next(6)]
          }
        }
        let text = String(String.UnicodeScalarView(damaged))
        check(PastedText.read(text, today: Self.today), file)
        read += 1
      }
    }
    #expect(read == 180)
  }

  @Test("Lines end in one way, and what cannot be seen is named") func legible() {
    #expect(Legible.plain("a\r\nb\rc\u{2028}d\u{A0}e\u{200B}f\u{0}") == "a\nb\nc\nd ef")
    #expect(Legible.shown("a\r\n\u{202E}b\u{7}") == "a\n⟨U+202E⟩b⟨U+0007⟩")
  }

  private func check(_ reading: Reading, _ name: String) {
    let people = reading.people.flatMap {
      [$0.given, $0.family, $0.age ?? "", $0.relation ?? "", $0.phone ?? ""]
    }
    let rest = [
      reading.address, reading.postcode, reading.reference, reading.grading, reading.agency,
      reading.callerName, reading.callerRole, reading.callerReach,
    ].compactMap { $0 }
    for text in people + rest {
      let unseen = text.unicodeScalars.contains { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format: true
        default: false
        }
      }
      #expect(!unseen, "\(name): \(text)")
      #expect(text.count <= 400, "\(name)")
    }
  }
}
