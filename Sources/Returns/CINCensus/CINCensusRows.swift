import Domain
import Store

/// Rows of the tables as parts of a census file, cut to one period.
struct CINCensusRows {
  let period: ClosedRange<Day>

  private var from: Day { period.lowerBound }
  private var to: Day { period.upperBound }

  /// Episodes of need open at any time in the period, and referrals received in it that came to no
  /// further action.
  private var included: SQL {
    """
    referral.received_on <= \(to) AND (
      (referral.outcome = 'noFurtherAction' AND referral.received_on >= \(from))
      OR ((referral.outcome IS NULL OR referral.outcome <> 'noFurtherAction')
        AND (referral.closed_on IS NULL OR referral.closed_on >= \(from))))
    """
  }

  /// The children with an episode in the return, in the order of their LAchildID's bytes: the
  /// engines' own collations differ.
  func children(in tx: any Transaction) throws -> [PersonID] {
    var found: [(id: PersonID, key: [UInt8])] = []
    try tx.each(
      """
      SELECT DISTINCT person.id, person.la_child_id FROM referral
      JOIN person_record ON person_record.record = referral.child
      JOIN person ON person.id = person_record.person WHERE \(included)
      """
    ) { row in
      found.append((try row.id("id"), Array(try row.text("la_child_id").utf8)))
    }
    found.sort { $0.key.lexicographicallyPrecedes($1.key) }
    return found.map(\.id)
  }

  /// The records of some children, in the order asked for.
  func records(of people: [PersonID], in tx: any Transaction) throws -> [CINCensus.Child] {
    var children = try identities(of: people, in: tx)
    for (child, episodes) in try episodes(of: people, in: tx) {
      children[child]?.episodes = episodes
    }
    return people.compactMap { children[$0] }
  }

  // MARK: Who

  private func identities(
    of people: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: CINCensus.Child] {
    var disabilities: [PersonID: [Disability]] = [:]
    try tx.each(
      "SELECT person, disability FROM person_disability WHERE person IN (\(list: people))"
    ) { row in
      disabilities[try row.id("person"), default: []].append(try row.code("disability"))
    }
    var children: [PersonID: CINCensus.Child] = [:]
    try tx.each(
      """
      SELECT id, la_child_id, upn, former_upn, upn_unknown, birth, birth_certainty, sex, ethnicity,
        died_on
      FROM person WHERE id IN (\(list: people))
      """
    ) { row in
      let id: PersonID = try row.id("id")
      children[id] = try child(row, disabilities[id] ?? [])
    }
    return children
  }

  private func child(_ row: Row, _ disabilities: [Disability]) throws -> CINCensus.Child {
    var child = CINCensus.Child()
    child.identifiers.laChildID = element(try row.text("la_child_id"))
    child.identifiers.upn = element(try row.textIfAny("upn"))
    child.identifiers.formerUPN = element(try row.textIfAny("former_upn"))
    child.identifiers.upnUnknown = element(try row.textIfAny("upn_unknown"))
    if let died = try row.dayIfAny("died_on"), died <= to {
      child.identifiers.personDeathDate = element(died)
    }
    let birth = try row.dayIfAny("birth")
    // A child born after the period was unborn in it.
    let unborn =
      try row.textIfAny("birth_certainty") == "expected" || birth.map { $0 > to } == true
    if unborn {
      child.identifiers.expectedPersonBirthDate = element(birth)
      child.identifiers.sex = element(Sex.unknown.code)
      child.characteristics.ethnicity = element(Ethnicity.notYetObtained.code)
      return child
    }
    child.identifiers.personBirthDate = element(birth)
    child.identifiers.sex = element(try row.textIfAny("sex") ?? Sex.unknown.code)
    child.characteristics.ethnicity = element(
      try row.textIfAny("ethnicity") ?? Ethnicity.notYetObtained.code)
    child.characteristics.disabilities = ordered(disabilities)
    return child
  }

  // MARK: What happened

  /// An episode with the record it stands in, and the person whose record that is.
  private struct Found {
    let person: PersonID
    let child: PersonID
    let id: ReferralID
    let episode: CINCensus.Episode
  }

  private func episodes(
    of people: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: [CINCensus.Episode]] {
    var found: [Found] = []
    try tx.each(
      """
      SELECT id, child, received_on, source, primary_need, outcome, closed_on, closure_reason,
        COALESCE(transfer_in_conference, (SELECT MAX(f.held_on) FROM conference f
          JOIN conference_child k ON k.conference = f.id
          WHERE k.referral = referral.id AND f.origin = 'council')) AS transfer_in_conference,
        person_record.person
      FROM referral JOIN person_record ON person_record.record = referral.child
      WHERE person_record.person IN (\(list: people)) AND \(included)
      """
    ) { row in
      found.append(
        Found(
          person: try row.id("person"), child: try row.id("child"), id: try row.id("id"),
          episode: try episode(row)))
    }
    // Nothing but the referral itself is returned of one that came to no further action.
    let worked = found.filter { $0.episode.referralNFA == "0" }.map(\.id)
    let assessments = try assessments(of: worked, in: tx)
    let enquiries = try enquiries(of: worked, in: tx)
    let plans = try plans(of: worked, in: tx)
    var episodes: [PersonID: [CINCensus.Episode]] = [:]
    for one in found {
      let id = one.id
      var episode = one.episode
      let key = AssessmentKey(child: one.child, referral: id)
      episode.assessments = assessments[key] ?? []
      episode.section47s = enquiries[id] ?? []
      episode.cinPlans = plans.childInNeed[id] ?? []
      episode.childProtectionPlans = plans.childProtection[id] ?? []
      episodes[one.person, default: []].append(episode)
    }
    return episodes.mapValues { sorted($0, by: \.sortKey) }
  }

  private func episode(_ row: Row) throws -> CINCensus.Episode {
    var episode = CINCensus.Episode()
    let noFurtherAction =
      try row.textIfAny("outcome") == Referral.Outcome.noFurtherAction.rawValue
    episode.referralDate = element(try row.day("received_on"))
    episode.referralSource = element(try row.textIfAny("source"))
    episode.primaryNeed = element(try row.textIfAny("primary_need"))
    episode.referralNFA = noFurtherAction ? "1" : "0"
    if noFurtherAction { return episode }
    if let closed = try row.dayIfAny("closed_on"), closed <= to {
      episode.closureDate = element(closed)
      episode.reasonForClosure = element(try row.textIfAny("closure_reason"))
    }
    if let held = try row.dayIfAny("transfer_in_conference"), period.contains(held) {
      episode.dateOfInitialCPC = element(held)
    }
    return episode
  }

  /// An assessment of a sibling group is returned for each child.
  private struct AssessmentKey: Hashable {
    let child: PersonID
    let referral: ReferralID
  }

  private func assessments(
    of referrals: [ReferralID], in tx: any Transaction
  ) throws -> [AssessmentKey: [CINCensus.Assessment]] {
    var factors: [AssessmentKey: [AssessmentID: [AssessmentFactor]]] = [:]
    try tx.each(
      """
      SELECT assessment_child.child, assessment_child.referral, assessment_factor.assessment,
        assessment_factor.factor
      FROM assessment_child
      JOIN assessment_factor ON assessment_factor.assessment = assessment_child.assessment
        AND assessment_factor.child = assessment_child.child
      WHERE assessment_child.referral IN (\(list: referrals))
      """
    ) { row in
      let key = AssessmentKey(child: try row.id("child"), referral: try row.id("referral"))
      factors[key, default: [:]][try row.id("assessment"), default: []]
        .append(try row.code("factor"))
    }
    var found: [AssessmentKey: [CINCensus.Assessment]] = [:]
    try tx.each(
      """
      SELECT assessment_child.child, assessment_child.referral, assessment.id,
        assessment.started_on, assessment.review_point, assessment.authorised_on
      FROM assessment_child JOIN assessment ON assessment.id = assessment_child.assessment
      WHERE assessment_child.referral IN (\(list: referrals)) AND assessment.started_on <= \(to)
        AND (assessment.authorised_on IS NULL OR assessment.authorised_on >= \(from))
      """
    ) { row in
      let key = AssessmentKey(child: try row.id("child"), referral: try row.id("referral"))
      var assessment = CINCensus.Assessment()
      assessment.actualStartDate = element(try row.day("started_on"))
      assessment.internalReviewDate = element(try row.dayIfAny("review_point"))
      // Authorised after the period: still open in it, and its factors not yet known.
      if let authorised = try row.dayIfAny("authorised_on"), authorised <= to {
        assessment.authorisationDate = element(authorised)
        assessment.factors = ordered(factors[key]?[try row.id("id")] ?? [])
      }
      found[key, default: []].append(assessment)
    }
    return found.mapValues { sorted($0, by: \.sortKey) }
  }

  /// Enquiries begun in the period, and earlier ones whose conference was held in it.
  private func enquiries(
    of referrals: [ReferralID], in tx: any Transaction
  ) throws -> [ReferralID: [CINCensus.Section47]] {
    var found: [ReferralID: [CINCensus.Section47]] = [:]
    try tx.each(
      """
      SELECT c.referral, e.started_on, e.conference_target, c.conference_on,
        c.conference_not_required, e.ended_on
      FROM enquiry_child c JOIN enquiry e ON e.id = c.enquiry
      WHERE c.referral IN (\(list: referrals)) AND e.started_on <= \(to)
        AND (e.started_on >= \(from) OR (c.conference_on >= \(from) AND c.conference_on <= \(to)))
      """
    ) { row in
      var enquiry = CINCensus.Section47()
      enquiry.actualStartDate = element(try row.day("started_on"))
      enquiry.initialCPCTarget = element(try row.dayIfAny("conference_target"))
      if let held = try row.dayIfAny("conference_on"), held <= to {
        enquiry.dateOfInitialCPC = element(held)
      }
      // Ended after the period: not yet decided in it.
      let ended = try row.dayIfAny("ended_on").map { $0 <= to } ?? true
      enquiry.icpcNotRequired =
        try ended && row.bool("conference_not_required") ? "1" : "0"
      found[try row.id("referral"), default: []].append(enquiry)
    }
    return found.mapValues { sorted($0, by: \.sortKey) }
  }

  /// Plans in force at any time in the period.
  private func plans(
    of referrals: [ReferralID], in tx: any Transaction
  ) throws -> (
    childInNeed: [ReferralID: [CINCensus.CINPlan]],
    childProtection: [ReferralID: [CINCensus.ChildProtectionPlan]]
  ) {
    let reviews = try reviews(of: referrals, in: tx)
    var childInNeed: [ReferralID: [CINCensus.CINPlan]] = [:]
    var childProtection: [ReferralID: [CINCensus.ChildProtectionPlan]] = [:]
    try tx.each(
      """
      SELECT id, referral, kind, from_day, to_day, initial_category, latest_category,
        previous_plans
      FROM plan WHERE referral IN (\(list: referrals)) AND from_day <= \(to)
        AND (to_day IS NULL OR to_day >= \(from))
      """
    ) { row in
      let referral: ReferralID = try row.id("referral")
      let start = try row.day("from_day")
      let end = try row.dayIfAny("to_day").flatMap { $0 <= to ? $0 : nil }
      switch try row.code("kind", of: Domain.Plan.Kind.self) {
      case .childInNeed:
        var plan = CINCensus.CINPlan()
        plan.startDate = element(start)
        plan.endDate = element(end)
        childInNeed[referral, default: []].append(plan)
      case .childProtection:
        var plan = CINCensus.ChildProtectionPlan()
        plan.startDate = element(start)
        plan.endDate = element(end)
        plan.initialCategory = element(try row.textIfAny("initial_category"))
        plan.latestCategory = element(try row.textIfAny("latest_category"))
        plan.numberOfPreviousPlans = element(String(try row.int("previous_plans")))
        plan.reviews = returned(reviews[try row.id("id")] ?? [], planFrom: start)
        childProtection[referral, default: []].append(plan)
      }
    }
    return (
      childInNeed.mapValues { sorted($0, by: \.sortKey) },
      childProtection.mapValues { sorted($0, by: \.sortKey) }
    )
  }

  private func reviews(
    of referrals: [ReferralID], in tx: any Transaction
  ) throws -> [PlanID: [Day]] {
    var reviews: [PlanID: [Day]] = [:]
    try tx.each(
      """
      SELECT plan_review.plan, plan_review.reviewed_on FROM plan_review
      JOIN plan ON plan.id = plan_review.plan WHERE plan.referral IN (\(list: referrals))
      """
    ) { row in
      reviews[try row.id("plan"), default: []].append(try row.day("reviewed_on"))
    }
    return reviews
  }

  /// All reviews in the period; and where the plan was in force on its first day, the last before.
  private func returned(_ reviews: [Day], planFrom start: Day) -> [CINCensus.Element] {
    let inside = reviews.filter { period.contains($0) }
    let before = start < from ? reviews.filter { $0 < from }.max() : nil
    return ([before].compactMap { $0 } + inside).sorted().map { CINCensus.Element($0.iso) }
  }

  // MARK: Values

  private func element(_ text: String?) -> CINCensus.Element? { text.map { .init($0) } }
  private func element(_ day: Day?) -> CINCensus.Element? { day.map { .init($0.iso) } }

  /// Codes in the order of their list.
  private func ordered<C: Code>(_ codes: [C]) -> [CINCensus.Element] {
    let codes = Set(codes)
    return C.allCases.filter { codes.contains($0) }.map { CINCensus.Element($0.code) }
  }

  private func sorted<Part>(_ parts: [Part], by key: (Part) -> [String]) -> [Part] {
    parts.map { ($0, key($0)) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }
}

/// What decides the order among parts of one kind: all that is written of them, dates first.
extension CINCensus.Episode {
  fileprivate var sortKey: [String] {
    texts(CINCensus.Fields.episode) + [referralNFA?.text ?? ""]
      + assessments.flatMap(\.sortKey) + cinPlans.flatMap(\.sortKey)
      + section47s.flatMap(\.sortKey) + childProtectionPlans.flatMap(\.sortKey)
  }
}

extension CINCensus.Assessment {
  fileprivate var sortKey: [String] { texts(CINCensus.Fields.assessment) + factors.map(\.text) }
}

extension CINCensus.CINPlan {
  fileprivate var sortKey: [String] { texts(CINCensus.Fields.cinPlan) }
}

extension CINCensus.Section47 {
  fileprivate var sortKey: [String] { texts(CINCensus.Fields.section47) }
}

extension CINCensus.ChildProtectionPlan {
  fileprivate var sortKey: [String] {
    texts(CINCensus.Fields.childProtectionPlan) + reviews.map(\.text)
  }
}

private protocol Written {}
extension CINCensus.Episode: Written {}
extension CINCensus.Assessment: Written {}
extension CINCensus.CINPlan: Written {}
extension CINCensus.Section47: Written {}
extension CINCensus.ChildProtectionPlan: Written {}

extension Written {
  fileprivate func texts(_ fields: [CINCensus.Field<Self>]) -> [String] {
    fields.map { self[keyPath: $0.path]?.text ?? "" }
  }
}
