// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the library's list of products stays short.
let package = Package(
    name: "renkei-search-examples",
    dependencies: [.package(name: "renkei-search", path: "..")],
    targets: [
        .executableTarget(
            name: "ten-lines",
            dependencies: [.product(name: "RenkeiSearch", package: "renkei-search")],
            swiftSettings: [.swiftLanguageMode(.v6)]),
        .executableTarget(
            name: "similar-table",
            dependencies: [
                .product(name: "RenkeiSearch", package: "renkei-search"),
                .product(name: "Ingest", package: "renkei-search"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6)]),
    ]
)
