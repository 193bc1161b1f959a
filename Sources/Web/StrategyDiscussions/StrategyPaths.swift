import Domain
import Store

/// The addresses of strategy discussions. Nobody else writes them.
package enum StrategyPaths {
  package static let all = "/strategy"
  package static func page(_ id: StrategyDiscussionID, done: StrategyDone? = nil) -> String {
    "/strategy/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  static func act(_ id: StrategyDiscussionID, _ what: String) -> String {
    "/strategy/\(id)/\(what)"
  }
  static func summary(_ id: StrategyDiscussionID) -> String { "/strategy/\(id)/summary" }
  static func minutes(_ id: StrategyDiscussionID, _ agency: Meeting.Agency) -> String {
    "/strategy/\(id)/minutes/\(agency.rawValue)"
  }
  static func answer(_ id: StrategyDiscussionID, _ place: Int) -> String {
    "/strategy/\(id)/invited/\(place)"
  }
  static func action(_ id: StrategyDiscussionID, _ place: Int) -> String {
    "/strategy/\(id)/actions/\(place)"
  }
  static func followUp(_ id: StrategyDiscussionID, _ agency: Meeting.Agency) -> String {
    "/strategy/\(id)/told/\(agency.rawValue)"
  }
  /// Begun for a child with an open referral, and for brothers and sisters.
  package static func begin(
    _ child: PersonID, from enquiry: EnquiryID? = nil, assessment: AssessmentID? = nil,
    night: HandoverID? = nil
  ) -> String {
    let query = [
      enquiry.map { "enquiry=\($0)" }, assessment.map { "assessment=\($0)" },
      night.map { "night=\($0)" },
    ].compactMap { $0 }.joined(separator: "&")
    return "/children/\(child)/strategy" + (query.isEmpty ? "" : "?\(query)")
  }
}

/// What was just done, said once on the page that follows.
package enum StrategyDone: String, Sendable {
  case begun, planned, invited, answered, attended, wrote, decided, finished, told, calledOff

  var words: String {
    switch self {
    case .begun: "Strategy discussion begun. Ask the agencies, and write while it is held."
    case .planned: "The time of the discussion is recorded."
    case .invited: "Recorded who is asked."
    case .answered: "The answer is recorded."
    case .attended: "Recorded who took part."
    case .wrote: "The minutes are saved."
    case .decided: "The decision is recorded."
    case .finished: "Recorded as done."
    case .told: "Recorded who was told."
    case .calledOff: "Called off."
    }
  }
}
