import Testing

@testable import Domain

@Suite("Police notification") struct PoliceNotificationTests {
  let today = Day(number: 20_528)
  let officer = Actor(.worker(WorkerID(6)), roles: [.policeOfficer])
  let decider = Actor(.worker(WorkerID(3)), roles: [.decisionMaker])
  let child = PersonID(12)

  func report(_ text: String = "Officers went to an argument.", at hour: Int = 9)
    -> PoliceNotification.Report
  {
    PoliceNotification.Report(
      receivedAt: Instant(london: today, hour: hour, minute: 0), force: "Harbour Police",
      reference: "4401/000123/26", happenedOn: today, kind: "Domestic incident", grade: .amber,
      childrenPresent: .yes, text: text,
      named: [
        .init(key: 1, given: "Aisha", family: "Khan", role: "Child", isChild: true),
        .init(key: 2, given: "Dean", family: "Rowe", role: "Suspect", isChild: false),
      ])
  }

  func play(
    _ commands: [(PoliceNotification.Command, Actor)],
    around: PoliceNotification.Around = .init(nextContact: ContactID(9))
  ) throws -> (now: PoliceNotification, last: [PoliceNotification.Fact]) {
    var now: PoliceNotification?
    var last: [PoliceNotification.Fact] = []
    for (command, actor) in [(.receive(report()), Actor.imported)] + commands {
      last = try PoliceNotification.decide(
        command, given: now, around: around, by: actor, today: today)
      for fact in last { now = PoliceNotification.evolve(now, fact) }
    }
    return (try #require(now), last)
  }

  func refusal(
    _ commands: [(PoliceNotification.Command, Actor)],
    around: PoliceNotification.Around = .init(nextContact: ContactID(9))
  ) -> String? {
    do {
      _ = try play(commands, around: around)
      return nil
    } catch let refusal as Refusal { return refusal.rule } catch { return "\(error)" }
  }

  let assess = PoliceNotification.Command.assess(.red, reason: "Third", history: "Two before")

  @Test("The officer gives a grade, a reason and what history adds; each is needed, and a name")
  func assessing() throws {
    #expect(refusal([(.assess(.red, reason: "", history: "None"), officer)]) == "police.reason")
    #expect(refusal([(.assess(.red, reason: "x", history: ""), officer)]) == "police.history")
    #expect(refusal([(assess, .imported)]) == "police.named")
    #expect(refusal([(assess, .system)]) == "police.named")
    let (now, _) = try play([(assess, officer)])
    #expect(now.status == .assessed)
    #expect(now.assessments.last?.by == WorkerID(6))
    #expect(now.assessments.last?.grade == .red)
  }

  @Test("The same words again change nothing; other words join the first and are assessed too")
  func again() throws {
    #expect(try play([(.receiveAgain(report(at: 11)), .imported)]).last.isEmpty)
    let more = report("The father came back.", at: 11)
    let done: [(PoliceNotification.Command, Actor)] = [
      (assess, officer), (.route(.information, reason: "Known"), decider),
    ]
    #expect(try play(done).now.status == .closed)
    let (now, _) = try play(done + [(.receiveAgain(more), .imported)])
    #expect(now.status == .waiting)
    #expect(now.reports.map(\.text) == ["Officers went to an argument.", "The father came back."])
    #expect(now.named.count == 2)
    #expect(
      refusal(done + [(.route(.information, reason: "Known"), decider)]) == "police.routed")
    #expect(
      refusal([
        (.receiveAgain(more), .imported), (assess, officer), (.receiveAgain(more), .imported),
        (.route(.information, reason: ""), decider),
      ]) == "police.route-reason")
  }

  @Test("Somebody named only the second time has a number of their own")
  func another() throws {
    var more = report("And a baby.")
    more.named.append(.init(key: 7, given: "Noor", family: "Khan", isChild: true))
    let (now, _) = try play([(.receiveAgain(more), .imported)])
    #expect(now.named.map(\.key) == [1, 2, 3])
    #expect(now.named.last?.given == "Noor")
  }

  @Test("A reference of another incident, or of another day, is not joined")
  func otherIncident() {
    var other = report("x")
    other.reference = "1"
    #expect(refusal([(.receiveAgain(other), .imported)]) == "police.other-incident")
    other = report("x")
    other.happenedOn = today.adding(days: -1)
    #expect(refusal([(.receiveAgain(other), .imported)]) == "police.other-day")
    #expect(refusal([], around: .init(known: PoliceNotificationID(3))) == "police.known")
    var spaced = report("x")
    spaced.reference = " 4401/000123/26 "
    spaced.force = "harbour police"
    #expect(refusal([(.receiveAgain(spaced), .imported)]) == nil)
  }

  @Test("Information only waits for the officer, and is refused while a child has open work")
  func information() {
    let route = PoliceNotification.Command.route(.information, reason: "Nothing new")
    #expect(refusal([(route, decider)]) == "police.not-assessed")
    #expect(refusal([(assess, officer), (route, decider)]) == nil)
    let open = PoliceNotification.Around(openEpisodes: [child: ReferralID(4)])
    let matched = PoliceNotification.Command.match(key: 1, to: child, because: "Same")
    #expect(
      refusal([(matched, decider), (assess, officer), (route, decider)], around: open)
        == "police.open-work")
  }

  @Test("What cannot wait is routed before it is assessed, and is still to be assessed")
  func urgent() throws {
    let contact = PoliceNotification.Command.route(
      .newContact(inDanger: .no, done: nil), reason: "Cannot wait")
    let (now, _) = try play([(contact, decider)])
    #expect(now.status == .routed)
    #expect(try play([(contact, decider), (assess, officer)]).now.status == .closed)
    #expect(
      refusal([(.route(.newContact(inDanger: .yes, done: ""), reason: "x"), decider)])
        == "police.danger-action")
  }

  @Test("Open work is where a matched child has it, and nowhere else")
  func openWork() throws {
    let route = PoliceNotification.Command.route(.openWork, reason: "Theirs")
    #expect(refusal([(route, decider)]) == "police.no-open-work")
    let open = PoliceNotification.Around(openEpisodes: [child: ReferralID(4)])
    let (now, _) = try play(
      [(.match(key: 1, to: child, because: "Same"), decider), (route, decider)], around: open)
    #expect(now.routings.last?.children == [child])
    #expect(refusal([(.read, decider)]) == "police.not-passed")
  }

  @Test("What is carried over has a day and a reason, and is not assessed yet")
  func carriedOver() throws {
    let carry = PoliceNotification.Command.carryOver(day: today, reason: "Came at six")
    #expect(
      refusal([(.carryOver(day: today, reason: ""), officer)]) == "police.carry-reason")
    #expect(
      refusal([(.carryOver(day: today.adding(days: 1), reason: "x"), officer)])
        == "police.carry-day")
    #expect(
      refusal([(.carryOver(day: today.adding(days: -1), reason: "x"), officer)])
        == "police.carry-day")
    #expect(refusal([(assess, officer), (carry, officer)]) == "police.assessed")
    #expect(try play([(carry, officer), (carry, officer)]).last.isEmpty)
  }

  @Test("A contact has the text word for word, and everybody as the police named them, matched")
  func becomesContact() throws {
    let (now, facts) = try play([
      (.match(key: 1, to: child, because: "Same"), decider),
      (.route(.newContact(inDanger: .no, done: nil), reason: "Seen by her"), decider),
    ])
    let made = Consequences.of(try #require(facts.last), on: PoliceNotificationID(3), now: now)
    guard case .contact(let id, .receive(let details, let named)) = made.first, made.count == 1
    else {
      Issue.record("no contact was begun")
      return
    }
    #expect(id == ContactID(9))
    #expect(details.account == "Officers went to an argument.")
    #expect(details.method == .police && details.source == .police)
    #expect(details.receivedMinute == 540)
    #expect(named.map(\.person) == [child, nil])
    #expect(named.map(\.relation) == ["Child", "Suspect"])
  }
}

@Suite("Time limits of police notifications") struct PoliceTimeLimitsTests {
  let start = Instant(london: Day(number: 20_528), hour: 9, minute: 0)

  @Test("Red 4 hours, amber 24, green 72; without a grade the shortest")
  func defaults() {
    let limits = PoliceTimeLimits()
    let hours = PoliceNotification.Grade.allCases.map {
      limits.limit(for: $0, on: start.day)?.hours
    }
    #expect(hours == [4, 24, 72])
    #expect(limits.limit(for: nil, on: start.day)?.hours == 4)
  }

  @Test("A limit that the council sets holds from its day")
  func dated() throws {
    let limits = try PoliceTimeLimits().setting(
      .init(.red, hours: 2, from: start.day, source: "Partnership, March"))
    #expect(limits.limit(for: .red, on: start.day.adding(days: -1))?.hours == 4)
    #expect(limits.limit(for: .red, on: start.day)?.hours == 2)
    #expect(throws: Refusal.self) {
      try limits.setting(.init(.red, hours: 0, from: start.day, source: ""))
    }
  }

  @Test("Hours count by day and night, and say what is used")
  func hours() {
    let clock = HourClock(started: start, hours: 4)
    #expect(clock.used(now: start.adding(seconds: 4800)) == "1 hour 20 minutes of 4 hours")
    #expect(clock.status(now: start.adding(seconds: 4800)) == "Due in 2 hours 40 minutes")
    #expect(clock.state(now: start.adding(seconds: 3 * 3600 + 1800)) == .dueSoon)
    #expect(clock.status(now: start.adding(seconds: 7 * 3600)) == "3 hours late")
    #expect(clock.minutes(now: start.adding(seconds: -60)) == 0)
    let done = HourClock(started: start, hours: 4, stopped: start.adding(seconds: 3600))
    #expect(done.status(now: start.adding(seconds: 90_000)) == "Done in time")
  }
}
