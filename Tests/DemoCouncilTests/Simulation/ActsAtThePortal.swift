import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// Somebody outside the council sends a form: whole, or with something missing.
  mutating func formAttempt() -> Attempt {
    let kind = chance.one(of: PartnerReferral.Sender.Kind.allCases)
    let isAnybody = kind == .anybody
    let danger = chance.one(of: Contact.Answer.allCases)
    let children = (0...chance.number(0...2)).map { place in
      PartnerReferral.Child(given: words("Child \(place)", none: 20), family: "Curnow")
    }
    let form = PartnerReferral.Form(
      edition: isAnybody ? .anybody1 : .professional1, reference: reference(),
      sentAt: chance.chance(5) ? now.adding(seconds: 90_000) : now,
      sender: .init(
        kind: kind, email: kind == .agencyAccount ? nil : "j\(chance.number(1...4))@hill.example",
        agency: kind == .agencyAccount ? "Y-1" : nil,
        source: isAnybody ? chance.one(of: [.family, .anonymous, .childThemself]) : .school,
        name: isAnybody ? nil : words("Jan", none: 5),
        reply: isAnybody ? chance.one(of: PartnerReferral.Sender.Reply.allCases) : nil),
      inDanger: danger, dangerAction: danger == .yes ? words("Rang 999", none: 20) : nil,
      children: children, worry: words("Worried", none: 5),
      consent: .init(told: .yes, agreed: chance.one(of: Contact.Answer.allCases), words: "Said so"))
    return Attempt(PartnerReferral.Command.send(form), on: nil as PartnerReferralID?)
  }

  /// Mostly a new one; at times one that may be taken.
  private mutating func reference() -> String {
    let signs = chance.chance(10) ? 0...1 : 0...255
    return ReadableCode(
      chance: (0..<ReadableCode.referenceLength).map { _ in UInt8(chance.number(signs)) }
    ).text
  }
}
