import Foundation
import Testing

@testable import HTML

@Suite("Ecomap")
struct EcomapTests {
  @Test("Circles and words keep clear of each other, however many there are")
  func clear() {
    for count in 0...Ecomap.most {
      let circles = (0..<count).map {
        Ecomap.Circle(
          "Person \($0) Featherstonehaugh", role: "Mother's partner",
          tie: Ecomap.Tie.allCases[$0 % 4], word: $0 % 3 == 0 ? "argues and shouts a lot" : nil)
      }
      let layout = EcomapLayout(Ecomap(centre: ["Aisha Khan", "Sam Khan"], circles: circles))
      #expect(layout.nodes.count == count + 1)
      var overlaps = 0
      for (index, one) in layout.boxes.enumerated() {
        for other in layout.boxes[(index + 1)...] where one.overlaps(other) { overlaps += 1 }
      }
      #expect(overlaps == 0, "\(count)")
      let outside = layout.boxes.filter {
        $0.x < 0 || $0.y < 0 || $0.right > layout.width || $0.bottom > layout.height
      }
      #expect(outside.isEmpty, "\(count)")
    }
  }

  @Test("Each tie has a look and a word of its own")
  func ties() {
    let ecomap = Ecomap(
      centre: ["Aisha"],
      circles: [
        Ecomap.Circle("Gran", role: "Grandmother", tie: .strong),
        Ecomap.Circle("Dean", role: "Mother's partner", tie: .stressful, word: "argues"),
        Ecomap.Circle("School", role: "School"),
      ])
    let drawn = ecomapPicture(EcomapLayout(ecomap), id: "e", title: "t", description: "d").string
    #expect(drawn.contains("ecomap-strong"))
    #expect(drawn.contains(">strong</text>"))
    #expect(drawn.contains(">argues</text>"))
    #expect(drawn.contains("how strong is not recorded"))
    #expect(!drawn.contains("tenuous"))
  }

  @Test("The blank one has the name, ten empty circles and every line to draw by")
  func blank() {
    let layout = EcomapLayout(.blank(["Aisha Khan"]))
    #expect(layout.nodes.count == 11)
    #expect(layout.ties.isEmpty)
    let drawn = ecomapPicture(layout, id: "e", title: "t", description: "d").string
    #expect(drawn.contains("Jagged line"))
    #expect(drawn.contains("<details open>"))
  }

  @Test("Sine and cosine are those of the library")
  func direction() {
    for step in 0..<100 {
      let part = Double(step) / 100
      let (sine, cosine) = EcomapLayout.direction(part)
      #expect(abs(sine - sin(part * 2 * .pi)) < 1e-6)
      #expect(abs(cosine - cos(part * 2 * .pi)) < 1e-6)
    }
  }
}
