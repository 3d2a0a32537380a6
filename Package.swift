// swift-tools-version: 6.2
import PackageDescription

/// The settings of every Swift target: language mode 6 with the checks that keep unsafe code,
/// leaked imports and boxed protocols visible.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// What optimises the engine in the build of the tests, which run it millions of times.
///
/// A module is compiled as a whole: to optimise its files one by one takes half as much processor
/// time again. The code is made by two threads, which give SwiftPM an object for each file.
///
/// `make test` sets the variable. Without it, and so for packages that depend on this one, there is
/// no unsafe flag.
let optimized: [SwiftSetting] =
    Context.environment["RENKEI_OPTIMIZED_TESTS"] == "1"
    ? [
        .unsafeFlags([
            "-O", "-whole-module-optimization", "-disable-batch-mode", "-num-threads", "2",
        ])
    ] : []

/// The settings of the targets in which tests spend their time.
let engine: [SwiftSetting] = strict + optimized

/// The settings of the targets that lend views of mapped memory.
let lifetimes: [SwiftSetting] = engine + [.enableExperimentalFeature("Lifetimes")]

let package = Package(
    name: "renkei-search",
    products: [
        .library(name: "RenkeiSearch", targets: ["RenkeiSearch", "Messages"]),
        .library(name: "Ingest", targets: ["Ingest", "JSON"]),
        .library(name: "Evaluation", targets: ["Evaluation"]),
        .executable(name: "search", targets: ["search"]),
        .executable(name: "search-web", targets: ["search-web"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .target(
            name: "CICU",
            linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]),
        .target(name: "CProcessor"),
        .target(name: "CWordTables", exclude: ["words.bin", "readings.tsv", "NOTICE.md"]),
        .target(name: "CInterruption"),
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "CZstd", linkerSettings: [.linkedLibrary("zstd")]),
        .target(name: "CExpat", linkerSettings: [.linkedLibrary("expat")]),
        .target(name: "Messages", swiftSettings: strict),
        // Every call of the operating system, for all that need one.
        .target(name: "SystemCalls", swiftSettings: engine),
        .target(name: "JSON", dependencies: ["Messages"], swiftSettings: engine),
        .target(
            name: "TextAnalysis", dependencies: ["CICU", "Messages"], swiftSettings: engine),
        .target(
            name: "IndexStorage",
            dependencies: ["CInterruption", "CProcessor", "Messages", "SystemCalls"],
            swiftSettings: lifetimes),
        .target(
            name: "IndexCodec", dependencies: ["CProcessor", "CZstd", "IndexStorage", "Messages"],
            swiftSettings: lifetimes),
        .target(
            name: "RenkeiSearch",
            dependencies: [
                "TextAnalysis", "IndexStorage", "IndexCodec", "CProcessor", "CWordTables",
                "Messages", "SystemCalls",
            ],
            swiftSettings: engine),
        .target(
            name: "Ingest",
            dependencies: [
                "RenkeiSearch", "TextAnalysis", "JSON", "Messages", "SystemCalls", "CZlib",
                "CExpat",
            ],
            swiftSettings: engine),
        .target(name: "Evaluation", dependencies: ["Messages"], swiftSettings: strict),
        // What requests mean and what is told of results, for the command and the pages.
        .target(
            name: "SearchReports",
            dependencies: ["RenkeiSearch", "Ingest", "JSON", "Messages", "CZlib"],
            swiftSettings: strict),
        .target(
            name: "SearchCLI",
            dependencies: [
                "RenkeiSearch", "Ingest", "Evaluation", "JSON", "Messages", "IndexStorage",
                "SearchReports", "SystemCalls",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(name: "search", dependencies: ["SearchCLI"], swiftSettings: strict),
        // The pages: a program of its own, so that the command stays small.
        .target(
            name: "SearchWeb",
            dependencies: [
                "SearchReports", "RenkeiSearch", "Ingest", "JSON", "IndexStorage", "Messages",
                "SystemCalls",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            resources: [.embedInCode("Assets"), .embedInCode("API/openapi.json")],
            swiftSettings: strict),
        .executableTarget(name: "search-web", dependencies: ["SearchWeb"], swiftSettings: strict),
        .target(
            name: "SearchTestSupport", path: "Tests/SearchTestSupport", swiftSettings: strict),
        .testTarget(name: "MessagesTests", dependencies: ["Messages"], swiftSettings: strict),
        .testTarget(
            name: "JSONTests", dependencies: ["JSON", "Messages", "SearchTestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "TextAnalysisTests", dependencies: ["TextAnalysis", "SearchTestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "IndexStorageTests",
            dependencies: ["IndexStorage", "SystemCalls", "SearchTestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "IndexCodecTests",
            dependencies: ["IndexCodec", "IndexStorage", "Messages", "SearchTestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "RenkeiSearchTests",
            dependencies: [
                "RenkeiSearch", "TextAnalysis", "Ingest", "IndexStorage", "IndexCodec",
                "SearchTestSupport",
            ],
            exclude: ["GoldenIndex", "GoldenIndex-3", "GoldenIndex-4", "GoldenIndex-5"],
            swiftSettings: strict),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "Ingest", "RenkeiSearch", "TextAnalysis", "JSON", "Messages", "SearchTestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EvaluationTests", dependencies: ["Evaluation", "Messages"],
            swiftSettings: strict),
        // The command is run as a process, so it is built before these tests.
        .testTarget(
            name: "SearchCLITests",
            dependencies: [
                "search", "SearchCLI", "RenkeiSearch", "Ingest", "Evaluation", "IndexStorage",
                "SearchReports", "JSON", "Messages", "SearchTestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "SearchWebTests",
            dependencies: [
                "search-web", "SearchWeb", "SearchReports", "RenkeiSearch", "Ingest", "JSON",
                "Messages", "SearchTestSupport", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ], swiftSettings: strict),
        .testTarget(
            name: "CorpusTests", dependencies: ["RenkeiSearch", "Ingest", "JSON", "TextAnalysis"],
            swiftSettings: strict),
    ]
)
