extension Contact {
  static func receive(
    _ details: Details, named: [Named], today: Day
  ) throws(Refusal) -> [Fact] {
    guard !details.account.isEmpty else {
      throw Refusal(
        "contact.account", "Write what you have been told", question: "account")
    }
    guard details.receivedOn <= today else {
      throw Refusal(
        "contact.received-future", "The day it was received must be today or in the past",
        question: "received")
    }
    if details.inDanger == .yes, (details.dangerAction ?? "").isEmpty {
      throw Refusal(
        "contact.danger-action", "Say what was done to keep the child safe now",
        question: "danger-action")
    }
    guard Set(named.map(\.key)).count == named.count else {
      throw Refusal("contact.keys", "Two people have the same number", question: "named")
    }
    return [.received(details: details, named: named)]
  }

  func judge(
    _ command: Command, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .receive: throw .alreadyThere(Self.self)
    case .name(let somebody):
      try mustBeUndecided()
      guard !named.contains(where: { $0.key == somebody.key }) else {
        throw Refusal("contact.keys", "This person is in the contact already", question: "named")
      }
      return [.personNamed(named: somebody)]
    case .match(let key, let person, let because):
      guard let somebody = named.first(where: { $0.key == key }) else {
        throw Refusal("contact.not-named", "Nobody with this number is named in the contact")
      }
      guard somebody.person != person else { return [] }
      guard somebody.person == nil else {
        throw Refusal(
          "contact.matched", "\(somebody.full) is matched already. Undo that match first")
      }
      guard !named.contains(where: { $0.person == person }) else {
        throw Refusal(
          "contact.matched-twice", "Somebody else in this contact is matched to this record")
      }
      return [.matched(key: key, to: person, because: because)]
    case .unmatch(let key, let reason):
      try mustBeUndecided()
      guard let person = named.first(where: { $0.key == key })?.person else { return [] }
      guard !reason.isEmpty else {
        throw Refusal("contact.unmatch-reason", "Say why the match was wrong", question: "reason")
      }
      return [.unmatched(key: key, from: person, reason: reason)]
    case .addInformation(let words):
      guard !words.isEmpty else {
        throw Refusal("contact.information", "Write what was added", question: "information")
      }
      return [.informationAdded(words: words, on: today)]
    case .triage(let clear, let level):
      try mustBeUndecided()
      return [
        .triaged(triage: Triage(outcomeClear: clear, level: level, by: actor.worker, on: today))
      ]
    case .decide(let level, let indicators, let outcomes, let reason, let history):
      try mustBeUndecided()
      try check(outcomes, around: around)
      guard !reason.isEmpty else {
        throw Refusal("contact.reason", "Say why this decision was made", question: "reason")
      }
      guard !history.isEmpty else {
        throw Refusal(
          "contact.history",
          "Say what the history adds. If there is none on the record, say that you looked",
          question: "history")
      }
      let decision = Decision(
        level: level, indicators: indicators, outcomes: outcomes, reason: reason,
        history: history, by: actor.worker, on: today,
        edition: around.thresholds.inForce(on: today).edition,
        checkRule: returns.isEmpty ? .whatLeaves : .whatever)
      return [.decided(decision: decision, people: matchedPeople)]
    case .agree(let comment):
      let decision = try decisionToCheck(by: actor)
      // A decision drawn into a sample took effect long ago; what is open now has no say in it.
      if decision.needsCheck { try check(decision.outcomes, around: around) }
      return [
        .checked(check: Check(comment: comment, by: actor.worker, on: today), people: matchedPeople)
      ]
    case .sendBack(let comment):
      _ = try decisionToCheck(by: actor)
      guard !comment.isEmpty else {
        throw Refusal(
          "contact.return-reason", "Say what should be looked at again", question: "comment")
      }
      return [
        .returned(
          check: Check(comment: comment, by: actor.worker, on: today), people: matchedPeople)
      ]
    case .feedBack(let words, let how, let on):
      guard decision != nil else {
        throw Refusal("contact.feedback-early", "Decide the contact first")
      }
      guard !words.isEmpty else {
        throw Refusal("contact.feedback", "Write what the referrer was told", question: "words")
      }
      guard on <= today, on >= details.receivedOn else {
        throw Refusal(
          "contact.feedback-day", "The day must be between the contact and today", question: "on")
      }
      return [.fedBack(feedback: Feedback(words: words, how: how, by: actor.worker, on: on))]
    case .sample(let sample):
      guard status == .closed, check == nil else {
        throw Refusal(
          "contact.not-to-sample",
          "Only a decision that closed a contact without a second check can be drawn")
      }
      return [.sampled(sample: sample, by: actor.worker, on: today, people: matchedPeople)]
    case .writeBack(let to, let subject, let words):
      return try writeBack(to: to, subject, words, around.unsaid, by: actor, today: today)
    case .messageWasSent(let place):
      return try messageEnded(place, .messageSent(place: place, on: today), by: actor)
    case .messageHasFailed(let place, let why):
      return try messageEnded(place, .messageFailed(place: place, why: why, on: today), by: actor)
    case .sendAgain(let place): return try sendAgain(place, today: today)
    case .sayCannotBeTold(let reason, let words):
      return try sayCannotBeTold(reason, words, by: actor, today: today)
    case .assign(let worker):
      return try assign(to: worker, around: around, today: today)
    case .park(let until, let reason):
      return try park(until: until, reason: reason, by: actor, today: today)
    case .unpark:
      return parking == nil ? [] : [.unparked(on: today)]
    case .read: return try read(by: actor, today: today)
    }
  }

  private var matchedPeople: [PersonID] { named.compactMap(\.person) }

  func mustBeUndecided() throws(Refusal) {
    guard decision == nil else {
      throw Refusal("contact.decided", "This contact has been decided already")
    }
  }

  private func decisionToCheck(by actor: Actor) throws(Refusal) -> Decision {
    guard let decision else {
      throw Refusal("contact.undecided", "There is no decision to check yet")
    }
    guard check == nil else {
      throw Refusal("contact.checked", "This decision has been checked already")
    }
    guard actor.worker == nil || actor.worker != decision.by else {
      throw Refusal(
        "contact.own-check", "Ask somebody else to check: you made this decision yourself")
    }
    return decision
  }

  /// Every child needs an outcome; a referral needs a person, and no open episode.
  private func check(_ outcomes: [ChildOutcome], around: Around) throws(Refusal) {
    guard !children.isEmpty else {
      guard outcomes.count == 1, let only = outcomes.first, only.key == nil else {
        throw Refusal("contact.outcome", "Select an outcome", question: "outcome")
      }
      guard only.outcome == .noFurtherAction || only.outcome == .adviceAndInformation else {
        throw Refusal(
          "contact.nobody", "Name the child first: this outcome needs to know whom it is about",
          question: "outcome")
      }
      return
    }
    for child in children {
      let question = "outcome-\(child.key)"
      let given = outcomes.filter { $0.key == child.key }
      guard let outcome = given.first, given.count == 1 else {
        throw Refusal(
          "contact.outcome", "Select an outcome for \(child.full)", question: question)
      }
      let open = child.person.flatMap { around.openEpisodes[$0] }
      switch outcome.outcome {
      case .referral:
        guard child.person != nil else {
          throw Refusal(
            "contact.referral-person",
            "Match \(child.full) to a record, or create one, before making a referral",
            question: question)
        }
        if let open {
          throw Refusal(
            "contact.open-episode",
            "\(child.full) has an open referral (\(open)). Choose \"Passed to open work\"",
            question: question)
        }
      case .passedToOpenWork:
        guard open != nil else {
          throw Refusal(
            "contact.no-open-work", "\(child.full) has no open work to pass this to",
            question: question)
        }
      case .earlyHelp, .noFurtherAction, .adviceAndInformation: break
      }
    }
    guard outcomes.allSatisfy({ o in children.contains { $0.key == o.key } }) else {
      throw Refusal("contact.outcome-whose", "An outcome is given for nobody in this contact")
    }
  }
}
