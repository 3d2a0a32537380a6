/// Finds the keys of a concordance in a folded text.
struct KeyScanner: Sendable {
    /// An occurrence of a key.
    struct Occurrence: Equatable {
        let range: Range<Int>
        /// The index of the key.
        let key: Int
    }

    private let keys: [ConcordanceKey]
    /// The keys by their first scalar, the longest first.
    private var beginnings: [UInt32: [Int]] = [:]
    /// For each value of the low bits of a scalar, whether a key begins with such a scalar.
    private var mayBegin = [Bool](repeating: false, count: 1024)
    private let groupCount: Int

    init(_ keys: [ConcordanceKey]) {
        self.keys = keys
        groupCount = (keys.map(\.group).max() ?? -1) + 1
        for (number, key) in keys.enumerated() {
            guard let first = key.pattern.first else { continue }
            mayBegin[Int(first & 1023)] = true
            beginnings[first, default: []].append(number)
        }
        for first in beginnings.keys {
            beginnings[first]?.sort { keys[$0].pattern.count > keys[$1].pattern.count }
        }
    }

    /// Calls `body` with each occurrence, in the order of their starts.
    ///
    /// An occurrence that begins within one of another key of the same group is left out. Those of
    /// one key that overlap (ああ in あああ) are all listed.
    ///
    /// - Parameter isBoundary: whether a word begins or ends at a position.
    func forEachOccurrence(
        in text: [UInt32], field: Int, isBoundary: (Int) -> Bool, _ body: (Occurrence) -> Void
    ) {
        var last = [(key: Int, end: Int)](repeating: (-1, 0), count: groupCount)
        for start in text.indices where mayBegin[Int(text[start] & 1023)] {
            guard let numbers = beginnings[text[start]] else { continue }
            for number in numbers {
                let end = start + keys[number].pattern.count
                let group = keys[number].group
                guard end <= text.count,
                    start >= last[group].end || number == last[group].key,
                    Self.stands(keys[number].pattern, in: text, at: start)
                else { continue }
                if let fields = keys[number].fields, !fields.contains(field) { continue }
                if keys[number].needsStart, !isBoundary(start) { continue }
                if keys[number].needsEnd, !isBoundary(end) { continue }
                last[group] = (number, end)
                body(Occurrence(range: start..<end, key: number))
            }
        }
    }

    @inline(__always)
    private static func stands(_ pattern: [UInt32], in text: [UInt32], at start: Int) -> Bool {
        for index in pattern.indices where text[start + index] != pattern[index] { return false }
        return true
    }
}
