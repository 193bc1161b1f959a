import Foundation

/// A program of the machine that makes a PDF of a page: Chromium without a window, or WeasyPrint. The
/// page is whole in itself, with a policy that loads nothing and runs no script; the program gets no
/// network where it can be taken away, and only so much time and memory.
package struct PDFRenderer: Sendable {
  package enum Way: String, Sendable { case chromium, weasyprint }

  package enum Failure: Error, Equatable {
    case notMade(String)

    package var words: String {
      switch self {
      case .notMade(let why): why
      }
    }
  }

  package let way: Way
  package let path: String
  /// Seconds that one document may take.
  package var longest = 30.0

  package init(_ way: Way, path: String) {
    self.way = way
    self.path = path
  }

  /// The program that was given, or the first that is found.
  /// - Parameters:
  ///   - given: a path; nil looks on `path`.
  ///   - path: folders apart by colons, as in `PATH`.
  /// - Returns: nil where none is there.
  package static func find(_ given: String? = nil, path: String) -> PDFRenderer? {
    let names =
      given.map { [$0] }
      ?? ["chromium", "chromium-browser", "google-chrome", "chrome", "weasyprint"]
    guard let found = ChildProgram.find(names, path: path) else { return nil }
    let name = found.split(separator: "/").last ?? ""
    return PDFRenderer(name.contains("weasyprint") ? .weasyprint : .chromium, path: found)
  }

  /// - Parameters:
  ///   - page: HTML that asks for nothing outside of itself.
  ///   - name: of the folder it works in; of a fresh key.
  package func pdf(of page: [UInt8], name: String) async throws(Failure) -> [UInt8] {
    let folder: WorkingFolder
    do { folder = try WorkingFolder(name: "pdf-\(name)") } catch {
      throw .notMade("There was no room to make it")
    }
    defer { folder.remove() }
    let (source, made) = (folder.file("page.html"), folder.file("page.pdf"))
    do { try Data(page).write(to: source) } catch {
      throw .notMade("There was no room to make it")
    }
    var program = ChildProgram(path)
    program.longest = longest
    let arguments: [String]
    switch way {
    case .chromium:
      arguments = [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--disable-extensions", "--disable-background-networking", "--no-first-run",
        "--disable-sync", "--disable-component-update",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder.file("profile").path)",
        "--no-pdf-header-footer", "--print-to-pdf=\(made.path)", source.absoluteString,
      ]
    case .weasyprint:
      program.mostAddresses = 4 << 30
      arguments = ["--encoding", "utf-8", source.path, made.path]
    }
    switch await program.run(arguments, in: folder.url) {
    case .ended(0): break
    case .ended, .couldNotStart: throw .notMade("The program that makes PDFs did not make one")
    case .tookTooLong: throw .notMade("It took longer than \(Int(longest)) seconds")
    case .tookTooMuchMemory: throw .notMade("It took more memory than one document may")
    }
    guard let data = try? Data(contentsOf: made), data.starts(with: Array("%PDF-".utf8)) else {
      throw .notMade("The program that makes PDFs did not make one")
    }
    return Array(data)
  }
}
