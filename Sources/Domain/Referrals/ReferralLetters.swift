extension Referral {
  /// A letter about the closure, kept as it was sent.
  package struct Letter: Codable, Sendable, Equatable {
    package var to: Reader
    /// By name: `Aisha`; `Mr and Mrs Curnow`.
    package var name: String
    /// The whole letter, word for word.
    package var text: String
    package var by: WorkerID?
    package var on: Day

    package init(to: Reader, name: String, text: String, by: WorkerID?, on: Day) {
      self.to = to
      self.name = name
      self.text = text
      self.by = by
      self.on = on
    }

    package enum Reader: String, Codable, Sendable, CaseIterable {
      case child, family

      package var words: String {
        switch self {
        case .child: "the child"
        case .family: "the family"
        }
      }
    }

    /// A letter as typed: what the facts do not say.
    package struct Writing: Sendable, Equatable {
      package var to: Reader
      package var name: String
      /// The worker's own words.
      package var words: String
      /// As the child is called.
      package var childName: String
      /// Who signs.
      package var from: String

      package init(to: Reader, name: String, words: String, childName: String, from: String) {
        self.to = to
        self.name = name
        self.words = words
        self.childName = childName
        self.from = from
      }
    }
  }

  func written(
    _ writing: Letter.Writing, _ closure: Closure?, by actor: Actor, today: Day
  ) throws(Refusal) -> Fact {
    guard let closure else {
      throw Refusal(
        "referral.letter-open", "A letter about the end of the work is written once it is closed")
    }
    try mayFollow(closure, actor)
    guard closure.reason != .died else {
      throw Refusal("referral.letter-died", "The child died. No letter is written from here")
    }
    guard !writing.name.isEmpty else {
      throw Refusal("referral.letter-name", "Say whom the letter is to", question: "letter-name")
    }
    guard !writing.words.isEmpty else {
      throw Refusal(
        "referral.letter-words", "Write something of your own: what went well, what you wish them",
        question: "letter-words")
    }
    return .letterWritten(
      letter: Letter(
        to: writing.to, name: writing.name, text: Self.text(of: writing, closure, on: today),
        by: actor.worker, on: today), child: child)
  }

  /// The letter whole, from what is recorded and what was typed.
  package static func text(
    of writing: Letter.Writing, _ closure: Closure, on day: Day
  ) -> String {
    let comeBack = closure.comeBack.map { told in
      writing.to == .child
        ? "If something is not right again, tell a grown-up you trust, or us. This is what we agreed "
          + "would bring us back:\n\(told)"
        : "We agreed what would bring us back:\n\(told)"
    }
    let ending =
      writing.to == .child
      ? "Since \(closure.on.long) we do not visit you any more. You did nothing wrong."
      : "Our work with \(writing.childName) ended on \(closure.on.long)."
    let parts = [
      day.long, "Dear \(writing.name)", ending,
      writing.to == .family ? closure.reason.flatMap(\.forFamily) : nil, writing.words, comeBack,
      "You can ask to see what we have written down, and you can tell us if you think that it is "
        + "wrong or were not happy with us.",
      writing.from,
    ]
    return parts.compactMap { $0 }.joined(separator: "\n\n")
  }
}

extension ReasonForClosure {
  /// What a family is told of the reason; nil where it says nothing to them.
  fileprivate var forFamily: String? {
    switch self {
    case .adopted, .died, .servicesCeased, .noFurtherActionAfterAssessment: nil
    case .childArrangementsOrder, .specialGuardianshipOrder:
      "The court made an order about where your child lives."
    case .movedToAnotherCouncil: "The council where you live now works with you from here on."
    case .movedToAdultSocialCare: "Adult social care works with you from here on."
    case .earlyHelpAfterAssessment: "Early help works with you from here on, as you agreed."
    }
  }
}
