extension Person {
  static func judge(
    _ command: Command, given person: Person?, around: Around, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let person else {
      switch command {
      case .create(let details, let searched, let evidence):
        guard !searched.isEmpty else {
          throw Refusal(
            "person.search-first", "Search for the person first: they may be on the record already")
        }
        try check(details, today: today)
        return [.created(details: details, searched: searched, on: today)]
          + (evidence.map { [.searchedBefore(search: $0, on: today)] } ?? [])
      case .importRecord(let details):
        try checkIdentity(details)
        return [.imported(details: details, searched: "imported", on: today)]
      case .bringOver(let details, let network, let reference):
        try check(details, reference, today: today)
        return [
          .broughtOver(details: details, network: network, reference: reference, on: today)
        ]
      default: throw .notThere(Self.self)
      }
    }
    switch command {
    case .create, .importRecord, .bringOver: throw .alreadyThere(Self.self)
    case .addName(let name, let provenance):
      guard !name.given.isEmpty || !name.family.isEmpty else {
        throw Refusal("person.name", "Enter a first name or a family name", question: "family")
      }
      guard !person.names.contains(name) else { return [] }
      return [.named(name: name, provenance: provenance, on: today)]
    case .recordBirth(let birth, let stage, let provenance):
      try check(birth: birth, stage: stage, today: today)
      guard birth != person.birth || stage != person.stage else { return [] }
      return [.birthRecorded(birth: birth, stage: stage, provenance: provenance, on: today)]
    case .recordIdentity(let identity, let provenance):
      try check(identity)
      return identity == person.identity
        ? [] : [.identityRecorded(identity: identity, provenance: provenance, on: today)]
    case .recordIdentifiers(let identifiers, let provenance):
      try check(identifiers)
      return identifiers == person.identifiers
        ? [] : [.identifiersRecorded(identifiers: identifiers, provenance: provenance, on: today)]
    case .recordNetwork(let network, let provenance):
      return network == person.network
        ? [] : [.networkRecorded(network: network, provenance: provenance, on: today)]
    case .move(var address, let provenance):
      guard !address.lines.isEmpty || address.postcode != nil else {
        throw Refusal("person.address", "Enter the address or a postcode", question: "address")
      }
      let from = address.from ?? today
      guard from <= today else {
        throw Refusal(
          "person.address-future", "The date of moving in must be today or in the past",
          question: "address-from")
      }
      address.from = from
      return [.moved(to: address, provenance: provenance)]
    case .leaveAddress(let on, let provenance):
      guard person.addresses.contains(where: { $0.to == nil && $0.part == nil }) else { return [] }
      guard on <= today else {
        throw Refusal(
          "person.address-future", "The date of leaving must be today or in the past",
          question: "left")
      }
      return [.leftAddress(on: on, provenance: provenance)]
    case .relate(let relationship, let other, let provenance):
      guard other != around.itself else {
        throw Refusal(
          "person.self", "Choose another person: nobody is related to themselves",
          question: "other")
      }
      let there = person.relationships.contains {
        $0.other == other && $0.kind == relationship.kind && $0.to == nil
      }
      guard !there else {
        throw Refusal(
          "person.related", "This relationship is on the record already", question: "kind")
      }
      try check(relationship, today: today)
      return [
        .related(
          relationship: relationship, to: other, provenance: provenance,
          on: relationship.from ?? today)
      ]
    case .endRelationship(let other, let kind, let on, let reason):
      guard
        let open = person.relationships.first(where: {
          $0.other == other && $0.kind == kind && $0.to == nil
        })
      else {
        throw Refusal("person.not-related", "This relationship is not on the record, or has ended")
      }
      guard on >= open.from ?? on, on <= today else {
        throw Refusal(
          "person.relationship-end", "The end must be after the start, and today or in the past",
          question: "ended")
      }
      return [.relationshipEnded(with: other, kind: kind, on: on, reason: reason)]
    case .restrict(let restriction, let reason):
      guard !reason.isEmpty else {
        throw Refusal(
          "person.restrict-reason", "Say why the record is restricted", question: "reason")
      }
      guard restriction.workers.contains(restriction.owner) else {
        throw Refusal(
          "person.restrict-owner", "The person to ask must be one of those who may see the record",
          question: "owner")
      }
      return [.restricted(restriction: restriction, reason: reason, on: today)]
    case .liftRestriction(let reason):
      guard person.restriction != nil else { return [] }
      guard !reason.isEmpty else {
        throw Refusal("person.lift-reason", "Say why the restriction ends", question: "reason")
      }
      return [.restrictionLifted(reason: reason, on: today)]
    case .recordDeath(let on, let provenance):
      guard on <= today else {
        throw Refusal(
          "person.death-future", "The date must be today or in the past", question: "died")
      }
      if case .exact(let born) = person.birth, on < born {
        throw Refusal(
          "person.death-before-birth", "The date must not be before the date of birth",
          question: "died")
      }
      guard on != person.diedOn else { return [] }
      return [.died(on: on, provenance: provenance)]
    case .verify, .propose, .accept, .decline:
      return try person.judgeSource(command, today: today)
    case .breakGlass, .reviewOpening, .noteLookAlike, .answerLookAlike:
      preconditionFailure("judged with the actor")
    case .merge(let other, let reason):
      return try person.merge(into: other, because: reason, around, today: today)
    case .unmerge(let reason):
      guard let other = person.mergedInto else {
        throw Refusal("person.not-merged", "This record is not merged with another one")
      }
      let reason = try Self.reason(
        reason, "person.unmerge-reason", "Say why these are two people after all")
      return [.unmerged(from: other, reason: reason, on: today)]
    case .sayNotSame(let other, let reason):
      return try person.sayNotSame(as: other, because: reason, around, today: today)
    case .withdrawNotSame(let other, let reason):
      guard person.notSame.contains(other) else {
        throw Refusal("person.not-said", "Nobody has said that these are two people")
      }
      let reason = try Self.reason(
        reason, "person.withdraw-reason", "Say why it is open again whether they are the same")
      return [.notSameWithdrawn(as: other, reason: reason, on: today)]
    case .changeRelationship, .liveAlso, .liveNoLonger, .addProfessional, .endProfessional:
      return try judgeFamily(command, given: person, today: today)
    }
  }

  /// Guards of intake.
  private static func check(_ details: Details, today: Day) throws(Refusal) {
    if let birth = details.birth { try check(birth: birth, stage: details.stage, today: today) }
    try check(details.identity)
    try check(details.identifiers)
  }

  /// Guards of an index of people: it may know little, but it must be somebody.
  private static func check(
    _ details: Details, _ reference: Reference, today: Day
  ) throws(Refusal) {
    guard !reference.number.isEmpty else {
      throw Refusal("person.reference", "There is no reference", question: "reference")
    }
    guard !details.name.given.isEmpty || !details.name.family.isEmpty else {
      throw Refusal("person.name", "There is no first name and no family name", question: "family")
    }
    try check(details, today: today)
  }

  /// Guards of identity alone: they hold for imported history as well.
  private static func checkIdentity(_ details: Details) throws(Refusal) {
    guard let id = details.identifiers.laChildID, !id.isEmpty else {
      throw Refusal("person.la-child-id", "The child has no LAchildID", question: "LAchildID")
    }
    guard details.birth != nil else {
      throw Refusal(
        "person.birth", "The child has neither a birth date nor an expected one",
        question: "PersonBirthDate")
    }
  }

  private static func check(birth: Birth, stage: LifeStage, today: Day) throws(Refusal) {
    switch birth {
    case .exact(let day), .estimated(let day):
      guard day <= today else {
        throw Refusal(
          "person.birth-future", "Date of birth must be today or in the past", question: "birth")
      }
      guard day.age(on: today) <= 120 else {
        throw Refusal("person.birth-old", "Check the year of birth", question: "birth")
      }
      guard stage != .unborn else {
        throw Refusal(
          "person.unborn", "An unborn child has an expected date of birth", question: "birth")
      }
    case .expected(let day):
      guard stage == .unborn else {
        throw Refusal(
          "person.expected", "An expected date of birth is for an unborn child", question: "birth")
      }
      guard day <= today.adding(days: 310) else {
        throw Refusal(
          "person.expected-far", "Check the expected date of birth: it is too far ahead",
          question: "birth")
      }
    }
  }

  private static func check(_ identity: Identity) throws(Refusal) {
    guard !identity.disabilities.contains(.none) || identity.disabilities.count == 1 else {
      throw Refusal(
        "person.disability-none", "Choose \"No disability\" alone, or the disabilities",
        question: "disabilities")
    }
  }

  private static func check(_ identifiers: Identifiers) throws(Refusal) {
    if let number = identifiers.nhsNumber, NHSNumber(number) == nil {
      throw Refusal(
        "person.nhs", "Check the NHS number: its check digit does not fit", question: "nhs-number")
    }
    if let upn = identifiers.upn, UPN(upn) == nil {
      throw Refusal(
        "person.upn", "Check the UPN: its check letter does not fit", question: "upn")
    }
  }
}
