import Foundation
import Testing

@Suite("The rules of the house")
struct HouseRules {
  /// What each floor may import besides the floors below it, which the package declares.
  static let imports: [String: Set<String>] = [
    "Domain": ["Foundation"],
    "Matching": ["Domain", "Foundation"],
    "Store": ["Domain", "Matching", "Crypto", "Foundation", "Synchronization"],
    "SQLiteEngine": [
      "Domain", "Store", "GRDB", "GRDBSQLite", "NIOPosix", "Foundation", "Glibc",
      "Synchronization",
    ],
    "PostgreSQLEngine": [
      "Domain", "Store", "CPostgreSQL", "NIOPosix", "NIOCore", "Foundation", "Glibc",
      "Synchronization",
    ],
    "Returns": [
      "Domain", "Store", "CLibXML2", "Crypto", "Foundation", "Glibc", "Synchronization",
    ],
    "Mail": ["Domain", "Store", "CLibCURL", "Foundation", "Glibc"],
    "HTML": [],
    "Files": ["Domain", "Foundation", "Glibc"],
    "Web": [
      "Domain", "Matching", "Store", "HTML", "Files", "Hummingbird", "HummingbirdCore", "HTTPTypes",
      "Crypto", "CryptoExtras", "NIOCore", "NIOPosix", "Logging", "Foundation", "Synchronization",
    ],
    "Portal": [
      "Domain", "Store", "HTML", "Files", "Web", "Hummingbird", "HTTPTypes", "Crypto", "Logging",
      "Foundation", "Synchronization",
    ],
    "DemoCouncil": ["Domain", "Store", "Synchronization"],
  ]

  @Test("Each floor imports what it may, and nothing above it")
  func floors() throws {
    for file in try Tree.files(under: "Sources") {
      guard let allowed = Self.imports[file.floor] else { continue }
      for line in file.lines
      where line.hasPrefix("import ") || line.hasPrefix("@preconcurrency import ") {
        // `import struct Store.Row` names the module before the point.
        let name = line.split(separator: " ").last ?? ""
        let module = name.split(separator: ".").first.map(String.init) ?? ""
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  @Test("Everything that is a floor is known to these rules")
  func knownFloors() throws {
    let floors = Set(try Tree.files(under: "Sources").map(\.floor))
    let known = Set(Self.imports.keys).union(["threshold"])
    #expect(floors.subtracting(known).isEmpty, "\(floors.subtracting(known)) have no rule")
  }

  @Test("No file is longer than 400 lines")
  func length() throws {
    for file in try Tree.files(under: "Sources", "Tests", "Benchmarks") {
      #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test("No type or file is a Manager, Helper, Util or Service")
  func names() throws {
    let banned = ["Manager", "Helper", "Util", "Service"]
    for file in try Tree.files(under: "Sources", "Tests", "Benchmarks") {
      #expect(!banned.contains { file.name.contains($0) }, "\(file.path)")
      for line in file.lines {
        let words = line.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
        for (word, next) in zip(words, words.dropFirst())
        where ["struct", "class", "enum", "protocol", "actor", "typealias"].contains(word) {
          #expect(
            !banned.contains { next.hasSuffix($0) || next.hasPrefix($0) }, "\(file.path): \(next)")
        }
      }
    }
  }

  @Test("Raw HTML is made in the HTML target alone")
  func rawHTML() throws {
    for file in try Tree.files(under: "Sources") where file.floor != "HTML" {
      #expect(!file.text.contains("HTML(raw:"), "\(file.path)")
    }
  }

  @Test("Attributes are always quoted")
  func quotedAttributes() throws {
    for file in try Tree.files(under: "Sources/HTML", "Sources/Web") {
      for (number, line) in file.lines.enumerated() {
        let code = String(line)
        guard code.contains("<"), !code.trimmingCharacters(in: .whitespaces).hasPrefix("//") else {
          continue
        }
        for attribute in ["href", "src", "action", "value", "name", "id", "class", "for", "type"] {
          #expect(
            !code.contains(" \(attribute)=\\("), "\(file.path):\(number + 1) \(attribute) unquoted")
        }
      }
    }
  }

  @Test("Input is read by no parser that can be killed by a byte, and no backtracking expression")
  func parsers() throws {
    let banned = [
      "FoundationXML", "XMLParser(", "XMLDocument(", "NSRegularExpression", "try Regex(",
      "import RegexBuilder", "fatalError(",
    ]
    for file in try Tree.files(under: "Sources") {
      for word in banned { #expect(!file.text.contains(word), "\(file.path) uses \(word)") }
    }
  }

  @Test("The clock is asked at the edge only")
  func time() throws {
    // The script that the HTML floor carries runs in a browser, where nobody hands it in.
    for file in try Tree.files(under: "Sources")
    where file.floor != "threshold" && file.name != "Script.swift" {
      #expect(!file.text.contains("Date()"), "\(file.path) asks for the time")
      #expect(!file.text.contains("Date.now"), "\(file.path) asks for the time")
    }
    for file in try Tree.files(under: "Sources/Domain", "Sources/Matching") {
      #expect(!file.text.contains("SystemRandomNumberGenerator"), "\(file.path) makes chance")
      #expect(!file.text.contains(".random("), "\(file.path) makes chance")
    }
  }

  @Test("Nothing is printed below the command line")
  func printing() throws {
    for file in try Tree.files(under: "Sources") where file.floor != "threshold" {
      for line in file.lines {
        let code = line.trimmingCharacters(in: .whitespaces)
        #expect(!code.hasPrefix("print("), "\(file.path) prints")
        #expect(!code.hasPrefix("debugPrint("), "\(file.path) prints")
      }
    }
  }

  @Test("Nothing is left for later")
  func later() throws {
    let marks = ["TO" + "DO", "FIX" + "ME"]
    for file in try Tree.files(under: "Sources", "Tests", "Benchmarks")
    where file.floor != "HouseTests" {
      for mark in marks { #expect(!file.text.contains(mark), "\(file.path) has \(mark)") }
    }
  }
}
