import Domain

/// The receipt for a form. It names nobody, and the form is on the record whether it arrives or not: so
/// how it ends is no fact.
enum PartnerReferralPosting: Posting {
  static let noun = PartnerReferral.noun

  static func reasonToHold(
    _ record: FactStream, _ place: Int, _ text: String, at now: Instant, in tx: any Transaction
  ) throws -> String? {
    try PartnerReferralTable.whole(PartnerReferralID(record.number), in: tx) == nil
      ? "Its record is not there" : nil
  }

  static func ended(
    _ claim: Claim, gaveUp why: String?, at now: Instant, store: Store, in tx: any Transaction
  ) throws {}
}
