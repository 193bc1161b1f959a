import Domain
import Store

/// The addresses of a child's own pages. A day makes it the record as it was known then.
package enum ChildPaths {
  package static func overview(_ child: PersonID, asAt day: Day? = nil) -> String {
    "/children/\(child)" + AsAtDay.query(day)
  }
  package static func chronology(_ child: PersonID, asAt day: Day? = nil) -> String {
    "/children/\(child)/chronology" + AsAtDay.query(day)
  }
  package static func history(_ child: PersonID) -> String { "/children/\(child)/history" }
  package static func looks(_ child: PersonID) -> String { "/children/\(child)/who-has-looked" }
  /// The child's notes and visits alone.
  package static func notes(_ child: PersonID, asAt day: Day? = nil) -> String {
    let at = day.map { "&as-at=\($0)" } ?? ""
    return "/children/\(child)/chronology?show=everything&kind=visits\(at)"
  }
}

/// Where a record is read, by its place in the ledger; nil for those without a page of their own.
enum RecordPaths {
  static func page(_ stream: FactStream) -> String? {
    switch stream.noun {
    case Contact.noun: ContactPaths.record(ContactID(stream.number))
    case Referral.noun: ReferralPaths.record(ReferralID(stream.number))
    case Assessment.noun: AssessmentPaths.page(AssessmentID(stream.number))
    case Note.noun: NotePaths.page(NoteID(stream.number))
    case Person.noun: PersonPaths.details(PersonID(stream.number))
    case Alert.noun: AlertPaths.page(AlertID(stream.number))
    case PartnerCheck.noun: PartnerCheckPaths.page(PartnerCheckID(stream.number))
    case DailyReport.noun: DailyReportPaths.page(DailyReportID(stream.number))
    case Sample.noun: SamplePaths.page(SampleID(stream.number))
    case PoliceNotification.noun: PolicePaths.page(PoliceNotificationID(stream.number))
    case Handover.noun: HandoverPaths.page(HandoverID(stream.number))
    case PartnerReferral.noun: PartnerReferralPaths.page(PartnerReferralID(stream.number))
    case Agency.noun: AgencyPaths.page(AgencyID(stream.number))
    case EarlyHelp.noun: EarlyHelpPaths.page(EarlyHelpID(stream.number))
    case StrategyDiscussion.noun: StrategyPaths.page(StrategyDiscussionID(stream.number))
    case Enquiry.noun: EnquiryPaths.page(EnquiryID(stream.number))
    case Conference.noun: ConferencePaths.page(ConferenceID(stream.number))
    case Plan.noun: PlanPaths.page(PlanID(stream.number))
    case PreProceedings.noun: PreProceedingsPaths.page(PreProceedingsID(stream.number))
    case SignificantEvent.noun: SignificantEventPaths.page(SignificantEventID(stream.number))
    case Document.noun: DocumentPaths.page(DocumentID(stream.number))
    case Transfer.noun: TransferPaths.page(TransferID(stream.number))
    default: nil
    }
  }

  /// `Contact C-12`
  static func name(_ stream: FactStream) -> String {
    switch stream.noun {
    case Contact.noun: "Contact \(ContactID(stream.number))"
    case Referral.noun: "Referral \(ReferralID(stream.number))"
    case Assessment.noun: "Assessment \(AssessmentID(stream.number))"
    case Note.noun: "Note \(NoteID(stream.number))"
    case Person.noun: "Record \(PersonID(stream.number))"
    case Enquiry.noun: "Enquiry \(EnquiryID(stream.number))"
    case StrategyDiscussion.noun:
      "Strategy discussion \(StrategyDiscussionID(stream.number))"
    case Conference.noun: "Conference \(ConferenceID(stream.number))"
    case Alert.noun: "Alert \(AlertID(stream.number))"
    case PartnerCheck.noun: "Partner check \(PartnerCheckID(stream.number))"
    case DailyReport.noun: "Daily report \(DailyReportID(stream.number))"
    case PoliceNotification.noun: "Police notification \(PoliceNotificationID(stream.number))"
    case Handover.noun: "Handover \(HandoverID(stream.number))"
    case EarlyHelp.noun: "Early help \(EarlyHelpID(stream.number))"
    case Plan.noun: "Plan \(PlanID(stream.number))"
    case PreProceedings.noun: "Pre-proceedings \(PreProceedingsID(stream.number))"
    case Sample.noun: "Sample \(SampleID(stream.number))"
    case PartnerReferral.noun: "Referral form \(PartnerReferralID(stream.number))"
    case Agency.noun: "Agency \(AgencyID(stream.number))"
    case SignificantEvent.noun: "Event \(SignificantEventID(stream.number))"
    case Document.noun: "Document \(DocumentID(stream.number))"
    case Transfer.noun: "Transfer \(TransferID(stream.number))"
    case "digest": "Daily e-mail"
    case PortalCodeTable.noun: "Code for the portal"
    default: stream.description
    }
  }
}
