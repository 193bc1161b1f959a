import ArgumentParser
import Files
import Foundation
import Web

/// The programs of this machine that look into files and print documents.
struct FilesOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What looks into files for viruses before they are opened.",
      discussion: """
        A program that takes a path and ends with 0 for clean and 1 for infected (/usr/bin/clamdscan), \
        or clamd at unix:/run/clamav/clamd.ctl or clamd:127.0.0.1:3310. Without it files open, and \
        pages say that nothing looks into them.
        """))
  var scanner: String?
  @Option(
    help: ArgumentHelp(
      "The program that makes PDFs: Chromium or WeasyPrint. Else the first found on the PATH.",
      discussion: "“none” makes no PDFs; documents still print from their own pages."))
  var pdf: String?

  func validate() throws {
    guard scanner.map({ FileScanner($0) != nil }) ?? true else {
      throw ValidationError(
        "--scanner must be a program, unix:/path or clamd:host:port")
    }
    guard let pdf, pdf != "none" else { return }
    guard PDFRenderer.find(pdf, path: "") != nil else {
      throw ValidationError("--pdf \(pdf) is no program; give its whole path")
    }
  }

  func put(into configuration: inout WebConfiguration) {
    configuration.scanner = scanner.flatMap { FileScanner($0) }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    configuration.renderer = pdf == "none" ? nil : PDFRenderer.find(pdf, path: path)
  }
}
