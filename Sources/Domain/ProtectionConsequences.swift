/// What strategy discussions and conferences make happen: enquiries and plans, in the same
/// transaction.
extension Consequences {
  /// The decision "section 47" opens one enquiry for the children who have none, started on the day on
  /// which the discussion was held (children in need census, S47ActualStartDate).
  package static func of(
    _ fact: StrategyDiscussion.Fact, on id: StrategyDiscussionID
  ) -> [Consequence] {
    switch fact {
    case .decided(let decision, _, _):
      guard !decision.opens.isEmpty else { return [] }
      let jointly = decision.opens.map(\.person).filter { person in
        decision.children.contains { $0.child == person && $0.outcome == .joint }
      }
      return [
        .enquiry(
          nil,
          .open(
            Enquiry.Opening(
              strategy: id, children: decision.opens, jointly: jointly,
              on: decision.heldAt.day)))
      ]
    case .begun, .planned, .invited, .answered, .attended, .wrote, .actionDone, .followedUp,
      .calledOff:
      return []
    }
  }

  /// A conference that was held tells the enquiry that it followed.
  package static func of(
    _ fact: Conference.Fact, on id: ConferenceID, now conference: Conference
  ) -> [Consequence] {
    switch fact {
    case .decided(let decision, _):
      switch conference.arrangement.origin {
      case .enquiry(let enquiry):
        return opened(by: decision, id, conference) + [
          .enquiry(
            enquiry,
            .noteConference(
              id, on: decision.heldOn, children: decision.children.map(\.child)))
        ]
      case .council: return opened(by: decision, id, conference)
      case .plans(let plans):
        return plans.compactMap { one in
          decision.children.first { $0.child == one.child }.map { child in
            .plan(
              one.plan,
              .review(
                on: decision.heldOn, conference: FactStream(id), category: child.category,
                continues: child.outcome == .plan, words: child.reason))
          }
        }
      }
    case .arranged, .planned, .postponed, .chairNamed, .invited, .answered, .reported, .attended,
      .distributed, .calledOff:
      return []
    }
  }

  /// A plan for each child decided one, from the day of the conference.
  private static func opened(
    by decision: Conference.Decision, _ id: ConferenceID, _ conference: Conference
  ) -> [Consequence] {
    decision.children.filter { $0.outcome == .plan }.compactMap { decided in
      conference.arrangement.children.first { $0.person == decided.child }.map { child in
        .plan(
          nil,
          .open(
            Plan.Opening(
              child: child.person, referral: child.referral, kind: .childProtection,
              from: decision.heldOn, category: decided.category, conference: FactStream(id),
              outline: decision.outline.map {
                Plan.Outcome(what: $0.outcome, actions: $0.actions)
              }, coreGroup: decision.coreGroup.map(\.inPlan))))
      }
    }
  }
}

extension Conference.Member {
  fileprivate var inPlan: Plan.Member {
    Plan.Member(worker.map { .worker($0) } ?? .other(words: name), role: agency.words)
  }
}
