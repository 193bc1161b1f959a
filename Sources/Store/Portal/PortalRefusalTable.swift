import Domain

/// What the portal refused, counted by hour, kind and where it came from: that somebody tries, never
/// who it was meant for.
package enum PortalRefusal: String, CaseIterable, Sendable {
  case wrongCode, replayedCode, tooManyTries, tooManyCodes, wrongPassword, tooManyPosts, forgedPost

  package var words: String {
    switch self {
    case .wrongCode: "A wrong code"
    case .replayedCode: "A code that was used already or had run out"
    case .tooManyTries: "Tries at a code or password while none are heard"
    case .tooManyCodes: "Codes asked for, more than are sent"
    case .wrongPassword: "A wrong name or password of an agency"
    case .tooManyPosts: "More forms in a minute than anybody fills in"
    case .forgedPost: "A form that did not come from a page of the portal"
    }
  }
}

/// `portal_refusal`.
package enum PortalRefusalTable {
  /// Days for which the counts are kept.
  package static let keptDays = 90

  static let schema = [
    """
    CREATE TABLE portal_refusal (
      hour TEXT NOT NULL CHECK (length(hour) = 24),
      kind TEXT NOT NULL,
      source BYTEA NOT NULL,
      times INTEGER NOT NULL CHECK (times > 0),
      PRIMARY KEY (hour, kind, source)
    )
    """
  ]

  /// - Parameter source: a keyed hash of where it came from.
  package static func count(
    _ tx: any Transaction, _ kind: PortalRefusal, source: [UInt8], times: Int, at now: Instant
  ) throws {
    let hour = Instant(milliseconds: now.milliseconds / 3_600_000 * 3_600_000)
    let old = hour.adding(seconds: -keptDays * 86_400)
    try tx.run("DELETE FROM portal_refusal WHERE hour < \(old)")
    try tx.run(
      """
      INSERT INTO portal_refusal (hour, kind, source, times)
      VALUES (\(hour), \(kind.rawValue), \(source), \(times))
      ON CONFLICT (hour, kind, source) DO UPDATE SET times = portal_refusal.times + excluded.times
      """)
  }

  package struct Line: Sendable, Equatable {
    package let hour: Instant
    package let kind: PortalRefusal
    package let times: Int
    /// How many places it came from.
    package let sources: Int
  }

  /// Newest first.
  package static func lines(limit: Int, in tx: any Transaction) throws -> [Line] {
    try tx.rows(
      """
      SELECT hour, kind, SUM(times) AS times, COUNT(*) AS sources FROM portal_refusal
      GROUP BY hour, kind ORDER BY hour DESC, kind LIMIT \(limit)
      """
    ).map {
      Line(
        hour: try $0.instant("hour"), kind: try $0.code("kind"), times: try $0.int("times"),
        sources: try $0.int("sources"))
    }
  }
}
