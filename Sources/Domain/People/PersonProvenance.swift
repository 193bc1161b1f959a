// Who said what about a person, value by value; and what intake brings, which waits for a worker.

extension Person {
  /// One value by which somebody is known. Each has a source of its own.
  package enum Field: String, Codable, Sendable, CaseIterable {
    case name, birth, sex, gender, ethnicity, language, interpreter, religion, disability
    case disabilityHelp, nhsNumber, upn, formerUPN, upnUnknown, laChildID, address, phone, email
    case school, gp, death
  }

  /// Who said a value, how it was checked, and when it was recorded.
  package struct Source: Codable, Sendable, Equatable {
    package var provenance: Provenance
    package var on: Day

    package init(_ provenance: Provenance, on: Day) {
      self.provenance = provenance
      self.on = on
    }
  }

  /// The sources of a person's values: that of the record's beginning, and those of values that
  /// were settled since.
  package struct Sources: Sendable, Equatable {
    package struct Later: Sendable, Equatable {
      package let field: Field
      package let source: Source
    }
    package var beginning: Source?
    /// In the order of the fields' names.
    package private(set) var later: [Later] = []

    package init(beginning: Source? = nil) { self.beginning = beginning }

    package subscript(_ field: Field) -> Source? {
      later.first { $0.field == field }?.source ?? beginning
    }

    /// Nil where the value is on the record no longer.
    package mutating func settle(_ field: Field, _ source: Source?) {
      later.removeAll { $0.field == field }
      guard let source else { return }
      let place = later.firstIndex { $0.field.rawValue > field.rawValue } ?? later.count
      later.insert(Later(field: field, source: source), at: place)
    }
  }

  /// Where the value on the record today comes from; nil where there is no value.
  package func source(of field: Field) -> Source? {
    text(of: field) == nil ? nil : sources[field]
  }

  /// The value as text that two can be compared by; nil where nothing is recorded.
  package func text(of field: Field) -> String? {
    func some(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    return switch field {
    case .name: some([name.given, name.family].filter { !$0.isEmpty }.joined(separator: " "))
    case .birth: birth.map { "\($0.certainty) \($0.day.iso)" }
    case .sex: identity.sex?.rawValue
    case .gender: some(identity.gender)
    case .ethnicity: identity.ethnicity?.rawValue
    case .language: some(identity.language)
    case .interpreter: identity.interpreter.map { $0 ? "yes" : "no" }
    case .religion: some(identity.religion)
    case .disability: some(identity.disabilities.map(\.rawValue).joined(separator: " "))
    case .disabilityHelp: some(identity.disabilityHelp)
    case .nhsNumber: some(identifiers.nhsNumber)
    case .upn: some(identifiers.upn)
    case .formerUPN: some(identifiers.formerUPN)
    case .upnUnknown: identifiers.upnUnknown?.rawValue
    case .laChildID: some(identifiers.laChildID)
    case .address: some(address?.oneLine)
    case .phone: some(network.phones.joined(separator: ", "))
    case .email: some(network.email)
    case .school: some(network.school)
    case .gp: some(network.gp)
    case .death: diedOn?.iso
    }
  }

  /// Gives each value that the fact changed, or confirmed, the fact's source.
  mutating func attribute(_ fact: Fact, before: Person) {
    if case .verified(let field, let provenance, let on) = fact {
      sources.settle(field, Source(provenance, on: on))
      return
    }
    guard let source = fact.source else { return }
    for field in Field.allCases {
      let now = text(of: field)
      guard now != before.text(of: field) else { continue }
      sources.settle(field, now == nil ? nil : source)
    }
  }
}

extension Person.Fact {
  /// Who said it, where the fact settles values of the record.
  package var source: Person.Source? {
    switch self {
    case .created(let details, _, let on), .imported(let details, _, let on),
      .broughtOver(let details, _, _, let on):
      Person.Source(details.provenance, on: on)
    case .named(_, let provenance, let on), .birthRecorded(_, _, let provenance, let on),
      .identityRecorded(_, let provenance, let on), .identifiersRecorded(_, let provenance, let on),
      .networkRecorded(_, let provenance, let on), .leftAddress(let on, let provenance),
      .died(let on, let provenance), .verified(_, let provenance, let on):
      Person.Source(provenance, on: on)
    case .moved(let address, let provenance):
      Person.Source(provenance, on: address.from ?? Day(number: 0))
    default: nil
    }
  }
}

// MARK: - Proposals

extension Person {
  /// A value that intake brought for somebody who is on the record already. It changes nothing until
  /// a worker accepts it.
  package struct Proposal: Codable, Sendable, Equatable {
    package enum Value: Codable, Sendable, Equatable {
      case name(name: Name)
      case birth(birth: Birth)
      case address(address: Address)
      case phone(number: String)
      case email(address: String)
      case school(name: String)
      case nhsNumber(number: String)
      case upn(number: String)
      case sex(sex: Sex)
      case ethnicity(ethnicity: Ethnicity)

      package var field: Field {
        switch self {
        case .name: .name
        case .birth: .birth
        case .address: .address
        case .phone: .phone
        case .email: .email
        case .school: .school
        case .nhsNumber: .nhsNumber
        case .upn: .upn
        case .sex: .sex
        case .ethnicity: .ethnicity
        }
      }
    }
    /// Which of the person's proposals: counted from 1.
    package var key: Int
    package var value: Value
    package var provenance: Provenance
    /// The contact that brought it, where one did.
    package var contact: ContactID?

    package init(key: Int, value: Value, provenance: Provenance, contact: ContactID? = nil) {
      self.key = key
      self.value = value
      self.provenance = provenance
      self.contact = contact
    }
  }

  /// A proposal and what became of it.
  package struct Proposed: Sendable, Equatable {
    package enum Status: String, Sendable { case open, accepted, declined }
    package var proposal: Proposal
    package var on: Day
    package var status = Status.open
    package var settledOn: Day?
    /// Why it was declined.
    package var reason: String?

    package init(_ proposal: Proposal, on: Day) {
      self.proposal = proposal
      self.on = on
    }
  }

  /// Those that nobody has settled.
  package var openProposals: [Proposed] { proposals.filter { $0.status == .open } }

  /// Whether the record says something else, or nothing, where this would stand.
  package func differs(from value: Proposal.Value) -> Bool {
    func plain(_ text: String?) -> String {
      (text ?? "").lowercased().filter { $0.isLetter || $0.isNumber }
    }
    switch value {
    case .name(let name):
      return !names.contains {
        plain($0.given) == plain(name.given) && plain($0.family) == plain(name.family)
      }
    case .birth(let birth): return self.birth != birth
    case .address(let address):
      guard let now = self.address else { return true }
      if plain(now.postcode) != plain(address.postcode) { return true }
      return !address.lines.isEmpty && plain(now.lines) != plain(address.lines)
    case .phone(let number): return !network.phones.map(plain).contains(plain(number))
    case .email(let address): return plain(network.email) != plain(address)
    case .school(let name): return plain(network.school) != plain(name)
    case .nhsNumber(let number): return identifiers.nhsNumber != number
    case .upn(let number): return identifiers.upn != number && identifiers.formerUPN != number
    case .sex(let sex): return identity.sex != sex
    case .ethnicity(let ethnicity): return identity.ethnicity != ethnicity
    }
  }

  /// Judges what is proposed, accepted, declined and checked.
  func judgeSource(_ command: Command, today: Day) throws(Refusal) -> [Fact] {
    switch command {
    case .verify(let field, let provenance):
      guard text(of: field) != nil else {
        throw Refusal("person.verify-nothing", "There is nothing on the record to check yet")
      }
      guard !(provenance.verified ?? "").isEmpty else {
        throw Refusal("person.verify-how", "Say how it was checked", question: "verified")
      }
      guard provenance != sources[field]?.provenance else { return [] }
      return [.verified(field: field, provenance: provenance, on: today)]
    case .propose(let values, let provenance, let contact):
      var facts: [Fact] = []
      for value in values where differs(from: value) {
        // Asked once: not while it waits, and not again by the contact whose word was declined.
        let known = proposals.contains {
          $0.proposal.value == value && ($0.status == .open || $0.proposal.contact == contact)
        }
        if known { continue }
        let key = proposals.count + facts.count + 1
        facts.append(
          .proposed(
            proposal: Proposal(key: key, value: value, provenance: provenance, contact: contact),
            on: today))
      }
      return facts
    case .accept(let key, let provenance):
      let proposal = try open(key)
      return [.proposalAccepted(key: key, on: today)]
        + (try settling(proposal.value, provenance: provenance, today: today))
    case .decline(let key, let reason):
      _ = try open(key)
      guard !reason.isEmpty else {
        throw Refusal(
          "person.decline-reason", "Say why the record stays as it is", question: "reason")
      }
      return [.proposalDeclined(key: key, reason: reason, on: today)]
    default: preconditionFailure("not a command about sources")
    }
  }

  private func open(_ key: Int) throws(Refusal) -> Proposal {
    guard let found = proposals.first(where: { $0.proposal.key == key }) else {
      throw Refusal("person.proposal", "This proposal is not on the record")
    }
    guard found.status == .open else {
      throw Refusal(
        "person.proposal-settled", "Somebody has settled this already. Look at the details again")
    }
    return found.proposal
  }

  /// The facts that put a proposed value on the record, by the same rules as a worker's own change.
  private func settling(
    _ value: Proposal.Value, provenance: Provenance, today: Day
  ) throws(Refusal) -> [Fact] {
    var numbers = identifiers
    var network = network
    var identity = identity
    let command: Command
    switch value {
    case .name(let name): command = .addName(name, provenance: provenance)
    case .birth(let birth):
      let stage = stage == .unborn && birth.certainty != "expected" ? .child : stage
      command = .recordBirth(birth, stage: stage, provenance: provenance)
    case .address(let address): command = .move(to: address, provenance: provenance)
    case .phone(let number):
      network.phones.append(number)
      command = .recordNetwork(network, provenance: provenance)
    case .email(let address):
      network.email = address
      command = .recordNetwork(network, provenance: provenance)
    case .school(let name):
      network.school = name
      command = .recordNetwork(network, provenance: provenance)
    case .nhsNumber(let number):
      numbers.nhsNumber = number
      command = .recordIdentifiers(numbers, provenance: provenance)
    case .upn(let number):
      if let before = numbers.upn, before != number { numbers.formerUPN = before }
      numbers.upn = number
      numbers.upnUnknown = nil
      command = .recordIdentifiers(numbers, provenance: provenance)
    case .sex(let sex):
      identity.sex = sex
      command = .recordIdentity(identity, provenance: provenance)
    case .ethnicity(let ethnicity):
      identity.ethnicity = ethnicity
      command = .recordIdentity(identity, provenance: provenance)
    }
    return try Person.judge(command, given: self, around: Around(), today: today)
  }
}

extension Person.Details {
  /// What it says, value by value: what an import proposes for somebody who is on the record.
  package var proposals: [Person.Proposal.Value] {
    var values: [Person.Proposal.Value] = []
    if !name.given.isEmpty, !name.family.isEmpty {
      values.append(.name(name: .init(given: name.given, family: name.family, kind: .alias)))
    }
    if let birth, stage != .unborn { values.append(.birth(birth: birth)) }
    if let address { values.append(.address(address: address)) }
    if let number = identifiers.nhsNumber, NHSNumber(number) != nil {
      values.append(.nhsNumber(number: number))
    }
    if let number = identifiers.upn, UPN(number) != nil { values.append(.upn(number: number)) }
    if let sex = identity.sex, sex != .unknown { values.append(.sex(sex: sex)) }
    if let ethnicity = identity.ethnicity { values.append(.ethnicity(ethnicity: ethnicity)) }
    return values
  }
}

extension Person.Network {
  /// The same for how somebody is reached.
  package var proposals: [Person.Proposal.Value] {
    phones.map { .phone(number: $0) } + [email].compactMap { $0 }.map { .email(address: $0) }
      + [school].compactMap { $0 }.map { .school(name: $0) }
  }
}
