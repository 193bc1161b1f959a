import Domain

/// What a comparison found: the levels, and how likely they are for one person, for two of a
/// family, and for two strangers.
struct Judgement {
  var evidence = Evidence()
  var m = 1.0
  var kin = 1.0
  var u = 1.0
  /// Which name of the one, and of the other; which place of each. For the words.
  var names = (left: 0, right: 0)
  /// Given name and surname are both alike, as one hears them.
  var isCalledAlike = false
  var places = (left: 0, right: 0)
  /// Whose phone or e-mail address it is that the two share.
  var whosePhone: String?
  var whoseEmail: String?
  /// Between the two births, where both years are known.
  var yearsApart: Int?

  /// How much likelier for one person than for two.
  var ratio: Double { m / u }

  var likelihoods: Likelihoods { Likelihoods(m: m, kin: kin, u: u) }
}

/// How likely what was found is for one person, for two of a family, and for two strangers.
struct Likelihoods {
  var m: Double
  var kin: Double
  var u: Double
}

/// Compares portraits that share a lexicon.
struct Comparer {
  var studio = Studio()
  var shares: Shares
  let weights: Weights
  private let table: [Weights.Level]
  var nearPlaces: [UInt64: Bool] = [:]

  init(weights: Weights, shares: Shares) {
    self.weights = weights
    self.shares = shares
    var table = [Weights.Level](
      repeating: Weights.Level(m: 1, kin: .init(share: 0, base: 1), u: .init(share: 0, base: 1)),
      count: Field.allCases.count * 16)
    for field in Field.allCases {
      for (index, level) in weights.fields[field.rawValue].enumerated() {
        table[field.rawValue * 16 + index + 1] = level
      }
    }
    self.table = table
  }

  mutating func compare(_ left: Portrait, _ right: Portrait) -> Judgement {
    var judgement = Judgement()
    compareNames(left, right, &judgement)
    if let ours = left.birth, let theirs = right.birth { compareBirths(ours, theirs, &judgement) }
    if let ours = left.sex, let theirs = right.sex {
      take(.sex, ours == theirs ? PlainLevel.same : .different, 0, &judgement)
    }
    comparePlaces(left, right, &judgement)
    if !left.numbers.isEmpty, !right.numbers.isEmpty { compareNumbers(left, right, &judgement) }
    if left.school >= 0, right.school >= 0 {
      let level = compareText(left.school, right.school)
      take(.school, level, share(.school, left.school, right.school, level), &judgement)
    }
    if left.unborn || right.unborn {
      let level: PlainLevel = left.unborn == right.unborn ? .same : left.unborn ? .near : .different
      if left.unborn { take(.unborn, level, 0, &judgement) }
    }
    return judgement
  }

  func take(
    _ field: Field, _ level: some RawRepresentable<UInt8>, _ share: Double,
    _ judgement: inout Judgement
  ) {
    let weight = table[field.rawValue * 16 + Int(level.rawValue)]
    judgement.evidence.set(field, level)
    judgement.m *= weight.m
    judgement.kin *= weight.kin.at(share)
    judgement.u *= weight.u.at(share)
  }

  /// Where the values differ, the commoner one says how little it means that they are alike.
  mutating func share(
    _ kind: Frequencies.Kind, _ left: Lexicon.Part, _ right: Lexicon.Part, _ level: PlainLevel
  ) -> Double {
    if level == .different { return 0 }
    let ours = shares.of(kind, left, in: studio.lexicon)
    return left == right ? ours : max(ours, shares.of(kind, right, in: studio.lexicon))
  }

  // MARK: Names

  private mutating func compareNames(
    _ left: Portrait, _ right: Portrait, _ judgement: inout Judgement
  ) {
    var best: Judgement?
    let alike = 1...Int(NameLevel.sound.rawValue)
    for (ours, name) in left.names.enumerated() {
      for (theirs, other) in right.names.enumerated() {
        var found = compare(name, other)
        found.names = (ours, theirs)
        found.isCalledAlike =
          alike.contains(found.evidence[.given]) && alike.contains(found.evidence[.family])
        // A reading in which both names are alike is how it was meant, even where both are common.
        guard let before = best else {
          best = found
          continue
        }
        if found.isCalledAlike != before.isCalledAlike {
          if found.isCalledAlike { best = found }
        } else if found.ratio > before.ratio {
          best = found
        }
      }
    }
    if let best { judgement = best }
  }

  private mutating func compare(_ left: Portrait.Name, _ right: Portrait.Name) -> Judgement {
    var straight = Judgement()
    let given = givenLevel(left, right)
    let family = familyLevel(left.family, left.familyWhole, right.family, right.familyWhole)
    if let given { take(.given, given.level, given.share, &straight) }
    if let family { take(.family, family.level, family.share, &straight) }
    if let given, given.level.rawValue <= NameLevel.initial.rawValue, left.given.count > 1,
      right.given.count > 1
    {
      compareMiddles(left, right, &straight)
    }
    // A former or other name, or another reading of what was typed, is one more try.
    straight.m *= left.chance
    if left.kind != .current || right.kind != .current { straight.m *= 0.5 }
    let settled = (given?.level ?? .same) == .same && (family?.level ?? .same) == .same
    if settled || left.given.isEmpty || left.family.isEmpty || right.given.isEmpty
      || right.family.isEmpty || left.chance != 1
    {
      return straight
    }
    var crossed = Judgement()
    var one = familyLevel(left.given, left.givenWhole, right.family, right.familyWhole)
    var other = familyLevel(left.family, left.familyWhole, right.given, right.givenWhole)
    // Whoever has them the right way round has a given name as common as given names are.
    if let share = one?.share, share > 0 {
      one?.share = max(share, common(.given, left.given[0], right.family[0]))
    }
    if let share = other?.share, share > 0 {
      other?.share = max(share, common(.given, left.family[0], right.given[0]))
    }
    guard let one, let other, one.level != .different || other.level != .different else {
      return straight
    }
    // The nearer of the two is weighed as the given name, so that it does not matter which record
    // comes first.
    let (nearer, farther) =
      (one.level.rawValue, one.share) < (other.level.rawValue, other.share)
      ? (one, other) : (other, one)
    take(.given, nearer.level, nearer.share, &crossed)
    take(.family, farther.level, farther.share, &crossed)
    take(.order, PlainLevel.different, 0, &crossed)
    crossed.evidence.set(.given, one.level)
    crossed.evidence.set(.family, other.level)
    if left.kind != .current || right.kind != .current { crossed.m *= 0.5 }
    return crossed.ratio > straight.ratio ? crossed : straight
  }

  private mutating func givenLevel(
    _ left: Portrait.Name, _ right: Portrait.Name
  ) -> (level: NameLevel, share: Double)? {
    guard let head = left.given.first, let other = right.given.first else { return nil }
    if head == other { return (.same, shares.of(.given, head, in: studio.lexicon)) }
    if left.givenWhole == right.givenWhole {
      return (
        .same, rarest(.given, left.given.count < right.given.count ? right.given : left.given)
      )
    }
    var level = NameLevel(studio.lexicon.compare(head, other, as: .given))
    if left.given.count > 1 || right.given.count > 1 {
      if level == .different || level == .begins {
        let whole = NameLevel(
          studio.lexicon.compare(left.givenWhole, right.givenWhole, as: .given))
        if whole.rawValue < level.rawValue { level = whole }
      }
      if level.rawValue > NameLevel.part.rawValue,
        let part = left.given.first(where: {
          right.given.contains($0) && studio.lexicon.length($0) > 1
        })
      {
        return (.part, shares.of(.given, part, in: studio.lexicon))
      }
    }
    return (level, level == .different ? 0 : common(.given, head, other))
  }

  private mutating func familyLevel(
    _ left: [Lexicon.Part], _ leftWhole: Lexicon.Part, _ right: [Lexicon.Part],
    _ rightWhole: Lexicon.Part
  ) -> (level: NameLevel, share: Double)? {
    if left.isEmpty || right.isEmpty { return nil }
    if leftWhole == rightWhole { return (.same, rarest(.family, left)) }
    var level = NameLevel(studio.lexicon.compare(leftWhole, rightWhole, as: .family))
    if left.count == 1, right.count == 1 {
      return (level, level == .different ? 0 : common(.family, leftWhole, rightWhole))
    }
    var share = common(.family, left[0], right[0])
    for part in left where !studio.lexicon.isParticle(part) {
      for other in right where !studio.lexicon.isParticle(other) {
        var found = NameLevel(studio.lexicon.compare(part, other, as: .family))
        if found == .same { found = .part }
        if found == .oneEdit || found == .sound { found = .near }
        if found.rawValue < level.rawValue {
          level = found
          share = common(.family, part, other)
        }
      }
    }
    return (level, level == .different ? 0 : share)
  }

  private mutating func compareMiddles(
    _ left: Portrait.Name, _ right: Portrait.Name, _ judgement: inout Judgement
  ) {
    let (ours, theirs) = (left.given.dropFirst(), right.given.dropFirst())
    var level = PlainLevel.different
    var share = 0.0
    for part in ours {
      for other in theirs {
        switch studio.lexicon.compare(part, other, as: .given) {
        case .same, .form, .oneEdit, .sound:
          level = .same
          share = common(.given, part, other)
        case .initial where level != .same: level = .near
        default: break
        }
      }
    }
    take(.middle, level, share, &judgement)
  }

  mutating func common(
    _ kind: Frequencies.Kind, _ left: Lexicon.Part, _ right: Lexicon.Part
  ) -> Double {
    let ours = shares.of(kind, left, in: studio.lexicon)
    return left == right ? ours : max(ours, shares.of(kind, right, in: studio.lexicon))
  }

  private mutating func rarest(_ kind: Frequencies.Kind, _ parts: [Lexicon.Part]) -> Double {
    var least = 1.0
    for part in parts { least = min(least, shares.of(kind, part, in: studio.lexicon)) }
    return least
  }

  // MARK: Births

  private mutating func compareBirths(
    _ left: Portrait.Birth, _ right: Portrait.Birth, _ judgement: inout Judgement
  ) {
    let (year, birthday) = shares.of(birth: left.isWhole ? left : right)
    let level = BirthLevel(left, right)
    judgement.yearsApart = Int(abs(left.year - right.year))
    let share =
      switch level {
      case .same, .swapped, .exchanged, .oneDigit, .twoDigits: year * birthday
      case .birthday: birthday
      case .month, .dayAndYear, .year, .inMonth, .inYear: year
      case .different, .expected, .estimated, .notInYear: 0.0
      }
    take(.birth, level, share, &judgement)
  }

  // MARK: Numbers

  private mutating func compareNumbers(
    _ left: Portrait, _ right: Portrait, _ judgement: inout Judgement
  ) {
    let kinds: [(Portrait.Number.Kind, Field)] = [
      (.reference, .reference), (.nhs, .nhs), (.upn, .upn), (.laChild, .childID), (.phone, .phone),
      (.email, .email),
    ]
    for (kind, field) in kinds {
      var level: PlainLevel?
      var share = 0.0
      for ours in left.numbers where ours.kind == kind {
        for theirs in right.numbers where theirs.kind == kind {
          let alike = ours.key == theirs.key
          let whose = ours.whose ?? theirs.whose
          let found: PlainLevel = alike ? (whose == nil ? .same : .near) : .different
          // That a mother has another phone says nothing.
          if found == .different, whose != nil { continue }
          if level.map({ found.rawValue < $0.rawValue }) ?? true {
            level = found
            if alike, field == .phone { judgement.whosePhone = whose }
            if alike, field == .email { judgement.whoseEmail = whose }
            if alike { share = shares.of(.number, ours.key, in: studio.lexicon) }
          }
        }
      }
      if let level { take(field, level, share, &judgement) }
    }
  }
}

extension NameLevel {
  init(_ alike: Lexicon.Alike) {
    self =
      switch alike {
      case .same: .same
      case .form: .form
      case .oneEdit: .oneEdit
      case .sound: .sound
      case .initial: .initial
      case .begins: .begins
      case .near: .near
      case .different: .different
      }
  }
}
