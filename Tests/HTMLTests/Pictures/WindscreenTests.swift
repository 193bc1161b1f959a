import Testing

@testable import HTML

@Suite("The windscreen of levels") struct WindscreenTests {
  static let segments = [
    Windscreen.Segment(number: 1, name: "Universal", meaning: "For everybody"),
    Windscreen.Segment(number: 2, name: "Early help", meaning: "Something more"),
    Windscreen.Segment(number: 3, name: "Targeted help", meaning: "Together"),
    Windscreen.Segment(number: 4, name: "Statutory and protection", meaning: "By law"),
  ]

  @Test("Nothing is chosen for anybody; the picture says what is chosen, in words too")
  func chosen() {
    let open = Windscreen(Self.segments).figure(id: "w", caption: "Edition 2").string
    #expect(!open.contains("is-chosen"))
    #expect(open.contains("The levels of need side by side"))
    let three = Windscreen(Self.segments, chosen: 3).figure(id: "w", caption: "").string
    #expect(three.contains("windscreen-3 is-chosen"))
    #expect(three.contains("Level 3 was chosen: Targeted help</title>"))
  }

  @Test("The table beside it says the same, and words of a council are escaped") func words() {
    let odd = [Windscreen.Segment(number: 1, name: "<b>", meaning: "A & B")]
    let page = Windscreen(odd).figure(id: "w", caption: "").string
    #expect(!page.contains("<b>"))
    #expect(page.contains("A &amp; B"))
    let all = Windscreen(Self.segments).figure(id: "w", caption: "").string
    for segment in Self.segments { #expect(all.contains(segment.meaning)) }
  }

  @Test("A matrix has a box for each indicator, ticked as it was, or none where nothing is to tick")
  func matrix() {
    let rows = [
      (
        title: "Level 4",
        cells: [
          MatrixCell("indicators-4", [Choice("4.injury", "An injury"), Choice("4.told", "Told")]),
          MatrixCell("indicators-4", []),
        ]
      )
    ]
    let ticked = indicatorMatrix(
      id: "m", caption: "Indicators", corner: "Level", columns: ["Child", "Family"], rows: rows,
      chosen: ["4.told"]
    ).string
    #expect(ticked.contains("id=\"indicators-4\" name=\"indicators-4\" value=\"4.injury\">"))
    #expect(ticked.contains("value=\"4.told\" checked>"))
    let read = indicatorMatrix(
      id: "m", caption: "Indicators", corner: "Level", columns: ["Child", "Family"], rows: rows,
      chosen: nil
    ).string
    #expect(!read.contains("checkbox"))
    #expect(read.contains("<li>An injury</li>"))
  }
}
