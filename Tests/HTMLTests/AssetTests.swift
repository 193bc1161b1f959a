import Testing

@testable import HTML

@Suite("The stylesheet and the script")
struct AssetTests {
  /// 30 KB and 40 KB compressed are the most; such text compresses to less than half.
  @Test("the stylesheet is under 40 KB and the script under 15 KB, even uncompressed")
  func size() {
    #expect(Assets.css.count < 40_000)
    #expect(Assets.js.count < 15_000)
    #expect(Assets.css.count > 5_000)
  }

  @Test("nothing is fetched from elsewhere, no fonts, nothing evaluated")
  func strict() {
    let css = Stylesheet.text
    for word in ["url(", "@import", "@font-face", "http:", "https:"] {
      #expect(!css.contains(word), "\(word)")
    }
    for word in [
      "http:", "https:", "eval(", "new Function", "innerHTML", "localStorage", "sessionStorage",
      "document.write", "document.cookie",
    ] { #expect(!Script.text.contains(word), "\(word)") }
  }

  @Test("braces and brackets balance")
  func balance() {
    for text in [Stylesheet.text, Script.text] {
      for (open, close) in [("{", "}"), ("(", ")"), ("[", "]")] as [(Character, Character)] {
        #expect(text.count { $0 == open } == text.count { $0 == close }, "\(open)")
      }
    }
  }

  @Test("what keyboards, eyes and printers need is there")
  func promises() {
    let css = Stylesheet.text
    for word in [
      "forced-colors:active", "prefers-reduced-motion", "prefers-color-scheme:dark",
      "[data-theme=dark]", "@media print", "size:A4", "display:table-header-group",
      ":focus-visible", "scroll-padding-top", "min-height:2.75rem", "tabular-nums",
    ] { #expect(css.contains(word), "\(word)") }
    #expect(!css.contains("text-transform"))
    #expect(!css.contains("text-align:justify"))
  }

  @Test("no text is under 14 px")
  func typeScale() throws {
    for size in Stylesheet.text.matches(of: /font-size:([0-9.]+)rem/) {
      let rem = try #require(Double("0" + size.output.1) ?? Double(size.output.1))
      #expect(rem >= 0.875)
    }
  }

  @Test("the address changes with the content, and only with it")
  func fingerprints() {
    #expect(Assets.fingerprint([]) == "cbf29ce484222325")
    #expect(Assets.fingerprint(Array("a".utf8)) == "af63dc4c8601ec8c")
    #expect(Assets.cssHash.count == 16)
    #expect(Assets.cssHash != Assets.jsHash)
    let page = Page("x", main: "").render().string
    #expect(page.contains("/static/threshold.css?v=\(Assets.cssHash)\""))
    #expect(page.contains("/static/threshold.js?v=\(Assets.jsHash)\""))
  }
}
