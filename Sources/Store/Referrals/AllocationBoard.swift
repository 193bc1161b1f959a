import Domain

/// What waits for a worker, with what whoever gives it out must know.
extension ReferralTable {
  package struct Waiting: Sendable {
    package let line: Line
    package let kind: KindOfWork
    /// The child's first language, where it is not English or an interpreter is needed.
    package let language: String?
    package let needsInterpreter: Bool
    package let hasDisability: Bool
    /// Whoever told us said that the child was in danger.
    package let inDanger: Bool
    /// Who sent it back, and why.
    package let declined: Answer?
    /// Who should give it to somebody: the managers of its team, or of the teams for assessment.
    package let whoActs: [String]
  }

  /// Open, and with no worker, with what tells who could take it; brothers and sisters together.
  package static func waiting(in tx: any Transaction) throws -> [Waiting] {
    let lines = try unallocated(in: tx)
    let ids = lines.map(\.id)
    let kinds = try Caseload.kinds(of: ids, in: tx)
    let managers = try managers(in: tx)
    var needs: [ReferralID: Row] = [:]
    for row in try tx.rows(
      """
      SELECT r.id, p.language, p.interpreter, c.in_danger,
        (SELECT COUNT(*) FROM person_disability d WHERE d.person = p.id
          AND d.disability <> \(Disability.none.rawValue)) AS disabilities
      FROM referral r JOIN person_record v ON v.record = r.child JOIN person p ON p.id = v.person
      LEFT JOIN contact c ON c.id = r.contact WHERE r.id IN (\(list: ids))
      """)
    {
      needs[try row.id("id")] = row
    }
    return try lines.map { line in
      let need = needs[line.id]
      let interpreter = try need?.boolIfAny("interpreter") ?? false
      let language = try need?.textIfAny("language").flatMap {
        interpreter || $0.lowercased() != "english" ? $0 : nil
      }
      let answer = try lastAnswer(line.id, in: tx)
      return Waiting(
        line: line, kind: kinds[line.id] ?? .beginning, language: language,
        needsInterpreter: interpreter, hasDisability: (try need?.intIfAny("disabilities") ?? 0) > 0,
        inDanger: try need?.textIfAny("in_danger") == Contact.Answer.yes.rawValue,
        declined: answer?.accepted == false ? answer : nil,
        whoActs: managers.filter { manager in
          line.team.map { $0 == manager.team } ?? (manager.kind == .assessment)
        }.map(\.name))
    }
  }

  private static func managers(
    in tx: any Transaction
  ) throws -> [(name: String, team: TeamID, kind: Team.Kind)] {
    try tx.rows(
      """
      SELECT w.name, t.id, t.kind FROM worker w JOIN team t ON t.id = w.team
      JOIN worker_role m ON m.worker = w.id AND m.role = 'teamManager'
      WHERE w.left_on IS NULL ORDER BY w.name, w.id
      """
    ).map { (try $0.text("name"), try $0.id("id"), try $0.code("kind")) }
  }

  /// Other open episodes of the family: opened by the same contact, or of brothers and sisters.
  package static func brothersAndSisters(
    of id: ReferralID, child: PersonID, in tx: any Transaction
  ) throws -> [Line] {
    try lines(
      try tx.rows(
        """
        SELECT r.id FROM referral r WHERE r.is_open = 1 AND r.id <> \(id)
          AND (r.contact = (SELECT contact FROM referral WHERE id = \(id))
            OR r.child IN (\(Caseload.siblings(of: child))))
        """
      ).map { try $0.id("id") }, in: tx)
  }
}
