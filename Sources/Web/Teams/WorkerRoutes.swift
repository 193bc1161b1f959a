import Domain
import HTML
import Hummingbird
import Store

/// The addresses of what is agreed with a worker.
enum WorkerPaths {
  static func page(_ id: WorkerID) -> String { "/workers/\(id)" }
  static func hours(_ id: WorkerID) -> String { "/workers/\(id)/hours" }
  static func programme(_ id: WorkerID) -> String { "/workers/\(id)/programme" }
  static func away(_ id: WorkerID) -> String { "/workers/\(id)/away" }
  static func languages(_ id: WorkerID) -> String { "/workers/\(id)/languages" }
  static func leaving(_ id: WorkerID, given: ReferralID? = nil) -> String {
    "/workers/\(id)/leaving" + (given.map { "?given=\($0)" } ?? "")
  }
}

/// `/workers/W-1`: hours, a protected first year, days away, languages. Nothing of a child.
enum WorkerRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/workers/:worker") { context in
      let (id, worker, _) = try await open(context)
      let today = context.today
      let load = try await context.read { tx in
        try Caseload.lines(today: today, in: tx).first { $0.worker == id }
      }
      return context.page(workerPage(id, worker, load, today: today))
    }
    for path in ["hours", "programme", "away", "languages"] {
      routes.get("/workers/:worker/\(path)") { try await $0.show(try await form($0, path)) }
      routes.post("/workers/:worker/\(path)") { try await send($0, path) }
    }
  }

  static func open(
    _ context: Context
  ) async throws -> (id: WorkerID, worker: Worker, version: Int) {
    try await context.may(.lookAfterWorkers)
    let id: WorkerID = try context.id("worker")
    let (worker, version) = try context.found(try await context.house.store.load(id))
    return (id, worker, version)
  }

  private static func form(_ context: Context, _ what: String) async throws -> FormPage {
    let (id, worker, version) = try await open(context)
    let today = context.today
    let workload = worker.workload
    func page(_ heading: String, _ questions: [Question]) -> FormPage {
      var form = FormPage(
        heading, FormDefinition("worker-\(what)", edition: "1", questions),
        path: "/workers/\(id)/\(what)", submit: "Save for \(worker.name)", version: version)
      form.around = { page in page.trail = .back(worker.name, to: WorkerPaths.page(id)) }
      return form
    }
    switch what {
    case "hours":
      var form = page(
        "Hours of work",
        [
          Question("percent", .number, "Share of a full week, in per cent"),
          Question("from", .day, "From which day on?"),
        ])
      form.record["percent"] = "\(workload.percent(on: today))"
      return form
    case "programme":
      var form = page(
        "Newly qualified programme",
        [
          Question(
            "is-on", .yesOrNo, "Is the worker in the assessed and supported first year?"),
          Question("programme-from", .day, "From", optional: true),
          Question("programme-to", .day, "To, that day included", optional: true),
          Question(
            "cap", .number, "Points that may be held meanwhile",
            hint: "\(CaseWeights().on(today).firstYear), unless agreed otherwise", optional: true),
        ])
      form.record.set("is-on", yes: workload.programme.map { _ in true })
      form.record.set("programme-from", day: workload.programme?.from)
      form.record.set("programme-to", day: workload.programme?.to)
      form.record["cap"] = workload.programme.map { "\($0.cap)" }
      return form
    case "away":
      return page(
        "Days away",
        [
          Question("away-from", .day, "First day away"),
          Question("away-to", .day, "Last day away"),
          Question(
            "words", .text(.twenty), "What the team may know",
            hint: "Leave, training, away. Not why somebody is ill.", optional: true),
        ])
    default:
      var form = page(
        "Languages",
        [
          Question(
            "languages", .text(.full), "Languages besides English",
            hint: "With commas between them. For example, Polish, Urdu", optional: true)
        ])
      form.record["languages"] = workload.languages.joined(separator: ", ")
      return form
    }
  }

  private static func send(_ context: Context, _ what: String) async throws -> Response {
    let (id, _, _) = try await open(context)
    return try await context.submit(try await form(context, what)) { reader in
      read(what, &reader)
    } perform: { (command: Worker.Command, sending: Sending) in
      let _: Done<Worker> = try await context.house.store.perform(
        command, on: id, expecting: sending.version, as: sending.act)
      return WorkerPaths.page(id)
    }
  }

  private static func read(_ what: String, _ reader: inout AnswerReader) -> Worker.Command? {
    switch what {
    case "hours":
      let percent = reader.number("percent", "the share of a full week", in: 10...100)
      let from = reader.day("from", "the day")
      guard let percent, let from else { return nil }
      return .setHours(.init(percent: percent, from: from))
    case "programme":
      let isOn = reader.yesOrNo("is-on", "", ask: "Select whether the worker is in a first year")
      guard isOn == true else { return isOn == nil ? nil : .setProgramme(nil) }
      let from = reader.day("programme-from", "the first day")
      let to = reader.day("programme-to", "the last day")
      let cap = reader.number("cap", "the points", in: 1...1000)
      guard let from, let to, let cap else { return nil }
      return .setProgramme(.init(from: from, to: to, cap: cap))
    case "away":
      let from = reader.day("away-from", "the first day away")
      let to = reader.day("away-to", "the last day away")
      let words = reader.textIfAny("words", "the words", longest: 100)
      guard let from, let to, reader.errors.isEmpty else { return nil }
      return .setAway(.init(from: from, to: to, words: words ?? "Away"))
    default:
      let text = reader.textIfAny("languages", "the languages", longest: 300) ?? ""
      return .setLanguages(
        text.split(separator: ",").map { AnswerReader.trimmed(String($0)) })
    }
  }
}

func workerPage(
  _ id: WorkerID, _ worker: Worker, _ load: Caseload.Line?, today: Day
) -> Page {
  let workload = worker.workload
  let away = workload.away.filter { $0.to >= today }.sorted { $0.from < $1.from }.map {
    "\($0.from.long) to \($0.to.long): \($0.words)"
  }
  let programme = workload.programme.map {
    "\($0.from.long) to \($0.to.long), up to \($0.cap) points"
  }
  var rows = [
    SummaryRow("Work", listed(worker.roles.sorted().map(\.title))),
    SummaryRow(
      "Share of a full week", "\(workload.percent(on: today))%", change: WorkerPaths.hours(id)),
    SummaryRow(
      "Newly qualified programme", programme ?? "None", change: WorkerPaths.programme(id)),
    SummaryRow(
      "Away", away.isEmpty ? "No days are known" : away.joined(separator: "; "),
      change: WorkerPaths.away(id), changeText: "Add"),
    SummaryRow(
      "Languages besides English",
      workload.languages.isEmpty ? "None recorded" : workload.languages.joined(separator: ", "),
      change: WorkerPaths.languages(id)),
    SummaryRow(
      "Registered social worker",
      worker.registration.map { "\($0.number), until \($0.to.long)" } ?? "Not registered"),
  ]
  if let load {
    rows.append(
      SummaryRow(
        "Holds",
        "\(counted(load.children, "child", "children")), \(load.points(on: today)) of \(load.cap(on: today)) points"
      ))
  }
  if let left = worker.leftOn { rows.append(SummaryRow("Left", left.long)) }
  var page = Page(
    worker.name,
    main: """
      \(summaryList(rows))
      \(if: worker.leftOn == nil, """
        <p>\(textLink("Somebody else takes over the children", to: WorkerPaths.leaving(id)))</p>
        """)
      """)
  page.caption = "\(id)"
  page.trail = .back("Caseloads", to: TeamPaths.caseload(worker.team))
  return page
}
