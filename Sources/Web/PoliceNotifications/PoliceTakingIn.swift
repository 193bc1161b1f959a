import Domain
import HTML
import Hummingbird
import Matching
import Store
import Synchronization

/// `/police/take-in`: what a force sent, pasted as it came: the same table or JSON that the command line
/// takes, while the service runs.
enum PoliceTakingIn: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/police/take-in") { context in
      try await mayTakeIn(context)
      return try await context.show(form)
    }
    routes.post("/police/take-in") { try await takeIn($0) }
  }

  /// Whoever takes contacts, and has the police desk.
  private static func mayTakeIn(_ context: Context) async throws {
    try await context.may(context.seesAsSent ? .assessPolice : .seeFrontDoor)
    try await context.may(.recordContact)
  }

  /// As much as a form holds, with its draft.
  private static let longest = 200_000

  private static var form: FormPage {
    var form = FormPage(
      "Take in notifications",
      FormDefinition(
        "police-take-in", edition: "1",
        [
          Question(
            "force", .text(.twenty), "Which force sent it?",
            hint: "Only used where the file does not say so itself."),
          Question(
            "file", .longText(rows: 14), "The notifications",
            hint:
              "Open the file that the force sent, a table with commas or JSON, and paste all of "
              + "it here, with its first line. What is on the record already is left as it is."),
        ]), path: PolicePaths.takeIn, submit: "Take them in")
    form.around = {
      $0.trail = .back("Police notifications", to: PolicePaths.board)
      $0.width = .work
    }
    return form
  }

  private static func takeIn(_ context: Context) async throws -> Response {
    try await mayTakeIn(context)
    return try await context.submit(form) { reader -> (force: String, file: String)? in
      let force = reader.text("force", "the name of the force", longest: 60)
      let file = reader.text(
        "file", "it", ask: "Paste what the force sent", longest: longest)
      guard let force, let file else { return nil }
      return (force, file)
    } perform: { said, _ in
      let importing = PoliceImport(
        into: context.house.store, force: said.force, by: context.actor, at: context.now)
      let rest = Mutex(Array(said.file.utf8))
      var rejects: [PoliceImport.Reject] = []
      let report: PoliceImport.Report
      do {
        report = try await importing.run {
          rest.withLock { bytes in
            defer { bytes = [] }
            return bytes
          }
        } reject: {
          rejects.append($0)
        }
      } catch let error as CSVError {
        throw Refusal(
          "police.file", "\(error). What stands before it was taken in", question: "file")
      }
      guard rejects.isEmpty else {
        // What was taken in stays; sent again, it is left as it is.
        throw Refusal("police.rejected", Self.words(report, rejects), question: "file")
      }
      return "\(PolicePaths.board)?took=\(report.stored + report.joined)"
    }
  }

  private static func words(
    _ report: PoliceImport.Report, _ rejects: [PoliceImport.Reject]
  ) -> String {
    let first = rejects.prefix(10).map { reject in
      let place = reject.element.isEmpty ? "" : ", \(reject.element)"
      return "line \(reject.line)\(place): \(reject.reason)"
    }
    let rest = rejects.count > 10 ? "; and \(rejects.count - 10) more" : ""
    let taken = counted(
      report.stored + report.joined, "notification was taken in", "notifications were taken in")
    return
      "\(taken). Not taken in: \(first.joined(separator: "; "))\(rest). Mend those and send it again"
  }
}
