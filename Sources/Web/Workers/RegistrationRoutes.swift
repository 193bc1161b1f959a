import Domain
import HTML
import Hummingbird
import Store

/// `/registrations`: who is registered as a social worker, until when; and who leads an enquiry without
/// being so. Nothing of a child stands here.
enum RegistrationRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get(RegistrationPaths.all) { context in
      try await context.may(.recordRegistration)
      let (workers, leads) = try await context.read { tx in
        (try WorkerTable.all(in: tx), try EnquiryTable.leads(in: tx))
      }
      return context.page(registrationList(workers, leads, today: context.today))
    }
    routes.get("/registrations/:worker") { context in
      let worker = try await worker(context)
      return try await context.show(form(worker))
    }
    routes.post("/registrations/:worker") { context in
      let worker = try await worker(context)
      return try await context.submit(form(worker)) { reader -> Worker.Command? in
        let number = reader.text(
          "number", "it", ask: "Enter the registration number", longest: 40)
        let from = reader.day("from", "the first day of the registration")
        let to = reader.day("to", "the last day of the registration")
        guard let number, let from, let to else { return nil }
        return Worker.Command.register(Worker.Registration(number: number, from: from, to: to))
      } perform: { (command: Worker.Command, sending: Sending) in
        let _: Done<Worker> = try await context.house.store.perform(
          command, on: worker.id, as: sending.act)
        return RegistrationPaths.all
      }
    }
  }

  private static func worker(_ context: Context) async throws -> WorkerTable.Line {
    try await context.may(.recordRegistration)
    let id: WorkerID = try context.id("worker")
    return try context.found(try await context.read { try WorkerTable.line(id, in: $0) })
  }

  private static func form(_ worker: WorkerTable.Line) -> FormPage {
    var form = FormPage(
      "Registration of \(worker.name)",
      FormDefinition(
        "registration", edition: "1",
        [
          Question(
            "number", .text(.ten), "Number in the register of Social Work England",
            hint: "For example, SW12345"),
          Question("from", .day, "First day"),
          Question("to", .day, "Last day", hint: "Each registration ends on 30 November."),
        ]), path: RegistrationPaths.of(worker.id), submit: "Save the registration of \(worker.name)"
    )
    if let now = worker.registration {
      form.record["number"] = now.number
      form.record.set("from", day: now.from)
      form.record.set("to", day: now.to)
    }
    form.around = { page in
      page.trail = .back("Registrations", to: RegistrationPaths.all)
    }
    return form
  }
}

/// The addresses of the register.
package enum RegistrationPaths {
  package static let all = "/registrations"
  static func of(_ worker: WorkerID) -> String { "/registrations/\(worker)" }
}

private func registrationList(
  _ workers: [WorkerTable.Line], _ leads: [WorkerID: Int], today: Day
) -> Page {
  let social: Set<Role> = [
    .socialWorker, .newlyQualifiedSocialWorker, .teamManager, .conferenceChair,
  ]
  let those = workers.filter { !$0.roles.isDisjoint(with: social) || $0.registration != nil }
  let rows = those.map { worker -> TableRow in
    let holds = worker.registration?.holds(on: today) ?? false
    let count = leads[worker.id] ?? 0
    let until = worker.registration.map { "\($0.number), until \($0.to.long)" } ?? "None recorded"
    return TableRow(
      [
        textLink(worker.name, to: RegistrationPaths.of(worker.id)),
        "\(worker.teamName ?? "No team")",
        "\(until) \(holds ? "" : tag("Not registered today", kind: .warn))",
        count == 0
          ? "None"
          : holds ? "\(count)" : "\(count) \(tag("Needs another lead", kind: .danger))",
      ], isMarked: count > 0 && !holds)
  }
  var page = Page(
    "Registrations",
    main: """
      <p>A section 47 enquiry is led by a registered social worker. What is recorded here is looked at \
      on the day on which somebody takes one.</p>
      \(table(
        id: "registrations", caption: "Social workers, managers and chairs, by name",
        columns: [
          Column("Worker"), Column("Team"), Column("Registration"),
          Column("Open enquiries led", isNumeric: true),
        ], rows: rows, empty: "Nobody here is a social worker."))
      """)
  page.caption = counted(those.count, "worker", "workers")
  return page
}
