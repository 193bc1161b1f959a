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

  /// The search that came before the record was made.
  package struct SearchBefore: Sendable, Equatable {
    package var text: String
    package var by: Actor.Identity
    package var at: Instant
    /// Nil in records of before searches were kept whole.
    package var evidence: Person.SearchEvidence?
  }

  package static func searchBefore(
    _ id: PersonID, in tx: any Transaction
  ) throws -> SearchBefore? {
    let undisclosed = try UndisclosedHomes.near([id], in: tx)
    var found: SearchBefore?
    for stored in try Store.facts(of: id, in: tx).prefix(2) {
      guard let payload = try stored.checkedPayload() else { continue }
      switch try FactJSON.decode(payload, as: Person.Fact.self) {
      case .created(_, let searched, _):
        found = SearchBefore(
          text: undisclosed.takenOut(of: searched), by: stored.entry.actor, at: stored.recorded)
      case .searchedBefore(let search, _):
        var search = search
        search.text = undisclosed.takenOut(of: search.text)
        found?.evidence = search
      default: break
      }
    }
    return found
  }

  /// One saying of a value: what was said, by whom, how it was checked, and who wrote it down.
  package struct Said: Sendable, Equatable {
    /// The person as the record had them after it.
    package let person: Person
    package let provenance: Person.Provenance
    package let recordedOn: Day
    package let recordedBy: Actor.Identity
    /// It confirmed what was on the record.
    package let confirmed: Bool
  }

  /// Everything that was ever said of one value, oldest first; read from the facts.
  package static func history(
    of field: Person.Field, _ id: PersonID, in tx: any Transaction
  ) throws -> [Said] {
    let undisclosed = try UndisclosedHomes.near([id], in: tx)
    var person: Person?
    var said: [Said] = []
    for stored in try Store.facts(of: id, in: tx) {
      guard let payload = try stored.checkedPayload() else { continue }
      let fact = try FactJSON.decode(payload, as: Person.Fact.self)
      let before = person?.text(of: field)
      let now = Person.evolve(person, fact)
      person = now
      var confirmed = false
      if case .verified(let checked, _, _) = fact { confirmed = checked == field }
      guard confirmed || now.text(of: field) != before, let source = fact.source else { continue }
      var shown = now
      shown.addresses = now.addresses.map(undisclosed.shown)
      said.append(
        Said(
          person: shown, provenance: source.provenance, recordedOn: stored.recorded.day,
          recordedBy: stored.entry.actor, confirmed: confirmed))
    }
    return said
  }
}

extension Person.Field {
  /// The part of the record that the value stands in.
  package var topic: PersonTable.Topic {
    switch self {
    case .name: .name
    case .birth: .birth
    case .sex, .gender, .ethnicity, .language, .interpreter, .religion, .disability,
      .disabilityHelp:
      .identity
    case .nhsNumber, .upn, .formerUPN, .upnUnknown, .laChildID: .identifiers
    case .address: .address
    case .phone, .email, .school, .gp: .network
    case .death: .death
    }
  }
}

extension Person.Fact {
  /// The parts of the record that the fact settles, each with who said so.
  fileprivate var topics: [(PersonTable.Topic, Person.Provenance)] {
    switch self {
    case .created(let details, _, _), .imported(let details, _, _): details.topics
    case .broughtOver(let details, let network, _, _):
      details.topics + (network == Person.Network() ? [] : [(.network, details.provenance)])
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
    case .verified(let field, let provenance, _): [(field.topic, provenance)]
    case .related, .relationshipEnded, .restricted, .restrictionLifted, .searchedBefore, .proposed,
      .proposalAccepted, .proposalDeclined, .glassBroken, .openingReviewed, .lookAlikeNoted,
      .lookAlikeAnswered,
      .merged, .unmerged, .notSame, .notSameWithdrawn, .relationshipChanged,
      .professionalInvolved, .professionalLeft:
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
