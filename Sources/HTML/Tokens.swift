/// A colour as it is written in the stylesheet: red, green, blue, 0...255 each.
package struct Colour: Sendable, Equatable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  init(_ rgb: UInt32) {
    red = UInt8(truncatingIfNeeded: rgb >> 16)
    green = UInt8(truncatingIfNeeded: rgb >> 8)
    blue = UInt8(truncatingIfNeeded: rgb)
  }

  /// `#0b4f5c`
  package var hex: String {
    let digits = Array("0123456789abcdef")
    return [red, green, blue].reduce(into: "#") { text, part in
      text.append(digits[Int(part >> 4)])
      text.append(digits[Int(part & 15)])
    }
  }
}

/// A named colour in the light and in the dark theme; in the stylesheet it is `var(--name)`.
package enum Token: String, CaseIterable, Sendable {
  case ink, ink2 = "ink-2", paper, canvas, line, lineStrong = "line-strong"
  case brand, brandDark = "brand-dark", onBrand = "on-brand"
  case button, buttonHover = "button-hover", onButton = "on-button"
  case link, linkHover = "link-hover", linkVisited = "link-visited"
  case focus, focusInk = "focus-ink", focusRing = "focus-ring"
  case danger, dangerTint = "danger-tint", dangerFill = "danger-fill", onDanger = "on-danger"
  case dangerHover = "danger-hover"
  case warn, warnTint = "warn-tint", warnRule = "warn-rule"
  case good, goodTint = "good-tint"
  case info, infoTint = "info-tint"
  case special, specialTint = "special-tint"
  case neutralTint = "neutral-tint"
  case chart1 = "chart-1", chart2 = "chart-2", chart3 = "chart-3"
  case chart4 = "chart-4", chart5 = "chart-5", chart6 = "chart-6", chartPlate = "chart-plate"
  case chartInk = "chart-ink"
  case processCommon = "process-common", processConcern = "process-concern"
  case processImprovement = "process-improvement"
  case heat1 = "heat-1", heat2 = "heat-2", heat3 = "heat-3", heat4 = "heat-4", heat5 = "heat-5"

  package var light: Colour { Colour(values.light) }
  package var dark: Colour { Colour(values.dark) }

  private var values: (light: UInt32, dark: UInt32) {
    switch self {
    case .ink: (0x101820, 0xF2F5F6)
    case .ink2: (0x47525C, 0xB4C0C6)
    case .paper: (0xFFFFFF, 0x12191D)
    case .canvas: (0xF5F7F7, 0x0B1013)
    case .line: (0xC4CCD1, 0x33414A)
    case .lineStrong: (0x6B7780, 0x8596A0)
    case .brand: (0x0B4F5C, 0x0B4F5C)
    case .brandDark: (0x073843, 0x073843)
    case .onBrand: (0xFFFFFF, 0xFFFFFF)
    case .button: (0x0B4F5C, 0x7FD3E0)
    case .buttonHover: (0x073843, 0xB5E8F0)
    case .onButton: (0xFFFFFF, 0x101820)
    case .link: (0x0B5A69, 0x7FD3E0)
    case .linkHover: (0x073843, 0xB5E8F0)
    case .linkVisited: (0x5A2D82, 0xCDB2EA)
    case .focus: (0xFFD447, 0xFFD447)
    case .focusInk: (0x101820, 0x101820)
    case .focusRing: (0x101820, 0xFFD447)
    case .danger: (0xB3261E, 0xFF9C92)
    case .dangerTint: (0xFBE9E7, 0x4A1512)
    case .dangerFill: (0xB3261E, 0xFF9C92)
    case .onDanger: (0xFFFFFF, 0x101820)
    case .dangerHover: (0x8C1A14, 0xFFC2BB)
    case .warn: (0x6B4300, 0xFFCF80)
    case .warnTint: (0xFFF1D6, 0x432C00)
    case .warnRule: (0xB26A00, 0xFFCF80)
    case .good: (0x1B6E3C, 0x8FD9AE)
    case .goodTint: (0xE3F2E8, 0x0F3A22)
    case .info: (0x1F4E8C, 0xA9C9F5)
    case .infoTint: (0xE6EEF8, 0x15304F)
    case .special: (0x5A2D82, 0xD6BDF0)
    case .specialTint: (0xF0E8F7, 0x3A2155)
    case .neutralTint: (0xE9EDEF, 0x243037)
    // Charts keep their white plate in both themes, so their colours do not change.
    case .chart1: (0x12436D, 0x12436D)
    case .chart2: (0x28A197, 0x28A197)
    case .chart3: (0x801650, 0x801650)
    case .chart4: (0xF46A25, 0xF46A25)
    case .chart5: (0x3D3D3D, 0x3D3D3D)
    case .chart6: (0xA285D1, 0xA285D1)
    case .chartPlate: (0xFFFFFF, 0xFFFFFF)
    case .chartInk: (0x101820, 0x101820)
    case .processCommon: (0x5B6770, 0x5B6770)
    case .processConcern: (0xC25200, 0xC25200)
    case .processImprovement: (0x0B6AB0, 0x0B6AB0)
    case .heat1: (0xF3F7F8, 0xF3F7F8)
    case .heat2: (0xCFE3E6, 0xCFE3E6)
    case .heat3: (0x93C2C9, 0x93C2C9)
    case .heat4: (0x2C7480, 0x2C7480)
    case .heat5: (0x0B4F5C, 0x0B4F5C)
    }
  }
}

/// Two tokens that meet on a page. A test holds text at 4.5 to 1 and graphics at 3 to 1, in both
/// themes; a new meeting of colours is declared here first.
package struct TokenPair: Sendable {
  package enum Use: Sendable { case text, graphic }
  package let front: Token
  package let back: Token
  package let use: Use

  private static func text(_ front: Token, on backs: Token...) -> [TokenPair] {
    backs.map { TokenPair(front: front, back: $0, use: .text) }
  }

  private static func graphic(_ front: Token, on backs: Token...) -> [TokenPair] {
    backs.map { TokenPair(front: front, back: $0, use: .graphic) }
  }

  package static let all: [TokenPair] = [
    text(
      .ink, on: .paper, .canvas, .neutralTint, .dangerTint, .warnTint, .goodTint, .infoTint,
      .specialTint),
    text(.ink2, on: .paper, .canvas, .neutralTint),
    text(.onBrand, on: .brand, .brandDark),
    text(.onButton, on: .button, .buttonHover),
    text(.link, on: .paper, .canvas, .neutralTint, .infoTint, .goodTint, .warnTint, .specialTint),
    text(.link, on: .dangerTint),
    text(.linkHover, on: .paper, .canvas, .neutralTint),
    text(.linkVisited, on: .paper, .canvas),
    text(.focusInk, on: .focus),
    text(.danger, on: .paper, .canvas, .dangerTint),
    text(.onDanger, on: .dangerFill, .dangerHover),
    text(.warn, on: .paper, .canvas, .warnTint),
    text(.good, on: .paper, .canvas, .goodTint),
    text(.info, on: .paper, .canvas, .infoTint),
    text(.special, on: .paper, .canvas, .specialTint),
    text(.chartInk, on: .chartPlate, .heat1, .heat2, .heat3),
    text(.onBrand, on: .heat4, .heat5),
    text(.processCommon, on: .chartPlate),
    text(.processConcern, on: .chartPlate),
    text(.processImprovement, on: .chartPlate),
    graphic(.lineStrong, on: .paper, .canvas),
    graphic(.warnRule, on: .paper, .canvas, .warnTint),
    graphic(.danger, on: .neutralTint),
    graphic(.warnRule, on: .neutralTint),
    graphic(.lineStrong, on: .neutralTint),
    graphic(.good, on: .paper, .goodTint),
    graphic(.info, on: .paper, .infoTint),
    graphic(.special, on: .specialTint),
    graphic(.danger, on: .dangerTint),
    graphic(.button, on: .paper, .canvas),
    graphic(.focusRing, on: .paper, .canvas),
    graphic(.focus, on: .brand, .brandDark),
    graphic(.chart1, on: .chartPlate),
    graphic(.chart2, on: .chartPlate),
    graphic(.chart3, on: .chartPlate),
    graphic(.chart4, on: .chartPlate),
    graphic(.chart5, on: .chartPlate),
    graphic(.chart6, on: .chartPlate),
  ].flatMap { $0 }
}
