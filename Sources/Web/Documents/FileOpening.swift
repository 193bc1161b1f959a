import Domain
import Files
import HTML
import Hummingbird
import Store

extension Context {
  /// A file for whoever asked to open it, once a scanner has called it clean. One that was found
  /// harmful stays shut, and one that no scanner could look at yet is held. Where no scanner is set up
  /// it opens, and the pages beside it say so.
  func opened(_ bytes: [UInt8], _ file: PartnerReferral.File, back: String) async throws -> Response
  {
    let key = file.key
    let known = try await read { try KeptFiles.scan(of: key, in: $0) }
    switch known {
    case .clean: return .attachment(bytes, named: file.name)
    case .infected(let found, _): return keptOut(found, back: back)
    case nil: break
    }
    guard let scanner = house.configuration.scanner else {
      return .attachment(bytes, named: file.name)
    }
    let now = now
    switch await scanner.scan(bytes, name: key) {
    case .clean:
      try await house.database.write { try KeptFiles.scanned(key, .clean(at: now), in: $0) }
      return .attachment(bytes, named: file.name)
    case .infected(let found):
      try await house.database.write {
        try KeptFiles.scanned(key, .infected(found: found, at: now), in: $0)
      }
      return keptOut(found, back: back)
    case .unavailable(let why):
      var page = Page(
        "This file is held",
        main: """
          <p>Every file is looked at for what harms a computer before it can be opened, and \(why). \
          Nothing is lost. Try again in a few minutes; if it goes on, tell whoever looks after \
          Threshold.</p><p>\(textLink("Go back", to: back))</p>
          """)
      page.width = .questions
      return self.page(page, status: .serviceUnavailable)
    }
  }

  private func keptOut(_ found: String, back: String) -> Response {
    var page = Page(
      "This file is kept shut",
      main: """
        <p>The scanner found something harmful in it (\(found)). Nobody can open it. Ask whoever sent \
        it for a clean copy, and tell whoever looks after the council's computers.</p>
        <p>\(textLink("Go back", to: back))</p>
        """)
    page.width = .questions
    return self.page(page, status: .forbidden)
  }

  /// What those who open files are told where nobody looks into them.
  var scannerNote: HTML? {
    house.configuration.scanner == nil
      ? """
      <p class="meta">No scanner for viruses is set up here, so files are not looked into before you \
      open them. Open a file only if you expected one like it.</p>
      """ : nil
  }
}
