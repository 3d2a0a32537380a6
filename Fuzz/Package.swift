// swift-tools-version: 6.2
import PackageDescription

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
        .target(
            name: "Ingest",
            dependencies: ["TextAnalysis", "JSON", "Messages", "SystemCalls", "CZlib", "CExpat"],
            exclude: ["SourceRecord+Document.swift"], swiftSettings: [.swiftLanguageMode(.v6)]),
        .executableTarget(
            name: "fuzz-ingest", dependencies: ["Ingest", "JSON"], path: "Sources/FuzzIngest",
            swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])]),
    ]
)
