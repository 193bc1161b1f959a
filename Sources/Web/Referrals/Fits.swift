import Domain
import HTML
import Store

/// Who could take a child, with the reasons in words. It orders and never chooses: none is ticked.
struct Fit: Sendable {
  let line: Caseload.Line
  /// What speaks for the worker.
  let reasons: [String]
  /// What speaks against, or would refuse.
  let against: [String]
  let room: Int

  var words: String {
    (reasons + against).joined(separator: ". ") + "."
  }

  /// Those of a team, the best fit first.
  static func all(
    _ lines: [Caseload.Line], for kind: KindOfWork, language: String?, known: Caseload.Known,
    sentBack: WorkerID? = nil, today: Day
  ) -> [Fit] {
    lines.map { fit($0, kind, language, known, sentBack, today) }.sorted {
      ($0.against.count, -$0.reasons.count, -$0.room, $0.line.name)
        < ($1.against.count, -$1.reasons.count, -$1.room, $1.line.name)
    }
  }

  private static func fit(
    _ line: Caseload.Line, _ kind: KindOfWork, _ language: String?, _ known: Caseload.Known,
    _ sentBack: WorkerID?, _ today: Day
  ) -> Fit {
    let (points, cap) = (line.points(on: today), line.cap(on: today))
    let adds = CaseWeights().on(today).points(of: kind)
    let room = cap - points - adds
    var reasons: [String] = []
    var against: [String] = []
    if let sibling = known.sibling(with: line.worker) { reasons.append("Works with \(sibling)") }
    if line.worker == sentBack {
      against.append("Has just sent this child back")
    } else if known.hadBefore.contains(line.worker) {
      reasons.append("Worked with this child before")
    }
    if let language, line.workload.languages.contains(where: { same($0, language) }) {
      reasons.append("Speaks \(language)")
    }
    if kind.needsRegistration, line.registration?.holds(on: today) == true {
      reasons.append("Registered social worker")
    }
    if let until = line.workload.awayUntil(on: today) {
      against.append("Away until \(until.long)")
    }
    if kind.needsRegistration, line.registration?.holds(on: today) != true {
      against.append("Not registered today, and \(kind.named) needs a registered social worker")
    }
    let holds = "holds \(points) of \(cap) points"
    if room < 0 {
      against.append("No room: \(holds), this child adds \(adds)")
    } else {
      reasons.append("Room: \(holds), \(room) left after this child")
    }
    if let note = line.firstYear(on: today) { reasons.append(note) }
    return Fit(line: line, reasons: reasons, against: against, room: room)
  }

  private static func same(_ one: String, _ other: String) -> Bool {
    one.lowercased() == other.lowercased()
  }
}

extension Caseload.Line {
  /// `Newly qualified: protected at 90 points`
  func firstYear(on day: Day) -> String? {
    if let programme = workload.programme {
      return programme.holds(on: day)
        ? "Newly qualified: protected at \(programme.cap) points until \(programme.to.long)" : nil
    }
    return isNewlyQualified ? "Newly qualified: a protected caseload" : nil
  }

  /// Part time, first year, absence: what the points must be read with.
  func notes(on day: Day) -> [String] {
    let percent = workload.percent(on: day)
    return [
      percent < 100 ? "\(percent)% of a full week" : nil, firstYear(on: day),
      workload.awayUntil(on: day).map { "Away until \($0.long)" },
      beside > 0 ? "Beside the worker of \(counted(beside, "child", "children"))" : nil,
      unanswered > 0
        ? "Has not said whether they take \(counted(unanswered, "child", "children"))" : nil,
    ].compactMap { $0 }
  }

  /// `3 assessments, 1 child protection plan`
  var mix: String {
    KindOfWork.allCases.reversed().compactMap { kind in
      held[kind].map { "\($0) \(kind.words.lowercased())" }
    }.joined(separator: ", ")
  }
}
