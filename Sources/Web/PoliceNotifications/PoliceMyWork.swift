import Domain
import HTML
import Store

/// What the police sent, on the first page of a worker's day.
struct PoliceWork: Sendable {
  /// How many wait for the officer's assessment; nil for those who do not assess.
  var toAssess: Int?
  /// How many wait for somebody to say where they go; nil for those who do not.
  var toRoute: Int?
  /// About children of the worker, or of the team, and not yet read.
  var passed: [PoliceNotificationTable.Passed] = []

  var rows: [TaskRow] {
    var rows: [TaskRow] = []
    if let toAssess {
      rows.append(
        TaskRow(
          counted(
            toAssess, "police notification to assess", "police notifications to assess"),
          url: "\(PolicePaths.board)?stage=assess"))
    }
    if let toRoute {
      rows.append(
        TaskRow(
          counted(toRoute, "police notification to route", "police notifications to route"),
          url: "\(PolicePaths.board)?stage=route"))
    }
    return rows
      + passed.map { line in
        TaskRow(
          "Police notification about \(line.childName)", url: PolicePaths.page(line.id),
          hint: "\(line.kind), \(line.happenedOn.long)", status: tag("To read", kind: .warn))
      }
  }
}

extension Context {
  /// - Parameters:
  ///   - mine: the worker's children.
  ///   - team: those of the team, for its manager: theirs stand here until somebody has read them.
  func policeWork(mine: [PersonID], team: [PersonID]) async throws -> PoliceWork {
    let (assesses, routes, worker) = (can(.assessPolice), can(.routePolice), worker)
    guard assesses || routes || !mine.isEmpty || !team.isEmpty else { return PoliceWork() }
    let own = Set(mine)
    return try await read { tx in
      let counts = try PoliceNotificationTable.counts(in: tx)
      let passed = try PoliceNotificationTable.passed(
        about: Set(mine + team).sorted(), unreadBy: worker, in: tx)
      return PoliceWork(
        toAssess: assesses ? counts.assess : nil, toRoute: routes ? counts.route : nil,
        passed: passed.filter { own.contains($0.child) || !$0.isRead })
    }
  }
}
