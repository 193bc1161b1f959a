import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// Intake proposes, somebody accepts or declines; a locked record is opened in need and reviewed.
  mutating func sourceAttempt() -> Attempt {
    let (id, _) = pick(world.people, of: Person.self)
    let (other, _) = pick(world.people, of: Person.self)
    let key = chance.number(1...4)
    switch chance.number(1...8) {
    case 1, 2:
      let values: [Person.Proposal.Value] = [
        .birth(birth: .exact(day(back: 4000))),
        .phone(number: "01632 96000\(chance.number(1...9))"),
        .school(name: words("School")), .nhsNumber(number: "1234567890"),
        .address(address: .init(lines: words("Harbour Terrace"))),
      ]
      return Attempt(
        Person.Command.propose(
          Array(values.prefix(chance.number(1...5))), provenance: said(), contact: nil), on: id)
    case 3, 4: return Attempt(Person.Command.accept(proposal: key, provenance: said()), on: id)
    case 5:
      return Attempt(Person.Command.decline(proposal: key, reason: words("Not so")), on: id)
    case 6:
      let from = Instant(london: today, hour: 2, minute: 0)
      return Attempt(
        Person.Command.breakGlass(
          reason: words("Police at the door"), from: from,
          until: from.adding(seconds: 3600 * chance.number(1...14))), on: id)
    case 7:
      return Attempt(
        Person.Command.reviewOpening(
          key: key, inOrder: chance.chance(70), words: words("Looked at")), on: id)
    default:
      return chance.chance(50)
        ? Attempt(Person.Command.answerLookAlike(other, words: words("Another child")), on: id)
        : Attempt(
          Person.Command.verify(
            chance.one(of: Person.Field.allCases), provenance: said()), on: id)
    }
  }
}
