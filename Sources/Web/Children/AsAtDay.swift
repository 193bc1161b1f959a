import Domain
import HTML
import Hummingbird
import Store

/// Which day a page of a child is asked for: `?as-at=2026-03-14`.
enum AsAtDay: Sendable, Equatable {
  case now
  case day(Day)
  /// Not a day, or one to come; in words.
  case wrong(String)

  static func query(_ day: Day?) -> String { day.map { "?as-at=\($0)" } ?? "" }

  init(_ query: Answers, today: Day) {
    guard let text = query["as-at"], !text.isEmpty else {
      self = .now
      return
    }
    guard let day = Day(iso: text) else {
      self = .wrong(
        "Give the day as year, month and day, as in as-at=2026-03-14. This is not a day of the "
          + "calendar.")
      return
    }
    self =
      day > today
      ? .wrong("\(day.long) is still to come. Choose today or a day in the past.") : .day(day)
  }
}

/// The record that a page reads: as it is, or as it was known at the end of a day.
struct Looking: Sendable {
  let database: any Database
  /// The day of the page: ages, clocks and "today" are told by it.
  let day: Day
  /// Set where it is a view of the past.
  let asAt: Day?

  func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await database.read(body)
  }
}

extension Context {
  /// Runs `body` on the record of a child as the address asks for it. The worker must have been
  /// allowed before: by the record of today, whatever day is looked at.
  func looking(
    at child: PersonID, _ body: (Looking) async throws -> Response
  ) async throws -> Response {
    switch AsAtDay(query, today: today) {
    case .now:
      if let moved = try await movedOn(child) { return moved }
      return try await body(Looking(database: house.database, day: today, asAt: nil))
    case .wrong(let words):
      return page(noSuchDay("This day cannot be shown", words, child), status: .badRequest)
    case .day(let day):
      let past = try await house.emptyDatabase()
      do {
        let response: Response
        if try await AsAt.fill(past, with: child, asAt: day, from: house.database) {
          let looking = Looking(database: past, day: day, asAt: day)
          // What stood for one person on that day may be of two today, each with its own leave.
          let records = try await looking.read { try PersonRecords.all(of: [child], in: $0) }
          if records != [child] { try await may(.seePerson, about: records) }
          if let moved = try await movedOn(child, in: looking) {
            response = moved
          } else {
            response = try await body(looking)
          }
        } else {
          response = page(
            noSuchDay(
              "There was no record yet",
              "On \(day.long) there was no record of this child. It was begun later.", child))
        }
        await past.close()
        return response
      } catch {
        await past.close()
        throw error
      }
    }
  }

  private func noSuchDay(_ heading: String, _ words: String, _ child: PersonID) -> Page {
    var page = Page(
      heading,
      main: "<p>\(words)</p><p>\(textLink("Go to today", to: ChildPaths.overview(child)))</p>")
    page.width = .questions
    page.about = child.description
    return page
  }

  /// The identity bar from the record looked at, without those whose records are closed today.
  func identity(of child: PersonID, in looking: Looking) async throws -> PersonIdentity {
    var model = try found(try await looking.read { try PersonTable.identity(of: child, in: $0) })
    let open = try await seeable(model.livesWith.map(\.id))
    model.livesWith.removeAll { !open.contains($0.id) }
    if looking.asAt != nil {
      // What must not be told is judged by the record of today, whatever day is looked at.
      let undisclosed = try await read { try UndisclosedHomes.near([child], in: $0) }
      model.home = model.home.map { $0.keptBack(by: undisclosed.holds) }
    }
    return PersonIdentity(
      model: model, today: looking.day,
      alerts: try await alertLines(of: [child], in: looking)[child] ?? [])
  }

  /// Puts the child on a page of the record looked at.
  func stand(_ identity: PersonIdentity, on page: inout Page, _ looking: Looking, current: String) {
    identity.stand(on: &page, current: current)
    let printed = "printed by \(signedIn.name) on \(today.long), \(now.clock)"
    let heading = page.heading
    guard let day = looking.asAt else {
      page.printHeader = "\(identity.name) · \(heading) · \(printed)"
      return
    }
    page.asAt = day.long
    page.asAtLeave = current
    page.printHeader = "\(identity.name) · \(heading) · as at \(day.long) · \(printed)"
    page.subNavigation = [
      NavigationItem(
        "Overview", ChildPaths.overview(identity.id, asAt: day),
        isCurrent: current == ChildPaths.overview(identity.id)),
      NavigationItem(
        "Chronology", ChildPaths.chronology(identity.id, asAt: day),
        isCurrent: current == ChildPaths.chronology(identity.id)),
      NavigationItem(
        "Family", FamilyPicturePaths.family(identity.id, asAt: day),
        isCurrent: current == PersonPaths.family(identity.id)),
    ]
  }
}
