import Foundation
import Glibc

/// A program run beside this one, held in: for so long, with so much memory, without a network where
/// the machine lets us take it away, and ended with all that it began.
package struct ChildProgram: Sendable {
  package enum Outcome: Sendable, Equatable {
    case ended(status: Int32)
    case tookTooLong
    case tookTooMuchMemory
    case couldNotStart
  }

  package let path: String
  /// Seconds from its start to its end.
  package var longest = 30.0
  /// Bytes that it and what it began hold in memory together.
  package var mostMemory = 1536 << 20
  /// The address space of each process; nil where a program takes more of it than it uses.
  package var mostAddresses: Int?
  package var hasNetwork = false

  package init(_ path: String) { self.path = path }

  /// Runs it to its end on a thread of its own.
  /// - Parameter output: a file that takes what it prints.
  package func run(_ arguments: [String], in folder: URL, output: URL? = nil) async -> Outcome {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(returning: runToEnd(arguments, in: folder, output: output))
      }
    }
  }

  private func runToEnd(_ arguments: [String], in folder: URL, output: URL?) -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // No core file, for people are in it; processor time is bounded too, should we be stopped.
    let limits =
      "ulimit -c 0; ulimit -t \(Int(longest) * 4 + 5);"
      + (mostAddresses.map { " ulimit -v \($0 / 1024);" } ?? "")
    let alone = hasNetwork ? [] : Self.withoutNetwork
    process.arguments = ["-c", "\(limits) exec \"$@\"", "sh"] + alone + [path] + arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path,
      "LANG": "C.UTF-8",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    if let output, FileManager.default.createFile(atPath: output.path, contents: nil),
      let handle = FileHandle(forWritingAtPath: output.path)
    {
      process.standardOutput = handle
    }
    do { try process.run() } catch { return .couldNotStart }
    let pid = process.processIdentifier
    var waited = 0.0
    var steps = 0
    while process.isRunning {
      usleep(20_000)
      waited += 0.02
      steps += 1
      if waited > longest {
        end(pid, process)
        return .tookTooLong
      }
      if steps % 10 == 0, Self.memory(ofGroupOf: pid) > mostMemory {
        end(pid, process)
        return .tookTooMuchMemory
      }
    }
    return .ended(
      status: process.terminationReason == .exit ? process.terminationStatus : -1)
  }

  private func end(_ pid: Int32, _ process: Process) {
    for member in Self.family(of: pid).reversed() { kill(member, SIGKILL) }
    kill(pid, SIGKILL)
    process.waitUntilExit()
  }

  /// A process and all that it began, as the machine tells now: its children after it.
  private static func family(of pid: Int32) -> [Int32] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    var parents: [Int32: [Int32]] = [:]
    for name in all {
      guard let member = Int32(name), let parent = parent(of: member) else { continue }
      parents[parent, default: []].append(member)
    }
    var family = [pid]
    var at = 0
    while at < family.count {
      family += parents[family[at]] ?? []
      at += 1
    }
    return family
  }

  private static func parent(of pid: Int32) -> Int32? {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let end = stat.lastIndex(of: ")")
    else { return nil }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    return fields.count > 1 ? Int32(fields[1]) : nil
  }

  private static func memory(ofGroupOf pid: Int32) -> Int {
    family(of: pid).reduce(0) { sum, member in
      guard let statm = try? String(contentsOfFile: "/proc/\(member)/statm", encoding: .utf8)
      else { return sum }
      let fields = statm.split(separator: " ").compactMap { Int($0) }
      // Resident without what is shared, in pages of 4 KB.
      return sum + (fields.count > 2 ? (fields[1] - fields[2]) * 4096 : 0)
    }
  }

  /// What takes the network away from a program, where the machine lets us: asked once.
  private static let withoutNetwork: [String] = {
    let ways = [["unshare", "-n", "--"], ["unshare", "-r", "-n", "--"]]
    return ways.first { way in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "exec \"$@\"", "sh"] + way + ["true"]
      process.standardError = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    } ?? []
  }()

  /// Whether programs here can be kept from the network.
  package static var canTakeNetworkAway: Bool { !withoutNetwork.isEmpty }

  /// The first of the names that is a program on this machine.
  package static func find(_ names: [String], path: String) -> String? {
    for name in names {
      if name.hasPrefix("/") {
        if FileManager.default.isExecutableFile(atPath: name) { return name }
        continue
      }
      for folder in path.split(separator: ":") {
        let whole = "\(folder)/\(name)"
        if FileManager.default.isExecutableFile(atPath: whole) { return whole }
      }
    }
    return nil
  }
}

/// A folder for the files of one act, that only we may read; gone with the act.
package struct WorkingFolder {
  package let url: URL

  package init(name: String) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("threshold-\(name)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  package func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  package func remove() { try? FileManager.default.removeItem(at: url) }
}
