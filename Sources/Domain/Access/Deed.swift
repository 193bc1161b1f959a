/// What a worker wants to do, as the access policy counts it. Permanent names: the access log keeps
/// them.
package enum Deed: String, CaseIterable, Codable, Sendable {
  // The pages of work.
  case seeMyWork, seeFrontDoor, seeTeam, seeFigures, seeWorkforce
  // People.
  case findPerson, createPerson, seePerson, changePerson, restrictPerson, mergePeople
  case seeAccessLog
  // Locked and hidden records: opening one in need, looking at that the day after, and finding a new
  // owner for one whose owner has left.
  case breakGlass, reviewOpening, handOverRestriction
  // Contacts.
  case recordContact, seeContact, decideContact, checkContact, tellReferrer
  // Giving contacts out, taking the next, putting one aside.
  case shareOutContact
  // Samples of decisions: counts and numbers of contacts; each contact opens by its own leave.
  case seeSample, drawSample
  // Referrals.
  case seeReferral, decideReferral, allocate, closeReferral
  // Assessments.
  case seeAssessment, beginAssessment, writeAssessment, authoriseAssessment
  // Notes and visits.
  case seeNote, writeNote
  // Police notifications: to read, to assess their risk, to say where they go.
  case seePolice, assessPolice, routePolice
  // Alerts and addresses that must not be told.
  case raiseAlert, seeUndisclosedAddress
  // Day and night: alerts for the night, what happened in it, and what the morning takes over.
  case seeNights, seeHandover, raiseHandover, actAtNight, settleHandover
  // Checks of partner agencies: asking and chasing, typing in what they answered, and saying what an
  // answer means for a decision that was made before it.
  case seePartnerCheck, askPartner, recordReply, considerReply
  // Early help: to read it, to ask for it and propose who leads, and to do what a lead does. Which worker
  // leads one episode is a rule of the episode.
  case seeEarlyHelp, requestEarlyHelp, leadEarlyHelp
  // Plans, core groups and pre-proceedings: to read them, and to write in them. What follows a closure:
  // letters, and undoing it the same day; who may is a rule of the referral.
  case seePlan, writePlan, afterClosure
  // Daily reports to agencies: to read them and who opened them; to make, approve, publish, withdraw.
  case seeDailyReport, publishDailyReport
  // Strategy discussions, section 47 enquiries and conferences: to read them; to hold a discussion; to
  // work on an enquiry; to give it a lead and to agree that no conference is held; to prepare a
  // conference; to chair it. And who is registered as a social worker, which holds nothing of a child.
  case seeProtection, holdStrategy, workEnquiry, directEnquiry, prepareConference, chairConference
  case recordRegistration
  // The curated chronology; documents, and those that only who works with the child may see.
  case curateChronology, seeDocument, writeDocument, seeCloseDocument
  // Transfers between teams: to read, to ask and escalate, to answer for the team that is asked, and to
  // decide what was escalated. Which team, and who by name, are rules of the transfer.
  case seeTransfer, askTransfer, takeTransfer, decideTransfer
  // Saying whether one takes what one was given; hours, first years, absence and leaving of workers.
  case answerAllocation, lookAfterWorkers
  // Accounts and settings, which hold nothing of a child.
  case administer
  // Looking after messages that are sent, without reading them.
  case runOutbox

  /// Whether the deed opens what is written about a person. Only those touch a record, and only
  /// those are stopped by its restriction. Recording a contact does not: a worry about a child whose
  /// record is closed to the worker must still get in, and so must what happened to a child at night.
  /// Nor does assessing what the police sent: every incident is assessed, and the officer sees what was
  /// sent and nothing of the record.
  package var opensRecord: Bool {
    switch self {
    case .seePerson, .changePerson, .restrictPerson, .mergePeople, .seeAccessLog, .seeContact,
      .decideContact, .checkContact, .tellReferrer, .seeReferral, .decideReferral, .allocate,
      .closeReferral, .seeAssessment, .shareOutContact,
      .beginAssessment, .writeAssessment, .authoriseAssessment, .seeNote, .writeNote,
      .raiseAlert, .seeUndisclosedAddress, .seePolice, .routePolice, .seeHandover, .raiseHandover,
      .settleHandover, .seePartnerCheck, .askPartner, .recordReply, .considerReply,
      .seeEarlyHelp, .requestEarlyHelp, .leadEarlyHelp,
      .seeProtection, .holdStrategy, .workEnquiry, .directEnquiry, .prepareConference,
      .chairConference, .seeDailyReport, .publishDailyReport, .curateChronology, .seeDocument,
      .writeDocument, .seeCloseDocument, .seeTransfer, .askTransfer, .takeTransfer, .decideTransfer,
      .answerAllocation, .seePlan, .writePlan, .afterClosure:
      true
    case .seeMyWork, .seeFrontDoor, .seeTeam, .seeFigures, .seeWorkforce, .findPerson,
      .createPerson, .recordContact, .seeSample, .drawSample, .administer, .breakGlass,
      .reviewOpening, .handOverRestriction, .runOutbox, .assessPolice, .seeNights, .actAtNight,
      .recordRegistration, .lookAfterWorkers:
      false
    }
  }

  /// Whether the deed leaves the record as it was.
  package var readsOnly: Bool {
    switch self {
    case .seeMyWork, .seeFrontDoor, .seeTeam, .seeFigures, .seeWorkforce, .findPerson, .seePerson,
      .seeAccessLog, .seeContact, .seeSample, .seeReferral, .seeAssessment, .seeNote,
      .seeUndisclosedAddress, .seePolice, .seeNights, .seeHandover, .seePartnerCheck,
      .seeEarlyHelp,
      .seeProtection, .seeDailyReport, .seeDocument, .seeCloseDocument, .seeTransfer, .seePlan:
      true
    case .createPerson, .changePerson, .restrictPerson, .mergePeople, .recordContact,
      .decideContact, .checkContact, .drawSample, .decideReferral, .allocate, .closeReferral,
      .beginAssessment, .writeAssessment, .authoriseAssessment, .writeNote, .raiseAlert,
      .administer, .tellReferrer, .runOutbox, .shareOutContact, .breakGlass, .reviewOpening,
      .handOverRestriction, .assessPolice, .routePolice, .raiseHandover, .actAtNight,
      .settleHandover, .askPartner, .recordReply, .considerReply,
      .requestEarlyHelp, .leadEarlyHelp,
      .holdStrategy, .workEnquiry, .directEnquiry, .prepareConference, .chairConference,
      .recordRegistration, .publishDailyReport, .curateChronology, .writeDocument, .askTransfer,
      .takeTransfer, .decideTransfer, .answerAllocation, .lookAfterWorkers, .writePlan,
      .afterClosure:
      false
    }
  }

  /// The end of "You cannot …".
  var words: String {
    switch self {
    case .seeMyWork: "see a list of work"
    case .seeFrontDoor: "see the front door"
    case .seeTeam: "see this team"
    case .seeFigures: "see the figures"
    case .seeWorkforce: "see the workforce"
    case .findPerson: "look for people"
    case .createPerson: "add a person"
    case .seePerson, .seeContact, .seeReferral, .seeAssessment, .seeNote, .seePolice,
      .seePartnerCheck, .seeEarlyHelp, .seeProtection, .seeTransfer, .seePlan:
      "see this record"
    case .changePerson: "change what is recorded about this person"
    case .restrictPerson: "restrict this record"
    case .mergePeople: "say whether two records are of one person"
    case .seeAccessLog: "see who has looked at this record"
    case .recordContact: "record a contact"
    case .decideContact: "decide this contact"
    case .checkContact: "check this contact"
    case .seeSample: "see samples of decisions"
    case .drawSample: "draw a sample of decisions"
    case .tellReferrer: "tell this referrer what was decided"
    case .shareOutContact: "give out or park this contact"
    case .decideReferral: "decide this referral"
    case .allocate: "give this work to a worker"
    case .closeReferral: "close this referral"
    case .beginAssessment: "begin an assessment"
    case .writeAssessment: "write in this assessment"
    case .authoriseAssessment: "authorise this assessment"
    case .writeNote: "write a note on this record"
    case .assessPolice: "assess what the police sent"
    case .routePolice: "say where this notification goes"
    case .raiseAlert: "raise, review or end alerts about this person"
    case .seeUndisclosedAddress: "see this address"
    case .seeNights: "see what goes over between day and night"
    case .seeHandover: "see this record"
    case .raiseHandover: "tell the night team about this child"
    case .actAtNight: "write down what happened in the night"
    case .settleHandover: "accept, pass on or close what the night passed on"
    case .askPartner: "ask other agencies about these people"
    case .recordReply: "record what an agency answered"
    case .considerReply: "say what an answer means for this decision"
    case .requestEarlyHelp: "ask for early help for this family"
    case .leadEarlyHelp: "write in this early help"
    case .writePlan: "write in this child’s plan"
    case .afterClosure: "reopen this referral or write a letter about its end"
    case .seeDailyReport: "see daily reports to agencies"
    case .publishDailyReport: "make, approve or publish daily reports to agencies"
    case .holdStrategy: "hold a strategy discussion about this child"
    case .workEnquiry: "work on this enquiry"
    case .directEnquiry: "give this enquiry a lead, or agree that no conference is held"
    case .prepareConference: "prepare this conference"
    case .chairConference: "chair this conference"
    case .recordRegistration: "record who is registered as a social worker"
    case .curateChronology: "change this chronology"
    case .seeDocument, .seeCloseDocument: "see this document"
    case .writeDocument: "keep documents on this record"
    case .askTransfer: "ask another team to take over"
    case .takeTransfer: "answer this transfer"
    case .decideTransfer: "decide this transfer"
    case .answerAllocation: "answer whether you take this child"
    case .lookAfterWorkers: "change what is agreed with a worker"
    case .administer: "change accounts and settings"
    case .runOutbox: "look after the messages of others"
    case .breakGlass: "open a locked record without being named on it"
    case .reviewOpening: "review how a locked record was opened"
    case .handOverRestriction: "change who may see this record"
    }
  }
}
