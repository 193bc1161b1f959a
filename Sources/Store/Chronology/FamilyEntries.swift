import Domain

extension Person {
  /// What the family page has recorded, in words.
  static func tellFamily(
    _ fact: Fact, of id: PersonID, on day: Day, now record: Person, names: ChronologyNames
  ) -> [ChronologyEntry] {
    switch fact {
    case .relationshipChanged(let relationship, let other, let provenance, _):
      return [
        ChronologyEntry(
          .life, on: day,
          "What is known of \(names.person(id)) as \(relationship.kind.words.lowercased()) of "
            + "\(names.person(other)) was changed",
          what: lines(relationship.parts + [("Source", provenance.inWords)]))
      ]
    case .livesAlso(let address, let provenance):
      return [
        ChronologyEntry(
          .moves, on: day, "Lives also at \(names.address(address))",
          what: lines([("When", address.part), ("Source", provenance.inWords)]),
          significant: true)
      ]
    case .livesNoLonger(let address, _, let provenance):
      return [
        ChronologyEntry(
          .moves, on: day, "Lives no longer also at \(names.address(address))",
          what: provenance.inWords, significant: true)
      ]
    case .professionalInvolved(let professional, let provenance, _):
      return [
        ChronologyEntry(
          .life, on: day, "\(professional.kind.words) involved: \(professional.shortName)",
          what: lines([
            ("Role", professional.role), ("Agency", professional.agency),
            ("Source", provenance.inWords),
          ]))
      ]
    case .professionalLeft(let key, _, let reason):
      let name =
        record.professionals.indices.contains(key)
        ? record.professionals[key].shortName : "Somebody"
      return [ChronologyEntry(.life, on: day, "No longer involved: \(name)", what: reason)]
    default: preconditionFailure("not a fact of the family page")
    }
  }
}

extension Person.Professional {
  /// `Mrs Rowe, Lanrock School`
  package var shortName: String {
    [name, agency ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension Person.Relationship {
  fileprivate var parts: [(String, String?)] {
    [
      ("Parental responsibility", parentalResponsibility ? "Yes" : nil),
      ("Since", from?.long), ("How they live", terms?.couple?.words),
      ("Married on", terms?.marriedOn?.long), ("Separated on", terms?.separatedOn?.long),
      ("Divorced on", terms?.divorcedOn?.long), ("Parent", terms?.bond?.words),
      ("Contact", terms?.contact?.words), ("Arrangement", terms?.contactWords),
      ("Court order of", terms?.orderedOn?.long), ("Must not be told", terms?.doNotShare),
      ("Tie", terms?.strength?.words),
    ]
  }
}
