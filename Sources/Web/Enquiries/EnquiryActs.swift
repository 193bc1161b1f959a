import Domain
import HTML
import Hummingbird
import Store

/// What is done with an enquiry: the end of its address.
enum EnquiryAct: String, CaseIterable, Sendable {
  case lead, medical, interview, conclude
  case noConference = "no-conference"

  /// With the child, where it is about one.
  var path: String {
    switch self {
    case .lead, .conclude: rawValue
    case .medical, .interview, .noConference: "\(rawValue)/:child"
    }
  }

  var deed: Deed {
    switch self {
    case .lead, .noConference: .directEnquiry
    case .medical, .interview, .conclude: .workEnquiry
    }
  }

  var done: EnquiryDone {
    switch self {
    case .lead: .lead
    case .medical: .medical
    case .interview: .interview
    case .conclude: .concluded
    case .noConference: .agreed
    }
  }

  /// Whether it changes what others may have changed meanwhile. What adds, or decides once and for all by
  /// the rules of the record, does not ask: others write while somebody decides.
  var isVersioned: Bool {
    switch self {
    case .lead, .medical, .interview: true
    case .conclude, .noConference: false
    }
  }

  private var heading: String {
    switch self {
    case .lead: "Who leads this enquiry?"
    case .medical: "Medical examination"
    case .interview: "Achieving best evidence interview"
    case .conclude: "End the enquiry"
    case .noConference: "Agree that no conference is held"
    }
  }

  private func submit(_ names: String) -> String {
    switch self {
    case .lead: "Record the lead for \(names)"
    case .medical: "Save the examination of \(names)"
    case .interview: "Save the interview of \(names)"
    case .conclude: "End the enquiry about \(names)"
    case .noConference: "Agree for \(names)"
    }
  }

  func child(_ whole: EnquiryTable.Whole, _ context: Context) throws -> ProtectedChild? {
    switch self {
    case .lead, .conclude: return nil
    case .medical, .interview, .noConference:
      let id: PersonID = try context.id("child")
      guard let child = whole.children.first(where: { $0.record == id }) else { throw NotHere() }
      return child
    }
  }

  func form(_ whole: EnquiryTable.Whole, _ context: Context) async throws -> FormPage {
    let child = try child(whole, context)
    let names = child?.name ?? whole.children.listedNames
    let workers = self == .lead ? try await leads(context) : []
    var form = FormPage(
      heading, FormDefinition("enquiry-\(rawValue)", edition: "1", questions(whole, workers)),
      path: EnquiryPaths.act(whole.id, self, child?.record), submit: submit(names),
      version: isVersioned ? whole.version : nil, record: record(whole, child, context.today))
    form.before = before(whole, child)
    form.around = { page in
      page.about = names
      page.caption = "Section 47 enquiry \(whole.id)"
      page.trail = .back("Enquiry \(whole.id)", to: EnquiryPaths.page(whole.id))
      page.width = .work
    }
    if self == .conclude {
      form.layout = { view in
        """
        \(view["on"])\(each: whole.children, { child in
          fieldset(
            legend: child.name, id: "child-\(child.record)",
            content: HTML(each: ["outcome", "conference", "reason"]) {
              view["\($0)-\(child.record)"]
            })
        })
        """
      }
    }
    return form
  }

  /// Social workers first by name, each with the registration as it is today.
  private func leads(_ context: Context) async throws -> [Choice] {
    let today = context.today
    return try await context.read { try WorkerTable.all(in: $0) }.filter { worker in
      !worker.roles.isDisjoint(with: [.socialWorker, .newlyQualifiedSocialWorker, .teamManager])
    }.map { worker in
      let team = worker.teamName.map { ", \($0)" } ?? ""
      let registered = worker.registration?.holds(on: today) ?? false
      return Choice(
        worker.id.description,
        worker.name + team + (registered ? ", registered" : ", not registered today"))
    }
  }

  private func before(_ whole: EnquiryTable.Whole, _ child: ProtectedChild?) -> HTML {
    switch self {
    case .lead:
      return inset(
        """
        <p>An enquiry is led by a registered social worker (Children Act 1989, section 47). Their \
        registration is looked at for the day on which they take it.</p>
        """)
    case .conclude:
      let agreed = whole.children.filter { whole.enquiry.agreed[$0.record] != nil }
      return inset(
        """
        <p>A child who is at continuing risk goes to a conference, unless a manager who does not lead \
        the enquiry has agreed that none is held.</p>\
        \(if: !agreed.isEmpty, "<p>Agreed without a conference: \(agreed.listedNames).</p>")
        """)
    case .noConference:
      return inset(
        """
        <p>This is for a child who is at continuing risk of significant harm and of whom no conference \
        is to be held. Say in your own words why \(child?.given ?? "the child") is safe without one.</p>
        """)
    case .medical, .interview: return ""
    }
  }

  private func record(
    _ whole: EnquiryTable.Whole, _ child: ProtectedChild?, _ today: Day
  ) -> Answers {
    var record = Answers()
    func fill(_ arranged: Day?, _ held: Day?, _ result: String?, _ whyNot: String?) {
      record.set("arranged", day: arranged)
      record.set("held", day: held)
      record["result"] = result
      record["why-not"] = whyNot
    }
    switch self {
    case .lead:
      record["lead"] = whole.enquiry.lead?.worker.description
      record.set("on", day: today)
    case .medical:
      let one = child.flatMap { whole.enquiry.medicals[$0.record] }
      fill(one?.arrangedFor, one?.heldOn, one?.result, one?.whyNot)
    case .interview:
      let one = child.flatMap { whole.enquiry.interviews[$0.record] }
      fill(one?.arrangedFor, one?.heldOn, one?.result, one?.whyNot)
    case .conclude, .noConference: break
    }
    return record
  }

  private func questions(_ whole: EnquiryTable.Whole, _ workers: [Choice]) -> [Question] {
    switch self {
    case .lead:
      return [
        Question("lead", .oneOfMany(workers), "Social worker"),
        Question("on", .day, "From which day?"),
      ]
    case .medical, .interview:
      let what = self == .medical ? "examination" : "interview"
      return [
        Question("arranged", .day, "For which day is it arranged?", optional: true),
        Question("held", .day, "On which day was it held?", optional: true),
        Question(
          "result", .longText(rows: 4), "Who held the \(what), and what came of it?",
          optional: true),
        Question(
          "why-not", .longText(rows: 3), "If there is none: why not?", optional: true),
      ]
    case .conclude:
      let outcomes = Enquiry.Outcome.allCases.map { Choice($0.rawValue, $0.words) }
      return [Question("on", .day, "On which day did it end?")]
        + whole.children.flatMap { child in
          [
            Question("outcome-\(child.record)", .one(outcomes), "Outcome for \(child.given)"),
            Question(
              "conference-\(child.record)", .yesOrNo,
              "Is a child protection conference held for \(child.given)?"),
            Question("reason-\(child.record)", .longText(rows: 4), "Why, for \(child.given)?"),
          ]
        }
    case .noConference: return [Question("sentence", .longText(rows: 4), "In your own words")]
    }
  }

  func read(
    _ reader: inout AnswerReader, _ whole: EnquiryTable.Whole, _ child: ProtectedChild?,
    today: Day
  ) -> Enquiry.Command? {
    switch self {
    case .lead:
      let lead: WorkerID? = reader.id("lead", "who leads it")
      let on = reader.day("on", "the day from which they lead it", latest: today)
      guard let lead, let on else { return nil }
      return .allocate(lead: lead, on: on)
    case .medical, .interview:
      let arranged = reader.dayIfAny("arranged", "the day for which it is arranged")
      let held = reader.dayIfAny("held", "the day on which it was held", latest: today)
      let result = reader.textIfAny("result", "what came of it", longest: 10_000)
      let whyNot = reader.textIfAny("why-not", "the reason", longest: 4000)
      guard let child, reader.errors.isEmpty else { return nil }
      return self == .medical
        ? .recordMedical(
          Enquiry.Medical(
            child: child.record, arrangedFor: arranged, heldOn: held, result: result,
            whyNot: whyNot))
        : .recordInterview(
          Enquiry.Interview(
            child: child.record, arrangedFor: arranged, heldOn: held, result: result,
            whyNot: whyNot))
    case .conclude:
      let on = reader.day("on", "the day on which it ended", latest: today)
      let outcomes = whole.children.compactMap { child -> Enquiry.ChildOutcome? in
        let outcome: Enquiry.Outcome? = reader.code(
          "outcome-\(child.record)", "it", ask: "Select the outcome for \(child.given)")
        let conference = reader.yesOrNo(
          "conference-\(child.record)", "it",
          ask: "Select whether a conference is held for \(child.given)")
        let reason = reader.text(
          "reason-\(child.record)", "it", ask: "Say why, for \(child.given)", longest: 10_000)
        guard let outcome, let conference, let reason else { return nil }
        return Enquiry.ChildOutcome(
          child: child.record, outcome: outcome, conference: conference, reason: reason)
      }
      guard let on, reader.errors.isEmpty else { return nil }
      return .conclude(outcomes, on: on)
    case .noConference:
      let sentence = reader.text(
        "sentence", "it", ask: "Say in your own words why the child is safe without a conference",
        longest: 4000)
      guard let sentence, let child else { return nil }
      return .agreeNoConference(child: child.record, sentence: sentence)
    }
  }
}
