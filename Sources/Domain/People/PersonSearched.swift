extension Person {
  /// The search that came before a record was made: what was typed, when, and whom it showed. It is
  /// the evidence that somebody looked, and at whom they looked.
  package struct SearchEvidence: Codable, Sendable, Equatable {
    /// A record that was shown and not chosen.
    package struct Shown: Codable, Sendable, Equatable {
      package var person: PersonID
      /// How likely it was the same person, of a hundred.
      package var percent: Int
      /// Shown as somebody of the same family, not as the same person.
      package var asFamily: Bool?

      package init(person: PersonID, percent: Int, asFamily: Bool? = nil) {
        self.person = person
        self.percent = percent
        self.asFamily = asFamily
      }
    }
    package var text: String
    package var at: Instant
    /// The likeliest first.
    package var shown: [Shown]
    /// How many records matched that were closed to the worker, who was told whom to ask.
    package var closed: Int

    package init(text: String, at: Instant, shown: [Shown], closed: Int) {
      self.text = text
      self.at = at
      self.shown = shown
      self.closed = closed
    }
  }
}
