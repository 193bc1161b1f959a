import Domain
import HTML

/// Questions that several forms about a person ask, and how their answers are read.
enum PersonQuestions {
  static let stage = Question(
    "stage",
    .one(Person.LifeStage.allCases.map { Choice($0.rawValue, PersonWords.stage($0)) }),
    "Is this a child or an adult?")

  /// Only with a date; a child not yet born has an expected one.
  static let certainty = Question(
    "certainty",
    .one([Choice("exact", "The exact date"), Choice("estimated", "An estimate")]),
    "How sure is the date?", hint: "Leave empty for a child not yet born", optional: true)

  static let sex = Question(
    "sex", .one(choices(Sex.self)), "Sex as registered at birth", optional: true)

  static let provenance = [
    Question(
      "said-by", .text(.full), "Who said so?",
      hint: "For example: the mother, the school, a birth certificate"),
    Question(
      "verified", .text(.full), "How was it checked?",
      hint: "For example: birth certificate seen, asked the NHS. Leave empty if it was not",
      optional: true),
  ]

  static func provenance(_ reader: inout AnswerReader) -> Person.Provenance? {
    let said = reader.text("said-by", "who said so", ask: "Say who told us this", longest: 200)
    let verified = reader.textIfAny("verified", "how it was checked", longest: 200)
    return said.map { Person.Provenance(saidBy: $0, verified: verified) }
  }

  /// Nil with or without a message: ask the reader.
  static func birth(
    _ reader: inout AnswerReader, stage: Person.LifeStage?, required: Bool = false
  ) -> Person.Birth? {
    if let day = estimate(&reader), let stage, stage != .unborn { return .estimated(day) }
    let day =
      required
      ? reader.day("birth", "the date of birth") : reader.dayIfAny("birth", "the date of birth")
    let certainty = reader.textIfAny("certainty")
    guard let day, let stage else { return nil }
    if stage == .unborn { return .expected(day) }
    guard let certainty, let birth = Person.Birth(certainty: certainty, day: day) else {
      reader.wrong("certainty", "Select whether the date is exact or an estimate")
      return nil
    }
    return birth
  }

  /// Of an estimate the year alone, or month and year, are enough: the middle of it stands for it.
  private static func estimate(_ reader: inout AnswerReader) -> Day? {
    guard reader.textIfAny("certainty") == "estimated", reader.textIfAny("birth-day") == nil,
      let year = reader.textIfAny("birth-year").flatMap({ Int($0) }), year >= 1000
    else { return nil }
    guard let words = reader.textIfAny("birth-month") else {
      return Day(year: year, month: 7, day: 1)
    }
    return AnswerReader.month(words).flatMap { Day(year: year, month: $0, day: 15) }
  }

  static func postcode(_ reader: inout AnswerReader) -> String? {
    guard let text = reader.textIfAny("postcode") else { return nil }
    guard let postcode = Postcode(text) else {
      reader.wrong("postcode", "Enter a whole postcode, like LS1 4AB, or leave it empty")
      return nil
    }
    return postcode.text
  }

  /// Nil where neither an address nor a postcode was typed.
  static func address(_ reader: inout AnswerReader, from: Day? = nil) -> Person.Address? {
    let lines = reader.textIfAny("address", "the address", longest: 500) ?? ""
    let postcode = postcode(&reader)
    let uprn = reader.textIfAny("uprn")
    if let uprn, uprn.utf8.count > 12 || !uprn.utf8.allSatisfy({ (48...57).contains($0) }) {
      reader.wrong("uprn", "UPRN must be up to 12 numbers")
    }
    guard !lines.isEmpty || postcode != nil else { return nil }
    return Person.Address(lines: lines, postcode: postcode, uprn: uprn, from: from)
  }

  static func identifiers(_ reader: inout AnswerReader) -> Person.Identifiers {
    var identifiers = Person.Identifiers()
    if let text = reader.textIfAny("nhs-number") {
      identifiers.nhsNumber = NHSNumber(text)?.text
      if identifiers.nhsNumber == nil {
        reader.wrong(
          "nhs-number", "Check the NHS number: it has 10 numbers, the last a check digit")
      }
    }
    if let text = reader.textIfAny("upn") {
      identifiers.upn = UPN(text)?.text
      if identifiers.upn == nil {
        reader.wrong("upn", "Check the UPN: a letter and 12 characters, the letter a check on them")
      }
    }
    if let text = reader.textIfAny("former-upn") {
      identifiers.formerUPN = UPN(text)?.text
      if identifiers.formerUPN == nil {
        reader.wrong("former-upn", "Check the former UPN: a letter and 12 characters")
      }
    }
    identifiers.upnUnknown = reader.codeIfAny("upn-unknown", "why there is no UPN")
    if let text = reader.textIfAny("la-child-id") {
      identifiers.laChildID = LAChildID(text)?.text
      if identifiers.laChildID == nil {
        reader.wrong("la-child-id", "LA child id must be up to 20 letters and numbers")
      }
    }
    return identifiers
  }
}
