/// The elements that hold a value, in the order of the specification. Reader and writer share these
/// lists, so what one knows the other knows.
extension CINCensus {
  struct Field<Group>: Sendable {
    let name: String
    let path: any WritableKeyPath<Group, Element?> & Sendable
    /// Whether the text must be a day of the calendar, written 2026-03-31.
    let isDate: Bool

    init(
      _ name: String, _ path: any WritableKeyPath<Group, Element?> & Sendable, date: Bool = false
    ) {
      self.name = name
      self.path = path
      isDate = date
    }
  }

  enum Fields {
    static let collectionDetails: [Field<Header>] = [
      Field("Collection", \.collection),
      Field("Year", \.year),
      Field("ReferenceDate", \.referenceDate, date: true),
    ]
    static let source: [Field<Header>] = [
      Field("SourceLevel", \.sourceLevel),
      Field("LEA", \.lea),
      Field("SoftwareCode", \.softwareCode),
      Field("Release", \.release),
      Field("SerialNo", \.serialNo),
      Field("DateTime", \.dateTime),
    ]
    static let identifiers: [Field<Identifiers>] = [
      Field("LAchildID", \.laChildID),
      Field("UPN", \.upn),
      Field("FormerUPN", \.formerUPN),
      Field("UPNunknown", \.upnUnknown),
      Field("PersonBirthDate", \.personBirthDate, date: true),
      Field("ExpectedPersonBirthDate", \.expectedPersonBirthDate, date: true),
      Field("Sex", \.sex),
      Field("PersonDeathDate", \.personDeathDate, date: true),
    ]
    static let characteristics: [Field<Characteristics>] = [
      Field("Ethnicity", \.ethnicity)
    ]
    static let episode: [Field<Episode>] = [
      Field("CINreferralDate", \.referralDate, date: true),
      Field("ReferralSource", \.referralSource),
      Field("PrimaryNeedCode", \.primaryNeed),
      Field("CINclosureDate", \.closureDate, date: true),
      Field("ReasonForClosure", \.reasonForClosure),
      Field("DateOfInitialCPC", \.dateOfInitialCPC, date: true),
    ]
    /// Stands after the enquiries, not beside the rest of the referral.
    static let referralNFA: [Field<Episode>] = [Field("ReferralNFA", \.referralNFA)]
    static let assessment: [Field<Assessment>] = [
      Field("AssessmentActualStartDate", \.actualStartDate, date: true),
      Field("AssessmentInternalReviewDate", \.internalReviewDate, date: true),
      Field("AssessmentAuthorisationDate", \.authorisationDate, date: true),
    ]
    static let cinPlan: [Field<CINPlan>] = [
      Field("CINPlanStartDate", \.startDate, date: true),
      Field("CINPlanEndDate", \.endDate, date: true),
    ]
    static let section47: [Field<Section47>] = [
      Field("S47ActualStartDate", \.actualStartDate, date: true),
      Field("InitialCPCtarget", \.initialCPCTarget, date: true),
      Field("DateOfInitialCPC", \.dateOfInitialCPC, date: true),
      Field("ICPCnotRequired", \.icpcNotRequired),
    ]
    static let childProtectionPlan: [Field<ChildProtectionPlan>] = [
      Field("CPPstartDate", \.startDate, date: true),
      Field("CPPendDate", \.endDate, date: true),
      Field("InitialCategoryOfAbuse", \.initialCategory),
      Field("LatestCategoryOfAbuse", \.latestCategory),
      Field("NumberOfPreviousCPP", \.numberOfPreviousPlans),
    ]
  }

  /// Every name of the specification, so that one in the wrong place is told from one that is
  /// nobody's. `Content` and its parts are written by some systems and carry nothing.
  static let vocabulary: Set<String> = {
    var names: Set<String> = [
      "Message", "Header", "CollectionDetails", "Source", "Content", "CBDSLevels", "CBDSLevel",
      "Children", "Child", "ChildIdentifiers", "ChildCharacteristics", "Disabilities",
      "Disability", "CINdetails", "Assessments", "FactorsIdentifiedAtAssessment",
      "AssessmentFactors", "CINPlanDates", "Section47", "ChildProtectionPlans", "Reviews",
      "CPPreviewDate", "GenderCurrent", "PreProceedingsandFGDM",
    ]
    names.formUnion(Fields.collectionDetails.map(\.name))
    names.formUnion(Fields.source.map(\.name))
    names.formUnion(Fields.identifiers.map(\.name))
    names.formUnion(Fields.characteristics.map(\.name))
    names.formUnion(Fields.episode.map(\.name))
    names.formUnion(Fields.referralNFA.map(\.name))
    names.formUnion(Fields.assessment.map(\.name))
    names.formUnion(Fields.cinPlan.map(\.name))
    names.formUnion(Fields.section47.map(\.name))
    names.formUnion(Fields.childProtectionPlan.map(\.name))
    return names
  }()
}
