internal import IndexStorage

/// Matches documents that all of several matchers match.
final class AllMatcher: Matcher {
    private let matchers: [Matcher]
    /// A reusable buffer for the matches of a window.
    private var found: [UInt32] = []
    private var marked: [UInt32] = []

    init(_ matchers: [Matcher]) throws(StorageError) {
        self.matchers = matchers.sorted { $0.cost < $1.cost }
        super.init()
        try settle(from: 0)
    }

    override var cost: Int { matchers.first?.cost ?? 0 }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        try settle(from: target)
    }

    override func collect(
        _ window: Window, into matches: inout [UInt32]
    ) throws(StorageError) {
        guard let lead = matchers.first else { return }
        if matchers.count == 1 {
            try lead.collect(window, into: &matches)
            document = lead.document
            return
        }
        found.removeAll(keepingCapacity: true)
        try lead.collect(window, into: &found)
        for matcher in matchers.dropFirst() where !found.isEmpty { try matcher.keep(&found) }
        matches += found
        try settle(from: window.end)
    }

    override func mark(_ window: Window, in bits: inout [UInt64]) throws(StorageError) {
        if document < window.base { try settle(from: window.base) }
        marked.removeAll(keepingCapacity: true)
        try collect(window, into: &marked)
        for document in marked {
            let slot = Int(document - window.base)
            bits[slot >> 6] |= 1 << UInt64(slot & 63)
        }
    }

    private func settle(from target: UInt32) throws(StorageError) {
        guard let lead = matchers.first else {
            document = endOfDocuments
            return
        }
        var target = target
        search: while true {
            try lead.advance(to: target)
            target = lead.document
            if target == endOfDocuments { break }
            for matcher in matchers.dropFirst() {
                try matcher.advance(to: target)
                if matcher.document != target {
                    target = matcher.document
                    if target == endOfDocuments { break search }
                    continue search
                }
            }
            break
        }
        document = target
    }
}

/// Matches documents that any of several matchers matches.
final class AnyMatcher: Matcher {
    private let matchers: [Matcher]
    /// The matches of a window as bits; all 0 between calls.
    private var bits: [UInt64] = []

    init(_ matchers: [Matcher]) {
        self.matchers = matchers
        super.init()
        document = matchers.map(\.document).min() ?? endOfDocuments
    }

    override var cost: Int { matchers.reduce(0) { $0 + $1.cost } }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        var least = endOfDocuments
        for matcher in matchers {
            try matcher.advance(to: target)
            least = min(least, matcher.document)
        }
        document = least
    }

    override func mark(_ window: Window, in bits: inout [UInt64]) throws(StorageError) {
        var least = endOfDocuments
        for matcher in matchers {
            try matcher.mark(window, in: &bits)
            least = min(least, matcher.document)
        }
        document = least
    }

    override func collect(
        _ window: Window, into matches: inout [UInt32]
    ) throws(StorageError) {
        if bits.isEmpty { bits = [UInt64](repeating: 0, count: Int(Window.size) / 64) }
        try mark(window, in: &bits)
        for index in bits.indices {
            var rest = bits[index]
            if rest == 0 { continue }
            bits[index] = 0
            while rest != 0 {
                let slot = index << 6 | rest.trailingZeroBitCount
                rest &= rest - 1
                matches.append(window.base + UInt32(slot))
            }
        }
    }
}
