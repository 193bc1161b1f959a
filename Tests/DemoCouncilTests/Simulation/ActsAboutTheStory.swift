import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// The chronology is curated and documents are kept, in any order, about anything.
  mutating func storyAttempt() -> Attempt {
    if chance.chance(35) { return documentAttempt() }
    guard let id = recent(world.significantEvents, of: SignificantEvent.self, among: 8),
      chance.chance(55)
    else { return beginEvent() }
    switch chance.number(1...10) {
    case 1, 2, 3:
      return Attempt(
        SignificantEvent.Command.correct(
          eventWords(), happenedOn: chance.chance(30) ? day(back: 900) : nil,
          reason: words("Clearer")), on: id)
    case 4, 5, 6:
      return Attempt(SignificantEvent.Command.hide(reason: words("Said elsewhere")), on: id)
    case 7, 8: return Attempt(SignificantEvent.Command.showAgain, on: id)
    default:
      return Attempt(
        SignificantEvent.Command.merge(with: pointer(), reason: words("The same night")), on: id)
    }
  }

  private mutating func beginEvent() -> Attempt {
    let (child, missing) = pick(world.people, of: Person.self, missing: 2)
    var children = [child]
    if chance.chance(20) { children.append(pick(world.people, of: Person.self).id) }
    switch chance.number(1...10) {
    case 1...4:
      return Attempt(
        SignificantEvent.Command.promote(pointer(), eventWords(), children: children),
        on: nil as SignificantEventID?)
    case 5, 6:
      return Attempt(
        SignificantEvent.Command.leaveOut(
          pointer(), reason: words("Twice"), children: children),
        on: nil as SignificantEventID?)
    default:
      let own = SignificantEvent.Own(
        happenedOn: day(back: 2000), kind: chance.one(of: SignificantEvent.Kind.allCases),
        agency: chance.chance(50) ? "Police" : nil)
      return Attempt(
        SignificantEvent.Command.add(own, eventWords(), children: children),
        on: nil as SignificantEventID?, mayMiss: missing || children.count > 1)
    }
  }

  private mutating func eventWords() -> SignificantEvent.Words {
    SignificantEvent.Words(title: words("Moved"), effect: words("She sleeps"))
  }

  /// An entry of some record; at times of none.
  private mutating func pointer() -> SignificantEvent.Pointer {
    let (noun, last) = chance.one(of: [
      (Person.noun, world.people), (Contact.noun, world.contacts),
      (Referral.noun, world.referrals), (Note.noun, world.notes),
      (SignificantEvent.noun, world.significantEvents),
    ])
    return SignificantEvent.Pointer(
      noun: noun, number: chance.number(1...max(1, last + 1)), version: chance.number(1...2),
      place: chance.chance(90) ? 0 : chance.number(1...3))
  }

  private mutating func documentAttempt() -> Attempt {
    guard let id = recent(world.documents, of: Document.self, among: 6), chance.chance(60) else {
      let (child, missing) = pick(world.people, of: Person.self, missing: 2)
      return Attempt(
        Document.Command.keep(
          Document.New(
            kind: chance.chance(85) ? .letter : .upload, children: [child],
            title: words("Letter"), content: .text(text: letter())), at: now),
        on: nil as DocumentID?, mayMiss: missing)
    }
    switch chance.number(1...6) {
    case 1, 2, 3:
      return Attempt(
        Document.Command.addVersion(.text(text: letter()), about: [], at: now), on: id)
    case 4, 5:
      return Attempt(
        Document.Command.changeReaders(
          chance.one(of: Document.Readers.allCases), reason: words("Her school")), on: id)
    default: return Attempt(Document.Command.withdraw(reason: words("Wrong")), on: id)
    }
  }

  private mutating func letter() -> Document.Text {
    let said = words("Come on Monday")
    return Document.Text(asAt: today, blocks: said.isEmpty ? [] : [.paragraph(words: said)])
  }
}
