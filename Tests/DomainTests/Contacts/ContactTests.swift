import Domain
import Testing

/// Given facts, when a worker asks for something, then facts or the one reason why not.
@Suite("Contact: what the worker sees") struct ContactTests {
  static let today = Day(number: 20_528)  // Monday 16 March 2026
  static let decider = Actor(.worker(WorkerID(1)), roles: [.decisionMaker])
  static let second = Actor(.worker(WorkerID(2)), roles: [.decisionMaker])

  static func details(account: String = "Bruises seen at school", on day: Day = today)
    -> Contact.Details
  {
    Contact.Details(
      receivedOn: day, receivedMinute: nil, method: .phone, source: .school, account: account,
      inDanger: .no, consent: .yes)
  }

  static let aisha = Contact.Named(
    key: 1, given: "Aisha", family: "Khan", isChild: true, person: PersonID(11))
  static let sam = Contact.Named(
    key: 2, given: "Sam", family: "Khan", isChild: true, person: PersonID(12))
  static let mother = Contact.Named(key: 3, given: "Noor", family: "Khan", isChild: false)

  static func contact(_ named: [Contact.Named] = [aisha, sam, mother]) -> Contact {
    Contact.evolve(nil, .received(details: details(), named: named))
  }

  static func decide(
    _ outcomes: [Contact.ChildOutcome], reason: String = "Needs help",
    history: String = "Two contacts last year"
  ) -> Contact.Command {
    .decide(
      level: .statutory, indicators: ["4.injury"], outcomes: outcomes, reason: reason,
      history: history)
  }

  static let bothReferred = [
    Contact.ChildOutcome(key: 1, outcome: .referral, primaryNeed: .abuseNeglectExploitation),
    Contact.ChildOutcome(key: 2, outcome: .referral),
  ]

  static func judge(
    _ command: Contact.Command, _ contact: Contact?, open: [PersonID: ReferralID] = [:],
    by actor: Actor = decider
  ) throws(Refusal) -> [Contact.Fact] {
    try Contact.decide(
      command, given: contact, around: Contact.Around(openEpisodes: open), by: actor, today: today)
  }

  static func refusal(
    _ command: Contact.Command, _ contact: Contact?, open: [PersonID: ReferralID] = [:],
    by actor: Actor = decider
  ) -> Refusal? {
    do {
      _ = try judge(command, contact, open: open, by: actor)
      return nil
    } catch { return error }
  }

  static func after(_ commands: [(Contact.Command, Actor)]) throws -> Contact {
    var contact = contact()
    for (command, actor) in commands {
      for fact in try judge(command, contact, by: actor) { contact = .evolve(contact, fact) }
    }
    return contact
  }

  // MARK: - Taking it

  @Test("A contact about nobody known is taken") func nobodyKnown() throws {
    let facts = try Self.judge(.receive(Self.details(), named: []), nil)
    #expect(facts == [.received(details: Self.details(), named: [])])
  }

  @Test("A contact without the caller's words is refused") func noAccount() {
    let refusal = Self.refusal(.receive(Self.details(account: ""), named: []), nil)
    #expect(refusal?.question == "account")
  }

  @Test("A contact received tomorrow is refused") func tomorrow() {
    let tomorrow = Self.details(on: Self.today.adding(days: 1))
    #expect(Self.refusal(.receive(tomorrow, named: []), nil)?.rule == "contact.received-future")
  }

  @Test("Immediate danger asks what was done about it") func danger() {
    var details = Self.details()
    details.inDanger = .yes
    #expect(
      Self.refusal(.receive(details, named: []), nil)?.question == "danger-action")
    details.dangerAction = "Police are at the house"
    #expect(Self.refusal(.receive(details, named: []), nil) == nil)
  }

  @Test("Nothing can be done with a contact that was never taken") func notThere() {
    #expect(Self.refusal(.addInformation("More"), nil)?.rule == "contact.not-there")
    #expect(
      Self.refusal(.receive(Self.details(), named: []), Self.contact())?.rule
        == "contact.already-there")
  }

  // MARK: - Matching

  @Test("Nobody is matched over another match, and no record twice") func matching() {
    let contact = Self.contact()
    #expect(
      Self.refusal(.match(key: 1, to: PersonID(99), because: ""), contact)?.rule
        == "contact.matched")
    #expect(
      Self.refusal(.match(key: 3, to: PersonID(11), because: ""), contact)?.rule
        == "contact.matched-twice")
    #expect(
      Self.refusal(.match(key: 9, to: PersonID(5), because: ""), contact)?.rule
        == "contact.not-named")
    #expect((try? Self.judge(.match(key: 1, to: PersonID(11), because: ""), contact)) == [])
  }

  @Test("A match is undone with a reason, and can be made again") func unmatching() throws {
    var contact = Self.contact()
    #expect(
      Self.refusal(.unmatch(key: 1, reason: ""), contact)?.rule == "contact.unmatch-reason")
    for fact in try Self.judge(.unmatch(key: 1, reason: "Another Aisha"), contact) {
      contact = .evolve(contact, fact)
    }
    #expect(contact.named[0].person == nil)
    #expect(Self.refusal(.match(key: 1, to: PersonID(20), because: "Same address"), contact) == nil)
  }

  // MARK: - Deciding

  @Test("Each child needs an outcome of its own") func everyChild() {
    let one = [Contact.ChildOutcome(key: 1, outcome: .noFurtherAction)]
    let refusal = Self.refusal(Self.decide(one), Self.contact())
    #expect(refusal?.question == "outcome-2")
    #expect(refusal?.message == "Select an outcome for Sam Khan")
  }

  @Test("A decision needs a reason and what the history adds") func reasonAndHistory() {
    let contact = Self.contact()
    #expect(
      Self.refusal(Self.decide(Self.bothReferred, reason: ""), contact)?.question == "reason")
    #expect(
      Self.refusal(Self.decide(Self.bothReferred, history: ""), contact)?.question == "history")
  }

  @Test("A referral needs a record of the child") func referralNeedsPerson() {
    var unknown = Self.aisha
    unknown.person = nil
    let refusal = Self.refusal(
      Self.decide([Contact.ChildOutcome(key: 1, outcome: .referral)]), Self.contact([unknown]))
    #expect(refusal?.rule == "contact.referral-person")
  }

  @Test("A child with open work is not referred a second time") func openEpisode() {
    let open = [PersonID(11): ReferralID(7)]
    let refusal = Self.refusal(Self.decide(Self.bothReferred), Self.contact(), open: open)
    #expect(refusal?.rule == "contact.open-episode")
    #expect(refusal?.message.contains("R-7") == true)
  }

  @Test("Nothing is passed to work that is not open") func noOpenWork() {
    let outcomes = [Contact.ChildOutcome(key: 1, outcome: .passedToOpenWork)]
    let contact = Self.contact([Self.aisha])
    #expect(Self.refusal(Self.decide(outcomes), contact)?.rule == "contact.no-open-work")
    #expect(
      Self.refusal(Self.decide(outcomes), contact, open: [PersonID(11): ReferralID(7)]) == nil)
  }

  @Test("With nobody named there is advice or no further action, nothing else") func nobodyNamed() {
    let contact = Self.contact([])
    let referral = [Contact.ChildOutcome(key: nil, outcome: .referral)]
    let advice = [Contact.ChildOutcome(key: nil, outcome: .adviceAndInformation)]
    #expect(Self.refusal(Self.decide(referral), contact)?.rule == "contact.nobody")
    #expect(Self.refusal(Self.decide([]), contact)?.rule == "contact.outcome")
    #expect(Self.refusal(Self.decide(advice), contact) == nil)
  }

  @Test("A contact is decided once") func once() throws {
    let decided = try Self.after([(Self.decide(Self.bothReferred), Self.decider)])
    #expect(
      Self.refusal(Self.decide(Self.bothReferred), decided)?.rule == "contact.decided")
    #expect(
      Self.refusal(.triage(outcomeClear: true, level: nil), decided)?.rule == "contact.decided")
  }

  // MARK: - The second check

  @Test("Whoever decided does not check") func ownCheck() throws {
    let decided = try Self.after([(Self.decide(Self.bothReferred), Self.decider)])
    #expect(decided.status == .waitingForCheck)
    #expect(Self.refusal(.agree(comment: ""), decided)?.rule == "contact.own-check")
    #expect(Self.refusal(.sendBack(comment: "Look again"), decided)?.rule == "contact.own-check")
    #expect(Self.refusal(.agree(comment: ""), decided, by: Self.second) == nil)
  }

  @Test("A decision is sent back with a reason and decided again") func sentBack() throws {
    let decided = try Self.after([(Self.decide(Self.bothReferred), Self.decider)])
    #expect(
      Self.refusal(.sendBack(comment: ""), decided, by: Self.second)?.question == "comment")
    let returned = try Self.after([
      (Self.decide(Self.bothReferred), Self.decider),
      (.sendBack(comment: "Ask the school"), Self.second),
    ])
    #expect(returned.status == .returned)
    #expect(returned.decision == nil)
    #expect(Self.refusal(Self.decide(Self.bothReferred), returned) == nil)
  }

  @Test("The referrer is told after the decision, on a day that was") func feedback() throws {
    let early = Contact.Command.feedBack(words: "Thank you", how: .phone, on: Self.today)
    #expect(Self.refusal(early, Self.contact())?.rule == "contact.feedback-early")
    let decided = try Self.after([(Self.decide(Self.bothReferred), Self.decider)])
    let later = Contact.Command.feedBack(
      words: "Thank you", how: .phone, on: Self.today.adding(days: 1))
    #expect(Self.refusal(later, decided)?.question == "on")
    #expect(Self.refusal(early, decided) == nil)
  }

  // MARK: - What follows

  @Test("Only the second check opens referrals, one a child, on the day of the decision")
  func consequences() throws {
    let decided = try Self.after([(Self.decide(Self.bothReferred), Self.decider)])
    let decision = try #require(decided.decision)
    let id = ContactID(5)
    #expect(
      Consequences.of(.decided(decision: decision, people: []), on: id, now: decided).isEmpty)
    let check = Contact.Check(comment: "", by: WorkerID(2), on: Self.today.adding(days: 1))
    let opened = Consequences.of(.checked(check: check, people: []), on: id, now: decided).map {
      consequence -> String in
      guard
        case .referral(.open(let child, let contact, let source, let need, let on)) = consequence
      else { return "something else" }
      return "\(child) \(contact?.description ?? "") \(source) \(need?.code ?? "none") \(on)"
    }
    #expect(
      opened == [
        "P-11 C-5 school N1 2026-03-16", "P-12 C-5 school none 2026-03-16",
      ])
  }

  // MARK: - Clock

  @Test("Received on Friday, decided on Monday is in time; on Tuesday it is late") func clock() {
    let friday = Self.today.adding(days: -3)
    func state(_ decided: Day) -> Clock.State? {
      Contact.decisionClock(received: friday, minute: 16 * 60, decided: decided)?
        .state(today: decided)
    }
    guard case .stoppedInTime? = state(Self.today) else {
      Issue.record("Monday was not in time")
      return
    }
    #expect(state(Self.today.adding(days: 1))?.isLate == true)
  }
}
