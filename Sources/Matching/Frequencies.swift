import Domain

/// How common each value is among the people one is looked for among. Sharing `Aniela` says more
/// than sharing `Olivia`.
///
/// Only common values need to be in ``counts``: of a kind that was counted, one that is not there is
/// taken for rare. A few thousand of the commonest names are enough, whatever the number of people. Of
/// a kind that nobody counted, every value has a usual share.
package struct Frequencies: Sendable, Equatable {
  /// What is counted. Raw values are for keeping, and never change.
  package enum Kind: String, CaseIterable, Sendable {
    /// One part of a given name, folded; of every name of a person, once.
    case given
    case family
    /// `2016`
    case year
    /// `03-14`
    case birthday
    /// Upper case, as stored.
    case postcode
    /// Folded and written as one: `acaciaroad`.
    case street
    case town
    case school
    /// A number that several people share, by its key: `tel:07700900123`.
    case number
  }

  package struct Value: Hashable, Sendable {
    package let kind: Kind
    package let text: String

    package init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// How many people there are.
  package var people: Int
  /// How many of them have a value.
  package var counts: [Value: Int]
  /// Of these kinds all common values are in ``counts``.
  package var counted: Set<Kind>

  package init(people: Int, counts: [Value: Int] = [:], counted: Set<Kind> = []) {
    self.people = people
    self.counts = counts
    self.counted = counted
  }

  /// Where nobody counted: a small town.
  package static let unknown = Frequencies(people: 10_000)

  /// The share of other people who have a value, drawn towards what is usual where few were counted.
  package func share(_ kind: Kind, _ text: String) -> Double {
    if let count = counts[Value(kind, text)] { return share(kind, count: count) }
    return counted.contains(kind) ? share(kind, count: 0) : usual(kind)
  }

  /// One of those counted is the person compared.
  func share(_ kind: Kind, count: Int, without own: Int = 1) -> Double {
    let trust = 500.0
    return (Double(max(0, count - own)) + trust * usual(kind)) / (Double(people) + trust)
  }

  /// The share of a value that is neither common nor rare.
  func usual(_ kind: Kind) -> Double {
    switch kind {
    case .given: 0.002
    case .family: 0.001
    case .year: 1.0 / 20
    case .birthday: 1.0 / 365
    case .postcode: min(0.01, 5.0 / Double(max(people, 500)))
    case .street: min(0.01, 20.0 / Double(max(people, 2000)))
    case .town: 0.02
    case .school: 0.01
    case .number: min(0.001, 3.0 / Double(max(people, 3000)))
    }
  }

  /// What is to be counted of a person, each value once.
  package static func values(of person: KnownPerson) -> Set<Value> {
    var values: Set<Value> = []
    for name in person.names {
      values.formUnion(Folding.parts(name.given).map { Value(.given, $0) })
      values.formUnion(Folding.parts(name.family).map { Value(.family, $0) })
    }
    if let day = person.birth?.day {
      values.insert(Value(.year, String(day.iso.prefix(4))))
      values.insert(Value(.birthday, String(day.iso.suffix(5))))
    }
    for address in person.addresses {
      if let postcode = address.postcode { values.insert(Value(.postcode, postcode)) }
      let (street, town) = (Studio.street(address.street), Folding.joined(address.town))
      if !street.isEmpty { values.insert(Value(.street, street)) }
      if !town.isEmpty { values.insert(Value(.town, town)) }
    }
    if let school = person.school.map(Folding.joined), !school.isEmpty {
      values.insert(Value(.school, school))
    }
    for number in person.numbers {
      switch number {
      case .phone, .email: values.insert(Value(.number, number.key))
      case .reference, .nhs, .upn, .laChild: break
      }
    }
    return values
  }
}
