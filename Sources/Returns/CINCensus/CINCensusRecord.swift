import Domain

/// One child of a census file as the records that it becomes, or what stands against that.
///
/// History is kept as the file has it: guards of practice do not apply to the past, those of
/// identity (who the child is, codes that mean something) and of order (an end after its start) do.
/// Numbers of the child's and the episodes' records are put in when they are given out.
struct CINCensusRecord: Sendable {
  struct Episode: Sendable {
    var part: CINCensus.Episode
    var referral: Referral.History
    var assessments: [(part: CINCensus.Assessment, history: Assessment.History)] = []
    var enquiries: [(part: CINCensus.Section47, history: Enquiry.History)] = []
    var plans: [(line: CINCensus.Line, history: Plan.History)] = []
  }

  /// What stands against a child, or was done in spite of a gap.
  struct Finding: Sendable, Equatable {
    let line: Int
    let what: String
  }

  private(set) var laChildID = ""
  private(set) var person: Person.Details
  private(set) var episodes: [Episode] = []
  /// Why the child cannot be taken in. Empty: nothing stands against it so far.
  private(set) var problems: [Finding] = []
  /// What was read in one of two ways, or cannot be kept.
  private(set) var notes: [Finding] = []

  private static let unnumbered = PersonID(0)
  private static let unnumberedReferral = ReferralID(0)

  init(_ child: CINCensus.Child) {
    person = Person.Details(
      name: Person.Name(given: "", family: ""), stage: .child,
      provenance: Person.Provenance(saidBy: "Children in need census file"))
    readIdentity(child)
    if child.episodes.isEmpty { problem(child.line, "the child has no CINdetails") }
    for part in child.episodes { readEpisode(part) }
    let open = episodes.filter { !$0.referral.noFurtherAction && $0.referral.closedOn == nil }
    if open.count > 1, let first = open.first {
      for other in open.dropFirst() {
        problem(
          other.part.line,
          "two episodes are open at once; the other begins on line \(first.part.line.number)")
      }
    }
  }

  // MARK: Who

  private mutating func readIdentity(_ child: CINCensus.Child) {
    let from = child.identifiers
    if let id = from.laChildID {
      laChildID = id.text
      if LAChildID(id.text) == nil {
        note(id.line, "LAchildID is longer than 20 letters and digits, or has other marks")
      }
    } else {
      problem(from.line, "LAchildID is missing")
    }
    let born = day(from.personBirthDate)
    let expected = day(from.expectedPersonBirthDate)
    switch (born, expected) {
    case (let born?, let expected):
      person.birth = .exact(born)
      if expected != nil, let line = from.expectedPersonBirthDate?.line {
        note(line, "ExpectedPersonBirthDate is not kept beside PersonBirthDate")
      }
    case (nil, let expected?):
      person.birth = .expected(expected)
      person.stage = .unborn
    case (nil, nil): problem(from.line, "PersonBirthDate and ExpectedPersonBirthDate are missing")
    }
    person.diedOn = day(from.personDeathDate)
    person.identity = Person.Identity(
      sex: required(from.sex, "Sex", from.line),
      ethnicity: required(
        child.characteristics.ethnicity, "Ethnicity", child.characteristics.line),
      disabilities: codes(child.characteristics.disabilities, "Disability"))
    person.identifiers = Person.Identifiers(
      upn: from.upn?.text, formerUPN: from.formerUPN?.text,
      upnUnknown: code(from.upnUnknown, "UPNunknown"), laChildID: from.laChildID?.text)
  }

  // MARK: What happened

  private mutating func readEpisode(_ part: CINCensus.Episode) {
    guard let received = requiredDay(part.referralDate, "CINreferralDate", part.line) else {
      return
    }
    let closed = day(part.closureDate)
    let reason: ReasonForClosure? = code(part.reasonForClosure, "ReasonForClosure")
    if let line = part.reasonForClosure?.line, closed == nil {
      note(line, "ReasonForClosure is not kept without CINclosureDate")
    }
    if part.referralNFA == nil { note(part.line, "ReferralNFA is missing: 0 is taken") }
    var episode = Episode(
      part: part,
      referral: Referral.History(
        child: Self.unnumbered, receivedOn: received,
        source: code(part.referralSource, "ReferralSource"),
        primaryNeed: code(part.primaryNeed, "PrimaryNeedCode"),
        noFurtherAction: boolean(part.referralNFA, "ReferralNFA"),
        closedOn: closed, reasonForClosure: reason,
        transferInConference: day(part.dateOfInitialCPC)))
    for assessment in part.assessments { readAssessment(assessment, into: &episode) }
    for plan in part.cinPlans { readCINPlan(plan, into: &episode) }
    for enquiry in part.section47s { readEnquiry(enquiry, into: &episode) }
    for plan in part.childProtectionPlans { readProtectionPlan(plan, into: &episode) }
    episodes.append(episode)
  }

  private mutating func readAssessment(_ part: CINCensus.Assessment, into episode: inout Episode) {
    let name = "AssessmentActualStartDate"
    guard let started = requiredDay(part.actualStartDate, name, part.line) else { return }
    let factors: [AssessmentFactor] = codes(part.factors, "AssessmentFactors")
    let history = Assessment.History(
      child: Self.unnumbered, referral: Self.unnumberedReferral, startedOn: started,
      reviewPoint: day(part.internalReviewDate), authorisedOn: day(part.authorisationDate),
      factors: factors)
    episode.assessments.append((part, history))
  }

  private mutating func readCINPlan(_ part: CINCensus.CINPlan, into episode: inout Episode) {
    guard let from = requiredDay(part.startDate, "CINPlanStartDate", part.line) else { return }
    let history = Plan.History(
      child: Self.unnumbered, referral: Self.unnumberedReferral, kind: .childInNeed, from: from,
      to: day(part.endDate), protection: nil)
    episode.plans.append((part.endDate?.line ?? part.line, history))
  }

  private mutating func readEnquiry(_ part: CINCensus.Section47, into episode: inout Episode) {
    let name = "S47ActualStartDate"
    guard let started = requiredDay(part.actualStartDate, name, part.line) else { return }
    let history = Enquiry.History(
      child: Self.unnumbered, referral: Self.unnumberedReferral, startedOn: started,
      conferenceTarget: day(part.initialCPCTarget), conferenceOn: day(part.dateOfInitialCPC),
      conferenceNotRequired: boolean(part.icpcNotRequired, "ICPCnotRequired"))
    episode.enquiries.append((part, history))
  }

  private mutating func readProtectionPlan(
    _ part: CINCensus.ChildProtectionPlan, into episode: inout Episode
  ) {
    let from = requiredDay(part.startDate, "CPPstartDate", part.line)
    let initial: CategoryOfAbuse? = required(
      part.initialCategory, "InitialCategoryOfAbuse", part.line)
    let latest: CategoryOfAbuse? = code(part.latestCategory, "LatestCategoryOfAbuse")
    if part.latestCategory == nil, initial != nil {
      note(part.line, "LatestCategoryOfAbuse is missing: the initial one is taken")
    }
    let previous = wholeNumber(part.numberOfPreviousPlans, part.line)
    guard let from, let initial, let previous else { return }
    let history = Plan.History(
      child: Self.unnumbered, referral: Self.unnumberedReferral, kind: .childProtection,
      from: from, to: day(part.endDate),
      protection: Plan.Protection(
        initialCategory: initial, latestCategory: latest ?? initial, previousPlans: previous,
        reviews: part.reviews.compactMap { day($0) }))
    episode.plans.append((part.endDate?.line ?? part.line, history))
  }

  // MARK: Values

  private mutating func problem(_ line: CINCensus.Line, _ what: String) {
    problems.append(Finding(line: line.number, what: what))
  }

  private mutating func note(_ line: CINCensus.Line, _ what: String) {
    notes.append(Finding(line: line.number, what: what))
  }

  /// The reader has refused what is no date.
  private func day(_ element: CINCensus.Element?) -> Day? {
    element.flatMap { Day(iso: $0.text) }
  }

  private mutating func requiredDay(
    _ element: CINCensus.Element?, _ name: String, _ line: CINCensus.Line
  ) -> Day? {
    if element == nil { problem(line, "\(name) is missing") }
    return day(element)
  }

  private mutating func required<C: Code>(
    _ element: CINCensus.Element?, _ name: String, _ line: CINCensus.Line
  ) -> C? {
    if element == nil { problem(line, "\(name) is missing") }
    return code(element, name)
  }

  private mutating func code<C: Code>(_ element: CINCensus.Element?, _ name: String) -> C? {
    guard let element else { return nil }
    guard let code = C(rawValue: element.text) else {
      problem(element.line, "\(name) is a code that is not in its list")
      return nil
    }
    return code
  }

  private mutating func codes<C: Code>(_ elements: [CINCensus.Element], _ name: String) -> [C] {
    var codes: [C] = []
    for element in elements {
      guard let code: C = code(element, name) else { continue }
      if codes.contains(code) {
        note(element.line, "\(name) stands twice; kept once")
      } else {
        codes.append(code)
      }
    }
    return codes
  }

  private mutating func boolean(_ element: CINCensus.Element?, _ name: String) -> Bool {
    guard let element else { return false }
    guard let value = CINCensus.boolean(element.text) else {
      problem(element.line, "\(name) is neither 0, 1, true nor false")
      return false
    }
    return value
  }

  private mutating func wholeNumber(
    _ element: CINCensus.Element?, _ line: CINCensus.Line
  ) -> Int? {
    guard let element else {
      note(line, "NumberOfPreviousCPP is missing: 0 is taken")
      return 0
    }
    guard let number = Int(element.text), (0...999).contains(number) else {
      problem(element.line, "NumberOfPreviousCPP is not a whole number from 0 to 999")
      return nil
    }
    return number
  }
}
