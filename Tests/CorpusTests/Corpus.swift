import Foundation
import Ingest

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

extension JSONLine {
    /// Where the record stands, for messages.
    var place: String { "\(URL(fileURLWithPath: path).lastPathComponent):\(number)" }
    /// The text of a string; empty if the key has none.
    func text(_ key: String) -> String {
        if case .string(let text)? = value[key] { return text }
        return ""
    }
}
