import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// An agency is asked, reminded, answers, refuses, is no longer asked, whatever the contact is at.
  mutating func checkAttempt() async throws -> Attempt {
    guard world.checks > 0, chance.chance(60) else { return try await askAttempt() }
    let (id, missing) = pick(world.checks, of: PartnerCheck.self)
    let command: PartnerCheck.Command
    switch chance.number(1...11) {
    case 11:
      command = .answer(
        chance.one(of: PartnerCheck.Reply.Kind.allCases), words: words("Known to us"),
        who: "head@hill.example", from: pick(world.agencies, of: Agency.self).id)
    case 1, 2: command = .chase(how: .phone, words: nil, on: day(back: 3))
    case 3...6:
      command = .reply(
        chance.one(of: PartnerCheck.Reply.Kind.allCases), words: words("Known to us"),
        who: words("Head"), on: day(back: 2))
    case 7: command = .withdraw(reason: words("Asked twice"))
    default: command = .consider(words: words("It changes nothing"))
    }
    return Attempt(command, on: id, mayMiss: missing)
  }

  /// An agency comes into the portal, admits and loses people, shares an account, leaves.
  mutating func agencyAttempt() -> Attempt {
    guard world.agencies > 0, chance.chance(75) else {
      return Attempt(
        Agency.Command.register(
          name: words("Hill School"), kind: chance.one(of: PartnerCheck.Agency.allCases),
          mailbox: "office@hill.example"), on: nil as AgencyID?)
    }
    let (id, missing) = pick(world.agencies, of: Agency.self)
    // Few addresses, so that one is wanted by two agencies.
    let email = "p\(chance.number(1...4))@hill.example"
    let command: Agency.Command
    switch chance.number(1...12) {
    case 1...5:
      command = .admit(
        Agency.Professional(email: email, name: words("M Jones"), job: words("Lead")))
    case 6, 7: command = .remove(email: email, reason: words("Left"))
    case 8: command = .openAccount(username: "account-\(chance.number(1...3))")
    case 9: command = .closeAccount(reason: words("Unused"))
    case 10, 11: command = .correct(name: words("Hill Academy"), mailbox: "office@hill.example")
    default: command = .close(reason: words("Joined another"))
    }
    return Attempt(command, on: id, mayMiss: missing)
  }

  private mutating func askAttempt() async throws -> Attempt {
    let about: PartnerCheck.About
    if world.referrals > 0, chance.chance(30) {
      about = .referral(id: pick(world.referrals, of: Referral.self).id)
    } else {
      about = .contact(id: pick(world.contacts, of: Contact.self).id)
    }
    let read = try await database.read { try PartnerCheckTable.subject(about, in: $0) }
    let people = read?.people ?? []
    var keys = people.filter { _ in chance.chance(70) }.map(\.key)
    if chance.chance(4) { keys.append(9) }
    let question = PartnerCheck.Question(
      about: about, agency: chance.one(of: PartnerCheck.Agency.allCases), who: words("Hill School"),
      keys: keys, reason: words("Shouting"),
      basis: chance.one(of: PartnerCheck.Basis.allCases), basisWords: words("Mother agreed"),
      questions: [words("How are they?")], dueOn: today.adding(days: chance.number(1...6)),
      from: "Priya Nair",
      addressee: chance.chance(30) ? pick(world.agencies, of: Agency.self).id : nil)
    let shown = read.flatMap {
      try? PartnerCheck.composed(question, of: $0, by: .system, today: today)
    }?.words
    let isSeen = chance.chance(95)
    return Attempt(
      PartnerCheck.Command.ask(question, shown: isSeen ? shown ?? "" : "Something else"),
      on: nil as PartnerCheckID?)
  }
}
