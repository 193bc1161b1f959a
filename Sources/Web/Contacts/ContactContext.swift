import Domain
import HTML
import Store

extension Context {
  /// The contact in the address, once the worker may do this with it.
  func contact(_ deed: Deed) async throws -> ContactTable.Whole {
    let id: ContactID = try id("contact")
    let contact = try found(try await read { try ContactTable.whole(id, in: $0) })
    try await may(
      deed, about: contact.matched, record: FactStream(id), fromPolice: contact.fromPolice)
    return contact
  }

  /// The contact in the address, for adding to it: whoever records contacts and may see this one.
  func contactToWriteIn() async throws -> ContactTable.Whole {
    let contact = try await contact(.seeContact)
    try await may(.recordContact)
    return contact
  }

  /// What is known of the people matched, and of their brothers and sisters where this worker may
  /// see them. Those shown are written to the access log.
  /// Whoever opens no child's record, as an officer who sees what came from the police, is shown none.
  func past(of contact: ContactTable.Whole) async throws -> [ContactTable.Past] {
    guard can(.seePerson) else { return [] }
    let people = contact.matched
    let siblings = try await read { try ContactTable.siblings(of: people, in: $0) }
    let open = try await sight(of: siblings).open
    try await showed(open, by: .seePerson)
    let id = contact.id
    var pasts = try await read {
      try ContactTable.past(of: people, siblings: open, except: id, in: $0)
    }
    let alerts = try await alerts(around: pasts.map(\.person), on: today)
    for place in pasts.indices { pasts[place].alerts = alerts[pasts[place].person] ?? [] }
    try await close(&pasts)
    return pasts
  }

  /// An earlier contact or assessment may be about others too, whose records are closed to this
  /// worker: that it was stays, its words do not.
  private func close(_ pasts: inout [ContactTable.Past]) async throws {
    let others = pasts.flatMap { past in
      past.contacts.flatMap(\.people) + past.assessments.flatMap(\.children)
    }
    let sight = try await sight(of: Set(others).sorted())
    for place in pasts.indices {
      for index in pasts[place].contacts.indices {
        let contact = pasts[place].contacts[index]
        pasts[place].contacts[index].isClosed =
          sight.view(.seeContact, of: contact.people, fromPolice: contact.fromPolice) != .whole
      }
      for index in pasts[place].assessments.indices {
        let children = pasts[place].assessments[index].children
        pasts[place].assessments[index].isClosed =
          sight.view(.seeAssessment, of: children) != .whole
      }
    }
  }

  /// Which of these records a list may show.
  func sight(of people: [PersonID]) async throws -> Sight {
    var standing: [PersonID: Record] = [:]
    for record in try await self.standing(of: people) {
      if let person = record.person { standing[person] = record }
    }
    return Sight(people: people, standing: standing, viewer: viewer, today: today)
  }

  /// The names of all workers, for pages that say who did what.
  func workerNames() async throws -> [WorkerID: String] {
    try await read { try WorkerTable.names(in: $0) }
  }
}

extension ContactTable.Whole {
  /// The trail and the window's title of a page about this contact.
  func around(_ page: inout Page) {
    page.trail = .back("Contact \(id)", to: ContactPaths.record(id))
    page.about = children.isEmpty ? "\(id)" : listed(children.map(\.full))
    page.width = .work
  }
}

/// What a list may show of some people's records.
struct Sight: Sendable {
  let people: [PersonID]
  /// How their records stand, whoever looks.
  let standing: [PersonID: Record]
  let viewer: Viewer
  let today: Day

  enum View { case whole, stub, nothing }

  /// Those whose record may be opened.
  var open: [PersonID] { people.filter { view(.seePerson, of: [$0]) == .whole } }

  /// How a line about these people may be shown: whole; that something is there; or not at all.
  func view(_ deed: Deed, of people: [PersonID], fromPolice: Bool = false) -> View {
    var records = people.compactMap { standing[$0]?.with(fromPolice: fromPolice) }
    if records.isEmpty { records = [Record(fromPolice: fromPolice)] }
    switch May.decide(deed, by: viewer, about: records, today: today) {
    case .allowed: return .whole
    case .refused(let denial): return denial.hidden ? .nothing : .stub
    }
  }
}

/// Who did something, in words.
struct Names: Sendable {
  let workers: [WorkerID: String]

  func of(_ worker: WorkerID?) -> String { worker.flatMap { workers[$0] } ?? "Somebody" }

  func of(_ actor: Actor.Identity?) -> String {
    actor?.words { workers[$0] ?? "\($0)" } ?? "Not recorded"
  }
}

extension Day {
  /// `14 March 2026, 9:32am`; without a time where none is known.
  func long(minute: Int?) -> String {
    guard let minute else { return long }
    return "\(long), \(Instant(london: self, hour: minute / 60, minute: minute % 60).clock)"
  }
}

extension Instant {
  /// `14 March 2026, 9:32am`
  var long: String { "\(day.long), \(clock)" }
}
