/// Ethnicity as the child or family describes it. DfE children in need census 2025-26, field
/// Ethnicity; groups as in the census guide 2023-24, which moved Chinese to Asian.
package enum Ethnicity: String, Code {
  case whiteBritish = "WBRI"
  case whiteIrish = "WIRI"
  case travellerOfIrishHeritage = "WIRT"
  case otherWhite = "WOTH"
  case gypsyRoma = "WROM"
  case whiteAndBlackCaribbean = "MWBC"
  case whiteAndBlackAfrican = "MWBA"
  case whiteAndAsian = "MWAS"
  case otherMixed = "MOTH"
  case indian = "AIND"
  case pakistani = "APKN"
  case bangladeshi = "ABAN"
  case chinese = "CHNE"
  case otherAsian = "AOTH"
  case blackCaribbean = "BCRB"
  case blackAfrican = "BAFR"
  case otherBlack = "BOTH"
  case other = "OOTH"
  case refused = "REFU"
  case notYetObtained = "NOBT"

  package var meaning: String {
    switch self {
    case .whiteBritish: "White British"
    case .whiteIrish: "White Irish"
    case .travellerOfIrishHeritage: "Traveller of Irish heritage"
    case .otherWhite: "Any other White background"
    case .gypsyRoma: "Gypsy or Roma"
    case .whiteAndBlackCaribbean: "White and Black Caribbean"
    case .whiteAndBlackAfrican: "White and Black African"
    case .whiteAndAsian: "White and Asian"
    case .otherMixed: "Any other mixed background"
    case .indian: "Indian"
    case .pakistani: "Pakistani"
    case .bangladeshi: "Bangladeshi"
    case .chinese: "Chinese"
    case .otherAsian: "Any other Asian background"
    case .blackCaribbean: "Black Caribbean"
    case .blackAfrican: "Black African"
    case .otherBlack: "Any other Black background"
    case .other: "Any other ethnic group"
    case .refused: "Refused to say"
    case .notYetObtained: "Not yet obtained"
    }
  }

  package enum Group: String, CaseIterable, Codable, Sendable {
    case white = "White"
    case mixed = "Mixed"
    case asian = "Asian or Asian British"
    case black = "Black or Black British"
    case other = "Other ethnic groups"
    case notStated = "Not stated"
  }

  package var group: Group {
    switch self {
    case .whiteBritish, .whiteIrish, .travellerOfIrishHeritage, .otherWhite, .gypsyRoma: .white
    case .whiteAndBlackCaribbean, .whiteAndBlackAfrican, .whiteAndAsian, .otherMixed: .mixed
    case .indian, .pakistani, .bangladeshi, .chinese, .otherAsian: .asian
    case .blackCaribbean, .blackAfrican, .otherBlack: .black
    case .other: .other
    case .refused, .notYetObtained: .notStated
    }
  }
}
