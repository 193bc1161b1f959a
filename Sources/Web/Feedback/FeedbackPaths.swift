import Domain

/// The addresses of telling referrers. Nobody else writes them.
package enum FeedbackPaths {
  /// Everybody who waits to hear from us.
  package static let owed = "/feedback"
  package static func told(_ id: ContactID) -> String { "/contacts/\(id)/feedback" }
  package static func email(_ id: ContactID) -> String { "/contacts/\(id)/feedback/email" }
  package static func untold(_ id: ContactID) -> String { "/contacts/\(id)/feedback/untold" }
}
