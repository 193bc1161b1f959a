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
        return [
          .enquiry(
            enquiry,
            .noteConference(
              id, on: decision.heldOn, children: decision.children.map(\.child)))
        ]
      case .plans, .council: return []
      }
    case .arranged, .planned, .postponed, .chairNamed, .invited, .answered, .reported, .attended,
      .distributed, .calledOff:
      return []
    }
  }
}
