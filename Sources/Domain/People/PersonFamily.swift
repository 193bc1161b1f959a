extension Person {
  /// Somebody outside the council who works with the person.
  package struct Professional: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
      case school, gp, healthVisitor, midwife, mentalHealth, police, housing, youthWorker, worker
      case other

      package var words: String {
        switch self {
        case .school: "School or nursery"
        case .gp: "GP"
        case .healthVisitor: "Health visitor or school nurse"
        case .midwife: "Midwife"
        case .mentalHealth: "Mental health"
        case .police: "Police"
        case .housing: "Housing"
        case .youthWorker: "Youth worker"
        case .worker: "Social worker or support worker"
        case .other: "Somebody else"
        }
      }
    }

    package var kind: Kind
    package var name: String
    package var role: String?
    package var agency: String?
    package var phone: String?
    package var from: Day?
    package var to: Day?

    package init(
      kind: Kind, name: String, role: String? = nil, agency: String? = nil, phone: String? = nil,
      from: Day? = nil, to: Day? = nil
    ) {
      self.kind = kind
      self.name = name
      self.role = role
      self.agency = agency
      self.phone = phone
      self.from = from
      self.to = to
    }
  }
}

/// The commands and facts of the family page.
extension Person {
  static func judgeFamily(
    _ command: Command, given person: Person, today: Day
  ) throws(Refusal) -> [Fact] {
    switch command {
    case .changeRelationship(let relationship, let other, let provenance):
      guard
        let open = person.relationships.first(where: {
          $0.other == other && $0.kind == relationship.kind && $0.to == nil
        })
      else {
        throw Refusal("person.not-related", "This relationship is not on the record, or has ended")
      }
      try check(relationship, today: today)
      var now = relationship
      now.other = nil
      now.to = nil
      var before = open
      before.other = nil
      guard now != before else { return [] }
      return [
        .relationshipChanged(relationship: now, with: other, provenance: provenance, on: today)
      ]
    case .liveAlso(var address, let provenance):
      guard !address.lines.isEmpty || address.postcode != nil else {
        throw Refusal("person.address", "Enter the address or a postcode", question: "address")
      }
      guard let part = address.part, !part.isEmpty else {
        throw Refusal(
          "person.part", "Say when they are there, for example Monday to Thursday",
          question: "part")
      }
      let from = address.from ?? today
      guard from <= today else {
        throw Refusal(
          "person.address-future", "The date must be today or in the past",
          question: "address-from")
      }
      guard !person.addresses.contains(where: { $0.to == nil && $0.isSameHome(as: address) })
      else {
        throw Refusal(
          "person.home-there", "They live at this address already", question: "address")
      }
      address.from = from
      address.to = nil
      return [.livesAlso(at: address, provenance: provenance)]
    case .liveNoLonger(let address, let on, let provenance):
      guard let there = person.addresses.first(where: { $0.isOpen(address) }) else { return [] }
      guard on <= today, on >= there.from ?? on else {
        throw Refusal(
          "person.address-future",
          "The date must not be before they came, and today or in the past", question: "left")
      }
      return [.livesNoLonger(at: there, on: on, provenance: provenance)]
    case .addProfessional(let professional, let provenance):
      guard !professional.name.isEmpty || professional.agency?.isEmpty == false else {
        throw Refusal(
          "person.professional", "Enter a name or an agency", question: "professional-name")
      }
      if let from = professional.from, from > today {
        throw Refusal(
          "person.professional-future", "The date must be today or in the past",
          question: "professional-from")
      }
      var professional = professional
      professional.to = nil
      guard !person.professionals.contains(professional) else { return [] }
      return [
        .professionalInvolved(
          professional: professional, provenance: provenance, on: professional.from ?? today)
      ]
    case .endProfessional(let key, let on, let reason):
      guard person.professionals.indices.contains(key), person.professionals[key].to == nil else {
        throw Refusal("person.professional-not", "They are not on the record, or have ended")
      }
      guard on <= today, on >= person.professionals[key].from ?? on else {
        throw Refusal(
          "person.professional-end", "The end must be after the start, and today or in the past",
          question: "ended")
      }
      return [.professionalLeft(key: key, on: on, reason: reason)]
    default: preconditionFailure("not a command of the family page")
    }
  }

  /// Guards of a relationship, new or changed.
  static func check(_ relationship: Relationship, today: Day) throws(Refusal) {
    guard let terms = relationship.terms else { return }
    let couple = [terms.marriedOn, terms.separatedOn, terms.divorcedOn]
    if !relationship.kind.isCouple, terms.couple != nil || couple.contains(where: { $0 != nil }) {
      throw Refusal(
        "person.couple", "How a couple lives is asked of partners and former partners only",
        question: "couple")
    }
    if !relationship.kind.isUpbringing, terms.bond != nil {
      throw Refusal(
        "person.bond", "Birth, adoption and fostering are asked of parents and carers only",
        question: "bond")
    }
    for (day, question) in zip(
      couple + [terms.orderedOn], ["married", "separated", "divorced", "ordered"])
    {
      if let day, day > today {
        throw Refusal(
          "person.terms-future", "The date must be today or in the past", question: question)
      }
    }
    if let married = terms.marriedOn, let divorced = terms.divorcedOn, divorced < married {
      throw Refusal(
        "person.divorced", "The divorce must be after the marriage", question: "divorced")
    }
  }

  mutating func applyFamily(_ fact: Fact) {
    switch fact {
    case .relationshipChanged(let changed, let other, _, _):
      guard
        let index = relationships.firstIndex(where: {
          $0.other == other && $0.kind == changed.kind && $0.to == nil
        })
      else { return }
      relationships[index] = changed
      relationships[index].other = other
    case .livesAlso(let address, _): addresses.append(address)
    case .livesNoLonger(let address, let on, _):
      if let index = addresses.firstIndex(where: { $0.isOpen(address) }) {
        addresses[index].to = on
      }
    case .professionalInvolved(let professional, _, _): professionals.append(professional)
    case .professionalLeft(let key, let on, _):
      if professionals.indices.contains(key) { professionals[key].to = on }
    default: preconditionFailure("not a fact of the family page")
    }
  }
}

extension Person.Address {
  /// The same stay as written in a fact, still going on.
  fileprivate func isOpen(_ other: Person.Address) -> Bool {
    to == nil && part == other.part && isSameHome(as: other)
  }
}
