/// Who may do what: role × relationship × restriction × conflict of interest. Deny by default.
///
/// Pure, and the one place: pages, lists, search, exports and print all ask here. What it says is
/// written to the access log by whoever asked.
package enum May {
  /// How far a role's leave reaches.
  package enum Reach: Equatable, Sendable {
    case nowhere
    /// What came from the police, and what names nobody yet and came from them.
    case police
    /// Records of children the worker works with.
    case own
    /// Those, and those of the worker's team.
    case team
    /// Those of the team, and those nobody has yet.
    case teamOrUnallocated
    /// Every record with open work.
    case open
    /// Every record of the authority.
    case authority

    func covers(_ relationship: Relationship, _ record: Record) -> Bool {
      switch self {
      case .nowhere: false
      case .police: record.fromPolice
      case .own: relationship == .allocated
      case .team: relationship == .allocated || relationship == .team
      case .teamOrUnallocated: relationship != .stranger
      case .open: record.open
      case .authority: true
      }
    }
  }

  /// Judges a deed about one record, or about none (a list, a search, a page of settings).
  package static func decide(
    _ deed: Deed, by viewer: Viewer, about record: Record? = nil, today: Day
  ) -> Verdict {
    if let record, let denial = closed(deed, to: viewer, record) { return .refused(denial) }
    let relationship = record.map { Relationship(of: viewer, to: $0) }
    // Whoever answers for a restriction judges, the day after, how it was set aside.
    if deed == .reviewOpening, let record, record.owner == viewer.worker {
      return .allowed(because: "restriction.owner")
    }
    for role in viewer.roles.sorted(by: { $0.rawValue < $1.rawValue }) {
      if role == .inspector, !(viewer.inspectionEnds.map { today <= $0 } ?? false) { continue }
      let reach = reach(of: role, for: deed)
      guard reach != .nowhere else { continue }
      guard let record, let relationship else {
        return .allowed(because: "\(role.rawValue).page")
      }
      // Opened in need: to read, as far as the role reads anything at all.
      if record.isOpenInNeed(to: viewer.worker), deed.readsOnly {
        return .allowed(because: "breakGlass.\(role.rawValue)")
      }
      if reach.covers(relationship, record) {
        return .allowed(because: "\(role.rawValue).\(relationship.rawValue)")
      }
    }
    return .refused(
      Denial(
        rule: "access.\(deed.rawValue)",
        because: "You cannot \(deed.words). Ask \(record?.ask ?? "a team manager") if you need to.")
    )
  }

  /// Judges a deed about several people at once, as a contact about brothers and sisters is: it
  /// stands only when it stands for each of them.
  package static func decide(
    _ deed: Deed, by viewer: Viewer, about records: [Record], today: Day
  ) -> Verdict {
    var allowed = decide(deed, by: viewer, about: records.first, today: today)
    for record in records {
      allowed = decide(deed, by: viewer, about: record, today: today)
      if !allowed.isAllowed { return allowed }
    }
    return allowed
  }

  /// Whether the worker may open the person's record at all.
  package static func see(_ record: Record, by viewer: Viewer, today: Day) -> Verdict {
    decide(.seePerson, by: viewer, about: record, today: today)
  }

  /// What closes a record to a worker whatever their role.
  private static func closed(_ deed: Deed, to viewer: Viewer, _ record: Record) -> Denial? {
    guard deed.opensRecord || deed == .breakGlass else { return nil }
    let ask = record.ask ?? "a team manager"
    switch record.restriction {
    case .none: break
    case .hidden(let named):
      if !named.contains(viewer.worker) {
        return Denial(rule: "access.hidden", because: "This page is not here.", hidden: true)
      }
    case .locked(let named):
      // Not being named is what an opening in need is for; it lets a worker read, never write.
      let mayGoOn =
        named.contains(viewer.worker) || deed == .breakGlass
        || (deed.readsOnly && record.isOpenInNeed(to: viewer.worker))
      if !mayGoOn {
        return Denial(
          rule: "access.locked",
          because: "You cannot see this record. Ask \(ask) if you need to.")
      }
    }
    if let person = record.person, !viewer.conflicts.isDisjoint(with: record.merged.union([person]))
    {
      return Denial(
        rule: "access.conflict",
        because: "You cannot see this record, because you have declared a conflict of interest. "
          + "Ask \(ask) if that has changed.")
    }
    return nil
  }
}
