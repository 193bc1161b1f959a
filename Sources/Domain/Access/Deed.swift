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
  case recordContact, seeContact, decideContact, checkContact
  // Referrals.
  case seeReferral, decideReferral, allocate, closeReferral
  // Assessments.
  case seeAssessment, beginAssessment, writeAssessment, authoriseAssessment
  // Notes and visits.
  case seeNote, writeNote
  // Alerts and addresses that must not be told.
  case raiseAlert, seeUndisclosedAddress
  // Day and night: alerts for the night, what happened in it, and what the morning takes over.
  case seeNights, seeHandover, raiseHandover, actAtNight, settleHandover
  // Accounts and settings, which hold nothing of a child.
  case administer

  /// Whether the deed opens what is written about a person. Only those touch a record, and only
  /// those are stopped by its restriction. Recording a contact does not: a worry about a child whose
  /// record is closed to the worker must still get in, and so must what happened to a child at night.
  package var opensRecord: Bool {
    switch self {
    case .seePerson, .changePerson, .restrictPerson, .mergePeople, .seeAccessLog, .seeContact,
      .decideContact, .checkContact, .seeReferral, .decideReferral, .allocate, .closeReferral,
      .seeAssessment,
      .beginAssessment, .writeAssessment, .authoriseAssessment, .seeNote, .writeNote,
      .raiseAlert, .seeUndisclosedAddress, .seeHandover, .raiseHandover, .settleHandover:
      true
    case .seeMyWork, .seeFrontDoor, .seeTeam, .seeFigures, .seeWorkforce, .findPerson,
      .createPerson, .recordContact, .administer, .breakGlass, .reviewOpening,
      .handOverRestriction, .seeNights, .actAtNight:
      false
    }
  }

  /// Whether the deed leaves the record as it was.
  package var readsOnly: Bool {
    switch self {
    case .seeMyWork, .seeFrontDoor, .seeTeam, .seeFigures, .seeWorkforce, .findPerson, .seePerson,
      .seeAccessLog, .seeContact, .seeReferral, .seeAssessment, .seeNote, .seeUndisclosedAddress,
      .seeNights, .seeHandover:
      true
    case .createPerson, .changePerson, .restrictPerson, .mergePeople, .recordContact,
      .decideContact, .checkContact, .decideReferral, .allocate, .closeReferral, .beginAssessment,
      .writeAssessment, .authoriseAssessment, .writeNote, .raiseAlert, .administer,
      .breakGlass, .reviewOpening, .handOverRestriction, .raiseHandover, .actAtNight,
      .settleHandover:
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
    case .seePerson, .seeContact, .seeReferral, .seeAssessment, .seeNote: "see this record"
    case .changePerson: "change what is recorded about this person"
    case .restrictPerson: "restrict this record"
    case .mergePeople: "say whether two records are of one person"
    case .seeAccessLog: "see who has looked at this record"
    case .recordContact: "record a contact"
    case .decideContact: "decide this contact"
    case .checkContact: "check this contact"
    case .decideReferral: "decide this referral"
    case .allocate: "give this work to a worker"
    case .closeReferral: "close this referral"
    case .beginAssessment: "begin an assessment"
    case .writeAssessment: "write in this assessment"
    case .authoriseAssessment: "authorise this assessment"
    case .writeNote: "write a note on this record"
    case .raiseAlert: "raise, review or end alerts about this person"
    case .seeUndisclosedAddress: "see this address"
    case .seeNights: "see what goes over between day and night"
    case .seeHandover: "see this record"
    case .raiseHandover: "tell the night team about this child"
    case .actAtNight: "write down what happened in the night"
    case .settleHandover: "accept, pass on or close what the night passed on"
    case .administer: "change accounts and settings"
    case .breakGlass: "open a locked record without being named on it"
    case .reviewOpening: "review how a locked record was opened"
    case .handOverRestriction: "change who may see this record"
    }
  }
}
