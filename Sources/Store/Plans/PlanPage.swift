import Domain

extension PlanTable {
  /// One plan, whole, as its page shows it.
  package struct Whole: Sendable {
    package let id: PlanID
    package let version: Int
    package let plan: Plan
    /// The person whose record the plan stands in.
    package let child: PersonID
    package let childName: String
    package let referralIsOpen: Bool
    package let visits: PlanVisits
    /// Earlier child protection plans of the child on this record, newest first.
    package let earlier: [Line]
    /// What the child has said, to be answered by outcomes: newest first.
    package let said: [Plan.Answer]
    /// People named in the core group.
    package let people: [PersonID: String]

    /// Outcomes that answer nothing the child said (A10).
    package var unanswering: [Plan.Outcome] { plan.outcomes.filter(\.answers.isEmpty) }
  }

  package static func page(
    _ id: PlanID, today: Day, in tx: any Transaction
  ) throws -> Whole? {
    guard let plan = try whole(id, in: tx),
      let row = try tx.row(
        """
        SELECT l.version, p.id AS person, p.given, p.family, r.is_open FROM plan l
        JOIN person_of p ON p.record = l.child JOIN referral r ON r.id = l.referral
        WHERE l.id = \(id)
        """)
    else { return nil }
    let earlier = try of(child: plan.child, in: tx).filter {
      $0.id != id && $0.history.kind == .childProtection && $0.history.from <= plan.from
    }
    let members = plan.members + plan.meetings.flatMap { $0.attendance.map(\.member) }
    return Whole(
      id: id, version: try row.int("version"), plan: plan, child: try row.id("person"),
      childName: try row.fullName(),
      referralIsOpen: try row.bool("is_open"),
      visits: plan.visits(
        try visits(of: plan, in: tx), knownFrom: try knownFrom(id, in: tx), today: today),
      earlier: earlier, said: try said(by: plan.child, in: tx),
      people: try names(of: members, in: tx))
  }

  /// What the child said, in notes and in assessments, each with where it stands.
  package static func said(
    by child: PersonID, in tx: any Transaction
  ) throws -> [Plan.Answer] {
    let notes = try NoteTable.words(of: child, limit: 10, in: tx).map { line in
      (
        on: line.happenedOn,
        answer: Plan.Answer(
          words: line.block.words ?? "",
          source: "\(line.kind.words), \(line.happenedOn.long)"
            + (line.writtenBy.map { ", to \($0)" } ?? ""), record: FactStream(line.id))
      )
    }
    let quotes = try tx.rows(
      """
      SELECT q.assessment, q.words, q.source, COALESCE(c.seen_on, a.started_on) AS said_on
      FROM assessment_quote q JOIN assessment a ON a.id = q.assessment
      JOIN assessment_child c ON c.assessment = q.assessment AND c.child = q.child
      WHERE q.section = \(AssessmentTable.seenQuotes) AND q.child IN \(records: child)
      ORDER BY said_on DESC, q.assessment DESC, q.position LIMIT 10
      """
    ).map { row in
      (
        on: try row.day("said_on"),
        answer: Plan.Answer(
          words: try row.text("words"), source: try row.text("source"),
          record: FactStream(try row.id("assessment", of: Assessment.self)))
      )
    }
    return (notes + quotes).sorted { $0.on > $1.on }.prefix(12).map(\.answer)
  }

  private static func names(
    of members: [Plan.Member], in tx: any Transaction
  ) throws -> [PersonID: String] {
    let people = members.compactMap { member in
      if case .person(let person) = member.who { person } else { nil }
    }
    var names: [PersonID: String] = [:]
    for row in try tx.rows(
      "SELECT record, given, family FROM person_of WHERE record IN (\(list: people))")
    {
      names[try row.id("record")] = try row.fullName()
    }
    return names
  }
}
