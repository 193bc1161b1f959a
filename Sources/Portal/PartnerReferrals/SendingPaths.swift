import Domain

/// Who fills a form in: a professional who has signed in, or anybody.
enum Audience: String, Codable, Sendable, CaseIterable {
  case professional, anybody

  /// The first part of its addresses.
  var root: String {
    switch self {
    case .professional: "/send"
    case .anybody: "/tell-us"
    }
  }

  var edition: PartnerReferral.Edition {
    switch self {
    case .professional: .professional1
    case .anybody: .anybody1
    }
  }

  var steps: [Step] {
    switch self {
    case .professional:
      [.danger, .you, .family, .worries, .goingWell, .done, .childSays, .consent, .check]
    // Somebody who is afraid tells first what it is about, and of themselves at the end.
    case .anybody: [.danger, .worries, .family, .goingWell, .consent, .you, .check]
    }
  }

  func next(after step: Step) -> Step {
    let place = steps.firstIndex(of: step) ?? 0
    return steps[min(place + 1, steps.count - 1)]
  }

  func before(_ step: Step) -> Step? {
    let place = steps.firstIndex(of: step) ?? 0
    return place == 0 ? nil : steps[place - 1]
  }
}

/// The pages of the form, one thing a page.
enum Step: String, Sendable, CaseIterable {
  case danger, you, family, worries
  case goingWell = "going-well"
  case done
  case childSays = "child-says"
  case consent, check
}

/// The addresses of forms and of what became of them. Nobody else writes them.
enum SendingPaths {
  static func start(_ audience: Audience) -> String { audience.root }
  /// The first page, before there is a draft.
  static func begin(_ audience: Audience) -> String { "\(audience.root)/begin" }
  /// - Parameter back: lead back to the check of all answers.
  static func step(
    _ step: Step, of draft: String, _ audience: Audience, fromCheck: Bool = false
  ) -> String {
    "\(audience.root)/\(draft)/\(step.rawValue)\(fromCheck ? "?from=check" : "")"
  }
  /// Ring first: shown once a child is said to be in danger.
  static func ring(_ draft: String, _ audience: Audience) -> String {
    "\(audience.root)/\(draft)/ring"
  }
  static func files(_ draft: String, _ audience: Audience) -> String {
    "\(audience.root)/\(draft)/files"
  }
  static func removeFile(_ draft: String, _ audience: Audience) -> String {
    "\(audience.root)/\(draft)/files/remove"
  }
  static func saved(_ draft: String, _ audience: Audience) -> String {
    "\(audience.root)/\(draft)/saved"
  }
  static func sent(_ draft: String, _ audience: Audience) -> String {
    "\(audience.root)/\(draft)/sent"
  }
  static func throwAway(_ draft: String, _ audience: Audience) -> String {
    "\(audience.root)/\(draft)/throw-away"
  }
  static let goOn = "/tell-us/go-on"
  /// Forgets the return code in this browser and leads to somewhere harmless.
  static let exit = "/tell-us/exit"
  static let status = "/tell-us/status"
  static let referrals = "/sent-referrals"
  static func referral(_ reference: String) -> String { "/sent-referrals/\(reference)" }
}
