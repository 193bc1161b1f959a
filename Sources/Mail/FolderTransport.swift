import Domain
import Foundation
import Store

/// Writes each message as a file into a folder instead of sending it: for a demo without a mail server.
/// Whoever can read the folder can read everybody's mail, codes for signing in included.
package struct FolderTransport: MailTransport {
  private let folder: URL

  package init(_ folder: URL) { self.folder = folder }

  package func send(_ mail: MailMessage, beforeTheEnd: () -> Bool) -> DeliveryOutcome {
    // The id holds nothing of the message; its first part is random.
    let token = mail.id.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    let stamp = mail.at.iso.replacing(":", with: "").prefix(17)
    let file = folder.appendingPathComponent("\(stamp)-\(token.prefix(8)).eml")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      guard beforeTheEnd() else { return .later(why: "The sending was stopped before its end") }
      try Data(mail.bytes).write(to: file, options: .atomic)
    } catch {
      return .later(why: "The folder for mail cannot be written")
    }
    return .accepted
  }
}
