import Domain
import HTML

extension Thresholds {
  /// The levels as a picture: for reference beside a decision. It shows; it never computes.
  func windscreen(id: String, chosen: Contact.Level? = nil) -> HTML {
    Windscreen(
      levels.map {
        Windscreen.Segment(number: $0.level.rawValue, name: $0.name, meaning: $0.meaning)
      }, chosen: chosen?.rawValue
    ).figure(id: id, caption: "Threshold document, edition \(edition), from \(from.long).")
  }

  /// Levels down, domains across. With `ticked` the indicators are boxes, named by level.
  func matrix(id: String, ticked: Set<String>? = nil) -> HTML {
    indicatorMatrix(
      id: id, caption: "Indicators by level and domain", corner: "Level",
      columns: NeedDomain.allCases.map(\.words),
      rows: levels.map { text in
        (
          title: text.level.words,
          cells: NeedDomain.allCases.map { domain in
            MatrixCell(
              "indicators-\(text.level.rawValue)",
              indicators(of: text.level, in: domain).map { Choice($0.id, $0.words) })
          }
        )
      }, chosen: ticked)
  }
}
