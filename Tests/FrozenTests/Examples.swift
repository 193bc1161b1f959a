@testable import Domain
import Foundation

/// One invented example of every case of every fact.
enum Examples {
  static let day = Day(number: 20_500)
  static let child = PersonID(12)
  static let sibling = PersonID(13)
  static let worker = WorkerID(7)
  static let referral = ReferralID(31)
  static let said = Person.Provenance(saidBy: "Mother", verified: "Birth certificate seen")

  static let workers: [Worker.Fact] =
    [
      .joined(
        name: "Leila Haddad", roles: [.socialWorker], team: TeamID(2),
        registration: .init(number: "SW10222", from: day, to: day.adding(years: 2)), on: day),
      .rolesChanged(roles: [.socialWorker, .teamManager], on: day),
      .moved(to: TeamID(3), on: day),
      .registered(registration: .init(number: "SW10223", from: day, to: day.adding(years: 2))),
      .conflictDeclared(with: child, on: day),
      .conflictWithdrawn(with: child, reason: "Declared by mistake", on: day),
      .left(on: day),
    ] + agreedWithWorkers

  static let details = Person.Details(
    name: .init(given: "Aisha", family: "Curnow"),
    otherNames: [.init(given: "Ash", family: "", kind: .preferred)], stage: .child,
    birth: .exact(day.adding(years: -7)),
    identity: .init(
      sex: .female, gender: "Girl", ethnicity: .whiteAndAsian, language: "English",
      interpreter: false, religion: "None", disabilities: [.hearing], disabilityHelp: "Face her"),
    identifiers: .init(
      nhsNumber: "9434765919", upn: nil, formerUPN: nil, upnUnknown: .newlyInNeed, laChildID: "LA1"),
    address: .init(lines: "1 Mill Lane\nLanrock", postcode: "ZZ6 1AA", uprn: "100", from: day),
    diedOn: nil, provenance: said)

  static let people: [Person.Fact] = [
    .created(details: details, searched: "Aisha Curnow", on: day),
    .imported(details: details, searched: "imported", on: day),
    .named(name: .init(given: "Aisha", family: "Rowe"), provenance: said, on: day),
    .birthRecorded(
      birth: .estimated(day.adding(years: -6)), stage: .child, provenance: said, on: day),
    .identityRecorded(identity: details.identity, provenance: said, on: day),
    .identifiersRecorded(identifiers: details.identifiers, provenance: said, on: day),
    .networkRecorded(
      network:
        .init(phones: ["01632 960123"], email: "a@example.org", school: "Lanrock", gp: "Harbour"),
      provenance: said, on: day),
    .moved(to: .init(lines: "2 Mill Lane", postcode: "ZZ6 1AB", from: day), provenance: said),
    .leftAddress(on: day, provenance: said),
    .related(
      relationship:
        .init(kind: .sibling, parentalResponsibility: false, from: day), to: sibling,
      provenance: said, on: day),
    .relationshipEnded(with: sibling, kind: .sibling, on: day, reason: "Recorded by mistake"),
    .restricted(
      restriction:
        .init(level: .locked, workers: [worker], owner: worker), reason: "Staff family", on: day),
    .restrictionLifted(reason: "Left the council", on: day),
    .died(on: day, provenance: said),
    .broughtOver(
      details: details, network: .init(phones: ["01632 960123"], email: "a@example.org"),
      reference: .init(system: "legacy", number: "LEG-77"), on: day),
    .merged(into: sibling, reason: "The same birth certificate", on: day),
    .unmerged(from: sibling, reason: "Twins: two birth certificates", on: day),
    .notSame(as: sibling, reason: "Cousins of one name", on: day),
    .notSameWithdrawn(as: sibling, reason: "The school says it is one boy", on: day),
    .searchedBefore(
      search: .init(
        text: "Aisha Curnow 3/5/19", at: Instant(milliseconds: 1_771_200_000_000),
        shown: [
          .init(person: sibling, percent: 71),
          .init(person: PersonID(14), percent: 12, asFamily: true),
        ], closed: 1), on: day),
    .verified(
      field: .birth, provenance: .init(saidBy: "Mother", verified: "Passport seen"), on: day),
    .proposed(
      proposal: .init(
        key: 1, value: .birth(birth: .exact(day.adding(years: -6))),
        provenance: .init(saidBy: "The school"), contact: ContactID(9)), on: day),
    .proposalAccepted(key: 1, on: day),
    .proposalDeclined(key: 1, reason: "The register says otherwise", on: day),
    .glassBroken(
      opening: .init(
        key: 1, worker: worker, reason: "Police at the door",
        from: Instant(milliseconds: 1_771_200_000_000),
        until: Instant(milliseconds: 1_771_214_400_000)), on: day),
    .openingReviewed(
      key: 1, review: .init(inOrder: true, words: "Rightly done", by: WorkerID(8), on: day)),
    .lookAlikeNoted(lookAlike: .init(person: sibling, percent: 93, by: worker), on: day),
    .lookAlikeAnswered(person: sibling, words: "Spoke to the worker", on: day),
    .relationshipChanged(
      relationship:
        .init(kind: .sibling, from: day, terms: terms), with: sibling, provenance: said, on: day),
    .livesAlso(
      at: .init(lines: "3 Mill Lane", postcode: "ZZ6 1AC", from: day, part: "Monday to Thursday"),
      provenance: said),
    .livesNoLonger(
      at: .init(lines: "3 Mill Lane", postcode: "ZZ6 1AC", from: day, part: "Monday to Thursday"),
      on: day, provenance: said),
    .professionalInvolved(
      professional:
        .init(
          kind: .healthVisitor, name: "Ms Penhale", role: "Health visitor",
          agency: "Harbour Surgery", phone: "01632 960111", from: day),
      provenance: said, on: day),
    .professionalLeft(key: 0, on: day, reason: "The child is five"),
  ]

  static var terms: Person.Relationship.Terms {
    var terms = Person.Relationship.Terms()
    terms.otherResponsible = false
    terms.contact = .supervised
    terms.contactWords = "Saturdays"
    terms.orderedOn = day
    terms.doNotShare = "Where he lives"
    terms.strength = .stressful
    return terms
  }

  static let alerts: [Alert.Fact] = [
    .raised(
      details:
        .init(
          person: child, kind: .hazardToStaff, what: "A dog that bites", act: "Ring first",
          evidence: "Two visits", from: day, reviewOn: day.adding(months: 6), familyTold: false,
          whyNotTold: "Not yet met", told: [.init(who: "The school", on: day)])),
    .reviewed(person: child, words: "The dog is still there", next: day.adding(months: 9), on: day),
    .told(person: child, who: "The health visitor", on: day),
    .disclosed(person: child, words: "Told the mother on a visit", on: day),
    .ended(person: child, reason: "The dog has gone", on: day),
  ]

  static let partnerChecks: [PartnerCheck.Fact] = [
    .asked(
      request:
        .init(
          .init(
            about: .contact(id: ContactID(9)), agency: .school, who: "Lanrock School", keys: [1],
            reason: "Aisha came hungry", basis: .consent, basisWords: "Her mother, by phone",
            questions: ["How often is she late?"], dueOn: day.adding(days: 1), from: "Priya Nair"),
          people: [.init(key: 1, person: child, name: "Aisha Curnow", birth: "born 4 May 2019")],
          .init(
            homes: UndisclosedHomes([]), callerName: "Ms Rowe",
            names: [2: [.init(given: "Sam", family: "Curnow")]]),
          by: worker, today: day), people: [child]),
    .chased(
      chase: .init(how: .phone, words: "Will ring back", by: worker, on: day), people: [child]),
    .replied(
      reply: .init(kind: .answer, words: "Twice a week", who: "The head", by: worker, on: day),
      tells: WorkerID(8), people: [child]),
    .withdrawn(withdrawal: .init(reason: "Asked twice", by: worker, on: day), people: [child]),
    .considered(
      consideration: .init(words: "It changes nothing", by: WorkerID(8), on: day), people: [child]),
  ]

  /// One of each value that intake may propose.
  static let proposed: [Person.Proposal.Value] = [
    .name(name: .init(given: "Aisha", family: "Rowe", kind: .alias)),
    .birth(birth: .estimated(day)),
    .address(address: .init(lines: "2 Mill Lane", postcode: "ZZ6 1AB")),
    .phone(number: "01632 960123"), .email(address: "a@example.org"), .school(name: "Lanrock"),
    .nhsNumber(number: "9434765919"), .upn(number: "A123456789012"), .sex(sex: .female),
    .ethnicity(ethnicity: .whiteAndAsian),
  ]

  static let contactDetails = Contact.Details(
    receivedOn: day, receivedMinute: 575, method: .phone, source: .school, agency: "School",
    callerName: "Ms Rowe", callerRole: "Teacher", callerReach: "01632 960100",
    keepFromFamily: true, account: "Came hungry.", inDanger: .no, dangerAction: nil,
    consent: .yes, consentBasis: "Asked")

  static let contacts: [Contact.Fact] = [
    .received(
      details:
        contactDetails,
      named: [
        .init(
          key: 1, given: "Aisha", family: "Curnow", birth: day, age: "7", postcode: "ZZ6",
          relation: "Pupil", isChild: true, person: child)
      ]),
    .personNamed(named: .init(key: 2, given: "Sam", family: "Curnow", isChild: true)),
    .matched(key: 2, to: sibling, because: "Same date of birth"),
    .unmatched(key: 2, from: sibling, reason: "Another Sam"),
    .informationAdded(words: "Rang again", on: day),
    .triaged(triage: .init(outcomeClear: true, level: .targeted, by: worker, on: day)),
    .decided(
      decision:
        .init(
          level: .statutory, indicators: ["harm"],
          outcomes: [
            .init(key: 1, outcome: .referral, line: "First", primaryNeed: .abuseNeglectExploitation)
          ], reason: "Clear", history: "None found", by: worker, on: day), people: [child]),
    .checked(check: .init(comment: "Agreed", by: worker, on: day), people: [child]),
    .returned(check: .init(comment: "Look again", by: worker, on: day), people: [child]),
    .fedBack(feedback: .init(words: "Thank you", how: .email, by: worker, on: day)),
    .sampled(sample: SampleID(3), by: worker, on: day, people: [child]),
    .wroteBack(
      message: .init(
        to: "ms.green@hill.example", subject: "What became of it", words: "Thank you", by: worker,
        on: day)),
    .messageSent(place: 0, on: day),
    .messageFailed(place: 0, why: "The mail server refused it (550)", on: day),
    .sendingAgain(place: 0, on: day),
    .cannotBeTold(
      untold: .init(reason: .notSafe, words: "Lives with the parent", by: worker, on: day)),
    .assigned(to: worker, on: day),
    .parked(
      parking: .init(
        until: day.adding(days: 3), reason: "The school opens again", by: worker, on: day)),
    .unparked(on: day),
    .read(by: worker, children: [child], on: day),
  ]

  static let thresholdDocuments: [ThresholdDocument.Fact] = [
    .adopted(
      document: Thresholds(
        edition: "Partners 2027", from: day.adding(days: 30), source: "Agreed 3 March 2026",
        levels: Contact.Level.allCases.map { .init($0, "Name", "Meaning") },
        indicators: [
          .init(id: "2.asking", level: .earlyHelp, domain: .parenting, words: "Asks for help")
        ]), by: worker, on: day)
  ]

  /// With what only a pasted text brings.
  static let pasted: Contact.Fact = {
    var details = contactDetails
    details.reference = "NPT/14/2291"
    details.grading = "Medium"
    details.address = "1 Mill Lane, Lanrock"
    details.original = "Incident number: NPT/14/2291\r\nChild: Aisha CURNOW\r\n"
    return .received(
      details: details,
      named: [
        .init(key: 1, given: "Aisha", family: "Curnow", isChild: true, phone: "01632 960123")
      ])
  }()

  static let calls: [Call.Fact] = [
    .recorded(details: .init(on: day, kind: .adviceOnly, count: 3, words: "About the threshold")),
    .corrected(correction: .init(count: 2, reason: "Counted twice", by: worker, on: day)),
  ]

  /// A decision as it is made since it keeps its edition and its rule.
  static let decidedByEdition: [Contact.Decision] = [.whatLeaves, .whatever].map { rule in
    .init(
      level: .earlyHelp, indicators: ["2.asking"], outcomes: [.init(key: 1, outcome: .earlyHelp)],
      reason: "Asked", history: "None found", by: worker, on: day, edition: "2", checkRule: rule)
  }

  static let samples: [Sample.Fact] = [
    .drawn(
      draw: .init(
        from: day, to: day, of: .noFurtherAction, size: .number(of: 1), seed: 4711,
        algorithm: Drawing.name, population: [ContactID(4), ContactID(9)],
        drawn: [ContactID(9)], by: worker, on: day))
  ]

  /// The other ways to say which decisions and how many.
  static let otherSample = Sample.Fact.drawn(
    draw: .init(
      from: day, to: day, of: .nothingLeft, size: .share(percent: 10), seed: 1,
      algorithm: Drawing.name, population: [ContactID(4)], drawn: [ContactID(4)], by: nil, on: day))

  static let referrals: [Referral.Fact] =
    [
      .opened(
        child: child, contact: ContactID(9), source: .school, primaryNeed: .familyDysfunction,
        on: day),
      .imported(
        history: .init(
          child: child, receivedOn: day, source: .police, primaryNeed: .lowIncome,
          noFurtherAction: false, closedOn: day, reasonForClosure: .servicesCeased,
          transferInConference: day)),
      .decided(
        decision:
          .init(outcome: .assessment, reason: "Needed", by: worker, on: day),
        primaryNeed: .familyDysfunction, child: child),
      .primaryNeedCorrected(to: .lowIncome, reason: "Mistyped", child: child, on: day),
      .allocated(allocation: .init(team: TeamID(2), worker: worker, from: day), child: child),
      .closed(
        closure: .init(on: day, reason: .earlyHelpAfterAssessment, words: "Done"), child: child),
      .reopened(reason: "Wrong child", by: worker, on: day, child: child),
      .letterWritten(
        letter: .init(
          to: .child, name: "Aisha", text: "Dear Aisha\n\nGoodbye", by: worker, on: day),
        child: child),
    ] + held

  static let assessments: [Assessment.Fact] =
    [
      .began(
        kind: .single, children: [.init(person: child, referral: referral)], on: day, by: worker),
      .imported(
        history: .init(
          child: child, referral: referral, startedOn: day, reviewPoint: day, authorisedOn: day,
          factors: [.neglect])),
      .reviewPointSet(on: day, children: [child]),
      .sectionWritten(
        section: .views,
        written: .init(
          text: "Likes school", perChild: [.init(child: child, text: "Reads")],
          quotes: [.init(words: "I like it", source: "At school")], completed: true), by: worker,
        on: day, children: [child]),
      .sectionSetAside(
        section:
          .outsideHome, reason: "A baby", by: worker, on: day, children: [child]),
      .childrenSeen(
        children: [
          .init(
            child: child, seen: true, seenOn: day, alone: false, whyNot: "Shy",
            quotes: [.init(words: "Hello", source: "At home")])
        ], by: worker, on: day),
      .factorsRecorded(
        children: [.init(child: child, factors: [.neglect, .alcoholParent])], by: worker, on: day),
      .riskRecorded(
        risk:
          .init(assessment: "Shouting", plan: "Nan", reviewOn: day), by: worker, on: day,
        children: [child]),
      .sent(
        outcomes: [.init(child: child, outcome: .childInNeedPlan, reason: "Help")], by: worker,
        on: day),
      .returned(
        review: .init(comment: "More", withoutRiskPlan: nil, by: worker, on: day), children: [child]
      ),
      .authorised(
        review:
          .init(comment: "Read", withoutRiskPlan: "None needed", by: worker, on: day),
        children: [child]),
      .addendumAdded(
        addendum:
          .init(text: "Later", reason: "New", by: worker, on: day), children: [child]),
    ] + assessmentsGrown

  static let notes: [Note.Fact] = [
    .recorded(
      details:
        .init(
          kind: .visit, happenedOn: day, happenedMinute: 600, purpose: "First", text: "Seen",
          children: [
            .init(
              child: child, seen: true, alone: true, whyNot: nil, words: "Hi", observed: "Calm")
          ]), significance: .init(title: "First visit", effect: "Felt safer"), by: worker),
    .corrected(
      correction: .init(text: "Seen at home", reason: "Place", by: worker, on: day),
      children: [child]),
    .promoted(
      significance:
        .init(title: "First visit", effect: "Felt safer"), by: worker, on: day, children: [child]),
  ]

  static let policeReport = PoliceNotification.Report(
    receivedAt: Instant(milliseconds: 1_771_200_000_000), force: "Harbour Police",
    reference: "4401/000123/26", happenedOn: day, happenedMinute: 1390, kind: "Domestic incident",
    grade: .amber, marks: [.domesticAbuse, .alcoholOrDrugs], childrenPresent: .yes,
    address: .init(lines: "1 Mill Lane\nLanrock", postcode: "ZZ6 1AA", uprn: "100"),
    text: "Officers went to an argument.",
    named: [
      .init(key: 1, given: "Aisha", family: "Curnow", birth: day, role: "Child", isChild: true),
      .init(key: 2, given: "Sam", family: "Curnow", age: "40", role: "Suspect", isChild: false),
    ])

  static let police: [PoliceNotification.Fact] = [
    .received(report: policeReport),
    .receivedAgain(report: policeReport),
    .matched(key: 1, to: child, because: "Same date of birth"),
    .unmatched(key: 1, from: child, reason: "Another Aisha"),
    .taken(by: worker, on: day),
    .assessed(
      assessment:
        .init(
          grade: .red, reason: "Third in a month", history: "Two before", by: worker, on: day,
          reports: 1), people: [child]),
    .routed(
      routing:
        .init(
          route: .contact, reason: "The children saw it", contact: ContactID(9), inDanger: .no,
          dangerAction: nil, by: worker, on: day, reports: 1), people: [child]),
    .carriedOver(
      carrying:
        .init(day: day, reason: "Came at six", by: worker, on: day, reports: 1), people: [child]),
    .read(by: worker, children: [child], on: day),
  ]
}
