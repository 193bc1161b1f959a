/// What a worker is at work. What each role may do is said in one place: ``May``.
package enum Role: String, CaseIterable, Codable, Sendable, Comparable {
  case contactWorker, decisionMaker, policeOfficer, socialWorker, newlyQualifiedSocialWorker
  case teamManager, conferenceChair, emergencyDutyWorker, qualityAuditor, performanceAnalyst
  case workforceLead, seniorLeader, partner, inspector, recordsOfficer, administrator

  package var title: String {
    switch self {
    case .contactWorker: "Contact worker"
    case .decisionMaker: "Front-door decision maker"
    case .policeOfficer: "Police officer in the unit"
    case .socialWorker: "Social worker"
    case .newlyQualifiedSocialWorker: "Newly qualified social worker"
    case .teamManager: "Team manager"
    case .conferenceChair: "Conference chair"
    case .emergencyDutyWorker: "Emergency duty worker"
    case .qualityAuditor: "Quality auditor"
    case .performanceAnalyst: "Performance analyst"
    case .workforceLead: "Workforce lead"
    case .seniorLeader: "Senior leader"
    case .partner: "Partner professional"
    case .inspector: "Inspector"
    case .recordsOfficer: "Records officer"
    case .administrator: "Administrator"
    }
  }

  package static func < (left: Role, right: Role) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
