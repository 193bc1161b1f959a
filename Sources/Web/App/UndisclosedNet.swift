import Domain
import HTML
import Store
import Synchronization

/// Addresses that must not be told, caught where they stand in somebody's own words: in a note, in a
/// caller's account, in an assessment. Each page that was asked about people passes through it, whoever
/// wrote the page, so that no new page can forget. The words in the record stay as they were typed, and
/// so does what stands in a form to be changed.
final class UndisclosedNet: Sendable {
  private let homes = Mutex<UndisclosedHomes?>(UndisclosedHomes([]))

  /// From here on the page tells of these people. Not in the transaction that logs the look: writers
  /// take turns, and this only reads.
  func hold(_ people: [PersonID], in database: any Database) async throws {
    guard !people.isEmpty else { return }
    let near = try await database.read { try UndisclosedHomes.near(people, in: $0) }
    homes.withLock { $0 = $0?.and(near) }
  }

  /// The one page that is for the address itself.
  func lift(by leave: DisclosureLeave) { homes.withLock { $0 = nil } }

  func kept(_ page: HTML) -> HTML {
    guard let homes = homes.withLock({ $0 }), !homes.isEmpty else { return page }
    return page.mapText(homes.takenOut(of:))
  }
}
