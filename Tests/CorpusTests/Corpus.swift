import Foundation
import Ingest
import JSON

/// The bundled corpus as it lies in the repository.
enum Corpus {
    /// A file of records.
    struct File {
        let name: String
        let lines: [JSONLine]
    }

    /// The root of the package.
    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The text of a file of the package.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
    }

    /// The files of records, in the order in which they are indexed.
    static func files() throws -> [File] {
        try InputFiles.expand([package.appendingPathComponent("corpus").path]).map { path in
            var reader = try JSONLinesReader(path: path)
            var lines: [JSONLine] = []
            while let line = try reader.next() { lines.append(line) }
            return File(name: URL(fileURLWithPath: path).lastPathComponent, lines: lines)
        }
    }

    /// All records.
    static func records() throws -> [JSONLine] { try files().flatMap(\.lines) }
}

/// A main number of a record.
struct Figure: Equatable {
    let name: String
    let value: JSONValue?
    let unit: String

    init(_ figure: JSONValue) {
        func text(_ key: String) -> String {
            if case .string(let text)? = figure[key] { text } else { "" }
        }
        name = text("name")
        value = figure["value"]
        unit = text("unit")
    }
}

extension JSONLine {
    /// Where the record stands, for messages.
    var place: String { "\(URL(fileURLWithPath: path).lastPathComponent):\(number)" }
    /// The text of a string; empty if the key has none.
    func text(_ key: String) -> String {
        if case .string(let text)? = value[key] { return text }
        return ""
    }
    /// The texts of an array of strings.
    func texts(_ key: String) -> [String] {
        guard case .array(let elements)? = value[key] else { return [] }
        return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
    /// The whole number under a key.
    func integer(_ key: String) -> Int? {
        if case .integer(let number)? = value[key] { Int(number) } else { nil }
    }
    /// The figures, in their order.
    var figures: [Figure] {
        guard case .array(let elements)? = value["figures"] else { return [] }
        return elements.map { Figure($0) }
    }
    /// True for the background of an area, false for a project.
    var isBackground: Bool { text("kind") == "background" }
}
