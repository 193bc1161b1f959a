import Domain
import HTML
import Hummingbird
import Store

/// `/children/P-1/who-has-looked`: every look at a child's record, and every refusal.
enum AccessRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/children/:person/who-has-looked") { try await looks($0) }
  }

  private static let pageLength = 100

  private static func looks(_ context: Context) async throws -> Response {
    let person = try context.id("person", of: Person.self)
    let before = context.query["before"].flatMap { Int($0) }
    try await context.exists(person)
    try await context.may(.seeAccessLog, about: person)
    let model = try await context.read { tx in
      LooksModel(
        person: person,
        looks: try AccessLogTable.looks(
          tx, at: person, before: before, limit: pageLength + 1),
        names: try WorkerTable.names(in: tx))
    }
    return context.page(page(model))
  }

  private static func page(_ model: LooksModel) -> Page {
    let shown = model.looks.prefix(pageLength)
    let rows = shown.map { look in
      TableRow([
        "\(look.access.at.day.long), \(look.access.at.clock)",
        "\(model.names[look.access.worker] ?? look.access.worker.description)",
        "\(look.access.deed.looked)",
        look.access.allowed ? "Yes" : tag("Refused", kind: .warn),
      ])
    }
    let list = table(
      id: "looks", caption: "Looks and refusals, newest first",
      columns: [Column("When"), Column("Who"), Column("What"), Column("Shown")], rows: rows,
      empty: "Nobody has looked at this record yet.")
    let more: HTML? =
      model.looks.count > pageLength
      ? shown.last.map {
        "<p>\(textLink("Earlier looks", to: "/children/\(model.person)/who-has-looked?before=\($0.seq)"))</p>"
      } : nil
    var page = Page("Who has looked at this record", main: "\(list)\(more)")
    page.about = model.person.description
    page.trail = .back("Back to the record", to: "/children/\(model.person)")
    return page
  }
}

private struct LooksModel: Sendable {
  let person: PersonID
  let looks: [(seq: Int, access: Access)]
  let names: [WorkerID: String]
}

extension Deed {
  /// What the worker looked at or did, for the list of looks.
  var looked: String {
    switch self {
    case .findPerson: "Found in a search"
    case .seePerson: "The record"
    case .seeContact: "A contact"
    case .seeReferral: "A referral"
    case .seeAssessment: "An assessment"
    case .seeNote: "A note or visit"
    case .seeAccessLog: "Who has looked"
    case .seeTeam: "In the team's list"
    case .seeFrontDoor: "In the front door's list"
    case .seeMyWork: "In their own list"
    case .seeFigures: "In a figure's list"
    case .seeWorkforce: "In a list of work"
    case .createPerson: "Adding the person"
    case .changePerson: "Changing what is recorded"
    case .restrictPerson: "Restricting the record"
    case .mergePeople: "Comparing or merging records"
    case .recordContact: "Recording a contact"
    case .decideContact: "Deciding a contact"
    case .checkContact: "Checking a contact"
    case .seeSample: "In a sample of decisions"
    case .drawSample: "Drawing a sample of decisions"
    case .tellReferrer: "Telling the referrer"
    case .shareOutContact: "Giving out or parking a contact"
    case .decideReferral: "Deciding a referral"
    case .allocate: "Giving to a worker"
    case .closeReferral: "Closing a referral"
    case .beginAssessment: "Beginning an assessment"
    case .writeAssessment: "Writing in an assessment"
    case .authoriseAssessment: "Authorising an assessment"
    case .writeNote: "Writing a note"
    case .seePolice: "A police notification"
    case .assessPolice: "A police notification, as the police sent it"
    case .routePolice: "Routing a police notification"
    case .raiseAlert: "Raising or ending an alert"
    case .seeUndisclosedAddress: "An address that is not to be disclosed"
    case .seeNights: "In the night's list"
    case .seeHandover: "What goes over between day and night"
    case .raiseHandover: "An alert for the night"
    case .actAtNight: "Writing down what happened in the night"
    case .settleHandover: "Taking over what the night passed on"
    case .seePartnerCheck: "A partner check"
    case .seeDailyReport: "Daily reports to agencies"
    case .publishDailyReport: "A daily report to an agency was made, approved or published"
    case .askPartner: "Asking another agency"
    case .recordReply: "Recording another agency's answer"
    case .considerReply: "Saying what an answer means"
    case .seeEarlyHelp: "Early help"
    case .requestEarlyHelp: "Asking for early help"
    case .leadEarlyHelp: "Writing in early help"
    case .seeProtection: "A strategy discussion, enquiry or conference"
    case .holdStrategy: "Holding a strategy discussion"
    case .workEnquiry: "Working on a section 47 enquiry"
    case .directEnquiry: "Directing a section 47 enquiry"
    case .prepareConference: "Preparing a conference"
    case .chairConference: "Chairing a conference"
    case .recordRegistration: "Recording who is registered"
    case .seePlan: "A plan, or pre-proceedings"
    case .writePlan: "Writing in a plan, or in pre-proceedings"
    case .afterClosure: "Writing a letter about the end of the work, or reopening it"
    case .curateChronology: "Changing the chronology"
    case .seeDocument: "A document"
    case .writeDocument: "Keeping or withdrawing a document"
    case .seeCloseDocument: "A document for few readers"
    case .seeTransfer: "A transfer between teams"
    case .askTransfer: "Asking another team to take over"
    case .takeTransfer: "Answering a transfer"
    case .decideTransfer: "Deciding a transfer"
    case .answerAllocation: "Saying whether one takes a child"
    case .lookAfterWorkers: "What is agreed with workers"
    case .administer: "Accounts and settings"
    case .runOutbox: "Messages that are sent"
    case .breakGlass: "Opening a locked record in need"
    case .reviewOpening: "Reviewing how it was opened"
    case .handOverRestriction: "Changing who may see it"
    }
  }
}
