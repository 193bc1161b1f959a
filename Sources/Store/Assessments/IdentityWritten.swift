import Domain

/// What was written of identity and the difference it makes (A14), and where nothing was: one row a
/// section that asks for it.
package struct IdentityWritten: Sendable, Equatable {
  package struct Asked: Sendable, Equatable {
    package var from: Day
    package var to: Day
    package var team: TeamID?
    package var worker: WorkerID?
    package init(from: Day, to: Day, team: TeamID? = nil, worker: WorkerID? = nil) {
      self.from = from
      self.to = to
      self.team = team
      self.worker = worker
    }
  }

  /// One assessment, as far as identity goes.
  package struct Line: Sendable, Equatable {
    package let id: AssessmentID
    package let kind: Assessment.Kind
    package let status: Assessment.Status
    package let startedOn: Day
    package let people: [PersonID]
    package let team: String?
    package let worker: String?
    /// The section on identity: its words; nil where nothing is written.
    package let identity: String?
    /// What was written in each section that asks what difference it makes.
    package let differences: [Assessment.Section: String]
    /// Sections that ask for it, are written, and say nothing of it.
    package let silent: [Assessment.Section]

    package var saysNothing: Bool { identity == nil && differences.isEmpty }
    package var saysEverything: Bool { identity != nil && silent.isEmpty && !differences.isEmpty }
  }

  /// Assessments begun in these days that were written here, newest first.
  package static func lines(
    _ asked: Asked, hiddenFrom worker: WorkerID, in tx: any Transaction
  ) throws -> [Line] {
    let hidden = Set(try ContactTable.hidden(from: worker, in: tx))
    var condition: SQL =
      "a.imported = 0 AND a.started_on >= \(asked.from) AND a.started_on <= \(asked.to)"
    if let team = asked.team { condition = "\(condition) AND r.team = \(team)" }
    if let worker = asked.worker { condition = "\(condition) AND r.worker = \(worker)" }
    let rows = try tx.rows(
      """
      SELECT a.id, a.kind, a.status, a.started_on, MIN(t.name) AS team, MIN(w.name) AS worker
      FROM assessment a JOIN assessment_child c ON c.assessment = a.id
        JOIN referral r ON r.id = c.referral
        LEFT JOIN team t ON t.id = r.team LEFT JOIN worker w ON w.id = r.worker
      WHERE \(condition)
      GROUP BY a.id, a.kind, a.status, a.started_on ORDER BY a.started_on DESC, a.id DESC
      """)
    let ids: [AssessmentID] = try rows.map { try $0.id("id") }
    let written = try written(ids, in: tx)
    let people = try people(ids, in: tx)
    return try rows.compactMap { row in
      let id: AssessmentID = try row.id("id")
      let about = people[id] ?? []
      // What is hidden is in no list, so it is in no figure.
      guard !about.contains(where: hidden.contains) else { return nil }
      let sections = written[id] ?? [:]
      let asking = sections.filter(\.key.asksDifference)
      return Line(
        id: id, kind: try row.code("kind"), status: try row.code("status"),
        startedOn: try row.day("started_on"), people: about, team: try row.textIfAny("team"),
        worker: try row.textIfAny("worker"),
        identity: sections[.identity].flatMap { $0.text.isEmpty ? nil : $0.text },
        differences: asking.compactMapValues(\.difference),
        silent: asking.filter { $0.value.difference == nil }.map(\.key).sorted())
    }
  }

  private struct Text {
    let text: String
    let difference: String?
  }

  private static func written(
    _ ids: [AssessmentID], in tx: any Transaction
  ) throws -> [AssessmentID: [Assessment.Section: Text]] {
    var written: [AssessmentID: [Assessment.Section: Text]] = [:]
    for start in stride(from: 0, to: ids.count, by: 500) {
      let some = Array(ids[start..<min(start + 500, ids.count)])
      for row in try tx.rows(
        """
        SELECT assessment, section, text, difference FROM assessment_section
        WHERE assessment IN (\(list: some)) AND set_aside IS NULL
        """)
      {
        let section = try row.code("section", of: Assessment.Section.self)
        written[try row.id("assessment"), default: [:]][section] = Text(
          text: try row.text("text"), difference: try row.textIfAny("difference"))
      }
      // Where children differ, it may be written for each of them alone.
      for row in try tx.rows(
        """
        SELECT assessment, text FROM assessment_section_child
        WHERE assessment IN (\(list: some)) AND section = \(Assessment.Section.identity.rawValue)
        ORDER BY assessment, child
        """)
      {
        let id: AssessmentID = try row.id("assessment")
        let before = written[id]?[.identity]
        written[id]?[.identity] = Text(
          text: [before?.text ?? "", try row.text("text")].filter { !$0.isEmpty }
            .joined(separator: "\n"), difference: before?.difference)
      }
    }
    return written
  }

  private static func people(
    _ ids: [AssessmentID], in tx: any Transaction
  ) throws -> [AssessmentID: [PersonID]] {
    var people: [AssessmentID: [PersonID]] = [:]
    for start in stride(from: 0, to: ids.count, by: 500) {
      let some = Array(ids[start..<min(start + 500, ids.count)])
      for row in try tx.rows(
        """
        SELECT DISTINCT c.assessment, p.person FROM assessment_child c
        JOIN person_record p ON p.record = c.child WHERE c.assessment IN (\(list: some))
        ORDER BY c.assessment, p.person
        """)
      {
        people[try row.id("assessment"), default: []].append(try row.id("person"))
      }
    }
    return people
  }
}
