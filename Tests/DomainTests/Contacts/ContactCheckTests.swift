import Domain
import Foundation
import Testing

/// What a second person looks at, before it leaves the unit and after it was drawn by chance.
@Suite("Contact: the second pair of eyes") struct ContactCheckTests {
  typealias T = ContactTests

  static func outcomes(_ outcome: Contact.Outcome) -> [Contact.ChildOutcome] {
    [1, 2].map { Contact.ChildOutcome(key: $0, outcome: outcome) }
  }

  static func after(
    _ commands: [(Contact.Command, Actor)], open: [PersonID: ReferralID] = [:]
  ) throws -> Contact {
    var contact = T.contact()
    for (command, actor) in commands {
      for fact in try T.judge(command, contact, open: open, by: actor) {
        contact = .evolve(contact, fact)
      }
    }
    return contact
  }

  @Test(
    "Whatever leaves the unit waits for a second person; what stays closes at once",
    arguments: Contact.Outcome.allCases)
  func whatLeaves(outcome: Contact.Outcome) throws {
    let open: [PersonID: ReferralID] =
      outcome == .passedToOpenWork
      ? [PersonID(11): ReferralID(7), PersonID(12): ReferralID(8)] : [:]
    let decided = try Self.after(
      [(T.decide(Self.outcomes(outcome)), T.decider)], open: open)
    #expect(decided.status == (outcome.leavesUnit ? .waitingForCheck : .closed))
    let leaves: Set<Contact.Outcome> = [.referral, .earlyHelp, .passedToOpenWork]
    #expect(outcome.leavesUnit == leaves.contains(outcome))
  }

  @Test("A decision of before this rule reads as it did: only referrals were checked")
  func oldDecisions() throws {
    // As it was written then, without the rule and the edition.
    let old = """
      {"by":"W-1","history":"None","indicators":["2.asking"],"level":2,"on":"2025-03-03",
       "outcomes":[{"key":1,"outcome":"earlyHelp"},{"key":2,"outcome":"noFurtherAction"}],
       "reason":"Asked for help"}
      """
    let decision = try JSONDecoder().decode(Contact.Decision.self, from: Data(old.utf8))
    let closed = Contact.evolve(T.contact(), .decided(decision: decision, people: []))
    #expect(closed.status == .closed)
    #expect(decision.edition == nil)
    #expect(ThresholdEditions.shipped.of(decision).edition == "1")
    var referred = decision
    referred.outcomes[0].outcome = .referral
    #expect(referred.needsCheck)
  }

  @Test("A decision keeps the edition of the threshold document by which it was made")
  func edition() throws {
    let decided = try Self.after([(T.decide(Self.outcomes(.noFurtherAction)), T.decider)])
    #expect(decided.decision?.edition == "2")
    let made = ThresholdEditions.shipped.of(try #require(decided.decision))
    #expect(made.edition == "2")
  }

  @Test("After one was sent back a second person looks at the new decision, whatever it is")
  func decidedAgain() throws {
    let contact = try Self.after([
      (T.decide(Self.outcomes(.earlyHelp)), T.decider),
      (.sendBack(comment: "Ask the school"), T.second),
      (T.decide(Self.outcomes(.noFurtherAction), reason: "The school sees no worry"), T.decider),
    ])
    #expect(contact.status == .waitingForCheck)
    #expect(contact.earlier.map(\.reason) == ["Needs help"])
    #expect(contact.returns.map(\.comment) == ["Ask the school"])
    #expect(T.refusal(.agree(comment: ""), contact)?.rule == "contact.own-check")
  }

  @Test("Early help and open work follow the check, and open no referral") func consequences()
    throws
  {
    let contact = try Self.after([(T.decide(Self.outcomes(.earlyHelp)), T.decider)])
    let facts = try T.judge(.agree(comment: "Yes"), contact, by: T.second)
    let checked = facts.reduce(contact) { Contact.evolve($0, $1) }
    #expect(checked.status == .closed)
    let followed = facts.flatMap { Consequences.of($0, on: ContactID(5), now: checked) }
    #expect(followed.isEmpty)
  }

  @Test("What was passed to open work that has ended since is not agreed, but sent back")
  func endedMeanwhile() throws {
    let open = [PersonID(11): ReferralID(7), PersonID(12): ReferralID(8)]
    let contact = try Self.after(
      [(T.decide(Self.outcomes(.passedToOpenWork)), T.decider)], open: open)
    #expect(
      T.refusal(.agree(comment: ""), contact, by: T.second)?.rule == "contact.no-open-work")
    #expect(T.refusal(.sendBack(comment: "It has ended"), contact, by: T.second) == nil)
  }

  @Test("What is passed to open work is read there by name, once it was checked")
  func readAtWork() throws {
    let open = [PersonID(11): ReferralID(7), PersonID(12): ReferralID(8)]
    let decided = try Self.after(
      [(T.decide(Self.outcomes(.passedToOpenWork)), T.decider)], open: open)
    #expect(T.refusal(.read, decided)?.rule == "contact.not-passed")
    let checked = try Self.after(
      [
        (T.decide(Self.outcomes(.passedToOpenWork)), T.decider), (.agree(comment: ""), T.second),
      ], open: open)
    let facts = try T.judge(.read, checked, by: T.second)
    #expect(facts.map(\.name) == ["read"])
    #expect(facts.flatMap(\.subjects) == checked.passedOn)
    let read = facts.reduce(checked) { Contact.evolve($0, $1) }
    #expect(try T.judge(.read, read, by: T.second).isEmpty)
    #expect(T.refusal(.read, read, by: .system)?.rule == "contact.read-by-worker")
  }

  // MARK: - Drawn by chance

  static func sampled() throws -> Contact {
    try after([
      (T.decide(outcomes(.noFurtherAction)), T.decider), (.sample(SampleID(3)), T.second),
    ])
  }

  @Test("A closed decision that is drawn waits for a second person, and not for its decider")
  func drawn() throws {
    let contact = try Self.sampled()
    #expect(contact.status == .waitingForCheck)
    #expect(T.refusal(.agree(comment: ""), contact)?.rule == "contact.own-check")
    let facts = try T.judge(.agree(comment: "Sound"), contact, by: T.second)
    let agreed = facts.reduce(contact) { Contact.evolve($0, $1) }
    #expect(agreed.status == .closed)
    #expect(agreed.samplings.map(\.verdict) == [.agreed])
    #expect(agreed.samplings.first?.check?.comment == "Sound")
  }

  @Test("One that is sent back waits for a new decision, and then for a check of that")
  func drawnAndReturned() throws {
    var contact = try Self.sampled()
    for fact in try T.judge(.sendBack(comment: "Three contacts"), contact, by: T.second) {
      contact = .evolve(contact, fact)
    }
    #expect(contact.status == .returned)
    #expect(contact.samplings.map(\.verdict) == [.returned])
    let again = T.decide(Self.outcomes(.noFurtherAction), reason: "With all three in mind")
    for fact in try T.judge(again, contact) { contact = .evolve(contact, fact) }
    #expect(contact.status == .waitingForCheck)
    // The sample keeps what the second person said of the decision that was drawn.
    #expect(contact.samplings.map(\.check?.comment) == ["Three contacts"])
  }

  @Test("The time for the new decision runs from the day on which the sampled one came back")
  func clock() {
    let received = T.today.adding(days: -90)
    func state(_ decided: Day?, cameBack: Day?) -> Clock.State? {
      Contact.decisionClock(
        received: received, minute: nil, decided: decided, cameBack: cameBack)?
        .state(today: T.today)
    }
    #expect(state(nil, cameBack: nil)?.isLate == true)
    #expect(state(nil, cameBack: T.today)?.isLate == false)
    #expect(state(T.today, cameBack: T.today)?.isLate == false)
    // The first decision, before it was drawn, is read by the day on which the contact came.
    #expect(state(received, cameBack: T.today)?.isLate == false)
  }

  @Test("Only a closed decision that nobody has looked at is drawn") func notDrawn() throws {
    let sample = Contact.Command.sample(SampleID(4))
    #expect(T.refusal(sample, T.contact())?.rule == "contact.not-to-sample")
    let waiting = try Self.after([(T.decide(T.bothReferred), T.decider)])
    #expect(T.refusal(sample, waiting)?.rule == "contact.not-to-sample")
    #expect(T.refusal(sample, try Self.sampled())?.rule == "contact.not-to-sample")
  }
}
