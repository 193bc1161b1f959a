package typealias PartnerCheckID = Identifier<PartnerCheck>

/// What one agency is asked about the people of one contact or one open referral, on what basis and
/// by when; that it was chased, what it answered, that it refused, or that it is no longer asked.
///
/// A decision never waits for it (A3): an answer that comes after the decision tells whoever decided.
package struct PartnerCheck: Noun {
  package static let noun = "partnercheck"
  package static let letter = "G"

  package let request: Request
  /// Everybody asked about who has a record, then or since.
  package var people: Set<PersonID>
  package var chases: [Chase] = []
  package var replies: [Reply] = []
  package var withdrawal: Withdrawal?
  /// Who is to be told of an answer that came after their decision, until they have said what it means.
  package var tells: WorkerID?
  package var considered: [Consideration] = []

  package var status: Status {
    if withdrawal != nil { return .withdrawn }
    switch replies.last?.kind {
    case nil: return .open
    case .answer: return .answered
    case .nothingKnown: return .nothingKnown
    case .refusal: return .refused
    }
  }

  package enum Status: String, Codable, Sendable, CaseIterable {
    case open, answered, nothingKnown, refused, withdrawn

    package var words: String {
      switch self {
      case .open: "Waiting for an answer"
      case .answered: "Answered"
      case .nothingKnown: "Nothing known"
      case .refused: "Refused"
      case .withdrawn: "Withdrawn"
      }
    }
  }

  package enum Fact: Domain.Fact {
    /// With what the agency read, word for word.
    case asked(request: Request, people: [PersonID])
    case chased(chase: Chase, people: [PersonID])
    /// An answer, that nothing is known, or a refusal with its reason. `tells` is who decided before it
    /// came.
    case replied(reply: Reply, tells: WorkerID?, people: [PersonID])
    case withdrawn(withdrawal: Withdrawal, people: [PersonID])
    /// What an answer that came after the decision means for it.
    case considered(consideration: Consideration, people: [PersonID])

    package var subjects: [PersonID] {
      switch self {
      case .asked(_, let people), .chased(_, let people), .replied(_, _, let people),
        .withdrawn(_, let people), .considered(_, let people):
        people
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .asked(let request, _): request.askedOn
      case .chased(let chase, _): chase.on
      case .replied(let reply, _, _): reply.on
      case .withdrawn(let withdrawal, _): withdrawal.on
      case .considered(let consideration, _): consideration.on
      }
    }
  }

  package enum Command: Sendable {
    /// `shown` is what the worker saw that the agency would read. Refused where it reads otherwise now.
    case ask(Question, shown: String)
    case chase(how: Contact.Method, words: String?, on: Day)
    /// Whoever brings it: a worker who types it, or the agency itself.
    case reply(Reply.Kind, words: String?, who: String, on: Day)
    /// The agency itself, in the portal, where the check is addressed to it.
    case answer(Reply.Kind, words: String?, who: String, from: AgencyID)
    case withdraw(reason: String)
    case consider(words: String)
  }

  package struct Around: Sendable {
    /// Nil where the contact or referral is not on the record.
    package var subject: Subject?
    /// The agency that the question is addressed to; nil where there is none of that number.
    package var addressee: Addressee?
    package init(subject: Subject?, addressee: Addressee? = nil) {
      self.subject = subject
      self.addressee = addressee
    }
  }

  package static func decide(
    _ command: Command, given check: PartnerCheck?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let check else {
      guard case .ask(let question, let shown) = command else { throw .notThere(Self.self) }
      try reaches(question, around.addressee)
      return try ask(question, shown: shown, around.subject, by: actor, today: today)
    }
    return try check.judge(command, around: around, by: actor, today: today)
  }

  package static func evolve(_ check: PartnerCheck?, _ fact: Fact) -> PartnerCheck {
    guard var check else {
      guard case .asked(let request, let people) = fact else { outOfOrder(fact) }
      return PartnerCheck(request: request, people: Set(people))
    }
    check.people.formUnion(fact.subjects)
    switch fact {
    case .asked: outOfOrder(fact)
    case .chased(let chase, _): check.chases.append(chase)
    case .replied(let reply, let tells, _):
      check.replies.append(reply)
      check.tells = tells ?? check.tells
    case .withdrawn(let withdrawal, _): check.withdrawal = withdrawal
    case .considered(let consideration, _):
      check.considered.append(consideration)
      check.tells = nil
    }
    return check
  }
}
