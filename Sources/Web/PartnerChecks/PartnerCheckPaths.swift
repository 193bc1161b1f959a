import Domain

/// The addresses of partner checks.
package enum PartnerCheckPaths {
  package static let list = "/checks"
  package static let mine = "/checks?mine=yes"

  package static func page(_ id: PartnerCheckID, done: PartnerCheckDone? = nil) -> String {
    "/partnerchecks/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  /// What the agency read, for a sheet of paper.
  package static func request(_ id: PartnerCheckID) -> String { "/partnerchecks/\(id)/request" }
  static func act(_ id: PartnerCheckID, _ what: String) -> String { "/partnerchecks/\(id)/\(what)" }

  package static func ask(_ about: PartnerCheck.About) -> String {
    "\(subject(about))/partnerchecks/new"
  }
  /// Where the checks of one contact or referral stand.
  static func subject(_ about: PartnerCheck.About) -> String {
    switch about {
    case .contact(let id): ContactPaths.record(id)
    case .referral(let id): ReferralPaths.record(id)
    }
  }
  static func name(_ about: PartnerCheck.About) -> String {
    switch about {
    case .contact(let id): "Contact \(id)"
    case .referral(let id): "Referral \(id)"
    }
  }
}

/// What was just done, said once on the page that follows.
package enum PartnerCheckDone: String, Sendable {
  case asked, chased, replied, withdrawn, considered

  package var words: String {
    switch self {
    case .asked:
      "Recorded as asked. What goes through the portal is there; send the rest as it stands."
    case .chased: "Recorded that they were reminded."
    case .replied: "What they answered is recorded."
    case .withdrawn: "Recorded as no longer asked."
    case .considered: "Recorded what the answer means for the decision."
    }
  }
}
