import Ingest
import RenkeiSearch

/// The records of `corpus/`, and an index of them in a temporary folder.
///
/// What is measured: a small index that lies in the page cache, as most users have it. What is
/// not: large collections; see the README of this folder for those.
struct BundledCorpus {
    let documents: [Document]
    let folder: String

    init() throws {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        var documents: [Document] = []
        for path in try InputFiles.expand(["/\(root)/corpus"]) {
            var reader = try JSONLinesReader(path: path)
            while let line = try reader.next() {
                documents.append(try SourceRecord(line).document(.projects).document)
            }
        }
        self.documents = documents
        folder = "/\(root)/Benchmarks/.build/bundled-index"
    }

    /// Builds the index.
    func build() throws { try build(folder) }

    /// Builds an index in another folder, to be written anew; returns the folder.
    func buildOther() throws -> String {
        let other = folder + "-reordered"
        try build(other)
        return other
    }

    private func build(_ folder: String) throws {
        var writer = try IndexWriter(replacing: folder, schema: .projects)
        for document in documents { try writer.add(document) }
        try writer.commit()
    }
}

/// An answer other than the expected one makes a benchmark worthless.
func expect(_ condition: Bool, _ what: String) {
    guard condition else { preconditionFailure("wrong answer: \(what)") }
}
