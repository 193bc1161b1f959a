import Testing

@testable import Domain

/// Who has a contact, and until when it is put aside.
@Suite("Contact: the queue") struct ContactQueueTests {
  typealias Base = ContactTests
  static let today = Base.today
  static let cora = WorkerID(5)

  static func around(_ roles: Set<Role>, left: Bool = false) -> Contact.Around {
    Contact.Around(
      openEpisodes: [:], assignee: .init(name: "Cora Bray", roles: roles, hasLeft: left))
  }

  static func judge(
    _ command: Contact.Command, _ contact: Contact,
    _ around: Contact.Around = around([.contactWorker])
  ) throws(Refusal) -> [Contact.Fact] {
    try Contact.decide(
      command, given: contact, around: around, by: Base.decider, today: today)
  }

  static func rule(
    _ command: Contact.Command, _ contact: Contact,
    _ around: Contact.Around = around([.contactWorker])
  ) -> String? {
    do {
      _ = try judge(command, contact, around)
      return nil
    } catch { return error.rule }
  }

  @Test("A contact is given to somebody at the front door, and back") func given() throws {
    var contact = Base.contact()
    for fact in try Self.judge(.assign(to: Self.cora), contact) { contact = .evolve(contact, fact) }
    #expect(contact.assignedTo == Self.cora)
    let again = try Self.judge(.assign(to: Self.cora), contact)
    #expect(again.isEmpty)
    for fact in try Self.judge(.assign(to: nil), contact) { contact = .evolve(contact, fact) }
    #expect(contact.assignedTo == nil)
  }

  @Test("It is not given to somebody who has left, who works elsewhere, or who is nobody")
  func toWhom() {
    let contact = Base.contact()
    let command = Contact.Command.assign(to: Self.cora)
    #expect(
      Self.rule(command, contact, Self.around([.contactWorker], left: true))
        == "contact.assign-left")
    #expect(Self.rule(command, contact, Self.around([.socialWorker])) == "contact.assign-role")
    #expect(
      Self.rule(command, contact, Contact.Around(openEpisodes: [:])) == "contact.assign-nobody")
  }

  @Test("A parked contact comes back by itself on its day") func comesBack() throws {
    var contact = Base.contact()
    let until = Self.today.adding(days: 3)
    for fact in try Self.judge(.park(until: until, reason: "School opens"), contact) {
      contact = .evolve(contact, fact)
    }
    #expect(contact.status == .waiting)
    #expect(contact.isParked(on: Self.today))
    #expect(contact.isParked(on: until.adding(days: -1)))
    #expect(!contact.isParked(on: until))
    for fact in try Self.judge(.unpark, contact) { contact = .evolve(contact, fact) }
    #expect(!contact.isParked(on: Self.today))
    let nothing = try Self.judge(.unpark, contact)
    #expect(nothing.isEmpty)
  }

  @Test("Neither danger nor a clear outcome is parked, and nothing for long or without a reason")
  func notParked() throws {
    let tomorrow = Self.today.adding(days: 1)
    let contact = Base.contact()
    #expect(Self.rule(.park(until: Self.today, reason: "x"), contact) == "contact.park-day")
    #expect(Self.rule(.park(until: tomorrow, reason: ""), contact) == "contact.park-reason")
    let far = Self.today.adding(days: Contact.longestParking + 1)
    #expect(Self.rule(.park(until: far, reason: "x"), contact) == "contact.park-long")
    var danger = contact
    danger.details.inDanger = .yes
    #expect(Self.rule(.park(until: tomorrow, reason: "x"), danger) == "contact.park-danger")
    var clear = contact
    clear.triage = Contact.Triage(outcomeClear: true, level: nil, by: nil, on: Self.today)
    #expect(Self.rule(.park(until: tomorrow, reason: "x"), clear) == "contact.park-clear")
  }

  @Test("A parked contact can be decided, and is then not parked") func decided() throws {
    var contact = Base.contact()
    let commands: [Contact.Command] = [
      .park(until: Self.today.adding(days: 2), reason: "Waits"), Base.decide(Base.bothReferred),
    ]
    for command in commands {
      for fact in try Self.judge(command, contact) { contact = .evolve(contact, fact) }
    }
    #expect(contact.parking == nil)
    #expect(
      Self.rule(.park(until: Self.today.adding(days: 2), reason: "x"), contact)
        == "contact.decided")
    #expect(Self.rule(.assign(to: Self.cora), contact) == "contact.decided")
  }

  @Test("What is late and what has used half its time is told by the day it came") func pressing()
    throws
  {
    let pressing = Contact.Pressing(today: Self.today)
    // Monday: Friday's has used its day, Thursday's is late.
    let late = try #require(pressing.late)
    let half = try #require(pressing.half)
    #expect(late == Self.today.adding(days: -4))
    for back in 0...40 {
      let day = Self.today.adding(days: -back)
      let clock = try #require(Contact.decisionClock(received: day, minute: nil, decided: nil))
      let state = clock.state(today: Self.today)
      #expect(state.isLate == (day <= late), "\(day)")
      #expect(((state.position?.share ?? 0) >= 0.5) == (day <= half), "\(day)")
    }
  }

  @Test("A usual day is what the same weekday brought, without the lowest and the highest")
  func usual() {
    var counts: [Day: Int] = [:]
    for (week, count) in [4, 9, 5, 6, 0, 7, 5, 30].enumerated() {
      counts[Self.today.adding(days: -7 * (week + 1))] = count
    }
    let first = Self.today.adding(years: -1)
    let usual = Contact.UsualDay(counts, before: Self.today, since: first)
    #expect(usual?.low == 4)
    #expect(usual?.high == 9)
    #expect(usual?.weekday == .monday)
    let young = Contact.UsualDay(counts, before: Self.today, since: Self.today.adding(days: -20))
    #expect(young == nil)
  }
}
