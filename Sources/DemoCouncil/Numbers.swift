import Domain

/// Numbers that pass their checks and are nobody's: NHS numbers of the range kept for tests (999),
/// pupil numbers of a council that does not exist.
struct Numbers: Sendable {
  private var lastNHS = 999_000_000
  private var lastPupil = 0

  /// Ten digits, given out once.
  mutating func nhsNumber(_ chance: inout Seeded) -> String {
    while true {
      lastNHS += chance.number(1...60)
      let nine = String(lastNHS)
      if let check = NHSNumber.checkDigit(nine.utf8.map { Int($0) - 48 }) {
        return nine + "\(check)"
      }
    }
  }

  /// Thirteen characters, given out once.
  mutating func pupilNumber(born: Day) -> String {
    lastPupil += 1
    let school = 2001 + lastPupil % 40
    let started = String(born.adding(years: 5).year).suffix(2)
    let serial = String(String(1000 + lastPupil % 1000).suffix(3))
    let rest = "990\(school)\(started)\(serial)"
    for letter in "ABCDEFGHJKLMNPQRTUVWXYZ" {
      if let number = UPN("\(letter)\(rest)") { return number.text }
    }
    preconditionFailure("one letter always fits a pupil number")
  }
}
