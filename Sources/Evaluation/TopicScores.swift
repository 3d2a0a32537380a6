/// The figures of one measure for one run, topic by topic.
public struct TopicScores: Sendable, Equatable {
    /// The mean of a group of topics.
    public struct GroupMean: Sendable, Equatable {
        /// The name of the group.
        public let name: String

        /// The number of topics in the group, including those without a value.
        public let topicCount: Int

        /// The mean of the values in the group, or nil if no topic has one.
        public let mean: Double?
    }

    /// What was measured.
    public let measure: Measure

    /// Every judged topic, in the order of the judgments.
    public let topicIDs: [String]

    private let values: [String: Double]

    init(measure: Measure, topicIDs: [String], values: [String: Double]) {
        self.measure = measure
        self.topicIDs = topicIDs
        self.values = values
    }

    /// The value of a topic, or nil if it was not judged or has no value by this measure.
    public func value(for topicID: String) -> Double? {
        values[topicID]
    }

    /// The mean over every judged topic that has a value, or nil if there is none.
    ///
    /// A topic that the run did not answer counts as 0. Only recall leaves topics without a
    /// value: those without any relevant document.
    public var mean: Double? { mean(of: topicIDs) }

    /// The means of groups of topics, sorted by the name of the group.
    ///
    /// - Parameter groups: Returns the groups of a topic by its id; a topic may be in many or none.
    /// - Throws: What the closure throws.
    public func means<Failure: Error>(
        groupedBy groups: (_ topicID: String) throws(Failure) -> [String]
    ) throws(Failure) -> [GroupMean] {
        var members: [String: [String]] = [:]
        for topicID in topicIDs {
            for group in Set(try groups(topicID)) {
                members[group, default: []].append(topicID)
            }
        }
        return members.keys.sorted().map { name in
            let topicIDs = members[name] ?? []
            return GroupMean(name: name, topicCount: topicIDs.count, mean: mean(of: topicIDs))
        }
    }

    /// The means of the topics of each tag and family of tags, sorted by name.
    ///
    /// See ``Topic/groups`` for the groups of a topic. A topic that is not in the list has none.
    public func means(byTagsOf topics: Topics) -> [GroupMean] {
        means { topics.topic(id: $0)?.groups ?? [] }
    }

    private func mean(of topicIDs: [String]) -> Double? {
        let known = topicIDs.compactMap { values[$0] }
        guard !known.isEmpty else { return nil }
        return known.reduce(0, +) / Double(known.count)
    }
}
