import Domain
import EngineTesting
import Foundation
import Mail
import Store
import Testing

/// A council whose referrers left an address, and the way its messages take.
struct OutboxCouncil: Sendable {
  let front: FrontCouncil
  static var from: EmailAddress {
    get throws { try #require(EmailAddress("children@northshire.example")) }
  }

  static func with(
    _ engine: Engine, _ body: (OutboxCouncil) async throws -> Void
  ) async throws {
    try await FrontCouncil.with(engine) { try await body(OutboxCouncil(front: $0)) }
  }

  var store: Store { front.store }

  /// A contact that was decided with advice, about nobody or about the children in these places.
  func advised(
    _ email: String? = "ms.green@hill.example", about children: [Int] = []
  ) async throws -> ContactID {
    let named = children.enumerated().map { place, child in
      Contact.Named(
        key: place + 1, given: child == 0 ? "Aisha" : "Samira", family: "Khan", isChild: true,
        person: front.children[child])
    }
    let done: Done<Contact> = try await store.perform(
      .receive(
        Contact.Details(
          receivedOn: front.today, receivedMinute: 575, method: .email, source: .school,
          agency: "Hill School", callerName: "Ms Green", callerEmail: email, account: "Hungry",
          inDanger: .no, consent: .yes), named: named), as: front.act(front.decider))
    let outcomes =
      named.isEmpty
      ? [Contact.ChildOutcome(key: nil, outcome: .adviceAndInformation)]
      : named.map { Contact.ChildOutcome(key: $0.key, outcome: .adviceAndInformation) }
    try await front.perform(
      .decide(
        level: .universal, indicators: [], outcomes: outcomes, reason: "Known", history: "None"),
      on: done.id)
    return done.id
  }

  static func message(
    _ words: String = "Thank you. We have decided.", to: String = "ms.green@hill.example"
  ) throws -> Contact.Command {
    .writeBack(
      to: try #require(EmailAddress(to)), subject: "What became of what you told us", words: words)
  }

  /// A message that waits.
  func written(_ words: String = "Thank you. We have decided.") async throws -> ContactID {
    let id = try await advised()
    try await front.perform(try Self.message(words), on: id)
    return id
  }

  func deliverer(
    _ catcher: MailCatcher, minutes: Int = 0, seconds: Int = 60
  ) throws -> Deliverer {
    let at = front.at.adding(seconds: minutes * 60)
    return Deliverer(
      store, over: SMTPTransport(try MailServer(catcher.url), seconds: seconds),
      from: try Self.from, now: { at }, chance: Self.chance)
  }

  static let chance: @Sendable () -> [UInt8] = {
    (0..<16).map { _ in UInt8.random(in: .min ... .max) }
  }

  func lines() async throws -> [OutboxTable.Line] {
    try await store.database.read { try OutboxTable.lines(limit: 1000, in: $0) }
  }

  func story(_ id: ContactID) async throws -> ContactTable.Feedback {
    try await store.database.read { try ContactTable.feedbackStory(of: id, in: $0) }
  }
}
