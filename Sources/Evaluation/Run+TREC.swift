internal import Messages

/// Reading and writing runs in the TREC form: a line `topic Q0 document rank score tag` per entry,
/// with spaces or tabs between the columns. The second column is not used.
extension Run {
    /// Reads a run from text.
    ///
    /// The tag of the run is that of the first line, or empty if there is none.
    ///
    /// - Parameters:
    ///   - text: The content of the file.
    ///   - source: The name that errors give to it.
    /// - Throws: ``EvaluationError`` for a line that is not an entry of a run.
    public init(parsing text: String, source: String) throws(EvaluationError) {
        try self.init(parsing: Array(text.utf8), source: source)
    }

    /// Reads a run from the bytes of a file.
    ///
    /// The tag of the run is that of the first line, or empty if there is none.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file, in UTF-8.
    ///   - source: The name that errors give to it.
    /// - Throws: ``EvaluationError`` for a line that is not an entry of a run or not UTF-8.
    public init(parsing bytes: [UInt8], source: String) throws(EvaluationError) {
        var tag: String?
        var topicIDs: [String] = []
        var entries: [String: [Entry]] = [:]
        for line in try TextLine.lines(of: bytes, source: source) {
            let columns = line.columns
            guard columns.count == 6 else {
                throw line.error(
                    "has \(columns.count) columns, but an entry of a run has 6: "
                        + "topic Q0 document rank score tag")
            }
            guard let rank = Int(columns[3]) else {
                throw line.error("the rank \"\(columns[3])\" is not a whole number")
            }
            guard let score = Self.score(columns[4]) else {
                throw line.error("the score \"\(columns[4])\" is not a finite decimal number")
            }
            if entries[columns[0]] == nil { topicIDs.append(columns[0]) }
            entries[columns[0], default: []].append(
                Entry(documentID: columns[2], rank: rank, score: score))
            tag = tag ?? columns[5]
        }
        self.init(tag: tag ?? "", topicIDs: topicIDs, entries: entries)
    }

    /// The run in the TREC form.
    ///
    /// Entries are written from best to worst with new ranks from 1. Scores are written so that
    /// reading them gives the same numbers. A topic without entries is not written. An empty tag is
    /// written as `run`.
    ///
    /// - Parameter file: The name that errors give to the text.
    /// - Throws: ``EvaluationError`` for an id or a tag that is empty or contains white space,
    ///   which the format cannot represent.
    public func trecText(file: String = "run") throws(EvaluationError) -> String {
        var text = ""
        var line = 0
        for topicID in topicIDs {
            for (place, entry) in entries(for: topicID).enumerated() {
                line += 1
                let tag = tag.isEmpty ? "run" : tag
                for word in [topicID, entry.documentID, tag] where !Self.isWord(word) {
                    throw EvaluationError(
                        file: file, line: line,
                        message: "\"\(word)\" is empty or holds white space, "
                            + "which a run in the TREC form cannot")
                }
                text += "\(topicID) Q0 \(entry.documentID) \(place + 1) \(entry.score) \(tag)\n"
            }
        }
        return text
    }

    /// A decimal number, or nil for anything else, such as `nan`, `inf` or `0x1p3`.
    private static func score(_ text: String) -> Double? {
        let isDecimal = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
                true
            default: false
            }
        }
        guard isDecimal, let score = Double(text), score.isFinite else { return nil }
        return score
    }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && !text.unicodeScalars.contains(where: \.properties.isWhitespace)
    }
}
