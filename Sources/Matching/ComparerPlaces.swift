/// Addresses are one chain: the postcode, the street within it, the house within that.
extension Comparer {
  mutating func comparePlaces(
    _ left: Portrait, _ right: Portrait, _ judgement: inout Judgement
  ) {
    var best: Judgement?
    for (ours, place) in left.places.enumerated() {
      for (theirs, other) in right.places.enumerated() {
        var found = Judgement()
        compare(place, other, &found)
        found.places = (ours, theirs)
        if best.map({ found.ratio > $0.ratio }) ?? true { best = found }
      }
    }
    guard let best else { return }
    judgement.m *= best.m
    judgement.kin *= best.kin
    judgement.u *= best.u
    judgement.places = best.places
    for field in Field.allCases where best.evidence[field] > 0 {
      judgement.evidence[field] = best.evidence[field]
    }
  }

  private mutating func compare(
    _ left: Portrait.Place, _ right: Portrait.Place, _ found: inout Judgement
  ) {
    if left.uprn >= 0, right.uprn >= 0 {
      let same = left.uprn == right.uprn
      take(.uprn, same ? PlainLevel.same : .different, shares.usual(.postcode), &found)
      if same { return }
    }
    let street =
      left.street >= 0 && right.street >= 0 ? compareText(left.street, right.street) : nil
    let town = left.town >= 0 && right.town >= 0 ? compareText(left.town, right.town) : nil
    var here = false
    if var level = postcodeLevel(left, right) {
      // Another street, or another town: then the postcodes are alike by chance.
      if level == .exchanged || level == .near, (street ?? town) == .different {
        level = .different
      }
      let share =
        level.rawValue <= PostcodeLevel.near.rawValue
        ? common(.postcode, left.postcode, right.postcode) : 0
      take(.postcode, level, share, &found)
      here = level == .same
    }
    var samePlace = here
    if let street {
      let share = share(.street, left.street, right.street, street)
      take(here ? .streetHere : .street, street, share, &found)
      samePlace = samePlace || street == .same
    }
    if left.house >= 0, right.house >= 0 {
      take(samePlace ? .houseHere : .house, houseLevel(left.house, right.house), 0, &found)
    }
    if let town {
      let share = share(.town, left.town, right.town, town)
      take(samePlace ? .townHere : .town, town, share, &found)
    }
    if left.area >= 0, right.area >= 0 {
      let level = compareText(left.area, right.area)
      take(.area, level, share(.town, left.area, right.area, level), &found)
    }
    if left.state >= 0, right.state >= 0 {
      take(.state, left.state == right.state ? PlainLevel.same : .different, 0, &found)
    }
  }

  private mutating func postcodeLevel(
    _ left: Portrait.Place, _ right: Portrait.Place
  ) -> PostcodeLevel? {
    if left.postcode >= 0, right.postcode >= 0 {
      if left.postcode == right.postcode { return .same }
      if studio.lexicon.edits(left.postcode, right.postcode, most: 1) == 1 {
        return studio.lexicon.isAnagram(left.postcode, right.postcode) ? .exchanged : .near
      }
    } else if left.outward < 0 || right.outward < 0 {
      return nil
    }
    if left.sector >= 0, right.sector >= 0, left.sector == right.sector { return .sector }
    if left.outward >= 0, left.outward == right.outward {
      // Only the district is known of one of them, and it is the same.
      return .outward
    }
    return .different
  }

  /// The house next door is another house: a digit more or less is none alike, two that changed
  /// places are.
  private func houseLevel(_ left: Lexicon.Part, _ right: Lexicon.Part) -> PlainLevel {
    if left == right { return .same }
    let (ours, theirs) = (studio.lexicon.text(left), studio.lexicon.text(right))
    let number = ours.prefix { $0.isNumber }
    if !number.isEmpty, number == theirs.prefix(while: { $0.isNumber }) { return .near }
    let shorter = min(ours.utf8.count, theirs.utf8.count)
    guard shorter > 1, studio.lexicon.edits(left, right, most: 1) == 1 else { return .different }
    return shorter > 2 || studio.lexicon.isAnagram(left, right) ? .near : .different
  }

  /// Streets, towns, schools: written as one, so a space more or less is no difference.
  mutating func compareText(_ left: Lexicon.Part, _ right: Lexicon.Part) -> PlainLevel {
    if left == right { return .same }
    let key =
      UInt64(UInt32(bitPattern: min(left, right))) << 32
      | UInt64(UInt32(bitPattern: max(left, right)))
    if let near = nearPlaces[key] { return near ? .near : .different }
    let shorter = min(studio.lexicon.length(left), studio.lexicon.length(right))
    let most = shorter >= 12 ? 3 : shorter >= 7 ? 2 : shorter >= 4 ? 1 : 0
    let near =
      most > 0
      && (studio.lexicon.edits(left, right, most: most) <= most
        || (shorter >= 5 && studio.lexicon.begins(left, right)))
    nearPlaces[key] = near
    return near ? .near : .different
  }
}
