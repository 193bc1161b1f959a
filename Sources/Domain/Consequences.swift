/// What one act makes happen elsewhere: one pure function, one place, same transaction.
package enum Consequence: Sendable {
  case referral(Referral.Command)
  case person(PersonID, Person.Command)
  case contact(ContactID, Contact.Command)
  /// Into the outbox, to be sent once this is durable.
  case message(Outgoing)
  /// Out of the outbox once more.
  case messageAgain(of: FactStream, place: Int)
}

/// A message on its way out of the house. Its record and its place in it are its key: the same act
/// done twice is one message.
package struct Outgoing: Sendable, Equatable {
  package let of: FactStream
  package let place: Int
  package let to: String
  package let subject: String
  package let words: String
  package let by: WorkerID?
}

package enum Consequences {
  package static func of(_ fact: Contact.Fact, on id: ContactID, now contact: Contact)
    -> [Consequence]
  {
    switch fact {
    case .checked: opened(by: contact, id)
    case .wroteBack(let message):
      [
        .message(
          Outgoing(
            of: FactStream(id), place: contact.messages.count - 1, to: message.to,
            subject: message.subject, words: message.words, by: message.by))
      ]
    case .sendingAgain(let place, _): [.messageAgain(of: FactStream(id), place: place)]
    case .received, .personNamed, .matched, .unmatched, .informationAdded, .triaged, .decided,
      .returned, .fedBack, .messageSent, .messageFailed, .cannotBeTold, .sampled, .assigned, .parked,
      .unparked:
      []
    }
  }

  /// A contact decided "referral", and checked by a second person (A4), opens an episode a child.
  private static func opened(by contact: Contact, _ id: ContactID) -> [Consequence] {
    guard let decision = contact.decision else { return [] }
    return decision.outcomes.compactMap { outcome in
      guard outcome.outcome == .referral, let key = outcome.key,
        let child = contact.named.first(where: { $0.key == key })?.person
      else { return nil }
      // Day 0 of the referral is the day on which the unit made it one.
      return .referral(
        .open(
          child: child, contact: id, source: contact.details.source,
          primaryNeed: outcome.primaryNeed, on: decision.on))
    }
  }

  /// Each decision drawn into a sample waits for a second person.
  package static func of(_ fact: Sample.Fact, on id: SampleID) -> [Consequence] {
    switch fact {
    case .drawn(let draw): draw.drawn.map { .contact($0, .sample(id)) }
    }
  }
}
