import Domain
import HTML

/// Time from left to right. Long spells in which nothing happened are cut short, and each cut says how
/// long it was: else a birth years before everything else would press the rest into one corner.
struct SwimlaneAxis: Sendable {
  struct Cut: Sendable, Equatable {
    let from: Day
    let to: Day

    /// `6 years`, `14 months`
    var words: String {
      let months = (to - from) * 12 / 365
      return months >= 24 ? "\(months / 12) years" : "\(months) months"
    }
  }

  let from: Day
  let to: Day
  let cuts: [Cut]
  private let left: Int
  private let right: Int

  /// The width of a cut, which holds its words.
  static let cutWidth = 84

  /// - Parameter days: of everything that is drawn, not empty.
  init(days: [Day], left: Int, right: Int) {
    let sorted = Set(days).sorted()
    from = sorted[0]
    to = sorted[sorted.count - 1]
    self.left = left
    self.right = right
    let whole = to - from
    let spells = zip(sorted, sorted.dropFirst()).map { Cut(from: $0, to: $1) }.filter {
      $0.to - $0.from > 365 && ($0.to - $0.from) * 4 > whole
    }
    // Some time is left on both sides, so that it does not look as if all were at once.
    cuts = spells.prefix(2).map {
      Cut(from: $0.from.adding(days: 30), to: $0.to.adding(days: -30))
    }
  }

  /// The days that are drawn at their length.
  private var drawn: Int { max(1, to - from - cuts.reduce(0) { $0 + ($1.to - $1.from) }) }
  private var room: Int { right - left - cuts.count * Self.cutWidth }

  func position(_ day: Day) -> Int {
    var x = left
    var at = from
    for cut in cuts {
      if day <= cut.from { break }
      x += (cut.from - at) * room / drawn
      if day < cut.to { return x + (day - cut.from) * Self.cutWidth / (cut.to - cut.from) }
      x += Self.cutWidth
      at = cut.to
    }
    return x + (day - at) * room / drawn
  }

  /// Whether a day is nearer to its neighbours than time would have it.
  func isCut(_ day: Day) -> Bool { cuts.contains { $0.from < day && day < $0.to } }

  /// The years, or the months where what is drawn lies within two years.
  var ticks: [(x: Int, text: String)] {
    let byMonth = drawn < 730
    let width = byMonth ? 80 : 50
    var shown: [(x: Int, text: String)] = []
    var day = from
    let taken = cuts.map { position($0.from)...position($0.to) }
    while day <= to {
      let (year, month, _) = day.civil
      let text = byMonth ? "\(Day.monthNames[month - 1].prefix(3)) \(year)" : "\(year)"
      let x = min(position(day), 640 - width)
      let isFree =
        !isCut(day) && (shown.last.map { x - $0.x >= width } ?? true)
        && !taken.contains { $0.overlaps(x...(x + width - 10)) }
      if isFree { shown.append((x, text)) }
      guard let start = Day(year: year, month: byMonth ? month : 1, day: 1) else { break }
      day = byMonth ? start.adding(months: 1) : start.adding(years: 1)
    }
    return shown
  }

  /// The cuts as they are drawn: a broken line through all lanes, and how long it was.
  func breaks(top: Int, base: Int) -> HTML {
    HTML(each: cuts) { cut in
      let (start, end) = (position(cut.from), position(cut.to))
      return """
        <line x1="\(start)" y1="\(top)" x2="\(start)" y2="\(base)" stroke="currentColor" \
        stroke-dasharray="2 5"></line>\
        <line x1="\(end)" y1="\(top)" x2="\(end)" y2="\(base)" stroke="currentColor" \
        stroke-dasharray="2 5"></line>\
        <text x="\(start + 6)" y="\(base + 22)">\(cut.words)</text>
        """
    }
  }
}
