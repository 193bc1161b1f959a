/// The whole stylesheet, in the order in which it is read: colours from the tokens first, print
/// last.
enum Stylesheet {
  static let text = squeezed(
    [tokens, base, layout, controls, forms, messages, records, lists, pictures, media]
      .joined(separator: "\n"))

  /// Without the spaces at the beginning of lines, and without a new line where the last character
  /// separates already.
  private static func squeezed(_ text: String) -> String {
    text.split(separator: "\n").reduce(into: "") { squeezed, line in
      if let last = squeezed.last, !"{};,".contains(last) { squeezed += "\n" }
      squeezed += line.drop { $0 == " " }
    }
  }

  /// Every token as a custom property. System follows the machine; Light and Dark are the worker's
  /// own choice and hold against it.
  private static var tokens: String {
    let light = Token.allCases.map { "--\($0.rawValue):\($0.light.hex)" }
    let dark = Token.allCases.filter { $0.light != $0.dark }
      .map { "--\($0.rawValue):\($0.dark.hex)" }
    let darkText = dark.joined(separator: ";")
    return """
      :root{color-scheme:light dark;\(light.joined(separator: ";"))}
      :root[data-theme=light]{color-scheme:light}
      :root[data-theme=dark]{color-scheme:dark;\(darkText)}
      @media screen and (prefers-color-scheme:dark){:root[data-theme=system]{\(darkText)}}
      @media print{:root[data-theme]{color-scheme:light;\(light.joined(separator: ";"))}}
      """
  }
}
