import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

@Suite struct GramDictionaryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let sizes = [0, 1, 2, 31, 32, 33, 64, 65, 1000]

    /// Random bigrams, ascending, with concatenated postings.
    private func entries(
        _ count: Int, using random: inout SplitMix64
    ) -> [(gram: Gram, location: PostingsLocation)] {
        let firsts = [0x3042, 0x3043, 0x4E00, 0x1F600, 0x10_FFFF] as [UInt32]
        var grams: Set<Gram> = []
        if count > 2 { grams = [Gram(0, 0), Gram(0x1F_FFFF, 0x1F_FFFF)] }
        while grams.count < count {
            // Bigrams near to each other and far from each other.
            let range = UInt32(count * (Int.random(in: 0..<3, using: &random) == 0 ? 2000 : 2))
            let second = UInt32.random(in: 0...range, using: &random)
            let isEnd = Int.random(in: 0..<20, using: &random) == 0
            grams.insert(Gram(firsts.randomElement(using: &random) ?? 0, isEnd ? Gram.end : second))
        }
        var offset = Int.random(in: 0...1 << 40, using: &random)
        return grams.sorted().map { gram in
            let length = [1, 5, 200, 100_000].randomElement(using: &random) ?? 1
            defer { offset += length }
            return (gram, PostingsLocation(offset: offset, length: length))
        }
    }

    private func write(
        _ entries: [(gram: Gram, location: PostingsLocation)]
    ) -> (index: [UInt8], entries: [UInt8]) {
        var writer = GramDictionaryWriter()
        for (gram, location) in entries { writer.add(gram, location) }
        return writer.finish()
    }

    private func open(_ bytes: (index: [UInt8], entries: [UInt8])) throws -> GramDictionary {
        try GramDictionary(
            index: try folder.region(of: bytes.index), entries: try folder.region(of: bytes.entries)
        )
    }

    @Test("every bigram is found and its neighbours are not", arguments: sizes)
    func find(count: Int) throws {
        var random = SplitMix64(seed: Property.seed &+ UInt64(count))
        let entries = entries(count, using: &random)
        let dictionary = try open(write(entries))
        #expect(dictionary.count == count)
        let known = Set(entries.map(\.gram))
        for (gram, location) in entries {
            if try dictionary.find(gram) != location { Issue.record("\(gram) is not found") }
            for key in [gram.key &- 1, gram.key + 1] where !known.contains(Gram(key: key)) {
                if try dictionary.find(Gram(key: key)) != nil { Issue.record("\(key) is found") }
            }
        }
        for gram in [Gram(0, 0), Gram(0, 1), Gram(0x4E00, 0x1F_FFFF), Gram(key: .max)]
        where !known.contains(gram) {
            #expect(try dictionary.find(gram) == nil)
        }
    }

    @Test("all bigrams come in order", arguments: sizes)
    func all(count: Int) throws {
        var random = SplitMix64(seed: Property.seed &+ UInt64(count))
        let entries = entries(count, using: &random)
        var found: [(Gram, PostingsLocation)] = []
        try open(write(entries)).forEach { found.append(($0, $1)) }
        #expect(found.map(\.0) == entries.map(\.gram))
        #expect(found.map(\.1) == entries.map(\.location))
    }

    @Test("the bigrams of a first scalar are those that begin with it", arguments: sizes)
    func first(count: Int) throws {
        var random = SplitMix64(seed: Property.seed &+ UInt64(count))
        let entries = entries(count, using: &random)
        let dictionary = try open(write(entries))
        var firsts = Set(entries.map(\.gram.first))
        for first in firsts { firsts.formUnion([first &- 1, first + 1]) }
        for first in firsts.union([0, 1, 0x3000, 0x1F_FFFF, .max]) {
            var found: [Gram] = []
            try dictionary.forEach(first: first) { gram, _ in found.append(gram) }
            #expect(found == entries.map(\.gram).filter { $0.first == first }, "of \(first)")
        }
    }

    @Test("a bigram has the order and the parts of its scalars")
    func parts() {
        let gram = Gram(0x4EAC, 0x1F600)
        #expect(gram.first == 0x4EAC && gram.second == 0x1F600)
        #expect(Gram(1, 0x10_FFFF) < Gram(2, 0) && Gram(2, 1) < Gram(2, Gram.end))
    }

    @Test("sections that do not fit together are not opened")
    func lengths() throws {
        var random = SplitMix64(seed: 1)
        let bytes = write(entries(100, using: &random))
        for index in [
            [], Array(bytes.index.dropLast()), bytes.index + [0], Array(bytes.index.prefix(8)),
            [UInt8](repeating: 0xFF, count: 8),
            [33, 0, 0, 0, 0, 0, 0, 0] + bytes.index.dropFirst(8),
        ] {
            #expect(throws: StorageError.self) { try open((index, bytes.entries)) }
        }
    }

    @Test("a damaged dictionary throws or answers, and never ends the process")
    func corruption() throws {
        var random = SplitMix64(seed: Property.seed)
        let entries = entries(70, using: &random)
        let bytes = write(entries)
        func use(_ index: [UInt8], _ rest: [UInt8]) {
            guard let dictionary = try? open((index, rest)) else { return }
            try? dictionary.forEach { _, location in
                if location.offset < 0 || location.length < 0 { Issue.record("\(location)") }
            }
            for (gram, _) in entries.prefix(3) + entries.suffix(3) {
                _ = try? dictionary.find(gram)
                try? dictionary.forEach(first: gram.first) { _, _ in }
            }
        }
        for bit in 0..<bytes.index.count * 8 {
            var changed = bytes.index
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            use(changed, bytes.entries)
        }
        for index in bytes.entries.indices {
            var changed = bytes.entries
            changed[index] = ~changed[index]
            use(bytes.index, changed)
            use(bytes.index, Array(bytes.entries[..<index]))
        }
    }

    @Test("entries cut off throw when the last bigram is looked for")
    func truncation() throws {
        var random = SplitMix64(seed: 2)
        let entries = entries(33, using: &random)
        let bytes = write(entries)
        let last = try #require(entries.last?.gram)
        let dictionary = try open((bytes.index, Array(bytes.entries.dropLast())))
        #expect(throws: StorageError.self) { try dictionary.find(last) }
    }
}
