// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that the library's list of dependencies stays short.
let package = Package(
    name: "renkei-search-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "renkei-search", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Engine",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "RenkeiSearch", package: "renkei-search"),
                .product(name: "Ingest", package: "renkei-search"),
            ],
            path: "Benchmarks/Engine",
            swiftSettings: [.swiftLanguageMode(.v6)],
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .executableTarget(
            name: "generate-corpus", path: "Corpora/GenerateCorpus",
            swiftSettings: [.swiftLanguageMode(.v6)]),
    ]
)
