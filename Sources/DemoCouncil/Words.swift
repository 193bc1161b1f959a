import Domain

/// What is said and written in the invented council: plain, and different enough to read.
enum Words {
  struct Worry: Sendable {
    /// How often it comes, against the others.
    let weight: Int
    let source: ReferralSource
    let method: Contact.Method
    let agency: String?
    let role: String
    let account: String
    let need: PrimaryNeed
    let factors: [AssessmentFactor]
    let level: Contact.Level
    let indicators: [String]
  }

  static let effects = [
    "It frightened the children, who slept badly afterwards.",
    "School saw a tired and quiet child the next day.",
    "The child said they felt safer now that somebody knew.",
    "It meant another change of home in a short time.",
  ]

  static let reasonsToHelp = [
    "The account is first hand, the children were present, and earlier help has not held.",
    "The worry is clear and recent. The parents know we have been told and have agreed to help.",
    "Taken with what is already known, this is more than an isolated incident.",
  ]

  /// Why a contact was decided so.
  static func reason(_ outcome: Contact.Outcome, _ chance: inout Seeded) -> String {
    switch outcome {
    case .referral: chance.one(of: reasonsToHelp)
    case .passedToOpenWork:
      "A social worker is already working with the family and needs to know this today."
    case .earlyHelp:
      "The need is real and the parents want help. A family worker can give it without us."
    case .adviceAndInformation:
      "The family has good support and asked for advice, which they were given."
    case .noFurtherAction:
      "The children are well at school and at home, and a named person there is already helping."
    }
  }

  /// Why an assessment ends so.
  static func reason(_ outcome: Assessment.Outcome) -> String {
    switch outcome {
    case .childInNeedPlan:
      "Things have begun to change and would slip without help. The parents agree to a plan."
    case .coreAssessment, .strategyDiscussion: "More needs to be known, and soon."
    case .earlyHelp: "What is left can be done by the family worker, whom the children know."
    case .close: "The children's needs are met now, by family and school."
    case .noFurtherAction: "What was told turned out differently. Nothing is needed from us."
    }
  }

  static func notAlone(_ age: Int) -> String {
    age < 3 ? "Too young to be seen without a parent" : "Wanted their mother to stay"
  }

  static let calls: [(purpose: String, text: String)] = [
    (
      "Call with school",
      "Attendance is better this fortnight. The teacher will ring if the child is late again."
    ),
    (
      "Call with the health visitor",
      "Weight is on the line again. Next check in four weeks; the mother is keeping appointments."
    ),
    (
      "Call from the mother",
      "Rang to say that the week had been hard. We agreed what she tries until the visit on Friday."
    ),
  ]

  static let oversight = [
    "Discussed in supervision. See the children alone at school before the next visit at home.",
    "The plan is moving. Check with housing about the damp and tell the family by Friday.",
  ]

  static let history = [
    "Nothing earlier is on the record. We looked under all names given.",
    "Two earlier contacts in the last year for similar worries, both closed with advice. The pattern has grown.",
    "An earlier assessment found that things improve with support and slip when it ends.",
    "An older sibling was helped three years ago. The mother worked well with that worker.",
  ]

  static let visitText = [
    "Home visit as planned. The house was warm and there was food. We talked about the last two weeks and what has changed since the family agreed what to try.",
    "Visit after school. The children showed me their room. Their mother talked about money and how hard mornings are.",
    "Visit to see how the safety plan is working. The neighbour who helps was there for part of it.",
    "Short visit at the family's request. They were worried about a letter from the landlord; we rang together.",
  ]

  static let childWords = [
    "I like it when Mum is up in the morning.", "I don't want to move again.",
    "Dad shouts but not at me.", "School is good because of my friends.",
    "I wish it was quiet at night.", "My nan makes the best tea.",
    "I want somebody to tell me what is happening.",
  ]

  static let observed = [
    "Relaxed with their mother, went to her for comfort.",
    "Watchful at first, then showed me their drawings.",
    "Tired, said they had been up late.", "Chatty and proud of a school certificate.",
  ]

  static func section(_ section: Assessment.Section, _ variant: Int) -> String {
    let texts: [String]
    switch section {
    case .childsDay:
      texts = [
        "Mornings are rushed. Breakfast is usually at school club. After school they are at their grandmother's until six, then home, tea, television and bed at about nine.",
        "Wakes early and gets the little one up. Walks to school with a friend. Evenings depend on who is home; on good days they cook together.",
      ]
    case .development:
      texts = [
        "Meeting milestones, immunisations in date, dentist overdue. Reading below what school would expect for their age; extra help twice a week.",
        "Healthy and active. School describes a bright child whose attendance fell to 84 per cent this term.",
      ]
    case .views:
      texts = [
        "Seen alone at school and at home with the three houses. Likes school and family film nights; worried about arguments; wants them to stop.",
        "Talked while drawing. Wants to see more of Dad, but at Nan's house.",
      ]
    case .parentsViews:
      texts = [
        "Mother agrees things got too much after the job ended. Father thinks the worry is overstated but agrees to the plan.",
        "Both parents want help with routines and money. They disagree about who should do what.",
      ]
    case .parenting:
      texts = [
        "Warm and affectionate. Basic care is mostly good; supervision slips when mother is low. Boundaries are clearer since the parenting course.",
        "Consistent care from the grandmother. The parents are learning to keep arguments away from the children.",
      ]
    case .familyAndEnvironment:
      texts = [
        "Two-bedroom flat, damp in the children's room, landlord told. Grandmother and aunt live near. Universal credit, some debt.",
        "Settled in a housing association house. Good neighbours. The church group helps with lifts.",
      ]
    case .history:
      texts = [
        "Two earlier contacts in three years, both about arguments at home. Help worked while it lasted, which tells us that it has to last longer.",
        "No earlier involvement. Mother was helped by another council as a child and is wary of us for good reason.",
      ]
    case .identity:
      texts = [
        "The family is Polish and Catholic. At home they speak Polish; letters in English were not understood, so missed appointments were not refusals. We now write in Polish and ring.",
        "The family calls itself working class and is proud of it. Money decides which clubs the children can go to, and they feel it; help that costs nothing and does not look like charity is taken up.",
        "Faith and the wider family give the week its shape. An aunt who is listened to was part of two visits, and things moved after that; letters alone had not helped.",
      ]
    case .outsideHome:
      texts = [
        "No sign of exploitation. Knows what to do online; phone stays downstairs at night.",
        "Older friends in the park after school. Names are known to school; nobody has been missing.",
      ]
    case .analysis:
      texts = [
        "We are worried that arguments and drinking will frighten the children and interrupt their sleep and schooling, because they happen most weekends, so that they cannot rest or learn. Family help is near and wanted. With the plan the children can be safe at home.",
        "What worries us has come from pressure more than from want of care. The parents have started to change things and the children can say what helps. Support over the next months should be enough.",
      ]
    }
    return texts[variant % texts.count]
  }

  static let risk = (
    assessment:
      "Most likely harm: frightened by shouting at night. Worst: hurt when in the way. Less likely since the father sleeps elsewhere on weekends.",
    plan:
      "Grandmother has the children on Friday nights. The mother rings her sister if he comes back drunk. Police know the address. We visit every week until the review."
  )

  static let checks = [
    "Agreed. The reason is clear and the history has been used.",
    "Agreed: the level fits the indicators ticked.", "Agreed. Health and school still to be asked.",
  ]
}
