/// The words in which a referrer is told, as data: an edition holds from its day until the next, so a
/// council can change them. A worker begins with them and writes what fits.
///
/// They name no child, no address and nobody else. A professional who works with the child is told the
/// outcome; a member of the public is told that they were heard, and no more: what becomes of a family
/// is the family's own.
package struct FeedbackTemplates: Sendable, Equatable {
  package enum Reader: String, Sendable, CaseIterable {
    case professional
    /// A relative, a neighbour, the child: anybody who is not told as part of their work.
    case individual

    package init(_ source: ReferralSource) {
      switch source.group {
      case .individual, .anonymous, .unknown: self = .individual
      case .schools, .educationServices, .health, .housing, .council, .police, .otherLegal, .other:
        self = .professional
      }
    }

    /// What may be said, for the worker who tells them.
    package var mayBeSaid: String {
      switch self {
      case .professional:
        "They may know what was decided and why, as far as they need it for their work with the "
          + "child. Leave out addresses, other children and what others told us."
      case .individual:
        "They may know that we have looked at what they told us. What we decided, and whether we "
          + "know the family, is not told to them."
      }
    }
  }

  package let edition: String
  package let from: Day
  /// What the worker writes about.
  package let subject: String
  let thanks: String
  let outcomes: [Contact.Outcome: String]
  /// Where the children's outcomes differ: a referrer may know of one of them only.
  let several: String
  let individual: String
  let challenge: String
  let danger: String

  /// The message to begin with.
  /// - Parameters:
  ///   - outcomes: one for each child, in any order.
  ///   - council: whose service writes; nil leaves the line out.
  package func words(
    to reader: Reader, called name: String?, outcomes: [Contact.Outcome], receivedOn day: Day,
    number: ContactID, council: String?
  ) -> String {
    let all = Set(outcomes)
    let told: String =
      switch reader {
      case .individual: individual
      case .professional:
        all.count == 1 ? all.first.flatMap { self.outcomes[$0] } ?? several : several
      }
    var parts = [
      name.map { "Dear \($0)," } ?? "Hello,",
      "\(thanks) on \(day.long). Our number for it is \(number).", told,
    ]
    if reader == .professional { parts.append(challenge) }
    parts.append(danger)
    parts.append(
      (["Children’s referral service"] + [council].compactMap { $0 }).joined(separator: "\n"))
    return parts.joined(separator: "\n\n")
  }

  /// The edition in force on a day; before the first, the first.
  package static func inForce(on day: Day) -> FeedbackTemplates {
    editions.last { $0.from <= day } ?? first
  }

  package static let editions = [first]

  /// 1 January 2000.
  package static let first = FeedbackTemplates(
    edition: "1", from: Day(number: 10_957), subject: "What became of what you told us",
    thanks: "Thank you for telling us about your worry",
    outcomes: [
      .noFurtherAction:
        "We have looked at it together with what we knew already. We decided that nothing more is "
        + "needed from children’s social care now. Please keep doing what you do for the child, and "
        + "tell us again if something changes or you are still worried.",
      .adviceAndInformation:
        "We have looked at it together with what we knew already. We gave advice and information, "
        + "and will not do more for now. Please tell us again if something changes or you are still "
        + "worried.",
      .earlyHelp:
        "We have looked at it together with what we knew already. The family is offered early help. "
        + "A worker of that service may ask you to take part.",
      .passedToOpenWork:
        "We have looked at it together with what we knew already. A social worker is working with "
        + "the family and now knows what you told us. They may ring you.",
      .referral:
        "We have looked at it together with what we knew already. It has become a referral, and a "
        + "social worker will look into what the child needs. They may ring you, and may ask you for "
        + "what you know.",
    ],
    several:
      "We have looked at it together with what we knew already, and decided for each child. Ring us, "
      + "and we will tell you what you need to know for your work with the child you know.",
    individual:
      "We have looked at it carefully and have done what we think is right. We cannot tell you more "
      + "about a family, but what you told us has been read by a social worker and is kept. You were "
      + "right to tell us.",
    challenge:
      "If you do not agree with what we decided, ring us and ask for the manager. You have a right to "
      + "say so.",
    danger: "If a child is in danger now, ring 999.")
}
