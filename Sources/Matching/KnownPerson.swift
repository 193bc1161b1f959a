import Domain

/// What a record has of one person, as far as a search looks at it.
package struct KnownPerson: Sendable, Equatable {
  package let id: PersonID
  /// The name in use first.
  package let names: [Person.Name]
  package let birth: Person.Birth?
  package let unborn: Bool
  package let postcodes: [KnownPostcode]
  package let numbers: [IdentifyingNumber]

  package struct KnownPostcode: Sendable, Equatable {
    /// As stored; text of another shape matches nothing.
    package let postcode: String
    package let current: Bool

    package init(_ postcode: String, current: Bool) {
      self.postcode = Postcode(postcode)?.text ?? postcode
      self.current = current
    }
  }

  package init(
    id: PersonID, names: [Person.Name], birth: Person.Birth? = nil, unborn: Bool = false,
    postcodes: [KnownPostcode] = [], numbers: [IdentifyingNumber] = []
  ) {
    self.id = id
    self.names = names
    self.birth = birth
    self.unborn = unborn
    self.postcodes = postcodes
    self.numbers =
      [.reference(id.description)] + numbers.filter { $0 != .reference(id.description) }
  }

  /// From the record itself.
  package init(_ id: PersonID, _ person: Person) {
    let identifiers = person.identifiers
    let upns = [identifiers.upn, identifiers.formerUPN].compactMap { $0.flatMap(UPN.init) }
    var numbers = upns.map { IdentifyingNumber.upn($0) }
    numbers += [identifiers.nhsNumber.flatMap(NHSNumber.init)].compactMap { $0 }.map { .nhs($0) }
    numbers += [identifiers.laChildID.flatMap(LAChildID.init)].compactMap { $0 }
      .map { .laChild($0) }
    numbers += person.network.phones.compactMap { IdentifyingNumber(phone: $0) }
    self.init(
      id: id, names: person.names, birth: person.birth, unborn: person.stage == .unborn,
      postcodes: person.addresses.compactMap { address in
        address.postcode.map { KnownPostcode($0, current: address.to == nil) }
      },
      numbers: numbers)
  }
}
