/// How near two spellings are.
package enum Similarity {
  /// Jaro's measure with Winkler's credit for a common beginning, from 0 to 1 (Winkler 1990). A
  /// letter of a common beginning, up to four, closes a tenth of the gap.
  package static func jaroWinkler(_ left: String, _ right: String) -> Double {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    let jaro = jaro(left, right)
    let common = zip(left, right).prefix(4).prefix { $0 == $1 }.count
    return jaro + Double(common) * 0.1 * (1 - jaro)
  }

  private static func jaro(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Double {
    if left.isEmpty, right.isEmpty { return 1 }
    if left.isEmpty || right.isEmpty { return 0 }
    let reach = max(0, max(left.count, right.count) / 2 - 1)
    var taken = [Bool](repeating: false, count: right.count)
    var fromLeft: [Unicode.Scalar] = []
    for (index, letter) in left.enumerated() {
      let low = max(0, index - reach)
      let high = min(right.count - 1, index + reach)
      guard low <= high else { continue }
      for other in low...high where !taken[other] && right[other] == letter {
        taken[other] = true
        fromLeft.append(letter)
        break
      }
    }
    guard !fromLeft.isEmpty else { return 0 }
    let fromRight = right.indices.filter { taken[$0] }.map { right[$0] }
    let exchanged = zip(fromLeft, fromRight).count { $0 != $1 } / 2
    let matches = Double(fromLeft.count)
    return
      (matches / Double(left.count) + matches / Double(right.count)
      + (matches - Double(exchanged)) / matches) / 3
  }

  /// The fewest letters to insert, leave out, change, or exchange with a neighbour (optimal string
  /// alignment: no stretch is edited twice).
  package static func edits(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var before: [Int] = []
    var above = Array(0...right.count)
    for row in 1...left.count {
      var current = [row] + [Int](repeating: 0, count: right.count)
      for column in 1...right.count {
        let same = left[row - 1] == right[column - 1]
        current[column] = min(
          above[column] + 1, current[column - 1] + 1, above[column - 1] + (same ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          current[column] = min(current[column], before[column - 2] + 1)
        }
      }
      (before, above) = (above, current)
    }
    return above[right.count]
  }
}
