import Domain
import Files
import Foundation
import HTTPTypes
import Logging
import NIOCore
import Store
import Testing

@testable import Web

@Suite("Files that workers add") struct DocumentFilesTests {
  /// Aisha's story at a house with this scanner.
  private func story(_ scanner: FileScanner? = nil) async throws -> (ChildStory, House) {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    var configuration = story.council.house.configuration
    configuration.scanner = scanner
    let house = story.council.house
    let other = House(
      database: house.database, emptyDatabase: house.emptyDatabase, pepper: TestHouse.pepper,
      configuration: configuration, now: house.now, logger: house.logger)
    return (story, other)
  }

  private func run(
    _ house: House, _ body: @escaping @Sendable (Browser) async throws -> Void
  ) async throws {
    try await buildApplication(house).test(.router) { try await body(Browser($0)) }
  }

  private func scanner(_ status: Int32, says: String = "") throws -> FileScanner {
    try PlayedScanner.ending(status, saying: says)
  }

  private func bring(
    _ browser: Browser, _ path: String, _ name: String, _ bytes: [UInt8],
    _ fields: [(String, String)]
  ) async throws -> Browser.Answer {
    let unseen = try await browser.unseen(path)
    var body: [UInt8] = []
    for (key, value) in unseen + fields {
      body += Array(
        "--b\r\nContent-Disposition: form-data; name=\"\(key)\"\r\n\r\n\(value)\r\n".utf8)
    }
    body += Array(
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n".utf8)
    body += bytes + Array("\r\n--b--\r\n".utf8)
    return try await browser.send(
      path, .post, headers: [.contentType: "multipart/form-data; boundary=b"],
      body: ByteBuffer(bytes: body))
  }

  private let fields: [(String, String)] = [
    ("title", "Body map"), ("from", "Hill School"), ("note", "A bruise on an arm"),
    ("readers", "all"),
  ]

  @Test(
    "A picture is kept, covered by its note, and saved from there; without a scanner that is said")
  func kept() async throws {
    let (story, house) = try await story()
    try await run(house) { browser in
      try await browser.signIn("leila")
      let path = DocumentPaths.bring(story.child)
      #expect(try await browser.get(path).body.contains("No scanner for viruses is set up here"))
      let noNote = try await bring(
        browser, path, "map.png", SampleFiles.png, fields.filter { $0.0 != "note" })
      #expect(noNote.status == 422)
      #expect(noNote.body.contains("Say what the picture shows"))
      #expect(noNote.body.contains("value=\"Body map\""))
      let deceiving = try await bring(browser, path, "map.png", Array("MZ".utf8), fields)
      #expect(deceiving.status == 422)
      #expect(deceiving.body.contains("is something else"))
      let done = try await bring(browser, path, "map.png", SampleFiles.png, fields)
      #expect(done.location == "/documents/O-1")
      let page = try await browser.get("/documents/O-1").body
      #expect(page.contains("Before you open it: A bruise on an arm"))
      #expect(page.contains("From Hill School") || page.contains("Hill School"))
      #expect(!page.contains("<img"))
      let file = try await browser.get("/documents/O-1/versions/1/file")
      #expect(file.status == 200)
      #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
      #expect(file.headers[.contentSecurityPolicy] == "sandbox; default-src 'none'")
      let next = try await bring(
        browser, "/documents/O-1/bring", "map.pdf", SampleFiles.pdf,
        [("from", "Hill School"), ("note", "")])
      #expect(next.location == "/documents/O-1")
      #expect(try await browser.get("/documents/O-1").body.contains("map.pdf"))
    }
    let sealed = try await house.database.read { tx in
      try tx.rows("SELECT sealed FROM kept_file_piece").map { try $0.bytes("sealed") }
    }
    #expect(sealed.count == 2)
    let isPlain = sealed.contains { String(decoding: $0, as: UTF8.self).contains("%PDF") }
    #expect(!isPlain)
  }

  @Test("A file in which the scanner finds something is refused, said, and nowhere")
  func infected() async throws {
    let (story, house) = try await story(try scanner(1, says: "file: Eicar-Test FOUND"))
    try await run(house) { browser in
      try await browser.signIn("leila")
      let answer = try await bring(
        browser, DocumentPaths.bring(story.child), "map.png", SampleFiles.png, fields)
      #expect(answer.status == 422)
      #expect(answer.body.contains("found something harmful in it (Eicar-Test)"))
      #expect(try await browser.get("/documents/O-1").status == 404)
    }
    let stored = try await house.database.read { try $0.exists("SELECT 1 FROM kept_file") }
    #expect(!stored)
  }

  @Test("What the scanner could not look at is held, and opens once it is clean")
  func held() async throws {
    let (story, house) = try await story(try scanner(2))
    try await run(house) { browser in
      try await browser.signIn("leila")
      let done = try await bring(
        browser, DocumentPaths.bring(story.child), "map.png", SampleFiles.png, fields)
      #expect(done.location == "/documents/O-1")
      let held = try await browser.get("/documents/O-1/versions/1/file")
      #expect(held.status == 503)
      #expect(held.body.contains("This file is held"))
      #expect(held.headers[.contentDisposition] == nil)
    }
    var configuration = house.configuration
    for (scanner, status) in [
      (try scanner(1, says: "x: Bad FOUND"), 403), (try scanner(0), 403),
    ] {
      configuration.scanner = scanner
      let later = House(
        database: house.database, emptyDatabase: house.emptyDatabase, pepper: TestHouse.pepper,
        configuration: configuration, now: house.now, logger: house.logger)
      try await run(later) { browser in
        try await browser.signIn("leila")
        // What was once found harmful stays shut.
        let file = try await browser.get("/documents/O-1/versions/1/file")
        #expect(file.status == status)
        #expect(file.body.contains("This file is kept shut"))
      }
    }
    try await house.database.write { try $0.run("DELETE FROM file_scan") }
    let clean = House(
      database: house.database, emptyDatabase: house.emptyDatabase, pepper: TestHouse.pepper,
      configuration: configuration, now: house.now, logger: house.logger)
    try await run(clean) { browser in
      try await browser.signIn("leila")
      #expect(try await browser.get("/documents/O-1/versions/1/file").status == 200)
    }
  }

  @Test("A repeated post is one file; a forged one and one without a session are none")
  func once() async throws {
    let (story, house) = try await story()
    try await run(house) { browser in
      let path = DocumentPaths.bring(story.child)
      let stranger = try await bring(browser, path, "a.pdf", SampleFiles.pdf, fields)
      #expect(stranger.location?.hasPrefix("/sign-in") == true)
      try await browser.signIn("leila")
      let forged = try await browser.send(
        path, .post, headers: [.contentType: "multipart/form-data; boundary=b"],
        body: .init(
          string: "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nx\r\n--b--\r\n"))
      #expect(forged.status == 403)
      let plain = try await browser.fill(path, fields)
      #expect(plain.status == 422)
      #expect(plain.body.contains("Choose a file"))
      let elsewhere = try await browser.send(
        "/children/\(story.child)/notes/new", .post,
        headers: [.contentType: "multipart/form-data; boundary=b"], body: .init(string: "--b--"))
      #expect(elsewhere.status == 415)
    }
    let stored = try await house.database.read { try $0.exists("SELECT 1 FROM kept_file") }
    #expect(!stored)
  }

  @Test("A scanner's words: which texts are one, and what was found")
  func words() {
    #expect(FileScanner("unix:/run/clamd.ctl")?.way == .socket("/run/clamd.ctl"))
    #expect(FileScanner("clamd:127.0.0.1:3310")?.way == .port(host: "127.0.0.1", port: 3310))
    for wrong in ["clamscan", "clamd:host", "clamd:host:0", "unix:run", ""] {
      #expect(FileScanner(wrong) == nil, "\(wrong)")
    }
  }
}
