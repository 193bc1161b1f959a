import Domain
import Store

/// What reaches the council through its portal. Who sends a form there is told by their place in the
/// story, so that it takes no chance from what else befalls the families.
extension Story {
  /// Every third worry of somebody whose agency is in the portal, and some of those of neighbours.
  func comesThroughPortal(
    _ details: Contact.Details, _ named: [Contact.Named], _ index: Int
  ) -> Bool {
    guard named.contains(where: \.isChild) else { return false }
    return switch details.source {
    case .school, .healthVisitor, .generalPractitioner, .housing: index % 3 == 1
    case .family, .acquaintance: index % 5 == 2
    default: false
    }
  }

  /// The same, as a form: it becomes the contact.
  mutating func sendForm(
    _ details: Contact.Details, _ named: [Contact.Named], _ index: Int, _ scene: inout Scene
  ) throws -> ContactID? {
    let id: PartnerReferralID = try scene.performAtNow(as: .portal) { now in
      .send(form(details, named, index, at: now))
    }
    return try PartnerReferralTable.whole(id, in: scene.tx)?.contact
  }

  private func form(
    _ details: Contact.Details, _ named: [Contact.Named], _ index: Int, at now: Instant
  ) -> PartnerReferral.Form {
    var chance = Seeded(seed: UInt64(index) &+ 4_711)
    let signs = (0..<ReadableCode.referenceLength).map { _ in UInt8(chance.number(0...255)) }
    let sender = sender(details, index)
    let isAnybody = sender.kind == .anybody
    let agreed: Contact.Answer = isAnybody ? .notKnown : details.consent
    return PartnerReferral.Form(
      edition: isAnybody ? .anybody1 : .professional1,
      reference: ReadableCode(chance: signs).text, sentAt: now, sender: sender,
      inDanger: details.inDanger, dangerAction: details.dangerAction,
      children: named.filter(\.isChild).map {
        PartnerReferral.Child(given: $0.given, family: $0.family, birth: $0.birth, age: $0.age)
      },
      adults: named.filter { !$0.isChild }.map {
        PartnerReferral.Adult(given: $0.given, family: $0.family, relation: $0.relation)
      }, postcode: named.compactMap(\.postcode).first, worry: details.account,
      goingWell: index % 2 == 0 ? "Comes every day, and has a good friend in class." : nil,
      done: isAnybody ? nil : "Spoke with the mother twice. She was worried too.",
      childSays: index % 4 == 1 ? "“I don’t like it when it is loud at home.”" : nil,
      consent: PartnerReferral.Consent(
        told: agreed == .yes ? .yes : .no, agreed: agreed,
        words: agreed == .yes ? nil : "It was not safe to ask before you have looked at it."))
  }

  private func sender(_ details: Contact.Details, _ index: Int) -> PartnerReferral.Sender {
    let kind: PartnerCheck.Agency? =
      switch details.source {
      case .school: .school
      case .healthVisitor, .generalPractitioner: .health
      case .housing: .housing
      default: nil
      }
    let partner = kind.flatMap { partners.of($0) }
    guard let partner, !partner.professionals.isEmpty else {
      return PartnerReferral.Sender(
        kind: .anybody, source: details.source, name: index % 2 == 0 ? details.callerName : nil,
        phone: "01632 960\(100 + index % 800)", keepFromFamily: details.keepFromFamily,
        reply: .phone, replyWords: "In the evening. Leave no message.")
    }
    let one = partner.professionals[index % partner.professionals.count]
    if let sharing = partners.sharing, sharing.id == partner.id, index % 2 == 0 {
      return PartnerReferral.Sender(
        kind: .agencyAccount, agency: partner.id.description, source: details.source,
        name: one.name, job: one.job, agencyName: partner.name, phone: "01632 960144")
    }
    return PartnerReferral.Sender(
      kind: .professional, email: one.email, source: details.source, name: one.name, job: one.job,
      agencyName: partner.name, phone: "01632 960144")
  }
}
