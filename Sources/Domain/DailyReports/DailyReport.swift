package typealias DailyReportID = Identifier<DailyReport>

/// What one agency reads of one day: what came from it, what became of it, and what is awaited of it
/// (A6). Composed from what stands, looked at, a line taken out with a reason, approved by a second
/// person, published to the partner portal, opened there; withdrawn where it was wrong.
///
/// It holds the least that serves, and of nobody but the children whom that agency itself told of.
package struct DailyReport: Noun {
  package static let noun = "dailyreport"
  package static let letter = "D"

  package let sheet: Sheet
  /// As the reader sees them now.
  package var words: String
  package var removals: [Removal] = []
  package var approval: Signed?
  package var publication: Signed?
  package var openings: [Opening] = []
  package var withdrawal: Withdrawal?

  /// The lines that were not taken out.
  package var linesLeft: [Line] {
    sheet.lines.filter { line in !removals.contains { $0.contact == line.contact } }
  }

  /// Everybody matched in a contact of which it tells, as it was composed.
  package var people: Set<PersonID> { Set(sheet.lines.flatMap(\.people)) }

  package var status: Status {
    if withdrawal != nil { return .withdrawn }
    if publication != nil { return .published }
    return approval == nil ? .draft : .approved
  }

  package enum Status: String, Codable, Sendable, CaseIterable {
    case draft, approved, published, withdrawn

    package var words: String {
      switch self {
      case .draft: "Draft"
      case .approved: "Approved"
      case .published: "Published"
      case .withdrawn: "Withdrawn"
      }
    }
  }

  package enum Fact: Domain.Fact {
    /// With what the agency will read, word for word.
    case composed(sheet: Sheet, people: [PersonID])
    /// `words` is what it reads afterwards.
    case lineRemoved(removal: Removal, words: String, people: [PersonID])
    case approved(signed: Signed, people: [PersonID])
    case published(signed: Signed, people: [PersonID])
    /// Somebody of the agency read it.
    case opened(opening: Opening, people: [PersonID])
    case withdrawn(withdrawal: Withdrawal, people: [PersonID])

    package var subjects: [PersonID] {
      switch self {
      case .composed(_, let people), .lineRemoved(_, _, let people), .approved(_, let people),
        .published(_, let people), .opened(_, let people), .withdrawn(_, let people):
        people
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .composed(let sheet, _): sheet.on
      case .lineRemoved(let removal, _, _): removal.on
      case .approved(let signed, _), .published(let signed, _): signed.on
      case .opened(let opening, _): opening.on
      case .withdrawn(let withdrawal, _): withdrawal.on
      }
    }
  }

  package enum Command: Sendable {
    /// `shown` is what the worker saw that the agency would read. Refused where it reads otherwise now.
    case compose(Question, shown: String)
    case removeLine(ContactID, reason: String)
    case approve
    case publish
    /// By somebody of the agency, through the portal.
    case open(who: String)
    case withdraw(reason: String)
  }

  package struct Around: Sendable {
    /// What stands about the reader and the day; nil where nothing is composed.
    package var standing: Standing?
    /// Contacts whose line may no longer be told: a record in them was restricted, or telling was found
    /// unsafe.
    package var held: Set<ContactID>

    package init(standing: Standing? = nil, held: Set<ContactID> = []) {
      self.standing = standing
      self.held = held
    }
  }

  package static func decide(
    _ command: Command, given report: DailyReport?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let report else {
      guard case .compose(let question, let shown) = command else { throw .notThere(Self.self) }
      return try compose(question, shown: shown, around.standing, by: actor, today: today)
    }
    return try report.judge(command, around: around, by: actor, today: today)
  }

  package static func evolve(_ report: DailyReport?, _ fact: Fact) -> DailyReport {
    guard var report else {
      guard case .composed(let sheet, _) = fact else { outOfOrder(fact) }
      return DailyReport(sheet: sheet, words: sheet.words)
    }
    switch fact {
    case .composed: outOfOrder(fact)
    case .lineRemoved(let removal, let words, _):
      report.removals.append(removal)
      report.words = words
      report.approval = nil
    case .approved(let signed, _): report.approval = signed
    case .published(let signed, _): report.publication = signed
    case .opened(let opening, _): report.openings.append(opening)
    case .withdrawn(let withdrawal, _): report.withdrawal = withdrawal
    }
    return report
  }
}
