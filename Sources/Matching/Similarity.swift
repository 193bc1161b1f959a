/// How near two spellings are.
package enum Similarity {
  /// Jaro's measure with Winkler's credit for a common beginning, from 0 to 1 (Winkler 1990). A
  /// letter of a common beginning, up to four, closes a tenth of the gap.
  package static func jaroWinkler(_ left: String, _ right: String) -> Double {
    let (left, right) = (left.unicodeScalars.map(\.value), right.unicodeScalars.map(\.value))
    return left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { jaroWinkler(left, $0) }
    }
  }

  /// The fewest letters to insert, leave out, change, or exchange with a neighbour (optimal string
  /// alignment: no stretch is edited twice).
  package static func edits(_ left: String, _ right: String) -> Int {
    let (left, right) = (left.unicodeScalars.map(\.value), right.unicodeScalars.map(\.value))
    return left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { edits(left, $0, most: max(left.count, $0.count)) }
    }
  }

  typealias Letters = UnsafeBufferPointer<UInt32>

  static func jaroWinkler(_ left: Letters, _ right: Letters) -> Double {
    // Sixty-four letters are more than any part of a name has; of a longer one the rest is left.
    let left = Letters(rebasing: left.prefix(64))
    let right = Letters(rebasing: right.prefix(64))
    let jaro = jaro(left, right)
    var common = 0
    while common < 4, common < left.count, common < right.count, left[common] == right[common] {
      common += 1
    }
    return jaro + Double(common) * 0.1 * (1 - jaro)
  }

  private static func jaro(_ left: Letters, _ right: Letters) -> Double {
    if left.isEmpty, right.isEmpty { return 1 }
    if left.isEmpty || right.isEmpty { return 0 }
    let reach = max(0, max(left.count, right.count) / 2 - 1)
    // Which letters have found a partner, a bit each.
    var (leftTaken, rightTaken): (UInt64, UInt64) = (0, 0)
    for index in 0..<left.count {
      let (low, high) = (max(0, index - reach), min(right.count - 1, index + reach))
      if low > high { continue }
      for other in low...high
      where rightTaken & (1 << UInt64(other)) == 0 && right[other] == left[index] {
        leftTaken |= 1 << UInt64(index)
        rightTaken |= 1 << UInt64(other)
        break
      }
    }
    if leftTaken == 0 { return 0 }
    var exchanged = 0
    var (ours, theirs) = (leftTaken, rightTaken)
    while ours != 0 {
      if left[ours.trailingZeroBitCount] != right[theirs.trailingZeroBitCount] { exchanged += 1 }
      ours &= ours - 1
      theirs &= theirs - 1
    }
    let matches = Double(leftTaken.nonzeroBitCount)
    return
      (matches / Double(left.count) + matches / Double(right.count)
      + (matches - Double(exchanged / 2)) / matches) / 3
  }

  /// Gives `most + 1` as soon as there are more than `most`.
  static func edits(_ left: Letters, _ right: Letters, most: Int) -> Int {
    if abs(left.count - right.count) > most { return most + 1 }
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    let width = right.count + 1
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: width * 3) { rows in
      var (before, above, current) = (0, width, 2 * width)
      for column in 0..<width { rows[above + column] = column }
      for row in 1...left.count {
        rows[current] = row
        var least = row
        for column in 1..<width {
          let same = left[row - 1] == right[column - 1]
          var count = min(
            rows[above + column] + 1, rows[current + column - 1] + 1,
            rows[above + column - 1] + (same ? 0 : 1))
          if row > 1, column > 1, left[row - 1] == right[column - 2],
            left[row - 2] == right[column - 1]
          {
            count = min(count, rows[before + column - 2] + 1)
          }
          rows[current + column] = count
          least = min(least, count)
        }
        // An exchange reaches two rows back, so a row above the limit is not yet the end of it.
        if least > most + 1 { return most + 1 }
        (before, above, current) = (above, current, before)
      }
      return min(rows[above + width - 1], most + 1)
    }
  }
}
