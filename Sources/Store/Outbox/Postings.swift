import Domain

/// A kind of record that messages are written for: what holds one back at the last moment, and what is
/// done when it has ended. A record whose kind is not in ``Postings/all`` sends nothing.
protocol Posting: Sendable {
  /// What the outbox calls its records.
  static var noun: String { get }

  /// Why it must not leave now, though it was written; nil where it may.
  static func reasonToHold(
    _ record: FactStream, _ place: Int, _ text: String, at now: Instant, in tx: any Transaction
  ) throws -> String?

  /// It was sent, or given up for this reason.
  static func ended(
    _ claim: Claim, gaveUp why: String?, at now: Instant, store: Store, in tx: any Transaction
  ) throws
}

enum Postings {
  static let all: [any Posting.Type] = [
    ContactPosting.self, PortalCodePosting.self, PartnerCheckPosting.self,
    PartnerReferralPosting.self, ContributionPosting.self, DigestPosting.self,
  ]

  static func find(_ noun: String) -> (any Posting.Type)? { all.first { $0.noun == noun } }
}

/// Feedback to whoever told us. How it ends is a fact of the contact.
enum ContactPosting: Posting {
  static let noun = Contact.noun

  /// What the record says today that it did not when the message was written.
  static func reasonToHold(
    _ record: FactStream, _ place: Int, _ text: String, at now: Instant, in tx: any Transaction
  ) throws -> String? {
    guard let contact = try Store.load(ContactID(record.number), in: tx)?.state,
      contact.messages.indices.contains(place)
    else { return "Its record is not there" }
    if !contact.messages[place].isOfDecision {
      return "The decision it tells was sent back for another"
    }
    let unsaid = try ContactTable.unsaid(of: contact, in: tx)
    return unsaid.undisclosed.areTold(in: text, alsoStreets: true)
      ? "It tells an address that must not be told" : nil
  }

  static func ended(
    _ claim: Claim, gaveUp why: String?, at now: Instant, store: Store, in tx: any Transaction
  ) throws {
    let command: Contact.Command =
      why.map { .messageHasFailed(place: claim.place, why: $0) }
      ?? .messageWasSent(place: claim.place)
    let act = Act(
      key: "outbox/\(claim.message)/\(claim.attempt)", actor: .system, at: now)
    let _: Done<Contact> = try store.perform(
      command, on: ContactID(claim.record.number), as: act, in: tx)
  }
}

/// That something waits in the portal for an agency. It names nobody, and is worth nothing once the
/// agency has answered. How it ends is no fact: the request is in the portal either way, and whoever
/// asked chases what is not answered.
enum PartnerCheckPosting: Posting {
  static let noun = PartnerCheck.noun

  static func reasonToHold(
    _ record: FactStream, _ place: Int, _ text: String, at now: Instant, in tx: any Transaction
  ) throws -> String? {
    guard let check = try Store.load(PartnerCheckID(record.number), in: tx)?.state else {
      return "Its record is not there"
    }
    return check.status == .open ? nil : "What was asked no longer waits"
  }

  static func ended(
    _ claim: Claim, gaveUp why: String?, at now: Instant, store: Store, in tx: any Transaction
  ) throws {}
}

/// A one-time code. Once it has run out it is not sent any more, and once it has ended its words are
/// gone: a code stands nowhere longer than it opens something.
enum PortalCodePosting: Posting {
  static let noun = PortalCodeTable.noun

  static func reasonToHold(
    _ record: FactStream, _ place: Int, _ text: String, at now: Instant, in tx: any Transaction
  ) throws -> String? {
    try PortalCodeTable.waits(record.number, at: now, in: tx) ? nil : "Its code has run out"
  }

  static func ended(
    _ claim: Claim, gaveUp why: String?, at now: Instant, store: Store, in tx: any Transaction
  ) throws {
    try OutboxTable.erase(claim.message, in: tx)
  }
}
