import Domain
import HTML
import Store

extension AlertTable.Around {
  /// The alert on somebody's page: what it is, whose, and what to do.
  /// - Parameter isClosed: the bearer's record is closed to the reader, so the words are too.
  func line(on person: PersonID) -> AlertLine {
    let note = familyTold ? "" : " The family has not been told of this alert."
    guard bearer.id != person else { return AlertLine("\(kind.words): \(what)", act: act + note) }
    let how = ties.map(\.words).joined(separator: ", ")
    if kind == .doNotDiscloseAddress {
      return AlertLine(
        "\(kind.words): \(bearer.name), \(how).", act: act + note)
    }
    return AlertLine("\(kind.words): \(bearer.name), \(how). \(what)", act: act + note)
  }
}

extension AlertTable.Tie {
  /// `partner of the mother since 1 March 2026`
  var words: String {
    func since(_ day: Day?) -> String { day.map { " since \($0.long)" } ?? "" }
    switch self {
    case .own: return ""
    case .related(let kind, let day): return kind.words.lowercased() + since(day)
    case .partnerOf(let kind, let day):
      return "partner of the \(kind.words.lowercased())" + since(day)
    case .livesWith(let day): return "lives at the same address" + since(day)
    }
  }
}

extension Context {
  /// What is to be known of before acting for these people. Whoever's record is closed to the worker
  /// is not named; that there is an alert, and what to do, is said all the same.
  func alerts(
    around people: [PersonID], on day: Day
  ) async throws -> [PersonID: [AlertTable.Around]] {
    let live = Looking(database: house.database, day: day, asAt: nil)
    return try await alerts(around: people, in: live)
  }

  func alerts(
    around people: [PersonID], in looking: Looking
  ) async throws -> [PersonID: [AlertTable.Around]] {
    let day = looking.day
    let found = try await looking.read { try AlertTable.around(people, on: day, in: $0) }
    guard !found.isEmpty else { return [:] }
    let open = try await seeable(found.values.joined().map(\.bearer.id))
    return found.mapValues { alerts in
      alerts.map { open.contains($0.bearer.id) ? $0 : $0.withoutName }
    }
  }

  /// The same as lines of the bar, with what somebody of the family must not be told.
  func alertLines(
    of people: [PersonID], in looking: Looking
  ) async throws -> [PersonID: [AlertLine]] {
    let alerts = try await alerts(around: people, in: looking)
    let day = looking.day
    let kept = try await looking.read {
      try AlertTable.mustNotBeTold(about: people, on: day, in: $0)
    }
    let open = kept.isEmpty ? [] : try await seeable(kept.values.joined().map(\.line.id))
    var lines = alerts.reduce(into: [PersonID: [AlertLine]]()) { lines, entry in
      lines[entry.key] = entry.value.map { $0.line(on: entry.key) }
    }
    for (person, told) in kept {
      lines[person, default: []] += told.filter { open.contains($0.line.id) }.map {
        AlertLine("Do not share with \($0.line.name):", act: $0.words)
      }
    }
    // What the night is told changes how anybody acts now; of the past it says nothing.
    guard looking.asAt == nil else { return lines }
    let now = now
    let told = try await looking.read { try HandoverTable.inForce(about: people, at: now, in: $0) }
    for (person, warnings) in told {
      lines[person, default: []] += warnings.map { warning in
        AlertLine(
          "\(HandoverWords.alert) until \(warning.until.inShort): \(warning.what)", act: warning.act
        )
      }
    }
    return lines
  }
}

extension AlertTable.Around {
  fileprivate var withoutName: AlertTable.Around {
    var closed = self
    closed.what = "Ask a manager who may see that record."
    closed.bearer = PersonTable.Line(
      id: bearer.id, name: ChronologyNames.closed, stage: bearer.stage, birth: nil, diedOn: nil)
    return closed
  }
}
