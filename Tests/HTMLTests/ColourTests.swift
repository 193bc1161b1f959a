import Foundation
import Testing

@testable import HTML

@Suite("Every declared pair of colours can be told apart")
struct ColourTests {
  /// WCAG 2.2, relative luminance.
  static func luminance(_ colour: Colour) -> Double {
    func part(_ value: UInt8) -> Double {
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * part(colour.red) + 0.7152 * part(colour.green) + 0.0722 * part(colour.blue)
  }

  static func contrast(_ one: Colour, _ other: Colour) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test("the formula gives what others measured")
  func formula() {
    #expect(Self.contrast(Colour(0), Colour(0xFFFFFF)) == 21)
    #expect(abs(Self.contrast(Token.ink.light, Token.paper.light) - 17.9) < 0.1)
    #expect(abs(Self.contrast(Token.focus.light, Token.focusInk.light) - 12.6) < 0.1)
  }

  @Test("text at 4.5 to 1, graphics at 3 to 1, light and dark", arguments: TokenPair.all.indices)
  func pair(_ index: Int) {
    let pair = TokenPair.all[index]
    let least = pair.use == .text ? 4.5 : 3
    let light = Self.contrast(pair.front.light, pair.back.light)
    let dark = Self.contrast(pair.front.dark, pair.back.dark)
    #expect(light >= least, "\(pair.front.rawValue) on \(pair.back.rawValue), light: \(light)")
    #expect(dark >= least, "\(pair.front.rawValue) on \(pair.back.rawValue), dark: \(dark)")
  }

  @Test("every colour in the stylesheet is a token, and every token is defined")
  func tokensOnly() {
    let css = Stylesheet.text
    let names = Set(Token.allCases.map(\.rawValue))
    for use in css.matches(of: /var\(--([a-z0-9-]+)\)/) {
      #expect(names.contains(String(use.output.1)), "--\(use.output.1)")
    }
    let rules = css.split(separator: "\n").filter { !$0.contains("--ink:") }.joined(separator: "\n")
    let literal = rules.matches(of: /#[0-9a-fA-F]{3,6}\b/).map { String($0.output) }
    #expect(Set(literal).isSubset(of: ["#000", "#fff"]), "only paper is black and white by hand")
    for token in Token.allCases { #expect(css.contains("--\(token.rawValue):\(token.light.hex)")) }
  }
}
