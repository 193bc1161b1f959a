import Domain

/// How far one family's story goes before the last day comes. The council is left as a council is: with
/// something waiting for everybody.
enum Ending: CaseIterable, Sendable {
  /// Came in this morning.
  case newContact, newFromPolice, inDanger
  /// The outcome is clear, and still nobody has decided.
  case lateContact
  case toCheck, alsoToCheck, sentBack
  case undecidedReferral, unallocated, teamWithoutWorker
  case sentInEast, sentInWest, returnedInEast, returnedInWest
  /// The record is locked to the workers named.
  case restricted
  /// A worker of the team is related to the family.
  case conflict
  case unborn

  /// The last thing that is done.
  var reaches: Stage {
    switch self {
    case .newContact, .newFromPolice, .inDanger, .lateContact: .contact
    case .toCheck, .alsoToCheck: .decision
    case .sentBack: .check
    case .undecidedReferral: .referral
    case .unallocated: .referralDecision
    case .teamWithoutWorker, .restricted, .conflict, .unborn: .assessment
    case .sentInEast, .sentInWest: .sending
    case .returnedInEast, .returnedInWest: .review
    }
  }

  /// How many working days before the last day the contact arrives; nought is that morning.
  var daysBefore: Int {
    switch self {
    case .newContact, .newFromPolice, .inDanger: 0
    case .toCheck, .alsoToCheck: 1
    case .sentBack, .undecidedReferral: 2
    case .lateContact, .unallocated, .teamWithoutWorker: 3
    case .conflict: 12
    case .restricted: 14
    case .unborn: 16
    case .sentInEast: 26
    case .sentInWest: 48
    case .returnedInEast: 30
    case .returnedInWest: 34
    }
  }

  /// How many working days before the last day the assessment is sent to the manager.
  var sentBefore: Int? {
    switch self {
    case .sentInEast: 2
    case .sentInWest: 1
    case .returnedInEast, .returnedInWest: 5
    case .newContact, .newFromPolice, .inDanger, .lateContact, .toCheck, .alsoToCheck, .sentBack,
      .undecidedReferral, .unallocated, .teamWithoutWorker, .restricted, .conflict, .unborn:
      nil
    }
  }

  var isInWest: Bool { self == .sentInWest || self == .returnedInWest || self == .unborn }
  var isReturned: Bool { self == .returnedInEast || self == .returnedInWest }

  /// What the contact says, where the story asks for something particular.
  func worry(_ chance: inout Seeded) -> Words.Worry {
    switch self {
    case .newFromPolice, .toCheck, .restricted: Words.argument
    case .unborn: Words.expecting
    case .newContact, .inDanger, .lateContact, .alsoToCheck, .sentBack, .undecidedReferral,
      .unallocated, .teamWithoutWorker, .sentInEast, .sentInWest, .returnedInEast,
      .returnedInWest, .conflict:
      chance.one(of: Words.worries.filter { $0.level >= .targeted })
    }
  }
}

/// The way of a worry through the council.
enum Stage: Int, Comparable, Sendable {
  case contact, decision, check, referral, referralDecision, assessment, sending, review

  static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
}
