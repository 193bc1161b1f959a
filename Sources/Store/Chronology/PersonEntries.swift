import Domain

extension Person: ToldNoun {
  package static func people(in person: Person, _ id: PersonID) -> Set<PersonID> { [id] }

  /// What another person's record says belongs here only where it names this one.
  package static func concerns(
    _ fact: Fact, of id: PersonID, now record: Person, _ person: PersonID
  ) -> Bool {
    id == person || fact.subjects.contains(person)
  }

  package static func tell(
    _ fact: Fact, of id: PersonID, on day: Day, now record: Person, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    switch fact {
    case .created(let details, let searched, _):
      return [
        ChronologyEntry(
          .record, on: day, "Record begun: \(details.name.full)",
          what: lines([
            (
              "Looked for before",
              person == nil ? names.undisclosed.takenOut(of: searched) : nil
            ),
            ("Born", details.birth?.inWords), ("Home", details.address.map(names.address)),
            ("Said by", details.provenance.saidBy), ("Checked", details.provenance.verified),
          ]))
      ] + record.born(details.birth)
    case .imported(let details, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "Record brought in by an import",
          what: lines([("Said by", details.provenance.saidBy)]))
      ] + record.born(details.birth) + record.died(details.diedOn)
    case .broughtOver(let details, _, let reference, _):
      return [
        ChronologyEntry(
          .record, on: day, "Record brought over from \(reference.system)",
          what: lines([
            ("Reference there", reference.number), ("Said by", details.provenance.saidBy),
          ]))
      ] + record.born(details.birth) + record.died(details.diedOn)
    case .named(let name, let provenance, _):
      return [
        ChronologyEntry(
          .record, on: day, "Name recorded: \(name.full) (\(name.kind.inWords))",
          what: provenance.inWords)
      ]
    case .birthRecorded(let birth, _, let provenance, _):
      return [
        ChronologyEntry(
          .record, on: day, "Date of birth recorded: \(birth.inWords)", what: provenance.inWords)
      ] + record.born(birth)
    case .identityRecorded(let identity, let provenance, _):
      return [
        ChronologyEntry(
          .record, on: day, "Who the person is",
          what: lines(identity.parts + [("Source", provenance.inWords)]))
      ]
    case .identifiersRecorded(let numbers, let provenance, _):
      return [
        ChronologyEntry(
          .record, on: day, "Numbers recorded",
          what: lines([
            ("NHS number", numbers.nhsNumber), ("UPN", numbers.upn),
            ("Former UPN", numbers.formerUPN), ("Why no UPN", numbers.upnUnknown?.meaning),
            ("LA child id", numbers.laChildID), ("Source", provenance.inWords),
          ]))
      ]
    case .networkRecorded(let network, let provenance, _):
      return [
        ChronologyEntry(
          .record, on: day, "School, GP and ways to reach the person",
          what: lines([
            ("School", network.school), ("GP", network.gp),
            ("Phone", network.phones.joined(separator: ", ")), ("Email", network.email),
            ("Source", provenance.inWords),
          ]))
      ]
    case .moved(let address, let provenance):
      return [
        ChronologyEntry(
          .moves, on: day, "Moved to \(names.address(address))", what: provenance.inWords,
          significant: true)
      ]
    case .leftAddress(_, let provenance):
      return [
        ChronologyEntry(
          .moves, on: day, "Left the home address", what: provenance.inWords, significant: true)
      ]
    case .related(let relationship, let other, let provenance, _):
      let rights =
        relationship.parentalResponsibility ? ", with parental responsibility" : ""
      return [
        ChronologyEntry(
          .life, on: day,
          "\(names.person(id)) is recorded as "
            + "\(relationship.kind.words.lowercased()) of \(names.person(other))\(rights)",
          what: provenance.inWords)
      ]
    case .relationshipEnded(let other, let kind, _, let reason):
      return [
        ChronologyEntry(
          .life, on: day,
          "\(names.person(id)) is no longer \(kind.words.lowercased()) of \(names.person(other))",
          what: reason)
      ]
    case .restricted(let restriction, let reason, _):
      return [
        ChronologyEntry(
          .record, on: day, "Record restricted: \(restriction.level.rawValue)", what: reason)
      ]
    case .restrictionLifted(let reason, _):
      return [ChronologyEntry(.record, on: day, "Restriction ended", what: reason)]
    case .died(let on, let provenance):
      return [
        ChronologyEntry(
          .record, on: day, "Death recorded: \(on.long)", what: provenance.inWords)
      ] + record.died(on)
    case .merged(let other, let reason, _):
      return [
        ChronologyEntry(
          .record, on: day, "Record \(id) merged into \(other): one person, two records",
          what: reason)
      ]
    case .unmerged(let other, let reason, _):
      return [
        ChronologyEntry(
          .record, on: day, "Record \(id) un-merged from \(other): two people after all",
          what: reason)
      ]
    case .notSame(let other, let reason, _):
      return [
        ChronologyEntry(
          .record, on: day, "Records \(id) and \(other) are of two different people",
          what: reason)
      ]
    case .notSameWithdrawn(let other, let reason, _):
      return [
        ChronologyEntry(
          .record, on: day, "No longer said that \(id) and \(other) are two people",
          what: reason)
      ]
    case .relationshipChanged, .livesAlso, .livesNoLonger, .professionalInvolved,
      .professionalLeft:
      return tellFamily(fact, of: id, on: day, now: record, names: names)
    case .searchedBefore, .verified, .proposed, .proposalAccepted, .proposalDeclined, .glassBroken,
      .openingReviewed, .lookAlikeNoted, .lookAlikeAnswered:
      return [told(fact, on: day, now: record, names)]
    }
  }

  package static func mentions(_ fact: Fact) -> [PersonID] {
    switch fact {
    case .searchedBefore(let search, _): search.shown.map(\.person)
    case .lookAlikeNoted(let lookAlike, _): [lookAlike.person]
    case .lookAlikeAnswered(let person, _, _): [person]
    default: []
    }
  }

  /// The birth itself, where this is the date the record holds. Of a record that gave way it is
  /// told by the one that stands.
  private func born(_ birth: Birth?) -> [ChronologyEntry] {
    guard let birth, birth == self.birth, mergedInto == nil else { return [] }
    switch birth {
    case .exact(let day):
      return [ChronologyEntry(.life, on: day, "Born", significant: true)]
    case .estimated(let day):
      return [ChronologyEntry(.life, on: day, "Born about this day", significant: true)]
    case .expected: return []
    }
  }

  private func died(_ day: Day?) -> [ChronologyEntry] {
    guard let day, day == diedOn, mergedInto == nil else { return [] }
    return [ChronologyEntry(.life, on: day, "Died", significant: true)]
  }
}

extension Person.Birth {
  /// `3 May 2019`, `about 3 May 2019`, `expected 3 May 2026`
  package var inWords: String {
    switch self {
    case .exact(let day): day.long
    case .estimated(let day): "about \(day.long)"
    case .expected(let day): "expected \(day.long)"
    }
  }
}

extension Person.Name.Kind {
  package var inWords: String {
    switch self {
    case .current: "in use"
    case .preferred: "preferred"
    case .previous: "previous"
    case .alias: "also known as"
    }
  }
}

extension Person.Provenance {
  package var inWords: String {
    [saidBy.isEmpty ? nil : "Said by \(saidBy).", verified.map { "Checked: \($0)." }]
      .compactMap { $0 }.joined(separator: " ")
  }
}

extension Person.Identity {
  fileprivate var parts: [(String, String?)] {
    [
      ("Sex", sex?.meaning), ("Gender", gender), ("Ethnicity", ethnicity?.meaning),
      ("First language", language), ("Interpreter needed", interpreter?.inWords),
      ("Religion", religion), ("Disability", disabilities.map(\.meaning).joined(separator: "; ")),
      ("What helps", disabilityHelp),
    ]
  }
}
