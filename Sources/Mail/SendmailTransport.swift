import Domain
import Foundation
import Store

/// Hands messages to a program that takes them as `sendmail` does: the machine's own mail system.
package struct SendmailTransport: MailTransport {
  private let program: String

  /// - Parameter program: the path of it.
  package init(_ program: String) {
    _ = Pipes.breakQuietly
    self.program = program
  }

  package func send(_ mail: MailMessage, beforeTheEnd: () -> Bool) -> DeliveryOutcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    // `-i`: a line of one dot is no end. The recipient comes after `--`: it is never an option.
    process.arguments = ["-i", "-f", mail.from.text, "--", mail.to.text]
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return .later(why: "The sendmail program could not be started")
    }
    // Programs of this kind want line ends of the machine.
    let text = Data(mail.bytes.filter { $0 != UInt8(ascii: "\r") })
    do {
      try input.fileHandleForWriting.write(contentsOf: text)
    } catch {
      process.terminate()
      process.waitUntilExit()
      return .later(why: "The sendmail program did not take the message")
    }
    guard beforeTheEnd() else {
      // Ended before its input ends: it has nothing to send.
      kill(process.processIdentifier, SIGKILL)
      try? input.fileHandleForWriting.close()
      process.waitUntilExit()
      return .later(why: "The sending was stopped before its end")
    }
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    guard process.terminationReason == .exit else { return .unknown(why: OutboxTable.noAnswer) }
    switch process.terminationStatus {
    case 0: return .accepted
    // EX_DATAERR, EX_NOUSER, EX_NOHOST: of this message.
    case 65, 67, 68:
      return .never(why: "The sendmail program refused it (\(process.terminationStatus))")
    default:
      return .later(
        why: "The sendmail program did not take it now (\(process.terminationStatus))")
    }
  }
}
