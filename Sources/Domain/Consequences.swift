/// What one act makes happen elsewhere: one pure function, one place, same transaction.
package enum Consequence: Sendable {
  case referral(Referral.Command)
  /// Of an episode that is open: its allocation moves with an accepted transfer.
  case episode(ReferralID, Referral.Command)
  case person(PersonID, Person.Command)
  /// The number is the next one where it begins the contact.
  case contact(ContactID, Contact.Command)
  /// What the closure of a referral means for early help that takes over from it.
  case earlyHelp(EarlyHelpID, EarlyHelp.Command)
  /// What a conference decides about a plan. The number is the next one where it opens the plan.
  case plan(PlanID, Plan.Command)
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

  package init(
    of: FactStream, place: Int, to: String, subject: String, words: String, by: WorkerID?
  ) {
    self.of = of
    self.place = place
    self.to = to
    self.subject = subject
    self.words = words
    self.by = by
  }
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
      .returned, .fedBack, .messageSent, .messageFailed, .cannotBeTold, .sampled, .assigned,
      .parked,
      .unparked, .read:
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

  /// A step up from early help becomes a contact, with its story and its people as they are (A7).
  package static func of(_ fact: EarlyHelp.Fact) -> [Consequence] {
    switch fact {
    case .steppedUp(let stepUp, _):
      [.contact(stepUp.contact, .receive(stepUp.details, named: stepUp.named))]
    case .requested, .refused, .leadProposed, .leadAccepted, .leadDeclined, .begun, .planned,
      .progressed, .reviewed, .closed:
      []
    }
  }

  /// A child protection plan takes the place of a child in need plan: never both.
  package static func of(_ fact: Plan.Fact) -> [Consequence] {
    switch fact {
    case .opened(let opening, _, _, let replaces, _):
      guard let replaces else { return [] }
      let words = "The conference of \(opening.from.long) decided a child protection plan."
      return [.plan(replaces, .end(on: opening.from, reason: .protection, words: words))]
    case .imported, .written, .actionAdded, .actionDone, .actionDropped, .coreGroupSet,
      .coreGroupMet, .visitsAgreed, .reviewed, .ended:
      return []
    }
  }

  /// A police notification routed to a contact becomes one, with its people and its text as they are;
  /// or is added to one that is there. What comes later of the incident follows it there.
  package static func of(
    _ fact: PoliceNotification.Fact, on id: PoliceNotificationID, now: PoliceNotification
  ) -> [Consequence] {
    switch fact {
    case .routed(let routing, _):
      guard let contact = routing.contact else { return [] }
      guard let inDanger = routing.inDanger else {
        // What was added when it came is not added twice.
        let isThere = now.routings.dropLast().contains { $0.contact == contact }
        return isThere
          ? [] : now.reports.map { .contact(contact, .addInformation($0.asInformation(id))) }
      }
      return [.contact(contact, now.asContact(id, inDanger: inDanger, routing.dangerAction))]
    case .receivedAgain(let report):
      guard let contact = now.routings.last?.contact else { return [] }
      return [.contact(contact, .addInformation(report.asInformation(id)))]
    case .received, .matched, .unmatched, .taken, .assessed, .carriedOver, .read: return []
    }
  }
}

extension PoliceNotification.Report {
  /// What is added to a contact that is there: from where, and word for word.
  fileprivate func asInformation(_ id: PoliceNotificationID) -> String {
    let people = named.map { one in
      ([one.full] + [one.role, one.isChild ? "child" : nil].compactMap { $0 })
        .joined(separator: ", ")
    }
    return """
      Police notification \(id), reference \(reference), received \(receivedAt.day.long).
      \(text)\(people.isEmpty ? "" : "\nNamed: \(people.joined(separator: "; "))")
      """
  }
}

extension PoliceNotification {
  fileprivate func asContact(
    _ id: PoliceNotificationID, inDanger: Contact.Answer, _ action: String?
  ) -> Contact.Command {
    let (day, hour, minute) = reports[0].receivedAt.london
    let later = reports.dropFirst().map {
      "\n\nReceived again \($0.receivedAt.day.long):\n\($0.text)"
    }
    let postcode = reports.compactMap { $0.address?.postcode }.first
    return .receive(
      Contact.Details(
        receivedOn: day, receivedMinute: hour * 60 + minute, method: .police, source: .police,
        agency: reports[0].force, callerRole: "Police notification",
        callerReach: "Reference \(reports[0].reference)",
        account: reports[0].text + later.joined(), inDanger: inDanger, dangerAction: action,
        consent: .notKnown, consentBasis: "Not said in the notification"),
      named: named.map { $0.inContact(postcode: postcode) })
  }
}
