import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// The referrer is written to, told, or cannot be told, in any order.
  mutating func feedbackAct(on id: ContactID, _ contact: Contact) -> Attempt {
    let place = chance.number(0...max(0, contact.messages.count))
    switch chance.number(1...10) {
    case ...3:
      let name = contact.named.first?.full ?? "Nobody"
      let text = chance.chance(85) ? words("Thank you") : "\(name) is safe"
      return Attempt(
        Contact.Command.writeBack(
          to: chance.one(of: Self.addresses), subject: "What became of it", words: text), on: id)
    case 4, 5: return Attempt(Contact.Command.sendAgain(place: place), on: id)
    case 6:
      return Attempt(
        Contact.Command.sayCannotBeTold(
          chance.one(of: Contact.Untold.Reason.allCases), words: words("Moved away", none: 40)),
        on: id)
    case 7: return Attempt(Contact.Command.messageWasSent(place: 99), on: id)
    default:
      return Attempt(
        Contact.Command.feedBack(words: words("Thank you"), how: .phone, on: day(back: 2)), on: id)
    }
  }

  private static let addresses = ["a@hill.example", "b@harbour.example"].compactMap {
    EmailAddress($0)
  }

  /// Messages are sent, now and then, by a mail server of any mood.
  mutating func delivery() async throws {
    let key = "\(seed)-\(chance.number(1...1_000_000_000))"
    let (now, store) = (now, store)
    let outcome: DeliveryOutcome? = chance.weighted([
      (.accepted, 50), (.later(why: "Not now"), 15), (.never(why: "Refused (550)"), 15),
      (.unknown(why: OutboxTable.noAnswer), 10), (nil, 10),
    ])
    try await database.write { tx in
      guard let from = EmailAddress("children@northshire.example"),
        let claim = try OutboxTable.claim(at: now, key: key, from: from, store: store, in: tx),
        // Without an outcome the sender died with it.
        let outcome
      else { return }
      _ = try OutboxTable.handOver(claim, at: now, in: tx)
      try OutboxTable.finish(claim, outcome, at: now, store: store, in: tx)
    }
    try await caughtUp()
  }
}
