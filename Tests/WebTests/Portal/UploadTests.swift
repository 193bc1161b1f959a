import Domain
import Store
import Testing

@testable import Files
@testable import Portal
@testable import Web

@Suite("Files that come with a form") struct UploadTests {
  private func refused(
    _ name: String, _ bytes: [UInt8], largest: Int = PartnerReferral.largestFile
  ) -> FileCheck.Problem? {
    do {
      _ = try FileCheck.check(name: name, bytes: bytes, largest: largest)
      return nil
    } catch { return error }
  }

  @Test("A file that is not what it is called is refused, with what to do")
  func deceiving() {
    let program = Array("MZ\u{90}\u{0}This program cannot be run".utf8)
    #expect(refused("report.pdf", program) == .notWhatItSays(.pdf))
    #expect(refused("report.exe", program) == .unknownKind)
    #expect(refused("re\u{202E}fdp.exe", program) == .unknownKind)
    #expect(refused("picture.svg", Array("<svg onload='x'/>".utf8)) == .unknownKind)
    #expect(refused("picture.png", Array("<html><script>".utf8)) == .notWhatItSays(.png))
    #expect(refused("page.html", Array("<html>".utf8)) == .unknownKind)
    #expect(refused("empty.pdf", []) == .empty)
    #expect(refused("large.txt", [UInt8](repeating: 97, count: 101), largest: 100) == .tooLarge)
    #expect(refused("noending", SampleFiles.pdf) == .unknownKind)
    #expect(refused("a.txt", [0x61, 0x00, 0x62]) == .notWhatItSays(.text))
    #expect(refused("a.txt", [0xFF, 0xFE]) == .notWhatItSays(.text))
  }

  @Test("A Word document with a macro, one that unpacks too much and one that is none are refused")
  func word() {
    #expect(refused("a.docx", SampleFiles.docx()) == nil)
    #expect(refused("a.docx", SampleFiles.docx([("word/vbaProject.bin", 20)])) == .macros)
    #expect(refused("a.docm", SampleFiles.docx()) == .unknownKind)
    #expect(
      refused("a.docx", SampleFiles.docx([("word/media/a.png", 4 << 30 - 2)])) == .unpacksTooMuch)
    let many = (1...1000).map { (name: "word/\($0).xml", unpacked: 20) }
    #expect(refused("a.docx", SampleFiles.docx(many)) == .unpacksTooMuch)
    #expect(refused("a.docx", SampleFiles.docx([("../a", 20)])) == .notWhatItSays(.docx))
    #expect(
      refused("a.docx", SampleFiles.docx(document: "xl/workbook.xml")) == .notWhatItSays(.docx))
    #expect(refused("a.docx", Array("PK\u{3}\u{4}".utf8)) == .notWhatItSays(.docx))
  }

  @Test("Pictures lose where and when they were taken, and what hangs on behind them")
  func pictures() throws {
    let png = try FileCheck.check(name: "a.png", bytes: SampleFiles.png).bytes
    let jpeg = try FileCheck.check(name: "a.JPEG", bytes: SampleFiles.jpeg).bytes
    let text = String(decoding: png + jpeg, as: UTF8.self)
    for word in ["Mill Lane", "GPS", "Exif", "comment", "hung on"] {
      #expect(!text.contains(word), "\(word)")
    }
    #expect(text.contains("IHDR"))
    #expect(text.contains("JFIF"))
    #expect(jpeg.suffix(2) == [0xFF, 0xD9])
    let again = try FileCheck.check(name: "a.png", bytes: png).bytes
    #expect(again == png)
  }

  @Test("No damaged file stops the reader, wherever it is cut or changed")
  func damaged() {
    for (name, bytes) in [
      ("a.png", SampleFiles.png), ("a.jpg", SampleFiles.jpeg), ("a.docx", SampleFiles.docx()),
      ("a.pdf", SampleFiles.pdf),
    ] {
      for end in bytes.indices { _ = refused(name, Array(bytes[..<end])) }
      for at in bytes.indices {
        for change: UInt8 in [0x00, 0x7F, 0xFF] {
          var changed = bytes
          changed[at] = change
          _ = refused(name, changed)
        }
      }
    }
  }

  @Test("A form with files is read the same however it is cut into pieces")
  func multipart() throws {
    let body = Array(
      ("--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\ntoken\r\n--b\r\n"
        + "content-disposition: form-data; name=\"file\"; filename=\"a%22b.txt\"\r\n"
        + "Content-Type: text/plain\r\n\r\nline\r\n--not\r\n\r\n--b\r\n"
        + "Content-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n--b--\r\n").utf8)
    for size in [1, 2, 3, 7, 50, body.count] {
      var reader = try #require(
        MultipartReader(contentType: "multipart/form-data; boundary=\"b\"", largestFile: 100))
      for start in stride(from: 0, to: body.count, by: size) {
        try reader.feed(body[start..<min(start + size, body.count)])
      }
      try reader.finish()
      #expect(reader.fields.map(\.name) == ["csrf"])
      #expect(reader.fields.first?.value == "token")
      #expect(reader.files.map(\.name) == ["a\"b.txt"])
      #expect(reader.files.first?.bytes == Array("line\r\n--not\r\n".utf8), "\(size)")
    }
  }

  @Test("What is no form with files is refused, and never kept beyond its bounds")
  func multipartRefused() throws {
    #expect(MultipartReader(contentType: "text/plain", largestFile: 9) == nil)
    #expect(MultipartReader(contentType: "multipart/form-data", largestFile: 9) == nil)
    let type = "multipart/form-data; boundary=b"
    func read(_ text: String) -> MultipartReader.Problem? {
      do throws(MultipartReader.Problem) {
        guard var reader = MultipartReader(contentType: type, largestFile: 9) else { return nil }
        try reader.feed(Array(text.utf8))
        try reader.finish()
        return nil
      } catch { return error }
    }
    let part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n"
    #expect(read(part + "--b--") == nil)
    for text in [
      "", part, part + "--b", "--b\r\n\r\nx\r\n--b--", "--b\r\nX: y\r\n\r\nx\r\n--b--",
      String(repeating: part, count: 21) + "--b--",
      "--b\r\n" + String(repeating: "a", count: 9000) + "\r\n\r\n--b--",
    ] {
      #expect(read(text) == .notAForm)
    }
    var large = try #require(MultipartReader(contentType: type, largestFile: 9))
    try large.feed(
      Array(
        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n0123456789\r\n--b--"
          .utf8))
    try large.finish()
    #expect(large.files.first?.isTooLarge == true)
    #expect(large.files.first?.bytes.isEmpty == true)
  }

  @Test("Files are added one by one, removed, sent with the form, and up to five")
  func added() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      try await portal.signIn(browser, SendingTests.jan)
      let play = SendingPlay(portal, browser, .professional)
      let draft = try await play.filled()
      for (name, bytes) in [
        ("../body map.png", SampleFiles.png), ("letter.docx", SampleFiles.docx()),
        ("a.pdf", SampleFiles.pdf), ("b.pdf", SampleFiles.pdf), ("note.txt", Array("Note".utf8)),
      ] {
        let done = try await play.upload(name, bytes, to: draft)
        #expect(done.location == SendingPaths.files(draft, .professional), "\(name)")
      }
      let sixth = try await play.upload("c.pdf", SampleFiles.pdf, to: draft)
      #expect(sixth.status == 422)
      let path = SendingPaths.files(draft, .professional)
      let remove = SendingPaths.removeFile(draft, .professional)
      let page = try await browser.get(path)
      #expect(page.body.contains("body map.png"))
      let key = try #require(page.hidden("key", in: remove))
      let csrf = try #require(page.hidden("csrf", in: remove))
      let removed = try await browser.post(remove, [("csrf", csrf), ("key", key)])
      #expect(removed.location == path)
      _ = try await play.finish(draft)
      let form = try #require(try await play.sent().first).form
      #expect(form.files.map(\.name) == ["letter.docx", "a.pdf", "b.pdf", "note.txt"])
      let kept = try await portal.store.database.read { tx in
        try tx.rows("SELECT key FROM upload WHERE referral = 1").count
      }
      #expect(kept == 4)
    }
  }

  @Test("What is refused leaves nothing behind and says why beside the question")
  func refusedUpload() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = SendingPlay(portal, browser, .anybody)
      let draft = try await play.begin()
      let deceiving = try await play.upload("a.pdf", Array("MZ".utf8), to: draft)
      #expect(deceiving.status == 422)
      #expect(deceiving.body.contains("is something else"))
      let large = try await play.upload(
        "a.txt", [UInt8](repeating: 97, count: 11 << 20), to: draft)
      #expect(large.status == 413)
      #expect(large.body.contains("10 MB or smaller"))
      let none = try await play.upload("", [], to: draft)
      #expect(none.status == 422)
      let plain = try await browser.post(SendingPaths.files(draft, .anybody), [("file", "x")])
      #expect(plain.status == 415)
      let stored = try await portal.store.database.read { try $0.exists("SELECT 1 FROM upload") }
      #expect(!stored)
    }
  }

  @Test("A file from a page that is not the visitor's own is not taken")
  func forged() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      try await portal.signIn(browser, SendingTests.jan)
      let play = SendingPlay(portal, browser, .professional)
      let draft = try await play.begin()
      let path = SendingPaths.files(draft, .professional)
      let page = try await browser.get(path)
      #expect(page.status == 200)
      let body =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nx\r\n--b--"
      let answer = try await browser.send(
        path, .post, headers: [.contentType: "multipart/form-data; boundary=b"],
        body: .init(string: body))
      #expect(answer.status == 403)
      let stored = try await portal.store.database.read { try $0.exists("SELECT 1 FROM upload") }
      #expect(!stored)
    }
  }
}
