import Domain
import EngineTesting
import Foundation
import PostgreSQLEngine
import SQLiteEngine
import Store
import Testing

@testable import CrashWriter

/// The sender is killed at every step, on both engines.
@Suite("kill -9 of the sender") struct DeliveryKillTests {
  /// Where a database is, so that another process can open it.
  private static func place(_ engine: Engine) async throws -> String {
    switch engine {
    case .sqlite: try TemporaryFolder.path("\(UUID().uuidString).sqlite")
    case .postgreSQL: try await PostgreSQLCluster.shared.newDatabase()
    }
  }

  private static func open(_ place: String) async throws -> any Database {
    place.hasPrefix("postgres")
      ? try await PostgreSQLDatabase(url: place) : try SQLiteDatabase(path: place)
  }

  /// A council with so many messages that wait.
  private static func prepare(_ place: String, messages: Int) async throws -> Instant {
    let database = try await open(place)
    try await Migrations.run(on: database)
    let council = OutboxCouncil(front: try await FrontCouncil(database))
    for _ in 0..<messages { _ = try await council.written() }
    await database.close()
    return council.front.at
  }

  private static func lines(_ place: String) async throws -> [OutboxTable.Line] {
    let database = try await open(place)
    let lines = try await database.read { try OutboxTable.lines(limit: 1000, in: $0) }
    await database.close()
    return lines
  }

  private static func killed(
    _ place: String, _ catcher: MailCatcher, at: Instant, _ step: Deliverer.Step
  ) async throws {
    // It ends itself: the lines waited for never come.
    _ = try await CrashWriterProcess.kill(
      ["deliver", place, catcher.url, "\(at.milliseconds)", step.rawValue], afterLines: .max,
      andMicroseconds: 0)
  }

  @Test(
    "Each message arrives, and only one that was answered and not written down arrives twice",
    arguments: Engine.allCases)
  func everyStep(on engine: Engine) async throws {
    for step in Deliverer.Step.allCases {
      let catcher = try MailCatcher()
      let place = try await Self.place(engine)
      let at = try await Self.prepare(place, messages: 2)
      try await Self.killed(place, catcher, at: at, step)
      let after = try await Self.lines(place).sorted { $0.id < $1.id }
      #expect(after[1].state == .waiting, "\(step)")
      #expect(after[0].state == (step == .ended ? .sent : step.state), "\(step)")
      // Until its claim has run out nobody else takes it.
      try await Self.deliver(place, catcher, at: at.adding(seconds: 60))
      let early = try await Self.lines(place).sorted { $0.id < $1.id }
      #expect(early[1].state == .sent, "\(step)")
      #expect(early[0].state == after[0].state, "\(step)")
      try await Self.deliver(place, catcher, at: at.adding(seconds: 3600))
      let lines = try await Self.lines(place).sorted { $0.id < $1.id }
      #expect(lines.map(\.state) == [.sent, .sent], "\(step)")
      let byID = Dictionary(grouping: catcher.caught) { $0.header("Message-ID") ?? "" }
      #expect(byID.count == 2, "\(step)")
      #expect(
        byID.values.map(\.count).sorted() == (step == .answered ? [1, 2] : [1, 1]), "\(step)")
      // It is told of each that may have come twice.
      #expect(lines[0].mayHaveArrived == (step == .handedOver || step == .answered), "\(step)")
      #expect(!lines[1].mayHaveArrived, "\(step)")
      catcher.close()
    }
  }

  private static func deliver(_ place: String, _ catcher: MailCatcher, at: Instant) async throws {
    _ = try await CrashWriterProcess.output(
      of: ["deliver", place, catcher.url, "\(at.milliseconds)", "-"])
  }

  @Test(
    "Killed 30 times at any moment: none is lost, and what came twice is known as such",
    arguments: Engine.allCases)
  func anyMoment(on engine: Engine) async throws {
    let catcher = try MailCatcher()
    let place = try await Self.place(engine)
    let start = try await Self.prepare(place, messages: 90)
    var moments = SplitMix(state: 11)
    var minutes = 0
    for _ in 1...30 {
      do {
        _ = try await CrashWriterProcess.kill(
          [
            "deliver", place, catcher.url,
            "\(start.adding(seconds: minutes * 60).milliseconds)", "-",
          ], afterLines: 1 + Int(moments.next() % 10),
          andMicroseconds: UInt32(moments.next() % 3000))
      } catch DatabaseError.unavailable {
        // It was done before it could be killed.
      }
      minutes += 10
    }
    try await Self.deliver(place, catcher, at: start.adding(seconds: minutes * 60))
    let lines = try await Self.lines(place)
    #expect(lines.count == 90)
    #expect(lines.allSatisfy { $0.state == .sent })
    let byID = Dictionary(grouping: catcher.caught) { $0.header("Message-ID") ?? "" }
    #expect(byID.count == 90)
    let twice = byID.filter { $0.value.count > 1 }.count
    #expect(twice <= lines.count(where: \.mayHaveArrived))
    #expect(lines.contains { $0.attempts > 1 })
    catcher.close()
  }
}

extension Deliverer.Step {
  /// What is written of a message whose sender ended here.
  fileprivate var state: OutboxTable.State {
    switch self {
    case .claimed, .beforeTheEnd: .sending
    case .handedOver, .answered: .handedOver
    case .ended: .sent
    }
  }
}
