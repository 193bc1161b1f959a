import Domain
import HTML
import Store

/// Who a page is about: what the identity bar shows, with the people left out whose records are
/// closed to the worker.
package struct PersonIdentity: Sendable {
  package let model: PersonTable.Identity
  package let today: Day
  /// What a worker must know of before acting, gravest first.
  package var alerts: [AlertLine] = []

  package var id: PersonID { model.line.id }
  package var name: String { model.line.name }
  package var version: Int { model.version }

  package var bar: HTML {
    let line = model.line
    var facts = [
      LabelledValue(
        "Date of birth", PersonWords.birth(line.birth, diedOn: line.diedOn, on: today)),
      LabelledValue("Record", line.id.description, canCopy: true),
      LabelledValue("Postcode", model.isUndisclosed ? UndisclosedHomes.words : model.postcode),
      LabelledValue(
        "Lives with",
        model.livesWith.isEmpty ? nil : model.livesWith.map(\.name).joined(separator: ", ")),
    ]
    if line.stage != .adult {
      facts.append(LabelledValue("Worker", working))
      if line.stage == .child {
        facts.append(LabelledValue("Last seen", model.lastSeen?.long))
        facts.append(LabelledValue("Last seen alone", model.lastSeenAlone?.long))
      }
    }
    if let day = line.diedOn { facts.append(LabelledValue("Died", day.long)) }
    let merged = model.records.filter { $0 != line.id }.map(\.description)
    if !merged.isEmpty {
      facts.insert(LabelledValue("Also recorded as", merged.joined(separator: ", ")), at: 2)
    }
    let name = model.knownAs.map { "\(line.name) (known as \($0))" } ?? line.name
    return identityBar(
      IdentityBar(
        name: name, url: PersonPaths.page(line), facts: facts, statuses: statuses, alerts: alerts,
        alertsURL: alerts.isEmpty ? nil : AlertPaths.list(id)))
  }

  private var working: String? {
    guard model.openReferral != nil else { return "No open work" }
    let both = [model.worker, model.team].compactMap { $0 }
    return both.isEmpty ? "Not yet given to a worker" : both.joined(separator: ", ")
  }

  private var statuses: [HTML] {
    var tags: [HTML] = []
    if model.line.diedOn != nil { tags.append(tag("Has died", kind: .neutral)) }
    switch model.restriction {
    case .none: break
    case .locked: tags.append(tag("Locked record", kind: .special))
    case .hidden: tags.append(tag("Hidden record", kind: .special))
    }
    return tags
  }

  /// Puts the person on a page: bar, window title, the pages of the record.
  package func stand(on page: inout Page, current: String = "") {
    page.identity = bar
    page.about = name
    page.subNavigation = PersonPaths.navigation(model.line, current: current)
    page.subNavigationLabel = "This person's record"
  }
}

extension Context {
  /// The person's identity, for the bar of a page that has already been allowed. Throws ``NotHere``
  /// for a number that is nobody's.
  package func identity(of person: PersonID) async throws -> PersonIdentity {
    var model = try found(try await read { try PersonTable.identity(of: person, in: $0) })
    let open = try await seeable(model.livesWith.map(\.id))
    model.livesWith.removeAll { !open.contains($0.id) }
    let live = Looking(database: house.database, day: today, asAt: nil)
    return PersonIdentity(
      model: model, today: today, alerts: try await alertLines(of: [person], in: live)[person] ?? []
    )
  }

  /// Those of the given people whose records this worker may see.
  package func seeable(_ people: [PersonID]) async throws -> Set<PersonID> {
    guard !people.isEmpty else { return [] }
    let records = try await standing(of: Array(Set(people)).sorted())
    return Set(records.filter { can(.seePerson, about: [$0]) }.compactMap(\.person))
  }
}
