import Domain

/// The people of one or two files, ready to be compared with each other.
struct PeopleTable {
  var studio = Studio()
  private(set) var portraits: [Portrait] = []
  private(set) var ids: [String] = []
  private var counts: [Frequencies.Kind: [Int32]] = [:]
  private var dates: [Frequencies.Value: Int] = [:]

  var count: Int { portraits.count }

  mutating func add(_ row: CSVRow, _ columns: PersonColumns) {
    let id = columns.text(.reference, of: row)
    ids.append(id.isEmpty ? "line \(row.line)" : id)
    let portrait = portrait(row, columns)
    portraits.append(portrait)
    tally(portrait)
  }

  private mutating func portrait(_ row: CSVRow, _ columns: PersonColumns) -> Portrait {
    func text(_ column: PersonColumn) -> String { columns.text(column, of: row) }
    var portrait = Portrait()
    let given = Folding.parts(text(.given)) + Folding.parts(text(.middle))
    let family = Folding.parts(text(.family))
    if !given.isEmpty || !family.isEmpty {
      portrait.names = [studio.name(given: given, family: family)]
    }
    let previous = Folding.parts(text(.previousFamily))
    if !previous.isEmpty {
      portrait.names.append(studio.name(given: given, family: previous, kind: .previous))
    }
    portrait.birth = Portrait.Birth(text: text(.birth))
    portrait.sex = PersonColumns.sex(text(.sex))
    let (house, street) = PersonColumns.address(text(.house), text(.street))
    let place = studio.place(
      house: house, street: street, area: text(.address2), town: text(.town),
      postcode: text(.postcode), state: text(.state), uprn: text(.uprn))
    if !place.isEmpty { portrait.places = [place] }
    portrait.numbers = columns.numbers(of: row).map { studio.number($0) }
    let school = Folding.joined(text(.school))
    if !school.isEmpty { portrait.school = studio.lexicon.part(school) }
    return portrait
  }

  private mutating func tally(_ portrait: Portrait) {
    for name in portrait.names {
      for part in name.given { tally(.given, part) }
      for part in name.family { tally(.family, part) }
    }
    for place in portrait.places {
      tally(.postcode, place.postcode)
      tally(.street, place.street)
      tally(.town, place.town)
      tally(.town, place.area)
    }
    tally(.school, portrait.school)
    for number in portrait.numbers where number.kind == .phone || number.kind == .email {
      tally(.number, number.key)
    }
    if let birth = portrait.birth, birth.isWhole {
      dates[.init(.year, String(birth.year)), default: 0] += 1
    }
  }

  private mutating func tally(_ kind: Frequencies.Kind, _ part: Portrait.Part) {
    if part < 0 { return }
    let index = Int(part)
    let short = index + 1 - (counts[kind]?.count ?? 0)
    if short > 0 { counts[kind, default: []] += [Int32](repeating: 0, count: short + index / 2) }
    counts[kind]?[index] += 1
  }

  /// A comparer that has counted these people.
  func comparer(_ weights: Weights) -> Comparer {
    let frequencies = Frequencies(people: count, counts: dates, counted: [.year])
    var comparer = Comparer(
      weights: weights, shares: Shares(frequencies, counts: counts, own: 1))
    comparer.studio = studio
    return comparer
  }

  /// Among all pairs of people with the same postcode, how many have the same street, house, town.
  func pairsInOnePlace() -> (street: Together, house: Together, town: Together) {
    func count(_ part: KeyPath<Portrait.Place, Portrait.Part>) -> Together {
      var (places, parts): ([UInt64: Int], [UInt64: Int]) = ([:], [:])
      for place in portraits.lazy.flatMap(\.places) where place.postcode >= 0 {
        let value = place[keyPath: part]
        if value < 0 { continue }
        places[UInt64(place.postcode), default: 0] += 1
        parts[UInt64(place.postcode) << 32 | UInt64(value), default: 0] += 1
      }
      func pairs(_ counts: [UInt64: Int]) -> Int {
        counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
      }
      return Together(place: pairs(places), same: pairs(parts))
    }
    return (count(\.street), count(\.house), count(\.town))
  }

  struct Together {
    var place = 0
    var same = 0
  }
}
