/// Chance from a seed (SplitMix64): the same seed gives the same council for ever.
package struct Seeded: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A whole number of the range, spread evenly enough for an invented council.
  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// True so many times in a hundred.
  package mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  package mutating func one<T>(of choices: [T]) -> T { choices[number(0...(choices.count - 1))] }

  /// One of the choices, each as likely as its weight says.
  package mutating func weighted<T>(_ choices: [(T, Int)]) -> T {
    var left = number(1...choices.reduce(0) { $0 + $1.1 })
    for (choice, weight) in choices {
      left -= weight
      if left <= 0 { return choice }
    }
    return choices[choices.count - 1].0
  }

  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
