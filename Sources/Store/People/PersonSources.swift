import Domain

/// Who said what about a person: read from the facts, which alone keep it.
extension PersonTable {
  /// One part of the record that is changed by itself.
  package enum Topic: String, Sendable, CaseIterable {
    case name, birth, identity, identifiers, network, address, death
  }

  /// Where what stands in a part of the record today came from.
  package struct Source: Sendable, Equatable {
    package let provenance: Person.Provenance
    package let recordedOn: Day
    /// The worker, the import, the system.
    package let recordedBy: Actor.Identity
  }

  package static func sources(
    of id: PersonID, in tx: any Transaction
  ) throws -> [Topic: Source] {
    var sources: [Topic: Source] = [:]
    for stored in try Store.facts(of: id, in: tx) {
      guard let payload = try stored.checkedPayload() else { continue }
      let fact = try FactJSON.decode(payload, as: Person.Fact.self)
      for (topic, provenance) in fact.topics {
        sources[topic] = Source(
          provenance: provenance, recordedOn: stored.recorded.day, recordedBy: stored.entry.actor)
      }
    }
    return sources
  }

  /// What was looked for before the record was made.
  package static func searchBefore(
    _ id: PersonID, in tx: any Transaction
  ) throws -> String? {
    guard let stored = try Store.facts(of: id, in: tx).first,
      let payload = try stored.checkedPayload()
    else { return nil }
    guard case .created(_, let searched, _) = try FactJSON.decode(payload, as: Person.Fact.self)
    else { return nil }
    return try UndisclosedHomes.near([id], in: tx).takenOut(of: searched)
  }
}

extension Person.Fact {
  /// The parts of the record that the fact settles, each with who said so.
  fileprivate var topics: [(PersonTable.Topic, Person.Provenance)] {
    switch self {
    case .created(let details, _, _), .imported(let details, _, _): details.topics
    case .named(let name, let provenance, _):
      name.kind == .current ? [(.name, provenance)] : []
    case .birthRecorded(_, _, let provenance, _): [(.birth, provenance)]
    case .identityRecorded(_, let provenance, _): [(.identity, provenance)]
    case .identifiersRecorded(_, let provenance, _): [(.identifiers, provenance)]
    case .networkRecorded(_, let provenance, _): [(.network, provenance)]
    case .moved(_, let provenance), .leftAddress(_, let provenance),
      .livesAlso(_, let provenance), .livesNoLonger(_, _, let provenance):
      [(.address, provenance)]
    case .died(_, let provenance): [(.death, provenance)]
    case .related, .relationshipEnded, .restricted, .restrictionLifted, .merged, .unmerged,
      .notSame, .notSameWithdrawn, .relationshipChanged, .professionalInvolved, .professionalLeft:
      []
    }
  }
}

extension Person.Details {
  fileprivate var topics: [(PersonTable.Topic, Person.Provenance)] {
    var topics: [PersonTable.Topic] = [.name]
    if birth != nil { topics.append(.birth) }
    if identity != Person.Identity() { topics.append(.identity) }
    if identifiers != Person.Identifiers() { topics.append(.identifiers) }
    if address != nil { topics.append(.address) }
    if diedOn != nil { topics.append(.death) }
    return topics.map { ($0, provenance) }
  }
}
