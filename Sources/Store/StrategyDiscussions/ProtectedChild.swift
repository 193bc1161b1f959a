import Domain

/// A child of a strategy discussion, an enquiry or a conference, as the record that stands has them.
package struct ProtectedChild: Sendable, Equatable {
  package let id: PersonID
  /// By which the record names the child.
  package let record: PersonID
  package let referral: ReferralID
  package let name: String
  package let given: String
  package let birth: Person.Birth?
  package let stage: Person.LifeStage

  package var child: Meeting.Child { Meeting.Child(person: record, referral: referral) }

  /// The children of one record, eldest first.
  /// - Parameters:
  ///   - table: which holds them: `enquiry_child`.
  ///   - column: by which it names the record: `enquiry`.
  static func of(
    _ table: String, _ column: String, _ number: Int, in tx: any Transaction
  ) throws -> [ProtectedChild] {
    try tx.rows(
      """
      SELECT p.id, p.given, p.family, p.stage, p.birth, p.birth_certainty, p.died_on,
        c.child AS record, c.referral
      FROM \(SQL(trusted: table)) c JOIN person_of p ON p.record = c.child
      WHERE c.\(SQL(trusted: column)) = \(number)
      ORDER BY CASE WHEN p.birth IS NULL THEN 1 ELSE 0 END, p.birth, c.child
      """
    ).map { row in
      let line = try PersonTable.line(row)
      return ProtectedChild(
        id: line.id, record: try row.id("record"), referral: try row.id("referral"),
        name: line.name, given: try row.text("given"), birth: line.birth, stage: line.stage)
    }
  }

  /// The episodes of some children, as they stand.
  static func episodes(
    _ children: [Meeting.Child], in tx: any Transaction
  ) throws -> [ReferralID: Meeting.Episode] {
    var found: [ReferralID: Meeting.Episode] = [:]
    for child in children {
      guard
        let row = try tx.row(
          "SELECT child, received_on, is_open FROM referral WHERE id = \(child.referral)")
      else { continue }
      found[child.referral] = Meeting.Episode(
        child: try row.id("child"), receivedOn: try row.day("received_on"),
        isOpen: try row.bool("is_open"))
    }
    return found
  }
}
