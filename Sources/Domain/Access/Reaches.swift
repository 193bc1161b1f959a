extension May {
  /// How far a role's leave for a deed reaches. Every pair has an answer; what is not named is
  /// nowhere.
  package static func reach(of role: Role, for deed: Deed) -> Reach {
    switch role {
    case .contactWorker: contactWorker(deed)
    case .decisionMaker: decisionMaker(deed)
    case .policeOfficer: policeOfficer(deed)
    case .socialWorker, .newlyQualifiedSocialWorker: socialWorker(deed)
    case .teamManager: teamManager(deed)
    case .conferenceChair:
      [.prepareConference, .chairConference].contains(deed) ? .authority : reading(deed)
    case .emergencyDutyWorker: emergencyDuty(deed)
    case .qualityAuditor: deed == .drawSample ? .authority : overseeing(deed)
    // What two teams cannot agree on is decided by somebody above both.
    case .seniorLeader: deed == .decideTransfer ? .authority : overseeing(deed)
    case .inspector: inspecting(deed)
    case .recordsOfficer: recordsOfficer(deed)
    case .performanceAnalyst: deed == .seeFigures || deed == .seeMyWork ? .authority : .nowhere
    case .workforceLead:
      [.seeWorkforce, .seeMyWork, .lookAfterWorkers, .recordRegistration].contains(deed)
        ? .authority : .nowhere
    case .administrator:
      [.administer, .seeMyWork, .runOutbox, .lookAfterWorkers, .recordRegistration].contains(deed)
        ? .authority : .nowhere
    case .partner: .nowhere
    }
  }

  private static func contactWorker(_ deed: Deed) -> Reach {
    switch deed {
    case .seeMyWork, .seeFrontDoor, .findPerson, .createPerson, .seePerson, .changePerson,
      .recordContact, .seeContact, .tellReferrer, .seeReferral, .seeAssessment, .seeNote,
      .raiseAlert, .shareOutContact, .seePolice, .seeNights, .seeHandover, .raiseHandover,
      .settleHandover, .seePartnerCheck, .askPartner, .recordReply,
      .seeEarlyHelp, .requestEarlyHelp, .leadEarlyHelp, .seeProtection, .seeDocument, .seeTransfer,
      .seePlan:
      .authority
    case .seeTeam, .afterClosure, .seeFigures, .seeWorkforce, .restrictPerson, .mergePeople,
      .seeAccessLog,
      .decideContact, .checkContact, .seeSample, .drawSample, .decideReferral, .allocate,
      .closeReferral, .beginAssessment, .assessPolice, .routePolice,
      .writeAssessment, .writePlan, .authoriseAssessment, .writeNote, .seeUndisclosedAddress,
      .administer,
      .runOutbox, .breakGlass, .reviewOpening, .handOverRestriction, .actAtNight, .considerReply,
      .seeDailyReport, .publishDailyReport, .holdStrategy, .workEnquiry, .directEnquiry,
      .prepareConference, .chairConference, .recordRegistration, .curateChronology, .writeDocument,
      .seeCloseDocument, .askTransfer, .takeTransfer, .decideTransfer, .answerAllocation,
      .lookAfterWorkers:
      .nowhere
    }
  }

  private static func decisionMaker(_ deed: Deed) -> Reach {
    switch deed {
    case .decideContact, .checkContact, .decideReferral, .mergePeople, .breakGlass,
      .seeUndisclosedAddress, .considerReply, .seeSample, .drawSample, .seeFigures, .routePolice,
      .seeDailyReport, .publishDailyReport, .holdStrategy, .seeCloseDocument:
      .authority
    case .seeMyWork, .seeFrontDoor, .seeTeam, .afterClosure, .seeWorkforce, .findPerson,
      .createPerson, .seePerson, .changePerson, .restrictPerson, .seeAccessLog, .recordContact,
      .seeContact, .tellReferrer, .seeReferral, .allocate, .closeReferral, .seeAssessment,
      .beginAssessment, .writeAssessment, .writePlan, .authoriseAssessment, .seeNote, .writeNote,
      .raiseAlert,
      .administer, .runOutbox, .reviewOpening, .handOverRestriction, .shareOutContact, .seePolice,
      .assessPolice, .seeNights, .seeHandover, .raiseHandover, .actAtNight, .settleHandover,
      .seePartnerCheck, .askPartner, .recordReply,
      .seeEarlyHelp, .requestEarlyHelp, .leadEarlyHelp, .seeProtection, .workEnquiry,
      .directEnquiry, .prepareConference, .chairConference, .recordRegistration, .curateChronology,
      .seeDocument, .writeDocument, .seeTransfer, .askTransfer, .takeTransfer, .decideTransfer,
      .answerAllocation, .lookAfterWorkers, .seePlan:
      contactWorker(deed)
    }
  }

  private static func policeOfficer(_ deed: Deed) -> Reach {
    switch deed {
    case .seeMyWork, .recordContact: .authority
    case .seeContact, .tellReferrer, .seePolice, .assessPolice: .police
    case .seeFrontDoor, .seeTeam, .afterClosure, .seeFigures, .seeWorkforce, .findPerson,
      .createPerson,
      .seePerson, .changePerson, .restrictPerson, .mergePeople, .seeAccessLog, .decideContact,
      .checkContact, .seeSample, .drawSample, .shareOutContact,
      .seeReferral, .decideReferral, .allocate, .closeReferral, .seeAssessment, .beginAssessment,
      .writeAssessment, .writePlan, .authoriseAssessment, .seeNote, .writeNote, .raiseAlert,
      .seeUndisclosedAddress, .administer, .runOutbox, .breakGlass, .routePolice, .reviewOpening,
      .handOverRestriction, .seeNights, .seeHandover, .raiseHandover, .actAtNight, .settleHandover,
      .seePartnerCheck, .askPartner, .recordReply, .considerReply,
      .seeEarlyHelp, .requestEarlyHelp, .leadEarlyHelp, .seeDailyReport, .publishDailyReport,
      .seeProtection, .holdStrategy, .workEnquiry, .directEnquiry, .prepareConference,
      .chairConference, .recordRegistration, .curateChronology, .seeDocument, .writeDocument,
      .seeCloseDocument, .seeTransfer, .askTransfer, .takeTransfer, .decideTransfer,
      .answerAllocation, .lookAfterWorkers, .seePlan:
      .nowhere
    }
  }

  private static func socialWorker(_ deed: Deed) -> Reach {
    switch deed {
    case .seeMyWork, .seeTeam, .afterClosure, .findPerson, .createPerson, .seePerson, .seeContact,
      .seeReferral,
      .seeAssessment, .seeNote, .seePolice, .seeNights, .seeHandover, .settleHandover,
      .seePartnerCheck, .seeEarlyHelp, .requestEarlyHelp, .leadEarlyHelp, .seeProtection,
      .seeDocument, .seeTransfer, .takeTransfer, .seePlan:
      .authority
    case .changePerson, .closeReferral, .beginAssessment, .writeAssessment, .writeNote, .raiseAlert,
      .raiseHandover, .askPartner, .recordReply, .considerReply, .holdStrategy, .workEnquiry,
      .prepareConference, .curateChronology, .writeDocument, .seeCloseDocument, .askTransfer,
      .writePlan:
      .team
    case .seeUndisclosedAddress, .answerAllocation: .own
    case .seeFrontDoor, .seeFigures, .seeWorkforce, .restrictPerson, .mergePeople, .seeAccessLog,
      .recordContact,
      .decideContact, .checkContact, .seeSample, .drawSample, .decideReferral, .allocate,
      .authoriseAssessment, .administer, .breakGlass, .reviewOpening, .handOverRestriction,
      .tellReferrer, .runOutbox, .shareOutContact, .assessPolice, .routePolice, .actAtNight,
      .seeDailyReport, .publishDailyReport, .directEnquiry, .chairConference, .recordRegistration,
      .decideTransfer, .lookAfterWorkers:
      .nowhere
    }
  }

  private static func teamManager(_ deed: Deed) -> Reach {
    switch deed {
    // Another team's manager authorises what a team's own manager wrote.
    case .seeFrontDoor, .recordContact, .checkContact, .seeSample, .drawSample, .seeFigures,
      .mergePeople, .authoriseAssessment, .breakGlass, .reviewOpening, .tellReferrer,
      .shareOutContact, .seeDailyReport, .publishDailyReport, .directEnquiry, .decideTransfer,
      .lookAfterWorkers:
      .authority
    case .decideReferral, .allocate, .askPartner, .recordReply, .considerReply,
      .holdStrategy:
      .teamOrUnallocated
    case .restrictPerson, .seeAccessLog, .seeUndisclosedAddress: .team
    case .seeMyWork, .seeTeam, .afterClosure, .seeWorkforce, .findPerson, .createPerson, .seePerson,
      .changePerson, .seeContact, .decideContact, .seeReferral, .closeReferral, .seeAssessment,
      .beginAssessment, .writeAssessment, .writePlan, .seeNote, .writeNote, .raiseAlert,
      .administer,
      .runOutbox, .handOverRestriction, .seePolice, .assessPolice, .routePolice, .seeNights,
      .seeHandover, .raiseHandover, .actAtNight, .settleHandover, .seePartnerCheck,
      .seeEarlyHelp, .requestEarlyHelp, .leadEarlyHelp, .seeProtection, .workEnquiry,
      .prepareConference, .chairConference, .recordRegistration, .curateChronology, .seeDocument,
      .seePlan,
      .writeDocument, .seeCloseDocument, .seeTransfer, .askTransfer, .takeTransfer,
      .answerAllocation:
      socialWorker(deed)
    }
  }

  private static func emergencyDuty(_ deed: Deed) -> Reach {
    switch deed {
    // What the day tells the night is for whoever is on duty, also where the work has ended since.
    case .seeMyWork, .findPerson, .createPerson, .recordContact, .breakGlass, .seeNights,
      .seeHandover, .actAtNight:
      .authority
    case .seePerson, .seeContact, .tellReferrer, .seeReferral, .seeAssessment, .seeNote, .writeNote,
      .raiseAlert, .seeUndisclosedAddress, .seePolice, .raiseHandover, .seePartnerCheck,
      .askPartner, .recordReply, .seeEarlyHelp, .seeProtection, .holdStrategy, .workEnquiry,
      .seeDocument, .seeCloseDocument, .seeTransfer, .seePlan:
      .open
    case .seeFrontDoor, .seeTeam, .afterClosure, .seeFigures, .seeWorkforce, .changePerson,
      .restrictPerson,
      .mergePeople, .seeAccessLog, .decideContact, .checkContact, .seeSample, .drawSample,
      .decideReferral, .allocate, .closeReferral, .beginAssessment, .writeAssessment, .writePlan,
      .authoriseAssessment, .administer, .runOutbox, .shareOutContact, .reviewOpening,
      .handOverRestriction, .assessPolice, .routePolice, .settleHandover, .considerReply,
      .requestEarlyHelp, .leadEarlyHelp,
      .seeDailyReport, .publishDailyReport, .directEnquiry, .prepareConference, .chairConference,
      .recordRegistration, .curateChronology, .writeDocument, .askTransfer, .takeTransfer,
      .decideTransfer, .answerAllocation, .lookAfterWorkers:
      .nowhere
    }
  }

  /// Reads every record and writes nothing.
  private static func reading(_ deed: Deed) -> Reach {
    switch deed {
    case .seeMyWork, .findPerson, .seePerson, .seeContact, .seeReferral, .seeAssessment, .seeNote,
      .seePolice, .seeNights, .seeHandover, .seePartnerCheck, .seeEarlyHelp, .seeProtection,
      .seeDocument, .seeTransfer, .seePlan:
      .authority
    case .seeFrontDoor, .seeTeam, .afterClosure, .seeFigures, .seeWorkforce, .createPerson,
      .changePerson,
      .restrictPerson, .mergePeople, .seeAccessLog, .recordContact, .decideContact, .checkContact,
      .seeSample, .drawSample, .decideReferral, .allocate, .closeReferral, .beginAssessment,
      .writeAssessment, .writePlan, .shareOutContact, .authoriseAssessment, .writeNote, .raiseAlert,
      .seeUndisclosedAddress, .administer, .tellReferrer, .runOutbox, .breakGlass, .reviewOpening,
      .assessPolice, .routePolice, .handOverRestriction, .raiseHandover, .actAtNight,
      .settleHandover, .askPartner, .recordReply, .considerReply, .seeDailyReport,
      .publishDailyReport, .requestEarlyHelp, .leadEarlyHelp, .holdStrategy, .workEnquiry,
      .directEnquiry, .prepareConference, .chairConference, .recordRegistration, .curateChronology,
      .writeDocument, .seeCloseDocument, .askTransfer, .takeTransfer, .decideTransfer,
      .answerAllocation, .lookAfterWorkers:
      .nowhere
    }
  }

  private static func inspecting(_ deed: Deed) -> Reach {
    switch deed {
    case .seeTeam, .seeFrontDoor, .seeFigures, .seeSample: .authority
    default: reading(deed)
    }
  }

  private static func overseeing(_ deed: Deed) -> Reach {
    [.seeAccessLog, .seeWorkforce, .seeDailyReport].contains(deed) ? .authority : inspecting(deed)
  }

  private static func recordsOfficer(_ deed: Deed) -> Reach {
    switch deed {
    case .seeAccessLog, .restrictPerson, .mergePeople, .reviewOpening, .handOverRestriction,
      .seeUndisclosedAddress,
      .seeCloseDocument:
      .authority
    default: reading(deed)
    }
  }
}
