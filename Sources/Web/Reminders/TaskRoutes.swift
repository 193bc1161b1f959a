import Domain
import HTML
import Hummingbird
import Store

/// The addresses of tasks and of what reminds of them.
package enum TaskPaths {
  package static let mine = "/tasks"
  static let settings = "/account/reminders"
  package static func calendar(_ secret: String) -> String { "/calendar/\(secret).ics" }
}

/// `/tasks`: everything a worker has to do, in one list, from the clocks and actions of the records.
enum TaskRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/tasks") { try await list($0) }
  }

  /// What is due to a worker, as whoever looks may see it.
  /// - Parameter ofChildren: only what is due for the children held, as the map of caseloads counts.
  static func reminders(
    _ context: Context, of actor: Actor, ofChildren: Bool = false
  ) async throws -> (shown: [Reminder], closed: Int) {
    let today = context.today
    let all = try await context.read { tx in
      ofChildren
        ? try Reminders.ofChildren(of: actor.worker, today: today, in: tx)
        : try Reminders.of(actor, today: today, in: tx)
    }
    let sight = try await context.sight(of: Set(all.flatMap(\.people)).sorted())
    let shown = all.filter { sight.view(.seePerson, of: $0.people) == .whole }
    return (shown, all.count - shown.count)
  }

  private static func list(_ context: Context) async throws -> Response {
    try await context.may(.seeMyWork)
    let today = context.today
    let asked = context.query["worker"].flatMap { WorkerID($0) }
    var actor = context.actor
    var name: String?
    if let asked, asked != context.worker {
      try await context.may(.seeTeam)
      let line = try context.found(try await context.read { try WorkerTable.line(asked, in: $0) })
      actor = line.actor(on: today)
      name = line.name
    }
    let isLateOnly = context.query["show"] == "late"
    let (all, closed) = try await reminders(
      context, of: actor, ofChildren: context.query["of"] == "children")
    let people = Set(all.flatMap(\.people)).sorted()
    let lines = try await context.read { try PersonTable.lines(people, in: $0) }
    try await context.showed(people, by: .seeMyWork)
    return context.page(
      taskPage(
        TaskModel(
          reminders: isLateOnly ? all.filter(\.isLate) : all, closed: closed, name: name,
          isLateOnly: isLateOnly,
          names: Dictionary(lines.map { ($0.id, $0.name) }, uniquingKeysWith: { one, _ in one }),
          today: today)))
  }
}

struct TaskModel: Sendable {
  let reminders: [Reminder]
  /// How many are about records that are closed to whoever looks.
  let closed: Int
  /// Whose, where they are another's.
  let name: String?
  let isLateOnly: Bool
  let names: [PersonID: String]
  let today: Day
}

extension Reminder {
  func row(_ names: [PersonID: String], today: Day) -> TaskRow {
    let about = listed(people.compactMap { names[$0] })
    return TaskRow(
      about.isEmpty ? kind.words : "\(kind.words): \(about)", url: RecordPaths.page(record),
      hint: due.map { "Due \($0.longWithWeekday)" } ?? "The due day cannot be told",
      status: isLate
        ? tag("Late", kind: .danger) : due == today ? tag("Due today", kind: .warn) : nil)
  }
}

func taskPage(_ model: TaskModel) -> Page {
  let (today, all) = (model.today, model.reminders)
  let week = today.adding(days: 7)
  let parts: [(title: String, lines: [Reminder])] = [
    ("Late", all.filter(\.isLate)),
    ("Today", all.filter { !$0.isLate && $0.due == today }),
    (
      "In the next seven days",
      all.filter { one in
        !one.isLate && (one.due.map { $0 > today && $0 <= week } ?? false)
      }
    ),
    ("Later", all.filter { one in !one.isLate && (one.due.map { $0 > week } ?? true) }),
  ]
  let sections = parts.filter { !$0.lines.isEmpty }.map { part -> HTML in
    """
    <section><h2>\(part.title) (\(part.lines.count))</h2>
    \(taskList(part.lines.map { $0.row(model.names, today: today) }))</section>
    """
  }
  var page = Page(
    model.name.map { "Tasks of \($0)" } ?? "My tasks",
    main: """
      \(if: model.name == nil, """
        <p>\(textLink("A daily e-mail, or a calendar", to: TaskPaths.settings))</p>
        """)
      \(sections.isEmpty
        ? emptyState(
          model.isLateOnly ? "Nothing is late." : "Nothing is due. What has a time limit stands here.")
        : HTML(each: sections) { $0 })
      \(if: model.closed > 0, """
        <p>\(counted(model.closed, "task is", "tasks are")) about restricted records that you cannot \
        see.</p>
        """)
      """)
  page.caption = counted(all.count, "task", "tasks")
  page.trail = .back("My work", to: "/")
  return page
}
