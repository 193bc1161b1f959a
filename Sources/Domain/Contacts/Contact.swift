package typealias ContactID = Identifier<Contact>

/// A worry about a child, as it reached the unit: taken, clocked, decided and closed, even when
/// nobody in it is identified yet. It may be about several children; each gets an outcome.
package struct Contact: Noun {
  package static let noun = "contact"
  package static let letter = "C"

  package var details: Details
  /// Everybody named, by a key that stays: children and adults, matched to people or not.
  package var named: [Named]
  package var triage: Triage?
  package var decision: Decision?
  package var check: Check?
  package var returns: [Check] = []
  /// The decisions that were sent back: one for each of ``returns``.
  package var earlier: [Decision] = []
  /// The samples into which a decision of it was drawn after the contact had closed.
  package var samplings: [Sampling] = []
  package var feedback: [Feedback] = []
  package var added: [String] = []
  /// Emails to the referrer, in order.
  package var messages: [Written] = []
  package var untold: [Untold] = []
  /// How the referrer was told of the decision that stands; nil while they wait.
  package var told: Told?
  /// Who has it in hand; nil while nobody has.
  package var assignedTo: WorkerID?
  package var parking: Parking?
  /// Who has read what was passed to open work.
  package var readers: Set<WorkerID> = []

  package var status: Status {
    guard let decision else { return returns.isEmpty ? .waiting : .returned }
    if check != nil { return .closed }
    return decision.needsCheck || isSampled ? .waitingForCheck : .closed
  }

  /// Drawn into a sample, and nobody has looked at it yet.
  package var isSampled: Bool { samplings.last.map { $0.verdict == nil } ?? false }

  package enum Status: String, CaseIterable, Sendable {
    case waiting, returned, waitingForCheck, closed
  }

  /// The children named, in order.
  package var children: [Named] { named.filter { $0.isChild } }

  package enum Fact: Domain.Fact {
    case received(details: Details, named: [Named])
    case personNamed(named: Named)
    case matched(key: Int, to: PersonID, because: String)
    case unmatched(key: Int, from: PersonID, reason: String)
    case informationAdded(words: String, on: Day)
    case triaged(triage: Triage)
    case decided(decision: Decision, people: [PersonID])
    /// The second check (A4): a second person agrees before anything leaves the unit.
    case checked(check: Check, people: [PersonID])
    case returned(check: Check, people: [PersonID])
    case fedBack(feedback: Feedback)
    /// A decision that closed the contact was drawn by chance: a second person looks at it too (A4).
    case sampled(sample: SampleID, by: WorkerID?, on: Day, people: [PersonID])
    case wroteBack(message: Message)
    /// A mail server took the message in this place.
    case messageSent(place: Int, on: Day)
    case messageFailed(place: Int, why: String, on: Day)
    case sendingAgain(place: Int, on: Day)
    case cannotBeTold(untold: Untold)
    /// In the hands of one worker; of nobody where it was given back.
    case assigned(to: WorkerID?, on: Day)
    case parked(parking: Parking)
    case unparked(on: Day)
    /// Whoever works with the children it was passed to says that they have read it.
    case read(by: WorkerID, children: [PersonID], on: Day)

    package var subjects: [PersonID] {
      switch self {
      case .received(_, let named): named.compactMap { $0.person }
      case .personNamed(let named): named.person.map { [$0] } ?? []
      case .matched(_, let person, _), .unmatched(_, let person, _): [person]
      case .read(_, let children, _): children
      case .decided(_, let people), .checked(_, let people), .returned(_, let people),
        .sampled(_, _, _, let people):
        people
      case .informationAdded, .triaged, .fedBack, .wroteBack, .messageSent, .messageFailed,
        .sendingAgain, .cannotBeTold, .assigned, .parked, .unparked:
        []
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .received(let details, _): details.receivedOn
      case .informationAdded(_, let on), .assigned(_, let on), .unparked(let on),
        .read(_, _, let on):
        on
      case .parked(let parking): parking.on
      case .fedBack(let feedback): feedback.on
      case .wroteBack(let message): message.on
      case .messageSent(_, let on), .messageFailed(_, _, let on), .sendingAgain(_, let on): on
      case .cannotBeTold(let untold): untold.on
      case .triaged(let triage): triage.on
      case .decided(let decision, _): decision.on
      case .checked(let check, _), .returned(let check, _): check.on
      case .sampled(_, _, let on, _): on
      case .personNamed, .matched, .unmatched: nil
      }
    }
  }

  package enum Command: Sendable {
    case receive(Details, named: [Named])
    case name(Named)
    case match(key: Int, to: PersonID, because: String)
    case unmatch(key: Int, reason: String)
    case addInformation(String)
    case triage(outcomeClear: Bool, level: Level?)
    case decide(
      level: Level, indicators: [String], outcomes: [ChildOutcome], reason: String,
      history: String)
    /// By another person than the decision.
    case agree(comment: String)
    case sendBack(comment: String)
    case feedBack(words: String, how: Method, on: Day)
    /// Follows from the draw of a sample; see ``Sample``.
    case sample(SampleID)
    /// By email, exactly in these words.
    case writeBack(to: EmailAddress, subject: String, words: String)
    case messageWasSent(place: Int)
    case messageHasFailed(place: Int, why: String)
    case sendAgain(place: Int)
    case sayCannotBeTold(Untold.Reason, words: String)
    /// To the worker who will see to it; nil gives it back to everybody.
    case assign(to: WorkerID?)
    /// Put aside until a day, on which it comes back by itself.
    case park(until: Day, reason: String)
    case unpark
    /// What was passed to open work; see ``passedOn``.
    case read
  }

  /// The episodes open now for the people matched in this contact; what an email must not tell; whom
  /// it is to be given to; the threshold document.
  package struct Around: Sendable {
    package var openEpisodes: [PersonID: ReferralID]
    package var unsaid: Unsaid
    /// The worker named by the command; nil where there is none of that number.
    package var assignee: Assignee?
    package var thresholds: ThresholdEditions
    package init(
      openEpisodes: [PersonID: ReferralID], unsaid: Unsaid = Unsaid(), assignee: Assignee? = nil,
      thresholds: ThresholdEditions = .shipped
    ) {
      self.thresholds = thresholds
      self.openEpisodes = openEpisodes
      self.unsaid = unsaid
      self.assignee = assignee
    }
  }

  package static func decide(
    _ command: Command, given contact: Contact?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let contact else {
      guard case .receive(let details, let named) = command else { throw .notThere(Self.self) }
      return try receive(details, named: named, today: today)
    }
    return try contact.judge(command, around: around, by: actor, today: today)
  }

  package static func evolve(_ contact: Contact?, _ fact: Fact) -> Contact {
    guard var contact else {
      guard case .received(let details, let named) = fact else { outOfOrder(fact) }
      return Contact(details: details, named: named)
    }
    switch fact {
    case .received: outOfOrder(fact)
    case .personNamed(let named): contact.named.append(named)
    case .matched(let key, let person, _): contact.link(key, to: person)
    case .unmatched(let key, _, _): contact.link(key, to: nil)
    case .informationAdded(let words, _): contact.added.append(words)
    case .triaged(let triage): contact.triage = triage
    case .decided(let decision, _):
      contact.decision = decision
      contact.parking = nil
    case .checked(let check, _):
      contact.check = check
      contact.answerSample(.agreed, check)
    case .returned(let check, _):
      contact.returns.append(check)
      if let decision = contact.decision { contact.earlier.append(decision) }
      contact.decision = nil
      contact.readers = []
      contact.answerSample(.returned, check)
      // Of a new decision the referrer hears anew.
      contact.told = nil
      for place in contact.messages.indices { contact.messages[place].isOfDecision = false }
    case .fedBack(let feedback):
      contact.feedback.append(feedback)
      contact.told = contact.told ?? Told(on: feedback.on, how: .told)
    case .wroteBack(let message): contact.messages.append(Written(message: message))
    case .messageSent(let place, let on): contact.ended(place, .sent(on: on))
    case .messageFailed(let place, let why, let on):
      contact.ended(place, .failed(why: why, on: on))
    case .sendingAgain(let place, _): contact.ended(place, .waiting)
    case .cannotBeTold(let untold):
      contact.untold.append(untold)
      contact.told = Told(on: untold.on, how: .cannot)
    case .sampled(let sample, _, let on, _):
      contact.samplings.append(Sampling(sample: sample, on: on))
    case .assigned(let worker, _): contact.assignedTo = worker
    case .parked(let parking): contact.parking = parking
    case .unparked: contact.parking = nil
    case .read(let worker, _, _): contact.readers.insert(worker)
    }
    return contact
  }

  private mutating func answerSample(_ verdict: Sampling.Verdict, _ check: Check) {
    guard isSampled, let last = samplings.indices.last else { return }
    samplings[last].verdict = verdict
    samplings[last].check = check
  }

  private mutating func ended(_ place: Int, _ state: Written.State) {
    guard messages.indices.contains(place) else { return }
    messages[place].state = state
    guard case .sent(let on) = state, messages[place].isOfDecision else { return }
    told = told ?? Told(on: on, how: .written)
  }

  private mutating func link(_ key: Int, to person: PersonID?) {
    guard let index = named.firstIndex(where: { $0.key == key }) else { return }
    named[index].person = person
  }
}
