/// A strict reader of our own markup: every tag closed in order, every attribute quoted, every id
/// once. Browsers forgive all of these; this does not.
struct MarkupReader {
  struct Element {
    let name: String
    var attributes: [String: String]
    /// The text inside, its own and that of its children.
    var text = ""
    var parents: [String]
  }

  private static let voids: Set<String> = ["input", "meta", "link", "br", "hr", "img"]
  private static let flags: Set<String> = [
    "checked", "selected", "hidden", "multiple", "open", "defer", "novalidate", "data-focus",
    "data-hide", "data-go-to", "data-minutes", "data-spoken", "data-extend",
  ]

  private(set) var elements: [Element] = []
  private(set) var faults: [String] = []
  private var open: [Int] = []
  private let source: [Character]
  private var at = 0

  init(_ markup: String) {
    source = Array(markup)
    read()
    let ids = elements.compactMap { $0.attributes["id"] }
    for (id, times) in Dictionary(ids.map { ($0, 1) }, uniquingKeysWith: +) where times > 1 {
      faults.append("id \(id) stands \(times) times")
    }
    let known = Set(ids)
    for element in elements {
      for name in ["for", "aria-describedby", "aria-labelledby", "aria-controls"] {
        for id in (element.attributes[name] ?? "").split(separator: " ")
        where !known.contains(String(id)) {
          faults.append("\(element.name) \(name) names \(id), which is not there")
        }
      }
    }
  }

  func all(_ name: String, _ attributes: [String: String] = [:]) -> [Element] {
    elements.filter { element in
      element.name == name && attributes.allSatisfy { element.attributes[$0.key] == $0.value }
    }
  }

  private mutating func read() {
    while at < source.count {
      if source[at] == "<" {
        readTag()
      } else {
        if source[at] == ">" { faults.append("a bare > in text") }
        for index in open { elements[index].text.append(source[at]) }
        at += 1
      }
    }
    for index in open { faults.append("<\(elements[index].name)> is never closed") }
  }

  private mutating func readTag() {
    at += 1
    if peek("!DOCTYPE html>") {
      at += "!DOCTYPE html>".count
      return
    }
    let isEnd = take("/")
    let name = word()
    if name.isEmpty { faults.append("a bare < in text") }
    if isEnd {
      if !take(">") { faults.append("</\(name)> does not end") }
      close(name)
      return
    }
    var attributes: [String: String] = [:]
    while at < source.count, source[at] != ">" {
      if source[at].isWhitespace {
        at += 1
        continue
      }
      readAttribute(of: name, into: &attributes)
    }
    if !take(">") { faults.append("<\(name) does not end") }
    elements.append(
      Element(name: name, attributes: attributes, parents: open.map { elements[$0].name }))
    if !Self.voids.contains(name) { open.append(elements.count - 1) }
  }

  private mutating func readAttribute(of tag: String, into attributes: inout [String: String]) {
    let name = word()
    guard !name.isEmpty else {
      faults.append("<\(tag)> holds a stray \(source[at])")
      at += 1
      return
    }
    if attributes[name] != nil { faults.append("<\(tag)> has \(name) twice") }
    guard take("=") else {
      if !Self.flags.contains(name) { faults.append("<\(tag)> \(name) has no value") }
      attributes[name] = ""
      return
    }
    guard take("\"") else {
      faults.append("<\(tag)> \(name) is not quoted")
      return
    }
    var value = ""
    while at < source.count, source[at] != "\"" {
      if source[at] == "<" { faults.append("<\(tag)> \(name) holds a bare <") }
      value.append(source[at])
      at += 1
    }
    if !take("\"") { faults.append("<\(tag)> \(name) does not end") }
    if at < source.count, source[at] != ">", !source[at].isWhitespace {
      faults.append("<\(tag)> nothing between \(name) and what follows")
    }
    attributes[name] = value
  }

  private mutating func close(_ name: String) {
    guard let last = open.popLast() else {
      faults.append("</\(name)> closes nothing")
      return
    }
    if elements[last].name != name {
      faults.append("</\(name)> closes <\(elements[last].name)>")
    }
  }

  private func peek(_ text: String) -> Bool { source[at...].starts(with: text) }

  private mutating func take(_ text: String) -> Bool {
    guard peek(text) else { return false }
    at += text.count
    return true
  }

  private mutating func word() -> String {
    var text = ""
    while at < source.count, source[at].isLetter || source[at].isNumber || source[at] == "-" {
      text.append(source[at])
      at += 1
    }
    return text
  }
}
