import Domain

/// Compares typed names with every name of a record and keeps the best.
struct NameComparison {
  private let terms: SearchTerms

  init(_ terms: SearchTerms) { self.terms = terms }

  func compare(with names: [Person.Name]) -> Finding {
    var best = Finding(likeness: 0, against: ["the name is another"])
    for name in names {
      var finding = compare(with: name)
      guard finding.likeness > 0 else { continue }
      switch name.kind {
      case .current: break
      case .previous: finding = marked(finding, "previous name \(name.full)", name, among: names)
      case .preferred: finding.for.insert("preferred name \(name.full)", at: 0)
      case .alias: finding.for.insert("also known as \(name.full)", at: 0)
      }
      if finding.likeness > best.likeness { best = finding }
    }
    return best
  }

  /// Says which part of a previous name is the previous one.
  private func marked(
    _ finding: Finding, _ words: String, _ name: Person.Name, among names: [Person.Name]
  ) -> Finding {
    var finding = finding
    let current = names.first { $0.kind == .current }
    let sameGiven = Folding.joined(current?.given ?? "") == Folding.joined(name.given)
    finding.for.insert(sameGiven ? "previous surname \(name.family)" : words, at: 0)
    // A name in use that fits as well comes first.
    finding.likeness *= 0.98
    return finding
  }

  private func compare(with name: Person.Name) -> Finding {
    let given = Folding.parts(name.given)
    let family = Folding.parts(name.family)
    if terms.given.isEmpty, terms.family.isEmpty {
      return fit(terms.names, given + family) ?? Finding(likeness: 0)
    }
    let straight = both(fit(terms.given, given), fit(terms.family, family))
    var crossed = both(fit(terms.given, family), fit(terms.family, given))
    crossed.likeness *= 0.95
    crossed.for.append("given name and surname the other way round")
    var best = crossed.likeness > straight.likeness ? crossed : straight
    if !terms.names.isEmpty { best = both(best, fit(terms.names, given + family)) }
    return best
  }

  /// Weighs two halves by nothing but whether they were asked for.
  private func both(_ left: Finding?, _ right: Finding?) -> Finding {
    switch (left, right) {
    case (nil, nil): Finding(likeness: 0)
    case (let one?, nil), (nil, let one?): one
    case (let left?, let right?):
      Finding(
        likeness: (left.likeness + right.likeness) / 2, for: left.for + right.for,
        against: left.against + right.against)
    }
  }

  /// Gives every typed part the known part that it fits best, each known part once; the best
  /// pairs first. Nil where nothing was typed.
  private func fit(_ typed: [String], _ known: [String]) -> Finding? {
    if typed.isEmpty { return nil }
    if known.isEmpty { return Finding(likeness: 0) }
    if typed.joined() == known.joined() {
      return Finding(likeness: 1, for: ["same name: \(shown(typed))"])
    }
    var pairs: [(left: Int, right: Int, fit: PartFit)] = []
    for (left, part) in typed.enumerated() {
      for (right, other) in known.enumerated() {
        pairs.append((left, right, PartFit(part, other)))
      }
    }
    pairs.sort { ($1.fit.likeness, $0.left, $0.right) < ($0.fit.likeness, $1.left, $1.right) }
    var takenLeft: Set<Int> = []
    var takenRight: Set<Int> = []
    var finding = Finding(likeness: 0)
    var words: [(Int, String)] = []
    var sum = 0.0
    for pair in pairs where !takenLeft.contains(pair.left) && !takenRight.contains(pair.right) {
      takenLeft.insert(pair.left)
      takenRight.insert(pair.right)
      sum += pair.fit.likeness
      if let reason = pair.fit.reason { words.append((pair.left, reason)) }
    }
    finding.likeness = sum / Double(typed.count)
    finding.for = words.sorted { $0.0 < $1.0 }.map(\.1)
    return finding
  }

  private func shown(_ parts: [String]) -> String {
    parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }
}

/// How one typed part fits one part of a record's name.
struct PartFit {
  let likeness: Double
  /// Nil where there is nothing to say.
  let reason: String?

  init(_ typed: String, _ known: String) {
    let shown = known.prefix(1).uppercased() + known.dropFirst()
    let winkler = Similarity.jaroWinkler(typed, known)
    let edits = Similarity.edits(typed, known)
    let shorter = min(typed.count, known.count)
    if typed == known {
      (likeness, reason) = (1, "same name: \(shown)")
    } else if Nicknames.areForms(typed, known) {
      (likeness, reason) = (0.94, "\(typed.capitalisedFirst) is a form of \(shown)")
    } else if shorter >= 4, edits == 1 {
      (likeness, reason) = (max(0.92, winkler * 0.95), "one letter different from \(shown)")
    } else if shorter > 1, DoubleMetaphone(typed).soundsLike(DoubleMetaphone(known)) {
      (likeness, reason) = (max(0.85, winkler * 0.93), "sounds like \(shown)")
    } else if typed.count >= 3, known.hasPrefix(typed) {
      (likeness, reason) = (0.88, "\(shown) begins with \(typed.capitalisedFirst)")
    } else if typed.count == 1, known.hasPrefix(typed) {
      (likeness, reason) = (0.7, "\(shown) begins with \(typed.capitalisedFirst)")
    } else if winkler >= 0.85 {
      (likeness, reason) = (winkler * 0.85, "spelt like \(shown)")
    } else {
      (likeness, reason) = (winkler >= 0.7 ? winkler * 0.4 : 0, nil)
    }
  }
}

extension String {
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
