import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

@Suite struct WordDictionaryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let sizes = [0, 1, 2, 31, 32, 33, 64, 65, 1000]
    private typealias Entry = (word: [UInt8], location: PostingsLocation)

    /// Words as arguments of the writer: in byte order, with concatenated postings.
    private func entries(_ words: Set<[UInt8]>, using random: inout SplitMix64) -> [Entry] {
        var offset = Int.random(in: 0...1 << 40, using: &random)
        return words.sorted { $0.lexicographicallyPrecedes($1) }.map { word in
            let length = [1, 5, 200, 100_000].randomElement(using: &random) ?? 1
            defer { offset += length }
            return (word, PostingsLocation(offset: offset, length: length))
        }
    }

    /// Random words of few syllables, so that many share their beginnings.
    private func words(_ count: Int, using random: inout SplitMix64) -> Set<[UInt8]> {
        let syllables = ["a", "b", "z", "図", "図書", "館", "か", "が", "𠮷", "\u{0}"]
        var words: Set<[UInt8]> = count > 2 ? [[]] : []
        while words.count < count {
            let length = Int.random(in: 1...7, using: &random)
            let word = (0..<length).map { _ in syllables.randomElement(using: &random) ?? "" }
            words.insert(Array(word.joined().utf8))
        }
        return words
    }

    private func write(_ entries: [Entry]) -> (index: [UInt8], entries: [UInt8]) {
        var writer = WordDictionaryWriter()
        for (word, location) in entries { writer.add(word, location) }
        return writer.finish()
    }

    private func open(_ bytes: (index: [UInt8], entries: [UInt8])) throws -> WordDictionary {
        try WordDictionary(
            index: try folder.region(of: bytes.index), entries: try folder.region(of: bytes.entries)
        )
    }

    @Test("every word is found and its neighbours are not", arguments: sizes)
    func find(count: Int) throws {
        var random = SplitMix64(seed: Property.seed &+ UInt64(count))
        let entries = entries(words(count, using: &random), using: &random)
        let dictionary = try open(write(entries))
        #expect(dictionary.count == count)
        let known = Set(entries.map(\.word))
        for (word, location) in entries.enumerated().filter({ $0.0 % 3 != 1 || count < 100 }).map(
            \.1)
        {
            if try dictionary.find(word) != location { Issue.record("\(word) is not found") }
            var neighbours = [word + [0], word + [0xFF], Array(word.dropLast())]
            if let last = word.last { neighbours.append(word.dropLast() + [last &+ 1]) }
            for neighbour in neighbours where !known.contains(neighbour) {
                if try dictionary.find(neighbour) != nil { Issue.record("\(neighbour) is found") }
            }
        }
        for word in [[], [0], [0xFF, 0xFF]] as [[UInt8]] where !known.contains(word) {
            #expect(try dictionary.find(word) == nil)
        }
    }

    @Test("all words come in order", arguments: sizes)
    func all(count: Int) throws {
        var random = SplitMix64(seed: Property.seed &+ UInt64(count))
        let entries = entries(words(count, using: &random), using: &random)
        var found: [Entry] = []
        try open(write(entries)).forEach { found.append(($0, $1)) }
        #expect(found.map(\.word) == entries.map(\.word))
        #expect(found.map(\.location) == entries.map(\.location))
    }

    @Test("words with long common prefixes across blocks, and words of any bytes, are found")
    func beginnings() throws {
        var random = SplitMix64(seed: 1)
        let stem = Array(String(repeating: "広域連携", count: 30).utf8)
        var words = Set((0..<100).map { stem + Array(String($0).utf8) })
        for length in 0..<40 { words.insert(Array(stem.prefix(length))) }
        for byte in 0...255 { words.insert([UInt8(byte)]) }
        let entries = entries(words, using: &random)
        let dictionary = try open(write(entries))
        for (word, location) in entries { #expect(try dictionary.find(word) == location) }
        #expect(try dictionary.find(stem + [0x3A]) == nil)
        #expect(try dictionary.find(stem) == nil)
    }

    @Test("sections that do not fit together are not opened")
    func lengths() throws {
        var random = SplitMix64(seed: 2)
        let bytes = write(entries(words(100, using: &random), using: &random))
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
        let entries = entries(words(70, using: &random), using: &random)
        let bytes = write(entries)
        func use(_ index: [UInt8], _ rest: [UInt8]) {
            guard let dictionary = try? open((index, rest)) else { return }
            try? dictionary.forEach { _, location in
                if location.offset < 0 || location.length < 0 { Issue.record("\(location)") }
            }
            for (word, _) in entries.prefix(2) + entries.suffix(2) {
                _ = try? dictionary.find(word)
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
            if index % 3 == 0 { use(bytes.index, Array(bytes.entries[..<index])) }
        }
    }

    @Test("entries cut off throw when the last word is looked for")
    func truncation() throws {
        var random = SplitMix64(seed: 3)
        let entries = entries(words(33, using: &random), using: &random)
        let bytes = write(entries)
        let last = try #require(entries.last?.word)
        let dictionary = try open((bytes.index, Array(bytes.entries.dropLast())))
        #expect(throws: StorageError.self) { try dictionary.find(last) }
    }
}
