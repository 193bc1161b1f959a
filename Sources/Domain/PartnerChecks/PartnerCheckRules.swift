extension PartnerCheck {
  static func ask(
    _ question: Question, shown: String, _ subject: Subject?, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let subject else {
      throw Refusal("partnercheck.about", "What this check is for is not on the record")
    }
    let request = try composed(question, of: subject, by: actor, today: today)
    guard request.words == shown else {
      throw Refusal(
        "partnercheck.shown",
        "What \(request.who) would read has changed since you looked. Look at it again")
    }
    return [.asked(request: request, people: request.people.compactMap(\.person))]
  }

  /// The request as the agency would read it: for the preview, and once more when it is recorded.
  package static func composed(
    _ question: Question, of subject: Subject, by actor: Actor, today: Day
  ) throws(Refusal) -> Request {
    let agency = question.agency.rawValue
    guard subject.isOpen else {
      throw Refusal("partnercheck.closed", "This work is closed, so nobody is asked for it")
    }
    guard !question.keys.isEmpty else {
      throw Refusal("partnercheck.people", "Select whom you ask about", question: "people")
    }
    let people = subject.people.filter { question.keys.contains($0.key) }
    guard people.count == Set(question.keys).count else {
      throw Refusal(
        "partnercheck.not-named", "Somebody you ticked is no longer in the contact",
        question: "people")
    }
    try required(
      question.reason, "partnercheck.reason", "Say in one sentence why you ask", "reason")
    try required(
      question.basisWords, "partnercheck.basis",
      question.basis == .consent
        ? "Say who agreed, and how" : "Say why you ask without consent", "basis-words")
    try required(
      question.who, "partnercheck.who",
      "Say whom you ask: \(question.agency.words.lowercased())", "who-\(agency)")
    guard question.questions.contains(where: { !$0.isEmpty }) else {
      throw Refusal(
        "partnercheck.questions", "Write what you ask \(question.who)",
        question: "questions-\(agency)")
    }
    guard question.dueOn >= today, question.dueOn <= today.adding(days: longestDays) else {
      throw Refusal(
        "partnercheck.due", "The day to answer by must be today or in the next \(longestDays) days",
        question: "due-\(agency)")
    }
    return Request(question, people: people, subject.keptBack, by: actor.worker, today: today)
  }

  /// Nobody waits longer for an answer.
  package static let longestDays = 60

  func judge(
    _ command: Command, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    let now = around.subject?.records(of: request.people.map(\.key)) ?? []
    let people = now.isEmpty ? self.people.sorted() : now
    switch command {
    case .ask: throw .alreadyThere(Self.self)
    case .chase(let how, let words, let on):
      try mustWait("chase")
      try since(on, today: today)
      return [
        .chased(chase: Chase(how: how, words: words, by: actor.worker, on: on), people: people)
      ]
    case .reply(let kind, let words, let who, let on):
      try check(kind, words, who)
      try since(on, today: today)
      let reply = Reply(kind: kind, words: words, who: who, by: actor.worker, on: on)
      return [.replied(reply: reply, tells: tells(around), people: people)]
    case .answer(let kind, let words, let who, let from):
      // Somebody else's is not there.
      guard request.addressee == from else { throw .notThere(Self.self) }
      try check(kind, words, who)
      let reply = Reply(kind: kind, words: words, who: who, by: nil, on: today, agency: from)
      return [.replied(reply: reply, tells: tells(around), people: people)]
    case .withdraw(let reason):
      try mustWait("withdraw")
      try Self.required(
        reason, "partnercheck.withdraw-reason", "Say why it is no longer asked", "reason")
      return [
        .withdrawn(
          withdrawal: Withdrawal(reason: reason, by: actor.worker, on: today), people: people)
      ]
    case .consider(let words):
      guard tells != nil else {
        throw Refusal(
          "partnercheck.nothing-new", "No answer has come since the decision that waits for a word")
      }
      try Self.required(
        words, "partnercheck.consider", "Say what the answer means for the decision", "words")
      return [
        .considered(
          consideration: Consideration(words: words, by: actor.worker, on: today), people: people)
      ]
    }
  }

  /// Who is to be told of an answer that comes after their decision.
  private func tells(_ around: Around) -> WorkerID? {
    around.subject.flatMap { $0.isDecided ? $0.decidedBy : nil }
  }

  /// A request that goes through the portal needs somebody there who can read it.
  static func reaches(_ question: Question, _ addressee: Addressee?) throws(Refusal) {
    guard question.addressee != nil else { return }
    guard let addressee, addressee.isOpen, addressee.kind == question.agency else {
      throw Refusal(
        "partnercheck.addressee",
        "Nobody reads for this agency in the portal now. Choose another, or ask another way",
        question: "addressee-\(question.agency.rawValue)")
    }
  }

  private func mustWait(_ what: String) throws(Refusal) {
    guard status == .open else {
      throw Refusal(
        "partnercheck.not-open", "There is nothing to \(what): \(status.words.lowercased()) already"
      )
    }
  }

  /// An agency may add to what it said, and may answer after all; it does not take an answer back.
  private func check(_ kind: Reply.Kind, _ words: String?, _ who: String) throws(Refusal) {
    guard withdrawal == nil else {
      throw Refusal(
        "partnercheck.withdrawn",
        "This check was withdrawn. Add what they said to the contact as information")
    }
    guard kind == .answer || !replies.contains(where: { $0.kind == .answer }) else {
      throw Refusal(
        "partnercheck.answered", "They have answered already. Record more as an answer",
        question: "kind")
    }
    switch kind {
    case .answer:
      try Self.required(words ?? "", "partnercheck.words", "Write what they answered", "words")
    case .refusal:
      try Self.required(words ?? "", "partnercheck.refusal", "Write why they refused", "words")
    case .nothingKnown: break
    }
    try Self.required(who, "partnercheck.who-answered", "Say who answered", "who")
  }

  private func since(_ day: Day, today: Day) throws(Refusal) {
    guard day >= request.askedOn, day <= today else {
      throw Refusal(
        "partnercheck.day", "The day must be between \(request.askedOn.long) and today",
        question: "on")
    }
  }

  private static func required(
    _ text: String, _ rule: String, _ message: String, _ question: String
  ) throws(Refusal) {
    guard !text.isEmpty else { throw Refusal(rule, message, question: question) }
  }
}
