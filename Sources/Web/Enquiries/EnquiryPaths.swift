import Domain

/// The addresses of section 47 enquiries. Nobody else writes them.
package enum EnquiryPaths {
  package static let all = "/enquiries"
  static func list(_ filter: EnquiryFilter) -> String { "/enquiries?show=\(filter.rawValue)" }
  package static func page(_ id: EnquiryID, done: EnquiryDone? = nil) -> String {
    "/enquiries/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  static func act(_ id: EnquiryID, _ act: EnquiryAct, _ child: PersonID? = nil) -> String {
    "/enquiries/\(id)/\(act.rawValue)" + (child.map { "/\($0)" } ?? "")
  }
  static func history(_ id: EnquiryID) -> String { "/enquiries/\(id)/history" }
  /// The initial conference that follows.
  package static func conference(_ id: EnquiryID) -> String { "/enquiries/\(id)/conference" }
}

/// The lists of enquiries that a figure opens.
enum EnquiryFilter: String, CaseIterable, Sendable {
  case open, withoutLead, notRegistered, outOfOrder, late

  var words: String {
    switch self {
    case .open: "Open"
    case .withoutLead: "Without a lead"
    case .notRegistered: "Lead not registered today"
    case .outOfOrder: "Work before the discussion"
    case .late: "Conference overdue"
    }
  }
}

/// What was just done, said once on the page that follows.
package enum EnquiryDone: String, Sendable {
  case lead, medical, interview, agreed, concluded

  var words: String {
    switch self {
    case .lead: "The lead is recorded."
    case .medical: "The medical examination is recorded."
    case .interview: "The interview is recorded."
    case .agreed: "Recorded that no conference is needed for this child."
    case .concluded: "The enquiry has ended, with an outcome for each child."
    }
  }
}
