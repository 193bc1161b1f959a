extension Consequences {
  /// A form that was sent is a contact, and whoever proved their address gets a receipt.
  package static func of(
    _ fact: PartnerReferral.Fact, on id: PartnerReferralID
  ) -> [Consequence] {
    switch fact {
    case .sent(let form, let contact):
      [.contact(contact, form.asContact(id))] + (form.receipt(id).map { [.message($0)] } ?? [])
    }
  }
}

extension PartnerReferral.Form {
  /// The contact it becomes: nothing is typed again.
  func asContact(_ id: PartnerReferralID) -> Contact.Command {
    let (day, hour, minute) = sentAt.london
    return .receive(
      Contact.Details(
        receivedOn: day, receivedMinute: hour * 60 + minute, method: .portal,
        source: sender.source, agency: sender.agencyName, callerName: sender.name,
        callerRole: sender.job, callerReach: sender.reach, callerEmail: sender.mayWriteTo,
        keepFromFamily: sender.keepFromFamily, account: account(id), inDanger: inDanger,
        dangerAction: dangerAction, consent: consent.agreed, consentBasis: consent.inWords,
        reference: reference, address: place), named: named)
  }

  /// What they wrote, part by part.
  private func account(_ id: PartnerReferralID) -> String {
    let parts: [(String, String?)] = [
      ("What worries them", worry), ("What is going well", goingWell),
      ("What has been done", done), ("What the child says", childSays),
      (
        "Files",
        files.isEmpty
          ? nil : "Sent with the form \(id), and read there (\(files.count))."
      ),
    ]
    return parts.compactMap { title, words in
      words.flatMap { $0.isEmpty ? nil : "\(title):\n\($0)" }
    }.joined(separator: "\n\n")
  }

  private var place: String? {
    let parts = [address, postcode].compactMap { $0 }.filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }

  private var named: [Contact.Named] {
    let children = self.children.filter { !$0.isEmpty }.map { child in
      Contact.Named(
        key: 0, given: child.given, family: child.family, birth: child.birth, age: child.age,
        postcode: postcode, relation: child.school.map { "goes to \($0)" }, isChild: true)
    }
    let adults = self.adults.filter { !$0.isEmpty }.map { adult in
      Contact.Named(
        key: 0, given: adult.given, family: adult.family, relation: adult.relation, isChild: false,
        phone: adult.phone)
    }
    return (children + adults).enumerated().map { index, named in
      var named = named
      named.key = index + 1
      return named
    }
  }

  /// To the address that was proved, and to no other: it says that something was sent.
  fileprivate func receipt(_ id: PartnerReferralID) -> Outgoing? {
    guard sender.kind == .professional, let email = sender.email else { return nil }
    let due = dueOn.map {
      "We decide what happens next by \($0.longWithWeekday), and then tell you. "
    }
    return Outgoing(
      of: FactStream(id), place: 0, to: email, subject: "We have received your referral",
      words: """
        We have received what you sent us on \(sentAt.day.long).

        Your reference is \(reference).

        \(due ?? "")Sign in to the portal with this email address to see how it stands.

        If a child is in danger now, ring 999.
        """, by: nil)
  }

  /// By when the unit says what happens next; nil where the council has set no time.
  package var dueOn: Day? {
    let (day, hour, minute) = sentAt.london
    return Contact.decisionClock(received: day, minute: hour * 60 + minute, decided: nil)?.due.day
  }
}

extension PartnerReferral.Sender {
  /// As a contact keeps it, safe ways first.
  fileprivate var reach: String? {
    let parts = [reply?.words, phone, replyWords].compactMap { $0 }.filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: ". ")
  }

  /// Somebody who asked to be answered in another way is not written to.
  fileprivate var mayWriteTo: String? { reply == nil || reply == .email ? email : nil }
}

extension PartnerReferral.Consent {
  /// What a contact keeps beside the answer.
  fileprivate var inWords: String {
    let known =
      switch told {
      case .yes: "The family knows of this."
      case .no: "The family has not been told."
      case .notKnown: "Not said whether the family knows."
      }
    return [known, words ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
