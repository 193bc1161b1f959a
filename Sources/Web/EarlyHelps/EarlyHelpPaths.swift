import Domain
import Store

/// The addresses of early help. Nobody else writes them.
package enum EarlyHelpPaths {
  package static let all = "/earlyhelp"

  static func list(_ stage: EarlyHelpStage, page: Int = 1) -> String {
    "/earlyhelp?stage=\(stage.rawValue)" + (page > 1 ? "&page=\(page)" : "")
  }
  package static func page(_ id: EarlyHelpID, done: EarlyHelpDone? = nil) -> String {
    "/earlyhelp/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  package static func act(_ id: EarlyHelpID, _ what: String) -> String {
    "/earlyhelp/\(id)/\(what)"
  }
  /// Asking for it, from where the work is.
  package static func request(_ contact: ContactID) -> String { "/contacts/\(contact)/early-help" }
  package static func request(_ referral: ReferralID) -> String {
    "/referrals/\(referral)/early-help"
  }
  package static func request(_ child: PersonID) -> String { "/children/\(child)/early-help" }
}

/// What was just done, said once on the page that follows.
package enum EarlyHelpDone: String, Sendable {
  case requested, refused, proposed, accepted, declined, planned, progressed, reviewed, steppedUp
  case closed

  package var words: String {
    switch self {
    case .requested: "Early help asked for. It begins when a lead has accepted."
    case .refused: "Recorded that the family did not want early help."
    case .proposed: "Recorded who is asked to lead."
    case .accepted: "Recorded that the lead has accepted."
    case .declined: "Recorded that they cannot lead. Propose somebody else."
    case .planned: "Family plan saved. Earlier versions are kept."
    case .progressed: "Progress recorded."
    case .reviewed: "Review recorded."
    case .steppedUp:
      "Stepped up. A contact with the whole story waits at the front door, which decides."
    case .closed: "Early help closed."
    }
  }
}

/// The lists of early help, by what each waits for.
enum EarlyHelpStage: String, CaseIterable, Sendable {
  case waiting, accepted, open, overdue, withoutPlan, refused, closed

  var words: String {
    switch self {
    case .waiting: "Waiting for a lead"
    case .accepted: "Accepted, begins when the referral closes"
    case .open: "Open"
    case .overdue: "Review overdue"
    case .withoutPlan: "Open without a family plan"
    case .refused: "Not wanted by the family, last 12 months"
    case .closed: "Closed in the last 12 months"
    }
  }

  func holds(_ line: EarlyHelpTable.Line, on today: Day) -> Bool {
    let year = today.adding(months: -12)
    return switch self {
    case .waiting: line.status == .waiting
    case .accepted: line.status == .accepted
    case .open: line.status == .open
    case .overdue: line.isReviewOverdue(on: today)
    case .withoutPlan: line.status == .open && line.plannedOn == nil
    case .refused: line.status == .refused && line.requestedOn >= year
    case .closed: line.status == .closed && (line.endedOn.map { $0 >= year } ?? false)
    }
  }
}

/// The addresses of who came back. What a list is of stands in its address.
package enum CameBackPaths {
  package static let page = "/front-door/came-back"

  struct Question: Sendable, Equatable {
    var kind = CameBack.Kind.referrals
    /// How many months to today are looked at.
    var months = 12
    /// The key of ``CameBack/After``, or `early-help` for all of it.
    var after: String?
    /// A team's number, or `none`.
    var team: String?
    /// A level's number, or `none`.
    var level: String?
    /// Re-referrals alone, as the statistics count them.
    var isCounted = false

    static let periods = [1, 3, 6, 12]
  }

  static func list(_ question: Question, page: Int = 1) -> String {
    var parts: [(String, String)] = []
    if question.kind != .referrals { parts.append(("what", question.kind.rawValue)) }
    if question.months != 12 { parts.append(("months", "\(question.months)")) }
    if let after = question.after { parts.append(("after", after)) }
    if let team = question.team { parts.append(("team", team)) }
    if let level = question.level { parts.append(("level", level)) }
    if question.isCounted { parts.append(("counted", "yes")) }
    if page > 1 { parts.append(("page", "\(page)")) }
    guard !parts.isEmpty else { return Self.page }
    return Self.page + "?"
      + parts.map { "\($0)=\(FormBody.encode($1))" }.joined(separator: "&")
  }

  static func question(_ query: Answers) -> Question {
    func word(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }
    let months = word("months").flatMap { Int($0) } ?? 12
    return Question(
      kind: word("what").flatMap { CameBack.Kind(rawValue: $0) } ?? .referrals,
      months: Question.periods.contains(months) ? months : 12, after: word("after"),
      team: word("team"), level: word("level"), isCounted: word("counted") == "yes")
  }
}
