package typealias EnquiryID = Identifier<Enquiry>

/// A section 47 enquiry about one child within an episode (Children Act 1989 s47).
/// Known here as history that a census file brings.
package struct Enquiry: Noun {
  package static let noun = "enquiry"
  package static let letter = "E"

  package let history: History

  package struct History: Codable, Sendable, Equatable {
    package var child: PersonID
    package var referral: ReferralID
    /// The day of the strategy discussion that began it.
    package var startedOn: Day
    package var conferenceTarget: Day?
    package var conferenceOn: Day?
    /// It ended without needing a conference.
    package var conferenceNotRequired: Bool
    package init(
      child: PersonID, referral: ReferralID, startedOn: Day, conferenceTarget: Day?,
      conferenceOn: Day?, conferenceNotRequired: Bool
    ) {
      self.child = child
      self.referral = referral
      self.startedOn = startedOn
      self.conferenceTarget = conferenceTarget
      self.conferenceOn = conferenceOn
      self.conferenceNotRequired = conferenceNotRequired
    }
  }

  package enum Fact: Domain.Fact {
    case imported(history: History)
    package var subjects: [PersonID] {
      switch self {
      case .imported(let history): [history.child]
      }
    }
    package var occurredOn: Day? {
      switch self {
      case .imported(let history): history.startedOn
      }
    }
  }

  package enum Command: Sendable { case importRecord(History) }

  package static func decide(
    _ command: Command, given enquiry: Enquiry?, around: Nothing, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard enquiry == nil else { throw .alreadyThere(Self.self) }
    switch command {
    case .importRecord(let history):
      if let held = history.conferenceOn, held < history.startedOn {
        throw Refusal(
          "enquiry.conference-before", "The conference is before the enquiry starts",
          question: "DateOfInitialCPC")
      }
      return [.imported(history: history)]
    }
  }

  package static func evolve(_ enquiry: Enquiry?, _ fact: Fact) -> Enquiry {
    guard enquiry == nil else { outOfOrder(fact) }
    switch fact {
    case .imported(let history): return Enquiry(history: history)
    }
  }
}
