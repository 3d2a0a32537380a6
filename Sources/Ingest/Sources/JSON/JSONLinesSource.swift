/// The records of a file of JSON Lines in UTF-8, for callers that do not divide it into ranges.
final class JSONLinesSource: RecordSource {
    let file: SourceFile
    let problems = SourceProblems()
    private var reader: JSONLinesReader

    /// Reads a file from its start.
    init(file: SourceFile) throws(IngestError) {
        self.file = file
        reader = try JSONLinesReader(path: file.path)
    }

    func next() throws(IngestError) -> JSONLine? { try reader.next() }
}
