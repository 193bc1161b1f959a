import Domain

/// A line as labels with what stands after them, and what stands after none.
struct LabelledLine: Equatable {
  enum Piece: Equatable {
    case value(Layout.Field, label: String, String)
    /// A label that no layout knows; what stands after it is kept apart from what stands around it.
    case unknown(label: String, String)
    case text(String)
  }

  private(set) var pieces: [Piece] = []

  /// - Parameter inProse: only a label at the beginning of the line counts.
  init(_ line: Substring, _ labels: [String: Layout.Field], inProse: Bool) {
    // Longer lines are prose, and looking through them would take time for nothing.
    guard line.utf8.count <= 400 else {
      pieces = [.text(String(line))]
      return
    }
    let marks = Self.marks(line, labels, inProse: inProse)
    guard let first = marks.first else {
      pieces = Self.unlabelled(line, inProse: inProse)
      return
    }
    let before = line[..<first.start].trimmed(of: "|;,")
    if !before.isEmpty { pieces.append(.text(String(before))) }
    for (index, mark) in marks.enumerated() {
      let end = index + 1 < marks.count ? marks[index + 1].start : line.endIndex
      let value = line[mark.end..<end].trimmed(of: "|;\t")
      pieces.append(.value(mark.field, label: mark.label, String(value.trimmed(of: ","))))
    }
  }

  private struct Mark {
    let start: Substring.Index
    let end: Substring.Index
    let field: Layout.Field
    let label: String
  }

  private static func marks(
    _ line: Substring, _ labels: [String: Layout.Field], inProse: Bool
  ) -> [Mark] {
    var marks: [Mark] = []
    var from = line.startIndex
    var place = line.startIndex
    while place < line.endIndex {
      defer { place = place < line.endIndex ? line.index(after: place) : place }
      guard let end = separatorEnd(line, place, isFirst: from == line.startIndex) else { continue }
      let before = line[from..<place]
      // In the middle of a line only a sign that stands behind labels makes one.
      let isSure = ":=|\t".contains(line[place])
      if let (start, label) = label(
        endingHere: before, labels, isFirst: from == line.startIndex, isSure: isSure),
        let field = labels[label]
      {
        marks.append(Mark(start: start, end: end, field: field, label: label))
        if inProse { return marks }
        from = end
        place = line.index(before: end)
      } else if from == line.startIndex, inProse {
        return []
      }
    }
    return marks
  }

  /// A colon, a tab, an upright line, an equals sign, several dots; a dash with spaces around it only
  /// after the first label of a line.
  private static func separatorEnd(
    _ line: Substring, _ place: Substring.Index, isFirst: Bool
  ) -> Substring.Index? {
    let next = line.index(after: place)
    switch line[place] {
    case ":":
      // 12:30 is a time, and http:// is an address.
      if next < line.endIndex, line[next].isNumber, place > line.startIndex,
        line[line.index(before: place)].isNumber
      {
        return nil
      }
      return next
    case "\t", "|", "=": return next
    case "-", "–":
      guard isFirst, place > line.startIndex, line[line.index(before: place)] == " ",
        next < line.endIndex, line[next] == " "
      else { return nil }
      return next
    case " ":
      // Columns kept apart by spaces.
      guard isFirst, next < line.endIndex, line[next] == " " else { return nil }
      var end = next
      while end < line.endIndex, line[end] == " " { end = line.index(after: end) }
      return end < line.endIndex && !":=|".contains(line[end]) ? end : nil
    case ".":
      guard next < line.endIndex, line[next] == "." else { return nil }
      var end = next
      while end < line.endIndex, line[end] == "." || line[end] == " " {
        end = line.index(after: end)
      }
      return end
    default: return nil
    }
  }

  /// The longest known label that ends here; in the middle of a line of at most four words.
  private static func label(
    endingHere before: Substring, _ labels: [String: Layout.Field], isFirst: Bool, isSure: Bool
  ) -> (start: Substring.Index, label: String)? {
    if isFirst {
      let whole = LabelWords.plain(before)
      if labels[whole] != nil { return (before.startIndex, whole) }
    }
    guard isSure else { return nil }
    var starts: [Substring.Index] = []
    var wasSpace = true
    for place in before.indices {
      let isSpace = before[place] == " " || before[place] == "\t" || "|;,(".contains(before[place])
      if !isSpace, wasSpace { starts.append(place) }
      wasSpace = isSpace
    }
    for start in starts.suffix(4)
    where before[start].isLetter && (start != before.startIndex || !isFirst) {
      let label = LabelWords.plain(before[start...])
      if labels[label] != nil { return (start, label) }
    }
    return nil
  }

  /// `Warning markers: none`: a short beginning with a capital, and a colon.
  private static func unlabelled(_ line: Substring, inProse: Bool) -> [Piece] {
    guard !inProse, let colon = line.firstIndex(of: ":"), line[..<colon].count <= 40 else {
      return [.text(String(line))]
    }
    let label = line[..<colon]
    let words = label.split(separator: " ")
    guard (1...5).contains(words.count), label.first?.isUppercase == true,
      !label.contains(where: { $0.isNumber || ".,".contains($0) })
    else { return [.text(String(line))] }
    let value = line[line.index(after: colon)...].trimmed(of: "")
    return [.unknown(label: LabelWords.plain(label), String(value))]
  }
}
