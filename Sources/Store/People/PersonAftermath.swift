import Domain
import Matching

// What a record that is made, or a contact that names somebody, makes happen in the records of
// others.

extension PersonTable {
  /// A new record that looks like a hidden one is told to whoever answers for that one, and to nobody
  /// else. It is written to the access log as a refusal: the hidden record was met and not shown.
  package static func aftermath(
    of fact: Person.Fact, on id: PersonID, now person: Person, as act: Act, in tx: any Transaction
  ) throws -> [Consequence] {
    switch fact {
    case .created, .imported, .broughtOver: break
    default: return []
    }
    let maker = act.actor.worker
    return try hidden(like: person, id, in: tx).compactMap { match, whole in
      // Whoever is named on the hidden record saw it in the search.
      if let maker, whole.person.restriction?.workers.contains(maker) == true { return nil }
      if let maker {
        try AccessLogTable.append(
          tx,
          Access(
            at: act.at, worker: maker, deed: .createPerson, people: [whole.id], allowed: false,
            rule: "access.look-alike", request: act.key.map { "act \($0)" } ?? ""))
      }
      return .person(
        whole.id,
        .noteLookAlike(
          Person.LookAlike(person: id, percent: match.percent, by: maker)))
    }
  }

  /// Hidden records are few: each is compared. A brother or sister of a hidden child is none of it.
  private static func hidden(
    like person: Person, _ id: PersonID, in tx: any Transaction
  ) throws -> [(Match, Whole)] {
    let ids: [PersonID] = try tx.rows(
      "SELECT id FROM person WHERE restriction = 'hidden' ORDER BY id"
    ).map { try $0.id("id") }
    let others = ids.filter { $0 != id }
    guard !others.isEmpty else { return [] }
    let weights = try PersonWeights.load(in: tx)?.weights ?? .shipped
    let scoring = FellegiSunter(weights: weights)
    let made = KnownPerson(id, person)
    return try whole(of: others, in: tx).map { whole in
      (scoring.compare(made, KnownPerson(whole.id, whole.person)), whole)
    }.filter { $0.0.kinship == nil && $0.0.weight >= FellegiSunter.least }
  }
}

extension Match {
  /// The probability, of a hundred.
  package var percent: Int { min(100, max(0, Int((score * 100).rounded()))) }
}

extension ContactTable {
  /// What a contact says of somebody who is on the record is proposed to their record, where that
  /// says something else. It never changes the record by itself.
  package static func aftermath(
    of fact: Contact.Fact, on id: ContactID, now contact: Contact, as act: Act,
    in tx: any Transaction
  ) throws -> [Consequence] {
    let named: [Contact.Named]
    switch fact {
    case .received(_, let all): named = all.filter { $0.person != nil }
    case .personNamed(let one): named = one.person == nil ? [] : [one]
    case .matched(let key, _, _): named = contact.named.filter { $0.key == key }
    case .unmatched, .informationAdded, .triaged, .decided, .checked, .returned, .fedBack, .sampled,
      .wroteBack, .messageSent, .messageFailed, .sendingAgain, .cannotBeTold, .assigned, .parked,
      .unparked, .read:
      named = []
    }
    return try named.compactMap { one -> Consequence? in
      guard let record = one.person,
        let other = try PersonRecords.standing(for: record, in: tx),
        let person = try PersonTable.whole(of: other, in: tx)?.person
      else { return nil }
      let values = one.says(beside: person)
      if values.isEmpty { return nil }
      return .person(
        other, .propose(values, provenance: contact.details.provenance, contact: id))
    }
  }
}

extension Contact.Details {
  /// Who said what the contact says: the caller, unless that is to be kept.
  fileprivate var provenance: Person.Provenance {
    let caller = [callerName, callerRole, agency].compactMap { $0 }.filter { !$0.isEmpty }
    if keepFromFamily { return .init(saidBy: "a caller who is not to be named") }
    return .init(saidBy: caller.isEmpty ? source.meaning : caller.joined(separator: ", "))
  }
}

extension Contact.Named {
  /// What was said that the record does not say. A name in another spelling is no other name.
  fileprivate func says(beside person: Person) -> [Person.Proposal.Value] {
    var values: [Person.Proposal.Value] = []
    if let birth, person.stage != .unborn { values.append(.birth(birth: .exact(birth))) }
    // Beside a home that is kept back nothing is compared: that would tell it.
    let isKeptBack = person.addresses.contains(where: \.isKeptBack)
    if !isKeptBack, let postcode = postcode.flatMap({ Postcode($0)?.text }) {
      values.append(.address(address: Person.Address(lines: "", postcode: postcode)))
    }
    if let phone, person.stage != .unborn, !isKeptBack { values.append(.phone(number: phone)) }
    let known = person.names.map { Folding.joined("\($0.given) \($0.family)") }
    let said = Folding.joined("\(given) \(family)")
    let swapped = Folding.joined("\(family) \(given)")
    let isNew =
      !given.isEmpty && !family.isEmpty
      && known.allSatisfy {
        Similarity.jaroWinkler($0, said) < 0.88 && Similarity.jaroWinkler($0, swapped) < 0.88
      }
    if isNew, !isNickname(of: person.names) {
      values.append(.name(name: Person.Name(given: given, family: family, kind: .alias)))
    }
    return values.filter { person.differs(from: $0) }
  }

  /// Bob Curnow is Robert Curnow.
  private func isNickname(of names: [Person.Name]) -> Bool {
    let families = Set(Folding.parts(given).flatMap { Nicknames.families(of: $0) })
    return names.contains { name in
      Folding.joined(name.family) == Folding.joined(family)
        && !families.isDisjoint(
          with: Folding.parts(name.given).flatMap { Nicknames.families(of: $0) })
    }
  }
}
