import Domain
import HTML
import Store

/// The events as a picture: a lane for each kind, or for each child where brothers and sisters are
/// shown together, against time; and the same as a table.
func swimlanes(_ model: ChronologyModel) -> HTML {
  let events = model.events.sorted {
    ($0.entry.happenedOn, $0.seq) < ($1.entry.happenedOn, $1.seq)
  }
  let drawn = events.withoutEarlyBirths
  guard let first = drawn.first?.entry.happenedOn, let last = drawn.last?.entry.happenedOn,
    drawn.count > 1, first < last
  else { return "" }
  let picture = Swimlanes(model, drawn, from: first, to: last)
  let left = events.count - drawn.count
  let leftOut =
    left == 0 ? "" : " Not drawn: \(counted(left, "birth", "births")) long before the rest."
  return figure(
    id: "lanes", title: picture.title, description: picture.description, height: picture.height,
    drawing: picture.drawing,
    caption:
      "From the record, \(first.long) to \(last.long). Events close together are stacked.\(leftOut)",
    table: table(
      id: "lanes-table", caption: "Events by day, oldest first",
      columns: [Column("Day"), Column("Kind"), Column("Event")],
      rows: events.map { event in
        TableRow([
          "\(event.entry.happenedOn.long)", "\(model.whose(event) ?? event.entry.kind.title)",
          "\(event.entry.title)",
        ])
      }))
}

extension Array where Element == ShownEvent {
  /// A birth years before everything else would press the rest into one corner.
  fileprivate var withoutEarlyBirths: [ShownEvent] {
    guard let start = first(where: { $0.entry.title != "Born" })?.entry.happenedOn else {
      return self
    }
    return filter {
      $0.entry.title != "Born" || $0.entry.happenedOn >= start.adding(years: -1)
    }
  }
}

private struct Swimlanes {
  private let lanes: [(name: String, shape: Int, days: [Day])]
  private let from: Day
  private let to: Day
  private let count: Int
  private let busiest: (month: String, count: Int)?

  private static let gutter = 200
  private static let right = 620
  private static let laneHeight = 40
  private static let top = 12

  init(_ model: ChronologyModel, _ events: [ShownEvent], from: Day, to: Day) {
    self.from = from
    self.to = to
    count = events.count
    if model.filter.with.isEmpty {
      lanes = ChronologyEntry.Kind.allCases.enumerated().compactMap { index, kind in
        let days = events.filter { $0.entry.kind == kind }.map(\.entry.happenedOn)
        return days.isEmpty ? nil : (kind.title, index, days)
      }
    } else {
      lanes = ([model.id] + model.filter.with).enumerated().map { index, child in
        (
          model.names.person(child), index,
          events.filter { $0.whose.contains(child) }.map(\.entry.happenedOn)
        )
      }
    }
    let months = Dictionary(grouping: events) {
      let (year, month, _) = $0.entry.happenedOn.civil
      return year * 12 + month - 1
    }
    busiest = months.max { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }.map {
      ("\(Day.monthNames[$0.key % 12]) \($0.key / 12)", $0.value.count)
    }
  }

  var height: Int { Self.top + lanes.count * Self.laneHeight + 30 }

  /// The finding, not the topic.
  var title: String {
    let busy = busiest.map { ", most of them in \($0.month) (\($0.count))" } ?? ""
    return "\(count) events from \(from.long) to \(to.long)\(busy)"
  }

  var description: String {
    lanes.map { "\($0.name): \($0.days.count)" }.joined(separator: ". ") + "."
  }

  var drawing: HTML {
    var drawing: HTML = ""
    for (row, lane) in lanes.enumerated() {
      let middle = Self.top + row * Self.laneHeight + Self.laneHeight / 2
      drawing += """
        <line x1="\(Self.gutter)" y1="\(middle)" x2="\(Self.right)" y2="\(middle)" \
        stroke="currentColor" stroke-opacity="0.3"></line>\
        <text x="0" y="\(middle + 5)">\(short(lane.name))</text>
        """
      drawing += markers(lane.days, shape: lane.shape, middle: middle)
    }
    return drawing + axis
  }

  /// Events closer than ten units stack upward; from the fourth on they are counted.
  private func markers(_ days: [Day], shape: Int, middle: Int) -> HTML {
    var drawing: HTML = ""
    var stacks: [(x: Int, count: Int)] = []
    for day in days {
      let x = position(day)
      if let last = stacks.last, x - last.x < 10 {
        stacks[stacks.count - 1].count += 1
      } else {
        stacks.append((x, 1))
      }
    }
    for stack in stacks {
      for step in 0..<min(stack.count, 3) {
        drawing += marker(shape, x: stack.x, y: middle - step * 7)
      }
      if stack.count > 3 {
        drawing += """
          <text x="\(stack.x + 8)" y="\(middle - 4)">+\(stack.count - 3)</text>
          """
      }
    }
    return drawing
  }

  /// A shape for each lane as well as a colour.
  private func marker(_ lane: Int, x: Int, y: Int) -> HTML {
    switch lane % 4 {
    case 0: "<circle class=\"chart-1\" cx=\"\(x)\" cy=\"\(y)\" r=\"6\"></circle>"
    case 1:
      "<rect class=\"chart-3\" x=\"\(x - 5)\" y=\"\(y - 5)\" width=\"10\" height=\"10\"></rect>"
    case 2:
      """
      <polygon class="chart-5" points="\(x),\(y - 7) \(x + 7),\(y) \(x),\(y + 7) \(x - 7),\(y)">\
      </polygon>
      """
    default:
      """
      <polygon class="chart-2" points="\(x),\(y - 7) \(x + 7),\(y + 5) \(x - 7),\(y + 5)">\
      </polygon>
      """
    }
  }

  /// The years, or the months where it all lies within two years.
  private var axis: HTML {
    let base = Self.top + lanes.count * Self.laneHeight
    let byMonth = to - from < 730
    var ticks: [(day: Day, text: String)] = []
    var day = from
    while day <= to {
      let (year, month, _) = day.civil
      ticks.append((day, byMonth ? "\(Day.monthNames[month - 1].prefix(3)) \(year)" : "\(year)"))
      guard let start = Day(year: year, month: byMonth ? month : 1, day: 1) else { break }
      day = byMonth ? start.adding(months: 1) : start.adding(years: 1)
    }
    let width = byMonth ? 80 : 50
    var shown: [(x: Int, text: String)] = []
    for tick in ticks {
      let x = min(position(tick.day), 640 - width)
      if let last = shown.last, x - last.x < width { continue }
      shown.append((x, tick.text))
    }
    return HTML(each: shown) { tick in
      "<text x=\"\(tick.x)\" y=\"\(base + 22)\">\(tick.text)</text>"
    }
  }

  private func position(_ day: Day) -> Int {
    Self.gutter + (day - from) * (Self.right - Self.gutter) / max(1, to - from)
  }

  /// As much of a lane's name as the gutter holds.
  private func short(_ name: String) -> String {
    name.count > 22 ? name.prefix(21) + "…" : name
  }
}
