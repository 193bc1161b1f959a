@testable import Domain

extension Examples {
  private static let voice = EarlyHelp.Voice(worker: worker)
  private static let outside = EarlyHelp.Voice(worker: nil, email: "head@hill.example")
  private static let wish = EarlyHelp.Wish(
    origin: .contact(id: ContactID(9)), children: [child], adults: [sibling],
    story: "Late for school", hope: "She sleeps at night",
    consent: .init(given: true, who: "Mother, by phone", on: day))

  static let earlyHelp: [EarlyHelp.Fact] = [
    .requested(request: .init(wish, by: worker, on: day)),
    .refused(
      request: .init(
        .init(
          origin: .direct, children: [child], story: "", hope: "",
          consent: .init(given: false, who: "Mother", on: day, words: "We manage")),
        by: worker, on: day)),
    .leadProposed(
      proposal: .init(
        lead: .outside(
          person: .init(
            name: "Ms Green", agency: "Hill School", job: "Head", email: "head@hill.example")),
        by: worker, on: day), people: [child]),
    .leadAccepted(
      answer: .init(said: "By phone", by: voice, on: day), begins: true, people: [child]),
    .leadDeclined(answer: .init(reason: "On leave", by: outside, on: day), people: [child]),
    .begun(referral: ReferralID(4), on: day, people: [child]),
    .planned(
      plan: .init(
        .init(
          outcomes: [
            .init(
              what: "In bed by eight",
              actions: [.init(what: "Bedtime plan", owner: "Mother", by: day.adding(days: 14))])
          ], views: [.init(child: child, words: "I am tired")], parents: "Mornings are hard"),
        by: voice, on: day), people: [child]),
    .progressed(progress: .init(words: "On time all week", by: outside, on: day), people: [child]),
    .reviewed(
      review: .init(
        .init(
          on: day, present: "Mother and the head", distances: [.better], words: "She is on time",
          views: [.init(child: child, words: "I like mornings")], next: day.adding(days: 70)),
        by: voice), people: [child]),
    .steppedUp(
      stepUp: .init(
        contact: ContactID(12), why: "Bruises", details: contactDetails,
        named: [.init(key: 1, given: "Aisha", family: "Curnow", isChild: true, person: child)],
        by: voice), people: [child]),
    .closed(
      ending: .init(reason: .outcomesMet, words: "Mornings are calm", by: worker, on: day),
      people: [child]),
  ]

  /// Other ways in which the same facts are written.
  static let otherEarlyHelp: [(EarlyHelp.Fact, String)] = [
    (
      .requested(
        request: .init(
          .init(
            origin: .referral(id: ReferralID(4)), children: [child], story: "S", hope: "H",
            consent: wish.consent), by: nil, on: day)), "earlyhelp.requested.stepDown"
    ),
    (
      .leadProposed(
        proposal: .init(lead: .worker(id: worker), by: nil, on: day), people: [child]),
      "earlyhelp.leadProposed.worker"
    ),
  ]
}
