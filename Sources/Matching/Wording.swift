import Domain

/// Says why, in the worker's words. No address and no number is repeated: who may read the reason
/// may not be allowed to read them.
struct Wording {
  private let lexicon: Lexicon
  private let left: Portrait
  private let right: Portrait
  private let judgement: Judgement
  private let known: KnownPerson?
  private var speaksFor: [String] = []
  private var speaksAgainst: [String] = []

  init(
    lexicon: Lexicon, left: Portrait, right: Portrait, judgement: Judgement,
    typed: SearchTerms? = nil, known: KnownPerson? = nil
  ) {
    self.lexicon = lexicon
    self.left = left
    self.right = right
    self.judgement = judgement
    self.known = known
    numbers()
    names()
    birth()
    place()
    rest()
  }

  /// What speaks for it, then what speaks against.
  var reasons: [String] { speaksFor + speaksAgainst }

  private func level(_ field: Field) -> PlainLevel? {
    PlainLevel(rawValue: UInt8(judgement.evidence[field]))
  }

  // MARK: Numbers

  private mutating func numbers() {
    for (field, words) in [
      (Field.nhs, "NHS number"), (.upn, "UPN"), (.childID, "LA child id"),
    ] {
      switch level(field) {
      case .same: speaksFor.append("same \(words)")
      case .different: speaksAgainst.append("\(words) differs")
      case .near, nil: break
      }
    }
    if level(.reference) == .same, let known { speaksFor.append("the number \(known.id)") }
    switch level(.phone) {
    case .same: speaksFor.append("same phone number")
    case .near: speaksFor.append("same phone as \(judgement.whosePhone ?? "a parent or carer")")
    case .different, nil: break
    }
    switch level(.email) {
    case .same: speaksFor.append("same e-mail address")
    case .near:
      speaksFor.append("same e-mail address as \(judgement.whoseEmail ?? "a parent or carer")")
    case .different, nil: break
    }
  }

  // MARK: Names

  private mutating func names() {
    guard left.names.indices.contains(judgement.names.left),
      right.names.indices.contains(judgement.names.right)
    else { return }
    let (ours, theirs) = (left.names[judgement.names.left], right.names[judgement.names.right])
    let crossed = level(.order) == .different
    let given = NameLevel(rawValue: UInt8(judgement.evidence[.given]))
    let family = NameLevel(rawValue: UInt8(judgement.evidence[.family]))
    if given == nil, family == nil { return }
    otherName(ours, theirs)
    let pairs = [
      (level: given, ours: ours.given, theirs: crossed ? theirs.family : theirs.given),
      (level: family, ours: ours.family, theirs: crossed ? theirs.given : theirs.family),
    ]
    let same = pairs.filter { $0.level == .same }
    if !same.isEmpty {
      let words = same.map { pair in
        // Of several given names only the first may be the same.
        pair.ours.map(lexicon.text).joined() == pair.theirs.map(lexicon.text).joined()
          ? shown(pair.ours) : shown(Array(pair.ours.prefix(1)))
      }
      speaksFor.append("same name: " + words.joined(separator: " "))
    }
    for pair in pairs {
      if let words = likeness(pair.level, pair.ours, pair.theirs) { speaksFor.append(words) }
    }
    if crossed { speaksFor.append("given name and surname the other way round") }
    if level(.middle) == .same { speaksFor.append("same middle name") }
    switch (given, family) {
    case (.different, .different), (.different, nil), (nil, .different):
      speaksAgainst.append("the name is another")
    case (.different, _): speaksAgainst.append("the given name is another")
    case (_, .different): speaksAgainst.append("the surname is another")
    default: break
    }
  }

  private func likeness(
    _ level: NameLevel?, _ ours: [Lexicon.Part], _ theirs: [Lexicon.Part]
  ) -> String? {
    let known = shown(theirs.count > 1 && ours.count == 1 ? [nearest(ours[0], theirs)] : theirs)
    switch level {
    case .form: return "\(shown(ours)) is a form of \(known)"
    case .oneEdit: return "one letter different from \(known)"
    case .sound: return "sounds like \(known)"
    case .near: return "spelt like \(known)"
    case .part:
      let shared = ours.first { theirs.contains($0) && !lexicon.isParticle($0) }
      return shared.map { "shares the name \(shown([$0]))" } ?? "shares part of the name \(known)"
    case .initial, .begins:
      let (one, other) = (shown(ours), known)
      return one.count < other.count
        ? "\(other) begins with \(one)" : "\(one) begins with \(other)"
    case .same, .different, nil: return nil
    }
  }

  private func nearest(_ part: Lexicon.Part, _ others: [Lexicon.Part]) -> Lexicon.Part {
    others.min {
      lexicon.edits(part, $0, most: 9) < lexicon.edits(part, $1, most: 9)
    } ?? part
  }

  /// Says which part of a previous name is the previous one.
  private mutating func otherName(_ ours: Portrait.Name, _ theirs: Portrait.Name) {
    let (name, all) = theirs.kind == .current ? (ours, left.names) : (theirs, right.names)
    let written = known.flatMap { known in
      theirs.kind != .current && known.names.indices.contains(judgement.names.right)
        ? known.names[judgement.names.right] : nil
    }
    let full = written?.full ?? shown(name.given + name.family)
    switch name.kind {
    case .current: break
    case .previous:
      let sameGiven = all.first { $0.kind == .current }?.givenWhole == name.givenWhole
      speaksFor.append(
        sameGiven
          ? "previous surname \(written?.family ?? shown(name.family))"
          : "previous name \(full)")
    case .preferred: speaksFor.append("preferred name \(full)")
    case .alias: speaksFor.append("also known as \(full)")
    }
  }

  private func shown(_ parts: [Lexicon.Part]) -> String {
    parts.map { part in
      let text = lexicon.text(part)
      return text.prefix(1).uppercased() + text.dropFirst()
    }.joined(separator: " ")
  }

  // MARK: Birth

  private mutating func birth() {
    guard let level = BirthLevel(rawValue: UInt8(judgement.evidence[.birth])),
      let ours = left.birth, let theirs = right.birth
    else { return }
    let differs = "date of birth differs"
    switch level {
    case .same:
      let certainty = theirs.certainty == .exact ? ours.certainty : theirs.certainty
      speaksFor.append("same \(certainty.words)")
    case .swapped: speaksFor.append("date of birth has day and month swapped")
    case .exchanged: speaksFor.append("date of birth has two digits exchanged")
    case .oneDigit: speaksFor.append("date of birth one digit different")
    case .twoDigits: speaksFor.append("date of birth two digits different")
    case .expected: speaksFor.append("within six weeks of the expected date of birth")
    case .estimated: speaksFor.append("within a year of the estimated date of birth")
    case .birthday:
      speaksFor.append("same birthday, another year")
      speaksAgainst.append(differs)
    case .month:
      speaksFor.append("born in the same month")
      speaksAgainst.append(differs)
    case .dayAndYear:
      speaksFor.append("same day and year of birth, another month")
      speaksAgainst.append(differs)
    case .year:
      speaksFor.append("born in the same year")
      speaksAgainst.append(differs)
    case .inMonth:
      let month = ours.month > 0 ? ours.month : theirs.month
      speaksFor.append("born in \(Day.monthNames[Int(month - 1) % 12]) \(ours.year)")
    case .inYear: speaksFor.append("born in \(ours.year)")
    case .different, .notInYear: speaksAgainst.append(differs)
    }
  }

  // MARK: Place

  private mutating func place() {
    guard right.places.indices.contains(judgement.places.right) else { return }
    let current = right.places[judgement.places.right].current
    func say(_ words: String) -> String { current ? words : "\(words) (earlier address)" }
    let street = level(.street) ?? level(.streetHere)
    let house = level(.houseHere)
    let postcode = PostcodeLevel(rawValue: UInt8(judgement.evidence[.postcode]))
    if level(.uprn) == .same {
      speaksFor.append(say("same address"))
      return
    }
    let atHome = house == .same || house == .near
    if street == .same || street == .near, atHome {
      speaksFor.append(
        say(street == .same && house == .same ? "same address" : "nearly the same address"))
    } else if street == .same {
      speaksFor.append(say("same street"))
    } else if street == .near {
      speaksFor.append(say("street spelt alike"))
    } else if street == nil, house == .same, postcode == .same {
      speaksFor.append(say("same house and postcode"))
      return
    }
    switch postcode {
    case .same where !(street == .same && house == .same): speaksFor.append(say("same postcode"))
    case .exchanged, .near: speaksFor.append(say("postcode one letter different"))
    case .sector, .outward: speaksFor.append(say(district(postcode)))
    case .different: speaksAgainst.append("postcode differs")
    case .same: break
    case nil:
      if street == .different { speaksAgainst.append("the street is another") }
      if level(.town) == .same { speaksFor.append(say("same town")) }
    }
  }

  /// Of what was typed, which the worker has before their eyes.
  private func district(_ level: PostcodeLevel?) -> String {
    let place = left.places[judgement.places.left]
    let part = level == .sector ? place.sector : place.outward
    let text = part >= 0 ? lexicon.text(part) : ""
    return place.postcode < 0 ? "postcode begins with \(text)" : "same postal district \(text)"
  }

  // MARK: The rest

  private mutating func rest() {
    if level(.school) == .same { speaksFor.append("same school") }
    if level(.unborn) == .same { speaksFor.append("unborn child") }
    if level(.sex) == .different { speaksAgainst.append("sex differs") }
  }
}

extension Portrait.Birth.Certainty {
  var words: String {
    switch self {
    case .exact: "date of birth"
    case .estimated: "estimated date of birth"
    case .expected: "expected date of birth"
    }
  }
}
