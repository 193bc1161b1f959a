import Foundation
import Testing

@testable import HTML

@Suite("Genogram")
struct GenogramTests {
  private func member(
    _ id: String, _ name: String, _ shape: Genogram.Shape = .circle, age: Int? = nil,
    words: [String] = [], died: Bool = false
  ) -> Genogram.Member {
    Genogram.Member(
      id: id, name: name, shape: shape, age: age.map(String.init), words: words, hasDied: died,
      born: age.map { -365 * $0 }, spoken: "\(name), put in the middle", url: "/?centre=\(id)")
  }

  /// A child with parents who separated, a half-brother, and the mother's new partner.
  private var stepFamily: Genogram {
    Genogram(
      centre: "P-1",
      members: [
        member("P-1", "Aisha Khan", age: 7),
        member("P-2", "Nadia Khan", age: 31, words: ["Has PR"]),
        member("P-3", "Imran Khan", .square, age: 34), member("P-4", "Dean Cole", .square, age: 29),
        member("P-5", "Sam Khan", .square, age: 9), member("P-6", "Leo Cole", .square, age: 1),
        member("P-7", "Baby Cole", .triangle, words: ["Due 3 May 2026"]),
      ],
      couples: [
        Genogram.Couple("P-2", "P-3", .separated, words: ["separated", "May 2021"]),
        Genogram.Couple("P-2", "P-4", .together),
      ],
      parents: [
        .init("P-2", of: "P-1"), .init("P-3", of: "P-1"), .init("P-2", of: "P-5"),
        .init("P-3", of: "P-5"), .init("P-2", of: "P-6"), .init("P-4", of: "P-6"),
        .init("P-2", of: "P-7"), .init("P-4", of: "P-7"),
      ],
      homes: [Genogram.Home("12 Rowan Close", ["P-1", "P-2", "P-4", "P-5", "P-6"])])
  }

  private var fosterFamily: Genogram {
    Genogram(
      centre: "P-1",
      members: [
        member("P-1", "Tomasz Nowak", .square, age: 12),
        member("P-2", "Ewa Nowak", age: 38, died: true),
        member("P-3", "Grace Okafor", age: 52), member("P-4", "Kofi Okafor", .square, age: 55),
        member("P-5", "Zofia Nowak", .unknown), member("P-6", "Amara Okafor", .diamond, age: 15),
      ],
      couples: [Genogram.Couple("P-3", "P-4", .married, words: ["since 1998"])],
      parents: [
        .init("P-2", of: "P-1"), .init("P-3", of: "P-1", .fostered, word: "fostered"),
        .init("P-4", of: "P-1", .fostered, word: "fostered"),
        .init("P-3", of: "P-6", .adopted, word: "adopted"),
        .init("P-4", of: "P-6", .adopted, word: "adopted"),
      ],
      siblings: [Genogram.Siblings("P-1", "P-5")],
      homes: [Genogram.Home("Flat 3, 40 Harbour Road", ["P-1", "P-3", "P-4", "P-6"])])
  }

  private var grandparents: Genogram {
    Genogram(
      centre: "P-1",
      members: [
        member("P-1", "Ella Penrose", age: 4), member("P-2", "Ruby Penrose", age: 24),
        member("P-3", "Joan Penrose", age: 58), member("P-4", "Harry Penrose", .square, age: 61),
        member("P-5", "Max Penrose", .square, age: 27),
        Genogram.Member(
          id: "P-6", name: "May Lee", shape: .circle, words: ["Grandmother"], generation: -2),
      ],
      couples: [Genogram.Couple("P-3", "P-4", .divorced, words: ["divorced", "2019"])],
      parents: [
        .init("P-2", of: "P-1"), .init("P-3", of: "P-2"), .init("P-4", of: "P-2"),
        .init("P-3", of: "P-5"), .init("P-4", of: "P-5"),
      ],
      homes: [
        Genogram.Home("7 Mill Lane", ["P-1", "P-2", "P-3"]), Genogram.Home("2 Quay", ["P-4"]),
      ])
  }

  /// Written anew with `THRESHOLD_FREEZE=1`; look at each before it is committed.
  @Test("Three families are drawn as they were when somebody last looked")
  func golden() throws {
    for (name, family) in [
      ("step-family", stepFamily), ("foster-family", fosterFamily), ("grandparents", grandparents),
    ] {
      let drawn = genogramPicture(
        GenogramLayout(family), id: "g", title: "Family", description: "As a table", skip: "#t")
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden/genogram/\(name).html")
      if ProcessInfo.processInfo.environment["THRESHOLD_FREEZE"] != nil {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(drawn.bytes).write(to: file)
      }
      let golden = try String(contentsOf: file, encoding: .utf8)
      #expect(drawn.string == golden, "\(name)")
    }
  }

  @Test("The partner of before stands left of the mother, the one of today right of her")
  func partners() throws {
    let layout = GenogramLayout(stepFamily)
    let x = Dictionary(uniqueKeysWithValues: layout.people.map { ($0.member.id, $0.symbol.x) })
    let (mother, before, today) = (
      try #require(x["P-2"]), try #require(x["P-3"]), try #require(x["P-4"])
    )
    #expect(before < mother)
    #expect(mother < today)
    #expect(layout.crossings == 0)
    #expect(layout.homes[0].pieces.count == 1)
  }

  @Test("Somebody who is everybody's parent and child is drawn, and what contradicts it is told")
  func circles() {
    let people = (1...6).map { member("P-\($0)", "Person \($0)", age: 30) }
    var links: [Genogram.Parent] = []
    for one in 1...6 {
      for other in 1...6 { links.append(.init("P-\(one)", of: "P-\(other)")) }
    }
    let couples = (1...5).map { Genogram.Couple("P-\($0)", "P-\($0 + 1)", .married) }
    let layout = GenogramLayout(
      Genogram(centre: "P-1", members: people, couples: couples, parents: links))
    #expect(layout.people.count == 6)
    #expect(layout.contradictions.count == 15)
    let rows = Set(layout.people.map(\.row))
    #expect(rows.count > 1)
  }

  @Test(
    "An uncle who is a partner of his niece, cousins who married, and somebody not there at all")
  func twoGenerations() {
    let people = (1...6).map { member("P-\($0)", "Person \($0)", age: 20 + $0) }
    let layout = GenogramLayout(
      Genogram(
        centre: "P-9", members: people + [people[0]],
        couples: [
          Genogram.Couple("P-2", "P-4", .married), Genogram.Couple("P-1", "P-5", .together),
          Genogram.Couple("P-7", "P-1", .married), Genogram.Couple("P-3", "P-3", .married),
        ],
        parents: [
          .init("P-1", of: "P-2"), .init("P-1", of: "P-3"), .init("P-3", of: "P-4"),
          .init("P-2", of: "P-5"), .init("P-2", of: "P-6"), .init("P-4", of: "P-6"),
          .init("P-8", of: "P-6"),
        ]))
    #expect(layout.people.count == 6)
    #expect(layout.contradictions.isEmpty)
    // An uncle can stand in his niece's row; a grandparent cannot stand in a grandchild's.
    #expect(layout.apart.count == 1)
    let uneven = layout.apart.contains { $0 == ("P-1", "P-5") }
    #expect(uneven)
    #expect(GenogramLayout(Genogram(centre: "P-1", members: [])).people.isEmpty)
  }

  @Test("A couple of three partners: the third is reached by an arch over the others")
  func threePartners() {
    let people = (1...4).map { member("P-\($0)", "Person \($0)", age: 30 + $0) }
    let layout = GenogramLayout(
      Genogram(
        centre: "P-1", members: people,
        couples: (2...4).map { Genogram.Couple("P-1", "P-\($0)", .together) }))
    #expect(layout.apart.count == 1)
    let arch = layout.lines.contains { $0.points.count == 4 }
    #expect(arch)
  }

  @Test("Three generations and 25 people; the rest is counted, not lost")
  func limited() {
    for seed in UInt64(1)...20 {
      let family = InventedFamily.of(40, seed: seed)
      let (picture, left) = family.near()
      let layout = GenogramLayout(picture)
      #expect(picture.members.count <= 25)
      #expect(picture.members.count + left == 40)
      let rows = Set(layout.people.map(\.row)).count
      #expect(rows <= 3)
      let centre = picture.members.contains { $0.id == "P-1" }
      #expect(centre)
    }
    let (small, left) = stepFamily.near()
    #expect(small == stepFamily)
    #expect(left == 0)
  }

  @Test("Each symbol is a link with a name, and the legend tells only what is drawn")
  func links() {
    let drawn = genogramPicture(
      GenogramLayout(stepFamily), id: "g", title: "Family <of> Aisha", description: "d",
      skip: "#t"
    ).string
    #expect(drawn.contains("<a href=\"/?centre=P-4\" aria-label=\"Dean Cole, put in the middle\">"))
    #expect(drawn.contains("<title id=\"g-title\">Family &lt;of&gt; Aisha</title>"))
    #expect(drawn.contains("Expected baby"))
    #expect(drawn.contains("One slash: separated"))
    #expect(!drawn.contains("Two slashes"))
    #expect(!drawn.contains("Another gender"))
    #expect(!drawn.contains("style="))
  }

  @Test("Long names are broken, never cut off without a sign")
  func names() {
    let lines = TextWidth.wrap(
      "Wilhelmina Featherstonehaugh-Cholmondeley", width: 96, size: 14, isBold: true, lines: 3)
    #expect(lines.count == 3)
    let wide = lines.filter { TextWidth.of($0, size: 14, isBold: true) > 96 }
    #expect(wide.isEmpty)
    #expect(TextWidth.wrap("Sam", width: 96, size: 14, lines: 3) == ["Sam"])
    #expect(TextWidth.wrap("", width: 96, size: 14, lines: 3) == [])
    #expect(TextWidth.wrap("a b", width: 1, size: 14, lines: 9) == ["a", "b"])
    #expect(TextWidth.cut("Rowan Close", width: 40, size: 13).hasSuffix("…"))
    // Helvetica, by its published metrics: 667 + 222 + 500 + 556 + 556 thousandths of 100, and 2 %.
    #expect(TextWidth.of("Alsha", size: 100) == 256)
  }
}
