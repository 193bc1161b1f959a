/// What strategy discussions, section 47 enquiries and conferences share: the children with their
/// episodes, who is asked and who takes part.
package enum Meeting {
  /// One of the children, with the open episode in which it is done.
  package struct Child: Codable, Sendable, Equatable, Hashable {
    package var person: PersonID
    package var referral: ReferralID
    package init(person: PersonID, referral: ReferralID) {
      self.person = person
      self.referral = referral
    }
  }

  /// An episode that a meeting names, as it stands.
  package struct Episode: Sendable, Equatable {
    package var child: PersonID
    package var receivedOn: Day
    package var isOpen: Bool
    package init(child: PersonID, receivedOn: Day, isOpen: Bool) {
      self.child = child
      self.receivedOn = receivedOn
      self.isOpen = isOpen
    }
  }

  /// For whom somebody takes part.
  package enum Agency: String, Codable, Sendable, CaseIterable {
    case socialCare, police, health, education, earlyHelp, adultServices, probation, housing
    case voluntary, family, other

    package var words: String {
      switch self {
      case .socialCare: "Children’s social care"
      case .police: "Police"
      case .health: "Health"
      case .education: "School, nursery or college"
      case .earlyHelp: "Early help"
      case .adultServices: "Adult services"
      case .probation: "Probation"
      case .housing: "Housing"
      case .voluntary: "Voluntary organisation"
      case .family: "Family or their supporter"
      case .other: "Another service"
      }
    }
  }

  /// Somebody who is asked, by name or by post: `Dr Amin, on-call paediatrician`.
  package struct Invitee: Codable, Sendable, Equatable {
    package var agency: Agency
    package var name: String
    /// How they were asked: `by phone`, `letter handed over on the visit`.
    package var how: String
    package init(agency: Agency, name: String, how: String) {
      self.agency = agency
      self.name = name
      self.how = how
    }
  }

  package enum Answer: String, Codable, Sendable, CaseIterable {
    case coming, somebodyElse, sendsReport, notComing

    package var words: String {
      switch self {
      case .coming: "Takes part"
      case .somebodyElse: "Sends somebody else"
      case .sendsReport: "Sends a report only"
      case .notComing: "Does not take part"
      }
    }
  }

  /// Somebody asked, and what they answered.
  package struct Invited: Sendable, Equatable {
    package var invitee: Invitee
    package var answer: Answer?
    package init(_ invitee: Invitee, answer: Answer? = nil) {
      self.invitee = invitee
      self.answer = answer
    }
  }

  /// Somebody who took part.
  package struct Attender: Codable, Sendable, Equatable {
    package var agency: Agency
    package var name: String
    package init(agency: Agency, name: String) {
      self.agency = agency
      self.name = name
    }
  }

  /// Words that somebody put down, with the day.
  package struct Words: Codable, Sendable, Equatable {
    package var words: String
    package var by: WorkerID?
    package var on: Day
    package init(words: String, by: WorkerID?, on: Day) {
      self.words = words
      self.by = by
      self.on = on
    }
  }

  static func required(
    _ text: String, _ rule: String, _ message: String, _ question: String
  ) throws(Refusal) {
    guard !text.isEmpty else { throw Refusal(rule, message, question: question) }
  }

  /// The children of one family, each once and each with an open episode of their own that had begun.
  static func check(
    _ children: [Child], _ episodes: [ReferralID: Episode], on day: Day, _ noun: String
  ) throws(Refusal) {
    guard !children.isEmpty else {
      throw Refusal("\(noun).children", "Select the children it is about", question: "children")
    }
    guard Set(children.map(\.person)).count == children.count else {
      throw Refusal("\(noun).child-twice", "A child is named twice", question: "children")
    }
    for child in children {
      guard let episode = episodes[child.referral], episode.child == child.person else {
        throw Refusal(
          "\(noun).episode", "Each child needs a referral of their own: one is of another child",
          question: "children")
      }
      guard episode.isOpen else {
        throw Refusal(
          "\(noun).closed", "The referral of \(child.person) is closed. A new one comes first",
          question: "children")
      }
      guard day >= episode.receivedOn else {
        throw Refusal(
          "\(noun).before-referral",
          "This must not be before the referral of \(episode.receivedOn.long)", question: "on")
      }
    }
  }

  /// What was agreed to be done: something to do, by a day that is still to come.
  static func check(_ actions: [AgreedAction], from day: Day, _ noun: String) throws(Refusal) {
    for (place, action) in actions.enumerated() {
      try required(
        action.what, "\(noun).action", "Say what is to be done", "action-\(place)-what")
      if case .other(let words) = action.owner {
        try required(
          words, "\(noun).action-owner", "Say who does it", "action-\(place)-other")
      }
      guard action.by >= day else {
        throw Refusal(
          "\(noun).action-day", "An action is due on the day it was agreed, or later",
          question: "action-\(place)-by")
      }
    }
  }
}

extension [Meeting.Agency] {
  /// `police and health`
  package var inWords: String {
    let words = map { $0.words.lowercased() }
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
