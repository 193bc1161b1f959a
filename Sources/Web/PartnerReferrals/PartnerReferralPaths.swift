import Domain

/// The addresses of forms that were sent through the portal. Nobody else writes them.
package enum PartnerReferralPaths {
  package static func page(_ id: PartnerReferralID) -> String { "/partnerreferrals/\(id)" }

  /// - Parameter place: which of its files, from 1.
  package static func file(_ id: PartnerReferralID, _ place: Int) -> String {
    "/partnerreferrals/\(id)/files/\(place)"
  }
}
