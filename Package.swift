// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: no warnings, no existential without `any`.
let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "threshold",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "threshold", targets: ["threshold"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
  ],
  targets: [
    // The floors, lowest first. An import that is not declared here does not compile.
    .target(name: "Domain", swiftSettings: house),
    .target(name: "Matching", dependencies: ["Domain"], swiftSettings: house),
    .target(
      name: "Store",
      dependencies: [
        "Domain", "Matching", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: house),
    .target(
      name: "SQLiteEngine",
      dependencies: [
        "Store", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: house),
    .systemLibrary(
      name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(
      name: "PostgreSQLEngine",
      dependencies: ["Store", "CPostgreSQL", .product(name: "NIOPosix", package: "swift-nio")],
      swiftSettings: house),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(
      name: "Returns",
      dependencies: [
        "Domain", "Store", "CLibXML2", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: house),
    .systemLibrary(
      name: "CLibCURL", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .target(name: "Mail", dependencies: ["Domain", "Store", "CLibCURL"], swiftSettings: house),
    .target(name: "HTML", swiftSettings: house),
    // Files from outside, and the programs of the machine that look into them and print.
    .target(name: "Files", dependencies: ["Domain"], swiftSettings: house),
    .target(
      name: "Web",
      dependencies: [
        "Domain", "Matching", "Store", "HTML", "Files",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: house),
    .target(
      name: "Portal",
      dependencies: [
        "Domain", "Store", "HTML", "Files", "Web",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: house),
    .target(name: "DemoCouncil", dependencies: ["Domain", "Store"], swiftSettings: house),
    .executableTarget(
      name: "threshold",
      dependencies: [
        "Domain", "Matching", "Store", "SQLiteEngine", "PostgreSQLEngine", "Returns", "Mail",
        "Files", "Web",
        "Portal",
        "DemoCouncil",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Domain", "Matching", "Store", "SQLiteEngine", "Web", "Portal", "DemoCouncil",
        "EngineTesting",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Hummingbird", package: "hummingbird"),
      ],
      path: "Benchmarks", swiftSettings: house),

    // Real engines for tests to run on, and what the durability tests kill and cut short.
    .target(
      name: "EngineTesting", dependencies: ["Store", "SQLiteEngine", "PostgreSQLEngine"],
      path: "Tests/EngineTesting", swiftSettings: house),
    .target(
      name: "CPowerLoss", path: "Tests/CPowerLoss", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "CrashWriter",
      dependencies: [
        "Domain", "Store", "SQLiteEngine", "PostgreSQLEngine", "Mail", "CPowerLoss",
      ],
      path: "Tests/CrashWriter", swiftSettings: house),

    .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: house),
    .testTarget(name: "MatchingTests", dependencies: ["Matching"], swiftSettings: house),
    .testTarget(
      name: "EnginesTests",
      dependencies: [
        "Domain", "Matching", "Store", "SQLiteEngine", "PostgreSQLEngine", "Returns", "Mail",
        "DemoCouncil",
        "EngineTesting", "CrashWriter",
      ],
      swiftSettings: house),
    .testTarget(
      name: "ReturnsTests",
      dependencies: [
        "Domain", "Store", "SQLiteEngine", "PostgreSQLEngine", "Returns", "EngineTesting",
      ],
      swiftSettings: house),
    .testTarget(name: "HTMLTests", dependencies: ["HTML"], swiftSettings: house),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Web", "Portal", "Files", "SQLiteEngine", "DemoCouncil", "EngineTesting", "Returns",
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ],
      swiftSettings: house),
    .testTarget(name: "HouseTests", swiftSettings: house),
    .testTarget(name: "FrozenTests", dependencies: ["Domain", "Store"], swiftSettings: house),
    .testTarget(
      name: "DemoCouncilTests",
      dependencies: [
        "Domain", "Store", "DemoCouncil", "SQLiteEngine", "PostgreSQLEngine", "EngineTesting",
      ],
      swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
