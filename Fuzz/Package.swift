// swift-tools-version: 6.2
import PackageDescription

/// The settings of the targets that lend views of mapped memory.
let storage: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .enableExperimentalFeature("Lifetimes"),
]

// A package of its own, with the sources of the other one: what is fuzzed is `package` API, and is
// compiled with the instruments of the fuzzer.

let package = Package(
    name: "renkei-search-fuzz",
    targets: [
        .target(
            name: "CICU",
            linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]),
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "CExpat", linkerSettings: [.linkedLibrary("expat")]),
        .target(name: "SystemCalls", swiftSettings: [.swiftLanguageMode(.v6)]),
        .target(name: "Messages", swiftSettings: [.swiftLanguageMode(.v6)]),
        .target(
            name: "JSON", dependencies: ["Messages"], swiftSettings: [.swiftLanguageMode(.v6)]),
        .target(
            name: "TextAnalysis", dependencies: ["CICU", "Messages"],
            swiftSettings: [.swiftLanguageMode(.v6)]),
        .target(name: "CInterruption"),
        .target(name: "CProcessor"),
        .target(name: "CWordTables", exclude: ["words.bin", "readings.tsv", "NOTICE.md"]),
        .target(name: "CZstd", linkerSettings: [.linkedLibrary("zstd")]),
        .target(
            name: "IndexStorage",
            dependencies: ["CInterruption", "CProcessor", "Messages", "SystemCalls"],
            swiftSettings: storage),
        .target(
            name: "IndexCodec", dependencies: ["CProcessor", "CZstd", "IndexStorage", "Messages"],
            swiftSettings: storage),
        .target(
            name: "RenkeiSearch",
            dependencies: [
                "TextAnalysis", "IndexStorage", "IndexCodec", "CProcessor", "CWordTables",
                "Messages", "SystemCalls",
            ],
            swiftSettings: [.swiftLanguageMode(.v6)]),
        .target(
            name: "Ingest",
            dependencies: [
                "RenkeiSearch", "TextAnalysis", "JSON", "Messages", "SystemCalls", "CZlib",
                "CExpat",
            ],
            swiftSettings: [.swiftLanguageMode(.v6)]),
        .executableTarget(
            name: "fuzz-ingest", dependencies: ["Ingest", "JSON"], path: "Sources/FuzzIngest",
            swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])]),
    ]
)
