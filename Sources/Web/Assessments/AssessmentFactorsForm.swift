import Domain
import HTML
import Hummingbird
import Store

/// `/assessments/A-1/factors`: what was found for each child (census: AssessmentFactors).
enum AssessmentFactorsForm {
  /// How the list of factors is broken up on the page.
  enum Group: String, CaseIterable {
    case alcohol, drugs, domesticAbuse = "domestic-abuse", mentalHealth = "mental-health"
    case learningDisability = "learning-disability", physicalDisability = "physical-disability"
    case abuse, outsideHome = "outside-home", circumstances, none

    var title: String {
      switch self {
      case .alcohol: "Alcohol misuse"
      case .drugs: "Drug misuse"
      case .domesticAbuse: "Domestic abuse"
      case .mentalHealth: "Mental health"
      case .learningDisability: "Learning disability"
      case .physicalDisability: "Physical disability or illness"
      case .abuse: "Abuse and neglect"
      case .outsideHome: "Exploitation and harm outside the home"
      case .circumstances: "The child's situation"
      case .none: "Something else, or none"
      }
    }

    var factors: [AssessmentFactor] { AssessmentFactor.current.filter { Group.of($0) == self } }

    static func of(_ factor: AssessmentFactor) -> Group {
      switch factor {
      case .alcoholChild, .alcoholParent, .alcoholHousehold: .alcohol
      case .drugsChild, .drugsParent, .drugsHousehold: .drugs
      case .domesticAbuseChild, .domesticAbuseParent, .domesticAbuseHousehold: .domesticAbuse
      case .mentalHealthChild, .mentalHealthParent, .mentalHealthHousehold: .mentalHealth
      case .learningDisabilityChild, .learningDisabilityParent, .learningDisabilityHousehold:
        .learningDisability
      case .physicalDisabilityChild, .physicalDisabilityParent, .physicalDisabilityHousehold:
        .physicalDisability
      case .neglect, .emotionalAbuse, .physicalAbuseByChild, .physicalAbuseByAdult,
        .sexualAbuseByChild, .sexualAbuseByAdult, .femaleGenitalMutilation, .faithOrBelief,
        .physicalAbuseUndivided, .sexualAbuseUndivided:
        .abuse
      case .missing, .sexualExploitation, .trafficking, .gangs, .criminalExploitation:
        .outsideHome
      case .youngCarer, .privatelyFosteredOverseasReturning, .privatelyFosteredOverseasStaying,
        .privatelyFosteredEducation, .privatelyFosteredFamily, .privatelyFosteredOther,
        .unaccompaniedAsylumSeeking, .sociallyUnacceptableBehaviour, .selfHarm:
        .circumstances
      case .other, .noneIdentified: .none
      }
    }

    func id(_ child: PersonID) -> String { "factors-\(child)-\(rawValue)" }
  }

  static func get(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await desk.show(form(desk))
  }

  static func post(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await context.submit(form(desk)) { reader in
      let blocks = desk.whole.children.map { child in
        Assessment.ChildFactors(child: child.person, factors: factors(of: child, &reader))
      }
      return Assessment.Command.recordFactors(blocks)
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(command, sending)
    }
  }

  private static func factors(
    of child: AssessmentTable.ChildRow, _ reader: inout AnswerReader
  ) -> [AssessmentFactor] {
    let ticked = Group.allCases.flatMap { group in
      reader.codes(group.id(child.person), "what was found", of: AssessmentFactor.self)
    }
    let id = "factors-\(child.person)"
    let confirmed = reader.codes(
      "confirm-\(child.person)", "what was proposed", of: AssessmentFactor.self)
    let found = ticked + confirmed.filter { !ticked.contains($0) }
    if found.isEmpty {
      reader.wrong(
        id, "Select what was found for \(child.head.given), or that no factors were identified")
    }
    if found.contains(.noneIdentified), found.count > 1 {
      reader.wrong(
        id, "\"No factors identified\" cannot stand with others for \(child.head.given)")
    }
    return found
  }

  private static func form(_ desk: AssessmentDesk) -> FormPage {
    let children = desk.whole.children
    let questions = children.flatMap { child in
      proposed(desk, child)
        + Group.allCases.map { group in
          Question(
            group.id(child.person),
            .several(group.factors.map { Choice($0.rawValue, $0.meaning) }), group.title,
            optional: true)
        }
    }
    var record = Answers()
    for child in children {
      for (group, factors) in Dictionary(grouping: child.factors, by: Group.of) {
        record.set(group.id(child.person), factors.map(\.rawValue))
      }
    }
    var form = desk.form(
      "Factors found", FormDefinition("assessment-factors", edition: "2026", questions),
      path: AssessmentPaths.factors(desk.id), submit: "Save for \(desk.given)", record: record)
    form.before = """
      <p>Tick what the assessment found, for each child. The national census counts these; they \
      are asked once, here.</p>
      """
    form.layout = { view in
      HTML(each: children) { child in
        let id = "factors-\(child.person)"
        return fieldset(
          legend: "What was found", id: id, child: child.head.given, error: view.error(id),
          content: HTML(each: proposed(desk, child)) { view[$0.id] }
            + HTML(each: Group.allCases) { view[$0.id(child.person)] })
      }
    }
    return form
  }

  /// What was ticked in the sections and is no factor yet: nothing becomes one until it is confirmed here.
  private static func proposed(
    _ desk: AssessmentDesk, _ child: AssessmentTable.ChildRow
  ) -> [Question] {
    let choices = desk.whole.proposedFactors(for: child.person).filter {
      !child.factors.contains($0.factor)
    }.map { one in
      Choice(
        one.factor.rawValue, one.factor.meaning,
        hint: "Ticked in: \(one.from.map(\.title).joined(separator: "; "))")
    }
    guard !choices.isEmpty else { return [] }
    return [
      Question(
        "confirm-\(child.person)", .several(choices), "Proposed from the sections",
        hint: "Tick those that you confirm as found for \(child.head.given)", optional: true)
    ]
  }
}
