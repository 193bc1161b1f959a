import Testing

@testable import Domain

@Suite("Email addresses") struct EmailAddressTests {
  @Test(
    "What people write is read",
    arguments: [
      "ms.green@hill.example", "a@b.uk", "o'neil+dsl@long-name.school.example", "x_1@1.example",
    ])
  func read(text: String) { #expect(EmailAddress(text)?.text == text) }

  @Test(
    "Nothing that could be more than an address is one",
    arguments: [
      "", "green", "green@", "@hill.example", "green@hill", "green@@hill.example",
      "green hill@x.example", "green@hill.example\r\nBcc: all@x.example", "green@hill.example\n",
      "<green@hill.example>", "\"a b\"@hill.example", "green@hill.example, x@y.example",
      "green@-hill.example", ".green@hill.example", "green..x@hill.example",
      "gr\u{e9}en@hill.example",
      "green@[127.0.0.1]", "green@hill.example>", "a\u{0}b@hill.example",
    ])
  func refused(text: String) { #expect(EmailAddress(text) == nil) }

  @Test("One that is longer than mail allows is refused; a masked one tells the place alone")
  func lengths() {
    let long = String(repeating: "a", count: 65)
    #expect(EmailAddress("\(long)@hill.example") == nil)
    #expect(EmailAddress("ms.green@hill.example")?.masked == "m…@hill.example")
    #expect(EmailAddress("ms.green@hill.example")?.domain == "hill.example")
  }
}
