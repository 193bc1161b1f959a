import Domain

extension PartnerCheck: ToldNoun {
  package static func people(in check: PartnerCheck, _ id: PartnerCheckID) -> Set<PersonID> {
    check.people
  }

  package static func tell(
    _ fact: Fact, of id: PartnerCheckID, on day: Day, now check: PartnerCheck,
    for person: PersonID?, names: ChronologyNames
  ) -> [ChronologyEntry] {
    let who = check.request.who
    switch fact {
    case .asked(let request, _):
      return [
        ChronologyEntry(
          .contacts, on: day, "Asked: \(who)",
          what: lines([
            ("Why", request.reason),
            ("On what basis", "\(request.basis.words): \(request.basisWords)"),
            ("What was asked", request.questions.joined(separator: " ")),
            ("Answer by", request.dueOn.long),
            ("How it reached them", request.addressee.map { _ in "Through the partner portal" }),
            (
              "Taken out before it was asked",
              request.takenOut.map(\.words).joined(separator: "; ")
            ),
          ]))
      ]
    case .chased(let chase, _):
      return [
        ChronologyEntry(
          .contacts, on: day, "Reminded of what was asked: \(who)",
          what: lines([("How", chase.how.words), ("What was said", chase.words)]))
      ]
    case .replied(let reply, let tells, _):
      let late = tells.map { "After the decision. For \(names.worker($0)) to say what it means" }
      return [
        ChronologyEntry(
          .contacts, on: day, "\(reply.kind.title): \(who)",
          what: lines([
            (reply.kind == .refusal ? "Why" : "What they said", reply.words),
            ("Who", reply.who), ("When it came", late),
          ]), significant: reply.kind == .answer)
      ]
    case .withdrawn(let withdrawal, _):
      return [
        ChronologyEntry(
          .contacts, on: day, "No longer asked: \(who)", what: withdrawal.reason)
      ]
    case .considered(let consideration, _):
      return [
        ChronologyEntry(
          .decisions, on: day, "What an answer means for the decision: \(who)",
          what: consideration.words)
      ]
    }
  }
}

extension PartnerCheck.Reply.Kind {
  fileprivate var title: String {
    switch self {
    case .answer: "Answered what was asked"
    case .nothingKnown: "Knows nothing of what was asked"
    case .refusal: "Refused to answer"
    }
  }
}
