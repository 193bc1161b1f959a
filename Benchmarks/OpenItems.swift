import Domain
import SQLiteEngine
import Store

/// `Benchmarks door DEMO COUNT`: so many contacts more that wait at the front door of a demo council,
/// taken through the store's door as every contact is.
enum OpenItems {
  static func add(_ count: Int, to demo: String) async throws {
    let database = try SQLiteDatabase(path: demo)
    let store = Store(database)
    let (worker, at) = try await database.read { tx in
      let row = try tx.row("SELECT MIN(id) AS worker FROM worker")
      let last = try tx.row("SELECT MAX(recorded) AS last FROM fact")
      guard let row, let last else { throw DatabaseError.unavailable("the demo is not loaded") }
      return (try row.id("worker", of: Worker.self), try last.instant("last"))
    }
    let actor = Actor(.worker(worker), roles: [.contactWorker])
    let writers = 64
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<writers {
        group.addTask {
          for number in stride(from: writer, to: count, by: writers) {
            let _: Done<Contact> = try await store.perform(
              .receive(Self.details(number, at.day), named: Self.named(number)),
              as: Act(key: "door-\(number)", actor: actor, at: at))
          }
        }
      }
      try await group.waitForAll()
    }
    await database.close()
  }

  private static func details(_ number: Int, _ day: Day) -> Contact.Details {
    let sources: [ReferralSource] = [.school, .police, .healthVisitor, .acquaintance]
    let methods: [Contact.Method] = [.phone, .police, .email, .form]
    return Contact.Details(
      receivedOn: day.adding(days: -(number % 5)), receivedMinute: number % 1440,
      method: methods[number % 4], source: sources[number % 4], agency: "Agency \(number % 40)",
      account: "The child came late again and had not eaten. This is call \(number).",
      inDanger: number % 200 == 0 ? .yes : .no,
      dangerAction: number % 200 == 0 ? "999 rung" : nil, consent: .notKnown)
  }

  private static func named(_ number: Int) -> [Contact.Named] {
    [
      Contact.Named(
        key: 1, given: "Child \(number % 700)", family: "Family \(number % 900)", age: "about 7",
        isChild: true)
    ]
  }
}
