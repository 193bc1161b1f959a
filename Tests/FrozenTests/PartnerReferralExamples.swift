@testable import Domain

extension Examples {
  static let partnerReferralForm = PartnerReferral.Form(
    edition: .professional1, reference: "7K4Q-M2XP-9T", sentAt: moment,
    sender: .init(
      kind: .professional, email: "j.hocking@hill.example", agency: "Y-3", source: .school,
      name: "Jan Hocking", job: "Head of year", agencyName: "Hill School", phone: "01632 960177",
      keepFromFamily: true, reply: .email, replyWords: "Not at lunch time"),
    inDanger: .yes, dangerAction: "She is with me in school",
    children: [
      .init(
        given: "Aisha", family: "Curnow", birth: day.adding(years: -7), age: "7",
        school: "Hill School")
    ],
    adults: [
      .init(given: "Lena", family: "Curnow", relation: "Mother", phone: "01632 960178")
    ], address: "1 Mill Lane", postcode: "ZZ6 1AA", worry: "Bruises on both arms",
    goingWell: "She comes every day", done: "Asked her mother", childSays: "It hurts",
    consent: .init(told: .yes, agreed: .no, words: "It would put her at risk"),
    files: [
      .init(
        key: "00112233445566778899aabbccddeeff", name: "drawing.png", kind: .png, size: 2048,
        sha256: String(repeating: "ab", count: 32))
    ])

  static let partnerReferrals: [PartnerReferral.Fact] = [
    .sent(form: partnerReferralForm, contact: ContactID(9))
  ]
}
