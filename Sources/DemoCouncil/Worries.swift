import Domain

extension Words {
  static let worries: [Worry] = [
    argument,
    Worry(
      weight: 20, source: .school, method: .form, agency: "School", role: "Safeguarding lead",
      account:
        "The child has come to school hungry and in the same clothes three times this fortnight and fell asleep in class. Mother says she is not managing.",
      need: .abuseNeglectExploitation, factors: [.neglect, .mentalHealthParent], level: .targeted,
      indicators: ["2.routines", "3.several", "3.parent"]),
    Worry(
      weight: 9, source: .healthVisitor, method: .phone, agency: "Health visiting",
      role: "Health visitor",
      account:
        "Mother is low and crying at each visit. The baby is gaining weight slowly and the older one was not brought for two appointments.",
      need: .parentalDisabilityOrIllness, factors: [.mentalHealthParent], level: .earlyHelp,
      indicators: ["2.routines", "2.asking"]),
    Worry(
      weight: 10, source: .family, method: .phone, agency: nil, role: "Grandmother",
      account:
        "Her daughter has a new partner who drinks. She had the children at the weekend and they did not want to go home.",
      need: .familyDysfunction, factors: [.alcoholHousehold], level: .targeted,
      indicators: ["3.parent", "3.conflict"]),
    Worry(
      weight: 7, source: .emergencyDepartment, method: .email, agency: "Hospital", role: "Nurse",
      account:
        "Brought in with a bruise to the cheek. The explanation changed between father and child. Seen by the paediatrician, who is not sure how it was caused.",
      need: .abuseNeglectExploitation, factors: [.physicalAbuseByAdult], level: .statutory,
      indicators: ["4.injury"]),
    Worry(
      weight: 6, source: .housing, method: .email, agency: "Housing", role: "Housing officer",
      account:
        "The family are behind with rent and two officers found the flat very cold with little food. Children friendly and clean.",
      need: .lowIncome, factors: [.other], level: .earlyHelp, indicators: ["2.strain"]),
    Worry(
      weight: 5, source: .generalPractitioner, method: .letter, agency: "Surgery", role: "GP",
      account:
        "Asks whether help can be given to a mother with a long illness whose children do much of the caring at home.",
      need: .parentalDisabilityOrIllness, factors: [.youngCarer], level: .earlyHelp,
      indicators: ["2.caring", "2.asking"]),
    Worry(
      weight: 5, source: .school, method: .phone, agency: "School", role: "Head of year",
      account:
        "Seen twice after school getting into a car with older young men. New trainers and a second phone. Says it is nobody's business.",
      need: .sociallyUnacceptableBehaviour, factors: [.criminalExploitation, .gangs],
      level: .statutory, indicators: ["3.outside", "4.sexual"]),
    Worry(
      weight: 4, source: .childThemself, method: .phone, agency: nil, role: "The child",
      account:
        "Rang from a friend's house and said that they do not want to go home tonight because their stepfather hits them.",
      need: .abuseNeglectExploitation, factors: [.physicalAbuseByAdult, .emotionalAbuse],
      level: .statutory, indicators: ["4.told"]),
    anonymous,
  ]

  static let argument = Worry(
    weight: 28, source: .police, method: .police, agency: "Police", role: "Officer",
    account:
      "Officers went to an argument between the parents at about 11 at night. Shouting heard by neighbours, a door broken. The children were upstairs and awake. No injuries seen. The father left the address.",
    need: .abuseNeglectExploitation, factors: [.domesticAbuseParent, .alcoholParent],
    level: .targeted, indicators: ["3.conflict", "4.violence"])

  static let anonymous = Worry(
    weight: 5, source: .anonymous, method: .phone, agency: nil, role: "Caller",
    account:
      "Children often heard crying late at night. The caller did not want to say who they are.",
    need: .abuseNeglectExploitation, factors: [.other], level: .universal, indicators: [])

  static let expecting = Worry(
    weight: 0, source: .otherPrimaryHealth, method: .form, agency: "Maternity", role: "Midwife",
    account:
      "Booked late and has missed two appointments. Says that her partner decides when she goes out. An older child lives with a relative by court order.",
    need: .abuseNeglectExploitation, factors: [.domesticAbuseParent], level: .statutory,
    indicators: ["4.unborn"])
}
