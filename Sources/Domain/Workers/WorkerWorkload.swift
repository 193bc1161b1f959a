extension Worker {
  /// What can be expected of a worker, from which day on.
  package struct Workload: Sendable, Equatable {
    package var hours: [Hours] = []
    /// The protected first year of a newly qualified worker.
    package var programme: Programme?
    package var away: [Away] = []
    package var languages: [String] = []

    /// The share of a full-time week, in per cent.
    package struct Hours: Codable, Sendable, Equatable {
      package var percent: Int
      package var from: Day

      package init(percent: Int, from: Day) {
        self.percent = percent
        self.from = from
      }
    }

    /// A newly qualified worker's programme (the assessed and supported year in employment), with the
    /// points that may be held meanwhile.
    package struct Programme: Codable, Sendable, Equatable {
      package var from: Day
      package var to: Day
      /// Points, for a full-time week.
      package var cap: Int

      package init(from: Day, to: Day, cap: Int) {
        self.from = from
        self.to = to
        self.cap = cap
      }
      package func holds(on day: Day) -> Bool { from <= day && day <= to }
    }

    /// Days away, both ends included. No reason beyond a word or two: why somebody is ill is not ours.
    package struct Away: Codable, Sendable, Equatable {
      package var from: Day
      package var to: Day
      package var words: String

      package init(from: Day, to: Day, words: String) {
        self.from = from
        self.to = to
        self.words = words
      }
      package func covers(_ day: Day) -> Bool { from <= day && day <= to }
    }

    package init() {}

    /// The share of a full-time week on a day, in per cent.
    package func percent(on day: Day) -> Int {
      hours.filter { $0.from <= day }.max { $0.from < $1.from }?.percent ?? 100
    }

    package func awayUntil(on day: Day) -> Day? {
      away.filter { $0.covers(day) }.map(\.to).max()
    }

    mutating func end(awayFrom from: Day, on day: Day) {
      guard let index = away.firstIndex(where: { $0.from == from }) else { return }
      if day <= from {
        away.remove(at: index)
      } else {
        away[index].to = day.adding(days: -1)
      }
    }
  }

  /// How many points may be held on a day.
  /// - Parameter isNew: newly qualified by role, where no programme was agreed.
  package static func cap(
    of workload: Workload, isNew: Bool, on day: Day, weights: CaseWeights = CaseWeights()
  ) -> Int {
    let edition = weights.on(day)
    var full = edition.full
    if let programme = workload.programme {
      if programme.holds(on: day) { full = min(full, programme.cap) }
    } else if isNew {
      full = min(full, edition.firstYear)
    }
    return full * workload.percent(on: day) / 100
  }

  static func checkHoldsNobody(_ around: Around, _ what: String) throws(Refusal) {
    guard around.holds.isEmpty else {
      let count = around.holds.count
      throw Refusal(
        "worker.holds-children",
        "This worker still holds \(count == 1 ? "1 child" : "\(count) children") "
          + "(\(around.holds.prefix(3).map(\.description).joined(separator: ", "))"
          + "\(count > 3 ? " and more" : "")). Give each to another worker before the worker \(what)"
      )
    }
  }

  func agree(_ command: Command, today: Day) throws(Refusal) -> [Fact] {
    switch command {
    case .setHours(let hours):
      guard (10...100).contains(hours.percent) else {
        throw Refusal(
          "worker.hours", "Enter the share of a full-time week, from 10 to 100 per cent",
          question: "percent")
      }
      return workload.hours.contains(hours) ? [] : [.hoursSet(hours: hours)]
    case .setProgramme(let programme):
      if let programme {
        guard programme.from <= programme.to else {
          throw Refusal(
            "worker.programme-dates", "The programme must end after it begins",
            question: "programme-to")
        }
        guard (1...CaseWeights().on(programme.from).full).contains(programme.cap) else {
          throw Refusal(
            "worker.programme-cap",
            "Enter the points that may be held, up to \(CaseWeights().on(programme.from).full)",
            question: "cap")
        }
      }
      return programme == workload.programme ? [] : [.programmeSet(programme: programme, on: today)]
    case .setAway(let away):
      guard away.from <= away.to, away.to >= today else {
        throw Refusal(
          "worker.away-dates", "The days away must end after they begin, and not be over already",
          question: "away-to")
      }
      return workload.away.contains(away) ? [] : [.awaySet(away: away)]
    case .comeBack(let from):
      guard let away = workload.away.first(where: { $0.from == from }), away.to >= today else {
        throw Refusal("worker.not-away", "These days away are not there, or over already")
      }
      return [.backEarly(from: from, on: today)]
    case .setLanguages(let languages):
      let plain = languages.filter { !$0.isEmpty }.sorted()
      return plain == workload.languages ? [] : [.languagesSet(languages: plain, on: today)]
    case .join, .changeRoles, .move, .register, .declareConflict, .withdrawConflict, .leave:
      return []
    }
  }
}
