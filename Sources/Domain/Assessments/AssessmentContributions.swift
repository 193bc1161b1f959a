extension Assessment {
  /// One section asked of somebody outside, by name.
  package struct ContributionAsking: Codable, Sendable, Equatable {
    package var section: Section
    package var who: String
    /// What they do, and where: "Health visitor, Northgate clinic".
    package var job: String
    package var email: String
    /// What is asked, as they read it: with the child's first name this is all they are told.
    package var question: String

    package init(section: Section, who: String, job: String, email: String, question: String) {
      self.section = section
      self.who = who
      self.job = job
      self.email = email
      self.question = question
    }
  }

  package struct ContributionAsked: Codable, Sendable, Equatable {
    package var asking: ContributionAsking
    /// The last day on which the link opens.
    package var until: Day
    package var by: WorkerID?
    package var on: Day
    package init(asking: ContributionAsking, until: Day, by: WorkerID?, on: Day) {
      self.asking = asking
      self.until = until
      self.by = by
      self.on = on
    }
  }

  package struct ContributionChased: Codable, Sendable, Equatable {
    package var until: Day
    package var by: WorkerID?
    package var on: Day
    package init(until: Day, by: WorkerID?, on: Day) {
      self.until = until
      self.by = by
      self.on = on
    }
  }

  package struct ContributionWithdrawn: Codable, Sendable, Equatable {
    package var reason: String
    package var by: WorkerID?
    package var on: Day
    package init(reason: String, by: WorkerID?, on: Day) {
      self.reason = reason
      self.by = by
      self.on = on
    }
  }

  package struct ContributionReply: Codable, Sendable, Equatable {
    package var words: String
    /// Who wrote it, as they said it.
    package var author: String
    package var on: Day
    package init(words: String, author: String, on: Day) {
      self.words = words
      self.author = author
      self.on = on
    }
  }

  /// What somebody outside was asked, and what they wrote. It stands beside the sections with its author:
  /// a worker quotes it, and it overwrites nothing.
  package struct Contribution: Codable, Sendable, Equatable {
    package var asked: ContributionAsked
    package var chased: [ContributionChased] = []
    package var withdrawn: ContributionWithdrawn?
    package var reply: ContributionReply?

    package var until: Day { chased.last?.until ?? asked.until }
    /// Whether an answer is still waited for.
    package var waits: Bool { reply == nil && withdrawn == nil }

    package func status(on today: Day) -> ContributionStatus {
      if reply != nil { return .received }
      if withdrawn != nil { return .withdrawn }
      if until < today { return .runOut }
      return chased.isEmpty ? .asked : .chased
    }
  }

  package enum ContributionStatus: String, Sendable, CaseIterable {
    case asked, chased, runOut, received, withdrawn

    package var words: String {
      switch self {
      case .asked: "Asked"
      case .chased: "Chased"
      case .runOut: "No answer: the link has run out"
      case .received: "Received"
      case .withdrawn: "No longer asked"
      }
    }
  }

  /// Days for which a link opens.
  package static let contributionDays = 7

  mutating func applyContribution(_ fact: Fact) {
    switch fact {
    case .contributionAsked(let asked, _): contributions.append(Contribution(asked: asked))
    case .contributionChased(let place, let chased, _):
      change(place) { $0.chased.append(chased) }
    case .contributionWithdrawn(let place, let withdrawn, _):
      change(place) { $0.withdrawn = withdrawn }
    case .contributionReceived(let place, let reply, _): change(place) { $0.reply = reply }
    default: outOfOrder(fact)
    }
  }

  private mutating func change(_ place: Int, _ body: (inout Contribution) -> Void) {
    guard contributions.indices.contains(place) else { return }
    body(&contributions[place])
  }

  func contribution(
    _ command: Command, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard authorisation == nil else {
      throw Refusal(
        "assessment.contribution-late", "This assessment is finished: nothing more is needed")
    }
    let people = children.map(\.person)
    let until = today.adding(days: Self.contributionDays)
    switch command {
    case .askContribution(let asking):
      try check(asking, around: around)
      return [
        .contributionAsked(
          asked: ContributionAsked(asking: asking, until: until, by: actor.worker, on: today),
          children: people)
      ]
    case .chaseContribution(let place):
      _ = try waiting(place)
      return [
        .contributionChased(
          place: place, chased: ContributionChased(until: until, by: actor.worker, on: today),
          children: people)
      ]
    case .withdrawContribution(let place, let reason):
      _ = try waiting(place)
      guard !reason.isEmpty else {
        throw Refusal(
          "assessment.contribution-reason", "Say why it is no longer asked", question: "reason")
      }
      return [
        .contributionWithdrawn(
          place: place,
          withdrawn: ContributionWithdrawn(reason: reason, by: actor.worker, on: today),
          children: people)
      ]
    case .contribute(let place, let words, let author):
      let contribution = try waiting(place)
      guard today <= contribution.until else {
        throw Refusal("assessment.contribution-run-out", "The time to answer has run out")
      }
      guard !words.isEmpty else {
        throw Refusal("assessment.contribution-words", "Write your answer", question: "words")
      }
      guard !author.isEmpty else {
        throw Refusal(
          "assessment.contribution-author", "Enter your name and job", question: "author")
      }
      return [
        .contributionReceived(
          place: place, reply: ContributionReply(words: words, author: author, on: today),
          children: people)
      ]
    default: preconditionFailure("judged elsewhere")
    }
  }

  private func waiting(_ place: Int) throws(Refusal) -> Contribution {
    guard contributions.indices.contains(place) else {
      throw Refusal("assessment.no-contribution", "This was not asked")
    }
    guard contributions[place].reply == nil else {
      throw Refusal("assessment.contributed", "This has been answered already")
    }
    guard contributions[place].withdrawn == nil else {
      throw Refusal("assessment.contribution-withdrawn", "This is no longer asked")
    }
    return contributions[place]
  }

  private func check(_ asking: ContributionAsking, around: Around) throws(Refusal) {
    guard !asking.who.isEmpty else {
      throw Refusal("assessment.ask-who", "Enter whom you ask, by name", question: "who")
    }
    guard !asking.job.isEmpty else {
      throw Refusal("assessment.ask-job", "Enter what they do, and where", question: "job")
    }
    guard EmailAddress(asking.email) != nil else {
      throw Refusal(
        "assessment.ask-email", "Enter an email address, such as name@example.org",
        question: "email")
    }
    guard !asking.question.isEmpty else {
      throw Refusal("assessment.ask-question", "Write what you ask", question: "question")
    }
    guard !around.undisclosed.areTold(in: asking.question, alsoStreets: true) else {
      throw Refusal(
        "assessment.ask-address",
        "The question tells an address that must not be told. Take it out", question: "question")
    }
  }
}
