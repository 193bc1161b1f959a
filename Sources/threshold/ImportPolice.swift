import ArgumentParser
import Domain
import Foundation
import Matching
import Store

struct ImportPolice: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "police",
    abstract: "Take in police notifications, from a table or from JSON.",
    discussion: """
      Each incident is known by its force and reference: the same one again joins the first, with both \
      texts, and the same file again changes nothing. A notification that cannot be read is not taken \
      in: it is written to the file of rejects with its line, its element and the reason, and the rest \
      go in. Both forms are described in docs/police-notifications.md. Exit code 1 when nothing could \
      be taken in.
      """)
  @Argument(help: "The file: comma separated values with a heading, or JSON; UTF-8.")
  var file: String
  @OptionGroup var database: DatabaseOption
  @Option(help: "Which force sent it, where the file does not say so.") var force = "Police"
  @Option(help: "Where rejects are written; FILE.rejects.csv unless said otherwise.")
  var rejects: String?
  @Flag(help: "Print what became of the file as JSON.") var json = false

  func validate() throws {
    guard !force.isEmpty, force.count <= 60 else {
      throw ValidationError("--force must be a name of at most 60 letters")
    }
  }

  func run() async throws {
    let rejects = self.rejects ?? "\(file).rejects.csv"
    let report = try await ImportedFile(
      path: file, rejects: rejects, heading: PoliceImport.Reject.heading, rows: "Notifications"
    ).take(into: database) { opened, source, out, bar in
      try await PoliceImport(into: Store(opened), force: force, at: Now.system()).run(source.next) {
        ImportedFile.say(ignored: $0)
      } reject: {
        try out.write($0.fields)
      } progress: { _ in
        bar.at(source.read)
      }
    }
    if json {
      try Say.json(report)
    } else {
      print(
        """
        Notifications: \(report.notifications). Stored: \(report.stored). Joined to one that is there: \
        \(report.joined). Already there: \(report.alreadyThere). \
        Rejected: \(report.rejected)\(report.rejected > 0 ? ", see \(rejects)" : "").
        """)
    }
    if report.rejected == report.notifications, report.notifications > 0 { throw ExitCode(1) }
  }
}
