import Domain
import Store

/// The numbers that are given out so far, to choose from.
struct World: Sendable {
  var teams = 0
  var workers = 0
  var people = 0
  var contacts = 0
  var referrals = 0
  var assessments = 0
  var notes = 0
  var checks = 0
  var calls = 0
  var police = 0
  var handovers = 0
  var agencies = 0
  var earlyHelp = 0
  var dailyReports = 0
  var strategies = 0
  var conferences = 0
  var plans = 0
  var preProceedings = 0
  var significantEvents = 0
  var documents = 0

  /// After an act that took: what it began, and what that made happen elsewhere.
  mutating func look(_ stream: FactStream, in database: any Database) async throws {
    switch stream.noun {
    case Team.noun: teams = max(teams, stream.number)
    case Worker.noun: workers = max(workers, stream.number)
    case Person.noun: people = max(people, stream.number)
    case Contact.noun:
      contacts = max(contacts, stream.number)
      referrals = try await database.read { tx in
        try tx.row("SELECT MAX(id) AS n FROM referral")?.intIfAny("n") ?? 0
      }
    case Referral.noun: referrals = max(referrals, stream.number)
    case Assessment.noun: assessments = max(assessments, stream.number)
    case Note.noun: notes = max(notes, stream.number)
    case PartnerCheck.noun: checks = max(checks, stream.number)
    case Call.noun: calls = max(calls, stream.number)
    case PoliceNotification.noun:
      police = max(police, stream.number)
      contacts = try await database.read { tx in
        try tx.row("SELECT MAX(id) AS n FROM contact")?.intIfAny("n") ?? 0
      }
    case PartnerReferral.noun:
      contacts = try await database.read { tx in
        try tx.row("SELECT MAX(id) AS n FROM contact")?.intIfAny("n") ?? 0
      }
    case Agency.noun: agencies = max(agencies, stream.number)
    case DailyReport.noun: dailyReports = max(dailyReports, stream.number)
    case StrategyDiscussion.noun: strategies = max(strategies, stream.number)
    case Conference.noun: conferences = max(conferences, stream.number)
    case Handover.noun: handovers = max(handovers, stream.number)
    case EarlyHelp.noun:
      earlyHelp = max(earlyHelp, stream.number)
      contacts = try await database.read { tx in
        try tx.row("SELECT MAX(id) AS n FROM contact")?.intIfAny("n") ?? 0
      }
    case Plan.noun: plans = max(plans, stream.number)
    case PreProceedings.noun: preProceedings = max(preProceedings, stream.number)
    case SignificantEvent.noun: significantEvents = max(significantEvents, stream.number)
    case Document.noun: documents = max(documents, stream.number)
    default: break
    }
  }
}

extension Simulation {
  /// Somebody does something: what would make sense now, or anything at all.
  mutating func next() async throws -> Attempt {
    if world.people < 6 { return createPerson() }
    switch chance.number(1...100) {
    case ...16:
      if chance.chance(25) { return sourceAttempt() }
      return chance.chance(30) ? createPerson() : changePerson()
    case ...21: return try await mergeAttempt()
    case ...24: return try await sampleAttempt()
    case ...30: return try await policeAttempt()
    case ...53: return try await contactAttempt()
    case 54: return try await dailyReportAttempt()
    case ...63: return try await referralAttempt()
    case ...68: return try await teamAttempt()
    case ...80: return try await assessmentAttempt()
    case ...84: return try await protectionAttempt()
    case ...87: return try await planAttempt()
    case ...90: return try await earlyHelpAttempt()
    case ...91: return noteAttempt()
    case 92:
      switch chance.number(1...4) {
      case 1: return callAttempt()
      case 2: return agencyAttempt()
      default: return formAttempt()
      }
    case ...94: return handoverAttempt()
    case 95: return chance.chance(60) ? storyAttempt() : handoverAttempt()
    case ...98: return try await checkAttempt()
    default: return chance.chance(50) ? staffAttempt() : historyAttempt()
    }
  }

  // MARK: - Choosing

  var today: Day { now.day }

  /// A number that was given out; at times one that was not.
  mutating func pick<N>(_ last: Int, of: N.Type = N.self, missing percent: Int = 4) -> (
    id: Identifier<N>, mayMiss: Bool
  ) {
    if last == 0 || chance.chance(percent) {
      return (Identifier(last + chance.number(1...3)), true)
    }
    return (Identifier(chance.number(1...last)), false)
  }

  /// One of the last ones, so that work goes on where it began.
  mutating func recent<N>(_ last: Int, of: N.Type = N.self, among count: Int) -> Identifier<N>? {
    last == 0 ? nil : Identifier(chance.number(max(1, last - count + 1)...last))
  }

  /// Text; at times none.
  mutating func words(_ text: String, none percent: Int = 7) -> String {
    chance.chance(percent) ? "" : "\(text) \(chance.number(1...999))"
  }

  /// A day about now; at times in the future.
  mutating func day(back days: Int = 30) -> Day {
    chance.chance(6)
      ? today.adding(days: chance.number(1...9)) : today.adding(days: -chance.number(0...days))
  }

  mutating func said() -> Person.Provenance {
    Person.Provenance(saidBy: "Mother", verified: chance.chance(30) ? "Birth certificate" : nil)
  }
}
