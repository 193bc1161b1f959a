import Testing

@testable import HTML

@Suite("HTML reads like HTML")
struct InterpolationTests {
  @Test("literals are markup, text is escaped, HTML is taken as it is")
  func kinds() {
    let name = "A & B"
    let part: HTML = "<b>\(name)</b>"
    let cut = name.prefix(3)
    #expect(
      ("<p>\(part) \(name) \(cut) \(12)</p>" as HTML).string
        == "<p><b>A &amp; B</b> A &amp; B A &amp; 12</p>")
  }

  @Test("markup in a string is shown, not obeyed")
  func failsSafe() {
    let part: HTML = "<b>x</b>"
    #expect(("\(part.string)" as HTML).string == "&lt;b&gt;x&lt;/b&gt;")
  }

  @Test("what is not there leaves nothing behind")
  func optional() {
    let none: HTML? = nil
    let some: HTML? = "<i>x</i>"
    #expect(("[\(none)\(some)]" as HTML).string == "[<i>x</i>]")
  }

  @Test("each and if")
  func eachAndIf() {
    var made = 0
    func note() -> HTML {
      made += 1
      return "<hr>"
    }
    let list: HTML = "<ul>\(each: ["a", "<"], { "<li>\($0)</li>" })</ul>\(if: false, note())"
    #expect(list.string == "<ul><li>a</li><li>&lt;</li></ul>")
    #expect(made == 0)
    #expect(("\(if: true, note())" as HTML).string == "<hr>")
  }

  @Test("joined, plus and each without a frame")
  func joined() {
    let parts: [HTML] = ["<b>1</b>", "2", ""]
    #expect(parts.joined(separator: ", ").string == "<b>1</b>, 2, ")
    #expect([HTML]().joined(separator: ", ").isEmpty)
    var sum: HTML = "a"
    sum += "b"
    #expect((sum + "c").string == "abc")
    #expect(HTML(each: 1...3, { "\($0);" }).string == "1;2;3;")
  }

  @Test("text in every script survives")
  func unicode() {
    let text = "Zoë Ó Súilleabháin 李小龍 علي 👩‍👧"
    #expect(("\(text)" as HTML).bytes == Array(text.utf8))
    #expect(HTML(text: text[...]).string == text)
  }
}
