import Domain
import HTML
import Store

/// The events as a picture: a lane for each kind, or for each child where brothers and sisters are
/// shown together, against time; what lasted as bars, spells without a visit hatched; and the same as a
/// table.
func swimlanes(_ model: ChronologyModel) -> HTML {
  let events = model.events.sorted {
    ($0.entry.happenedOn, $0.seq) < ($1.entry.happenedOn, $1.seq)
  }
  let days = events.map(\.entry.happenedOn)
  guard let first = days.first, let last = days.last, days.count > 1, first < last else {
    return ""
  }
  let picture = Swimlanes(model, events, from: first, to: last)
  let axis = picture.axis
  let cuts = axis.cuts.map { "\($0.words) from \($0.from.long)" }
  let shortened =
    cuts.isEmpty ? "" : " Shortened, for nothing was recorded: \(cuts.joined(separator: "; "))."
  return figure(
    id: "lanes", title: picture.title, description: picture.description, height: picture.height,
    drawing: picture.drawing,
    caption:
      "From the record, \(axis.from.long) to \(axis.to.long). Events close together are stacked, "
      + "and from the fourth on counted.\(shortened)",
    table: table(
      id: "lanes-table", caption: "Events by day, oldest first",
      columns: [Column("Day"), Column("Kind"), Column("Event")],
      rows: picture.rows(events, model)))
}

private struct Swimlanes {
  private struct Lane {
    let name: String
    let shape: Int
    var days: [Day] = []
    var bars: [(from: Day, to: Day, words: String)] = []
    var isGaps = false
  }

  let axis: SwimlaneAxis
  private let lanes: [Lane]
  private let count: Int
  private let gaps: [VisitGap]
  private let busiest: (month: String, count: Int)?

  private static let gutter = 200
  private static let right = 620
  private static let laneHeight = 40
  private static let top = 12

  init(_ model: ChronologyModel, _ events: [ShownEvent], from: Day, to: Day) {
    count = events.count
    let today = model.identity.today
    // Only what lies in the time of the events, or reaches into it.
    gaps = model.shownGaps.filter { $0.to >= from && $0.from <= max(to, $0.from) }
    let bars = model.bars.filter { ($0.to ?? today) >= from }
    var lanes: [Lane]
    if model.filter.with.isEmpty {
      lanes = ChronologyEntry.Kind.allCases.enumerated().compactMap { index, kind in
        let days = events.filter { $0.entry.kind == kind }.map(\.entry.happenedOn)
        return days.isEmpty ? nil : Lane(name: kind.title, shape: index, days: days)
      }
      for name in Set(bars.map(\.name)).sorted() {
        lanes.append(
          Lane(
            name: name, shape: 0,
            bars: bars.filter { $0.name == name }.map {
              (max($0.from, from), $0.to ?? max(today, to), "")
            }))
      }
      if !gaps.isEmpty {
        lanes.append(
          Lane(
            name: "Without a visit", shape: 0,
            bars: gaps.map { (max($0.from, from), $0.to, "\($0.days) days") }, isGaps: true))
      }
    } else {
      lanes = ([model.id] + model.filter.with).enumerated().map { index, child in
        Lane(
          name: model.names.person(child), shape: index,
          days: events.filter { $0.whose.contains(child) }.map(\.entry.happenedOn))
      }
    }
    self.lanes = lanes
    axis = SwimlaneAxis(
      days: events.map(\.entry.happenedOn)
        + lanes.flatMap { $0.bars.flatMap { [$0.from, $0.to] } },
      left: Self.gutter, right: Self.right)
    let months = Dictionary(grouping: events) {
      let (year, month, _) = $0.entry.happenedOn.civil
      return year * 12 + month - 1
    }
    busiest = months.max { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }.map {
      ("\(Day.monthNames[$0.key % 12]) \($0.key / 12)", $0.value.count)
    }
  }

  var height: Int { base + 30 }
  private var base: Int { Self.top + lanes.count * Self.laneHeight }

  /// The finding, not the topic.
  var title: String {
    let busy = busiest.map { ", most of them in \($0.month) (\($0.count))" } ?? ""
    let longest = gaps.map(\.days).max().map { ". Longest without a visit: \($0) days" } ?? ""
    return "\(count) events from \(axis.from.long) to \(axis.to.long)\(busy)\(longest)"
  }

  var description: String {
    lanes.map { lane in
      lane.bars.isEmpty
        ? "\(lane.name): \(lane.days.count)"
        : "\(lane.name): "
          + lane.bars.map { "\($0.from.long) to \($0.to.long)" }.joined(separator: ", ")
    }.joined(separator: ". ") + "."
  }

  /// Everything that is drawn, by day.
  func rows(_ events: [ShownEvent], _ model: ChronologyModel) -> [TableRow] {
    var lines = events.map { event in
      (
        day: event.entry.happenedOn,
        row: TableRow([
          "\(event.entry.happenedOn.long)", "\(model.whose(event) ?? event.entry.kind.title)",
          "\(event.entry.title)",
        ])
      )
    }
    for lane in lanes {
      lines += lane.bars.map { bar in
        (
          bar.from,
          TableRow([
            "\(bar.from.long)", "\(lane.name)",
            "\(lane.isGaps ? bar.words + ", until" : "Until") \(bar.to.long)",
          ])
        )
      }
    }
    return lines.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element.row)
  }

  var drawing: HTML {
    var drawing: HTML = """
      <defs><pattern id="lanes-hatch" width="7" height="7" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="7" stroke="currentColor" \
      stroke-width="3"></line></pattern></defs>
      """
    for (row, lane) in lanes.enumerated() {
      let middle = Self.top + row * Self.laneHeight + Self.laneHeight / 2
      drawing += """
        <line x1="\(Self.gutter)" y1="\(middle)" x2="\(Self.right)" y2="\(middle)" \
        stroke="currentColor" stroke-opacity="0.3"></line>\
        <text x="0" y="\(middle + 5)">\(short(lane.name))</text>
        """
      drawing += bars(lane, middle: middle) + markers(lane.days, shape: lane.shape, middle: middle)
    }
    return drawing + axis.breaks(top: Self.top, base: base)
      + HTML(each: axis.ticks) { tick in
        "<text x=\"\(tick.x)\" y=\"\(base + 22)\">\(tick.text)</text>"
      }
  }

  /// What lasted, filled; what was missing, hatched, with how long it was.
  private func bars(_ lane: Lane, middle: Int) -> HTML {
    var drawing: HTML = ""
    var free = Self.gutter
    for bar in lane.bars {
      let start = axis.position(bar.from)
      let width = max(4, axis.position(bar.to) - start)
      if lane.isGaps {
        drawing += """
          <rect x="\(start)" y="\(middle - 16)" width="\(width)" height="12" \
          fill="url(#lanes-hatch)" stroke="currentColor"></rect>
          """
        let at = min(max(start, free), Self.right - 66)
        if at >= free {
          drawing += "<text x=\"\(at)\" y=\"\(middle + 14)\">\(bar.words)</text>"
          free = at + 76
        }
      } else {
        drawing += """
          <rect class="chart-1" x="\(start)" y="\(middle - 6)" width="\(width)" height="12"></rect>
          """
      }
    }
    return drawing
  }

  /// Events closer than ten units stack upward; from the fourth on they are counted.
  private func markers(_ days: [Day], shape: Int, middle: Int) -> HTML {
    var drawing: HTML = ""
    var stacks: [(x: Int, count: Int)] = []
    for day in days {
      let x = axis.position(day)
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

  /// As much of a lane's name as the gutter holds.
  private func short(_ name: String) -> String {
    name.count > 22 ? name.prefix(21) + "…" : name
  }
}
