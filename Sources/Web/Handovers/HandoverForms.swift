import Domain
import HTML
import Store

/// Whom something may be passed to: the teams of the day service and their workers.
struct Addressees: Sendable {
  let choices: [Choice]

  static func read(_ tx: any Transaction, child: PersonID?) throws -> Addressees {
    let teams = try TeamTable.all(in: tx).filter { team in
      switch team.kind {
      case .frontDoor, .assessment, .childrenInNeed, .disabledChildren, .conferencing: true
      case .emergencyDuty, .quality, .support: false
      }
    }
    let days = Set(teams.map(\.id))
    let workers = try WorkerTable.all(in: tx).filter { worker in
      worker.team.map { days.contains($0) } ?? false
        && worker.roles.contains { May.reach(of: $0, for: .settleHandover) != .nowhere }
    }
    func choice(_ worker: WorkerTable.Line, _ note: String) -> Choice {
      Choice(worker.id.description, "\(worker.name), \(note)")
    }
    // Whoever works with the child stands first, and is not chosen for anybody.
    var own: [WorkerID] = []
    if let child {
      own = try tx.rows(
        "SELECT worker FROM referral WHERE child IN \(records: child) AND is_open = 1"
      ).compactMap { try $0.idIfAny("worker") }
    }
    let first = workers.filter { own.contains($0.id) }.map {
      choice($0, "who works with the child")
    }
    return Addressees(
      choices: first + teams.map { Choice($0.id.description, $0.name) }
        + workers.filter { !own.contains($0.id) }.map { choice($0, $0.teamName ?? "") })
  }

  static func value(_ reader: inout AnswerReader, ask: String) -> Handover.Addressee? {
    let text = reader.textIfAny("to") ?? ""
    if let team = TeamID(text) { return .team(team) }
    if let worker = WorkerID(text) { return .worker(worker) }
    reader.wrong("to", ask)
    return nil
  }
}

/// The questions of the night, short enough for a thumb.
enum HandoverQuestions {
  static let warning = FormDefinition(
    "handover-raise", edition: "2026-1",
    [
      Question("what", .longText(rows: 3), "What may happen?"),
      Question("do", .longText(rows: 3), "What is the night team to do?"),
      Question(
        "ring", .longText(rows: 2), "Who can they ring?",
        hint: "Name and number, at night too. Do not write an address that must not be told"),
      Question(
        "from", .moment, "From when?", hint: "Leave it empty if it is from now", optional: true),
      Question(
        "until", .moment, "Until when?",
        hint: "It ends by itself then, at the latest in \(NightHours.longestDays) days"),
    ])

  static func warning(
    _ reader: inout AnswerReader, child: PersonID, now: Instant
  ) -> Handover.Command? {
    let what = reader.text("what", "what may happen", ask: "Say what may happen", longest: 1000)
    let act = reader.text(
      "do", "what to do", ask: "Say what the night team is to do", longest: 1000)
    let ring = reader.text(
      "ring", "who to ring", ask: "Say who they can ring, and on which number", longest: 400)
    let isFromNow = ["day", "month", "year", "time"].allSatisfy {
      reader.textIfAny("from-\($0)") == nil
    }
    let from = isFromNow ? now : reader.moment("from", "the beginning")
    let until = reader.moment("until", "the end")
    guard let what, let act, let ring, let from, let until, reader.errors.isEmpty else {
      return nil
    }
    return .raise(
      Handover.Warning(child: child, what: what, act: act, ring: ring, from: from, until: until),
      at: now)
  }

  private static let action: [Question] = [
    Question(
      "kind", .one(Handover.Action.Kind.allCases.map { Choice($0.rawValue, $0.words) }),
      "What was it?"),
    Question(
      "took-part", .longText(rows: 2), "Who took part?",
      hint: "Police, health, social care: names and roles"),
    Question(
      "time", .time, "At what time?", hint: "Leave it empty if it is now. For example, 1:30am",
      optional: true),
    Question("words", .longText(rows: 5), "What happened, and what was done?"),
    Question(
      "outcome", .one(Handover.Action.Outcome.allCases.map { Choice($0.rawValue, $0.words) }),
      "How did it end?"),
    Question("instead", .longText(rows: 2), "What was put in place instead?"),
  ]

  private static func passing(_ addressees: Addressees) -> [Question] {
    [
      Question("need", .longText(rows: 3), "What is needed, and by when?"),
      Question(
        "to", .oneOfMany(addressees.choices), "Who is to take it over?",
        hint: "One of them accepts it by name in the morning"),
    ]
  }

  /// - Parameter child: nil where nobody on the record is named.
  static func log(_ child: PersonID?, _ addressees: Addressees) -> FormDefinition {
    let who = Question(
      "who", .text(.full), "Who was it about?",
      hint: "Somebody who is not on the record yet: name, age, what you know")
    return FormDefinition(
      "handover-log", edition: "2026-1",
      (child == nil ? [who] : []) + action + [
        Question("morning", .yesOrNo, "Is the day service to do anything?")
      ] + passing(addressees))
  }

  static let act = FormDefinition("handover-act", edition: "2026-1", action)

  static func pass(_ addressees: Addressees) -> FormDefinition {
    FormDefinition("handover-pass", edition: "2026-1", passing(addressees))
  }

  static let chase = FormDefinition(
    "handover-chase", edition: "2026-1",
    [Question("words", .longText(rows: 3), "Whom did you ask, and what did they say?")])

  static let close = FormDefinition(
    "handover-close", edition: "2026-1",
    [Question("reason", .longText(rows: 3), "Why does nobody need to do it any more?")])

  /// What belongs to one answer stands under that answer.
  static func layout(_ view: FormView) -> HTML {
    func choices<C: CaseIterable & RawRepresentable>(
      _: C.Type, _ words: (C) -> String, _ reveal: [String: String]
    ) -> [Choice] where C.RawValue == String {
      C.allCases.map { value in
        Choice(
          value.rawValue, words(value), reveal: reveal[value.rawValue].map { view[$0] })
      }
    }
    let kinds = choices(
      Handover.Action.Kind.self, \.words,
      [Handover.Action.Kind.strategyDiscussion.rawValue: "took-part"])
    let outcomes = choices(
      Handover.Action.Outcome.self, \.words,
      [Handover.Action.Outcome.accommodationPrevented.rawValue: "instead"])
    func asked(_ id: String) -> HTML? { view.definition.question(id).map { _ in view[id] } }
    let morning: HTML? = view.definition.question("morning").map { question in
      radios(
        id: question.id, legend: question.label,
        choices: [
          Choice("yes", "Yes", reveal: view["need"] + view["to"]), Choice("no", "No"),
        ], value: view.answers[question.id], error: view.error(question.id))
    }
    return """
      \(asked("who"))\
      \(radios(
        id: "kind", legend: "What was it?", choices: kinds, value: view.answers["kind"],
        error: view.error("kind")))\
      \(view["time"])\(view["words"])\
      \(radios(
        id: "outcome", legend: "How did it end?", choices: outcomes,
        value: view.answers["outcome"], error: view.error("outcome")))\
      \(morning)
      """
  }

  static func action(_ reader: inout AnswerReader, now: Instant) -> Handover.Action? {
    let kind: Handover.Action.Kind? = reader.code("kind", "what it was")
    let at = time(&reader, now: now)
    let words = reader.text(
      "words", "what happened", ask: "Write what happened and what was done", longest: 20_000)
    let outcome: Handover.Action.Outcome? = reader.code("outcome", "how it ended")
    var instead: String?
    if outcome == .accommodationPrevented {
      instead = reader.text(
        "instead", "what was put in place", ask: "Say what was put in place instead",
        longest: 2000)
    }
    var tookPart: String?
    if kind == .strategyDiscussion {
      tookPart = reader.text("took-part", "who took part", ask: "Say who took part", longest: 1000)
    }
    guard let kind, let at, let words, let outcome, reader.errors.isEmpty else { return nil }
    return Handover.Action(
      kind: kind, at: at, words: words, outcome: outcome, instead: instead, tookPart: tookPart)
  }

  private static func time(_ reader: inout AnswerReader, now: Instant) -> Instant? {
    guard reader.textIfAny("time") != nil else { return now }
    guard let time = reader.time("time", "the time") else { return nil }
    guard let at = Night.latest(hour: time.hour, minute: time.minute, notAfter: now) else {
      reader.wrong("time", "The clocks went forward that night: there was no such time")
      return nil
    }
    return at
  }

  static func need(_ reader: inout AnswerReader) -> (words: String, to: Handover.Addressee)? {
    let words = reader.text(
      "need", "what is needed", ask: "Say what is needed, and by when", longest: 4000)
    let to = Addressees.value(&reader, ask: "Select who is to take it over")
    guard let words, let to else { return nil }
    return (words, to)
  }

  static func log(
    _ reader: inout AnswerReader, child: PersonID?, now: Instant
  ) -> Handover.Command? {
    var who: String?
    if child == nil {
      who = reader.text("who", "who it was about", ask: "Say who it was about", longest: 400)
    }
    let action = action(&reader, now: now)
    let morning = reader.yesOrNo(
      "morning", "", ask: "Select whether the day service is to do anything")
    let passing = morning == true ? need(&reader) : nil
    guard let action, reader.errors.isEmpty else { return nil }
    return .log(.init(child: child, who: who), action, passing: passing, at: now)
  }
}
