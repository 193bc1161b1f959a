// Locked and hidden records: opening one in need, and what its owner is told.

extension Person {
  /// A locked record, opened for a while by somebody who is not named on it, because it could not
  /// wait.
  package struct Opening: Codable, Sendable, Equatable {
    /// Which of the person's openings: counted from 1.
    package var key: Int
    package var worker: WorkerID
    package var reason: String
    package var from: Instant
    package var until: Instant

    package init(key: Int, worker: WorkerID, reason: String, from: Instant, until: Instant) {
      self.key = key
      self.worker = worker
      self.reason = reason
      self.from = from
      self.until = until
    }

    /// How long one lasts, in hours: a night's duty, and no more.
    package static let hours = [1, 4, 12]
  }

  /// What somebody else thought of it, the day after.
  package struct OpeningReview: Codable, Sendable, Equatable {
    package var inOrder: Bool
    package var words: String
    package var by: WorkerID
    package var on: Day

    package init(inOrder: Bool, words: String, by: WorkerID, on: Day) {
      self.inOrder = inOrder
      self.words = words
      self.by = by
      self.on = on
    }
  }

  package struct Opened: Sendable, Equatable {
    package var opening: Opening
    package var review: OpeningReview?

    package init(_ opening: Opening, review: OpeningReview? = nil) {
      self.opening = opening
      self.review = review
    }
  }

  /// A new record that looks like this hidden one, made by somebody who could not know of it.
  package struct LookAlike: Codable, Sendable, Equatable {
    package var person: PersonID
    /// How likely it is the same person, of a hundred.
    package var percent: Int
    /// Nil where an import made it.
    package var by: WorkerID?

    package init(person: PersonID, percent: Int, by: WorkerID?) {
      self.person = person
      self.percent = percent
      self.by = by
    }
  }

  package struct NoticedLookAlike: Sendable, Equatable {
    package var lookAlike: LookAlike
    package var on: Day
    /// What the owner did about it.
    package var answer: String?
    package var answeredOn: Day?

    package init(_ lookAlike: LookAlike, on: Day) {
      self.lookAlike = lookAlike
      self.on = on
    }
  }

  /// Judges the acts around a restriction.
  func judgeRestricted(
    _ command: Command, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .breakGlass(let reason, let from, let until):
      guard let worker = actor.worker else { throw .notThere(Person.self) }
      guard let restriction, restriction.level == .locked else {
        throw Refusal("person.not-locked", "This record is not locked: open it as any other")
      }
      guard !restriction.workers.contains(worker) else {
        throw Refusal("person.named", "You are named on this record and may open it")
      }
      guard !reason.isEmpty else {
        throw Refusal(
          "person.glass-reason", "Say why this cannot wait until you have asked",
          question: "reason")
      }
      guard from < until, until <= from.adding(seconds: 12 * 3600) else {
        throw Refusal(
          "person.glass-time", "A locked record opens for up to 12 hours", question: "hours")
      }
      if openings.contains(where: { $0.opening.worker == worker && $0.opening.until > from }) {
        return []
      }
      let opening = Opening(
        key: openings.count + 1, worker: worker, reason: reason, from: from, until: until)
      return [.glassBroken(opening: opening, on: today)]
    case .reviewOpening(let key, let inOrder, let words):
      guard let worker = actor.worker,
        let opened = openings.first(where: { $0.opening.key == key })
      else { throw Refusal("person.opening", "This opening is not on the record") }
      guard opened.review == nil else {
        throw Refusal("person.opening-reviewed", "Somebody has reviewed this already")
      }
      guard opened.opening.worker != worker else {
        throw Refusal(
          "person.opening-own", "Somebody other than the worker who opened the record reviews it")
      }
      guard !words.isEmpty else {
        throw Refusal(
          "person.opening-words", "Say what you found, or what happens next", question: "words")
      }
      return [
        .openingReviewed(
          key: key,
          review: OpeningReview(inOrder: inOrder, words: words, by: worker, on: today))
      ]
    case .noteLookAlike(let lookAlike):
      guard restriction?.level == .hidden,
        !lookAlikes.contains(where: { $0.lookAlike.person == lookAlike.person })
      else { return [] }
      return [.lookAlikeNoted(lookAlike: lookAlike, on: today)]
    case .answerLookAlike(let other, let words):
      guard let noticed = lookAlikes.first(where: { $0.lookAlike.person == other }) else {
        throw Refusal("person.look-alike", "This is not on the record")
      }
      guard noticed.answer == nil else {
        throw Refusal("person.look-alike-answered", "Somebody has dealt with this already")
      }
      guard !words.isEmpty else {
        throw Refusal("person.look-alike-words", "Say what you did about it", question: "words")
      }
      return [.lookAlikeAnswered(person: other, words: words, on: today)]
    default: preconditionFailure("not a command about a restriction")
    }
  }
}
