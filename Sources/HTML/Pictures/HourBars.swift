/// A day's hours side by side: a bar for how much came, a dot for how many people were there, on one
/// scale. It shows and never computes; the same numbers stand in a table beside it.
package struct HourBars: Sendable {
  package struct Hour: Sendable {
    /// 0...23
    package let hour: Int
    package let bar: Double
    /// Nil where nothing is known.
    package let dot: Double?
    package init(_ hour: Int, bar: Double, dot: Double?) {
      self.hour = hour
      self.bar = bar
      self.dot = dot
    }
  }

  package let hours: [Hour]
  package let barName: String
  package let dotName: String

  package init(_ hours: [Hour], barName: String, dotName: String) {
    self.hours = hours
    self.barName = barName
    self.dotName = dotName
  }

  package static let height = 300

  /// The top of the scale: a round number that everything fits under.
  var top: Double {
    let most = hours.flatMap { [$0.bar, $0.dot ?? 0] }.filter(\.isFinite).max() ?? 0
    return [1, 2, 4, 6, 10, 20, 40, 60, 100, 200, 400, 1000].first { $0 >= most } ?? most
  }

  private static let (left, foot, tall, step) = (44, 246, 200, 24)

  private func y(_ value: Double) -> Int {
    let share = value.isFinite ? min(max(value / top, 0), 1) : 0
    return Self.foot - Int((share * Double(Self.tall)).rounded())
  }

  private func x(_ hour: Int) -> Int { Self.left + min(max(hour, 0), 23) * Self.step }

  private func number(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\((value * 10).rounded() / 10)"
  }

  package var drawing: HTML {
    let dots = hours.compactMap { hour in hour.dot.map { (x(hour.hour) + 10, y($0)) } }
    let line = dots.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    let scale = [0, top / 2, top]
    return """
      <rect class="chart-1" x="\(Self.left)" y="8" width="16" height="16"></rect>\
      <text x="\(Self.left + 24)" y="22">\(barName)</text>\
      <circle class="chart-4" cx="\(Self.left + 260)" cy="16" r="6"></circle>\
      <text x="\(Self.left + 274)" y="22">\(dotName)</text>\
      \(each: scale, { value in
        """
        <line x1="\(Self.left)" y1="\(y(value))" x2="624" y2="\(y(value))" stroke="currentColor" \
        stroke-opacity="0.3"></line><text x="\(Self.left - 8)" y="\(y(value) + 5)" \
        text-anchor="end">\(number(value))</text>
        """
      })\
      \(each: hours, { hour in
        """
        <rect class="chart-1" x="\(x(hour.hour) + 2)" y="\(y(hour.bar))" width="16" \
        height="\(Self.foot - y(hour.bar))"></rect>
        """
      })\
      <polyline points="\(line)" fill="none" stroke="currentColor" stroke-width="1.5"></polyline>\
      \(each: dots, { "<circle class=\"chart-4\" cx=\"\($0.0)\" cy=\"\($0.1)\" r=\"5\"></circle>" })\
      \(each: [0, 3, 6, 9, 12, 15, 18, 21], { hour in
        "<text x=\"\(x(hour) + 10)\" y=\"268\" text-anchor=\"middle\">\(hour)</text>"
      })\
      <text x="\(Self.left + 288)" y="292" text-anchor="middle">Hour of the day</text>
      """
  }
}
