import Domain
import Store

/// The council's days, one after another: what was planned for a day is done on it and plans more.
struct Story: Sendable {
  var chance: Seeded
  /// What the police tell is of a chance of its own.
  var police: Seeded
  var policeCount = 0
  var earlyHelpCount = 0
  var numbers = Numbers()
  let staff: Staff
  var partners = Partners()
  var families: [Family] = []
  var contacts: [ContactStory] = []
  var episodes: [EpisodeStory] = []
  var acts = 0
  /// Checks of other agencies have a chance of their own.
  var chanceOfChecks: Seeded
  var checks: [CheckStory] = []
  let until: Day
  private var plan: [Day: [Planned]] = [:]
  private var order = 0

  private struct Planned: Sendable {
    let minute: Int
    let order: Int
    let step: Step
  }

  enum Step: Sendable {
    case arrive(family: Int, Ending?)
    case arriveNameless
    case match(contact: Int)
    case triage(contact: Int)
    case decide(contact: Int)
    case check(contact: Int)
    case feedBack(contact: Int)
    case decideReferrals(episode: Int)
    case allocate(episode: Int)
    case begin(episode: Int)
    case visit(episode: Int, first: Bool)
    case write(episode: Int, part: Int)
    case send(episode: Int)
    case review(episode: Int)
    case handOver(episode: Int)
    case transfer(TransferID, episode: Int, TransferStep)
    case close(episode: Int)
    case birth(family: Int, member: Int)
    case move(family: Int)
    case secondRecords
    case askAgencies(contact: Int)
    case answer(check: Int)
    case drawSample(from: Day, of: Sample.Population, share: Int, looked: Bool)
    case lookAt(drawn: ContactID)
    case park(contact: Int, until: Day)
    case parkOne
    case calls
    case policeTells(family: Int, again: Bool)
    case policeAssessed(notification: PoliceNotificationID, family: Int)
    case atNight(handover: HandoverID, family: Int)
    case inTheMorning(handover: HandoverID, team: TeamID)
    case askForEarlyHelp(contact: Int)
    case earlyHelp(EarlyHelpID, number: Int, EarlyHelpStep)
    case dailyReports
    case protect(episode: Int, ProtectionStep)
    case assess(episode: Int, AssessingStep)
  }

  /// One contact on its way.
  struct ContactStory: Sendable {
    let family: Int?
    let worry: Words.Worry
    let ending: Ending?
    var id: ContactID?
    var decider: Staff.Member?
    var matched = false
    var returned = false
    var outcome: Contact.Outcome?
    /// The referrer was forgotten for some days.
    var toldLate = false
  }

  /// The open work that one contact began for a family's children.
  struct EpisodeStory: Sendable {
    let family: Int
    let worry: Words.Worry
    let ending: Ending?
    let children: [PersonID]
    let referrals: [ReferralID]
    let started: Day
    var team: TeamID?
    var worker: Staff.Member?
    var assessment: AssessmentID?
    var returned = false
    var outcome: Referral.Outcome?
    /// Has a strategy discussion, and what follows it.
    var isProtected = false
  }

  /// Children on the record.
  var known: Int {
    families.reduce(0) { sum, family in
      sum + family.members.filter { $0.isChild && $0.person != nil }.count
    }
  }

  init(_ size: DemoCouncil.Size, staff: Staff) {
    chance = Seeded(seed: size.seed)
    chanceOfChecks = Seeded(seed: size.seed &+ 14)
    police = Seeded(seed: size.seed ^ 0x0901_1CE0)
    self.staff = staff
    until = size.until
    let first = size.first
    let days = size.until - first
    var left = size.children
    for ending in Ending.allCases where left > 0 {
      let arrives = ending.daysBefore == 0 ? until : workday(before: ending.daysBefore)
      guard arrives >= first else { continue }
      left -= meet(most: min(left, 3), on: arrives, ending: ending)
    }
    while left > 0 {
      // Each family is met for the first time on some day; some come back.
      let met = first.adding(days: chance.number(0...max(0, days - 3)))
      left -= meet(most: left, on: met, ending: nil)
    }
    for _ in 0...(size.children / 25) {
      let day = first.adding(days: chance.number(0...max(0, days)))
      plan(.arriveNameless, on: day, minute: chance.number(500...1300))
    }
    plan(.arriveNameless, on: workday(before: 1), minute: 970)
    plan(.secondRecords, on: workday(before: 1), minute: 985)
    planSamples(from: first)
    planQueue(from: first)
    planPolice(from: first)
    planReports(from: first)
  }

  /// - Returns: how many children the family has.
  private mutating func meet(most: Int, on day: Day, ending: Ending?) -> Int {
    let unborn = ending == .unborn || ending == nil && chance.chance(4)
    families.append(.invented(children: most, unborn: unborn, on: day, &chance))
    let index = families.count - 1
    if let ending {
      let minute =
        ending.daysBefore == 0 ? 470 + chance.number(0...55) : 545 + chance.number(0...20)
      plan(.arrive(family: index, ending), on: day, minute: minute)
      return families[index].children.count
    }
    plan(.arrive(family: index, nil), on: day, minute: chance.number(480...1290))
    let again = chance.weighted([(0, 45), (1, 28), (2, 15), (3, 8), (4, 4)])
    for _ in 0..<again where until > day {
      let later = day.adding(days: chance.number(1...max(1, until - day)))
      plan(.arrive(family: index, nil), on: later, minute: chance.number(480...1290))
    }
    // Every seventh family moves while it is known.
    if index % 7 == 3, until > day.adding(days: 40) {
      plan(
        .move(family: index), on: day.adding(days: chance.number(20...(until - day))),
        minute: 690)
    }
    for member in families[index].children where families[index].members[member].isUnborn {
      let born = families[index].members[member].birth.day.adding(days: chance.number(-14...10))
      planAtWork(
        .birth(family: index, member: member), after: chance.number(1...4), from: born)
    }
    return families[index].children.count
  }

  mutating func plan(_ step: Step, on day: Day, minute: Int) {
    // A step has several acts, and the last of them is before nine.
    guard day < until || day == until && minute < 530 else { return }
    order += 1
    plan[day, default: []].append(Planned(minute: minute, order: order, step: step))
  }

  /// In office hours, so many working days on; nought is the day itself, or the next that works.
  mutating func planAtWork(_ step: Step, after days: Int, from day: Day) {
    plan(step, on: workday(days, after: day), minute: chance.number(540...1020))
  }

  /// The same day, so many minutes later; else the next working day.
  mutating func planSoon(_ step: Step, in minutes: ClosedRange<Int>, _ scene: Scene) {
    let minute = scene.minute + chance.number(minutes)
    if Self.works(scene.day), (540...1020).contains(minute) {
      plan(step, on: scene.day, minute: minute)
    } else {
      planAtWork(step, after: 1, from: scene.day)
    }
  }

  /// The list of bank holidays reaches far beyond any demo; where it ended, weekdays serve.
  static func works(_ day: Day) -> Bool {
    (try? WorkingDays.isWorkingDay(day)) ?? !day.weekday.isWeekend
  }

  func workday(_ days: Int, after day: Day) -> Day {
    var day = day
    var left = days
    while left > 0 || !Self.works(day) {
      day = day.adding(days: 1)
      if left > 0, Self.works(day) { left -= 1 }
    }
    return day
  }

  /// The working day so many before the last day.
  func workday(before days: Int) -> Day {
    var day = until
    var left = days
    while left > 0 {
      day = day.adding(days: -1)
      if Self.works(day) { left -= 1 }
    }
    return day
  }

  mutating func play(_ day: Day, _ store: Store, in tx: any Transaction) throws {
    var scene = Scene(store: store, tx: tx, day: day)
    while let next = plan[day]?.enumerated().min(by: {
      ($0.element.minute, $0.element.order) < ($1.element.minute, $1.element.order)
    }) {
      plan[day]?.remove(at: next.offset)
      scene.minute = max(scene.minute, next.element.minute)
      try play(next.element.step, &scene)
    }
    plan[day] = nil
    acts += scene.acts
  }

  private mutating func play(_ step: Step, _ scene: inout Scene) throws {
    switch step {
    case .arrive(let family, let ending): try arrive(family, ending, &scene)
    case .arriveNameless: try arriveNameless(&scene)
    case .match(let contact): try match(contact, &scene)
    case .triage(let contact): try triage(contact, &scene)
    case .decide(let contact): try decide(contact, &scene)
    case .check(let contact): try check(contact, &scene)
    case .feedBack(let contact): try feedBack(contact, &scene)
    case .decideReferrals(let episode): try decideReferrals(episode, &scene)
    case .allocate(let episode): try allocate(episode, &scene)
    case .begin(let episode): try begin(episode, &scene)
    case .visit(let episode, let first): try visit(episode, first: first, &scene)
    case .write(let episode, let part): try write(episode, part, &scene)
    case .send(let episode): try send(episode, &scene)
    case .review(let episode): try review(episode, &scene)
    case .handOver(let episode): try handOver(episode, &scene)
    case .transfer(let id, let episode, let step): try transfer(id, episode, step, &scene)
    case .close(let episode): try close(episode, &scene)
    case .birth(let family, let member): try birth(family, member, &scene)
    case .move(let family): try move(family, &scene)
    case .secondRecords: try secondRecords(&scene)
    case .askAgencies(let contact): try askAgencies(contact, &scene)
    case .answer(let check): try answer(check, &scene)
    case .drawSample(let from, let of, let share, let looked):
      try drawSample(from: from, of: of, share: share, looked: looked, &scene)
    case .lookAt(let drawn): try lookAt(drawn, &scene)
    case .park(let contact, let until): try park(contact, until: until, &scene)
    case .parkOne: try parkOne(&scene)
    case .calls: try calls(&scene)
    case .policeTells(let family, let again): try policeTells(family, again: again, &scene)
    case .policeAssessed(let id, let family): try policeAssessed(id, family: family, &scene)
    case .atNight(let handover, let family): try atNight(handover, family, &scene)
    case .inTheMorning(let handover, let team): try inTheMorning(handover, team, &scene)
    case .askForEarlyHelp(let contact): try askForEarlyHelp(contact, &scene)
    case .earlyHelp(let id, let number, let step): try earlyHelp(id, number, step, &scene)
    case .protect(let episode, let step): try protect(episode, step, &scene)
    case .dailyReports: try dailyReports(&scene)
    case .assess(let episode, let step): try assess(episode, step, &scene)
    }
  }
}

/// A day's transaction and its clock: acts follow one another by some seconds.
struct Scene {
  let store: Store
  let tx: any Transaction
  let day: Day
  /// Minutes since midnight.
  var minute = 0
  private(set) var acts = 0
  private var last: Instant

  init(store: Store, tx: any Transaction, day: Day) {
    self.store = store
    self.tx = tx
    self.day = day
    last = Instant(london: day, hour: 0, minute: 0)
  }

  mutating func now() -> Instant {
    // An hour is left before midnight, for all the acts that the last step may have.
    let minute = min(minute, 23 * 60)
    last = max(
      last.adding(seconds: 7), Instant(london: day, hour: minute / 60, minute: minute % 60))
    return last
  }

  @discardableResult mutating func perform<N: Kept>(
    _ command: N.Command, on id: Identifier<N>? = nil, by member: Staff.Member
  ) throws -> Identifier<N> {
    try perform(command, on: id, as: member.actor(on: day))
  }

  @discardableResult mutating func perform<N: Kept>(
    _ command: N.Command, on id: Identifier<N>? = nil, as actor: Actor
  ) throws -> Identifier<N> {
    acts += 1
    return try store.perform(
      command, on: id, as: Act(key: nil, actor: actor, at: now()), in: tx
    ).id
  }

  /// An act that says itself at which moment it was done.
  @discardableResult mutating func performAtNow<N: Kept>(
    on id: Identifier<N>? = nil, by member: Staff.Member, _ command: (Instant) -> N.Command
  ) throws -> Identifier<N> {
    try performAtNow(on: id, as: member.actor(on: day), command)
  }

  @discardableResult mutating func performAtNow<N: Kept>(
    on id: Identifier<N>? = nil, as actor: Actor, _ command: (Instant) -> N.Command
  ) throws -> Identifier<N> {
    acts += 1
    let now = now()
    return try store.perform(
      command(now), on: id, as: Act(key: nil, actor: actor, at: now), in: tx
    ).id
  }
}
