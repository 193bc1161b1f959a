import Testing

@testable import Domain

@Suite("Daily reports to agencies") struct DailyReportTests {
  let day = Day(number: 20_527)
  let today = Day(number: 20_528)
  let maker = Actor(.worker(WorkerID(1)), roles: [.decisionMaker])
  let other = Actor(.worker(WorkerID(2)), roles: [.decisionMaker])
  let school = DailyReport.Reader(kind: .school, name: "Hill School")

  func sent(
    _ number: Int, on received: Int = 0, told: Int? = nil,
    outcomes: [Contact.Outcome] = [.referral], reference: String? = nil
  ) -> DailyReport.Sent {
    DailyReport.Sent(
      contact: ContactID(number), reference: reference,
      children: [.init(given: "Aisha", family: "Curnow")], keepFromFamily: false,
      receivedOn: day.adding(days: received), tellableFrom: told.map { day.adding(days: $0) },
      outcomes: told == nil ? [] : outcomes, parkedOn: nil, parkedUntil: nil,
      people: [PersonID(number)], isRestricted: false, untold: nil)
  }

  func standing(
    _ sent: [DailyReport.Sent], homes: [Person.Address] = [], already: DailyReportID? = nil
  ) -> DailyReport.Standing {
    DailyReport.Standing(
      sent: sent,
      awaited: [
        .init(
          check: PartnerCheckID(4), askedOn: day.adding(days: -9), dueOn: day.adding(days: -7))
      ],
      usual: nil, already: already, homes: UndisclosedHomes(homes))
  }

  func question(_ reader: DailyReport.Reader? = nil) -> DailyReport.Question {
    DailyReport.Question(reader: reader ?? school, day: day, from: "the unit, Northshire")
  }

  func sheet(_ standing: DailyReport.Standing) throws -> DailyReport.Sheet {
    try DailyReport.composed(question(), of: standing, by: maker, today: today)
  }

  func made(_ standing: DailyReport.Standing) throws -> DailyReport {
    let facts = try DailyReport.decide(
      .compose(question(), shown: try sheet(standing).words), given: nil,
      around: .init(standing: standing), by: maker, today: today)
    return DailyReport.evolve(nil, try #require(facts.first))
  }

  func done(
    _ command: DailyReport.Command, to report: DailyReport, by actor: Actor? = nil,
    held: Set<ContactID> = []
  ) throws -> DailyReport {
    try DailyReport.decide(
      command, given: report, around: .init(held: held), by: actor ?? other, today: today
    ).reduce(report) { DailyReport.evolve($0, $1) }
  }

  func refusal(
    _ command: DailyReport.Command, _ report: DailyReport?, by actor: Actor? = nil,
    around: DailyReport.Around = .init()
  ) -> String? {
    do {
      _ = try DailyReport.decide(
        command, given: report, around: around, by: actor ?? other, today: today)
      return nil
    } catch { return error.rule }
  }

  @Test("An agency reads what it sent, what became of it in the words of feedback, what it owes")
  func letter() throws {
    let words = try sheet(
      standing([
        sent(1, told: 0, reference: "44/26"), sent(2), sent(3, on: -3), sent(4, on: -2, told: 0),
      ])
    ).words
    for part in [
      "Daily report to Hill School", "From the unit, Northshire",
      "For \(day.longWithWeekday)", "Received on this day: 2", "Decided: 2 (referral 2)",
      "Waiting for a decision at its end: 2",
      "C-1, your number 44/26, about A.C., received on \(day.long).\nWe have looked at it",
      "It has become a referral", "C-2, about A.C.", "It has not been decided yet.",
      "G-4, asked on \(day.adding(days: -9).long): your answer was due on", "ring 999",
    ] {
      #expect(words.contains(part), "\(part)")
    }
    #expect(!words.contains("Aisha") && !words.contains("Curnow"))
  }

  @Test("What was told before the day, or came after it, is not told again")
  func days() throws {
    let lines = try sheet(
      standing([sent(1, on: -2, told: -1), sent(2, on: 1), sent(3, told: 1), sent(4, on: -2)])
    ).lines
    #expect(lines.map(\.contact) == [ContactID(3), ContactID(4)])
    // Decided the day after: at the end of the day it waited.
    #expect(lines[0].ending == .waiting)
  }

  @Test("Put aside is said with its day and without its reason; children decided apart without how")
  func endings() throws {
    var parked = sent(1)
    (parked.parkedOn, parked.parkedUntil) = (day, day.adding(days: 4))
    var back = sent(2)
    (back.parkedOn, back.parkedUntil) = (day.adding(days: -4), day)
    let both = sent(3, told: 0, outcomes: [.referral, .noFurtherAction])
    let sheet = try sheet(standing([parked, back, both]))
    #expect(
      sheet.lines.map(\.ending)
        == [.parked(until: day.adding(days: 4)), .waiting, .decidedForEach])
    #expect(sheet.words.contains("Put aside until a later day: 1"))
    #expect(sheet.words.contains("Decided: 1 (for each child by itself 1)"))
    #expect(sheet.words.contains("decided for each child. Ring us"))
  }

  @Test("A restricted record, and whom it is not safe to tell, is in no line and in no figure")
  func leftOut() throws {
    var closed = sent(1)
    closed.isRestricted = true
    var unsafe = sent(2, told: 0)
    unsafe.untold = .notSafe
    var asked = sent(3, told: 0)
    asked.untold = .askedNot
    var unreachable = sent(4, told: 0)
    unreachable.untold = .noWay
    let sheet = try sheet(standing([closed, unsafe, asked, unreachable]))
    #expect(sheet.lines.map(\.contact) == [ContactID(4)])
    #expect(sheet.people == [PersonID(4)])
    #expect(sheet.words.contains("Received on this day: 1"))
    for number in 1...3 { #expect(!sheet.words.contains("C-\(number)")) }
  }

  @Test("Who told us in confidence has no initials beside; a number that holds a home is no number")
  func keptBack() throws {
    let home = Person.Address(
      lines: "14 Mill Lane", postcode: "ZZ6 1AA", from: Day(number: 1))
    var quiet = sent(1)
    quiet.keepFromFamily = true
    let told = sent(2, reference: "14 Mill Lane")
    let long = sent(3, reference: "the one about the twins")
    let words = try sheet(standing([quiet, told, long], homes: [home])).words
    #expect(words.contains("C-1, about the child you told us of"))
    #expect(words.contains("C-2, about A.C.") && words.contains("C-3, about A.C."))
    #expect(!words.contains("Mill") && !words.contains("twins"))
  }

  @Test("How many it usually is: of the same weekday in thirteen weeks, and nothing under four")
  func usual() throws {
    let counts = [1: 4, 2: 1, 3: 0, 4: 2].reduce(into: [Day: Int]()) {
      $0[day.adding(days: -7 * $1.key)] = $1.value
    }
    let usual = DailyReport.Usual(counts, before: day, since: day.adding(days: -28))
    #expect(usual?.weeks == 4 && usual?.low == 0 && usual?.high == 4 && usual?.middle == "1.5")
    let whole = DailyReport.Usual(counts, before: day, since: day.adding(days: -400))
    #expect(whole?.weeks == 13 && whole?.middle == "0" && whole?.high == 4)
    #expect(DailyReport.Usual(counts, before: day, since: day.adding(days: -27)) == nil)
    var standing = standing([sent(1)])
    standing.usual = usual
    let words = try sheet(standing).words
    #expect(
      words.contains("Received on this day: 1. On a \(day.weekday.name) of the 4 weeks before"))
    #expect(words.contains("it was 0 to 4, in the middle 1.5"))
  }

  @Test("A force reads how many of its notifications came, were assessed, and where they went")
  func police() throws {
    var standing = standing([sent(1)])
    standing.notifications = .init(
      received: 4, assessed: 3, openWork: 1, contact: 2, information: 0)
    let words = try sheet(standing).words
    #expect(words.contains("Notifications received on this day: 4, assessed: 3"))
    #expect(words.contains("to open work 1, to a contact 2, kept as information 0"))
    #expect(!(try sheet(self.standing([sent(1)])).words.contains("Notifications")))
  }

  @Test("It is recorded only as it was shown, once, of a day that has come, for one agency")
  func composing() throws {
    let standing = standing([sent(1)])
    let words = try sheet(standing).words
    let around = DailyReport.Around(standing: standing)
    #expect(refusal(.compose(question(), shown: words), nil, around: around) == nil)
    #expect(
      refusal(.compose(question(), shown: words + "."), nil, around: around)
        == "dailyreport.shown")
    let twice = DailyReport.Around(standing: self.standing([sent(1)], already: DailyReportID(1)))
    #expect(
      refusal(.compose(question(), shown: words), nil, around: twice) == "dailyreport.already")
    var future = question()
    future.day = today.adding(days: 1)
    #expect(refusal(.compose(future, shown: words), nil, around: around) == "dailyreport.future")
    let anybody = question(.init(kind: .school, name: "The primary school"))
    #expect(refusal(.compose(anybody, shown: ""), nil, around: around) == "dailyreport.nobody")
    #expect(refusal(.publish, nil) == "dailyreport.not-there")
  }

  @Test("An agency is known however its name is written, and by no part of it")
  func names() {
    #expect(school.isCalled(" HILL school.") && !school.isCalled("Hill"))
    #expect(school.isNamed(in: "Hill School, Ms Green") && !school.isNamed(in: "Hillside School"))
    #expect(school.isOneAgency)
    #expect(!DailyReport.Reader(kind: .health, name: "GP surgery").isOneAgency)
    #expect(!DailyReport.Reader(kind: .school, name: " ").isOneAgency)
    #expect(DailyReport.Reader(kind: .police, name: "Police").isOneAgency)
    #expect(school.key != DailyReport.Reader(kind: .health, name: "Hill School").key)
  }

  @Test("A second person approves; only then it is published, opened, withdrawn with a reason")
  func life() throws {
    let draft = try made(standing([sent(1), sent(2)]))
    #expect(draft.status == .draft)
    #expect(refusal(.approve, draft, by: maker) == "dailyreport.approve-own")
    #expect(refusal(.publish, draft) == "dailyreport.publish-status")
    let approved = try done(.approve, to: draft)
    #expect(approved.status == .approved)
    #expect(refusal(.approve, approved) == "dailyreport.approve-status")
    let published = try done(.publish, to: approved, by: maker)
    #expect(published.status == .published)
    #expect(
      refusal(.removeLine(ContactID(1), reason: "No"), published) == "dailyreport.remove-late")
    #expect(refusal(.open(who: "Ms Green"), published, by: other) == "dailyreport.open-who")
    #expect(refusal(.open(who: "Ms Green"), approved, by: .portal) == "dailyreport.open-status")
    let opened = try done(.open(who: "Ms Green"), to: published, by: .portal)
    #expect(opened.openings.map(\.who) == ["Ms Green"])
    #expect(refusal(.withdraw(reason: ""), opened) == "dailyreport.withdraw-reason")
    let withdrawn = try done(.withdraw(reason: "Wrong agency"), to: opened)
    #expect(withdrawn.status == .withdrawn && withdrawn.openings.count == 1)
    #expect(refusal(.open(who: "Ms Green"), withdrawn, by: .portal) == "dailyreport.open-status")
    #expect(refusal(.withdraw(reason: "Again"), withdrawn) == "dailyreport.withdrawn")
  }

  @Test("A line taken out is in no figure, and what was approved is approved again")
  func removal() throws {
    let approved = try done(.approve, to: try made(standing([sent(1), sent(2)])))
    #expect(
      refusal(.removeLine(ContactID(1), reason: ""), approved) == "dailyreport.remove-reason")
    #expect(
      refusal(.removeLine(ContactID(9), reason: "No"), approved) == "dailyreport.no-line")
    let less = try done(.removeLine(ContactID(1), reason: "Sent in error"), to: approved)
    #expect(less.status == .draft && less.linesLeft.map(\.contact) == [ContactID(2)])
    #expect(!less.words.contains("C-1,") && less.words.contains("Received on this day: 1"))
    #expect(less.people == [PersonID(1), PersonID(2)])
    #expect(refusal(.removeLine(ContactID(1), reason: "No"), less) == "dailyreport.no-line")
  }

  @Test("A record that is restricted meanwhile stops the approval, the publishing and the opening")
  func held() throws {
    let held: Set<ContactID> = [ContactID(1)]
    let around = DailyReport.Around(held: held)
    let draft = try made(standing([sent(1), sent(2)]))
    #expect(refusal(.approve, draft, around: around) == "dailyreport.held")
    let approved = try done(.approve, to: draft)
    #expect(refusal(.publish, approved, around: around) == "dailyreport.held")
    let published = try done(.publish, to: approved)
    #expect(
      refusal(.open(who: "Ms Green"), published, by: .portal, around: around)
        == "dailyreport.held")
    // Without its line the rest may be told.
    let less = try done(.removeLine(ContactID(1), reason: "Restricted"), to: draft)
    #expect(refusal(.approve, less, around: around) == nil)
  }

  @Test("Members of the public have no report; each kind of agency has its sources")
  func kinds() {
    #expect(PartnerCheck.Agency(.family) == nil && PartnerCheck.Agency(.anonymous) == nil)
    #expect(PartnerCheck.Agency.police.sources == [.police])
    for kind in PartnerCheck.Agency.allCases { #expect(!kind.sources.isEmpty, "\(kind)") }
  }
}
