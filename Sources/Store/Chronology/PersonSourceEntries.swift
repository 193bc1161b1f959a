import Domain

extension Person {
  /// Searches, sources and restrictions in words.
  static func told(
    _ fact: Fact, on day: Day, now record: Person, _ names: ChronologyNames
  ) -> ChronologyEntry {
    func entry(_ title: String, _ what: String? = nil) -> ChronologyEntry {
      ChronologyEntry(.record, on: day, title, what: what)
    }
    func proposal(_ key: Int) -> String {
      let value = record.proposals.first { $0.proposal.key == key }?.proposal.value
      return value.map { names.undisclosed.shown($0).inWords } ?? "a value"
    }
    switch fact {
    case .searchedBefore(let search, _):
      return entry(
        "Searched for before the record was made",
        names.undisclosed.takenOut(of: search.told(names.people)))
    case .verified(let field, let provenance, _):
      return entry("\(field.inWords) checked", provenance.inWords)
    case .proposed(let proposal, _):
      return entry(
        "Proposed: \(names.undisclosed.shown(proposal.value).inWords)",
        lines([
          ("Source", proposal.provenance.inWords), ("Contact", proposal.contact?.description),
        ]))
    case .proposalAccepted(let key, _): return entry("Proposal accepted: \(proposal(key))")
    case .proposalDeclined(let key, let reason, _):
      return entry("Proposal declined: \(proposal(key))", reason)
    case .glassBroken(let opening, _):
      return entry(
        "Locked record opened in need by \(names.worker(opening.worker)), until "
          + "\(opening.until.day.long), \(opening.until.inWords)", opening.reason)
    case .openingReviewed(_, let review):
      return entry(
        review.inOrder
          ? "Opening in need reviewed: in order" : "Opening in need reviewed: not in order",
        review.words)
    case .lookAlikeNoted(let lookAlike, _):
      return entry(
        "A record was made that looks like this one: \(lookAlike.person)",
        lines([
          ("Made by", lookAlike.by.map { names.worker($0) } ?? "an import"),
          ("How likely the same person", "\(lookAlike.percent) of 100"),
        ]))
    case .lookAlikeAnswered(let person, let words, _):
      return entry("Dealt with: the record \(person) that looks like this one", words)
    default: preconditionFailure("told elsewhere")
    }
  }
}

extension Person.SearchEvidence {
  /// `aisha khan 3/5/17, on 3 May 2026 at 9:32am. It showed P-12 (0.71) and nobody else.` Of those
  /// shown, only the ones the reader may know of.
  package func told(_ open: [PersonID: String]) -> String {
    let known = shown.filter { open[$0.person] != nil }
    var words = "\(text), on \(at.day.long) at \(at.inWords)."
    if known.isEmpty {
      words += shown.isEmpty ? " It showed nobody." : ""
    } else {
      let list = known.map { one in
        let percent = one.percent < 10 ? "0\(one.percent)" : "\(one.percent)"
        let likely = one.percent >= 100 ? "1.00" : "0.\(percent)"
        return "\(one.person) (\(one.asFamily == true ? "of the same family" : likely))"
      }
      let last = list.count > 1 ? " and \(list[list.count - 1])" : ""
      let first = (list.count > 1 ? Array(list.dropLast()) : list).joined(separator: ", ")
      words += " It showed \(first)\(last)"
      words += known.count == shown.count ? " and nobody else." : "."
    }
    if closed > 0 {
      words +=
        closed == 1 ? " A restricted record matched." : " \(closed) restricted records matched."
    }
    return words
  }
}

extension Instant {
  /// The time of day: `9:32am`.
  fileprivate var inWords: String {
    let (_, hour, minute) = london
    let half = hour < 12 ? "am" : "pm"
    let twelve = hour % 12 == 0 ? 12 : hour % 12
    return "\(twelve):\(minute < 10 ? "0" : "")\(minute)\(half)"
  }
}

extension Person.Field {
  /// As a heading.
  package var inWords: String {
    switch self {
    case .name: "Name"
    case .birth: "Date of birth"
    case .sex: "Sex as registered"
    case .gender: "Gender, in their own words"
    case .ethnicity: "Ethnicity"
    case .language: "First language"
    case .interpreter: "Interpreter needed"
    case .religion: "Religion or belief"
    case .disability: "Disability"
    case .disabilityHelp: "What helps"
    case .nhsNumber: "NHS number"
    case .upn: "UPN"
    case .formerUPN: "Former UPN"
    case .upnUnknown: "Why no UPN"
    case .laChildID: "LA child id"
    case .address: "Address"
    case .phone: "Phone"
    case .email: "Email"
    case .school: "School or nursery"
    case .gp: "GP practice"
    case .death: "Death"
    }
  }
}

extension Person.Proposal.Value {
  /// `date of birth 3 May 2019`, `another name: Aisha Rowe`.
  package var inWords: String {
    switch self {
    case .name(let name): "another name: \(name.full)"
    case .birth(let birth): "date of birth \(birth.inWords)"
    case .address(let address): "address \(address.oneLine)"
    case .phone(let number): "phone \(number)"
    case .email(let address): "email \(address)"
    case .school(let name): "school \(name)"
    case .nhsNumber(let number): "NHS number \(NHSNumber(number)?.description ?? number)"
    case .upn(let number): "UPN \(number)"
    case .sex(let sex): "sex as registered \(sex.meaning)"
    case .ethnicity(let ethnicity): "ethnicity \(ethnicity.meaning)"
    }
  }
}

extension Person {
  /// A value of the record as it is read; nil where nothing is recorded.
  package func words(of field: Field) -> String? {
    switch field {
    case .name: names.isEmpty ? nil : name.full
    case .birth: birth?.inWords
    case .sex: identity.sex?.meaning
    case .ethnicity: identity.ethnicity?.meaning
    case .interpreter: identity.interpreter?.inWords
    case .disability:
      identity.disabilities.isEmpty
        ? nil : identity.disabilities.map(\.meaning).joined(separator: ", ")
    case .nhsNumber:
      identifiers.nhsNumber.map { NHSNumber($0)?.description ?? $0 }
    case .upnUnknown: identifiers.upnUnknown?.meaning
    case .death: diedOn?.long
    case .gender, .language, .religion, .disabilityHelp, .upn, .formerUPN, .laChildID, .address,
      .phone, .email, .school, .gp:
      text(of: field)
    }
  }
}
