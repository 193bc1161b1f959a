import Domain
import HTML
import Hummingbird
import Store

/// What is done with a conference: the end of its address.
enum ConferenceAct: String, CaseIterable, Sendable {
  case plan, postpone, chair, invite, invited, report, reports, attend, decide, send
  case callOff = "call-off"

  /// With the place of the line, where there is one.
  var path: String {
    switch self {
    case .invited, .reports: "\(rawValue)/:place"
    case .plan, .postpone, .chair, .invite, .report, .attend, .decide, .send, .callOff: rawValue
    }
  }

  var deed: Deed { self == .decide ? .chairConference : .prepareConference }

  var done: ConferenceDone {
    switch self {
    case .plan: .planned
    case .postpone: .postponed
    case .chair: .chair
    case .invite: .invited
    case .invited: .answered
    case .report, .reports: .reported
    case .attend: .attended
    case .decide: .decided
    case .send: .sent
    case .callOff: .calledOff
    }
  }

  /// Whether it changes what others may have changed meanwhile. What adds, or decides once and for all by
  /// the rules of the record, does not ask: others write while somebody decides.
  var isVersioned: Bool {
    switch self {
    case .plan, .postpone, .chair, .reports, .attend, .callOff: true
    case .invite, .invited, .report, .decide, .send: false
    }
  }

  private var heading: String {
    switch self {
    case .plan: "When is it held?"
    case .postpone: "Postpone the conference"
    case .chair: "Who chairs it?"
    case .invite: "Invite somebody"
    case .invited: "Record an answer"
    case .report, .reports: "Report to the conference"
    case .attend: "Record who was there"
    case .decide: "Record the decision"
    case .send: "Record where the minutes went"
    case .callOff: "Call it off"
    }
  }

  private var submit: String {
    switch self {
    case .plan: "Save the time"
    case .postpone: "Postpone"
    case .chair: "Record the chair"
    case .invite: "Record who is invited"
    case .invited: "Record the answer"
    case .report, .reports: "Save the report"
    case .attend: "Save who was there"
    case .decide: "Record the decision"
    case .send: "Record where they went"
    case .callOff: "Call off the conference"
    }
  }

  func place(_ context: Context) throws -> Int? {
    switch self {
    case .invited, .reports:
      guard let place = Int(try context.word("place")) else { throw NotHere() }
      return place
    case .plan, .postpone, .chair, .invite, .report, .attend, .decide, .send, .callOff: return nil
    }
  }

  func form(_ whole: ConferenceTable.Whole, _ context: Context) async throws -> FormPage {
    let (conference, place) = (whole.conference, try place(context))
    let names = whole.children.listedNames
    let deciding = try await ConferenceDeciding(whole, context)
    let attended = AttendedQuestions.rows(context.act)
    let chairs =
      self == .chair
      ? try await context.workersToChoose { $0.roles.contains(.conferenceChair) } : []
    if let place {
      let count = self == .invited ? conference.invited.count : conference.reports.count
      guard (0..<count).contains(place) else { throw NotHere() }
    }
    var form = FormPage(
      heading,
      FormDefinition(
        "conference-\(rawValue)", edition: "1",
        self == .decide ? deciding.questions : questions(whole, chairs, attended)),
      path: ConferencePaths.act(whole.id, self, place), submit: "\(submit) for \(names)",
      version: isVersioned ? whole.version : nil, record: record(whole, place, attended))
    form.before = self == .decide ? deciding.before : before(whole, place)
    form.around = { page in
      page.about = names
      page.caption = "Conference \(whole.id)"
      page.trail = .back("Conference \(whole.id)", to: ConferencePaths.page(whole.id))
      page.width = .work
    }
    if self == .attend {
      form.layout = { view in
        """
        \(AttendedQuestions.layout(view, attended))\(view["parents"])
        \(each: whole.children, { child in
          fieldset(
            legend: child.name, id: "child-\(child.record)",
            content: HTML(each: ["there", "why-not", "views"]) {
              view["\($0)-\(child.record)"]
            })
        })
        """
      }
    }
    if self == .decide { form.layout = { deciding.layout($0) } }
    return form
  }

  private func before(_ whole: ConferenceTable.Whole, _ place: Int?) -> HTML {
    let conference = whole.conference
    switch self {
    case .postpone:
      return inset(
        """
        <p>The clock goes on: the conference is due by \
        \(conference.clock.due.day?.longWithWeekday ?? "a day that cannot be told").</p>
        """)
    case .chair:
      return inset(
        "<p>The chair stands outside the management of the case: nobody who works with the "
          + "children, and nobody who manages those who do.</p>")
    case .invited:
      guard let invited = place.flatMap({ conference.invited[checked: $0] }) else { return "" }
      return "<p>\(invited.invitee.agency.words): \(invited.invitee.name)</p>"
    case .plan, .invite, .report, .reports, .attend, .decide, .send, .callOff: return ""
    }
  }

  private func record(
    _ whole: ConferenceTable.Whole, _ place: Int?, _ rows: GrowingRows
  ) -> Answers {
    var record = Answers()
    let conference = whole.conference
    switch self {
    case .plan, .postpone: record["place"] = conference.plannedFor?.place
    case .chair: record["chair"] = conference.chair?.description
    case .invited:
      record["answer"] = place.flatMap { conference.invited[checked: $0]?.answer?.rawValue }
    case .report: record["version"] = "1"
    case .reports:
      guard let report = place.flatMap({ conference.reports[checked: $0] }) else { break }
      record["title"] = report.title
      record["agency"] = report.agency.rawValue
      record["version"] = String(report.version)
      record.set("ready", day: report.readyOn)
      record.set("parents", day: report.sharedWithParents)
      record.set("child", day: report.sharedWithChild)
      record["why-not"] = report.whyNot
    case .attend:
      AttendedQuestions.fill(
        &record, conference.attendance?.attended ?? [], conference.invited, rows)
      record["parents"] = conference.attendance?.parents
      for child in conference.attendance?.children ?? [] {
        record.set("there-\(child.child)", yes: child.there)
        record["why-not-\(child.child)"] = child.whyNot
        record["views-\(child.child)"] = child.views
      }
    case .invite, .decide, .send, .callOff: break
    }
    return record
  }

  private func questions(
    _ whole: ConferenceTable.Whole, _ chairs: [Choice], _ rows: GrowingRows
  ) -> [Question] {
    let agencies = Meeting.Agency.allCases.map { Choice($0.rawValue, $0.words) }
    let when = [
      Question(
        "planned", .moment, "Day and time",
        hint:
          "A conference is held on a weekday: the census asks about any on a Saturday or Sunday."),
      Question("place", .text(.full), "Where?"),
    ]
    switch self {
    case .plan: return when
    case .postpone: return when + [Question("reason", .longText(rows: 3), "Why is it postponed?")]
    case .chair: return [Question("chair", .oneOfMany(chairs), "Conference chair")]
    case .invite:
      return [
        Question("agency", .oneOfMany(agencies), "For whom"),
        Question(
          "name", .text(.full), "Who, by name or by post",
          hint: "The child and the parents too, each by name"),
        Question(
          "how", .text(.full), "How were they invited, and prepared?",
          hint: "For example, letter read together on the visit"),
      ]
    case .invited:
      return [
        Question(
          "answer", .one(Meeting.Answer.allCases.map { Choice($0.rawValue, $0.words) }),
          "What did they answer?")
      ]
    case .report, .reports:
      return [
        Question("title", .text(.full), "Which report?"),
        Question("agency", .oneOfMany(agencies), "Whose report"),
        Question(
          "version", .number, "Version", hint: "1 for the first; one more each time it changes"),
        Question("ready", .day, "When was it ready?", optional: true),
        Question("parents", .day, "When did the parents see it?", optional: true),
        Question("child", .day, "When was it shared with the child?", optional: true),
        Question(
          "why-not", .longText(rows: 2), "If one of them has not seen it: why not?", optional: true),
      ]
    case .attend:
      return AttendedQuestions.questions(Meeting.Agency.allCases, rows) + [
        Question(
          "parents", .longText(rows: 2), "Which parents were there, and which were not and why?")
      ]
        + whole.children.flatMap { child in
          [
            Question("there-\(child.record)", .yesOrNo, "Was \(child.given) there?"),
            Question(
              "why-not-\(child.record)", .text(.full), "If not: why not?", optional: true),
            Question(
              "views-\(child.record)", .longText(rows: 3),
              "What are \(child.given)’s views, and how were they given?"),
          ]
        }
    case .send:
      return [
        Question(
          "to", .text(.full), "To whom, and how?", hint: "For example, both parents, by hand"),
        Question("on", .day, "On which day?"),
      ]
    case .callOff: return [Question("reason", .longText(rows: 3), "Why is it not held?")]
    case .decide: return []
    }
  }

  func read(
    _ reader: inout AnswerReader, _ whole: ConferenceTable.Whole, _ place: Int?,
    workers: [Choice], today: Day
  ) -> Conference.Command? {
    switch self {
    case .plan, .postpone:
      let at = reader.moment("planned", "the conference")
      let location = reader.text("place", "it", ask: "Say where it is held", longest: 200)
      let reason =
        self == .postpone
        ? reader.text("reason", "it", ask: "Say why it is postponed", longest: 2000) : ""
      guard let at, let location, let reason else { return nil }
      let planned = Conference.Planned(at: at, place: location)
      return self == .plan ? .plan(planned) : .postpone(to: planned, reason: reason)
    case .chair: return reader.id("chair", "who chairs it").map { .name(chair: $0) }
    case .invite:
      let agency: Meeting.Agency? = reader.code("agency", "for whom they are invited")
      let name = reader.text(
        "name", "it", ask: "Say who is invited, by name or by post", longest: 200)
      let how = reader.text("how", "it", ask: "Say how they were invited", longest: 400)
      guard let agency, let name, let how else { return nil }
      return .invite(Meeting.Invitee(agency: agency, name: name, how: how))
    case .invited:
      let answer: Meeting.Answer? = reader.code("answer", "what they answered")
      guard let answer, let place else { return nil }
      return .answer(place: place, answer)
    case .report, .reports: return report(&reader, place, today)
    case .attend: return attend(&reader, whole)
    case .decide: return ConferenceDeciding.read(&reader, whole, workers, today: today)
    case .send:
      let to = reader.text("to", "it", ask: "Say to whom the minutes went", longest: 400)
      let on = reader.day("on", "the day on which they went", latest: today)
      guard let to, let on else { return nil }
      return .distribute(to: to, on: on)
    case .callOff:
      return reader.text("reason", "it", ask: "Say why it is not held", longest: 2000).map {
        .callOff(reason: $0)
      }
    }
  }

  private func report(
    _ reader: inout AnswerReader, _ place: Int?, _ today: Day
  ) -> Conference.Command? {
    let title = reader.text("title", "it", ask: "Say which report it is", longest: 200)
    let agency: Meeting.Agency? = reader.code("agency", "whose report it is")
    let version = reader.number("version", "the version", in: 1...99)
    let ready = reader.dayIfAny("ready", "the day on which it was ready", latest: today)
    let parents = reader.dayIfAny("parents", "the day on which the parents saw it", latest: today)
    let child = reader.dayIfAny("child", "the day on which the child saw it", latest: today)
    let whyNot = reader.textIfAny("why-not", "the reason", longest: 2000)
    guard let title, let agency, let version, reader.errors.isEmpty else { return nil }
    return .report(
      place: place,
      Conference.Report(
        title: title, agency: agency, version: version, readyOn: ready,
        sharedWithParents: parents, sharedWithChild: child, whyNot: whyNot))
  }

  private func attend(
    _ reader: inout AnswerReader, _ whole: ConferenceTable.Whole
  ) -> Conference.Command? {
    let attended = AttendedQuestions.read(&reader, AttendedQuestions.rows(nil))
    let parents = reader.text(
      "parents", "it", ask: "Say which parents were there, and which were not and why",
      longest: 2000)
    let children = whole.children.compactMap { child -> Conference.ChildThere? in
      let there = reader.yesOrNo(
        "there-\(child.record)", "it", ask: "Select whether \(child.given) was there")
      let whyNot = reader.textIfAny("why-not-\(child.record)", "the reason", longest: 1000)
      let views = reader.text(
        "views-\(child.record)", "it",
        ask: "Say what \(child.given)’s views are, and how they were given", longest: 4000)
      guard let there, let views else { return nil }
      return Conference.ChildThere(
        child: child.record, there: there, whyNot: there ? nil : whyNot, views: views)
    }
    guard let parents, reader.errors.isEmpty else { return nil }
    return .attend(
      Conference.Attendance(attended: attended, parents: parents, children: children))
  }
}
