internal import Messages

/// One question put to the engine when it is evaluated.
public struct Topic: Sendable, Equatable {
    /// The name of the topic, which judgments and runs refer to.
    public let id: String

    /// The query: words, a sentence, or the id of a record to find similar ones for.
    public let query: String

    /// Labels to group topics by.
    public let tags: [String]

    /// Makes a topic.
    public init(id: String, query: String, tags: [String] = []) {
        self.id = id
        self.query = query
        self.tags = tags
    }

    /// The groups that the topic counts for, without duplicates.
    ///
    /// They are its tags, and for every tag of three parts between colons (`needs:synonym:kana`)
    /// the family of its first two (`needs:synonym:*`).
    public var groups: [String] {
        var groups: [String] = []
        for tag in tags {
            if !groups.contains(tag) { groups.append(tag) }
            let parts = tag.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            let family = "\(parts[0]):\(parts[1]):*"
            if !groups.contains(family) { groups.append(family) }
        }
        return groups
    }
}

/// A list of topics, in the order of their file.
///
/// The file has a topic per line, in columns separated by tabs: its id, its query, and optionally
/// its tags separated by `;`.
public struct Topics: Sendable, Equatable, RandomAccessCollection {
    private var topics: [Topic] = []
    private var positions: [String: Int] = [:]

    /// Makes an empty list.
    public init() {}

    /// Reads topics from text.
    ///
    /// - Parameters:
    ///   - text: The content of the file.
    ///   - source: The name that errors give to it.
    /// - Throws: ``EvaluationError`` for a line without an id or a query, with more than three
    ///   columns, or with an id that an earlier line has.
    public init(parsing text: String, source: String) throws(EvaluationError) {
        try self.init(parsing: Array(text.utf8), source: source)
    }

    /// Reads topics from the bytes of a file.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file, in UTF-8.
    ///   - source: The name that errors give to it.
    /// - Throws: ``EvaluationError`` for a line without an id or a query, with more than three
    ///   columns, with an id that an earlier line has, or that is not UTF-8.
    public init(parsing bytes: [UInt8], source: String) throws(EvaluationError) {
        for line in try TextLine.lines(of: bytes, source: source) {
            let columns = line.tabbedColumns
            guard columns.count == 2 || columns.count == 3 else {
                throw line.error(
                    "has \(columns.count) columns, but a topic is id, query and tags, "
                        + "with tabs between them")
            }
            let id = columns[0]
            guard !id.isEmpty, !id.unicodeScalars.contains(where: \.properties.isWhitespace) else {
                throw line.error("the id of a topic must be a word without spaces")
            }
            guard columns[1].unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
                throw line.error("topic \(id) has no query")
            }
            guard positions[id] == nil else {
                throw line.error("topic \(id) occurs twice")
            }
            let tags = columns.count == 3 ? columns[2].split(separator: ";").map(String.init) : []
            append(Topic(id: id, query: columns[1], tags: tags))
        }
    }

    /// Adds a topic at the end.
    ///
    /// - Precondition: No topic of the list has the same id.
    public mutating func append(_ topic: Topic) {
        precondition(positions[topic.id] == nil, "A list of topics has every id once.")
        positions[topic.id] = topics.count
        topics.append(topic)
    }

    /// The topic with this id, or nil if the list has none.
    public func topic(id: String) -> Topic? {
        positions[id].map { topics[$0] }
    }

    /// The position of the first topic.
    public var startIndex: Int { topics.startIndex }

    /// The position after the last topic.
    public var endIndex: Int { topics.endIndex }

    /// The topic at a position.
    public subscript(position: Int) -> Topic { topics[position] }
}
