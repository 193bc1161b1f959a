import Domain
import HTML
import Hummingbird
import Store

/// What is done with a strategy discussion: the end of its address.
enum StrategyAct: String, CaseIterable, Sendable {
  case plan, invite, invited, attend, minutes, decide, actions, told
  case callOff = "call-off"

  /// With the place of the line, or the agency of the lane, where there is one.
  var path: String {
    switch self {
    case .invited, .actions, .minutes, .told: "\(rawValue)/:place"
    case .plan, .invite, .attend, .decide, .callOff: rawValue
    }
  }

  var done: StrategyDone {
    switch self {
    case .plan: .planned
    case .invite: .invited
    case .invited: .answered
    case .attend: .attended
    case .minutes: .wrote
    case .decide: .decided
    case .actions: .finished
    case .told: .told
    case .callOff: .calledOff
    }
  }

  /// Whether it changes what others may have changed meanwhile. What adds, or decides once and for all by
  /// the rules of the record, does not ask: others write while somebody decides.
  var isVersioned: Bool {
    switch self {
    case .plan, .attend, .callOff: true
    // Each lane has a version of its own.
    case .minutes, .invite, .invited, .decide, .actions, .told: false
    }
  }

  private var heading: String {
    switch self {
    case .plan: "When is it held?"
    case .invite: "Ask somebody to take part"
    case .invited: "Record an answer"
    case .attend: "Record who took part"
    case .minutes: "Minutes"
    case .decide: "Record the decision"
    case .actions: "Record that it is done"
    case .told: "Record who was told"
    case .callOff: "Call it off"
    }
  }

  private var submit: String {
    switch self {
    case .plan: "Save the time"
    case .invite: "Record who is asked"
    case .invited: "Record the answer"
    case .attend: "Save who took part"
    case .minutes: "Save the minutes"
    case .decide: "Record the decision"
    case .actions: "Record as done"
    case .told: "Record who was told"
    case .callOff: "Call off the discussion"
    }
  }

  /// A place in a list: what is not there is not here.
  func place(_ context: Context) throws -> String? {
    switch self {
    case .invited, .actions, .minutes, .told: try context.word("place")
    case .plan, .invite, .attend, .decide, .callOff: nil
    }
  }

  /// Agencies that take part: the family does not.
  static let agencies = Meeting.Agency.allCases.filter { $0 != .family }

  func form(
    _ whole: StrategyDiscussionTable.Whole, _ context: Context
  ) async throws -> FormPage {
    let (discussion, place) = (whole.discussion, try place(context))
    let names = whole.children.listedNames
    let deciding = try await StrategyDeciding(whole, context)
    let attended = AttendedQuestions.rows(context.act)
    var heading = heading
    var version = isVersioned ? whole.version : nil
    var record = Answers()
    var before: HTML = ""
    var questions: [Question] = []
    switch self {
    case .plan: questions = [Question("at", .moment, "Day and time")]
    case .invite:
      questions = [
        Question(
          "agency", .oneOfMany(Self.agencies.map { Choice($0.rawValue, $0.words) }), "For whom"),
        Question("name", .text(.full), "Who, by name or by post"),
        Question("how", .text(.full), "How were they asked?", hint: "For example, by phone"),
      ]
    case .invited:
      let number = try context.found(place.flatMap { Int($0) })
      guard discussion.invited.indices.contains(number) else { throw NotHere() }
      let invitee = discussion.invited[number].invitee
      before = "<p>\(invitee.agency.words): \(invitee.name)</p>"
      record["answer"] = discussion.invited[number].answer?.rawValue
      questions = [
        Question(
          "answer", .one(Meeting.Answer.allCases.map { Choice($0.rawValue, $0.words) }),
          "What did they answer?")
      ]
    case .attend:
      questions = AttendedQuestions.questions(Self.agencies, attended)
      AttendedQuestions.fill(&record, discussion.attended, discussion.invited, attended)
      before = inset(
        "<p>Children’s social care, police and health are always needed. Record yourself too.</p>")
    case .minutes:
      let agency = try context.found(place.flatMap { Meeting.Agency(rawValue: $0) })
      guard Self.agencies.contains(agency) else { throw NotHere() }
      heading = "Minutes: \(agency.words)"
      // Each lane has a version of its own, so that two people can write in two lanes.
      version = discussion.lanes[agency].map { Int($0.at.milliseconds) } ?? 0
      record["text"] = discussion.lanes[agency]?.text
      questions = [
        Question(
          "text", .longText(rows: 14), "What they know, and what they say",
          hint: "Saved as you type. Others can write in the other lanes at the same time.",
          optional: true)
      ]
    case .decide: (questions, before) = (deciding.questions, deciding.before)
    case .actions:
      let number = try context.found(place.flatMap { Int($0) })
      guard let action = discussion.decision?.actions[checked: number] else { throw NotHere() }
      before = "<p>\(action.what), \(action.ownerWords(whole.names)), by \(action.by.long)</p>"
      questions = [
        Question("on", .day, "When was it done?"),
        Question("words", .longText(rows: 3), "What came of it?"),
      ]
    case .told:
      let agency = try context.found(place.flatMap { Meeting.Agency(rawValue: $0) })
      guard discussion.toFollowUp.contains(agency) else { throw NotHere() }
      heading = "\(agency.words): record that they were told"
      questions = [
        Question("words", .longText(rows: 4), "Who was told, and what did they say?")
      ]
    case .callOff: questions = [Question("reason", .longText(rows: 4), "Why is it not held?")]
    }
    var form = FormPage(
      heading, FormDefinition("strategy-\(rawValue)", edition: "1", questions),
      path: StrategyPaths.act(
        whole.id, [rawValue, place].compactMap { $0 }.joined(separator: "/")),
      submit: "\(submit) for \(names)", version: version, record: record)
    form.before = before
    form.around = { page in
      page.about = names
      page.caption = "Strategy discussion \(whole.id)"
      page.trail = .back("Strategy discussion \(whole.id)", to: StrategyPaths.page(whole.id))
      page.width = .work
    }
    if self == .attend { form.layout = { AttendedQuestions.layout($0, attended) } }
    if self == .decide { form.layout = { deciding.layout($0) } }
    return form
  }

  func read(
    _ reader: inout AnswerReader, _ whole: StrategyDiscussionTable.Whole, _ place: String?,
    workers: [Choice], today: Day, now: Instant
  ) -> StrategyDiscussion.Command? {
    let discussion = whole.discussion
    switch self {
    case .plan: return reader.moment("at", "the discussion").map { .plan(at: $0) }
    case .invite:
      let agency: Meeting.Agency? = reader.code("agency", "for whom they take part")
      let name = reader.text(
        "name", "it", ask: "Say who is asked, by name or by post", longest: 200)
      let how = reader.text("how", "it", ask: "Say how they were asked", longest: 200)
      guard let agency, let name, let how else { return nil }
      return .invite(Meeting.Invitee(agency: agency, name: name, how: how))
    case .invited:
      let answer: Meeting.Answer? = reader.code("answer", "what they answered")
      guard let answer, let number = place.flatMap({ Int($0) }) else { return nil }
      return .answer(place: number, answer)
    case .attend:
      let attended = AttendedQuestions.read(&reader, AttendedQuestions.rows(nil))
      return reader.errors.isEmpty ? .attend(attended) : nil
    case .minutes:
      guard let agency = place.flatMap({ Meeting.Agency(rawValue: $0) }) else { return nil }
      let text = reader.textIfAny("text", "the minutes", longest: 20_000) ?? ""
      guard reader.errors.isEmpty else { return nil }
      return .write(agency, text: text, seen: nil, now: now)
    case .decide: return StrategyDeciding.read(&reader, whole, workers, now: now)
    case .actions:
      let on = reader.day("on", "the day on which it was done", latest: today)
      let words = reader.text("words", "it", ask: "Say what came of it", longest: 2000)
      guard let on, let words, let number = place.flatMap({ Int($0) }) else { return nil }
      return .finish(place: number, words: words, on: on)
    case .told:
      let words = reader.text(
        "words", "it", ask: "Say who was told and what they said", longest: 4000)
      guard let words, let agency = place.flatMap({ Meeting.Agency(rawValue: $0) }),
        discussion.decision != nil
      else { return nil }
      return .followUp(agency, words: words)
    case .callOff:
      return reader.text("reason", "it", ask: "Say why it is not held", longest: 2000).map {
        .callOff(reason: $0)
      }
    }
  }
}

extension Array {
  /// The element at a place, where there is one.
  subscript(checked place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
