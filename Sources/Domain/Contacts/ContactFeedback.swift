/// What the referrer is told of a contact: a promise with its own clock. It begins with the decision,
/// or with the second check where one is needed, and ends when they are told, or when somebody says
/// why they cannot be.
extension Contact {
  /// An email to the referrer, exactly as it goes out. It counts as told once a mail server took it.
  package struct Message: Codable, Sendable, Equatable {
    package var to: String
    package var subject: String
    package var words: String
    package var by: WorkerID?
    package var on: Day

    package init(to: String, subject: String, words: String, by: WorkerID?, on: Day) {
      self.to = to
      self.subject = subject
      self.words = words
      self.by = by
      self.on = on
    }
  }

  /// A message and what became of it.
  package struct Written: Sendable, Equatable {
    package var message: Message
    package var state: State
    /// It tells the decision that stands; no longer once that was sent back.
    package var isOfDecision = true

    package init(message: Message, state: State = .waiting) {
      self.message = message
      self.state = state
    }

    package enum State: Sendable, Equatable {
      case waiting
      case sent(on: Day)
      case failed(why: String, on: Day)
    }
  }

  /// Why a referrer cannot be told.
  package struct Untold: Codable, Sendable, Equatable {
    package enum Reason: String, Codable, Sendable, CaseIterable {
      case anonymous, noWay, notSafe, askedNot, other

      package var words: String {
        switch self {
        case .anonymous: "They did not say who they are"
        case .noWay: "We have no way to reach them"
        case .notSafe: "Telling them would not be safe"
        case .askedNot: "They asked not to hear from us"
        case .other: "Another reason"
        }
      }

      /// The reason alone does not tell a reader enough.
      package var needsWords: Bool { self == .notSafe || self == .other }
    }

    package var reason: Reason
    package var words: String
    package var by: WorkerID?
    package var on: Day

    package init(reason: Reason, words: String, by: WorkerID?, on: Day) {
      self.reason = reason
      self.words = words
      self.by = by
      self.on = on
    }
  }

  /// How the promise to the referrer ended.
  package struct Told: Sendable, Equatable {
    package enum How: String, Sendable { case told, written, cannot }
    package let on: Day
    package let how: How

    package init(on: Day, how: How) {
      self.on = on
      self.how = how
    }
  }

  /// The day from which the referrer is owed an answer; nil while there is none to give, or nobody to
  /// give it to.
  package var feedbackOwedFrom: Day? {
    guard details.hasKnownReferrer, let decision else { return nil }
    return decision.needsCheck ? check?.on : decision.on
  }

  /// By a local standard: one working day unless the council says otherwise. Nil where it has set none.
  package static func feedbackClock(
    owedFrom day: Day, wasChecked: Bool, told: Told?, standards: LocalStandards = LocalStandards()
  ) -> Clock? {
    standards.rule(.feedbackToReferrer, on: day).map { rule in
      Clock(
        "Feedback to the referrer",
        started: Clock.Started(
          on: day, by: wasChecked ? "decision agreed by a second person" : "contact decided"),
        rule: rule,
        // Who was told before the second check was told in time.
        stopped: told.map { Clock.Stopped(on: max(day, $0.on), by: $0.how.fact) })
    }
  }
}

extension Contact.Told.How {
  fileprivate var fact: String {
    switch self {
    case .told: "referrer told"
    case .written: "email to the referrer sent"
    case .cannot: "recorded why the referrer cannot be told"
    }
  }
}

extension Contact.Details {
  /// Somebody who can be told: anyone but a caller who left nothing of themselves.
  package var hasKnownReferrer: Bool {
    guard source == .anonymous || source == .unknown else { return true }
    return [agency, callerName, callerReach, callerEmail].contains { !($0 ?? "").isEmpty }
  }
}

// MARK: - Guards

extension Contact {
  /// What an email to the referrer must not tell, as the record has it now.
  package struct Unsaid: Sendable {
    /// Homes kept back by an alert: not even the name of the street.
    package var undisclosed: UndisclosedHomes
    /// Where anybody in this contact lives.
    package var homes: UndisclosedHomes
    /// Everybody named in it, and their brothers and sisters.
    package var names: [String]

    package init(
      undisclosed: UndisclosedHomes = UndisclosedHomes([]),
      homes: UndisclosedHomes = UndisclosedHomes([]), names: [String] = []
    ) {
      self.undisclosed = undisclosed
      self.homes = homes
      self.names = names
    }
  }

  static let longestMessage = 5000

  func writeBack(
    to: EmailAddress, _ subject: String, _ words: String, _ unsaid: Unsaid, by actor: Actor,
    today: Day
  ) throws(Refusal) -> [Fact] {
    guard let decision else { throw Refusal("contact.feedback-early", "Decide the contact first") }
    guard !decision.needsCheck || check != nil else {
      throw Refusal(
        "contact.feedback-unchecked",
        "A second person checks this decision first. Write to the referrer after that")
    }
    guard !messages.contains(where: { $0.state == .waiting }) else {
      throw Refusal(
        "contact.message-waiting", "An email to the referrer is on its way already")
    }
    guard !words.isEmpty, words.count <= Self.longestMessage else {
      throw Refusal(
        "contact.message-words",
        words.isEmpty
          ? "Write what the referrer is to be told"
          : "The message must be \(Self.longestMessage) characters or fewer",
        question: "words")
    }
    guard !subject.isEmpty, subject.count <= 150, !subject.contains(where: \.isNewline) else {
      throw Refusal("contact.message-subject", "The subject must be one short line")
    }
    let text = subject + "\n" + words
    if unsaid.undisclosed.areTold(in: text, alsoStreets: true) {
      throw Refusal(
        "contact.message-undisclosed",
        "The message tells an address that must not be told, or its street. Take it out; nothing "
          + "has been sent",
        question: "words")
    }
    if unsaid.homes.areTold(in: text, alsoStreets: false) {
      throw Refusal(
        "contact.message-address",
        "The message tells where somebody lives. Take the address out; nothing has been sent",
        question: "words")
    }
    if let name = unsaid.names.first(where: { $0 != details.callerName && text.names($0) }) {
      throw Refusal(
        "contact.message-name",
        "Take out the name \(name), and write \u{201C}the child you told us about\u{201D}. An email "
          + "can be read by others on its way",
        question: "words")
    }
    return [
      .wroteBack(
        message: Message(
          to: to.text, subject: subject, words: words, by: actor.worker, on: today))
    ]
  }

  /// What became of a message is said by Threshold itself, once.
  func messageEnded(
    _ place: Int, _ fact: Fact, by actor: Actor
  ) throws(Refusal) -> [Fact] {
    guard messages.indices.contains(place), actor.identity == .system else {
      throw Refusal("contact.message-ended", "Only the sending of a message says how it ended")
    }
    return messages[place].state == .waiting ? [fact] : []
  }

  func sendAgain(_ place: Int, today: Day) throws(Refusal) -> [Fact] {
    guard messages.indices.contains(place), case .failed = messages[place].state else {
      throw Refusal(
        "contact.message-again", "Only a message that could not be sent is sent again")
    }
    guard place == messages.count - 1 else {
      throw Refusal("contact.message-older", "A newer message to the referrer has been written")
    }
    return [.sendingAgain(place: place, on: today)]
  }

  func sayCannotBeTold(
    _ reason: Untold.Reason, _ words: String, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard decision != nil else {
      throw Refusal("contact.feedback-early", "Decide the contact first")
    }
    guard told == nil else {
      throw Refusal("contact.told", "The referrer has been told already")
    }
    guard !reason.needsWords || !words.isEmpty else {
      throw Refusal(
        "contact.untold-words", "Say why, so that a reader understands it later",
        question: "untold-words")
    }
    return [
      .cannotBeTold(untold: Untold(reason: reason, words: words, by: actor.worker, on: today))
    ]
  }
}

extension String {
  /// Whether the name stands in the text as words of its own, in any case.
  fileprivate func names(_ name: String) -> Bool {
    let name = name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    // One word alone may be any word: Rose, Will, May.
    guard name.count > 1 else { return false }
    let words = lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    guard words.count >= name.count else { return false }
    return (0...(words.count - name.count)).contains { start in
      words[start..<(start + name.count)].elementsEqual(name)
    }
  }
}
