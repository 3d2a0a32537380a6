internal import Messages

/// Relevance judgments: which documents answer which topic, and how well.
///
/// The file has a judgment per line, in the TREC form `topic 0 document grade`, with spaces or
/// tabs between the columns. The second column is not used. A document that is not listed has
/// grade 0.
public struct Qrels: Sendable, Equatable {
    /// The grades that a judgment may have.
    ///
    /// A negative grade marks a document that must not be returned; the measures treat it as 0.
    public static let gradeRange = -30...30

    /// The topics that have judgments, in the order of their first one.
    public private(set) var topicIDs: [String] = []

    private var grades: [String: [String: Int]] = [:]

    /// Makes judgments without any topic.
    public init() {}

    /// Reads judgments from text.
    ///
    /// - Parameters:
    ///   - text: The content of the file.
    ///   - source: The name that errors give to it.
    /// - Throws: ``EvaluationError`` for a line that is not a judgment, or that contradicts an
    ///   earlier one.
    public init(parsing text: String, source: String) throws(EvaluationError) {
        try self.init(parsing: Array(text.utf8), source: source)
    }

    /// Reads judgments from the bytes of a file.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file, in UTF-8.
    ///   - source: The name that errors give to it.
    /// - Throws: ``EvaluationError`` for a line that is not a judgment, that contradicts an
    ///   earlier one, or that is not UTF-8.
    public init(parsing bytes: [UInt8], source: String) throws(EvaluationError) {
        for line in try TextLine.lines(of: bytes, source: source) {
            let columns = line.columns
            guard columns.count == 4 else {
                throw line.error(
                    "has \(columns.count) columns, but a judgment has 4: topic 0 document grade")
            }
            guard let grade = Int(columns[3]), Self.gradeRange.contains(grade) else {
                throw line.error("\"\(columns[3])\" is not a grade from -30 to 30")
            }
            if let earlier = grades[columns[0]]?[columns[2]], earlier != grade {
                throw line.error(
                    "document \(columns[2]) has grade \(grade), but \(earlier) in an earlier line")
            }
            setGrade(grade, of: columns[2], for: columns[0])
        }
    }

    /// Records a judgment, replacing an earlier one for the same document.
    ///
    /// - Precondition: The grade is in ``gradeRange``.
    public mutating func setGrade(_ grade: Int, of documentID: String, for topicID: String) {
        precondition(Self.gradeRange.contains(grade), "A grade is a number from -30 to 30.")
        if grades[topicID] == nil { topicIDs.append(topicID) }
        grades[topicID, default: [:]][documentID] = grade
    }

    /// The grades of the documents that were judged for a topic, by document id.
    ///
    /// They are empty for a topic without judgments.
    public func grades(for topicID: String) -> [String: Int] {
        grades[topicID] ?? [:]
    }
}
