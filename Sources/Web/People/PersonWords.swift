import Domain
import Store

/// How pages speak of people.
package enum PersonWords {
  /// `9 years`, `14 months`, `3 weeks`, `about 40 years`, `due 3 May 2026`. Nil where no date of
  /// birth is known. Of somebody who died: the age reached.
  package static func age(_ birth: Person.Birth?, diedOn: Day? = nil, on today: Day) -> String? {
    guard let birth else { return nil }
    let day = diedOn ?? today
    switch birth {
    case .expected(let due): return "due \(due.long)"
    case .exact(let born): return born > day ? nil : span(from: born, to: day)
    case .estimated(let born): return born > day ? nil : "about \(span(from: born, to: day))"
    }
  }

  /// `3 May 2017 (9 years)`.
  package static func birth(_ birth: Person.Birth?, diedOn: Day? = nil, on today: Day) -> String? {
    guard let birth else { return nil }
    switch birth {
    case .expected(let due): return "Not yet born, due \(due.long)"
    case .exact, .estimated:
      let day: String
      if case .estimated(let known) = birth {
        day = "About \(known.long)"
      } else {
        day = birth.day.long
      }
      guard let age = age(birth, diedOn: diedOn, on: today) else { return day }
      return diedOn == nil ? "\(day) (\(age))" : "\(day) (died at \(age))"
    }
  }

  private static func span(from born: Day, to day: Day) -> String {
    let years = born.age(on: day)
    if years >= 2 { return "\(years) years" }
    let before = day.dayOfMonth < born.dayOfMonth ? 1 : 0
    let months = (day.year - born.year) * 12 + day.month - born.month - before
    if months >= 3 { return "\(months) months" }
    let weeks = (day - born) / 7
    if weeks >= 1 { return weeks == 1 ? "1 week" : "\(weeks) weeks" }
    return day == born ? "born today" : day - born == 1 ? "1 day" : "\(day - born) days"
  }

  /// What a button calls somebody: `Aisha`.
  package static func short(_ name: Person.Name) -> String {
    name.given.isEmpty ? name.full : name.given
  }

  static func stage(_ stage: Person.LifeStage) -> String {
    switch stage {
    case .child: "Child"
    case .adult: "Adult"
    case .unborn: "Not yet born"
    }
  }

  static func kind(_ kind: Person.Name.Kind) -> String {
    switch kind {
    case .current: "Name in use"
    case .preferred: "Likes to be called"
    case .previous: "Previous name"
    case .alias: "Also known as"
    }
  }

  static func level(_ level: Person.Restriction.Level) -> String {
    switch level {
    case .locked: "Locked: others see that a record is there and whom to ask"
    case .hidden: "Hidden: others see nothing"
    }
  }

  /// `Said by her mother. Checked: birth certificate seen. Recorded 3 May 2026 by Leila Shah.`
  static func source(_ source: PersonTable.Source, names: [WorkerID: String]) -> String {
    let who = source.recordedBy.words { names[$0] ?? $0.description }
    let said = source.provenance.saidBy.isEmpty ? "" : "Said by: \(source.provenance.saidBy). "
    let checked =
      source.provenance.verified.map { "Checked: \($0). " } ?? "Not checked. "
    return "\(said)\(checked)Recorded \(source.recordedOn.long) by \(who)."
  }
}
