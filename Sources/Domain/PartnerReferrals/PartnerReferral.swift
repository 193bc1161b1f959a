package typealias PartnerReferralID = Identifier<PartnerReferral>

/// A referral form as somebody outside the council sent it (A1): a professional, an agency, a family
/// member, a child. It becomes a contact in the same act, so there is one way in and one set of guards;
/// what was sent stays here as it was, whatever becomes of the contact.
package struct PartnerReferral: Noun {
  package static let noun = "partnerreferral"
  package static let letter = "M"

  package var form: Form
  /// The contact that it became.
  package var contact: ContactID

  package enum Fact: Domain.Fact {
    case sent(form: Form, contact: ContactID)

    /// Nobody is matched yet: whom it is about is said by its contact.
    package var subjects: [PersonID] { [] }

    package var occurredOn: Day? {
      switch self {
      case .sent(let form, _): form.sentAt.day
      }
    }
  }

  package enum Command: Sendable {
    case send(Form)
  }

  package struct Around: Sendable {
    /// The number of the next contact.
    package var nextContact: ContactID
    /// Another form has this reference.
    package var referenceIsTaken: Bool

    package init(nextContact: ContactID, referenceIsTaken: Bool = false) {
      self.nextContact = nextContact
      self.referenceIsTaken = referenceIsTaken
    }
  }

  package static func decide(
    _ command: Command, given referral: PartnerReferral?, around: Around, by actor: Actor,
    today: Day
  ) throws(Refusal) -> [Fact] {
    guard referral == nil else { throw .alreadyThere(Self.self) }
    switch command {
    case .send(let form):
      try form.check(around: around, today: today)
      return [.sent(form: form, contact: around.nextContact)]
    }
  }

  package static func evolve(_ referral: PartnerReferral?, _ fact: Fact) -> PartnerReferral {
    guard referral == nil else { outOfOrder(fact) }
    switch fact {
    case .sent(let form, let contact): return PartnerReferral(form: form, contact: contact)
    }
  }
}
