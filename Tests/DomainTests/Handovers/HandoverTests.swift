import Testing

@testable import Domain

@Suite("What goes over between day and night") struct HandoverTests {
  let child = PersonID(3)
  let now = Instant(london: Day(number: 20_526), hour: 16, minute: 0)
  var night: Instant { now.adding(seconds: 8 * 3600) }
  let duty = Actor(.worker(WorkerID(9)), roles: [.emergencyDutyWorker], team: TeamID(6))
  let leila = Actor(.worker(WorkerID(1)), roles: [.socialWorker], team: TeamID(2))
  let sian = Actor(.worker(WorkerID(2)), roles: [.teamManager], team: TeamID(2))
  let other = Actor(.worker(WorkerID(4)), roles: [.teamManager], team: TeamID(3))

  func warning(until hours: Int = 48) -> Handover.Warning {
    Handover.Warning(
      child: child, what: "He may come", act: "Ring the police", ring: "Sian, 01632 960150",
      from: now, until: now.adding(seconds: hours * 3600))
  }

  func action(
    _ outcome: Handover.Action.Outcome = .noChange, _ kind: Handover.Action.Kind = .call,
    instead: String? = nil, tookPart: String? = nil
  ) -> Handover.Action {
    Handover.Action(
      kind: kind, at: night, words: "Rang the mother", outcome: outcome, instead: instead,
      tookPart: tookPart)
  }

  func perform(
    _ commands: [(Handover.Command, Actor)], around: Handover.Around = .init()
  ) throws -> Handover? {
    var handover: Handover?
    for (command, actor) in commands {
      for fact in try Handover.decide(
        command, given: handover, around: around, by: actor, today: now.day)
      {
        handover = Handover.evolve(handover, fact)
      }
    }
    return handover
  }

  func refused(
    _ commands: [(Handover.Command, Actor)], around: Handover.Around = .init()
  ) -> String? {
    do {
      _ = try perform(commands, around: around)
      return nil
    } catch { return (error as? Refusal)?.rule }
  }

  @Test(
    "An alert without an end, or with one too far off, is refused; expired ones leave by themselves"
  )
  func expiry() throws {
    #expect(refused([(.raise(warning(until: 0), at: now), leila)]) == "handover.until")
    #expect(refused([(.raise(warning(until: 29 * 24), at: now), leila)]) == "handover.too-long")
    let handover = try #require(try perform([(.raise(warning(), at: now), leila)]))
    #expect(handover.isInForce(at: night))
    #expect(!handover.isInForce(at: now.adding(seconds: -1)))
    #expect(!handover.isInForce(at: now.adding(seconds: 48 * 3600)))
    #expect(
      refused([
        (.raise(warning(until: 9), at: now), leila),
        (.acknowledge(at: now.adding(seconds: 10 * 3600)), duty),
      ]) == "handover.expired")
  }

  @Test("Acknowledged by name, once a night, and anew the night after")
  func acknowledged() throws {
    let handover = try perform([
      (.raise(warning(), at: now), leila), (.acknowledge(at: night), duty),
      (.acknowledge(at: night.adding(seconds: 60)), duty),
      (.acknowledge(at: night.adding(seconds: 86_400)), duty),
    ])
    #expect(handover?.acknowledged.count == 2)
    #expect(
      refused([(.raise(warning(), at: now), leila), (.acknowledge(at: night), .system)])
        == "handover.by-name")
  }

  @Test("Prevented accommodation says what was put in place, a strategy discussion who took part")
  func outcomes() {
    let about = Handover.About(child: child)
    func log(_ action: Handover.Action) -> String? {
      refused([(.log(about, action, passing: nil, at: night), duty)])
    }
    #expect(log(action(.accommodationPrevented)) == "handover.instead")
    #expect(log(action(.accommodationPrevented, instead: "Nan stays")) == nil)
    #expect(log(action(.noChange, .strategyDiscussion)) == "handover.took-part")
    #expect(log(action(.noChange, .strategyDiscussion, tookPart: "Police, paediatrician")) == nil)
    #expect(
      refused([(.log(.init(), action(), passing: nil, at: night), duty)]) == "handover.who")
    #expect(refused([(.log(about, action(), passing: nil, at: now), duty)]) == "handover.future")
  }

  private func passed(_ to: Handover.Addressee) -> [(Handover.Command, Actor)] {
    [
      (
        .log(
          .init(child: child), action(), passing: (words: "See her at school", to: to), at: night),
        duty
      )
    ]
  }

  @Test("What is passed on is open until somebody it is for accepts it by name")
  func accepted() throws {
    let morning = night.adding(seconds: 9 * 3600)
    let team = passed(.team(TeamID(2)))
    #expect(try perform(team)?.open != nil)
    #expect(refused(team + [(.accept(at: morning), other)]) == "handover.not-yours")
    #expect(refused(team + [(.accept(at: morning), duty)]) == "handover.not-yours")
    #expect(refused(team + [(.accept(at: morning), .system)]) == "handover.accept-by-name")
    let handover = try perform(team + [(.accept(at: morning), leila)])
    #expect(handover?.open == nil)
    #expect(handover?.needs.last?.accepted == .init(by: WorkerID(1), at: morning))
    var around = Handover.Around()
    around.workersTeam = TeamID(2)
    let hers = passed(.worker(WorkerID(1)))
    #expect(try perform(hers + [(.accept(at: morning), leila)], around: around)?.open == nil)
    #expect(try perform(hers + [(.accept(at: morning), sian)], around: around)?.open == nil)
    let colleague = Actor(.worker(WorkerID(7)), roles: [.socialWorker], team: TeamID(2))
    #expect(
      refused(hers + [(.accept(at: morning), colleague)], around: around) == "handover.not-yours")
  }

  @Test("Not mine: it is passed on, is chased once it is late, and ends with a reason alone")
  func passedOn() throws {
    let first = passed(.team(TeamID(2)))
    let due = try #require(try perform(first)?.open?.need.due)
    #expect(refused(first + [(.chase(words: "Rang", at: night), duty)]) == "handover.not-late")
    #expect(try perform(first + [(.chase(words: "Rang", at: due), duty)])?.open?.chases.count == 1)
    let on = first + [(.pass(words: "See her", to: .team(TeamID(3)), at: night), sian)]
    let handover = try #require(try perform(on))
    #expect(handover.needs.count == 1)
    #expect(handover.open?.need.team == TeamID(3))
    #expect(refused(on + [(.close(reason: "", at: due), sian)]) == "handover.reason")
    let closed = on + [(.close(reason: "Seen by the police", at: due), sian)]
    #expect(try perform(closed)?.open == nil)
    #expect(refused(closed + [(.accept(at: due), other)]) == "handover.closed")
    #expect(
      refused(first + [(.accept(at: due), leila), (.close(reason: "Done", at: due), leila)])
        == "handover.nothing-open")
  }

  @Test("Nothing is passed to the night itself, nor to somebody who has left")
  func toTheDay() {
    var around = Handover.Around()
    around.team = .emergencyDuty
    #expect(refused(passed(.team(TeamID(6))), around: around) == "handover.day-team")
    around = Handover.Around()
    around.hasLeft = true
    #expect(refused(passed(.worker(WorkerID(8))), around: around) == "handover.has-left")
  }
}
