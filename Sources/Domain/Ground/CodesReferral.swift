/// Who referred the child. DfE children in need census 2025-26, field ReferralSource; groups as in
/// DfE's published statistics.
package enum ReferralSource: String, Code {
  case family = "1A"
  case acquaintance = "1B"
  case childThemself = "1C"
  case otherIndividual = "1D"
  case school = "2A"
  case educationServices = "2B"
  case generalPractitioner = "3A"
  case healthVisitor = "3B"
  case schoolNurse = "3C"
  case otherPrimaryHealth = "3D"
  case emergencyDepartment = "3E"
  case otherHealth = "3F"
  case housing = "4"
  case councilSocialCare = "5A"
  case councilOther = "5B"
  case anotherCouncil = "5C"
  case earlyHelp = "5D"
  case police = "6"
  case otherLegal = "7"
  case other = "8"
  case anonymous = "9"
  case unknown = "10"

  package var meaning: String {
    switch self {
    case .family: "Family member, relative or carer"
    case .acquaintance: "Acquaintance, such as a neighbour or childminder"
    case .childThemself: "The child"
    case .otherIndividual: "Other individual, such as a stranger or an MP"
    case .school: "School"
    case .educationServices: "Education services"
    case .generalPractitioner: "GP"
    case .healthVisitor: "Health visitor"
    case .schoolNurse: "School nurse"
    case .otherPrimaryHealth: "Other primary health services"
    case .emergencyDepartment: "A&E"
    case .otherHealth: "Other health services, such as a hospice"
    case .housing: "Housing (council or housing association)"
    case .councilSocialCare: "Council social care, such as adults' services"
    case .councilOther: "Other council services"
    case .anotherCouncil: "Another council"
    case .earlyHelp: "Early help"
    case .police: "Police"
    case .otherLegal: "Other legal agency (court, probation, immigration, Cafcass, prison)"
    case .other: "Other (children's centre, independent provider, voluntary)"
    case .anonymous: "Anonymous"
    case .unknown: "Unknown"
    }
  }

  package enum Group: String, CaseIterable, Codable, Sendable {
    case individual = "Individual"
    case schools = "Schools"
    case educationServices = "Education services"
    case health = "Health services"
    case housing = "Housing"
    case council = "Council services"
    case police = "Police"
    case otherLegal = "Other legal agency"
    case other = "Other"
    case anonymous = "Anonymous"
    case unknown = "Unknown"

    package var label: String { rawValue }
  }

  package var group: Group {
    switch self {
    case .family, .acquaintance, .childThemself, .otherIndividual: .individual
    case .school: .schools
    case .educationServices: .educationServices
    case .generalPractitioner, .healthVisitor, .schoolNurse, .otherPrimaryHealth,
      .emergencyDepartment, .otherHealth:
      .health
    case .housing: .housing
    case .councilSocialCare, .councilOther, .anotherCouncil, .earlyHelp: .council
    case .police: .police
    case .otherLegal: .otherLegal
    case .other: .other
    case .anonymous: .anonymous
    case .unknown: .unknown
    }
  }
}

/// The main reason a child is in need. DfE children in need census 2025-26, field PrimaryNeedCode.
package enum PrimaryNeed: String, Code {
  case abuseNeglectExploitation = "N1"
  case childsDisability = "N2"
  case parentalDisabilityOrIllness = "N3"
  case familyInAcuteStress = "N4"
  case familyDysfunction = "N5"
  case sociallyUnacceptableBehaviour = "N6"
  case lowIncome = "N7"
  case absentParenting = "N8"
  case notInNeed = "N9"
  case notStated = "N0"

  package var meaning: String {
    switch self {
    case .abuseNeglectExploitation: "Abuse, neglect or exploitation"
    case .childsDisability: "Child's disability"
    case .parentalDisabilityOrIllness: "Parental disability or illness"
    case .familyInAcuteStress: "Family in acute stress"
    case .familyDysfunction: "Family dysfunction"
    case .sociallyUnacceptableBehaviour: "Socially unacceptable behaviour"
    case .lowIncome: "Low income"
    case .absentParenting: "Absent parenting"
    case .notInNeed: "Other than a child in need"
    case .notStated: "Not stated"
    }
  }
}

/// Why an episode closed. DfE children in need census 2025-26, field ReasonForClosure.
package enum ReasonForClosure: String, Code {
  case adopted = "RC1"
  case died = "RC2"
  case childArrangementsOrder = "RC3"
  case specialGuardianshipOrder = "RC4"
  case movedToAnotherCouncil = "RC5"
  case movedToAdultSocialCare = "RC6"
  case servicesCeased = "RC7"
  case noFurtherActionAfterAssessment = "RC8"
  case earlyHelpAfterAssessment = "RC9"

  package var meaning: String {
    switch self {
    case .adopted: "Adopted"
    case .died: "Died"
    case .childArrangementsOrder: "Child arrangements order"
    case .specialGuardianshipOrder: "Special guardianship order"
    case .movedToAnotherCouncil: "Transferred to the services of another council"
    case .movedToAdultSocialCare: "Transferred to adult social care"
    case .servicesCeased: "Services ceased for any other reason, including no longer in need"
    case .noFurtherActionAfterAssessment: "Closed after assessment, no further action"
    case .earlyHelpAfterAssessment: "Closed after assessment, referred to early help"
    }
  }
}

/// Category of abuse of a child protection plan. DfE children in need census 2025-26, fields
/// InitialCategoryOfAbuse and LatestCategoryOfAbuse.
package enum CategoryOfAbuse: String, Code {
  case neglect = "NEG"
  case physical = "PHY"
  case sexual = "SAB"
  case emotional = "EMO"
  case multiple = "MUL"

  package var meaning: String {
    switch self {
    case .neglect: "Neglect"
    case .physical: "Physical abuse"
    case .sexual: "Sexual abuse"
    case .emotional: "Emotional abuse"
    case .multiple: "Multiple categories"
    }
  }
}
