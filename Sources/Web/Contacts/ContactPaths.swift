import Domain

/// The addresses of contacts. Nobody else writes them.
package enum ContactPaths {
  package static let board = "/front-door"
  package static let new = "/contacts/new"

  /// `done` is the act that led here, for the line that says so.
  package static func record(_ id: ContactID, done: ContactDone? = nil) -> String {
    "/contacts/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  package static func people(_ id: ContactID) -> String { "/contacts/\(id)/people" }
  package static func match(_ id: ContactID, key: Int) -> String {
    "/contacts/\(id)/people/\(key)/match"
  }
  package static func unmatch(_ id: ContactID, key: Int) -> String {
    "/contacts/\(id)/people/\(key)/unmatch"
  }
  package static func name(_ id: ContactID) -> String { "/contacts/\(id)/people/name" }
  package static func triage(_ id: ContactID) -> String { "/contacts/\(id)/triage" }
  package static func decision(_ id: ContactID) -> String { "/contacts/\(id)/decision" }
  package static func check(_ id: ContactID) -> String { "/contacts/\(id)/check" }
  package static func park(_ id: ContactID) -> String { "/contacts/\(id)/park" }
  package static func unpark(_ id: ContactID) -> String { "/contacts/\(id)/unpark" }
  package static func take(_ id: ContactID) -> String { "/contacts/\(id)/take" }
  package static func giveBack(_ id: ContactID) -> String { "/contacts/\(id)/give-back" }
  package static func read(_ id: ContactID) -> String { "/contacts/\(id)/read" }
  package static let takeNext = "/front-door/take-next"
  package static let shareOut = "/front-door/share-out"
  package static func information(_ id: ContactID) -> String { "/contacts/\(id)/information" }
}

/// What was just done with a contact, said once on the page that follows.
package enum ContactDone: String, Sendable {
  case recorded, named, triaged, decided, checked, returned, fedBack, added, wroteBack, untold
  case taken, parked, unparked, givenBack, addedTo, asked, read

  package var words: String {
    switch self {
    case .recorded: "Contact recorded. It waits for a decision."
    case .named: "Person added to the contact."
    case .triaged: "Triage recorded."
    case .decided: "Decision recorded."
    case .checked: "Decision agreed."
    case .returned: "Decision sent back. The contact waits for a new one."
    case .fedBack: "Feedback to the referrer recorded."
    case .added: "Information added to the contact."
    case .asked: "Recorded as asked. Send each request as it stands in its check."
    case .wroteBack: "Email to the referrer written. This page says when it is sent."
    case .untold: "Recorded why the referrer cannot be told."
    case .taken: "This contact is now with you."
    case .parked: "Contact parked. It comes back by itself on its day, and its clock goes on."
    case .read: "Recorded that you have read this."
    case .unparked: "The contact waits again."
    case .givenBack: "Given back. The contact waits for anybody at the front door."
    case .addedTo: "Added to this contact, which was here already. No second contact was made."
    }
  }
}
