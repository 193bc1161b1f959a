/// A rule says no, in words that a worker can act on. It names the one thing that is missing and
/// the question it belongs to; what was typed is kept by whoever asked.
package struct Refusal: Error, Equatable, Sendable {
  /// Permanent name of the rule, for tests and counts: `assessment.author-authorises`.
  package let rule: String
  /// What to do, in plain words.
  package let message: String
  /// The id of the question it stands beside, when there is one.
  package let question: String?

  package init(_ rule: String, _ message: String, question: String? = nil) {
    self.rule = rule
    self.message = message
    self.question = question
  }
}
