/// The attributes that decide whether a record counts as an answer to "who else does this?".
public struct SimilarityAttributes: Sendable, Equatable {
    /// The area that the record belongs to; records of one area do not answer each other.
    public let areaKey: String

    /// Whether the record only describes its area, and so is never an answer.
    public let isBackground: Bool

    /// Makes the attributes of a record.
    public init(areaKey: String, isBackground: Bool) {
        self.areaKey = areaKey
        self.isBackground = isBackground
    }
}

extension Run {
    /// The run without the entries that judgments of similarity exclude.
    ///
    /// The query of each topic is the id of a record. That record itself, records of its area, and
    /// background records are dropped. A topic that is not in the list, or whose record is unknown,
    /// is not changed, and an entry whose record is unknown is kept.
    ///
    /// - Parameters:
    ///   - topics: The topics of the run.
    ///   - attributes: Returns the attributes of a record by its id, or nil if it is unknown.
    /// - Throws: What the closure throws.
    public func filteredForSimilarity<Failure: Error>(
        topics: Topics,
        attributes: (_ recordID: String) throws(Failure) -> SimilarityAttributes?
    ) throws(Failure) -> Run {
        var queries: [String: SimilarityAttributes] = [:]
        for topic in topics {
            queries[topic.id] = try attributes(topic.query)
        }
        return try filtered { (topicID, documentID) throws(Failure) -> Bool in
            guard let query = queries[topicID], let topic = topics.topic(id: topicID),
                let document = try attributes(documentID)
            else { return true }
            return documentID != topic.query && document.areaKey != query.areaKey
                && !document.isBackground
        }
    }
}
