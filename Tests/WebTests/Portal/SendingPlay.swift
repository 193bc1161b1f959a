import Domain
import Foundation
import HTTPTypes
import NIOCore
import Store
import Testing

@testable import Portal
@testable import Web

/// Fills in the referral form as somebody would, page by page.
struct SendingPlay: Sendable {
  let portal: TestPortal
  let browser: Browser
  let audience: Audience

  init(_ portal: TestPortal, _ browser: Browser, _ audience: Audience) {
    (self.portal, self.browser, self.audience) = (portal, browser, audience)
  }

  static let answers: [Step: [(String, String)]] = [
    .danger: [("danger", "no")],
    .you: [
      ("name", "Jan Hocking"), ("job", "Head of year"), ("agency", "Hill School"),
      ("source", "2A"), ("phone", "01632 960177"), ("keep", "yes"),
    ],
    .family: [
      ("child-1-given", "Zelda"), ("child-1-family", "Quillfeather"), ("child-1-birth-day", "3"),
      ("child-1-birth-month", "May"), ("child-1-birth-year", "2017"), ("child-1-age", ""),
      ("child-1-school", "Hill School"), ("address", "1 Mill Lane"), ("postcode", "ZZ6 1AA"),
      ("adult-1-given", "Lena"), ("adult-1-family", "Quillfeather"),
      ("adult-1-relation", "Mother"), ("adult-1-phone", ""),
    ],
    .worries: [("worry", "Bruises on both arms")],
    .goingWell: [("going-well", "She comes every day")],
    .done: [("done", "Asked her mother")],
    .childSays: [("child-says", "It hurts")],
    .consent: [("told", "yes"), ("agreed", "yes"), ("consent-words", "")],
  ]

  static let asAnybody: [Step: [(String, String)]] = [
    .danger: [("danger", "notKnown")],
    .worries: [("worry", "I hear crying next door")],
    .family: [("child-1-given", ""), ("child-1-age", "about 4"), ("adult-1-given", "")],
    .goingWell: [("going-well", "")],
    .consent: [("told", "no")],
    .you: [("source", "9"), ("reply", "notAtAll")],
  ]

  /// Sends one page.
  func send(
    _ step: Step, _ answers: [(String, String)], of draft: String
  ) async throws -> Browser.Answer {
    try await browser.fill(SendingPaths.step(step, of: draft, audience), answers)
  }

  /// The first page, which begins a draft.
  func begin(_ answers: [(String, String)]? = nil) async throws -> String {
    let all = audience == .professional ? Self.answers : Self.asAnybody
    let done = try await browser.fill(
      SendingPaths.begin(audience), answers ?? all[.danger] ?? [])
    let parts = try #require(done.location).split(separator: "/")
    return String(try #require(parts.dropFirst().first))
  }

  /// Everything but the last button.
  func filled(
    _ changed: [Step: [(String, String)]] = [:]
  ) async throws -> String {
    let draft = try await begin()
    let all = audience == .professional ? Self.answers : Self.asAnybody
    for step in audience.steps where step != .danger && step != .check {
      let done = try await send(step, changed[step] ?? all[step] ?? [], of: draft)
      let next = SendingPaths.step(audience.next(after: step), of: draft, audience)
      #expect(done.location == next, "\(step): \(done.status)")
    }
    return draft
  }

  /// The last button.
  func finish(_ draft: String) async throws -> Browser.Answer {
    try await browser.fill(SendingPaths.step(.check, of: draft, audience), [])
  }

  /// What is on the record, if anything is.
  func sent() async throws -> [PartnerReferralTable.Whole] {
    try await portal.store.database.read { tx in
      try tx.rows("SELECT id FROM partnerreferral ORDER BY id").compactMap {
        try PartnerReferralTable.whole(try $0.id("id"), in: tx)
      }
    }
  }

  func upload(
    _ name: String, _ bytes: [UInt8], to draft: String, type: String = "application/octet-stream",
    field: String = "file"
  ) async throws -> Browser.Answer {
    let path = SendingPaths.files(draft, audience)
    let page = try await browser.get(path)
    var body = ByteBuffer()
    let csrf = page.hidden("csrf", in: path) ?? ""
    body.writeString(
      "--x7\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)\r\n--x7\r\n"
        + "Content-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n"
        + "Content-Type: \(type)\r\n\r\n")
    body.writeBytes(bytes)
    body.writeString("\r\n--x7--\r\n")
    return try await browser.send(
      path, .post, headers: [.contentType: "multipart/form-data; boundary=x7"], body: body)
  }
}

/// Small files of each kind that is taken, and of some that are not.
enum SampleFiles {
  static let pdf = Array("%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n".utf8)

  /// One grey point, with a comment and the place where it was taken.
  static let png =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    + chunk("IHDR", [UInt8](repeating: 1, count: 13))
    + chunk("tEXt", Array("Comment\0Taken at 1 Mill Lane".utf8)) + chunk("IDAT", [1, 2, 3])
    + chunk("eXIf", Array("GPS".utf8)) + chunk("IEND", [])

  static let jpeg: [UInt8] =
    [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8)) + segment(0xE1, Array("Exif\0GPS here".utf8))
    + segment(0xFE, Array("comment".utf8)) + segment(0xC0, [8, 0, 1, 0, 1, 1])
    + segment(0xDA, [1, 1, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD9] + Array("hung on".utf8)

  static func docx(
    _ more: [(name: String, unpacked: Int)] = [], document: String = "word/document.xml"
  ) -> [UInt8] {
    let entries =
      [("[Content_Types].xml", 20), (document, 20)] + more.map { ($0.name, $0.unpacked) }
    var (file, list): ([UInt8], [UInt8]) = ([], [])
    for (name, unpacked) in entries {
      let at = file.count
      let content = Array("contents of \(name)".utf8)
      file += little(0x0403_4B50, 4) + little(20, 2) + little(0, 2) + little(8, 2) + little(0, 8)
      file += little(content.count, 4) + little(unpacked, 4) + little(name.utf8.count, 2)
      file += little(0, 2) + Array(name.utf8) + content
      list += little(0x0201_4B50, 4) + little(20, 2) + little(20, 2) + little(0, 2) + little(8, 2)
      list += little(0, 8) + little(content.count, 4) + little(unpacked, 4)
      list += little(name.utf8.count, 2) + little(0, 12) + little(at, 4) + Array(name.utf8)
    }
    let start = file.count
    file += list + little(0x0605_4B50, 4) + little(0, 4) + little(entries.count, 2)
    file += little(entries.count, 2) + little(list.count, 4) + little(start, 4) + little(0, 2)
    return file
  }

  static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(number >> (8 * $0) & 255) : 0 }
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    Array(little(data.count, 4).reversed()) + Array(name.utf8) + data + [0, 0, 0, 0]
  }

  private static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
    [0xFF, marker] + Array(little(data.count + 2, 2).reversed()) + data
  }
}
