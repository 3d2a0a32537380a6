/// The answers of an engine to a list of topics: for each, documents from best to worst.
///
/// The order is by score, highest first; equal scores are ordered by rank, lowest first, then by
/// document id. A document that occurs twice for a topic keeps only its best rank.
public struct Run: Sendable, Equatable {
    /// One document that was returned for a topic.
    public struct Entry: Sendable, Equatable {
        /// The document.
        public let documentID: String

        /// The rank that the engine gave it, usually counted from 1.
        public let rank: Int

        /// The score that the engine gave it, higher being better.
        public let score: Double

        /// Makes an entry.
        public init(documentID: String, rank: Int, score: Double) {
            self.documentID = documentID
            self.rank = rank
            self.score = score
        }
    }

    /// The name of the run.
    public let tag: String

    /// The topics that have an answer, in the order in which they were added.
    public private(set) var topicIDs: [String] = []

    private var entries: [String: [Entry]] = [:]

    /// Makes a run without any answer.
    public init(tag: String) {
        self.tag = tag
    }

    /// Adds entries to the answer of a topic and puts the answer in order.
    ///
    /// - Precondition: Every score is a finite number.
    public mutating func add(_ newEntries: [Entry], for topicID: String) {
        precondition(newEntries.allSatisfy(\.score.isFinite), "A score is a finite number.")
        if entries[topicID] == nil { topicIDs.append(topicID) }
        entries[topicID] = Self.ordered(entries[topicID, default: []] + newEntries)
    }

    /// Adds the answer of a topic, given from best to worst.
    ///
    /// Ranks are counted from 1. If scores do not decrease along the list, its order changes.
    ///
    /// - Precondition: Every score is a finite number.
    public mutating func add(
        ranking: [(documentID: String, score: Double)], for topicID: String
    ) {
        let entries = ranking.enumerated().map { index, hit in
            Entry(documentID: hit.documentID, rank: index + 1, score: hit.score)
        }
        add(entries, for: topicID)
    }

    /// The entries of a topic from best to worst; empty for a topic without an answer.
    public func entries(for topicID: String) -> [Entry] {
        entries[topicID] ?? []
    }

    /// The documents of a topic from best to worst; empty for a topic without an answer.
    public func ranking(for topicID: String) -> [String] {
        entries(for: topicID).map(\.documentID)
    }

    /// The run without the entries that a predicate rejects.
    ///
    /// Ranks and scores stay as they are. A topic that loses its last entry stays, with none.
    ///
    /// - Parameter isIncluded: Returns whether to keep the entry with a topic id and a document id.
    /// - Throws: What the predicate throws.
    public func filtered<Failure: Error>(
        _ isIncluded: (_ topicID: String, _ documentID: String) throws(Failure) -> Bool
    ) throws(Failure) -> Run {
        var result = self
        for topicID in topicIDs {
            var kept: [Entry] = []
            for entry in entries(for: topicID)
            where try isIncluded(topicID, entry.documentID) {
                kept.append(entry)
            }
            result.entries[topicID] = kept
        }
        return result
    }

    private static func ordered(_ entries: [Entry]) -> [Entry] {
        let sorted = entries.sorted { one, other in
            if one.score != other.score { return one.score > other.score }
            if one.rank != other.rank { return one.rank < other.rank }
            return one.documentID.utf8.lexicographicallyPrecedes(other.documentID.utf8)
        }
        var seen: Set<String> = []
        return sorted.filter { seen.insert($0.documentID).inserted }
    }
}

extension Run {
    /// Makes a run whose answers are filled in at once, for a parser that has them all.
    init(tag: String, topicIDs: [String], entries: [String: [Entry]]) {
        self.tag = tag
        self.topicIDs = topicIDs
        self.entries = entries.mapValues(Self.ordered)
    }
}
