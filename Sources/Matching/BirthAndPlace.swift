import Domain

enum BirthComparison {
  static func compare(_ typed: BirthTerm, with known: Person.Birth) -> Finding {
    let day = known.day
    switch typed {
    case .year(let year):
      if year == day.year { return Finding(likeness: 1, for: ["born in \(year)"]) }
      return other(abs(year - day.year) == 1 && !known.isExact, known)
    case .month(let year, let month):
      if (year, month) == (day.year, day.month) {
        return Finding(likeness: 1, for: ["born in \(Day.monthNames[month - 1]) \(year)"])
      }
      if year == day.year { return Finding(likeness: 0.6, for: ["born in \(year)"]) }
      return other(abs(year - day.year) == 1 && !known.isExact, known)
    case .day(let typed): return compare(typed, known)
    }
  }

  private static func compare(_ typed: Day, _ known: Person.Birth) -> Finding {
    let day = known.day
    if typed == day {
      return Finding(
        likeness: 1, for: [known.isExact ? "same date of birth" : "same \(known.words)"])
    }
    switch known {
    case .exact: break
    case .expected:
      if abs(typed - day) <= 42 {
        return Finding(likeness: 0.85, for: ["within six weeks of the \(known.words)"])
      }
    case .estimated:
      if abs(typed - day) <= 366 {
        return Finding(likeness: 0.8, for: ["within a year of the \(known.words)"])
      }
    }
    if typed.dayAndMonthSwapped == day {
      return Finding(likeness: 0.9, for: ["date of birth has day and month swapped"])
    }
    switch Similarity.edits(typed.digits, day.digits) {
    case 1 where typed.digits.sorted() == day.digits.sorted():
      return Finding(likeness: 0.85, for: ["date of birth has two digits exchanged"])
    case 1: return Finding(likeness: 0.85, for: ["date of birth one digit different"])
    default: break
    }
    if (typed.year, typed.month) == (day.year, day.month) {
      return Finding(likeness: 0.5, for: ["born in the same month"], against: [differs])
    }
    if (typed.month, typed.dayOfMonth) == (day.month, day.dayOfMonth) {
      return Finding(likeness: 0.5, for: ["same birthday, another year"], against: [differs])
    }
    if typed.year == day.year {
      return Finding(likeness: 0.35, for: ["born in the same year"], against: [differs])
    }
    return Finding(likeness: 0, against: [differs])
  }

  private static func other(_ near: Bool, _ known: Person.Birth) -> Finding {
    near
      ? Finding(likeness: 0.6, for: ["within a year of the \(known.words)"])
      : Finding(likeness: 0, against: [differs])
  }

  private static let differs = "date of birth differs"
}

extension Day {
  /// `20160314`
  fileprivate var digits: String { String(iso.filter { $0 != "-" }) }
}

extension Person.Birth {
  fileprivate var isExact: Bool {
    if case .exact = self { true } else { false }
  }

  fileprivate var words: String {
    switch self {
    case .exact: "date of birth"
    case .estimated: "estimated date of birth"
    case .expected: "expected date of birth"
    }
  }
}

enum PostcodeComparison {
  static func compare(_ typed: String, with known: [KnownPerson.KnownPostcode]) -> Finding {
    var best = Finding(likeness: 0, against: ["postcode differs"])
    for postcode in known {
      var finding = compare(typed, postcode.postcode)
      if !postcode.current, finding.likeness > 0 {
        finding.likeness *= 0.9
        finding.for = finding.for.map { "\($0) (earlier address)" }
      }
      if finding.likeness > best.likeness { best = finding }
    }
    return best
  }

  private static func compare(_ typed: String, _ known: String) -> Finding {
    if typed == known { return Finding(likeness: 1, for: ["same postcode"]) }
    let whole = Postcode(typed)
    let outward = known.prefix { $0 != " " }
    if whole == nil {
      let begins = typed.contains(" ") ? known.hasPrefix(typed) : typed == outward
      return begins
        ? Finding(likeness: 1, for: ["postcode begins with \(typed)"])
        : Finding(likeness: 0, against: ["postcode differs"])
    }
    if Similarity.edits(typed, known) == 1 {
      return Finding(likeness: 0.8, for: ["postcode one letter different"])
    }
    if let whole, whole.outward == outward {
      return Finding(likeness: 0.4, for: ["same postal district \(outward)"])
    }
    return Finding(likeness: 0, against: ["postcode differs"])
  }
}
