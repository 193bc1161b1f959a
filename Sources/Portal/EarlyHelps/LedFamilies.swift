import Domain
import HTML
import Hummingbird
import Store
import Web

/// `/families` and `/families/F-1`: early help for whoever leads it from outside the council, or is asked
/// to, by the address that was verified. They see the episode and nothing of the record: the children's
/// names, what is hoped, the plan, the reviews. To everybody else it is not there.
enum LedFamilies: PortalRoutes {
  static func add(to doors: PortalDoors) {
    doors.get("/families") { visit in
      let email = try visit.leadEmail()
      let lines = try await visit.read { try EarlyHelpTable.with(email: email, in: $0) }
      return visit.page(ledFamiliesPage(lines, email))
    }
    doors.get("/families/:family") { visit in
      let led = try await visit.led()
      return visit.page(ledFamilyPage(led, done: visit.query["done"]))
    }
    for act in LedAct.allCases {
      doors.get("/families/:family/\(act.word)") { visit in
        let led = try await visit.led(for: act)
        return visit.show(form(act, led, visit.today))
      }
      doors.post("/families/:family/\(act.word)") { visit in
        let led = try await visit.led(for: act)
        let (today, now, email) = (visit.today, visit.now, led.email)
        return try await visit.submit(form(act, led, today)) { reader in
          act.help.read(&reader, led.help, today: today, now: now, isTyped: false)
        } perform: { command, sending in
          guard let command = command.said(by: email) else { throw NotHere() }
          let _: Done<EarlyHelp> = try await visit.house.store.perform(
            command, on: led.help.id, expecting: sending.version, as: sending.act)
          // Whoever declined has no page of it any more.
          return act == .decline ? "/families?done=declined" : "/families/\(led.help.id)?done=yes"
        }
      }
    }
  }

  /// Early help is led by a person, never by an account that an agency shares.
  static func links(for visitor: Visitor) -> [PortalLink] {
    visitor.email == nil
      ? []
      : [
        PortalLink(
          "Families you lead", "/families", about: "Early help that you lead, or are asked to lead")
      ]
  }

  private static func form(_ act: LedAct, _ led: Led, _ today: Day) -> FormPage {
    let help = led.help
    var form = FormPage(
      act.heading,
      FormDefinition(
        "led-\(act.word)", edition: "1", act.help.questions(help, isTyped: false)),
      path: "/families/\(help.id)/\(act.word)",
      submit: "\(act.submit) for \(ledNames(help.line))", version: help.line.version)
    if act == .review {
      form.record.set("next", day: EarlyHelp.reviewClock(after: today, isFirst: false)?.due.day)
    }
    if act == .stepUp {
      form.before = """
        \(warningText("If a child is in danger now, ring 999. Do not write here and wait."))
        <p>The council’s front door gets this with the whole plan and what was recorded here, and \
        decides. You need not write any of it again.</p>
        """
    }
    form.around = { page in
      page.about = ledNames(help.line)
      page.trail = .back("Early help \(help.id)", to: "/families/\(help.id)")
    }
    return form
  }
}

/// What somebody outside the council does with the early help of a family.
enum LedAct: CaseIterable {
  case accept, decline, review, progress, stepUp

  var help: EarlyHelpAct {
    switch self {
    case .accept: .accept
    case .decline: .decline
    case .review: .review
    case .progress: .progress
    case .stepUp: .stepUp
    }
  }

  /// The end of its address.
  var word: String { help.rawValue }

  var heading: String {
    switch self {
    case .accept: "Accept to lead"
    case .decline: "Decline to lead"
    case .review: "Record a review"
    case .progress: "Record progress"
    case .stepUp: "Ask the council to step up"
    }
  }

  var submit: String {
    switch self {
    case .accept: "Accept to lead"
    case .decline: "Decline to lead"
    case .review: "Record the review"
    case .progress: "Record progress"
    case .stepUp: "Step up"
    }
  }

  /// Whether it is for the one who is asked; else for the one who leads.
  var isAnswer: Bool { self == .accept || self == .decline }
}

/// One early help as the visitor may see it.
struct Led: Sendable {
  /// With every home taken out that must not be told.
  let help: EarlyHelpTable.Whole
  let email: String
  let isAsked: Bool
  let isLead: Bool
}

extension Visit {
  /// The address by which a lead is known. A shared account of an agency leads no family.
  func leadEmail() throws -> String {
    guard let email = try signedIn().email else { throw NotHere() }
    return email.text.lowercased()
  }

  /// The early help in the address, where this visitor leads it or is asked to.
  func led(for act: LedAct? = nil) async throws -> Led {
    let email = try leadEmail()
    let id: EarlyHelpID = try id("family")
    let read = try await read { tx -> EarlyHelpTable.Whole? in
      guard let help = try EarlyHelpTable.whole(id, in: tx) else { return nil }
      return help.takenOut(try UndisclosedHomes.near(help.line.about, in: tx))
    }
    let help = try found(read)
    let isAsked = help.line.asked?.email == email
    let isLead =
      help.line.lead?.outside?.email == email
      && [.accepted, .open].contains(help.line.status)
    guard act.map({ $0.isAnswer ? isAsked : isLead }) ?? (isAsked || isLead) else {
      throw NotHere()
    }
    return Led(help: help, email: email, isAsked: isAsked, isLead: isLead)
  }
}

func ledNames(_ line: EarlyHelpTable.Line) -> String {
  guard let last = line.names.last, line.names.count > 1 else { return line.names.first ?? "" }
  return line.names.dropLast().joined(separator: ", ") + " and " + last
}
