/// Couples, the lines between the rows, and the words beside them.
extension GenogramRouting {
  func look(_ kind: Genogram.Couple.Kind) -> GenogramLayout.Line.Look {
    switch kind {
    case .married, .divorced: .solid
    case .together, .separated: .dashed
    case .notRecorded: .dotted
    }
  }

  mutating func drawCouples() {
    for (index, couple) in families.couples.enumerated() {
      let family = 1_000 + index
      let row = families.row[couple.first]
      let middle = people[couple.first].symbol.y + Size.symbol / 2
      if let arch = arches[row].first(where: { $0.couple.isOf(couple.first, couple.second) }) {
        draw(arch, row, family)
        continue
      }
      let low = min(x[couple.first], x[couple.second]) + Size.symbol / 2
      let high = max(x[couple.first], x[couple.second]) - Size.symbol / 2
      lines.append(
        GenogramLayout.Line(
          points: [PicturePoint(x: low, y: middle), PicturePoint(x: high, y: middle)],
          look: look(couple.kind), family: family))
      mark(couple, PicturePoint(x: (low + high) / 2 - 14, y: middle))
      write(couple, in: low + 2...high - 2, over: middle)
    }
  }

  private mutating func mark(_ couple: Kin.Couple, _ at: PicturePoint) {
    switch couple.kind {
    case .separated: slashes.append(GenogramLayout.Slash(at: at, count: 1))
    case .divorced: slashes.append(GenogramLayout.Slash(at: at, count: 2))
    case .married, .together, .notRecorded: break
    }
  }

  /// A word and a date over the middle of the line.
  private mutating func write(_ couple: Kin.Couple, in room: ClosedRange<Int>, over y: Int) {
    let width = room.upperBound - room.lowerBound
    let texts = couple.words.prefix(2).map {
      TextWidth.cut($0, width: width, size: Size.wordSize - 1)
    }
    guard let widest = texts.map({ TextWidth.of($0, size: Size.wordSize - 1) }).max() else {
      return
    }
    let middle = (room.lowerBound + room.upperBound) / 2
    words.append(
      GenogramLayout.Text(
        box: PictureBox(
          x: middle - widest / 2, y: y - 11 - texts.count * 13, width: widest,
          height: texts.count * 13),
        lines: texts, room: width))
  }

  private mutating func draw(_ arch: Arch, _ row: Int, _ family: Int) {
    let y = top[row] - 6 - arch.lane * 20
    let low = x[arch.left] + 10
    let high = x[arch.right] - 10
    let end = people[arch.left].symbol.y + Size.symbol / 4
    lines.append(
      GenogramLayout.Line(
        points: [
          PicturePoint(x: low, y: end), PicturePoint(x: low, y: y), PicturePoint(x: high, y: y),
          PicturePoint(x: high, y: end),
        ], look: look(arch.couple.kind), family: family))
    mark(arch.couple, PicturePoint(x: low + 12, y: y))
    let joined = arch.couple.words.joined(separator: " ")
    guard !joined.isEmpty else { return }
    let text = TextWidth.cut(joined, width: 96, size: Size.wordSize - 1)
    words.append(
      GenogramLayout.Text(
        box: PictureBox(
          x: low + 22, y: y - 14, width: TextWidth.of(text, size: Size.wordSize - 1), height: 13),
        lines: [text], room: 96))
  }

  mutating func drawGaps() {
    for gap in gaps.indices {
      for (hop, above, below) in gaps[gap] {
        let start = gap == 0 ? -10 - Size.lane * (gaps[0].count + 1) : bottom[gap - 1] + 12
        let level = start + hop.lane * Size.lane
        let downs = zip(hop.above, above).map { spot, end in
          PicturePoint(x: spot.x, y: startHeight(end, gap))
        }
        let ends = zip(hop.below, below).map { spot, end in
          PicturePoint(x: spot.x, y: endHeight(end, gap))
        }
        draw(hop, downs, ends, level)
        for (spot, end) in zip(hop.below, below) {
          if case .child(let child) = end { label(hop.family, child, at: spot.x) }
        }
      }
    }
  }

  private func startHeight(_ end: End, _ gap: Int) -> Int {
    switch end {
    case .anchor(let one, .none): return people[one].box.bottom + 2
    case .anchor(let one, let other?):
      let row = families.row[one]
      if let arch = arches[row].first(where: { $0.couple.isOf(one, other) }) {
        return top[row] - 6 - arch.lane * 20
      }
      return people[one].symbol.y + Size.symbol / 2
    case .child, .pass: return gap > 0 ? top[gap - 1] : 0
    }
  }

  private func endHeight(_ end: End, _ gap: Int) -> Int {
    if case .child(let child) = end { return people[child].symbol.y + 4 }
    return gap < top.count ? top[gap] : 0
  }

  private mutating func draw(
    _ hop: Hop, _ above: [PicturePoint], _ below: [PicturePoint], _ level: Int
  ) {
    func add(_ points: PicturePoint...) {
      lines.append(GenogramLayout.Line(points: points, look: hop.look, family: hop.family))
    }
    if above.count == 1, below.count == 1 {
      let (from, to) = (above[0], below[0])
      if from.x == to.x {
        add(from, to)
      } else {
        add(from, PicturePoint(x: from.x, y: level), PicturePoint(x: to.x, y: level), to)
      }
      return
    }
    for from in above { add(from, PicturePoint(x: from.x, y: level)) }
    if hop.low < hop.high {
      add(PicturePoint(x: hop.low, y: level), PicturePoint(x: hop.high, y: level))
    }
    for to in below { add(PicturePoint(x: to.x, y: level), to) }
  }

  /// The word of a dashed line, beside its lower end.
  private mutating func label(_ family: Int, _ child: Int, at line: Int) {
    guard families.families.indices.contains(family),
      let word = families.families[family].words[child]
    else { return }
    let room = x[child] + Size.boxWidth / 2 + Size.gap / 2 - line - 6
    let text = TextWidth.cut(word, width: room, size: Size.wordSize - 1)
    let spot = PictureBox(
      x: line + 5, y: people[child].symbol.y - 17,
      width: TextWidth.of(text, size: Size.wordSize - 1), height: 13)
    guard !words.contains(where: { $0.box.overlaps(spot) }) else { return }
    words.append(GenogramLayout.Text(box: spot, lines: [text], room: room))
  }
}
