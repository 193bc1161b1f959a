import Domain

/// The addresses of child protection conferences. Nobody else writes them.
package enum ConferencePaths {
  package static let all = "/conferences"
  package static func page(_ id: ConferenceID, done: ConferenceDone? = nil) -> String {
    "/conferences/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  static func act(_ id: ConferenceID, _ act: ConferenceAct, _ place: Int? = nil) -> String {
    "/conferences/\(id)/\(act.rawValue)" + (place.map { "/\($0)" } ?? "")
  }
  static func history(_ id: ConferenceID) -> String { "/conferences/\(id)/history" }
  /// A review of the plans of a child, and of brothers and sisters.
  package static func review(_ child: PersonID) -> String { "/children/\(child)/review-conference" }
  /// Of a child on a plan elsewhere who has moved in for good.
  package static func transferIn(_ child: PersonID) -> String {
    "/children/\(child)/transfer-in-conference"
  }
}

/// What was just done, said once on the page that follows.
package enum ConferenceDone: String, Sendable {
  case arranged, planned, postponed, chair, invited, answered, reported, attended, decided, sent
  case calledOff

  var words: String {
    switch self {
    case .arranged: "Conference arranged. Name the chair and invite the family and the agencies."
    case .planned: "The time of the conference is recorded."
    case .postponed: "Postponed. The clock goes on."
    case .chair: "The chair is recorded."
    case .invited: "Recorded who is invited."
    case .answered: "The answer is recorded."
    case .reported: "The report is recorded."
    case .attended: "Recorded who was there."
    case .decided: "The decision is recorded."
    case .sent: "Recorded to whom the minutes went."
    case .calledOff: "Called off."
    }
  }
}
