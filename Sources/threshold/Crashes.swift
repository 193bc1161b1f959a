import Foundation

/// A crash must leave nothing of memory behind: people are in it.
enum Crashes {
  /// Switches core dumps off, and says how to switch off the printing of memory: the Swift runtime reads
  /// that from the environment before this program's first line.
  static func leaveNothing() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    let setting = ProcessInfo.processInfo.environment["SWIFT_BACKTRACE"] ?? ""
    if !setting.contains("enable=no") {
      Say.toError("Start this with SWIFT_BACKTRACE=enable=no, so that a crash prints no memory.")
    }
  }
}
