internal import IndexStorage
internal import TextAnalysis

/// The documents of each of the given words, as bits, for counting the documents that pairs share.
struct SharedDocuments {
    /// A pair of words by their indices, the lower one first.
    struct Pair {
        let first: Int
        let second: Int
        let shared: Int
        let jaccard: Double
    }

    /// For each word, a bit for each document of the set, in order.
    private let bits: [[UInt64]]
    /// For each word, the number of documents of the set that have it.
    let frequencies: [Int]

    /// - Parameters:
    ///   - words: in UTF-8, as in the index.
    ///   - documents: the set.
    init(
        _ searcher: Searcher, _ words: [[UInt8]], _ documents: DocumentSet,
        _ interruption: Interruption
    ) throws(SearchError) {
        let width = (documents.count + 63) / 64
        var bits = [[UInt64]](
            repeating: [UInt64](repeating: 0, count: width), count: words.count)
        let indices = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
        var base = 0
        for (number, segment) in searcher.segments.enumerated() {
            let own = documents.documents(ofSegment: number)
            var ranks = [UInt32](repeating: 0, count: segment.documentCount)
            for (rank, document) in own.enumerated() {
                ranks[Int(document)] = UInt32(base + rank)
            }
            func mark(_ entry: WordPostings.Entry, _ index: Int) {
                for document in entry.documents {
                    let rank = ranks[Int(document)]
                    bits[index][Int(rank >> 6)] |= 1 << UInt64(rank & 63)
                }
            }
            let among = documents.bits(ofSegment: number)
            if segment.hasWords {
                for (index, word) in words.enumerated() {
                    let entry = try storing { () throws(StorageError) in
                        try interruption.check()
                        return try WordPostings.entry(of: word, in: segment, among: among)
                    }
                    mark(entry, index)
                }
            } else {
                try WordPostings(searcher, interruption).forEach(inSegment: number, among: among) {
                    if let index = indices[$0.word] { mark($0, index) }
                }
            }
            base += own.count
        }
        self.bits = bits
        frequencies = bits.map { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
    }

    /// The pairs with the greatest Jaccard coefficient that share any document.
    ///
    /// Ties are broken by the number of shared documents, then by the indices of the words.
    func strongest(
        _ limit: Int, _ interruption: Interruption
    ) throws(SearchError) -> [Pair] {
        var pairs: [Pair] = []
        for first in bits.indices {
            try storing { () throws(StorageError) in try interruption.check() }
            for second in bits.indices.dropFirst(first + 1) {
                let shared = SharedDocuments.shared(bits[first], bits[second])
                if shared == 0 { continue }
                let either = frequencies[first] + frequencies[second] - shared
                pairs.append(
                    Pair(
                        first: first, second: second, shared: shared,
                        jaccard: Double(shared) / Double(either)))
            }
        }
        pairs.sort { left, right in
            if left.jaccard != right.jaccard { return left.jaccard > right.jaccard }
            if left.shared != right.shared { return left.shared > right.shared }
            return (left.first, left.second) < (right.first, right.second)
        }
        return Array(pairs.prefix(limit))
    }

    private static func shared(_ left: [UInt64], _ right: [UInt64]) -> Int {
        let (left, right) = (left.span, right.span)
        var count = 0
        for index in left.indices { count &+= (left[index] & right[index]).nonzeroBitCount }
        return count
    }
}
