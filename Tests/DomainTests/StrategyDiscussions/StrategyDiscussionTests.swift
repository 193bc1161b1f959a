import Testing

@testable import Domain

@Suite("Strategy discussion") struct StrategyDiscussionTests {
  /// 10 March 2026, a Tuesday.
  static let day = Day(number: 20_522)
  static let ann = Meeting.Child(person: PersonID(1), referral: ReferralID(1))
  static let ben = Meeting.Child(person: PersonID(2), referral: ReferralID(2))
  let worker = Actor(.worker(WorkerID(7)), roles: [.emergencyDutyWorker])
  let now = Instant(london: day, hour: 23, minute: 50)

  var around: StrategyDiscussion.Around {
    var around = StrategyDiscussion.Around()
    for child in [Self.ann, Self.ben] {
      around.episodes[child.referral] = Meeting.Episode(
        child: child.person, receivedOn: Self.day, isOpen: true)
    }
    return around
  }

  func beginning(_ urgency: StrategyDiscussion.Urgency) -> StrategyDiscussion.Beginning {
    StrategyDiscussion.Beginning(
      origin: .referral(id: ReferralID(1)), children: [Self.ben, Self.ann], urgency: urgency,
      basis: .referral, informationOn: Self.day, concern: "Bruises")
  }

  func facts(
    _ command: StrategyDiscussion.Command, _ discussion: StrategyDiscussion?,
    _ around: StrategyDiscussion.Around? = nil
  ) throws -> [StrategyDiscussion.Fact] {
    try StrategyDiscussion.decide(
      command, given: discussion, around: around ?? self.around, by: worker, today: Self.day)
  }

  func after(
    _ commands: [StrategyDiscussion.Command], _ urgency: StrategyDiscussion.Urgency = .planned
  ) throws -> StrategyDiscussion {
    var discussion: StrategyDiscussion?
    for command in [.begin(beginning(urgency))] + commands {
      for fact in try facts(command, discussion) {
        discussion = StrategyDiscussion.evolve(discussion, fact)
      }
    }
    return try #require(discussion)
  }

  func rule(
    _ command: StrategyDiscussion.Command, _ discussion: StrategyDiscussion?,
    _ around: StrategyDiscussion.Around? = nil
  ) -> String? {
    do {
      _ = try facts(command, discussion, around)
      return nil
    } catch let refusal as Refusal {
      return refusal.rule
    } catch {
      return "\(error)"
    }
  }

  func decision(
    _ ann: StrategyDiscussion.Outcome = .joint, _ ben: StrategyDiscussion.Outcome = .noEnquiry,
    without: String? = nil
  ) -> StrategyDiscussion.Decision {
    StrategyDiscussion.Decision(
      heldAt: now, how: .telephone,
      children: [(Self.ann, ann), (Self.ben, ben)].map { child, outcome in
        StrategyDiscussion.ChildDecision(
          child: child.person, suspected: outcome.isEnquiry, outcome: outcome, reason: "Because")
      }, safety: "Both sleep at their aunt's", medical: "Tomorrow at nine",
      withoutQuorum: without)
  }

  static func attended(_ agencies: [Meeting.Agency]) -> StrategyDiscussion.Command {
    .attend(agencies.map { Meeting.Attender(agency: $0, name: "Somebody of \($0.rawValue)") })
  }
  let everybody = attended([.socialCare, .police, .health])

  @Test("Each child needs a referral of their own, open, and no other discussion that waits")
  func begin() throws {
    var other = around
    other.episodes[ReferralID(2)] = Meeting.Episode(
      child: PersonID(2), receivedOn: Self.day, isOpen: false)
    #expect(rule(.begin(beginning(.planned)), nil, other) == "strategydiscussion.closed")
    other = around
    other.episodes[ReferralID(2)] = nil
    #expect(rule(.begin(beginning(.planned)), nil, other) == "strategydiscussion.episode")
    other = around
    other.waiting[PersonID(2)] = StrategyDiscussionID(4)
    #expect(rule(.begin(beginning(.planned)), nil, other) == "strategydiscussion.waiting")
    var early = beginning(.planned)
    early.informationOn = Self.day.adding(days: -1)
    #expect(rule(.begin(early), nil) == "strategydiscussion.before-referral")
    #expect(try after([]).people == [PersonID(1), PersonID(2)])
  }

  @Test("A planned discussion is not decided without police and health")
  func quorum() throws {
    let alone = try after([Self.attended([.socialCare])])
    #expect(alone.missing == [.police, .health])
    #expect(rule(.decide(decision(), now: now), alone) == "strategydiscussion.quorum")
    #expect(
      rule(.decide(decision(without: "It was late"), now: now), alone)
        == "strategydiscussion.quorum")
    #expect(rule(.decide(decision(), now: now), try after([everybody])) == nil)
  }

  @Test("At night it may be held without health, with the reason; health is told afterwards")
  func night() throws {
    let night = try after([Self.attended([.socialCare, .police])], .urgent)
    #expect(rule(.decide(decision(), now: now), night) == "strategydiscussion.without-quorum")
    let held = try after(
      [
        Self.attended([.socialCare, .police]),
        .decide(decision(without: "No doctor answered"), now: now),
      ], .urgent)
    #expect(held.toFollowUp == [.health])
    #expect(rule(.followUp(.police, words: "Told"), held) == "strategydiscussion.follow-up")
    #expect(rule(.followUp(.health, words: ""), held) == "strategydiscussion.follow-up-words")
    let told = StrategyDiscussion.evolve(
      held, try facts(.followUp(.health, words: "Dr Amin agrees"), held)[0])
    #expect(told.toFollowUp.isEmpty)
    let nobody = try after([], .urgent)
    #expect(
      rule(.decide(decision(without: "Alone"), now: now), nobody) == "strategydiscussion.nobody")
  }

  @Test("Reasonable cause means an enquiry, and an enquiry needs reasonable cause")
  func threshold() throws {
    let ready = try after([everybody])
    var wrong = decision()
    wrong.children[0].suspected = false
    #expect(rule(.decide(wrong, now: now), ready) == "strategydiscussion.threshold")
    wrong = decision()
    wrong.children[1].suspected = true
    #expect(rule(.decide(wrong, now: now), ready) == "strategydiscussion.threshold")
    wrong = decision()
    wrong.children.removeLast()
    #expect(rule(.decide(wrong, now: now), ready) == "strategydiscussion.each-child")
    let noPolice = try after([Self.attended([.socialCare, .health])], .urgent)
    #expect(
      rule(.decide(decision(.joint, without: "Late"), now: now), noPolice)
        == "strategydiscussion.joint")
  }

  @Test("The decision opens one enquiry, on the day it was held, for the children who have none")
  func opens() throws {
    let ready = try after([everybody])
    var with = around
    with.enquiries[PersonID(2)] = EnquiryID(9)
    let facts = try facts(.decide(decision(.joint, .single), now: now), ready, with)
    let made = Consequences.of(facts[0], on: StrategyDiscussionID(3))
    guard case .enquiry(nil, .open(let opening))? = made.first else {
      Issue.record("no enquiry")
      return
    }
    #expect(made.count == 1)
    #expect(opening.children == [Self.ann])
    #expect(opening.jointly == [PersonID(1)])
    #expect(opening.on == Self.day)
    let none = try self.facts(.decide(decision(.noEnquiry), now: now), ready)
    #expect(Consequences.of(none[0], on: StrategyDiscussionID(3)).isEmpty)
  }

  @Test("Two people write in two lanes; in one lane nobody writes over what they did not see")
  func lanes() throws {
    let later = now.adding(seconds: 60)
    let police = try after([.write(.police, text: "Two call-outs", seen: nil, now: now)])
    #expect(
      rule(.write(.health, text: "Known to the GP", seen: nil, now: later), police) == nil)
    #expect(
      rule(.write(.police, text: "Mine", seen: nil, now: later), police)
        == "strategydiscussion.lane-changed")
    #expect(rule(.write(.police, text: "Three", seen: now, now: later), police) == nil)
    #expect(
      rule(.write(.family, text: "No", seen: nil, now: later), police) == "strategydiscussion.lane")
  }

  @Test("The clock runs from the referral to the day it was held, over Easter")
  func clock() throws {
    // Maundy Thursday 2 April 2026; the next working day is Tuesday 7 April.
    let thursday = try #require(Day(iso: "2026-04-02"))
    let clock = try #require(
      StrategyDiscussion.clock(.referral, informationOn: thursday, heldOn: nil))
    #expect(clock.due.day == Day(iso: "2026-04-07"))
  }
}
