/// Which records are compared at all: those who share one of several keys. Each key alone misses
/// some; a pair of one person that shares none of them shares next to nothing.
struct Pairing {
  /// Records that share a key with more than so many others share too common a key.
  static let most = 60

  private var entries: [(key: UInt64, record: UInt32)] = []

  init(_ table: inout PeopleTable) {
    entries.reserveCapacity(table.count * 24)
    for index in 0..<table.count {
      add(UInt32(index), table.portraits[index], &table.studio.lexicon)
    }
    entries.sort { ($0.key, $0.record) < ($1.key, $1.record) }
  }

  /// Every pair once, the lower number first; `between` cuts two files, and only pairs across are
  /// wanted.
  func pairs(between: Int? = nil) -> [UInt64] {
    var pairs: [UInt64] = []
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end - start > 1, end - start <= Self.most {
        for left in start..<end {
          for right in (left + 1)..<end {
            let (one, other) = (entries[left].record, entries[right].record)
            if one == other { continue }
            if let between, (Int(one) < between) == (Int(other) < between) { continue }
            pairs.append(UInt64(one) << 32 | UInt64(other))
          }
        }
      }
      start = end
    }
    pairs.sort()
    var unique: [UInt64] = []
    unique.reserveCapacity(pairs.count / 2)
    for pair in pairs where unique.last != pair { unique.append(pair) }
    return unique
  }

  private enum Kind: UInt64 {
    case soundAndSound = 1, day, givenAndYear, postcodeAndName, dayOfYearAndName, monthAndName
    case streetAndHouse, streetAndName, townAndHouseAndName, number, nameAndName, postcodeAndYear
    case postcodeAndHouse, townAndYear, streetAndTown, postcodeAndTown, postcodeAndStreet
  }

  private mutating func add(_ record: UInt32, _ portrait: Portrait, _ lexicon: inout Lexicon) {
    func put(_ kind: Kind, _ one: UInt64, _ other: UInt64 = 0, _ third: UInt64 = 0) {
      var hash = kind.rawValue &* 0x9E37_79B9_7F4A_7C15
      for value in [one, other, third] {
        hash = (hash ^ value) &* 0xBF58_476D_1CE4_E5B9
        hash ^= hash >> 29
      }
      entries.append((hash, record))
    }
    var heads: [UInt64] = []
    for name in portrait.names {
      for part in Set(name.given.prefix(2) + name.family.prefix(3)) where lexicon.length(part) > 1 {
        heads += lexicon.keys(part).map { UInt64($0) }
      }
    }
    heads = Array(Set(heads)).sorted()
    for (index, one) in heads.enumerated() {
      for other in heads[(index + 1)...] { put(.soundAndSound, one, other) }
    }
    if let birth = portrait.birth, birth.isWhole {
      let (low, high) = (min(birth.month, birth.day), max(birth.month, birth.day))
      put(.day, UInt64(birth.year), UInt64(low), UInt64(high))
      for head in heads {
        put(.givenAndYear, head, UInt64(birth.year))
        put(.dayOfYearAndName, head, UInt64(low), UInt64(high))
        put(.monthAndName, head, UInt64(birth.month), UInt64(birth.day))
      }
    }
    for place in portrait.places {
      let (street, house) = (place.street, place.house)
      if street >= 0 {
        if house >= 0 { put(.streetAndHouse, UInt64(street), UInt64(house)) }
        for head in heads { put(.streetAndName, UInt64(street), head) }
      }
      if place.postcode >= 0 {
        for head in heads { put(.postcodeAndName, UInt64(place.postcode), head) }
        if let birth = portrait.birth {
          put(.postcodeAndYear, UInt64(place.postcode), UInt64(birth.year))
        }
        if street >= 0 { put(.postcodeAndStreet, UInt64(place.postcode), UInt64(street)) }
        if house >= 0 { put(.postcodeAndHouse, UInt64(place.postcode), UInt64(house)) }
      }
      if place.town >= 0 {
        for head in heads { put(.townAndHouseAndName, UInt64(place.town), head) }
        if street >= 0 { put(.streetAndTown, UInt64(street), UInt64(place.town)) }
        if place.postcode >= 0 {
          put(.postcodeAndTown, UInt64(place.postcode), UInt64(place.town))
        }
        if let birth = portrait.birth { put(.townAndYear, UInt64(place.town), UInt64(birth.year)) }
      }
    }
    for number in portrait.numbers { put(.number, UInt64(number.key)) }
  }
}
