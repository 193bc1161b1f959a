/// How a sample is drawn from a list and a seed, so that anybody can do it again, by hand or with
/// twenty lines of any language (`docs/samples.md`).
///
/// SplitMix64 gives numbers from the seed. For the first place one of all is chosen and swapped into
/// it, for the second one of the rest, and so on (Fisher and Yates, as far as needed). A choice among
/// n is a number below n: a number of the generator, taken modulo n, where numbers at the end that
/// would favour some are thrown away.
package enum Drawing {
  /// Kept with each sample. A change of the way is another name.
  package static let name = "SplitMix64, Fisher–Yates, unbiased modulo, 1"

  /// - Parameter number: at most as many as there are.
  package static func draw<T>(_ number: Int, of all: [T], seed: Int) -> [T] {
    var left = all
    var numbers = SplitMix64(seed: UInt64(seed))
    let count = min(max(number, 0), left.count)
    for place in 0..<count {
      left.swapAt(place, place + numbers.below(left.count - place))
    }
    return Array(left.prefix(count))
  }

  struct SplitMix64: Sendable {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }

    /// 0 to `count` less one, each as likely as the others.
    mutating func below(_ count: Int) -> Int {
      let count = UInt64(count)
      let end = UInt64.max - UInt64.max % count
      while true {
        let number = next()
        if number < end { return Int(number % count) }
      }
    }
  }
}
