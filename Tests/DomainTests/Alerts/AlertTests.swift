import Testing

@testable import Domain

@Suite("An alert") struct AlertTests {
  let today = Day(number: 20_500)
  let person = PersonID(4)

  func details(_ change: (inout Alert.Details) -> Void = { _ in }) -> Alert.Details {
    var details = Alert.Details(
      person: person, kind: .posesRiskToChildren, what: "Convicted",
      act: "Never alone with a child",
      evidence: "Police", from: today.adding(days: -30), reviewOn: today.adding(months: 6),
      familyTold: false, whyNotTold: "Police ask us to wait")
    change(&details)
    return details
  }

  func decide(
    _ command: Alert.Command, _ alert: Alert? = nil
  ) throws(Refusal) -> [Alert.Fact] {
    try Alert.decide(command, given: alert, around: Nothing(), by: .system, today: today)
  }

  func rule(_ command: Alert.Command, _ alert: Alert? = nil) -> String? {
    do {
      _ = try decide(command, alert)
      return nil
    } catch {
      return error.rule
    }
  }

  func raised(_ details: Alert.Details? = nil) -> Alert {
    Alert.evolve(nil, .raised(details: details ?? self.details()))
  }

  @Test("It says what to do, how it is known, and when it is looked at again")
  func raise() throws {
    #expect(try decide(.raise(details())) == [.raised(details: details())])
    #expect(rule(.raise(details { $0.what = "" })) == "alert.what")
    #expect(rule(.raise(details { $0.act = "" })) == "alert.act")
    #expect(rule(.raise(details { $0.evidence = "" })) == "alert.evidence")
    #expect(rule(.raise(details { $0.whyNotTold = nil })) == "alert.why-not-told")
    #expect(rule(.raise(details { $0.from = today.adding(days: 1) })) == "alert.future")
    #expect(rule(.raise(details { $0.reviewOn = today })) == "alert.review-on")
    #expect(
      rule(.raise(details { $0.reviewOn = today.adding(months: 12).adding(days: 1) }))
        == "alert.review-on")
    #expect(rule(.raise(details { $0.reviewOn = today.adding(months: 12) })) == nil)
    #expect(rule(.raise(details()), raised()) == "alert.already-there")
    #expect(rule(.end(reason: "No more")) == "alert.not-there")
  }

  @Test("It does not end by itself: it is reviewed, told, and ended with a reason")
  func life() throws {
    var alert = raised()
    for command: Alert.Command in [
      .review(words: "Still so", next: today.adding(months: 3)),
      .tell(who: "The school", on: today), .disclose(words: "Told on a visit", on: today),
      .end(reason: "He died"),
    ] {
      for fact in try decide(command, alert) { alert = Alert.evolve(alert, fact) }
    }
    #expect(alert.reviewOn == today.adding(months: 3))
    #expect(alert.told.map(\.who) == ["The school"])
    #expect(alert.details.familyTold)
    #expect(alert.endedOn == today)
    #expect(rule(.review(words: "", next: today.adding(days: 2)), raised()) == "alert.review-words")
    #expect(rule(.end(reason: ""), raised()) == "alert.end-reason")
    #expect(rule(.tell(who: "", on: today), raised()) == "alert.who")
    #expect(rule(.tell(who: "Somebody", on: today), alert) == "alert.ended")
    let again = raised(details { $0.familyTold = true })
    #expect(try decide(.disclose(words: "Again", on: today), again) == [])
  }
}

@Suite("An address that must not be told") struct UndisclosedHomesTests {
  let refuge = Person.Address(lines: "14 Harbour Ln\nTrevean", postcode: "ZZ6 1AA")
  var homes: UndisclosedHomes { UndisclosedHomes([refuge]) }

  @Test("It is kept back however it is written, and the neighbour's is not")
  func holds() {
    #expect(homes.holds(.init(lines: "14, Harbour Lane", postcode: "zz61aa")))
    #expect(homes.holds(.init(lines: "", postcode: "ZZ6 1AA")))
    #expect(!homes.holds(.init(lines: "16 Harbour Lane", postcode: "ZZ6 1AA")))
    #expect(homes.holds(postcode: "zz6 1aa"))
    #expect(!homes.holds(postcode: "ZZ6 1AB"))
    #expect(UndisclosedHomes.everyHome.holds(.init(lines: "Anywhere")))
  }

  @Test("What is shown has neither lines nor postcode, and text loses both")
  func shown() {
    let shown = homes.shown(refuge)
    #expect(shown.oneLine == UndisclosedHomes.words)
    #expect(shown.postcode == nil)
    let text = homes.takenOut(of: "Rowe, zz6 1AA, ZZ61AA, 14 harbour ln")
    #expect(!text.lowercased().contains("zz6"))
    #expect(!text.lowercased().contains("harbour ln"))
    #expect(homes.sealed(refuge).open == nil)
    #expect(UndisclosedHomes([]).sealed(refuge).open == refuge)
  }

  @Test("Text keeps what is no such address, letter for letter")
  func takenOut() {
    let words = UndisclosedHomes.words.lowercased()
    let flat = UndisclosedHomes([
      .init(lines: "Flat 2, 14 St Mary's Rd, Harrowmouth", postcode: "ZZ6 1AA")
    ])
    for (written, read) in [
      ("They are at 14 St. Mary's Road now.", "They are at \(words) now."),
      ("at Apt 2, 14 st marys road, Harrowmouth, ZZ6  1aa.", "at \(words)."),
      (
        "114 St Mary's Road; flat 2; Harrowmouth; ZZ6 1AB",
        "114 St Mary's Road; flat 2; Harrowmouth; ZZ6 1AB"
      ),
      ("", ""), ("ZZ6", "ZZ6"), ("<b>ZZ61AA</b>", "<b>\(words)</b>"),
    ] {
      #expect(flat.takenOut(of: written) == read)
    }
    let cottage = UndisclosedHomes([.init(lines: "Rose Cottage\nMill Lane")])
    #expect(cottage.takenOut(of: "Rose cottage, Mill Ln, 3 rose cottage") == "\(words), 3 \(words)")
    #expect(UndisclosedHomes.everyHome.takenOut(of: "Anywhere 1") == "Anywhere 1")
  }

  @Test("Only who may see it gets leave, and who works with the person has it")
  func leave() {
    let today = Day(number: 20_500)
    let record = Record(person: PersonID(1), workers: [WorkerID(1)], teams: [TeamID(1)])
    func leave(_ role: Role, _ worker: Int, _ team: Int = 9) -> Bool {
      May.disclose(
        record,
        to: Viewer(worker: WorkerID(worker), roles: [role], team: TeamID(team)), today: today)
        != nil
    }
    #expect(leave(.socialWorker, 1))
    #expect(!leave(.socialWorker, 2, 1))
    #expect(!leave(.contactWorker, 2))
    #expect(leave(.decisionMaker, 2))
    #expect(leave(.teamManager, 2, 1))
    #expect(!leave(.teamManager, 2, 2))
    #expect(!leave(.seniorLeader, 2))
  }
}
