internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis
internal import Messages

/// The result of comparing an index with a full scan of its documents.
public struct VerificationReport: Sendable {
    /// A phrase for which the index and the scan differ.
    public struct Difference: Sendable {
        /// The phrase, normalised.
        public let phrase: String
        /// Documents that have it and that the index did not find.
        public let missed: [String]
        /// Documents that do not have it and that the index found.
        public let invented: [String]
    }

    /// The number of phrases compared.
    public internal(set) var phrases = 0
    /// The number of documents scanned for each phrase.
    public internal(set) var documents = 0
    /// The phrases for which the two differ; empty if the index is exact.
    public internal(set) var differences: [Difference] = []
}

extension Searcher {
    /// Compares the results for random substrings of documents with a full scan of the normalised
    /// texts.
    ///
    /// - Parameters:
    ///   - samples: the number of substrings, 1 to 10 characters long, of any script.
    ///   - seed: the seed of the random choices; the same seed gives the same substrings.
    ///   - progress: called with the number of substrings compared so far.
    /// - Throws: `SearchError` if the index is damaged.
    public func verify(
        samples: Int, seed: UInt64 = 1, progress: (Int) -> Void = { _ in }
    ) throws(SearchError) -> VerificationReport {
        guard (0...1_000_000).contains(samples) else {
            throw SearchError(.invalidArgument, "the number of samples must be 0 to 1000000")
        }
        var report = VerificationReport()
        var texts: [(document: UInt32, scalars: [UInt32])] = []
        do {
            for (segment, base) in zip(segments, bases) {
                for ordinal in 0..<UInt32(segment.documentCount) {
                    let document = segment.order.document(at: ordinal)
                    if !segment.isLive(document) { continue }
                    for text in try segment.texts(document) where !text.isEmpty {
                        texts.append((base + ordinal, try normalize(text).folded))
                    }
                }
            }
        } catch { throw SearchError(any: error) }
        report.documents = documentCount
        guard !texts.isEmpty else { return report }
        var generator = SplitMix64(state: seed)
        for number in 0..<samples {
            let text = texts[Int(generator.next() % UInt64(texts.count))].scalars
            guard !text.isEmpty else { continue }
            let length = min(Int(generator.next() % 10) + 1, text.count)
            let start = Int(generator.next() % UInt64(text.count - length + 1))
            let pattern = Array(text[start..<start + length])
            let scanned = Set(
                texts.lazy.filter { $0.scalars.hasSubstring(pattern) }.map(\.document))
            let found: Set<UInt32>
            do { found = try documents(with: pattern) } catch { throw SearchError(error) }
            report.phrases += 1
            if found != scanned {
                do {
                    report.differences.append(
                        VerificationReport.Difference(
                            phrase: String(scalars: pattern),
                            missed: try identifiers(scanned.subtracting(found)),
                            invented: try identifiers(found.subtracting(scanned))))
                } catch { throw SearchError(error) }
            }
            progress(number + 1)
        }
        return report
    }

    /// The documents in which the index finds a pattern.
    private func documents(with pattern: [UInt32]) throws(StorageError) -> Set<UInt32> {
        var found: Set<UInt32> = []
        for (segment, base) in zip(segments, bases) {
            let matcher = try SubstringMatcher.make(pattern, in: segment)
            while matcher.document != endOfDocuments {
                if segment.isLive(matcher.document) {
                    found.insert(base + segment.order.insertionOrdinal(of: matcher.document))
                }
                try matcher.advance(to: matcher.document + 1)
            }
        }
        return found
    }

    private func identifiers(_ documents: Set<UInt32>) throws(StorageError) -> [String] {
        var result: [String] = []
        for document in documents.sorted() { result.append(try identifier(document)) }
        return result
    }
}

extension [UInt32] {
    /// Whether the scalars of `pattern` occur consecutively.
    func hasSubstring(_ pattern: [UInt32]) -> Bool {
        guard let first = pattern.first, count >= pattern.count else { return false }
        for start in 0...count - pattern.count where self[start] == first {
            var length = 1
            while length < pattern.count, self[start + length] == pattern[length] { length += 1 }
            if length == pattern.count { return true }
        }
        return false
    }
}

/// The SplitMix64 generator.
///
/// G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
