import Domain
import HTML
import Hummingbird
import Store

/// `/front-door`: everything that waits, so that nothing ages unseen.
enum FrontDoorRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/front-door") { try await board($0) }
    // The short address of the same list.
    routes.get("/contacts") { context in
      try await context.may(.seeFrontDoor)
      return .seeOther(ContactPaths.board)
    }
  }

  private static func board(_ context: Context) async throws -> Response {
    try await context.may(.seeFrontDoor)
    let waiting = try await context.read { try ContactTable.waiting(in: $0) }
    let sight = try await context.sight(of: Array(Set(waiting.flatMap(\.matched))))
    let lines = waiting.compactMap { line -> FrontDoorBoard.Line? in
      switch sight.view(.seeContact, of: line.matched, fromPolice: line.fromPolice) {
      case .whole: FrontDoorBoard.Line(contact: line, isClosed: false)
      case .stub: FrontDoorBoard.Line(contact: line, isClosed: true)
      case .nothing: nil
      }
    }
    let filter = FrontDoorBoard.Filter(context.query)
    let shown = lines.filter { filter.keeps($0.contact, worker: context.worker, on: context.today) }
    try await context.showed(
      Array(Set(shown.filter { !$0.isClosed }.flatMap(\.contact.matched))).sorted(),
      by: .seeContact)
    let model = FrontDoorBoard(
      lines: shown, all: lines.map(\.contact), filter: filter,
      names: Names(workers: try await context.workerNames()), today: context.today,
      asAt: context.now, canRecord: context.can(.recordContact), me: context.worker)
    return context.page(frontDoorPage(model))
  }
}
