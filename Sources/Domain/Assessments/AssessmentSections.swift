extension Assessment {
  /// The pieces of an assessment. Raw values are permanent ids.
  package enum Section: String, Codable, Sendable, CaseIterable, Comparable {
    case childsDay = "childs-day"
    case development = "development"
    case views = "views"
    case parentsViews = "parents-views"
    case parenting = "parenting"
    case familyAndEnvironment = "family-and-environment"
    case history = "history"
    case identity = "identity"
    case outsideHome = "outside-home"
    case analysis = "analysis"

    package var title: String {
      switch self {
      case .childsDay: "A day in the child's life"
      case .development: "What the child needs to grow and develop"
      case .views: "What the child says and wants"
      case .parentsViews: "What parents and carers say"
      case .parenting: "How parents and carers meet those needs"
      case .familyAndEnvironment: "Family, home and community"
      case .history: "History and what it tells us"
      case .identity: "Identity, and the difference it makes"
      case .outsideHome: "Harm outside the home"
      case .analysis: "Analysis: what it all means"
      }
    }

    package var prompt: String {
      switch self {
      case .childsDay:
        "What is an ordinary day like for this child, from waking up to going to bed?"
      case .development:
        "Health, education, emotions and behaviour, family relationships, looking after themselves."
      case .views:
        "Use the child's own words. How did you find out, and what do they want to happen?"
      case .parentsViews:
        "What do they think is going on? Where do they agree and disagree with us?"
      case .parenting:
        "Basic care, safety, warmth, stimulation, boundaries, stability. What works, what worries us?"
      case .familyAndEnvironment:
        "Who matters, where they live, money, work, support, neighbourhood."
      case .history: "What happened before, what was tried, and what does it add to today?"
      case .identity:
        "What difference do race, culture, faith, language, disability, sex, gender or sexuality make to this child's daily life, and to our help?"
      case .outsideHome:
        "Friends, places, online, exploitation, missing. If there is none, say how you know."
      case .analysis:
        "We are worried that … because … so that … What is working well, and what needs to happen?"
      }
    }

    /// Before birth there is no day to describe and nobody to ask: these are asked once a child is born.
    package var isAskedBeforeBirth: Bool {
      switch self {
      case .childsDay, .views, .outsideHome: false
      case .development, .parentsViews, .parenting, .familyAndEnvironment, .history, .identity,
        .analysis:
        true
      }
    }

    /// What is asked before birth, where it is another question.
    package var prenatalPrompt: String {
      switch self {
      case .development:
        "The pregnancy: antenatal care, health of mother and baby, what the midwife says, where and how the birth is planned."
      case .parentsViews:
        "How do they feel about the baby? What do they hope for, and what worries them? Ask each parent apart."
      case .parenting:
        "How are they getting ready: a place to sleep, feeding, money, who helps? What do earlier children's lives tell us?"
      case .familyAndEnvironment:
        "Who will live with the baby, who supports the parents, is the home safe for a newborn?"
      case .history:
        "What happened with earlier pregnancies and children, and what has changed since?"
      case .identity:
        "What will race, culture, faith, language, disability mean for this baby's daily life, and for our help to the parents?"
      case .analysis:
        "What will the baby need from the first day? We are worried that … because … so that … Who does what before, at and after the birth?"
      case .childsDay, .views, .outsideHome: prompt
      }
    }

    /// Whether the section asks what difference who the child is makes to this topic (A14). The section
    /// on identity is that question as a whole.
    package var asksDifference: Bool {
      switch self {
      case .childsDay, .development, .views, .parentsViews, .parenting, .familyAndEnvironment,
        .outsideHome:
        true
      case .history, .identity, .analysis: false
      }
    }

    /// What can be ticked here and is then proposed as a factor.
    package var factors: [AssessmentFactor] {
      switch self {
      case .development:
        [
          .mentalHealthChild, .learningDisabilityChild, .physicalDisabilityChild, .selfHarm,
          .sociallyUnacceptableBehaviour, .alcoholChild, .drugsChild,
        ]
      case .parenting:
        [
          .domesticAbuseParent, .domesticAbuseChild, .mentalHealthParent, .alcoholParent,
          .drugsParent, .learningDisabilityParent, .physicalDisabilityParent, .neglect,
          .emotionalAbuse, .physicalAbuseByAdult, .sexualAbuseByAdult,
        ]
      case .familyAndEnvironment:
        [
          .domesticAbuseHousehold, .mentalHealthHousehold, .alcoholHousehold, .drugsHousehold,
          .youngCarer, .faithOrBelief, .femaleGenitalMutilation,
        ]
      case .outsideHome:
        [
          .missing, .sexualExploitation, .criminalExploitation, .trafficking, .gangs,
          .physicalAbuseByChild, .sexualAbuseByChild,
        ]
      case .childsDay, .views, .parentsViews, .history, .identity, .analysis: []
      }
    }

    package static func < (left: Section, right: Section) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }
}
