/// The addresses of messages that are sent. Nobody else writes them.
package enum OutboxPaths {
  package static let all = "/outbox"
  package static func again(_ message: Int) -> String { "/outbox/\(message)/again" }
}
