import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// An agency is asked, reminded, answers, refuses, is no longer asked, whatever the contact is at.
  mutating func checkAttempt() async throws -> Attempt {
    guard world.checks > 0, chance.chance(60) else { return try await askAttempt() }
    let (id, missing) = pick(world.checks, of: PartnerCheck.self)
    let command: PartnerCheck.Command
    switch chance.number(1...10) {
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
      from: "Priya Nair")
    let shown = read.flatMap {
      try? PartnerCheck.composed(question, of: $0, by: .system, today: today)
    }?.words
    let isSeen = chance.chance(95)
    return Attempt(
      PartnerCheck.Command.ask(question, shown: isSeen ? shown ?? "" : "Something else"),
      on: nil as PartnerCheckID?)
  }
}
