/// What one act makes happen elsewhere: one pure function, one place, same transaction.
package enum Consequence: Sendable {
  case referral(Referral.Command)
  case person(PersonID, Person.Command)
  case contact(ContactID, Contact.Command)
}

package enum Consequences {
  /// A contact decided "referral", and checked by a second person (A4), opens an episode a child.
  package static func of(_ fact: Contact.Fact, on id: ContactID, now contact: Contact)
    -> [Consequence]
  {
    guard case .checked = fact, let decision = contact.decision else { return [] }
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
