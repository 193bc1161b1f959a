import Domain
import Store
import Testing

@testable import Web

/// What befell Aisha: a contact about her and her sister, a referral, a visit.
struct ChildStory: Sendable {
  let front: FrontHouse

  init() async throws { front = try await FrontHouse() }

  var council: TestHouse { front.council }
  var store: Store { council.house.store }
  var child: PersonID { front.children[0] }
  var today: Day { council.clock.now.day }

  func looks(at child: PersonID) async throws -> [Access] { try await front.looks(at: child) }

  private func act(_ worker: WorkerID, _ role: Role) -> Act {
    Act(
      key: nil, actor: Actor(.worker(worker), roles: [role], team: council.team),
      at: council.clock.now)
  }

  /// A contact is decided and checked, the referrals decided and given to leila.
  @discardableResult func referredAndGiven() async throws -> [ReferralID] {
    let referrals = try await front.referred()
    for referral in referrals {
      let _: Done<Referral> = try await store.perform(
        .decide(
          .assessment, reason: "More must be known about the bruises",
          primaryNeed: .abuseNeglectExploitation), on: referral,
        as: act(front.dana, .decisionMaker))
      let _: Done<Referral> = try await store.perform(
        .allocate(team: council.team, worker: front.leila), on: referral,
        as: act(front.dana, .teamManager))
    }
    return referrals
  }

  /// A visit to Aisha, recorded now.
  @discardableResult func visited(on day: Day? = nil) async throws -> NoteID {
    let done: Done<Note> = try await store.perform(
      .record(
        Note.Details(
          kind: .visit, happenedOn: day ?? today, purpose: "To see how she is",
          text: "Met at home with her mother",
          children: [
            Note.ChildBlock(child: child, seen: true, alone: true, words: "I like maths")
          ]),
        significance: Note.Significance(title: "First visit", effect: "She felt heard")),
      as: act(front.leila, .socialWorker))
    return done.id
  }

  func assessing(_ referrals: [ReferralID]) async throws {
    let _: Done<Assessment> = try await store.perform(
      .begin(
        .single,
        children: zip(front.children, referrals).map {
          Assessment.Child(person: $0, referral: $1)
        }, on: today), as: act(front.leila, .socialWorker))
  }
}

extension String {
  /// The middle of a page without what says of which day it is, without the tokens of its forms, which
  /// are others in every session, and without what curates the chronology of today.
  func main(asAt day: Day? = nil) -> String {
    guard let start = range(of: "<main"), let end = range(of: "</main>") else { return self }
    var text = String(self[start.lowerBound..<end.upperBound])
      .replacing(/name="csrf" value="[^"]*"/, with: "")
      .replacing(/<p class="on-screen"><a href="[^"]*chronology\/promote.*?<\/p>/, with: "")
      .replacing(
        /<div class="button-group"><a class="button button-secondary" href="[^"]*chronology\/add.*?<\/div>/,
        with: "")
    guard let day else { return text }
    for mark in ["?as-at=\(day)", "&amp;as-at=\(day)"] { text = text.replacing(mark, with: "") }
    return text.replacing(
      "<input type=\"hidden\" name=\"as-at\" value=\"\(day)\">", with: "")
  }
}
