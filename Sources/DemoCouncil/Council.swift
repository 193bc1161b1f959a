import Domain
import Store

/// An invented council, played as commands from a seed. Everything enters through the store's one
/// door; the same seed, size and last day give the same ledger, hash for hash.
package struct DemoCouncil: Sendable {
  package struct Size: Sendable {
    package var children: Int
    package var years: Int
    package var seed: UInt64
    /// The last day played, until nine in the morning: what a worker finds who comes in then.
    package var until: Day

    package init(children: Int, years: Int, seed: UInt64, until: Day) {
      self.children = children
      self.years = years
      self.seed = seed
      self.until = until
    }

    var first: Day { until.adding(years: -years).adding(days: 1) }
  }

  /// What was played.
  package struct Summary: Sendable {
    package let staff: Staff
    package let partners: Partners
    package let children: Int
    package let acts: Int
    package let head: Ledger.Head
  }

  /// - Parameter progress: called with the days played.
  /// - Throws: `Refusal` when the database holds facts already.
  package static func load(
    _ size: Size, into database: any Database,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Summary {
    guard try await database.read({ try Ledger.head(in: $0) }) == .none else {
      throw Refusal(
        "demo.not-empty",
        "The database holds a record already. Load the demo council into an empty one")
    }
    let salts = Salts(seed: size.seed)
    let store = Store(database, salt: { salts.next() })
    var story = try await database.write { tx in
      try Authority(name: "Harrowmouth Council", laCode: "990").save(in: tx)
      let staff = try Staff.join(
        store, at: Instant(london: size.first, hour: 7, minute: 30), in: tx)
      var story = Story(size, staff: staff)
      story.partners = try Partners.register(
        store, at: Instant(london: size.first, hour: 7, minute: 40), in: tx)
      return story
    }
    var day = size.first
    while day <= size.until {
      // A day is one transaction: the demo is quick to load, and no day is there by halves.
      let (before, today) = (story, day)
      story = try await database.write { tx in
        var story = before
        try story.play(today, store, in: tx)
        return story
      }
      progress(day - size.first + 1)
      day = day.adding(days: 1)
    }
    let head = try await database.read { try Ledger.head(in: $0) }
    return Summary(
      staff: story.staff, partners: story.partners, children: story.known, acts: story.acts,
      head: head)
  }

  /// How many days a load plays.
  package static func days(_ size: Size) -> Int { size.until - size.first + 1 }
}
