import Testing

@testable import Domain

@Suite("Partner check") struct PartnerCheckTests {
  static let aisha = PersonID(1)
  let today: Day
  let actor = Actor(.worker(WorkerID(1)), roles: [.contactWorker])

  init() throws { today = try #require(Day(iso: "2026-03-16")) }

  func subject(
    homes: UndisclosedHomes = UndisclosedHomes([]), caller: [String] = [],
    decidedBy: WorkerID? = nil
  ) -> PartnerCheck.Subject {
    PartnerCheck.Subject(
      people: [
        .init(key: 1, person: Self.aisha, name: "Aisha Curnow", birth: "born 4 May 2019"),
        .init(key: 2, person: nil, name: "Dean Hale", birth: nil),
      ],
      keptBack: .init(
        homes: homes, callerName: caller.first, caller: Array(caller.dropFirst()),
        names: [
          1: [.init(given: "Aisha", family: "Curnow")], 2: [.init(given: "Dean", family: "Hale")],
        ]), decidedBy: decidedBy, isDecided: decidedBy != nil, isOpen: true)
  }

  func question(
    _ keys: [Int] = [1], reason: String = "Aisha came to school hungry",
    agency: PartnerCheck.Agency = .school, due: Int = 1
  ) -> PartnerCheck.Question {
    PartnerCheck.Question(
      about: .contact(id: ContactID(1)), agency: agency, who: "Hill School", keys: keys,
      reason: reason, basis: .withoutConsent, basisWords: "Asking would put her in danger",
      questions: ["How often is she late?"], dueOn: today.adding(days: due),
      from: "Priya Nair, Northshire")
  }

  func composed(
    _ question: PartnerCheck.Question, _ subject: PartnerCheck.Subject? = nil
  ) throws -> PartnerCheck.Request {
    try PartnerCheck.composed(question, of: subject ?? self.subject(), by: actor, today: today)
  }

  func asked(_ question: PartnerCheck.Question? = nil) throws -> PartnerCheck {
    let question = question ?? self.question()
    let facts = try PartnerCheck.decide(
      .ask(question, shown: try composed(question).words), given: nil,
      around: .init(subject: subject()), by: actor, today: today)
    return PartnerCheck.evolve(nil, try #require(facts.first))
  }

  func done(
    _ command: PartnerCheck.Command, to check: PartnerCheck, decidedBy: WorkerID? = nil
  ) throws -> PartnerCheck {
    try PartnerCheck.decide(
      command, given: check, around: .init(subject: subject(decidedBy: decidedBy)), by: actor,
      today: today
    ).reduce(check) { PartnerCheck.evolve($0, $1) }
  }

  func refusal(_ command: PartnerCheck.Command, _ check: PartnerCheck? = nil) -> Refusal? {
    do {
      _ = try PartnerCheck.decide(
        command, given: check, around: .init(subject: subject()), by: actor, today: today)
      return nil
    } catch { return error }
  }

  @Test("The agency reads those ticked, the reason, the basis, the questions and the day")
  func letter() throws {
    let words = try composed(question()).words
    for part in [
      "To: Hill School", "From: Priya Nair, Northshire", "Aisha Curnow, born 4 May 2019",
      "Aisha came to school hungry", "Without consent: Asking would put her in danger",
      "1. How often is she late?", "Answer by Tuesday 17 March 2026",
      "Do not tell the family of this request",
    ] {
      #expect(words.contains(part), "\(part)")
    }
    #expect(!words.contains("Dean") && !words.contains("Hale"))
    #expect(try composed(question([2])).words.contains("Dean Hale, date of birth not known"))
  }

  @Test("Nobody ticked, no reason, nothing asked, a day gone by: nothing is asked")
  func guards() throws {
    func rule(_ change: (inout PartnerCheck.Question) -> Void) -> String? {
      var question = question()
      change(&question)
      return refusal(.ask(question, shown: ""))?.rule
    }
    #expect(rule { $0.keys = [] } == "partnercheck.people")
    #expect(rule { $0.keys = [7] } == "partnercheck.not-named")
    #expect(rule { $0.reason = "" } == "partnercheck.reason")
    #expect(rule { $0.basisWords = "" } == "partnercheck.basis")
    #expect(rule { $0.who = "" } == "partnercheck.who")
    #expect(rule { $0.questions = [] } == "partnercheck.questions")
    #expect(rule { $0.dueOn = $0.dueOn.adding(days: -3) } == "partnercheck.due")
    #expect(rule { $0.dueOn = $0.dueOn.adding(days: 99) } == "partnercheck.due")
  }

  @Test("It is recorded only as it was shown; else the worker looks again")
  func shown() throws {
    let words = try composed(question()).words
    #expect(refusal(.ask(question(), shown: words)) == nil)
    #expect(refusal(.ask(question(), shown: words + "."))?.rule == "partnercheck.shown")
    let check = try asked()
    #expect(check.request.words == words)
  }

  @Test("Somebody who was not ticked is taken out of the words, by any part of the name")
  func others() throws {
    let request = try composed(
      question(reason: "dean hale shouted at Aisha Curnow; Hale will come back, says Dean."))
    #expect(
      request.reason
        == "(taken out) shouted at Aisha Curnow; (taken out) will come back, says (taken out).")
    #expect(request.takenOut == [.others])
    #expect(!request.words.lowercased().contains("hale"))
    let both = try composed(question([1, 2], reason: "Dean shouted"))
    #expect(both.reason == "Dean shouted" && both.takenOut.isEmpty)
  }

  @Test("Who told us is taken out where it is to be kept from the family, number and all")
  func caller() throws {
    let kept = subject(caller: ["Mrs Joan Curnow", "01632 960 100", "Harbour Nursery"])
    let request = try composed(
      question(
        reason: "Joan Curnow of the harbour nursery rang from 01632960100 about Aisha Curnow"), kept
    )
    #expect(
      request.reason == "(taken out) of the (taken out) rang from (taken out) about Aisha Curnow")
    #expect(request.takenOut == [.caller])
  }

  @Test("An address that must not be told is taken out, and that it was is said")
  func address() throws {
    let homes = UndisclosedHomes([.init(lines: "14 Mill Lane", postcode: "ZZ6 1AA")])
    var asking = question(reason: "She now lives at 14 Mill Lane, ZZ61AA")
    asking.questions = ["Who else lives at 14 Mill Ln?"]
    let request = try composed(asking, subject(homes: homes))
    #expect(!request.words.contains("Mill") && !request.words.contains("1AA"))
    #expect(request.takenOut == [.address])
  }

  @Test("A question as the template has it stays as it is, whatever the caller is called")
  func templates() throws {
    for agency in PartnerCheck.Agency.allCases {
      var asking = question(agency: agency)
      asking.questions = CheckTemplates.first.questions(for: agency)
      #expect(!asking.questions.isEmpty && !CheckTemplates.first.law(for: agency).isEmpty)
      let request = try composed(asking, subject(caller: ["Child School", "the school"]))
      #expect(request.questions == asking.questions)
    }
  }

  @Test("It waits on a clock until it is answered, nothing is known, refused or withdrawn")
  func states() throws {
    let check = try asked()
    #expect(check.status == .open)
    let chased = try done(.chase(how: .phone, words: nil, on: today), to: check)
    #expect(chased.status == .open && chased.chases.count == 1)
    let refused = try done(.reply(.refusal, words: "No", who: "Head", on: today), to: chased)
    #expect(refused.status == .refused)
    #expect(
      try done(.reply(.nothingKnown, words: nil, who: "Head", on: today), to: check).status
        == .nothingKnown)
    let answered = try done(
      .reply(.answer, words: "Twice", who: "Head", on: today), to: refused)
    #expect(answered.status == .answered)
    #expect(try done(.withdraw(reason: "Asked twice"), to: check).status == .withdrawn)
  }

  @Test("What was answered is not taken back, and nothing is chased that is answered")
  func refusals() throws {
    let check = try asked()
    func answer(_ kind: PartnerCheck.Reply.Kind, _ words: String?, _ on: Day? = nil)
      -> PartnerCheck.Command
    {
      .reply(kind, words: words, who: "Head", on: on ?? today)
    }
    #expect(refusal(answer(.answer, nil), check)?.rule == "partnercheck.words")
    #expect(refusal(answer(.refusal, nil), check)?.rule == "partnercheck.refusal")
    #expect(
      refusal(answer(.answer, "x", today.adding(days: 1)), check)?.rule == "partnercheck.day")
    #expect(
      refusal(answer(.answer, "x", today.adding(days: -1)), check)?.rule == "partnercheck.day")
    let answered = try done(answer(.answer, "Twice"), to: check)
    #expect(refusal(answer(.nothingKnown, nil), answered)?.rule == "partnercheck.answered")
    #expect(
      refusal(.chase(how: .phone, words: nil, on: today), answered)?.rule
        == "partnercheck.not-open")
    #expect(refusal(.withdraw(reason: "x"), answered)?.rule == "partnercheck.not-open")
    let withdrawn = try done(.withdraw(reason: "x"), to: check)
    #expect(refusal(answer(.answer, "x"), withdrawn)?.rule == "partnercheck.withdrawn")
    #expect(refusal(.consider(words: "x"), answered)?.rule == "partnercheck.nothing-new")
  }

  @Test("An answer after the decision waits for a word of whoever decided; one before it does not")
  func afterDecision() throws {
    let check = try asked()
    let reply = PartnerCheck.Command.reply(.answer, words: "Twice", who: "Head", on: today)
    #expect(try done(reply, to: check).tells == nil)
    let told = try done(reply, to: check, decidedBy: WorkerID(4))
    #expect(told.tells == WorkerID(4))
    #expect(refusal(.consider(words: ""), told)?.rule == "partnercheck.consider")
    let considered = try done(.consider(words: "It changes nothing"), to: told)
    #expect(considered.tells == nil && considered.considered.count == 1)
  }

  @Test("Whoever records the answer: a worker, or the agency itself")
  func whoever() throws {
    let facts = try PartnerCheck.decide(
      .reply(.answer, words: "Twice", who: "Head", on: today), given: try asked(),
      around: .init(subject: subject()), by: .system, today: today)
    guard case .replied(let reply, _, let people) = try #require(facts.first) else {
      Issue.record("no answer")
      return
    }
    #expect(reply.by == nil && people == [Self.aisha])
  }

  @Test("Each agency has its standard, and a day given by the worker tells its own sum")
  func clock() throws {
    for agency in PartnerCheck.Agency.allCases {
      #expect(PartnerCheck.standardDue(agency, on: today) != nil)
    }
    let friday = try #require(Day(iso: "2026-03-20"))
    let monday = friday.adding(days: 3)
    let standard = PartnerCheck.clock(.school, asked: friday, due: monday, stopped: nil, as: .open)
    #expect(standard.rule.words == "1 working day" && standard.due.day == monday)
    #expect(standard.state(today: monday.adding(days: 1)).isLate)
    let own = PartnerCheck.clock(
      .school, asked: friday, due: friday.adding(days: 5), stopped: nil, as: .open)
    #expect(own.rule.words == "5 days" && own.due.day == friday.adding(days: 5))
    #expect(own.sum(today: friday).contains { $0.contains("the day given when it was asked") })
  }
}
