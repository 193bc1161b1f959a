/// What is said of a child with open work is passed to it once a second person has agreed (A4). It has
/// arrived when somebody who works with the child says that they have read it.
extension Contact.Decision {
  package func passedOn(of named: [Contact.Named]) -> [PersonID] {
    let keys = outcomes.filter { $0.outcome == .passedToOpenWork }.map(\.key)
    return named.filter { keys.contains($0.key) }.compactMap(\.person)
  }
}

extension Contact {
  /// The children whose open work this contact was passed to; none before the second check.
  package var passedOn: [PersonID] {
    check == nil ? [] : decision?.passedOn(of: named) ?? []
  }

  func read(by actor: Actor, today: Day) throws(Refusal) -> [Fact] {
    guard !passedOn.isEmpty else {
      throw Refusal("contact.not-passed", "This has not been passed to open work")
    }
    guard let worker = actor.worker else {
      throw Refusal("contact.read-by-worker", "Only a worker can say that they have read this")
    }
    return readers.contains(worker) ? [] : [.read(by: worker, children: passedOn, on: today)]
  }
}
