/// ` name="value"`, or nothing where there is no value.
func attribute(_ name: StaticString, _ value: String?) -> HTML? {
  guard let value else { return nil }
  return " \(HTML(stringLiteral: name))=\"\(value)\""
}

/// ` name`, where the condition holds.
func flag(_ name: StaticString, _ condition: Bool) -> HTML? {
  condition ? " \(HTML(stringLiteral: name))" : nil
}

/// Several ids for `aria-describedby`; nothing where there are none.
func describedBy(_ ids: [String?]) -> HTML? {
  let known = ids.compactMap { $0 }
  return known.isEmpty ? nil : attribute("aria-describedby", known.joined(separator: " "))
}

/// An address that may stand in `href`, `action` or `formaction`: one of our own, a part of this
/// page, a telephone number, an email address, or https. Anything else (a script, a data address,
/// another host by `//`) becomes `#`, which goes nowhere.
func address(_ url: String) -> HTML {
  let isOurs =
    url == "/" || url.hasPrefix("?") || url.hasPrefix("#")
    || (url.hasPrefix("/") && !url.hasPrefix("//") && !url.hasPrefix("/\\"))
  let isElsewhere = ["https://", "mailto:", "tel:"].contains { url.hasPrefix($0) }
  // Browsers drop tabs and line ends from an address before they read it.
  let isPlain = url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x5C && $0 != 0x7F }
  return (isOurs || isElsewhere) && isPlain ? HTML(text: url) : "#"
}
