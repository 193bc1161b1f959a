import Testing

@testable import Domain

/// A promise with its own clock, and what an email must not tell.
@Suite("Feedback to the referrer: what the worker sees") struct ContactFeedbackTests {
  typealias Base = ContactTests
  static let today = ContactTests.today
  static let advised = [1, 2].map {
    Contact.ChildOutcome(key: $0, outcome: .adviceAndInformation)
  }

  static func write(
    _ words: String = "Thank you. We have decided."
  ) throws -> Contact.Command {
    .writeBack(
      to: try #require(EmailAddress("ms.green@hill.example")), subject: "What became of it",
      words: words)
  }

  static func facts(
    _ command: Contact.Command, _ contact: Contact, _ unsaid: Contact.Unsaid = .init(),
    by actor: Actor = Base.decider
  ) throws(Refusal) -> [Contact.Fact] {
    try Contact.decide(
      command, given: contact, around: .init(openEpisodes: [:], unsaid: unsaid), by: actor,
      today: today)
  }

  static func refusal(
    _ command: Contact.Command, _ contact: Contact, _ unsaid: Contact.Unsaid = .init(),
    by actor: Actor = Base.decider
  ) -> String? {
    do {
      _ = try facts(command, contact, unsaid, by: actor)
      return nil
    } catch { return error.rule }
  }

  static func doing(
    _ commands: [Contact.Command], on start: Contact, by actor: Actor = Base.decider
  ) throws -> Contact {
    var contact = start
    for command in commands {
      for fact in try facts(command, contact, by: actor) { contact = .evolve(contact, fact) }
    }
    return contact
  }

  @Test("It is owed from the decision, and where a check is needed from the check") func owed()
    throws
  {
    #expect(Base.contact().feedbackOwedFrom == nil)
    let advised = try Base.after([(Base.decide(Self.advised), Base.decider)])
    #expect(advised.feedbackOwedFrom == Self.today)
    let decided = try Base.after([(Base.decide(Base.bothReferred), Base.decider)])
    #expect(decided.feedbackOwedFrom == nil)
    let checked = try Base.after([
      (Base.decide(Base.bothReferred), Base.decider), (.agree(comment: ""), Base.second),
    ])
    #expect(checked.feedbackOwedFrom == Self.today)
  }

  @Test("Nobody is owed where nobody can be told; an anonymous caller who left a number is")
  func nobody() {
    var details = Base.details()
    #expect(details.hasKnownReferrer)
    details.source = .anonymous
    #expect(!details.hasKnownReferrer)
    details.callerReach = "01632 960001"
    #expect(details.hasKnownReferrer)
  }

  @Test("One working day by a local standard, in words; late the day after") func clock() throws {
    func clock(_ told: Contact.Told?) -> Clock? {
      Contact.feedbackClock(owedFrom: Self.today, wasChecked: true, told: told)
    }
    let running = try #require(clock(nil))
    #expect(running.due.day == Self.today.adding(days: 1))
    #expect(running.status(today: Self.today.adding(days: 1)) == "Due today")
    #expect(running.status(today: Self.today.adding(days: 2)) == "1 working day late")
    let sum = running.sum(today: Self.today).joined(separator: " ")
    #expect(sum.contains("decision agreed by a second person"))
    #expect(
      sum.contains("Limit: 1 working day. common local practice. Law of the day: local standard"))
    // Told early, before the check: in time, and never negative.
    let early = try #require(clock(.init(on: Self.today.adding(days: -2), how: .told)))
    #expect(early.status(today: Self.today) == "Done in time")
  }

  @Test("A council's own standard holds from its day on, and an older promise keeps its own")
  func standards() throws {
    let standards = try LocalStandards().setting(
      .init(.feedbackToReferrer, 3, .workingDays, from: Self.today, source: "Board"))
    let now = Contact.feedbackClock(
      owedFrom: Self.today, wasChecked: false, told: nil, standards: standards)
    let before = Contact.feedbackClock(
      owedFrom: Self.today.adding(days: -10), wasChecked: false, told: nil, standards: standards)
    #expect(now?.rule.limit == 3)
    #expect(before?.rule.limit == 1)
  }

  @Test("An email counts as told when a mail server took it, and not before") func sent() throws {
    let advised = try Base.after([(Base.decide(Self.advised), Base.decider)])
    let written = try Self.doing([try Self.write()], on: advised)
    #expect(written.told == nil)
    #expect(try Self.refusal(Self.write(), written) == "contact.message-waiting")
    #expect(Self.refusal(.messageWasSent(place: 0), written) == "contact.message-ended")
    let failed = try Self.doing(
      [.messageHasFailed(place: 0, why: "Refused")], on: written, by: .system)
    #expect(failed.told == nil)
    let again = try Self.doing([.sendAgain(place: 0)], on: failed)
    #expect(again.messages[0].state == .waiting)
    let sent = try Self.doing([.messageWasSent(place: 0)], on: again, by: .system)
    #expect(sent.told == .init(on: Self.today, how: .written))
    #expect(Self.refusal(.sendAgain(place: 0), sent) == "contact.message-again")
    // Said once more, it says nothing.
    #expect(try Self.facts(.messageWasSent(place: 0), sent, by: .system).isEmpty)
  }

  @Test("Nothing is written before the second check, and of a new decision they hear anew")
  func newDecision() throws {
    let decided = try Base.after([(Base.decide(Base.bothReferred), Base.decider)])
    #expect(try Self.refusal(Self.write(), decided) == "contact.feedback-unchecked")
    let advised = try Base.after([(Base.decide(Self.advised), Base.decider)])
    let told = try Self.doing(
      [.feedBack(words: "Told", how: .phone, on: Self.today)], on: advised)
    #expect(told.told?.how == .told)
    let back = try Self.doing([.sendBack(comment: "Again")], on: told, by: Base.second)
    #expect(back.told == nil)
    #expect(back.feedbackOwedFrom == nil)
    let anew = try Self.doing([Base.decide(Self.advised)], on: back)
    // What was sent back once is looked at again by a second person.
    #expect(anew.feedbackOwedFrom == nil)
    let agreed = try Self.doing([.agree(comment: "Now I agree")], on: anew, by: Base.second)
    #expect(agreed.feedbackOwedFrom == Self.today)
    #expect(agreed.told == nil)
  }

  @Test("An email about a decision that was sent back does not count for the next")
  func oldLetter()
    throws
  {
    let advised = try Base.after([(Base.decide(Self.advised), Base.decider)])
    let written = try Self.doing([try Self.write()], on: advised)
    let back = try Self.doing([.sendBack(comment: "Again")], on: written, by: Base.second)
    let anew = try Self.doing([Base.decide(Self.advised)], on: back)
    let sent = try Self.doing([.messageWasSent(place: 0)], on: anew, by: .system)
    #expect(sent.told == nil)
  }

  @Test("Who cannot be told stops the clock with a reason, in words where that is not enough")
  func untold() throws {
    let advised = try Base.after([(Base.decide(Self.advised), Base.decider)])
    #expect(
      Self.refusal(.sayCannotBeTold(.notSafe, words: ""), advised) == "contact.untold-words")
    #expect(
      Self.refusal(.sayCannotBeTold(.noWay, words: ""), Base.contact()) == "contact.feedback-early")
    let untold = try Self.doing([.sayCannotBeTold(.noWay, words: "")], on: advised)
    #expect(untold.told == .init(on: Self.today, how: .cannot))
    #expect(Self.refusal(.sayCannotBeTold(.noWay, words: ""), untold) == "contact.told")
  }

  @Test(
    "An address, a street that must not be told, or a child's name does not go out",
    arguments: [
      ("They moved to 7 Harbour Terrace now", "contact.message-undisclosed"),
      ("They moved to harbour-terrace", "contact.message-undisclosed"),
      ("Write to TH9 9ZZ", "contact.message-undisclosed"),
      ("Write to th99zz please", "contact.message-undisclosed"),
      ("They live at 14 Mill Lane", "contact.message-address"),
      ("Their postcode is TH1 1AA", "contact.message-address"),
      ("Aisha Khan is safe", "contact.message-name"),
      ("We know AISHA KHAN's brother", "contact.message-name"),
    ])
  func unsaid(words: String, rule: String) throws {
    let advised = try Base.after([(Base.decide(Self.advised), Base.decider)])
    let unsaid = Contact.Unsaid(
      undisclosed: UndisclosedHomes([
        .init(lines: "7 Harbour Terrace\nLanrock", postcode: "TH9 9ZZ")
      ]),
      homes: UndisclosedHomes([.init(lines: "14 Mill Lane", postcode: "TH1 1AA")]),
      names: ["Aisha Khan", "Sam"])
    #expect(try Self.refusal(Self.write(words), advised, unsaid) == rule)
    #expect(try Self.refusal(Self.write("Sam at Mill Lane is well"), advised, unsaid) == nil)
  }

  @Test("The caller's own name is theirs to read, also where they are family") func ownName() throws
  {
    var contact = try Base.after([(Base.decide(Self.advised), Base.decider)])
    contact.details.callerName = "Noor Khan"
    let unsaid = Contact.Unsaid(names: ["Noor Khan", "Aisha Khan"])
    #expect(try Self.refusal(Self.write("Dear Noor Khan, thank you"), contact, unsaid) == nil)
  }
}

@Suite("Words to begin with") struct FeedbackTemplateTests {
  static let day = Day(number: 20_528)

  static func words(_ source: ReferralSource, _ outcomes: [Contact.Outcome]) -> String {
    FeedbackTemplates.inForce(on: day).words(
      to: .init(source), called: "Ms Green", outcomes: outcomes, receivedOn: day,
      number: ContactID(12), council: "Northshire")
  }

  @Test("A professional is told the outcome, each in its own words") func professional() {
    let all = Contact.Outcome.allCases.map { Self.words(.school, [$0, $0]) }
    #expect(Set(all).count == Contact.Outcome.allCases.count)
    for words in all {
      #expect(words.contains("Dear Ms Green,"))
      #expect(words.contains("C-12"))
      #expect(words.contains("If you do not agree"))
      #expect(words.contains("ring 999"))
      #expect(words.hasSuffix("Northshire"))
      #expect(words.count < Contact.longestMessage)
    }
  }

  @Test("A neighbour hears the same whatever was decided") func neighbour() {
    let all = Contact.Outcome.allCases.map { Self.words(.acquaintance, [$0]) }
    #expect(Set(all).count == 1)
    #expect(all[0].contains("We cannot tell you more about a family"))
    #expect(!all[0].contains("referral, and"))
  }

  @Test("Where the children's outcomes differ, none is told in writing") func several() {
    let words = Self.words(.school, [.referral, .noFurtherAction])
    #expect(words.contains("decided for each child"))
    #expect(!words.contains("become a referral"))
  }

  @Test("Every source of the census is either at work or not") func readers() {
    #expect(FeedbackTemplates.Reader(.childThemself) == .individual)
    #expect(FeedbackTemplates.Reader(.anonymous) == .individual)
    #expect(FeedbackTemplates.Reader(.police) == .professional)
    for source in ReferralSource.allCases {
      #expect(!FeedbackTemplates.Reader(source).mayBeSaid.isEmpty)
    }
  }
}
