import Domain
import Store

/// The partner agencies of the invented council, in the portal since its first day.
package struct Partners: Sendable {
  /// One that is asked through the portal.
  package struct Partner: Sendable {
    package let id: AgencyID
    package let name: String
    package let kind: PartnerCheck.Agency
    /// Whoever answers for it.
    package let professionals: [Agency.Professional]
  }

  package private(set) var all: [Partner] = []
  /// The one that shares an account.
  package private(set) var sharing: (id: AgencyID, username: String)?

  func of(_ kind: PartnerCheck.Agency) -> Partner? { all.first { $0.kind == kind } }

  private static let list:
    [(kind: PartnerCheck.Agency, domain: String, people: [(name: String, job: String)])] = [
      (
        .school, "harrowmouth-primary.school.example",
        [("Jo Ferris", "Head teacher"), ("Imran Sadiq", "Designated safeguarding lead")]
      ),
      (.health, "harbour-surgery.nhs.example", [("Wendy Pascoe", "Health visitor")]),
      (.police, "harrow.police.example", [("Dee Marrack", "Public protection desk")]),
      (.housing, "harrowmouth-homes.example", [("Lou Tippett", "Tenancy manager")]),
    ]

  static func register(_ store: Store, at: Instant, in tx: any Transaction) throws -> Partners {
    var partners = Partners()
    let act = Act(key: nil, actor: .system, at: at)
    for (kind, domain, people) in list {
      let name = Words.asked(kind).split(separator: ",").first.map(String.init) ?? ""
      let done: Done<Agency> = try store.perform(
        .register(name: name, kind: kind, mailbox: "office@\(domain)"), as: act, in: tx)
      let professionals = people.map { person in
        let local = person.name.lowercased().split(separator: " ").joined(separator: ".")
        return Agency.Professional(
          email: "\(local)@\(domain)", name: person.name, job: person.job)
      }
      for one in professionals {
        let _: Done<Agency> = try store.perform(.admit(one), on: done.id, as: act, in: tx)
      }
      partners.all.append(
        Partner(id: done.id, name: name, kind: kind, professionals: professionals))
    }
    if let surgery = partners.of(.health) {
      let username = "harbour-surgery"
      let _: Done<Agency> = try store.perform(
        .openAccount(username: username), on: surgery.id, as: act, in: tx)
      partners.sharing = (surgery.id, username)
    }
    return partners
  }
}

extension Story {
  /// The last working days are asked through the portal, so that something waits there.
  func partner(for agency: PartnerCheck.Agency, on day: Day) -> Partners.Partner? {
    day >= workday(before: 3) ? partners.of(agency) : nil
  }

  /// An agency answers what was addressed to it by itself.
  mutating func answerInPortal(
    _ check: CheckStory, _ partner: Partners.Partner, _ kind: PartnerCheck.Reply.Kind,
    words: String?, _ scene: inout Scene
  ) throws {
    guard let one = partner.professionals.first else { return }
    try scene.perform(
      PartnerCheck.Command.answer(
        kind, words: words, who: "\(one.name), \(one.email)", from: partner.id), on: check.id,
      as: .portal)
  }
}
