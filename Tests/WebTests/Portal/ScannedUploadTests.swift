import Domain
import Files
import Store
import Testing

@testable import Portal
@testable import Web

@Suite("Files that come through the portal are looked at too") struct ScannedUploadTests {
  @Test("One in which the scanner finds something is not taken, and the sender is told what to do")
  func infected() async throws {
    let portal = TestPortal(
      scannedBy: try PlayedScanner.ending(1, saying: "x: Eicar-Test FOUND"),
      of: try await TestHouse())
    try await portal.run { browser in
      let play = SendingPlay(portal, browser, .anybody)
      let draft = try await play.begin()
      let answer = try await play.upload("a.pdf", SampleFiles.pdf, to: draft)
      #expect(answer.status == 422)
      #expect(answer.body.contains("found something harmful in this file"))
      let stored = try await portal.store.database.read { try $0.exists("SELECT 1 FROM upload") }
      #expect(!stored)
    }
  }

  @Test("Clean is remembered; what could not be looked at is taken and held for the worker")
  func takenAndHeld() async throws {
    for (status, scans) in [(Int32(0), 1), (2, 0)] {
      let portal = TestPortal(
        scannedBy: try PlayedScanner.ending(status), of: try await TestHouse())
      try await portal.run { browser in
        let play = SendingPlay(portal, browser, .anybody)
        let draft = try await play.begin()
        let answer = try await play.upload("a.pdf", SampleFiles.pdf, to: draft)
        #expect(answer.status == 303)
        let seen = try await portal.store.database.read { tx in
          (
            try tx.rows("SELECT key FROM upload").count,
            try tx.rows("SELECT key FROM file_scan WHERE is_clean = 1").count
          )
        }
        #expect(seen.0 == 1)
        #expect(seen.1 == scans)
      }
    }
  }
}
