package typealias AlertID = Identifier<Alert>

/// Something about one person that changes how a worker acts now: a hazard to staff, an address that
/// must not be told, a person who poses a risk to children. It says what to do, and it is looked at
/// again by a day; it ends with a reason and never by itself.
package struct Alert: Noun {
  package static let noun = "alert"
  package static let letter = "H"

  package let person: PersonID
  package let kind: Kind
  package var details: Details
  package var reviews: [Review] = []
  package var told: [Told]
  package var endedOn: Day?
  package var endReason: String?

  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// In order of gravity: what is shown first.
    case posesRiskToChildren, hazardToStaff, doNotDiscloseAddress, other

    package var words: String {
      switch self {
      case .posesRiskToChildren: "Poses a risk to children"
      case .hazardToStaff: "Hazard to staff"
      case .doNotDiscloseAddress: "Do not disclose the address"
      case .other: "Alert"
      }
    }
  }

  package struct Details: Codable, Sendable, Equatable {
    package var person: PersonID
    package var kind: Kind
    /// What it is.
    package var what: String
    /// What to do.
    package var act: String
    /// How it is known.
    package var evidence: String
    package var from: Day
    /// The day by which somebody looks at it again.
    package var reviewOn: Day
    /// Whether the person or the family knows of it.
    package var familyTold: Bool
    package var whyNotTold: String?
    package var told: [Told]

    package init(
      person: PersonID, kind: Kind, what: String, act: String, evidence: String, from: Day,
      reviewOn: Day, familyTold: Bool, whyNotTold: String? = nil, told: [Told] = []
    ) {
      self.person = person
      self.kind = kind
      self.what = what
      self.act = act
      self.evidence = evidence
      self.from = from
      self.reviewOn = reviewOn
      self.familyTold = familyTold
      self.whyNotTold = whyNotTold
      self.told = told
    }
  }

  /// Somebody who was told of it: the school, a landlord, another team.
  package struct Told: Codable, Sendable, Equatable {
    package var who: String
    package var on: Day

    package init(who: String, on: Day) {
      self.who = who
      self.on = on
    }
  }

  package struct Review: Codable, Sendable, Equatable {
    package var words: String
    package var on: Day
    package var next: Day
  }

  package var reviewOn: Day { reviews.last?.next ?? details.reviewOn }

  package enum Fact: Domain.Fact {
    case raised(details: Details)
    /// Looked at again and still needed.
    case reviewed(person: PersonID, words: String, next: Day, on: Day)
    /// Another who knows of it now.
    case told(person: PersonID, who: String, on: Day)
    /// The person or the family was told of it.
    case disclosed(person: PersonID, words: String, on: Day)
    case ended(person: PersonID, reason: String, on: Day)

    package var subjects: [PersonID] {
      switch self {
      case .raised(let details): [details.person]
      case .reviewed(let person, _, _, _), .told(let person, _, _), .disclosed(let person, _, _),
        .ended(let person, _, _):
        [person]
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .raised(let details): details.from
      case .reviewed(_, _, _, let on), .told(_, _, let on), .disclosed(_, _, let on),
        .ended(_, _, let on):
        on
      }
    }
  }

  package enum Command: Sendable {
    case raise(Details)
    case review(words: String, next: Day)
    case tell(who: String, on: Day)
    case disclose(words: String, on: Day)
    case end(reason: String)
  }

  package static func decide(
    _ command: Command, given alert: Alert?, around: Nothing, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let alert else {
      guard case .raise(let details) = command else { throw .notThere(Self.self) }
      try check(details, today: today)
      return [.raised(details: details)]
    }
    guard alert.endedOn == nil else {
      throw Refusal("alert.ended", "This alert has ended. Raise a new one if it is needed again")
    }
    let person = alert.person
    switch command {
    case .raise: throw .alreadyThere(Self.self)
    case .review(let words, let next):
      try required(words, "alert.review-words", "Say what was looked at and found", "words")
      try check(next: next, today: today)
      return [.reviewed(person: person, words: words, next: next, on: today)]
    case .tell(let who, let on):
      try required(who, "alert.who", "Say who was told", "who")
      try past(on, today: today, question: "told-on")
      return [.told(person: person, who: who, on: on)]
    case .disclose(let words, let on):
      guard !alert.details.familyTold else { return [] }
      try required(words, "alert.disclosed-words", "Say who was told, and how", "words")
      try past(on, today: today, question: "told-on")
      return [.disclosed(person: person, words: words, on: on)]
    case .end(let reason):
      try required(reason, "alert.end-reason", "Say why the alert is no longer needed", "reason")
      return [.ended(person: person, reason: reason, on: today)]
    }
  }

  package static func evolve(_ alert: Alert?, _ fact: Fact) -> Alert {
    guard var alert else {
      guard case .raised(let details) = fact else { outOfOrder(fact) }
      return Alert(
        person: details.person, kind: details.kind, details: details, told: details.told)
    }
    switch fact {
    case .raised: outOfOrder(fact)
    case .reviewed(_, let words, let next, let on):
      alert.reviews.append(Review(words: words, on: on, next: next))
    case .told(_, let who, let on): alert.told.append(Told(who: who, on: on))
    case .disclosed: alert.details.familyTold = true
    case .ended(_, let reason, let on):
      alert.endedOn = on
      alert.endReason = reason
    }
    return alert
  }
}

extension Alert {
  /// An alert is looked at again within a year at the latest.
  package static let longestMonths = 12

  private static func check(_ details: Details, today: Day) throws(Refusal) {
    try required(details.what, "alert.what", "Say what it is", "what")
    try required(details.act, "alert.act", "Say what a worker is to do", "do")
    try required(details.evidence, "alert.evidence", "Say how this is known", "evidence")
    try past(details.from, today: today, question: "from")
    try check(next: details.reviewOn, today: today)
    if !details.familyTold {
      try required(
        details.whyNotTold ?? "", "alert.why-not-told", "Say why they have not been told",
        "why-not-told")
    }
    for told in details.told { try past(told.on, today: today, question: "told") }
  }

  private static func check(next: Day, today: Day) throws(Refusal) {
    guard next > today, next <= today.adding(months: longestMonths) else {
      throw Refusal(
        "alert.review-on", "The day to look at it again must be within the next 12 months",
        question: "review")
    }
  }

  private static func past(_ day: Day, today: Day, question: String) throws(Refusal) {
    guard day <= today else {
      throw Refusal(
        "alert.future", "The date must be today or in the past", question: question)
    }
  }

  private static func required(
    _ text: String, _ rule: String, _ message: String, _ question: String
  ) throws(Refusal) {
    guard !text.isEmpty else { throw Refusal(rule, message, question: question) }
  }
}
