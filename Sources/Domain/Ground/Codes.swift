/// A code list that somebody else keeps: the case is our word, the raw value is theirs.
/// A record holds the case; returns write the raw value.
package protocol Code: RawRepresentable, CaseIterable, Codable, Hashable, Sendable
where RawValue == String {
  /// What a worker reads; the list's words, in plain form.
  var meaning: String { get }
}

extension Code {
  /// The code as the return spells it: `WBRI`.
  package var code: String { rawValue }
}

/// Sex as registered. DfE children in need census 2024-25 onwards, field Sex.
package enum Sex: String, Code {
  case male = "M"
  case female = "F"
  case unknown = "U"

  package var meaning: String {
    switch self {
    case .male: "Male"
    case .female: "Female"
    case .unknown: "Unknown, not recorded or unborn"
    }
  }
}

/// Disability of a child. DfE children in need census 2025-26, field Disability. A child may have
/// several; `none` stands alone.
package enum Disability: String, Code {
  case none = "NONE"
  case mobility = "MOB"
  case handFunction = "HAND"
  case personalCare = "PC"
  case incontinence = "INC"
  case communication = "COMM"
  case learning = "LD"
  case hearing = "HEAR"
  case vision = "VIS"
  case behaviour = "BEH"
  case consciousness = "CON"
  case autism = "AUT"
  case other = "DDA"

  package var meaning: String {
    switch self {
    case .none: "No disability"
    case .mobility: "Mobility"
    case .handFunction: "Hand function"
    case .personalCare: "Personal care"
    case .incontinence: "Incontinence"
    case .communication: "Communication"
    case .learning: "Learning"
    case .hearing: "Hearing"
    case .vision: "Vision"
    case .behaviour: "Behaviour"
    case .consciousness: "Consciousness"
    case .autism: "Diagnosed autism or Asperger syndrome"
    case .other: "Other disability (Disability Discrimination Act 2005)"
    }
  }
}

/// Why a child has no unique pupil number. DfE children in need census 2025-26, field UPNunknown.
package enum UPNUnknown: String, Code {
  case notOfSchoolAge = "UN1"
  case neverAtMaintainedSchool = "UN2"
  case educatedOutsideEngland = "UN3"
  case newlyInNeed = "UN4"
  case sourcesDisagree = "UN5"
  case cannotBeObtained = "UN6"
  case noFurtherAction = "UN7"

  package var meaning: String {
    switch self {
    case .notOfSchoolAge: "Not of school age and has no number yet"
    case .neverAtMaintainedSchool: "Never went to a maintained school in England"
    case .educatedOutsideEngland: "Educated outside England"
    case .newlyInNeed: "In need since the last week of the period, number not yet known"
    case .sourcesDisagree: "Sources disagree on name or date of birth, so a match is unreliable"
    case .cannotBeObtained: "Not looked after, and the number cannot be obtained"
    case .noFurtherAction: "Referred, no further action"
    }
  }
}
