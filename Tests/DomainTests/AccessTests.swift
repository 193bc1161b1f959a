import Testing

@testable import Domain

/// Who may do what, cell by cell, and three standing people: owner, colleague, stranger.
@Suite("Access") struct AccessTests {
  let today = Day(number: 20_000)
  let me = WorkerID(1)
  let mine = TeamID(1)

  func viewer(_ roles: Role..., conflicts: Set<PersonID> = [], until: Day? = nil) -> Viewer {
    Viewer(
      worker: me, roles: Set(roles), team: mine, conflicts: conflicts, inspectionEnds: until)
  }

  func record(
    _ relationship: Relationship, _ restriction: Record.Restriction = .none,
    fromPolice: Bool = false
  ) -> Record {
    let (workers, teams): (Set<WorkerID>, Set<TeamID>) =
      switch relationship {
      case .allocated: ([me], [mine])
      case .team: ([WorkerID(2)], [mine])
      case .unallocated: ([], [])
      case .stranger: ([WorkerID(3)], [TeamID(9)])
      }
    return Record(
      person: PersonID(7), restriction: restriction, workers: workers, teams: teams,
      fromPolice: fromPolice, ask: "the team manager of North Assessment")
  }

  static let restrictions: [Record.Restriction] = [
    .none, .locked([WorkerID(1)]), .locked([WorkerID(2)]), .hidden([WorkerID(1)]),
    .hidden([WorkerID(2)]),
  ]

  @Test(
    "Each role, deed, relationship and restriction has one answer, and a restriction only takes")
  func everyCell() {
    var cells = 0
    for role in Role.allCases {
      let viewer = viewer(role, until: today)
      for deed in Deed.allCases {
        for relationship in Relationship.allCases {
          let plain = May.decide(deed, by: viewer, about: record(relationship), today: today)
          for restriction in Self.restrictions {
            let verdict = May.decide(
              deed, by: viewer, about: record(relationship, restriction), today: today)
            cells += 1
            #expect(!verdict.isAllowed || plain.isAllowed)
            let named =
              switch restriction {
              case .none: true
              case .locked(let list), .hidden(let list): list.contains(me)
              }
            if deed.opensRecord, !named { #expect(!verdict.isAllowed) }
            if named { #expect(verdict.isAllowed == plain.isAllowed) }
            if case .refused(let denial) = verdict {
              #expect(denial.hidden || denial.because.hasPrefix("You cannot "))
              #expect(denial.hidden || denial.because.contains("Ask "))
            }
          }
        }
      }
    }
    #expect(cells == Role.allCases.count * Deed.allCases.count * 4 * 5)
  }

  @Test("The whole table of reaches, so that a change is seen in review")
  func reaches() {
    func deeds(_ role: Role, _ reach: May.Reach) -> Set<Deed> {
      Set(Deed.allCases.filter { May.reach(of: role, for: $0) == reach })
    }
    let reads: Set<Deed> = [
      .seeMyWork, .findPerson, .seePerson, .seeContact, .seeReferral, .seeAssessment, .seeNote,
      .seePartnerCheck, .seeEarlyHelp, .seeProtection, .seePlan,
      .seePolice,
      .seeNights, .seeHandover,
      .seeDocument,
      .seeTransfer,
    ]
    #expect(
      deeds(.contactWorker, .authority)
        == reads.union([
          .seeFrontDoor, .createPerson, .changePerson, .recordContact, .raiseAlert, .tellReferrer,
          .shareOutContact, .raiseHandover, .settleHandover, .askPartner, .recordReply,
          .requestEarlyHelp, .leadEarlyHelp,
        ]))
    #expect(
      deeds(.decisionMaker, .authority)
        == deeds(.contactWorker, .authority).union([
          .decideContact, .checkContact, .decideReferral, .mergePeople, .breakGlass,
          .seeUndisclosedAddress, .considerReply, .seeSample, .drawSample, .seeFigures,
          .routePolice, .seeDailyReport, .publishDailyReport, .holdStrategy, .seeCloseDocument,
        ]))
    #expect(
      deeds(.policeOfficer, .police) == [.seeContact, .tellReferrer, .seePolice, .assessPolice])
    // Only the officer in the unit assesses what the police sent.
    for role in Role.allCases where role != .policeOfficer {
      #expect(May.reach(of: role, for: .assessPolice) == .nowhere)
    }
    #expect(deeds(.policeOfficer, .authority) == [.seeMyWork, .recordContact])
    #expect(
      deeds(.socialWorker, .authority)
        == reads.union([
          .seeTeam, .createPerson, .settleHandover, .requestEarlyHelp, .leadEarlyHelp,
          .afterClosure,
          .takeTransfer,
        ]))
    #expect(
      deeds(.socialWorker, .team)
        == [
          .changePerson, .closeReferral, .beginAssessment, .writeAssessment, .writeNote,
          .raiseAlert, .raiseHandover, .askPartner, .recordReply, .considerReply, .holdStrategy,
          .workEnquiry, .prepareConference, .curateChronology, .writeDocument, .seeCloseDocument,
          .askTransfer, .writePlan,
        ])
    #expect(
      deeds(.teamManager, .authority)
        == deeds(.socialWorker, .authority).union([
          .seeFrontDoor, .seeFigures, .recordContact, .checkContact, .seeSample, .drawSample,
          .mergePeople, .authoriseAssessment, .breakGlass, .reviewOpening, .tellReferrer,
          .shareOutContact, .seeDailyReport, .publishDailyReport, .directEnquiry, .decideTransfer,
          .lookAfterWorkers,
        ]))
    let asking: Set<Deed> = [.askPartner, .recordReply, .considerReply, .holdStrategy]
    #expect(
      deeds(.teamManager, .teamOrUnallocated)
        == asking.union([.decideReferral, .allocate]))
    #expect(
      deeds(.teamManager, .team)
        == deeds(.socialWorker, .team).subtracting(asking).union([
          .restrictPerson, .seeAccessLog, .seeUndisclosedAddress,
        ])
    )
    #expect(
      deeds(.emergencyDutyWorker, .open)
        == [
          .seePerson, .seeContact, .seeReferral, .seeAssessment, .seeNote, .writeNote, .raiseAlert,
          .seeUndisclosedAddress, .tellReferrer, .seePolice, .raiseHandover, .seePartnerCheck,
          .askPartner, .recordReply, .seeEarlyHelp, .seeProtection, .holdStrategy, .workEnquiry,
          .seeDocument, .seeCloseDocument, .seeTransfer, .seePlan,
        ])
    #expect(
      deeds(.emergencyDutyWorker, .authority)
        == [
          .seeMyWork, .findPerson, .createPerson, .recordContact, .breakGlass, .seeNights,
          .seeHandover, .actAtNight,
        ])
    #expect(
      deeds(.conferenceChair, .authority)
        == reads.union([.prepareConference, .chairConference]))
    // Only a chair records what a conference decided.
    for role in Role.allCases where role != .conferenceChair {
      #expect(May.reach(of: role, for: .chairConference) == .nowhere)
    }
    #expect(
      deeds(.administrator, .authority)
        == [.administer, .seeMyWork, .runOutbox, .lookAfterWorkers, .recordRegistration])
    #expect(
      deeds(.workforceLead, .authority)
        == [.seeWorkforce, .seeMyWork, .lookAfterWorkers, .recordRegistration])
    #expect(
      deeds(.inspector, .authority)
        == reads.union([.seeTeam, .seeFrontDoor, .seeFigures, .seeSample]))
    // An auditor draws a sample; those who decide and manage look at what was drawn.
    #expect(
      deeds(.qualityAuditor, .authority)
        == deeds(.seniorLeader, .authority).subtracting([.decideTransfer]).union([.drawSample]))
    #expect(deeds(.seniorLeader, .authority).contains(.seeSample))
    #expect(
      deeds(.recordsOfficer, .authority)
        == reads.union([
          .seeAccessLog, .restrictPerson, .mergePeople, .reviewOpening, .handOverRestriction,
          .seeUndisclosedAddress,
          .seeCloseDocument,
        ]))
    // A locked record is opened in need by those who decide what cannot wait.
    for role in Role.allCases {
      let may: Set<Role> = [.decisionMaker, .teamManager, .emergencyDutyWorker]
      #expect((May.reach(of: role, for: .breakGlass) == .authority) == may.contains(role))
    }
    #expect(May.reach(of: .teamManager, for: .reviewOpening) == .authority)
    #expect(deeds(.socialWorker, .own) == [.seeUndisclosedAddress, .answerAllocation])
    #expect(deeds(.teamManager, .own) == [.answerAllocation])
    for deed in Deed.allCases {
      #expect(
        May.reach(of: .newlyQualifiedSocialWorker, for: deed)
          == May.reach(of: .socialWorker, for: deed))
    }
  }

  @Test(
    "Nothing of a record opens for those who need none of it",
    arguments: [Role.administrator, .performanceAnalyst, .workforceLead, .partner])
  func noContent(role: Role) {
    for deed in Deed.allCases where deed.opensRecord || deed == .findPerson {
      for relationship in Relationship.allCases {
        #expect(
          !May.decide(deed, by: viewer(role), about: record(relationship), today: today).isAllowed)
      }
    }
  }

  @Test(
    "Those who look over the work read and never write",
    arguments: [Role.qualityAuditor, .seniorLeader, .inspector, .conferenceChair])
  func readers(role: Role) {
    let viewer = viewer(role, until: today)
    for deed in Deed.allCases {
      let verdict = May.decide(deed, by: viewer, about: record(.stranger), today: today)
      // A draw writes on which decisions somebody shall look again, and nothing about a child.
      let draws = role == .qualityAuditor && deed == .drawSample
      // A chair writes in the conference, and nowhere else.
      let chairs =
        role == .conferenceChair && [.prepareConference, .chairConference].contains(deed)
      // Nor does the decision between two teams, by the leader it was escalated to by name.
      let decides = role == .seniorLeader && deed == .decideTransfer
      if verdict.isAllowed { #expect(deed.readsOnly || draws || chairs || decides) }
    }
    #expect(
      May.decide(.seePerson, by: viewer, about: record(.stranger), today: today).isAllowed)
  }

  @Test("Owner, colleague and stranger: all read, the owner and the colleague write")
  func standing() {
    let worker = viewer(.socialWorker)
    for relationship in Relationship.allCases {
      let record = record(relationship)
      #expect(May.see(record, by: worker, today: today).isAllowed)
      let writes = May.decide(.writeNote, by: worker, about: record, today: today).isAllowed
      #expect(writes == (relationship == .allocated || relationship == .team))
    }
  }

  @Test("A manager gives out what nobody has, and authorises what another team's manager wrote")
  func manager() {
    let manager = viewer(.teamManager)
    #expect(
      May.decide(.allocate, by: manager, about: record(.unallocated), today: today).isAllowed)
    #expect(!May.decide(.allocate, by: manager, about: record(.stranger), today: today).isAllowed)
    #expect(
      May.decide(.authoriseAssessment, by: manager, about: record(.stranger), today: today)
        .isAllowed)
    #expect(
      !May.decide(.writeAssessment, by: manager, about: record(.stranger), today: today).isAllowed)
  }

  @Test("A locked record says whom to ask; a hidden one is not there")
  func restricted() {
    let worker = viewer(.socialWorker)
    let locked = May.see(record(.team, .locked([WorkerID(2)])), by: worker, today: today)
    #expect(
      locked
        == .refused(
          Denial(
            rule: "access.locked",
            because: "You cannot see this record. Ask the team manager of North Assessment if you "
              + "need to.")))
    guard
      case .refused(let hidden) = May.see(
        record(.team, .hidden([WorkerID(2)])), by: worker, today: today)
    else {
      Issue.record("a hidden record opened")
      return
    }
    #expect(hidden.hidden)
    #expect(!hidden.because.contains("North"))
  }

  @Test("A locked record opened in need is read and not written, while its time lasts")
  func openedInNeed() {
    func record(_ opened: Set<WorkerID>, _ restriction: Record.Restriction) -> Record {
      Record(
        person: PersonID(7), restriction: restriction, workers: [WorkerID(3)], teams: [TeamID(9)],
        open: false, ask: "Ona", owner: WorkerID(2), opened: opened)
    }
    let locked = Record.Restriction.locked([WorkerID(2)])
    let night = viewer(.emergencyDutyWorker)
    #expect(May.decide(.breakGlass, by: night, about: record([], locked), today: today).isAllowed)
    #expect(!May.see(record([], locked), by: night, today: today).isAllowed)
    let verdict = May.see(record([me], locked), by: night, today: today)
    #expect(verdict == .allowed(because: "breakGlass.emergencyDutyWorker"))
    for deed in Deed.allCases where !deed.readsOnly && deed.opensRecord {
      #expect(!May.decide(deed, by: night, about: record([me], locked), today: today).isAllowed)
    }
    // A hidden record cannot be opened in need: nobody knows of it. Nor one of family or friends.
    let hidden = record([me], .hidden([WorkerID(2)]))
    #expect(!May.decide(.breakGlass, by: night, about: hidden, today: today).isAllowed)
    #expect(!May.see(hidden, by: night, today: today).isAllowed)
    let friend = viewer(.emergencyDutyWorker, conflicts: [PersonID(7)])
    #expect(
      !May.decide(.breakGlass, by: friend, about: record([], locked), today: today).isAllowed)
    // Whoever answers for the restriction reviews, whatever their role.
    let owner = Viewer(worker: WorkerID(2), roles: [.socialWorker])
    #expect(
      May.decide(.reviewOpening, by: owner, about: record([me], locked), today: today).isAllowed)
    #expect(
      !May.decide(
        .reviewOpening, by: viewer(.socialWorker), about: record([me], locked), today: today
      ).isAllowed)
  }

  @Test("A declared conflict of interest closes the record, whatever the role, named or not")
  func conflict() {
    for role in Role.allCases {
      let viewer = viewer(role, conflicts: [PersonID(7)], until: today)
      for deed in Deed.allCases where deed.opensRecord {
        let verdict = May.decide(
          deed, by: viewer, about: record(.allocated, .locked([me])), today: today)
        #expect(verdict.rule == "access.conflict")
      }
    }
    let other = viewer(.socialWorker, conflicts: [PersonID(8)])
    #expect(May.see(record(.team), by: other, today: today).isAllowed)
  }

  @Test("A worry about a child whose record is closed still gets in")
  func recordingAContact() {
    let worker = viewer(.contactWorker)
    #expect(
      May.decide(
        .recordContact, by: worker, about: record(.stranger, .hidden([WorkerID(2)])), today: today
      ).isAllowed)
  }

  @Test("An inspector sees until the last day, and nothing without one")
  func inspector() {
    let sees = { (until: Day?) in
      May.see(record(.stranger), by: viewer(.inspector, until: until), today: today).isAllowed
    }
    #expect(sees(today))
    #expect(sees(today.adding(days: 1)))
    #expect(!sees(today.adding(days: -1)))
    #expect(!sees(nil))
  }

  @Test("Police in the unit see what came from the police")
  func police() {
    let officer = viewer(.policeOfficer)
    #expect(
      May.decide(
        .seeContact, by: officer, about: record(.stranger, fromPolice: true), today: today
      ).isAllowed)
    #expect(
      !May.decide(.seeContact, by: officer, about: record(.stranger), today: today).isAllowed)
    #expect(
      !May.see(record(.stranger, fromPolice: true), by: officer, today: today).isAllowed)
  }

  @Test("A contact about brothers and sisters opens only when it opens for each of them")
  func siblings() {
    let worker = viewer(.contactWorker)
    let both = [record(.stranger), record(.stranger, .locked([WorkerID(2)]))]
    #expect(!May.decide(.seeContact, by: worker, about: both, today: today).isAllowed)
    #expect(
      May.decide(.seeContact, by: worker, about: [both[0], both[0]], today: today).isAllowed)
    #expect(May.decide(.seeContact, by: worker, about: [], today: today).isAllowed)
  }

  @Test("Nobody without a role does anything")
  func noRole() {
    for deed in Deed.allCases {
      #expect(!May.decide(deed, by: viewer(), about: record(.allocated), today: today).isAllowed)
    }
  }
}
