package typealias PersonID = Identifier<Person>

/// A child, an adult, an unborn child, or somebody not yet identified. One record a person, for life.
package struct Person: Noun {
  package static let noun = "person"
  package static let letter = "P"

  /// First is the name in use; the others stay findable.
  package var names: [Name]
  package var stage: LifeStage
  package var birth: Birth?
  package var identity: Identity
  package var identifiers: Identifiers
  /// Newest first; the first without an end is where the person lives.
  package var addresses: [Address] = []
  package var network: Network = Network()
  package var relationships: [Relationship] = []
  package var restriction: Restriction?
  /// By which other systems know the person.
  package var references: [Reference] = []
  package var diedOn: Day?
  package var imported: Bool
  package var sources = Sources()
  package var proposals: [Proposed] = []
  package var openings: [Opened] = []
  package var lookAlikes: [NoticedLookAlike] = []
  /// The record that stands for the person, where this one was found to be a second one.
  package var mergedInto: PersonID?
  /// Records said not to be of this person, in this record.
  package var notSame: [PersonID] = []
  /// Whoever works with the person elsewhere: school, GP, health visitor. Their place is their key.
  package var professionals: [Professional] = []

  package var name: Name { names.first ?? Name(given: "", family: "") }
  /// The home, before a second one where the person is for a part of the time.
  package var address: Address? {
    addresses.first { $0.to == nil && $0.part == nil } ?? addresses.first { $0.to == nil }
  }

  package enum Fact: Domain.Fact {
    /// Made from a search that did not find the person; what was searched for is the evidence.
    case created(details: Details, searched: String, on: Day)
    /// As a census file has the child. Guards of practice did not apply.
    case imported(details: Details, searched: String, on: Day)
    /// As another system's index of people had them; there they have a reference of their own.
    case broughtOver(details: Details, network: Network, reference: Reference, on: Day)
    case named(name: Name, provenance: Provenance, on: Day)
    case birthRecorded(birth: Birth, stage: LifeStage, provenance: Provenance, on: Day)
    case identityRecorded(identity: Identity, provenance: Provenance, on: Day)
    case identifiersRecorded(identifiers: Identifiers, provenance: Provenance, on: Day)
    case networkRecorded(network: Network, provenance: Provenance, on: Day)
    /// Lives there from a day on; an address without an end ends the day before.
    case moved(to: Address, provenance: Provenance)
    case leftAddress(on: Day, provenance: Provenance)
    case related(relationship: Relationship, to: PersonID, provenance: Provenance, on: Day)
    case relationshipEnded(with: PersonID, kind: Relationship.Kind, on: Day, reason: String)
    case restricted(restriction: Restriction, reason: String, on: Day)
    case restrictionLifted(reason: String, on: Day)
    case died(on: Day, provenance: Provenance)
    /// The search that came before the record was made, with whom it showed.
    case searchedBefore(search: SearchEvidence, on: Day)
    /// A value that is on the record was checked.
    case verified(field: Field, provenance: Provenance, on: Day)
    /// Intake brought another value; it waits for a worker.
    case proposed(proposal: Proposal, on: Day)
    /// The value itself follows as a fact of its own.
    case proposalAccepted(key: Int, on: Day)
    case proposalDeclined(key: Int, reason: String, on: Day)
    /// A locked record was opened in need, for a while.
    case glassBroken(opening: Opening, on: Day)
    case openingReviewed(key: Int, review: OpeningReview)
    /// Somebody made a record that looks like this hidden one.
    case lookAlikeNoted(lookAlike: LookAlike, on: Day)
    case lookAlikeAnswered(person: PersonID, words: String, on: Day)
    /// Found to be a second record of the person of another one, which stands for both from now on.
    /// Nothing is moved: what was written stays where it is, and is read through the other.
    case merged(into: PersonID, reason: String, on: Day)
    /// The merge was wrong: each record stands for itself again.
    case unmerged(from: PersonID, reason: String, on: Day)
    /// Compared with another record, and found to be somebody else.
    case notSame(as: PersonID, reason: String, on: Day)
    case notSameWithdrawn(as: PersonID, reason: String, on: Day)
    /// What is known of a relationship that goes on, without ending it.
    case relationshipChanged(
      relationship: Relationship, with: PersonID, provenance: Provenance, on: Day)
    /// A second home, for a part of the time; the first goes on.
    case livesAlso(at: Address, provenance: Provenance)
    case livesNoLonger(at: Address, on: Day, provenance: Provenance)
    case professionalInvolved(professional: Professional, provenance: Provenance, on: Day)
    case professionalLeft(key: Int, on: Day, reason: String)

    /// The person whose record this is stands in the stream; here those who are also touched.
    package var subjects: [PersonID] {
      switch self {
      case .related(_, let other, _, _): [other]
      case .relationshipEnded(let other, _, _, _): [other]
      case .merged(let other, _, _), .unmerged(let other, _, _), .notSame(let other, _, _),
        .notSameWithdrawn(let other, _, _):
        [other]
      case .relationshipChanged(_, let other, _, _): [other]
      case .created, .imported, .broughtOver, .named, .birthRecorded, .identityRecorded,
        .identifiersRecorded,
        .networkRecorded, .moved, .leftAddress, .restricted, .restrictionLifted, .died,
        .searchedBefore, .verified, .proposed, .proposalAccepted, .proposalDeclined, .glassBroken,
        .openingReviewed, .lookAlikeNoted, .lookAlikeAnswered,
        .livesAlso, .livesNoLonger, .professionalInvolved, .professionalLeft:
        []
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .created(_, _, let on), .imported(_, _, let on), .broughtOver(_, _, _, let on),
        .named(_, _, let on),
        .birthRecorded(_, _, _, let on), .identityRecorded(_, _, let on),
        .identifiersRecorded(_, _, let on), .networkRecorded(_, _, let on),
        .leftAddress(let on, _), .related(_, _, _, let on), .relationshipEnded(_, _, let on, _),
        .restricted(_, _, let on), .restrictionLifted(_, let on), .died(let on, _),
        .searchedBefore(_, let on), .verified(_, _, let on), .proposed(_, let on),
        .proposalAccepted(_, let on), .proposalDeclined(_, _, let on), .glassBroken(_, let on),
        .lookAlikeNoted(_, let on), .lookAlikeAnswered(_, _, let on),
        .merged(_, _, let on), .unmerged(_, _, let on), .notSame(_, _, let on),
        .notSameWithdrawn(_, _, let on),
        .relationshipChanged(_, _, _, let on), .livesNoLonger(_, let on, _),
        .professionalInvolved(_, _, let on), .professionalLeft(_, let on, _):
        on
      case .openingReviewed(_, let review): review.on
      case .moved(let address, _), .livesAlso(let address, _): address.from
      }
    }
  }

  package enum Command: Sendable {
    /// `searched` is what was looked for before; a person is created only from a search.
    case create(Details, searched: String, evidence: SearchEvidence? = nil)
    case importRecord(Details)
    /// From another system's index: a person, not a case. Much may be missing.
    case bringOver(Details, network: Network, reference: Reference)
    case addName(Name, provenance: Provenance)
    case recordBirth(Birth, stage: LifeStage, provenance: Provenance)
    case recordIdentity(Identity, provenance: Provenance)
    case recordIdentifiers(Identifiers, provenance: Provenance)
    case recordNetwork(Network, provenance: Provenance)
    case move(to: Address, provenance: Provenance)
    case leaveAddress(on: Day, provenance: Provenance)
    case relate(Relationship, to: PersonID, provenance: Provenance)
    case endRelationship(with: PersonID, kind: Relationship.Kind, on: Day, reason: String)
    case restrict(Restriction, reason: String)
    case liftRestriction(reason: String)
    case recordDeath(on: Day, provenance: Provenance)
    /// A value on the record was checked and holds.
    case verify(Field, provenance: Provenance)
    /// What intake says of somebody on the record. What the record says already is passed over.
    case propose([Proposal.Value], provenance: Provenance, contact: ContactID?)
    case accept(proposal: Int, provenance: Provenance)
    case decline(proposal: Int, reason: String)
    /// Opens a locked record for a while, without being named on it.
    case breakGlass(reason: String, from: Instant, until: Instant)
    case reviewOpening(key: Int, inOrder: Bool, words: String)
    case noteLookAlike(LookAlike)
    case answerLookAlike(PersonID, words: String)
    /// This record gives way: the other one stands for the person.
    case merge(into: PersonID, reason: String)
    case unmerge(reason: String)
    case sayNotSame(as: PersonID, reason: String)
    case withdrawNotSame(as: PersonID, reason: String)
    /// Of the open relationship of the same kind with the same person.
    case changeRelationship(Relationship, with: PersonID, provenance: Provenance)
    case liveAlso(at: Address, provenance: Provenance)
    case liveNoLonger(at: Address, on: Day, provenance: Provenance)
    case addProfessional(Professional, provenance: Provenance)
    case endProfessional(key: Int, on: Day, reason: String)
  }

  package static func decide(
    _ command: Command, given person: Person?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .breakGlass, .reviewOpening, .noteLookAlike, .answerLookAlike:
      guard let person else { throw .notThere(Self.self) }
      return try person.judgeRestricted(command, by: actor, today: today)
    default:
      if let person { try person.checkStands(command, around) }
      return try judge(command, given: person, around: around, today: today)
    }
  }

  package static func evolve(_ person: Person?, _ fact: Fact) -> Person {
    guard var person else {
      switch fact {
      case .created(let details, _, _), .imported(let details, _, _):
        var person = Person(details, imported: fact.name == "imported")
        person.sources.beginning = fact.source
        return person
      case .broughtOver(let details, let network, let reference, _):
        var person = Person(details, imported: true)
        person.network = network
        person.references = [reference]
        person.sources.beginning = fact.source
        return person
      default: outOfOrder(fact)
      }
    }
    let before = person
    person.apply(fact)
    person.attribute(fact, before: before)
    return person
  }
}

extension Person {
  package init(_ details: Details, imported: Bool) {
    names = [details.name] + details.otherNames
    stage = details.stage
    birth = details.birth
    identity = details.identity
    identifiers = details.identifiers
    addresses = details.address.map { [$0] } ?? []
    diedOn = details.diedOn
    self.imported = imported
  }

  private mutating func apply(_ fact: Fact) {
    switch fact {
    case .created, .imported, .broughtOver: outOfOrder(fact)
    case .named(let name, _, _):
      if name.kind == .current {
        if !names.isEmpty, names[0].kind == .current { names[0].kind = .previous }
        names.insert(name, at: 0)
      } else {
        names.append(name)
      }
    case .birthRecorded(let birth, let stage, _, _):
      self.birth = birth
      self.stage = stage
    case .identityRecorded(let identity, _, _): self.identity = identity
    case .identifiersRecorded(let identifiers, _, _): self.identifiers = identifiers
    case .networkRecorded(let network, _, _): self.network = network
    case .moved(let address, _):
      if let index = addresses.firstIndex(where: { $0.to == nil && $0.part == nil }) {
        addresses[index].to = max(
          addresses[index].from ?? address.from ?? Day(number: 0),
          (address.from ?? Day(number: 0)).adding(days: -1))
      }
      addresses.insert(address, at: 0)
    case .leftAddress(let on, _):
      if let index = addresses.firstIndex(where: { $0.to == nil && $0.part == nil }) {
        addresses[index].to = on
      }
    case .related(let relationship, let other, _, _):
      var relationship = relationship
      relationship.other = other
      relationships.append(relationship)
    case .relationshipEnded(let other, let kind, let on, _):
      if let index = relationships.firstIndex(where: {
        $0.other == other && $0.kind == kind && $0.to == nil
      }) {
        relationships[index].to = on
      }
    case .restricted(let restriction, _, _): self.restriction = restriction
    case .restrictionLifted: restriction = nil
    case .died(let on, _): diedOn = on
    case .searchedBefore, .verified: break
    case .proposed(let proposal, let on): proposals.append(Proposed(proposal, on: on))
    case .proposalAccepted(let key, let on): settle(key, as: .accepted, on: on)
    case .proposalDeclined(let key, let reason, let on):
      settle(key, as: .declined, reason: reason, on: on)
    case .glassBroken(let opening, _): openings.append(Opened(opening))
    case .openingReviewed(let key, let review):
      if let index = openings.firstIndex(where: { $0.opening.key == key }) {
        openings[index].review = review
      }
    case .lookAlikeNoted(let lookAlike, let on):
      lookAlikes.append(NoticedLookAlike(lookAlike, on: on))
    case .lookAlikeAnswered(let other, let words, let on):
      if let index = lookAlikes.firstIndex(where: { $0.lookAlike.person == other }) {
        lookAlikes[index].answer = words
        lookAlikes[index].answeredOn = on
      }
    case .merged(let other, _, _): mergedInto = other
    case .unmerged: mergedInto = nil
    case .notSame(let other, _, _): notSame.append(other)
    case .notSameWithdrawn(let other, _, _): notSame.removeAll { $0 == other }
    case .relationshipChanged, .livesAlso, .livesNoLonger, .professionalInvolved,
      .professionalLeft:
      applyFamily(fact)
    }
  }

  private mutating func settle(
    _ key: Int, as status: Proposed.Status, reason: String? = nil, on day: Day
  ) {
    guard let index = proposals.firstIndex(where: { $0.proposal.key == key }) else { return }
    proposals[index].status = status
    proposals[index].reason = reason
    proposals[index].settledOn = day
  }
}
