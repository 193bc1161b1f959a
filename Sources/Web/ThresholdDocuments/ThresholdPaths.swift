import Domain
import Store

/// The addresses of the threshold document and of how evenly it is used.
package enum ThresholdPaths {
  package static let document = "/thresholds"
  package static func document(edition: String) -> String { "/thresholds?edition=\(edition)" }

  package static let consistency = "/thresholds/consistency"

  package static func consistency(
    _ question: Consistency.Question, by grouping: Consistency.Grouping
  ) -> String {
    "\(consistency)?\(query(question))&by=\(grouping.rawValue)"
  }

  /// The decisions that a number counts.
  package static func decisions(
    _ question: Consistency.Question, by grouping: Consistency.Grouping, key: String,
    level: Contact.Level?
  ) -> String {
    "\(consistency)/contacts?\(query(question))&by=\(grouping.rawValue)"
      + "&key=\(FormBody.encode(key))" + (level.map { "&level=\($0.rawValue)" } ?? "")
  }

  private static func query(_ question: Consistency.Question) -> String {
    "from=\(question.from.iso)&to=\(question.to.iso)"
      + (question.indicator.map { "&indicator=\(FormBody.encode($0))" } ?? "")
  }
}
