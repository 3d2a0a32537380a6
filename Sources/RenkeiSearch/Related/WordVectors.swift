internal import CWordTables

/// Vectors of words, learned from which words stand near each other, by a built-in table.
///
/// `Tools/word-tables` makes the table and names the method and its sources. Vectors have the length 1:
/// the product of two is the cosine of the angle between them, 1 for the same word and about 0 for
/// words that have nothing to do with each other.
enum WordVectors {
    /// How many blocks of eight components a vector has.
    static let blockCount = Int(word_tables_dimensions() / 8)
    /// How many words have vectors.
    static let count = Int(word_tables_row_count())

    /// For each row, how much its word tells of a text: the negative logarithm of how common it is at
    /// large.
    static let information: [Float] = (0..<Int32(count)).map { row in
        let rarity = word_tables_row_rarity(row)
        // The table of frequencies ends at about 2 in 10,000 texts.
        return Float(rarity < 0 ? 180 : rarity) / 16 * Float(Double.logarithm(2))
    }

    /// The row of a word, given by its folded scalars; nil if it has no vector.
    @inline(__always)
    static func row(of word: some Sequence<UInt32>) -> Int32? {
        let row = word_tables_row(WordFingerprint(.word, word).value)
        return row < 0 ? nil : row
    }

    /// The word of a row, folded.
    static func word(_ row: Int32) -> String {
        var bytes: [UInt8] = []
        for index in 0..<word_tables_text_length(row) {
            bytes.append(word_tables_text_byte(row, index))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Eight components of the vector of a row.
    @inline(__always)
    static func block(_ row: Int32, _ number: Int) -> SIMD8<Float> {
        word_tables_block(row, Int32(number))
    }

    /// The words that are most like a word, the closest first: those with a cosine of 0.5 and more.
    static func neighbours(of row: Int32) -> [(row: Int32, cosine: Float)] {
        let places =
            word_tables_neighbours(
                row)..<max(
                word_tables_neighbours(row), word_tables_neighbours(row + 1))
        var found: [(row: Int32, cosine: Float)] = []
        found.reserveCapacity(places.count)
        for place in places {
            let other = word_tables_neighbour_row(place)
            // A damaged program could hold anything.
            guard other >= 0, Int(other) < count else { continue }
            found.append((other, Float(word_tables_neighbour_cosine(place)) / 255))
        }
        return found
    }
}

/// A sum of vectors of words: what a text is about.
struct TextVector: Sendable {
    private var blocks = [SIMD8<Float>](repeating: .zero, count: WordVectors.blockCount)

    /// The vector of nothing.
    init() {}

    /// The vector of a word.
    init(row: Int32) { add(row, weight: 1) }

    /// True if no word was added.
    var isZero: Bool { !blocks.contains { $0 != .zero } }

    /// Adds a word.
    mutating func add(_ row: Int32, weight: Float) {
        var sums = blocks.mutableSpan
        for index in sums.indices { sums[index] += weight * WordVectors.block(row, index) }
    }

    /// The product with the vector of a word.
    func product(withRow row: Int32) -> Float {
        var sum = SIMD8<Float>.zero
        for index in blocks.indices { sum += blocks[index] * WordVectors.block(row, index) }
        return sum.sum()
    }

    private func product(_ other: TextVector) -> Float {
        var sum = SIMD8<Float>.zero
        for index in blocks.indices { sum += blocks[index] * other.blocks[index] }
        return sum.sum()
    }

    /// The cosine of the angle to another vector, −1 to 1; 0 if one of them is nothing.
    func cosine(_ other: TextVector) -> Float {
        let lengths = (product(self) * other.product(other)).squareRoot()
        return lengths > 0 ? min(max(product(other) / lengths, -1), 1) : 0
    }
}
