/// What is usually asked of each agency, as data with the day from which it holds. A check keeps the
/// edition it was begun from and the questions as they were asked, so an edition may end.
package struct CheckTemplates: Sendable, Equatable {
  package let edition: String
  package let from: Day
  package let templates: [Template]

  package struct Template: Sendable, Equatable {
    package let agency: PartnerCheck.Agency
    package let questions: [String]
    /// The law under which this agency may be asked, as it is told.
    package let law: String

    init(_ agency: PartnerCheck.Agency, law: String, _ questions: [String]) {
      self.agency = agency
      self.questions = questions
      self.law = law
    }
  }

  package func questions(for agency: PartnerCheck.Agency) -> [String] {
    templates.first { $0.agency == agency }?.questions ?? []
  }

  package func law(for agency: PartnerCheck.Agency) -> String {
    templates.first { $0.agency == agency }?.law ?? ""
  }

  /// The edition in force on a day; before the first, the first.
  package static func inForce(on day: Day) -> CheckTemplates {
    editions.last { $0.from <= day } ?? first
  }

  package static let editions = [first]

  /// 1 January 2000.
  package static let first = CheckTemplates(
    edition: "1", from: Day(number: 10_957),
    templates: [
      Template(
        .school, law: "Children Act 2004, section 10; Education Act 2002, sections 157 and 175",
        [
          "Do you know this child, and since when?",
          "How often has the child come to school this term, and why not, where they did not?",
          "What have you seen or heard that worries you, and when?",
          "What goes well, and which adult does the child trust?",
          "What help have you given or arranged?",
        ]),
      Template(
        .health, law: "Children Act 2004, sections 10 and 11",
        [
          "Do you know these people, and when were they last seen?",
          "Does the child's health or growth worry you?",
          "Have appointments or immunisations been missed?",
          "Is there anything in a parent's health that affects how they care for the child?",
        ]),
      Template(
        .police, law: "Children Act 2004, sections 10 and 11",
        [
          "What incidents are on record that involve these people, in the last two years?",
          "Is anybody of them known for violence, or for harm to a child?",
          "Are there bail conditions or orders in force that protect somebody?",
        ]),
      Template(
        .housing, law: "Children Act 1989, section 27",
        [
          "Who lives in the home by your records, and since when?",
          "Are there rent arrears, or is the tenancy at risk?",
          "Have there been complaints, or repairs that make the home unsafe?",
        ]),
      Template(
        .probation, law: "Children Act 2004, sections 10 and 11",
        [
          "Do you supervise or have you supervised anybody of these people, and for what?",
          "What risk of harm to children have you assessed?",
          "Which conditions bear on contact with children?",
        ]),
      Template(
        .adultServices, law: "Children Act 2004, section 10",
        [
          "Do you know these adults, and what support do they have?",
          "Does what you know affect how they care for a child?",
          "Has a child been seen or spoken of in your work with them?",
        ]),
      Template(
        .otherAuthority, law: "Children Act 1989, section 27",
        [
          "Are these people known to you, and is any work open?",
          "What referrals, assessments and plans have there been, and how did they end?",
          "What worried you most?",
        ]),
    ])
}
